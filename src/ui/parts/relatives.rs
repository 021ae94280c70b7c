//! Those around a patient: who they are and how they are reached.

use crate::{model::patient::Contact, words};

/// "Marc Fontaine (fils) · 06 39 98 12 34", as numbers are read in the practice's country.
pub fn said(c: &Contact, country: &str) -> String {
    let (who, phone) = apart(c, country);
    [who, phone].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Who it is, and the number, where a number stays on one line.
pub fn apart(c: &Contact, country: &str) -> (String, String) {
    let who = match (c.name.is_empty(), c.relation.is_empty()) {
        (false, false) => format!("{} ({})", c.name, c.relation),
        (false, true) => c.name.clone(),
        (true, _) => c.relation.clone(),
    };
    let phone = if c.phone.is_empty() { String::new() } else { words::phone(&c.phone, country) };
    (who, phone)
}
