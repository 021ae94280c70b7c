//! Who is at work: at the foot of the rail, and the way to somebody else's.

use super::lock::role;
use crate::{
    store,
    ui::{
        door::Doorway,
        icons::Icon,
        parts::tiles::{Avatar, Tile, Tiles},
        route::{Float, Route},
        session::Session,
        use_query, use_session,
    },
};
use dioxus::prelude::*;

/// Everybody who works here, and which of them is at work.
fn use_people(session: Session) -> (Option<Tile>, Vec<Tile>) {
    let people = use_query(&["person"], store::people::all);
    let at_work = session.desk.read().person;
    let lang = *session.lang.read();
    let people = people.read();
    let tile = |p: &crate::model::Person| Tile { id: p.id, name: p.name.clone(), role: role(lang, p.role), present: false };
    let (me, others): (Vec<Tile>, Vec<Tile>) = people.iter().flatten().filter(|p| !p.has_left()).map(tile).partition(|t| t.id == at_work);
    (me.into_iter().next(), others)
}

/// Her place at the foot of the rail.
#[component]
pub fn Place() -> Element {
    let mut session = use_session();
    let (me, _) = use_people(session);
    let Some(me) = me else { return rsx! {} };
    let open = *session.float.read() == Some(Float::Me);
    rsx! {
        button { r#type: "button", class: "place me", "data-testid": "me", "aria-haspopup": "menu", "aria-expanded": open,
            onclick: move |_| session.float.set(Some(Float::Me)),
            Avatar { name: me.name.clone() }
            span { class: "hidden-words", {session.t("me-who")} " " }
            span { class: "label", "{me.name}" }
        }
    }
}

/// The small menu: another person, one's PIN, and the ways out.
#[component]
pub fn Me() -> Element {
    let mut session = use_session();
    let door = use_context::<Doorway>();
    let (me, others) = use_people(session);
    let Some(me) = me else { return rsx! {} };
    let to_pin = move |_| {
        session.go(Route::Settings);
        session.section.set(Some("set-safety"));
    };
    rsx! {
        div { class: "over clear", onclick: move |_| session.float.set(None),
            nav { class: "pop me-menu", "data-testid": "me-menu", "aria-label": session.t("me-who"), onclick: move |e| e.stop_propagation(),
                div { class: "head", Avatar { name: me.name.clone() } span { class: "main", strong { "{me.name}" } small { "{me.role}" } } }
                if !others.is_empty() {
                    p { class: "group-name", {session.t("me-change")} }
                    Tiles { persons: others, chosen: None, onpick: move |id| session.lock_for(Some(id)) }
                }
                button { r#type: "button", class: "item", "data-testid": "me-lock", onmounted: move |e| async move { let _ = e.set_focus(true).await; }, onclick: move |_| session.lock(), Icon { name: "lock" } span { {session.t("place-lock")} } kbd { class: "key", "Ctrl L" } }
                button { r#type: "button", class: "item", "data-testid": "me-pin", onclick: to_pin, Icon { name: "key-round" } span { {session.t("me-pin")} } }
                button { r#type: "button", class: "item", "data-testid": "me-out", onclick: move |_| sign_out(session, door), Icon { name: "log-out" } span { {session.t("me-out")} } }
                button { r#type: "button", class: "item", "data-testid": "me-close", onclick: move |_| door.close(), Icon { name: "door-closed" } span { {session.t("lock-close")} } }
            }
        }
    }
}

/// Her keys go; where nobody else is signed in the practice is closed.
pub fn sign_out(session: Session, door: Doorway) {
    if let Some(practice) = door.open.peek().clone() {
        session.sign_out(practice, move || door.close());
    }
}
