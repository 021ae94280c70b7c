//! Who looked at what.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Fields, Seen},
};
use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM seen WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO seen(id, person, about, at, data) VALUES(?1, ?2, ?3, ?4, ?5)")?.execute(params![
        id.as_bytes(),
        rows::id(fields, "by").unwrap_or_default(),
        rows::id(fields, "about"),
        rows::text(fields, "at"),
        rows::data(fields)
    ])?;
    Ok(())
}

/// Those of a span of time, each with the device that noted it.
pub fn between(db: &Db, from: NaiveDateTime, until: NaiveDateTime) -> Result<Vec<(Seen, Option<Id>)>> {
    let iso = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
    let all: Vec<Seen> = rows::all(db.0, "SELECT id, data FROM seen WHERE at >= ?1 AND at < ?2 ORDER BY at, id", [iso(from), iso(until)])?;
    let mut noted = db.0.prepare_cached("SELECT origin FROM change WHERE doc = ?1 ORDER BY seq LIMIT 1")?;
    let mut with_device = |seen: Seen| {
        let origin = noted.query_row([seen.id.as_bytes()], |r| r.get(0)).optional()?;
        Ok((seen, origin.map(Id::from_bytes)))
    };
    all.into_iter().map(&mut with_device).collect()
}
