//! Recalls: the kinds, and what is noted of single people. Who is due is never written: it follows (`model/recall.rs`).

use super::{calls, desk::Result};
use crate::{
    base::Id,
    model::{
        Communication, Recall, RecallKind, Refusal,
        communication::{Direction, Outcome, Why},
        rights::{self, Deed},
        transition::AppointmentStatus,
    },
    store::{Tx, appointments, people, practice, recalls, twins},
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

/// Changes what is noted of one person and one kind. It is noted of this file itself, so that it stays with it when another
/// that was merged into it is taken out again; `lift` says what in the notes that came with that other counts no more.
fn note(tx: &mut Tx, patient: Id, kind: Id, change: impl FnOnce(Recall) -> Recall, lift: impl Fn(Recall) -> Recall) -> Result<()> {
    let patient = twins::root(&tx.db(), patient)?;
    calls::known(tx, patient)?;
    recalls::kind(&tx.db(), kind)?.ok_or(Refusal::new("recall-unknown"))?;
    let own = own(tx, patient, kind)?;
    let mut others = recalls::noted(&tx.db(), patient, kind)?;
    others.retain(|r| r.id != own.id);
    tx.set_subject(patient);
    tx.put(&change(own))?;
    for recall in others {
        tx.put(&lift(recall))?;
    }
    Ok(())
}

/// What is noted of this file itself, be it nothing yet.
fn own(tx: &Tx, patient: Id, kind: Id) -> Result<Recall> {
    let id = Recall::id_of(patient, kind);
    let new = |id| Recall { id, patient, kind, ..Recall::default() };
    Ok(match recalls::get(&tx.db(), id)? {
        None => new(id),
        Some(own) if own.patient == patient => own,
        // It was given to another file.
        Some(_) => recalls::noted(&tx.db(), patient, kind)?.into_iter().next().unwrap_or_else(|| new(Id::new(tx.act().at))),
    })
}

/// Puts it off until a day.
pub fn snooze(tx: &mut Tx, patient: Id, kind: Id, until: NaiveDate) -> Result<()> {
    note(tx, patient, kind, |r| Recall { snoozed: Some(until), ..r }, |r| Recall { snoozed: None, ..r })
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
    let again = |r| Recall { snoozed: None, declined: String::new(), failed: None, ..r };
    note(tx, patient, kind, again, again)
}

/// The patient does not want it, or must not have it.
pub fn decline(tx: &mut Tx, patient: Id, kind: Id, why: &str) -> Result<()> {
    let why = why.trim();
    if why.is_empty() {
        return Err(Refusal::at("needed", "words").into());
    }
    note(tx, patient, kind, |r| Recall { declined: why.to_owned(), ..r }, |r| r)
}

/// It was done elsewhere, on that day.
pub fn done(tx: &mut Tx, today: NaiveDate, patient: Id, kind: Id, on: NaiveDate) -> Result<()> {
    if on > today {
        return Err(Refusal::at("date-ahead", "on").into());
    }
    let wanted = |r| Recall { snoozed: None, declined: String::new(), ..r };
    note(tx, patient, kind, |r| Recall { done: Some(on), ..wanted(r) }, wanted)
}

/// A visit was booked for it. The one booked before, where it was held, still shows that it was done.
pub fn booked(tx: &mut Tx, patient: Id, kind: Id, appointment: Id) -> Result<()> {
    let patient = twins::root(&tx.db(), patient)?;
    let before = own(tx, patient, kind)?.appointment.filter(|before| *before != appointment);
    let before = before.map(|before| appointments::get(&tx.db(), before)).transpose()?.flatten();
    let held = before.filter(|visit| visit.status == AppointmentStatus::Fulfilled).map(|visit| visit.start.date());
    let lift = |r| Recall { snoozed: None, ..r };
    note(tx, patient, kind, |r| Recall { appointment: Some(appointment), done: r.done.max(held), ..lift(r) }, lift)
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
        true => {
            let reached = |r| Recall { failed: None, ..r };
            note(tx, patient, kind, reached, reached)
        }
        false => {
            let failed = again.is_none().then_some(now);
            note(tx, patient, kind, |r| Recall { snoozed: again, failed, ..r }, |r| Recall { snoozed: None, failed: None, ..r })
        }
    }
}
