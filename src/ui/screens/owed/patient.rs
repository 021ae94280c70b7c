//! What is owed to one patient, on their page.

use super::{acts, filter::icon, say, view};
use crate::{
    base::Id,
    ui::{icons::Icon, live::MINUTE, route::Route, use_query, use_session},
};
use dioxus::prelude::*;

/// Their open follow-ups; nothing where there are none. Results have a place of their own beside.
#[component]
pub fn OwedTo(id: Id) -> Element {
    let session = use_session();
    let owed = use_query(&["task", "communication", "appointment", "person", "patient", MINUTE], move |db| {
        view::of_patient(db, session.desk.read().person, id, session.now())
    });
    let list = owed.read().clone().unwrap_or_default();
    if list.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "leaf owed-leaf", "data-testid": "patient-owed",
            h2 { {session.t("patient-owed")} }
            ul {
                for shown in list {
                    li { key: "{shown.id()}", class: "owed-line",
                        Icon { name: icon(shown.line.owed.sort) }
                        span { class: "main",
                            span { class: "strong", {session.t(&format!("owed-{}", shown.line.owed.sort.code()))} } " " {shown.line.owed.words.clone()}
                            if let Some(said) = say::answer(session, &shown) { span { class: "answer", " · {said}" } }
                            span { class: "facts num", {say::facts(session, &shown).join(" · ")} }
                        }
                        if shown.calls() { button { r#type: "button", class: "btn", "data-testid": "patient-owed-call", onclick: { let shown = shown.clone(); move |_| acts::call(session, &shown) }, Icon { name: "phone" } span { {session.t("owed-do-call")} } } }
                        else { button { r#type: "button", class: "btn quiet", onclick: move |_| session.go(Route::Owed), span { {session.t("place-owed")} } } }
                    }
                }
            }
        }
    }
}
