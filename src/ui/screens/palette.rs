//! The palette: finds people and does things by their names, over whatever is on screen.

use super::palette_found::{Group, Offer, groups};
use crate::{
    store::{Topic, practitioners},
    ui::{
        command::Command,
        icons::Icon,
        keys::keep_typing,
        parts::{days::use_days, focus::reveal},
        session::Session,
        use_query, use_session,
    },
};
use dioxus::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

pub use super::key_sheet::Keys;

const TOPICS: &[Topic] = &["patient", "appointment", "act"];

#[component]
pub fn Palette() -> Element {
    let mut session = use_session();
    let mut typed = use_signal(String::new);
    let mut lit = use_signal(|| 0usize);
    let rows = use_signal(BTreeMap::<usize, Rc<MountedData>>::new);
    let days = use_days(true);
    let doctors = use_query(&["practitioner"], practitioners::here);
    let found = use_query(TOPICS, move |db| {
        groups(session, db, &typed.read(), days.read().as_deref().unwrap_or_default(), doctors.read().as_deref().unwrap_or_default())
    });
    let answer = found.read();
    let groups: Vec<Group> = answer.as_ref().cloned().unwrap_or_default();
    let n = groups.iter().map(|g| g.offers.len()).sum::<usize>();
    let on_key = move |e: KeyboardEvent| {
        keep_typing(&e);
        match e.key() {
            Key::ArrowDown if n > 0 => lit.set((lit() + 1) % n),
            Key::ArrowUp if n > 0 => lit.set((lit() + n - 1) % n),
            // Nor what lies behind it by an arrow, where nothing is found.
            Key::ArrowDown | Key::ArrowUp => {}
            Key::Enter => {
                // What is typed by now, painted or not.
                let groups = found.read().clone().unwrap_or_default();
                let commands: Vec<Command> = groups.into_iter().flat_map(|g| g.offers).map(|o| o.command).collect();
                if let Some(command) = commands.get(lit().min(commands.len().saturating_sub(1))) {
                    choose(session, command);
                }
            }
            // Nothing behind the palette is reached from it.
            Key::Tab => {}
            _ => return,
        }
        e.prevent_default();
        e.stop_propagation();
        reveal(rows, lit());
    };
    let mut start = 0;
    rsx! {
        div { class: "over", onclick: move |_| session.float.set(None),
            div { class: "palette", role: "dialog", "aria-modal": "true", "aria-label": session.t("command-find"), "data-testid": "palette", onclick: move |e| e.stop_propagation(),
                div { class: "ask",
                    Icon { name: "search" }
                    input {
                        "data-testid": "palette-ask", "data-ahead": "true", initial_value: "{typed.peek()}", "aria-label": session.t("command-find"), placeholder: session.t("palette-hint"),
                        role: "combobox", "aria-expanded": n > 0, "aria-controls": "found", "aria-activedescendant": "found-{lit}", autocomplete: "off", spellcheck: "false", maxlength: "200",
                        onmounted: move |e| async move {
                            let _ = e.set_focus(true).await;
                        },
                        oninput: move |e| { typed.set(e.value()); lit.set(0); },
                        onkeydown: on_key,
                    }
                    kbd { class: "key", "Esc" }
                }
                ul { class: "groups", role: "listbox", id: "found", "aria-label": session.t("palette-found"),
                    for g in groups {
                        li { class: "group-name", role: "presentation", key: "{g.name}", "{g.name}" }
                        for (i , offer) in g.offers.into_iter().enumerate().map({ let from = start; start += g.len; move |(i, o)| (from + i, o) }) {
                            Line { key: "{i}", i, offer, lit: lit() == i, rows, onlight: move |_| lit.set(i) }
                        }
                    }
                    if n == 0 { li { class: "group-name", role: "presentation", {session.t("palette-nothing")} } }
                }
                div { class: "hints",
                    span { kbd { class: "key", "↑" } " " kbd { class: "key", "↓" } " " {session.t("palette-choose")} }
                    span { kbd { class: "key", "↵" } " " {session.t("palette-open")} }
                    span { kbd { class: "key", "Esc" } " " {session.t("palette-back")} }
                }
            }
        }
    }
}

/// Closes first: what is chosen may open something of its own.
fn choose(mut session: Session, command: &Command) {
    session.float.set(None);
    command.run(session);
}

#[component]
fn Line(i: usize, offer: Offer, lit: bool, rows: Signal<BTreeMap<usize, Rc<MountedData>>>, onlight: EventHandler<()>) -> Element {
    let session = use_session();
    let mut rows = rows;
    let cap = offer.command.cap();
    let command = offer.command.clone();
    rsx! {
        li { class: "item", role: "option", id: "found-{i}", "data-testid": "found-{i}", "aria-selected": lit,
            onmounted: move |e| { rows.write().insert(i, e.data()); },
            onmousemove: move |_| if !lit { onlight.call(()) },
            onclick: move |_| choose(session, &command),
            Icon { name: offer.command.icon() }
            span { class: "main", if offer.name.is_empty() { "{offer.words}" } else { b { "{offer.name}" } " {offer.words}" } }
            if !offer.second.is_empty() { span { class: "second num", "{offer.second}" } }
            if let Some(cap) = cap { kbd { class: "key", "{cap}" } }
        }
    }
}
