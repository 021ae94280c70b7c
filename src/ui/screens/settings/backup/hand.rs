//! One by hand, to any file; and where one is restored.

use super::{Line, in_dialog, size};
use crate::{
    actions::backup::{self, daily, kept},
    base::{Clock, Id},
    model::Backups,
    ui::{
        backups::when,
        door::{Doorway, Trouble},
        icons::Icon,
        parts::field::Field,
        session::set_there,
        use_session,
    },
};
use dioxus::prelude::*;
use std::path::PathBuf;

#[component]
pub fn ByHand(noted: Backups) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    // A practice's first one is made here.
    let mut open = use_signal(|| false);
    let said = match noted.at {
        Some(at) => session.tr("backup-last", &[("when", when(lang, at).into()), ("file", noted.file.clone().into())]),
        None => session.t("backup-never"),
    };
    rsx! {
        div { class: "group",
            Line { title: session.t("backup-last-title"), more: said }
            Line { title: session.t("backup-hand"), more: session.t("backup-hand-more"),
                button { r#type: "button", class: "btn", "data-testid": "backup-hand", "aria-expanded": open(), onclick: move |_| open.toggle(), {session.t("backup-hand-open")} }
            }
            if open() { Form { onmade: move |()| open.set(false) } }
            Line { title: session.t("door-restore"), more: session.t("backup-restore-more") }
        }
    }
}

#[component]
fn Form(onmade: EventHandler<()>) -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let lang = *session.lang.read();
    let mut path = use_signal(|| kept::name(session.now(), &std::env::home_dir().unwrap_or_default()).display().to_string());
    let mut busy = use_signal(|| false);
    let mut wrong = use_signal(|| None::<String>);
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
        let desk = session.desk.peek().clone();
        let write = move || {
            let written = practice.with_vault(|vault, _| backup::write(&desk.store, vault, &to));
            let mut noted = Ok(());
            if let Some(Ok(_)) = written {
                let at = desk.now();
                noted = daily::note(&desk, |b| b.made(Id::new(Clock::System.millis()), at, to.display().to_string()));
            }
            (written, noted)
        };
        session.in_background(write, move |session, (done, noted)| {
            if let Err(error) = noted {
                tracing::error!("that a backup was made could not be noted: {error}");
                session.trouble("trouble-setting");
            }
            set_there(busy, false);
            match done {
                Some(Ok(bytes)) => {
                    session.say(session.tr("done-backup", &[("size", size(lang, bytes).into())]), None);
                    onmade.call(());
                }
                Some(Err(error)) => {
                    let words = Trouble::of(&error).words(lang);
                    session.refuse_at(wrong, words.clone(), words);
                }
                None => {}
            }
        });
    };
    let choose = move |e: FormEvent| {
        if let Some(folder) = e.files().first() {
            path.set(kept::name(session.now(), in_dialog(&folder.path())).display().to_string());
            wrong.set(None);
        }
    };
    rsx! {
        form { class: "within", autocomplete: "off", onsubmit: submit,
            Field { label: session.t("backup-to"), name: "backup-path", value: path(), error: wrong(), hint: session.t("backup-to-hint"), oninput: move |v| { path.set(v); wrong.set(None) } }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "backup-do", "aria-disabled": busy(), Icon { name: "archive" } if busy() { {session.t("backup-working")} } else { {session.t("backup-do")} } }
                input { class: "hidden-words", id: "backup-folder", r#type: "file", directory: true, onchange: choose }
                label { class: "btn", r#for: "backup-folder", Icon { name: "folder-open" } {session.t("backup-folder")} }
            }
        }
    }
}
