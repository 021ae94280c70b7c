//! Adding and changing a patient.

use crate::{base::Id, ui::use_session};
use dioxus::prelude::*;

#[component]
pub fn PatientPanel(id: Option<Id>) -> Element {
    let session = use_session();
    rsx! { aside { class: "panel", {session.t("place-patients")} } }
}
