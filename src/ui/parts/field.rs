//! A field of a form: its name, what is typed, a hint, and at its place what is wrong.

use super::{entry::Entry, lists::keyed};
use crate::ui::{icons::Icon, keys::keep_typing};
use dioxus::prelude::*;

/// A line of text.
#[component]
pub fn Field(
    label: String,
    value: String,
    oninput: EventHandler<String>,
    #[props(default)] name: &'static str,
    #[props(default)] error: Option<String>,
    #[props(default)] hint: String,
    #[props(default = "text")] kind: &'static str,
    #[props(default)] optional: String,
    #[props(default)] autofocus: bool,
    #[props(default)] placeholder: String,
    #[props(default)] class: String,
    #[props(default)] suggestions: Option<&'static str>,
    /// Once what is typed is left, or Enter was pressed.
    #[props(default)]
    onchange: Option<EventHandler<String>>,
) -> Element {
    let bad = error.is_some();
    rsx! {
        label { class: "field {class}", "data-bad": if bad { "true" },
            span { class: "name", "{label}" if !optional.is_empty() { em { " {optional}" } } }
            Entry {
                value, oninput, onchange, autofocus,
                r#type: kind, name, "data-testid": name, placeholder: "{placeholder}", maxlength: "2000",  list: suggestions, "aria-invalid": bad,
            }
            if let Some(error) = error {
                span { class: "error", role: "alert", Icon { name: "circle-alert", small: true } span { "{error}" } }
            } else if !hint.is_empty() {
                span { class: "hint", "{hint}" }
            }
        }
    }
}

/// Several lines of text.
#[component]
pub fn Area(
    label: String,
    value: String,
    oninput: EventHandler<String>,
    #[props(default)] name: &'static str,
    #[props(default)] optional: String,
) -> Element {
    rsx! {
        label { class: "field all",
            span { class: "name", "{label}" if !optional.is_empty() { em { " {optional}" } } }
            Entry { several: true, value, oninput, name, "data-testid": name, maxlength: "8000" }
        }
    }
}

/// One of a few.
#[component]
pub fn Choice(
    label: String,
    value: String,
    options: Vec<(String, String)>,
    onchange: EventHandler<String>,
    #[props(default)] name: &'static str,
    #[props(default)] error: Option<String>,
) -> Element {
    let bad = error.is_some();
    rsx! {
        label { class: "field", "data-bad": if bad { "true" },
            span { class: "name", "{label}" }
            select { name, "data-testid": name, value: "{value}", onchange: move |e| onchange.call(e.value()), onkeydown: move |e| keep_typing(&e),
                for (key, (code, words)) in keyed(options, |(code, _)| code.clone()) {
                    option { key: "{key}", value: "{code}", selected: code == value, "{words}" }
                }
            }
            if let Some(error) = error {
                span { class: "error", role: "alert", Icon { name: "circle-alert", small: true } span { "{error}" } }
            }
        }
    }
}
