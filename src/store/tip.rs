//! How far the log had come, noted beside the database after each commit: a database that fell behind (an old file put
//! back, a write-ahead log that was cut or lost) opens like any other, and only this tells.
//!
//! The note is written without waiting for the disk: it comes after what it speaks of, so it is never ahead of it. It is
//! marked with the database's key, and one that does not read says nothing. Whoever deletes it goes on with what is
//! there; a whole older folder brings its own.

use super::error::{Error, Result};
use crate::{
    base::{Clock, Id},
    platform::files,
};
use rusqlite::{Connection, OptionalExtension, params};
use std::{
    fs::File,
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

const LENGTH: usize = 16 + 8 + 32 + 32;

/// A device, the number of its last change, and that change's hash.
pub type Noted = (Id, u64, [u8; 32]);

pub struct Tip {
    path: PathBuf,
    key: Zeroizing<[u8; 32]>,
    file: Option<File>,
}

impl Tip {
    pub fn beside(database: &Path, key: &[u8; 32]) -> Self {
        let mut name = database.file_name().unwrap_or_default().to_owned();
        name.push("-tip");
        let key = Zeroizing::new(blake3::derive_key("genki 2026 how far the log had come", key));
        Tip { path: database.with_file_name(name), key, file: None }
    }

    /// Refuses a database that lacks what the note says was there. Beside somebody who writes the note is to be read
    /// before the database is.
    pub fn verify(&self, db: &Connection, noted: Option<Noted>) -> Result<()> {
        let Some((origin, seq, hash)) = noted else { return Ok(()) };
        let known: Option<[u8; 32]> = db
            .query_row("SELECT hash FROM change WHERE origin = ?1 AND seq = ?2", params![origin.as_bytes(), seq as i64], |r| r.get(0))
            .optional()?;
        if known == Some(hash) {
            return Ok(());
        }
        let last = last(db, origin)?.map_or(0, |(seq, _)| seq);
        Err(Error::Behind { missing: seq.saturating_sub(last) })
    }

    /// A note that does not read is no longer written over: whoever looks for what happened finds it.
    pub fn set_aside(&self) {
        if !std::fs::metadata(&self.path).is_ok_and(|file| file.len() > 0) {
            return;
        }
        let mut aside = self.path.clone().into_os_string();
        aside.push(format!("-aside-{}", Id::new(Clock::System.millis())));
        match std::fs::rename(&self.path, &aside) {
            Ok(()) => tracing::warn!("how far the log had come does not read, and is set aside"),
            Err(error) => tracing::error!("how far the log had come does not read, and could not be set aside: {error}"),
        }
    }

    /// Notes this device's last change. It only watches: that it cannot is no reason not to work.
    pub fn note(&mut self, db: &Connection, origin: Id) {
        let Ok(Some((seq, hash))) = last(db, origin) else { return };
        let mut bytes = [origin.as_bytes().as_slice(), &seq.to_le_bytes(), &hash].concat();
        bytes.extend(self.mark(&bytes).as_bytes());
        if self.file.is_none() {
            self.file = files::private_file(&self.path).ok();
        }
        let written = self.file.as_mut().map(|file| file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(&bytes)));
        if !matches!(written, Some(Ok(()))) {
            tracing::warn!("how far the log came could not be noted");
            self.file = None;
        }
    }

    pub fn read(&self) -> Option<Noted> {
        let bytes: [u8; LENGTH] = files::read(&self.path, LENGTH as u64).ok()?.try_into().ok()?;
        let (said, mark) = bytes.split_at(LENGTH - 32);
        if self.mark(said) != blake3::Hash::from_bytes(mark.try_into().ok()?) {
            return None;
        }
        Some((Id::from_bytes(said[..16].try_into().ok()?), u64::from_le_bytes(said[16..24].try_into().ok()?), said[24..].try_into().ok()?))
    }

    fn mark(&self, said: &[u8]) -> blake3::Hash {
        blake3::keyed_hash(&self.key, said)
    }
}

fn last(db: &Connection, origin: Id) -> Result<Option<(u64, [u8; 32])>> {
    Ok(db
        .prepare_cached("SELECT seq, hash FROM change WHERE origin = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([origin.as_bytes()], |r| Ok((r.get::<_, i64>(0)? as u64, r.get(1)?)))
        .optional()?)
}
