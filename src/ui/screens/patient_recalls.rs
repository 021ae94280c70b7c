//! What a patient is due for, and when next: with why, and the same acts as on the list.

use super::recalls::{
    TOPICS,
    acts::{Acts, Around, Asking},
};
use crate::{
    actions::recalls as act,
    base::Id,
    model::{Patient, Recall, RecallKind},
    store::{self, recalls},
    ui::{icons::Icon, parts::people, use_query, use_session},
    words,
};
use chrono::Months;
use dioxus::prelude::*;

/// In months: what comes later stands folded.
const SOON: u32 = 12;

#[derive(Clone, PartialEq, Default)]
struct Known {
    due: Vec<(RecallKind, recalls::DueLine)>,
    /// Those the patient does not want, and why.
    declined: Vec<(RecallKind, Recall)>,
    any: bool,
}

#[component]
pub fn Recalls(patient: Patient) -> Element {
    let session = use_session();
    let id = patient.id;
    let known = use_query(TOPICS, move |db| {
        let kinds: Vec<RecallKind> = recalls::kinds(db)?.into_iter().filter(|k| !k.retired).collect();
        let of = |id: Id| kinds.iter().find(|k| k.id == id).cloned();
        let mut due = recalls::of_patient(db, id, session.today())?;
        due.sort_by_key(|l| (l.due.on, l.kind));
        let declined = store::recalls::all_of(db, id)?.into_iter().filter(|r| !r.declined.is_empty());
        Ok(Known {
            due: due.into_iter().filter_map(|l| Some((of(l.kind)?, l))).collect(),
            declined: declined.filter_map(|r| Some((of(r.kind)?, r))).collect(),
            any: !kinds.is_empty(),
        })
    });
    let known = known.read().clone().unwrap_or_default();
    if !known.any {
        return rsx! {};
    }
    // What is years away is not to be read each time.
    let soon = session.today() + Months::new(SOON);
    let near = known.due.iter().filter(|(_, line)| line.due.on <= soon).count();
    let far = known.due.len() - near;
    let all: Vec<Element> = known
        .due
        .into_iter()
        .enumerate()
        .map(|(i, (kind, line))| rsx! { One { key: "{kind.id}", i, patient: patient.clone(), kind, line } })
        .collect();
    rsx! {
        section { class: "leaf", "data-testid": "patient-recalls",
            h2 { {session.t("recalls-title")} }
            if near + known.declined.len() == 0 { p { class: "second small", {session.t("recalls-of-none")} } }
            ul { class: "page-recalls",
                {all[..near].iter()}
                for (kind , recall) in known.declined { Declined { key: "d{kind.id}", patient: patient.clone(), kind, recall } }
            }
            if far > 0 {
                details { class: "later", "data-testid": "patient-recalls-later",
                    summary { {session.tr("recalls-far", &[("n", far.into())])} }
                    ul { class: "page-recalls", {all[near..].iter()} }
                }
            }
        }
    }
}

#[component]
fn One(i: usize, patient: Patient, kind: RecallKind, line: recalls::DueLine) -> Element {
    let session = use_session();
    let (lang, today) = (*session.lang.read(), session.today());
    let mut open = use_signal(|| false);
    let asking = use_signal(|| None::<Asking>);
    let after = use_callback(move |_: Id| open.set(false));
    let due = line.due.on <= today && line.snoozed.is_none();
    let fold = if open() { "chevron-up" } else { "chevron-down" };
    let when = match line.snoozed {
        Some(until) => session.tr("recall-until", &[("day", words::day_month(lang, until, today).into())]),
        None => words::recall::when(lang, line.due.on, today),
    };
    rsx! {
        li { "data-due": due, "data-testid": "patient-recall-{i}",
            button { r#type: "button", class: "recall-of", "aria-expanded": open(), "data-testid": "patient-recall-open-{i}", onclick: move |_| open.toggle(),
                span { class: "main", "{kind.name}" small { {words::recall::because(lang, &kind, &line.due)} } }
                span { class: "due-when num", "{when}" }
                Icon { name: fold, small: true }
            }
            if open() { Acts { patient: patient.clone(), kind: kind.clone(), quiet: patient.do_not_contact, around: Around { asking, after }, on_page: true } }
        }
    }
}

#[component]
fn Declined(patient: Patient, kind: RecallKind, recall: Recall) -> Element {
    let session = use_session();
    let (id, of) = (patient.id, kind.id);
    let again = move |_| {
        let said = session.tr("recall-taken-up", &[("name", people::name(session, &patient).into())]);
        session.act("recall-again", said, move |tx| act::again(tx, id, of));
    };
    rsx! {
        li { "data-testid": "patient-recall-declined",
            div { class: "recall-of",
                span { class: "main", "{kind.name}" small { {session.tr("recall-declined", &[("why", recall.declined.clone().into())])} } }
                button { r#type: "button", class: "btn quiet", "data-testid": "recall-again", onclick: again, {session.t("recall-again")} }
            }
        }
    }
}
