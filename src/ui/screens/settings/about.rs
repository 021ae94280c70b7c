//! What this is, and whose work it stands on.

use super::Line;
use crate::ui::{parts::sign::Sign, use_session};
use dioxus::prelude::*;

const CREDITS: [(&str, &str); 4] = [
    ("Atkinson Hyperlegible Next", "Braille Institute of America · SIL Open Font License 1.1"),
    ("Lucide", "Lucide contributors · ISC"),
    ("SQLCipher", "Zetetic LLC · BSD 3-clause"),
    ("Dioxus", "DioxusLabs · MIT / Apache 2.0"),
];

#[component]
pub fn About() -> Element {
    let session = use_session();
    rsx! {
        h2 { {session.t("set-about")} }
        div { class: "group",
            div { class: "setting about", Sign {} div { class: "main", strong { "Genki " {env!("CARGO_PKG_VERSION")} } span { {session.t("about-lead")} } } }
            Line { title: session.t("about-licence"), more: "MIT" }
        }
        h2 { {session.t("about-credits")} }
        div { class: "group", for (name , more) in CREDITS { Line { key: "{name}", title: name, more } } }
    }
}
