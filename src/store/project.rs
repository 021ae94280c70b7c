//! From the log to the tables: which kind goes to which noun.

use super::{
    appointments, encounters,
    error::Result,
    kept,
    log::{Body, State},
    patients, people, practice, practitioners, reasons, slots,
    tx::{parse, state},
    writer::Topic,
};
use crate::{base::Id, model::Fields};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// How one noun's row is written; an empty set of fields takes it away.
type Project = fn(&Connection, Id, &Fields) -> Result<()>;

const KINDS: &[(Topic, Project)] = &[
    ("appointment", appointments::project),
    ("duty", slots::project_duty),
    ("encounter", encounters::project),
    ("kept", kept::project),
    ("patient", patients::project),
    ("person", people::project),
    ("practice", practice::project),
    ("practitioner", practitioners::project),
    ("reason", reasons::project),
    ("slot", slots::project),
];

/// Tables that follow from the log, in the order `check` compares them.
pub const TABLES: &[&str] =
    &["act", "appointment", "clash", "duty", "encounter", "kept", "patient", "person", "practice", "practitioner", "reason", "slot"];

/// Brings the row of one record up to its state. A kind this version does not know has no row, and stays in the log.
pub fn row(sql: &Connection, doc: Id, state: &State) -> Result<Topic> {
    clashes(sql, doc, state)?;
    let Some((topic, project)) = KINDS.iter().find(|(kind, _)| *kind == state.kind) else {
        return Ok("unknown");
    };
    project(sql, doc, &state.fields())?;
    Ok(topic)
}

fn clashes(sql: &Connection, doc: Id, state: &State) -> Result<()> {
    sql.prepare_cached("DELETE FROM clash WHERE doc = ?1")?.execute([doc.as_bytes()])?;
    for (field, held) in state.clashes() {
        let values = serde_json::to_string(held).unwrap_or_default();
        sql.prepare_cached("INSERT INTO clash(doc, field, kind, vals) VALUES(?1, ?2, ?3, ?4)")?.execute(params![
            doc.as_bytes(),
            field,
            state.kind,
            values
        ])?;
    }
    Ok(())
}

pub struct ActRow<'a> {
    pub id: Id,
    pub at: i64,
    pub person: Id,
    pub what: &'a str,
    pub subject: Id,
    pub origin: Id,
    pub seqs: (u64, u64),
    pub undoes: Option<Id>,
}

/// Notes an act; its changes may come in any order, so its bounds only ever widen.
pub fn act(sql: &Connection, row: &ActRow) -> Result<()> {
    sql.prepare_cached(
        "INSERT INTO act(id, at, person, what, subject, origin, first, last, undoes)
         VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT(id) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)",
    )?
    .execute(params![
        row.id.as_bytes(),
        row.at,
        row.person.as_bytes(),
        row.what,
        row.subject.as_bytes(),
        row.origin.as_bytes(),
        row.seqs.0 as i64,
        row.seqs.1 as i64,
        row.undoes.as_ref().map(Id::as_bytes)
    ])?;
    Ok(())
}

pub fn act_of(sql: &Connection, origin: Id, seq: u64, doc: Id, body: &Body) -> Result<()> {
    let row = ActRow {
        id: body.act,
        at: body.at,
        person: body.person,
        what: &body.what,
        subject: body.subject.unwrap_or(doc),
        origin,
        seqs: (seq, seq),
        undoes: body.undoes,
    };
    act(sql, &row)
}

/// Makes every projection again from the log alone.
pub fn rebuild(sql: &Connection) -> Result<()> {
    for table in TABLES {
        sql.execute(&format!("DELETE FROM {table}"), [])?;
    }
    let mut acts: BTreeMap<Id, (Id, u64, u64)> = BTreeMap::new();
    let mut changes = sql.prepare("SELECT origin, seq, doc, bytes FROM change ORDER BY origin, seq")?;
    let mut rows = changes.query([])?;
    while let Some(r) = rows.next()? {
        let (origin, seq, doc) = (Id::from_bytes(r.get(0)?), r.get::<_, i64>(1)? as u64, Id::from_bytes(r.get(2)?));
        let body = parse(r.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?)?;
        match acts.get_mut(&body.act) {
            // Within one act only the bounds can grow: written once, at the end.
            Some(bounds) => bounds.2 = seq,
            None => {
                act_of(sql, origin, seq, doc, &body)?;
                acts.insert(body.act, (origin, seq, seq));
            }
        }
    }
    for (id, (_, _, last)) in acts {
        sql.prepare_cached("UPDATE act SET last = ?2 WHERE id = ?1")?.execute(params![id.as_bytes(), last as i64])?;
    }
    let mut docs = sql.prepare("SELECT DISTINCT doc FROM change")?;
    let docs: Vec<Id> = docs.query_map([], |r| r.get(0).map(Id::from_bytes))?.collect::<std::result::Result<_, _>>()?;
    for doc in docs {
        row(sql, doc, &state(sql, doc)?)?;
    }
    Ok(())
}
