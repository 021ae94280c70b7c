//! Whom an emergency made later: what to tell each, ticked one by one. After it was taken also: who it is.

use super::{UrgentHead, close, place::name};
use crate::{
    actions::urgent,
    base::{Id, clock::local},
    model::emergency::Tell,
    store::{
        Topic,
        day::{self, DayOf},
        urgent::{ToWarn, to_warn},
    },
    ui::{
        icons::Icon,
        live::MINUTE,
        parts::{days::TOPICS, patient_picker::PatientPicker, visits},
        route::{Panel, Urgent},
        screens::{settle, visit::name_of},
        session::Session,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

/// One to warn, with the day it is about.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    warn: ToWarn,
    doctor: String,
    name: String,
}

const COUNTED: &[Topic] = &["appointment", "encounter", "practice", MINUTE];

/// How many are still to be warned today.
pub fn use_to_warn() -> Memo<usize> {
    let session = use_session();
    let found = use_query(COUNTED, move |db| {
        let now = session.now();
        let days = day::days(db, now, now.date(), None)?;
        days.iter().map(|d| to_warn(db, d).map(|w| w.len())).sum::<crate::store::Result<usize>>()
    });
    use_memo(move || found.read().unwrap_or_default())
}

/// "3 to warn", wherever the day is seen.
#[component]
pub fn WarnChip() -> Element {
    let mut session = use_session();
    let n = use_to_warn();
    rsx! {
        if n() > 0 {
            button { r#type: "button", class: "chip warn-chip", "data-testid": "warn-chip", onclick: move |_| session.urgent.set(Some(Urgent::Warn(None))),
                Icon { name: "phone-call", small: true }
                {session.tr("warn-count", &[("n", (n() as i64).into())])}
            }
        }
    }
}

#[component]
pub fn Warn(of: Option<Id>) -> Element {
    let session = use_session();
    let days = use_query(TOPICS, move |db| {
        let now = session.now();
        let days = day::days(db, now, now.date(), None)?;
        let mut lines = Vec::new();
        for d in &days {
            let doctor = d.practitioner.short();
            lines.extend(to_warn(db, d)?.into_iter().map(|warn| (warn, doctor.clone())));
        }
        let taken = of.and_then(|id| days.iter().find_map(|d| Some((d.clone(), d.find(id)?.clone()))));
        Ok((lines, taken))
    });
    // Those told since it was opened stay in sight, with the way back.
    let told = use_signal(Vec::<(Id, Id, String)>::new);
    let answer = days.read();
    let Some((lines, taken)) = answer.as_ref().cloned() else { return rsx! {} };
    let lines: Vec<Line> = lines
        .into_iter()
        .map(|(warn, doctor)| {
            let (family, first) = visits::name(&warn.visit, *session.lang.read(), *session.privacy.read());
            Line { name: format!("{family} {first}").trim().to_owned(), warn, doctor }
        })
        .collect();
    let title = session.t(if taken.is_some() { "urgent-taken" } else { "warn-title" });
    let many = lines.iter().map(|l| &l.doctor).collect::<std::collections::BTreeSet<_>>().len() > 1;
    let empty = lines.is_empty();
    rsx! {
        div { class: "scrim urgent-scrim", onclick: move |_| close(session) }
        aside { class: "panel urgent", "aria-label": "{title}", "data-testid": "urgent-warn", "data-urgent": "warn", tabindex: "-1",
            onmounted: move |e| async move { if of.is_none() { let _ = e.set_focus(true).await; } },
            UrgentHead { title: title.clone() }
            div { class: "body",
                if let Some((day , visit)) = taken { Taken { day, id: visit.id(), unknown: visit.appointment.patient.is_none() } }
                if of.is_some() || !empty { h3 { class: "section-title", {session.t("warn-title")} if !empty { span { class: "count", "{lines.len()}" } } } }
                if empty { p { class: "note", "data-tone": "good", "data-testid": "warn-none", Icon { name: "circle-check" } span { {session.t(if told.read().is_empty() { "warn-none" } else { "warn-all" })} } } }
                ul { class: "warns",
                    for line in lines { WarnLine { key: "{line.warn.visit.id()}", line, many, told } }
                    for (id , act , name) in told.read().iter().cloned() {
                        li { class: "warn-done", key: "told-{id}", Icon { name: "check", small: true } span { class: "main", {session.tr("warn-told", &[("name", name.into())])} }
                            button { r#type: "button", class: "btn quiet", onclick: move |_| { let mut told = told; told.write().retain(|t| t.1 != act); session.undo(act) }, {session.t("undo")} }
                        }
                    }
                }
            }
            div { class: "foot",
                button { r#type: "button", class: "btn wide", "data-testid": "warn-close", onclick: move |_| close(session), {session.t(if empty { "warn-finish" } else { "warn-later" })} kbd { class: "key", "Esc" } }
            }
        }
    }
}

/// The emergency that was taken: when it will be its turn, and who it is.
#[component]
fn Taken(day: DayOf, id: Id, unknown: bool) -> Element {
    let session = use_session();
    let country = use_session().country;
    let projected = day.projection.of(id).cloned();
    let who = name(session, &day, id);
    let here = day.find(id).is_some_and(|v| v.is_here());
    let eta = day.find(id).and_then(|v| v.appointment.phoned_eta).filter(|_| !here);
    let icon = if here { "armchair" } else { "phone" };
    // A name that was said on the telephone is offered whom it fits; the hour names nobody.
    let visit = day.find(id).map(|v| v.appointment.clone());
    let label = visit.map(|a| (a.label.clone(), a.created.map(|at| super::label(session, at))));
    let label = label.and_then(|(label, hour)| Some(label).filter(|l| hour.as_ref() != Some(l))).unwrap_or_default();
    rsx! {
        div { class: "promise", "data-state": if here { "here" } else { "expected" }, "data-testid": "urgent-taken",
            div { class: "head", span { class: "state", "data-state": if here { "here" } else { "expected" }, Icon { name: icon, small: true } "{who}" } span { {day.practitioner.short()} } }
            if let Some(at) = eta { p { class: "because num", "data-testid": "taken-eta", {session.tr("eta-said", &[("time", words::time(at).into())])} } }
            if let Some(p) = projected { p { class: "say", {session.tr("about-time", &[("time", words::time_of(p.start, day.zone).into())])} } p { class: "because", {words::why(*session.lang.read(), &p.why, &day.practitioner, day.zone)} } }
        }
        if unknown {
            PatientPicker { label, onpick: move |picked| settle::settle(session, id, picked, country.peek().clone(), |_| {}) }
            p { class: "second small quiet-line", {session.t("urgent-who-later")} }
        } else {
            button { r#type: "button", class: "btn quiet wide", "data-testid": "urgent-visit", onclick: move |_| session.open(Panel::Visit(id)), Icon { name: "user" } span { "{who}" } }
        }
    }
}

/// What is said to somebody, in her words.
fn saying(session: Session, line: &Line, zone: chrono_tz::Tz) -> String {
    let warn = &line.warn;
    let at = |m| words::time(local(m, zone));
    match (warn.tell, warn.before) {
        (Tell::About(start), Some(before)) if words::time(before) != at(start) => {
            session.tr("warn-about-instead", &[("time", at(start).into()), ("before", words::time(before).into())])
        }
        (Tell::About(start), _) => session.tr("warn-about", &[("time", at(start).into())]),
        (Tell::Come(start), _) => {
            session.tr("warn-come", &[("time", at(start).into()), ("before", words::time(warn.visit.appointment.start).into())])
        }
    }
}

#[component]
fn WarnLine(line: Line, many: bool, told: Signal<Vec<(Id, Id, String)>>) -> Element {
    let session = use_session();
    let country = use_session().country;
    let visit = &line.warn.visit;
    let (id, zone) = (visit.id(), session.desk.peek().zone);
    let here = visit.is_here();
    let state = visits::state(visit);
    let private = *session.privacy.read();
    let phone = visit.patient.as_ref().filter(|_| !here && !private).and_then(|p| p.phone().map(str::to_owned));
    let promised = visit.appointment.promised_start.filter(|_| line.warn.promise_broken);
    let (name, tick) = (line.name.clone(), line.name.clone());
    rsx! {
        li { class: "warn", "data-testid": "warn-{id}",
            div { class: "main",
                span { class: "who", b { "{line.name}" } }
                span { class: "line", span { class: "state", "data-state": state, Icon { name: visits::icon(state), small: true } {session.t(if here { "warn-here" } else { "warn-absent" })} } if many { " · {line.doctor}" } }
                p { class: "say", {saying(session, &line, zone)} }
                if let (Some(by), Some(at)) = (line.warn.slipped, line.warn.before) { p { class: "cost", "data-tone": "bad", "data-testid": "slipped-line-{id}", Icon { name: "siren", small: true } span { {session.tr("slipped", &[("time", words::time(at).into()), ("n", by.into())])} } } }
                if let Some(at) = promised { p { class: "cost", "data-tone": "warn", Icon { name: "triangle-alert", small: true } span { {session.tr("warn-promise", &[("time", words::time(at).into())])} } } }
                if let Some(number) = phone { a { class: "tel", href: "tel:{number}", Icon { name: "phone" } {words::phone(&number, &country.read())} } }
            }
            if line.warn.slipped.is_some() { button { r#type: "button", class: "btn quiet icon-only", "data-testid": "slip-up-{id}", "aria-label": session.tr("order-up", &[("name", line.name.clone().into())]), title: session.t("order-up-key"), onclick: move |_| crate::ui::screens::reception::order::shift(session, id, false), Icon { name: "chevron-up" } } }
            button { r#type: "button", class: "btn", "data-testid": "warned-{id}", "aria-label": session.tr("warn-tick", &[("name", tick.into())]), onclick: move |_| warned(session, id, name.clone(), told), Icon { name: "check" } span { {session.t("warn-did")} } }
        }
    }
}

fn warned(session: Session, id: Id, name: String, mut told: Signal<Vec<(Id, Id, String)>>) {
    let now = session.now();
    let words = session.tr("warn-told", &[("name", name_of(session, id).into())]);
    session.run(
        "warned",
        move |tx| {
            tx.set_subject(id);
            urgent::warned(tx, now, id)
        },
        move |session, done| match done {
            Ok(done) => {
                session.say(words, Some(done.act));
                if let Ok(mut told) = told.try_write() {
                    told.push((id, done.act, name));
                }
            }
            Err(error) => session.refuse(&error),
        },
    );
}
