//! Recalls: the kinds, and what is noted of single people. Who is due is never written: it follows (`model/recall.rs`).

use super::{calls, desk::Result};
use crate::{
    base::Id,
    model::{
        Communication, Recall, RecallKind, Refusal,
        communication::{Direction, Outcome, Why},
        rights::{self, Deed},
    },
    store::{Tx, people, practice, recalls},
};
use chrono::{NaiveDate, NaiveDateTime};

/// Adds a kind of recall, or changes one. Rights are asked about where writing ends.
pub fn save_kind(tx: &mut Tx, kind: &RecallKind) -> Result<()> {
    let name = kind.name.trim();
    if name.is_empty() {
        return Err(Refusal::at("needed", "name").into());
    }
    let (db, me) = (tx.db(), tx.act().person);
    rights::need(people::get(&db, me)?.as_ref(), &practice::get(&db)?, Deed::RecallKinds)?;
    if recalls::kinds(&db)?.iter().any(|k| k.id != kind.id && !k.retired && !kind.retired && same(&k.name, name)) {
        return Err(Refusal::at("name-taken", "name").into());
    }
    if kind.from_age.zip(kind.to_age).is_some_and(|(from, to)| to < from) {
        return Err(Refusal::at("ages-turned", "to-age").into());
    }
    if kind.every == 0 && kind.ages.is_empty() && kind.from_age.is_none() && kind.flags.is_empty() {
        return Err(Refusal::at("recall-never", "every").into());
    }
    tx.set_subject(kind.id);
    tx.put(&RecallKind { name: name.into(), ..kind.clone() })?;
    Ok(())
}

/// Takes in kinds that were made elsewhere, to be changed as one likes: those whose id or name is not here yet. Says how many.
pub fn take_in(tx: &mut Tx, kinds: &[RecallKind]) -> Result<usize> {
    let mut n = 0;
    for kind in kinds {
        let here = recalls::kinds(&tx.db())?;
        if here.iter().all(|k| k.id != kind.id && !same(&k.name, &kind.name)) {
            save_kind(tx, kind)?;
            n += 1;
        }
    }
    Ok(n)
}

fn same(a: &str, b: &str) -> bool {
    crate::base::text::fold(a) == crate::base::text::fold(b)
}

/// Changes what is noted of one person and one kind.
fn note(tx: &mut Tx, patient: Id, kind: Id, change: impl Fn(Recall) -> Recall) -> Result<()> {
    calls::known(tx, patient)?;
    recalls::kind(&tx.db(), kind)?.ok_or(Refusal::new("recall-unknown"))?;
    let new = || Recall { id: Recall::id_of(patient, kind), patient, kind, ..Recall::default() };
    let mut noted = recalls::noted(&tx.db(), patient, kind)?;
    if noted.is_empty() {
        noted.push(new());
    }
    tx.set_subject(patient);
    for recall in noted {
        tx.put(&change(recall))?;
    }
    Ok(())
}

/// Puts it off until a day.
pub fn snooze(tx: &mut Tx, patient: Id, kind: Id, until: NaiveDate) -> Result<()> {
    note(tx, patient, kind, |r| Recall { snoozed: Some(until), ..r })
}

/// Puts several off: one act. Says how many.
pub fn snooze_all(tx: &mut Tx, patients: &[Id], kind: Id, until: NaiveDate) -> Result<usize> {
    if patients.len() > 1 {
        tx.set_subject(kind);
    }
    for patient in patients {
        snooze(tx, *patient, kind, until)?;
    }
    Ok(patients.len())
}

/// What was noted of it counts no more: who declined, was put off or could not be reached is called again.
pub fn again(tx: &mut Tx, patient: Id, kind: Id) -> Result<()> {
    note(tx, patient, kind, |r| Recall { snoozed: None, declined: String::new(), failed: None, ..r })
}

/// The patient does not want it, or must not have it.
pub fn decline(tx: &mut Tx, patient: Id, kind: Id, why: &str) -> Result<()> {
    let why = why.trim();
    if why.is_empty() {
        return Err(Refusal::at("needed", "words").into());
    }
    note(tx, patient, kind, |r| Recall { declined: why.to_owned(), ..r })
}

/// It was done elsewhere, on that day.
pub fn done(tx: &mut Tx, today: NaiveDate, patient: Id, kind: Id, on: NaiveDate) -> Result<()> {
    if on > today {
        return Err(Refusal::at("date-ahead", "on").into());
    }
    note(tx, patient, kind, |r| Recall { done: Some(on), snoozed: None, declined: String::new(), ..r })
}

/// A visit was booked for it.
pub fn booked(tx: &mut Tx, patient: Id, kind: Id, appointment: Id) -> Result<()> {
    note(tx, patient, kind, |r| Recall { appointment: Some(appointment), snoozed: None, ..r })
}

/// It was tried to reach the patient; `again` is when to try next, none gives up for now.
pub fn attempt(
    tx: &mut Tx,
    now: NaiveDateTime,
    patient: Id,
    kind: Id,
    outcome: Outcome,
    words: &str,
    again: Option<NaiveDate>,
) -> Result<()> {
    let number = calls::known(tx, patient)?.phone().unwrap_or_default().to_owned();
    let about = Some(Recall::id_of(patient, kind));
    let (id, why) = (Id::new(tx.act().at), Why::Other);
    let call = Communication { id, patient: Some(patient), number, direction: Direction::Out, why, ..Communication::default() };
    calls::log(tx, &Communication { words: words.into(), outcome, at: now, about, ..call })?;
    went(tx, now, patient, kind, outcome, again)
}

/// What a call about it leaves: in vain it waits until `again`, or is no longer called where there is no again.
pub(super) fn went(tx: &mut Tx, now: NaiveDateTime, patient: Id, kind: Id, outcome: Outcome, again: Option<NaiveDate>) -> Result<()> {
    match outcome.reached() {
        true => note(tx, patient, kind, |r| Recall { failed: None, ..r }),
        false => note(tx, patient, kind, |r| Recall { snoozed: again, failed: again.is_none().then_some(now), ..r }),
    }
}
