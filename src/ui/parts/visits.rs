//! How a visit is shown, everywhere the same.

use crate::{
    base::Id,
    lang::Lang,
    model::{Appointment, appointment::LEFT_UNSEEN, transition::AppointmentStatus as A},
    store::{
        day::{Place, VisitToday},
        diary::Entry,
    },
    ui::{icons::Icon, use_session},
    words,
};
use dioxus::prelude::*;

/// What tones a visit (`data-state`).
pub fn state(v: &VisitToday) -> &'static str {
    match (v.place, v.appointment.status) {
        (Place::Run, A::CheckedIn) => "ready",
        (Place::Run, _) if v.is_here() => "here",
        (Place::Run, _) => "expected",
        (Place::Late, _) => "late",
        (Place::In, _) => "doctor",
        (Place::Out, _) => "out",
        (Place::Gone, A::NoShow) => "noshow",
        (Place::Gone, A::Cancelled) if v.appointment.cancel_reason == LEFT_UNSEEN => "left",
        (Place::Gone, A::Cancelled) => "cancelled",
        (Place::Gone, _) => "gone",
    }
}

/// The key of the state's word.
pub fn state_key(state: &str) -> String {
    format!("state-{state}")
}

pub fn icon(state: &str) -> &'static str {
    match state {
        "here" => "armchair",
        "ready" => "circle-check",
        "doctor" => "stethoscope",
        "out" => "footprints",
        "gone" => "check",
        "noshow" | "cancelled" => "circle-slash",
        "left" => "door-open",
        "late" | "waiting" => "hourglass",
        _ => "clock",
    }
}

/// Whether today's board and columns show it: what was called off beforehand is not in the way.
pub fn is_shown(v: &VisitToday) -> bool {
    state(v) != "cancelled"
}

/// Family and first names apart, so that the family stands out; initials where others may look on.
pub fn name(v: &VisitToday, lang: Lang, private: bool) -> (String, String) {
    match &v.patient {
        Some(p) if private => (p.initials(), String::new()),
        Some(p) => {
            let family = if lang == Lang::Fr { p.family.to_uppercase() } else { p.family.clone() };
            let first = if p.usual.is_empty() { p.given.join(" ") } else { p.usual.clone() };
            (family, first)
        }
        None => (nobody(lang, &v.appointment, private), String::new()),
    }
}

/// The same of a visit as the diary has it.
pub fn name_of(e: &Entry, lang: Lang, private: bool) -> (String, String) {
    if e.family.is_empty() && e.first.is_empty() {
        return (words::nobody(lang, if private { "" } else { &e.label }, e.emergency), String::new());
    }
    match lang {
        _ if private => (e.initials(), String::new()),
        Lang::Fr => (e.family.to_uppercase(), e.first.clone()),
        Lang::En => (e.family.clone(), e.first.clone()),
    }
}

/// Who comes where no patient is known.
pub fn nobody(lang: Lang, a: &Appointment, private: bool) -> String {
    words::nobody(lang, if private { "" } else { &a.label }, a.is_emergency())
}

/// The reason's hue as the styles count them: 1 to 6; none without a reason.
pub fn hue(v: &VisitToday) -> Option<String> {
    v.reason.as_ref().map(|r| (r.hue % crate::model::reason::HUES + 1).to_string())
}

pub fn reason(v: &VisitToday) -> String {
    v.reason.as_ref().map_or_else(|| v.appointment.reason_text.clone(), |r| r.name.clone())
}

/// Whether a visit is an emergency without the red sign of a life in danger: it has a calm one of its own.
pub fn is_urgent(v: &VisitToday) -> bool {
    v.appointment.is_emergency() && !v.is_immediate()
}

/// "Emergency", with its drawing; where the name says the word already, the drawing alone.
#[component]
pub fn UrgentSign(id: Id, named: bool) -> Element {
    let session = use_session();
    rsx! { span { class: "urgent-sign", "data-testid": "urgent-sign-{id}", Icon { name: "siren", small: true } if named { {session.t("urgent-word")} } } }
}

/// What the visit's reason needs and is not ready, of a visit still to come. Before the day before it presses nobody.
pub fn missing(v: &VisitToday, today: chrono::NaiveDate) -> Vec<String> {
    let waits = matches!(v.place, Place::Run | Place::Late) && v.appointment.start.date() <= today + chrono::Days::new(1);
    let needs = v.reason.as_ref().filter(|_| waits).map(|r| r.needs.clone()).unwrap_or_default();
    needs.into_iter().filter(|need| !v.appointment.ready.contains(need)).collect()
}
