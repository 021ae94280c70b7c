//! The days on which the practice is closed: listed, entered, and the public holidays taken at one go.

use crate::{
    actions::absence,
    model::{Practice, Refusal, holidays, practitioner::Absence},
    store,
    ui::{
        icons::Icon,
        parts::{day_field::DayField, field::Field},
        session::Session,
        use_query, use_session,
    },
    words,
};
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use dioxus::prelude::*;

/// `may` says whether they are hers to change.
#[component]
pub fn Closed(may: bool) -> Element {
    let session = use_session();
    let stored = use_query(&["practice"], store::practice::get);
    let Practice { zone, closed, .. } = stored.read().clone().unwrap_or_default();
    let lang = *session.lang.read();
    let today = session.today();
    let coming: Vec<Absence> = closed.iter().filter(|a| a.to.date() > today).cloned().collect();
    let years = [today.year(), today.year() + 1];
    let offered: Vec<(i32, Vec<Absence>)> =
        years.into_iter().map(|year| (year, missing(session, year, &zone, &closed))).filter(|(_, days)| may && !days.is_empty()).collect();
    rsx! {
        h2 { {session.t("closed-title")} }
        div { class: "group", "data-testid": "closed",
            if coming.is_empty() {
                p { class: "second small quiet-line", {session.t("closed-none")} }
            } else {
                ul { class: "times",
                    for (i , day) in coming.into_iter().enumerate() {
                        li { key: "{day.from}{i}",
                            Icon { name: "calendar-off", small: true }
                            span { class: "main", b { {words::absence::span(lang, day.from, day.to)} } if day.from.year() != today.year() { " {day.from.year()}" } if !day.why.is_empty() { span { class: "second", "{day.why}" } } }
                            if may {
                                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "closed-remove-{i}", "aria-label": session.tr("times-remove", &[("what", words::absence::span(lang, day.from, day.to).into())]),
                                    onclick: { let day = day.clone(); move |_| reopen(session, day.clone()) }, Icon { name: "x" } }
                            }
                        }
                    }
                }
            }
        }
        if may {
            div { class: "acts-line",
                for (year , days) in offered {
                    button { r#type: "button", key: "{year}", class: "btn", "data-testid": "holidays-{year}", onclick: move |_| close(session, days.clone(), None), Icon { name: "calendar-days" } span { {session.tr("closed-holidays", &[("year", year.to_string().into()), ("n", days.len().into())])} } }
                }
            }
            Add {}
        }
    }
}

/// The public holidays to come that are not entered yet.
fn missing(session: Session, year: i32, zone: &str, closed: &[Absence]) -> Vec<Absence> {
    let today = session.today();
    let known = |d: NaiveDate| closed.iter().any(|c| c.from.date() <= d && c.to > d.and_time(NaiveTime::MIN));
    let to_come = holidays::french(year, zone).into_iter().filter(|(d, _)| *d >= today && !known(*d));
    to_come.filter_map(|(d, name)| whole(d, d, session.t(&format!("holiday-{name}")))).collect()
}

fn whole(first: NaiveDate, last: NaiveDate, why: String) -> Option<Absence> {
    let midnight = |d: NaiveDate| d.and_time(NaiveTime::MIN);
    Some(Absence { from: midnight(first), to: midnight(last.checked_add_days(Days::new(1))?), why })
}

fn close(session: Session, days: Vec<Absence>, error: Option<Signal<Option<Refusal>>>) {
    let n = days.len();
    session.run(
        "close-days",
        move |tx| absence::close(tx, &days),
        move |session, done| match (done, error) {
            (Ok(done), _) => session.say(session.tr("done-closed", &[("n", n.into())]), Some(done.act)),
            (Err(crate::actions::Error::Refused(why)), Some(error)) if error.try_peek().is_ok() => {
                crate::ui::session::set_there(error, Some(why))
            }
            (Err(other), _) => session.refuse(&other),
        },
    );
}

fn reopen(session: Session, day: Absence) {
    let said = words::absence::span(*session.lang.peek(), day.from, day.to);
    let words = session.tr("done-reopened", &[("when", said.into())]);
    session.act("reopen-day", words, move |tx| absence::reopen(tx, &day));
}

#[component]
fn Add() -> Element {
    let session = use_session();
    let first = use_signal(|| session.today());
    let mut last = use_signal(|| session.today());
    let mut why = use_signal(String::new);
    let mut error = use_signal(|| None::<Refusal>);
    use_effect(move || {
        if *last.peek() < first() {
            last.set(first());
        }
    });
    let submit = move |e: FormEvent| {
        e.prevent_default();
        error.set(None);
        close(session, whole(first(), last(), why.peek().trim().to_owned()).into_iter().collect(), Some(error));
    };
    rsx! {
        form { class: "group form", autocomplete: "off", onsubmit: submit,
            div { class: "fields",
                DayField { label: session.t("away-from"), date: first, testid: "closed-from" }
                DayField { label: session.t("away-until"), date: last, testid: "closed-until" }
            }
            Field { label: session.t("closed-why"), name: "closed-why", value: why(), error: error.read().as_ref().map(|r| session.refusal(r)), oninput: move |v| { why.set(v); error.set(None) } }
            div { class: "acts-line last", button { class: "btn primary", r#type: "submit", "data-testid": "closed-save", {session.t("closed-add")} " " kbd { class: "key", "↵" } } }
        }
    }
}
