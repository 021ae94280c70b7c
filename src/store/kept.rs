//! Records kept as they came.

use super::{Db, error::Result, evidence, people, practice, rows, sealed};
use crate::{
    base::Id,
    model::{
        Fields, Inside, Kept,
        rights::{Deed, May, may},
    },
};
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    evidence::of_kept(sql, id, fields)?;
    // One whose making was taken back after its patient had become another: only that is left of it.
    if rows::text(fields, "resource_type").is_empty() {
        sql.prepare_cached("DELETE FROM kept WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO kept(id, patient, kind, date, data) VALUES(?1, ?2, ?3, ?4, ?5)")?.execute(params![
        id.as_bytes(),
        rows::id(fields, "patient"),
        rows::text(fields, "resource_type"),
        rows::text(fields, "date"),
        rows::data(fields)
    ])?;
    Ok(())
}

pub fn get(db: &Db, id: Id) -> Result<Option<Kept>> {
    rows::one(db.0, "SELECT id, data FROM kept WHERE id = ?1", [id.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Kept>> {
    rows::all(db.0, "SELECT id, data FROM kept ORDER BY kind, id", [])
}

/// As somebody may have them: with what is inside documents for who reads results and has the keys, without it for all others,
/// be it that it came while the practice let everybody read.
pub fn all_for(db: &Db, reader: Id) -> Result<Vec<Kept>> {
    let reads = may(people::get(db, reader)?.as_ref(), &practice::get(db)?, Deed::ReadResults) == May::Do;
    let mut all = all(db)?;
    for kept in &mut all {
        if !reads {
            Inside::take_out(kept);
        } else if let Some(id) = kept.inside
            && let Some(inside) = sealed::get::<Inside>(db, id)?
        {
            inside.put_back(kept);
        }
    }
    Ok(all)
}

pub fn of_patient(db: &Db, patient: Id) -> Result<Vec<Kept>> {
    rows::all(db.0, "SELECT id, data FROM kept WHERE patient = ?1 ORDER BY date DESC, id", [patient.as_bytes()])
}
