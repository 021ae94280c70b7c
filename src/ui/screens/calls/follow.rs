//! What follows on a call: a call back by a time, a question to a doctor, a message.

use super::{card::Was, write};
use crate::{
    model::{
        Card, Person,
        card::{Due, Then},
        person::Role,
    },
    store::{people, practitioners},
    ui::{parts::entry::Entry, screens::book::draft::read_time, session::Session, use_query, use_session},
    words,
};
use chrono::{NaiveDate, NaiveDateTime};
use dioxus::prelude::*;

#[component]
pub fn Follow(card: Card, was: Was) -> Element {
    let session = use_session();
    let then = card.then;
    rsx! {
        div { class: "field", span { class: "name", id: "call-then", {session.t("call-then")} }
            div { class: "chips halves", role: "group", "aria-labelledby": "call-then",
                for t in Then::ALL.iter().copied() {
                    button { r#type: "button", key: "{t.code()}", class: "chip", "data-testid": "call-then-{t.code()}", "aria-pressed": then == t, onclick: move |_| write(session, |c| { c.then = t; c.whom = None }), {session.t(&format!("call-then-{}", t.code()))} }
                }
            }
        }
        if then != Then::Nothing {
            Whom { then, chosen: card.whom }
            if then != Then::Message { By { card, was } }
        }
    }
}

/// Whom is asked or told, where there is a choice.
#[component]
fn Whom(then: Then, chosen: Option<crate::base::Id>) -> Element {
    let session = use_session();
    let team = use_query(&["person"], people::all);
    let all: Vec<Person> = team.read().clone().unwrap_or_default();
    let fits = move |p: &Person| !p.has_left() && if then == Then::Ask { p.role == Role::Doctor } else { true };
    let all: Vec<Person> = all.into_iter().filter(fits).collect();
    let anybody = session.t(match then {
        Then::Ask => "call-any-doctor",
        Then::Message => "call-all",
        _ => "call-desk",
    });
    rsx! {
        if !all.is_empty() {
            div { class: "chips", role: "group", "aria-label": session.t("call-whom"),
                button { r#type: "button", class: "chip", "data-testid": "call-whom-any", "aria-pressed": chosen.is_none(), onclick: move |_| write(session, |c| c.whom = None), "{anybody}" }
                for (i , p) in all.into_iter().enumerate() {
                    button { r#type: "button", key: "{p.id}", class: "chip", "data-testid": "call-whom-{i}", "aria-pressed": chosen == Some(p.id), onclick: move |_| write(session, |c| c.whom = Some(p.id)), "{p.name}" }
                }
            }
        }
    }
}

/// By when: four usual times, or an hour.
#[component]
fn By(card: Card, was: Was) -> Element {
    let session = use_session();
    let now = session.now();
    let typed = !card.clock.trim().is_empty();
    let offered = Due::ALL.iter().copied().filter_map(|d| Some((d, d.at(now, |day| is_open(session, day))?)));
    let offered: Vec<(Due, NaiveDateTime)> = offered.collect();
    let chosen = if typed { None } else { card.due.or(Some(Due::InAnHour)) };
    let said = due(session, &card).map(|at| hour(session, at));
    let wrong = typed && read_time(&card.clock).is_none();
    rsx! {
        div { class: "field", span { class: "name", id: "call-due", {session.t("call-due")} }
            div { class: "chips", role: "group", "aria-labelledby": "call-due",
                for (d , _) in offered {
                    button { r#type: "button", key: "{d.code()}", class: "chip", "data-testid": "call-due-{d.code()}", "aria-pressed": chosen == Some(d), onclick: move |_| write(session, |c| { c.due = Some(d); c.clock = String::new() }), {session.t(&format!("call-due-{}", d.code()))} }
                }
                Entry { value: card.clock.clone(), class: "input clock-in", "data-testid": "call-clock", "aria-label": session.t("call-clock"), "aria-invalid": wrong, placeholder: session.t("call-clock-eg"), maxlength: "8", inputmode: "numeric",
                    "data-at": was.at("call-clock"), autofocus: was.field == "call-clock",
                    oninput: move |v| write(session, |c| c.clock = v) }
            }
            if wrong { span { class: "error", role: "alert", {session.t("call-clock-wrong")} } } else if let Some(said) = said { span { class: "hint num", "data-testid": "call-due-said", "{said}" } }
        }
    }
}

/// "Today, 11:20".
pub fn hour(session: Session, at: NaiveDateTime) -> String {
    let (lang, today) = (*session.lang.peek(), session.today());
    let day = if at.date() == today { session.t("today-now") } else { words::day_from(lang, at.date(), today) };
    format!("{day}, {}", words::time(at))
}

/// When it is promised for: the hour that was typed, today or where it is over tomorrow; else what was chosen.
pub fn due(session: Session, card: &Card) -> Option<NaiveDateTime> {
    if matches!(card.then, Then::Nothing | Then::Message) {
        return None;
    }
    let now = session.now();
    if let Some(time) = read_time(&card.clock) {
        let today = now.date().and_time(time);
        return Some(if today > now { today } else { (now.date() + chrono::Days::new(1)).and_time(time) });
    }
    let open = |day| is_open(session, day);
    card.due.unwrap_or_default().at(now, open).or_else(|| Due::InAnHour.at(now, open))
}

/// Whether anybody works here on a day.
pub fn is_open(session: Session, day: NaiveDate) -> bool {
    let works = session.ask(|db| Ok(practitioners::here(db)?.iter().any(|p| !p.blocks_on(day).is_empty())));
    works.unwrap_or(true)
}
