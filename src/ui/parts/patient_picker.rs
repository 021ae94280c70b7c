//! Type-ahead for a patient: by name, birth date or phone, in any order; somebody new is one line further down.

use crate::{
    actions::patients::{birth_date, phone},
    base::Id,
    model::{Patient, label, namesakes::told_apart, patient::Telecom},
    store::patients,
    ui::{icons::Icon, keys::keep_typing, use_query, use_session},
    words,
};
use chrono::NaiveDate;
use dioxus::prelude::*;

/// Who was picked: somebody known, or a name for somebody new.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked {
    Known(Id),
    New(String),
}

#[component]
pub fn PatientPicker(
    onpick: EventHandler<Picked>,
    /// Words that may name the patient: whom they fit is offered before anything is typed.
    #[props(default)]
    label: String,
    /// What was typed before, and what is typed now, where somebody keeps it.
    #[props(default)]
    begun: String,
    #[props(default)] ontyped: Option<EventHandler<String>>,
    /// Where the hand goes on once somebody is picked.
    #[props(default = "[data-testid=reason-0]")]
    next: &'static str,
    /// Before the names of its parts, where another one may stand on the page.
    #[props(default)]
    prefix: &'static str,
    /// What is offered for a name that nobody bears here.
    #[props(default = "book-create")]
    unknown: &'static str,
    /// The hand goes there at once.
    #[props(default = true)]
    here: bool,
    /// Where the caret was, when it was left.
    #[props(default)]
    caret: Option<u32>,
) -> Element {
    let session = use_session();
    let country = use_session().country;
    let mut typed = use_signal(|| begun.clone());
    let begun = use_hook(|| begun.clone());
    let mut lit = use_signal(|| 0usize);
    let meant = use_memo(use_reactive(&label, |label| label));
    let found = use_query(&["patient"], move |db| match typed.read().trim() {
        "" => patients::named_among(db, &label::words(&meant.read()))
            .map(|all| label::candidates(&meant.read(), all).into_iter().take(5).collect()),
        // A name that nobody bears is a newcomer's: Enter makes one, and never picks somebody like it.
        typed => patients::find_whole(db, typed, 7),
    });
    let named = label::name(&label);
    let said = if typed.read().trim().is_empty() { named.clone() } else { typed.read().trim().to_owned() };
    let answer = found.read();
    let list: Vec<Patient> = answer.as_ref().cloned().unwrap_or_default();
    let apart = told_apart(&list);
    let can_make = nameable(&said);
    let rows = list.len() + usize::from(can_make);
    // What is meant is what is typed by now: the last letters may not be painted yet.
    let choose = move |i: usize| {
        let list = found.read().clone().unwrap_or_default();
        let said = if typed.peek().trim().is_empty() { named.clone() } else { typed.peek().trim().to_owned() };
        match list.get(i) {
            Some(p) => onpick.call(Picked::Known(p.id)),
            None if nameable(&said) => onpick.call(Picked::New(said)),
            None => {}
        }
    };
    let on_key = {
        let choose = choose.clone();
        move |e: KeyboardEvent| {
            keep_typing(&e);
            match e.key() {
                Key::ArrowDown if rows > 0 => lit.set((lit() + 1) % rows),
                Key::ArrowUp if rows > 0 => lit.set((lit() + rows - 1) % rows),
                Key::Enter if rows > 0 || !typed.peek().trim().is_empty() => choose(lit()),
                _ => return,
            }
            e.prevent_default();
            e.stop_propagation();
        }
    };
    let today = session.today();
    let lang = *session.lang.read();
    rsx! {
        div { class: "field",
            span { class: "name", id: "{prefix}who-label", {session.t("book-who")} }
            input {
                "data-testid": "{prefix}who", "aria-labelledby": "{prefix}who-label", role: "combobox", "aria-expanded": rows > 0, "aria-controls": "{prefix}who-list", "data-at": caret, placeholder: session.t("book-who-hint"),
                autocomplete: "off", spellcheck: "false", maxlength: "200", "data-ahead": "true", "data-next": next, initial_value: "{begun}",
                onmounted: move |e| async move { if here { let _ = e.set_focus(true).await; } },
                oninput: move |e| { typed.set(e.value()); lit.set(0); if let Some(ontyped) = ontyped { ontyped.call(e.value()) } },
                onkeydown: on_key,
            }
            if rows > 0 {
                ul { class: "suggest in-place", id: "{prefix}who-list", role: "listbox",
                    for (i , p) in list.iter().enumerate() {
                        li { key: "{p.id}", role: "option", class: "row", "data-testid": "{prefix}pick-{i}", "aria-selected": lit() == i, onclick: { let choose = choose.clone(); move |_| choose(i) },
                            div { class: "main",
                                span { class: "who", b { {p.listed(lang == crate::lang::Lang::Fr)} } if !p.maiden.is_empty() { " ({p.maiden})" } }
                                span { class: "second small num", {words::born(lang, p, today)} if let Some(phone) = p.phone() { " · " {words::phone(phone, &country.read())} } if let Some(apart) = &apart[i] { " · {apart}" } }
                            }
                        }
                    }
                    if can_make {
                        li { role: "option", class: "row", "data-testid": "{prefix}pick-new", "aria-selected": lit() == list.len(), onclick: { let n = list.len(); move |_| choose(n) },
                            Icon { name: "user-plus" }
                            div { class: "main", span { {session.tr(unknown, &[("name", said.clone().into())])} } }
                        }
                    }
                }
            }
        }
    }
}

fn nameable(said: &str) -> bool {
    said.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

/// Somebody new of whom a line was typed: the name, and a birth date and a phone number where digits say one.
pub fn newcomer(typed: &str, id: Id, today: NaiveDate, country: &str) -> Patient {
    let (family, given) = split_name(typed);
    let mut p = Patient { id, family, given: given.split_whitespace().map(str::to_owned).collect(), ..Patient::default() };
    let mut rest = String::new();
    for word in typed.split_whitespace().filter(|w| !is_name(w)) {
        match birth_date(word, today) {
            Ok(date) if p.birth_date.is_empty() && date.len() == 10 => p.birth_date = date,
            _ => rest += word,
        }
    }
    if let Ok(value) = phone(&rest, country)
        && !value.is_empty()
    {
        p.telecom.push(Telecom { system: "phone".into(), value, usage: String::new() });
    }
    p
}

/// What begins with a letter is of a name, and a date or a number what has digits otherwise.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) || !word.contains(|c: char| c.is_ascii_digit())
}

/// Takes what was typed for a new patient apart: the first word is the family name, unless others are in capitals.
pub fn split_name(typed: &str) -> (String, String) {
    let words: Vec<&str> = typed.split_whitespace().filter(|w| is_name(w)).collect();
    let loud = |w: &&str| w.chars().count() > 1 && w.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let (family, given): (Vec<&str>, Vec<&str>) = if words.iter().any(loud) && !words.iter().all(loud) {
        words.into_iter().partition(loud)
    } else {
        let first = words.len().min(1);
        (words[..first].to_vec(), words[first..].to_vec())
    };
    let title = |w: &str| {
        let mut start = true;
        w.chars()
            .map(|c| {
                let c = if start { c.to_uppercase().next().unwrap_or(c) } else { c.to_lowercase().next().unwrap_or(c) };
                start = !c.is_alphabetic();
                c
            })
            .collect::<String>()
    };
    let join = |w: Vec<&str>| w.into_iter().map(title).collect::<Vec<_>>().join(" ");
    (join(family), join(given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newcomers_birth_date_and_phone_are_kept() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let p = newcomer("Zidane Nora 05.04.1990 06 12 34 56 78", Id::default(), today, "FR");
        assert_eq!((p.name().as_str(), p.birth_date.as_str(), p.phone()), ("Zidane Nora", "1990-04-05", Some("+33612345678")));
        let p = newcomer("Test2 Ada 5/4/1990", Id::default(), today, "FR");
        assert_eq!((p.name().as_str(), p.birth_date.as_str(), p.phone()), ("Test2 Ada", "1990-04-05", None));
        let p = newcomer("zidane", Id::default(), today, "FR");
        assert_eq!((p.name().as_str(), p.birth_date.as_str(), p.phone()), ("Zidane", "", None));
    }

    #[test]
    fn a_name_is_taken_apart_as_lists_have_it() {
        for (typed, family, given) in [
            ("martin léa", "Martin", "Léa"),
            ("Léa DE LA TOUR", "De La Tour", "Léa"),
            ("o'neil", "O'Neil", ""),
            ("durand 12031984 jean-paul", "Durand", "Jean-Paul"),
        ] {
            assert_eq!(split_name(typed), (family.into(), given.into()), "{typed}");
        }
    }
}
