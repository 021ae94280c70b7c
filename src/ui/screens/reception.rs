//! Reception: who is expected, here, ready, in with the doctor, gone. One key or tap each.

pub mod far;
pub mod late;
pub mod order;
mod row;
pub mod turned;

use crate::{
    base::{Id, clock::minute},
    model::{Patient, namesakes},
    store::{
        day::{DayOf, Place, VisitToday},
        displaced, practice,
    },
    ui::{
        app::set_looks,
        icons::Icon,
        live::MINUTE,
        parts::{days::use_days, visits},
        route::Panel,
        screens::{
            today::{Behind, Find, NoPractitioner, doctor_line},
            urgent::{UrgentButton, warn::WarnChip},
        },
        session::Session,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;
use row::{GuestRow, NobodyWaits};
use std::collections::{BTreeMap, BTreeSet};

/// How many of the expected are drawn at most: beyond that it is "more later". Those come up so many at once: else each
/// who arrives would have another row drawn.
const EXPECTED_SHOWN: usize = 60;
const COME_UP: usize = 20;

/// A visit with the day it belongs to.
#[derive(Clone, PartialEq)]
pub struct Guest {
    visit: VisitToday,
    doctor: String,
    practitioner: crate::model::Practitioner,
    zone: chrono_tz::Tz,
    now: i64,
    next: bool,
    /// A wait of so many minutes stands out.
    long: i64,
    /// She put it elsewhere in the run than the rule would.
    by_hand: bool,
    /// Came by so many minutes too late to keep the place.
    came_late: Option<i64>,
    /// When it will be the patient's turn.
    turn: i64,
    /// An emergency that begins so many minutes later than it was placed for.
    slipped: Option<i64>,
    /// Nobody works then any more.
    to_move: bool,
    /// What tells her from a namesake of the same day.
    apart: Option<String>,
}

#[component]
pub fn Reception() -> Element {
    let session = use_session();
    let days = use_days(true);
    let mut tab = use_signal(|| "here");
    let drawing = order::use_drawing();
    let long = use_query(&["practice"], |db| Ok(practice::get(db)?.long_wait()));
    let to_move = use_to_move();
    crate::ui::parts::keepsake::use_to_ask();
    let answer = days.read();
    let Some(days) = answer.as_ref() else { return rsx! {} };
    let long = long.read().unwrap_or(i64::from(crate::model::practice::LONG_WAIT));
    let private = *session.privacy.read();
    let eye = if private { "eye-off" } else { "eye" };
    let mut guests: Vec<Guest> = days.iter().flat_map(|d| guests_of(d, long)).collect();
    guests.sort_by_key(|g| (g.visit.appointment.start, g.visit.id()));
    mark(&mut guests, to_move.read().as_ref(), private);
    let lane = |places: &[Place], here: bool| -> Vec<Guest> {
        guests
            .iter()
            .filter(|g| places.contains(&g.visit.place) && (g.visit.is_here() == here || g.visit.place != Place::Run))
            .cloned()
            .collect()
    };
    let (expected, late) = (lane(&[Place::Run], false), lane(&[Place::Late], false));
    let mut here = lane(&[Place::Run], true);
    here.retain(|g| g.visit.is_here());
    let (by_turn, is_far) = (session.looks.read().by_turn, session.looks.read().far);
    if by_turn || is_far {
        here.sort_by_key(|g| (!g.visit.is_immediate(), g.turn, g.visit.arrived(), g.visit.id()));
    } else {
        here.sort_by_cached_key(|g| (!g.visit.is_immediate(), g.attention(), g.visit.appointment.start, g.visit.id()));
    }
    if is_far && !days.is_empty() {
        let expected: Vec<Guest> = late.into_iter().chain(expected).collect();
        return rsx! { far::Board { here, expected, days: days.clone() } };
    }
    let (with, gone) = (lane(&[Place::In, Place::Out], true), lane(&[Place::Gone], true));
    let time = words::time(session.now());
    let run: Vec<_> = here.iter().map(|g| g.visit.id()).collect();
    let (all_expected, drawn) = (expected.len() + late.len(), by_turn.then_some(drawing));
    let more = expected.len().saturating_sub(EXPECTED_SHOWN).next_multiple_of(COME_UP);
    let count = |v: &Vec<Guest>| v.len().to_string();
    let tabs = [
        ("expected", "reception-expected", (expected.len() + late.len()).to_string()),
        ("here", "tab-here", count(&here)),
        ("doctor", "tab-with", count(&with)),
        ("gone", "reception-gone", count(&gone)),
    ];
    rsx! {
        header { class: "top",
            div { class: "title", h1 { {session.t("place-reception")} } }
            span { class: "second num not-phone clock", "{time}" }
            span { class: "grow" }
            WarnChip {}
            Find {}
            button { r#type: "button", class: "btn quiet icon-only not-phone", "data-testid": "far-enter", "aria-label": session.t("far-title"), title: format!("{} (F8)", session.t("far-title")), onclick: move |_| far::toggle(session), Icon { name: "a-large-small" } }
            button { r#type: "button", class: "btn quiet icon-only", "data-testid": "privacy", "aria-pressed": private, "aria-label": session.t(if private { "privacy-off" } else { "privacy-on" }), title: session.t(if private { "privacy-off" } else { "privacy-on" }), onclick: move |_| set_looks(session, |l| l.privacy = !l.privacy), Icon { name: eye } }
            UrgentButton {}
            button { r#type: "button", class: "btn not-phone", "data-testid": "walk-in", onclick: move |_| session.open(Panel::WalkIn { patient: None }), Icon { name: "footprints" } span { {session.t("walk-in")} } kbd { class: "key", "W" } }
        }
        if days.is_empty() {
            div { class: "pane", NoPractitioner {} }
        } else {
            div { class: "tabs segments wide", role: "tablist",
                for (code , text , n) in tabs {
                    button { r#type: "button", role: "tab", key: "{code}", "aria-selected": tab() == code, onclick: move |_| tab.set(code), {session.t(text)} " " span { class: "num faint", "{n}" } }
                }
            }
            div { class: "board", "data-tab": tab(), "data-private": if private { "true" },
                section { class: "lane", "data-lane": "expected", "aria-labelledby": "lane-expected",
                    header { class: "lane-head", h2 { id: "lane-expected", {session.t("reception-expected")} } span { class: "count", "{all_expected}" } }
                    ol { class: "scroll",
                        if !late.is_empty() {
                            li { class: "late-head", "data-testid": "late-head", Icon { name: "hourglass", small: true } {session.t("reception-late-head")} span { class: "num", "{late.len()}" } }
                            for g in late { GuestRow { key: "{g.visit.id()}", guest: g } }
                            if !expected.is_empty() { li { class: "late-head", Icon { name: "clock", small: true } {session.t("reception-still")} } }
                        } else if expected.is_empty() { li { class: "empty", Icon { name: "check" } strong { {session.t("nobody-expected")} } } }
                        for g in expected.iter().take(expected.len() - more) { GuestRow { key: "{g.visit.id()}", guest: g.clone() } }
                        if more > 0 { li { class: "empty", {session.tr("more-later", &[("n", more.into())])} } }
                    }
                    Folded { lane: "gone", title: "reception-gone", icon: "check", guests: gone }
                }
                section { class: "lane", "data-lane": "here", "aria-labelledby": "lane-here",
                    header { class: "lane-head", h2 { id: "lane-here", {session.t("reception-here")} } span { class: "count", {count(&here)} } span { class: "grow" } SortOf { by_turn } }
                    ol { class: "scroll", onpointermove: move |e| drawing.moved(e.client_coordinates().y), onpointerup: { let run = run.clone(); move |_| drawing.dropped(session, run.clone()) }, onpointercancel: move |_| drawing.given_up(), onpointerleave: move |_| drawing.given_up(),
                        if here.is_empty() { NobodyWaits { next: expected.first().cloned() } }
                        for g in here { GuestRow { key: "{g.visit.id()}", guest: g, drawing: drawn } }
                    }
                    Folded { lane: "doctor", title: "reception-with", icon: "stethoscope", guests: with }
                }
            }
            footer { class: "floor",
                for d in days { DoctorChip { key: "{d.practitioner.id}", day: d.clone() } }
            }
            button { r#type: "button", class: "fab", "aria-label": session.t("walk-in"), onclick: move |_| session.open(Panel::WalkIn { patient: None }), Icon { name: "footprints" } }
        }
    }
}

/// Who waits by who needs an eye first, or by whose turn it is.
#[component]
fn SortOf(by_turn: bool) -> Element {
    let session = use_session();
    rsx! {
        div { class: "segments", role: "group", "aria-label": session.t("sort-of"),
            button { r#type: "button", "data-testid": "sort-attention", "aria-pressed": !by_turn, onclick: move |_| order::by_turn(session, false), {session.t("sort-attention")} }
            button { r#type: "button", "data-testid": "sort-turn", "aria-pressed": by_turn, onclick: move |_| order::by_turn(session, true), {session.t("sort-turn")} }
        }
    }
}

fn guests_of(d: &DayOf, long: i64) -> Vec<Guest> {
    let patience = d.day.patience();
    let waiting = |v: &VisitToday| d.day.visits.iter().find(|w| w.id == v.id());
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
            long,
            // That a life is in danger gives the place, and no hand takes it back.
            by_hand: !v.is_immediate() && waiting(v).is_some_and(|w| w.was_put()),
            slipped: d.slipped(v),
            to_move: false,
            apart: None,
            came_late: waiting(v).filter(|w| w.came_late(patience)).map(|w| w.ready(w.booked) - w.booked),
            turn: v.projected.as_ref().map_or(minute(v.appointment.start, d.zone), |p| p.start),
        })
        .collect()
}

/// Today's visits that somebody has to see to, since nobody works then any more.
fn use_to_move() -> Memo<Option<BTreeSet<Id>>> {
    let session = use_session();
    let days = use_days(true);
    use_query(&["appointment", "practice", "practitioner", "slot", MINUTE], move |db| {
        let now = session.now();
        let mut all = BTreeSet::new();
        for day in days.read().iter().flatten() {
            all.extend(displaced::of_day(db, now, day)?);
        }
        Ok(all)
    })
}

/// Marks who is to be moved, and says of namesakes what tells them apart; not where others may look on.
fn mark(guests: &mut [Guest], to_move: Option<&BTreeSet<Id>>, private: bool) {
    let people: Vec<&Patient> = guests.iter().filter(|_| !private).filter_map(|g| g.visit.patient.as_deref()).collect();
    let told = namesakes::in_a_day(&people);
    let apart: BTreeMap<Id, String> =
        people.iter().zip(told).filter_map(|(p, said)| Some((p.id, words::apart(&said?)))).filter(|(_, said)| !said.is_empty()).collect();
    for g in guests {
        g.to_move = to_move.is_some_and(|all| all.contains(&g.visit.id()));
        g.apart = g.visit.patient.as_ref().and_then(|p| apart.get(&p.id).cloned());
    }
}

fn full_name(session: Session, v: &VisitToday) -> String {
    let (family, first) = visits::name(v, *session.lang.read(), *session.privacy.read());
    format!("{family} {first}").trim().to_owned()
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
    let (who, whole) = (day.practitioner.short(), day.practitioner.name());
    // Where there is little room "Dr Marc Lemaire" is "Dr Lemaire", as everybody says.
    let given = whole.strip_suffix(day.practitioner.family.as_str()).and_then(|w| w.strip_prefix(day.practitioner.prefix.as_str()));
    let given = given.map(str::trim).filter(|g| who != whole && !g.is_empty()).map(str::to_owned);
    let is = if day.current().is_some() {
        "with"
    } else if day.duty.as_ref().is_some_and(|d| d.expected_at.is_some_and(|at| at > day.now)) {
        "out"
    } else {
        "free"
    };
    rsx! {
        button { r#type: "button", class: "doctor", "data-is": is, onclick: move |_| session.open(Panel::Doctor(id)),
            i { class: "dot" }
            span {
                span { class: "name",
                    if let Some(given) = given { "{day.practitioner.prefix} " span { class: "given", "{given} " } "{day.practitioner.family}" } else { "{whole}" }
                }
                span { class: "doing", {doctor_line(session, &day, true)} }
            }
            Behind { behind: day.projection.behind, busy: !day.projection.run.is_empty() || day.day.current.is_some() }
        }
    }
}
