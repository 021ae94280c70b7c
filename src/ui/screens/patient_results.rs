//! A patient's results: what came, what a doctor decided, what was said and to whom. None is ever in limbo.

use super::patient_notes::forget;
use crate::{
    actions::results,
    base::Id,
    model::{
        TestResult,
        person::Role,
        result::Decision,
        rights::{Deed, May},
    },
    store::{self, people},
    ui::{
        icons::Icon,
        parts::{
            entry::Entry,
            field::{Area, Field},
            rights::use_may,
        },
        session::use_session,
        use_query,
    },
    words,
};
use dioxus::prelude::*;

#[derive(Clone, PartialEq)]
struct Told {
    result: TestResult,
    /// What it says, where these keys open it.
    content: Option<String>,
    sealed: bool,
    /// What a doctor who calls noted for it, for doctors.
    aside: String,
    decided_by: String,
    told_by: String,
}

#[component]
pub fn Results(id: Id) -> Element {
    let session = use_session();
    let mut adding = use_signal(|| false);
    let told = use_query(&["result", "result-content", "sealed", "person", "grant", "practice"], move |db| {
        let name = |id: Option<Id>| {
            Ok::<_, store::Error>(id.map(|id| people::get(db, id)).transpose()?.flatten().map(|p| p.name).unwrap_or_default())
        };
        let me = session.desk.read().person;
        let tell = |result: TestResult| {
            let content = store::results::content_for(db, me, result.id)?.map(|c| c.text).filter(|t| !t.is_empty());
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
            if told.is_empty() && !adding() { p { class: "second small", {session.t("results-none")} } }
            ul { class: "results",
                for t in told { One { key: "{t.result.id}", told: t } }
            }
            if adding() { New { patient: id, onclose: move |()| adding.set(false) } } else {
                button { class: "btn quiet flush", "data-testid": "result-new", onclick: move |_| adding.set(true), Icon { name: "plus" } {session.t("results-new")} }
            }
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
            if let Some(text) = told.content.clone() {
                if open() { p { class: "text content", "data-testid": "result-content", "{text}" } }
                button { class: "link", "data-testid": "result-read", "aria-expanded": open(),
                    onclick: move |_| {
                        open.toggle();
                        if open() { let _ = session.desk.peek().saw("result", r.patient); }
                    },
                    if open() { {session.t("results-close")} } else { {session.t("results-read")} }
                }
            } else if told.sealed {
                p { class: "second small sealed", "data-testid": "result-sealed", Icon { name: "lock", small: true } {session.t("results-sealed")} }
            }
            if deciding() && decides { Decide { id, onclose: move |()| deciding.set(false) } }
            div { class: "acts-line last",
                if decides && !is_told && !deciding() {
                    button { class: if r.decision == Decision::None { "btn primary" } else { "btn quiet" }, "data-testid": "result-decide", onclick: move |_| deciding.set(true), Icon { name: "stethoscope" }
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
                Err(crate::actions::Error::Refused(why)) if why.field.is_some() => {
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
                    button { key: "{decision.code()}", r#type: "button", "data-testid": "decide-{decision.code()}", "aria-pressed": chosen() == decision, onclick: move |_| { chosen.set(decision); wrong.set(None) }, {session.t(&format!("results-decide-{}", decision.code()))} }
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
            button { class: "btn", "data-testid": "result-tell", onclick: move |_| tell(session.t("results-the-patient")), Icon { name: "check" } {session.t("results-tell")} }
            button { class: "btn quiet", "data-testid": "result-tell-other", onclick: move |_| open.set(true), {session.t("results-tell-other")} }
        }
    }
}

#[component]
fn New(patient: Id, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let practice = use_query(&["practice"], store::practice::get);
    let all_read = practice.read().as_ref().is_some_and(|p| p.secretaries_read_results);
    let (title_key, text_key) = (format!("result-title {patient}"), format!("result-text {patient}"));
    let held = |key: &str| session.words.read().get(key).cloned().unwrap_or_default();
    let (title, text) = (held(&title_key), held(&text_key));
    let mut whose = use_signal(|| None::<Id>);
    let team = use_query(&["person"], people::all);
    let doctors: Vec<_> = team.read().clone().unwrap_or_default().into_iter().filter(|p| p.role == Role::Doctor && !p.has_left()).collect();
    let mut wrong = use_signal(|| None::<crate::model::Refusal>);
    let at = |field: &str| wrong.read().as_ref().filter(|w| w.field == Some(field)).map(|w| session.refusal(w));
    let keys = (title_key.clone(), text_key.clone());
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let peek = |key: &str| session.words.peek().get(key).cloned().unwrap_or_default();
        let (title, text, now, keys) = (peek(&keys.0), peek(&keys.1), session.now(), keys.clone());
        let doctor = *whose.peek();
        session.run(
            "result-in",
            move |tx| {
                let id = results::receive(tx, now, patient, &title, &text)?;
                if doctor.is_some() { results::entrust(tx, id, doctor) } else { Ok(()) }
            },
            move |session, done| match done {
                Ok(done) => {
                    forget(session, &keys.0);
                    forget(session, &keys.1);
                    session.say(session.t("results-added"), Some(done.act));
                    onclose.call(());
                }
                Err(crate::actions::Error::Refused(why)) if why.field.is_some() => crate::ui::session::set_there(wrong, Some(why)),
                Err(error) => session.refuse(&error),
            },
        );
    };
    let mut put = move |key: &str, value: String| {
        let mut words = session.words;
        words.write().insert(key.to_owned(), value);
        wrong.set(None);
    };
    let (hint, icon) = if all_read { ("results-new-all", "eye") } else { ("results-new-sealed", "lock") };
    rsx! {
        form { class: "form result-new", autocomplete: "off", onsubmit: submit,
            Field { label: session.t("results-title"), name: "result-title", value: title, autofocus: true, error: at("title"), placeholder: session.t("results-title-eg"), oninput: move |v| put(&title_key, v) }
            Area { label: session.t("results-text"), name: "result-text", value: text, optional: session.t("optional"), oninput: move |v| put(&text_key, v) }
            if let Some(error) = at("text") { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "circle-alert" } span { "{error}" } } }
            if !doctors.is_empty() {
                div { class: "field", span { class: "name", id: "result-doctor", {session.t("results-doctor")} }
                    div { class: "chips", role: "group", "aria-labelledby": "result-doctor",
                        button { r#type: "button", class: "chip", "data-testid": "result-doctor-any", "aria-pressed": whose().is_none(), onclick: move |_| whose.set(None), {session.t("call-any-doctor")} }
                        for (i , p) in doctors.into_iter().enumerate() {
                            button { key: "{p.id}", r#type: "button", class: "chip", "data-testid": "result-doctor-{i}", "aria-pressed": whose() == Some(p.id), onclick: move |_| whose.set(Some(p.id)), "{p.name}" }
                        }
                    }
                }
            }
            p { class: "second small", Icon { name: icon, small: true } " " {session.t(hint)} }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "result-save", {session.t("results-save")} }
                button { class: "btn quiet", r#type: "button", onclick: move |_| onclose.call(()), {session.t("cancel")} }
            }
        }
    }
}
