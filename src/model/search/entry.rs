//! What search knows of a patient.

use super::dates::packed;
use crate::{
    base::{Id, text},
    model::{Patient, patient::Identifier, plan::BY_NAME},
};

/// Where a word of a name stands; the former the likelier somebody is known by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Family,
    /// The name the person goes by, or the first of the given ones.
    First,
    Maiden,
    /// Further given names.
    Given,
    /// What the file was called before it was merged.
    Alias,
}

impl Place {
    /// What a word found here adds; more for the family name where it was typed first.
    pub fn worth(self, typed_first: bool) -> u32 {
        match self {
            Place::Family => 3 + u32::from(typed_first),
            Place::First | Place::Maiden => 2,
            Place::Given => 1,
            Place::Alias => 0,
        }
    }

    /// Whether the word is of the name as lists show it.
    pub fn shown(self) -> bool {
        matches!(self, Place::Family | Place::First)
    }
}

/// A patient as search sees one.
#[derive(Clone)]
pub struct Entry {
    pub id: Id,
    /// The folded words of each name that is written as one, in the order people are listed by.
    pub names: Vec<(Place, Vec<String>)>,
    /// See [`packed`].
    pub born: u32,
    /// The digits of telephone numbers, those of whom to call for the patient included.
    pub phones: Vec<String>,
    /// Letters and digits of the file's numbers.
    pub numbers: Vec<String>,
    pub hidden: bool,
    /// Its words mean the other.
    pub merged_into: Option<Id>,
}

impl Entry {
    pub fn of(p: &Patient) -> Self {
        let phones = p.telecom.iter().filter(|t| matches!(t.system.as_str(), "phone" | "sms")).map(|t| &t.value);
        let phones = phones.chain(p.contacts.iter().map(|c| &c.phone)).map(|n| text::digits(n));
        let number = |i: &Identifier| i.system != BY_NAME && i.value.parse::<Id>().is_err();
        let plain = |value: &str| text::fold(value).replace(' ', "");
        let numbers = p.identifier.iter().filter(|i| number(i)).map(|i| plain(&i.value));
        Entry {
            id: p.id,
            names: names(p),
            born: packed(&p.birth_date),
            phones: phones.filter(|n| !n.is_empty()).collect(),
            numbers: numbers.filter(|n| n.bytes().any(|b| b.is_ascii_digit())).collect(),
            hidden: p.hidden,
            merged_into: p.merged_into,
        }
    }
}

/// A name's words once, where they count most; only the first name may say the family name again.
fn names(p: &Patient) -> Vec<(Place, Vec<String>)> {
    let words = |name: &str| text::fold(name).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (mut all, mut known): (Vec<(Place, Vec<String>)>, Vec<String>) = (Vec::new(), Vec::new());
    let mut add = |place: Place, mut name: Vec<String>| {
        if place > Place::First {
            name.retain(|w| !known.contains(w));
        }
        known.extend(name.iter().cloned());
        if !name.is_empty() {
            all.push((place, name));
        }
    };
    add(Place::Family, words(&p.family));
    let mut given = p.given.iter();
    let first = if p.usual.is_empty() { given.next().map_or("", String::as_str) } else { &p.usual };
    add(Place::First, words(first));
    add(Place::Given, given.flat_map(|g| words(g)).collect());
    add(Place::Maiden, words(&p.maiden));
    p.aliases.iter().for_each(|alias| add(Place::Alias, words(alias)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_stands_where_it_counts_most() {
        let p = Patient {
            family: "Noël".into(),
            given: vec!["Marie-Noël".into(), "Anne".into()],
            usual: "Noël".into(),
            maiden: "Le Goff".into(),
            aliases: vec!["Noël Marie".into(), "Legof Anna".into()],
            birth_date: "1984-03".into(),
            ..Patient::default()
        };
        let entry = Entry::of(&p);
        let said: Vec<(Place, &str)> = entry.names.iter().flat_map(|(p, w)| w.iter().map(|w| (*p, w.as_str()))).collect();
        let expected = [
            (Place::Family, "noel"),
            (Place::First, "noel"),
            (Place::Given, "marie"),
            (Place::Given, "anne"),
            (Place::Maiden, "le"),
            (Place::Maiden, "goff"),
            (Place::Alias, "legof"),
            (Place::Alias, "anna"),
        ];
        assert_eq!(said, expected);
        assert_eq!(entry.born, 1984 << 16 | 3 << 8);
    }
}
