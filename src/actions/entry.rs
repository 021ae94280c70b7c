//! Making a practice on this device, and opening the one that is there: where the vault's key meets the store.

use super::{Desk, audit::SignIn, desk, persons, practice};
use crate::{
    base::{Clock, Id},
    model::{Practice, Refusal, person::Role},
    store::{self, Store},
    vault::{self, Founding, Key, Language, Lock, Means, Opened, RecoveryWords, Vault},
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
/// What is refused leaves no vault behind, so that the next try finds the folder free. The caller sees to it that the
/// recovery words are kept.
pub fn create(folder: &Path, new: New<'_>, means: Means, what: &str) -> Result<(Open, RecoveryWords)> {
    let (mut open, words) = create_as(folder, new, Role::Secretary, means, what)?;
    open.vault.note_words_seen(&open.opened)?;
    Ok((open, words))
}

/// As [`create`], by somebody who says what they are besides manager. Nobody has seen the recovery words until
/// [`Vault::note_words_seen`]: where the program ends before, whoever opens the practice next is shown others.
pub fn create_as(folder: &Path, new: New<'_>, role: Role, means: Means, what: &str) -> Result<(Open, RecoveryWords)> {
    practice::fit_to_begin(&new.practice, new.person)?;
    let ground = Ground::take(folder, what)?;
    let clock = means.clock;
    let record = Practice { id: Id::new(clock.millis()), ..new.practice };
    let founding = Founding { practice: record.id, person: new.person, passphrase: new.passphrase, words: new.words };
    let (beginning, mut vault, opened, words) = Vault::begin(folder, founding, means)?;
    // Whatever fails from here on drops the beginning, and with it all that was made.
    let desk = begin(folder, &vault, &opened, (record, role), clock)?;
    keep_signed(&desk, &mut vault, &opened)?;
    beginning.finish()?;
    Ok((Open { desk, vault, opened, lock: Some(ground.keep()) }, words))
}

/// A folder that is held while a practice is made in it. If none comes of it, a folder that was not there before goes.
pub(super) struct Ground<'a> {
    folder: &'a Path,
    lock: Option<Lock>,
    new: bool,
}

impl<'a> Ground<'a> {
    pub fn take(folder: &'a Path, what: &str) -> vault::Result<Self> {
        let new = !folder.exists();
        Ok(Ground { folder, lock: Some(Lock::take(folder, what)?), new })
    }

    pub fn keep(mut self) -> Lock {
        self.new = false;
        self.lock.take().expect("it is held until it is given away")
    }
}

impl Drop for Ground<'_> {
    fn drop(&mut self) {
        let held = self.lock.take().is_some();
        if held && self.new {
            for name in ["lock", "tries.lock"] {
                let _ = std::fs::remove_file(self.folder.join(name));
            }
            let _ = std::fs::remove_dir(self.folder);
        }
    }
}

fn begin(folder: &Path, vault: &Vault, opened: &Opened, (record, role): (Practice, Role), clock: Clock) -> Result<Desk> {
    let store = Store::open(&folder.join(DATABASE), opened.key().as_bytes(), opened.device())?;
    let first = vault.persons().next().ok_or(vault::Error::NoSuchPerson)?.id;
    let first = vault.keys(first)?;
    let desk = Desk { store, clock, zone: record.tz(), person: first.id, ring: None }.of_person(first.id, opened.pair())?;
    let record = Practice { words_key: vault.recovery().public.text(), ..record };
    let keys = serde_json::to_value(&first).unwrap_or_default();
    let (person, name, key) = (first.id, first.name.clone(), *first.public.as_bytes());
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
    Ok(())
}

/// Opens the store of an open vault for reading and writing. The caller holds the vault's [`Lock`].
///
/// A folder that was copied must not go on under its original's name in the log: one that stands elsewhere than
/// before takes a new name. Where the disk takes nothing it is opened for reading.
///
/// # Errors
/// [`vault::Error::Outdated`] where the log knows of newer keys than the file that was opened; a refusal where the person has
/// left, or opened with a passphrase that was replaced.
pub fn write(folder: &Path, vault: &mut Vault, opened: &mut Opened, clock: Clock) -> Result<Desk> {
    let mut open = || settle_key(folder, vault, opened).and_then(|()| read_and_write(folder, vault, opened, clock));
    // A disk may fail once and be well again: reading alone is for one that goes on refusing.
    let first = match open() {
        Err(Error::Store(error)) if error.takes_nothing() => open(),
        desk => desk,
    };
    let desk = match first {
        Err(Error::Store(error)) if error.takes_nothing() => {
            tracing::warn!("opened for reading alone: {error}");
            return read(folder, vault, opened, clock);
        }
        desk => desk?,
    };
    vault::forget_beginning(folder);
    if opened.moved() {
        desk.store.rename(Id::new(Clock::System.millis()))?;
        vault.settle(opened)?;
    }
    // A disk that takes nothing keeps nobody from reading; the next opening signs.
    if let Err(error) = keep_signed(&desk, vault, opened) {
        tracing::warn!("what the practice's rights rest on could not be written down: {error}");
    }
    if let Err(error) = vault.bring_up_to_date(opened) {
        tracing::warn!("the file with the keys was not brought up to date: {error}");
    }
    let replaced = is_replaced(&desk, vault, opened)?;
    // A keystore that is out of reach keeps nobody from working; the next opening tries again.
    if let Err(error) = persons::settle(&desk, vault, opened) {
        tracing::warn!("who may open this device could not be brought up to date: {error}");
    }
    if let Err(error) = persons::keep_words(&desk, vault) {
        tracing::warn!("the log does not know the recovery words' key: {error}");
    }
    if let Err(error) = turn_key(&desk, vault, opened) {
        tracing::warn!("the database did not get another key: {error}");
    }
    if let Err(error) = note_opening(&desk, vault, opened) {
        tracing::warn!("that it was opened could not be noted: {error}");
    }
    if replaced { Err(Refusal::new("passphrase-replaced").into()) } else { Ok(desk) }
}

/// After a change of the database's key that was cut off: the file says again which one it has.
fn settle_key(folder: &Path, vault: &mut Vault, opened: &mut Opened) -> Result<()> {
    if opened.next().is_none() {
        return Ok(());
    }
    if right_key(folder, opened)?.as_bytes() == opened.key().as_bytes() {
        vault.drop_next_key(opened)?;
    } else {
        // Who left or was reset since then may know this one, too.
        vault.take_next_key(opened, true)?;
    }
    Ok(())
}

/// The key that the database has: the next one, if it was being given that one when the program was ended.
fn right_key<'a>(folder: &Path, opened: &'a Opened) -> Result<&'a Key> {
    let Some(next) = opened.next() else { return Ok(opened.key()) };
    let path = present(folder)?;
    // The one before first: with it a change that was cut off is taken back.
    match store::opens_with(&path, opened.key().as_bytes())? {
        true => Ok(opened.key()),
        false if store::opens_with(&path, next.as_bytes())? => Ok(next),
        false => Err(store::Error::WrongKey.into()),
    }
}

/// Whether the log has newer keys of whoever opened it: the passphrase was replaced.
fn is_replaced(desk: &Desk, vault: &Vault, opened: &Opened) -> Result<bool> {
    let Some(here) = vault.persons().find(|p| Some(p.id) == opened.person()) else { return Ok(false) };
    let person = desk.read::<_, store::Error>(|db| store::people::get(db, here.id))?;
    Ok(person.as_ref().and_then(persons::key_of).is_some_and(|keys| keys.is_newer_than(here)))
}

/// Gives the database another key where somebody may know the one it has who is not to open it any more, and notes in it
/// that older files with keys count no more. Says whether it got one: where another program reads it just now, it gets
/// it at the next opening.
pub fn turn_key(desk: &Desk, vault: &mut Vault, opened: &mut Opened) -> Result<bool> {
    // A change that was cut off is ended first: another key in the next one's place would leave none that opens.
    if let Some(folder) = desk.store.path().parent() {
        settle_key(folder, vault, opened)?;
    }
    let turns = vault.turns();
    if noted_turns(desk)? < turns {
        desk.store.set_local(store::local::KEYS, &turns)?;
    }
    if !vault.is_worn() {
        return Ok(false);
    }
    vault.ready_next(opened)?;
    let Some(next) = opened.next().cloned() else { return Ok(false) };
    let turned = desk.store.turn_key(next.as_bytes());
    if matches!(turned, Ok(true)) {
        vault.take_next_key(opened, false)?;
        return Ok(true);
    }
    // Where the disk failed in the midst, the database tells; while it cannot, both keys stay where they are.
    let opens = |key: &Key| store::opens_with(desk.store.path(), key.as_bytes());
    let has_it = !opens(opened.key())? && opens(&next)?;
    if has_it {
        vault.take_next_key(opened, false)?;
    } else if opens(opened.key())? {
        vault.drop_next_key(opened)?;
    }
    turned?;
    Ok(has_it)
}

fn noted_turns(desk: &Desk) -> Result<u64> {
    Ok(desk.store.read::<_, store::Error>(|db| store::local::get(db, store::local::KEYS))?)
}

/// Notes who opened, and what was tried before while nothing could be noted.
fn note_opening(desk: &Desk, vault: &Vault, opened: &Opened) -> Result<()> {
    desk.note_wrong_tries(vault)?;
    // Who holds the words says who they are by the passphrase that they set next.
    if opened.person().is_none() {
        return Ok(());
    }
    Ok(desk.signed_in(SignIn::Opened)?)
}

/// As [`write`], in a folder that cannot have moved.
pub(super) fn read_and_write(folder: &Path, vault: &Vault, opened: &Opened, clock: Clock) -> Result<Desk> {
    let store = Store::open(&present(folder)?, opened.key().as_bytes(), opened.device())?;
    at_desk(store, vault, opened, clock)
}

/// Opens the store of an open vault for reading alone, beside whoever writes.
pub fn read(folder: &Path, vault: &Vault, opened: &Opened, clock: Clock) -> Result<Desk> {
    let store = Store::open_read_only(&present(folder)?, right_key(folder, opened)?.as_bytes())?;
    let desk = at_desk(store, vault, opened, clock)?;
    if is_replaced(&desk, vault, opened)? { Err(Refusal::new("passphrase-replaced").into()) } else { Ok(desk) }
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
    // The file with the keys may be an old copy: the log knows how often it was changed, and who has left.
    if vault.turns() < noted_turns(&desk)? {
        return Err(vault::Error::Outdated.into());
    }
    if desk.read::<_, store::Error>(|db| store::people::get(db, person))?.is_some_and(|p| p.has_left()) {
        return Err(Refusal::new("rights-left").into());
    }
    Ok(desk.of_person(person, opened.pair())?)
}
