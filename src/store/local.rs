//! What belongs to this device alone: its name in the log, settings, drafts, mappings. Never synced.

use super::{Db, Store, error::Result, writer::Touched};
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

/// A setting of this device, or its default where there is none that reads.
pub fn get<T: DeserializeOwned + Default>(db: &Db, key: &str) -> Result<T> {
    let bytes: Option<Vec<u8>> =
        db.0.prepare_cached("SELECT value FROM local WHERE key = ?1")?.query_row([format!("set.{key}")], |r| r.get(0)).optional()?;
    Ok(bytes.and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or_default())
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

    /// Notes a setting of this device. No part of the log, and not undone.
    pub fn set_local<T: Serialize>(&self, key: &str, value: &T) -> Result<()> {
        let key = format!("set.{key}");
        let bytes = serde_json::to_vec(value).unwrap_or_default();
        self.on_writer(move |desk| {
            desk.db.execute("INSERT OR REPLACE INTO local(key, value) VALUES(?1, ?2)", params![key, bytes])?;
            let mut touched = Touched::default();
            touched.topic("local");
            desk.announce(touched);
            Ok(())
        })
    }

    /// Notes what is being typed, durably and in the order in which it is handed in, without waiting; `done` is called on
    /// the writer's thread. Nobody is told of it: whoever types knows.
    pub fn jot_local<T: Serialize>(&self, key: &str, value: &T, done: impl FnOnce(Result<()>) + Send + 'static) -> Result<()> {
        let key = format!("set.{key}");
        let bytes = serde_json::to_vec(value).unwrap_or_default();
        self.hand_in(Box::new(move |desk| {
            let kept = desk.db.execute("INSERT OR REPLACE INTO local(key, value) VALUES(?1, ?2)", params![key, bytes]);
            done(kept.map(drop).map_err(Into::into));
        }))
    }
}
