//! How much waits, on the program's own sign in the dock or on the telephone's first page. A number, and nothing of anybody.

/// Shows the number; none at nought. Where the system has no such place, nothing happens: the window shows it too.
pub fn show(n: usize) {
    std::thread::spawn(move || {
        if let Err(error) = system::show(n) {
            tracing::info!("the system shows no numbers here: {error}");
        }
    });
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub fn show(_: usize) -> Result<(), &'static str> {
        Err("not on this system yet")
    }
}

/// What docks on Linux listen to (Ubuntu's and Dash to Dock, Plasma, Plank): a signal that nobody needs to hear.
#[cfg(target_os = "linux")]
mod system {
    use std::{collections::HashMap, sync::OnceLock};
    use zbus::{blocking::Connection, zvariant::Value};

    /// As `platforms/linux/genki.desktop` is called where it is installed.
    const WHOSE: &str = "application://genki.desktop";

    pub fn show(n: usize) -> zbus::Result<()> {
        // Docks forget the number of whom they no longer see on the bus: it stays there.
        static BUS: OnceLock<Connection> = OnceLock::new();
        let bus = match BUS.get() {
            Some(bus) => bus,
            None => {
                let bus = Connection::session()?;
                BUS.get_or_init(|| bus)
            }
        };
        let says: HashMap<&str, Value> = [("count", Value::I64(n as i64)), ("count-visible", Value::Bool(n > 0))].into();
        bus.emit_signal(None::<&str>, "/app/genki", "com.canonical.Unity.LauncherEntry", "Update", &(WHOSE, says))
    }
}
