//! Free places in the diary over some days, and what stands in the way of one.

use super::{Db, appointments, error::Result, practice, practitioners, slots};
use crate::{
    base::{
        Id,
        clock::{local, minute},
    },
    model::{
        Appointment, Practitioner,
        hours::{repeated, sessions, spans},
        practitioner::Absence,
        slots::{Room, free},
        span::{Span, fitted, overlap, without},
        wish::Wish,
    },
};
use chrono::{Days, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

#[derive(Debug, Clone, PartialEq)]
pub struct FreePlace {
    pub practitioner: Practitioner,
    pub start: NaiveDateTime,
}

/// A practitioner's time over some days, read at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub practitioner: Practitioner,
    blocks: Vec<Span>,
    breaks: Vec<Span>,
    busy: Vec<Span>,
    repeated: Vec<Span>,
}

impl Line {
    pub fn room(&self) -> Room<'_> {
        Room { blocks: &self.blocks, breaks: &self.breaks, busy: &self.busy, repeated: &self.repeated }
    }
}

/// The time of those of `with`, or of everybody who works here, on the `days` days from `from`; `except` takes no place.
pub fn lines(db: &Db, from: NaiveDate, days: u32, with: &[Id], except: Option<Id>) -> Result<Vec<Line>> {
    let practice = practice::get(db)?;
    let zone = practice.tz();
    let after = from + Days::new(days.into());
    let closed: Vec<Absence> = practice.closed.into_iter().filter(|c| c.from.date() <= after && c.to.date() >= from).collect();
    let (opens, closes) = bounds(from, after, zone);
    let repeated = repeated(opens, closes, zone);
    // A visit that began the evening before may reach over midnight.
    let taken = appointments::taken(db, from - Days::new(1), after)?;
    let who = practitioners::here(db)?.into_iter().filter(|p| with.is_empty() || with.contains(&p.id));
    who.map(|practitioner| {
        let span = |start, end| (minute(start, zone), minute(end, zone));
        let (mut extra, mut breaks) = (Vec::new(), Vec::new());
        for slot in slots::between(db, practitioner.id, from, after)? {
            if slot.status.is_away() { breaks.push(span(slot.start, slot.end)) } else { extra.push(span(slot.start, slot.end)) }
        }
        let dates = from.iter_days().take(days as usize);
        let mut blocks: Vec<Span> = dates.flat_map(|date| sessions(&practitioner.hours, &closed, date, zone)).collect();
        blocks.extend(extra);
        if !practitioner.absences.is_empty() {
            blocks = without(&blocks, &spans(&practitioner.absences, zone));
        }
        let mine = taken.iter().filter(|t| t.practitioner == practitioner.id && Some(t.id) != except);
        let busy = mine.map(|t| (minute(t.start, zone), minute(t.start, zone) + i64::from(t.minutes))).collect();
        Ok(Line { practitioner, blocks, breaks, busy, repeated: repeated.clone() })
    })
    .collect()
}

fn bounds(from: NaiveDate, after: NaiveDate, zone: Tz) -> Span {
    let midnight = |d: NaiveDate| minute(d.and_time(chrono::NaiveTime::MIN), zone);
    (midnight(from), midnight(after))
}

/// Where a visit of `minutes` fits on the `days` days from `from`, not before now; by time, then by practitioner.
pub fn between(db: &Db, now: NaiveDateTime, from: NaiveDate, days: u32, minutes: u32, only: Option<Id>) -> Result<Vec<FreePlace>> {
    let zone = practice::get(db)?.tz();
    let (opens, closes) = bounds(from, from + Days::new(days.into()), zone);
    let mut found = Vec::new();
    for line in lines(db, from, days, only.as_slice(), None)? {
        let starts = free(line.room(), minutes.into(), opens.max(minute(now, zone))).take_while(|at| *at < closes);
        found.extend(starts.map(|at| FreePlace { practitioner: line.practitioner.clone(), start: local(at, zone) }));
    }
    found.sort_by_key(|p| (p.start, p.practitioner.name()));
    Ok(found)
}

/// Where a visit of `minutes` begins that was put at `start`: where it fits into the free time around it, if it does.
pub fn fitting(db: &Db, now: NaiveDateTime, practitioner: Id, start: NaiveDateTime, minutes: u32) -> Result<NaiveDateTime> {
    let zone = practice::get(db)?.tz();
    let lines = lines(db, start.date() - Days::new(1), 3, &[practitioner], None)?;
    let Some(line) = lines.first() else { return Ok(start) };
    let mut taken = [line.breaks.as_slice(), line.busy.as_slice()].concat();
    taken.push((i64::MIN / 2, minute(now, zone)));
    Ok(local(fitted(minute(start, zone), minutes.into(), &without(&line.blocks, &taken)), zone))
}

/// Whether the one visit could stand there, and nothing were in its way.
pub fn is_free(db: &Db, now: NaiveDateTime, practitioner: Id, start: NaiveDateTime, minutes: u32, except: Id) -> Result<bool> {
    let wish = Wish {
        with: vec![practitioner],
        from: Some(start.date()),
        until: Some(start.date()),
        after: Some(start.time()),
        ..Wish::default()
    };
    let search = Search { wish, minutes, most: 1, except: Some(except) };
    Ok(next(db, now, &search)?.first().is_some_and(|p| p.start == start))
}

/// What is looked for on the telephone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Search {
    pub wish: Wish,
    pub minutes: u32,
    /// So many places, the soonest.
    pub most: usize,
    /// A visit that is to be moved is not in its own way.
    pub except: Option<Id>,
}

/// So many days are looked at before it is said that nothing is free.
const HORIZONS: [u32; 2] = [90, 366];

/// The next places that suit, by time, then by practitioner. Not every five minutes of a long gap: one for each length of
/// the visit is what one offers.
pub fn next(db: &Db, now: NaiveDateTime, search: &Search) -> Result<Vec<FreePlace>> {
    let zone = practice::get(db)?.tz();
    let from = search.wish.from.unwrap_or(now.date()).max(now.date());
    let own = search.except.map(|id| appointments::get(db, id)).transpose()?.flatten();
    let mut found = Vec::new();
    for days in HORIZONS {
        found.clear();
        let (opens, closes) = bounds(from, from + Days::new(days.into()), zone);
        for line in lines(db, from, days, &search.wish.with, search.except)? {
            let mut last = i64::MIN;
            let starts = free(line.room(), search.minutes.into(), opens.max(minute(now, zone))).take_while(|at| *at < closes);
            let suiting = starts.filter(|at| search.wish.suits(line.practitioner.id, local(*at, zone), search.minutes));
            let spaced = suiting.filter(|at| {
                let take = *at >= last.saturating_add(i64::from(search.minutes).max(10));
                if take {
                    last = *at;
                }
                take
            });
            // Where it is already, it need not be moved to.
            let here = own.as_ref().filter(|own| own.practitioner == line.practitioner.id).map(|own| minute(own.start, zone));
            found.extend(
                spaced
                    .filter(|at| Some(*at) != here)
                    .take(search.most)
                    .map(|at| FreePlace { practitioner: line.practitioner.clone(), start: local(at, zone) }),
            );
        }
        if !found.is_empty() {
            break;
        }
    }
    found.sort_by_key(|p| (p.start, p.practitioner.name()));
    found.truncate(search.most);
    Ok(found)
}

/// The visits that a visit there would overlap with, in order: those of the evening before that reach over midnight too.
pub fn overlapping(db: &Db, practitioner: Id, start: NaiveDateTime, minutes: u32, except: Option<Id>) -> Result<Vec<Appointment>> {
    let zone = practice::get(db)?.tz();
    let of = |start: NaiveDateTime, minutes: u32| (minute(start, zone), minute(start, zone) + i64::from(minutes));
    let mut near = appointments::between(db, start.date() - Days::new(1), start.date() + Days::new(1))?;
    near.retain(|a| {
        a.practitioner == practitioner
            && Some(a.id) != except
            && a.status.takes_a_place()
            && overlap(of(start, minutes), of(a.start, a.minutes))
    });
    Ok(near)
}
