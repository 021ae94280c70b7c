//! Reasons for visits.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Fields, Reason},
};
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM reason WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO reason(id, name, data) VALUES(?1, ?2, ?3)")?.execute(params![
        id.as_bytes(),
        rows::text(fields, "name"),
        rows::data(fields)
    ])?;
    Ok(())
}

pub fn all(db: &Db) -> Result<Vec<Reason>> {
    rows::all(db.0, "SELECT id, data FROM reason ORDER BY name, id", [])
}

pub fn get(db: &Db, id: Id) -> Result<Option<Reason>> {
    rows::one(db.0, "SELECT id, data FROM reason WHERE id = ?1", [id.as_bytes()])
}

/// Those most booked first: what is asked for most is one key away.
pub fn by_use(db: &Db) -> Result<Vec<Reason>> {
    rows::all(
        db.0,
        "SELECT r.id, r.data FROM reason r
         LEFT JOIN (SELECT json_extract(data, '$.reason') AS reason, count(*) AS n FROM appointment GROUP BY 1) u
           ON replace(u.reason, '-', '') = lower(hex(r.id))
         ORDER BY coalesce(u.n, 0) DESC, r.name, r.id",
        [],
    )
}
