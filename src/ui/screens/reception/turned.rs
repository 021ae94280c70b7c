//! The screen turned to a patient: their own line alone, large, and no name of anybody.

use crate::{
    base::{Id, clock::local},
    model::flow::Why,
    store::day::{DayOf, Place, VisitToday},
    ui::{icons::Icon, parts::days::use_day_of, route::Float, use_session},
    words,
};
use dioxus::prelude::*;

/// Whether there is a line to show.
pub fn may_turn(v: &VisitToday) -> bool {
    v.place == Place::Run && v.projected.is_some()
}

#[component]
pub fn Turned(id: Id) -> Element {
    let mut session = use_session();
    let day = use_day_of(id);
    let answer = day.read();
    let found: Option<(&DayOf, &VisitToday)> = answer.as_ref().and_then(Option::as_ref).and_then(|d| Some((d, d.find(id)?)));
    let Some((day, visit)) = found else { return rsx! {} };
    let initials = visit.patient.as_ref().map(|p| p.initials()).unwrap_or_default();
    let projected = visit.projected.as_ref();
    let about = projected.map(|p| words::time(local(p.start, day.zone)));
    let before = projected.and_then(|p| p.why.iter().find_map(|w| if let Why::Before(n) = w { Some(*n as i64) } else { None }));
    let behind = projected.and_then(|p| p.why.iter().find_map(|w| if let Why::Behind(n) = w { Some(*n) } else { None }));
    rsx! {
        button { r#type: "button", class: "one", "data-testid": "turned", "aria-label": session.t("turned-back"), onclick: move |_| session.float.set(None),
            onmounted: move |e| async move { let _ = e.set_focus(true).await; },
            if !initials.is_empty() { span { class: "hello", {session.tr("turned-you", &[("initials", initials.into())])} } }
            match about {
                Some(time) => rsx! { span { class: "say", {session.tr("about-time", &[("time", time.into())])} } },
                None => rsx! { span { class: "say", {session.t("turned-soon")} } },
            }
            span { class: "because",
                {session.tr("turned-before", &[("n", before.unwrap_or(0).into())])}
                if let Some(n) = behind.filter(|n| *n >= 5) { br {} {session.tr("turned-behind", &[("doctor", day.practitioner.short().into()), ("n", n.into())])} }
            }
            span { class: "back", Icon { name: "undo-2", small: true } {session.t("turned-back")} kbd { class: "key", "Esc" } }
        }
    }
}

/// Turns the screen to a patient.
#[component]
pub fn TurnButton(id: Id) -> Element {
    let mut session = use_session();
    rsx! {
        button { r#type: "button", class: "btn quiet", "data-testid": "turn", onclick: move |_| session.float.set(Some(Float::Turned(id))), Icon { name: "tablet" } span { {session.t("turned-show")} } }
    }
}
