//! The day as it goes on paper.

use super::{
    Db, day,
    day::{DayOf, VisitToday},
    day_notes, displaced,
    error::Result,
};
use crate::{
    base::{
        Id,
        clock::{Minute, local},
    },
    model::{
        sheet::{DayPlan, Planned},
        span::merged,
        transition::AppointmentStatus as A,
    },
};
use chrono::{NaiveDate, NaiveDateTime};

/// The day of one practitioner, or of all who have a session or a visit on it.
pub fn plans(db: &Db, now: NaiveDateTime, date: NaiveDate, only: Option<Id>) -> Result<Vec<DayPlan>> {
    let days = day::days(db, now, date, only)?;
    let worked = |d: &&DayOf| only.is_some() || !d.day.blocks.is_empty() || d.visits.iter().any(is_printed);
    days.iter().filter(worked).map(|d| plan(db, d)).collect()
}

/// Called off, did not come, left: no line on paper.
fn is_printed(v: &VisitToday) -> bool {
    !matches!(v.appointment.status, A::Cancelled | A::NoShow | A::EnteredInError | A::Waitlist)
}

fn plan(db: &Db, d: &DayOf) -> Result<DayPlan> {
    let times = |spans: &[(Minute, Minute)]| spans.iter().map(|s| (local(s.0, d.zone), local(s.1, d.zone))).collect();
    let notes = day_notes::on(db, d.date)?.into_iter().filter(|n| n.practitioner.is_none_or(|p| p == d.practitioner.id));
    let mut visits: Vec<&VisitToday> = d.visits.iter().filter(|v| is_printed(v)).collect();
    visits.sort_by_key(|v| (v.appointment.start, v.id()));
    let to_move = displaced::of_day(db, d.now, d)?;
    Ok(DayPlan {
        practitioner: d.practitioner.name(),
        date: d.date,
        sessions: times(&merged(&d.day.blocks)),
        breaks: times(&d.day.all_breaks()),
        visits: visits.into_iter().map(|v| planned(v, to_move.contains(&v.id()))).collect(),
        notes: notes.map(|n| n.text).collect(),
    })
}

fn planned(v: &VisitToday, to_move: bool) -> Planned {
    let a = &v.appointment;
    Planned {
        start: a.start,
        minutes: a.minutes,
        status: a.status,
        patient: v.patient.as_deref().cloned(),
        label: a.label.clone(),
        emergency: a.is_emergency(),
        to_move,
        reason: v.reason.as_ref().map_or_else(|| a.reason_text.clone(), |r| r.name.clone()),
        comment: a.comment.clone(),
    }
}
