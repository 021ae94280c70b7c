//! Making a practice on this device, and opening the one that is there: where the vault's key meets the store.

use super::{Desk, desk, persons, practice};
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
    let (mut vault, opened, words) = Vault::create(folder, founding, means)?;
    let begun = begin(folder, &vault, &opened, (record, role), clock).and_then(|desk| {
        keep_signed(&desk, &mut vault, &opened)?;
        Ok(desk)
    });
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
    let desk = Desk { store, clock, zone: record.tz(), person: first.id, ring: None }.of_person(first.id, opened.pair())?;
    let keys = serde_json::to_value(first).unwrap_or_default();
    let (person, name, key) = (first.id, first.name.clone(), *first.public.as_bytes());
    let record = Practice { words_key: vault.recovery().public.text(), ..record };
    desk.act("init", move |tx| {
        tx.take_root(key)?;
        practice::init(tx, &record, person, &name, keys)?;
        persons::begin_as(tx, person, role)
    })?;
    desk.refresh_keys()?;
    Ok(desk)
}

/// Brings the log to the form in which rights are signed, where a manager opened it, and keeps the one who signed its first
/// change in mind outside of it: a log that has none, or another, is refused from then on.
fn keep_signed(desk: &Desk, vault: &mut Vault, opened: &Opened) -> Result<()> {
    match (vault.root(), desk.store.root()?) {
        // That it is the same was seen when the database was opened.
        (Some(_), _) => {}
        (None, Some(here)) => vault.keep_root(opened, (here.person, here.key))?,
        (None, None) => {
            let Some(pair) = opened.pair() else { return Ok(()) };
            let key = *pair.public().as_bytes();
            let me = desk.read::<_, store::Error>(|db| store::people::get(db, desk.person))?;
            if !me.is_some_and(|me| me.manager && !me.has_left() && me.public_key() == Some(key)) {
                return Ok(());
            }
            desk.act("sign", move |tx| Ok(tx.sign_all(key)?))?;
            vault.keep_root(opened, (desk.person, key))?;
        }
    }
    // Who holds the words may restore a manager: the log has to know their key.
    let words = vault.recovery().public.text();
    if desk.store.root()?.is_some()
        && desk.read::<_, store::Error>(store::practice::get)?.words_key != words
        && desk.may(crate::model::rights::Deed::Persons)? == crate::model::rights::May::Do
        && desk.ring.is_some()
    {
        desk.act("words", move |tx| {
            let practice = store::practice::get(&tx.db())?;
            Ok(tx.put(&Practice { words_key: words, ..practice }).map(drop)?)
        })?;
    }
    Ok(())
}

/// Opens the store of an open vault for reading and writing. The caller holds the vault's [`Lock`].
///
/// A folder that was copied must not go on under its original's name in the log: one that stands elsewhere than
/// before takes a new name. Where the disk takes nothing it is opened for reading.
pub fn write(folder: &Path, vault: &mut Vault, opened: &mut Opened, clock: Clock) -> Result<Desk> {
    let desk = match read_and_write(folder, vault, opened, clock) {
        Err(Error::Store(error)) if error.takes_nothing() => {
            tracing::warn!("opened for reading alone: {error}");
            return read(folder, vault, opened, clock);
        }
        desk => desk?,
    };
    if opened.moved() {
        desk.store.rename(Id::new(Clock::System.millis()))?;
        vault.settle(opened)?;
    }
    // A disk that takes nothing keeps nobody from reading; the next opening signs.
    if let Err(error) = keep_signed(&desk, vault, opened) {
        tracing::warn!("what the practice's rights rest on could not be written down: {error}");
    }
    // A keystore that is out of reach keeps nobody from working; the next opening tries again.
    if let Err(error) = persons::settle(&desk, vault, opened) {
        tracing::warn!("who may open this device could not be brought up to date: {error}");
    }
    Ok(desk)
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
    // An older database, or another's, in the place of the one whose beginning is known.
    if let Some(known) = vault.root()
        && store.root()?.is_none_or(|root| (root.person, root.key) != known)
    {
        return Err(store::Error::OlderForm.into());
    }
    let zone = store.read::<_, store::Error>(store::practice::get)?.tz();
    let person = opened.person().or_else(|| vault.persons().next().map(|p| p.id)).unwrap_or_default();
    let desk = Desk { store, clock, zone, person, ring: None };
    // The file with the keys may be an old copy: the log knows who has left.
    if desk.read::<_, store::Error>(|db| store::people::get(db, person))?.is_some_and(|p| p.has_left()) {
        return Err(Refusal::new("rights-left").into());
    }
    Ok(desk.of_person(person, opened.pair())?)
}
