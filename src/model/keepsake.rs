//! What is kept in mind of somebody: a daughter's exam, an operation. Asked about once, at the right time, then retired.

use super::record::record;
use crate::base::{Id, text};
use chrono::{Months, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Keepsake {
    #[serde(skip)]
    pub id: Id,
    pub patient: Option<Id>,
    pub words: String,
    /// When it happens, as far as it is known: `2027-06-18`, `2027-06`, `2027`; empty for the next time.
    pub on: String,
    pub at: NaiveDateTime,
    pub by: Id,
    /// Asked, or not to be any more.
    pub asked_at: Option<NaiveDateTime>,
    pub asked_by: Option<Id>,
    /// What was said to it.
    pub answer: String,
    /// Taken away unasked.
    pub dropped: bool,
    pub source: String,
}
record!(Keepsake, "keepsake");

impl std::fmt::Debug for Keepsake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keepsake({})", self.id)
    }
}

impl Keepsake {
    pub fn is_open(&self) -> bool {
        self.asked_at.is_none() && !self.dropped
    }

    /// Whether it is the time to ask: the day it happened has come, or the month or year is over.
    pub fn is_to_be_asked(&self, today: NaiveDate) -> bool {
        self.is_open() && self.from().is_none_or(|from| from <= today)
    }

    /// The first day to ask on; None is from now on.
    fn from(&self) -> Option<NaiveDate> {
        let first = |months: u32, text: String| text.parse::<NaiveDate>().ok()?.checked_add_months(Months::new(months));
        match self.on.len() {
            4 => first(12, format!("{}-01-01", self.on)),
            7 => first(1, format!("{}-01", self.on)),
            _ => self.on.parse().ok(),
        }
    }
}

/// When something happens, as people write it: "2027", "06/2027", "18/06/2027", "18 juin"; empty is the next time. As it is
/// kept, or None where it cannot be read.
pub fn read_on(typed: &str, today: NaiveDate) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(String::new());
    }
    let parts: Vec<&str> = typed.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let bare = typed.chars().all(|c| c.is_ascii_digit() || " ./-".contains(c));
    let month = |y: &str, m: &str| {
        let first = NaiveDate::from_ymd_opt(y.parse().ok()?, m.parse().ok()?, 1)?;
        Some(first.format("%Y-%m").to_string())
    };
    match parts.as_slice() {
        [y] if bare && y.len() == 4 => Some((*y).to_owned()),
        [m, y] if bare && y.len() == 4 => month(y, m),
        [y, m] if bare && y.len() == 4 => month(y, m),
        [y, m, d] if bare && y.len() == 4 => day(y, m, d),
        [d, m, y] if bare && y.len() == 4 => day(y, m, d),
        [d, m, y] if bare && y.len() == 2 => day(&format!("20{y}"), m, d),
        [y] if y.len() == 4 => {
            let named = text::month(&text::fold(typed.trim_end_matches(y).trim()))?;
            month(y, &named.to_string())
        }
        // A year or a day: nobody can tell.
        [_] if bare => None,
        _ => Some(super::said::day(typed, today)?.to_string()),
    }
}

fn day(y: &str, m: &str, d: &str) -> Option<String> {
    Some(NaiveDate::from_ymd_opt(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_kept_as_far_as_it_is_known() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        for (typed, kept) in [
            ("", ""),
            ("2027", "2027"),
            ("06/2027", "2027-06"),
            ("6.2027", "2027-06"),
            ("2027-06", "2027-06"),
            ("juin 2027", "2027-06"),
            ("June 2027", "2027-06"),
            ("août 2027", "2027-08"),
            ("18/06/2027", "2027-06-18"),
            ("18.6.27", "2027-06-18"),
            ("2027-06-18", "2027-06-18"),
            ("demain", "2026-11-24"),
        ] {
            assert_eq!(read_on(typed, today).as_deref(), Some(kept), "{typed}");
        }
        for wrong in ["13/2027", "31/02/2027", "soon", "summer 2027", "27"] {
            assert_eq!(read_on(wrong, today), None, "{wrong}");
        }
    }

    #[test]
    fn it_is_asked_once_it_has_happened_and_never_again() {
        let of = |on: &str| Keepsake { on: on.into(), ..Keepsake::default() };
        let asked = |k: &Keepsake, day: &str| k.is_to_be_asked(day.parse().unwrap());
        for (on, before, then) in [
            ("2027-06-18", "2027-06-17", "2027-06-18"),
            ("2027-06", "2027-06-30", "2027-07-01"),
            ("2027-12", "2027-12-31", "2028-01-01"),
            ("2027", "2027-12-31", "2028-01-01"),
        ] {
            assert!(!asked(&of(on), before) && asked(&of(on), then), "{on}");
        }
        assert!(asked(&of(""), "2026-11-23"), "without a date the next time");
        let done = Keepsake { asked_at: Some(NaiveDateTime::default()), ..of("") };
        assert!(!asked(&done, "2026-11-23") && !asked(&Keepsake { dropped: true, ..of("") }, "2026-11-23"));
    }
}
