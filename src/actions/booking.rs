//! Visits into the diary: booked, moved, or walked in.

use super::{absence, desk::Result, reception};
use crate::{
    base::Id,
    model::{
        Appointment, Encounter, Refusal,
        transition::{AppointmentStatus, EncounterStatus as E},
    },
    store::{self, Tx, appointments, encounters, patients, practitioners},
};
use chrono::NaiveDateTime;

/// A visit as it is asked for. Without minutes the reason's own are taken.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewVisit {
    pub patient: Option<Id>,
    /// Who or what, where it is no known patient.
    pub practitioner: Id,
    pub start: NaiveDateTime,
    pub minutes: Option<u32>,
    pub reason: Option<Id>,
    pub comment: String,
    pub walk_in: bool,
}

/// Books a visit. Overlap is no reason to refuse: practices double-book on purpose.
pub fn book(tx: &mut Tx, now: NaiveDateTime, id: Id, visit: &NewVisit) -> Result<Id> {
    let patient = visit.patient.ok_or(Refusal::at("needed", "patient"))?;
    patients::get(&tx.db(), patient)?.ok_or(Refusal::at("patient-unknown", "patient"))?;
    let who = practitioners::get(&tx.db(), visit.practitioner)?.ok_or(Refusal::at("needed", "practitioner"))?;
    let reason = visit.reason.map(|r| store::reasons::get(&tx.db(), r)).transpose()?.flatten();
    let minutes = visit.minutes.or(reason.as_ref().map(|r| r.minutes)).unwrap_or(15);
    if !(1..=480).contains(&minutes) {
        return Err(Refusal::at("minutes-range", "minutes").into());
    }
    let appointment = Appointment {
        id,
        patient: Some(patient),
        practitioner: visit.practitioner,
        start: visit.start,
        minutes,
        status: AppointmentStatus::Booked,
        reason: reason.map(|r| r.id),
        comment: visit.comment.trim().into(),
        created: Some(now),
        walk_in: visit.walk_in,
        outside: absence::outside(tx, &who, visit.start, minutes)?,
        ..Appointment::default()
    };
    tx.set_subject(id);
    tx.put(&appointment)?;
    Ok(id)
}

/// Books a visit at each of these times: one series, one act. Each gets the id beside its time.
pub fn book_series(tx: &mut Tx, now: NaiveDateTime, series: Id, at: &[(Id, NaiveDateTime)], visit: &NewVisit) -> Result<usize> {
    let Some((first, _)) = at.first() else { return Err(Refusal::at("needed", "start").into()) };
    tx.set_subject(*first);
    for (id, start) in at {
        book(tx, now, *id, &NewVisit { start: *start, ..visit.clone() })?;
        if let Some(booked) = appointments::get(&tx.db(), *id)?.filter(|_| at.len() > 1) {
            tx.put(&Appointment { series: Some(series), ..booked })?;
        }
    }
    Ok(at.len())
}

/// Somebody without an appointment stands at the desk: booked for now, and here. One act, one undo.
pub fn walk_in(tx: &mut Tx, now: NaiveDateTime, id: Id, visit: &NewVisit) -> Result<Id> {
    book(tx, now, id, &NewVisit { start: now, walk_in: true, ..visit.clone() })?;
    reception::arrive(tx, now, id)?;
    Ok(id)
}

/// Gives a visit another time, practitioner or length. The log keeps where it was; a place taken by hand ends.
pub fn move_to(tx: &mut Tx, id: Id, start: NaiveDateTime, practitioner: Id, minutes: u32) -> Result<()> {
    let visit = appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?;
    if !(1..=480).contains(&minutes) {
        return Err(Refusal::at("minutes-range", "minutes").into());
    }
    let who = practitioners::get(&tx.db(), practitioner)?.ok_or(Refusal::at("needed", "practitioner"))?;
    let outside = absence::outside(tx, &who, start, minutes)?;
    let by_hand = if visit.start == start { visit.by_hand } else { None };
    tx.put(&Appointment { start, practitioner, minutes, by_hand, outside, ..visit })?;
    Ok(())
}

/// Makes a visit so many minutes longer, or shorter where they are fewer than none. Says how long it is then. What lies
/// behind it moves with the day's projection; nothing else is touched.
pub fn lengthen(tx: &mut Tx, id: Id, minutes: i32) -> Result<u32> {
    let visit = appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?;
    let over = encounters::of_appointment(&tx.db(), id)?.is_some_and(|e| matches!(e.status, E::Finished | E::Cancelled));
    if over || !visit.status.takes_a_place() {
        return Err(Refusal::new("visit-over").into());
    }
    let minutes = visit.minutes.checked_add_signed(minutes).filter(|m| (5..=480).contains(m));
    let minutes = minutes.ok_or(Refusal::at("length-range", "minutes"))?;
    let outside = absence::longer(tx, &visit, minutes)?;
    tx.set_subject(id);
    tx.put(&Appointment { minutes, outside, ..visit })?;
    Ok(minutes)
}

/// Ticks off something that its reason needs, or takes the tick back.
pub fn ready(tx: &mut Tx, id: Id, need: &str, is_ready: bool) -> Result<()> {
    let visit = appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?;
    let mut ready = visit.ready.clone();
    ready.retain(|r| r != need);
    if is_ready {
        ready.push(need.to_owned());
    }
    tx.set_subject(id);
    tx.put(&Appointment { ready, ..visit })?;
    Ok(())
}

/// Changes what a visit is for.
pub fn describe(tx: &mut Tx, id: Id, reason: Option<Id>, comment: &str) -> Result<()> {
    let visit = appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?;
    tx.put(&Appointment { reason, comment: comment.trim().into(), ..visit })?;
    Ok(())
}

/// Says whose visit it is that only words told of; those of its series that say the same are the same patient's.
/// Says how many were settled.
pub fn settle(tx: &mut Tx, id: Id, patient: Id) -> Result<usize> {
    let visit = appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?;
    patients::get(&tx.db(), patient)?.ok_or(Refusal::at("patient-unknown", "patient"))?;
    let mut all = match visit.series {
        Some(series) => appointments::of_series(&tx.db(), series)?,
        None => vec![],
    };
    all.retain(|other| other.id != id && other.patient.is_none() && other.label == visit.label);
    all.insert(0, visit);
    tx.set_subject(id);
    let count = all.len();
    for visit in all {
        if let Some(encounter) = encounters::of_appointment(&tx.db(), visit.id)?.filter(|e| e.patient.is_none()) {
            tx.put(&Encounter { patient: Some(patient), ..encounter })?;
        }
        tx.put(&Appointment { patient: Some(patient), ..visit })?;
    }
    Ok(count)
}

/// Calls off a visit of a series and all that come after it: one act. What took place stays.
pub fn cancel_onwards(tx: &mut Tx, id: Id, why: &str) -> Result<usize> {
    let visit = appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?;
    let series = visit.series.ok_or(Refusal::new("no-series"))?;
    tx.set_subject(id);
    let mut count = 0;
    for later in appointments::of_series(&tx.db(), series)? {
        let open = matches!(later.status, AppointmentStatus::Booked | AppointmentStatus::Pending | AppointmentStatus::Proposed);
        if open && (later.start, later.id) >= (visit.start, visit.id) {
            reception::cancel(tx, later.id, why)?;
            count += 1;
        }
    }
    if count == 0 {
        return Err(Refusal::new("no-series").into());
    }
    Ok(count)
}
