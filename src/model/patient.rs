//! A patient, as the front desk knows one.

use super::record::record;
use crate::base::{Id, text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Patient {
    #[serde(skip)]
    pub id: Id,
    pub family: String,
    pub given: Vec<String>,
    /// Name at birth, where it differs.
    pub maiden: String,
    /// Name the person goes by.
    pub usual: String,
    /// "Mme", "M.", "Mr."…
    pub prefix: String,
    /// `1984-03-12`, or as much of it as is known: `1984-03`, `1984`.
    pub birth_date: String,
    /// FHIR's code: male, female, other, unknown.
    pub gender: String,
    pub identifier: Vec<Identifier>,
    pub telecom: Vec<Telecom>,
    pub address: Vec<Address>,
    /// BCP 47 codes.
    pub languages: Vec<String>,
    pub contacts: Vec<Contact>,
    /// Who follows the patient: a practitioner here, or a name.
    pub general_practitioner: Vec<String>,
    pub address_as: String,
    pub pronounce: String,
    /// A word to have in sight whenever the patient is on screen.
    pub alert: String,
    pub note: String,
    pub do_not_contact: bool,
    /// The practice's own, which recalls go by: "diabète".
    pub flags: Vec<String>,
    /// Date or instant; the front desk must know before it calls.
    pub deceased: String,
    pub hidden: bool,
    pub merged_into: Option<Id>,
    /// Names the file bore before it was merged with another: it is still found by them.
    pub aliases: Vec<String>,
    pub source: String,
}
record!(Patient, "patient");

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Identifier {
    pub system: String,
    pub value: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Telecom {
    /// phone, email, sms, fax, url…
    pub system: String,
    pub value: String,
    /// home, work, mobile, old, temp.
    #[serde(rename = "use", skip_serializing_if = "String::is_empty")]
    pub usage: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Address {
    pub line: Vec<String>,
    pub city: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    pub postal_code: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    #[serde(rename = "use", skip_serializing_if = "String::is_empty")]
    pub usage: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Contact {
    pub name: String,
    pub relation: String,
    pub phone: String,
}

impl Patient {
    /// "Martin Léa": family, then given.
    pub fn name(&self) -> String {
        join(&self.family, &self.first())
    }

    fn first(&self) -> String {
        if self.usual.is_empty() { self.given.join(" ") } else { self.usual.clone() }
    }

    /// "MARTIN Léa" as French lists have it, "Martin Léa" elsewhere.
    pub fn listed(&self, french: bool) -> String {
        if french { join(&self.family.to_uppercase(), &self.first()) } else { self.name() }
    }

    /// "M. L.": what a screen in view of others may show.
    pub fn initials(&self) -> String {
        text::initials([self.family.as_str(), self.given.first().map_or("", String::as_str)])
    }

    pub fn phone(&self) -> Option<&str> {
        let phones = || self.telecom.iter().filter(|t| matches!(t.system.as_str(), "phone" | "sms") && t.usage != "old");
        phones().find(|t| t.usage == "mobile").or_else(|| phones().next()).map(|t| t.value.as_str())
    }

    pub fn email(&self) -> Option<&str> {
        self.telecom.iter().find(|t| t.system == "email" && t.usage != "old").map(|t| t.value.as_str())
    }

    pub fn born(&self) -> Option<NaiveDate> {
        self.birth_date.parse().ok()
    }

    /// Whole years on a day; of one born on 29 February the year turns on 1 March.
    pub fn age(&self, on: NaiveDate) -> Option<u32> {
        on.years_since(self.born()?)
    }

    /// What search looks through, folded.
    pub fn haystack(&self) -> String {
        let mut words = vec![self.family.as_str(), &self.maiden, &self.usual];
        words.extend(self.given.iter().map(String::as_str));
        words.extend(self.aliases.iter().map(String::as_str));
        text::fold(&words.join(" "))
    }
}

fn join(a: &str, b: &str) -> String {
    format!("{a} {b}").trim().to_string()
}

/// A patient shows only the id where a developer prints one: no name in a log or a panic.
impl fmt::Debug for Patient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Patient({})", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_a_patient_says_no_name() {
        let p = Patient { family: "Martin".into(), given: vec!["Léa".into()], ..Patient::default() };
        assert!(!format!("{p:?}").contains("Martin"));
        assert_eq!((p.name(), p.listed(true), p.initials()), ("Martin Léa".into(), "MARTIN Léa".into(), "M. L.".into()));
    }

    #[test]
    fn a_leap_child_turns_on_the_first_of_march() {
        let p = Patient { birth_date: "2004-02-29".into(), ..Patient::default() };
        let on = |m, d| p.age(NaiveDate::from_ymd_opt(2026, m, d).unwrap());
        assert_eq!((on(2, 28), on(3, 1)), (Some(21), Some(22)));
    }
}
