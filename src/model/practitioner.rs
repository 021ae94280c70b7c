//! A doctor, or another person patients come to see.

use super::{
    patient::{Address, Identifier, Telecom},
    record::record,
};
use crate::base::{Id, text::fold};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Practitioner {
    #[serde(skip)]
    pub id: Id,
    pub family: String,
    pub given: Vec<String>,
    /// "Dr", "Pr"…
    pub prefix: String,
    pub speciality: String,
    pub gender: String,
    pub identifier: Vec<Identifier>,
    pub telecom: Vec<Telecom>,
    pub address: Vec<Address>,
    /// Working blocks of a week; what lies between two of a day is a break.
    pub hours: Vec<Block>,
    pub absences: Vec<Absence>,
    /// Minutes between two patients.
    pub changeover: u32,
    /// Minutes that a visit may run into a break.
    pub into_break: u32,
    /// Known, but not one of those whose day is kept here (imported histories name many).
    pub elsewhere: bool,
    pub hidden: bool,
    pub source: String,
}
record!(Practitioner, "practitioner");

/// One working block of a weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub day: Weekday,
    pub from: NaiveTime,
    pub to: NaiveTime,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    pub from: NaiveDateTime,
    pub to: NaiveDateTime,
    #[serde(default)]
    pub why: String,
}

impl Practitioner {
    /// "Dr Claire Roy".
    pub fn name(&self) -> String {
        let parts = [self.prefix.as_str(), &self.given.join(" "), &self.family].map(str::to_owned);
        parts.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    }

    /// Whether one may see the other's patients, by what both are: of who says nothing it is not known.
    pub fn stands_in_for(&self, other: &Practitioner) -> bool {
        let (one, two) = (fold(&self.speciality), fold(&other.speciality));
        one.is_empty() || two.is_empty() || one == two
    }

    /// "Dr Roy": what she says in the waiting room.
    pub fn short(&self) -> String {
        if self.prefix.is_empty() { self.name() } else { format!("{} {}", self.prefix, self.family) }
    }

    pub fn blocks_on(&self, date: NaiveDate) -> Vec<(NaiveDateTime, NaiveDateTime)> {
        use chrono::Datelike;
        let day = date.weekday();
        let mut blocks: Vec<_> = self.hours.iter().filter(|b| b.day == day).map(|b| (date.and_time(b.from), date.and_time(b.to))).collect();
        blocks.sort();
        blocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colleague_is_of_the_same_profession() {
        let who = |speciality: &str| Practitioner { speciality: speciality.into(), ..Practitioner::default() };
        assert!(who("Médecine générale").stands_in_for(&who("medecine generale")));
        assert!(!who("Médecine générale").stands_in_for(&who("Sage-femme")));
        assert!(who("").stands_in_for(&who("Sage-femme")), "where it is not set nothing is known");
    }
}
