//! What can be done about one person and one recall: call, book, note that nobody answered, put off, done elsewhere,
//! declined. The same on the list and on the patient's page.

use super::bulk::Later;
use crate::{
    actions::{patients::birth_date, recalls},
    base::Id,
    model::{
        Patient, Recall, RecallKind,
        communication::{Outcome, Why},
        said,
        task::next_day,
    },
    store,
    ui::{
        icons::Icon,
        parts::{entry::Entry, people},
        route::{Panel, Route},
        screens::calls,
        session::Session,
        use_session,
    },
    words,
};
use chrono::{NaiveDate, NaiveDateTime};
use dioxus::prelude::*;

/// What a letter or a tap does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Call,
    Book,
    NoAnswer,
    PutOff,
    Done,
    Decline,
}

/// What is asked below the line before it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    Until,
    DoneOn,
    Why,
}

/// The hand around a line: what is being asked of it, and who follows when it is done with.
#[derive(Clone, Copy, PartialEq)]
pub struct Around {
    pub asking: Signal<Option<Asking>>,
    pub after: Callback<Id>,
}

impl Deed {
    const ALL: [Deed; 6] = [Deed::Call, Deed::Book, Deed::NoAnswer, Deed::PutOff, Deed::Done, Deed::Decline];

    fn letter(self) -> &'static str {
        match self {
            Deed::Call => "c",
            Deed::Book => "b",
            Deed::NoAnswer => "r",
            Deed::PutOff => "s",
            Deed::Done => "f",
            Deed::Decline => "d",
        }
    }

    pub fn of_letter(letter: &str) -> Option<Self> {
        Deed::ALL.into_iter().find(|d| d.letter() == letter.to_lowercase())
    }

    fn text(self) -> &'static str {
        match self {
            Deed::Call => "recall-call",
            Deed::Book => "recall-book",
            Deed::NoAnswer => "recall-no-answer",
            Deed::PutOff => "recall-put-off",
            Deed::Done => "recall-done",
            Deed::Decline => "recall-decline",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Deed::Call => "phone",
            Deed::Book => "calendar-plus",
            Deed::NoAnswer => "phone-missed",
            Deed::PutOff => "clock",
            Deed::Done => "check",
            Deed::Decline => "circle-slash",
        }
    }

    fn asks(self) -> Option<Asking> {
        match self {
            Deed::PutOff => Some(Asking::Until),
            Deed::Done => Some(Asking::DoneOn),
            Deed::Decline => Some(Asking::Why),
            _ => None,
        }
    }

    /// Who wants no contact is not called.
    fn calls(self) -> bool {
        matches!(self, Deed::Call | Deed::NoAnswer)
    }

    pub fn run(self, session: Session, kind: &RecallKind, who: &Patient, quiet: bool, mut around: Around) {
        if quiet && self.calls() {
            return session.say(session.t("recall-quiet-said"), None);
        }
        let about = Recall::id_of(who.id, kind.id);
        match self {
            Deed::Call => calls::call(session, Some(about), Some(who.id), "", "", Some(Why::Other)),
            Deed::Book => book(session, kind, who.id),
            Deed::NoAnswer => no_answer(session, kind, who, around),
            Deed::PutOff | Deed::Done | Deed::Decline => around.asking.set(self.asks()),
        }
    }
}

/// Books for it: who and why are known.
pub fn book(mut session: Session, kind: &RecallKind, patient: Id) {
    session.recall.set(Some((patient, kind.id, kind.reason)));
    session.open(Panel::Book { patient: Some(patient), practitioner: None, start: None });
}

fn no_answer(session: Session, kind: &RecallKind, who: &Patient, around: Around) {
    let (now, patient, kind) = (session.now(), who.id, kind.id);
    // Unread tries are not none: when to try again goes by how many there were.
    let Some(before) = session.ask(|db| store::recalls::calls(db, patient, kind)) else { return };
    let mut tried: Vec<NaiveDateTime> = before.into_iter().filter(|c| c.in_vain()).map(|c| c.at).collect();
    tried.push(now);
    let again = next_day(&tried, now, |day| calls::is_open(session, day));
    let name = people::name(session, who);
    let said = match again {
        Some(day) if day == now.date() => session.tr("recall-tried-today", &[("name", name.into())]),
        Some(day) => session.tr("recall-tried", &[("name", name.into()), ("day", said_day(session, day).into())]),
        None => session.tr("recall-tried-enough", &[("name", name.into())]),
    };
    around.after.call(patient);
    session.act("recall-attempt", said, move |tx| recalls::attempt(tx, now, patient, kind, Outcome::NoAnswer, "", again));
}

fn said_day(session: Session, day: NaiveDate) -> String {
    words::day_from(*session.lang.peek(), day, session.today())
}

/// The acts of the line that is open.
#[component]
pub fn Acts(patient: Patient, kind: RecallKind, quiet: bool, around: Around, #[props(default)] on_page: bool) -> Element {
    let session = use_session();
    let id = patient.id;
    let asking = (around.asking)();
    let deeds = Deed::ALL.into_iter().filter(|d| !(quiet && d.calls()));
    rsx! {
        div { class: "mover-acts recall-acts",
            if quiet { p { class: "note", "data-tone": "warn", "data-testid": "recall-quiet", Icon { name: "circle-slash" } span { {session.t("recall-quiet-said")} } } }
            if !on_page { Reach { patient: patient.clone(), quiet } }
            div { class: "mover-rest",
                for deed in deeds {
                    button { r#type: "button", key: "{deed.text()}", class: if deed == Deed::Call { "btn primary" } else { "btn" }, "data-testid": deed.text(), "aria-expanded": deed.asks().map(|a| asking == Some(a)),
                        onclick: { let (kind, patient) = (kind.clone(), patient.clone()); move |_| deed.run(session, &kind, &patient, quiet, around) },
                        Icon { name: deed.icon() } span { {session.t(deed.text())} } if !on_page { kbd { class: "key", {deed.letter().to_uppercase()} } }
                    }
                }
            }
            match asking {
                Some(Asking::Until) => rsx! { Until { patient: id, name: people::name(session, &patient), kind: kind.id, around } },
                Some(Asking::DoneOn) => rsx! { DoneOn { patient: id, name: people::name(session, &patient), kind: kind.id, around } },
                Some(Asking::Why) => rsx! { Declined { patient: id, name: people::name(session, &patient), kind: kind.id, around } },
                None => rsx! {},
            }
        }
    }
}

/// The number, whom else one may call, and what to mind before one does.
#[component]
fn Reach(patient: Patient, quiet: bool) -> Element {
    let session = use_session();
    let id = patient.id;
    let private = *session.privacy.read();
    let number = people::phone(session, &patient);
    let mind = [patient.alert.clone(), patient.address_as.clone(), patient.pronounce.clone()];
    rsx! {
        div { class: "mover-call",
            if let Some(phone) = patient.phone().filter(|_| !private && !quiet) {
                a { class: "tel big", "data-testid": "recall-tel", href: "tel:{phone}", Icon { name: "phone" } "{number}" }
            } else if !quiet && !private {
                span { class: "second", {session.t("to-move-no-phone")} }
            }
            if !private && !quiet {
                for (i , c) in patient.contacts.iter().filter(|c| !c.phone.is_empty()).enumerate() {
                    a { key: "{i}", class: "tel", href: "tel:{c.phone}", Icon { name: "users", small: true } {crate::ui::parts::relatives::said(c, &session.country())} }
                }
            }
            button { r#type: "button", class: "btn quiet", "data-testid": "recall-page", onclick: move |_| session.go(Route::Patient(id)), Icon { name: "user" } span { {session.t("patient-page")} } }
        }
        if !private { for (i , line) in mind.into_iter().filter(|l| !l.is_empty()).enumerate() { p { key: "{i}", class: "mind", "{line}" } } }
    }
}

/// Until when: a usual while, or a day that is said.
#[component]
fn Until(patient: Id, name: String, kind: Id, around: Around) -> Element {
    let session = use_session();
    let mut typed = use_signal(String::new);
    let put_off = use_callback(move |until: NaiveDate| {
        let said = session.tr("recall-was-put-off", &[("name", name.clone().into()), ("day", said_day(session, until).into())]);
        done_with(around, patient);
        session.act("recall-snooze", said, move |tx| recalls::snooze(tx, patient, kind, until));
    });
    let read = said::day(&typed.read(), session.today()).filter(|day| *day > session.today());
    let wrong = read.is_none() && !typed.read().trim().is_empty();
    rsx! {
        form { class: "mover-why", autocomplete: "off", "data-testid": "recall-until", onsubmit: move |e| { e.prevent_default(); if let Some(day) = read { put_off(day) } },
            div { class: "chips", role: "group", "aria-label": session.t("recall-put-off"),
                for (i , by) in Later::ALL.into_iter().enumerate() {
                    button { r#type: "button", key: "{by.code()}", class: "chip", "data-testid": "recall-later-{by.code()}", onmounted: move |e| async move { if i == 0 { let _ = e.set_focus(true).await; } }, onclick: move |_| put_off(by.from(session.today())), {session.t(&format!("recall-later-{}", by.code()))} }
                }
            }
            div { class: "why-line",
                Entry { value: typed(), class: "input", maxlength: "60", "aria-invalid": wrong, "data-testid": "recall-until-day", "aria-label": session.t("recall-until-day"), placeholder: session.t("recall-until-day"), oninput: move |v| typed.set(v) }
                button { class: "btn", r#type: "submit", "data-testid": "recall-until-do", {session.t("recall-put-off")} " " kbd { class: "key", "↵" } }
            }
            if wrong { span { class: "error", role: "alert", {session.t("day-unclear")} } } else if let Some(day) = read { span { class: "second small", {said_day(session, day)} } }
        }
    }
}

/// A day that has been, as it is said: "2024", "06/2025", "18.06.2025".
fn been(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let kept = birth_date(typed, today).ok().filter(|k| !k.is_empty())?;
    let whole = match kept.len() {
        4 => format!("{kept}-01-01"),
        7 => format!("{kept}-01"),
        _ => kept,
    };
    whole.parse().ok()
}

/// When it was done elsewhere.
#[component]
fn DoneOn(patient: Id, name: String, kind: Id, around: Around) -> Element {
    let session = use_session();
    let mut typed = use_signal(String::new);
    let note = use_callback(move |on: NaiveDate| {
        let today = session.today();
        let said = session.tr("recall-was-done", &[("name", name.clone().into()), ("day", on.format("%d.%m.%Y").to_string().into())]);
        done_with(around, patient);
        session.act("recall-done", said, move |tx| recalls::done(tx, today, patient, kind, on));
    });
    let read = been(&typed.read(), session.today());
    let wrong = read.is_none() && !typed.read().trim().is_empty();
    rsx! {
        form { class: "mover-why", autocomplete: "off", "data-testid": "recall-done-form", onsubmit: move |e| { e.prevent_default(); if let Some(on) = read { note(on) } },
            div { class: "why-line",
                Entry { value: typed(), class: "input", autofocus: true, maxlength: "20", "aria-invalid": wrong, "data-testid": "recall-done-on", "aria-label": session.t("recall-done-on"), placeholder: session.t("recall-done-on"), oninput: move |v| typed.set(v) }
                button { class: "btn", r#type: "submit", "data-testid": "recall-done-do", {session.t("recall-done-do")} " " kbd { class: "key", "↵" } }
            }
            if wrong { span { class: "error", role: "alert", {session.t("recall-done-unclear")} } }
            div { class: "chips", button { r#type: "button", class: "chip", "data-testid": "recall-done-today", onclick: move |_| note(session.today()), {session.t("recall-done-today")} } }
        }
    }
}

/// Why it is not wanted, or must not be: one of the usual, or in words.
#[component]
fn Declined(patient: Id, name: String, kind: Id, around: Around) -> Element {
    let session = use_session();
    let place = format!("recall {patient} {kind}");
    let typed = session.words.read().get(&place).cloned().unwrap_or_default();
    let (kept, now) = (place.clone(), typed.clone());
    let decline = use_callback(move |why: String| {
        if why.trim().is_empty() {
            return;
        }
        let mut words = session.words;
        words.write().remove(&place);
        let said = session.tr("recall-was-declined", &[("name", name.clone().into())]);
        done_with(around, patient);
        session.act("recall-decline", said, move |tx| recalls::decline(tx, patient, kind, &why));
    });
    rsx! {
        form { class: "mover-why", autocomplete: "off", "data-testid": "recall-why", onsubmit: move |e| { e.prevent_default(); decline(now.clone()) },
            div { class: "chips", role: "group", "aria-label": session.t("recall-why"),
                for (i , code) in ["no", "elsewhere", "not-allowed"].into_iter().enumerate() {
                    button { r#type: "button", key: "{code}", class: "chip", "data-testid": "recall-why-{code}", onmounted: move |e| async move { if i == 0 { let _ = e.set_focus(true).await; } }, onclick: move |_| decline(session.t(&format!("recall-why-{code}"))), {session.t(&format!("recall-why-{code}"))} }
                }
            }
            div { class: "why-line",
                Entry { value: typed, class: "input", maxlength: "200", "data-testid": "recall-why-words", "aria-label": session.t("recall-why"), placeholder: session.t("recall-why-words"), oninput: move |v| { let mut words = session.words; words.write().insert(kept.clone(), v); } }
                button { class: "btn", r#type: "submit", {session.t("recall-decline")} " " kbd { class: "key", "↵" } }
            }
        }
    }
}

fn done_with(mut around: Around, patient: Id) {
    around.asking.set(None);
    around.after.call(patient);
}
