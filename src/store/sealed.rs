//! What is not for everybody: changes whose bytes are sealed to the keys of those they are for.
//!
//! Such a change stands in the log like any other, chained and handed on by devices that cannot read it. Nothing of
//! what it says is ever projected into a table: whoever holds the keys folds it when asked. Only that somebody wrote
//! something, and when, is plain.

use super::{
    Db,
    error::{Error, Result},
    log::{Body, State},
    rows,
    tx::{self, Folded},
};
use crate::{
    base::Id,
    model::{Audience, Record, record::clean},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::{fmt::Debug, sync::Arc};

/// The keys of the person at work, as far as the store needs them: it seals and opens without knowing how.
pub trait Keys: Send + Sync + Debug {
    /// Nothing where there is no key to seal to.
    fn seal(&self, to: Audience, bound: &[u8], bytes: &[u8]) -> Option<Vec<u8>>;
    /// Nothing where it is not for the holder of these keys.
    fn open(&self, to: Audience, bound: &[u8], sealed: &[u8]) -> Option<Vec<u8>>;
    /// The holder's signature.
    fn sign(&self, message: &[u8]) -> [u8; crate::base::sign::LENGTH];
    /// Whether the recovery words are the holder's keys.
    fn are_words(&self) -> bool {
        false
    }
}

pub type Ring = Arc<dyn Keys>;

/// Under this name an act stands in the history that only its readers may know more of.
pub const SEALED: &str = "sealed";

/// A sealed change's bytes. What undo and the history's order go by is plain; the rest is not.
#[derive(Debug, Serialize, Deserialize)]
pub struct Envelope {
    #[serde(rename = "t")]
    pub at: i64,
    #[serde(rename = "p")]
    pub person: Id,
    #[serde(rename = "a")]
    pub act: Id,
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<Id>,
    #[serde(rename = "s")]
    sealed: String,
}

/// Where a change stands: what its seal is bound to, so that none can be put in another's place.
pub struct Place {
    pub origin: Id,
    pub seq: u64,
    pub doc: Id,
    pub audience: Audience,
}

impl Place {
    fn bound(&self) -> Vec<u8> {
        let seq = self.seq.to_le_bytes();
        [b"genki 1 change ", &self.origin.as_bytes()[..], &seq, self.doc.as_bytes(), &self.audience.bytes()].concat()
    }
}

/// The bytes of a change as they go into the log.
pub fn write(ring: Option<&Ring>, place: &Place, body: &Body) -> Result<Vec<u8>> {
    let bytes = serde_json::to_vec(body).map_err(|e| Error::Log(e.to_string()))?;
    if place.audience == Audience::Practice {
        return Ok(bytes);
    }
    let sealed = ring.and_then(|keys| keys.seal(place.audience, &place.bound(), &bytes)).ok_or(Error::Sealed)?;
    let envelope = Envelope { at: body.at, person: body.person, act: body.act, undoes: body.undoes, sealed: STANDARD.encode(sealed) };
    serde_json::to_vec(&envelope).map_err(|e| Error::Log(e.to_string()))
}

/// What a change says; nothing where it is not for the holder of these keys.
pub fn read(ring: Option<&Ring>, place: &Place, bytes: &[u8]) -> Result<Option<Body>> {
    if place.audience == Audience::Practice {
        return tx::parse(bytes).map(Some);
    }
    let envelope = envelope(bytes)?;
    let sealed = STANDARD.decode(envelope.sealed).map_err(|_| Error::Log("a sealed change does not read".into()))?;
    let opened = ring.and_then(|keys| keys.open(place.audience, &place.bound(), &sealed));
    opened.map(|bytes| tx::parse(&bytes)).transpose()
}

pub fn envelope(bytes: &[u8]) -> Result<Envelope> {
    serde_json::from_slice(bytes).map_err(|_| Error::Log("a sealed change does not read".into()))
}

/// All records of one noun that are sealed to `audience`, as far as the reader's keys open them. What belongs to something
/// else has an id that follows from it, and is asked for by that id alone: a page of notes is not to open every file.
pub fn all<R: Record>(db: &Db, audience: Audience) -> Result<Vec<R>> {
    let mut rows = db.0.prepare_cached("SELECT DISTINCT doc FROM change WHERE audience = ?1 AND audience <> x''")?;
    let docs: Vec<Id> = rows.query_map([audience.bytes()], |r| r.get(0).map(Id::from_bytes))?.collect::<std::result::Result<_, _>>()?;
    let mut found = Vec::new();
    for doc in docs.into_iter().filter(|doc| doc.millis().is_some()) {
        let state = Folded::of(db.0, db.1.as_ref(), doc)?.exactly(R::KIND, audience);
        found.extend(rows::read(state.map_or(Ok(None), |state| record(&state, doc)))?.flatten());
    }
    Ok(found)
}

/// Whether something is sealed to `audience` that the reader's keys do not open.
pub fn any_closed(db: &Db, audience: Audience) -> Result<bool> {
    let mut rows = db.0.prepare_cached("SELECT origin, seq, audience, bytes, doc FROM change WHERE audience = ?1 AND audience <> x''")?;
    let mut rows = rows.query([audience.bytes()])?;
    while let Some(row) = rows.next()? {
        let (place, bytes) = tx::placed(row, Id::from_bytes(row.get(4)?))?;
        if read(db.1.as_ref(), &place, bytes)?.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}

pub fn get<R: Record>(db: &Db, doc: Id) -> Result<Option<R>> {
    let state = Folded::of(db.0, db.1.as_ref(), doc)?.get(R::KIND);
    Ok(rows::read(state.map_or(Ok(None), |state| record(&state, doc)))?.flatten())
}

fn record<R: Record>(state: &State, doc: Id) -> Result<Option<R>> {
    let mut fields = state.fields();
    if fields.is_empty() {
        return Ok(None);
    }
    clean::fields(&mut fields);
    R::from_fields(doc, &fields).map(Some).ok_or(Error::Record { kind: R::KIND })
}
