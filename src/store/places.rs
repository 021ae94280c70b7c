//! Free places in the diary over some days.

use super::{Db, appointments, day::frame, error::Result, practice, practitioners};
use crate::{
    base::{
        Id,
        clock::{local, minute},
    },
    model::{
        Practitioner,
        hours::repeated,
        slots::{Room, free},
        span::Span,
    },
};
use chrono::{Days, NaiveDate, NaiveDateTime};

#[derive(Debug, Clone, PartialEq)]
pub struct FreePlace {
    pub practitioner: Practitioner,
    pub start: NaiveDateTime,
}

/// Where a visit of `minutes` fits on the `days` days from `from`, not before now; by time, then by practitioner.
pub fn between(db: &Db, now: NaiveDateTime, from: NaiveDate, days: u32, minutes: u32, only: Option<Id>) -> Result<Vec<FreePlace>> {
    let zone = practice::get(db)?.tz();
    let after = from + Days::new(days.into());
    // A visit that began the evening before may reach over midnight.
    let booked = appointments::between(db, from - Days::new(1), after)?;
    let (opens, closes) = (minute(from.and_hms_opt(0, 0, 0).unwrap_or(now), zone), minute(after.and_hms_opt(0, 0, 0).unwrap_or(now), zone));
    let repeated = repeated(opens, closes, zone);
    let mut found = Vec::new();
    for practitioner in practitioners::here(db)?.into_iter().filter(|p| only.is_none_or(|id| id == p.id)) {
        let (mut blocks, mut breaks) = (Vec::new(), Vec::new());
        for date in from.iter_days().take(days as usize) {
            let day = frame(db, zone, now, date, &practitioner, None)?;
            blocks.extend(day.blocks);
            breaks.extend(day.breaks);
        }
        let mine = booked.iter().filter(|a| a.practitioner == practitioner.id && a.status.takes_a_place());
        let busy: Vec<Span> = mine.map(|a| (minute(a.start, zone), minute(a.start, zone) + i64::from(a.minutes))).collect();
        let room = Room { blocks: &blocks, breaks: &breaks, busy: &busy, repeated: &repeated };
        let starts = free(room, minutes.into(), opens.max(minute(now, zone))).take_while(|at| *at < closes);
        found.extend(starts.map(|at| FreePlace { practitioner: practitioner.clone(), start: local(at, zone) }));
    }
    found.sort_by_key(|p| (p.start, p.practitioner.name()));
    Ok(found)
}
