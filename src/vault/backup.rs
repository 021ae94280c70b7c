//! What opens a backup, and the new vault that is made from it.
//!
//! A backup has a database key of its own, sealed to the persons and to the recovery words of its day and to no
//! device: it opens wherever somebody knows a passphrase or holds the words. What is restored is another
//! device, with another key.

use super::{
    authentic,
    beginning::{self, Beginning},
    bytes::Bytes,
    error::{Error, Result},
    file::{Contents, KeystoreUse, RecoverySlot, SealedKey, Slot, vacant},
    key::Key,
    open::{Means, RECOVERY, Vault, bound},
    opened::{Opened, Who},
    pair::{self, KeyPair, PublicKey, Purpose},
    person::{PersonKey, RecoveryKey},
    words::RecoveryWords,
};
use crate::base::Id;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{path::Path, sync::OnceLock};

const FORMAT: u32 = 1;

/// The key of a backup, sealed to each who may open it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Seals {
    format: u32,
    practice: Id,
    backup: Id,
    /// The device that keeps it among its daily ones and may delete it; one made by hand is hers who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept_by: Option<Id>,
    /// How long the database behind it is: a cut file is known by its head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    persons: Vec<PersonSeal>,
    recovery: RecoverySeal,
    /// Says that a holder of the key wrote all of this: nobody else's public half was put among them.
    mark: Bytes,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct PersonSeal {
    person: PersonKey,
    sealed: Bytes,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct RecoverySeal {
    words: RecoveryKey,
    sealed: Bytes,
}

/// An opened backup: its key, and who opened it.
#[derive(Debug)]
pub struct Unsealed {
    key: Key,
    who: Who,
}

impl Unsealed {
    pub fn key(&self) -> &Key {
        &self.key
    }
}

impl Seals {
    /// Seals the fresh `key` of a backup to everybody who opens the vault today.
    pub fn new(vault: &Vault, key: &Key, backup: Id, kept_by: Option<Id>, bytes: u64) -> Result<Self> {
        let practice = vault.practice();
        let seal = |public: &PublicKey, who: &str| {
            pair::seal(public, Purpose::BackupKey, None, &bound(practice, backup, who), key.as_bytes()).map(Bytes)
        };
        // No keystore stands behind a file: whoever relies on one here is not among those who open it.
        let alone = vault.keystore() == KeystoreUse::None;
        let persons = vault
            .persons()
            .filter(|p| alone || p.strong)
            .map(|p| Ok(PersonSeal { sealed: seal(&p.public, &p.id.to_string())?, person: vault.keys(p.id)? }));
        let words = vault.recovery().clone();
        let mut seals = Seals {
            format: FORMAT,
            practice,
            backup,
            kept_by,
            bytes: Some(bytes),
            persons: persons.collect::<Result<_>>()?,
            recovery: RecoverySeal { sealed: seal(&words.public, RECOVERY)?, words },
            mark: Bytes::default(),
        };
        seals.mark = authentic::mark(key, &seals.value());
        Ok(seals)
    }

    /// Reads what stands at the head of a backup. Nothing is opened yet.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let value: Value = serde_json::from_slice(bytes).map_err(|_| Error::Damaged("the head of the backup"))?;
        match value.get("format").and_then(Value::as_u64) {
            Some(found) if found > u64::from(FORMAT) => Err(Error::Newer { found: found.try_into().unwrap_or(u32::MAX), known: FORMAT }),
            _ => Seals::deserialize(&value).map_err(|_| Error::Damaged("the head of the backup")),
        }
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        self.value().to_string().into_bytes()
    }

    pub fn practice(&self) -> Id {
        self.practice
    }

    /// The backup's own id: it says when it was made.
    pub fn backup(&self) -> Id {
        self.backup
    }

    pub fn kept_by(&self) -> Option<Id> {
        self.kept_by
    }

    pub fn bytes(&self) -> Option<u64> {
        self.bytes
    }

    /// Who may open it. Nothing has vouched for it yet.
    pub fn persons(&self) -> impl Iterator<Item = &PersonKey> {
        self.persons.iter().map(|seal| &seal.person)
    }

    pub fn open(&self, person: Id, passphrase: &str) -> Result<Unsealed> {
        let seal = self.persons.iter().find(|seal| seal.person.id == person).ok_or(Error::NoSuchPerson)?;
        let pair = seal.person.open(self.practice, passphrase)?;
        let key = self.unseal(&pair, &seal.sealed, &person.to_string())?;
        Ok(Unsealed { key, who: Who::Person(person, pair) })
    }

    pub fn open_with_words(&self, words: &RecoveryWords) -> Result<Unsealed> {
        let pair = self.recovery.words.open(self.practice, words)?;
        let key = self.unseal(&pair, &self.recovery.sealed, RECOVERY)?;
        Ok(Unsealed { key, who: Who::Recovery(pair) })
    }

    fn unseal(&self, pair: &KeyPair, sealed: &Bytes, who: &str) -> Result<Key> {
        let key = pair::open(pair, Purpose::BackupKey, None, &bound(self.practice, self.backup, who), &sealed.0)?;
        let key = Key::from_slice(&key).ok_or(Error::Damaged("the sealed key of the backup"))?;
        if authentic::is(&key, &self.value(), &self.mark) { Ok(key) } else { Err(Error::Tampered) }
    }

    fn value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

impl Vault {
    /// Whether a person's passphrase protects a backup well enough: no keystore stands behind that. Known once it was typed
    /// here.
    pub fn is_strong(&self, person: Id) -> bool {
        self.keystore() == KeystoreUse::None || self.persons().any(|p| p.id == person && p.strong)
    }

    /// Makes the vault of a new device for a practice that is restored: a new database key, sealed to those who
    /// open the backup. Never over old data.
    ///
    /// # Errors
    /// [`Error::Occupied`] where the folder holds anything already.
    pub fn restore(folder: &Path, seals: &Seals, unsealed: Unsealed, means: Means) -> Result<(Beginning, Self, Opened)> {
        if !vacant(folder)? && !beginning::is_unfinished(folder) {
            return Err(Error::Occupied);
        }
        let keystore = KeystoreUse::of(&means.keystore)?;
        let (practice, device, key) = (seals.practice, Id::new(means.clock.millis()), Key::random());
        let beginning = Beginning::of(folder, device, &means.keystore)?;
        let words = seals.recovery.words.clone();
        let recovery = RecoverySlot {
            key: SealedKey::new(&key, &words.public, None, &bound(practice, device, RECOVERY))?,
            words,
            unseen: false,
            other: Default::default(),
        };
        let contents = Contents::new(practice, device, keystore, recovery);
        let mut vault = Vault { folder: folder.to_owned(), means, contents, whole: Value::Null, cover_known: OnceLock::new() };
        let secret = if keystore == KeystoreUse::Present { Some(vault.mint()?) } else { None };
        if let Some(secret) = &secret {
            vault.contents.cover = Some(vault.cover_for(secret, &vault.contents.recovery.words.public)?);
        }
        for person in seals.persons() {
            let key = SealedKey::new(&key, &person.public, secret.as_ref(), &vault.bound(&person.id.to_string()))?;
            let (person, covered) = vault.covered(person.clone(), secret.is_some())?;
            vault.contents.persons.push(Slot { person, covered, key, other: Default::default() });
        }
        vault.save(&key)?;
        let opened = vault.opened(key, unsealed.who);
        Ok((beginning, vault, opened))
    }
}
