//! The door.

use super::app::Start;
use crate::actions::Desk;
use dioxus::prelude::*;

#[component]
pub fn Door(start: Start, desk: Signal<Option<Desk>>) -> Element {
    rsx! { p { "…" {format!("{start:?}").len().to_string()} } }
}

pub fn start_own(mut door: Signal<Option<Desk>>) {
    door.set(None);
}
