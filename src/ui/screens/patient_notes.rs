//! Words about a patient: everybody's, and the doctors' own between them.

use crate::{
    actions::{notes, persons},
    base::Id,
    model::{
        Note,
        rights::{Deed, May},
    },
    store::{self, people},
    ui::{
        icons::Icon,
        parts::{entry::Entry, rights::use_may},
        session::{Session, use_session},
        use_query,
    },
    words,
};
use dioxus::prelude::*;

#[derive(Clone, PartialEq)]
struct Told {
    note: Note,
    who: String,
    mine: bool,
}

#[component]
pub fn Notes(id: Id) -> Element {
    let session = use_session();
    let told = use_query(&["note", "sealed", "person", "grant"], move |db| {
        let me = session.desk.peek().person;
        let notes = store::notes::of_patient(db, id)?;
        let tell = |note: Note| Ok(Told { who: people::get(db, note.by)?.map(|p| p.name).unwrap_or_default(), mine: note.by == me, note });
        notes.into_iter().map(tell).collect::<store::Result<Vec<_>>>()
    });
    let doctor = use_may(Deed::DoctorsOnly)() == May::Do;
    let waiting = use_query(&["person", "grant", "practice"], move |db| {
        let me = session.desk.peek().person;
        Ok(persons::not_admitted(db)?.iter().any(|p| p.id == me))
    });
    let told = told.read().clone().unwrap_or_default();
    rsx! {
        section { class: "leaf", "data-testid": "notes",
            h2 { {session.t("notes")} }
            if doctor && *waiting.read() == Some(true) {
                p { class: "note", "data-tone": "info", Icon { name: "lock" } span { {session.t("notes-not-admitted")} } }
            }
            if told.is_empty() { p { class: "second small", {session.t("notes-none")} } }
            ul { class: "notes",
                for t in told { One { key: "{t.note.id}", told: t } }
            }
            New { patient: id, doctor }
        }
    }
}

#[component]
fn One(told: Told) -> Element {
    let session = use_session();
    let note = told.note;
    let id = note.id;
    let when = format!("{} {}", words::day_short(*session.lang.read(), note.at.date()), words::time(note.at));
    rsx! {
        li { "data-testid": "note", "data-sealed": if note.doctors_only { "true" },
            p { class: "text", "{note.text}" }
            p { class: "second small",
                if note.doctors_only { span { class: "sealed", Icon { name: "lock", small: true } {session.t("notes-doctors-only")} } " · " }
                "{told.who} · " span { class: "num", "{when}" }
            }
            if told.mine {
                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "note-remove", "aria-label": session.t("notes-remove"),
                    onclick: move |_| session.act("note-remove", session.t("notes-removed"), move |tx| notes::remove(tx, id)), Icon { name: "x" } }
            }
        }
    }
}

/// The line for a new one. What is typed waits there until it is saved.
#[component]
fn New(patient: Id, doctor: bool) -> Element {
    let session = use_session();
    let draft = format!("note {patient}");
    let mut sealed = use_signal(|| false);
    let typed = session.words.read().get(&draft).cloned().unwrap_or_default();
    let (key, done) = (draft.clone(), draft.clone());
    let save = use_callback(move |()| {
        let text = session.words.peek().get(&done).cloned().unwrap_or_default();
        let (now, doctors_only, done) = (session.now(), doctor && sealed(), done.clone());
        session.act_then(
            "note-add",
            session.t("notes-added"),
            move |tx| notes::add(tx, now, patient, &text, doctors_only),
            move |session, _| forget(session, &done),
        );
    });
    let empty = typed.trim().is_empty();
    rsx! {
        form { class: "note-new", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); if !empty { save(()) } },
            Entry { several: true, value: typed, maxlength: "4000", "data-testid": "note-text", "aria-label": session.t("notes-new"), placeholder: session.t("notes-new"),
                oninput: move |v: String| { let mut words = session.words; words.write().insert(key.clone(), v); },
                onkey: move |e: KeyboardEvent| {
                    let ctrl = e.modifiers().contains(Modifiers::CONTROL) || e.modifiers().contains(Modifiers::META);
                    if ctrl && e.key() == Key::Enter && !empty { e.prevent_default(); save(()) } else { crate::ui::keys::keep_typing(&e) }
                } }
            if !empty {
                div { class: "acts-line last",
                    if doctor {
                        label { class: "check", input { r#type: "checkbox", "data-testid": "note-sealed", checked: sealed(), onchange: move |e| sealed.set(e.checked()) } span { {session.t("notes-for-doctors")} } }
                    }
                    span { class: "grow" }
                    button { class: "btn primary", r#type: "submit", "data-testid": "note-save", {session.t("notes-save")} kbd { class: "key", "Ctrl ↵" } }
                }
            }
        }
    }
}

/// What was typed is saved: the line is empty again.
pub fn forget(session: Session, draft: &str) {
    let mut words = session.words;
    words.write().remove(draft);
}
