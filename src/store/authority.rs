//! Whose changes to the practice, its persons and their keys count.
//!
//! Devices hear of things in different orders, so a right depends neither on when a change arrived nor on today's roles. Each
//! such change is signed by the person who made it, says how far its writer knew every device's log, and names the change
//! that gave the signer the right. It counts if, in what its writer knew, the signer was allowed to make it. Taking a
//! right away only grows: what the person signed beyond what the one who took it away knew does not count, whichever
//! arrives first. Two managers who take it from each other both lose it. All of it follows from the set of changes alone,
//! and is asked anew whenever one is taken in or the tables are made again.
//!
//! The first of all changes has nothing to rest on: the person and the key that it must be signed by stand in the local
//! table as the root, and in `vault.json`. A log without a root is of the form before signatures: everything counts
//! there until a manager signs it ([`Store::sign_all`]).

use super::{
    Store,
    error::{Error, Result},
    log::{Body, Head, Op, State},
    sealed::Ring,
    tx::parse,
    writer::Touched,
};
use crate::{
    base::{Id, sign as signature},
    model::{Audience, Grant, Person, Practice, Record, record::is_nothing, rights},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use std::collections::BTreeMap;

/// The kinds whose changes are signed.
pub const KINDS: [&str; 3] = [Practice::KIND, Person::KIND, Grant::KIND];

/// Who signed the practice's first change, and with which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root {
    pub person: Id,
    pub key: [u8; 32],
}

pub fn root(sql: &Connection) -> Result<Option<Root>> {
    let bytes: Option<Vec<u8>> =
        sql.prepare_cached("SELECT value FROM local WHERE key = 'root'")?.query_row([], |r| r.get(0)).optional()?;
    let Some(bytes) = bytes else { return Ok(None) };
    let damaged = || Error::Log("who signed the practice's first change does not read".into());
    let (person, key) = bytes.split_first_chunk::<16>().ok_or_else(damaged)?;
    Ok(Some(Root { person: Id::from_bytes(*person), key: key.try_into().map_err(|_| damaged())? }))
}

fn set_root(sql: &Connection, root: Root) -> Result<()> {
    let bytes = [&root.person.as_bytes()[..], &root.key].concat();
    sql.execute("INSERT OR REPLACE INTO local(key, value) VALUES('root', ?1)", [bytes])?;
    Ok(())
}

pub fn head(seq: u64, hash: &[u8]) -> Head {
    (seq, STANDARD.encode(hash))
}

/// The last known change of every device but one.
pub fn heads(sql: &Connection, but: Id) -> Result<BTreeMap<Id, Head>> {
    let mut heads = BTreeMap::new();
    let mut next = sql.prepare_cached("SELECT min(origin) FROM change WHERE origin > ?1")?;
    let mut last = sql.prepare_cached("SELECT seq, hash FROM change WHERE origin = ?1 ORDER BY seq DESC LIMIT 1")?;
    let mut after: Vec<u8> = Vec::new();
    while let Some(origin) = next.query_row([&after], |r| r.get::<_, Option<[u8; 16]>>(0))? {
        if origin != *but.as_bytes() {
            let known = last.query_row([origin], |r| Ok(head(r.get::<_, i64>(0)? as u64, &r.get::<_, Vec<u8>>(1)?)))?;
            heads.insert(Id::from_bytes(origin), known);
        }
        after = origin.to_vec();
    }
    Ok(heads)
}

/// Notes that a change is one of those whose signature is asked for.
pub fn note(sql: &Connection, (origin, seq): Op, doc: Id) -> Result<()> {
    sql.prepare_cached("INSERT OR REPLACE INTO rights(origin, seq, doc) VALUES(?1, ?2, ?3)")?.execute(params![
        origin.as_bytes(),
        seq as i64,
        doc.as_bytes()
    ])?;
    Ok(())
}

/// Before the signature stands this, after it `"}`.
const MARK: &str = ",\"z\":\"";

/// A change's bytes with the signature of the keys' holder at their end.
pub fn sign(keys: Option<&Ring>, op: Op, doc: Id, mut bytes: Vec<u8>) -> Result<Vec<u8>> {
    let keys = keys.ok_or(Error::Unsigned)?;
    if bytes.pop() != Some(b'}') {
        return Err(Error::Log("a change does not end".into()));
    }
    let signature = keys.sign(&message(op, doc, &bytes));
    bytes.extend_from_slice(MARK.as_bytes());
    bytes.extend_from_slice(STANDARD.encode(signature).as_bytes());
    bytes.extend_from_slice(b"\"}");
    Ok(bytes)
}

/// What is signed, and the signature; nothing where there is none.
fn signed(op: Op, doc: Id, bytes: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let length = signature::LENGTH.div_ceil(3) * 4;
    let (rest, end) = bytes.split_at_checked(bytes.len().checked_sub(length + 2)?)?;
    let said = rest.strip_suffix(MARK.as_bytes())?;
    let signature = STANDARD.decode(end.strip_suffix(b"\"}")?).ok()?;
    Some((message(op, doc, said), signature))
}

fn message((origin, seq): Op, doc: Id, said: &[u8]) -> Vec<u8> {
    [b"genki 2 right ", &origin.as_bytes()[..], &seq.to_le_bytes(), doc.as_bytes(), said].concat()
}

struct Change {
    op: Op,
    doc: Id,
    body: Body,
    signed: Option<(Vec<u8>, Vec<u8>)>,
    /// Of the heads that it names, those whose hash is not the one that stands here.
    strange: Vec<Id>,
}

/// Whom a change takes a right from.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Target {
    Person(Id),
    Words,
}

/// All changes of rights that are known, and which of them count.
pub struct Authority {
    root: Option<Root>,
    /// In an order in which each comes after all that its writer knew.
    changes: Vec<Change>,
    counts: Vec<bool>,
}

impl Authority {
    pub fn of(sql: &Connection) -> Result<Self> {
        let root = root(sql)?;
        let mut changes = load(sql)?;
        changes.sort_by_key(|c| (c.weight(), c.op));
        let counts = match root {
            Some(root) => counting(root, &changes),
            None => vec![true; changes.len()],
        };
        Ok(Authority { root, changes, counts })
    }

    /// What a record amounts to by the changes that count.
    pub fn state(&self, kind: &str, doc: Id) -> State {
        fold(self.counting(), kind, doc)
    }

    fn counting(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().zip(&self.counts).filter(|(_, counts)| **counts).map(|(change, _)| change)
    }

    pub fn counts(&self, op: Op) -> bool {
        self.changes.iter().zip(&self.counts).any(|(change, counts)| change.op == op && *counts)
    }

    /// Every record of these kinds that was ever written.
    pub fn docs(&self) -> Vec<(&str, Id)> {
        let mut docs: Vec<_> = self.changes.iter().map(|c| (c.body.kind.as_str(), c.doc)).collect();
        docs.sort_unstable();
        docs.dedup();
        docs
    }

    /// How many changes of rights do not count.
    pub fn aside(&self) -> u64 {
        self.counts.iter().filter(|counts| !**counts).count() as u64
    }

    /// The change that gives somebody the right they have, for the next to rest on.
    pub fn right_of(&self, person: Id, by_words: bool) -> Option<Op> {
        if by_words {
            let practice = self.counting().find(|c| c.body.kind == Practice::KIND)?.doc;
            return latest(&self.state(Practice::KIND, practice), "words_key");
        }
        let state = self.state(Person::KIND, person);
        latest(&state, "manager").or_else(|| latest(&state, "keys"))
    }

    pub fn root(&self) -> Option<Root> {
        self.root
    }
}

fn latest(state: &State, field: &str) -> Option<Op> {
    state.standing(field).iter().find(|held| !is_nothing(&held.value)).map(|held| (held.origin, held.seq))
}

fn load(sql: &Connection) -> Result<Vec<Change>> {
    let mut rows = sql.prepare_cached(
        "SELECT c.origin, c.seq, c.doc, c.bytes FROM rights r JOIN change c ON c.origin = r.origin AND c.seq = r.seq WHERE c.audience = x''",
    )?;
    let mut rows = rows.query([])?;
    let mut hash = sql.prepare_cached("SELECT hash FROM change WHERE origin = ?1 AND seq = ?2")?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (op, doc) = ((Id::from_bytes(row.get(0)?), row.get::<_, i64>(1)? as u64), Id::from_bytes(row.get(2)?));
        let bytes = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
        let body = parse(bytes)?;
        let mut strange = Vec::new();
        for (origin, (seq, said)) in body.grounds.iter().flat_map(|g| &g.heads) {
            let here: Option<Vec<u8>> =
                hash.query_row(params![origin.as_bytes(), i64::try_from(*seq).unwrap_or(i64::MAX)], |r| r.get(0)).optional()?;
            if here.is_some_and(|here| STANDARD.encode(here) != *said) {
                strange.push(*origin);
            }
        }
        found.push(Change { op, doc, signed: signed(op, doc, bytes), body, strange });
    }
    Ok(found)
}

impl Change {
    /// Grows with what the writer knew: whoever knew of a change wrote a heavier one.
    fn weight(&self) -> u128 {
        let others = self.body.grounds.iter().flat_map(|g| &g.heads).filter(|(origin, _)| **origin != self.op.0);
        u128::from(self.op.1) + others.map(|(_, (seq, _))| u128::from(*seq)).sum::<u128>()
    }

    fn known(&self, op: Op) -> bool {
        let head = self.body.grounds.as_ref().and_then(|g| g.heads.get(&op.0));
        head.is_some_and(|(seq, _)| op.1 <= *seq) || (op.0 == self.op.0 && op.1 < self.op.1)
    }

    fn by_words(&self) -> bool {
        self.body.grounds.as_ref().is_some_and(|g| g.by_words)
    }

    fn signer(&self) -> Target {
        if self.by_words() { Target::Words } else { Target::Person(self.body.person) }
    }

    /// Whom it takes a right from: made somebody no manager, noted that they left, gave them other keys; gave the practice
    /// other recovery words.
    fn takes(&self) -> Option<Target> {
        let fields = &self.body.fields;
        let field = |name: &str| fields.get(name);
        match self.body.kind.as_str() {
            "person" => {
                let demoted = field("manager").is_some_and(|v| v != &Value::Bool(true));
                let left = field("left").is_some_and(|v| !is_nothing(v));
                let others_keys = field("keys").is_some() && self.signer() != Target::Person(self.doc);
                (demoted || left || others_keys).then_some(Target::Person(self.doc))
            }
            "practice" => field("words_key").is_some().then_some(Target::Words),
            _ => None,
        }
    }

    /// Whether its signer was allowed to make it, in what the writer knew.
    fn allowed<'a>(&self, root: Root, past: impl Iterator<Item = &'a Change> + Clone) -> bool {
        let (Some(grounds), Some((message, signature))) = (&self.body.grounds, &self.signed) else { return false };
        let verify = |key: &[u8; 32]| signature::verify(key, message, signature);
        let rests_on = |kind: &str, doc: Option<Id>| {
            let change = grounds.rests_on.and_then(|op| past.clone().find(|c| c.op == op));
            change.is_some_and(|c| c.body.kind == kind && doc.is_none_or(|doc| c.doc == doc))
        };
        if grounds.by_words {
            let Some(practice) = past.clone().find(|c| c.body.kind == Practice::KIND).map(|c| c.doc) else { return false };
            let key = fold(past.clone(), Practice::KIND, practice).fields().get("words_key").and_then(|v| key_of(v.as_str()?));
            return rests_on(Practice::KIND, Some(practice)) && key.is_some_and(|key| verify(&key));
        }
        let signer = self.body.person;
        if past.clone().all(|c| c.body.kind != Person::KIND) {
            // The first of all: the practice and its first person, by that person's own key.
            return signer == root.person && verify(&root.key);
        }
        let Some(person) = Person::from_fields(signer, &restrictive(&fold(past.clone(), Person::KIND, signer), signer)) else {
            return false;
        };
        let writes = self.body.fields.keys().map(|field| (self.body.kind.as_str(), self.doc == signer, field.as_str()));
        !person.has_left()
            && rests_on(Person::KIND, Some(signer))
            && rights::permit(Some(&person), &Practice::default(), writes).is_ok()
            && person.public_key().is_some_and(|key| verify(&key))
    }
}

/// For each change whether it counts.
fn counting(root: Root, changes: &[Change]) -> Vec<bool> {
    // What takes a right away is asked first, as if nothing had been taken away: two who do it to each other both succeed.
    let allowed = each(changes, |i, so_far| changes[i].allowed(root, past(changes, so_far, i)));
    let takers: Vec<(&Change, Target)> =
        changes.iter().zip(&allowed).filter(|(_, ok)| **ok).filter_map(|(c, _)| Some((c, c.takes()?))).collect();
    each(changes, |i, so_far| {
        let change = &changes[i];
        if allowed[i] && change.takes().is_some() {
            return true;
        }
        let cut = takers.iter().any(|(taker, target)| {
            let knew = taker.known(change.op) && !taker.strange.contains(&change.op.0);
            *target == change.signer() && taker.op != change.op && !change.known(taker.op) && !knew
        });
        !cut && change.allowed(root, past(changes, so_far, i))
    })
}

fn each(changes: &[Change], decide: impl Fn(usize, &[bool]) -> bool) -> Vec<bool> {
    let mut decided = Vec::with_capacity(changes.len());
    for i in 0..changes.len() {
        decided.push(decide(i, &decided));
    }
    decided
}

/// What the writer of a change knew, of what counts so far.
fn past<'a>(changes: &'a [Change], so_far: &'a [bool], i: usize) -> impl Iterator<Item = &'a Change> + Clone {
    let change = &changes[i];
    changes[..i].iter().zip(so_far).filter(move |(c, counts)| **counts && change.known(c.op)).map(|(c, _)| c)
}

fn fold<'a>(changes: impl Iterator<Item = &'a Change>, kind: &str, doc: Id) -> State {
    let mut state = State::new(kind, Audience::Practice);
    for change in changes.filter(|c| c.doc == doc && c.body.kind == kind) {
        state.take_in(change.op.0, change.op.1, &change.body);
    }
    state
}

/// The fields of a person: of what was said apart of somebody's rights the one that gives less.
pub fn restrictive(state: &State, doc: Id) -> crate::model::Fields {
    let mut fields = state.fields();
    let held = |field: &str| state.standing(field).iter();
    if held("manager").any(|h| h.value != Value::Bool(true)) {
        fields.remove("manager");
    }
    if let Some(left) = held("left").find(|h| !is_nothing(&h.value)) {
        fields.insert("left".into(), left.value.clone());
    }
    if let Some(reset) = held("keys").find(|h| h.person != doc) {
        fields.insert("keys".into(), reset.value.clone());
    }
    fields
}

fn key_of(text: &str) -> Option<[u8; 32]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

impl Store {
    /// Who signed the practice's first change.
    pub fn root(&self) -> Result<Option<Root>> {
        self.read(|db| root(db.0))
    }

    /// Takes up from another device who signed the practice's first change: from then on nothing else counts as its
    /// beginning.
    ///
    /// # Errors
    /// [`Error::Unsigned`] where this store knows another.
    pub fn trust(&self, new: Root) -> Result<()> {
        self.on_writer(move |desk| {
            let tx = desk.db.transaction()?;
            match root(&tx)? {
                Some(known) if known == new => return Ok(()),
                Some(_) => return Err(Error::Unsigned),
                None => set_root(&tx, new)?,
            }
            let mut touched = Touched::default();
            let touch = super::project::rights(&tx, &Authority::of(&tx)?)?;
            touch.into_iter().for_each(|(topic, doc)| touched.record(topic, doc));
            tx.commit()?;
            desk.announce(touched);
            Ok(())
        })
    }
}

impl super::Tx<'_> {
    /// Makes whoever is at work the root of all rights, in the act that makes the practice. Nothing but their key can begin
    /// another history of this one.
    ///
    /// # Errors
    /// [`Error::Unsigned`] where there is a root already, or something is in the log.
    pub fn take_root(&mut self, key: [u8; 32]) -> Result<()> {
        let empty = !self.sql().prepare_cached("SELECT 1 FROM change LIMIT 1")?.exists([])?;
        if !empty || root(self.sql())?.is_some() {
            return Err(Error::Unsigned);
        }
        set_root(self.sql(), Root { person: self.act().person, key })
    }

    /// Whether nothing at all was written yet, but by this act.
    pub fn is_first(&self) -> Result<bool> {
        let origin = self.origin();
        let mut others = self.sql().prepare_cached("SELECT 1 FROM change WHERE origin <> ?1 OR seq < ?2 LIMIT 1")?;
        Ok(!others.exists(params![origin.as_bytes(), self.first() as i64])?)
    }

    /// Signs what is known of the practice, its persons and their keys: once, for a log of the form before signatures. From
    /// then on nothing counts that is not signed. Who wrote what is signed here is not known; that it was so on this day is.
    ///
    /// # Errors
    /// [`Error::Unsigned`] where the log is signed already.
    pub fn sign_all(&mut self, key: [u8; 32]) -> Result<u64> {
        if root(self.sql())?.is_some() {
            return Err(Error::Unsigned);
        }
        let before = Authority::of(self.sql())?;
        let mut docs: Vec<(String, Id)> = before.docs().into_iter().map(|(kind, doc)| (kind.to_owned(), doc)).collect();
        let me = self.act().person;
        // The signer's own record comes first: the others rest on it.
        docs.sort_by_key(|(kind, doc)| (*doc != me, kind != Practice::KIND));
        set_root(self.sql(), Root { person: me, key })?;
        let mut signed = 0;
        for (kind, doc) in docs {
            let state = before.state(&kind, doc);
            let fields = if kind == Person::KIND { restrictive(&state, doc) } else { state.fields() };
            if fields.is_empty() {
                continue;
            }
            let over = state.over(fields.keys());
            self.write_for(Audience::Practice, kind, doc, state, fields, over)?;
            signed += 1;
        }
        Ok(signed)
    }
}
