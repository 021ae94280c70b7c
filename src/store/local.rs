//! What belongs to this device alone: its name in the log, settings, drafts, mappings. Never synced.

use super::{
    Db, Store,
    error::{Error, Result},
    writer::Touched,
};
use crate::base::Id;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

pub fn origin_or(db: &Connection, otherwise: Id) -> Result<Id> {
    let known: Option<[u8; 16]> = db.query_row("SELECT value FROM local WHERE key = 'origin'", [], |r| r.get(0)).optional()?;
    match known {
        Some(bytes) => Ok(Id::from_bytes(bytes)),
        None => {
            set_origin(db, otherwise)?;
            Ok(otherwise)
        }
    }
}

pub fn set_origin(db: &Connection, origin: Id) -> Result<()> {
    db.execute("INSERT OR REPLACE INTO local(key, value) VALUES('origin', ?1)", [origin.as_bytes()])?;
    Ok(())
}

/// What this device holds of a setting.
#[derive(Debug, Clone, PartialEq)]
pub enum Setting<T> {
    Unset,
    Set(T),
    /// Of a newer version, or damaged. Whoever sets it anew leaves it where it can be found ([`Store::set_local`]).
    Unreadable,
}

impl<T: Default> Setting<T> {
    /// What is set, else what holds where nothing is.
    pub fn or_default(self) -> T {
        match self {
            Setting::Set(value) => value,
            Setting::Unset | Setting::Unreadable => T::default(),
        }
    }
}

pub fn find<T: DeserializeOwned>(db: &Db, key: &str) -> Result<Setting<T>> {
    let Some(bytes) = bytes(db.0, &format!("set.{key}"))? else { return Ok(Setting::Unset) };
    Ok(match serde_json::from_slice(&bytes) {
        Ok(value) => Setting::Set(value),
        Err(_) => {
            tracing::warn!("a setting of this device does not read: {}", key.split([' ', '.']).next().unwrap_or_default());
            Setting::Unreadable
        }
    })
}

/// A setting of this device, or its default where there is none that reads.
pub fn get<T: DeserializeOwned + Default>(db: &Db, key: &str) -> Result<T> {
    Ok(find(db, key)?.or_default())
}

/// What was kept aside of a setting because it did not read, as it was.
pub fn aside(db: &Db, key: &str) -> Result<Vec<Vec<u8>>> {
    let mut all = db.0.prepare_cached("SELECT value FROM local WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key")?;
    let all = all.query_map([format!("aside.set.{key} ")], |r| r.get(0))?;
    Ok(all.collect::<std::result::Result<_, _>>()?)
}

fn bytes(db: &Connection, key: &str) -> Result<Option<Vec<u8>>> {
    Ok(db.prepare_cached("SELECT value FROM local WHERE key = ?1")?.query_row([key], |r| r.get(0)).optional()?)
}

/// Under this key stands how often the file with the keys was changed.
pub const KEYS: &str = "keys";

/// Forgets a setting of this device.
pub fn forget(db: &Connection, key: &str) -> Result<()> {
    db.execute("DELETE FROM local WHERE key = ?1", [format!("set.{key}")])?;
    Ok(())
}

impl Store {
    /// Writes on under another name in the log: a copy must never write under its original's.
    pub fn rename(&self, origin: Id) -> Result<()> {
        self.on_writer(move |desk| {
            set_origin(&desk.db, origin)?;
            desk.origin = origin;
            Ok(())
        })
    }

    /// Notes a setting of this device. No part of the log, and not undone. One that did not read is kept beside the new.
    pub fn set_local<T: Serialize + DeserializeOwned>(&self, key: &str, value: &T) -> Result<()> {
        let key = format!("set.{key}");
        let new = serde_json::to_vec(value).map_err(|_| Error::Record { kind: "setting" })?;
        self.on_writer(move |desk| {
            let tx = desk.db.transaction()?;
            if bytes(&tx, &key)?.is_some_and(|old| serde_json::from_slice::<T>(&old).is_err()) {
                tx.execute("UPDATE local SET key = 'aside.' || key || ' ' || hex(randomblob(8)) WHERE key = ?1", [&key])?;
            }
            tx.execute("INSERT OR REPLACE INTO local(key, value) VALUES(?1, ?2)", params![key, new])?;
            tx.commit()?;
            let mut touched = Touched::default();
            touched.topic("local");
            desk.announce(touched);
            Ok(())
        })
    }
}
