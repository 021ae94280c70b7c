//! Notes of days: written, changed, taken away.

use super::desk::Result;
use crate::{
    base::Id,
    model::{DayNote, Refusal},
    store::{Tx, day_notes, practitioners},
};

/// Writes a note, or changes one.
pub fn save(tx: &mut Tx, note: &DayNote) -> Result<()> {
    let text = note.text.trim();
    if text.is_empty() {
        return Err(Refusal::at("needed", "text").into());
    }
    if note.until < note.date {
        return Err(Refusal::at("day-before", "until").into());
    }
    if let Some(practitioner) = note.practitioner {
        practitioners::get(&tx.db(), practitioner)?.ok_or(Refusal::at("needed", "practitioner"))?;
    }
    tx.set_subject(note.id);
    tx.put(&DayNote { text: text.to_owned(), ..note.clone() })?;
    Ok(())
}

/// Takes a note away. Undo brings it back.
pub fn remove(tx: &mut Tx, id: Id) -> Result<()> {
    let note = day_notes::get(&tx.db(), id)?.ok_or(Refusal::new("day-note-unknown"))?;
    tx.set_subject(id);
    tx.put(&DayNote { removed: true, ..note })?;
    Ok(())
}
