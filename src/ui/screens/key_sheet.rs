//! The sheet of keys, made from the tables that the keys themselves go by.

use super::visit::Deed;
use crate::ui::{
    command::{BOUND, Command},
    icons::Icon,
    use_session,
};
use dioxus::prelude::*;

#[component]
pub fn Keys() -> Element {
    let mut session = use_session();
    let places = |c: &Command| matches!(c, Command::Go(_));
    let lines = |wanted: bool| -> Vec<(String, String)> {
        let bound = BOUND.iter().filter(|b| places(&b.command) == wanted);
        bound.filter_map(|b| Some((b.cap(), session.t(b.command.text()?)))).collect()
    };
    let mut deeds: Vec<(String, String)> = Deed::ALL.iter().map(|d| (d.letter().to_uppercase(), session.t(d.key()))).collect();
    deeds.push(("M".into(), session.t("move")));
    let forms =
        vec![("↵".into(), session.t("keys-enter")), ("Esc".into(), session.t("keys-escape")), ("↑ ↓".into(), session.t("keys-arrows"))];
    let sections = [("keys-anywhere", lines(false)), ("keys-visit", deeds), ("keys-places", lines(true)), ("keys-forms", forms)];
    rsx! {
        div { class: "over", onclick: move |_| session.float.set(None),
            section { class: "keys", role: "dialog", "aria-modal": "true", "aria-label": session.t("command-keys"), "data-testid": "keys", onclick: move |e| e.stop_propagation(),
                div { class: "head",
                    h2 { {session.t("command-keys")} }
                    button { class: "btn quiet icon-only", "aria-label": session.t("close"), onmounted: move |e| async move { let _ = e.set_focus(true).await; }, onclick: move |_| session.float.set(None), Icon { name: "x" } }
                }
                div { class: "keys-grid", tabindex: "0",
                    for (name , lines) in sections {
                        section { key: "{name}",
                            h3 { {session.t(name)} }
                            dl {
                                for (cap , words) in lines {
                                    div { key: "{cap}",
                                        dd { "{words}" }
                                        dt { for (i , part) in cap.split(' ').enumerate() { if i > 0 { " " } kbd { class: "key", "{part}" } } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
