//! One practitioner's day as it stands: what is booked, who is here, and how the rest will probably go.

mod board;

pub use board::Board;

use super::{Db, error::Result, practice, slots};
use crate::{
    base::{
        Id, Shared,
        clock::{Minute, minute},
    },
    model::{
        Appointment, Duty, Encounter, Patient, Practitioner, Reason, emergency,
        flow::{self, Pace, Presence, Projected, Projection},
        hours,
        transition::{AppointmentStatus as A, EncounterStatus as E},
    },
};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

/// Where a visit is on its way through the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Waiting, or expected: in the run.
    Run,
    /// Not come, and past the time that one waits.
    Late,
    /// With the practitioner.
    In,
    /// Out of the room for a while.
    Out,
    /// Finished, did not come, called off or left.
    Gone,
}

/// One visit with everything a screen says about it.
pub type VisitToday = Shared<VisitOf>;

#[derive(Debug, Clone, PartialEq)]
pub struct VisitOf {
    pub appointment: Shared<Appointment>,
    pub encounter: Option<Shared<Encounter>>,
    pub patient: Option<Shared<Patient>>,
    pub reason: Option<Shared<Reason>>,
    pub place: Place,
    pub projected: Option<Projected>,
}

impl Shared<VisitOf> {
    pub fn id(&self) -> Id {
        self.appointment.id
    }

    /// At the door or in the waiting room.
    pub fn is_here(&self) -> bool {
        self.place == Place::Run && self.encounter.as_ref().is_some_and(|e| e.arrived.is_some())
    }

    /// Life-threatening, and waits: nobody goes before, and no hour is told but now.
    pub fn is_immediate(&self) -> bool {
        self.is_here() && self.appointment.alarm.is_some()
    }

    pub fn arrived(&self) -> Option<NaiveDateTime> {
        self.encounter.as_ref().and_then(|e| e.arrived)
    }
}

/// A practitioner's day.
pub type DayOf = Shared<DayWith>;

/// `visits` are in the run's order, then the late ones, then those in or gone.
#[derive(Debug, Clone, PartialEq)]
pub struct DayWith {
    pub practitioner: Practitioner,
    pub date: NaiveDate,
    pub now: NaiveDateTime,
    pub zone: Tz,
    pub duty: Option<Duty>,
    pub day: flow::Day,
    pub projection: Projection,
    pub visits: Vec<VisitToday>,
}

impl Shared<DayWith> {
    pub fn find(&self, id: Id) -> Option<&VisitToday> {
        self.visits.iter().find(|v| v.id() == id)
    }

    /// By how many minutes an emergency begins later than it was placed for, where that is to be said.
    pub fn slipped(&self, v: &VisitToday) -> Option<Minute> {
        let placed = v.appointment.placed_for.filter(|_| v.place == Place::Run && v.appointment.alarm.is_none())?;
        let waiting = self.day.visits.iter().find(|w| w.id == v.id())?;
        emergency::slipped(waiting, minute(placed, self.zone), v.projected.as_ref()?.start)
    }

    /// Who is with the practitioner now.
    pub fn current(&self) -> Option<&VisitToday> {
        self.visits.iter().find(|v| Some(v.id()) == self.day.current.as_ref().map(|c| c.id))
    }
}

/// The day of everybody who works here, or of one.
pub fn days(db: &Db, now: NaiveDateTime, date: NaiveDate, only: Option<Id>) -> Result<Vec<DayOf>> {
    Ok(Board::read(db, now, date, only)?.days().to_vec())
}

fn is_shown(status: A) -> bool {
    !matches!(status, A::Waitlist | A::Proposed | A::EnteredInError)
}

/// The encounter knows better than the appointment who is here.
fn place(a: &Appointment, encounter: Option<&Encounter>) -> Place {
    match (encounter.map(|e| e.status), a.status) {
        (Some(E::InProgress), _) => Place::In,
        (Some(E::OnLeave), _) => Place::Out,
        (Some(E::Finished | E::Cancelled), _) | (_, A::Cancelled) => Place::Gone,
        (Some(E::Arrived), _) => Place::Run,
        (_, A::NoShow | A::Fulfilled) => Place::Gone,
        _ => Place::Run,
    }
}

/// The day without its visits: sessions, breaks, when the doctor is expected.
pub fn frame(db: &Db, zone: Tz, now: NaiveDateTime, date: NaiveDate, p: &Practitioner, duty: Option<&Duty>) -> Result<flow::Day> {
    let (mut extra, mut breaks) = (Vec::new(), Vec::new());
    for slot in slots::between(db, p.id, date, date)? {
        let span = (minute(slot.start, zone), minute(slot.end, zone));
        if slot.status.is_away() { breaks.push(span) } else { extra.push(span) }
    }
    let closed = practice::get(db)?.closed;
    let blocks = hours::open(&p.hours, &p.absences, &closed, &extra, date, zone);
    Ok(flow::Day {
        now: minute(now, zone),
        blocks,
        breaks,
        changeover: p.changeover.into(),
        into_break: p.into_break.into(),
        expected_at: duty.and_then(|d| d.expected_at).map(|at| minute(at, zone)),
        ..flow::Day::default()
    })
}

fn current(v: &VisitOf, zone: Tz, now: Minute, pace: Pace) -> flow::Current {
    let encounter = v.encounter.as_ref();
    flow::Current {
        id: v.appointment.id,
        booked: minute(v.appointment.start, zone),
        planned: v.appointment.minutes.into(),
        called_in: encounter.and_then(|e| e.started).map_or(now, |t| minute(t, zone)),
        away: encounter.map_or(0, |e| e.away).into(),
        pace,
    }
}

fn waiting(v: &VisitOf, zone: Tz, seq: u64, pace: Pace) -> flow::Visit {
    let (a, at) = (&v.appointment, |t: NaiveDateTime| minute(t, zone));
    let here = v.encounter.as_deref().filter(|e| e.status == E::Arrived).and_then(|e| e.arrived);
    flow::Visit {
        id: a.id,
        booked: at(a.start),
        planned: a.minutes.into(),
        presence: match here {
            Some(since) => Presence::Here { since: at(since) },
            None => Presence::Absent { eta: a.phoned_eta.map(at) },
        },
        created: a.created.map_or(0, at),
        seq,
        pace,
        promised: a.promised_start.map(at),
        locked: a.do_not_move,
        bumped: a.moved_on == Some(a.start.date()),
        urgent: a.is_emergency(),
        immediate: a.alarm.is_some(),
        by_hand: a.by_hand,
    }
}
