//! What is kept in mind of a patient: added with a date as far as it is known, asked, or let go.

use super::patient_notes::forget;
use crate::{
    actions::keepsakes,
    base::Id,
    model::{Keepsake, keepsake::read_on},
    store,
    ui::{icons::Icon, parts::entry::Entry, use_query, use_session},
    words,
};
use dioxus::prelude::*;

#[component]
pub fn Minds(id: Id) -> Element {
    let session = use_session();
    let kept = use_query(&["keepsake"], move |db| store::keepsakes::open_of(db, id));
    let kept = kept.read().clone().unwrap_or_default();
    rsx! {
        section { class: "leaf", "data-testid": "minds",
            h2 { {session.t("minds")} }
            if kept.is_empty() { p { class: "second small", {session.t("minds-none")} } }
            ul { class: "minds", for k in kept { One { key: "{k.id}", kept: k } } }
            New { patient: id }
        }
    }
}

#[component]
fn One(kept: Keepsake) -> Element {
    let session = use_session();
    let id = kept.id;
    let asks = kept.is_to_be_asked(session.today());
    let when = match (asks, kept.on.is_empty()) {
        (true, true) => session.t("minds-next"),
        (true, false) => session.tr("minds-now", &[("on", words::birth_date(&kept.on).into())]),
        (false, _) => session.tr("minds-on", &[("on", words::birth_date(&kept.on).into())]),
    };
    rsx! {
        li { "data-testid": "mind", "data-due": asks,
            span { class: "main", "{kept.words}" small { class: "num", "{when}" } }
            if asks {
                button { r#type: "button", class: "btn", "data-testid": "mind-asked", onclick: move |_| {
                    let now = session.now();
                    session.act("keepsake-asked", session.t("keepsake-done"), move |tx| keepsakes::asked(tx, now, id, ""));
                }, {session.t("keepsake-asked")} }
            }
            button { r#type: "button", class: "btn quiet icon-only", "data-testid": "mind-drop", "aria-label": session.t("minds-drop"), onclick: move |_| session.act("keepsake-drop", session.t("minds-dropped"), move |tx| keepsakes::drop(tx, id)), Icon { name: "x" } }
        }
    }
}

/// The line for a new one. What is typed waits there until it is kept.
#[component]
fn New(patient: Id) -> Element {
    let session = use_session();
    let (place, on_place) = (format!("mind {patient}"), format!("mind on {patient}"));
    let held = |place: &str| session.words.read().get(place).cloned().unwrap_or_default();
    let (typed, on) = (held(&place), held(&on_place));
    let read = read_on(&on, session.today());
    let (wrong, empty) = (read.is_none(), typed.trim().is_empty());
    let keys = (place.clone(), on_place.clone());
    let (text, kept_on) = (typed.clone(), read.clone());
    let save = move |e: FormEvent| {
        e.prevent_default();
        let (Some(on), false) = (kept_on.clone(), empty) else { return };
        let (now, text, keys) = (session.now(), text.clone(), keys.clone());
        session.act_then(
            "keepsake",
            session.t("minds-kept"),
            move |tx| keepsakes::keep(tx, now, patient, &text, &on),
            move |session, _| {
                forget(session, &keys.0);
                forget(session, &keys.1);
            },
        );
    };
    let hint = read.filter(|on| !on.is_empty()).map(|on| session.tr("minds-on", &[("on", words::birth_date(&on).into())]));
    rsx! {
        form { class: "mind-new", autocomplete: "off", onsubmit: save,
            Entry { value: typed, class: "input", maxlength: "400", "data-testid": "mind-words", "aria-label": session.t("minds-new"), placeholder: session.t("minds-eg"), oninput: move |v| { let mut words = session.words; words.write().insert(place.clone(), v); } }
            label { class: "mind-when", span { {session.t("minds-when")} }
                Entry { value: on, class: "input num", maxlength: "30", "aria-invalid": wrong, "data-testid": "mind-on", placeholder: session.t("minds-when-eg"), oninput: move |v| { let mut words = session.words; words.write().insert(on_place.clone(), v); } }
            }
            button { class: "btn", r#type: "submit", "data-testid": "mind-keep", {session.t("minds-keep")} }
            if wrong { span { class: "error", role: "alert", {session.t("minds-when-wrong")} } } else if let Some(hint) = hint { span { class: "second small num", "{hint}" } }
        }
    }
}
