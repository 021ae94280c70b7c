//! What an emergency leaves behind it: who is still to be warned, and the alarm that calls the doctor.

use super::{
    Db, appointments,
    day::{DayOf, Place, VisitToday},
    error::Result,
    people, rows,
};
use crate::{
    base::clock::{Minute, minute},
    model::{
        Appointment,
        emergency::{self, Tell},
        flow::Projected,
        person::Role,
    },
};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rusqlite::params;

/// Somebody whom an emergency made later, or an emergency that was pushed back itself, and who does not know yet.
#[derive(Debug, Clone, PartialEq)]
pub struct ToWarn {
    pub visit: VisitToday,
    pub projected: Projected,
    /// When it would have been.
    pub before: Option<NaiveDateTime>,
    pub tell: Tell,
    /// The time promised is past, or will be, by the emergency.
    pub promise_broken: bool,
    /// An emergency that begins so many minutes later than it was placed for.
    pub slipped: Option<Minute>,
}

/// Who of a day is still to be warned: emergencies that were pushed back, then those who are here. Of an emergency that
/// was called off nobody is.
pub fn to_warn(db: &Db, day: &DayOf) -> Result<Vec<ToWarn>> {
    let mut all = Vec::new();
    for visit in day.visits.iter().filter(|v| v.place == Place::Run) {
        let Some(projected) = visit.projected.clone() else { continue };
        let slipped = day.slipped(visit);
        let of = visit.appointment.warn_of;
        if of.is_none() && slipped.is_none() {
            continue;
        }
        let Some(waiting) = day.day.visits.iter().find(|v| v.id == visit.id()) else { continue };
        let stands = of.map(|of| appointments::get(db, of)).transpose()?.flatten().is_some_and(|e| e.status.takes_a_place());
        let before = if slipped.is_some() { visit.appointment.placed_for } else { visit.appointment.warn_before };
        let was = before.map_or(waiting.booked, |at| minute(at, day.zone));
        if slipped.is_some() || (stands && emergency::still(waiting, &projected, was)) {
            let promise_broken = waiting.promised.is_some_and(|at| projected.start > at);
            all.push(ToWarn {
                tell: emergency::tell(waiting, &projected),
                visit: visit.clone(),
                projected,
                before,
                promise_broken,
                slipped,
            });
        }
    }
    all.sort_by_key(|w| (w.slipped.is_none(), !w.visit.is_here(), w.projected.start));
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
    let mut open = Vec::new();
    for visit in all {
        if visit.alarm_seen.is_none_or(|at| now - at < ANSWERED) || !is_answered(db, &visit)? {
            open.push(visit);
        }
    }
    Ok(open)
}

/// Whether a doctor comes. Somebody else who does is a help, and the doctor is called all the same.
pub fn is_answered(db: &Db, visit: &Appointment) -> Result<bool> {
    let by = visit.alarm_by.filter(|_| visit.alarm_seen.is_some());
    Ok(by.map(|id| people::get(db, id)).transpose()?.flatten().is_some_and(|p| p.role == Role::Doctor))
}

fn day_of(date: NaiveDate) -> String {
    date.to_string()
}
