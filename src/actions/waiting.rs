//! The waiting list: somebody would like to come, and no place suits yet.

use super::desk::Result;
use crate::{
    base::Id,
    model::{Appointment, Refusal, transition::AppointmentStatus as A, wish::Wish},
    store::{self, Tx, appointments, patients, practitioners},
};
use chrono::NaiveDateTime;

/// What somebody waits for. Without minutes the reason's own are taken.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Waiting {
    pub patient: Option<Id>,
    pub reason: Option<Id>,
    pub minutes: Option<u32>,
    pub wish: Wish,
    pub comment: String,
}

/// Puts somebody on the list, or changes what she waits for. When she came onto it stays.
pub fn wait(tx: &mut Tx, now: NaiveDateTime, id: Id, waiting: &Waiting) -> Result<Id> {
    let patient = waiting.patient.ok_or(Refusal::at("needed", "patient"))?;
    patients::get(&tx.db(), patient)?.ok_or(Refusal::at("patient-unknown", "patient"))?;
    let reason = waiting.reason.map(|r| store::reasons::get(&tx.db(), r)).transpose()?.flatten();
    let minutes = waiting.minutes.or(reason.as_ref().map(|r| r.minutes)).unwrap_or(15);
    if !(1..=480).contains(&minutes) {
        return Err(Refusal::at("minutes-range", "minutes").into());
    }
    let wish = &waiting.wish;
    if wish.from.zip(wish.until).is_some_and(|(from, until)| until < from) || wish.after.zip(wish.before).is_some_and(|(a, b)| b <= a) {
        return Err(Refusal::at("wish-never", "wish").into());
    }
    let before = appointments::get(&tx.db(), id)?;
    if before.as_ref().is_some_and(|b| b.status != A::Waitlist) {
        return Err(Refusal::new("not-waiting").into());
    }
    let before = before.unwrap_or_else(|| Appointment { id, status: A::Waitlist, created: Some(now), ..Appointment::default() });
    tx.set_subject(id);
    let visit = Appointment {
        patient: Some(patient),
        practitioner: wish.with.first().copied().unwrap_or_default(),
        reason: reason.map(|r| r.id),
        minutes,
        comment: waiting.comment.trim().into(),
        ..before
    };
    tx.put(&visit.wishing(wish.clone()))?;
    Ok(id)
}

/// Gives a place to who waits: the same visit, booked.
pub fn take(tx: &mut Tx, id: Id, practitioner: Id, start: NaiveDateTime) -> Result<()> {
    let visit = appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?;
    if visit.status != A::Waitlist {
        return Err(Refusal::new("not-waiting").into());
    }
    practitioners::get(&tx.db(), practitioner)?.ok_or(Refusal::at("needed", "practitioner"))?;
    tx.set_subject(id);
    tx.put(&Appointment { status: A::Booked, practitioner, start, ..visit })?;
    Ok(())
}

/// Takes somebody off the list without a place.
pub fn leave(tx: &mut Tx, id: Id) -> Result<()> {
    let visit = appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?;
    if visit.status != A::Waitlist {
        return Err(Refusal::new("not-waiting").into());
    }
    tx.set_subject(id);
    tx.put(&Appointment { status: A::Cancelled, ..visit })?;
    Ok(())
}
