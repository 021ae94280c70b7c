//! Something of a patient's life, to be asked once: on the call card, at the visit, wherever she is met.

use crate::{
    actions::keepsakes,
    base::Id,
    model::Keepsake,
    store::{self, Topic},
    ui::{icons::Icon, use_query, use_session},
};
use dioxus::prelude::*;
use std::collections::BTreeMap;

const TOPICS: &[Topic] = &["keepsake"];

#[component]
pub fn Ask(keepsake: Keepsake) -> Element {
    let session = use_session();
    let id = keepsake.id;
    rsx! {
        div { class: "note ask", "data-testid": "keepsake",
            Icon { name: "heart" }
            span { class: "main", {session.tr("keepsake-ask", &[("words", keepsake.words.clone().into())])} }
            button { r#type: "button", class: "btn", "data-testid": "keepsake-asked", onclick: move |_| {
                let now = session.now();
                session.act("keepsake-asked", session.t("keepsake-done"), move |tx| keepsakes::asked(tx, now, id, ""));
            }, {session.t("keepsake-asked")} }
        }
    }
}

/// All that is to be asked of somebody now.
#[component]
pub fn AskAll(patient: Id) -> Element {
    let session = use_session();
    let ask = use_query(TOPICS, move |db| {
        let today = session.today();
        Ok(store::keepsakes::open_of(db, patient)?.into_iter().filter(|k| k.is_to_be_asked(today)).collect::<Vec<_>>())
    });
    let ask = ask.read().clone().unwrap_or_default();
    if *session.privacy.read() {
        return rsx! {};
    }
    rsx! { for keepsake in ask { Ask { key: "{keepsake.id}", keepsake } } }
}

/// What is to be asked of anybody, by patient: for rows of many.
#[derive(Clone, Copy, PartialEq)]
pub struct ToAsk(Memo<BTreeMap<Id, String>>);

/// Asked once for all rows of a screen.
pub fn use_to_ask() -> ToAsk {
    let session = use_session();
    let all = use_query(TOPICS, move |db| store::keepsakes::to_ask(db, session.today()));
    let by = use_memo(move || all.read().iter().flatten().filter_map(|k| Some((k.patient?, k.words.clone()))).collect());
    use_context_provider(|| ToAsk(by))
}

impl ToAsk {
    pub fn of(self, patient: Option<Id>) -> Option<String> {
        self.0.read().get(&patient?).cloned()
    }
}
