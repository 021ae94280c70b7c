//! Recovery words: shown to be written down, and typed from the paper.

use super::{drawn::Drawn, entry::Entry, wrong::Wrong};
use crate::{
    platform::secret_keys,
    ui::secret::{Secret, use_secret_field},
};
use dioxus::prelude::*;

/// Where they are typed; what was typed can be read while it is.
#[component]
pub fn WordsField(
    label: String,
    value: Secret,
    oninput: EventHandler<Secret>,
    #[props(default = "words")] name: &'static str,
    #[props(default)] error: Option<String>,
    #[props(default)] hint: String,
    #[props(default)] autofocus: bool,
    /// One word alone.
    #[props(default)]
    single: bool,
    #[props(default)] onkey: Option<EventHandler<KeyboardEvent>>,
) -> Element {
    let secret = use_secret_field(&value, false, autofocus);
    let drawn = secret_keys::are_taken();
    let bad = error.is_some();
    rsx! {
        label { class: "field", "data-bad": if bad { "true" },
            span { class: "name", "{label}" }
            Entry {
                several: !single && !drawn, secret, autofocus, onkey, value: value.shown(), oninput: move |shown| oninput.call(Secret::read(shown)),
                r#type: if drawn { "password" } else { "text" }, "rows": "3", name, "data-testid": name, maxlength: "600", autocapitalize: "none", "aria-invalid": bad,
            }
            if drawn && !value.is_empty() { Drawn { text: value } }
            if let Some(words) = error { Wrong { words } } else if !hint.is_empty() { span { class: "hint num", "{hint}" } }
        }
    }
}

/// One that is to be written down. `label` is what a reader's voice says in its place where it is drawn.
#[component]
pub fn ShownWord(word: &'static str, label: String) -> Element {
    if secret_keys::are_taken() {
        rsx! { Drawn { text: Secret::plain(word), label } }
    } else {
        rsx! { "{word}" }
    }
}
