//! Why a visit is called off: the usual reasons, the first one lit, or words. Enter does it.

use super::visit::name_of;
use crate::{
    actions::{booking, reception},
    base::Id,
    model::appointment::CALLED_OFF,
    ui::{
        icons::Icon,
        parts::{entry::Entry, focus::use_focus_when},
        route::Panel,
        session::Session,
        use_session,
    },
};
use dioxus::prelude::*;

#[component]
pub fn CallOff(id: Id, onwards: bool) -> Element {
    let session = use_session();
    let mut lit = use_signal(|| 0usize);
    let mut words = use_signal(String::new);
    let last = CALLED_OFF.len() - 1;
    rsx! {
        section { class: "call-off", "data-testid": "call-off", "aria-label": session.t("call-off-why"),
            h3 { {session.t(if onwards { "call-off-why-all" } else { "call-off-why" })} }
            div { class: "whys",
                for (i , code) in CALLED_OFF.iter().enumerate() {
                    Why { key: "{code}", code, lit: lit() == i, onpick: move |()| call_off(session, id, onwards, code),
                        onstep: move |by: i64| lit.set((lit() as i64 + by).clamp(0, last as i64) as usize) }
                }
            }
            form { class: "with-button", onsubmit: move |e| { e.prevent_default(); if !words.peek().trim().is_empty() { call_off(session, id, onwards, words.peek().trim()) } },
                Entry { value: String::new(), class: "input", "data-testid": "call-off-words", placeholder: session.t("call-off-words"), "aria-label": session.t("call-off-words"), maxlength: "200", oninput: move |v| words.set(v) }
                button { class: "btn icon-only", r#type: "submit", "data-testid": "call-off-do", "aria-label": session.t("cancel-visit"), Icon { name: "check" } }
            }
            button { r#type: "button", class: "btn quiet", "data-testid": "call-off-not", onclick: move |_| session.open(Panel::Visit(id)), span { {session.t("call-off-not")} } kbd { class: "key", "Esc" } }
        }
    }
}

#[component]
fn Why(code: &'static str, lit: bool, onpick: EventHandler<()>, onstep: EventHandler<i64>) -> Element {
    let session = use_session();
    let onmounted = use_focus_when(lit);
    rsx! {
        button { r#type: "button", class: "btn wide", "data-testid": "why-{code}", tabindex: if lit { "0" } else { "-1" }, "data-lit": lit, onmounted,
            onclick: move |_| onpick.call(()),
            onkeydown: move |e| {
                let by = match e.key() {
                    Key::ArrowDown | Key::ArrowRight => 1,
                    Key::ArrowUp | Key::ArrowLeft => -1,
                    _ => return,
                };
                e.prevent_default();
                e.stop_propagation();
                onstep.call(by);
            },
            span { {session.t(&format!("off-{code}"))} }
            if lit { kbd { class: "key", "↵" } }
        }
    }
}

fn call_off(session: Session, id: Id, onwards: bool, why: &str) {
    let (name, why) = (name_of(session, id), why.to_owned());
    if !onwards {
        let words = session.tr("done-cancel", &[("name", name.into())]);
        let work = move |tx: &mut crate::store::Tx| {
            tx.set_subject(id);
            reception::cancel(tx, id, &why)
        };
        return session.act_then("cancel", words, work, move |session, ()| session.open(Panel::Visit(id)));
    }
    session.run(
        "cancel-series",
        move |tx| booking::cancel_onwards(tx, id, &why),
        move |session, done| match done {
            Ok(done) => {
                session.say(session.tr("done-cancel-series", &[("name", name.into()), ("n", done.answer.into())]), Some(done.act));
                session.open(Panel::Visit(id));
            }
            Err(error) => session.refuse(&error),
        },
    );
}

/// The reason in words: those of a code, or as it was typed.
pub fn why(session: Session, reason: &str) -> String {
    let key = format!("why-{reason}");
    if session.lang.read().knows(&key) { session.t(&key) } else { reason.to_owned() }
}
