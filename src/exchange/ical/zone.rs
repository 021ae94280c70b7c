//! Times of a calendar: local to a zone that the world knows, that the file itself describes, or to none.

use super::source::Block;
use crate::{base::clock, exchange::Why};
use calcard::{
    Entry, Parser,
    common::{PartialDateTime, timezone::Tz as Known},
    icalendar::{ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarProperty, ICalendarValue},
};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use std::{collections::HashMap, rc::Rc, str::FromStr};

/// A clock that changes more often than this is no zone's.
const CHANGES: usize = 4_000;

/// Where a time of day is one.
#[derive(Debug, Clone, PartialEq)]
pub enum Zone {
    World(Tz),
    /// So many seconds east.
    Fixed(i32),
    /// As the file describes it: from when on (by the wall clock) it is how many seconds east, the first first.
    Own(Rc<Vec<(NaiveDateTime, i32)>>),
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
        match self {
            Zone::World(tz) => clock::instant(local, *tz),
            Zone::Fixed(east) => (local - TimeDelta::seconds((*east).into())).and_utc(),
            Zone::Own(onsets) => {
                let last = onsets.partition_point(|(from, _)| *from <= local);
                let east = onsets[..last].last().or(onsets.first()).map_or(0, |(_, east)| *east);
                (local - TimeDelta::seconds(east.into())).and_utc()
            }
        }
    }

    /// A moment as this zone's wall clock shows it.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Zone::World(tz) => at.with_timezone(tz).naive_local(),
            Zone::Fixed(east) => at.naive_utc() + TimeDelta::seconds((*east).into()),
            Zone::Own(onsets) => {
                let began = |(from, east): &&(NaiveDateTime, i32)| (*from - TimeDelta::seconds((*east).into())).and_utc() <= at;
                // What begins two days later by the wall has not begun, wherever that wall is.
                let last = onsets.partition_point(|(from, _)| *from <= at.naive_utc() + TimeDelta::days(2));
                let east = onsets[..last].iter().rev().find(began).or(onsets.first()).map_or(0, |(_, east)| *east);
                at.naive_utc() + TimeDelta::seconds(east.into())
            }
        }
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

/// The zones that a file may name.
pub struct Zones {
    practice: Tz,
    own: HashMap<String, Zone>,
}

impl Zones {
    pub fn of(blocks: &[Block], practice: Tz) -> Self {
        let own = blocks.iter().filter_map(|b| described(&b.text)).collect();
        Zones { practice, own }
    }

    /// A time without a zone is the practice's own.
    pub fn stamp(&self, entry: &ICalendarEntry, value: &PartialDateTime) -> Result<Stamp, Why> {
        let result = value.to_date_time().ok_or(Why::Time)?;
        let whole_day = !value.has_time();
        let zone = match (result.offset, entry.tz_id()) {
            _ if whole_day => Zone::World(self.practice),
            (Some(offset), _) => Zone::Fixed(offset.local_minus_utc()),
            (None, None) => Zone::World(self.practice),
            (None, Some(name)) => self.named(name).ok_or(Why::Zone)?,
        };
        Ok(Stamp { local: result.date_time, zone, whole_day })
    }

    /// A zone by name: one that the world knows under it, else as the file describes it.
    fn named(&self, name: &str) -> Option<Zone> {
        let name = name.trim().trim_matches('"');
        known(name).or_else(|| self.own.get(name).cloned())
    }
}

fn known(name: &str) -> Option<Zone> {
    match Known::from_str(name).ok()? {
        Known::Tz(tz) => Some(Zone::World(tz)),
        Known::Fixed(offset) => Some(Zone::Fixed(offset.local_minus_utc())),
        Known::Floating => None,
    }
}

/// The name and the rules of one VTIMEZONE.
fn described(text: &str) -> Option<(String, Zone)> {
    let Entry::ICalendar(calendar) = Parser::new(text).entry() else { return None };
    let zone = calendar.components.first()?;
    if let Some((name, Known::Tz(tz))) = zone.timezone() {
        return Some((name.to_string(), Zone::World(tz)));
    }
    let name = zone.property(&ICalendarProperty::Tzid)?.values.first()?.as_text()?.to_string();
    let parts = calendar
        .components
        .iter()
        .filter(|c| matches!(c.component_type, ICalendarComponentType::Standard | ICalendarComponentType::Daylight));
    let mut onsets: Vec<(NaiveDateTime, i32)> = parts.flat_map(onsets).collect();
    onsets.sort();
    onsets.dedup();
    (1..=CHANGES).contains(&onsets.len()).then(|| (name, Zone::Own(Rc::new(onsets))))
}

/// When one part of a zone begins, time after time.
fn onsets(part: &ICalendarComponent) -> Vec<(NaiveDateTime, i32)> {
    let value = |property| part.property(property).and_then(|e| e.values.first());
    let Some(east) = value(&ICalendarProperty::Tzoffsetto).and_then(seconds) else { return vec![] };
    let Some(start) = value(&ICalendarProperty::Dtstart).and_then(|v| v.as_partial_date_time()).and_then(|d| d.to_date_time()) else {
        return vec![];
    };
    let mut all = vec![(start.date_time, east)];
    if let Some(ICalendarValue::RecurrenceRule(rule)) = value(&ICalendarProperty::Rrule) {
        let until = super::repeat::years_from(start.date_time.date(), 150);
        all.extend(super::repeat::starts(rule, start.date_time, until, 400).into_iter().map(|at| (at, east)));
    }
    for entry in part.properties(&ICalendarProperty::Rdate) {
        all.extend(entry.values.iter().filter_map(|v| v.as_partial_date_time()?.to_date_time()).map(|at| (at.date_time, east)));
    }
    all
}

fn seconds(value: &ICalendarValue) -> Option<i32> {
    let offset = value.as_partial_date_time()?;
    let east = i32::from(offset.tz_hour?) * 3600 + i32::from(offset.tz_minute.unwrap_or(0)) * 60;
    Some(if offset.tz_minus { -east } else { east })
}
