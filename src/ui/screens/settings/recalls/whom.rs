//! Whom a kind would make due now, while it is being made: how many, and three of them.

use crate::{
    model::{Patient, RecallKind, recall::Due},
    store::{patients, recalls},
    ui::{icons::Icon, parts::people, screens::recalls::TOPICS, use_query, use_session},
    words,
};
use dioxus::prelude::*;

/// So many are shown by name.
const NAMED: usize = 3;

#[component]
pub fn Whom(kind: Option<RecallKind>) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let mut asked = use_signal(|| kind.clone());
    use_effect(use_reactive(&kind, move |kind| {
        // What it is called and where it is from changes nobody.
        let same = |k: &RecallKind| RecallKind { name: String::new(), basis: String::new(), ..k.clone() };
        if asked.peek().as_ref().map(same) != kind.as_ref().map(same) {
            asked.set(kind);
        }
    }));
    let found = use_query(TOPICS, move |db| {
        let Some(kind) = asked.read().clone() else { return Ok(None) };
        let today = session.today();
        let mut due = recalls::due_of(db, &[kind], today, today)?;
        due.sort_by_key(|l| (l.due.on, l.patient));
        let n = due.len();
        let mut some: Vec<(Patient, Due)> = Vec::new();
        for line in due.into_iter().take(NAMED) {
            some.extend(patients::get(db, line.patient)?.map(|p| (p, line.due)));
        }
        Ok(Some((n, some)))
    });
    let (Some(kind), Some(Some((n, some)))) = (kind, found.read().clone()) else {
        return rsx! { div { class: "note", "data-testid": "recall-whom", Icon { name: "users" } span { {session.t("recall-whom-unclear")} } } };
    };
    rsx! {
        div { class: "note recall-whom", "data-tone": "info", "data-testid": "recall-whom", "aria-live": "polite",
            Icon { name: "users" }
            div { class: "main",
                p { class: "strong", {words::recall::rule(lang, &kind)} }
                p { "data-testid": "recall-whom-n", {session.tr("recall-whom", &[("n", n.into())])} }
                ul {
                    for (i , (p , due)) in some.into_iter().enumerate() {
                        li { key: "{i}", strong { {people::name(session, &p)} } span { class: "second", " · " {words::recall::because(lang, &kind, &due)} } }
                    }
                }
            }
        }
    }
}
