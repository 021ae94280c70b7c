//! How a person is written, everywhere the same.

use crate::{lang::Lang, model::Patient, ui::session::Session, words};
use dioxus::prelude::*;

/// The family name, which stands out, and the first name; initials where others may look on.
pub fn name_parts(session: Session, p: &Patient) -> (String, String) {
    if *session.privacy.read() {
        return (p.initials(), String::new());
    }
    let family = if *session.lang.read() == Lang::Fr { p.family.to_uppercase() } else { p.family.clone() };
    let first = if p.usual.is_empty() { p.given.join(" ") } else { p.usual.clone() };
    (family, first)
}

/// The whole name in one text, for a label or a message.
pub fn name(session: Session, p: &Patient) -> String {
    let (family, first) = name_parts(session, p);
    format!("{family} {first}").trim().to_owned()
}

#[component]
pub fn Who(family: String, first: String) -> Element {
    rsx! { span { class: "who", b { "{family}" } " {first}" } }
}

/// "17.09.1974 · 52 years"; nothing where others may look on.
pub fn born_short(session: Session, p: &Patient) -> String {
    if *session.privacy.read() || p.birth_date.is_empty() {
        return String::new();
    }
    let born = words::birth_date(&p.birth_date);
    match p.age(session.today()) {
        Some(age) => format!("{born} · {}", session.tr("years-old", &[("n", age.into())])),
        None => born,
    }
}

/// The number to call, as people of the country read it.
pub fn phone(session: Session, p: &Patient) -> String {
    if *session.privacy.read() {
        return String::new();
    }
    p.phone().map(|n| words::phone(n, &session.country())).unwrap_or_default()
}
