//! Every contact of a day: who called whom, why, how it ended, by whom, and what it led to.

use super::say;
use crate::{
    actions::calls as actions,
    base::Id,
    model::{Appointment, Communication, Patient, communication::Direction},
    store::{Db, Result, appointments, asides, communications, patients, people, tasks},
    ui::{
        icons::Icon,
        parts::{
            lists::keyed,
            people::{self as written, Who},
        },
        route::{Panel, Route},
        use_query, use_session,
    },
    words,
};
use chrono::Days;
use dioxus::prelude::*;

#[derive(Clone, PartialEq)]
struct Told {
    call: Communication,
    who: Option<Patient>,
    by: String,
    visits: Vec<Appointment>,
    /// What doctors wrote for doctors, and whether they did.
    aside: String,
    sealed: bool,
    /// The kinds of follow-up that were made of it.
    tasks: Vec<&'static str>,
}

fn read(db: &Db, me: Id, date: chrono::NaiveDate) -> Result<Vec<Told>> {
    let tell = |call: Communication| {
        let mut visits = Vec::new();
        let mut made = Vec::new();
        for id in &call.led_to {
            visits.extend(appointments::get(db, *id)?);
            made.extend(tasks::get(db, *id)?.map(|t| t.kind.code()));
        }
        Ok(Told {
            who: call.patient.map(|p| patients::get(db, p)).transpose()?.flatten(),
            by: people::get(db, call.by)?.map(|p| p.name).unwrap_or_default(),
            aside: asides::of_call(db, me, call.id)?,
            sealed: asides::is_beside_call(db, call.id)?,
            visits,
            tasks: made,
            call,
        })
    };
    communications::on(db, date)?.into_iter().map(tell).collect()
}

#[component]
pub fn Journal() -> Element {
    let session = use_session();
    let mut date = use_signal(|| session.today());
    let told = use_query(&["communication", "sealed", "grant", "patient", "person", "task", "appointment"], move |db| {
        read(db, session.desk.read().person, date())
    });
    let list = told.read().clone().unwrap_or_default();
    let n = list.iter().filter(|t| !t.call.entered_in_error).count();
    let today = session.today();
    let lang = *session.lang.read();
    let day = crate::ui::parts::told::day(lang, date(), today);
    rsx! {
        div { class: "journal-day",
            button { r#type: "button", class: "btn icon-only", "data-testid": "journal-before", "aria-label": session.t("today-prev"), onclick: move |_| { let day = date(); date.set(day - Days::new(1)) }, Icon { name: "chevron-left" } }
            h2 { "data-testid": "journal-day", "{day}" }
            button { r#type: "button", class: "btn icon-only", "data-testid": "journal-after", "aria-label": session.t("today-next"), disabled: date() >= today, onclick: move |_| { let day = date(); date.set(day + Days::new(1)) }, Icon { name: "chevron-right" } }
            span { class: "second num", {session.tr("journal-count", &[("n", n.into())])} }
        }
        if list.is_empty() {
            div { class: "empty", "data-testid": "journal-none", Icon { name: "phone" } strong { {session.t("journal-none")} } p { {session.t("journal-none-hint")} } }
        } else {
            ol { class: "owes journal", "data-testid": "journal", for told in list { One { key: "{told.call.id}", told } } }
        }
    }
}

#[component]
fn One(told: Told) -> Element {
    let session = use_session();
    let call = told.call.clone();
    let id = call.id;
    let private = *session.privacy.read();
    let reached = call.outcome.reached();
    let (family, first) = match &told.who {
        Some(p) => written::name_parts(session, p),
        None if private => ("…".into(), String::new()),
        None if call.caller.is_empty() => (session.t("call-nobody"), String::new()),
        None => (call.caller.clone(), String::new()),
    };
    let number = words::phone(&call.number, &session.country());
    let speaker = Some(call.caller.clone())
        .filter(|c| told.who.is_some() && !c.is_empty() && !private)
        .map(|name| session.tr("owed-caller", &[("name", name.into())]));
    let (icon, direction) = match call.direction {
        Direction::In | Direction::Newer(_) => ("phone-incoming", "call-received"),
        Direction::Out if reached => ("phone-outgoing", "call-made"),
        Direction::Out => ("phone-missed", "call-made"),
    };
    let mut facts = vec![session.t(direction), session.t(&format!("call-why-{}", call.why.code()))];
    if !reached || call.direction == Direction::Out {
        facts.push(session.t(&format!("call-ended-{}", call.outcome.code())));
    }
    if !private && !number.is_empty() {
        facts.push(number);
    }
    facts.push(told.by.clone());
    let facts = facts.join(" · ");
    let patient = told.who.as_ref().map(|p| p.id);
    let made: Vec<String> = told.tasks.iter().map(|code| session.t(&format!("owed-{code}"))).collect();
    let name = format!("{family} {first}");
    rsx! {
        li { class: "owe called", "data-testid": "call-{id}", "data-mistaken": call.entered_in_error, "data-in-vain": call.in_vain(),
            div { class: "owe-line",
                span { class: "time num", {words::time(call.at)} }
                Icon { name: icon }
                div { class: "main",
                    span { class: "head",
                        if let Some(patient) = patient { button { r#type: "button", class: "plain", onclick: move |_| session.go(Route::Patient(patient)), Who { family, first } } } else { Who { family, first } }
                        if let Some(speaker) = speaker { span { class: "second", "{speaker}" } }
                    }
                    if !private && !call.words.is_empty() { span { class: "words", "{call.words}" } }
                    if !private && !told.aside.is_empty() { span { class: "words", "data-testid": "call-aside", Icon { name: "lock", small: true } " {told.aside}" } }
                    else if told.sealed { span { class: "second small", "data-testid": "call-sealed", Icon { name: "lock", small: true } " " {session.t("call-for-doctors")} } }
                    span { class: "facts num", "{facts}" }
                    if !told.visits.is_empty() || !made.is_empty() {
                        span { class: "led",
                            for (key , visit) in keyed(told.visits.clone(), |v| v.id) { Led { key: "{key}", visit } }
                            for (i , made) in made.into_iter().enumerate() { span { key: "{i}", class: "tag", "{made}" } }
                        }
                    }
                }
                if call.entered_in_error { span { class: "second small", {session.t("call-mistaken")} } } else { Mistaken { id, name } }
            }
        }
    }
}

#[component]
fn Led(visit: Appointment) -> Element {
    let session = use_session();
    let id = visit.id;
    let when = session.tr("journal-visit", &[("when", say::when(session, visit.start).into())]);
    rsx! { button { r#type: "button", class: "tag link-tag", onclick: move |_| session.open(Panel::Visit(id)), Icon { name: "calendar-check", small: true } "{when}" } }
}

/// It was written down by mistake: it stays in the list, struck through.
#[component]
fn Mistaken(id: Id, name: String) -> Element {
    let session = use_session();
    let label = format!("{}, {name}", session.t("call-mistaken-do"));
    rsx! {
        button { r#type: "button", class: "btn quiet", "data-testid": "mistaken-{id}", "aria-label": "{label}", onclick: move |_| session.act("call-mistaken", session.t("done-call-mistaken"), move |tx| actions::mistaken(tx, id)), {session.t("call-mistaken-do")} }
    }
}
