//! Everything in an encrypted file: once a day by itself, what is kept, and by hand.

mod daily;
mod hand;
mod kept;

use super::Line;
use crate::lang::Lang;
use crate::ui::{
    backups::{reminder_words, use_noted, use_reminder, whose},
    door::Doorway,
    icons::Icon,
    session::{Session, set_there},
    use_session,
};
use crate::vault::KeystoreUse;
use dioxus::prelude::*;
use std::path::Path;

#[component]
pub fn Backups() -> Element {
    let session = use_session();
    let noted = use_noted();
    let reminder = use_reminder(session);
    let noted = noted.read().clone().unwrap_or_default();
    let apart_words = use_keystore(session);
    rsx! {
        h2 { {session.t("set-backup")} }
        p { class: "lead", {session.t("backup-lead")} }
        if let Some(reminder) = reminder() {
            p { class: "note before", "data-tone": "warn", "data-testid": "backup-old", Icon { name: "clock-alert" } span { {reminder_words(session, reminder, &noted)} } }
        }
        daily::Daily { noted: noted.clone() }
        if !noted.folder.is_empty() { kept::KeptThere { noted: noted.clone() } }
        hand::ByHand { noted }
        if apart_words() {
            p { class: "note after", "data-tone": "info", "data-testid": "backup-alone", Icon { name: "key-round" } span { {session.t("backup-alone")} } }
        }
    }
}

/// Whether a keystore stands behind this device's passphrases: it stays behind when a file travels.
fn use_keystore(session: Session) -> Signal<bool> {
    let there = use_signal(|| false);
    let door = use_context::<Doorway>();
    use_hook(move || {
        let Some(practice) = door.open.peek().clone() else { return };
        let ask = move || practice.with_vault(|vault, _| vault.keystore()) == Some(KeystoreUse::Present);
        session.in_background(ask, move |_, found| set_there(there, found));
    });
    there
}

/// A folder that the system's dialog answered with.
fn in_dialog(chosen: &Path) -> &Path {
    if chosen.is_dir() { chosen } else { chosen.parent().unwrap_or(chosen) }
}

/// "1.4 MB", "1,4 Mo".
fn size(lang: Lang, bytes: u64) -> String {
    let english = if bytes < 1_000_000 { format!("{} kB", bytes.div_ceil(1000)) } else { format!("{:.1} MB", bytes as f64 / 1e6) };
    if lang == Lang::Fr { english.replace('.', ",").replace('B', "o") } else { english }
}
