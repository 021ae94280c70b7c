//! One practitioner's day as it stands: what is booked, who is here, and how the rest will probably go.

use super::{Db, appointments, encounters, error::Result, patients, practice, practitioners, reasons, slots};
use crate::{
    base::{
        Id,
        clock::{Minute, minute},
    },
    model::{
        Appointment, Duty, Encounter, Patient, Practitioner, Reason,
        flow::{self, Pace, Presence, Projected, Projection},
        hours,
        slot::SlotStatus,
        transition::{AppointmentStatus as A, EncounterStatus as E},
    },
};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use rusqlite::params;
use std::collections::BTreeMap;

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
#[derive(Debug, Clone, PartialEq)]
pub struct VisitToday {
    pub appointment: Appointment,
    pub encounter: Option<Encounter>,
    pub patient: Option<Patient>,
    pub reason: Option<Reason>,
    pub place: Place,
    pub projected: Option<Projected>,
}

impl VisitToday {
    pub fn id(&self) -> Id {
        self.appointment.id
    }

    /// At the door or in the waiting room.
    pub fn is_here(&self) -> bool {
        self.place == Place::Run && self.encounter.as_ref().is_some_and(|e| e.arrived.is_some())
    }

    pub fn arrived(&self) -> Option<NaiveDateTime> {
        self.encounter.as_ref().and_then(|e| e.arrived)
    }
}

/// A practitioner's day. `visits` are in the run's order, then the late ones, then those in or gone.
#[derive(Debug, Clone, PartialEq)]
pub struct DayOf {
    pub practitioner: Practitioner,
    pub date: NaiveDate,
    pub now: NaiveDateTime,
    pub zone: Tz,
    pub duty: Option<Duty>,
    pub day: flow::Day,
    pub projection: Projection,
    pub visits: Vec<VisitToday>,
}

impl DayOf {
    pub fn find(&self, id: Id) -> Option<&VisitToday> {
        self.visits.iter().find(|v| v.id() == id)
    }

    /// Who is with the practitioner now.
    pub fn current(&self) -> Option<&VisitToday> {
        self.visits.iter().find(|v| Some(v.id()) == self.day.current.as_ref().map(|c| c.id))
    }
}

/// The day of everybody who works here, or of one.
pub fn days(db: &Db, now: NaiveDateTime, date: NaiveDate, only: Option<Id>) -> Result<Vec<DayOf>> {
    let zone = practice::get(db)?.tz();
    let who = match only {
        Some(id) => practitioners::get(db, id)?.into_iter().collect(),
        None => practitioners::here(db)?,
    };
    let booked = appointments::between(db, date, date)?;
    let mut here: BTreeMap<Id, Encounter> = BTreeMap::new();
    for encounter in encounters::between(db, date, date)? {
        if let Some(id) = encounter.appointment {
            here.entry(id).or_insert(encounter);
        }
    }
    let known: BTreeMap<Id, Reason> = reasons::all(db)?.into_iter().map(|r| (r.id, r)).collect();
    who.into_iter()
        .map(|practitioner| {
            let mine = booked.iter().filter(|a| a.practitioner == practitioner.id && is_shown(a.status));
            let visits = mine
                .map(|a| {
                    let patient = a.patient.map(|p| patients::get(db, p)).transpose()?.flatten();
                    let encounter = here.get(&a.id).cloned();
                    let reason = a.reason.and_then(|r| known.get(&r).cloned());
                    Ok(VisitToday {
                        place: place(a, encounter.as_ref()),
                        appointment: a.clone(),
                        encounter,
                        patient,
                        reason,
                        projected: None,
                    })
                })
                .collect::<Result<Vec<_>>>()?;
            assemble(db, zone, now, date, practitioner, visits)
        })
        .collect()
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

fn assemble(
    db: &Db,
    zone: Tz,
    now: NaiveDateTime,
    date: NaiveDate,
    practitioner: Practitioner,
    mut visits: Vec<VisitToday>,
) -> Result<DayOf> {
    let duty = slots::duty(db, practitioner.id, date)?;
    let paces = paces(db, zone, practitioner.id)?;
    let mut day = frame(db, zone, now, date, &practitioner, duty.as_ref())?;
    day.patience = Some(practice::get(db)?.late_after());
    let ids: Vec<Id> = visits.iter().map(VisitToday::id).collect();
    let order = appointments::log_order(db, &ids)?;
    let pace = |v: &VisitToday| match v.appointment.is_urgent() {
        true => Pace::EXACT,
        false => paces.get(&v.appointment.reason).copied().unwrap_or_default(),
    };
    let in_room = visits.iter().filter(|v| v.place == Place::In).max_by_key(|v| v.encounter.as_ref().and_then(|e| e.started));
    day.current = in_room.map(|v| current(v, zone, day.now, pace(v)));
    day.visits = visits.iter().zip(order).filter(|(v, _)| v.place == Place::Run).map(|(v, seq)| waiting(v, zone, seq, pace(v))).collect();

    let projection = flow::project(&day);
    for v in &mut visits {
        v.projected = projection.of(v.id()).cloned();
        if v.place == Place::Run && projection.late.contains(&v.id()) {
            v.place = Place::Late;
        }
    }
    let position = |id: Id| {
        let run = projection.run.iter().position(|p| p.id == id);
        run.or_else(|| projection.late.iter().position(|l| *l == id)).unwrap_or(usize::MAX)
    };
    visits.sort_by_key(|v| (v.place, position(v.id()), v.appointment.start, v.id()));
    Ok(DayOf { practitioner, date, now, zone, duty, day, projection, visits })
}

/// The day without its visits: sessions, breaks, when the doctor is expected.
pub fn frame(db: &Db, zone: Tz, now: NaiveDateTime, date: NaiveDate, p: &Practitioner, duty: Option<&Duty>) -> Result<flow::Day> {
    let (mut extra, mut breaks) = (Vec::new(), Vec::new());
    for slot in slots::between(db, p.id, date, date)? {
        let span = (minute(slot.start, zone), minute(slot.end, zone));
        match slot.status {
            SlotStatus::BusyUnavailable => breaks.push(span),
            SlotStatus::Free | SlotStatus::Busy => extra.push(span),
        }
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

fn current(v: &VisitToday, zone: Tz, now: Minute, pace: Pace) -> flow::Current {
    let encounter = v.encounter.as_ref();
    flow::Current {
        id: v.id(),
        booked: minute(v.appointment.start, zone),
        planned: v.appointment.minutes.into(),
        called_in: encounter.and_then(|e| e.started).map_or(now, |t| minute(t, zone)),
        away: encounter.map_or(0, |e| e.away).into(),
        pace,
    }
}

fn waiting(v: &VisitToday, zone: Tz, seq: u64, pace: Pace) -> flow::Visit {
    let (a, at) = (&v.appointment, |t: NaiveDateTime| minute(t, zone));
    let here = v.encounter.as_ref().filter(|e| e.status == E::Arrived).and_then(|e| e.arrived);
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
        by_hand: a.by_hand,
    }
}

/// How long the practitioner's visits really take, by reason.
fn paces(db: &Db, zone: Tz, practitioner: Id) -> Result<BTreeMap<Option<Id>, Pace>> {
    let mut statement = db.0.prepare_cached(
        "SELECT json_extract(a.data, '$.reason'), json_extract(a.data, '$.minutes'), json_extract(e.data, '$.started'),
                json_extract(e.data, '$.finished'), json_extract(e.data, '$.away')
         FROM encounter e JOIN appointment a ON a.id = e.appointment
         WHERE e.practitioner = ?1 AND e.status = 'finished' AND e.appointment IS NOT NULL",
    )?;
    let mut rows = statement.query(params![practitioner.as_bytes()])?;
    let mut history: BTreeMap<Option<Id>, Vec<(Minute, Minute)>> = BTreeMap::new();
    while let Some(r) = rows.next()? {
        let text = |i: usize| r.get::<_, Option<String>>(i);
        let time = |i: usize| text(i).map(|t| t.and_then(|t| t.parse::<NaiveDateTime>().ok()).map(|t| minute(t, zone)));
        let (Some(started), Some(finished)) = (time(2)?, time(3)?) else { continue };
        let reason = text(0)?.and_then(|t| t.parse().ok());
        let away = r.get::<_, Option<i64>>(4)?.unwrap_or(0);
        let planned = r.get::<_, Option<i64>>(1)?.unwrap_or(0);
        history.entry(reason).or_default().push((planned, finished - started - away));
    }
    Ok(history.into_iter().map(|(reason, visits)| (reason, Pace::of(&visits))).collect())
}
