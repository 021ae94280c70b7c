//! Calls: written down, and what is made of them.

use super::desk::Result;
use crate::{
    base::Id,
    model::{
        Aside, Audience, Card, Communication, Patient, Refusal, Task,
        communication::{Direction, Outcome},
        task::TaskStatus,
    },
    store::{Tx, communications, patients, people, practice, recalls, tasks},
};
use chrono::NaiveDateTime;

/// Writes a call down. What it is an attempt at goes on by how it ended: reached is done, in vain is tried again.
pub fn log(tx: &mut Tx, call: &Communication) -> Result<()> {
    if call.patient.is_none() && call.caller.trim().is_empty() && call.words.trim().is_empty() && call.number.trim().is_empty() {
        return Err(Refusal::at("call-empty", "who").into());
    }
    if let Some(patient) = call.patient {
        known(tx, patient)?;
        tx.set_subject(patient);
    }
    let by = tx.act().person;
    tx.put(&Communication { caller: line(&call.caller), number: line(&call.number), words: call.words.trim().into(), by, ..call.clone() })?;
    Ok(())
}

/// Finishes a card: the call, what it was an attempt at, and what follows on it, in one act. `due` is when that is
/// promised for, `again` when to try next where nobody answered.
pub fn finish(tx: &mut Tx, now: NaiveDateTime, card: &Card, due: Option<NaiveDateTime>, again: Option<NaiveDateTime>) -> Result<()> {
    let call = card.call(now);
    if is_for_doctors(tx, card)? {
        let aside = Aside { id: Aside::id_of_call(call.id), of: call.id, text: call.words.trim().into() };
        log(tx, &Communication { words: String::new(), ..call })?;
        tx.put_sealed(&aside, Audience::Doctors)?;
    } else {
        log(tx, &call)?;
    }
    if let Some(task) = card.about.map(|about| tasks::get(&tx.db(), about)).transpose()?.flatten()
        && task.is_open()
    {
        went(tx, now, task, card.outcome, again)?;
    }
    if let (Some(about), Some(patient)) = (card.about, card.patient)
        && let Some(kind) = recalls::kind_of(&tx.db(), patient, about)?
    {
        super::recalls::went(tx, now, patient, kind, card.outcome, again.map(|at| at.date()))?;
    }
    if let Some(task) = card.follow_up(due) {
        super::tasks::begin(tx, now, &task)?;
    }
    Ok(())
}

fn is_for_doctors(tx: &Tx, card: &Card) -> Result<bool> {
    let (me, practice) = (people::get(&tx.db(), tx.act().person)?, practice::get(&tx.db())?);
    Ok(!card.words.trim().is_empty() && me.is_some_and(|me| card.is_for_doctors(&me, &practice)))
}

/// Notes an attempt at a follow-up without a card.
pub fn attempt(tx: &mut Tx, now: NaiveDateTime, task: Id, outcome: Outcome, words: &str, again: Option<NaiveDateTime>) -> Result<()> {
    let task = open(tx, task)?;
    let call = Communication {
        id: Id::new(tx.act().at),
        patient: task.patient,
        caller: task.caller.clone(),
        number: task.number.clone(),
        direction: Direction::Out,
        why: task.why,
        words: words.into(),
        outcome,
        at: now,
        about: Some(task.id),
        ..Communication::default()
    };
    log(tx, &call)?;
    went(tx, now, task, outcome, again)
}

/// Reached is done; in vain it is put off until `again`, or given up where there is no again.
fn went(tx: &mut Tx, now: NaiveDateTime, task: Task, outcome: Outcome, again: Option<NaiveDateTime>) -> Result<()> {
    let me = Some(tx.act().person);
    let after = match (outcome.reached(), again) {
        (true, _) => Task { status: TaskStatus::Completed, closed_at: Some(now), closed_by: me, ..task },
        (false, Some(again)) => Task { status: TaskStatus::OnHold, snoozed: Some(again), ..task },
        (false, None) => Task { status: TaskStatus::Failed, closed_at: Some(now), closed_by: me, ..task },
    };
    tx.put(&after)?;
    Ok(())
}

/// A call that was written down by mistake.
pub fn mistaken(tx: &mut Tx, id: Id) -> Result<()> {
    let call = communications::get(&tx.db(), id)?.ok_or(Refusal::new("call-unknown"))?;
    tx.set_subject(call.patient.unwrap_or(id));
    tx.put(&Communication { entered_in_error: true, ..call })?;
    Ok(())
}

pub(super) fn known(tx: &Tx, patient: Id) -> Result<Patient> {
    Ok(patients::get(&tx.db(), patient)?.ok_or(Refusal::at("patient-unknown", "who"))?)
}

pub(super) fn open(tx: &mut Tx, id: Id) -> Result<Task> {
    let task = tasks::get(&tx.db(), id)?.ok_or(Refusal::new("task-unknown"))?;
    if !task.is_open() {
        return Err(Refusal::new("task-closed").into());
    }
    tx.set_subject(task.patient.unwrap_or(id));
    Ok(task)
}

fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
