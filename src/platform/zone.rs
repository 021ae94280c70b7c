//! Which time zone this machine keeps.

/// The zone's IANA name, as the system has it; nothing where it does not say.
pub fn of_system() -> Option<String> {
    iana_time_zone::get_timezone().ok()
}
