//! `vault.json`: what opens the database, beside it.

use super::{
    authentic,
    bytes::Bytes,
    error::{Error, Result},
    key::Key,
    pair::PublicKey,
    person::{PersonKey, RecoveryKey},
};
use crate::{
    base::{Id, hidden},
    platform::files,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::{fs, io, path::Path};

pub const NAME: &str = "vault.json";
const FORMAT: u32 = 1;
/// More than any practice has persons for.
const LONGEST: u64 = 16 << 20;
/// What may lie in a folder before there are keys.
const HARMLESS: [&str; 4] = ["lock", "holder.json", "tries.lock", "vault.json.tmp"];

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Contents {
    format: u32,
    pub practice: Id,
    pub device: Id,
    pub keystore: KeystoreUse,
    /// Told apart from other places by this (a hash).
    pub place: Bytes,
    pub persons: Vec<Slot>,
    pub recovery: RecoverySlot,
    /// Who signed the first change of the practice's log, and the public half of the key: it has no other beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<(Id, PublicKey)>,
    mark: Bytes,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// Whether the persons' seals need a secret from the keystore. Written down, so that anybody can see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeystoreUse {
    Present,
    None,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Slot {
    pub person: PersonKey,
    pub key: SealedKey,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RecoverySlot {
    pub words: RecoveryKey,
    pub key: SealedKey,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// The database key, sealed to somebody's public half.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SealedKey {
    /// The name of the device's secret it also needs; none if it opens without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<Bytes>,
    pub sealed: Bytes,
}

impl Contents {
    pub fn new(practice: Id, device: Id, keystore: KeystoreUse, recovery: RecoverySlot) -> Self {
        Contents {
            format: FORMAT,
            practice,
            device,
            keystore,
            place: Bytes::default(),
            persons: Vec::new(),
            recovery,
            root: None,
            mark: Bytes::default(),
            other: Map::new(),
        }
    }

    /// Reads the file; beside what it means, all of it as it stands, for [`Contents::authentic`].
    pub fn read(folder: &Path) -> Result<(Self, Value)> {
        let bytes = match files::read(&folder.join(NAME), LONGEST) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(if holds_data(folder) { Error::KeysGone } else { Error::NoVault });
            }
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => return Err(Error::Damaged("too long")),
            Err(error) => return Err(error.into()),
        };
        let value: Value = serde_json::from_slice(&bytes).map_err(|_| Error::Damaged("not JSON"))?;
        match value.get("format").and_then(Value::as_u64) {
            Some(found) if found > u64::from(FORMAT) => {
                return Err(Error::Newer { found: found.try_into().unwrap_or(u32::MAX), known: FORMAT });
            }
            Some(found) if found == u64::from(FORMAT) => {}
            _ => return Err(Error::Damaged("no known format")),
        }
        let mut contents = Contents::deserialize(&value).map_err(|_| Error::Damaged("a field is missing or does not read"))?;
        // They are shown before anything has vouched for the file.
        for slot in &mut contents.persons {
            slot.person.name = hidden::without_in_line(&slot.person.name).into_owned();
        }
        Ok((contents, value))
    }

    /// Whether a holder of the database key wrote the file as it stands.
    pub fn authentic(&self, key: &Key, whole: &Value) -> bool {
        authentic::is(key, whole, &self.mark)
    }

    /// Marks and writes, durably; gives back the whole as it stands now.
    pub fn write(&mut self, folder: &Path, key: &Key) -> Result<Value> {
        let mut value = serde_json::to_value(&*self).map_err(io::Error::from)?;
        self.mark = authentic::mark(key, &value);
        value[authentic::FIELD] = serde_json::to_value(&self.mark).map_err(io::Error::from)?;
        let mut bytes = serde_json::to_vec_pretty(&value).map_err(io::Error::from)?;
        bytes.push(b'\n');
        files::replace(&folder.join(NAME), &bytes)?;
        Ok(value)
    }
}

/// Whether a database lies there without its keys. Any other folder simply holds no practice.
fn holds_data(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|e| e.path()).any(|p| p.extension().is_some_and(|e| e == "db"))
}

/// Whether a folder holds nothing that keys could belong to.
pub fn vacant(folder: &Path) -> Result<bool> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error.into()),
    };
    for entry in entries {
        let name = entry?.file_name();
        if !HARMLESS.iter().any(|harmless| name == *harmless) && !files::is_unfinished(&name) {
            return Ok(false);
        }
    }
    Ok(true)
}
