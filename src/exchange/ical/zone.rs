//! Times of a calendar: local to a zone that the world knows, that the file itself describes, or to none.

use super::{names, source::Block};
use crate::{base::clock, exchange::Why};
use calcard::{
    Entry, Parser,
    common::PartialDateTime,
    icalendar::{
        ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency, ICalendarProperty, ICalendarRecurrenceRule,
        ICalendarValue,
    },
};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use std::{cell::RefCell, collections::HashMap, rc::Rc};

/// A clock that changes more often than this is no zone's.
const CHANGES: usize = 4_000;
/// Rules that begin before this year are reckoned from it on: some programs write that theirs began in 1601.
const SINCE: i32 = 1900;
/// Rules that never end are reckoned until this year.
const UNTIL: i32 = 2200;
/// A file's rules are held against those that the world knows for so many days before today and after it.
const COMPARED: (i64, i64) = (366, 2 * 366);

/// Where a time of day is one.
#[derive(Debug, Clone, PartialEq)]
pub enum Zone {
    World(Tz),
    /// So many seconds east.
    Fixed(i32),
    /// As the file describes it.
    Own(Rc<Changes>),
}

/// A clock that is changed now and then.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// So many seconds east before the first change.
    first: i32,
    /// From when on it is how many seconds east, the first first.
    then: Vec<(NaiveDateTime, i32)>,
}

impl Changes {
    /// From the starts of a zone's parts: when by the wall before it, how far east that wall was, and how far it is then.
    fn of(mut onsets: Vec<(NaiveDateTime, Option<i32>, i32)>) -> Option<Self> {
        onsets.sort();
        onsets.dedup();
        let first = onsets.first().map(|(_, from, to)| from.unwrap_or(*to))?;
        let mut before = first;
        let mut then = Vec::with_capacity(onsets.len());
        for (wall, from, to) in onsets {
            then.push((wall.checked_sub_signed(TimeDelta::seconds(from.unwrap_or(before).into()))?, to));
            before = to;
        }
        then.sort();
        Some(Changes { first, then })
    }

    fn before(&self, i: usize) -> i32 {
        if i == 0 { self.first } else { self.then[i - 1].1 }
    }

    /// How far east at a moment.
    fn east(&self, utc: NaiveDateTime) -> i32 {
        self.before(self.then.partition_point(|(from, _)| *from <= utc))
    }

    /// How far east a wall was that showed this. What a change skips is read by the wall before it, what it repeats
    /// is the first of the two.
    fn east_of_wall(&self, local: NaiveDateTime) -> i32 {
        // No wall is a day away from UTC.
        let mut i = self.then.partition_point(|(from, _)| *from <= local + TimeDelta::days(1));
        while i > 0 && self.then[i - 1].0 + TimeDelta::seconds(self.before(i - 1).max(self.then[i - 1].1).into()) > local {
            i -= 1;
        }
        self.before(i)
    }

    /// Whether a zone that the world knows is the same clock, in the years around today or the last ones described.
    fn is(&self, tz: Tz, today: NaiveDate) -> bool {
        let (Some((first, _)), Some((last, _))) = (self.then.first(), self.then.last()) else { return false };
        let steady = self.then.iter().all(|(_, east)| *east == self.then[0].1);
        let today = today.and_time(chrono::NaiveTime::MIN);
        let mut to = today + TimeDelta::days(COMPARED.1);
        if !steady && *last < to {
            to = *last + TimeDelta::days(1);
        }
        let from = to - TimeDelta::days(COMPARED.0 + COMPARED.1);
        let from = if steady { from } else { from.max(*first) };
        let world = Zone::World(tz);
        let same = |utc: NaiveDateTime| world.local(utc.and_utc()) == utc + TimeDelta::seconds(self.east(utc).into());
        let near = self.then.iter().map(|(at, _)| *at).filter(|at| *at > from && *at <= to);
        near.clone().all(|at| same(at) && same(at - TimeDelta::seconds(1)))
            && (0..=(to - from).num_days()).all(|day| same(from + TimeDelta::days(day)))
    }
}

/// A date, or a date and time in a zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Stamp {
    pub local: NaiveDateTime,
    pub zone: Zone,
    pub whole_day: bool,
}

impl Zone {
    pub fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let east = match self {
            Zone::World(tz) => return clock::instant(local, *tz),
            Zone::Fixed(east) => *east,
            Zone::Own(changes) => changes.east_of_wall(local),
        };
        (local - TimeDelta::seconds(east.into())).and_utc()
    }

    /// A moment as this zone's wall clock shows it.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let east = match self {
            Zone::World(tz) => return at.with_timezone(tz).naive_local(),
            Zone::Fixed(east) => *east,
            Zone::Own(changes) => changes.east(at.naive_utc()),
        };
        at.naive_utc() + TimeDelta::seconds(east.into())
    }
}

impl Stamp {
    pub fn instant(&self) -> DateTime<Utc> {
        self.zone.instant(self.local)
    }

    /// By the practice's wall clock.
    pub fn here(&self, practice: Tz) -> NaiveDateTime {
        let local = if self.zone == Zone::World(practice) { self.local } else { self.instant().with_timezone(&practice).naive_local() };
        clock::to_minute(local)
    }

    /// The same time of another day or hour of its zone.
    pub fn at(&self, local: NaiveDateTime) -> Self {
        Stamp { local, ..self.clone() }
    }

    /// What tells one occurrence from another.
    pub fn key(&self) -> String {
        if self.whole_day { self.local.format("%Y%m%d").to_string() } else { self.instant().format("%Y%m%dT%H%M%SZ").to_string() }
    }
}

/// The zones that a file may name, each of its calendars its own.
pub struct Zones {
    pub practice: Tz,
    today: NaiveDate,
    own: HashMap<(usize, String), Described>,
    found: RefCell<HashMap<(usize, String), Option<Zone>>>,
}

/// What a VTIMEZONE says of itself.
struct Described {
    also: names::Also,
    changes: Option<Rc<Changes>>,
}

/// The zones of one calendar of a file.
pub struct Named<'a> {
    pub zones: &'a Zones,
    pub calendar: usize,
}

impl Zones {
    pub fn of(blocks: &[Block], practice: Tz, today: NaiveDate) -> Self {
        let own = blocks.iter().filter_map(|b| described(&b.text).map(|(name, d)| ((b.calendar, name), d))).collect();
        Zones { practice, today, own, found: RefCell::default() }
    }

    /// A zone by name. The file's own rules count; where they are those of a zone that the world knows, that is the
    /// zone, since it knows its past and future as well. What the file does not describe its name tells.
    fn named(&self, calendar: usize, name: &str) -> Option<Zone> {
        let name = names::plain(name);
        let place = (calendar, name.to_string());
        if let Some(found) = self.found.borrow().get(&place) {
            return found.clone();
        }
        let own =
            self.own.get(&place).or_else(|| self.own.iter().filter(|((_, n), _)| n == name).min_by_key(|((c, _), _)| *c).map(|(_, d)| d));
        let known = names::known(name).or_else(|| own.and_then(|d| d.also.zone(name)));
        let zone = match (own.and_then(|d| d.changes.as_ref()), known) {
            (Some(changes), Some(Zone::World(tz))) if changes.is(tz, self.today) => Some(Zone::World(tz)),
            (Some(changes), _) => Some(Zone::Own(changes.clone())),
            (None, known) => known,
        };
        self.found.borrow_mut().insert(place, zone.clone());
        zone
    }
}

impl Named<'_> {
    /// A time without a zone is the practice's own.
    pub fn stamp(&self, entry: &ICalendarEntry, value: &PartialDateTime) -> Result<Stamp, Why> {
        // Midnight at a day's end is written as its 24th hour by some.
        let late = value.hour == Some(24) && value.minute.unwrap_or(0) == 0 && value.second.unwrap_or(0) == 0;
        let value = &PartialDateTime { hour: if late { Some(0) } else { value.hour }, ..value.clone() };
        let result = value.to_date_time().ok_or(Why::Time)?;
        let whole_day = !value.has_time();
        let practice = Zone::World(self.zones.practice);
        let zone = match (result.offset, entry.tz_id()) {
            _ if whole_day => practice,
            (Some(offset), _) => Zone::Fixed(offset.local_minus_utc()),
            (None, None) => practice,
            (None, Some(name)) => self.zones.named(self.calendar, name).ok_or(Why::Zone)?,
        };
        let local = result.date_time + TimeDelta::days(late.into());
        Ok(Stamp { local, zone, whole_day })
    }
}

/// The name and the rules of one VTIMEZONE.
fn described(text: &str) -> Option<(String, Described)> {
    let name = names::plain(&names::line(text, "TZID")?).to_string();
    let Entry::ICalendar(calendar) = Parser::new(text).entry() else { return None };
    let parts = calendar
        .components
        .iter()
        .filter(|c| matches!(c.component_type, ICalendarComponentType::Standard | ICalendarComponentType::Daylight));
    let onsets: Vec<_> = parts.flat_map(onsets).collect();
    let changes = if (1..=CHANGES).contains(&onsets.len()) { Changes::of(onsets).map(Rc::new) } else { None };
    Some((name, Described { also: names::Also::of(text), changes }))
}

/// When one part of a zone begins, time after time.
fn onsets(part: &ICalendarComponent) -> Vec<(NaiveDateTime, Option<i32>, i32)> {
    let value = |property| part.property(property).and_then(|e| e.values.first());
    let Some(to) = value(&ICalendarProperty::Tzoffsetto).and_then(seconds) else { return vec![] };
    let from = value(&ICalendarProperty::Tzoffsetfrom).and_then(seconds);
    let Some(start) = value(&ICalendarProperty::Dtstart).and_then(|v| v.as_partial_date_time()).and_then(|d| d.to_date_time()) else {
        return vec![];
    };
    let start = start.date_time;
    let mut all = vec![start];
    if let Some(ICalendarValue::RecurrenceRule(rule)) = value(&ICalendarProperty::Rrule) {
        let until = NaiveDate::from_ymd_opt(UNTIL, 12, 31).unwrap_or(NaiveDate::MAX);
        // The start is the first by itself, whether or not the rule names it: in 1601 nobody changed clocks in January.
        all.extend(super::repeat::starts(rule, recent(start, rule), until, 400));
    }
    for entry in part.properties(&ICalendarProperty::Rdate) {
        all.extend(entry.values.iter().filter_map(|v| v.as_partial_date_time()?.to_date_time()).map(|at| at.date_time));
    }
    all.into_iter().map(|at| (at, from, to)).collect()
}

/// The start of a yearly rule, in a year that matters: an old one gives the same days from any of its years on.
fn recent(start: NaiveDateTime, rule: &ICalendarRecurrenceRule) -> NaiveDateTime {
    let ends_before = rule.until.as_ref().and_then(|u| u.year).is_some_and(|y| i32::from(y) <= SINCE);
    if rule.freq != ICalendarFrequency::Yearly || rule.count.is_some() || ends_before || start.year() >= SINCE {
        return start;
    }
    let step = i32::from(rule.interval.unwrap_or(1).max(1));
    let year = start.year() + (SINCE - start.year()).div_euclid(step) * step;
    start.with_year(year).or_else(|| start.with_day(28)?.with_year(year)).unwrap_or(start)
}

fn seconds(value: &ICalendarValue) -> Option<i32> {
    let offset = value.as_partial_date_time()?;
    let east = i32::from(offset.tz_hour?) * 3600 + i32::from(offset.tz_minute.unwrap_or(0)) * 60;
    Some(if offset.tz_minus { -east } else { east }).filter(|east| east.abs() < 86_400)
}
