//! What went wrong beside what was being done: a quiet line each, until somebody closes it.

use crate::ui::{icons::Icon, use_session};
use dioxus::prelude::*;

#[component]
pub fn Troubles() -> Element {
    let session = use_session();
    let mut troubles = session.troubles;
    let lines = troubles.read().clone();
    rsx! {
        for key in lines {
            div { key: "{key}", class: "remind trouble", role: "alert", "data-testid": key,
                Icon { name: "circle-alert" }
                span { class: "said", {session.t(key)} }
                button { r#type: "button", class: "btn quiet", "data-testid": "{key}-close", onclick: move |_| { troubles.write().remove(key); }, {session.t("close")} }
            }
        }
    }
}
