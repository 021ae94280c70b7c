//! One person, opened: what she is, and what a manager can do for her.

use super::{
    super::{
        Line,
        drafts::{use_drafts, wrong_at},
        look::Segments,
    },
    add::{DayOf, ROLES},
    keys::{Give, Making},
    take_up,
};
use crate::{
    actions::{self, persons},
    model::{Person, Refusal, person::Role},
    ui::{
        door::{Doorway, Trouble},
        icons::Icon,
        parts::{
            field::Field,
            rights::{keys_changed, use_me},
            wrong::Wrong,
        },
        session::{Session, set_there},
        use_session,
    },
};
use dioxus::prelude::*;

/// What stands open under a person: at most one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    Role(Role),
    Passphrase,
    Leave,
}

#[component]
pub fn One(person: Person) -> Element {
    let mut session = use_session();
    let door = use_context::<Doorway>();
    let refusal = use_signal(|| None::<Refusal>);
    let mut below = use_signal(|| None::<Below>);
    let mut drafts = use_drafts([person.name.clone()]);
    let me = use_me();
    let mine = me.read().as_ref().is_some_and(|me| me.id == person.id);
    let [name] = drafts();
    let now = person.clone();
    let keep = use_callback(move |changed: Person| {
        if changed != now {
            change(session, door, refusal, changed);
        }
    });
    let (renamed, days, managed, roled) = (person.clone(), person.clone(), person.clone(), person.clone());
    let toggle = move |b: Below| move |_| below.set(if below() == Some(b) { None } else { Some(b) });
    rsx! {
        div { class: "person-more", "data-testid": "person-more",
            div { class: "fields",
                Field { label: session.t("person-name"), name: "person-name", value: name, error: wrong_at(session, refusal, "person-name"),
                    oninput: move |v| drafts.write()[0] = v, onchange: move |v: String| keep(Person { name: v.trim().to_owned(), ..renamed.clone() }) }
                if person.role == Role::Doctor {
                    DayOf { value: person.practitioner, onpick: move |id| keep(Person { practitioner: id, ..days.clone() }) }
                }
            }
            Line { title: session.t("person-role"),
                Segments { label: session.t("person-role"), words: ROLES.map(|r| session.t(&format!("rights-{}", r.code()))).to_vec(), on: ROLES.iter().position(|r| *r == person.role).unwrap_or(0),
                    onpick: move |i: usize| below.set(Some(Below::Role(ROLES[i])).filter(|_| ROLES[i] != roled.role)) }
            }
            if let Some(Below::Role(role)) = below() {
                Becomes { person: person.clone(), role, onclose: move |()| below.set(None), ondo: move |changed| { below.set(None); keep(changed) } }
            }
            Line { title: session.t("person-manager-is"), more: session.t("person-manager-more"),
                button { r#type: "button", class: "switch", role: "switch", "data-testid": "person-manager", "aria-checked": person.manager, "aria-label": session.t("person-manager-is"),
                    onclick: move |_| keep(Person { manager: !managed.manager, ..managed.clone() }) }
            }
            if let Some(words) = wrong_at(session, refusal, "manager") { div { class: "field", "data-bad": "true", Wrong { words } } }
            if mine {
                Line { title: session.t("safety-passphrase"), more: session.t("person-own-passphrase"),
                    button { r#type: "button", class: "btn", onclick: move |_| session.section.set(Some("set-safety")), {session.t("set-safety")} }
                }
            } else {
                Line { title: session.t("person-forgot"), more: session.t("person-forgot-more"),
                    button { r#type: "button", class: "btn", "data-testid": "person-reset", "aria-expanded": below() == Some(Below::Passphrase), onclick: toggle(Below::Passphrase), {session.t("person-reset")} }
                }
                if below() == Some(Below::Passphrase) { Give { person: person.clone(), onclose: move |()| below.set(None) } }
                Line { title: session.t("person-leaves"), more: session.t("person-leaves-more"),
                    button { r#type: "button", class: "btn", "data-testid": "person-leave", "aria-expanded": below() == Some(Below::Leave), onclick: toggle(Below::Leave), {session.t("person-leave")} }
                }
                if below() == Some(Below::Leave) { Leave { person, onclose: move |()| below.set(None) } }
            }
        }
    }
}

/// What another role means, before it is hers.
#[component]
fn Becomes(person: Person, role: Role, onclose: EventHandler<()>, ondo: EventHandler<Person>) -> Element {
    let session = use_session();
    let code = role.code();
    rsx! {
        div { class: "person-ask",
            p { class: "note", "data-tone": "info", Icon { name: "info" } span { {session.tr(&format!("person-becomes-{code}"), &[("name", person.name.clone().into())])} } }
            div { class: "acts-line last",
                button { r#type: "button", class: "btn primary", "data-testid": "role-do", onclick: move |_| ondo.call(Person { role, ..person.clone() }), {session.t(&format!("person-becomes-{code}-do"))} }
                button { r#type: "button", class: "btn quiet", onclick: move |_| onclose.call(()), {session.t("cancel")} }
            }
        }
    }
}

/// What it means that somebody has left, and the doing of it.
#[component]
fn Leave(person: Person, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let mut busy = use_signal(|| false);
    let trouble = use_signal(|| None::<Trouble>);
    let (id, name) = (person.id, person.name.clone());
    let named = name.clone();
    let leave = move |_| {
        let Some(practice) = door.open.peek().clone() else { return };
        if busy() {
            return;
        }
        busy.set(true);
        let (desk, words) = (session.desk.peek().clone(), session.tr("done-person-leave", &[("name", named.clone().into())]));
        let today = session.today();
        let work = move || practice.with_vault(|vault, opened| persons::leave(&desk, vault, opened, id, today));
        session.in_background(work, move |session, answer| match answer {
            Some(Ok(())) => {
                keys_changed(session);
                session.say(words, None);
            }
            Some(Err(error)) => {
                set_there(busy, false);
                let why = Trouble::of(&error);
                let words = why.words(*session.lang.peek());
                session.refuse_at(trouble, why, words);
            }
            None => {}
        });
    };
    rsx! {
        div { class: "person-ask",
            p { class: "note", "data-tone": "warn", Icon { name: "door-closed" } span { {session.tr("person-leave-means", &[("name", name.into())])} } }
            if let Some(t) = trouble() { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "triangle-alert" } span { {t.words(*session.lang.read())} } } }
            div { class: "acts-line last",
                button { r#type: "button", class: "btn warm", "data-testid": "leave-do", "aria-disabled": busy(), onclick: leave, {session.t("person-leave-do")} }
                button { r#type: "button", class: "btn quiet", onclick: move |_| onclose.call(()), {session.t("cancel")} }
                Making { busy: busy() }
            }
        }
    }
}

fn change(session: Session, door: Doorway, mut refusal: Signal<Option<Refusal>>, changed: Person) {
    let words = session.tr("done-person", &[("name", changed.name.clone().into())]);
    refusal.set(None);
    session.run(
        "person-change",
        move |tx| persons::change(tx, &changed),
        move |session, done| match done {
            Ok(_) => {
                session.say(words, None);
                take_up(session, door);
            }
            Err(actions::Error::Refused(why)) if why.field.is_some() && refusal.try_peek().is_ok() => set_there(refusal, Some(why)),
            Err(error) => session.refuse(&error),
        },
    );
}
