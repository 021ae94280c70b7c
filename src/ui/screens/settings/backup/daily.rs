//! The daily ones: where they go, how many are kept, how the last one went.

use super::{Line, in_dialog, size};
use crate::{
    actions::backup::daily::{self, Came},
    lang::Lang,
    model::{Backups, backups::KEEPS},
    ui::{
        backups::{run, when, why_words},
        door::Doorway,
        icons::Icon,
        parts::{field::Field, lists::with},
        session::{Session, set_there},
        use_session,
    },
};
use dioxus::prelude::*;
use std::path::PathBuf;

#[component]
pub fn Daily(noted: Backups) -> Element {
    let session = use_session();
    let mut changing = use_signal(|| false);
    rsx! {
        h3 { class: "part", {session.t("backup-daily")} }
        if noted.folder.is_empty() || changing() {
            Where { noted: noted.clone(), onend: move |()| changing.set(false) }
        } else {
            Going { noted, onchange: move |()| changing.set(true) }
        }
    }
}

/// Chooses the folder.
#[component]
fn Where(noted: Backups, onend: EventHandler<()>) -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let begun = !noted.folder.is_empty();
    let keep = noted.keep;
    let mut path = use_signal(|| noted.folder.clone());
    let mut busy = use_signal(|| false);
    let mut wrong = use_signal(|| None::<String>);
    let submit = move |e: FormEvent| {
        e.prevent_default();
        if busy() {
            return;
        }
        busy.set(true);
        let (desk, folder) = (session.desk.peek().clone(), PathBuf::from(path.peek().trim()));
        let practice = door.open.peek().clone();
        session.in_background(
            move || {
                let fit = practice.and_then(|p| p.with_vault(|vault, _| daily::fit(vault, desk.person)));
                fit.unwrap_or(Ok(())).and_then(|()| daily::begin(&desk, &folder, keep))
            },
            move |session, begun| {
                set_there(busy, false);
                match begun {
                    Err(why) => {
                        let words = why_words(session, &why);
                        session.refuse_at(wrong, words.clone(), words);
                    }
                    Ok(()) => {
                        // What was begun may already have taken this form off the screen, and its handler with it.
                        if busy.try_peek().is_ok() {
                            onend.call(());
                        }
                        let practice = door.open.peek().clone();
                        if let Some(practice) = practice {
                            run(session, practice, false, say);
                        }
                    }
                }
            },
        );
    };
    let choose = move |e: FormEvent| {
        if let Some(folder) = e.files().first() {
            path.set(in_dialog(&folder.path()).display().to_string());
            wrong.set(None);
        }
    };
    rsx! {
        form { class: "group form", autocomplete: "off", onsubmit: submit,
            Field { label: session.t("backup-daily-folder"), name: "backup-daily-folder", value: path(), error: wrong(), hint: session.t("backup-daily-hint"), oninput: move |v| { path.set(v); wrong.set(None) } }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "backup-begin", "aria-disabled": busy(), Icon { name: "check" } {session.t(if begun { "backup-move" } else { "backup-begin" })} }
                input { class: "hidden-words", id: "backup-daily", r#type: "file", directory: true, onchange: choose }
                label { class: "btn", r#for: "backup-daily", Icon { name: "folder-open" } {session.t("backup-folder")} }
                if begun { button { class: "btn quiet", r#type: "button", onclick: move |_| onend.call(()), {session.t("cancel")} } }
            }
        }
    }
}

/// They are made: where, how many, and how the last one went.
#[component]
fn Going(noted: Backups, onchange: EventHandler<()>) -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let lang = *session.lang.read();
    let mut busy = use_signal(|| false);
    let now = move |_| {
        let Some(practice) = door.open.peek().clone() else { return };
        if busy() {
            return;
        }
        busy.set(true);
        run(session, practice, true, move |session, came| {
            set_there(busy, false);
            say(session, came);
        });
    };
    let change = move |what: fn(&crate::actions::Desk) -> crate::store::Result<()>| {
        let desk = session.desk.peek().clone();
        session.in_background(move || what(&desk), refused);
    };
    let keep = move |e: FormEvent| {
        let (desk, keep) = (session.desk.peek().clone(), e.value().parse().unwrap_or(14));
        session.in_background(move || daily::note(&desk, |b| b.keep = keep), refused);
    };
    let alone = !noted.apart;
    let trouble = noted.failed.as_ref();
    rsx! {
        div { class: "group",
            Line { title: noted.folder.clone(), more: how(session, lang, &noted),
                button { r#type: "button", class: "btn", "data-testid": "backup-now", "aria-disabled": busy(), onclick: now, if busy() { {session.t("backup-working")} } else { {session.t("backup-now")} } }
            }
            if let Some(failed) = trouble {
                p { class: "note", "data-tone": "bad", role: "alert", "data-testid": "backup-failed", Icon { name: "circle-alert" }
                    span { {session.tr("backup-failed", &[("when", when(lang, failed.at).into())])} " " {why_words(session, &failed.why)} " " {session.t("backup-again")} }
                }
            } else if alone {
                p { class: "note", "data-tone": "warn", "data-testid": "backup-same-disk", Icon { name: "triangle-alert" } span { {session.t("backup-same-disk")} } }
            }
            Line { title: session.t("backup-keep"), more: session.t("backup-keep-more"),
                select { class: "input", "data-testid": "backup-keep", "aria-label": session.t("backup-keep"), onchange: keep,
                    for n in with(&KEEPS, noted.keep) { option { key: "{n}", value: "{n}", selected: n == noted.keep, {session.tr("backup-keep-n", &[("n", n.into())])} } }
                }
            }
            Line { title: session.t("backup-elsewhere"), more: session.t("backup-elsewhere-more"),
                button { r#type: "button", class: "btn quiet", "data-testid": "backup-stop", onclick: move |_| change(daily::end), {session.t("backup-stop")} }
                button { r#type: "button", class: "btn", "data-testid": "backup-change", onclick: move |_| onchange.call(()), {session.t("backup-change")} }
            }
        }
    }
}

fn how(session: Session, lang: Lang, noted: &Backups) -> String {
    match noted.daily {
        Some(at) => session.tr("backup-daily-last", &[("when", when(lang, at).into())]),
        None => session.t("backup-daily-first"),
    }
}

fn say(session: Session, came: Came) {
    match came {
        Came::Made(made) => session.say(session.tr("done-backup", &[("size", size(*session.lang.peek(), made.bytes).into())]), None),
        // What failed is said at its place, which hears of it.
        Came::Failed(_) | Came::Nothing => {}
    }
}

fn refused(session: Session, done: crate::store::Result<()>) {
    if let Err(error) = done {
        session.refuse(&error.into());
    }
}
