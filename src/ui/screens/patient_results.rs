//! A patient's results: what came, what a doctor decided, what was said and to whom. None is ever in limbo.

use super::paper::Files;
use crate::{
    actions::results,
    base::Id,
    model::{
        Content, TestResult,
        result::Decision,
        rights::{Deed, May},
    },
    store::{self, people},
    ui::{
        icons::Icon,
        parts::{entry::Entry, field::Field, rights::use_may},
        route::Panel,
        session::{set_there, use_session},
        use_query,
    },
    words,
};
use dioxus::prelude::*;

#[derive(Clone, PartialEq)]
struct Told {
    result: TestResult,
    /// What it says and came with, where these keys open it.
    content: Option<Content>,
    sealed: bool,
    /// What a doctor who calls noted for it, for doctors.
    aside: String,
    decided_by: String,
    told_by: String,
}

#[component]
pub fn Results(id: Id) -> Element {
    let session = use_session();
    let told = use_query(&["result", "result-content", "sealed", "person", "grant", "practice"], move |db| {
        let name = |id: Option<Id>| {
            Ok::<_, store::Error>(id.map(|id| people::get(db, id)).transpose()?.flatten().map(|p| p.name).unwrap_or_default())
        };
        let me = session.desk.read().person;
        let tell = |result: TestResult| {
            let content = store::results::content_for(db, me, result.id)?.filter(|c| !c.is_empty());
            let sealed = content.is_none() && store::results::has_content(db, result.id)?;
            let aside = store::asides::of_decision(db, me, &result)?;
            Ok(Told { content, sealed, aside, decided_by: name(result.decided_by)?, told_by: name(result.told_by)?, result })
        };
        store::results::of_patient(db, id)?.into_iter().map(tell).collect::<store::Result<Vec<_>>>()
    });
    let told = told.read().clone().unwrap_or_default();
    rsx! {
        section { class: "leaf", "data-testid": "results",
            h2 { {session.t("results")} }
            if told.is_empty() { p { class: "second small", {session.t("results-none")} } }
            ul { class: "results",
                for t in told { One { key: "{t.result.id}", told: t } }
            }
            button { r#type: "button", class: "btn quiet flush", "data-testid": "result-new", onclick: move |_| session.open(Panel::Result { patient: Some(id) }), Icon { name: "plus" } {session.t("results-new")} }
        }
    }
}

#[component]
fn One(told: Told) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let mut open = use_signal(|| false);
    let mut deciding = use_signal(|| false);
    let decides = use_may(Deed::DecideResults)() == May::Do;
    let tells = use_may(Deed::TellResults)();
    let r = told.result.clone();
    let id = r.id;
    let is_told = r.told_at.is_some();
    let may_tell = !is_told && (tells == May::Do || (tells == May::WhenAllowed && r.may_be_told()));
    rsx! {
        li { "data-testid": "result", "data-decision": r.decision.code(),
            div { class: "head",
                strong { "{r.title}" }
                span { class: "second small num", {words::day_short(lang, r.at.date())} }
            }
            State { told: told.clone() }
            if let Some(content) = told.content.clone() {
                if !content.files.is_empty() { Files { result: id, patient: r.patient, files: content.files } }
                if open() { p { class: "text content", "data-testid": "result-content", "{content.text}" } }
                if !content.text.is_empty() { button { r#type: "button", class: "link", "data-testid": "result-read", "aria-expanded": open(),
                    onclick: move |_| {
                        if open() { open.set(false) } else { session.saw_then("result", r.patient, move |_| set_there(open, true)) }
                    },
                    if open() { {session.t("results-close")} } else { {session.t("results-read")} }
                } }
            } else if told.sealed {
                p { class: "second small sealed", "data-testid": "result-sealed", Icon { name: "lock", small: true } {session.t("results-sealed")} }
            }
            if deciding() && decides { Decide { id, onclose: move |()| deciding.set(false) } }
            div { class: "acts-line last",
                if decides && !is_told && !deciding() {
                    button { r#type: "button", class: if r.decision == Decision::None { "btn primary" } else { "btn quiet" }, "data-testid": "result-decide", onclick: move |_| deciding.set(true), Icon { name: "stethoscope" }
                        if r.decision == Decision::None { {session.t("results-decide")} } else { {session.t("results-decide-again")} } }
                }
                if may_tell { Tell { id } }
            }
        }
    }
}

/// Where it stands, in words.
#[component]
fn State(told: Told) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let r = told.result;
    let when = |at: chrono::NaiveDateTime| format!("{} {}", words::day_short(lang, at.date()), words::time(at));
    let quote = |words: &str| session.tr("results-quote", &[("words", words.to_owned().into())]);
    let quoted = quote(r.to_say());
    let aside = quote(&told.aside);
    let (tone, said) = match (r.decision, r.told_at) {
        (_, Some(at)) => (
            "gone",
            session
                .tr("results-told", &[("to", r.told_to.clone().into()), ("who", told.told_by.clone().into()), ("when", when(at).into())]),
        ),
        (Decision::None, None) => ("here", session.t("results-waits")),
        (Decision::Newer(_), None) => ("here", session.t("unknown-code")),
        (Decision::Say, None) => ("ready", session.tr("results-say", &[("who", told.decided_by.clone().into())])),
        (Decision::ICall, None) => ("doctor", session.tr("results-i-call", &[("who", told.decided_by.clone().into())])),
        (Decision::Appointment, None) => ("ready", session.tr("results-appointment", &[("who", told.decided_by.clone().into())])),
    };
    rsx! {
        p { class: "state pill", "data-state": tone, "data-testid": "result-state", "{said}" }
        if !r.to_say().is_empty() { p { class: "text words", "data-testid": "result-words", "{quoted}" } }
        if !told.aside.is_empty() { p { class: "text words", "data-testid": "result-aside", Icon { name: "lock", small: true } " {aside}" } }
    }
}

/// The doctor's three answers.
#[component]
fn Decide(id: Id, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let mut chosen = use_signal(|| Decision::Say);
    let mut typed = use_signal(String::new);
    let mut wrong = use_signal(|| None::<String>);
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let (now, decision, text) = (session.now(), chosen(), typed());
        session.run(
            "result-decide",
            move |tx| results::decide(tx, now, id, decision, &text),
            move |session, done| match done {
                Ok(done) => {
                    session.say(session.t("results-decided"), Some(done.act));
                    onclose.call(());
                }
                Err(crate::actions::Error::Refused(why)) if why.field.is_some() && wrong.try_peek().is_ok() => {
                    crate::ui::session::set_there(wrong, Some(session.refusal(&why)))
                }
                Err(error) => session.refuse(&error),
            },
        );
    };
    let label = match chosen() {
        Decision::Appointment => session.t("results-within"),
        Decision::ICall => session.t("results-call-words"),
        _ => session.t("results-exact-words"),
    };
    rsx! {
        form { class: "decide", autocomplete: "off", onsubmit: submit,
            div { class: "segments wide", role: "group", "aria-label": session.t("results-decide"),
                for decision in Decision::MADE {
                    button { r#type: "button", key: "{decision.code()}", "data-testid": "decide-{decision.code()}", "aria-pressed": chosen() == decision, onclick: move |_| { chosen.set(decision); wrong.set(None) }, {session.t(&format!("results-decide-{}", decision.code()))} }
                }
            }
            Field { label, name: "decide-words", value: typed(), autofocus: true, error: wrong(), oninput: move |v| { typed.set(v); wrong.set(None) } }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "decide-save", {session.t("results-decide-do")} }
                button { class: "btn quiet", r#type: "button", onclick: move |_| onclose.call(()), {session.t("cancel")} }
            }
        }
    }
}

/// Said: to whom. Mostly the patient.
#[component]
fn Tell(id: Id) -> Element {
    let session = use_session();
    let mut open = use_signal(|| false);
    let mut to = use_signal(String::new);
    let tell = use_callback(move |to: String| {
        let now = session.now();
        session.act("result-tell", session.t("results-said"), move |tx| results::tell(tx, now, id, &to));
    });
    rsx! {
        if open() {
            form { class: "with-button tell", onsubmit: move |e| { e.prevent_default(); tell(to()) },
                Entry { value: to(), class: "input", maxlength: "200", autofocus: true, "data-testid": "result-told-to", "aria-label": session.t("results-told-to"), placeholder: session.t("results-told-to"), oninput: move |v| to.set(v) }
                button { class: "btn", r#type: "submit", "data-testid": "result-told-save", {session.t("results-told-do")} }
            }
        } else {
            button { r#type: "button", class: "btn", "data-testid": "result-tell", onclick: move |_| tell(session.t("results-the-patient")), Icon { name: "check" } {session.t("results-tell")} }
            button { r#type: "button", class: "btn quiet", "data-testid": "result-tell-other", onclick: move |_| open.set(true), {session.t("results-tell-other")} }
        }
    }
}
