//! Making a vault, and opening it.

use super::{
    beginning::{self, Beginning},
    bytes::Bytes,
    error::{Error, Result},
    file::{Contents, KeystoreUse, RecoverySlot, SealedKey, Slot, secret_names, vacant},
    kdf::Strength,
    key::Key,
    opened::{Opened, Who},
    pair::{self, KeyPair, PublicKey, Purpose, Shared},
    passphrase::{self, Demand},
    person::{PersonKey, RecoveryKey, is_strong},
    pin,
    tries::Ledger,
    words::{Language, RecoveryWords},
};
use crate::{
    base::{Clock, Id, id},
    platform::{
        folders,
        keystore::{Keystore, Secret, Trouble},
    },
};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
    time::Duration,
};
use zeroize::Zeroizing;

/// Under this name the wrong tries of the recovery words are counted.
pub(super) const RECOVERY: &str = "recovery";

/// What a vault works with.
#[derive(Debug, Clone)]
pub struct Means {
    pub keystore: Keystore,
    pub clock: Clock,
    pub strength: Strength,
}

/// What a new vault is made of.
#[derive(Clone, Copy)]
pub struct Founding<'a> {
    pub practice: Id,
    /// The first person's name, and her passphrase.
    pub person: &'a str,
    pub passphrase: &'a str,
    /// The language of the recovery words.
    pub words: Language,
}

/// A vault on disk, closed. Who changes it holds its [`Lock`](super::Lock).
#[derive(Debug)]
pub struct Vault {
    pub(super) folder: PathBuf,
    pub(super) means: Means,
    pub(super) contents: Contents,
    /// The file as it was read, for its mark.
    pub(super) whole: Value,
    /// The key of what covers the private halves, since somebody opened the vault.
    pub(super) cover_known: OnceLock<Key>,
}

impl Vault {
    /// Makes the keys of a new practice in an empty folder. Never over old data: a folder that holds anything
    /// is refused, for a new key would make it unreadable for good.
    pub fn create(folder: &Path, founding: Founding<'_>, means: Means) -> Result<(Self, Opened, RecoveryWords)> {
        let (beginning, vault, opened, words) = Vault::begin(folder, founding, means)?;
        beginning.finish()?;
        Ok((vault, opened, words))
    }

    /// As [`Vault::create`], whose database is still to be made: the folder holds a vault once the [`Beginning`] is
    /// finished.
    ///
    /// # Errors
    /// [`Error::Occupied`] where the folder holds anything already; [`Error::Weak`] for the passphrase.
    pub fn begin(folder: &Path, founding: Founding<'_>, means: Means) -> Result<(Beginning, Self, Opened, RecoveryWords)> {
        if !vacant(folder)? && !beginning::is_unfinished(folder) {
            return Err(Error::Occupied);
        }
        let keystore = KeystoreUse::of(&means.keystore)?;
        passphrase::check(founding.passphrase, keystore.demand(), &[founding.person])?;

        let words = RecoveryWords::random(founding.words);
        let (practice, device) = (founding.practice, Id::new(means.clock.millis()));
        let beginning = Beginning::of(folder, device, &means.keystore)?;
        let (key, recovery) = (Key::random(), KeyPair::random());
        let slot = RecoverySlot {
            words: RecoveryKey::new(practice, &recovery, &words)?,
            key: SealedKey::new(&key, &recovery.public(), None, &bound(practice, device, RECOVERY))?,
            unseen: true,
            other: Default::default(),
        };
        let contents = Contents::new(practice, device, keystore, slot);
        let mut vault = Vault { folder: folder.to_owned(), means, contents, whole: Value::Null, cover_known: OnceLock::new() };
        if keystore == KeystoreUse::Present {
            let secret = vault.mint()?;
            vault.contents.cover = Some(vault.cover_for(&secret, &recovery.public())?);
        }
        let person = Id::new(vault.means.clock.millis());
        let pair = vault.seat((person, founding.person), founding.passphrase, &key)?;
        vault.save(&key)?;
        let opened = vault.opened(key, Who::Person(person, pair));
        Ok((beginning, vault, opened, words))
    }

    /// Reads what stands in the folder. Nothing is opened yet.
    pub fn load(folder: &Path, means: Means) -> Result<Self> {
        let (contents, whole) = Contents::read(folder)?;
        Ok(Vault { folder: folder.to_owned(), means, contents, whole, cover_known: OnceLock::new() })
    }

    pub fn practice(&self) -> Id {
        self.contents.practice
    }

    pub fn device(&self) -> Id {
        self.contents.device
    }

    /// Whether opening needs the system's keystore.
    pub fn keystore(&self) -> KeystoreUse {
        self.contents.keystore
    }

    /// Who may open it: what the unlocking screen offers. Read from a file that nothing has vouched for yet.
    pub fn persons(&self) -> impl Iterator<Item = &PersonKey> {
        self.contents.persons.iter().map(|slot| &slot.person)
    }

    /// The recovery words' keys, for other devices.
    pub fn recovery(&self) -> &RecoveryKey {
        &self.contents.recovery.words
    }

    /// How long a person has to wait before the next try.
    pub fn wait(&self, person: Id) -> Result<Duration> {
        self.ledger().wait(&person.to_string())
    }

    /// How long whoever holds the words has to wait before the next try.
    pub fn wait_for_words(&self) -> Result<Duration> {
        self.ledger().wait(RECOVERY)
    }

    /// What stands in the way of any passphrase, known before one is typed: the keystore's state.
    pub fn check_keystore(&self) -> Result<()> {
        match self.contents.persons.iter().find_map(|slot| slot.key.secret.as_ref()) {
            Some(name) => self.secret(name).map(drop),
            None => Ok(()),
        }
    }

    /// Opens with a person's passphrase.
    ///
    /// The try is counted before the passphrase is looked at. A right passphrase that the keystore does not
    /// let through is no wrong try.
    pub fn unlock(&self, person: Id, passphrase: &str) -> Result<Opened> {
        let slot = self.slot(person)?;
        // Without the keystore's secret nothing tells whether the passphrase is right: none is counted as wrong.
        slot.person.cost.check()?;
        let secret = slot.key.secret.as_ref().map(|name| self.secret(name)).transpose()?;
        if let Some(secret) = &secret {
            self.know_cover(secret)?;
        }
        let pair = self.try_passphrase(person, passphrase)?;
        let key = slot.key.open(&pair, secret.as_ref(), &self.bound(&person.to_string()))?;
        self.vouch(&key)?;
        let next = self.contents.next.as_ref().and_then(|next| next.persons.iter().find(|(id, _)| *id == person));
        let next = next.map(|(_, sealed)| sealed.open(&pair, secret.as_ref(), &self.bound(&person.to_string()))).transpose()?;
        let strong = is_strong(passphrase, &slot.person.name);
        Ok(Opened { next, strong, ..self.opened(key, Who::Person(person, pair)) })
    }

    /// Says whether the passphrase is a person's: what opens a locked screen. A wrong one counts.
    pub fn verify(&self, person: Id, passphrase: &str) -> Result<()> {
        self.try_passphrase(person, passphrase).map(drop)
    }

    /// Opens with the recovery words, whatever the keystore says. Where it works but has lost this device's
    /// secret, it is given a new one and everybody's passphrase opens again.
    pub fn unlock_with_words(&mut self, words: &RecoveryWords) -> Result<Opened> {
        let (recovery, key) = self.try_words(words)?;
        self.vouch(&key)?;
        let next = self.contents.next.as_ref();
        let next = next.map(|next| next.recovery.open(&recovery, None, &self.bound(RECOVERY))).transpose()?;
        self.know_cover_by_words(&recovery)?;
        let mut opened = Opened { next, ..self.opened(key, Who::Recovery(recovery)) };
        let lost = matches!(self.check_keystore(), Err(Error::KeystoreEmptied | Error::KeystoreChanged | Error::Moved));
        if lost && self.means.keystore.probe().is_ok() {
            self.bind_to_keystore(&opened)?;
            opened.renewed = true;
        }
        Ok(opened)
    }

    /// The database key alone, for who holds the words, even where `vault.json` was tampered with: enough to
    /// read the data and carry it to a new vault, and nothing is sealed to anybody in this one.
    pub fn rescue(&self, words: &RecoveryWords) -> Result<Key> {
        self.try_words(words).map(|(_, key)| key)
    }

    pub(super) fn try_passphrase(&self, person: Id, passphrase: &str) -> Result<KeyPair> {
        let slot = self.slot(person)?;
        // What a file asks for that no right passphrase could satisfy is nobody's wrong try.
        slot.person.cost.check()?;
        let keys = self.bare(slot)?;
        let pair = self.counted(&person.to_string(), || keys.open(self.contents.practice, passphrase))?;
        self.ledger().clear(&pin::tries_of(person))?;
        Ok(pair)
    }

    /// Tries something under somebody's name: counted as a wrong try before it is looked at, forgotten when right.
    pub(super) fn counted<T>(&self, who: &str, attempt: impl FnOnce() -> Result<T>) -> Result<T> {
        self.ledger().count(who)?;
        let right = attempt()?;
        self.ledger().right(who)?;
        Ok(right)
    }

    pub(super) fn try_words(&self, words: &RecoveryWords) -> Result<(KeyPair, Key)> {
        self.ledger().count(RECOVERY)?;
        let slot = &self.contents.recovery;
        let pair = slot.words.open(self.contents.practice, words)?;
        self.ledger().right(RECOVERY)?;
        let key = slot.key.open(&pair, None, &self.bound(RECOVERY))?;
        Ok((pair, key))
    }

    pub(super) fn slot(&self, person: Id) -> Result<&Slot> {
        self.contents.persons.iter().find(|slot| slot.person.id == person).ok_or(Error::NoSuchPerson)
    }

    fn vouch(&self, key: &Key) -> Result<()> {
        if self.contents.authentic(key, &self.whole) { Ok(()) } else { Err(Error::Tampered) }
    }

    /// The device's secret, if it is the one of this name.
    pub(super) fn secret(&self, name: &Bytes) -> Result<Secret> {
        let moved = self.place() != self.contents.place;
        let kept = match self.means.keystore.get(&self.device_name()) {
            Ok(Some(secret)) if name_of(&secret) == *name => return Ok(secret),
            kept => kept,
        };
        // A change was cut off between the file and the keystore: the file names the secret that came last.
        let next = if kept.is_ok() { self.means.keystore.get(&self.next_name()) } else { Ok(None) };
        match next {
            Ok(Some(next)) if name_of(&next) == *name => {
                self.means.keystore.set(&self.device_name(), &next)?;
                let _ = self.means.keystore.delete(&self.next_name());
                return Ok(next);
            }
            // Whether it lost the secret cannot be told.
            Err(trouble) if !moved => return Err(trouble.into()),
            _ => {}
        }
        match kept {
            // Elsewhere the keystore cannot know the secret: that is not its fault.
            Ok(_) | Err(Trouble::Absent) if moved => Err(Error::Moved),
            Ok(Some(_)) => Err(Error::KeystoreChanged),
            Ok(None) => Err(Error::KeystoreEmptied),
            Err(trouble) => Err(trouble.into()),
        }
    }

    /// Gives the keystore this device's first secret, and makes sure that it kept it.
    pub(super) fn mint(&self) -> Result<Secret> {
        self.mint_as(&self.device_name())
    }

    /// Gives the keystore another secret beside the one that opens the file as it stands: whatever happens before
    /// [`Vault::take_next`], one of the two does.
    pub(super) fn mint_next(&self) -> Result<Secret> {
        self.mint_as(&self.next_name())
    }

    /// Puts the next secret in the place of the one before, once the file was written with it. If that is cut off,
    /// the next opening does it.
    pub(super) fn take_next(&self, secret: &Secret) -> Result<()> {
        self.means.keystore.set(&self.device_name(), secret)?;
        Ok(self.means.keystore.delete(&self.next_name())?)
    }

    fn mint_as(&self, name: &str) -> Result<Secret> {
        let secret = Zeroizing::new(id::random::<32>().to_vec());
        self.means.keystore.set(name, &secret)?;
        match self.means.keystore.get(name)? {
            Some(kept) if kept == secret => Ok(secret),
            Some(_) => Err(Error::KeystoreChanged),
            None => Err(Error::KeystoreEmptied),
        }
    }

    fn device_name(&self) -> String {
        let [name, _] = secret_names(self.contents.device);
        name
    }

    fn next_name(&self) -> String {
        let [_, name] = secret_names(self.contents.device);
        name
    }

    pub(super) fn save(&mut self, key: &Key) -> Result<()> {
        self.contents.place = self.place();
        self.whole = self.contents.write(&self.folder, key)?;
        Ok(())
    }

    /// Where the folder stands, as a hash: paths and machines' names are nobody's business.
    fn place(&self) -> Bytes {
        let place = folders::place(&self.folder);
        let key = blake3::derive_key("genki 2026 a vault's place", self.contents.device.as_bytes());
        Bytes(blake3::keyed_hash(&key, &place).as_bytes()[..16].to_vec())
    }

    pub(super) fn opened(&self, key: Key, who: Who) -> Opened {
        Opened {
            key,
            next: None,
            practice: self.contents.practice,
            device: self.contents.device,
            who,
            strong: false,
            moved: self.place() != self.contents.place,
            renewed: false,
        }
    }

    pub(super) fn bound(&self, who: &str) -> Vec<u8> {
        bound(self.contents.practice, self.contents.device, who)
    }

    pub(super) fn ledger(&self) -> Ledger {
        Ledger::of(&self.folder, self.means.clock)
    }
}

/// What a sealed database key is bound to: it fits no other practice, device or person.
pub(super) fn bound(practice: Id, device: Id, who: &str) -> Vec<u8> {
    [b"genki 1 key ", &practice.as_bytes()[..], device.as_bytes(), who.as_bytes()].concat()
}

/// What a secret is known by. It is random, so its hash tells nothing of it.
pub(super) fn name_of(secret: &[u8]) -> Bytes {
    Bytes(blake3::derive_key("genki 2026 the name of a device's secret", secret)[..16].to_vec())
}

impl KeystoreUse {
    /// What a new vault can count on. A locked keystore is an error rather than none: the person can unlock
    /// it, or say that it is not to be used.
    pub fn of(keystore: &Keystore) -> Result<Self> {
        match keystore.probe() {
            Ok(()) => Ok(KeystoreUse::Present),
            Err(Trouble::Absent) => Ok(KeystoreUse::None),
            Err(trouble) => Err(trouble.into()),
        }
    }

    /// How good a passphrase must be.
    pub fn demand(self) -> Demand {
        match self {
            KeystoreUse::Present => Demand::WithKeystore,
            KeystoreUse::None => Demand::Alone,
        }
    }
}

impl SealedKey {
    pub(super) fn new(key: &Key, to: &PublicKey, secret: Option<&Secret>, bound: &[u8]) -> Result<Self> {
        let name = secret.map(|secret| name_of(secret));
        let shared = secret.zip(name.as_ref()).map(|(secret, name)| Shared { secret, name: &name.0 });
        let sealed = pair::seal(to, Purpose::DatabaseKey, shared, bound, key.as_bytes())?;
        Ok(SealedKey { secret: name, sealed: Bytes(sealed) })
    }

    fn open(&self, pair: &KeyPair, secret: Option<&Secret>, bound: &[u8]) -> Result<Key> {
        let shared = secret.zip(self.secret.as_ref()).map(|(secret, name)| Shared { secret, name: &name.0 });
        let key =
            pair::open(pair, Purpose::DatabaseKey, shared, bound, &self.sealed.0).map_err(|_| Error::Damaged("the sealed database key"))?;
        Key::from_slice(&key).ok_or(Error::Damaged("the sealed database key"))
    }
}
