//! One VEVENT, taken apart.

use super::{
    source::Block,
    zone::{Stamp, Zone, Zones},
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
use chrono::TimeDelta;

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

#[derive(Debug, Clone)]
pub struct Event {
    pub line: u64,
    pub digest: String,
    pub calendar: usize,
    pub uid: String,
    pub sequence: i64,
    pub start: Stamp,
    pub length: Option<Length>,
    /// The occurrence that it stands for, and whether for all later ones too.
    pub instead_of: Option<(Stamp, bool)>,
    pub rule: Option<ICalendarRecurrenceRule>,
    pub also: Vec<Stamp>,
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
        let Entry::ICalendar(calendar) = Parser::new(&block.text).entry() else { return Err(Why::Broken) };
        let event = calendar.components.into_iter().next().ok_or(Why::Broken)?;
        let start = stamp(&event, &P::Dtstart, zones)?;
        let instead_of = stamp(&event, &P::RecurrenceId, zones)?;
        let range = event.property(&P::RecurrenceId).is_some_and(|e| e.has_parameter(&Parameter::Range));
        let start = start.or_else(|| instead_of.clone()).ok_or(Why::NoStart)?;
        Ok(Event {
            line: block.line,
            digest: block.digest.clone(),
            calendar: block.calendar,
            uid: text(&event, &P::Uid),
            sequence: event.property(&P::Sequence).and_then(|e| e.values.first()?.as_integer()).unwrap_or(0),
            length: length(&event, &start, zones)?,
            rule: rule(&event, &start)?,
            also: stamps(&event, &P::Rdate, zones)?,
            except: stamps(&event, &P::Exdate, zones)?,
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

fn stamp(event: &ICalendarComponent, name: &P, zones: &Zones) -> Result<Option<Stamp>, Why> {
    let Some(entry) = event.property(name) else { return Ok(None) };
    match entry.values.first() {
        Some(V::PartialDateTime(at)) => zones.stamp(entry, at).map(Some),
        Some(_) => Err(Why::Time),
        None => Ok(None),
    }
}

fn stamps(event: &ICalendarComponent, name: &P, zones: &Zones) -> Result<Vec<Stamp>, Why> {
    let mut all = Vec::new();
    for entry in event.properties(name) {
        for value in &entry.values {
            match value {
                V::PartialDateTime(at) => all.push(zones.stamp(entry, at)?),
                V::Period(ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. }) => {
                    all.push(zones.stamp(entry, start)?)
                }
                _ => return Err(Why::Time),
            }
        }
    }
    Ok(all)
}

/// A rule with its end by the wall clock of the event's zone.
fn rule(event: &ICalendarComponent, start: &Stamp) -> Result<Option<ICalendarRecurrenceRule>, Why> {
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
            _ => until,
        });
    }
    Ok(Some(rule))
}

fn length(event: &ICalendarComponent, start: &Stamp, zones: &Zones) -> Result<Option<Length>, Why> {
    if let Some(end) = stamp(event, &P::Dtend, zones)? {
        let seconds = match start.whole_day {
            true => (end.local.date() - start.local.date()).num_seconds(),
            false => (end.instant() - start.instant()).num_seconds(),
        };
        return if seconds < 0 { Err(Why::EndBeforeStart) } else { Ok(Some(Length::Exact(seconds))) };
    }
    let Some(entry) = event.property(&P::Duration) else { return Ok(None) };
    let Some(V::Duration(ICalendarDuration { neg, weeks, days, hours, minutes, seconds })) = entry.values.first() else {
        return Err(Why::Time);
    };
    let days = i64::from(*weeks) * 7 + i64::from(*days);
    let rest = i64::from(*hours) * 3600 + i64::from(*minutes) * 60 + i64::from(*seconds);
    let none = days == 0 && rest == 0;
    match (*neg && !none, days) {
        (true, _) => Err(Why::EndBeforeStart),
        (false, ..=36_500) => Ok(Some(Length::Nominal(days, rest))),
        _ => Err(Why::Time),
    }
}

impl Length {
    /// Whole minutes that pass from a start.
    pub fn minutes(&self, start: &Stamp) -> i64 {
        match *self {
            Length::Exact(seconds) => (seconds + 30) / 60,
            Length::Nominal(days, rest) => {
                let day = start.local.checked_add_signed(TimeDelta::days(days)).unwrap_or(start.local);
                ((start.at(day).instant() - start.instant()).num_seconds() + rest + 30) / 60
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
