//! What was done: the history that people read, and what undo goes by.

use super::{
    Db,
    error::{Error, Result},
    log::{Body, Op, State},
    sealed,
    tx::{Folded, Tx, placed},
};
use crate::{
    base::Id,
    model::{
        Audience, Fields,
        record::{clean, is_nothing},
    },
};
use rusqlite::{OptionalExtension, Row, params};
use serde_json::Value;
use std::collections::BTreeSet;

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

/// The newest first. Each device's acts in the order of its log, whatever its clock said; the devices' orders are laid
/// together by their clocks, for nothing else tells.
pub fn latest(db: &Db, limit: usize) -> Result<Vec<Done>> {
    let mut heads = Vec::new();
    let mut origin = next_origin(db, None)?;
    while let Some(known) = origin {
        heads.extend(newest_before(db, known, i64::MAX)?);
        origin = next_origin(db, Some(known))?;
    }
    let mut found = Vec::new();
    while found.len() < limit
        && let Some(newest) = (0..heads.len()).max_by_key(|i| (heads[*i].done.at, heads[*i].done.id))
    {
        let Head { done, origin, first } = heads.swap_remove(newest);
        found.push(done);
        heads.extend(newest_before(db, origin, first)?);
    }
    Ok(found)
}

/// The newest act of a device that is not in the list yet, and where its changes begin.
struct Head {
    done: Done,
    origin: Id,
    first: i64,
}

fn next_origin(db: &Db, after: Option<Id>) -> Result<Option<Id>> {
    let after = after.as_ref().map_or(&[][..], |id| id.as_bytes());
    let mut next = db.0.prepare_cached("SELECT min(origin) FROM change WHERE origin > ?1")?;
    Ok(next.query_row([after], |r| r.get::<_, Option<_>>(0))?.map(Id::from_bytes))
}

/// The act whose changes stand last before `first`. Acts that only note that somebody looked are passed over.
fn newest_before(db: &Db, origin: Id, mut first: i64) -> Result<Option<Head>> {
    #[derive(serde::Deserialize)]
    struct Named {
        a: Id,
    }
    let mut change = db.0.prepare_cached("SELECT bytes FROM change WHERE origin = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT 1")?;
    let mut act = db.0.prepare_cached(&format!("SELECT {COLUMNS}, a.first FROM act a WHERE a.id = ?1"))?;
    loop {
        let bytes: Option<Vec<u8>> = change.query_row(params![origin.as_bytes(), first], |r| r.get(0)).optional()?;
        let Some(bytes) = bytes else { return Ok(None) };
        let Named { a: id } = serde_json::from_slice(&bytes).map_err(|_| Error::Log("a change names no act".into()))?;
        let row = act.query_row([id.as_bytes()], |r| Ok((done(r)?, r.get(8)?))).optional()?;
        let Some((done, begins)) = row else { return Err(Error::Log("an act has no row".into())) };
        // Never the same again, whatever the row says.
        first = i64::min(begins, first - 1);
        if done.what != "seen" {
            return Ok(Some(Head { done, origin, first }));
        }
    }
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
    matches!(what, "init" | "passphrase" | "seen" | "sign" | "words") || what.starts_with("person-")
}

/// What Ctrl Z takes back: the person's newest act on this device that still stands and is no undo itself. By
/// the log's order: no wall clock decides.
pub fn newest_undoable(db: &Db, person: Id) -> Result<Option<Done>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM act a WHERE a.person = ?1 AND a.origin = (SELECT value FROM local WHERE key = 'origin') AND a.undoes IS NULL AND a.what NOT IN ('init', 'passphrase', 'seen', 'sign', 'words') AND a.what NOT LIKE 'person-%'
         AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = a.id AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes = u.id))
         ORDER BY a.last DESC LIMIT 1"
    );
    Ok(db.0.prepare_cached(&sql)?.query_row([person.as_bytes()], done).optional()?)
}

/// The undo that Ctrl Shift Z takes back: the person's newest that still stands, with nothing else done by her since.
pub fn newest_redoable(db: &Db, person: Id) -> Result<Option<Done>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM act a JOIN act n ON n.id = a.undoes
         WHERE a.person = ?1 AND a.origin = (SELECT value FROM local WHERE key = 'origin') AND n.undoes IS NULL
         AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes = a.id)
         AND NOT EXISTS (SELECT 1 FROM act x WHERE x.person = a.person AND x.origin = a.origin AND x.undoes IS NULL AND x.what != 'seen' AND x.last > a.last)
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
    pub audience: Audience,
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
        found.push(Change { doc: place.doc, origin: place.origin, seq: place.seq, audience: place.audience, body });
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
        for (field, mut to) in body.fields {
            clean::field(&field, &mut to);
            let mut from = before(db, body.over.get(&field).map_or(&[][..], Vec::as_slice), &field)?;
            clean::field(&field, &mut from);
            found.push(Edit { doc, kind: body.kind.clone(), field, from, to });
        }
    }
    Ok(found)
}

/// What a field held before a change replaced it; nothing where it was the first.
fn before(db: &Db, ops: &[Op], field: &str) -> Result<Value> {
    let Some(op) = ops.first() else { return Ok(Value::Null) };
    Ok(written(db, *op)?.and_then(|b| b.fields.get(field).cloned()).unwrap_or_default())
}

/// One change by its name, where it is known and the keys open it.
fn written(db: &Db, (origin, seq): Op) -> Result<Option<Body>> {
    let mut rows = db.0.prepare_cached("SELECT origin, seq, audience, bytes, doc FROM change WHERE origin = ?1 AND seq = ?2")?;
    let mut rows = rows.query(params![origin.as_bytes(), seq as i64])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (place, bytes) = placed(row, Id::from_bytes(row.get(4)?))?;
    sealed::read(db.1.as_ref(), &place, bytes)
}

/// Whether `op` is the write of `change`, or made it stand again by taking back what had replaced it, through as many
/// undos as there were: else nothing that was done before an act taken back could be taken back too.
fn stands_for(db: &Db, mut op: Op, change: &Change, field: &str) -> Result<bool> {
    while op != (change.origin, change.seq) {
        let Some(undone) = written(db, op)?.and_then(|body| body.undoes) else { return Ok(false) };
        let undone = changes(db, undone)?.into_iter().find(|c| c.doc == change.doc && c.body.fields.contains_key(field));
        match undone.as_ref().and_then(|c| c.body.over.get(field)).map(Vec::as_slice) {
            Some([again]) => op = *again,
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// What taking an act back did.
#[derive(Debug, Default)]
pub struct TakenBack {
    /// So many fields were left as they are, because somebody changed them since.
    pub left: u64,
    /// The records that it took away altogether.
    pub away: BTreeSet<Id>,
    /// What had been written in those since the act, by whom: it is left without its record.
    pub since: Vec<Since>,
}

/// One value that somebody wrote in a record that was taken away from under it.
#[derive(Debug)]
pub struct Since {
    pub kind: String,
    pub doc: Id,
    pub field: String,
    pub person: Id,
}

impl TakenBack {
    /// Looks at one change before its `fields` are set back. It takes its record away where nothing is left that was
    /// there before it: what is left then was built upon it.
    fn look(&mut self, state: &State, change: &Change, fields: &Fields) {
        let rest = state.values().filter(|(field, _)| !fields.contains_key(*field));
        let (before, since): (Vec<_>, Vec<_>) = rest.partition(|(_, held)| held.lamport < change.body.lamport);
        if !before.is_empty() || fields.values().any(|value| !is_nothing(value)) {
            return;
        }
        self.away.insert(change.doc);
        let since = since.into_iter().map(|(field, held)| Since {
            kind: change.body.kind.clone(),
            doc: change.doc,
            field: field.clone(),
            person: held.person,
        });
        self.since.extend(since);
    }
}

/// Who has done something since about a record, beside the act itself and what was taken back: by the log's order on the
/// act's device, and on others whenever it was.
pub fn doers_since(db: &Db, act: Id, subject: Id) -> Result<BTreeSet<Id>> {
    let mut doers = db.0.prepare_cached(
        "SELECT DISTINCT a.person FROM act a, act it WHERE it.id = ?1 AND a.subject = ?2 AND a.id <> it.id AND a.undoes IS NULL AND a.what <> 'seen'
         AND (a.origin <> it.origin OR a.first > it.last)
         AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = a.id AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes = u.id))",
    )?;
    let doers = doers.query_map([act.as_bytes(), subject.as_bytes()], |r| r.get(0).map(Id::from_bytes))?;
    Ok(doers.collect::<std::result::Result<_, _>>()?)
}

impl Tx<'_> {
    /// Takes an act back, newest change first: each field it wrote gets the value it had before, where the act's
    /// own value still stands alone. What somebody changed since is left as it is, and counted.
    pub fn take_back(&mut self, act: Id) -> Result<TakenBack> {
        let mut back = TakenBack::default();
        let mut changes = changes(&self.db(), act)?;
        changes.reverse();
        for change in changes {
            let folded = Folded::of(self.sql(), self.act().ring.as_ref(), change.doc)?;
            let Some(state) = folded.exactly(&change.body.kind, change.audience) else {
                back.left += change.body.fields.len() as u64;
                continue;
            };
            let mut fields = Fields::new();
            for field in change.body.fields.keys() {
                let standing = state.standing(field);
                let ours = match standing {
                    [one] => stands_for(&self.db(), (one.origin, one.seq), &change, field)?,
                    _ => false,
                };
                let written_here = standing.len() == 1 && standing[0].origin == self.origin() && self.own(standing[0].seq);
                if ours || written_here {
                    let ops = change.body.over.get(field).map_or(&[][..], Vec::as_slice);
                    fields.insert(field.clone(), before(&self.db(), ops, field)?);
                } else {
                    back.left += 1;
                }
            }
            if !fields.is_empty() {
                back.look(&state, &change, &fields);
                let over = state.over(fields.keys());
                self.write_for(change.audience, change.body.kind, change.doc, state, fields, over)?;
            }
        }
        Ok(back)
    }
}
