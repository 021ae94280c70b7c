//! The diary of some days: who is booked when, with whom and what for. No projection and no whole records: a week of a
//! large practice is read at once.

use super::{Db, error::Result, practice, practitioners, reasons, rows, slots};
use crate::{
    base::{
        Id,
        clock::{Minute, minute},
        text,
    },
    model::{
        Practice, Practitioner, Reason, Slot,
        appointment::{LEFT_UNSEEN, URGENT},
        axis::midnight,
        hours,
        record::clean,
        span::{Span, gaps, merged, overlap},
    },
};
use chrono::{Days, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use rusqlite::params;
use serde::{Deserialize, de::IgnoredAny};
use std::{collections::BTreeMap, rc::Rc};

/// A visit as the diary shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: Id,
    pub practitioner: Id,
    /// Of the patient; both empty where it is not known who comes.
    pub family: String,
    pub first: String,
    /// What a calendar says instead.
    pub label: String,
    pub start: NaiveDateTime,
    /// The same on the line of minutes.
    pub from: Minute,
    pub minutes: u32,
    pub state: State,
    /// It could not wait; and it is life-threatening and waits.
    pub emergency: bool,
    pub immediate: bool,
    pub reason: String,
    /// 1 to 6; 0 without a reason of the practice's own.
    pub hue: u8,
}

/// Where a visit stands, without a look at the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Expected,
    Here,
    Ready,
    In,
    Out,
    Gone,
    NoShow,
    Left,
}

impl State {
    /// Whether it still is to take place, and so can be moved.
    pub fn is_open(self) -> bool {
        matches!(self, State::Expected | State::Here | State::Ready)
    }
}

impl Entry {
    pub fn span(&self) -> Span {
        (self.from, self.from + Minute::from(self.minutes))
    }

    /// What a screen in view of others may show; nothing where it is not known who comes.
    pub fn initials(&self) -> String {
        text::initials([self.family.as_str(), self.first.as_str()])
    }
}

/// Part of a date on which somebody is away, or nobody works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    pub span: Span,
    pub why: String,
    /// The whole practice is closed.
    pub closed: bool,
}

/// One practitioner on one date.
#[derive(Clone, PartialEq, Eq)]
pub struct Column {
    pub practitioner: Id,
    pub date: NaiveDate,
    /// The sessions, and what lies between or was entered as a break.
    pub blocks: Vec<Span>,
    pub breaks: Vec<Span>,
    pub away: Vec<Away>,
    /// In order.
    pub visits: Vec<Entry>,
}

/// Somebody whose diary is kept here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    pub id: Id,
    pub name: String,
    pub short: String,
    pub family: String,
}

/// The columns of some days: by date, then by practitioner.
#[derive(Clone, PartialEq)]
pub struct Sheet {
    pub zone: Tz,
    pub who: Vec<Who>,
    pub columns: Vec<Rc<Column>>,
}

impl Sheet {
    pub fn who(&self, id: Id) -> Option<&Who> {
        self.who.iter().find(|w| w.id == id)
    }
}

pub fn who(db: &Db) -> Result<Vec<Who>> {
    Ok(practitioners::here(db)?.iter().map(one).collect())
}

fn one(p: &Practitioner) -> Who {
    Who { id: p.id, name: p.name(), short: p.short(), family: p.family.clone() }
}

/// The days from `from` up to and including `to`, of everybody or of those named.
pub fn sheet(db: &Db, from: NaiveDate, to: NaiveDate, only: &[Id]) -> Result<Sheet> {
    let practice = practice::get(db)?;
    let zone = practice.tz();
    let mut people = practitioners::here(db)?;
    people.retain(|p| only.is_empty() || only.contains(&p.id));
    let entered: Vec<Vec<Slot>> = people.iter().map(|p| slots::between(db, p.id, from, to)).collect::<Result<_>>()?;
    let mut booked: BTreeMap<(NaiveDate, Id), Vec<Entry>> = BTreeMap::new();
    for entry in entries(db, zone, from, to)? {
        booked.entry((entry.start.date(), entry.practitioner)).or_default().push(entry);
    }
    let mut columns = Vec::new();
    for date in from.iter_days().take_while(|d| *d <= to) {
        for (p, entered) in people.iter().zip(&entered) {
            let visits = booked.remove(&(date, p.id)).unwrap_or_default();
            columns.push(Rc::new(column(&practice, zone, date, p, entered, visits)));
        }
    }
    Ok(Sheet { zone, who: people.iter().map(one).collect(), columns })
}

/// As [`super::day::frame`] has a day, and why somebody is not there.
fn column(practice: &Practice, zone: Tz, date: NaiveDate, p: &Practitioner, entered: &[Slot], visits: Vec<Entry>) -> Column {
    let whole = (midnight(date, zone), midnight(date + Days::new(1), zone));
    let (mut extra, mut breaks) = (Vec::new(), Vec::new());
    for slot in entered {
        let span = (minute(slot.start, zone), minute(slot.end, zone));
        match slot.status.is_away() {
            _ if !overlap(span, whole) => {}
            true => breaks.push(span),
            false => extra.push(span),
        }
    }
    let blocks = hours::open(&p.hours, &p.absences, &practice.closed, &extra, date, zone);
    breaks.extend(gaps(&blocks));
    let absences = p.absences.iter().map(|a| (a, false)).chain(practice.closed.iter().map(|a| (a, true)));
    let away = absences.filter_map(|(a, closed)| {
        let span = (minute(a.from, zone).max(whole.0), minute(a.to, zone).min(whole.1));
        (span.0 < span.1).then(|| Away { span, why: a.why.clone(), closed })
    });
    Column { practitioner: p.id, date, breaks: merged(&breaks).into_owned(), blocks, away: away.collect(), visits }
}

/// What is read of an appointment's and a patient's record.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Booked {
    minutes: u32,
    reason: Option<Id>,
    reason_text: String,
    label: String,
    cancel_reason: String,
    walk_in: bool,
    priority: Option<u32>,
    alarm: Option<IgnoredAny>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Named {
    family: String,
    given: Vec<String>,
    usual: String,
}

const ENTRIES: &str = "SELECT a.id, a.practitioner, a.start, a.status, a.data, p.data,
       (SELECT e.status FROM encounter e WHERE e.appointment = a.id AND e.status <> 'entered-in-error' ORDER BY e.status = 'cancelled', e.id LIMIT 1)
     FROM appointment a LEFT JOIN patient p ON p.id = a.patient
     WHERE a.start >= ?1 AND a.start < ?2 AND a.status NOT IN ('waitlist', 'proposed', 'entered-in-error')
     ORDER BY a.start, a.id";

fn entries(db: &Db, zone: Tz, from: NaiveDate, to: NaiveDate) -> Result<Vec<Entry>> {
    let known: BTreeMap<Id, Reason> = reasons::all(db)?.into_iter().map(|r| (r.id, r)).collect();
    let mut statement = db.0.prepare_cached(ENTRIES)?;
    let mut rows = statement.query(params![format!("{from}"), format!("{to}T99")])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |i: usize| row.get_ref(i).map(|v| v.as_str_or_null().ok().flatten().unwrap_or_default());
        let (Ok(booked), Ok(start)) = (serde_json::from_str::<Booked>(&clean::text(text(4)?)), text(2)?.parse::<NaiveDateTime>()) else {
            rows::pass_over::<()>("appointment")?;
            continue;
        };
        let Some(state) = state(text(3)?, &booked, text(6)?) else { continue };
        // Of nobody, or of a patient who is not here.
        let named = match text(5)? {
            "" => Named::default(),
            data => match serde_json::from_str(&clean::text(data)) {
                Ok(named) => named,
                Err(_) => rows::pass_over("patient")?.unwrap_or_default(),
            },
        };
        let reason = booked.reason.and_then(|r| known.get(&r));
        found.push(Entry {
            id: Id::from_bytes(row.get(0)?),
            practitioner: Id::from_bytes(row.get(1)?),
            first: if named.usual.is_empty() { named.given.join(" ") } else { named.usual },
            family: named.family,
            label: booked.label,
            from: minute(start, zone),
            start,
            minutes: booked.minutes,
            state,
            emergency: booked.walk_in && booked.priority == Some(URGENT),
            immediate: booked.alarm.is_some() && matches!(state, State::Here | State::Ready),
            reason: reason.map_or(booked.reason_text, |r| r.name.clone()),
            hue: reason.map_or(0, |r| r.hue % crate::model::reason::HUES + 1),
        });
    }
    Ok(found)
}

/// The encounter knows better than the appointment who is here. None for what was called off beforehand.
fn state(status: &str, booked: &Booked, encounter: &str) -> Option<State> {
    Some(match (encounter, status) {
        (_, "cancelled") if booked.cancel_reason == LEFT_UNSEEN => State::Left,
        (_, "cancelled") => return None,
        ("in-progress", _) => State::In,
        ("onleave", _) => State::Out,
        ("finished", _) => State::Gone,
        (_, "checked-in") => State::Ready,
        ("arrived", _) | (_, "arrived") => State::Here,
        (_, "noshow") => State::NoShow,
        (_, "fulfilled") => State::Gone,
        _ => State::Expected,
    })
}

/// What stands at that time with that practitioner beside the one visit: who overlaps, with the hour.
pub fn beside(db: &Db, practitioner: Id, start: NaiveDateTime, minutes: u32, except: Id) -> Result<Vec<Entry>> {
    let zone = practice::get(db)?.tz();
    let from = minute(start, zone);
    let span = (from, from + Minute::from(minutes));
    // A visit that began the day before may still go on.
    let near = entries(db, zone, start.date() - Days::new(1), start.date() + Days::new(1))?;
    let takes = |e: &Entry| !matches!(e.state, State::NoShow | State::Left | State::Gone);
    Ok(near.into_iter().filter(|e| e.practitioner == practitioner && e.id != except && takes(e) && overlap(e.span(), span)).collect())
}

/// A visit as keys find it: where it begins, and whether it is still to come.
pub type Stop = (Id, i64, bool);

/// The visits of some days as the diary's columns have them, without names.
pub fn stops(db: &Db, from: NaiveDate, to: NaiveDate, only: &[Id]) -> Result<Vec<Vec<Stop>>> {
    let sheet = sheet(db, from, to, only)?;
    let stop = |c: &Column, e: &Entry| (e.id, (e.start - c.date.and_time(chrono::NaiveTime::MIN)).num_minutes(), e.state.is_open());
    Ok(sheet.columns.iter().map(|c| c.visits.iter().map(|e| stop(c, e)).collect()).collect())
}
