//! Keys, the same everywhere; single letters only while a visit has the focus.

use super::{
    route::{Float, Panel, Route},
    screens::visit,
    session::Session,
};
use dioxus::prelude::*;

/// What a key does where nothing nearer took it.
pub fn pressed(event: &KeyboardEvent, mut session: Session) {
    let key = event.key();
    let mods = event.modifiers();
    let ctrl = mods.contains(Modifiers::CONTROL) || mods.contains(Modifiers::META);
    let letter = match &key {
        Key::Character(c) => c.to_lowercase(),
        _ => String::new(),
    };
    if ctrl {
        match letter.as_str() {
            "k" => session.float.set(Some(Float::Palette)),
            "z" => session.undo_last(),
            "l" => session.lock(),
            _ => return,
        }
        event.prevent_default();
        return;
    }
    match key {
        Key::Escape => step_back(session),
        Key::F1 => session.float.set(Some(Float::Keys)),
        _ if mods.contains(Modifiers::ALT) => return,
        _ => match letter.as_str() {
            "/" => session.float.set(Some(Float::Palette)),
            "?" => session.float.set(Some(Float::Keys)),
            "n" => session.open(Panel::Book { patient: None, practitioner: None, start: None }),
            "w" => session.open(Panel::WalkIn { patient: None }),
            "p" if session.route.peek().place() != Route::Patients => session.go(Route::Patients),
            "1" => session.go(Route::Today),
            "2" => session.go(Route::Reception),
            "3" => session.go(Route::Patients),
            "4" => session.go(Route::History),
            letter => match session.panel.peek().clone() {
                Some(Panel::Visit(id)) if visit::key(session, id, letter) => {}
                _ => return,
            },
        },
    }
    event.prevent_default();
}

/// One step back: what floats, then the panel, then the page.
pub fn step_back(mut session: Session) {
    if session.float.peek().is_some() {
        session.float.set(None);
    } else if session.panel.peek().is_some() {
        session.panel.set(None);
    } else if session.route.peek().place() == Route::Patients {
        session.route.set(Route::Patients);
    }
}

/// Locks the screen when nobody has touched it for as long as this device is set to.
pub fn use_idle(mut session: Session) {
    use_future(move || async move {
        loop {
            tokio::time::sleep(std::time::Duration::from_secs(15)).await;
            let after = i64::from(session.looks.peek().lock_after) * 60_000;
            let idle = crate::base::Clock::System.millis() - *session.touched.peek();
            if after > 0 && idle >= after && !*session.locked.peek() {
                session.lock();
            }
        }
    });
    use_hook(|| session.touched.set(crate::base::Clock::System.millis()));
}

/// What a field keeps to itself: letters, and the undo of typing. Everything else goes on to the app.
pub fn keep_typing(event: &KeyboardEvent) {
    let mods = event.modifiers();
    let ctrl = mods.contains(Modifiers::CONTROL) || mods.contains(Modifiers::META);
    let keeps = match event.key() {
        Key::Character(c) => !ctrl || c.to_lowercase() == "z",
        _ => false,
    };
    if keeps {
        event.stop_propagation();
    }
}
