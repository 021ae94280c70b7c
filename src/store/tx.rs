//! One act being done: loading records, appending what changes in them, projecting their rows.

use super::{
    Db,
    error::{Error, Result},
    log::{self, Body, State},
    project,
    writer::Topic,
};
use crate::{
    base::Id,
    model::{Fields, Record},
};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// What is being done, by whom and when. All changes of one act are undone together.
#[derive(Debug, Clone)]
pub struct Act {
    pub id: Id,
    pub what: &'static str,
    pub person: Id,
    /// Milliseconds since 1970.
    pub at: i64,
    pub subject: Option<Id>,
    pub undoes: Option<Id>,
}

impl Act {
    pub fn new(what: &'static str, person: Id, at: i64) -> Self {
        Act { id: Id::new(at), what, person, at, subject: None, undoes: None }
    }

    /// Names the record the act is about; without it, it is the first that changes.
    pub fn about(mut self, subject: Id) -> Self {
        self.subject = Some(subject);
        self
    }
}

pub struct Tx<'a> {
    sql: &'a Connection,
    origin: Id,
    act: Act,
    seq: u64,
    first: u64,
    tip: Vec<u8>,
    topics: BTreeSet<Topic>,
}

impl<'a> Tx<'a> {
    pub(in crate::store) fn begin(sql: &'a Connection, origin: Id, act: Act) -> Result<Self> {
        let tip = sql
            .prepare_cached("SELECT seq, hash FROM change WHERE origin = ?1 ORDER BY seq DESC LIMIT 1")?
            .query_row([origin.as_bytes()], |r| Ok((r.get::<_, i64>(0)? as u64, r.get::<_, Vec<u8>>(1)?)))
            .optional()?;
        let (seq, tip) = tip.unwrap_or_default();
        Ok(Tx { sql, origin, act, seq, first: seq + 1, tip, topics: BTreeSet::new() })
    }

    /// What queries read inside the act: its own changes included.
    pub fn db(&self) -> Db<'_> {
        Db(self.sql)
    }

    pub fn act(&self) -> &Act {
        &self.act
    }

    pub fn set_subject(&mut self, subject: Id) {
        self.act.subject.get_or_insert(subject);
    }

    /// Everything the log knows of a record.
    pub fn state(&self, doc: Id) -> Result<State> {
        state(self.sql, doc)
    }

    /// Writes those fields of `record` that differ from what stands. Says whether any did.
    pub fn put<R: Record>(&mut self, record: &R) -> Result<bool> {
        let state = self.state(record.id())?;
        let (fields, over) = state.difference(&record.fields());
        if fields.is_empty() {
            return Ok(false);
        }
        self.append::<R>(record.id(), state, fields, over)
    }

    /// Settles one field that holds several values, or none, with `value`.
    pub fn settle(&mut self, kind: &str, doc: Id, field: &str, value: serde_json::Value) -> Result<()> {
        let state = self.state(doc)?;
        let over = state.over([field.to_string()].iter());
        self.write(kind.to_string(), doc, state, [(field.to_string(), value)].into(), over)
    }

    fn append<R: Record>(
        &mut self,
        doc: Id,
        state: State,
        fields: Fields,
        over: std::collections::BTreeMap<String, Vec<log::Op>>,
    ) -> Result<bool> {
        self.write(R::KIND.to_string(), doc, state, fields, over)?;
        Ok(true)
    }

    /// Appends one change to the log and brings the record's row up to it.
    pub(in crate::store) fn write(
        &mut self,
        kind: String,
        doc: Id,
        mut state: State,
        fields: Fields,
        over: std::collections::BTreeMap<String, Vec<log::Op>>,
    ) -> Result<()> {
        self.act.subject.get_or_insert(doc);
        let body = Body {
            kind,
            at: self.act.at,
            person: self.act.person,
            act: self.act.id,
            what: self.act.what.to_string(),
            subject: self.act.subject.filter(|s| *s != doc),
            undoes: self.act.undoes,
            lamport: state.lamport + 1,
            fields,
            over,
        };
        let bytes = serde_json::to_vec(&body).map_err(|e| Error::Log(e.to_string()))?;
        self.seq += 1;
        let hash = log::hash(&self.tip, self.origin, self.seq, doc, &[], &bytes);
        self.sql
            .prepare_cached("INSERT INTO change(origin, seq, doc, audience, hash, bytes) VALUES(?1, ?2, ?3, x'', ?4, ?5)")?
            .execute(params![self.origin.as_bytes(), self.seq as i64, doc.as_bytes(), hash, bytes])?;
        self.tip = hash.to_vec();
        state.take_in(self.origin, self.seq, &body);
        self.topics.insert(project::row(self.sql, doc, &state)?);
        Ok(())
    }

    pub(in crate::store) fn origin(&self) -> Id {
        self.origin
    }

    /// Whether this very act wrote change `seq` of this device.
    pub(in crate::store) fn own(&self, seq: u64) -> bool {
        seq >= self.first
    }

    pub(in crate::store) fn end(mut self) -> Result<BTreeSet<Topic>> {
        if self.seq >= self.first {
            let act = project::ActRow {
                id: self.act.id,
                at: self.act.at,
                person: self.act.person,
                what: self.act.what,
                subject: self.act.subject.unwrap_or_default(),
                origin: self.origin,
                seqs: (self.first, self.seq),
                undoes: self.act.undoes,
            };
            project::act(self.sql, &act)?;
            self.topics.insert("act");
        }
        Ok(self.topics)
    }
}

pub(in crate::store) fn state(sql: &Connection, doc: Id) -> Result<State> {
    let mut state = State::default();
    let mut rows = sql.prepare_cached("SELECT origin, seq, bytes FROM change WHERE doc = ?1")?;
    let mut rows = rows.query([doc.as_bytes()])?;
    while let Some(row) = rows.next()? {
        let body: Body = parse(row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?)?;
        state.take_in(Id::from_bytes(row.get(0)?), row.get::<_, i64>(1)? as u64, &body);
    }
    Ok(state)
}

pub(in crate::store) fn parse(bytes: &[u8]) -> Result<Body> {
    // serde's message could quote a value: only its place is passed on.
    serde_json::from_slice(bytes).map_err(|e| Error::Log(format!("a change does not read at byte {}", e.column())))
}
