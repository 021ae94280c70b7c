//! Whose turn it is, put right by hand.

use super::{desk::Result, urgent};
use crate::{
    base::Id,
    model::{Appointment, Refusal, flow::Key},
    store::{Tx, appointments, day},
};
use chrono::NaiveDateTime;

/// One further down, or up, among those who wait with them.
pub fn shift(tx: &mut Tx, now: NaiveDateTime, id: Id, down: bool) -> Result<()> {
    put(tx, now, id, |day| day.shifted(id, down), if down { "order-last" } else { "order-first" })
}

/// Right before another of the same run, or right after.
pub fn beside(tx: &mut Tx, now: NaiveDateTime, id: Id, other: Id, after: bool) -> Result<()> {
    put(tx, now, id, |day| day.beside(id, other, after), "order-elsewhere")
}

fn put(tx: &mut Tx, now: NaiveDateTime, id: Id, to: impl FnOnce(&crate::model::flow::Day) -> Option<Key>, no: &'static str) -> Result<()> {
    let visit = visit(tx, id)?;
    let day = day::days(&tx.db(), now, visit.start.date(), Some(visit.practitioner))?.pop();
    let key = day.and_then(|d| to(&d.day)).ok_or(Refusal::new(no))?;
    tx.put(&Appointment { by_hand: Some(key), ..visit })?;
    urgent::placed_again(tx, now, id)
}

/// Gives the place back to the rule.
pub fn give_back(tx: &mut Tx, id: Id) -> Result<()> {
    let visit = visit(tx, id)?;
    tx.put(&Appointment { by_hand: None, ..visit })?;
    Ok(())
}

fn visit(tx: &Tx, id: Id) -> Result<Appointment> {
    Ok(appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?)
}
