//! The daily backup's rules: when one is due, which are kept, and when the age of the last is worth a word.

use crate::base::Id;
use chrono::{Datelike, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Of how many weeks one is kept besides the newest.
pub const WEEKS: usize = 8;
/// From how many days on the age of the last one is said.
pub const OLD: i64 = 7;
/// What a person may choose to keep.
pub const KEEPS: [usize; 4] = [7, 14, 30, 60];

/// What this device knows of its backups. Its own: another device has another disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Backups {
    /// When the newest good one was made, by hand or daily, and where it is.
    pub at: Option<NaiveDateTime>,
    pub file: String,
    /// Where the daily ones go; empty where none are made.
    pub folder: String,
    /// The folder was on another disk than the practice when it was chosen. Found on the same one later, the
    /// other disk is away.
    pub apart: bool,
    pub keep: usize,
    pub daily: Option<NaiveDateTime>,
    #[serde(deserialize_with = "known")]
    pub failed: Option<Failed>,
    /// Until when the reminder is put off.
    pub quiet_until: Option<NaiveDateTime>,
    /// When each was last read through and found whole.
    pub checked: BTreeMap<Id, NaiveDateTime>,
}

impl Default for Backups {
    fn default() -> Self {
        Backups {
            at: None,
            file: String::new(),
            folder: String::new(),
            apart: false,
            keep: 14,
            daily: None,
            failed: None,
            quiet_until: None,
            checked: BTreeMap::new(),
        }
    }
}

/// As far as this version knows the reason: a newer one's is no reason to forget where backups go.
fn known<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Failed>, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    Ok(serde_json::from_value(value).ok())
}

/// The last try came to nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Failed {
    pub at: NaiveDateTime,
    pub why: Why,
}

/// Why no backup could be made there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The folder is not there: a stick that was pulled, a server that is away.
    Gone,
    ReadOnly,
    /// No space where it goes.
    Full,
    /// No space beside the practice, where it is made.
    FullHere,
    /// The database it would be made of does not verify.
    Damaged,
    /// It lies in the practice's own folder.
    Inside,
    /// No path from the very top.
    Unclear,
    /// The passphrase of whoever asks for it protects no file well enough.
    Weak,
    /// In the system's words.
    Other(String),
}

impl Why {
    /// The key of the text that says it.
    pub fn key(&self) -> &'static str {
        match self {
            Why::Gone => "backup-why-gone",
            Why::ReadOnly => "backup-why-read-only",
            Why::Full => "backup-why-full",
            Why::FullHere => "backup-why-full-here",
            Why::Damaged => "backup-why-damaged",
            Why::Inside => "backup-why-inside",
            Why::Unclear => "backup-why-unclear",
            Why::Weak => "backup-why-weak",
            Why::Other(_) => "backup-why-other",
        }
    }
}

/// How old the last good backup is, when that is worth a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminder {
    pub days: i64,
    /// There is one at all; else the days are those since the practice began.
    pub ever: bool,
}

impl Backups {
    /// Whether to make one now: a day after the last, ten minutes after a try that came to nothing.
    pub fn due(&self, now: NaiveDateTime) -> bool {
        let tried = self.failed.as_ref().map(|f| f.at);
        !self.folder.is_empty() && !within(self.daily, now, TimeDelta::days(1)) && !within(tried, now, TimeDelta::minutes(10))
    }

    /// `began` is when the practice did.
    pub fn reminder(&self, began: NaiveDateTime, now: NaiveDateTime) -> Option<Reminder> {
        if self.quiet_until.is_some_and(|until| now < until && until - now <= TimeDelta::days(1)) {
            return None;
        }
        let last = self.at.filter(|at| !ahead(*at, now));
        let days = (now - last.unwrap_or(began)).num_days();
        (days >= OLD).then_some(Reminder { days, ever: last.is_some() })
    }

    /// Notes a good one.
    pub fn made(&mut self, id: Id, at: NaiveDateTime, file: String) {
        self.at = Some(at);
        self.file = file;
        self.quiet_until = None;
        self.checked.insert(id, at);
    }
}

/// Whether that was less than `span` ago. What lies ahead was noted by a clock that was wrong: it counts for nothing.
fn within(at: Option<NaiveDateTime>, now: NaiveDateTime, span: TimeDelta) -> bool {
    at.is_some_and(|at| !ahead(at, now) && now - at < span)
}

fn ahead(at: NaiveDateTime, now: NaiveDateTime) -> bool {
    // The hour that is repeated in autumn is no wrong clock.
    at > now + TimeDelta::hours(1)
}

/// Which of a device's backups are deleted: all but the newest `keep`, and but the newest of each of the last
/// [`WEEKS`] weeks that have one.
///
/// Weeks, for what is noticed late: somebody deleted, a file taken in twice. Not months: each backup is read through
/// before it counts, so damage does not creep into all of them, and older ones would be names lying about on a disk.
/// It asks for no clock: a month without backups deletes none.
pub fn surplus(made: &[(Id, NaiveDateTime)], keep: usize) -> Vec<Id> {
    let mut newest_first = made.to_vec();
    newest_first.sort_by_key(|(id, at)| std::cmp::Reverse((*at, *id)));
    let mut weeks = BTreeSet::new();
    let mut out = Vec::new();
    for (n, (id, at)) in newest_first.into_iter().enumerate() {
        let week = (at.date().iso_week().year(), at.date().iso_week().week());
        let newest_of_its_week = weeks.insert(week) && weeks.len() <= WEEKS;
        if n >= keep.max(1) && !newest_of_its_week {
            out.push(id);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn day(n: i64) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(18, 30, 0).unwrap() + TimeDelta::days(n)
    }

    fn id(n: i64) -> Id {
        Id::from_u128(n as u128 + 10_000)
    }

    fn daily(folder: &str, last: Option<NaiveDateTime>) -> Backups {
        Backups { folder: folder.into(), daily: last, at: last, ..Backups::default() }
    }

    #[test]
    fn one_is_due_a_day_after_the_last() {
        assert!(!daily("", None).due(day(0)), "no folder, no backup");
        assert!(daily("/b", None).due(day(0)));
        assert!(!daily("/b", Some(day(0))).due(day(1) - TimeDelta::minutes(1)));
        assert!(daily("/b", Some(day(0))).due(day(1)));
        assert!(daily("/b", Some(day(400))).due(day(0)), "a clock that was wrong once stops nothing");
    }

    #[test]
    fn a_reason_of_a_newer_version_does_not_forget_the_folder() {
        let noted = serde_json::json!({"folder": "/b", "failed": {"at": "2026-11-23T18:00:00", "why": "of-a-newer-version"}});
        let read: Backups = serde_json::from_value(noted).unwrap();
        assert_eq!((read.folder.as_str(), read.failed), ("/b", None));
        let old = Backups { failed: Some(Failed { at: day(0), why: Why::Other("x".into()) }), ..Backups::default() };
        assert_eq!(serde_json::from_value::<Backups>(serde_json::to_value(&old).unwrap()).unwrap(), old);
    }

    #[test]
    fn what_failed_is_tried_again_soon_and_not_at_once() {
        let failed = |at| Backups { failed: Some(Failed { at, why: Why::Gone }), ..daily("/b", Some(day(-3))) };
        assert!(!failed(day(0) - TimeDelta::minutes(9)).due(day(0)));
        assert!(failed(day(0) - TimeDelta::minutes(10)).due(day(0)));
    }

    #[test]
    fn an_old_one_is_said_and_can_be_put_off_for_a_day() {
        let with = |last: Option<i64>| daily("", last.map(day));
        assert_eq!(with(Some(-6)).reminder(day(-90), day(0)), None);
        assert_eq!(with(Some(-9)).reminder(day(-90), day(0)), Some(Reminder { days: 9, ever: true }));
        assert_eq!(with(None).reminder(day(-8), day(0)), Some(Reminder { days: 8, ever: false }));
        assert_eq!(with(None).reminder(day(-2), day(0)), None, "a new practice is left in peace");
        let off = Backups { quiet_until: Some(day(1)), ..with(Some(-9)) };
        assert_eq!(off.reminder(day(-90), day(0)), None);
        assert!(off.reminder(day(-90), day(1)).is_some());
        let far = Backups { quiet_until: Some(day(400)), ..with(Some(-9)) };
        assert!(far.reminder(day(-90), day(0)).is_some(), "nobody puts it off for a year");
    }

    /// What is left when one was made on each of these days and the surplus deleted each time.
    fn lived(days: impl Iterator<Item = i64>, keep: usize) -> Vec<i64> {
        let mut left: Vec<(Id, NaiveDateTime)> = Vec::new();
        for n in days {
            left.push((id(n), day(n)));
            let gone = surplus(&left, keep);
            left.retain(|(id, _)| !gone.contains(id));
        }
        left.iter().map(|(_, at)| (*at - day(0)).num_days()).collect()
    }

    #[test]
    fn the_newest_are_kept_and_one_of_each_week_before() {
        // Day 0 is a Monday: Sundays are 6, 13, …
        let left = lived(0..100, 14);
        assert_eq!(left, [55, 62, 69, 76, 83].into_iter().chain(86..100).collect::<Vec<_>>());
        assert_eq!(lived(0..100, 1), [48, 55, 62, 69, 76, 83, 90, 97, 99].into_iter().skip(1).collect::<Vec<_>>());
    }

    #[test]
    fn a_pause_deletes_nothing_and_a_wrong_clock_little() {
        assert_eq!(lived((0..3).chain(300..302), 3), [2, 300, 301].into_iter().collect::<Vec<_>>());
        let left = lived((0..20).chain([4000]).chain(20..40), 14);
        assert!(left.len() >= 14 && left.contains(&39) && left.contains(&4000), "{left:?}");
    }

    proptest! {
        #![proptest_config(crate::chance::cases(256))]

        #[test]
        fn the_newest_always_stay(days in prop::collection::vec(-500i64..500, 0..80), keep in 0usize..20) {
            let made: Vec<_> = days.iter().enumerate().map(|(i, n)| (id(i as i64), day(*n))).collect();
            let gone = surplus(&made, keep);
            let mut order = made.clone();
            order.sort_by_key(|(id, at)| std::cmp::Reverse((*at, *id)));
            for (id, _) in order.iter().take(keep.max(1)) {
                prop_assert!(!gone.contains(id));
            }
            prop_assert!(made.len() - gone.len() <= keep.max(1) + WEEKS);
            // Deleting what it says leaves nothing more to delete.
            let left: Vec<_> = made.into_iter().filter(|(id, _)| !gone.contains(id)).collect();
            prop_assert!(surplus(&left, keep).is_empty());
        }
    }
}
