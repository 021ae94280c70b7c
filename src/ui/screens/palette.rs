//! The palette and the sheet of keys.

use crate::ui::use_session;
use dioxus::prelude::*;

#[component]
pub fn Palette() -> Element {
    let session = use_session();
    rsx! { div { class: "over", {session.t("find-patient")} } }
}

#[component]
pub fn Keys() -> Element {
    let session = use_session();
    rsx! { div { class: "over", {session.t("place-more")} } }
}
