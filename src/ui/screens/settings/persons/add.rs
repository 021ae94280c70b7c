//! Somebody new.

use super::{
    super::{look::Segments, safety::use_keystore},
    keys::{Making, Twice, use_typing},
};
use crate::{
    actions::persons::{self, New},
    base::Id,
    model::person::Role,
    store::practitioners,
    ui::{
        door::{Doorway, Trouble},
        icons::Icon,
        parts::{
            field::{Choice, Field},
            rights::keys_changed,
        },
        use_query, use_session,
    },
};
use dioxus::prelude::*;

/// In the order in which they are offered.
pub const ROLES: [Role; 2] = [Role::Secretary, Role::Doctor];

#[component]
pub fn Add(onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let keystore = use_keystore(session, door);
    let mut typing = use_typing();
    let mut name = use_signal(String::new);
    let mut role = use_signal(|| Role::Secretary);
    let mut manager = use_signal(|| false);
    let mut practitioner = use_signal(|| None::<Id>);
    let submit = move |e: FormEvent| {
        e.prevent_default();
        if (typing.busy)() {
            return;
        }
        let typed = name.peek().trim().to_owned();
        if typed.is_empty() {
            return typing.trouble.set(Some(Trouble::at("refused-needed", "person-name")));
        }
        let Some(passphrase) = typing.good(&typed, *keystore.peek()) else { return };
        let Some(practice) = door.open.peek().clone() else { return };
        typing.busy.set(true);
        let (role, manager) = (role(), manager());
        let practitioner = practitioner().filter(|_| role == Role::Doctor);
        let (desk, words) = (session.desk.peek().clone(), session.tr("done-person-add", &[("name", typed.clone().into())]));
        let add = move || {
            let new = New { name: &typed, role, manager, practitioner, passphrase: &passphrase };
            practice.with_vault(|vault, opened| persons::add(&desk, vault, opened, new))
        };
        session.in_background(add, move |session, answer| match answer {
            Some(Ok(_)) => {
                keys_changed(session);
                session.say(words, None);
                onclose.call(());
            }
            Some(Err(error)) => typing.fail(session, &error),
            None => {}
        });
    };
    rsx! {
        form { class: "group form person-add", autocomplete: "off", "data-testid": "person-form", onsubmit: submit,
            h3 { {session.t("person-add")} }
            if let Some(words) = typing.general(session, &["person-name", "passphrase", "again"]) { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "triangle-alert" } span { "{words}" } } }
            Field { label: session.t("person-name"), name: "person-name", value: name(), autofocus: true, error: typing.at(session, "person-name"),
                oninput: move |v| { name.set(v); typing.trouble.set(None) } }
            div { class: "field",
                span { class: "name", {session.t("person-role")} }
                Segments { name: "role", label: session.t("person-role"), words: ROLES.map(|r| session.t(&format!("rights-{}", r.code()))).to_vec(), on: ROLES.iter().position(|r| *r == role()).unwrap_or(0), onpick: move |i: usize| role.set(ROLES[i]) }
            }
            if role() == Role::Doctor {
                DayOf { value: practitioner(), onpick: move |id| practitioner.set(id) }
                p { class: "hint below", {session.t("person-doctor-hint")} }
            }
            label { class: "check-line",
                button { class: "switch", r#type: "button", role: "switch", "data-testid": "person-manager", "aria-checked": manager(), "aria-label": session.t("person-manager-is"), onclick: move |_| manager.toggle() }
                span { class: "main", strong { {session.t("person-manager-is")} } span { {session.t("person-manager-more")} } }
            }
            Twice { typing, name: name(), keystore: keystore() }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "person-save", "aria-disabled": (typing.busy)(), {session.t("set-add")} }
                button { class: "btn quiet", r#type: "button", "data-testid": "person-cancel", onclick: move |_| onclose.call(()), {session.t("cancel")} }
                Making { busy: (typing.busy)() }
            }
        }
    }
}

/// The practitioner whose day is hers.
#[component]
pub fn DayOf(value: Option<Id>, onpick: EventHandler<Option<Id>>) -> Element {
    let session = use_session();
    let here = use_query(&["practitioner"], practitioners::here);
    let mut options = vec![(String::new(), session.t("person-day-none"))];
    options.extend(here.read().iter().flatten().map(|p| (p.id.to_string(), p.name())));
    rsx! {
        Choice { label: session.t("person-day"), name: "person-day", value: value.map(|id| id.to_string()).unwrap_or_default(), options, onchange: move |v: String| onpick.call(v.parse().ok()) }
    }
}
