//! Reception read from two metres: who waits, about when, and what the doctors do. No rail, nothing small.

use super::Guest;
use crate::{
    base::{Id, clock::local},
    store::day::DayOf,
    ui::{
        app::set_looks,
        icons::Icon,
        parts::visits,
        route::Route,
        screens::{
            today::{Behind, doctor_line},
            urgent::warn::WarnChip,
        },
        session::Session,
        use_session,
    },
    words,
};
use dioxus::prelude::*;
use std::collections::BTreeSet;

/// So many of the expected are shown: nobody reads further from there.
const EXPECTED: usize = 6;
/// So many of those who are here: of the others their number is said.
const HERE: usize = 8;

/// Enters it, wherever one is, or leaves it. Kept on this device.
pub fn toggle(session: Session) {
    let there = *session.route.peek() == Route::Reception;
    let on = !(session.looks.peek().far && there);
    set_looks(session, |l| l.far = on);
    if on {
        session.go(Route::Reception);
    }
}

#[component]
pub fn Board(here: Vec<Guest>, expected: Vec<Guest>, days: Vec<DayOf>) -> Element {
    let session = use_session();
    let patients = || here.iter().chain(&expected).filter_map(|g| Some((g.visit.patient.as_ref()?.id, g)));
    let twice: BTreeSet<Id> =
        patients().filter(|(id, g)| patients().any(|(other, w)| other == *id && w.doctor != g.doctor)).map(|(id, _)| id).collect();
    let with = |g: &Guest| g.visit.patient.as_ref().is_some_and(|p| twice.contains(&p.id));
    let more_here = here.len().saturating_sub(HERE);
    let count = here.len();
    let here: Vec<(bool, Guest)> = here.into_iter().take(HERE).map(|g| (with(&g), g)).collect();
    let more = expected.len().saturating_sub(EXPECTED);
    let expected: Vec<(bool, Guest)> = expected.into_iter().take(EXPECTED).map(|g| (with(&g), g)).collect();
    rsx! {
        div { class: "far-board", "data-testid": "far",
            header { class: "far-top",
                h1 { {session.t("reception-here")} span { class: "count", "{count}" } }
                WarnChip {}
                span { class: "grow" }
                time { class: "clock num", {words::time(session.now())} }
                button { class: "btn quiet icon-only", "data-testid": "far-leave", "aria-label": session.t("far-leave"), title: format!("{} (F8)", session.t("far-leave")), onclick: move |_| toggle(session), Icon { name: "x" } }
            }
            div { class: "far-lanes",
                ol { class: "far-lane", tabindex: "0", "aria-label": session.t("reception-here"),
                    if here.is_empty() { li { class: "far-empty", {session.t("nobody-waits")} } }
                    for (doctor , g) in here { Row { key: "{g.visit.id()}", guest: g, doctor } }
                    if more_here > 0 { li { class: "far-empty", "data-testid": "far-more-here", {session.tr("far-more-here", &[("n", more_here.into())])} } }
                }
                ol { class: "far-lane next", tabindex: "0", "aria-label": session.t("reception-expected"),
                    li { class: "far-name", {session.t("reception-expected")} }
                    for (doctor , g) in expected { Row { key: "{g.visit.id()}", guest: g, doctor } }
                    if more > 0 { li { class: "far-empty", {session.tr("more-later", &[("n", more.into())])} } }
                }
            }
            footer { class: "far-floor",
                for d in days.into_iter().filter(|d| !d.visits.is_empty() || !d.day.blocks.is_empty()) {
                    div { class: "far-doctor", key: "{d.practitioner.id}",
                        b { {d.practitioner.short()} }
                        span { class: "doing", {doctor_line(session, &d, true)} }
                        Behind { behind: d.projection.behind, busy: !d.projection.run.is_empty() || d.day.current.is_some() }
                    }
                }
            }
        }
    }
}

#[component]
fn Row(guest: Guest, doctor: bool) -> Element {
    let session = use_session();
    let v = &guest.visit;
    let (family, first) = visits::name(v, *session.lang.read(), *session.privacy.read(), &session.t("visit-no-patient"));
    let state = visits::state(v);
    let about = v.projected.as_ref().map(|p| words::time(local(p.start, guest.zone)));
    let booked = words::time(v.appointment.start);
    let here = v.is_here();
    rsx! {
        li { class: "far-row", "data-state": state, "data-immediate": if v.is_immediate() { "true" }, "data-testid": "far-{v.id()}",
            time { class: "time", "{booked}" }
            span { class: "who", b { "{family}" } " {first}" if doctor { small { " · {guest.doctor}" } } }
            if v.is_immediate() {
                span { class: "state vital", Icon { name: "siren" } {session.t("immediate-word")} }
                span { class: "say", {session.t("immediate-now")} }
            } else {
                span { class: "state", "data-state": state, Icon { name: visits::icon(state) } {session.t(&visits::state_key(state))} }
            }
            if let Some(about) = about.filter(|a| !v.is_immediate() && (here || *a != booked)) { span { class: "say", {session.tr("about-time", &[("time", about.into())])} } }
        }
    }
}
