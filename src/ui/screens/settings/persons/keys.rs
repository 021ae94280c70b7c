//! A passphrase for somebody who has none that opens: who forgot hers, or comes back.

use super::super::safety::use_keystore;
use crate::{
    actions::{entry, persons},
    model::Person,
    ui::{
        door::{Doorway, Trouble},
        icons::Icon,
        parts::{
            passphrase::{NewPassphrase, differ},
            rights::keys_changed,
        },
        secret::Secret,
        session::{Session, set_there},
        use_session,
    },
    vault::{self, KeystoreUse},
};
use dioxus::prelude::*;

/// What is typed twice, and what came of it.
#[derive(Clone, Copy, PartialEq)]
pub struct Typing {
    pub new: Signal<Secret>,
    pub again: Signal<Secret>,
    pub busy: Signal<bool>,
    pub trouble: Signal<Option<Trouble>>,
}

pub fn use_typing() -> Typing {
    Typing {
        new: use_signal(Secret::default),
        again: use_signal(Secret::default),
        busy: use_signal(|| false),
        trouble: use_signal(|| None),
    }
}

impl Typing {
    /// The passphrase, where it is good enough and was typed the same way twice.
    pub fn good(mut self, name: &str, keystore: Option<KeystoreUse>) -> Option<Secret> {
        let demand = keystore.unwrap_or(KeystoreUse::None).demand();
        let wrong = match vault::check_passphrase(&self.new.peek(), demand, &[name]) {
            Err(weakness) => Some(Trouble::of_weakness(weakness)),
            Ok(()) if *self.new.peek() != *self.again.peek() => Some(Trouble::at("door-differ", "again")),
            Ok(()) => None,
        };
        let good = wrong.is_none();
        self.trouble.set(wrong);
        good.then(|| self.new.peek().clone())
    }

    /// What went wrong, at its field; in the bar where the form is gone by now.
    pub fn fail(self, session: Session, error: &entry::Error) {
        set_there(self.busy, false);
        let weak = matches!(error, entry::Error::Vault(vault::Error::Weak(_)));
        let trouble = Trouble::of(error);
        let words = trouble.words(*session.lang.peek());
        session.refuse_at(self.trouble, if weak { trouble.put_at("passphrase") } else { trouble }, words);
    }

    pub fn at(self, session: Session, field: &str) -> Option<String> {
        self.trouble.read().as_ref().and_then(|t| t.words_at(field, *session.lang.read()))
    }

    /// What belongs to no field of the form.
    pub fn general(self, session: Session, fields: &[&str]) -> Option<String> {
        self.trouble.read().as_ref().filter(|t| t.field.is_none_or(|f| !fields.contains(&f))).map(|t| t.words(*session.lang.read()))
    }
}

/// The two fields, and whose hands they are for.
#[component]
pub fn Twice(typing: Typing, name: String, keystore: Option<KeystoreUse>, #[props(default)] autofocus: bool) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let Typing { mut new, mut again, mut trouble, .. } = typing;
    let demand = keystore.unwrap_or(KeystoreUse::None).demand();
    let shown = name.trim().to_owned();
    let hers =
        if shown.is_empty() { session.t("person-types") } else { session.tr("person-types-name", &[("name", shown.clone().into())]) };
    rsx! {
        p { class: "note hers", "data-tone": "info", Icon { name: "key-round" } span { "{hers}" } }
        NewPassphrase { lang, names: vec![shown], demand, autofocus, value: new(), again: again(), error: typing.at(session, "passphrase"),
            again_error: typing.at(session, "again").or_else(|| differ(lang, &new(), &again())),
            oninput: move |v| { new.set(v); trouble.set(None) }, onagain: move |v| { again.set(v); trouble.set(None) } }
    }
}

/// Says that keys are being made: it takes as long as opening does.
#[component]
pub fn Making(busy: bool) -> Element {
    let session = use_session();
    rsx! { if busy { p { class: "making", role: "status", "data-testid": "making", i { class: "turn" } span { {session.t("person-making")} } } } }
}

/// New keys under a new passphrase. Said plainly before, and after.
#[component]
pub fn Give(person: Person, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let keystore = use_keystore(session, door);
    let typing = use_typing();
    let mut done = use_signal(|| false);
    let back = person.has_left();
    let (id, name) = (person.id, person.name.clone());
    let named = name.clone();
    let submit = move |e: FormEvent| {
        e.prevent_default();
        if (typing.busy)() {
            return;
        }
        let Some(passphrase) = typing.good(&named, *keystore.peek()) else { return };
        let Some(practice) = door.open.peek().clone() else { return };
        let mut busy = typing.busy;
        busy.set(true);
        let (desk, words) = (session.desk.peek().clone(), session.tr("done-person-reset", &[("name", named.clone().into())]));
        let give = move || practice.with_vault(|vault, opened| persons::reset(&desk, vault, opened, id, &passphrase));
        session.in_background(give, move |session, answer| match answer {
            Some(Ok(())) => {
                keys_changed(session);
                session.say(words, None);
                set_there(done, true);
            }
            Some(Err(error)) => typing.fail(session, &error),
            None => {}
        });
    };
    let before = if back { "person-back-before" } else { "person-reset-before" };
    let after = if back { "person-back-after" } else { "person-reset-after" };
    if done() {
        return rsx! {
            div { class: "person-more", "data-testid": "reset-done",
                p { class: "note", "data-tone": "good", Icon { name: "circle-check" } span { {session.tr(after, &[("name", name.into())])} } }
                div { class: "acts-line last", button { r#type: "button", class: "btn", onclick: move |_| { done.set(false); onclose.call(()) }, {session.t("close")} } }
            }
        };
    }
    rsx! {
        form { class: "person-more change", autocomplete: "off", "data-testid": "reset-form", onsubmit: submit,
            p { class: "note", "data-tone": "warn", Icon { name: "info" } span { {session.tr(before, &[("name", name.clone().into())])} } }
            if let Some(words) = typing.general(session, &["passphrase", "again"]) { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "triangle-alert" } span { "{words}" } } }
            Twice { typing, name: name.clone(), keystore: keystore(), autofocus: true }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "reset-save", "aria-disabled": (typing.busy)(), {session.t("person-reset-do")} }
                button { class: "btn quiet", r#type: "button", onclick: move |_| onclose.call(()), {session.t("cancel")} }
                Making { busy: (typing.busy)() }
            }
        }
    }
}
