//! Whom the words of a visit mean: a calendar knows "Mme Martin Léa - contrôle", the practice knows patients.

use super::{Patient, Practitioner};
use crate::base::{Id, text::fold};

/// How well a label fits a patient, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The family name alone stands in it.
    Family,
    /// Family name and first name stand in it, among other words.
    Within,
    /// It says the name and nothing else.
    Whole,
}

/// Said before a name, and no part of one.
const TITLES: &[&str] = &["m", "mr", "mme", "mlle", "mrs", "ms", "miss", "monsieur", "madame", "mademoiselle", "mister"];

/// The folded words of a label that may be parts of a name.
pub fn words(label: &str) -> Vec<String> {
    fold(label).split(' ').filter(|w| !w.is_empty() && !TITLES.contains(w)).map(str::to_owned).collect()
}

/// What of a label may be a name for somebody new: without a title, and without what is said after the name.
pub fn name(label: &str) -> String {
    let end = [" - ", " – ", "(", ",", ";", ":", "/"].iter().filter_map(|mark| label.find(mark)).min().unwrap_or(label.len());
    let words = label[..end].split_whitespace().filter(|w| !TITLES.contains(&fold(w).as_str()));
    words.collect::<Vec<_>>().join(" ")
}

pub fn fit(words: &[String], patient: &Patient) -> Option<Fit> {
    let parts = |name: &str| fold(name).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let first = patient.given.first().map(String::as_str).unwrap_or_default();
    let families = [parts(&patient.family), parts(&patient.maiden)];
    let givens = [parts(first), parts(&patient.usual), parts(&patient.given.join(" "))];
    let there = |part: &&Vec<String>| !part.is_empty() && words.windows(part.len()).any(|w| w == part.as_slice());
    let family = families.iter().find(there)?;
    let whole = |given: &Vec<String>| {
        let mut both: Vec<&String> = family.iter().chain(given).collect();
        let mut said: Vec<&String> = words.iter().collect();
        both.sort();
        said.sort();
        !given.is_empty() && both == said
    };
    if givens.iter().any(whole) {
        return Some(Fit::Whole);
    }
    // Father and son may share both words: the first name has to stand beside the family name, not to be it.
    let beside = |given: &&Vec<String>| there(given) && words.len() >= family.len() + given.len();
    Some(if givens.iter().any(|g| beside(&g)) { Fit::Within } else { Fit::Family })
}

/// The one patient that a label names. A family name alone names nobody, nor does a name that two people have.
pub fn only(label: &str, patients: &[Patient]) -> Option<Id> {
    let words = words(label);
    for wanted in [Fit::Whole, Fit::Within] {
        let mut fitting = patients.iter().filter(|p| fit(&words, p) == Some(wanted));
        if let Some(one) = fitting.next() {
            return if fitting.next().is_none() { Some(one.id) } else { None };
        }
    }
    None
}

/// Those whom a label may name, the best first.
pub fn candidates(label: &str, mut patients: Vec<Patient>) -> Vec<Patient> {
    let words = words(label);
    patients.retain(|p| fit(&words, p).is_some());
    patients.sort_by_cached_key(|p| (std::cmp::Reverse(fit(&words, p)), p.haystack(), p.id));
    patients
}

/// The one practitioner whom words name: a calendar's name, its owner, a file's name.
pub fn practitioner(words: &str, all: &[Practitioner]) -> Option<Id> {
    let said: Vec<String> = fold(words).split(' ').map(str::to_owned).collect();
    let there = |name: &str| {
        let name: Vec<String> = fold(name).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
        !name.is_empty() && said.windows(name.len()).any(|w| w == name.as_slice())
    };
    let family: Vec<&Practitioner> = all.iter().filter(|p| there(&p.family)).collect();
    let whole: Vec<&Practitioner> = family.iter().filter(|p| p.given.iter().any(|g| there(g))).copied().collect();
    match (family.as_slice(), whole.as_slice()) {
        ([one], _) | (_, [one]) => Some(one.id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patients() -> Vec<Patient> {
        let all = [
            ("Martin", "Léa", ""),
            ("Martin", "Léa-Rose", ""),
            ("Durand", "Paul", "Petit"),
            ("De La Tour", "Ana", ""),
            ("Noël", "Noël", ""),
        ];
        let make = |(i, (family, given, maiden)): (usize, &(&str, &str, &str))| Patient {
            id: Id::from_u128(i as u128 + 1),
            family: (*family).into(),
            given: vec![(*given).into()],
            maiden: (*maiden).into(),
            ..Patient::default()
        };
        all.iter().enumerate().map(make).collect()
    }

    #[test]
    fn one_patient_is_named_or_none() {
        for (label, who) in [
            ("Martin Léa", Some(1)),
            ("Mme MARTIN Lea", Some(1)),
            ("léa martin", Some(1)),
            ("Léa-Rose Martin", Some(2)),
            ("Paul Durand, contrôle", Some(3)),
            ("M. Petit Paul", Some(3)),
            ("Ana de la Tour (nouvelle adresse)", Some(4)),
            ("Noël Noël", Some(5)),
            ("Noël", None),
            ("Martin", None),
            ("Martin Paul", None),
            ("Réunion", None),
            ("", None),
            // Two people fit: neither is taken.
            ("Martin Léa-Rose et Martin Léa", None),
        ] {
            assert_eq!(only(label, &patients()), who.map(Id::from_u128), "{label}");
        }
    }

    #[test]
    fn somebody_new_gets_the_name_alone() {
        for (label, said) in
            [("Mme Martin (contrôle tension)", "Martin"), ("M. ZIDANE Nora - urgent", "ZIDANE Nora"), ("Léa", "Léa"), ("(?)", "")]
        {
            assert_eq!(name(label), said);
        }
    }

    #[test]
    fn a_calendar_names_its_practitioner() {
        let make = |n, family: &str, given: &str| Practitioner {
            id: Id::from_u128(n),
            family: family.into(),
            given: vec![given.into()],
            ..Practitioner::default()
        };
        let all = [make(1, "Roy", "Claire"), make(2, "Lenoir", "Marc"), make(3, "Lenoir", "Anne")];
        for (words, who) in [
            ("Dr Roy - consultations", Some(1)),
            ("claire.roy@example.org", Some(1)),
            ("agenda-roy-2026.ics", Some(1)),
            ("Anne Lenoir", Some(3)),
            ("Lenoir", None),
            ("Royan", None),
            ("Calendrier", None),
            ("", None),
        ] {
            assert_eq!(practitioner(words, &all), who.map(Id::from_u128), "{words}");
        }
    }

    #[test]
    fn two_of_one_name_are_left_to_a_person() {
        let mut all = patients();
        all.push(Patient { id: Id::from_u128(9), ..all[0].clone() });
        assert_eq!(only("Martin Léa", &all), None);
        assert_eq!(candidates("Martin Léa", all.clone()).iter().map(|p| p.id).take(2).collect::<Vec<_>>(), [1, 9].map(Id::from_u128));
        assert_eq!(candidates("Martin", all).len(), 3);
    }
}
