//! The field a PIN is typed into: a keyboard of digits on a touch screen, and nothing that tells how long it is.

use super::{entry::Entry, wrong::Wrong};
use crate::ui::secret::{Secret, use_secret_field};
use dioxus::prelude::*;

#[component]
pub fn PinField(
    label: String,
    value: Secret,
    oninput: EventHandler<Secret>,
    #[props(default = "pin")] name: &'static str,
    #[props(default)] error: Option<String>,
    #[props(default)] hint: String,
    /// Where the focus goes back to from anywhere on the page.
    #[props(default)]
    home: bool,
) -> Element {
    let secret = use_secret_field(&value, home, home);
    let bad = error.is_some();
    rsx! {
        label { class: "field pin-field", "data-bad": if bad { "true" },
            span { class: "name", "{label}" }
            Entry {
                value: value.shown(), oninput: move |shown| oninput.call(Secret::read(shown)), secret, autofocus: home, r#type: "password", inputmode: "numeric", name, "data-testid": name,
                maxlength: "40", "aria-invalid": bad, "data-home": if home { "true" },
            }
            if let Some(error) = error { Wrong { words: error } } else if !hint.is_empty() { span { class: "hint", "{hint}" } }
        }
    }
}
