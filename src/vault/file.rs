//! `vault.json`: what opens the database, beside it.

use super::{
    authentic, beginning,
    bytes::Bytes,
    cover::Cover,
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
use std::{ffi::OsStr, fs, io, path::Path};

pub const NAME: &str = "vault.json";
pub const FORMAT: u32 = 2;
/// More than any practice has persons for.
const LONGEST: u64 = 16 << 20;
/// What may lie in a folder before there are keys.
const HARMLESS: [&str; 3] = ["lock", "holder.json", "tries.lock"];
/// What a vault on its way lays into its folder, besides the database.
const OURS: [&str; 5] = [NAME, beginning::KEYS, "tries.json", "tries.lock", "last"];

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Contents {
    pub format: u32,
    pub practice: Id,
    pub device: Id,
    pub keystore: KeystoreUse,
    /// What lies over the private halves where there is a keystore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Cover>,
    /// Told apart from other places by this (a hash).
    pub place: Bytes,
    pub persons: Vec<Slot>,
    pub recovery: RecoverySlot,
    /// Who signed the first change of the practice's log, and the public half of the key: it has no other beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<(Id, PublicKey)>,
    /// Raised by each change after which an older file is to open nothing any more. The log keeps it too.
    #[serde(default)]
    pub turn: u64,
    /// Whether somebody may know the database key who is not to open the database any more: it is to get another.
    #[serde(default, skip_serializing_if = "is_false")]
    pub worn: bool,
    /// The key that the database is just getting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
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

/// A database key, sealed to everybody who opens the vault. It counts once the database opens with it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Next {
    pub persons: Vec<(Id, SealedKey)>,
    pub recovery: SealedKey,
}

/// As serde asks.
pub fn is_false(flag: &bool) -> bool {
    !flag
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Slot {
    pub person: PersonKey,
    /// The private half lies under the cover.
    #[serde(default, skip_serializing_if = "is_false")]
    pub covered: bool,
    pub key: SealedKey,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RecoverySlot {
    pub words: RecoveryKey,
    pub key: SealedKey,
    /// Nobody has said yet that the words are written down: whoever opens the practice next is shown new ones.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unseen: bool,
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
            cover: None,
            place: Bytes::default(),
            persons: Vec::new(),
            recovery,
            root: None,
            turn: 0,
            worn: false,
            next: None,
            mark: Bytes::default(),
            other: Map::new(),
        }
    }

    /// Reads the file; beside what it means, all of it as it stands, for [`Contents::authentic`].
    pub fn read(folder: &Path) -> Result<(Self, Value)> {
        if beginning::is_unfinished(folder) {
            return Err(Error::NoVault);
        }
        let bytes = match files::read(&folder.join(NAME), LONGEST) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(if holds_data(folder)? { Error::KeysGone } else { Error::NoVault });
            }
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => return Err(Error::Damaged("too long")),
            Err(error) => return Err(error.into()),
        };
        let value: Value = serde_json::from_slice(&bytes).map_err(|_| Error::Damaged("not JSON"))?;
        match value.get("format").and_then(Value::as_u64) {
            Some(found) if found > u64::from(FORMAT) => {
                return Err(Error::Newer { found: found.try_into().unwrap_or(u32::MAX), known: FORMAT });
            }
            Some(1..) => {}
            _ => return Err(Error::Damaged("no known format")),
        }
        let mut contents = Contents::deserialize(&value).map_err(|_| Error::Damaged("a field is missing or does not read"))?;
        // They are shown before anything has vouched for the file.
        for slot in &mut contents.persons {
            slot.person = slot.person.clone().without_spare();
            slot.person.name = hidden::without_in_line(&slot.person.name).into_owned();
        }
        Ok((contents, value))
    }

    /// Whether it was written by an older version, without what this one asks for.
    pub fn is_older(&self) -> bool {
        self.format < FORMAT
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
        let name = if beginning::is_unfinished(folder) { beginning::KEYS } else { NAME };
        files::replace(&folder.join(name), &bytes)?;
        Ok(value)
    }
}

/// Whether a file of this name may lie in a folder that holds no vault: whoever takes its lock leaves some.
pub fn is_harmless(name: &OsStr) -> bool {
    HARMLESS.iter().any(|harmless| name == *harmless) || files::is_unfinished(name)
}

/// Whether a file of this name may belong to a vault that is being made, or to its database.
pub fn is_ours(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let database = name.rsplit_once('.').is_some_and(|(_, end)| end == "db" || end.starts_with("db-"));
    database || OURS.contains(&&*name) || files::is_unfinished(std::ffi::OsStr::new(&*name))
}

/// Under which names the keystore holds a device's secrets: the one that counts, and one that is to take its place.
pub fn secret_names(device: Id) -> [String; 2] {
    [device.to_string(), format!("{device}-next")]
}

/// Whether there is a vault in the folder, whole as far as its files tell.
pub fn is_there(folder: &Path) -> bool {
    folder.join(NAME).exists()
}

/// Whether a database lies there without its keys. Any other folder simply holds no practice.
/// One that cannot be looked into is not taken for an empty one.
fn holds_data(folder: &Path) -> io::Result<bool> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    for entry in entries {
        if entry?.path().extension().is_some_and(|e| e == "db") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a folder holds nothing that keys could belong to.
pub fn vacant(folder: &Path) -> Result<bool> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error.into()),
    };
    for entry in entries {
        if !is_harmless(&entry?.file_name()) {
            return Ok(false);
        }
    }
    Ok(true)
}
