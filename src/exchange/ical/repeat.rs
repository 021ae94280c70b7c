//! Which days an event recurs on. The library reckons rules without zones; zones, exceptions and bounds are ours.

use calcard::common::{PartialDateTime, timezone::Tz};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency, ICalendarProperty, ICalendarRecurrenceRule,
    ICalendarValue,
};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, Timelike};

/// So many of a series are taken in.
pub const MOST: usize = 500;
/// A series that never ends is taken in for so many years from today.
const YEARS: u32 = 2;
/// Rules are reckoned so far: a daily one of half a century.
const RECKONED: usize = 20_000;

/// What of a series is taken in.
#[derive(Debug, Default, PartialEq)]
pub struct Kept {
    pub starts: Vec<NaiveDateTime>,
    /// It goes on after this day, and that is left out.
    pub until: Option<NaiveDate>,
    /// So many are left out before the first.
    pub left_out: usize,
}

/// The starts of a rule, by the wall clock of its zone. An event takes place at its own start, whether or not its
/// rule says so.
pub fn kept(rule: &ICalendarRecurrenceRule, start: NaiveDateTime, today: NaiveDate, whole_day: bool) -> Kept {
    let endless = rule.count.is_none() && rule.until.is_none();
    let horizon = years_from(today, YEARS);
    let far = if endless { horizon } else { years_from(today.max(start.date()), 50) };
    let mut starts = starts(rule, start, far, RECKONED);
    if !starts.contains(&start) {
        starts.insert(0, start);
        starts.truncate(rule.count.map_or(usize::MAX, |n| n.max(1) as usize));
    }
    let mut kept = Kept { until: endless.then_some(horizon), ..Kept::default() };
    if starts.len() > MOST {
        let before = starts.len();
        starts.retain(|at| at.date() <= horizon || *at == start);
        kept.until = kept.until.or((before > starts.len()).then_some(horizon));
    }
    // A birthday of every year since somebody was born is a note for the years around now.
    let from = if endless && whole_day { today.checked_sub_months(Months::new(12)).unwrap_or(today) } else { NaiveDate::MIN };
    let old = starts.iter().filter(|at| at.date() < from).count().max(starts.len().saturating_sub(MOST));
    kept.left_out = old.min(starts.len().saturating_sub(1));
    kept.starts = starts.split_off(kept.left_out);
    kept
}

/// Whether a rule is for visits: nobody comes every minute.
pub fn is_reckoned(rule: &ICalendarRecurrenceRule) -> bool {
    use ICalendarFrequency::{Daily, Monthly, Weekly, Yearly};
    matches!(rule.freq, Daily | Weekly | Monthly | Yearly) && rule.rscale.is_none() && rule.interval != Some(0)
}

/// The starts that a rule alone gives, up to a day, as many as there may be.
pub fn starts(rule: &ICalendarRecurrenceRule, start: NaiveDateTime, until: NaiveDate, most: usize) -> Vec<NaiveDateTime> {
    let mut rule = rule.clone();
    let own_end = rule.until.take().and_then(|u| end_of(&u));
    let last = until.and_hms_opt(23, 59, 59).unwrap_or(start);
    let last = own_end.map_or(last, |end| end.min(last));
    if last < start {
        return vec![];
    }
    rule.until = Some(partial(last));
    let event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    let mut event = event;
    event
        .entries
        .push(ICalendarEntry::new(ICalendarProperty::Dtstart).with_value(ICalendarValue::PartialDateTime(Box::new(partial(start)))));
    event.entries.push(ICalendarEntry::new(ICalendarProperty::Rrule).with_value(ICalendarValue::RecurrenceRule(Box::new(rule))));
    let calendar = ICalendar { components: vec![event] };
    let found = calendar.expand_dates(Tz::Floating, most);
    let mut starts: Vec<NaiveDateTime> =
        found.events.iter().map(|e| e.start.naive_local()).filter(|at| *at >= start && *at <= last).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The last second that an UNTIL allows; one that is a date allows all of that day.
fn end_of(until: &PartialDateTime) -> Option<NaiveDateTime> {
    let end = until.to_date_time()?.date_time;
    if until.has_time() { Some(end) } else { end.date().and_hms_opt(23, 59, 59) }
}

pub fn partial(at: NaiveDateTime) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(at.year()).ok(),
        month: Some(at.month() as u8),
        day: Some(at.day() as u8),
        hour: Some(at.hour() as u8),
        minute: Some(at.minute() as u8),
        second: Some(at.second() as u8),
        ..PartialDateTime::default()
    }
}

pub fn years_from(day: NaiveDate, years: u32) -> NaiveDate {
    day.checked_add_months(Months::new(years * 12)).or_else(|| day.checked_add_days(Days::new(1))).unwrap_or(day)
}
