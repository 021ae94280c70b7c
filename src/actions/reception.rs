//! The door, the waiting room, the doctor's room.

use super::desk::Result;
use crate::{
    base::Id,
    model::{
        Appointment, Encounter, Refusal,
        appointment::LEFT_UNSEEN,
        transition::{AppointmentStatus as A, EncounterStatus as E},
    },
    store::{Tx, appointments, encounters},
};
use chrono::NaiveDateTime;

/// At the door. A patient who had been noted as not coming may come after all.
pub fn arrive(tx: &mut Tx, now: NaiveDateTime, id: Id) -> Result<()> {
    let visit = visit(tx, id)?;
    become_(tx, &visit, A::Arrived)?;
    let known = encounters::of_appointment(&tx.db(), id)?;
    let encounter = known.unwrap_or_else(|| Encounter { id: Encounter::id_of(id), ..Encounter::default() });
    tx.put(&Encounter {
        appointment: Some(id),
        patient: visit.patient,
        practitioner: Some(visit.practitioner),
        status: E::Arrived,
        arrived: Some(now),
        started: None,
        finished: None,
        left: None,
        away: 0,
        ..encounter
    })?;
    Ok(())
}

/// File and cover verified: ready. Somebody who was not noted at the door arrives with it.
pub fn check_in(tx: &mut Tx, now: NaiveDateTime, id: Id) -> Result<()> {
    if matches!(visit(tx, id)?.status, A::Booked | A::NoShow | A::Pending) {
        arrive(tx, now, id)?;
    }
    become_(tx, &visit(tx, id)?, A::CheckedIn)
}

/// In with the doctor. Whoever was in before has finished: nobody has time to press *finish*.
pub fn call_in(tx: &mut Tx, now: NaiveDateTime, id: Id) -> Result<()> {
    if matches!(visit(tx, id)?.status, A::Booked | A::NoShow | A::Pending) {
        arrive(tx, now, id)?;
    }
    let visit = visit(tx, id)?;
    become_(tx, &visit, A::Fulfilled)?;
    let day = now.date();
    for other in encounters::between(&tx.db(), day, day)? {
        if other.practitioner == Some(visit.practitioner) && other.status == E::InProgress && other.appointment != Some(id) {
            tx.put(&Encounter { status: E::Finished, finished: Some(now), ..other })?;
        }
    }
    let encounter = encounter(tx, id)?;
    tx.put(&Encounter { status: E::InProgress, started: Some(now), ..encounter })?;
    Ok(())
}

/// The visit is over.
pub fn finish(tx: &mut Tx, now: NaiveDateTime, id: Id) -> Result<()> {
    let encounter = encounter(tx, id)?;
    let encounter = back(encounter, now);
    move_to(tx, &encounter, E::Finished)?;
    tx.put(&Encounter { status: E::Finished, finished: Some(now), ..encounter })?;
    Ok(())
}

/// Out of the doctor's room for a while: at the X-ray, at the laboratory.
pub fn step_out(tx: &mut Tx, now: NaiveDateTime, id: Id) -> Result<()> {
    let encounter = encounter(tx, id)?;
    move_to(tx, &encounter, E::OnLeave)?;
    tx.put(&Encounter { status: E::OnLeave, left: Some(now), ..encounter })?;
    Ok(())
}

/// Back in the doctor's room.
pub fn step_in(tx: &mut Tx, now: NaiveDateTime, id: Id) -> Result<()> {
    let encounter = encounter(tx, id)?;
    move_to(tx, &encounter, E::InProgress)?;
    tx.put(&Encounter { status: E::InProgress, ..back(encounter, now) })?;
    Ok(())
}

fn back(mut encounter: Encounter, now: NaiveDateTime) -> Encounter {
    if let Some(left) = encounter.left.take() {
        encounter.away += (now - left).num_minutes().max(0) as u32;
    }
    encounter
}

/// Did not come.
pub fn no_show(tx: &mut Tx, id: Id) -> Result<()> {
    let visit = visit(tx, id)?;
    become_(tx, &visit, A::NoShow)
}

/// Was here, and left without being seen.
pub fn leave_unseen(tx: &mut Tx, now: NaiveDateTime, id: Id) -> Result<()> {
    let visit = visit(tx, id)?;
    if !matches!(visit.status, A::Arrived | A::CheckedIn) {
        return Err(Refusal::new("not-here").into());
    }
    become_(tx, &Appointment { cancel_reason: LEFT_UNSEEN.into(), ..visit }, A::Cancelled)?;
    let encounter = encounter(tx, id)?;
    tx.put(&Encounter { status: E::Cancelled, finished: Some(now), ..encounter })?;
    Ok(())
}

/// Called off before it took place; `why` in words or as one of our codes.
pub fn cancel(tx: &mut Tx, id: Id, why: &str) -> Result<()> {
    let visit = visit(tx, id)?;
    become_(tx, &Appointment { cancel_reason: why.trim().into(), ..visit }, A::Cancelled)
}

/// Notes what the patient was told: "by half past ten at the latest".
pub fn promise(tx: &mut Tx, id: Id, start: Option<NaiveDateTime>) -> Result<()> {
    let visit = visit(tx, id)?;
    tx.put(&Appointment { promised_start: start, ..visit })?;
    Ok(())
}

/// The patient telephoned: will be here at that time.
pub fn phoned(tx: &mut Tx, id: Id, eta: Option<NaiveDateTime>) -> Result<()> {
    let visit = visit(tx, id)?;
    tx.put(&Appointment { phoned_eta: eta, ..visit })?;
    Ok(())
}

fn visit(tx: &Tx, id: Id) -> Result<Appointment> {
    Ok(appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?)
}

fn encounter(tx: &Tx, id: Id) -> Result<Encounter> {
    Ok(encounters::of_appointment(&tx.db(), id)?.ok_or(Refusal::new("not-here"))?)
}

fn become_(tx: &mut Tx, visit: &Appointment, to: A) -> Result<()> {
    if !visit.status.may_become(to) {
        return Err(Refusal::new("not-from-there").with("from", visit.status.code()).with("to", to.code()).into());
    }
    tx.put(&Appointment { status: to, ..visit.clone() })?;
    Ok(())
}

fn move_to(_tx: &Tx, encounter: &Encounter, to: E) -> Result<()> {
    if encounter.status.may_become(to) {
        Ok(())
    } else {
        Err(Refusal::new("not-from-there").with("from", encounter.status.code()).with("to", to.code()).into())
    }
}
