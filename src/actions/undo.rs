//! Taking back, and taking back the taking back.

use super::desk::{Desk, Done, Error, Result};
use crate::{
    base::Id,
    model::Refusal,
    store::{Act, Db, acts},
};

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
        let answer = self.do_act(undoing, move |tx| Ok(tx.take_back(act)?))?.answer;
        Ok(Done { act: id, answer })
    }
}
