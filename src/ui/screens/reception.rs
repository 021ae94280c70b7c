//! Reception: who is expected, here, ready, in with the doctor, gone. One key or tap each.

use crate::{
    base::{
        Id,
        clock::{local, minute},
    },
    store::day::{DayOf, Place, VisitToday},
    ui::{
        icons::Icon,
        parts::{days::use_days, focus::use_focus_when, visits},
        route::Panel,
        screens::{
            today::{Behind, Find, NoPractitioner, doctor_line},
            visit::{self, Deed},
        },
        session::Session,
        use_session,
    },
    words,
};
use dioxus::prelude::*;

/// A wait of so many minutes stands out.
const LONG_WAIT: i64 = 20;

/// How many of the expected are drawn: beyond that it is "more later".
const EXPECTED_SHOWN: usize = 60;

/// A visit with the day it belongs to.
#[derive(Clone, PartialEq)]
struct Guest {
    visit: VisitToday,
    doctor: String,
    practitioner: crate::model::Practitioner,
    zone: chrono_tz::Tz,
    now: i64,
    next: bool,
}

#[component]
pub fn Reception() -> Element {
    let mut session = use_session();
    let days = use_days(true);
    let mut tab = use_signal(|| "here");
    let mut far = use_signal(|| false);
    let answer = days.read();
    let Some(days) = answer.as_ref() else { return rsx! {} };
    let private = *session.privacy.read();
    let eye = if private { "eye-off" } else { "eye" };
    let mut guests: Vec<Guest> = days.iter().flat_map(guests_of).collect();
    guests.sort_by_key(|g| (g.visit.appointment.start, g.visit.id()));
    let lane = |places: &[Place], here: bool| -> Vec<Guest> {
        guests
            .iter()
            .filter(|g| places.contains(&g.visit.place) && (g.visit.is_here() == here || g.visit.place != Place::Run))
            .cloned()
            .collect()
    };
    let expected = lane(&[Place::Run, Place::Late], false);
    let mut here = lane(&[Place::Run], true);
    here.sort_by_key(|g| (g.visit.arrived(), g.visit.appointment.start, g.visit.id()));
    let (with, gone) = (lane(&[Place::In, Place::Out], true), lane(&[Place::Gone], true));
    let time = words::time(session.now());
    let count = |v: &Vec<Guest>| v.len().to_string();
    let tabs = [
        ("expected", "reception-expected", count(&expected)),
        ("here", "tab-here", count(&here)),
        ("doctor", "tab-with", count(&with)),
        ("gone", "reception-gone", count(&gone)),
    ];
    rsx! {
        header { class: "top",
            div { class: "title", h1 { {session.t("place-reception")} } }
            span { class: "second num not-phone clock", "{time}" }
            span { class: "grow" }
            Find {}
            button { class: "btn quiet icon-only not-phone", "aria-pressed": far(), "aria-label": session.t(if far() { "big-off" } else { "big-on" }), title: session.t(if far() { "big-off" } else { "big-on" }), onclick: move |_| far.toggle(), Icon { name: "a-large-small" } }
            button { class: "btn quiet icon-only", "data-testid": "privacy", "aria-pressed": private, "aria-label": session.t(if private { "privacy-off" } else { "privacy-on" }), title: session.t(if private { "privacy-off" } else { "privacy-on" }), onclick: move |_| session.privacy.toggle(), Icon { name: eye } }
            button { class: "btn not-phone", "data-testid": "walk-in", onclick: move |_| session.open(Panel::WalkIn { patient: None }), Icon { name: "footprints" } span { {session.t("walk-in")} } kbd { class: "key", "W" } }
        }
        if days.is_empty() {
            div { class: "pane", NoPractitioner {} }
        } else {
            div { class: "tabs segments wide", role: "tablist",
                for (code , text , n) in tabs {
                    button { role: "tab", key: "{code}", "aria-selected": tab() == code, onclick: move |_| tab.set(code), {session.t(text)} " " span { class: "num faint", "{n}" } }
                }
            }
            div { class: if far() { "board far" } else { "board" }, "data-tab": tab(), "data-private": if private { "true" },
                section { class: "lane", "data-lane": "expected", "aria-labelledby": "lane-expected",
                    header { class: "lane-head", h2 { id: "lane-expected", {session.t("reception-expected")} } span { class: "count", {count(&expected)} } }
                    ol { class: "scroll",
                        if expected.is_empty() { li { class: "empty", Icon { name: "check" } strong { {session.t("nobody-expected")} } } }
                        for g in expected.iter().take(EXPECTED_SHOWN) { GuestRow { key: "{g.visit.id()}", guest: g.clone() } }
                        if expected.len() > EXPECTED_SHOWN { li { class: "empty", {session.tr("more-later", &[("n", (expected.len() - EXPECTED_SHOWN).into())])} } }
                    }
                    Folded { lane: "gone", title: "reception-gone", icon: "check", guests: gone }
                }
                section { class: "lane", "data-lane": "here", "aria-labelledby": "lane-here",
                    header { class: "lane-head", h2 { id: "lane-here", {session.t("reception-here")} } span { class: "count", {count(&here)} } span { class: "faint", {session.t("longest-first")} } }
                    ol { class: "scroll",
                        if here.is_empty() { NobodyWaits { next: expected.first().cloned() } }
                        for g in here { GuestRow { key: "{g.visit.id()}", guest: g } }
                    }
                    Folded { lane: "doctor", title: "reception-with", icon: "stethoscope", guests: with }
                }
            }
            footer { class: "floor",
                for d in days { DoctorChip { key: "{d.practitioner.id}", day: d.clone() } }
            }
            button { class: "fab", "aria-label": session.t("walk-in"), onclick: move |_| session.open(Panel::WalkIn { patient: None }), Icon { name: "footprints" } }
        }
    }
}

fn guests_of(d: &DayOf) -> Vec<Guest> {
    let first_ready = d.visits.iter().find(|v| v.is_here()).map(VisitToday::id);
    let shown = d.visits.iter().filter(|v| visits::is_shown(v));
    shown
        .map(|v| Guest {
            visit: v.clone(),
            doctor: d.practitioner.short(),
            practitioner: d.practitioner.clone(),
            zone: d.zone,
            now: d.day.now,
            next: first_ready == Some(v.id()),
        })
        .collect()
}

#[component]
fn NobodyWaits(next: Option<Guest>) -> Element {
    let session = use_session();
    rsx! {
        li { class: "empty",
            Icon { name: "armchair" }
            strong { {session.t("nobody-waits")} }
            if let Some(g) = next {
                p { {session.tr("nobody-waits-next", &[("name", full_name(session, &g.visit).into()), ("time", words::time(g.visit.appointment.start).into())])} }
            }
        }
    }
}

fn full_name(session: Session, v: &VisitToday) -> String {
    let (family, first) = visits::name(v, *session.lang.read(), *session.privacy.read(), &session.t("visit-no-patient"));
    format!("{family} {first}").trim().to_owned()
}

#[component]
fn GuestRow(guest: Guest) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let v = &guest.visit;
    let id = v.id();
    let state = visits::state(v);
    let (family, first) = visits::name(v, lang, *session.privacy.read(), &session.t("visit-no-patient"));
    let selected = *session.panel.read() == Some(Panel::Visit(id));
    let onmounted = use_focus_when(selected);
    let deed = visit::next_deed(v, session.today());
    let here = v.is_here();
    let wait = v.arrived().map(|at| guest.now - minute(at, guest.zone));
    let call_next = state == "ready" || (here && guest.next);
    rsx! {
        li { class: "guest", "data-testid": "guest-{id}", "data-state": state, "data-hue": visits::hue(v), "data-long": if here && wait.is_some_and(|w| w >= LONG_WAIT) { "true" }, "data-late": if v.place == Place::Late { "true" },
            time { class: "time", {words::time(v.appointment.start)} }
            button {
                class: "open",
                "aria-pressed": selected,
                onmounted, onclick: move |_| session.open(Panel::Visit(id)),
                span { class: "who", b { "{family}" } " {first}" }
                if here {
                    span { class: "line",
                        State { state }
                        if let (Some(at), Some(wait)) = (v.arrived(), wait) {
                            span { class: "since", {session.tr("since-wait", &[("time", words::time(at).into()), ("wait", String::new().into())]).trim_end_matches([' ', '·']).to_owned()} " · " }
                            span { class: "waited", {words::minutes(lang, wait.max(0))} }
                        }
                    }
                } else {
                    span { class: "line",
                        if v.place == Place::Late { State { state } }
                        "{guest.doctor} · {visits::reason(v)}"
                    }
                }
            }
            if here { AboutWhen { guest: guest.clone() } }
            div { class: "do",
                if let Some(deed) = deed {
                    DoButton { id, deed, name: format!("{family} {first}"), primary: call_next && deed == Deed::CallIn }
                }
            }
        }
    }
}

#[component]
fn State(state: &'static str) -> Element {
    let session = use_session();
    rsx! { span { class: "state", "data-state": state, Icon { name: visits::icon(state), small: true } {session.t(&visits::state_key(state))} } }
}

/// When the patient will be seen, and why then: what she can say aloud.
#[component]
fn AboutWhen(guest: Guest) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let Some(p) = guest.visit.projected.as_ref() else { return rsx! {} };
    let why = words::why(lang, &p.why, &guest.practitioner, guest.zone);
    let why =
        if p.why.iter().any(|w| matches!(w, crate::model::flow::Why::Behind(_))) { why } else { format!("{} · {why}", guest.doctor) };
    rsx! {
        div { class: "about-when",
            span { class: "say", {session.tr("about-time", &[("time", words::time(local(p.start, guest.zone)).into())])} }
            span { class: "because", "{why}" }
        }
    }
}

#[component]
fn DoButton(id: Id, deed: Deed, name: String, primary: bool) -> Element {
    let session = use_session();
    let words = session.t(deed.key());
    rsx! {
        button { class: if primary { "btn primary" } else { "btn" }, "data-testid": "do-{id}", "aria-label": "{words} {name}", onclick: move |_| deed.run(session, id),
            Icon { name: deed.icon() }
            span { "{words}" }
        }
    }
}

#[component]
fn Folded(lane: &'static str, title: &'static str, icon: &'static str, guests: Vec<Guest>) -> Element {
    let session = use_session();
    let names: Vec<String> = guests.iter().rev().map(|g| full_name(session, &g.visit)).collect();
    rsx! {
        details { class: "folded", "data-lane": lane,
            summary { Icon { name: icon } span { {session.t(title)} } span { class: "num faint", "{guests.len()}" } span { class: "names", {names.join(", ")} } Icon { name: "chevron-down" } }
            ol { class: "scroll",
                for g in guests.into_iter().rev() { GuestRow { key: "{g.visit.id()}", guest: g } }
            }
        }
    }
}

/// A doctor at the foot: what they are doing and how far behind.
#[component]
pub fn DoctorChip(day: DayOf) -> Element {
    let session = use_session();
    let id = day.practitioner.id;
    let is = if day.current().is_some() {
        "with"
    } else if day.duty.as_ref().is_some_and(|d| d.expected_at.is_some_and(|at| at > day.now)) {
        "out"
    } else {
        "free"
    };
    rsx! {
        button { class: "doctor", "data-is": is, onclick: move |_| session.open(Panel::Doctor(id)),
            i { class: "dot" }
            span { span { class: "name", {day.practitioner.name()} } span { class: "doing", {doctor_line(session, &day, true)} } }
            Behind { behind: day.projection.behind, busy: !day.projection.run.is_empty() || day.day.current.is_some() }
        }
    }
}
