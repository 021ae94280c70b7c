//! What waits for the doctor who is at work: each question with who asked and by when it is needed, each result with
//! what it says. One tap answers.

use super::{Hand, acts, more::Answers, say, view::Shown};
use crate::{
    actions::results,
    base::Id,
    model::{
        owed::{Sort, Step},
        result::Decision,
    },
    store,
    ui::{
        icons::Icon,
        parts::{entry::Entry, people::Who},
        screens::paper::Files,
        session::set_there,
        use_query, use_session,
    },
};
use dioxus::prelude::*;

#[component]
pub fn Inbox(inbox: Vec<Shown>) -> Element {
    let session = use_session();
    rsx! {
        section { class: "inbox", "data-testid": "owed-inbox", "aria-label": session.t("inbox-title"),
            h2 { Icon { name: "inbox" } {session.t("inbox-title")} span { class: "num second", "{inbox.len()}" } }
            ul { for shown in inbox { Waiting { key: "{shown.id()}", shown } } }
        }
    }
}

#[component]
fn Waiting(shown: Shown) -> Element {
    let session = use_session();
    let hand = use_context::<Hand>();
    let id = shown.id();
    let private = *session.privacy.read();
    let owed = shown.line.owed.clone();
    let (family, first) = say::who(session, &shown);
    let age = say::age(session, &shown);
    let facts = say::facts(session, &shown).join(" · ");
    let late = owed.wanted.is_some_and(|at| at < session.now());
    let name = say::name(session, &shown);
    let calls = owed.step == Step::DoctorCalls;
    rsx! {
        li { class: "decision", "data-testid": "inbox-{id}", "data-late": late, tabindex: "-1",
            // The arrows come by; what is in it is reached by Tab, and nothing is answered by a key too many.
            onmounted: move |e| hand.mounted(id, e.data()),
            onfocusin: move |_| { let mut selected = hand.selected; if *selected.peek() != Some(id) { selected.set(Some(id)) } },
            div { class: "main",
                span { class: "head", Who { family, first } if let Some(age) = age { span { class: "second num", "{age}" } } span { class: "sort", {session.t(&format!("owed-{}", owed.sort.code()))} } }
                if !private && !owed.words.is_empty() { p { class: "ask", "{owed.words}" } }
                p { class: "facts num", "{facts}" }
            }
            if calls { ICall { shown: shown.clone() } }
            else if owed.sort == Sort::Result { Reading { id, patient: owed.patient } Deciding { id, name } }
            else { Answers { id, name } }
        }
    }
}

/// The doctor said so: calls, and says when it is done.
#[component]
fn ICall(shown: Shown) -> Element {
    let session = use_session();
    let id = shown.id();
    let result = shown.result.is_some();
    let name = say::name(session, &shown);
    let aside = Some(shown.aside.clone()).filter(|a| !a.is_empty() && !*session.privacy.read());
    rsx! {
        if let Some(aside) = aside { p { class: "content", "data-testid": "inbox-aside", Icon { name: "lock", small: true } " {aside}" } }
        div { class: "answers",
            button { r#type: "button", class: "btn primary", "data-testid": "inbox-call", onclick: move |_| acts::call(session, &shown), Icon { name: "phone" } span { {session.t("owed-do-call")} } }
            button { r#type: "button", class: "btn", "data-testid": "inbox-told", onclick: move |_| {
                    let now = session.now();
                    let said = session.tr("done-task", &[("name", name.clone().into())]);
                    if result {
                        let to = session.t("results-the-patient");
                        session.act("result-tell", said, move |tx| results::tell(tx, now, id, &to));
                    } else {
                        session.act("task-done", said, move |tx| crate::actions::tasks::complete(tx, now, id, ""));
                    }
                }, Icon { name: "check" } span { {session.t("owed-do-told")} }
            }
        }
    }
}

/// What a result says, where these keys open it; reading it is noted.
#[component]
fn Reading(id: Id, patient: Option<Id>) -> Element {
    let session = use_session();
    let open = use_signal(|| false);
    let read = use_query(&["result-content", "sealed", "grant"], move |db| {
        let content = store::results::content_for(db, session.desk.read().person, id)?.filter(|c| !c.is_empty());
        let sealed = content.is_none() && store::results::has_content(db, id)?;
        Ok((content, sealed))
    });
    let (content, sealed) = read.read().clone().unwrap_or_default();
    if *session.privacy.read() {
        return rsx! {};
    }
    rsx! {
        if let Some(content) = content {
            if !content.files.is_empty() { Files { result: id, patient, files: content.files } }
            if open() { p { class: "content", "data-testid": "inbox-content", "{content.text}" } } else if !content.text.is_empty() {
                button { r#type: "button", class: "link", "data-testid": "inbox-read", onclick: move |_| session.saw_then("result", patient, move |_| set_there(open, true)), {session.t("results-read")} }
            }
        } else if sealed { p { class: "second small", Icon { name: "lock", small: true } " " {session.t("results-sealed")} } }
    }
}

/// Three decisions; the words that may be said are the doctor's own.
#[component]
fn Deciding(id: Id, name: String) -> Element {
    let mut session = use_session();
    let mut with = use_signal(|| None::<Decision>);
    let key = format!("result-decide {id}");
    let typed = session.words.read().get(&key).cloned().unwrap_or_default();
    let (kept, text, who) = (key.clone(), typed.clone(), name.clone());
    let decide = move |decision: Decision, words: String| {
        let now = session.now();
        session.words.write().remove(&kept);
        let said = session.tr("done-decide", &[("name", who.clone().into())]);
        session.act("result-decide", said, move |tx| results::decide(tx, now, id, decision, &words));
    };
    let mut soon = decide.clone();
    rsx! {
        div { class: "answers", role: "group", "aria-label": session.t("owed-answers"),
            button { r#type: "button", class: "btn", "data-testid": "inbox-say", "aria-expanded": with() == Some(Decision::Say), onclick: move |_| with.set(Some(Decision::Say)), {session.t("results-decide-say")} }
            button { r#type: "button", class: "btn", "data-testid": "inbox-i-call", onclick: { let mut decide = decide.clone(); move |_| decide(Decision::ICall, String::new()) }, {session.t("results-decide-i-call")} }
            button { r#type: "button", class: "btn", "data-testid": "inbox-come", "aria-expanded": with() == Some(Decision::Appointment), onclick: move |_| with.set(Some(Decision::Appointment)), {session.t("results-decide-appointment")} }
        }
        if with() == Some(Decision::Appointment) {
            div { class: "answers", role: "group", "aria-label": session.t("results-within"),
                for within in ["inbox-within-days", "inbox-within-week", "inbox-within-month"] {
                    button { r#type: "button", key: "{within}", class: "btn", "data-testid": within, onclick: { let mut soon = soon.clone(); move |_| soon(Decision::Appointment, session.t(within)) }, {session.t(within)} }
                }
            }
        }
        if let Some(decision) = with() {
            form { class: "why-line", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); if !text.trim().is_empty() { soon(decision, text.clone()) } },
                Entry { value: typed, class: "input", autofocus: decision == Decision::Say, maxlength: "2000", "data-testid": "inbox-words", "aria-label": session.t(if decision == Decision::Say { "results-exact-words" } else { "results-within" }), placeholder: session.t(if decision == Decision::Say { "results-exact-words" } else { "results-within" }), oninput: move |v: String| { session.words.write().insert(key.clone(), v); } }
                button { class: "btn primary", r#type: "submit", "data-testid": "inbox-send", {session.t("inbox-send")} }
            }
        }
    }
}
