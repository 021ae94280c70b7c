//! What comes and what was: visits booked here, histories that were taken over, and what was done with the file.

use crate::{
    base::Id,
    model::{
        Appointment, Encounter,
        appointment::LEFT_UNSEEN,
        communication::Direction,
        transition::{AppointmentStatus as A, EncounterStatus as E},
    },
    store::{Db, Result, acts, appointments, communications, encounters, kept, people, practitioners, reasons},
    ui::{
        icons::Icon,
        parts::{
            lists::{gathered, keyed},
            told::{self, Telling},
            visits,
        },
        route::Panel,
        use_query, use_session,
    },
    words,
};
use chrono::NaiveDate;
use dioxus::prelude::*;
use std::collections::BTreeMap;

/// So many past visits stand open; the others are one tap away.
const PAST: usize = 6;
/// So many lines of imported years stand open before the others are folded.
const OPEN: usize = 30;

#[derive(Clone, PartialEq)]
struct Line {
    id: Id,
    when: String,
    hue: Option<String>,
    what: String,
    doctor: String,
    state: Option<&'static str>,
}

#[component]
pub fn Visits(id: Id) -> Element {
    let session = use_session();
    let mut whole = use_signal(|| false);
    let visits = use_query(&["appointment", "encounter", "practitioner", "reason", "minute"], move |db| {
        let today = session.today();
        let mut held: BTreeMap<Id, Encounter> = BTreeMap::new();
        for e in encounters::of_patient(db, id)? {
            if let Some(visit) = e.appointment {
                held.entry(visit).or_insert(e);
            }
        }
        let (mut coming, mut before) = (Vec::new(), Vec::new());
        for a in appointments::of_patient(db, id)?.into_iter().filter(|a| a.status != A::EnteredInError) {
            // Who waits has no time yet; what was taken off the list never had one.
            if !a.has_place() {
                if a.status == A::Waitlist {
                    coming.push(Line { when: "…".into(), state: Some("waiting"), ..line(db, &a, None, today, "")? });
                }
                continue;
            }
            let state = state(&a, held.get(&a.id), today);
            let over = a.start.date() < today || matches!(state, Some("gone" | "noshow" | "cancelled" | "left"));
            let line = line(db, &a, state, today, &session.t("today-short"))?;
            if over { before.push(line) } else { coming.push(line) }
        }
        coming.reverse();
        Ok((coming, before))
    });
    let answer = visits.read();
    let (coming, before): (Vec<Line>, Vec<Line>) = answer.as_ref().cloned().unwrap_or_default();
    let hidden = if whole() { 0 } else { before.len().saturating_sub(PAST) };
    let shown = before.len() - hidden;
    rsx! {
        section { class: "leaf", "data-testid": "coming",
            h2 { {session.t("patient-coming")} }
            if coming.is_empty() { p { class: "second small", {session.t("patient-coming-none")} } } else { Lines { lines: coming } }
        }
        if !before.is_empty() {
            section { class: "leaf",
                h2 { {session.t("patient-before")} }
                Lines { lines: before.into_iter().take(shown).collect::<Vec<_>>() }
                if hidden > 0 { button { r#type: "button", class: "btn quiet", onclick: move |_| whole.set(true), {session.tr("patient-more", &[("n", hidden.into())])} } }
            }
        }
    }
}

/// What the styles tone a visit by; nothing for one that nobody ever closed.
fn state(a: &Appointment, e: Option<&Encounter>, today: NaiveDate) -> Option<&'static str> {
    Some(match (e.map(|e| e.status), a.status) {
        (_, A::NoShow) => "noshow",
        (_, A::Cancelled) if a.cancel_reason == LEFT_UNSEEN => "left",
        (_, A::Cancelled) => "cancelled",
        (Some(E::InProgress), _) => "doctor",
        (Some(E::OnLeave), _) => "out",
        (Some(E::Finished), _) | (_, A::Fulfilled) => "gone",
        (_, A::CheckedIn) => "ready",
        (_, A::Arrived) => "here",
        _ if a.start.date() < today => return None,
        _ => "expected",
    })
}

fn line(db: &Db, a: &Appointment, state: Option<&'static str>, today: NaiveDate, today_word: &str) -> Result<Line> {
    let reason = a.reason.map(|r| reasons::get(db, r)).transpose()?.flatten();
    let when = if a.start.date() == today {
        format!("{} {}", today_word, words::time(a.start))
    } else {
        a.start.format("%d.%m.%y %H:%M").to_string()
    };
    Ok(Line {
        id: a.id,
        when,
        hue: reason.as_ref().map(|r| (r.hue % crate::model::reason::HUES + 1).to_string()),
        what: reason.map_or_else(|| a.reason_text.clone(), |r| r.name),
        doctor: practitioners::get(db, a.practitioner)?.map(|p| p.short()).unwrap_or_default(),
        state,
    })
}

#[component]
fn Lines(lines: Vec<Line>) -> Element {
    let session = use_session();
    rsx! {
        ol { class: "visits-list",
            for l in lines {
                li { key: "{l.id}", "data-hue": l.hue.clone(),
                    span { class: "num", "{l.when}" }
                    button { r#type: "button", class: "plain", "data-testid": "visit-{l.id}", onclick: move |_| session.open(if l.state == Some("waiting") { Panel::Wait(l.id) } else { Panel::Visit(l.id) }),
                        {[l.what.as_str(), l.doctor.as_str()].iter().filter(|w| !w.is_empty()).copied().collect::<Vec<_>>().join(" · ")}
                    }
                    span {
                        if let Some(state) = l.state {
                            span { class: "state", "data-state": state, Icon { name: visits::icon(state), small: true } span { class: "word", {session.t(&visits::state_key(state))} } }
                        }
                    }
                }
            }
        }
    }
}

#[derive(Clone, PartialEq)]
struct Event {
    id: Id,
    date: String,
    icon: &'static str,
    /// The key of its kind's word.
    kind: &'static str,
    title: String,
}

/// Imported history, year by year.
#[component]
pub fn Timeline(id: Id) -> Element {
    let session = use_session();
    let years = use_query(&["encounter", "kept", "practitioner"], move |db| years(db, id));
    let answer = years.read();
    let years = answer.as_ref().cloned().unwrap_or_default();
    if years.is_empty() {
        return rsx! {};
    }
    let mut sum = 0;
    rsx! {
        section { class: "leaf timeline", "data-testid": "timeline",
            h2 { {session.t("patient-history")} }
            for (year , events) in years {
                Year { key: "{year}", open: { let fits = sum < OPEN; sum += events.len(); fits }, year, events }
            }
        }
    }
}

fn years(db: &Db, patient: Id) -> Result<Vec<(String, Vec<Event>)>> {
    let mut all = Vec::new();
    for e in encounters::of_patient(db, patient)?.into_iter().filter(|e| e.appointment.is_none() && e.status != E::EnteredInError) {
        let at = e.started.or(e.arrived).or(e.finished);
        let doctor = e.practitioner.map(|p| practitioners::get(db, p)).transpose()?.flatten().map(|p| p.name()).unwrap_or_default();
        let title = [e.kind.as_str(), &doctor].iter().filter(|w| !w.is_empty()).copied().collect::<Vec<_>>().join(" · ");
        let date = at.map(|t| t.date().to_string()).unwrap_or_default();
        all.push(Event { id: e.id, date, icon: "stethoscope", kind: "kept-visit", title });
    }
    for k in kept::of_patient(db, patient)? {
        let (icon, kind) = kind_of(&k.resource_type);
        all.push(Event { id: k.id, date: k.date.clone(), icon, kind, title: k.title });
    }
    // Of one day what happened comes before what was billed for it.
    let rank = |e: &Event| matches!(e.kind, "kept-claim" | "kept-claim-answer") as u8 + (e.kind != "kept-visit") as u8;
    all.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| (rank(a), a.id).cmp(&(rank(b), b.id))));
    Ok(gathered(all, |event| event.date.get(..4).unwrap_or("–").to_owned()))
}

fn kind_of(resource_type: &str) -> (&'static str, &'static str) {
    match resource_type {
        "Immunization" => ("shield-check", "kept-immunization"),
        "ImmunizationRecommendation" => ("bell", "kept-due"),
        "Claim" => ("file-text", "kept-claim"),
        "ClaimResponse" => ("file-text", "kept-claim-answer"),
        "Coverage" => ("shield-check", "kept-cover"),
        "DocumentReference" | "Binary" => ("file-text", "kept-document"),
        "Communication" => ("message-square", "kept-message"),
        "ServiceRequest" => ("file-output", "kept-referral"),
        "Task" => ("clipboard-list", "kept-task"),
        _ => ("archive", "kept-other"),
    }
}

/// One year; folded to its number where the history is long.
#[component]
fn Year(year: String, events: Vec<Event>, open: bool) -> Element {
    let session = use_session();
    let mut open = use_signal(|| open);
    rsx! {
        section { class: "year",
            h3 { button { r#type: "button", class: "plain", "aria-expanded": open(), onclick: move |_| open.toggle(), "{year}" } }
            if open() {
                ol {
                    for (key , e) in keyed(events, |e| e.id) {
                        li { key: "{key}",
                            span { class: "num", {day_of(&e.date)} }
                            span { class: "event",
                                Icon { name: e.icon, small: true }
                                span { if e.title.is_empty() { {session.t(e.kind)} } else { "{e.title} " small { class: "second", {session.t(e.kind)} } } }
                            }
                        }
                    }
                }
            } else {
                button { r#type: "button", class: "btn quiet fold", onclick: move |_| open.set(true), Icon { name: "chevron-down" } {session.tr("patient-entries", &[("n", events.len().into())])} }
            }
        }
    }
}

/// `18.11.`, or as much as is known.
fn day_of(date: &str) -> String {
    match date.split('-').collect::<Vec<_>>().as_slice() {
        [_, m, d] => format!("{d}.{m}."),
        [_, m] => format!("{m}."),
        _ => String::new(),
    }
}

/// Every call with them, or for them: the newest first.
#[component]
pub fn Calls(id: Id) -> Element {
    let session = use_session();
    let mut whole = use_signal(|| false);
    let calls = use_query(&["communication"], move |db| communications::of_patient(db, id));
    let calls: Vec<_> = calls.read().clone().unwrap_or_default().into_iter().filter(|c| !c.entered_in_error).collect();
    if calls.is_empty() {
        return rsx! {};
    }
    let private = *session.privacy.read();
    let hidden = if whole() { 0 } else { calls.len().saturating_sub(PAST) };
    let shown = calls.len() - hidden;
    let lines = calls.into_iter().take(shown).map(|c| {
        let way = session.t(if c.direction == Direction::In { "call-received" } else { "call-made" });
        let why = session.t(&format!("call-why-{}", c.why.code()));
        let ended = (!c.outcome.reached()).then(|| session.t(&format!("call-ended-{}", c.outcome.code())));
        let said = Some(c.words).filter(|_| !private);
        let words = [Some(way), Some(why), ended, said].into_iter().flatten().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · ");
        (c.id, c.at.format("%d.%m.%y %H:%M").to_string(), words)
    });
    rsx! {
        section { class: "leaf", "data-testid": "patient-calls",
            h2 { {session.t("patient-calls")} }
            dl { class: "facts",
                for (id , at , words) in lines {
                    dt { key: "t{id}", class: "num", "{at}" }
                    dd { "{words}" }
                }
            }
            if hidden > 0 { button { r#type: "button", class: "btn quiet", onclick: move |_| whole.set(true), {session.tr("patient-more", &[("n", hidden.into())])} } }
        }
    }
}

/// What was done with this file, the newest first.
#[component]
pub fn Done(id: Id) -> Element {
    let session = use_session();
    let zone = session.desk.peek().zone;
    let log = use_query(&["act"], move |db| {
        let telling = Telling { lang: *session.lang.read(), private: false };
        let mut lines = Vec::new();
        for d in acts::about(db, id)?.into_iter().take(12) {
            let who = people::get(db, d.person)?.map(|p| p.name).unwrap_or_default();
            lines.push((d.at, telling.act(&d.what), who, d.undone_by.is_some()));
        }
        Ok(lines)
    });
    let answer = log.read();
    let lines = answer.as_ref().cloned().unwrap_or_default();
    if lines.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "leaf",
            h2 { {session.t("visit-log")} }
            dl { class: "facts",
                for (i , (at , what , who , undone)) in lines.into_iter().enumerate() {
                    dt { key: "t{i}", class: "num", {told::local(at, zone).format("%d.%m.%y %H:%M").to_string()} }
                    dd { class: if undone { "faint" }, "{what} · {who}" if undone { " · " {session.t("taken-back")} } }
                }
            }
        }
    }
}
