//! How a doctor stands today: here, on a break, out until, expected at.

use crate::{
    actions::practice,
    base::Id,
    store::practitioners,
    ui::{
        icons::Icon,
        route::{Panel, Route},
        screens::today::doctor_line,
        shell::PanelHead,
        use_query, use_session,
    },
};
use chrono::TimeDelta;
use dioxus::prelude::*;

#[component]
pub fn DoctorPanel(id: Id) -> Element {
    let session = use_session();
    let days = crate::ui::parts::days::use_days(true);
    let who = use_query(&["practitioner"], move |db| practitioners::get(db, id));
    let answer = who.read();
    let Some(Some(p)) = answer.as_ref() else { return rsx! {} };
    let name = p.name();
    let line = days.read().iter().flatten().find(|d| d.practitioner.id == id).map(|d| doctor_line(session, d, true)).unwrap_or_default();
    let set = move |minutes: Option<i64>, away: &'static str| {
        let now = session.now();
        let at = minutes.map(|m| {
            let at = now + TimeDelta::minutes(m);
            // To the next five minutes: that is how people say it.
            at + TimeDelta::minutes((5 - i64::from(chrono::Timelike::minute(&at)) % 5) % 5)
        });
        let name = session.ask(|db| practitioners::get(db, id)).flatten().map(|p| p.short()).unwrap_or_default();
        let words = session.tr("done-expected", &[("name", name.into())]);
        session.act("expect-doctor", words, move |tx| practice::expect_doctor(tx, id, now.date(), at, away));
    };
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "doctor-panel", "aria-label": "{name}",
            PanelHead { h2 { "{name}" } p { class: "sub", "{line}" } }
            div { class: "body",
                h3 { class: "section-title first", {session.t("doctor-back-in")} }
                div { class: "slots",
                    for m in [5i64, 10, 15, 20, 30, 45, 60, 90] {
                        button { r#type: "button", class: "slot", key: "{m}", "data-testid": "back-{m}", onclick: move |_| set(Some(m), ""), span { class: "time", "{m}" } small { "min" } }
                    }
                }
                h3 { class: "section-title", {session.t("doctor-away")} }
                div { class: "acts",
                    button { r#type: "button", class: "btn wide", onclick: move |_| set(Some(10), "break"), Icon { name: "coffee" } span { {session.t("doctor-short-break")} } }
                    button { r#type: "button", class: "btn wide", onclick: move |_| set(Some(60), "out"), Icon { name: "door-open" } span { {session.t("doctor-out-hour")} } }
                    button { r#type: "button", class: "btn primary wide", "data-testid": "doctor-here", onclick: move |_| set(None, ""), Icon { name: "check" } span { {session.t("doctor-here-now")} } }
                }
                h3 { class: "section-title", {session.t("times-title")} }
                super::doctor_times::Times { practitioner: id }
            }
            div { class: "foot",
                button { r#type: "button", class: "btn quiet", "data-testid": "doctor-print", onclick: move |_| session.open(Panel::Print(Some(id))), Icon { name: "printer" } span { {session.t("print-day")} } }
                button { r#type: "button", class: "btn quiet", onclick: move |_| session.go(Route::Settings), Icon { name: "pencil" } span { {session.t("doctor-hours")} } }
            }
        }
    }
}
