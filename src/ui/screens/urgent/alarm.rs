//! The alarm that calls the doctor: over every screen, the locked one too, without a patient's name.

use crate::{
    actions::urgent,
    base::Id,
    model::{Appointment, emergency},
    platform::notify,
    store::{self, people, practitioners},
    ui::{icons::Icon, live::MINUTE, route::Panel, use_query, use_session},
    words,
};
use chrono::TimeDelta;
use dioxus::prelude::*;
use std::collections::BTreeSet;

/// The system is told of none that is older.
const FRESH: TimeDelta = TimeDelta::minutes(5);

/// An alarm in words: whose patient, and who has seen it.
#[derive(Clone, PartialEq)]
struct Alarm {
    visit: Appointment,
    doctor: String,
    by: Option<String>,
    /// A doctor comes.
    answered: bool,
}

#[component]
pub fn Alarms(locked: bool) -> Element {
    let session = use_session();
    let found = use_query(&["appointment", "practitioner", "person", MINUTE], move |db| {
        let all = store::urgent::alarms(db, session.now())?;
        all.into_iter()
            .map(|visit| {
                let doctor = practitioners::get(db, visit.practitioner)?.map(|p| p.short()).unwrap_or_default();
                let by = visit.alarm_by.map(|id| people::get(db, id)).transpose()?.flatten().map(|p| p.name);
                let answered = store::urgent::is_answered(db, &visit)?;
                Ok(Alarm { visit, doctor, by, answered })
            })
            .collect::<store::Result<Vec<_>>>()
    });
    use_notice(found);
    let answer = found.read();
    rsx! {
        for alarm in answer.iter().flatten().cloned() { Banner { key: "{alarm.visit.id}", alarm, locked } }
    }
}

/// Tells the system once of each alarm: somebody may be looking at another window.
fn use_notice(found: Memo<Option<Vec<Alarm>>>) {
    let session = use_session();
    let mut said = use_hook(|| CopyValue::new(BTreeSet::<Id>::new()));
    use_effect(move || {
        for alarm in found.read().iter().flatten() {
            let fresh = alarm.visit.alarm.is_some_and(|at| session.now() - at < FRESH);
            if fresh && alarm.visit.alarm_seen.is_none() && said.write().insert(alarm.visit.id) {
                let title = session.t("alarm-title");
                notify::urgently(title, session.tr("alarm-for", &[("doctor", alarm.doctor.clone().into())]));
            }
        }
    });
}

#[component]
fn Banner(alarm: Alarm, locked: bool) -> Element {
    let session = use_session();
    let country = use_session().country;
    let numbers = emergency::numbers(&country.read());
    let id = alarm.visit.id;
    let since = alarm.visit.alarm.map(words::time).unwrap_or_default();
    let seen = alarm.visit.alarm_seen.map(words::time);
    rsx! {
        div { class: "alarm", role: "alert", "data-testid": "alarm", "data-seen": if alarm.answered { "true" },
            Icon { name: "siren" }
            div { class: "main",
                strong { {session.t("alarm-title")} }
                span { class: "num", {session.tr("alarm-for", &[("doctor", alarm.doctor.clone().into())])} " · " {session.tr("alarm-since", &[("time", since.into())])} }
                if let Some(time) = seen.clone() { span { class: "seen", "data-testid": "alarm-seen", Icon { name: "check", small: true } {session.tr("alarm-seen", &[("name", alarm.by.clone().unwrap_or_default().into()), ("time", time.into())])} } }
            }
            div { class: "do",
                for n in numbers.iter().take(1) { a { class: "btn", key: "{n}", href: "tel:{n}", Icon { name: "phone" } span { {session.tr("alarm-services", &[("number", (*n).into())])} } } }
                if !locked {
                    button { r#type: "button", class: "btn", "data-testid": "alarm-visit", onclick: move |_| session.open(Panel::Visit(id)), {session.t("alarm-who")} }
                    if !alarm.answered && alarm.visit.alarm_by != Some(session.desk.read().person) {
                        button { r#type: "button", class: "btn primary", "data-testid": "alarm-come", onclick: move |_| {
                                let now = session.now();
                                session.act("come", session.t("done-come"), move |tx| { tx.set_subject(id); urgent::come(tx, now, id) });
                            }, Icon { name: "check" } span { {session.t("alarm-come")} }
                        }
                    }
                    if seen.is_some() {
                        button { r#type: "button", class: "btn quiet", "data-testid": "alarm-calm", onclick: move |_| session.act("calm", session.t("done-calm"), move |tx| { tx.set_subject(id); urgent::calm(tx, id) }), {session.t("alarm-calm")} }
                    }
                }
            }
        }
    }
}
