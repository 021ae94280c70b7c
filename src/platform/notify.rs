//! A word to the person through the system, wherever she is looking. It names no patient: it may be read on a locked screen.

/// Says it, and that it is urgent. Where the system has no such place, nothing happens: the window says it too.
pub fn urgently(title: String, text: String) {
    std::thread::spawn(move || {
        if let Err(error) = system::say(&title, &text) {
            tracing::info!("the system takes no notices here: {error}");
        }
    });
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub fn say(_: &str, _: &str) -> Result<(), &'static str> {
        Err("not on this system yet")
    }
}

/// The desktop's notices, over the session's bus.
#[cfg(target_os = "linux")]
mod system {
    use std::collections::HashMap;
    use zbus::{blocking::Connection, zvariant::Value};

    const PLACE: &str = "org.freedesktop.Notifications";
    /// It stays until somebody has seen it.
    const STAYS: i32 = 0;

    pub fn say(title: &str, text: &str) -> zbus::Result<()> {
        let hints: HashMap<&str, Value> = [("urgency", Value::U8(2)), ("category", Value::from("im.received"))].into();
        let no_actions: &[&str] = &[];
        let notice = ("Genki", 0u32, "", title, text, no_actions, hints, STAYS);
        Connection::session()?.call_method(Some(PLACE), "/org/freedesktop/Notifications", Some(PLACE), "Notify", &notice)?;
        Ok(())
    }
}
