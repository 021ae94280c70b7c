//! The same done to several of whatever is owed: one act, one undo.

use super::{booking, desk::Result, recalls, results, tasks};
use crate::{
    base::Id,
    model::{Recall, Refusal},
    store::Tx,
};
use chrono::NaiveDateTime;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    Task(Id),
    Result(Id),
    Recall {
        patient: Id,
        kind: Id,
    },
    /// A visit, with what is missing for it.
    Visit {
        id: Id,
        needs: Vec<String>,
    },
}

impl Of {
    fn id(&self) -> Id {
        match self {
            Of::Task(id) | Of::Result(id) | Of::Visit { id, .. } => *id,
            Of::Recall { patient, kind } => Recall::id_of(*patient, *kind),
        }
    }
}

/// What was done to many is about nobody in particular: it stands in no patient's history.
fn each(tx: &mut Tx, all: &[Of], with: impl Fn(&mut Tx, &Of) -> Result<()>) -> Result<()> {
    if let [first, _, ..] = all {
        tx.set_subject(first.id());
    }
    all.iter().try_for_each(|of| with(tx, of))
}

/// Puts follow-ups and recalls off; recalls by the day.
pub fn put_off(tx: &mut Tx, now: NaiveDateTime, all: &[Of], until: NaiveDateTime) -> Result<()> {
    each(tx, all, |tx, of| match of {
        Of::Task(id) => tasks::snooze(tx, now, *id, until),
        Of::Recall { patient, kind } => recalls::snooze(tx, *patient, *kind, until.date()),
        _ => no(),
    })
}

/// Gives follow-ups to somebody, and results to a doctor; None is everybody's at the desk, or any doctor's.
pub fn give(tx: &mut Tx, all: &[Of], owner: Option<Id>) -> Result<()> {
    each(tx, all, |tx, of| match of {
        Of::Task(id) => tasks::give(tx, *id, owner),
        Of::Result(id) => results::entrust(tx, *id, owner),
        _ => no(),
    })
}

/// Called, read; of a visit everything is ready.
pub fn done(tx: &mut Tx, now: NaiveDateTime, all: &[Of]) -> Result<()> {
    each(tx, all, |tx, of| match of {
        Of::Task(id) => tasks::complete(tx, now, *id, ""),
        Of::Visit { id, needs } => needs.iter().try_for_each(|need| booking::ready(tx, *id, need, true)),
        _ => no(),
    })
}

/// Whoever asks leaves out what cannot be.
fn no() -> Result<()> {
    Err(Refusal::new("task-unknown").into())
}
