//! Everything in one encrypted file.

use super::Line;
use crate::{
    actions::backup,
    store,
    ui::{
        door::{Doorway, Trouble},
        icons::Icon,
        parts::field::Field,
        use_query, use_session,
    },
    words,
};
use chrono::NaiveDateTime;
use dioxus::prelude::*;
use std::path::{Path, PathBuf};

/// When the last one was made here, and where.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
struct Last {
    at: Option<NaiveDateTime>,
    file: String,
}

#[component]
pub fn Backups() -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let lang = *session.lang.read();
    let name = format!("genki-{}.genki", session.today().format("%Y-%m-%d"));
    let mut path = use_signal(|| std::env::home_dir().unwrap_or_default().join(&name).display().to_string());
    let mut busy = use_signal(|| false);
    let mut wrong = use_signal(|| None::<String>);
    let last = use_query(&["local"], |db| store::local::get::<Last>(db, "backup"));
    let last = last.read().clone().unwrap_or_default();
    let said = match last.at {
        Some(at) => {
            let day = words::day(lang, at.date());
            session.tr("backup-last", &[("day", day.into()), ("time", words::time(at).into()), ("file", last.file.into())])
        }
        None => session.t("backup-never"),
    };
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let to = PathBuf::from(path.peek().trim());
        let Some(practice) = door.open.peek().clone() else { return };
        if busy() {
            return;
        }
        if to.exists() {
            wrong.set(Some(session.t("backup-exists")));
            return;
        }
        busy.set(true);
        wrong.set(None);
        let made = Last { at: Some(session.now()), file: to.display().to_string() };
        let write = move || {
            let store = practice.desk().store.clone();
            let written = practice.with_vault(|vault, _| backup::write(&store, vault, &to));
            if let Some(Ok(_)) = written {
                let _ = store.set_local("backup", &made);
            }
            written
        };
        session.in_background(write, move |session, done| {
            if busy.try_peek().is_ok() {
                busy.set(false);
            }
            match done {
                Some(Ok(bytes)) => session.say(session.tr("done-backup", &[("size", size(bytes).into())]), None),
                Some(Err(error)) if wrong.try_peek().is_ok() => wrong.set(Some(Trouble::of(&error).words(*session.lang.peek()))),
                _ => {}
            }
        });
    };
    rsx! {
        h2 { {session.t("set-backup")} }
        p { class: "lead", {session.t("backup-lead")} }
        form { class: "group form", autocomplete: "off", onsubmit: submit,
            Field { label: session.t("backup-to"), name: "backup-path", value: path(), error: wrong(), hint: session.t("backup-to-hint"), oninput: move |v| { path.set(v); wrong.set(None) } }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "backup-do", "aria-disabled": busy(), Icon { name: "archive" } if busy() { {session.t("backup-working")} } else { {session.t("backup-do")} } }
                input { class: "hidden-words", id: "backup-folder", r#type: "file", directory: true, onchange: move |e| {
                    if let Some(folder) = e.files().first() { path.set(in_folder(&folder.path(), &name)); wrong.set(None) }
                } }
                label { class: "btn", r#for: "backup-folder", Icon { name: "folder-open" } {session.t("backup-folder")} }
            }
        }
        div { class: "group",
            Line { title: session.t("backup-last-title"), more: said }
            Line { title: session.t("door-restore"), more: session.t("backup-restore-more") }
        }
    }
}

fn in_folder(chosen: &Path, name: &str) -> String {
    let folder = if chosen.is_dir() { chosen } else { chosen.parent().unwrap_or(chosen) };
    folder.join(name).display().to_string()
}

/// "1.4 MB".
fn size(bytes: u64) -> String {
    if bytes < 1_000_000 { format!("{} kB", bytes.div_ceil(1000)) } else { format!("{:.1} MB", bytes as f64 / 1e6) }
}
