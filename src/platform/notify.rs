//! A word to the person through the system, wherever she is looking. It names no patient: it may be read on a locked screen.

/// What it asks of whoever reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// It stays until somebody has seen it.
    Urgent,
    /// It goes by itself.
    Quiet,
}

/// Says it, and that it is urgent. Where the system has no such place, nothing happens: the window says it too.
pub fn urgently(title: String, text: String) {
    say(Weight::Urgent, title, text, |_| {});
}

/// Says it quietly: it can wait until whoever is meant looks up. `said` hears, on another thread, whether the system took it.
pub fn quietly(title: String, text: String, said: impl FnOnce(bool) + Send + 'static) {
    say(Weight::Quiet, title, text, said);
}

fn say(weight: Weight, title: String, text: String, said: impl FnOnce(bool) + Send + 'static) {
    std::thread::spawn(move || {
        let done = system::say(weight, &title, &text);
        if let Err(error) = &done {
            tracing::info!("the system takes no notices here: {error}");
        }
        said(done.is_ok());
    });
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub fn say(_: super::Weight, _: &str, _: &str) -> Result<(), &'static str> {
        Err("not on this system yet")
    }
}

/// The desktop's notices, over the session's bus.
#[cfg(target_os = "linux")]
mod system {
    use super::Weight;
    use std::collections::HashMap;
    use zbus::{blocking::Connection, zvariant::Value};

    const PLACE: &str = "org.freedesktop.Notifications";
    /// How long it stays: until somebody has seen it, or as the desktop has it.
    const STAYS: i32 = 0;
    const AS_USUAL: i32 = -1;

    pub fn say(weight: Weight, title: &str, text: &str) -> zbus::Result<()> {
        let (urgency, stays) = if weight == Weight::Urgent { (2, STAYS) } else { (1, AS_USUAL) };
        let hints: HashMap<&str, Value> = [("urgency", Value::U8(urgency)), ("category", Value::from("im.received"))].into();
        let no_actions: &[&str] = &[];
        let notice = ("Genki", 0u32, "", title, text, no_actions, hints, stays);
        Connection::session()?.call_method(Some(PLACE), "/org/freedesktop/Notifications", Some(PLACE), "Notify", &notice)?;
        Ok(())
    }
}
