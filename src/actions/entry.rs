//! Making a practice on this device, and opening the one that is there: where the vault's key meets the store.

use super::{Desk, audit::SignIn, desk, persons, practice};
use crate::{
    base::{Clock, Id},
    model::{Practice, Refusal, person::Role},
    store::{self, Store},
    vault::{self, Founding, Language, Lock, Means, Opened, RecoveryWords, Vault},
};
use std::path::Path;

/// The database beside `vault.json`.
pub const DATABASE: &str = "genki.db";

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Vault(#[from] vault::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Refused(#[from] Refusal),
}

pub type Result<T> = std::result::Result<T, Error>;

impl From<desk::Error> for Error {
    fn from(error: desk::Error) -> Self {
        match error {
            desk::Error::Refused(refusal) => Error::Refused(refusal),
            desk::Error::Store(error) => Error::Store(error),
        }
    }
}

/// A practice that is open. The lock, where one was taken, is given back last.
pub struct Open {
    pub desk: Desk,
    pub vault: Vault,
    pub opened: Opened,
    pub lock: Option<Lock>,
}

/// What a new practice is made of. The practice's id is chosen here.
pub struct New<'a> {
    pub practice: Practice,
    pub person: &'a str,
    pub passphrase: &'a str,
    /// The language of the recovery words.
    pub words: Language,
}

/// Makes a practice in a folder that holds none, and its first person. Held from then on for `what`.
///
/// What is refused leaves no vault behind, so that the next try finds the folder free.
pub fn create(folder: &Path, new: New<'_>, means: Means, what: &str) -> Result<(Open, RecoveryWords)> {
    create_as(folder, new, Role::Secretary, means, what)
}

/// As [`create`], by somebody who says what she is besides manager.
pub fn create_as(folder: &Path, new: New<'_>, role: Role, means: Means, what: &str) -> Result<(Open, RecoveryWords)> {
    practice::fit_to_begin(&new.practice, new.person)?;
    let lock = Lock::take(folder, what)?;
    let clock = means.clock;
    let record = Practice { id: Id::new(clock.millis()), ..new.practice };
    let founding = Founding { practice: record.id, person: new.person, passphrase: new.passphrase, words: new.words };
    let (vault, opened, words) = Vault::create(folder, founding, means)?;
    let begun = begin(folder, &vault, &opened, (record, role), clock);
    let desk = begun.inspect_err(|_| {
        // Made a moment ago by the lines above, in a folder that was empty: nobody's data.
        for name in ["vault.json", DATABASE, "genki.db-wal", "genki.db-shm", "genki.db-tip"] {
            let _ = std::fs::remove_file(folder.join(name));
        }
    })?;
    Ok((Open { desk, vault, opened, lock: Some(lock) }, words))
}

fn begin(folder: &Path, vault: &Vault, opened: &Opened, (record, role): (Practice, Role), clock: Clock) -> Result<Desk> {
    let store = Store::open(&folder.join(DATABASE), opened.key().as_bytes(), opened.device())?;
    let first = vault.persons().next().ok_or(vault::Error::NoSuchPerson)?;
    let desk = Desk { store, clock, zone: record.tz(), person: first.id, ring: None };
    let keys = serde_json::to_value(first).unwrap_or_default();
    let (person, name) = (first.id, first.name.clone());
    desk.act("init", move |tx| {
        practice::init(tx, &record, person, &name, keys)?;
        persons::begin_as(tx, person, role)
    })?;
    Ok(desk.of_person(person, opened.pair())?)
}

/// Opens the store of an open vault for reading and writing. The caller holds the vault's [`Lock`].
///
/// A folder that was copied must not go on under its original's name in the log: one that stands elsewhere than
/// before takes a new name.
pub fn write(folder: &Path, vault: &mut Vault, opened: &mut Opened, clock: Clock) -> Result<Desk> {
    let desk = read_and_write(folder, vault, opened, clock)?;
    if opened.moved() {
        desk.store.rename(Id::new(Clock::System.millis()))?;
        vault.settle(opened)?;
    }
    // A keystore that is out of reach keeps nobody from working; the next opening tries again.
    if let Err(error) = persons::settle(&desk, vault, opened) {
        tracing::warn!("who may open this device could not be brought up to date: {error}");
    }
    if let Err(error) = note_opening(&desk, vault, opened) {
        tracing::warn!("that it was opened could not be noted: {error}");
    }
    Ok(desk)
}

/// Notes who opened, and what was tried before while nothing could be noted.
fn note_opening(desk: &Desk, vault: &Vault, opened: &Opened) -> Result<()> {
    desk.note_wrong_tries(vault)?;
    Ok(desk.signed_in(if opened.person().is_some() { SignIn::Opened } else { SignIn::ByWords })?)
}

/// As [`write`], in a folder that cannot have moved.
pub(super) fn read_and_write(folder: &Path, vault: &Vault, opened: &Opened, clock: Clock) -> Result<Desk> {
    let store = Store::open(&present(folder)?, opened.key().as_bytes(), opened.device())?;
    at_desk(store, vault, opened, clock)
}

/// Opens the store of an open vault for reading alone, beside whoever writes.
pub fn read(folder: &Path, vault: &Vault, opened: &Opened, clock: Clock) -> Result<Desk> {
    at_desk(Store::open_read_only(&present(folder)?, opened.key().as_bytes())?, vault, opened, clock)
}

/// The database's path. A vault without one is not quietly given an empty one.
fn present(folder: &Path) -> Result<std::path::PathBuf> {
    let path = folder.join(DATABASE);
    match std::fs::metadata(&path) {
        // SQLite takes an empty file for a new database; here it is one that was lost.
        Ok(file) if file.len() == 0 => Err(store::Error::Log("the database is empty".into()).into()),
        Ok(_) => Ok(path),
        Err(_) => Err(store::Error::Missing(path).into()),
    }
}

fn at_desk(store: Store, vault: &Vault, opened: &Opened, clock: Clock) -> Result<Desk> {
    let zone = store.read::<_, store::Error>(store::practice::get)?.tz();
    let person = opened.person().or_else(|| vault.persons().next().map(|p| p.id)).unwrap_or_default();
    let desk = Desk { store, clock, zone, person, ring: None };
    // The file with the keys may be an old copy: the log knows who has left.
    if desk.read::<_, store::Error>(|db| store::people::get(db, person))?.is_some_and(|p| p.has_left()) {
        return Err(Refusal::new("rights-left").into());
    }
    Ok(desk.of_person(person, opened.pair())?)
}
