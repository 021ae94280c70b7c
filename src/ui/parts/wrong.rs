//! What is wrong with a field, under it.

use crate::ui::icons::Icon;
use dioxus::prelude::*;

#[component]
pub fn Wrong(words: String) -> Element {
    rsx! { span { class: "error", role: "alert", Icon { name: "circle-alert", small: true } span { "{words}" } } }
}
