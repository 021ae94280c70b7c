//! What was done today, to be taken up again where it was not.

use super::filter::icon;
use crate::{
    actions::tasks as actions,
    model::{
        Patient, Task, TestResult,
        owed::Sort,
        task::{TaskKind, TaskStatus},
    },
    store::{patients, people, results, tasks},
    ui::{
        icons::Icon,
        parts::people::{self as written, Who},
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

#[derive(Clone, PartialEq)]
enum What {
    Task(Box<Task>),
    Result(Box<TestResult>),
}

#[derive(Clone, PartialEq)]
struct Told {
    what: What,
    who: Option<Patient>,
    /// By whom it was closed, and who wrote it.
    by: String,
    from: String,
}

impl Told {
    fn at(&self) -> Option<chrono::NaiveDateTime> {
        match &self.what {
            What::Task(t) => t.closed_at,
            What::Result(r) => r.told_at,
        }
    }
}

#[component]
pub fn Closed() -> Element {
    let session = use_session();
    let told = use_query(&["task", "result", "patient", "person"], move |db| {
        let name = |id| Ok::<_, crate::store::Error>(people::get(db, id)?.map(|p| p.name).unwrap_or_default());
        let who = |id: Option<_>| Ok::<_, crate::store::Error>(id.map(|p| patients::get(db, p)).transpose()?.flatten());
        let mut all = Vec::new();
        for t in tasks::closed_on(db, session.today())? {
            all.push(Told {
                who: who(t.patient)?,
                by: name(t.closed_by.unwrap_or(t.by))?,
                from: name(t.by)?,
                what: What::Task(Box::new(t)),
            });
        }
        for r in results::told_on(db, session.today())? {
            all.push(Told {
                who: who(r.patient)?,
                by: name(r.told_by.unwrap_or(r.by))?,
                from: String::new(),
                what: What::Result(Box::new(r)),
            });
        }
        all.sort_by_key(|t| std::cmp::Reverse(t.at()));
        Ok(all)
    });
    let list = told.read().clone().unwrap_or_default();
    rsx! {
        if list.is_empty() {
            div { class: "empty", "data-testid": "settled-none", Icon { name: "list-todo" } strong { {session.t("settled-none")} } }
        } else {
            h2 { class: "closed-title", {session.tr("settled-count", &[("n", list.len().into())])} }
            ol { class: "owes closed", "data-testid": "closed", for (i , told) in list.into_iter().enumerate() { One { key: "{i}{told.at():?}", told } } }
        }
    }
}

#[component]
fn One(told: Told) -> Element {
    let session = use_session();
    let private = *session.privacy.read();
    let (sort, text, ended, task) = match &told.what {
        What::Task(t) => {
            let ended = match t.status {
                TaskStatus::Failed => "settled-failed",
                TaskStatus::Cancelled => "settled-dropped",
                _ => "settled-done",
            };
            (
                Sort::of_code(t.kind.code()).unwrap_or(Sort::Other),
                [t.words.as_str(), t.close_words.as_str()].join(" · "),
                ended,
                Some((t.id, t.kind)),
            )
        }
        What::Result(r) => (Sort::Result, [r.title.as_str(), r.told_to.as_str()].join(" · "), "settled-told", None),
    };
    let (family, first) = match (&told.who, &told.what) {
        (Some(p), _) => written::name_parts(session, p),
        (None, What::Task(t)) if t.kind == TaskKind::Message => (told.from.clone(), String::new()),
        (None, What::Task(t)) if !private && !t.caller.is_empty() => (t.caller.clone(), String::new()),
        _ => ("…".into(), String::new()),
    };
    let text = text.trim_matches(|c| c == ' ' || c == '·').to_owned();
    let at = told.at().map(words::time).unwrap_or_default();
    let ended = session.tr(ended, &[("name", told.by.clone().into())]);
    let label = format!("{}, {family} {first}", session.t("settled-reopen"));
    rsx! {
        li { class: "owe", "data-testid": "closed-line",
            div { class: "owe-line",
                span { class: "time num", "{at}" }
                Icon { name: icon(sort) }
                div { class: "main",
                    span { class: "head", Who { family, first } span { class: "sort", {session.t(&format!("owed-{}", sort.code()))} } }
                    if !private && !text.is_empty() { span { class: "words", "{text}" } }
                    span { class: "facts", "{ended}" }
                }
                if let Some((id, _)) = task {
                    button { r#type: "button", class: "btn quiet", "data-testid": "reopen-{id}", "aria-label": "{label}", onclick: move |_| session.act("task-reopen", session.t("done-reopen"), move |tx| actions::reopen(tx, id)), Icon { name: "undo-2" } span { {session.t("settled-reopen")} } }
                }
            }
        }
    }
}
