//! What is owed: promised, asked, answered, put off, done.

use super::{calls, desk::Result};
use crate::{
    base::Id,
    model::{
        Refusal, Task,
        task::{Answer, TaskKind, TaskStatus},
    },
    store::{Tx, tasks},
};
use chrono::NaiveDateTime;

/// Begins a follow-up: a call back is promised, the doctor is asked, a message is left.
pub fn begin(tx: &mut Tx, now: NaiveDateTime, task: &Task) -> Result<Id> {
    let words = task.words.trim();
    if words.is_empty() && task.kind != TaskKind::CallBack {
        return Err(Refusal::at("needed", "words").into());
    }
    if task.patient.is_none() && task.kind == TaskKind::CallBack && task.caller.trim().is_empty() && task.number.trim().is_empty() {
        return Err(Refusal::at("call-empty", "who").into());
    }
    if task.due.is_some_and(|due| due < now) {
        return Err(Refusal::at("due-past", "due").into());
    }
    if let Some(patient) = task.patient {
        calls::known(tx, patient)?;
        tx.set_subject(patient);
    }
    let id = if task.id == Id::default() { Id::new(tx.act().at) } else { task.id };
    let task = Task { id, words: words.into(), caller: task.caller.trim().into(), number: task.number.trim().into(), ..task.clone() };
    tx.put(&Task { at: now, by: tx.act().person, status: TaskStatus::Requested, ..task })?;
    Ok(id)
}

/// The doctor's answer, in one tap; whoever notes it is named beside it.
pub fn answer(tx: &mut Tx, now: NaiveDateTime, id: Id, answer: Answer, words: &str) -> Result<()> {
    let task = calls::open(tx, id)?;
    if task.kind != TaskKind::Question {
        return Err(Refusal::new("task-no-question").into());
    }
    let words = words.trim();
    if answer == Answer::None || (answer.needs_words() && words.is_empty()) {
        return Err(Refusal::at("needed", "words").into());
    }
    let me = Some(tx.act().person);
    let after = Task { answer, answer_words: words.into(), answered_by: me, answered_at: Some(now), ..task };
    // Whoever was asked needed it by then; now the patient waits, and at once.
    tx.put(&Task { status: TaskStatus::Accepted, snoozed: None, due: after.due.map(|due| due.max(now)).or(Some(now)), ..after })?;
    Ok(())
}

/// It is done: called, told, read, ready.
pub fn complete(tx: &mut Tx, now: NaiveDateTime, id: Id, words: &str) -> Result<()> {
    close(tx, now, id, TaskStatus::Completed, words)
}

/// It is given up, and why.
pub fn drop(tx: &mut Tx, now: NaiveDateTime, id: Id, words: &str) -> Result<()> {
    close(tx, now, id, TaskStatus::Cancelled, words)
}

fn close(tx: &mut Tx, now: NaiveDateTime, id: Id, status: TaskStatus, words: &str) -> Result<()> {
    let task = calls::open(tx, id)?;
    let closed_by = Some(tx.act().person);
    tx.put(&Task { status, closed_at: Some(now), closed_by, close_words: words.trim().into(), ..task })?;
    Ok(())
}

/// Puts it off.
pub fn snooze(tx: &mut Tx, now: NaiveDateTime, id: Id, until: NaiveDateTime) -> Result<()> {
    if until <= now {
        return Err(Refusal::at("due-past", "due").into());
    }
    let task = calls::open(tx, id)?;
    tx.put(&Task { status: TaskStatus::OnHold, snoozed: Some(until), ..task })?;
    Ok(())
}

/// Gives it to somebody, or to everybody at the desk.
pub fn give(tx: &mut Tx, id: Id, owner: Option<Id>) -> Result<()> {
    let task = calls::open(tx, id)?;
    tx.put(&Task { owner, ..task })?;
    Ok(())
}

/// Takes up again what was closed.
pub fn reopen(tx: &mut Tx, id: Id) -> Result<()> {
    let task = tasks::get(&tx.db(), id)?.ok_or(Refusal::new("task-unknown"))?;
    tx.set_subject(task.patient.unwrap_or(id));
    let status = if task.is_answered() { TaskStatus::Accepted } else { TaskStatus::Requested };
    tx.put(&Task { status, closed_at: None, closed_by: None, close_words: String::new(), snoozed: None, ..task })?;
    Ok(())
}

/// Answers a message with another, which goes to who wrote it; so it is read.
pub fn reply(tx: &mut Tx, now: NaiveDateTime, id: Id, words: &str) -> Result<Id> {
    let read = calls::open(tx, id)?;
    if read.kind != TaskKind::Message {
        return Err(Refusal::new("task-no-message").into());
    }
    let answer = Task { kind: TaskKind::Message, words: words.into(), patient: read.patient, owner: Some(read.by), ..Task::default() };
    let sent = begin(tx, now, &answer)?;
    complete(tx, now, id, "")?;
    Ok(sent)
}
