//! What was done: the newest first, day by day, each to look into and to take back.

use super::history_act::ActLine;
use crate::{
    base::{Id, text},
    store::{acts, people},
    ui::{
        icons::Icon,
        keys::keep_typing,
        parts::{
            lists::{gathered, keyed},
            told::{self, Telling},
        },
        use_query, use_session,
    },
    words,
};
use chrono::NaiveDate;
use dioxus::prelude::*;

/// So many are read at a time.
const PAGE: usize = 100;
/// So far back a search looks.
const SEARCHED: usize = 2_000;

/// One act as the history shows it.
#[derive(Clone, PartialEq)]
pub struct Told {
    pub id: Id,
    pub date: NaiveDate,
    pub time: String,
    pub what: String,
    pub icon: &'static str,
    pub about: String,
    pub who: String,
    pub person: Id,
    pub group: &'static str,
    pub undone: bool,
    /// Whether it can be taken back at all.
    pub stays: bool,
}

const GROUPS: &[&str] = &["reception", "diary", "patients", "practice"];

/// Where an act belongs, for the chips over the list.
fn group(what: &str) -> &'static str {
    match what {
        "arrive" | "check-in" | "call-in" | "finish" | "step-out" | "step-in" | "no-show" | "left" | "walk-in" | "promise" | "phoned"
        | "urgent" | "alarm" | "come" | "calm" | "warned" | "reorder" | "give-back" => "reception",
        "book" | "book-series" | "move" | "lengthen" | "cancel" | "cancel-series" | "wait" | "wait-change" | "wait-take" | "wait-off"
        | "day-note" | "remove-day-note" | "expect-doctor" | "expected" | "break" | "session" | "absence" | "absence-remove"
        | "slot-remove" | "close-days" | "reopen-day" => "diary",
        "call" | "call-mistaken" | "ready" | "result-give" => "patients",
        what if what.starts_with("task-") => "patients",
        what if what.starts_with("displaced-") => "diary",
        "new-patient" | "edit-patient" | "settle" | "settle-visit" | "merge" | "unmerge" | "apart" | "note-add" | "note-change"
        | "note-remove" | "result-in" | "result-decide" | "result-tell" | "sealed" => "patients",
        "recall-snooze" | "recall-attempt" | "recall-done" | "recall-decline" | "recall-again" | "keepsake" | "keepsake-asked"
        | "keepsake-drop" => "patients",
        "undo" => "undo",
        what if what.starts_with("person-") => "practice",
        _ => "practice",
    }
}

#[component]
pub fn History() -> Element {
    let session = use_session();
    let mut limit = use_signal(|| PAGE);
    let mut only = use_signal(|| None::<&'static str>);
    let mut person = use_signal(|| None::<Id>);
    let mut typed = use_signal(String::new);
    let zone = session.desk.peek().zone;
    let told = use_query(&["act", "patient", "person"], move |db| {
        let telling = Telling { lang: *session.lang.read(), private: *session.privacy.read() };
        let filtered = only().is_some() || person().is_some() || !typed.read().trim().is_empty();
        let mut told = Vec::new();
        let mut more = false;
        for done in acts::latest(db, if filtered { SEARCHED } else { limit() + 1 })? {
            if !filtered && told.len() == limit() {
                more = true;
                break;
            }
            let act = one(db, telling, &done, zone)?;
            let words = text::fold(&format!("{} {} {}", act.what, act.about, act.who));
            let fits = only().is_none_or(|g| g == act.group)
                && person().is_none_or(|p| p == act.person)
                && text::fold(&typed.read()).split(' ').all(|w| words.contains(w));
            if fits && told.len() == limit() {
                more = true;
                break;
            }
            if fits {
                told.push(act);
            }
        }
        Ok((told, more))
    });
    let team = use_query(&["person"], people::all);
    let answer = told.read();
    let (list, more): (Vec<Told>, bool) = answer.as_ref().cloned().unwrap_or_default();
    let days = by_day(list);
    let team = team.read().as_ref().cloned().unwrap_or_default();
    rsx! {
        header { class: "top",
            div { class: "title", h1 { {session.t("place-history")} } }
            span { class: "grow" }
            label { class: "search narrow", Icon { name: "search" }
                input { "data-testid": "history-search", placeholder: session.t("history-search"), "aria-label": session.t("history-search"), maxlength: "200",
                    oninput: move |e| { typed.set(e.value()); limit.set(PAGE); }, onkeydown: move |e| keep_typing(&e) }
            }
        }
        div { class: "work pane",
            div { class: "filters", role: "group", "aria-label": session.t("history-filter"),
                button { r#type: "button", class: "chip", "aria-pressed": only().is_none() && person().is_none(), onclick: move |_| { only.set(None); person.set(None) }, {session.t("history-all")} }
                for g in GROUPS {
                    button { r#type: "button", class: "chip", key: "{g}", "data-testid": "history-{g}", "aria-pressed": only() == Some(*g), onclick: move |_| only.set(if only() == Some(*g) { None } else { Some(*g) }), {session.t(&format!("history-{g}"))} }
                }
                if team.len() > 1 {
                    for p in team {
                        button { r#type: "button", class: "chip", key: "{p.id}", "aria-pressed": person() == Some(p.id), onclick: move |_| person.set(if person() == Some(p.id) { None } else { Some(p.id) }), Icon { name: "user", small: true } "{p.name}" }
                    }
                }
            }
            if days.is_empty() {
                div { class: "empty", Icon { name: "history" } strong { {session.t("history-none")} } }
            }
            div { class: "log",
                for (date , acts) in days {
                    section { key: "{date}", "data-testid": "history-{date}",
                        h2 { {told::day(*session.lang.read(), date, session.today())} }
                        ol { for (key , act) in keyed(acts, |act| act.id) { ActLine { key: "{key}", act } } }
                    }
                }
            }
            if more { button { r#type: "button", class: "btn wide more", "data-testid": "history-more", onclick: move |_| limit += PAGE, {session.t("history-more")} } }
        }
    }
}

/// Each day once, the newest first: the acts come in the order of the devices' logs, whatever their clocks said, so that a
/// day's may stand apart there. Within the day they keep that order.
fn by_day(acts: Vec<Told>) -> Vec<(NaiveDate, Vec<Told>)> {
    let mut days = gathered(acts, |act| act.date);
    days.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    days
}

fn one(db: &crate::store::Db, telling: Telling, done: &acts::Done, zone: chrono_tz::Tz) -> crate::store::Result<Told> {
    let at = told::local(done.at, zone);
    // What was taken back may have been a taking back: then it was done again.
    let (mut first, mut again) = (done.clone(), true);
    while let Some(before) = first.undoes.map(|id| acts::get(db, id)).transpose()?.flatten() {
        (first, again) = (before, !again);
    }
    let what = match telling.act(&first.what) {
        what if first.id == done.id => what,
        what => telling.lang.text(if again { "redone-what" } else { "undone-what" }, &[("what", what.into())]),
    };
    Ok(Told {
        id: done.id,
        date: at.date(),
        time: words::time(at),
        what,
        icon: told::icon(&done.what),
        about: telling.about(db, done.subject)?,
        who: people::get(db, done.person)?.map(|p| p.name).unwrap_or_default(),
        person: done.person,
        group: group(&done.what),
        undone: done.undone_by.is_some(),
        stays: acts::is_final(&done.what),
    })
}
