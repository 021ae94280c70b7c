//! Over the sheet: which period it is, the ways to another, and whose columns are shown.

use super::{looking, month::Month};
use crate::{
    store::diary::Who,
    ui::{
        icons::Icon,
        route::Float,
        screens::today::{Find, FindOnPhone, capitalised},
        session::Session,
        use_session,
    },
    words,
};
use chrono::{Datelike, NaiveDate};
use dioxus::prelude::*;

#[component]
pub fn Top() -> Element {
    let mut session = use_session();
    let week = session.diary.read().week;
    let (from, to) = session.diary.read().period(session.today());
    let holds_today = (from..=to).contains(&session.today());
    let month = *session.float.read() == Some(Float::Month);
    let span = move |to: bool| move |_| session.diary.write().week = to;
    rsx! {
        header { class: "top diary-top",
            div { class: "title", h1 { "data-testid": "date", {title(session, from, to, week)} if week { small { class: "week-number", {session.tr("diary-week-number", &[("n", i64::from(from.iso_week().week()).into())])} } } } }
            FindOnPhone {}
            div { class: "datenav", role: "group",
                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "diary-before", "aria-label": session.t("diary-before"), title: format!("{} ([)", session.t("diary-before")), onclick: move |_| looking::turn(session, -1), Icon { name: "chevron-left" } }
                button { r#type: "button", class: "btn quiet", "data-testid": "diary-now", "aria-disabled": holds_today, onclick: move |_| looking::turn(session, 0), {session.t("today-now")} }
                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "diary-after", "aria-label": session.t("diary-after"), title: format!("{} (])", session.t("diary-after")), onclick: move |_| looking::turn(session, 1), Icon { name: "chevron-right" } }
                div { class: "month-place",
                    button { r#type: "button", class: "btn quiet icon-only", "data-testid": "diary-month", "aria-expanded": month, "aria-label": session.t("diary-jump"), title: if !month { session.t("diary-jump") }, onclick: move |_| session.float.set(if month { None } else { Some(Float::Month) }), Icon { name: "calendar-days" } }
                    if month { Month { from, to } }
                }
            }
            div { class: "segments", role: "group", "aria-label": session.t("diary-span"),
                button { r#type: "button", "data-testid": "diary-day", "aria-pressed": !week, onclick: span(false), {session.t("diary-day")} }
                button { r#type: "button", "data-testid": "diary-week", "aria-pressed": week, onclick: span(true), {session.t("diary-week")} }
            }
            span { class: "grow" }
            Find {}
            div { class: "tools not-phone",
                button { r#type: "button", class: "btn primary", "data-testid": "new-visit", onclick: move |_| looking::book(session), Icon { name: "plus" } span { {session.t("new-visit")} } kbd { class: "key", "N" } }
            }
        }
    }
}

/// "Monday 23 November", "23 – 29 November", "30 November – 6 December".
fn title(session: Session, from: NaiveDate, to: NaiveDate, week: bool) -> String {
    let lang = *session.lang.read();
    if !week {
        return capitalised(&words::day_from(lang, from, session.today()));
    }
    // A day and its month stay together: the line wraps after the dash, if it must.
    let until = format!("{}\u{a0}{}", to.day(), words::month(lang, to));
    if from.month() == to.month() {
        session.tr("diary-from-to", &[("from", from.day().to_string().into()), ("to", until.into())])
    } else {
        let from = format!("{}\u{a0}{}", from.day(), words::month(lang, from));
        session.tr("diary-from-to", &[("from", from.into()), ("to", until.into())])
    }
}

/// Whose columns are shown.
#[component]
pub fn Persons(people: Vec<Who>) -> Element {
    let mut session = use_session();
    let chosen = session.diary.read().only().to_vec();
    // A phone has the list of one: who was chosen last.
    let shown = chosen.first().copied().or(people.first().map(|w| w.id));
    if people.len() < 2 {
        return rsx! {};
    }
    rsx! {
        div { class: "whose", role: "group", "aria-label": session.t("diary-whose"),
            button { r#type: "button", class: "chip", "data-testid": "diary-all", "aria-pressed": chosen.is_empty(), onclick: move |_| session.diary.write().choose_all(), {session.t("diary-all")} }
            for who in people {
                button { r#type: "button", class: "chip", key: "{who.id}", "data-testid": "diary-of-{who.id}", "data-shown": if shown == Some(who.id) { "true" }, "aria-pressed": chosen.contains(&who.id), onclick: move |_| session.diary.write().choose(who.id), "{who.name}" }
            }
        }
    }
}
