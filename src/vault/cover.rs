//! What lies over the persons' private halves in `vault.json`, besides their passphrases, where there is a keystore: whoever
//! has the file alone cannot even try a passphrase.
//!
//! ```text
//! the keystore's secret ─┐
//!                        ├─ opens the cover's key ── opens a private half, still sealed under its passphrase
//! the recovery words ────┘
//! ```
//! The words open it so that a keystore that lost its secret locks nobody out; they open no private half.

use super::{
    bytes::Bytes,
    error::{Error, Result},
    file::{FORMAT, KeystoreUse, Slot},
    key::Key,
    open::{Vault, name_of},
    opened::Opened,
    pair::{self, KeyPair, PublicKey, Purpose},
    person::PersonKey,
    seal,
};
use crate::{base::Id, platform::keystore::Secret};
use serde::{Deserialize, Serialize};

/// The cover's key, sealed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cover {
    /// The name of the secret in the keystore that opens it.
    pub secret: Bytes,
    sealed: Bytes,
    /// For the recovery words.
    words: Bytes,
}

impl Cover {
    fn new(key: &Key, secret: &Secret, words: &PublicKey, bound: &[u8]) -> Result<Self> {
        let sealed = seal::seal(&of_secret(secret)?, bound, key.as_bytes());
        let words = pair::seal(words, Purpose::Cover, None, bound, key.as_bytes())?;
        Ok(Cover { secret: name_of(secret), sealed: Bytes(sealed), words: Bytes(words) })
    }

    fn open(&self, secret: &Secret, bound: &[u8]) -> Result<Key> {
        let key = seal::open(&of_secret(secret)?, bound, &self.sealed.0);
        key.and_then(|key| Key::from_slice(&key)).ok_or(Error::Damaged("the key of what covers private halves"))
    }

    fn open_with_words(&self, words: &KeyPair, bound: &[u8]) -> Result<Key> {
        let key = pair::open(words, Purpose::Cover, None, bound, &self.words.0)?;
        Key::from_slice(&key).ok_or(Error::Damaged("the key of what covers private halves"))
    }
}

fn of_secret(secret: &Secret) -> Result<Key> {
    let mut key = blake3::derive_key("genki 2026 what covers private halves", secret);
    let made = Key::from_slice(&key).ok_or(Error::NotSealed);
    zeroize::Zeroize::zeroize(&mut key);
    made
}

impl Vault {
    /// A person's keys as the log has them: what covers the private half here is of this device alone.
    ///
    /// # Errors
    /// The keystore's, where its secret is needed and it does not answer.
    pub fn keys(&self, person: Id) -> Result<PersonKey> {
        self.bare(self.slot(person)?)
    }

    pub(super) fn bare(&self, slot: &Slot) -> Result<PersonKey> {
        let mut person = slot.person.clone();
        if slot.covered {
            let key = self.cover_key()?.ok_or(Error::Damaged("what covers private halves"))?;
            let private = seal::open(&key, &self.cover_bound(person.id), &person.private.0);
            person.private = Bytes(private.ok_or(Error::Damaged("a covered private half"))?.to_vec());
        }
        Ok(person)
    }

    /// A person's keys and how they stand in the file: covered where the keystore stands behind them.
    pub(super) fn covered(&self, mut person: PersonKey, behind: bool) -> Result<(PersonKey, bool)> {
        let key = if behind { self.cover_key()? } else { None };
        if let Some(key) = &key {
            person.private = Bytes(seal::seal(key, &self.cover_bound(person.id), &person.private.0));
        }
        Ok((person, key.is_some()))
    }

    /// The cover's key: known since somebody opened the vault, else by the keystore's secret. Nothing where nothing is
    /// covered.
    fn cover_key(&self) -> Result<Option<Key>> {
        let Some(cover) = &self.contents.cover else { return Ok(None) };
        if let Some(known) = self.cover_known.get() {
            return Ok(Some(known.clone()));
        }
        self.know_cover(&self.secret(&cover.secret)?)?;
        Ok(self.cover_known.get().cloned())
    }

    /// Keeps the cover's key in mind, by a secret that the keystore just gave.
    pub(super) fn know_cover(&self, secret: &Secret) -> Result<()> {
        if let Some(cover) = self.contents.cover.as_ref().filter(|cover| cover.secret == name_of(secret)) {
            let _ = self.cover_known.set(cover.open(secret, &self.cover_bound(self.contents.device))?);
        }
        Ok(())
    }

    pub(super) fn know_cover_by_words(&self, words: &KeyPair) -> Result<()> {
        if let Some(cover) = &self.contents.cover {
            let _ = self.cover_known.set(cover.open_with_words(words, &self.cover_bound(self.contents.device))?);
        }
        Ok(())
    }

    /// The cover for another secret or other words, with the key it has; a new one where there is none.
    pub(super) fn cover_for(&self, secret: &Secret, words: &PublicKey) -> Result<Cover> {
        let key = match (&self.contents.cover, self.cover_known.get()) {
            (_, Some(known)) => known.clone(),
            (None, None) => self.cover_known.get_or_init(Key::random).clone(),
            (Some(_), None) => self.cover_key()?.ok_or(Error::NeedsWords)?,
        };
        Cover::new(&key, secret, words, &self.cover_bound(self.contents.device))
    }

    /// Covers every private half that is not, where the keystore stands behind it.
    pub(super) fn cover_all(&mut self) -> Result<()> {
        let mut slots = self.contents.persons.clone();
        for slot in slots.iter_mut().filter(|slot| !slot.covered && slot.key.secret.is_some()) {
            (slot.person, slot.covered) = self.covered(slot.person.clone(), true)?;
        }
        self.contents.persons = slots;
        Ok(())
    }

    /// Brings a file of an older form up to this one, and notes whether the passphrase that opened it is strong enough to
    /// stand alone. The older form is to open nothing any more.
    ///
    /// # Errors
    /// [`Error::Io`] where the file cannot be written: it stays as it was.
    pub fn bring_up_to_date(&mut self, opened: &Opened) -> Result<()> {
        let person = opened.person().filter(|_| opened.strong);
        let stronger = person.is_some_and(|person| self.slot(person).is_ok_and(|slot| !slot.person.strong));
        let older = self.contents.is_older();
        if !stronger && !older {
            return Ok(());
        }
        self.whole_or_not(|vault| {
            if let Some(person) = person {
                vault.slot_mut(person)?.person.strong = true;
            }
            if older {
                if vault.contents.keystore == KeystoreUse::Present
                    && let Some(secret) = vault.present_secret()?
                {
                    vault.contents.cover = Some(vault.cover_for(&secret, &vault.contents.recovery.words.public)?);
                    vault.cover_all()?;
                }
                vault.contents.format = FORMAT;
                vault.wear();
            }
            vault.save(&opened.key)
        })
    }

    fn cover_bound(&self, of: Id) -> Vec<u8> {
        let (practice, device) = (self.contents.practice, self.contents.device);
        [b"genki 2 cover ", &practice.as_bytes()[..], device.as_bytes(), of.as_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::Clock,
        platform::keystore::{Keystore, Memory},
        vault::{Cost, Founding, Language, Means, Strength},
    };
    use std::path::Path;

    const PASSPHRASE: &str = "trois hérons lisent sous la pluie";

    fn made(folder: &Path, keystore: Keystore) -> (Vault, Opened, Id) {
        let means = Means { keystore, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
        let founding = Founding { practice: Id::from_u128(7), person: "Camille", passphrase: PASSPHRASE, words: Language::French };
        let (vault, opened, _) = Vault::create(folder, founding, means).unwrap();
        let person = opened.person().unwrap();
        (vault, opened, person)
    }

    /// As an attacker tries a passphrase who has the file and nothing else.
    fn guesses(vault: &Vault) -> bool {
        let slot = &vault.contents.persons[0];
        slot.person.open(vault.practice(), PASSPHRASE).is_ok()
    }

    /// The file as the version before would have written it.
    fn put_back_in_form_one(vault: &mut Vault, opened: &Opened) {
        for at in 0..vault.contents.persons.len() {
            let keys = vault.bare(&vault.contents.persons[at]).unwrap();
            vault.contents.persons[at].person = PersonKey { strong: false, ..keys };
            vault.contents.persons[at].covered = false;
        }
        vault.contents.cover = None;
        vault.contents.format = 1;
        vault.save(&opened.key).unwrap();
    }

    #[test]
    fn the_file_alone_does_not_even_tell_a_right_passphrase_from_a_wrong_one() {
        let (folder, memory) = (tempfile::tempdir().unwrap(), Memory::default());
        let (vault, _, person) = made(folder.path(), Keystore::Memory(memory.clone()));
        assert!(!guesses(&vault), "the private half opens with the passphrase alone");
        assert!(vault.keys(person).unwrap().open(vault.practice(), PASSPHRASE).is_ok(), "as the log has it, under the passphrase");
        memory.empty();
        let again = Vault::load(folder.path(), vault.means.clone()).unwrap();
        assert!(matches!(again.unlock(person, PASSPHRASE), Err(Error::KeystoreEmptied)));
        assert!(matches!(again.unlock(person, "not this one at all"), Err(Error::KeystoreEmptied)), "nor does Genki tell");
    }

    #[test]
    fn a_file_of_the_form_before_opens_and_is_brought_up_to_this_one() {
        for keystore in [Keystore::Memory(Memory::default()), Keystore::None] {
            let folder = tempfile::tempdir().unwrap();
            let (mut vault, opened, person) = made(folder.path(), keystore.clone());
            put_back_in_form_one(&mut vault, &opened);
            let mut older = Vault::load(folder.path(), vault.means.clone()).unwrap();
            assert!(guesses(&older));
            let opened = older.unlock(person, PASSPHRASE).unwrap();
            older.bring_up_to_date(&opened).unwrap();
            assert!(older.is_worn() && older.turns() > vault.turns(), "the older form is to open nothing any more");
            let now = Vault::load(folder.path(), vault.means.clone()).unwrap();
            assert_eq!((now.contents.format, guesses(&now)), (FORMAT, matches!(keystore, Keystore::None)));
            assert!(now.is_strong(person));
            now.unlock(person, PASSPHRASE).unwrap();
        }
    }
}
