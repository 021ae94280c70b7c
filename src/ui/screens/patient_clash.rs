//! What two devices wrote of one patient at the same time: both stand side by side until a person decides.

use crate::{
    base::Id,
    store::{clashes, people},
    ui::{
        icons::Icon,
        parts::told::{self, Telling},
        session::Session,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;
use serde_json::Value;

#[derive(Clone, PartialEq)]
struct Asked {
    doc: Id,
    kind: String,
    field: String,
    name: String,
    values: Vec<(Value, String, String, i64)>,
}

#[component]
pub fn Clashes(id: Id) -> Element {
    let session = use_session();
    let asked = use_query(&["patient", "appointment", "act"], move |db| {
        let telling = Telling { lang: *session.lang.read(), private: *session.privacy.read() };
        let mut asked = Vec::new();
        for clash in clashes::of_patient(db, id)? {
            let mut values: Vec<(Value, String, String, i64)> = Vec::new();
            for held in clash.values {
                // The same value from two hands is one choice.
                if values.iter().any(|v| v.0 == held.value) {
                    continue;
                }
                let who = people::get(db, held.person)?.map(|p| p.name).unwrap_or_default();
                values.push((held.value.clone(), telling.value(db, &clash.field, &held.value)?, who, held.at));
            }
            let name = telling.field(&clash.field).unwrap_or_else(|| clash.field.clone());
            asked.push(Asked { doc: clash.doc, kind: clash.kind, field: clash.field, name, values });
        }
        Ok(asked)
    });
    let answer = asked.read();
    let list = answer.as_ref().cloned().unwrap_or_default();
    if list.is_empty() {
        return rsx! {};
    }
    rsx! {
        div { class: "alerts", "data-testid": "clashes",
            for a in list { One { key: "{a.doc}-{a.field}", asked: a } }
        }
    }
}

#[component]
fn One(asked: Asked) -> Element {
    let session = use_session();
    let zone = session.desk.peek().zone;
    let lang = *session.lang.read();
    let when = |at: i64| {
        let at = told::local(at, zone);
        format!("{} {}", told::day(lang, at.date(), session.today()), words::time(at))
    };
    rsx! {
        div { class: "note clash", "data-tone": "warn",
            Icon { name: "info" }
            div { class: "main",
                p { b { "{asked.name}" } " · " {session.t("clash-two")} }
                div { class: "chips",
                    for (i , (value , words , who , at)) in asked.values.iter().enumerate() {
                        button { r#type: "button", class: "btn", key: "{i}", "data-testid": "settle-{asked.field}-{i}",
                            onclick: { let (asked, value) = (asked.clone(), value.clone()); move |_| settle(session, &asked, value.clone()) },
                            span { b { "{words}" } small { class: "second", " {who}, " {when(*at)} } }
                        }
                    }
                }
            }
        }
    }
}

fn settle(session: Session, asked: &Asked, value: Value) {
    let (kind, doc, field) = (asked.kind.clone(), asked.doc, asked.field.clone());
    let words = session.tr("done-settle", &[("field", asked.name.clone().into())]);
    session.act("settle", words, move |tx| crate::actions::patients::settle(tx, &kind, doc, &field, value));
}
