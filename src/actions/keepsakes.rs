//! What is kept in mind of somebody.

use super::{calls, desk::Result};
use crate::{
    base::Id,
    model::{Keepsake, Refusal},
    store::{Tx, keepsakes},
};
use chrono::NaiveDateTime;

/// Keeps something in mind. `on` is a date as far as it is known, as it is stored.
pub fn keep(tx: &mut Tx, now: NaiveDateTime, patient: Id, words: &str, on: &str) -> Result<Id> {
    calls::known(tx, patient)?;
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::at("needed", "words").into());
    }
    tx.set_subject(patient);
    let keepsake = Keepsake { id: Id::new(tx.act().at), patient: Some(patient), words: words.into(), on: on.into(), ..Keepsake::default() };
    tx.put(&Keepsake { at: now, by: tx.act().person, ..keepsake.clone() })?;
    Ok(keepsake.id)
}

/// It was asked: it is not asked again. What was answered may be kept beside it.
pub fn asked(tx: &mut Tx, now: NaiveDateTime, id: Id, answer: &str) -> Result<()> {
    let keepsake = open(tx, id)?;
    tx.put(&Keepsake { asked_at: Some(now), asked_by: Some(tx.act().person), answer: answer.trim().into(), ..keepsake })?;
    Ok(())
}

/// It is not to be asked.
pub fn drop(tx: &mut Tx, id: Id) -> Result<()> {
    let keepsake = open(tx, id)?;
    tx.put(&Keepsake { dropped: true, ..keepsake })?;
    Ok(())
}

fn open(tx: &mut Tx, id: Id) -> Result<Keepsake> {
    let keepsake = keepsakes::get(&tx.db(), id)?.filter(Keepsake::is_open).ok_or(Refusal::new("keepsake-unknown"))?;
    tx.set_subject(keepsake.patient.unwrap_or(id));
    Ok(keepsake)
}
