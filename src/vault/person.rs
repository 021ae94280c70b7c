//! The keys of a person and of the recovery words: a public half, and the private half sealed.
//!
//! Both travel between devices, so that a changed passphrase holds on all of them.

use super::{
    bytes::Bytes,
    error::{Error, Result},
    file::is_false,
    kdf::Cost,
    key::Key,
    pair::{KeyPair, PublicKey},
    passphrase::{self, Demand},
    seal,
    words::RecoveryWords,
};
use crate::base::{Id, id};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A person's keys, as they stand in `vault.json` and in the practice's log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonKey {
    pub id: Id,
    pub name: String,
    pub public: PublicKey,
    pub(super) cost: Cost,
    pub(super) salt: Bytes,
    /// The private half under the passphrase.
    pub(super) private: Bytes,
    /// The passphrase is good enough to protect what no keystore stands behind, a backup.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) strong: bool,
    /// Raised by each change: of two states of one person's keys the higher is the newer.
    #[serde(default)]
    pub(super) turn: u64,
    /// What a newer version put here. It stays.
    #[serde(flatten)]
    pub(super) other: Map<String, Value>,
}

/// The recovery words' keys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecoveryKey {
    pub public: PublicKey,
    pub(super) salt: Bytes,
    /// The private half under the words.
    pub(super) private: Bytes,
    #[serde(flatten)]
    pub(super) other: Map<String, Value>,
}

impl PersonKey {
    pub(super) fn new(practice: Id, (id, name): (Id, &str), pair: &KeyPair, passphrase: &str, cost: Cost) -> Result<Self> {
        let mut person = PersonKey {
            id,
            name: name.to_owned(),
            public: pair.public(),
            cost,
            salt: Bytes::default(),
            private: Bytes::default(),
            strong: false,
            turn: 0,
            other: Map::new(),
        };
        person.reseal(practice, pair, passphrase, cost)?;
        Ok(person)
    }

    /// Seals the private half under another passphrase, with a salt of its own.
    pub(super) fn reseal(&mut self, practice: Id, pair: &KeyPair, passphrase: &str, cost: Cost) -> Result<()> {
        self.cost = cost;
        self.turn += 1;
        self.strong = is_strong(passphrase, &self.name);
        self.salt = Bytes(id::random::<16>().to_vec());
        let key = cost.derive(passphrase, &self.salt.0)?;
        self.private = Bytes(seal::seal(&key, &self.bound(practice), pair.private().as_bytes()));
        Ok(())
    }

    /// Without what older versions sealed for the recovery words: they open the practice, and not what is one person's
    /// alone.
    pub(super) fn without_spare(mut self) -> Self {
        self.other.remove("spare");
        self
    }

    /// The same, as what comes after the keys she had before.
    pub fn after(mut self, before: Option<&PersonKey>) -> Self {
        self.turn = self.turn.max(before.map_or(0, |b| b.turn + 1));
        self
    }

    pub fn is_newer_than(&self, other: &PersonKey) -> bool {
        self.turn > other.turn
    }

    pub(super) fn open(&self, practice: Id, passphrase: &str) -> Result<KeyPair> {
        let key = self.cost.derive(passphrase, &self.salt.0)?;
        let private = seal::open(&key, &self.bound(practice), &self.private.0).ok_or(Error::WrongPassphrase)?;
        self.pair(&private)
    }

    fn pair(&self, private: &[u8]) -> Result<KeyPair> {
        let pair = KeyPair::from_private(Key::from_slice(private).ok_or(Error::Damaged("a private half"))?);
        if pair.public() == self.public { Ok(pair) } else { Err(Error::Damaged("a public half")) }
    }

    /// What the sealed private half is bound to: nobody's can be put in another's place, and its cost cannot
    /// be lowered.
    fn bound(&self, practice: Id) -> Vec<u8> {
        let Cost { memory, passes, lanes } = self.cost;
        let mut bound = [b"genki 1 person ", &practice.as_bytes()[..], self.id.as_bytes(), self.public.as_bytes()].concat();
        for number in [memory, passes, lanes] {
            bound.extend_from_slice(&number.to_le_bytes());
        }
        bound.extend_from_slice(&self.salt.0);
        bound
    }
}

/// Whether a passphrase may stand alone.
pub(super) fn is_strong(text: &str, name: &str) -> bool {
    passphrase::check(text, Demand::Alone, &[name]).is_ok()
}

impl RecoveryKey {
    pub(super) fn new(practice: Id, pair: &KeyPair, words: &RecoveryWords) -> Result<Self> {
        let salt = Bytes(id::random::<16>().to_vec());
        let mut recovery = RecoveryKey { public: pair.public(), salt, private: Bytes::default(), other: Map::new() };
        let key = words.key(&recovery.salt.0)?;
        recovery.private = Bytes(seal::seal(&key, &recovery.bound(practice), pair.private().as_bytes()));
        Ok(recovery)
    }

    pub(super) fn open(&self, practice: Id, words: &RecoveryWords) -> Result<KeyPair> {
        let key = words.key(&self.salt.0)?;
        let private = seal::open(&key, &self.bound(practice), &self.private.0).ok_or(Error::WrongWords)?;
        Ok(KeyPair::from_private(Key::from_slice(&private).ok_or(Error::Damaged("a private half"))?))
    }

    fn bound(&self, practice: Id) -> Vec<u8> {
        [b"genki 1 recovery ", &practice.as_bytes()[..], self.public.as_bytes()].concat()
    }
}
