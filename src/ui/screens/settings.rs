//! Settings.

use crate::ui::use_session;
use dioxus::prelude::*;

#[component]
pub fn Settings() -> Element {
    let session = use_session();
    rsx! { header { class: "top", div { class: "title", h1 { {session.t("place-settings")} } } } }
}
