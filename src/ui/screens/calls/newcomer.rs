//! Somebody who is no patient yet: what was typed, taken apart, is looked at before it becomes a file.

use super::write;
use crate::{
    actions::{
        Error,
        patients::{self, PatientForm},
    },
    base::Id,
    model::{Card, Patient, card::Newcomer},
    store,
    ui::{
        icons::Icon,
        parts::{alike::Alike, field::Field, patient_picker::newcomer},
        session::Session,
        session::set_there,
        use_session,
    },
    words,
};
use dioxus::prelude::*;

/// The field that is wrong, and what is wrong there.
type Wrong = Option<(Option<&'static str>, String)>;

#[component]
pub fn Stranger(card: Card) -> Element {
    let session = use_session();
    let name = card.caller.clone();
    let making = card.newcomer.clone();
    rsx! {
        div { class: "picked stranger", "data-testid": "call-stranger",
            Icon { name: "user-round" }
            span { class: "main", span { class: "strong", "{name}" } span { class: "second small", {session.t("call-stranger")} } }
            if making.is_none() { button { r#type: "button", class: "btn quiet", "data-testid": "call-create", onclick: move |_| write(session, |c| take_apart(session, c)), Icon { name: "user-plus" } span { {session.t("call-create")} } } }
            button { r#type: "button", class: "btn quiet", "data-testid": "call-change", onclick: move |_| write(session, change), {session.t("change")} }
        }
        if let Some(typed) = making { File { typed } }
    }
}

/// Back to the name that was typed.
fn change(card: &mut Card) {
    card.typed = std::mem::take(&mut card.caller);
    card.newcomer = None;
    card.field = "call-who".into();
}

fn take_apart(session: Session, card: &mut Card) {
    let p = newcomer(&format!("{} {}", card.caller, card.number), Id::default(), session.today(), &session.country());
    let phone = words::phone(p.phone().unwrap_or_default(), &session.country());
    card.newcomer = Some(Newcomer { given: p.given.join(" "), born: words::birth_date(&p.birth_date), family: p.family, phone });
    card.field = "call-new-family".into();
}

/// The new file, before it is one. Enter makes it.
#[component]
fn File(typed: Newcomer) -> Element {
    let session = use_session();
    let wrong = use_signal(|| None::<(Option<&'static str>, String)>);
    let of = |field: &str| wrong.read().as_ref().filter(|w| w.0 == Some(field)).map(|w| w.1.clone());
    let set = move |put: fn(&mut Newcomer, String)| {
        move |value: String| {
            let mut wrong = wrong;
            wrong.set(None);
            write(session, |c| {
                if let Some(new) = c.newcomer.as_mut() {
                    put(new, value);
                }
            })
        }
    };
    rsx! {
        form { class: "call-file", "data-testid": "call-file", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); e.stop_propagation(); create(session, wrong) },
            div { class: "fields",
                Field { label: session.t("field-family"), name: "call-new-family", autofocus: true, value: typed.family.clone(), error: of("family"), oninput: set(|n, v| n.family = v) }
                Field { label: session.t("field-given"), name: "call-new-given", value: typed.given.clone(), oninput: set(|n, v| n.given = v) }
                Field { label: session.t("field-birth-date"), name: "call-new-born", class: "num", placeholder: "12.03.1984", value: typed.born.clone(), error: of("birth_date"), oninput: set(|n, v| n.born = v) }
                Field { label: session.t("visit-phone"), name: "call-new-phone", class: "num", value: typed.phone.clone(), error: of("phone"), oninput: set(|n, v| n.phone = v) }
            }
            Alike { draft: sketch(session, &typed), take: "alike-take", onpick: move |id| take(session, id) }
            div { class: "line",
                button { r#type: "button", class: "btn quiet", "data-testid": "call-create-not", onclick: move |_| write(session, |c| c.newcomer = None), {session.t("call-create-not")} }
                button { r#type: "submit", class: "btn", "data-testid": "call-create-do", Icon { name: "user-plus" } span { {session.t("call-create")} } kbd { class: "key", "↵" } }
            }
        }
    }
}

/// As far as it can be read, for who may be here already.
fn sketch(session: Session, typed: &Newcomer) -> Patient {
    let line = format!("{} {} {}", typed.family, typed.born, typed.phone);
    let given = typed.given.split_whitespace().map(str::to_owned).collect();
    Patient { family: typed.family.trim().into(), given, ..newcomer(&line, Id::default(), session.today(), &session.country()) }
}

/// The file is here already.
fn take(session: Session, id: Id) {
    let known = session.ask(|db| store::patients::get(db, id)).flatten();
    if let Some(known) = known {
        write(session, |c| became(c, &known));
    }
}

fn became(card: &mut Card, patient: &Patient) {
    card.caller = String::new();
    card.of(patient);
    card.field = "call-words".into();
}

fn create(session: Session, wrong: Signal<Wrong>) {
    let Some((card, typed)) = session.calls.peek().active().and_then(|c| Some((c.id, c.newcomer.clone()?))) else { return };
    let (id, today) = (Id::new(session.desk.peek().clock.millis()), session.today());
    let name = format!("{} {}", typed.family.trim(), typed.given.trim()).trim().to_owned();
    let said = session.tr("done-new-patient", &[("name", name.into())]);
    let form =
        PatientForm { family: typed.family, given: typed.given, birth_date: typed.born, phone: typed.phone, ..PatientForm::default() };
    let work = move |tx: &mut store::Tx| {
        patients::save_form(tx, id, &PatientForm::default(), &form, today)?;
        Ok(store::patients::get(&tx.db(), id)?)
    };
    session.run("new-patient", work, move |session, done| match done {
        Ok(done) => {
            session.say(said, Some(done.act));
            // Another card may be in the hand by then.
            if let Some(patient) = done.answer {
                super::change(session, |calls| {
                    if let Some(card) = calls.cards.iter_mut().find(|c| c.id == card) {
                        became(card, &patient);
                    }
                });
            }
        }
        Err(Error::Refused(r)) if wrong.try_peek().is_ok() => set_there(wrong, Some((r.field, session.refusal(&r)))),
        Err(error) => session.refuse(&error),
    });
}
