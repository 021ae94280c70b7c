//! Notes of the day: a quiet line under the head of Today, and the panel in which one is written.

use crate::{
    actions::day_notes,
    base::Id,
    model::DayNote,
    store::{day_notes as notes, practitioners},
    ui::{
        icons::Icon,
        keys::enter_submits,
        parts::{day_field::DayField, field::Field},
        route::Panel,
        session::Session,
        shell::PanelHead,
        use_first, use_query, use_session,
    },
    words,
};
use chrono::NaiveDate;
use dioxus::prelude::*;

/// What is noted for the day that is shown; nothing where nothing is.
#[component]
pub fn DayNotes() -> Element {
    let session = use_session();
    let found = use_query(&["daynote", "practitioner"], move |db| {
        let of = |note: &DayNote| note.practitioner.map(|p| practitioners::get(db, p)).transpose().map(Option::flatten);
        let all = notes::on(db, session.shown_date())?;
        all.into_iter().map(|note| Ok((of(&note)?.map(|p| p.short()), note))).collect::<crate::store::Result<Vec<_>>>()
    });
    let answer = found.read();
    let list = answer.as_ref().cloned().unwrap_or_default();
    if list.is_empty() || *session.privacy.read() {
        return rsx! {};
    }
    rsx! {
        ul { class: "day-notes", "data-testid": "day-notes", "aria-label": session.t("day-notes"),
            for (i , (who , note)) in list.into_iter().enumerate() {
                li { key: "{note.id}",
                    button { r#type: "button", class: "plain", "data-testid": "day-notes-{i}", title: "{note.text}", onclick: { let id = note.id; move |_| session.open(Panel::DayNote(Some(id))) },
                        Icon { name: "calendar-check", small: true }
                        span { if let Some(who) = who { b { "{who}" } " " } "{note.text}" if note.until > note.date { span { class: "second", " · " {session.tr("day-note-until", &[("day", words::day_short(*session.lang.read(), note.until).into())])} } } }
                    }
                }
            }
        }
    }
}

#[component]
pub fn DayNotePanel(id: Option<Id>) -> Element {
    rsx! { Known { key: "{id:?}", id } }
}

/// What is noted already is read once: from then on it is what is typed.
#[component]
fn Known(id: Option<Id>) -> Element {
    let known = use_first(|db| Ok(id.map(|id| notes::get(db, id)).transpose()?.flatten()));
    rsx! { NoteForm { known: known.flatten().filter(|n| !n.removed) } }
}

#[component]
fn NoteForm(known: Option<DayNote>) -> Element {
    let session = use_session();
    let shown = session.date.peek().unwrap_or_else(|| session.today());
    let note = known.clone().unwrap_or_else(|| DayNote { date: shown, until: shown, ..DayNote::default() });
    let mut text = use_signal(|| note.text.clone());
    let date = use_signal(|| note.date);
    let mut until = use_signal(|| note.until);
    let mut several = use_signal(|| note.until > note.date);
    let mut of = use_signal(|| note.practitioner);
    let mut error = use_signal(|| None::<String>);
    let here = use_query(&["practitioner"], practitioners::here);
    let answer = here.read();
    let doctors = answer.as_ref().cloned().unwrap_or_default();
    let existing = known.as_ref().map(|n| n.id);
    let title = session.t(if existing.is_some() { "day-note" } else { "day-note-new" });
    let save = use_callback(move |()| {
        let id = existing.unwrap_or_else(|| Id::new(session.desk.peek().clock.millis()));
        let last = if several() { until() } else { date() };
        let source = known.as_ref().map(|n| n.source.clone()).unwrap_or_default();
        let written = DayNote { id, date: date(), until: last, practitioner: of(), text: text.peek().clone(), source, removed: false };
        write(session, written, error);
    });
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "day-note", "aria-label": "{title}",
            PanelHead { h2 { "{title}" } }
            form { class: "body", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); save(()) },
                Field { label: session.t("day-note-text"), name: "day-note-text", value: text(), autofocus: true, error: error(), oninput: move |v| { text.set(v); error.set(None); } }
                DayField { label: session.t("day-note-day"), date }
                if several() {
                    DayField { label: session.t("day-note-last"), date: until }
                } else {
                    button { r#type: "button", class: "btn quiet", "data-testid": "day-note-several", onclick: move |_| { until.set(date()); several.set(true); }, Icon { name: "plus" } span { {session.t("day-note-several")} } }
                }
                if doctors.len() > 1 {
                    div { class: "field",
                        span { class: "name", {session.t("day-note-for")} }
                        div { class: "chips", role: "group", "aria-label": session.t("day-note-for"), onkeydown: move |e| enter_submits(&e, save),
                            button { r#type: "button", class: "chip", "aria-pressed": of().is_none(), onclick: move |_| of.set(None), {session.t("day-note-everybody")} }
                            for d in doctors {
                                button { r#type: "button", class: "chip", key: "{d.id}", "aria-pressed": of() == Some(d.id), onclick: { let id = d.id; move |_| of.set(Some(id)) }, {d.name()} }
                            }
                        }
                    }
                }
                button { class: "btn primary big wide", r#type: "submit", "data-testid": "day-note-save", {session.t("day-note-save")} kbd { class: "key", "↵" } }
            }
            if let Some(id) = existing {
                div { class: "foot", button { r#type: "button", class: "btn quiet", "data-testid": "day-note-remove", onclick: move |_| remove(session, id), Icon { name: "x" } span { {session.t("day-note-remove")} } } }
            }
        }
    }
}

fn write(session: Session, note: DayNote, error: Signal<Option<String>>) {
    let day: NaiveDate = note.date;
    session.run(
        "day-note",
        move |tx| day_notes::save(tx, &note),
        move |mut session, done| match done {
            Ok(done) => {
                session.say(session.t("done-day-note"), Some(done.act));
                // The day it stands on, where another was shown.
                session.date.set(Some(day).filter(|d| *d != session.today()));
                session.close_panel();
            }
            Err(crate::actions::Error::Refused(refusal)) => {
                let words = session.refusal(&refusal);
                session.refuse_at(error, words.clone(), words);
            }
            Err(other) => session.refuse(&other),
        },
    );
}

fn remove(session: Session, id: Id) {
    session.close_panel();
    session.act("remove-day-note", session.t("done-remove-day-note"), move |tx| day_notes::remove(tx, id));
}
