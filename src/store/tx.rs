//! One act being done: loading records, appending what changes in them, projecting their rows.

use super::{
    Db,
    error::{Error, Result},
    log::{self, Body, Opening, State},
    project,
    sealed::{self, Place, Ring},
    writer::Touched,
};
use crate::{
    base::Id,
    model::{
        Audience, Fields, Record,
        record::{Text, clean, is_nothing},
    },
};
use rusqlite::{Connection, OptionalExtension, params};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashSet},
};

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
    /// The person's keys, for what is sealed.
    pub ring: Option<Ring>,
}

impl Act {
    pub fn new(what: &'static str, person: Id, at: i64) -> Self {
        Act { id: Id::new(at), what, person, at, subject: None, undoes: None, ring: None }
    }

    /// Names the record the act is about; without it, it is the first that changes.
    pub fn about(mut self, subject: Id) -> Self {
        self.subject = Some(subject);
        self
    }
}

/// The fields that an act wrote, by kind and by whether the record is the person's own: what her rights are asked about.
pub type Written = BTreeMap<(String, bool), BTreeSet<String>>;

pub struct Tx<'a> {
    sql: &'a Connection,
    origin: Id,
    act: Act,
    seq: u64,
    first: u64,
    tip: Vec<u8>,
    touched: Touched,
    written: Written,
    /// Whether a change was written that everybody may read.
    plain: bool,
    /// How the last new record's change began, by kind and by what the act is about.
    opening: Option<(&'static str, Option<Id>, Opening)>,
}

impl<'a> Tx<'a> {
    pub(in crate::store) fn begin(sql: &'a Connection, origin: Id, act: Act) -> Result<Self> {
        let tip = sql
            .prepare_cached("SELECT seq, hash FROM change WHERE origin = ?1 ORDER BY seq DESC LIMIT 1")?
            .query_row([origin.as_bytes()], |r| Ok((r.get::<_, i64>(0)? as u64, r.get::<_, Vec<u8>>(1)?)))
            .optional()?;
        let (seq, tip) = tip.unwrap_or_default();
        let (touched, written) = (Touched::default(), Written::new());
        Ok(Tx { sql, origin, act, seq, first: seq + 1, tip, touched, written, plain: false, opening: None })
    }

    /// What queries read inside the act: its own changes included.
    pub fn db(&self) -> Db<'_> {
        Db(self.sql, self.act.ring.clone(), None)
    }

    pub fn act(&self) -> &Act {
        &self.act
    }

    pub fn set_subject(&mut self, subject: Id) {
        self.act.subject.get_or_insert(subject);
    }

    /// Everything the log knows of a record.
    pub fn state(&self, doc: Id) -> Result<State> {
        state(self.sql, self.act.ring.as_ref(), doc)
    }

    /// Writes those fields of `record` that differ from what stands. Says whether any did.
    pub fn put<R: Record>(&mut self, record: &R) -> Result<bool> {
        let state = self.state(record.id())?;
        let (fields, over) = difference(&state, record);
        if fields.is_empty() {
            return Ok(false);
        }
        self.write(R::KIND.to_string(), record.id(), state, fields, over)?;
        Ok(true)
    }

    /// Whether the log knows anything of a record, be it that it was taken away again.
    pub fn knows(&self, doc: Id) -> Result<bool> {
        Ok(self.sql.prepare_cached("SELECT 1 FROM change WHERE doc = ?1 LIMIT 1")?.exists([doc.as_bytes()])?)
    }

    /// Every record that the log knows, where they are no more than `few`.
    pub fn known_if_few(&self, few: usize) -> Result<Option<HashSet<Id>>> {
        let mut docs = self.sql.prepare_cached("SELECT DISTINCT doc FROM change LIMIT ?1")?;
        let docs = docs.query_map([few as i64 + 1], |r| r.get(0).map(Id::from_bytes))?;
        let docs: HashSet<Id> = docs.collect::<std::result::Result<_, _>>()?;
        Ok((docs.len() <= few).then_some(docs))
    }

    /// As [`Tx::put`], of a record of which the log knows nothing yet ([`Tx::knows`]): there is nothing to be folded or
    /// compared, and of an import's ten thousands each is written just so.
    pub fn put_new<R: Record>(&mut self, record: &R) -> Result<()> {
        let Text { text, names } = record.text();
        if names.is_empty() {
            return Ok(());
        }
        let doc = record.id();
        if let Cow::Owned(clean) = clean::new_text(&text) {
            let fields: Fields = serde_json::from_str(&clean).map_err(|_| Error::Record { kind: R::KIND })?;
            return self.put_new(&R::from_fields(doc, &fields).ok_or(Error::Record { kind: R::KIND })?);
        }
        self.act.subject.get_or_insert(doc);
        self.note(R::KIND, doc, names.iter().map(|name| name.as_ref()));
        let bytes = self.opening(R::KIND, doc)?.with(&text);
        self.append(doc, Audience::Practice, &bytes)?;
        self.touched.record(project::of_record(self.sql, record, &text)?, doc);
        Ok(())
    }

    /// What a record's first change says but its fields. The same for all of a kind but the one the act is about.
    fn opening(&mut self, kind: &'static str, doc: Id) -> Result<Opening> {
        let subject = self.act.subject.filter(|s| *s != doc);
        match &self.opening {
            Some((known, of, opening)) if (*known, *of) == (kind, subject) => return Ok(opening.clone()),
            _ => {}
        }
        let Act { at, person, id: act, undoes, .. } = self.act;
        let (kind_of, what) = (kind.to_owned(), self.act.what.to_owned());
        let body = Body { kind: kind_of, at, person, act, what, subject, undoes, lamport: 1, fields: Fields::new(), over: BTreeMap::new() };
        let opening = Opening::of(&body)?;
        self.opening = Some((kind, subject, opening.clone()));
        Ok(opening)
    }

    /// As [`Tx::put`], for those alone whom it is for. A record stays with whom it was first written for.
    pub fn put_sealed<R: Record>(&mut self, record: &R, audience: Audience) -> Result<bool> {
        let doc = record.id();
        let state = self.state(doc)?;
        let new = state.lamport == 0;
        if (!new && state.audience != audience) || (new && state.audience != Audience::Practice) {
            return Err(Error::Sealed);
        }
        let (fields, over) = difference(&state, record);
        if fields.is_empty() {
            return Ok(false);
        }
        self.write_for(audience, R::KIND.to_string(), doc, state, fields, over)?;
        Ok(true)
    }

    /// What was written so far.
    pub fn written(&self) -> &Written {
        &self.written
    }

    /// Settles one field that holds several values, or none, with `value`.
    pub fn settle(&mut self, kind: &str, doc: Id, field: &str, mut value: serde_json::Value) -> Result<()> {
        clean::field(field, &mut value);
        let state = self.state(doc)?;
        let over = state.over([field.to_string()].iter());
        self.write(kind.to_string(), doc, state, [(field.to_string(), value)].into(), over)
    }

    /// Appends one change to the log and brings the record's row up to it.
    pub(in crate::store) fn write(
        &mut self,
        kind: String,
        doc: Id,
        state: State,
        fields: Fields,
        over: BTreeMap<String, Vec<log::Op>>,
    ) -> Result<()> {
        self.write_for(state.audience, kind, doc, state, fields, over)
    }

    fn write_for(
        &mut self,
        audience: Audience,
        kind: String,
        doc: Id,
        mut state: State,
        fields: Fields,
        over: BTreeMap<String, Vec<log::Op>>,
    ) -> Result<()> {
        self.act.subject.get_or_insert(doc);
        self.note(&kind, doc, fields.keys().map(String::as_str));
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
        let place = Place { origin: self.origin, seq: self.seq + 1, doc, audience };
        let bytes = sealed::write(self.act.ring.as_ref(), &place, &body)?;
        self.append(doc, audience, &bytes)?;
        if audience != Audience::Practice {
            self.touched.topic(sealed::SEALED);
            return Ok(());
        }
        if body.lamport == 1 && !body.fields.values().any(is_nothing) {
            self.touched.record(project::of_fields(self.sql, doc, &body.kind, &body.fields)?, doc);
            return Ok(());
        }
        state.take_in(self.origin, self.seq, &body);
        self.touched.record(project::row(self.sql, doc, &state)?, doc);
        Ok(())
    }

    /// Puts a change at the log's end, chained to the one before.
    fn append(&mut self, doc: Id, audience: Audience, bytes: &[u8]) -> Result<()> {
        self.seq += 1;
        self.plain |= audience == Audience::Practice;
        let audience = audience.bytes();
        let hash = log::hash(&self.tip, self.origin, self.seq, doc, &audience, bytes);
        self.sql
            .prepare_cached("INSERT INTO change(origin, seq, doc, audience, hash, bytes) VALUES(?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![self.origin.as_bytes(), self.seq as i64, doc.as_bytes(), audience, hash, bytes])?;
        self.tip = hash.to_vec();
        Ok(())
    }

    fn note<'n>(&mut self, kind: &str, doc: Id, fields: impl Iterator<Item = &'n str>) {
        let known = self.written.entry((kind.to_owned(), doc == self.act.person)).or_default();
        for field in fields {
            if !known.contains(field) {
                known.insert(field.to_owned());
            }
        }
    }

    pub(in crate::store) fn origin(&self) -> Id {
        self.origin
    }

    /// Whether this very act wrote change `seq` of this device.
    pub(in crate::store) fn own(&self, seq: u64) -> bool {
        seq >= self.first
    }

    /// What the act is about; of a sealed one no more than its first record's id is plain.
    fn subject(&self) -> Result<Id> {
        if self.plain {
            return Ok(self.act.subject.unwrap_or_default());
        }
        let mut first = self.sql.prepare_cached("SELECT doc FROM change WHERE origin = ?1 AND seq = ?2")?;
        Ok(first.query_row(params![self.origin.as_bytes(), self.first as i64], |r| r.get(0).map(Id::from_bytes))?)
    }

    pub(in crate::store) fn end(mut self) -> Result<Touched> {
        if self.seq >= self.first {
            let act = project::ActRow {
                id: self.act.id,
                at: self.act.at,
                person: self.act.person,
                what: if self.plain { self.act.what } else { sealed::SEALED },
                subject: self.subject()?,
                origin: self.origin,
                seqs: (self.first, self.seq),
                undoes: self.act.undoes,
            };
            project::act(self.sql, &act)?;
            self.touched.topic("act");
        }
        Ok(self.touched)
    }
}

/// What differs in a record, without the signs that nobody sees; that they are gone is no difference by itself.
fn difference<R: Record>(state: &State, record: &R) -> (Fields, BTreeMap<String, Vec<log::Op>>) {
    let mut new = record.fields();
    if clean::fields(&mut new) {
        new.retain(|_, value| !is_nothing(value));
    }
    let mut before = state.fields();
    if clean::fields(&mut before) {
        let now = state.fields();
        for (name, value) in &mut new {
            if before.get(name) == Some(value)
                && let Some(unclean) = now.get(name)
            {
                *value = unclean.clone();
            }
        }
    }
    state.difference(&new)
}

/// What a record's changes amount to, as far as the keys open them.
pub(in crate::store) fn state(sql: &Connection, ring: Option<&Ring>, doc: Id) -> Result<State> {
    let mut state = State::default();
    let mut rows = sql.prepare_cached("SELECT origin, seq, audience, bytes FROM change WHERE doc = ?1")?;
    let mut rows = rows.query([doc.as_bytes()])?;
    while let Some(row) = rows.next()? {
        let (place, bytes) = placed(row, doc)?;
        if place.audience != Audience::Practice {
            state.audience = place.audience;
        }
        if let Some(body) = sealed::read(ring, &place, bytes)? {
            state.take_in(place.origin, place.seq, &body);
        }
    }
    Ok(state)
}

/// Reads `origin, seq, audience, bytes` in the first four columns.
pub(in crate::store) fn placed<'r>(row: &'r rusqlite::Row, doc: Id) -> Result<(Place, &'r [u8])> {
    let blob = |i| Ok::<_, Error>(row.get_ref(i)?.as_blob().map_err(rusqlite::Error::from)?);
    let audience = Audience::parse(blob(2)?).ok_or_else(|| Error::Log("a change is for nobody known".into()))?;
    Ok((Place { origin: Id::from_bytes(row.get(0)?), seq: row.get::<_, i64>(1)? as u64, doc, audience }, blob(3)?))
}

pub(in crate::store) fn parse(bytes: &[u8]) -> Result<Body> {
    // serde's message could quote a value: only its place is passed on.
    serde_json::from_slice(bytes).map_err(|e| Error::Log(format!("a change does not read at byte {}", e.column())))
}
