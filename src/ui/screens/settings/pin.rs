//! One's PIN on this device: set, changed or taken away, each with one's passphrase.

use super::Line;
use crate::{
    actions::{entry, pin},
    store,
    ui::{
        door::{Doorway, Trouble},
        parts::{
            passphrase::{Passphrase, differ},
            pin::PinField,
        },
        secret::Secret,
        use_query, use_session,
    },
    vault::{self, pin::check},
};
use dioxus::prelude::*;

/// What is being done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Set,
    Remove,
}

#[component]
pub fn PinLine() -> Element {
    let session = use_session();
    let person = session.desk.read().person;
    let has = use_query(&["local"], move |db| pin::has(db, person));
    let has = (*has.read()).unwrap_or_default();
    let mut doing = use_signal(|| None::<Doing>);
    let (more, act) = if has { ("pin-have", "pin-change") } else { ("pin-none", "pin-set") };
    rsx! {
        Line { title: session.t("me-pin"), more: session.t(more),
            div { class: "two",
                if has {
                    button { r#type: "button", class: "btn quiet", "data-testid": "pin-remove", "aria-expanded": doing() == Some(Doing::Remove), onclick: move |_| doing.set(Some(Doing::Remove)), {session.t("pin-remove")} }
                }
                button { r#type: "button", class: "btn", "data-testid": "pin-set", "aria-expanded": doing() == Some(Doing::Set), onclick: move |_| doing.set(Some(Doing::Set)), {session.t(act)} }
            }
        }
        for what in doing() { Form { key: "{what:?}", what, onclose: move |()| doing.set(None) } }
    }
}

#[component]
fn Form(what: Doing, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let lang = *session.lang.read();
    let mut passphrase = use_signal(Secret::default);
    let mut new = use_signal(Secret::default);
    let mut again = use_signal(Secret::default);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let at = |field: &str| trouble.read().as_ref().and_then(|t| t.words_at(field, lang));
    let submit = move |e: FormEvent| {
        e.prevent_default();
        if busy() || passphrase.peek().is_empty() {
            return;
        }
        if what == Doing::Set {
            if let Err(weakness) = check(&new.peek(), &[]) {
                return trouble.set(Some(Trouble::of_vault(&vault::Error::WeakPin(weakness)).put_at("pin")));
            }
            if *new.peek() != *again.peek() {
                return trouble.set(Some(Trouble::at("door-differ", "pin-again")));
            }
        }
        let Some(practice) = door.open.peek().clone() else { return };
        busy.set(true);
        let (secret, pin) = (passphrase.peek().clone(), new.peek().clone());
        let work = move || {
            let desk = practice.desk();
            practice.with_vault(|vault, _| match what {
                Doing::Set => pin::set(&desk.store, vault, desk.person, &secret, &pin),
                Doing::Remove => pin::remove(&desk.store, vault, desk.person, &secret),
            })
        };
        session.in_background(work, move |session, done| match done.unwrap_or(Err(store::Error::Closed.into())) {
            Ok(()) => {
                session.say(session.t(if what == Doing::Set { "done-pin" } else { "done-pin-removed" }), None);
                onclose.call(());
            }
            Err(error) if busy.try_peek().is_ok() => {
                busy.set(false);
                let weak = matches!(error, entry::Error::Vault(vault::Error::WeakPin(_)));
                trouble.set(Some(Trouble::of(&error).put_at(if weak { "pin" } else { "pin-passphrase" })));
            }
            Err(error) => {
                let why = Trouble::of(&error);
                let words = why.words(lang);
                session.refuse_at(trouble, why, words);
            }
        });
    };
    rsx! {
        form { class: "change", autocomplete: "off", onsubmit: submit,
            Passphrase { lang, label: session.t("pin-passphrase"), name: "pin-passphrase", value: passphrase(), autofocus: true, error: at("pin-passphrase"), oninput: move |v| { passphrase.set(v); trouble.set(None) } }
            if what == Doing::Set {
                PinField { label: session.t("pin-new"), name: "pin", value: new(), error: at("pin"), hint: session.t("pin-hint"), oninput: move |v| { new.set(v); trouble.set(None) } }
                PinField { label: session.t("pin-again"), name: "pin-again", value: again(), error: at("pin-again").or_else(|| differ(lang, &new(), &again())), oninput: move |v| { again.set(v); trouble.set(None) } }
            }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "pin-save", "aria-disabled": busy(),
                    if busy() { {session.t("app-loading")} } else { {session.t(if what == Doing::Set { "pin-do" } else { "pin-remove-do" })} }
                }
                button { class: "btn quiet", r#type: "button", onclick: move |_| onclose.call(()), {session.t("cancel")} }
            }
        }
    }
}
