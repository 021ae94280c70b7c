//! The hours of the days that stand side by side, on one line: nine o'clock is at the same height everywhere, also beside
//! a day that the clock change makes longer or shorter.

use super::{
    flow::GRID,
    hours::{repeated, skipped},
    span::Span,
};
use crate::base::clock::{Minute, local, minute};
use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;

/// Minutes since midnight as the wall clock says them; where one of the days has an hour twice, all days have its room.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    zone: Tz,
    /// The dates and their midnights: where no clock changes, that is all one needs to know.
    days: Vec<(NaiveDate, Minute)>,
    plain: bool,
    /// In order.
    gains: Vec<Gain>,
    /// What the wall clock of a date leaves out.
    gaps: Vec<(NaiveDate, Span)>,
}

/// A stretch that one date has twice.
#[derive(Debug, Clone, PartialEq)]
struct Gain {
    date: NaiveDate,
    /// When the clock is put back.
    from: Minute,
    /// What it says where the second time ends.
    ends: Minute,
    len: Minute,
}

impl Axis {
    pub fn of(dates: impl IntoIterator<Item = NaiveDate>, zone: Tz) -> Self {
        let mut axis = Axis { zone, days: vec![], plain: true, gains: vec![], gaps: vec![] };
        for date in dates {
            let (from, to) = (midnight(date, zone), midnight(date + Days::new(1), zone));
            axis.days.push((date, from));
            axis.plain &= to - from == 24 * 60;
            let wall = |m: Minute| (local(m, zone) - date.and_time(chrono::NaiveTime::MIN)).num_minutes();
            for (change, end) in repeated(from, to, zone).into_iter().filter(|s| from <= s.0 && s.0 < to) {
                axis.gains.push(Gain { date, from: change, ends: wall(change) + end - change, len: end - change });
            }
            for (change, lost) in skipped(from, to, zone) {
                axis.gaps.push((date, (wall(change) - lost, wall(change))));
            }
        }
        axis.gains.sort_by_key(|g| (g.ends, g.date));
        axis
    }

    /// Where a moment of a date is.
    pub fn at(&self, date: NaiveDate, moment: Minute) -> Minute {
        let known = self.days.iter().find(|d| d.0 == date);
        if let Some((_, midnight)) = known.filter(|d| self.plain && (d.1..d.1 + 24 * 60).contains(&moment)) {
            return moment - midnight;
        }
        let wall = (local(moment, self.zone) - date.and_time(chrono::NaiveTime::MIN)).num_minutes();
        let after = |g: &&Gain| wall >= g.ends || (g.date == date && moment >= g.from);
        wall + self.gains.iter().filter(after).map(|g| g.len).sum::<Minute>()
    }

    pub fn span(&self, date: NaiveDate, span: Span) -> Span {
        (self.at(date, span.0), self.at(date, span.1))
    }

    /// The local time at a place of a date. What the date leaves out, or has for the second time, is its end: a local time
    /// cannot name it.
    pub fn time(&self, date: NaiveDate, at: Minute) -> NaiveDateTime {
        let mut wall = at;
        let mut before = 0;
        for gain in &self.gains {
            let second = gain.ends + before;
            if at >= second + gain.len {
                before += gain.len;
            } else if at >= second {
                wall = gain.ends + before;
                break;
            }
        }
        wall -= before;
        let skipped = self.gaps.iter().find(|(d, s)| *d == date && s.0 <= wall && wall < s.1);
        date.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(skipped.map_or(wall, |(_, s)| s.1))
    }

    /// What a date does not have of the line.
    pub fn voids(&self, date: NaiveDate) -> Vec<Span> {
        let mut before = 0;
        let mut voids: Vec<Span> = Vec::new();
        for gain in &self.gains {
            if gain.date != date {
                voids.push((gain.ends + before, gain.ends + before + gain.len));
            }
            before += gain.len;
        }
        voids.extend(self.gaps.iter().filter(|(d, _)| *d == date).map(|(_, s)| *s));
        voids
    }

    /// The whole hours of the line: what the clock says there, and where.
    pub fn hours(&self) -> Vec<(u32, Minute)> {
        let mut hours = Vec::new();
        for hour in 0..=26 {
            let wall = hour * 60;
            let before: Minute = self.gains.iter().filter(|g| wall >= g.ends).map(|g| g.len).sum();
            hours.push(((hour % 24) as u32, wall + before));
            for again in self.gains.iter().filter(|g| g.ends - g.len <= wall && wall < g.ends) {
                hours.push(((hour % 24) as u32, wall + before + again.len));
            }
        }
        hours.sort_by_key(|h| h.1);
        hours
    }
}

pub fn midnight(date: NaiveDate, zone: Tz) -> Minute {
    minute(date.and_time(chrono::NaiveTime::MIN), zone)
}

/// The next start five minutes on or back, on the wall clock's grid. One that a clock change leaves out, or has for the
/// second time, is passed over.
pub fn step(start: NaiveDateTime, down: bool, zone: Tz) -> NaiveDateTime {
    let from = minute(start, zone);
    let to = if down { (from.div_euclid(GRID) + 1) * GRID } else { (-(-from).div_euclid(GRID) - 1) * GRID };
    let again = repeated(to - 1, to + 1, zone).into_iter().find(|s| s.0 <= to && to < s.1);
    local(again.map_or(to, |s| if down { s.1 } else { s.0 - GRID }), zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Paris;

    fn date(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn at(month: u32, day: u32, h: u32, m: u32) -> NaiveDateTime {
        date(month, day).and_hms_opt(h, m, 0).unwrap()
    }

    #[test]
    fn nine_is_nine_on_every_day_of_a_week_with_a_change() {
        let week = Axis::of((19..=25).map(|d| date(10, d)), Paris);
        for day in 19..=25 {
            let nine = at(10, day, 9, 0);
            assert_eq!(week.at(date(10, day), minute(nine, Paris)), 600, "an hour further down, for Sunday's");
            assert_eq!(week.time(date(10, day), 600), nine);
            assert_eq!(week.at(date(10, day), midnight(date(10, day), Paris)), 0);
        }
        let plain = Axis::of((12..=18).map(|d| date(10, d)), Paris);
        assert_eq!(plain.at(date(10, 13), minute(at(10, 13, 9, 0), Paris)), 540);
        assert!(plain.voids(date(10, 13)).is_empty());
    }

    #[test]
    fn the_hour_that_comes_twice_has_its_room_and_nothing_begins_in_it() {
        let week = Axis::of((19..=25).map(|d| date(10, d)), Paris);
        let sunday = date(10, 25);
        let first = minute(at(10, 25, 2, 30), Paris);
        assert_eq!((week.at(sunday, first), week.at(sunday, first + 60)), (150, 210));
        assert_eq!(week.time(sunday, 150), at(10, 25, 2, 30));
        assert_eq!(week.time(sunday, 210), at(10, 25, 3, 0), "the second half past two has no name");
        assert_eq!((week.voids(sunday), week.voids(date(10, 24))), (vec![], vec![(180, 240)]));
        assert_eq!(week.time(date(10, 24), 200), at(10, 24, 3, 0));
        assert_eq!(week.hours()[1..6], [(1, 60), (2, 120), (2, 180), (3, 240), (4, 300)]);
    }

    #[test]
    fn the_hour_that_is_left_out_is_void() {
        let week = Axis::of((23..=29).map(|d| date(3, d)), Paris);
        let sunday = date(3, 29);
        assert_eq!(week.voids(sunday), [(120, 180)]);
        assert_eq!(week.at(sunday, minute(at(3, 29, 9, 0), Paris)), 540);
        assert_eq!(week.span(sunday, (minute(at(3, 29, 1, 30), Paris), minute(at(3, 29, 3, 30), Paris))), (90, 210));
        assert_eq!(week.time(sunday, 150), at(3, 29, 3, 0));
        assert_eq!(week.time(date(3, 28), 150), at(3, 28, 2, 30));
    }

    #[test]
    fn a_step_goes_over_what_has_no_name() {
        let to = |from, down| step(from, down, Paris);
        assert_eq!(to(at(6, 10, 9, 0), true), at(6, 10, 9, 5));
        assert_eq!(to(at(6, 10, 9, 0), false), at(6, 10, 8, 55));
        assert_eq!((to(at(6, 10, 9, 2), true), to(at(6, 10, 9, 2), false)), (at(6, 10, 9, 5), at(6, 10, 9, 0)), "onto the grid");
        assert_eq!(to(at(3, 29, 1, 55), true), at(3, 29, 3, 0));
        assert_eq!(to(at(3, 29, 3, 0), false), at(3, 29, 1, 55));
        assert_eq!(to(at(10, 25, 2, 55), true), at(10, 25, 3, 0));
        assert_eq!(to(at(10, 25, 3, 0), false), at(10, 25, 2, 55));
    }
}
