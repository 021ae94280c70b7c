//! Handing logs between stores: any order, repeats and gaps. What travels is the change as it was written.

use super::{
    Db, Store,
    authority::{self, Authority},
    error::{Error, Result},
    log, project,
    sealed::{Place, SEALED},
    tx::parse,
    writer::Touched,
};
use crate::{base::Id, model::Audience};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub origin: Id,
    pub seq: u64,
    pub doc: Id,
    pub audience: Vec<u8>,
    pub hash: [u8; 32],
    pub bytes: Vec<u8>,
}

/// Per device the last change up to which nothing is missing.
pub fn have(db: &Db) -> Result<BTreeMap<Id, u64>> {
    let mut statement = db.0.prepare_cached("SELECT origin, seq FROM change ORDER BY origin, seq")?;
    let mut rows = statement.query([])?;
    let mut have: BTreeMap<Id, u64> = BTreeMap::new();
    while let Some(r) = rows.next()? {
        let (origin, seq) = (Id::from_bytes(r.get(0)?), r.get::<_, i64>(1)? as u64);
        let last = have.entry(origin).or_default();
        if seq == *last + 1 {
            *last = seq;
        }
    }
    Ok(have)
}

/// Every change that a peer with `have` lacks.
pub fn beyond(db: &Db, have: &BTreeMap<Id, u64>) -> Result<Vec<Entry>> {
    let mut statement = db.0.prepare_cached("SELECT origin, seq, doc, audience, hash, bytes FROM change ORDER BY origin, seq")?;
    let read = |r: &rusqlite::Row| {
        Ok(Entry {
            origin: Id::from_bytes(r.get(0)?),
            seq: r.get::<_, i64>(1)? as u64,
            doc: Id::from_bytes(r.get(2)?),
            audience: r.get(3)?,
            hash: r.get(4)?,
            bytes: r.get(5)?,
        })
    };
    let all: std::result::Result<Vec<Entry>, _> = statement.query_map([], read)?.collect();
    Ok(all?.into_iter().filter(|e| e.seq > have.get(&e.origin).copied().unwrap_or(0)).collect())
}

impl Store {
    /// Takes changes in, in one transaction: those known already are passed over; a change that differs from one
    /// known under the same name, or breaks its device's chain, refuses the whole batch.
    pub fn take_in(&self, entries: Vec<Entry>) -> Result<u64> {
        self.on_writer(move |desk| {
            let tx = desk.db.transaction()?;
            let mut docs = BTreeSet::new();
            let mut new = 0;
            for entry in &entries {
                if insert(&tx, entry)? {
                    new += 1;
                    docs.insert(entry.doc);
                }
            }
            let mut touched = Touched::default();
            for doc in &docs {
                project::of_id(&tx, *doc)?.into_iter().for_each(|topic| touched.record(topic, *doc));
            }
            // What is known now may give ground to what was known before, or take it away.
            let authority = Authority::of(&tx)?;
            if authority.docs().iter().any(|(_, doc)| docs.contains(doc)) {
                project::rights(&tx, &authority)?.into_iter().for_each(|(topic, doc)| touched.record(topic, doc));
            }
            if new > 0 {
                touched.topic("act");
                touched.topic(SEALED);
            }
            tx.commit()?;
            desk.announce(touched);
            Ok(new)
        })
    }
}

fn insert(sql: &rusqlite::Connection, entry: &Entry) -> Result<bool> {
    let mut hash_of = sql.prepare_cached("SELECT hash FROM change WHERE origin = ?1 AND seq = ?2")?;
    let mut known = |seq: u64| -> Result<Option<[u8; 32]>> {
        Ok(hash_of.query_row(params![entry.origin.as_bytes(), seq as i64], |r| r.get(0)).optional()?)
    };
    if let Some(hash) = known(entry.seq)? {
        return if hash == entry.hash { Ok(false) } else { Err(Error::Log("two changes bear the same name".into())) };
    }
    let previous = if entry.seq == 1 { Some(vec![]) } else { known(entry.seq - 1)?.map(Vec::from) };
    let fits = |prev: &[u8], e: &Entry| log::hash(prev, e.origin, e.seq, e.doc, &e.audience, &e.bytes) == e.hash;
    if previous.is_some_and(|prev| !fits(&prev, entry)) {
        return Err(Error::Log("a change does not follow from the one before it".into()));
    }
    let next: Option<Entry> = next(sql, entry)?;
    if next.is_some_and(|next| !fits(&entry.hash, &next)) {
        return Err(Error::Log("a change does not lead to the one after it".into()));
    }
    sql.prepare_cached("INSERT INTO change(origin, seq, doc, audience, hash, bytes) VALUES(?1, ?2, ?3, ?4, ?5, ?6)")?.execute(params![
        entry.origin.as_bytes(),
        entry.seq as i64,
        entry.doc.as_bytes(),
        entry.audience,
        entry.hash,
        entry.bytes
    ])?;
    let audience = Audience::parse(&entry.audience).ok_or_else(|| Error::Log("a change is for nobody known".into()))?;
    if audience == Audience::Practice && authority::KINDS.contains(&parse(&entry.bytes)?.kind.as_str()) {
        authority::note(sql, (entry.origin, entry.seq), entry.doc)?;
    }
    project::act_of(sql, &Place { origin: entry.origin, seq: entry.seq, doc: entry.doc, audience }, &entry.bytes)?;
    Ok(true)
}

fn next(sql: &rusqlite::Connection, entry: &Entry) -> Result<Option<Entry>> {
    let (origin, seq) = (entry.origin, entry.seq + 1);
    Ok(sql
        .prepare_cached("SELECT doc, audience, hash, bytes FROM change WHERE origin = ?1 AND seq = ?2")?
        .query_row(params![origin.as_bytes(), seq as i64], |r| {
            Ok(Entry { origin, seq, doc: Id::from_bytes(r.get(0)?), audience: r.get(1)?, hash: r.get(2)?, bytes: r.get(3)? })
        })
        .optional()?)
}
