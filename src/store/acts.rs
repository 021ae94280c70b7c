//! What was done: the history that people read, and what undo goes by.

use super::{
    Db,
    error::Result,
    log::{Body, Op},
    sealed,
    tx::{Tx, placed},
};
use crate::base::Id;
use rusqlite::{OptionalExtension, Row, params};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    pub id: Id,
    pub at: i64,
    pub person: Id,
    pub what: String,
    pub subject: Id,
    pub changes: u64,
    pub undoes: Option<Id>,
    /// The act that took it back, where one did and was not taken back itself.
    pub undone_by: Option<Id>,
}

const COLUMNS: &str = "a.id, a.at, a.person, a.what, a.subject, a.last - a.first + 1, a.undoes,
    (SELECT u.id FROM act u WHERE u.undoes = a.id AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes = u.id) LIMIT 1)";

fn done(r: &Row) -> rusqlite::Result<Done> {
    Ok(Done {
        id: Id::from_bytes(r.get(0)?),
        at: r.get(1)?,
        person: Id::from_bytes(r.get(2)?),
        what: r.get(3)?,
        subject: Id::from_bytes(r.get(4)?),
        changes: r.get::<_, i64>(5)? as u64,
        undoes: r.get::<_, Option<_>>(6)?.map(Id::from_bytes),
        undone_by: r.get::<_, Option<_>>(7)?.map(Id::from_bytes),
    })
}

/// The newest first.
pub fn latest(db: &Db, limit: usize) -> Result<Vec<Done>> {
    let mut rows = db.0.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM act a WHERE a.what <> 'seen' ORDER BY a.at DESC, a.last DESC, a.id DESC LIMIT ?1"
    ))?;
    Ok(rows.query_map([limit as i64], done)?.collect::<std::result::Result<_, _>>()?)
}

/// When the first thing was done here, in milliseconds.
pub fn began(db: &Db) -> Result<Option<i64>> {
    Ok(db.0.query_row("SELECT min(at) FROM act", [], |r| r.get(0))?)
}

pub fn get(db: &Db, id: Id) -> Result<Option<Done>> {
    let mut rows = db.0.prepare_cached(&format!("SELECT {COLUMNS} FROM act a WHERE a.id = ?1"))?;
    Ok(rows.query_row([id.as_bytes()], done).optional()?)
}

/// What was done within a span of milliseconds, and on which device.
pub fn between(db: &Db, from: i64, until: i64) -> Result<Vec<(Done, Id)>> {
    let sql = format!("SELECT {COLUMNS}, a.origin FROM act a WHERE a.at >= ?1 AND a.at < ?2 AND a.what <> 'seen' ORDER BY a.at, a.id");
    let read = |r: &Row| Ok((done(r)?, Id::from_bytes(r.get(8)?)));
    Ok(db.0.prepare_cached(&sql)?.query_map([from, until], read)?.collect::<std::result::Result<_, _>>()?)
}

pub fn about(db: &Db, subject: Id) -> Result<Vec<Done>> {
    let mut rows = db.0.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM act a WHERE a.subject = ?1 AND a.what <> 'seen' ORDER BY a.at DESC, a.last DESC, a.id DESC"
    ))?;
    Ok(rows.query_map([subject.as_bytes()], done)?.collect::<std::result::Result<_, _>>()?)
}

/// Acts that are not taken back: keys were made or changed with them, or they only note that somebody looked.
pub fn is_final(what: &str) -> bool {
    matches!(what, "init" | "passphrase" | "seen") || what.starts_with("person-")
}

/// What Ctrl Z takes back: the person's newest act on this device that still stands and is no undo itself. By
/// the log's order: no wall clock decides.
pub fn newest_undoable(db: &Db, person: Id) -> Result<Option<Done>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM act a WHERE a.person = ?1 AND a.origin = (SELECT value FROM local WHERE key = 'origin') AND a.undoes IS NULL AND a.what NOT IN ('init', 'passphrase', 'seen') AND a.what NOT LIKE 'person-%'
         AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = a.id AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes = u.id))
         ORDER BY a.last DESC LIMIT 1"
    );
    Ok(db.0.prepare_cached(&sql)?.query_row([person.as_bytes()], done).optional()?)
}

/// One change of an act, as the history shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub doc: Id,
    pub origin: Id,
    pub seq: u64,
    pub body: Body,
}

pub fn changes(db: &Db, act: Id) -> Result<Vec<Change>> {
    let mut statement = db.0.prepare_cached(
        "SELECT c.origin, c.seq, c.audience, c.bytes, c.doc FROM act a JOIN change c ON c.origin = a.origin AND c.seq BETWEEN a.first AND a.last
         WHERE a.id = ?1 ORDER BY c.seq",
    )?;
    let mut rows = statement.query([act.as_bytes()])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let (place, bytes) = placed(r, Id::from_bytes(r.get(4)?))?;
        let Some(body) = sealed::read(db.1.as_ref(), &place, bytes)? else { continue };
        found.push(Change { doc: place.doc, origin: place.origin, seq: place.seq, body });
    }
    Ok(found)
}

/// One field of a record as an act found and left it.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub doc: Id,
    pub kind: String,
    pub field: String,
    pub from: Value,
    pub to: Value,
}

/// The fields an act wrote, in its order, of its first `limit` changes: an import has very many.
pub fn edits(db: &Db, act: Id, limit: usize) -> Result<Vec<Edit>> {
    let mut statement = db.0.prepare_cached(
        "SELECT c.origin, c.seq, c.audience, c.bytes, c.doc FROM act a JOIN change c ON c.origin = a.origin AND c.seq BETWEEN a.first AND a.last
         WHERE a.id = ?1 ORDER BY c.seq LIMIT ?2",
    )?;
    let mut rows = statement.query(params![act.as_bytes(), limit as i64])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let (place, bytes) = placed(r, Id::from_bytes(r.get(4)?))?;
        let doc = place.doc;
        let Some(body) = sealed::read(db.1.as_ref(), &place, bytes)? else { continue };
        for (field, to) in body.fields {
            let from = before(db, body.over.get(&field).map_or(&[][..], Vec::as_slice), &field)?;
            found.push(Edit { doc, kind: body.kind.clone(), field, from, to });
        }
    }
    Ok(found)
}

/// What a field held before a change replaced it; nothing where it was the first.
fn before(db: &Db, ops: &[Op], field: &str) -> Result<Value> {
    let Some((origin, seq)) = ops.first() else {
        return Ok(Value::Null);
    };
    let mut rows = db.0.prepare_cached("SELECT origin, seq, audience, bytes, doc FROM change WHERE origin = ?1 AND seq = ?2")?;
    let mut rows = rows.query(params![origin.as_bytes(), *seq as i64])?;
    let Some(row) = rows.next()? else { return Ok(Value::Null) };
    let (place, bytes) = placed(row, Id::from_bytes(row.get(4)?))?;
    let body = sealed::read(db.1.as_ref(), &place, bytes)?;
    Ok(body.and_then(|b| b.fields.get(field).cloned()).unwrap_or_default())
}

impl Tx<'_> {
    /// Takes an act back, newest change first: each field it wrote gets the value it had before, where the act's
    /// own value still stands alone. What somebody changed since is left as it is, and counted.
    pub fn take_back(&mut self, act: Id) -> Result<u64> {
        let mut left = 0;
        let mut changes = changes(&self.db(), act)?;
        changes.reverse();
        for change in changes {
            let state = self.state(change.doc)?;
            let mut fields = crate::model::Fields::new();
            for field in change.body.fields.keys() {
                let standing = state.standing(field);
                let ours = standing.len() == 1 && (standing[0].origin, standing[0].seq) == (change.origin, change.seq);
                let written_here = standing.len() == 1 && standing[0].origin == self.origin() && self.own(standing[0].seq);
                if ours || written_here {
                    let ops = change.body.over.get(field).map_or(&[][..], Vec::as_slice);
                    fields.insert(field.clone(), before(&self.db(), ops, field)?);
                } else {
                    left += 1;
                }
            }
            if !fields.is_empty() {
                let over = state.over(fields.keys());
                self.write(change.body.kind, change.doc, state, fields, over)?;
            }
        }
        Ok(left)
    }
}
