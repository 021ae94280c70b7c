//! The keys of the person at work: her own pair, and what was granted to it. The store seals and opens with them
//! without knowing how.

use crate::{
    base::{Id, sign},
    model::{Audience, Grant},
    store::{self, Db, Keys},
    vault::{KeyPair, PublicKey, open_with, seal_to},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::sync::{PoisonError, RwLock};

/// Held as long as the person is at work here; dropped, the keys are wiped.
#[derive(Debug)]
pub struct Holder {
    person: Id,
    own: KeyPair,
    rest: RwLock<Rest>,
}

#[derive(Debug, Default)]
struct Rest {
    /// Pairs that were granted to her own.
    granted: Vec<KeyPair>,
    /// To which the doctors' things are sealed now.
    doctors: Option<PublicKey>,
}

impl Holder {
    pub fn new(person: Id, own: KeyPair, db: &Db) -> store::Result<Self> {
        let holder = Holder { person, own, rest: RwLock::default() };
        holder.refresh(db)?;
        Ok(holder)
    }

    /// Reads again what was granted: somebody may have been made a doctor since.
    pub fn refresh(&self, db: &Db) -> store::Result<()> {
        let mut sealed = store::grants::of_person(db, self.person)?;
        let mut granted: Vec<KeyPair> = Vec::new();
        // A key may be granted to one that was granted itself: somebody's former pair.
        loop {
            let pairs: Vec<&KeyPair> = std::iter::once(&self.own).chain(&granted).collect();
            let opened: Vec<(Id, KeyPair)> =
                sealed.iter().filter_map(|g| pairs.iter().find_map(|pair| unseal(pair, g)).map(|pair| (g.id, pair))).collect();
            if opened.is_empty() {
                break;
            }
            sealed.retain(|g| opened.iter().all(|(id, _)| *id != g.id));
            granted.extend(opened.into_iter().map(|(_, pair)| pair));
        }
        let doctors = PublicKey::parse(&store::practice::get(db)?.doctors_key);
        *self.rest.write().unwrap_or_else(PoisonError::into_inner) = Rest { granted, doctors };
        Ok(())
    }

    pub fn public(&self) -> PublicKey {
        self.own.public()
    }

    /// Whether she holds the key that the doctors' things are sealed to.
    pub fn is_doctors(&self) -> bool {
        let rest = self.rest.read().unwrap_or_else(PoisonError::into_inner);
        rest.doctors.is_some_and(|key| rest.granted.iter().any(|pair| pair.public() == key))
    }

    /// Grants every key that doctors hold, which she holds too, to another person's public half.
    pub fn grant_doctors(&self, keys: &[PublicKey], to: (Id, PublicKey)) -> Vec<Grant> {
        let rest = self.rest.read().unwrap_or_else(PoisonError::into_inner);
        rest.granted.iter().filter(|pair| keys.contains(&pair.public())).filter_map(|pair| grant(pair, to)).collect()
    }
}

/// To whom keys are granted that the recovery words are to open: nobody in particular.
pub const WORDS: Id = Id::from_u128(0);

/// The keys of whoever holds the recovery words: they read nothing that is sealed, and hand on what was granted to them.
#[derive(Debug)]
pub struct Words(pub KeyPair);

impl Words {
    /// Grants every key that was granted to the words to a person's public half.
    pub fn grant(&self, grants: &[Grant], to: (Id, PublicKey)) -> Vec<Grant> {
        let pairs = grants.iter().filter(|g| g.person == WORDS).filter_map(|g| unseal(&self.0, g));
        pairs.filter_map(|pair| grant(&pair, to)).collect()
    }
}

impl Keys for Words {
    fn seal(&self, _: Audience, _: &[u8], _: &[u8]) -> Option<Vec<u8>> {
        None
    }

    fn open(&self, _: Audience, _: &[u8], _: &[u8]) -> Option<Vec<u8>> {
        None
    }

    fn sign(&self, message: &[u8]) -> [u8; sign::LENGTH] {
        self.0.sign(message)
    }

    fn are_words(&self) -> bool {
        true
    }
}

fn unseal(pair: &KeyPair, grant: &Grant) -> Option<KeyPair> {
    if pair.public().text() != grant.to {
        return None;
    }
    let key = PublicKey::parse(&grant.key)?;
    pair.unseal(&key, &bound(grant.person), &STANDARD.decode(&grant.sealed).ok()?).ok()
}

/// A pair's private half for a person.
pub fn grant(pair: &KeyPair, (person, to): (Id, PublicKey)) -> Option<Grant> {
    let (key, to_text) = (pair.public().text(), to.text());
    let sealed = STANDARD.encode(pair.sealed_to(&to, &bound(person)).ok()?);
    Some(Grant { id: Grant::id_of(&key, person, &to_text), key, person, to: to_text, sealed })
}

fn bound(person: Id) -> Vec<u8> {
    [b"grant ", &person.as_bytes()[..]].concat()
}

impl Keys for Holder {
    fn seal(&self, to: Audience, bound: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
        let public = match to {
            Audience::Practice => return None,
            Audience::Doctors => self.rest.read().unwrap_or_else(PoisonError::into_inner).doctors?,
            // What is hers alone nobody else writes.
            Audience::Person(person) => (person == self.person).then(|| self.own.public())?,
        };
        seal_to(&public, bound, bytes).ok()
    }

    fn open(&self, _: Audience, bound: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let rest = self.rest.read().unwrap_or_else(PoisonError::into_inner);
        let pairs = std::iter::once(&self.own).chain(&rest.granted);
        pairs.filter_map(|pair| open_with(pair, bound, sealed).ok()).next().map(|bytes| bytes.to_vec())
    }

    fn sign(&self, message: &[u8]) -> [u8; sign::LENGTH] {
        self.own.sign(message)
    }
}
