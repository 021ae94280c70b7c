//! FHIR's dates and instants, and the practice's local time.

use crate::base::clock;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// By the practice's wall clock, to the minute.
    pub local: NaiveDateTime,
    pub utc: DateTime<Utc>,
    /// Only the day was given.
    pub whole_day: bool,
}

/// Reads an instant, a dateTime or a date. Without an offset it is local time already; a day is its first
/// minute, a year or month its first day.
pub fn moment(text: &str, zone: Tz) -> Option<Moment> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(Moment { local: clock::to_minute(at.with_timezone(&zone).naive_local()), utc: at.to_utc(), whole_day: false });
    }
    // The end of a day, as some write it.
    if let Some((day, rest)) = text.split_once("T24:00") {
        let next = date(day).filter(|_| day.len() == 10)?.succ_opt()?;
        return moment(&format!("{next}T00:00{rest}"), zone);
    }
    let here = |local: NaiveDateTime, whole_day| {
        let local = clock::to_minute(local);
        Moment { local, utc: clock::instant(local, zone), whole_day }
    };
    for form in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"] {
        if let Ok(local) = NaiveDateTime::parse_from_str(text, form) {
            return Some(here(local, false));
        }
    }
    let day = date(text)?;
    Some(here(day.and_time(chrono::NaiveTime::MIN), true))
}

/// The first day of a date that may be given only to the month or the year.
pub fn date(text: &str) -> Option<NaiveDate> {
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let full = match parts[..] {
        [y] if digits(y, 4) => format!("{y}-01-01"),
        [y, m] if digits(y, 4) && digits(m, 2) => format!("{y}-{m}-01"),
        [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2) => text.to_string(),
        _ => return None,
    };
    full.parse().ok()
}

/// A local time with the offset that the zone has then.
pub fn zoned(local: NaiveDateTime, zone: Tz) -> String {
    at(clock::instant(local, zone), zone)
}

/// When what begins at a local time and takes so many minutes is over, whatever clocks are changed meanwhile.
pub fn over(start: NaiveDateTime, minutes: u32, zone: Tz) -> String {
    at(clock::instant(start, zone) + TimeDelta::minutes(minutes.into()), zone)
}

/// From one local time to another. A beginning that a clock change skips comes later, and what ends by then with it.
pub fn span(from: NaiveDateTime, to: NaiveDateTime, zone: Tz) -> (String, String) {
    let (begin, end) = (clock::instant(from, zone), clock::instant(to, zone));
    let end = if end < begin && to >= from { begin + (to - from) } else { end };
    (at(begin, zone), at(end, zone))
}

fn at(utc: DateTime<Utc>, zone: Tz) -> String {
    let offset = zone.offset_from_utc_datetime(&utc.naive_utc()).fix();
    // Before there were zones, offsets had seconds, which the form cannot say.
    if offset.local_minus_utc() % 60 != 0 {
        return utc.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    }
    utc.with_timezone(&offset).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The whole minutes between two moments.
pub fn minutes(from: &Moment, to: &Moment) -> i64 {
    (to.utc - from.utc + TimeDelta::seconds(30)).num_seconds().div_euclid(60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_before_it_starts_in_an_hour_that_is_skipped() {
        let paris = chrono_tz::Europe::Paris;
        let local = |text: &str| moment(text, paris).unwrap().local;
        let (from, to) = (local("2027-03-28T02:30:00"), local("2027-03-28T03:00:00"));
        assert_eq!(zoned(from, paris), "2027-03-28T03:30:00+02:00");
        assert_eq!(over(from, 30, paris), "2027-03-28T04:00:00+02:00");
        assert_eq!(span(from, to, paris), ("2027-03-28T03:30:00+02:00".into(), "2027-03-28T04:00:00+02:00".into()));
        // An hour that is repeated: ten minutes later it is ten past two again.
        assert_eq!(over(local("2027-10-31T02:50:00"), 20, paris), "2027-10-31T02:10:00+01:00");
        assert_eq!(span(local("2027-10-31T02:50:00"), local("2027-10-31T03:10:00"), paris).1, "2027-10-31T03:10:00+01:00");
    }

    #[test]
    fn offsets_become_local_time_and_come_back() {
        let paris = chrono_tz::Europe::Paris;
        let at = |text: &str| moment(text, paris).unwrap().local.to_string();
        assert_eq!(at("2026-11-23T08:35:40Z"), "2026-11-23 09:35:00");
        assert_eq!(at("2026-07-01T04:35:40.123-04:00"), "2026-07-01 10:35:00");
        assert_eq!(
            (at("2026-11-23T09:35:00"), at("2026-11-23"), at("2026")),
            ("2026-11-23 09:35:00".into(), "2026-11-23 00:00:00".into(), "2026-01-01 00:00:00".into())
        );
        assert_eq!((at("2026-11-23T24:00:00+01:00"), at("2026-12-31T24:00")), ("2026-11-24 00:00:00".into(), "2027-01-01 00:00:00".into()));
        for text in ["2026-11-23T09:35:00+01:00", "2026-07-01T09:35:00+02:00"] {
            assert_eq!(zoned(moment(text, paris).unwrap().local, paris), text);
        }
        let old = moment("1905-03-01T10:00:00", paris).unwrap().local;
        assert_eq!(moment(&zoned(old, paris), paris).unwrap().local, old);
        for nonsense in ["", "26-1-1", "2026-13-01", "2026-02-30", "2026-11-23T25:00:00Z", "yesterday", "+2026"] {
            assert_eq!(moment(nonsense, paris), None, "{nonsense}");
        }
    }
}
