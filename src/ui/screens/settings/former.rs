//! Keys that somebody had before a manager gave her new ones: what was sealed to them, taken up again.

use super::persons::use_typing;
use crate::{
    actions::{entry, persons},
    model::person::Role,
    ui::{
        door::{Doorway, Trouble},
        icons::Icon,
        parts::{
            passphrase::Passphrase,
            rights::{keys_changed, use_me},
        },
        secret::Secret,
        session::set_there,
        use_query, use_session,
    },
};
use dioxus::prelude::*;

/// Whether there is something to take up, said with the way to it.
#[component]
pub fn Former() -> Element {
    let session = use_session();
    let me = use_me();
    let waits = use_query(&["person", "grant", "sealed"], move |db| persons::waits_for_former(db, session.desk.read().person));
    let doctor = me.read().as_ref().is_some_and(|me| me.role == Role::Doctor);
    if *waits.read() != Some(true) {
        return rsx! {};
    }
    rsx! {
        div { class: "group former", "data-testid": "former",
            p { class: "former-says", Icon { name: "key-round" } span { strong { {session.t("former-title")} } span { {session.t(if doctor { "former-more-doctor" } else { "former-more" })} } } }
            Regain {}
        }
    }
}

#[component]
fn Regain() -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let lang = *session.lang.read();
    let typing = use_typing();
    let mut typed = typing.new;
    let (mut busy, mut trouble) = (typing.busy, typing.trouble);
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let Some(practice) = door.open.peek().clone() else { return };
        if busy() || typed.peek().trim().is_empty() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        let (desk, proof) = (session.desk.peek().clone(), typed.peek().clone());
        let regain = move || practice.with_vault(|vault, _| persons::regain(&desk, vault, &proof));
        session.in_background(regain, move |session, done| match done {
            Some(Ok(())) => {
                session.say(session.t("done-regain"), None);
                keys_changed(session);
                if busy.try_peek().is_ok() {
                    busy.set(false);
                    typed.set(Secret::default());
                }
            }
            Some(Err(error)) => {
                typing.fail(session, &error);
                if matches!(error, entry::Error::Vault(_)) {
                    set_there(trouble, Some(Trouble::of(&error).put_at("proof")));
                }
            }
            None => {}
        });
    };
    let wrong = typing.at(session, "proof");
    let general = typing.general(session, &["proof"]);
    rsx! {
        form { class: "change", autocomplete: "off", onsubmit: submit,
            Passphrase { lang, label: session.t("former-passphrase"), name: "former-passphrase", value: typed(), error: wrong, oninput: move |v| { typed.set(v); trouble.set(None) } }
            if let Some(words) = general { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "triangle-alert" } span { "{words}" } } }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "former-do", "aria-disabled": busy(), if busy() { {session.t("app-loading")} } else { {session.t("former-do")} } }
            }
        }
    }
}
