//! A visit put somewhere else by hand or by keys: one act each, never refused for what it then overlaps.

use super::{booking, desk::Result};
use crate::{
    base::Id,
    model::{Appointment, Refusal, axis, transition::EncounterStatus as E},
    store::{Tx, appointments, diary, encounters, practice},
};
use chrono::{NaiveDate, NaiveDateTime};

/// Where a visit came to be, and whom it then overlaps.
#[derive(Clone, PartialEq)]
pub struct Shifted {
    pub start: NaiveDateTime,
    pub practitioner: Id,
    pub beside: Vec<diary::Entry>,
}

/// To that start with that practitioner; its length stays.
pub fn to(tx: &mut Tx, id: Id, start: NaiveDateTime, practitioner: Id) -> Result<Shifted> {
    let visit = open(tx, id)?;
    tx.set_subject(id);
    booking::move_to(tx, id, start, practitioner, visit.minutes)?;
    let beside = diary::beside(&tx.db(), practitioner, start, visit.minutes, id)?;
    Ok(Shifted { start, practitioner, beside })
}

/// Five minutes down or up.
pub fn step(tx: &mut Tx, id: Id, down: bool) -> Result<Shifted> {
    let visit = open(tx, id)?;
    let zone = practice::get(&tx.db())?.tz();
    to(tx, id, axis::step(visit.start, down, zone), visit.practitioner)
}

/// Into the column beside, at its hour. Without one it stays where it is.
pub fn aside(tx: &mut Tx, id: Id, columns: &[(Id, NaiveDate)], right: bool) -> Result<Shifted> {
    let visit = open(tx, id)?;
    let here = columns.iter().position(|c| *c == (visit.practitioner, visit.start.date()));
    let next = here.and_then(|at| if right { at.checked_add(1) } else { at.checked_sub(1) }).and_then(|at| columns.get(at));
    let (practitioner, date) = next.copied().ok_or(Refusal::new("no-column-beside"))?;
    to(tx, id, date.and_time(visit.start.time()), practitioner)
}

/// A visit that still is to take place.
fn open(tx: &Tx, id: Id) -> Result<Appointment> {
    let visit = appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?;
    let begun = encounters::of_appointment(&tx.db(), id)?.is_some_and(|e| e.status != E::Arrived && e.status != E::Planned);
    if begun || !visit.status.takes_a_place() {
        return Err(Refusal::new("visit-not-moved").into());
    }
    Ok(visit)
}
