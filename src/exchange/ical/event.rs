//! One VEVENT, taken apart.

use super::{
    source::Block,
    tidy::tidy,
    zone::{Named, Stamp, Zone, Zones},
};
use crate::{
    base::hidden,
    exchange::{Why, letters::DAMAGED},
};
use calcard::{
    Entry, Parser,
    icalendar::{
        ICalendarComponent, ICalendarDuration, ICalendarEntry, ICalendarParameterName as Parameter, ICalendarPeriod,
        ICalendarProperty as P, ICalendarRecurrenceRule, ICalendarStatus, ICalendarTransparency, ICalendarValue as V, Uri,
    },
};
use chrono::{NaiveDateTime, TimeDelta, Timelike};
use chrono_tz::Tz;

/// The properties of ours that are read.
const OURS: [&str; 3] = ["X-GENKI-NAMELESS", "X-GENKI-SERIES", "X-GENKI-STATUS"];
/// A name, an address or a mark is no longer: each time of a series has it again.
const NAME: usize = 500;

/// How long an event takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Length {
    /// So many seconds, whatever clocks do.
    Exact(i64),
    /// To the same time of so many days later, and so many seconds.
    Nominal(i64, i64),
}

/// An event of whole days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WholeDays {
    pub many: i64,
    /// They begin and end at midnight by the practice's wall, not by the event's own.
    pub here: bool,
}

#[derive(Debug, Clone)]
pub struct Event {
    pub line: u64,
    pub digest: String,
    pub calendar: usize,
    pub uid: String,
    pub sequence: i64,
    pub start: Stamp,
    pub length: Option<Length>,
    pub days: Option<WholeDays>,
    /// The occurrence that it stands for, and whether for all later ones too.
    pub instead_of: Option<(Stamp, bool)>,
    pub rule: Option<ICalendarRecurrenceRule>,
    /// More times at which it takes place, some with a length of their own.
    pub also: Vec<(Stamp, Option<Length>)>,
    pub except: Vec<Stamp>,
    pub summary: String,
    pub description: String,
    pub categories: String,
    pub status: Option<ICalendarStatus>,
    pub transparent: bool,
    /// The organizer's name and address.
    pub organizer: Vec<String>,
    /// Properties of ours, by name.
    pub ours: Vec<(String, String)>,
}

impl Event {
    pub fn read(block: &Block, zones: &Zones) -> Result<Self, Why> {
        if block.broken {
            return Err(Why::Broken);
        }
        if block.text.contains(DAMAGED) {
            return Err(Why::Letters);
        }
        let zones = &Named { zones, calendar: block.calendar };
        let Entry::ICalendar(calendar) = Parser::new(&tidy(&block.text)).entry() else { return Err(Why::Broken) };
        let event = calendar.components.into_iter().next().ok_or(Why::Broken)?;
        let start = stamp(&event, &P::Dtstart, zones)?;
        let instead_of = stamp(&event, &P::RecurrenceId, zones)?;
        let range = event.property(&P::RecurrenceId).is_some_and(|e| e.has_parameter(&Parameter::Range));
        let start = start.or_else(|| instead_of.clone()).ok_or(Why::NoStart)?;
        let (length, end) = length(&event, &start, zones)?;
        Ok(Event {
            days: whole_days(&event, &start, length.as_ref(), end.as_ref(), zones.zones.practice),
            line: block.line,
            digest: block.digest.clone(),
            calendar: block.calendar,
            uid: text(&event, &P::Uid),
            sequence: event.property(&P::Sequence).and_then(|e| e.values.first()?.as_integer()).unwrap_or(0),
            length,
            rule: rule(&event, &start, zones.zones.practice)?,
            also: stamps(&event, &P::Rdate, zones)?,
            except: stamps(&event, &P::Exdate, zones)?.into_iter().map(|(at, _)| at).collect(),
            instead_of: instead_of.map(|at| (at, range)),
            summary: text(&event, &P::Summary),
            description: text(&event, &P::Description),
            categories: text(&event, &P::Categories),
            status: event.status().cloned(),
            transparent: event.transparency() == Some(&ICalendarTransparency::Transparent),
            organizer: organizer(&event),
            ours: ours(&event),
            start,
        })
    }

    pub fn our(&self, name: &str) -> Option<&str> {
        self.ours.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn recurs(&self) -> bool {
        self.rule.is_some() || !self.also.is_empty() || self.instead_of.is_some()
    }
}

fn stamp(event: &ICalendarComponent, name: &P, zones: &Named) -> Result<Option<Stamp>, Why> {
    let Some(entry) = event.property(name) else { return Ok(None) };
    match entry.values.first() {
        Some(V::PartialDateTime(at)) => zones.stamp(entry, at).map(Some),
        Some(_) => Err(Why::Time),
        None => Ok(None),
    }
}

fn stamps(event: &ICalendarComponent, name: &P, zones: &Named) -> Result<Vec<(Stamp, Option<Length>)>, Why> {
    let mut all = Vec::new();
    for entry in event.properties(name) {
        for value in &entry.values {
            all.push(match value {
                V::PartialDateTime(at) => (zones.stamp(entry, at)?, None),
                V::Period(ICalendarPeriod::Range { start, end }) => {
                    let (start, end) = (zones.stamp(entry, start)?, zones.stamp(entry, end)?);
                    let length = between(&start, &end)?;
                    (start, Some(length))
                }
                V::Period(ICalendarPeriod::Duration { start, duration }) => (zones.stamp(entry, start)?, Some(nominal(duration)?)),
                _ => return Err(Why::Time),
            });
        }
    }
    Ok(all)
}

/// A rule with its end by the wall clock of the event's zone.
fn rule(event: &ICalendarComponent, start: &Stamp, practice: Tz) -> Result<Option<ICalendarRecurrenceRule>, Why> {
    let mut rules = event.properties(&P::Rrule);
    let Some(entry) = rules.next() else { return Ok(None) };
    let (Some(V::RecurrenceRule(rule)), None) = (entry.values.first(), rules.next()) else { return Err(Why::Repeats) };
    let mut rule = (**rule).clone();
    if !super::repeat::is_reckoned(&rule) {
        return Err(Why::Repeats);
    }
    if let Some(until) = rule.until.take() {
        let end = until.to_date_time().ok_or(Why::Repeats)?;
        rule.until = Some(match end.offset {
            Some(offset) if until.has_time() && !start.whole_day => {
                super::repeat::partial(start.zone.local(Zone::Fixed(offset.local_minus_utc()).instant(end.date_time)))
            }
            // Whole days until a midnight of the practice, said in UTC: that day is the last.
            Some(offset) if until.has_time() => {
                let here = Zone::World(practice).local(Zone::Fixed(offset.local_minus_utc()).instant(end.date_time));
                if is_midnight(here) { super::repeat::partial(here) } else { until }
            }
            _ => until,
        });
    }
    Ok(Some(rule))
}

/// How long it takes, and the end where that is said.
fn length(event: &ICalendarComponent, start: &Stamp, zones: &Named) -> Result<(Option<Length>, Option<Stamp>), Why> {
    if let Some(end) = stamp(event, &P::Dtend, zones)? {
        return Ok((Some(between(start, &end)?), Some(end)));
    }
    let Some(entry) = event.property(&P::Duration) else { return Ok((None, None)) };
    match entry.values.first() {
        Some(V::Duration(duration)) => Ok((Some(nominal(duration)?), None)),
        _ => Err(Why::Time),
    }
}

fn between(start: &Stamp, end: &Stamp) -> Result<Length, Why> {
    let seconds = match start.whole_day {
        true => (end.local.date() - start.local.date()).num_seconds(),
        false => (end.instant() - start.instant()).num_seconds(),
    };
    if seconds < 0 { Err(Why::EndBeforeStart) } else { Ok(Length::Exact(seconds)) }
}

fn nominal(duration: &ICalendarDuration) -> Result<Length, Why> {
    let ICalendarDuration { neg, weeks, days, hours, minutes, seconds } = duration;
    let days = i64::from(*weeks) * 7 + i64::from(*days);
    let rest = i64::from(*hours) * 3600 + i64::from(*minutes) * 60 + i64::from(*seconds);
    let none = days == 0 && rest == 0;
    match (*neg && !none, days) {
        (true, _) => Err(Why::EndBeforeStart),
        (false, ..=36_500) => Ok(Length::Nominal(days, rest)),
        _ => Err(Why::Time),
    }
}

/// Whether an event is one of whole days: without a time, or from midnight to midnight, by its own wall or by the
/// practice's, however many hours clock changes leave between; or its writer says so.
fn whole_days(event: &ICalendarComponent, start: &Stamp, length: Option<&Length>, end: Option<&Stamp>, practice: Tz) -> Option<WholeDays> {
    if start.whole_day {
        return Some(WholeDays { many: length.map_or(1, Length::days), here: false });
    }
    let length = length?;
    let after = start.instant().checked_add_signed(TimeDelta::try_seconds(length.seconds(start))?)?;
    let own_end = match (length, end) {
        (_, Some(end)) if end.zone == start.zone => end.local,
        (Length::Nominal(days, rest), _) => start.local.checked_add_signed(TimeDelta::try_seconds(days * 86_400 + rest)?)?,
        _ => start.zone.local(after),
    };
    let whole = |from: NaiveDateTime, to: NaiveDateTime, here| {
        let days = is_midnight(from) && is_midnight(to) && to > from;
        days.then(|| WholeDays { many: (to - from).num_days(), here })
    };
    let wall = Zone::World(practice);
    let (from, to) = (wall.local(start.instant()), wall.local(after));
    // Midnight where the writer sat is some other hour here: the nearest is meant.
    let said = || {
        let is = |e: &ICalendarEntry| matches!(&e.name, P::Other(name) if name == "X-MICROSOFT-CDO-ALLDAYEVENT");
        let yes = event.entries.iter().find(|e| is(e))?.values.first()?.as_text()?.eq_ignore_ascii_case("TRUE");
        yes.then(|| WholeDays { many: (nearest_day(to) - nearest_day(from)).num_days(), here: true }).filter(|days| days.many > 0)
    };
    whole(start.local, own_end, false).or_else(|| whole(from, to, true)).or_else(said)
}

pub fn is_midnight(at: NaiveDateTime) -> bool {
    at.num_seconds_from_midnight() == 0
}

/// The day whose beginning is nearest.
pub fn nearest_day(at: NaiveDateTime) -> chrono::NaiveDate {
    at.checked_add_signed(TimeDelta::hours(12)).unwrap_or(at).date()
}

impl Length {
    /// Whole minutes that pass from a start.
    pub fn minutes(&self, start: &Stamp) -> i64 {
        (self.seconds(start) + 30) / 60
    }

    fn seconds(&self, start: &Stamp) -> i64 {
        match *self {
            Length::Exact(seconds) => seconds,
            Length::Nominal(days, rest) => {
                let day = start.local.checked_add_signed(TimeDelta::days(days)).unwrap_or(start.local);
                (start.at(day).instant() - start.instant()).num_seconds() + rest
            }
        }
    }

    /// Whole days, for an event that has no time.
    pub fn days(&self) -> i64 {
        match *self {
            Length::Exact(seconds) => seconds / 86_400,
            Length::Nominal(days, rest) => days + rest / 86_400,
        }
    }
}

fn text(event: &ICalendarComponent, name: &P) -> String {
    let value = event.property(name).and_then(|e| e.values.first()).and_then(V::as_text);
    let clean: String = hidden::without(value.unwrap_or_default()).chars().take(50_000).collect();
    clean.trim().to_string()
}

fn organizer(event: &ICalendarComponent) -> Vec<String> {
    let Some(entry) = event.property(&P::Organizer) else { return vec![] };
    let name = entry.parameter(&Parameter::Cn).and_then(|v| v.as_text()).unwrap_or_default();
    let address = entry.values.first().map(address).unwrap_or_default();
    [name.to_string(), address].into_iter().filter(|w| !w.is_empty()).map(|w| w.chars().take(NAME).collect()).collect()
}

fn address(value: &V) -> String {
    match value {
        V::Uri(Uri::Location(to)) => to.trim_start_matches("mailto:").trim_start_matches("MAILTO:").to_string(),
        other => other.as_text().unwrap_or_default().to_string(),
    }
}

fn ours(event: &ICalendarComponent) -> Vec<(String, String)> {
    let read = |e: &ICalendarEntry| match &e.name {
        P::Other(name) if OURS.contains(&name.as_str()) => Some((name.clone(), e.values.first()?.as_text()?.chars().take(NAME).collect())),
        _ => None,
    };
    // Each once: every time of a series asks for them.
    event.entries.iter().filter_map(read).take(OURS.len()).collect()
}
