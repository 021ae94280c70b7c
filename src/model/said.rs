//! When a visit is wanted, as it is said on the telephone: "dans une semaine, l'après-midi", "next Monday morning", "24.11.".
//! Both languages at once, since both are spoken at one desk. Every word has to be understood, or nothing is.

mod day;
mod words;

use super::wish::{NOON, Wish};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};
use words::{Part, Word};

/// What was asked for. The wish names nobody and no last day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    pub wish: Wish,
    /// This very hour.
    pub at: Option<NaiveTime>,
}

impl Said {
    /// Whether more than a day was said.
    pub fn has_hours(&self) -> bool {
        self.at.is_some() || self.wish.after.is_some() || self.wish.before.is_some()
    }
}

/// What was typed, read as of today.
pub fn read(typed: &str, today: NaiveDate) -> Option<Said> {
    if let Some(date) = day::read(typed, today) {
        return Some(Said { wish: Wish { from: Some(date), ..Wish::default() }, at: None });
    }
    let words = words::split(typed, today)?;
    let mut reader = Reader::new(today);
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let (part, taken) = words::next(rest, today, reader.among_hours)?;
        reader.take(part)?;
        rest = &rest[taken..];
    }
    reader.finish()
}

/// The day alone, for a field that asks for no more. An hour beside it is none of the field's.
pub fn day(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    read(typed, today).filter(|s| !s.has_hours()).and_then(|s| s.wish.from)
}

/// What was read so far.
struct Reader {
    today: NaiveDate,
    /// The day that was named, and whether its whole week was meant.
    base: Option<NaiveDate>,
    week: bool,
    /// So many days after the weekday that was named.
    later: u64,
    days: Vec<Weekday>,
    not_days: Vec<Weekday>,
    after: Option<NaiveTime>,
    before: Option<NaiveTime>,
    bare: Vec<NaiveTime>,
    /// How the next hour is meant; bare numbers are hours from there on.
    among_hours: bool,
    edge: Option<Part>,
    this: bool,
    /// "Not …": what follows is excluded.
    not: bool,
}

impl Reader {
    fn new(today: NaiveDate) -> Self {
        Reader {
            today,
            base: None,
            week: false,
            later: 0,
            days: vec![],
            not_days: vec![],
            after: None,
            before: None,
            bare: vec![],
            among_hours: false,
            edge: None,
            this: false,
            not: false,
        }
    }

    fn take(&mut self, part: Part) -> Option<()> {
        if !matches!(part, Part::Filler | Part::Comma | Part::Hour(_)) {
            self.among_hours = matches!(part, Part::After | Part::Before | Part::Between);
        }
        // From a day on is from that day.
        if matches!(part, Part::Day(_) | Part::Week(_) | Part::Weekday(_)) && self.edge == Some(Part::After) {
            self.edge = None;
        }
        match part {
            Part::Filler => {}
            Part::Comma => self.not = false,
            Part::This => self.this = true,
            Part::Between => self.edge = None,
            Part::After | Part::Before => self.edge = Some(part),
            Part::Not => self.not = true,
            // The sooner of two days is where to look from.
            Part::Day(date) => self.base = Some(self.base.map_or(date, |b| b.min(date))),
            Part::Week(date) => (self.base, self.week) = (Some(date), true),
            Part::Later(days) => self.later = days,
            Part::Weekday(day) if self.not => self.not_days.push(day),
            Part::Weekday(day) => self.days.push(day),
            // Mondays not in the morning: that is not all of a wish.
            Part::Hours(..) if self.not && !self.not_days.is_empty() => return None,
            Part::Hours(after, before) if self.not => {
                self.not = false;
                // Not in the morning is in the afternoon.
                (self.after, self.before) = match (after, before) {
                    (None, Some(before)) => (Some(before), None),
                    (Some(after), None) => (None, Some(after)),
                    _ => return None,
                }
            }
            Part::Hours(after, before) => (self.after, self.before) = (after, before),
            Part::Hour(time) => match self.edge.take() {
                Some(Part::After) => self.after = Some(time),
                Some(Part::Before) => self.before = Some(time),
                _ => self.bare.push(time),
            },
        }
        Some(())
    }

    fn finish(mut self) -> Option<Said> {
        let at = match *self.bare.as_slice() {
            [] => None,
            [at] => Some(at),
            [after, before] if after < before => {
                (self.after, self.before) = (Some(after), Some(before));
                None
            }
            _ => return None,
        };
        if self.edge.is_some() {
            return None;
        }
        let from = self.from()?;
        if self.days.is_empty() && !self.not_days.is_empty() {
            self.days = words::WEEK.into_iter().filter(|d| !self.not_days.contains(d)).collect();
        }
        self.days.sort_by_key(Weekday::num_days_from_monday);
        self.days.dedup();
        let wish = Wish { days: self.days, after: self.after, before: self.before, from, ..Wish::default() };
        let said = Said { wish, at };
        (said != Said::default()).then_some(said)
    }

    /// The first day; the outer nothing where it makes no sense.
    fn from(&self) -> Option<Option<NaiveDate>> {
        let later = |date: NaiveDate| date.checked_add_days(Days::new(self.later));
        if self.days.is_empty() {
            return match self.base {
                None if self.later > 0 => None,
                None => Some(Some(self.today).filter(|_| self.this)),
                Some(base) => later(base).map(Some),
            };
        }
        let start = match self.base {
            Some(base) if self.week => monday(base),
            Some(base) => base,
            None => self.today.succ_opt()?,
        };
        let first = start.iter_days().take(7).find(|d| self.days.contains(&d.weekday()))?;
        later(first).map(Some)
    }
}

fn monday(date: NaiveDate) -> NaiveDate {
    date.week(Weekday::Mon).checked_first_day().unwrap_or(date)
}

fn hour(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// The next day of this month and number, from today on.
fn next_date(today: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    let of = |year| NaiveDate::from_ymd_opt(year, month, day);
    of(today.year()).filter(|d| *d >= today).or_else(|| of(today.year() + 1))
}

/// So many of a unit from today.
fn ahead(today: NaiveDate, n: u32, unit: words::Unit) -> Option<Part> {
    Some(match unit {
        words::Unit::Days(each) => Part::Day(today.checked_add_days(Days::new(u64::from(n * each)))?),
        words::Unit::Weeks => Part::Week(today.checked_add_days(Days::new(u64::from(n) * 7))?),
        words::Unit::Months(each) => Part::Day(today.checked_add_months(Months::new(n * each))?),
    })
}

const MORNING: (Option<NaiveTime>, Option<NaiveTime>) = (None, Some(NOON));
const AFTERNOON: (Option<NaiveTime>, Option<NaiveTime>) = (Some(NOON), None);

/// The words that are left, from the first on.
type Rest<'a> = &'a [Word];

#[cfg(test)]
mod tests;
