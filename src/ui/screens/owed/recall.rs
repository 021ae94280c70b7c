//! Who is due for a recall, by kind: a name and a number, opened on demand.

use super::say;
use crate::{
    model::RecallKind,
    store::{owed, owed::Line, recalls},
    ui::{
        icons::Icon,
        live::MINUTE,
        parts::people::{self, Who},
        route::Route,
        screens::{calls, recalls::acts},
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

#[component]
pub fn Recalls() -> Element {
    let session = use_session();
    let wanted = session.looks.read().owed_sort;
    if wanted.is_some_and(|sort| sort != crate::model::owed::Sort::Recall) {
        return rsx! {};
    }
    rsx! { Groups {} }
}

#[component]
fn Groups() -> Element {
    let session = use_session();
    let groups = use_query(&["recall", "recallkind", "patient", "appointment", "encounter", "kept", "communication", MINUTE], move |db| {
        let found = owed::recalls(db, session.today())?;
        found
            .into_iter()
            .map(|(id, n, lines)| Ok((recalls::kind(db, id)?.unwrap_or_default(), n, lines)))
            .collect::<crate::store::Result<Vec<_>>>()
    });
    let groups = groups.read().clone().unwrap_or_default();
    if groups.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "owed-part", "data-testid": "owed-recalls",
            h2 { {session.t("owed-recalls")} }
            for (kind , n , lines) in groups { Group { key: "{kind.id}", kind, n, lines } }
        }
    }
}

#[component]
fn Group(kind: RecallKind, n: usize, lines: Vec<Line>) -> Element {
    let session = use_session();
    let id = kind.id;
    let mut open = use_signal(|| false);
    let icon = if open() { "chevron-down" } else { "chevron-right" };
    rsx! {
        div { class: "recall-group",
            h3 { button { class: "recall-open", "data-testid": "owed-recall-{id}", "aria-expanded": open(), onclick: move |_| open.toggle(), Icon { name: "syringe" } span { class: "main", "{kind.name}" } span { class: "num second", "{n}" } Icon { name: icon, small: true } } }
            if open() { button { class: "link recall-all", "data-testid": "owed-recall-all-{id}", onclick: move |_| session.go(Route::Recalls(Some(id))), {session.t("recall-work")} } }
            if open() { ol { class: "owes", for line in lines { RecallLine { key: "{line.owed.of}", kind: kind.clone(), line } } } }
        }
    }
}

/// One who is due: call, or give an appointment.
#[component]
fn RecallLine(kind: RecallKind, line: Line) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let Some(p) = line.who.clone() else { return rsx! {} };
    let (of, patient) = (line.owed.of, p.id);
    let (family, first) = people::name_parts(session, &p);
    let age = people::born_short(session, &p);
    let due = line.recall.as_ref().map(|(_, due)| due);
    let why = due.map(|due| words::recall::because(lang, &kind, due));
    let since = due.map(|due| words::recall::when(lang, due.on, session.today()));
    let until =
        line.owed.wanted.filter(|_| line.owed.asleep).map(|at| session.tr("owed-until", &[("when", say::when(session, at).into())]));
    let (who, number) = (people::name(session, &p), p.phone().unwrap_or_default().to_owned());
    rsx! {
        li { class: "owe", "data-testid": "owed-{of}",
            div { class: "owe-line",
                div { class: "main",
                    span { class: "head", button { class: "plain", onclick: move |_| session.go(Route::Patient(patient)), Who { family, first } } span { class: "second num", "{age}" } }
                    if let Some(why) = why { span { class: "words", "{why}" } }
                    span { class: "facts num", {[since, until].into_iter().flatten().collect::<Vec<_>>().join(" · ")} }
                }
                button { class: "btn quiet", "aria-label": format!("{}, {who}", session.t("owed-do-book")), onclick: move |_| acts::book(session, &kind, patient), Icon { name: "calendar-plus" } span { {session.t("owed-do-book")} } }
                button { class: "btn next primary", "aria-label": format!("{}, {who}", session.t("owed-do-call")), onclick: move |_| calls::call(session, Some(of), Some(patient), &number, "", None), Icon { name: "phone" } span { {session.t("owed-do-call")} } }
            }
        }
    }
}
