//! How long visits really took: what a practitioner's pace is learnt from.

use super::{Db, error::Result};
use crate::{
    base::{Id, clock::Minute},
    model::flow::Pace,
};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// The clock on the wall is enough here: a visit in which it was changed is one among many, and the median does not mind.
const TAKE: &str = "INSERT OR REPLACE INTO tempo(encounter, practitioner, reason, planned, actual)
     SELECT e.id, e.practitioner, coalesce(json_extract(a.data, '$.reason'), ''), coalesce(json_extract(a.data, '$.minutes'), 0),
            (unixepoch(json_extract(e.data, '$.finished')) - unixepoch(json_extract(e.data, '$.started'))) / 60
              - coalesce(json_extract(e.data, '$.away'), 0)
     FROM encounter e JOIN appointment a ON a.id = e.appointment
     WHERE e.status = 'finished' AND e.practitioner IS NOT NULL
       AND json_extract(e.data, '$.started') IS NOT NULL AND json_extract(e.data, '$.finished') IS NOT NULL AND ";

/// Brings the row of an encounter up to it.
pub fn of_encounter(sql: &Connection, id: Id, finished: bool) -> Result<()> {
    sql.prepare_cached("DELETE FROM tempo WHERE encounter = ?1")?.execute([id.as_bytes()])?;
    if finished {
        sql.prepare_cached(&format!("{TAKE} e.id = ?1"))?.execute([id.as_bytes()])?;
    }
    Ok(())
}

/// Brings the rows of an appointment's encounters up to it.
pub fn of_appointment(sql: &Connection, id: Id) -> Result<()> {
    let there = sql.prepare_cached("SELECT 1 FROM encounter WHERE appointment = ?1")?.exists([id.as_bytes()])?;
    if there {
        sql.prepare_cached("DELETE FROM tempo WHERE encounter IN (SELECT id FROM encounter WHERE appointment = ?1)")?
            .execute([id.as_bytes()])?;
        sql.prepare_cached(&format!("{TAKE} a.id = ?1"))?.execute([id.as_bytes()])?;
    }
    Ok(())
}

/// A practitioner's pace for each reason.
pub fn paces(db: &Db, practitioner: Id) -> Result<BTreeMap<Option<Id>, Pace>> {
    let mut statement = db.0.prepare_cached("SELECT reason, planned, actual FROM tempo WHERE practitioner = ?1 ORDER BY reason")?;
    let mut rows = statement.query(params![practitioner.as_bytes()])?;
    let mut paces = BTreeMap::new();
    let (mut of, mut visits): (Option<Id>, Vec<(Minute, Minute)>) = (None, Vec::new());
    while let Some(row) = rows.next()? {
        let text = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        let reason = if text.is_empty() { None } else { text.parse().ok() };
        if reason != of {
            paces.insert(of, Pace::of(&visits));
            visits.clear();
            of = reason;
        }
        visits.push((row.get(1)?, row.get(2)?));
    }
    paces.insert(of, Pace::of(&visits));
    Ok(paces)
}
