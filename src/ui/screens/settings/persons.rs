//! Who works here: who they are, what they are, and how they come in.

mod add;
mod keys;
mod one;

pub use {add::ROLES, keys::use_typing};

use crate::{
    actions::persons,
    base::Id,
    model::{
        Person,
        rights::{Deed, May},
    },
    store,
    ui::{
        door::Doorway,
        icons::Icon,
        parts::{
            admit::AdmitLines,
            ask::AskManager,
            rights::{keys_changed, use_may, use_me, use_team},
            tiles::Avatar,
        },
        session::Session,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

#[component]
pub fn Persons() -> Element {
    let session = use_session();
    let team = use_team();
    let may = use_may(Deed::Persons);
    let mut chosen = use_signal(|| None::<Id>);
    let mut adding = use_signal(|| false);
    let manages = may() == May::Do;
    let (gone, here): (Vec<Person>, Vec<Person>) = team().into_iter().partition(Person::has_left);
    let named: Vec<String> = here.iter().map(|p| p.name.clone()).collect();
    rsx! {
        h2 { {session.t("persons-title")} }
        if !manages { AskManager { deed: Deed::Persons } }
        AdmitLines { all: true }
        ul { class: "group persons-list", "data-testid": "persons",
            for person in here {
                li { key: "{person.id}",
                    Line { person: person.clone(), open: manages && chosen() == Some(person.id), can_open: manages,
                        onpick: move |id| { adding.set(false); chosen.set(if chosen() == Some(id) { None } else { Some(id) }) } }
                    if manages && chosen() == Some(person.id) { one::One { key: "{person.id}", person } }
                }
            }
        }
        if manages {
            if adding() {
                add::Add { onclose: move |()| adding.set(false) }
            } else {
                div { class: "acts-line",
                    button { r#type: "button", class: "btn", "data-testid": "person-add", onclick: move |_| { chosen.set(None); adding.set(true) }, Icon { name: "user-plus" } {session.t("person-add")} }
                }
            }
        }
        if named.len() == 1 && !adding() { p { class: "lead", {session.t("persons-alone")} } }
        Gone { gone, manages }
    }
}

/// One person: initials, name, and what she is.
#[component]
fn Line(person: Person, open: bool, can_open: bool, onpick: EventHandler<Id>) -> Element {
    let session = use_session();
    let me = use_me();
    let id = person.id;
    let mine = me.read().as_ref().is_some_and(|me| me.id == id);
    let day = use_query(&["person", "practitioner"], move |db| {
        let practitioner = store::people::get(db, id)?.and_then(|p| p.practitioner);
        Ok(practitioner.map(|p| store::practitioners::get(db, p)).transpose()?.flatten().map(|p| p.short()))
    });
    let waits = use_query(&["person", "grant", "practice"], move |db| Ok(persons::not_admitted(db)?.iter().any(|p| p.id == id)));
    let mut facts = vec![session.t(&format!("rights-{}", person.role.code()))];
    facts.extend(person.manager.then(|| session.t("person-manager")));
    let own = |name: String| {
        if name == person.name { session.t("person-day-own") } else { session.tr("person-day-of", &[("name", name.into())]) }
    };
    facts.extend(day.read().clone().flatten().map(own));
    facts.extend((*waits.read() == Some(true)).then(|| session.t("person-waits")));
    let facts = facts.join(" · ");
    let chevron = if open { "chevron-up" } else { "chevron-down" };
    let inner = rsx! {
        Avatar { name: person.name.clone() }
        span { class: "main", strong { "{person.name}" if mine { em { {session.t("person-you")} } } } span { "{facts}" } }
    };
    rsx! {
        if can_open {
            button { r#type: "button", class: "person-line", "data-testid": "person-{id}", "aria-expanded": open, onclick: move |_| onpick.call(id),
                {inner}
                Icon { name: chevron }
            }
        } else {
            div { class: "person-line", "data-testid": "person-{id}", {inner} }
        }
    }
}

/// Those who no longer work here, folded away.
#[component]
fn Gone(gone: Vec<Person>, manages: bool) -> Element {
    let session = use_session();
    let mut back = use_signal(|| None::<Id>);
    if gone.is_empty() {
        return rsx! {};
    }
    rsx! {
        details { class: "gone", "data-testid": "persons-gone",
            summary { {session.tr("persons-gone", &[("n", (gone.len() as i64).into())])} Icon { name: "chevron-down", small: true } }
            ul { class: "group persons-list",
                for person in gone {
                    li { key: "{person.id}",
                        div { class: "person-line", "data-testid": "gone-{person.id}",
                            Avatar { name: person.name.clone() }
                            span { class: "main", strong { "{person.name}" } span { {left_on(session, &person)} } }
                            if manages {
                                button { r#type: "button", class: "btn", "data-testid": "person-back-{person.id}", "aria-expanded": back() == Some(person.id),
                                    onclick: { let id = person.id; move |_| back.set(if back() == Some(id) { None } else { Some(id) }) },
                                    {session.t("person-back")}
                                }
                            }
                        }
                        if manages && back() == Some(person.id) { keys::Give { person: person.clone(), onclose: move |()| back.set(None) } }
                    }
                }
            }
        }
    }
}

fn left_on(session: Session, person: &Person) -> String {
    let role = session.t(&format!("rights-{}", person.role.code()));
    format!("{role} · {}", session.tr("person-left-on", &[("date", words::birth_date(&person.left).into())]))
}

/// Takes up what an act on persons changed: the keys of the person at work, and whom this device lets in by which name.
pub fn take_up(session: Session, door: Doorway) {
    let (desk, practice) = (session.desk.peek().clone(), door.open.peek().clone());
    let settle = move || {
        desk.refresh_keys()?;
        let settled = practice.and_then(|practice| practice.with_vault(|vault, opened| persons::settle(&desk, vault, opened)));
        settled.unwrap_or(Ok(()))
    };
    session.in_background(settle, |session, done| {
        if let Err(error) = done {
            // The next opening tries again.
            tracing::warn!("who may open this device could not be brought up to date: {error}");
            session.trouble("trouble-door");
        }
        keys_changed(session);
    });
}
