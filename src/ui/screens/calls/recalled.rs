//! What a patient is due for, and the recall that one of our calls is about: why, a visit for it, or that it is not wanted.

use super::visits::begin;
use crate::{
    actions::recalls,
    base::Id,
    model::{RecallKind, owed::Sort, recall::Due},
    store::{self, Topic},
    ui::{icons::Icon, screens::owed::icon, session::Session, use_query, use_session},
    words,
};
use dioxus::prelude::*;

const TOPICS: &[Topic] = &["patient", "recall", "recallkind", "kept", "encounter", "appointment"];

/// The kind of recall that a call about somebody is about.
pub fn use_kind(patient: Option<Id>, about: Option<Id>) -> Memo<Option<Option<RecallKind>>> {
    let mut asked = use_signal(|| (patient, about));
    use_effect(use_reactive(&(patient, about), move |now| asked.set(now)));
    use_query(&["recall", "recallkind"], move |db| {
        let (Some(patient), Some(about)) = *asked.read() else { return Ok(None) };
        Ok(store::recalls::kind_of(db, patient, about)?.map(|kind| store::recalls::kind(db, kind)).transpose()?.flatten())
    })
}

/// Why we call: said before anything else.
#[component]
pub fn CalledFor(patient: Id, about: Id) -> Element {
    let session = use_session();
    let kind = use_kind(Some(patient), Some(about));
    let state = use_query(TOPICS, move |db| {
        let Some(kind) = store::recalls::kind_of(db, patient, about)? else { return Ok((None, String::new())) };
        let due = store::recalls::of_patient(db, patient, session.today())?.into_iter().find(|line| line.kind == kind).map(|line| line.due);
        Ok((due, store::recalls::of(db, patient, kind)?.map(|r| r.declined).unwrap_or_default()))
    });
    let Some(kind) = kind.read().clone().flatten() else { return rsx! {} };
    let (due, declined) = state.read().clone().unwrap_or_default();
    rsx! {
        div { class: "call-facts", "data-testid": "call-for",
            Recalled { patient, kind, due, called: true }
            if !declined.is_empty() { p { class: "second small", "data-testid": "call-declined", {session.tr("recall-declined", &[("why", declined.into())])} } }
        }
    }
}

/// A recall: why, and a visit for it while the patient is on the line.
#[component]
pub fn Recalled(patient: Id, kind: RecallKind, due: Option<Due>, called: bool) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let mut asking = use_signal(|| false);
    let (id, reason) = (kind.id, kind.reason);
    let open = due.is_some();
    let name = if called { session.tr("call-for-recall", &[("kind", kind.name.clone().into())]) } else { kind.name.clone() };
    rsx! {
        div { class: "note recall", "data-testid": "call-recall",
            Icon { name: icon(Sort::Recall) }
            span { class: "main", strong { "{name}" }
                if let Some(due) = due { " " {words::recall::when(lang, due.on, session.today())} small { {words::recall::because(lang, &kind, &due)} } }
            }
            if open {
                button { r#type: "button", class: "btn", "data-testid": "call-recall-book", "aria-label": "{session.t(\"recall-book\")}, {kind.name}", onclick: move |_| begin(session, patient, reason, Some(id)), {session.t("recall-book")} }
                if called { button { r#type: "button", class: "btn quiet", "data-testid": "call-recall-decline", "aria-expanded": asking(), onclick: move |_| asking.toggle(), {session.t("recall-decline")} } }
            }
            if open && asking() {
                div { class: "chips", role: "group", "aria-label": session.t("recall-why"),
                    for code in ["no", "elsewhere", "not-allowed"] {
                        button { r#type: "button", key: "{code}", class: "chip", "data-testid": "call-recall-why-{code}", onclick: move |_| { asking.set(false); decline(session, patient, id, code) }, {session.t(&format!("recall-why-{code}"))} }
                    }
                }
            }
        }
    }
}

fn decline(session: Session, patient: Id, kind: Id, code: &str) {
    let why = session.t(&format!("recall-why-{code}"));
    let said = session.tr("recall-was-declined", &[("name", super::name_of(session, patient).into())]);
    session.act("recall-decline", said, move |tx| recalls::decline(tx, patient, kind, &why));
}
