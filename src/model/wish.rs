//! When, and with whom, a visit would suit. What is left open suits always.

use crate::base::Id;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

/// So many days ahead are looked at when it is asked how much a wish leaves open.
const AHEAD: u64 = 90;

/// Where the morning ends and the afternoon begins.
pub const NOON: NaiveTime = match NaiveTime::from_hms_opt(13, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// Any of these; whoever, where none is named.
    pub with: Vec<Id>,
    pub days: Vec<Weekday>,
    /// Not before this hour.
    pub after: Option<NaiveTime>,
    /// Over by this hour.
    pub before: Option<NaiveTime>,
    /// The first day, and the last.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl Wish {
    pub fn suits(&self, practitioner: Id, start: NaiveDateTime, minutes: u32) -> bool {
        self.suits_who(practitioner) && self.suits_day(start.date()) && self.suits_hours(start, minutes)
    }

    pub fn suits_who(&self, practitioner: Id) -> bool {
        self.with.is_empty() || self.with.contains(&practitioner)
    }

    pub fn suits_day(&self, date: NaiveDate) -> bool {
        (self.days.is_empty() || self.days.contains(&date.weekday()))
            && self.from.is_none_or(|from| from <= date)
            && self.until.is_none_or(|until| date <= until)
    }

    /// The whole visit has to lie within the hours, not its beginning alone.
    fn suits_hours(&self, start: NaiveDateTime, minutes: u32) -> bool {
        let end = start + TimeDelta::minutes(minutes.into());
        self.after.is_none_or(|after| start.time() >= after) && self.before.is_none_or(|before| end <= start.date().and_time(before))
    }

    /// How many minutes the wish leaves open over the coming weeks: the fewer, the harder it is to fulfil.
    pub fn open_minutes(&self, today: NaiveDate) -> i64 {
        let midnight = NaiveTime::MIN;
        let opens = self.after.unwrap_or(midnight) - midnight;
        let closes = self.before.map_or(TimeDelta::days(1), |before| before - midnight);
        let days = today.iter_days().take_while(|d| *d <= today + Days::new(AHEAD)).filter(|d| self.suits_day(*d)).count();
        (closes - opens).num_minutes().max(0) * days as i64
    }

    /// Whether anything but the day it begins with is asked for.
    pub fn is_particular(&self) -> bool {
        *self != Wish { from: self.from, ..Wish::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn hour(hour: u32, minute: u32) -> Option<NaiveTime> {
        NaiveTime::from_hms_opt(hour, minute, 0)
    }

    #[test]
    fn what_is_left_open_suits_and_what_is_said_binds() {
        let (roy, amsel) = (Id::from_u128(1), Id::from_u128(2));
        let at = |d, h, m| day(d).and_hms_opt(h, m, 0).unwrap();
        assert!(Wish::default().suits(roy, at(23, 9, 0), 480));
        let wish = Wish {
            with: vec![roy],
            days: vec![Weekday::Mon, Weekday::Thu],
            after: hour(9, 30),
            before: hour(12, 0),
            from: Some(day(23)),
            until: Some(day(26)),
        };
        for (who, start, minutes, suits) in [
            (roy, at(23, 9, 30), 20, true),
            (roy, at(23, 11, 40), 20, true),
            (roy, at(23, 11, 45), 20, false),
            (roy, at(23, 9, 25), 20, false),
            (amsel, at(23, 9, 30), 20, false),
            (roy, at(24, 9, 30), 20, false),
            (roy, at(26, 9, 30), 20, true),
            (roy, at(30, 9, 30), 20, false),
        ] {
            assert_eq!(wish.suits(who, start, minutes), suits, "{start} {minutes}");
        }
        let night = Wish { before: hour(23, 0), ..Wish::default() };
        assert!(!night.suits(roy, at(23, 22, 50), 90), "over midnight is not over by eleven");
    }

    #[test]
    fn a_wish_is_the_tighter_the_less_it_leaves_open() {
        let open = |wish: Wish| wish.open_minutes(day(23));
        let mornings = Wish { before: hour(12, 0), ..Wish::default() };
        let mondays = Wish { days: vec![Weekday::Mon], ..Wish::default() };
        let monday_mornings = Wish { days: vec![Weekday::Mon], ..mornings.clone() };
        let this_week = Wish { until: Some(day(27)), ..Wish::default() };
        assert!(open(Wish::default()) > open(mornings.clone()) && open(mornings) > open(mondays.clone()));
        assert!(open(mondays) > open(monday_mornings.clone()) && open(monday_mornings) > open(this_week.clone()));
        assert_eq!(open(this_week), 5 * 1440);
        assert_eq!(open(Wish { after: hour(12, 0), before: hour(9, 0), ..Wish::default() }), 0);
    }
}
