//! A field of a form: its name, what is typed, a hint, and at its place what is wrong.

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
) -> Element {
    let bad = error.is_some();
    let held = use_held(&value);
    rsx! {
        label { class: "field {class}", "data-bad": if bad { "true" },
            span { class: "name", "{label}" if !optional.is_empty() { em { " {optional}" } } }
            input {
                key: "{held.version}",
                r#type: kind,
                name,
                "data-testid": name,
                initial_value: "{held.value}",
                placeholder: "{placeholder}",
                maxlength: "2000",
                autocomplete: "off",
                spellcheck: "false",
                list: suggestions,
                "aria-invalid": bad,
                onmounted: move |e| async move { if autofocus { let _ = e.set_focus(true).await; } },
                oninput: move |e| { held.typed(e.value()); oninput.call(e.value()) },
                onkeydown: move |e| keep_typing(&e),
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
    let held = use_held(&value);
    rsx! {
        label { class: "field all",
            span { class: "name", "{label}" if !optional.is_empty() { em { " {optional}" } } }
            textarea { key: "{held.version}", name, "data-testid": name, maxlength: "8000", initial_value: "{held.value}", oninput: move |e| { held.typed(e.value()); oninput.call(e.value()) }, onkeydown: move |e| keep_typing(&e) }
        }
    }
}

/// What a field holds. What is typed is never told back to it: the echo would come after the next letter and
/// swallow it. Only a value from elsewhere is, by a new field in its place.
#[derive(Clone, Copy)]
struct Held {
    value: Signal<String>,
    version: Signal<u64>,
}

fn use_held(given: &str) -> Held {
    let mut value = use_signal(|| given.to_owned());
    let mut version = use_signal(|| 0);
    if *value.peek() != given {
        value.set(given.to_owned());
        version += 1;
    }
    Held { value, version }
}

impl Held {
    fn typed(mut self, text: String) {
        self.value.set(text);
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
                for (code, words) in options {
                    option { key: "{code}", value: "{code}", selected: code == value, "{words}" }
                }
            }
            if let Some(error) = error {
                span { class: "error", role: "alert", Icon { name: "circle-alert", small: true } span { "{error}" } }
            }
        }
    }
}
