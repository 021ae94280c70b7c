//! People who work here, to be chosen from: one tap each.

use crate::{base::Id, ui::icons::Icon};
use dioxus::prelude::*;

/// Somebody who may come in.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    pub id: Id,
    pub name: String,
    /// What she does here.
    pub role: String,
    /// She gave her passphrase since Genki was opened.
    pub present: bool,
}

/// The first letters of the first and the last word: "NR" of Nadège Royer.
pub fn letters(name: &str) -> String {
    let mut words = name.split(|c: char| c.is_whitespace() || c == '-').filter(|w| w.chars().any(char::is_alphabetic));
    let first = words.next();
    let of = |word: &str| word.chars().find(|c| c.is_alphabetic()).map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first.into_iter().chain(words.next_back()).map(of).collect()
}

/// The round mark of a person.
#[component]
pub fn Avatar(name: String) -> Element {
    rsx! { span { class: "avatar", "aria-hidden": "true", {letters(&name)} } }
}

#[component]
pub fn Tiles(persons: Vec<Tile>, chosen: Option<Id>, onpick: EventHandler<Id>) -> Element {
    let many = persons.len() > 3;
    rsx! {
        div { class: if many { "persons many" } else { "persons" }, role: "group",
            for (i , p) in persons.into_iter().enumerate() {
                button { r#type: "button", key: "{p.id}", class: "person", "data-testid": "person-{i}", "aria-pressed": chosen == Some(p.id), onclick: move |_| onpick.call(p.id),
                    Avatar { name: p.name.clone() }
                    span { class: "main", strong { "{p.name}" } if !p.role.is_empty() { small { "{p.role}" } } }
                    if p.present { Icon { name: "lock-open", small: true } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_of_the_first_and_the_last_name() {
        assert_eq!(
            ["Nadège", "Nadège Royer", "Dr Anne-Lise Le Gall", "  ", "élodie (2)"].map(letters),
            ["N", "NR", "DG", "", "É"].map(String::from)
        );
    }
}
