//! Recalls: who is due for what, since when, and why. Nothing of it is kept: it follows from the kinds a practice defines
//! and from what is known of each patient, so it is right whatever changed.

pub mod france;

use super::{code::codes, record::record};
use crate::base::{Id, text::fold};
use chrono::{Days, Months, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What a practice recalls people for: a booster, a screening, a check that comes back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct RecallKind {
    #[serde(skip)]
    pub id: Id,
    pub name: String,
    /// So many `unit`s after it was done it is due again; 0 is once.
    pub every: u32,
    pub unit: Unit,
    /// Fixed ages in months at which it is due, whatever lies between; after the last of them `every` goes on.
    pub ages: Vec<u32>,
    /// At least so many months after the last time, however near the next fixed age is.
    pub gap: u32,
    /// Ages in years, both included.
    pub from_age: Option<u32>,
    pub to_age: Option<u32>,
    /// FHIR's code; empty for everybody.
    pub gender: String,
    /// The practice's own flags: whoever bears one of them. Empty for everybody.
    pub flags: Vec<String>,
    /// Who bears one of these is left out.
    pub not_flags: Vec<String>,
    /// What shows that it was done: a code (`cvx|140`), or words of a vaccine's or a visit's name.
    pub evidence: Vec<String>,
    /// The reason that is booked for it.
    pub reason: Option<Id>,
    /// Where the rule is from.
    pub basis: String,
    pub retired: bool,
    pub source: String,
}
record!(RecallKind, "recallkind");

codes! {
    Unit {
        Days = "days",
        Weeks = "weeks",
        Months = "months",
        #[default]
        Years = "years",
    }
}

/// What is noted of one patient and one kind beside the record itself. Its id follows from the two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Recall {
    #[serde(skip)]
    pub id: Id,
    pub patient: Id,
    pub kind: Id,
    /// Not before that day.
    pub snoozed: Option<NaiveDate>,
    /// Does not want it, or must not have it, and why.
    pub declined: String,
    /// Done elsewhere, as somebody said.
    pub done: Option<NaiveDate>,
    /// The visit that was booked for it.
    pub appointment: Option<Id>,
    /// Tried so often as is reasonable, on that day.
    pub failed: Option<NaiveDateTime>,
    pub source: String,
}
record!(Recall, "recall");

impl Recall {
    pub fn id_of(patient: Id, kind: Id) -> Id {
        Id::derived("recall", &format!("{patient} {kind}"))
    }

    /// What two say of one person and one kind, after two files were made one.
    pub fn and(self, other: Recall) -> Recall {
        Recall {
            snoozed: self.snoozed.max(other.snoozed),
            declined: if self.declined.is_empty() { other.declined } else { self.declined },
            done: self.done.max(other.done),
            appointment: self.appointment.or(other.appointment),
            failed: self.failed.max(other.failed),
            ..self
        }
    }
}

/// What of a patient a recall goes by.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    pub born: Option<NaiveDate>,
    pub gender: String,
    pub flags: Vec<String>,
    /// When it was last done, as the record or somebody says, and what shows it.
    pub last: Option<Done>,
    /// What another program worked out ([ImmunizationRecommendation]).
    pub recommended: Option<Done>,
}

/// A day and the words that stand in the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Done {
    pub on: NaiveDate,
    pub title: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    pub on: NaiveDate,
    pub why: Because,
}

/// Why somebody is due, as she says it on the telephone.
#[derive(Debug, Clone, PartialEq)]
pub enum Because {
    /// So long after it was last done.
    Last(Done),
    /// At an age, in months, and when it was last done.
    Age(u32, Option<Done>),
    /// Nothing shows that it was ever done.
    Never,
    /// Another program says so.
    Recommended(Done),
}

impl RecallKind {
    /// Whether what a record says shows that it was done. `term` is a code with its system, or a name.
    pub fn is_shown_by(&self, term: &str) -> bool {
        let (is_code, folded) = (term.contains('|'), fold(term));
        self.evidence.iter().filter(|e| !e.trim().is_empty()).any(|e| match e.contains('|') {
            true => e.trim().eq_ignore_ascii_case(term),
            false => !is_code && folded.contains(&fold(e)),
        })
    }

    /// As [`RecallKind::is_shown_by`], made ready for terms that are folded already.
    pub fn signs(&self) -> Signs {
        let evidence = || self.evidence.iter().filter(|e| !e.trim().is_empty());
        Signs {
            codes: evidence().filter(|e| e.contains('|')).map(|e| e.trim().to_lowercase()).collect(),
            words: evidence().filter(|e| !e.contains('|')).map(|e| fold(e)).collect(),
        }
    }

    /// Whether it concerns somebody at all, by what does not change with the days.
    pub fn concerns(&self, facts: &Facts) -> bool {
        let bears = |flags: &[String]| flags.iter().any(|f| facts.flags.iter().any(|g| fold(f) == fold(g)));
        (self.gender.is_empty() || self.gender == facts.gender)
            && (self.flags.is_empty() || bears(&self.flags))
            && !bears(&self.not_flags)
            && (facts.born.is_some() || !self.goes_by_age())
    }

    fn goes_by_age(&self) -> bool {
        self.from_age.is_some() || self.to_age.is_some() || !self.ages.is_empty()
    }

    /// When it is due for somebody, be it long ago or years ahead; None where it never will be. Who was never seen to
    /// have it is due since the age it begins at, or since `today` where there is none.
    pub fn due(&self, facts: &Facts, today: NaiveDate) -> Option<Due> {
        if !self.concerns(facts) {
            return None;
        }
        let last = facts.last.clone().filter(|done| done.on <= today);
        let recommended = facts.recommended.clone().filter(|r| last.as_ref().is_none_or(|l| r.on > l.on));
        let due = match recommended {
            Some(r) => Due { on: r.on, why: Because::Recommended(r) },
            None => self.by_rule(facts, last, today)?,
        };
        // Before the first year that counts it waits for it; after the last it is over.
        let on = birthday(facts.born, self.from_age.map(|y| y * 12)).map_or(due.on, |first| due.on.max(first));
        let over = birthday(facts.born, self.to_age.map(|y| (y + 1) * 12));
        let past = over.is_some_and(|over| on >= over || today >= over);
        (!past).then_some(Due { on, ..due })
    }

    fn by_rule(&self, facts: &Facts, last: Option<Done>, today: NaiveDate) -> Option<Due> {
        if !self.ages.is_empty() {
            return self.by_ages(facts.born?, last, today);
        }
        match last {
            Some(_) if self.every == 0 => None,
            Some(last) => Some(Due { on: after(last.on, self.every, self.unit)?, why: Because::Last(last) }),
            None => Some(Due { on: birthday(facts.born, self.from_age.map(|y| y * 12)).unwrap_or(today), why: Because::Never }),
        }
    }

    /// Of fixed ages: the first after the last time, and of somebody never seen to have it the latest that is over.
    fn by_ages(&self, born: NaiveDate, last: Option<Done>, today: NaiveDate) -> Option<Due> {
        let mut stops = self.stops(born);
        let due = match &last {
            Some(last) => {
                let earliest = last.on.checked_add_months(Months::new(self.gap))?;
                stops.find(|(_, on)| *on > last.on && *on >= earliest)
            }
            None => {
                let all: Vec<_> = stops.collect();
                all.iter().rev().find(|(_, on)| *on <= today).or(all.first()).copied()
            }
        };
        due.map(|(age, on)| Due { on, why: Because::Age(age, last) })
    }

    /// The ages in months at which it is due, in order, with their days: the fixed ones, then on and on.
    fn stops(&self, born: NaiveDate) -> impl Iterator<Item = (u32, NaiveDate)> {
        let mut fixed = self.ages.clone();
        fixed.sort_unstable();
        fixed.dedup();
        let step = match self.unit {
            Unit::Months => self.every,
            Unit::Years => self.every * 12,
            Unit::Days | Unit::Weeks | Unit::Newer(_) => 0,
        };
        let end = fixed.last().copied().unwrap_or(0);
        let on = (1..).map(move |n| end + n * step).take_while(move |age| step > 0 && *age <= OLDEST);
        fixed.into_iter().chain(on).filter_map(move |age| Some((age, birthday(Some(born), Some(age))?)))
    }
}

/// What shows that it was done, to be compared with very much.
pub struct Signs {
    codes: Vec<String>,
    words: Vec<String>,
}

impl Signs {
    /// Of a folded name, or of a code in lower case.
    pub fn show(&self, term: &str) -> bool {
        if term.contains('|') { self.codes.iter().any(|c| c == term) } else { self.words.iter().any(|w| term.contains(w)) }
    }
}

/// Nobody is expected to be older, in months.
const OLDEST: u32 = 130 * 12;

/// The day on which somebody is so many months old. Of one born on the 31st, or on 29 February, where the month has no
/// such day, it is the first of the next: an age is reached the day after the last on which it is not.
fn birthday(born: Option<NaiveDate>, months: Option<u32>) -> Option<NaiveDate> {
    let (born, months) = (born?, months?);
    let day = born.checked_add_months(Months::new(months))?;
    if chrono::Datelike::day(&day) == chrono::Datelike::day(&born) { Some(day) } else { day.succ_opt() }
}

/// So long after a day. Of the 31st it is a shorter month's last.
pub fn after(day: NaiveDate, n: u32, unit: Unit) -> Option<NaiveDate> {
    match unit {
        Unit::Days => day.checked_add_days(Days::new(n.into())),
        Unit::Weeks => day.checked_add_days(Days::new(u64::from(n) * 7)),
        Unit::Months => day.checked_add_months(Months::new(n)),
        Unit::Years => day.checked_add_months(Months::new(n.checked_mul(12)?)),
        // As long as nobody knows how long that is, it never is.
        Unit::Newer(_) => None,
    }
}

/// Ages as they are typed, in months: "25, 45, 65" are years, "2 mois, 16 months" months, "2 ans" years.
pub fn read_ages(typed: &str) -> Option<Vec<u32>> {
    let split = typed.split([',', ';', '+']).flat_map(|part| part.split(" et ")).flat_map(|part| part.split(" and "));
    split.map(str::trim).filter(|part| !part.is_empty()).map(read_age).collect()
}

/// One age, in months.
pub fn read_age(typed: &str) -> Option<u32> {
    let typed = typed.trim();
    let (number, unit) = typed.split_at(typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len()));
    let number: u32 = number.parse().ok()?;
    let months = match fold(unit.trim()).as_str() {
        "" | "a" | "an" | "ans" | "y" | "year" | "years" => number.checked_mul(12)?,
        "m" | "mo" | "mois" | "month" | "months" => number,
        _ => return None,
    };
    (months <= OLDEST).then_some(months)
}

#[cfg(test)]
mod tests;
