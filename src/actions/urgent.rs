//! "A patient in tears, now": taken in at a place between the others; who becomes later by it, and was told.

use super::{desk::Result, reception};
use crate::{
    base::{Id, clock::local},
    model::{
        Appointment, Refusal,
        appointment::URGENT,
        emergency::{self, Tell},
        flow::Key,
        person::Role,
        transition::AppointmentStatus,
    },
    store::{
        Tx, appointments,
        day::{self, DayOf},
        displaced, people, practitioners,
        urgent::is_answered,
    },
};
use chrono::NaiveDateTime;

/// An emergency as it is taken: nobody has to know yet who it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Emergency {
    pub practitioner: Id,
    pub minutes: u32,
    /// The place that was chosen ([`emergency::Place::key`]); none where nobody else waits.
    pub key: Option<Key>,
    /// Who it is, where that is known.
    pub patient: Option<Id>,
    /// What the visit is called until it is known who comes.
    pub label: String,
    /// When the patient will be here, who telephoned; none for who is here now.
    pub eta: Option<NaiveDateTime>,
}

/// Takes the emergency in at its place: walked in, here or on its way, and in the run. Whoever becomes later by it is to be
/// warned. Answers how many are. One act, one undo.
pub fn take(tx: &mut Tx, now: NaiveDateTime, id: Id, e: &Emergency) -> Result<usize> {
    enter(tx, now, id, e, None)
}

/// Life-threatening: the doctor is called, and no place is weighed up: it is the first.
pub fn alarm(tx: &mut Tx, now: NaiveDateTime, id: Id, e: &Emergency) -> Result<usize> {
    let key = day_of(tx, now, e.practitioner)?.and_then(|d| d.day.place(id, 0));
    enter(tx, now, id, &Emergency { key, eta: None, ..e.clone() }, Some(now))
}

fn enter(tx: &mut Tx, now: NaiveDateTime, id: Id, e: &Emergency, alarm: Option<NaiveDateTime>) -> Result<usize> {
    practitioners::get(&tx.db(), e.practitioner)?.ok_or(Refusal::at("needed", "practitioner"))?;
    if !(1..=480).contains(&e.minutes) {
        return Err(Refusal::at("minutes-range", "minutes").into());
    }
    if let Some(patient) = e.patient {
        super::calls::known(tx, patient)?;
    }
    let before = day_of(tx, now, e.practitioner)?;
    tx.set_subject(id);
    let eta = e.eta.filter(|at| *at > now);
    let visit = Appointment {
        id,
        patient: e.patient,
        label: e.label.trim().into(),
        practitioner: e.practitioner,
        start: eta.unwrap_or(now),
        phoned_eta: eta,
        minutes: e.minutes,
        status: AppointmentStatus::Booked,
        created: Some(now),
        walk_in: true,
        priority: Some(URGENT),
        by_hand: e.key,
        alarm,
        ..Appointment::default()
    };
    tx.put(&visit)?;
    if eta.is_none() {
        reception::arrive(tx, now, id)?;
    } else if displaced::is(&tx.db(), now, &visit)? {
        // Outside the sessions, or in a break: that is where it was put, and nobody has to move it.
        tx.put(&Appointment { stays: Some(visit.start), ..visit })?;
    }
    let (Some(before), Some(after)) = (before, day_of(tx, now, e.practitioner)?) else { return Ok(0) };
    if alarm.is_none() {
        stands_for(tx, id, &after)?;
    }
    note_concerned(tx, id, &before, &after)
}

/// Notes the start for which an emergency is placed, as the day now goes: if something pushes it back, that is said.
fn stands_for(tx: &mut Tx, id: Id, day: &DayOf) -> Result<()> {
    let placed_for = day.projection.of(id).map(|p| local(p.start, day.zone));
    tx.put(&Appointment { placed_for, ..visit(tx, id)? })?;
    Ok(())
}

/// The same after she put an emergency elsewhere by hand: that is then its place.
pub fn placed_again(tx: &mut Tx, now: NaiveDateTime, id: Id) -> Result<()> {
    let visit = visit(tx, id)?;
    match day_of(tx, now, visit.practitioner)?.filter(|_| visit.placed_for.is_some()) {
        Some(day) => stands_for(tx, id, &day),
        None => Ok(()),
    }
}

/// Notes on each visit that becomes later what it was before. Who was to be warned already, still is.
fn note_concerned(tx: &mut Tx, emergency: Id, before: &DayOf, after: &DayOf) -> Result<usize> {
    let all = emergency::concerned(&before.day, &before.projection, &after.projection);
    for one in &all {
        let Some(visit) = before.find(one.id).map(|v| Appointment::clone(&v.appointment)) else { continue };
        let warn_before = visit.warn_before.filter(|_| visit.warn_of.is_some()).or(Some(local(one.before, before.zone)));
        tx.put(&Appointment { warn_of: Some(emergency), warn_before, ..visit })?;
    }
    Ok(all.len())
}

/// The patient was told: the late end of the range is promised, and the patient is not made later again today.
/// Who was told to come later is expected then, and keeps the place.
pub fn warned(tx: &mut Tx, now: NaiveDateTime, id: Id) -> Result<()> {
    let visit = visit(tx, id)?;
    let day = day_of(tx, now, visit.practitioner)?;
    let waiting = day.as_ref().and_then(|d| Some((d, d.day.visits.iter().find(|v| v.id == id)?, d.projection.of(id)?)));
    let mut told = Appointment { warn_of: None, warn_before: None, moved_on: Some(now.date()), ..visit };
    if let Some((day, waiting, projected)) = waiting {
        told.promised_start = Some(local(projected.to, day.zone));
        told.placed_for = told.placed_for.map(|_| local(projected.start, day.zone));
        if let Tell::Come(at) = emergency::tell(waiting, projected) {
            told.phoned_eta = Some(local(at, day.zone));
            told.by_hand = Some(waiting.key(day.day.patience()));
        }
    }
    tx.put(&told)?;
    Ok(())
}

/// Somebody who can help has seen the alarm and comes: the first is noted, and after a secretary the doctor.
pub fn come(tx: &mut Tx, now: NaiveDateTime, id: Id) -> Result<()> {
    let visit = visit(tx, id)?;
    if visit.alarm.is_none() {
        return Err(Refusal::new("visit-unknown").into());
    }
    let who = tx.act().person;
    let doctor = people::get(&tx.db(), who)?.is_some_and(|p| p.role == Role::Doctor);
    if visit.alarm_seen.is_some() && (!doctor || is_answered(&tx.db(), &visit)?) {
        return Ok(());
    }
    tx.put(&Appointment { alarm_seen: Some(now), alarm_by: Some(who), ..visit })?;
    Ok(())
}

/// Takes the alarm of an emergency back, and leaves the emergency: it was less, or it is over.
pub fn calm(tx: &mut Tx, id: Id) -> Result<()> {
    let visit = visit(tx, id)?;
    tx.put(&Appointment { alarm: None, alarm_seen: None, alarm_by: None, ..visit })?;
    Ok(())
}

fn visit(tx: &Tx, id: Id) -> Result<Appointment> {
    Ok(appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?)
}

fn day_of(tx: &Tx, now: NaiveDateTime, practitioner: Id) -> Result<Option<DayOf>> {
    Ok(day::days(&tx.db(), now, now.date(), Some(practitioner))?.pop())
}
