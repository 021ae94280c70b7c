//! The sessions that opening hours make on a date, and local times that a clock change makes double.

use super::practitioner::{Absence, Block};
use super::span::{Span, merged, without};
use crate::base::clock::{Minute, local, minute};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;

/// The sessions that begin on a date, less the absences (their end not included), in order and apart.
///
/// A block that does not end after it begins goes on to the next day: midnight to midnight is the whole day.
pub fn sessions(hours: &[Block], away: &[Absence], date: NaiveDate, zone: Tz) -> Vec<Span> {
    let blocks: Vec<Span> = hours
        .iter()
        .filter(|h| h.day == date.weekday())
        .map(|h| {
            let end = if h.to > h.from { date } else { date + Days::new(1) };
            (minute(date.and_time(h.from), zone), minute(end.and_time(h.to), zone))
        })
        .collect();
    if away.is_empty() {
        return merged(&blocks).into_owned();
    }
    without(&blocks, &spans(away, zone))
}

/// When a practitioner works on a date: the weekly hours less the practice's closed days, and the sessions entered
/// beside them (`extra`), less the practitioner's own absences. Who says that she works on a holiday works on it.
pub fn open(hours: &[Block], away: &[Absence], closed: &[Absence], extra: &[Span], date: NaiveDate, zone: Tz) -> Vec<Span> {
    let mut blocks = sessions(hours, closed, date, zone);
    blocks.extend(extra);
    if away.is_empty() {
        return blocks;
    }
    without(&blocks, &spans(away, zone))
}

/// Where a day's morning ends: in the middle of the longest break about noon, at one where there is none.
pub fn midday(hours: &[Block], day: Weekday) -> NaiveTime {
    let at = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap_or_default();
    let mut blocks: Vec<_> = hours.iter().filter(|b| b.day == day && b.from < b.to).map(|b| (b.from, b.to)).collect();
    blocks.sort_unstable();
    let about_noon = blocks.windows(2).map(|w| (w[0].1, w[1].0)).filter(|(from, to)| from < to && *from <= at(15) && *to >= at(11));
    about_noon.max_by_key(|(from, to)| *to - *from).map_or(at(13), |(from, to)| from + (to - from) / 2)
}

/// Absences on the line of minutes.
pub fn spans(away: &[Absence], zone: Tz) -> Vec<Span> {
    away.iter().map(|a| (minute(a.from, zone), minute(a.to, zone))).collect()
}

/// The stretches between two minutes in which the wall clock, put back, says for the second time what it said
/// before. A local time names the first, so nothing can be booked to begin there.
pub fn repeated(from: Minute, to: Minute, zone: Tz) -> Vec<Span> {
    const DAY: Minute = 24 * 60;
    let mut all = Vec::new();
    // A day earlier: a stretch that `from` lies in began before it.
    let mut at = from - DAY;
    while at < to {
        let next = (at + DAY).min(to);
        let lost = offset(at, zone) - offset(next, zone);
        if lost > 0 {
            let change = change(at, next, zone);
            all.push((change, change + lost));
        }
        at = next;
    }
    all
}

/// When, between two minutes, the wall clock is put forward, and how many minutes it leaves out.
pub fn skipped(from: Minute, to: Minute, zone: Tz) -> Vec<(Minute, Minute)> {
    let gained = offset(to, zone) - offset(from, zone);
    if gained > 0 { vec![(change(from, to, zone), gained)] } else { vec![] }
}

/// How many minutes the wall clock is ahead of UTC.
fn offset(at: Minute, zone: Tz) -> Minute {
    local(at, zone).and_utc().timestamp().div_euclid(60) - at
}

/// The first minute of the new offset.
fn change(mut old: Minute, mut new: Minute, zone: Tz) -> Minute {
    let before = offset(old, zone);
    while new - old > 1 {
        let mid = old + (new - old) / 2;
        if offset(mid, zone) == before {
            old = mid;
        } else {
            new = mid;
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    fn lengths(from: NaiveTime, to: NaiveTime, date: NaiveDate) -> Vec<Minute> {
        let hours = [Block { day: date.weekday(), from, to }];
        let sessions = sessions(&hours, &[], date, chrono_tz::Europe::Paris);
        sessions.iter().map(|s| s.1 - s.0).collect()
    }

    #[test]
    fn a_day_of_a_clock_change_is_as_long_as_it_is() {
        assert_eq!(lengths(time(0, 0), time(0, 0), day(6, 10)), [1440]);
        assert_eq!(lengths(time(0, 0), time(0, 0), day(3, 29)), [1380]);
        assert_eq!(lengths(time(0, 0), time(0, 0), day(10, 25)), [1500]);
        assert_eq!(lengths(time(22, 0), time(6, 0), day(3, 28)), [420]);
        assert_eq!(lengths(time(9, 0), time(12, 0), day(3, 29)), [180]);
        // Wholly skipped.
        assert!(lengths(time(2, 0), time(3, 0), day(3, 29)).is_empty());
    }

    #[test]
    fn an_absence_within_a_session_leaves_two() {
        let hours = [Block { day: Weekday::Wed, from: time(9, 0), to: time(12, 0) }];
        let away = [Absence { from: day(6, 10).and_time(time(10, 0)), to: day(6, 10).and_time(time(10, 30)), why: String::new() }];
        let zone = chrono_tz::Europe::Paris;
        let nine = minute(day(6, 10).and_time(time(9, 0)), zone);
        assert_eq!(sessions(&hours, &away, day(6, 10), zone), [(nine, nine + 60), (nine + 90, nine + 180)]);
        assert!(sessions(&hours, &away, day(6, 11), zone).is_empty());
    }

    #[test]
    fn the_morning_ends_in_the_midday_break() {
        let of = |spans: &[(u32, u32)]| {
            spans.iter().map(|s| Block { day: Weekday::Wed, from: time(s.0, 0), to: time(s.1, 0) }).collect::<Vec<_>>()
        };
        assert_eq!(midday(&of(&[(8, 12), (14, 18)]), Weekday::Wed), time(13, 0));
        assert_eq!(midday(&of(&[(14, 18), (8, 13), (20, 22)]), Weekday::Wed), time(13, 30));
        assert_eq!(midday(&of(&[(8, 12)]), Weekday::Wed), time(13, 0));
        assert_eq!(midday(&[], Weekday::Wed), time(13, 0));
    }

    #[test]
    fn a_session_entered_for_a_closed_day_is_held_and_an_absence_takes_it_too() {
        let zone = chrono_tz::Europe::Paris;
        let hours = [Block { day: Weekday::Wed, from: time(9, 0), to: time(12, 0) }];
        let all_day = |d| Absence { from: day(6, d).and_time(time(0, 0)), to: day(6, d + 1).and_time(time(0, 0)), why: String::new() };
        let ten = minute(day(6, 10).and_time(time(10, 0)), zone);
        let extra = [(ten, ten + 60)];
        assert_eq!(open(&hours, &[], &[all_day(10)], &extra, day(6, 10), zone), extra);
        assert!(open(&hours, &[all_day(10)], &[], &extra, day(6, 10), zone).is_empty());
        assert!(open(&hours, &[], &[all_day(10)], &[], day(6, 10), zone).is_empty());
    }
}
