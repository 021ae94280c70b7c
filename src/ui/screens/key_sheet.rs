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
    let lines = |wanted: bool| {
        // One line for each command, with every key that does it.
        let mut lines: Vec<(&Command, Vec<String>)> = Vec::new();
        for b in BOUND.iter().filter(|b| places(&b.command) == wanted) {
            match lines.iter_mut().find(|(c, _)| **c == b.command) {
                Some((_, caps)) => caps.push(b.cap()),
                None => lines.push((&b.command, vec![b.cap()])),
            }
        }
        lines.into_iter().filter_map(|(c, caps)| Some((caps, session.t(c.text()?)))).collect::<Vec<_>>()
    };
    let mut deeds: Vec<(Vec<String>, String)> = Deed::ALL.iter().map(|d| (vec![d.letter().to_uppercase()], session.t(d.key()))).collect();
    deeds.push((vec!["M".into()], session.t("move")));
    deeds.push((vec!["Shift ↑".into(), "↓".into(), "←".into(), "→".into()], session.t("keys-shift-arrows")));
    deeds.push((vec!["+".into(), "-".into()], session.t("keys-plus-minus")));
    let forms = [("↵", "keys-enter"), ("Esc", "keys-escape"), ("↑ ↓", "keys-arrows")]
        .map(|(cap, text)| (vec![cap.to_owned()], session.t(text)))
        .to_vec();
    let sections = [("keys-anywhere", lines(false)), ("keys-visit", deeds), ("keys-places", lines(true)), ("keys-forms", forms)];
    rsx! {
        div { class: "over", onclick: move |_| session.float.set(None),
            section { class: "keys", role: "dialog", "aria-modal": "true", "aria-label": session.t("command-keys"), "data-testid": "keys", onclick: move |e| e.stop_propagation(),
                div { class: "head",
                    h2 { {session.t("command-keys")} }
                    button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.t("close"), onmounted: move |e| async move { let _ = e.set_focus(true).await; }, onclick: move |_| session.float.set(None), Icon { name: "x" } }
                }
                div { class: "keys-grid", tabindex: "0",
                    for (name , lines) in sections {
                        section { key: "{name}",
                            h3 { {session.t(name)} }
                            dl {
                                for (caps , words) in lines {
                                    div { key: "{caps[0]}",
                                        dd { "{words}" }
                                        dt { for (i , cap) in caps.iter().enumerate() { if i > 0 { " · " } Cap { cap: cap.clone() } } }
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

/// One key, or several that are held together.
#[component]
fn Cap(cap: String) -> Element {
    rsx! { for (i , part) in cap.split(' ').enumerate() { if i > 0 { " " } kbd { class: "key", "{part}" } } }
}
