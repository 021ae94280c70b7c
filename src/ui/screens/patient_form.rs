//! Adding a patient, or changing one. What is typed waits, whatever comes between, until it is saved or let go.

mod around;

use crate::{
    actions::{
        Error,
        patients::{self as act, PatientForm},
    },
    base::Id,
    model::{Patient, patient::Telecom},
    store::patients,
    ui::{
        icons::Icon,
        parts::{
            alike::Alike,
            field::{Area, Choice, Field},
            patient_picker::split_name,
            people,
        },
        route::Route,
        session::{Session, set_there},
        shell::PanelHead,
        use_first, use_session,
    },
    words,
};
use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was typed, beside what was shown when typing began: the difference is what is saved.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub shown: PatientForm,
    pub typed: PatientForm,
}

impl Draft {
    fn of(shown: PatientForm) -> Self {
        Draft { typed: shown.clone(), shown }
    }

    fn is_dirty(&self) -> bool {
        self.shown != self.typed
    }
}

/// Drafts by patient; `None` is somebody new. An empty one says that there is none, whatever the disk still holds.
pub type Drafts = BTreeMap<Option<Id>, Option<Draft>>;

/// Each person's drafts are her own: two may be changing the same patient, one after the other.
fn place_of(session: Session, id: Option<Id>) -> String {
    let whose = session.desk.peek().person;
    id.map_or_else(|| format!("draft.{whose}.patient.new"), |id| format!("draft.{whose}.patient.{id}"))
}

/// A form as it is read aloud: dates and numbers as people here write them.
fn form_of(p: &Patient, country: &str) -> PatientForm {
    let mut form = PatientForm::of(p);
    form.birth_date = words::birth_date(&form.birth_date);
    if !form.phone.is_empty() {
        form.phone = words::phone(&form.phone, country);
    }
    for contact in form.contacts.iter_mut().filter(|c| c.phone.starts_with('+')) {
        contact.phone = words::phone(&contact.phone, country);
    }
    form
}

/// Lets the form for somebody new begin with a name that was searched for, unless one is being typed already.
pub fn begin(session: Session, typed: &str) {
    let (family, given) = split_name(typed);
    if family.is_empty() {
        return;
    }
    let fresh = PatientForm { family, given, ..PatientForm::default() };
    let mut drafts = session.drafts;
    drafts.write().insert(None, Some(Draft { shown: PatientForm::default(), typed: fresh }));
}

/// What waits from before: from this session, or from the disk after a crash.
fn waiting(session: Session, id: Option<Id>) -> Option<Draft> {
    if let Some(draft) = session.drafts.peek().get(&id) {
        return draft.clone();
    }
    let place = place_of(session, id);
    session.jotted(&place)
}

/// Notes a draft on the disk.
fn keep(session: Session, id: Option<Id>, draft: Option<Draft>) {
    session.jot(&place_of(session, id), &draft, "draft-not-kept");
}

fn forget(session: Session, id: Option<Id>) {
    let mut drafts = session.drafts;
    drafts.write().insert(id, None);
    keep(session, id, None);
}

type Wrong = Option<(Option<&'static str>, String)>;

#[component]
pub fn PatientPanel(id: Option<Id>) -> Element {
    let session = use_session();
    let known = use_first(|db| Ok(id.map(|id| patients::get(db, id)).transpose()?.flatten())).flatten();
    let before = use_hook(|| waiting(session, id).filter(Draft::is_dirty));
    let mut resumed = use_signal({
        let resumed = before.is_some() && id.is_some();
        move || resumed
    });
    let fresh = use_hook(|| Draft::of(known.as_ref().map(|p| form_of(p, &session.country.peek())).unwrap_or_default()));
    let draft = use_signal({
        let first = before.unwrap_or_else(|| fresh.clone());
        move || first
    });
    let wrong = use_signal(|| None::<(Option<&'static str>, String)>);
    let change = use_kept(session, id, draft, wrong);
    let submit = use_callback(move |()| save(session, id, draft.peek().clone(), wrong));
    let title = match &known {
        Some(p) => people::name(session, p),
        None => session.t("patients-new-one"),
    };
    let let_go = {
        let fresh = fresh.clone();
        move |_| {
            let mut draft = draft;
            draft.set(fresh.clone());
            resumed.set(false);
            forget(session, id);
        }
    };
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "patient-form", "aria-label": "{title}",
            PanelHead { h2 { "{title}" } p { class: "sub", {session.t("patient-kept-typing")} } }
            form { class: "body", autocomplete: "off", id: "patient-form",
                onsubmit: move |e| { e.prevent_default(); submit(()) },
                onkeydown: move |e| if e.key() == Key::Enter && e.modifiers().ctrl() { e.prevent_default(); e.stop_propagation(); submit(()) },
                if resumed() {
                    p { class: "note", "data-tone": "info", Icon { name: "history" }
                        span { {session.t("patient-resumed")} " " button { r#type: "button", class: "link", onclick: let_go.clone(), {session.t("patient-let-go")} } }
                    }
                }
                Fields { draft, wrong: wrong(), change }
                if let Some((_, words)) = wrong().filter(|w| !at_a_field(w.0)) {
                    p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "circle-alert" } "{words}" }
                }
            }
            if id.is_none() { div { class: "alike-bar", Alike { draft: sketch(&draft.read().typed, session.today()), take: "patient-alike-open", onpick: move |id| session.go(Route::Patient(id)) } } }
            div { class: "foot",
                button { class: "btn primary big wide", r#type: "submit", form: "patient-form", "data-testid": "patient-save", onclick: move |e| { e.prevent_default(); submit(()) }, {session.t("save")} kbd { class: "key", "↵" } }
            }
        }
    }
}

/// Whether a refusal is shown where it belongs.
fn at_a_field(field: Option<&str>) -> bool {
    matches!(field, Some("family" | "birth_date" | "phone" | "email"))
}

/// Every change is kept: in the session at once, on the disk when the hand pauses.
fn use_kept(session: Session, id: Option<Id>, draft: Signal<Draft>, wrong: Signal<Wrong>) -> Callback<PatientForm> {
    let mut pauses = use_signal(|| 0u64);
    use_drop(move || {
        let waiting = session.drafts.peek().get(&id).cloned().flatten();
        if waiting.is_some() {
            keep(session, id, waiting);
        }
    });
    use_callback(move |typed: PatientForm| {
        let (mut draft, mut wrong, mut drafts) = (draft, wrong, session.drafts);
        draft.write().typed = typed;
        if wrong.peek().is_some() {
            wrong.set(None);
        }
        let now = draft.peek().clone();
        drafts.write().insert(id, now.is_dirty().then_some(now));
        pauses += 1;
        let mine = *pauses.peek();
        spawn(async move {
            tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            if *pauses.peek() == mine {
                keep(session, id, session.drafts.peek().get(&id).cloned().flatten());
            }
        });
    })
}

fn save(session: Session, id: Option<Id>, draft: Draft, wrong: Signal<Wrong>) {
    let doc = id.unwrap_or_else(|| Id::new(session.desk.peek().clock.millis()));
    let today = session.today();
    let name = format!("{} {}", draft.typed.family.trim(), draft.typed.given.trim()).trim().to_owned();
    let said = session.tr(if id.is_some() { "done-patient" } else { "done-new-patient" }, &[("name", name.into())]);
    let what = if id.is_some() { "edit-patient" } else { "new-patient" };
    session.run(
        what,
        move |tx| act::save_form(tx, doc, &draft.shown, &draft.typed, today),
        move |mut session, done| match done {
            Ok(done) => {
                forget(session, id);
                session.panel.set(None);
                if done.answer {
                    session.say(said, Some(done.act));
                }
                if id.is_none() {
                    session.go(Route::Patient(doc));
                }
            }
            Err(Error::Refused(r)) if wrong.try_peek().is_ok() => set_there(wrong, Some((r.field, session.refusal(&r)))),
            Err(error) => session.refuse(&error),
        },
    );
}

#[component]
fn Fields(draft: Signal<Draft>, wrong: Wrong, change: Callback<PatientForm>) -> Element {
    let session = use_session();
    let f = draft.read().typed.clone();
    let set = move |put: fn(&mut PatientForm, String)| {
        move |value: String| {
            let mut form = draft.peek().typed.clone();
            put(&mut form, value);
            change(form);
        }
    };
    let error = |field: &str| wrong.as_ref().filter(|w| w.0 == Some(field)).map(|w| w.1.clone());
    let genders = ["", "female", "male", "other", "unknown"]
        .map(|code| (code.to_owned(), if code.is_empty() { session.t("gender-none") } else { session.t(&format!("gender-{code}")) }));
    rsx! {
        div { class: "fields",
            div { class: "all", Field { label: session.t("field-family"), name: "family", autofocus: true, value: f.family.clone(), error: error("family"), oninput: set(|f, v| f.family = v) } }
            div { class: "all", Field { label: session.t("field-given"), name: "given", value: f.given.clone(), oninput: set(|f, v| f.given = v) } }
            Field { label: session.t("field-birth-date"), name: "birth_date", class: "num", placeholder: "12.03.1984", value: f.birth_date.clone(), error: error("birth_date"), oninput: set(|f, v| f.birth_date = v) }
            Choice { label: session.t("field-gender"), name: "gender", value: f.gender.clone(), options: genders.to_vec(), onchange: set(|f, v| f.gender = v) }
            Field { label: session.t("field-prefix"), name: "prefix", placeholder: session.t("patient-prefix-hint"), value: f.prefix.clone(), oninput: set(|f, v| f.prefix = v) }
            Field { label: session.t("field-maiden"), name: "maiden", value: f.maiden.clone(), oninput: set(|f, v| f.maiden = v) }
        }
        h3 { class: "section-title", {session.t("patient-reach")} }
        div { class: "fields",
            div { class: "all", Field { label: session.t("visit-phone"), name: "phone", kind: "tel", value: f.phone.clone(), error: error("phone"), oninput: set(|f, v| f.phone = v) } }
            div { class: "all", Field { label: session.t("telecom-email"), name: "email", kind: "text", value: f.email.clone(), error: error("email"), oninput: set(|f, v| f.email = v) } }
            div { class: "all", Field { label: session.t("patient-street"), name: "street", value: f.street.clone(), oninput: set(|f, v| f.street = v) } }
            Field { label: session.t("patient-postal-code"), name: "postal_code", value: f.postal_code.clone(), oninput: set(|f, v| f.postal_code = v) }
            Field { label: session.t("patient-city"), name: "city", value: f.city.clone(), oninput: set(|f, v| f.city = v) }
        }
        label { class: "check",
            input { r#type: "checkbox", name: "do_not_contact", "data-testid": "do_not_contact", checked: f.do_not_contact,
                onchange: move |e| { let mut form = draft.peek().typed.clone(); form.do_not_contact = e.checked(); change(form); } }
            span { {session.t("field-do-not-contact")} }
        }
        h3 { class: "section-title", {session.t("patient-relatives")} }
        around::Contacts { draft, change }
        h3 { class: "section-title", {session.t("patient-at-desk")} }
        Field { label: session.t("field-address-as"), name: "address_as", placeholder: session.t("patient-address-as-hint"), value: f.address_as.clone(), oninput: set(|f, v| f.address_as = v) }
        Field { label: session.t("field-pronounce"), name: "pronounce", value: f.pronounce.clone(), oninput: set(|f, v| f.pronounce = v) }
        Area { label: session.t("field-alert"), name: "alert", value: f.alert.clone(), oninput: set(|f, v| f.alert = v) }
        Area { label: session.t("field-note"), name: "note", value: f.note.clone(), oninput: set(|f, v| f.note = v) }
        around::Flags { draft, change }
    }
}

/// What was typed so far, as far as it can be compared.
fn sketch(form: &PatientForm, today: chrono::NaiveDate) -> Patient {
    let line = |system: &str, value: &str| Telecom { system: system.into(), value: value.into(), usage: String::new() };
    Patient {
        family: form.family.clone(),
        given: form.given.split_whitespace().map(str::to_owned).collect(),
        maiden: form.maiden.clone(),
        birth_date: act::birth_date(&form.birth_date, today).unwrap_or_default(),
        gender: form.gender.clone(),
        telecom: vec![line("phone", &form.phone), line("email", &form.email)],
        ..Patient::default()
    }
}
