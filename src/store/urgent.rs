//! What an emergency leaves behind it: who is still to be warned, and the alarm that calls the doctor.

use super::{
    Db, appointments,
    day::{DayOf, Place, VisitToday},
    error::Result,
    rows,
};
use crate::{
    base::clock::minute,
    model::{
        Appointment,
        emergency::{self, Tell},
        flow::Projected,
    },
};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rusqlite::params;

/// Somebody whom an emergency made later, and who does not know yet.
#[derive(Debug, Clone, PartialEq)]
pub struct ToWarn {
    pub visit: VisitToday,
    pub projected: Projected,
    /// When it would have been.
    pub before: Option<NaiveDateTime>,
    pub tell: Tell,
    /// The time promised is past, or will be, by the emergency.
    pub promise_broken: bool,
}

/// Who of a day is still to be warned, those who are here first. Of an emergency that was called off nobody is.
pub fn to_warn(db: &Db, day: &DayOf) -> Result<Vec<ToWarn>> {
    let mut all = Vec::new();
    for visit in day.visits.iter().filter(|v| v.place == Place::Run) {
        let (Some(of), Some(projected)) = (visit.appointment.warn_of, visit.projected.clone()) else { continue };
        let Some(waiting) = day.day.visits.iter().find(|v| v.id == visit.id()) else { continue };
        let stands = appointments::get(db, of)?.is_some_and(|e| e.status.takes_a_place());
        let before = visit.appointment.warn_before;
        let was = before.map_or(waiting.booked, |at| minute(at, day.zone));
        if stands && emergency::still(waiting, &projected, was) {
            let promise_broken = waiting.promised.is_some_and(|at| projected.start > at);
            all.push(ToWarn { tell: emergency::tell(waiting, &projected), visit: visit.clone(), projected, before, promise_broken });
        }
    }
    all.sort_by_key(|w| (!w.visit.is_here(), w.projected.start));
    Ok(all)
}

/// An alarm that was answered stays in sight for so long.
const ANSWERED: TimeDelta = TimeDelta::minutes(10);

/// The alarms of a day that concern everybody now: until the patient is in with somebody, or gone.
pub fn alarms(db: &Db, now: NaiveDateTime) -> Result<Vec<Appointment>> {
    let all: Vec<Appointment> = rows::all(
        db.0,
        "SELECT id, data FROM appointment WHERE start >= ?1 AND start < ?2 AND status IN ('arrived', 'checked-in')
             AND json_extract(data, '$.alarm') IS NOT NULL ORDER BY start, id",
        params![day_of(now.date()), format!("{}T99", now.date())],
    )?;
    Ok(all.into_iter().filter(|a| a.alarm_seen.is_none_or(|at| now - at < ANSWERED)).collect())
}

fn day_of(date: NaiveDate) -> String {
    date.to_string()
}
