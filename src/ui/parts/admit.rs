//! What doctors write for doctors opens to a new colleague once one of them lets her in: the quiet lines about it.

use super::rights::{keys_changed, name_of, use_me, use_team};
use crate::{
    actions::persons,
    base::Id,
    model::{Person, person::Role},
    ui::{icons::Icon, session::Session, use_query, use_session},
};
use dioxus::prelude::*;

/// One line for each who waits, for a doctor who can let her in; and for one who waits herself, whom to ask. Over
/// every screen they can be put off; in the settings (`all`) they stay.
#[component]
pub fn AdmitLines(#[props(default)] all: bool) -> Element {
    let session = use_session();
    let mut later = use_signal(Vec::<(Id, Id)>::new);
    let me = use_me();
    let team = use_team();
    let waiting = use_query(&["person", "grant", "practice"], |db| Ok((persons::not_admitted(db)?, persons::admitted(db)?)));
    let holds = use_query(&["person", "grant", "practice", "sealed"], move |_| {
        Ok(session.desk.read().ring.as_ref().is_some_and(|ring| ring.is_doctors()))
    });
    let Some(me) = me().filter(|me| me.role == Role::Doctor) else { return rsx! {} };
    let (waiting, readers): (Vec<Person>, Vec<Person>) = waiting.read().clone().unwrap_or_default();
    let put_off = |id: Id| !all && later.read().contains(&(me.id, id));
    let holds = *holds.read() == Some(true);
    let to_let_in: Vec<Person> = waiting.iter().filter(|p| holds && p.id != me.id && !put_off(p.id)).cloned().collect();
    let asks = waiting.iter().any(|p| p.id == me.id) && !put_off(me.id);
    let class = if all { "note admit" } else { "ribbon admit" };
    let whom = readers.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
    let my = me.id;
    rsx! {
        for person in to_let_in {
            div { key: "{person.id}", class, "data-tone": "info", role: "status", "data-testid": "admit-{person.id}",
                Icon { name: "stethoscope" }
                span { class: "main", {session.tr(if person.former.is_empty() { "admit-joined" } else { "admit-new-keys" }, &[("name", person.name.clone().into())])} }
                button { r#type: "button", class: "btn", "data-testid": "admit-yes-{person.id}", onclick: { let id = person.id; move |_| admit(session, name_of(&team.read(), id), id) }, {session.t("admit-yes")} }
                if !all { button { r#type: "button", class: "btn quiet", "data-testid": "admit-later-{person.id}", onclick: { let id = person.id; move |_| later.write().push((my, id)) }, {session.t("admit-later")} } }
            }
        }
        if asks {
            div { class, "data-tone": "info", role: "status", "data-testid": "admit-ask",
                Icon { name: "stethoscope" }
                span { class: "main", {session.tr("admit-ask", &[("names", whom.into())])} }
                if !all { button { r#type: "button", class: "btn quiet", onclick: move |_| later.write().push((my, my)), {session.t("admit-later")} } }
            }
        }
    }
}

fn admit(session: Session, name: String, id: Id) {
    let desk = session.desk.peek().clone();
    session.in_background(
        move || persons::admit(&desk, id),
        move |session, done| match done {
            Ok(()) => {
                keys_changed(session);
                session.say(session.tr("done-admit", &[("name", name.into())]), None);
            }
            Err(error) => session.refuse(&error),
        },
    );
}
