//! Words about a patient that everybody at the practice may read; the doctors' own are in the log alone.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Audience, Fields, Note},
};
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM note WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO note(id, patient, at, data) VALUES(?1, ?2, ?3, ?4)")?.execute(params![
        id.as_bytes(),
        rows::id(fields, "patient"),
        rows::text(fields, "at"),
        rows::data(fields)
    ])?;
    Ok(())
}

/// The newest first; with those for the doctors alone, where the reader's keys open them.
pub fn of_patient(db: &Db, patient: Id) -> Result<Vec<Note>> {
    let mut notes: Vec<Note> = rows::all(db.0, "SELECT id, data FROM note WHERE patient = ?1", [patient.as_bytes()])?;
    for note in super::sealed::all::<Note>(db, Audience::Doctors)? {
        // Who merges two files cannot open what is sealed: it goes on naming the file that went.
        if note.patient.map(|p| super::twins::root(db, p)).transpose()? == Some(patient) {
            notes.push(note);
        }
    }
    notes.retain(|n| !n.text.is_empty());
    notes.sort_by_key(|n| std::cmp::Reverse((n.at, n.id)));
    Ok(notes)
}

pub fn get(db: &Db, id: Id) -> Result<Option<Note>> {
    super::sealed::get(db, id)
}
