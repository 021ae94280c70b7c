//! One act being done: loading records, appending what changes in them, projecting their rows.

use super::{
    Db,
    authority::{self, Authority},
    error::{Error, Result},
    log::{self, Body, Grounds, Opening, State},
    project,
    sealed::{self, Place, Ring},
    writer::Touched,
};
use crate::{
    base::Id,
    model::{
        Audience, Fields, Patient, Record,
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
    /// The patients whose records it wrote.
    named: BTreeSet<Id>,
    /// The files it merged into others, or took apart.
    regrouped: BTreeSet<Id>,
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
        let (touched, written, named, regrouped) = (Touched::default(), Written::new(), BTreeSet::new(), BTreeSet::new());
        Ok(Tx { sql, origin, act, seq, first: seq + 1, tip, touched, written, named, regrouped, plain: false, opening: None })
    }

    /// What queries read inside the act: its own changes included.
    pub fn db(&self) -> Db<'_> {
        Db(self.sql, self.act.ring.clone(), None)
    }

    pub(in crate::store) fn sql(&self) -> &Connection {
        self.sql
    }

    pub fn act(&self) -> &Act {
        &self.act
    }

    pub fn set_subject(&mut self, subject: Id) {
        self.act.subject.get_or_insert(subject);
    }

    /// What the log knows under an id.
    fn folded(&self, doc: Id) -> Result<Folded> {
        Folded::of(self.sql, self.act.ring.as_ref(), doc)
    }

    /// Writes those fields of `record` that differ from what stands. Says whether any did.
    ///
    /// # Errors
    /// [`Error::OtherKind`] where the id belongs to a record of another kind, [`Error::Sealed`] where to one that the
    /// person's keys do not open.
    pub fn put<R: Record>(&mut self, record: &R) -> Result<bool> {
        let state = self.folded(record.id())?.for_writing(R::KIND)?;
        let (fields, over) = difference(&state, record);
        if fields.is_empty() {
            return Ok(false);
        }
        self.write_for(state.audience, R::KIND.to_string(), record.id(), state, fields, over)?;
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

    /// Whether an id belongs to a record of another kind, or to one that the person's keys do not open: nothing of this
    /// kind can be put there.
    pub fn is_taken(&self, kind: &str, doc: Id) -> Result<bool> {
        match self.folded(doc)?.for_writing(kind) {
            Ok(_) => Ok(false),
            Err(Error::OtherKind | Error::Sealed) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// As [`Tx::put`], of a record of which the log knows nothing yet ([`Tx::knows`]): there is nothing to be folded or
    /// compared, and of an import's ten thousands each is written just so.
    pub fn put_new<R: Record>(&mut self, record: &R) -> Result<()> {
        if authority::KINDS.contains(&R::KIND) {
            return self.put(record).map(drop);
        }
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
        let body = Body {
            kind: kind_of,
            at,
            person,
            act,
            what,
            subject,
            undoes,
            lamport: 1,
            grounds: None,
            fields: Fields::new(),
            over: BTreeMap::new(),
        };
        let opening = Opening::of(&body)?;
        self.opening = Some((kind, subject, opening.clone()));
        Ok(opening)
    }

    /// As [`Tx::put`], for those alone whom it is for. A record stays with whom it was first written for.
    pub fn put_sealed<R: Record>(&mut self, record: &R, audience: Audience) -> Result<bool> {
        let doc = record.id();
        let state = self.folded(doc)?.for_sealing(R::KIND, audience)?;
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

    /// The patients whose records were written so far. Of new records that came with an import ([`Tx::put_new`]) nothing
    /// is said.
    pub fn named(&self) -> &BTreeSet<Id> {
        &self.named
    }

    /// The files that were merged into others so far, or taken apart; as [`Tx::named`].
    pub fn regrouped(&self) -> &BTreeSet<Id> {
        &self.regrouped
    }

    /// Settles one field that holds several values, or none, with `value`.
    pub fn settle(&mut self, kind: &str, doc: Id, field: &str, mut value: serde_json::Value) -> Result<()> {
        clean::field(field, &mut value);
        let state = self.folded(doc)?.for_writing(kind)?;
        let over = state.over([field.to_string()].iter());
        self.write_for(state.audience, kind.to_string(), doc, state, [(field.to_string(), value)].into(), over)
    }

    /// Appends one change to the log and brings the record's row up to it.
    pub(in crate::store) fn write_for(
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
        let signed = authority::KINDS.contains(&kind.as_str());
        if signed && audience != Audience::Practice {
            return Err(Error::Sealed);
        }
        let grounds = if signed { self.grounds()? } else { None };
        if kind == Patient::KIND && fields.contains_key("merged_into") {
            self.regrouped.insert(doc);
        }
        let body = Body {
            kind,
            at: self.act.at,
            person: self.act.person,
            act: self.act.id,
            what: self.act.what.to_string(),
            subject: self.act.subject.filter(|s| *s != doc),
            undoes: self.act.undoes,
            lamport: state.lamport.saturating_add(1),
            grounds,
            fields,
            over,
        };
        let place = Place { origin: self.origin, seq: self.seq + 1, doc, audience };
        let bytes = sealed::write(self.act.ring.as_ref(), &place, &body)?;
        if signed {
            return self.write_signed(doc, bytes, &body);
        }
        self.append(doc, audience, &bytes)?;
        state.take_in(self.origin, self.seq, &body);
        // Whose it is by now, whatever was written of it: an undo that brings a record back may say nothing of the patient.
        let patient = state.standing("patient").first().and_then(|held| held.value.as_str()?.parse::<Id>().ok());
        self.named.extend(patient);
        if audience != Audience::Practice {
            self.touched.topic(sealed::SEALED);
            return Ok(());
        }
        if body.lamport == 1 && !body.fields.values().any(is_nothing) {
            self.touched.record(project::of_fields(self.sql, doc, &body.kind, &body.fields)?, doc);
            return Ok(());
        }
        self.touched.record(project::row(self.sql, doc, &state)?, doc);
        Ok(())
    }

    /// What a change of rights rests on; nothing in a log that is not signed yet.
    fn grounds(&self) -> Result<Option<Grounds>> {
        let Some(root) = authority::root(self.sql)? else { return Ok(None) };
        let by_words = self.act.ring.as_ref().is_some_and(|keys| keys.are_words());
        let mut heads = authority::heads(self.sql, self.origin)?;
        if self.seq > 0 {
            heads.insert(self.origin, authority::head(self.seq, &self.tip));
        }
        let rests_on = Authority::of(self.sql)?.right_of(self.act.person, by_words);
        if rests_on.is_none() && (by_words || root.person != self.act.person) {
            return Err(Error::Unsigned);
        }
        Ok(Some(Grounds { heads, rests_on, by_words }))
    }

    /// Appends a change of rights with its signature, and brings up to it everything that may follow from it.
    fn write_signed(&mut self, doc: Id, bytes: Vec<u8>, body: &Body) -> Result<()> {
        let seq = self.seq + 1;
        let bytes = match &body.grounds {
            Some(_) => authority::sign(self.act.ring.as_ref(), (self.origin, seq), doc, bytes)?,
            None => bytes,
        };
        self.append(doc, Audience::Practice, &bytes)?;
        authority::note(self.sql, (self.origin, seq), doc)?;
        let authority = Authority::of(self.sql)?;
        if !authority.counts((self.origin, seq)) {
            return Err(Error::Unsigned);
        }
        for (topic, doc) in project::rights(self.sql, &authority)? {
            self.touched.record(topic, doc);
        }
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

    /// The first change that this act writes.
    pub(in crate::store) fn first(&self) -> u64 {
        self.first
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
    state.difference(&new, crate::model::record::known::<R>())
}

/// Everything that the log knows under one id, as far as the keys open it: a record, and whatever else bears its id.
pub(in crate::store) struct Folded {
    pub states: Vec<State>,
    /// Whom something is for that the keys do not open.
    closed: Option<Audience>,
}

impl Folded {
    pub fn of(sql: &Connection, ring: Option<&Ring>, doc: Id) -> Result<Self> {
        let mut folded = Folded { states: Vec::new(), closed: None };
        let mut rows = sql.prepare_cached("SELECT origin, seq, audience, bytes FROM change WHERE doc = ?1")?;
        let mut rows = rows.query([doc.as_bytes()])?;
        while let Some(row) = rows.next()? {
            let (place, bytes) = placed(row, doc)?;
            match sealed::read(ring, &place, bytes)? {
                Some(body) => folded.of_kind(&body.kind, place.audience).take_in(place.origin, place.seq, &body),
                None => folded.closed = Some(place.audience),
            }
        }
        if folded.states.iter().any(|s| authority::KINDS.contains(&s.kind.as_str())) {
            // What counts of these is asked of all of them together.
            let authority = Authority::of(sql)?;
            folded.states.retain_mut(|s| {
                if s.audience == Audience::Practice && authority::KINDS.contains(&s.kind.as_str()) {
                    *s = authority.state(&s.kind, doc);
                }
                !s.is_empty()
            });
        }
        Ok(folded)
    }

    fn of_kind(&mut self, kind: &str, audience: Audience) -> &mut State {
        let at = self.states.iter().position(|s| s.kind == kind && s.audience == audience).unwrap_or_else(|| {
            self.states.push(State::new(kind, audience));
            self.states.len() - 1
        });
        &mut self.states[at]
    }

    /// The record of one kind: the one that is sealed, where there are two.
    pub fn get(self, kind: &str) -> Option<State> {
        self.states.into_iter().filter(|s| s.kind == kind).max_by_key(|s| s.audience != Audience::Practice)
    }

    /// The record of one kind and for one audience, where the keys open it.
    pub fn exactly(self, kind: &str, audience: Audience) -> Option<State> {
        self.states.into_iter().find(|s| s.kind == kind && s.audience == audience)
    }

    /// As it is written on: a new record where nothing bears the id yet.
    pub fn for_writing(self, kind: &str) -> Result<State> {
        let (empty, closed) = (self.states.is_empty(), self.closed);
        match self.get(kind) {
            Some(state) => Ok(state),
            None if !empty => Err(Error::OtherKind),
            None if closed.is_some() => Err(Error::Sealed),
            None => Ok(State::new(kind, Audience::Practice)),
        }
    }

    /// As [`Folded::for_writing`], for an audience: a record stays with whom it was first written for.
    fn for_sealing(self, kind: &str, audience: Audience) -> Result<State> {
        let (any, closed) = (self.states.iter().any(|s| s.kind == kind), self.closed);
        let empty = self.states.is_empty();
        match self.exactly(kind, audience) {
            Some(state) => Ok(state),
            None if any || closed.is_some() => Err(Error::Sealed),
            None if !empty => Err(Error::OtherKind),
            None => Ok(State::new(kind, audience)),
        }
    }
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
