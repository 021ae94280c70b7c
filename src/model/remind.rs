//! When something that falls due is said unasked: once of each, and no oftener than once an hour. So it is said together with
//! what falls due until the next time.

use super::{
    Owed,
    owed::{OVERDUE, Sort},
    task::SOON,
};
use crate::base::Id;
use chrono::{NaiveDateTime, TimeDelta};
use std::collections::BTreeSet;

/// Nobody is disturbed oftener.
pub const EVERY: TimeDelta = TimeDelta::hours(1);
/// What fell due longer before anybody was there to be told is told by its place in the list alone.
const FRESH: TimeDelta = TimeDelta::minutes(20);

/// Something that falls due.
#[derive(Debug, Clone, PartialEq)]
pub struct Falling {
    pub of: Id,
    pub sort: Sort,
    pub patient: Option<Id>,
    pub caller: String,
    /// When it is wanted.
    pub at: NaiveDateTime,
    /// It was promised, and is long over: it is everybody's now.
    pub overdue: bool,
}

impl Falling {
    /// None without a time.
    pub fn of(owed: &Owed) -> Option<Self> {
        let at = owed.wanted.filter(|_| !owed.asleep)?;
        Some(Falling { of: owed.of, sort: owed.sort, patient: owed.patient, caller: owed.caller.clone(), at, overdue: owed.overdue })
    }

    /// From when on it is to be said.
    fn from(&self) -> NaiveDateTime {
        if self.overdue { self.at + OVERDUE } else { self.at }
    }
}

/// What was said since somebody looked first.
#[derive(Debug)]
pub struct Reminders {
    began: NaiveDateTime,
    last: Option<NaiveDateTime>,
    said: BTreeSet<(Id, NaiveDateTime)>,
}

impl Reminders {
    pub fn new(began: NaiveDateTime) -> Self {
        Reminders { began, last: None, said: BTreeSet::new() }
    }

    /// What is said now, the first due first; nothing while nothing presses, or somebody was told less than an hour ago.
    pub fn due(&mut self, all: &[Falling], now: NaiveDateTime) -> Vec<Falling> {
        if self.last.is_some_and(|last| last <= now && now - last < EVERY) {
            return Vec::new();
        }
        let fresh = |f: &&Falling| f.from() >= self.began - FRESH && f.from() < now + EVERY;
        let mut new: Vec<Falling> = all.iter().filter(fresh).filter(|f| !self.said.contains(&(f.of, f.from()))).cloned().collect();
        if new.iter().all(|f| f.from() > now + SOON) {
            return Vec::new();
        }
        new.sort_by_key(|f| (f.at, f.of));
        self.said.extend(new.iter().map(|f| (f.of, f.from())));
        self.last = Some(now);
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    fn falling(n: u128, at: NaiveDateTime) -> Falling {
        Falling { of: Id::from_u128(n), sort: Sort::CallBack, patient: None, caller: String::new(), at, overdue: false }
    }

    fn ids(said: &[Falling]) -> Vec<u128> {
        said.iter().map(|f| u128::from_be_bytes(*f.of.as_bytes())).collect()
    }

    #[test]
    fn it_is_said_a_quarter_of_an_hour_before_with_what_follows_in_the_hour() {
        let mut reminders = Reminders::new(at(9, 0));
        let all = [falling(1, at(10, 0)), falling(2, at(10, 40)), falling(3, at(11, 30))];
        assert!(reminders.due(&all, at(9, 44)).is_empty());
        assert_eq!(ids(&reminders.due(&all, at(9, 45))), [1, 2]);
        assert!(reminders.due(&all, at(10, 45)).is_empty(), "those were said");
        assert_eq!(ids(&reminders.due(&all, at(11, 15))), [3]);
    }

    #[test]
    fn nobody_is_disturbed_twice_in_an_hour_and_what_fell_due_meanwhile_is_gathered() {
        let mut reminders = Reminders::new(at(9, 0));
        assert_eq!(ids(&reminders.due(&[falling(1, at(9, 0))], at(9, 0))), [1]);
        // Promised meanwhile.
        let all = [falling(1, at(9, 0)), falling(2, at(9, 30)), falling(3, at(9, 20)), falling(4, at(9, 40))];
        for minute in [1, 20, 40, 59] {
            assert!(reminders.due(&all, at(9, minute)).is_empty(), "{minute}");
        }
        // One of them is done by then.
        assert_eq!(ids(&reminders.due(&all[..3], at(10, 0))), [3, 2]);
        assert!(reminders.due(&all[..3], at(12, 0)).is_empty());
    }

    #[test]
    fn what_was_due_before_anybody_came_is_not_said_and_what_is_put_off_is_said_again() {
        let mut reminders = Reminders::new(at(9, 0));
        assert!(reminders.due(&[falling(1, at(8, 39))], at(9, 0)).is_empty());
        assert_eq!(ids(&reminders.due(&[falling(1, at(8, 39)), falling(2, at(8, 40))], at(9, 0))), [2]);
        assert_eq!(ids(&reminders.due(&[falling(2, at(10, 40))], at(10, 40))), [2], "another time");
        let overdue = Falling { overdue: true, ..falling(2, at(10, 40)) };
        assert!(reminders.due(std::slice::from_ref(&overdue), at(11, 10)).is_empty());
        assert_eq!(ids(&reminders.due(&[overdue], at(11, 40))), [2], "once more when it is everybody's");
        let mut back = Reminders::new(at(9, 0));
        assert_eq!(ids(&back.due(&[falling(1, at(9, 0))], at(9, 0))), [1]);
        assert_eq!(ids(&back.due(&[falling(3, at(8, 45))], at(8, 40))), [3], "a clock that was put back keeps nobody silent");
    }
}
