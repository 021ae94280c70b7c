//! Who is away on the day that is shown, and whether the practice is closed: a quiet line for each.

use crate::{
    base::Id,
    model::practitioner::Absence,
    store::{Topic, practice, practitioners},
    ui::{icons::Icon, route::Panel, use_query, use_session},
    words,
};
use chrono::{Days, NaiveTime};
use dioxus::prelude::*;

const TOPICS: &[Topic] = &["practice", "practitioner"];

#[component]
pub fn AwayLines() -> Element {
    let session = use_session();
    let lines = use_query(TOPICS, move |db| {
        let (lang, date) = (*session.lang.read(), session.shown_date());
        let from = date.and_time(NaiveTime::MIN);
        let to = date.checked_add_days(Days::new(1)).map_or(from, |d| d.and_time(NaiveTime::MIN));
        let on = |a: &&Absence| a.from < to && a.to > from;
        // Of an absence of several days its whole length is said: until when is what is asked.
        let said = |a: &Absence| {
            let span = words::absence::span(lang, a.from, a.to);
            if a.why.is_empty() { span } else { format!("{span} · {}", a.why) }
        };
        let closed = practice::get(db)?.closed;
        let mut lines: Vec<(Option<Id>, String, String)> =
            closed.iter().filter(on).map(|a| (None, session.t("closed-today"), a.why.clone())).collect();
        for p in practitioners::here(db)? {
            lines.extend(
                p.absences.iter().filter(on).map(|a| (Some(p.id), session.tr("away-today", &[("name", p.short().into())]), said(a))),
            );
        }
        Ok(lines)
    });
    let answer = lines.read();
    let lines = answer.as_ref().cloned().unwrap_or_default();
    if lines.is_empty() {
        return rsx! {};
    }
    rsx! {
        ul { class: "day-notes", "data-testid": "away-lines", "aria-label": session.t("times-title"),
            for (i , (who , said , why)) in lines.into_iter().enumerate() {
                li { key: "{i}",
                    button { r#type: "button", class: "plain", "data-testid": "away-line-{i}", disabled: who.is_none(), onclick: move |_| if let Some(id) = who { session.open(Panel::Doctor(id)) },
                        Icon { name: "calendar-off", small: true }
                        span { b { "{said}" } if !why.is_empty() { " {why}" } }
                    }
                }
            }
        }
    }
}
