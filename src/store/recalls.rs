//! Recalls: what the practice recalls people for, what is noted of single people, and who is due.

mod due;
pub mod list;

use super::{Db, communications, error::Result, rows};
use crate::{
    base::Id,
    model::{Communication, Fields, Recall, RecallKind},
};
pub use due::{DueLine, due, due_of, of_patient};
use rusqlite::{Connection, params};

pub fn project_kind(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM recallkind WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO recallkind(id, data) VALUES(?1, ?2)")?
        .execute(params![id.as_bytes(), rows::data(fields)])?;
    Ok(())
}

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let (Some(patient), Some(kind)) = (rows::id(fields, "patient"), rows::id(fields, "kind")) else {
        sql.prepare_cached("DELETE FROM recall WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    };
    sql.prepare_cached("INSERT OR REPLACE INTO recall(id, patient, kind, data) VALUES(?1, ?2, ?3, ?4)")?.execute(params![
        id.as_bytes(),
        patient,
        kind,
        rows::data(fields)
    ])?;
    Ok(())
}

/// By name; those no longer used as well.
pub fn kinds(db: &Db) -> Result<Vec<RecallKind>> {
    let mut kinds: Vec<RecallKind> = rows::all(db.0, "SELECT id, data FROM recallkind", [])?;
    kinds.sort_by_cached_key(|k| (crate::base::text::fold(&k.name), k.id));
    Ok(kinds)
}

pub fn kind(db: &Db, id: Id) -> Result<Option<RecallKind>> {
    rows::one(db.0, "SELECT id, data FROM recallkind WHERE id = ?1", [id.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Recall>> {
    rows::all(db.0, "SELECT id, data FROM recall ORDER BY id", [])
}

pub fn get(db: &Db, id: Id) -> Result<Option<Recall>> {
    rows::one(db.0, "SELECT id, data FROM recall WHERE id = ?1", [id.as_bytes()])
}

/// The kind that a call about somebody is about, where it is about a recall: the patient's own, or that of a file merged into it.
pub fn kind_of(db: &Db, patient: Id, about: Id) -> Result<Option<Id>> {
    if let Some(recall) = get(db, about)?.filter(|r| r.patient == patient) {
        return Ok(Some(recall.kind));
    }
    Ok(kinds(db)?.into_iter().map(|k| k.id).find(|kind| Recall::id_of(patient, *kind) == about))
}

/// The calls about a recall of somebody, in order: also those about the recalls of the files that were merged into this one.
pub fn calls(db: &Db, patient: Id, kind: Id) -> Result<Vec<Communication>> {
    let own = Recall::id_of(patient, kind);
    let mut all = communications::about(db, own)?;
    for recall in noted(db, patient, kind)?.iter().filter(|r| r.id != own) {
        all.extend(communications::about(db, recall.id)?);
    }
    all.sort_by_key(|call| (call.at, call.id));
    Ok(all)
}

/// What is noted of one person.
pub fn all_of(db: &Db, patient: Id) -> Result<Vec<Recall>> {
    rows::all(db.0, "SELECT id, data FROM recall WHERE patient = ?1 ORDER BY id", [patient.as_bytes()])
}

/// What is noted of one person and one kind: once, or of each of the files that were made one. What any of them says holds.
pub fn noted(db: &Db, patient: Id, kind: Id) -> Result<Vec<Recall>> {
    let sql = "SELECT id, data FROM recall WHERE kind = ?1 AND patient = ?2 ORDER BY id";
    rows::all(db.0, sql, [kind.as_bytes(), patient.as_bytes()])
}

/// As [`noted`], taken together.
pub fn of(db: &Db, patient: Id, kind: Id) -> Result<Option<Recall>> {
    Ok(noted(db, patient, kind)?.into_iter().reduce(Recall::and))
}
