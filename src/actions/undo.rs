//! Taking back, and taking back the taking back.

use super::desk::{Desk, Done, Error, Result};
use crate::{
    base::Id,
    model::{Person, Refusal, person::Role, rights},
    store::{
        Act, Db, Tx,
        acts::{self, TakenBack},
        people, practice,
    },
};
use std::collections::BTreeSet;

/// What an undo left as it was, because somebody had changed it since.
pub type Left = u64;

impl Desk {
    /// Takes back the newest thing this person did that still stands. Nothing to take back is no error.
    pub fn undo_last(&self) -> Result<Option<(acts::Done, Left)>> {
        let person = self.person;
        let newest = self.read::<_, Error>(|db| Ok(acts::newest_undoable(db, person)?))?;
        newest.map(|done| Ok((done.clone(), self.undo(done.id)?.answer))).transpose()
    }

    /// Does again what this person took back last, if she has done nothing else since.
    pub fn redo_last(&self) -> Result<Option<(acts::Done, Left)>> {
        let person = self.person;
        let undone = |db: &Db| {
            let Some(undo) = acts::newest_redoable(db, person)? else { return Ok(None) };
            Ok(undo.undoes.map(|act| acts::get(db, act)).transpose()?.flatten().map(|act| (act, undo.id)))
        };
        let newest = self.read::<_, Error>(undone)?;
        newest.map(|(act, undo)| Ok((act, self.undo(undo)?.answer))).transpose()
    }

    /// Takes back one act, an undo included.
    pub fn undo(&self, act: Id) -> Result<Done<Left>> {
        let done = self.read::<_, Error>(|db| Ok(acts::get(db, act)?))?.ok_or(Refusal::new("undo-unknown"))?;
        if done.undone_by.is_some() {
            return Err(Refusal::new("undo-already").into());
        }
        if acts::is_final(&done.what) {
            return Err(Refusal::new("undo-never").into());
        }
        let undoing = Act { undoes: Some(act), subject: Some(done.subject), ..self.begin("undo") };
        let id = undoing.id;
        let take_back = move |tx: &mut Tx| {
            let me = people::get(&tx.db(), tx.act().person)?;
            let back = tx.take_back(act)?;
            leave_to_others(tx, me.as_ref(), act, &back)?;
            Ok(back.left)
        };
        let answer = self.do_act(undoing, take_back)?.answer;
        Ok(Done { act: id, answer })
    }
}

/// To take a record away is to take away all that others built upon it: refused where that is not this person's to do.
fn leave_to_others(tx: &Tx, me: Option<&Person>, act: Id, back: &TakenBack) -> Result<()> {
    if back.away.is_empty() {
        return Ok(());
    }
    let db = tx.db();
    let practice = practice::get(&db)?;
    let person = tx.act().person;
    let writes = back.since.iter().map(|s| (s.kind.as_str(), s.doc == person, s.field.as_str()));
    rights::permit(me, &practice, writes)?;
    let team = people::all(&db)?;
    if me.is_some_and(|me| me.role == Role::Doctor) || team.iter().all(|p| p.role != Role::Doctor) {
        return Ok(());
    }
    let mut builders: BTreeSet<Id> = back.since.iter().map(|s| s.person).collect();
    for record in &back.away {
        builders.extend(acts::doers_since(&db, act, *record)?);
    }
    let others: Vec<&Person> = team.iter().filter(|p| builders.contains(&p.id)).collect();
    Ok(rights::leave_to_doctors(me, &others)?)
}
