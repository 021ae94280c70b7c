//! The face that time has on a sheet: which height is which moment of which date, and back.

use super::scale::Scale;
use crate::{
    base::clock::{Minute, minute},
    model::{axis::Axis, flow::GRID, span::Span},
};
use chrono::{NaiveDate, NaiveDateTime, Timelike};
use chrono_tz::Tz;

#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    axis: Axis,
    pub scale: Scale,
    zone: Tz,
}

impl Face {
    /// For some dates that stand side by side, and what takes up time on each.
    pub fn of(dates: &[NaiveDate], zone: Tz, spans: impl IntoIterator<Item = (NaiveDate, Span)>) -> Self {
        let axis = Axis::of(dates.iter().copied(), zone);
        let mut all: Vec<Span> = spans.into_iter().map(|(date, span)| axis.span(date, span)).collect();
        if all.is_empty() {
            all.push((9 * 60, 17 * 60));
        }
        let scale = Scale::of(&all);
        Face { axis, scale, zone }
    }

    pub fn at(&self, date: NaiveDate, moment: Minute) -> Minute {
        self.scale.at(self.axis.at(date, moment))
    }

    pub fn len(&self, date: NaiveDate, span: Span) -> Minute {
        let (from, to) = self.axis.span(date, span);
        self.scale.len(from, to)
    }

    /// Whether a moment of a date is on the sheet, or folded between what is.
    pub fn reaches(&self, date: NaiveDate, moment: Minute) -> bool {
        let at = self.scale.at(self.axis.at(date, moment));
        0 < at && at < self.scale.height
    }

    /// The hours that are drawn: what the clock says, and where.
    pub fn hours(&self) -> Vec<(u32, Minute)> {
        let drawn = self.axis.hours().into_iter().filter(|(_, at)| self.scale.shows(*at));
        drawn.map(|(hour, at)| (hour, self.scale.at(at))).collect()
    }

    /// What is folded away of a date: from when to when, and where it stands.
    pub fn folds(&self, date: NaiveDate) -> Vec<((NaiveDateTime, NaiveDateTime), Minute)> {
        let time = |at| self.axis.time(date, at);
        self.scale.folds().into_iter().map(|((from, to), at)| ((time(from), time(to)), at)).collect()
    }

    /// Whether a stretch of a date lies in a fold, at least partly.
    pub fn folds_away(&self, date: NaiveDate, span: Span) -> bool {
        let span = self.axis.span(date, span);
        self.scale.folds().iter().any(|(fold, _)| crate::model::span::overlap(*fold, span))
    }

    /// What a date does not have: the hour that the clock skips, or that only another day has twice.
    pub fn voids(&self, date: NaiveDate) -> Vec<(Minute, Minute)> {
        let drawn = self.axis.voids(date).into_iter().filter(|v| self.scale.shows(v.0) || self.scale.shows(v.1));
        drawn.map(|v| (self.scale.at(v.0), self.scale.len(v.0, v.1))).filter(|v| v.1 > 1).collect()
    }

    /// The start that a place means to which something was brought: the nearest five minutes of the wall clock, never in a
    /// fold, nor where the date has no such time.
    pub fn start(&self, date: NaiveDate, at: Minute) -> NaiveDateTime {
        let wall = self.scale.back(at.clamp(0, self.scale.height));
        let wall = ((wall + GRID / 2).div_euclid(GRID) * GRID).max(0);
        let time = self.axis.time(date, wall);
        // The last five minutes of the day rather than the next day's first, unless somebody works on past midnight.
        if time.date() > date && !self.scale.shows(wall + GRID) { date.and_hms_opt(23, 55, 0).unwrap_or(time) } else { time }
    }

    /// The start that a tap on an empty place means: the quarter of an hour it lies in, or where what is free begins.
    pub fn tapped(&self, date: NaiveDate, at: Minute, free: &[Span]) -> NaiveDateTime {
        let wall = self.scale.back(at.clamp(0, self.scale.height));
        let quarter = wall.div_euclid(15) * 15;
        let inside = free.iter().map(|f| self.axis.span(date, *f)).find(|f| f.0 <= wall && wall < f.1);
        self.axis.time(date, inside.map_or(quarter, |f| quarter.max(f.0)).max(0))
    }

    /// How long something is whose end is brought to a place: in steps of five minutes, five at least.
    pub fn minutes(&self, date: NaiveDate, from: Minute, at: Minute) -> u32 {
        let end = self.scale.back(at.clamp(0, self.scale.height));
        let to = minute(self.axis.time(date, (end + GRID / 2).div_euclid(GRID) * GRID), self.zone);
        // What began off the grid ends on it.
        u32::try_from((to - from).clamp(GRID, 480)).unwrap_or(5)
    }

    pub fn zone(&self) -> Tz {
        self.zone
    }
}

/// "9:00": an hour at the edge of a sheet.
pub fn hour(h: u32) -> String {
    chrono::NaiveTime::from_hms_opt(h, 0, 0).map(|t| format!("{}:{:02}", t.hour(), t.minute())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Paris;

    fn date(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn at(date: NaiveDate, h: u32, m: u32) -> NaiveDateTime {
        date.and_hms_opt(h, m, 0).unwrap()
    }

    /// A morning and an afternoon, lunch folded: 8:30 stands at 15.
    fn working() -> (NaiveDate, Face) {
        let day = date(6, 10);
        let span = |a: (u32, u32), b: (u32, u32)| (day, (minute(at(day, a.0, a.1), Paris), minute(at(day, b.0, b.1), Paris)));
        (day, Face::of(&[day], Paris, [span((8, 30), (12, 30)), span((14, 0), (18, 0))]))
    }

    #[test]
    fn a_place_is_the_nearest_five_minutes() {
        let (day, face) = working();
        assert_eq!(face.start(day, 15), at(day, 8, 30));
        assert_eq!(face.start(day, 17), at(day, 8, 30));
        assert_eq!(face.start(day, 18), at(day, 8, 35));
        assert_eq!(face.start(day, 15 + 100), at(day, 10, 10));
        assert_eq!(face.start(day, -500), at(day, 8, 15), "above the day is its beginning");
        assert_eq!(face.start(day, 5_000), at(day, 18, 15), "and below its end");
    }

    #[test]
    fn over_a_fold_it_is_the_nearer_end() {
        let (day, face) = working();
        let ((from, to), top) = face.folds(day)[0];
        assert_eq!((from, to), (at(day, 12, 30), at(day, 14, 0)));
        assert_eq!((face.start(day, top + 3), face.start(day, top + 12)), (at(day, 12, 30), at(day, 14, 0)));
    }

    #[test]
    fn a_tap_means_its_quarter_or_where_what_is_free_begins() {
        let (day, face) = working();
        let free = [(minute(at(day, 9, 5), Paris), minute(at(day, 10, 0), Paris))];
        let y = |h, m| face.at(day, minute(at(day, h, m), Paris));
        assert_eq!(face.tapped(day, y(9, 12), &free), at(day, 9, 5));
        assert_eq!(face.tapped(day, y(9, 22), &free), at(day, 9, 15));
        assert_eq!(face.tapped(day, y(11, 59), &free), at(day, 11, 45));
    }

    #[test]
    fn an_end_that_is_pulled_stays_after_its_start() {
        let (day, face) = working();
        let from = minute(at(day, 9, 0), Paris);
        let y = |h, m| face.at(day, minute(at(day, h, m), Paris));
        assert_eq!(face.minutes(day, from, y(9, 23)), 25);
        assert_eq!(face.minutes(day, from, y(8, 40)), 5);
        assert_eq!(face.minutes(day, minute(at(day, 9, 2), Paris), y(9, 20)), 18, "it ends on the grid");
        assert_eq!(face.minutes(day, from, y(17, 45)), 480);
    }

    #[test]
    fn on_the_day_of_a_change_what_has_no_name_is_left_out() {
        let night = |day: NaiveDate| {
            let whole = (crate::model::axis::midnight(day, Paris), crate::model::axis::midnight(day + chrono::Days::new(1), Paris));
            Face::of(&[day], Paris, [(day, whole)])
        };
        let (spring, autumn) = (date(3, 29), date(10, 25));
        let face = night(spring);
        assert_eq!(face.scale.height, 15 + 1440 + 15);
        assert_eq!(face.start(spring, 15 + 150), at(spring, 3, 0), "half past two is left out");
        assert_eq!(face.voids(spring), [(15 + 120, 60)]);
        let face = night(autumn);
        assert_eq!(face.scale.height, 15 + 1500 + 15);
        assert_eq!(face.start(autumn, 15 + 150), at(autumn, 2, 30));
        assert_eq!(face.start(autumn, 15 + 210), at(autumn, 3, 0), "the second half past two cannot be named");
        assert_eq!(face.start(autumn, 15 + 600), at(autumn, 9, 0));
        assert_eq!(face.start(autumn, 15 + 1500), at(autumn, 23, 55), "the day's last, not the next day");
    }
}
