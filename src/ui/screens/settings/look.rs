//! How this device shows things. It applies at once, and is no part of the log.

use super::Line;
use crate::{
    lang::Lang,
    ui::{app::set_looks, use_session},
};
use dioxus::prelude::*;

#[component]
pub fn Look() -> Element {
    let session = use_session();
    let looks = session.looks.read().clone();
    let lang = *session.lang.read();
    let theme = if looks.theme.is_empty() { "system" } else { looks.theme.as_str() };
    rsx! {
        h2 { {session.t("set-look")} }
        div { class: "group",
            div { class: "theme-pick", role: "group", "aria-label": session.t("look-theme"),
                for (code , text) in [("system", "look-system"), ("light", "look-light"), ("dark", "look-dark")] {
                    button { r#type: "button", key: "{code}", class: "look", "data-look": code, "data-testid": text, "aria-pressed": theme == code,
                        onclick: move |_| set_looks(session, |l| l.theme = if code == "system" { String::new() } else { code.into() }),
                        i {}
                        {session.t(text)}
                    }
                }
            }
            Line { title: session.t("look-language"),
                Segments {
                    label: session.t("look-language"),
                    words: vec!["English".to_owned(), "Français".to_owned()],
                    on: usize::from(lang == Lang::Fr),
                    onpick: move |i: usize| set_looks(session, |l| l.lang = Lang::ALL[i].code().into()),
                }
            }
            Line { title: session.t("look-text"),
                Segments {
                    label: session.t("look-text"),
                    words: vec![session.t("look-text-normal"), session.t("look-text-large")],
                    on: usize::from(looks.large),
                    onpick: move |i: usize| set_looks(session, |l| l.large = i == 1),
                }
            }
            Line { title: session.t("look-rows"), more: session.t("look-rows-more"),
                Segments {
                    label: session.t("look-rows"),
                    words: vec![session.t("look-rows-calm"), session.t("look-rows-compact")],
                    on: usize::from(looks.compact),
                    onpick: move |i: usize| set_looks(session, |l| l.compact = i == 1),
                }
            }
            Line { title: session.t("look-contrast"),
                button { r#type: "button", class: "switch", role: "switch", "data-testid": "look-contrast", "aria-checked": looks.contrast, "aria-label": session.t("look-contrast"),
                    onclick: move |_| set_looks(session, |l| l.contrast = !l.contrast),
                }
            }
        }
    }
}

/// One of a few, side by side.
#[component]
pub fn Segments(
    label: String,
    words: Vec<String>,
    on: usize,
    onpick: EventHandler<usize>,
    /// Before the numbers that name its buttons.
    #[props(default = "segment")]
    name: &'static str,
) -> Element {
    rsx! {
        div { class: "segments", role: "group", "aria-label": "{label}",
            for (i , word) in words.into_iter().enumerate() {
                button { r#type: "button", key: "{i}", "data-testid": "{name}-{i}", "aria-pressed": i == on, onclick: move |_| onpick.call(i), "{word}" }
            }
        }
    }
}
