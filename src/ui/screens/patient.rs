//! One patient.

use crate::{base::Id, ui::use_session};
use dioxus::prelude::*;

#[component]
pub fn PatientPage(id: Id) -> Element {
    let session = use_session();
    rsx! { p { "{id}" {session.t("place-patients")} } }
}
