//! What keeps the practice to those who belong to it.

use super::{Line, former::Former, pin, renewal};
use crate::{
    actions::entry,
    ui::{
        app::use_example,
        door::{Doorway, Trouble, note_keys},
        icons::Icon,
        parts::passphrase::{NewPassphrase, Passphrase, differ},
        screens::me::sign_out,
        secret::Secret,
        session::Session,
        use_session,
    },
    vault::{self, KeystoreUse},
};
use dioxus::prelude::*;

#[component]
pub fn Safety() -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let keystore = use_keystore(session, door);
    let mut changing = use_signal(|| false);
    rsx! {
        h2 { {session.t("set-safety")} }
        Statement { keystore: keystore() }
        Former {}
        div { class: "group",
            pin::PinLine {}
            Line { title: session.t("safety-passphrase"), more: session.t("safety-passphrase-more"),
                button { r#type: "button", class: "btn", "data-testid": "change-passphrase", "aria-expanded": changing(), onclick: move |_| changing.toggle(), {session.t("safety-change")} }
            }
            if changing() { Change { keystore: keystore(), onclose: move |()| changing.set(false) } }
            renewal::Renewal {}
            Line { title: session.t("me-out"), more: session.t("safety-out-more"),
                button { r#type: "button", class: "btn", "data-testid": "sign-out", onclick: move |_| sign_out(session, door), Icon { name: "log-out" } {session.t("safety-out")} }
            }
        }
    }
}

/// Asked in the background: somebody may just be trying a passphrase.
pub fn use_keystore(session: Session, door: Doorway) -> Signal<Option<KeystoreUse>> {
    let mut keystore = use_signal(|| None);
    use_hook(move || {
        let Some(practice) = door.open.peek().clone() else { return };
        session.in_background(
            move || practice.with_vault(|vault, _| vault.keystore()),
            move |_, found| {
                if keystore.try_peek().is_ok() {
                    keystore.set(found);
                }
            },
        );
    });
    keystore
}

#[component]
fn Statement(keystore: Option<KeystoreUse>) -> Element {
    let session = use_session();
    let example = use_example();
    let (tone, key) = match keystore {
        _ if example() => ("info", "safety-example"),
        Some(KeystoreUse::Present) => ("good", "safety-keystore"),
        Some(KeystoreUse::None) => ("warn", "safety-no-keystore"),
        None => return rsx! {},
    };
    let icon = if tone == "good" { "shield-check" } else { "info" };
    rsx! { p { class: "note keystore", "data-tone": tone, "data-testid": "keystore", Icon { name: icon } span { {session.t(key)} } } }
}

#[component]
fn Change(keystore: Option<KeystoreUse>, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let lang = *session.lang.read();
    let mut old = use_signal(Secret::default);
    let mut new = use_signal(Secret::default);
    let mut again = use_signal(Secret::default);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let demand = keystore.unwrap_or(KeystoreUse::None).demand();
    let at = |field: &str| trouble.read().as_ref().and_then(|t| t.words_at(field, lang));
    let submit = move |e: FormEvent| {
        e.prevent_default();
        if busy() {
            return;
        }
        if let Err(weakness) = vault::check_passphrase(&new.peek(), demand, &[]) {
            trouble.set(Some(Trouble::of_weakness(weakness)));
        } else if *new.peek() != *again.peek() {
            trouble.set(Some(Trouble::at("door-differ", "again")));
        } else if let Some(practice) = door.open.peek().clone() {
            busy.set(true);
            let (from, to) = (old.peek().clone(), new.peek().clone());
            let change = move || {
                let keys = practice.with_vault(|vault, opened| vault.change_passphrase(opened, &from, &to));
                keys.map(|keys| keys.map_err(entry::Error::from).and_then(|keys| note_keys(&practice.desk(), &keys)))
            };
            session.in_background(change, move |session, done| match done {
                Some(Ok(())) => {
                    session.say(session.t("done-passphrase"), None);
                    onclose.call(());
                }
                Some(Err(error)) if busy.try_peek().is_ok() => {
                    busy.set(false);
                    let weak = matches!(error, entry::Error::Vault(vault::Error::Weak(_)));
                    trouble.set(Some(Trouble::of(&error).put_at(if weak { "passphrase" } else { "old" })));
                }
                Some(Err(error)) => {
                    let why = Trouble::of(&error);
                    let words = why.words(lang);
                    session.refuse_at(trouble, why, words);
                }
                None => {}
            });
        }
    };
    rsx! {
        form { class: "change", autocomplete: "off", onsubmit: submit,
            Passphrase { lang, label: session.t("safety-old"), name: "old-passphrase", value: old(), autofocus: true, error: at("old"), oninput: move |v| { old.set(v); trouble.set(None) } }
            NewPassphrase { lang, names: vec![], demand, value: new(), again: again(), error: at("passphrase"), again_error: at("again").or_else(|| differ(lang, &new(), &again())),
                label: session.t("safety-new"), oninput: move |v| { new.set(v); trouble.set(None) }, onagain: move |v| { again.set(v); trouble.set(None) } }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "passphrase-save", "aria-disabled": busy(), if busy() { {session.t("app-loading")} } else { {session.t("safety-change-do")} } }
                button { class: "btn quiet", r#type: "button", onclick: move |_| onclose.call(()), {session.t("cancel")} }
            }
        }
    }
}
