//! Changing who opens a vault. Each needs an open one, for only its key can vouch for the file.

use super::{
    bytes::Bytes,
    error::{Error, Result},
    file::{KeystoreUse, Next, RecoverySlot, SealedKey, Slot},
    key::Key,
    open::{RECOVERY, Vault},
    opened::{Opened, Who},
    pair::{KeyPair, PublicKey},
    passphrase::{self, Demand},
    person::{PersonKey, RecoveryKey},
    words::RecoveryWords,
};
use crate::{
    base::Id,
    platform::keystore::{Secret, Trouble},
};

impl Vault {
    /// Gives the person who opened the vault another passphrase, if she knows the old one. Her key pair stays:
    /// what is returned goes into the log, and other devices take it up.
    pub fn change_passphrase(&mut self, opened: &Opened, old: &str, new: &str) -> Result<PersonKey> {
        let person = opened.person().ok_or(Error::NoSuchPerson)?;
        self.check_new(person, new)?;
        let pair = self.try_passphrase(person, old)?;
        self.whole_or_not(|vault| vault.reseal(person, &pair, new, &opened.key))
    }

    /// Gives a person a new passphrase and new keys after the recovery words opened the vault, and makes them the one who
    /// opened it. What was sealed to them alone waits for the passphrase they had: the words do not open it.
    pub fn set_passphrase(&mut self, opened: &mut Opened, person: Id, new: &str) -> Result<PersonKey> {
        let (keys, pair) = self.keys_by_words(opened, person, new)?;
        self.seat_by_words(opened, keys.clone(), pair)?;
        Ok(keys)
    }

    /// Makes the keys that [`Vault::seat_by_words`] takes up, once the log has them.
    ///
    /// # Errors
    /// [`Error::NeedsWords`] unless the words opened the vault; [`Error::Weak`] for the passphrase.
    pub fn keys_by_words(&self, opened: &Opened, person: Id, passphrase: &str) -> Result<(PersonKey, KeyPair)> {
        if !matches!(opened.who, Who::Recovery(_)) {
            return Err(Error::NeedsWords);
        }
        let old = &self.slot(person)?.person;
        let demand = if self.stands_behind().is_ok() { Demand::WithKeystore } else { Demand::Alone };
        passphrase::check(passphrase, demand, &[&old.name])?;
        let (pair, cost) = (KeyPair::random(), self.means.strength.cost());
        let keys = PersonKey::new(self.contents.practice, (person, &old.name), &pair, passphrase, cost)?;
        Ok((keys.after(Some(old)), pair))
    }

    /// Takes up a person's keys that were made by the words, and makes the person the one who opened the vault.
    pub fn seat_by_words(&mut self, opened: &mut Opened, keys: PersonKey, pair: KeyPair) -> Result<()> {
        // Nobody's try was wrong, and a keystore that does not answer keeps nobody out who holds the words.
        let behind = self.stands_behind();
        let secret = if behind.is_ok() { self.present_secret()? } else { None };
        let (person, key) = (keys.id, self.seal(&opened.key, keys.id, &keys.public, secret.as_ref())?);
        let (keys, covered) = self.covered(keys, secret.is_some())?;
        self.whole_or_not(|vault| {
            if behind == Err(Trouble::Absent) {
                vault.contents.keystore = KeystoreUse::None;
            }
            let slot = vault.slot_mut(person)?;
            (slot.person, slot.covered, slot.key) = (keys, covered, key);
            vault.wear();
            vault.save(&opened.key)
        })?;
        opened.who = Who::Person(person, pair);
        Ok(())
    }

    /// Whether a keystore stands behind passphrases here; one that is gone or does not answer cannot.
    fn stands_behind(&self) -> std::result::Result<(), Trouble> {
        match self.contents.keystore {
            KeystoreUse::Present => self.means.keystore.probe(),
            KeystoreUse::None => Err(Trouble::Absent),
        }
    }

    /// Gives the practice other recovery words. Those before open nothing that is written from now on, once the database
    /// has another key; a backup opens with the words of its day.
    ///
    /// # Errors
    /// [`Error::Io`] where the file cannot be written; the words before then go on.
    pub fn renew_words(&mut self, opened: &Opened, words: &RecoveryWords) -> Result<()> {
        let pair = KeyPair::random();
        let key = SealedKey::new(&opened.key, &pair.public(), None, &self.bound(RECOVERY))?;
        let words = RecoveryKey::new(self.contents.practice, &pair, words)?;
        let secret = if self.contents.cover.is_some() { self.present_secret()? } else { None };
        let cover = secret.map(|secret| self.cover_for(&secret, &pair.public())).transpose()?;
        self.whole_or_not(|vault| {
            let slot = &mut vault.contents.recovery;
            *slot = RecoverySlot { words, key, unseen: true, other: std::mem::take(&mut slot.other) };
            vault.contents.cover = cover.or(vault.contents.cover.take());
            vault.wear();
            vault.save(&opened.key)
        })
    }

    /// Whether nobody has said yet that the recovery words are written down.
    pub fn words_are_unseen(&self) -> bool {
        self.contents.recovery.unseen
    }

    /// Somebody said that the recovery words are written down.
    pub fn note_words_seen(&mut self, opened: &Opened) -> Result<()> {
        self.whole_or_not(|vault| {
            vault.contents.recovery.unseen = false;
            vault.save(&opened.key)
        })
    }

    /// Makes keys for somebody: a new person, or one who gets new keys because her passphrase is forgotten. They
    /// open nothing yet: they go into the log first, and [`Vault::adopt`] lets her in.
    pub fn make_keys(&self, person: Id, name: &str, passphrase: &str) -> Result<PersonKey> {
        passphrase::check(passphrase, self.contents.keystore.demand(), &[name])?;
        let (pair, cost) = (KeyPair::random(), self.means.strength.cost());
        PersonKey::new(self.contents.practice, (person, name), &pair, passphrase, cost)
    }

    /// The pair of keys that somebody had before she was given new ones, by their passphrase. A wrong one counts.
    pub fn former_by_passphrase(&self, former: &PersonKey, passphrase: &str) -> Result<KeyPair> {
        former.cost.check()?;
        self.counted(&former.id.to_string(), || former.open(self.contents.practice, passphrase))
    }

    /// Takes up a person's keys as another device wrote them: a new person, or a changed passphrase. The caller
    /// vouches for them: the device's key is sealed to their public half.
    pub fn adopt(&mut self, opened: &Opened, person: PersonKey) -> Result<()> {
        person.cost.check()?;
        let person = person.without_spare();
        let known = self.slot(person.id).ok().filter(|slot| slot.person.public == person.public);
        let key = match known {
            Some(slot) => slot.key.clone(),
            None => {
                let secret = self.present_secret()?;
                self.seal(&opened.key, person.id, &person.public, secret.as_ref())?
            }
        };
        let (person, covered) = self.covered(person, key.secret.is_some())?;
        self.whole_or_not(|vault| {
            if vault.slot(person.id).is_ok_and(|slot| slot.person.turn != person.turn || slot.person.public != person.public) {
                // What opened for her before is to open nothing.
                vault.wear();
            }
            match vault.slot_mut(person.id) {
                Ok(slot) => (slot.person, slot.covered, slot.key) = (person, covered, key),
                Err(_) => vault.contents.persons.push(Slot { person, covered, key, other: Default::default() }),
            }
            vault.save(&opened.key)
        })
    }

    /// Writes down the name that a person goes by now: the door asks for her by it.
    pub fn rename_person(&mut self, opened: &Opened, person: Id, name: &str) -> Result<()> {
        self.whole_or_not(|vault| {
            name.clone_into(&mut vault.slot_mut(person)?.person.name);
            vault.save(&opened.key)
        })
    }

    /// Takes a person's way in away. Whoever opened the vault cannot lock herself out.
    pub fn remove_person(&mut self, opened: &Opened, person: Id) -> Result<()> {
        self.slot(person)?;
        if opened.person() == Some(person) {
            return Err(Error::NoSuchPerson);
        }
        // A copy of the file from before would still name her: the secret that its seals need is replaced, and in the
        // same stroke, for a half of it would never be noticed.
        let turned = if self.contents.keystore == KeystoreUse::Present { Some(self.mint_next()) } else { None };
        match turned {
            Some(Ok(secret)) => self.turn(opened, &secret, |slot| slot.person.id != person),
            otherwise => {
                self.whole_or_not(|vault| {
                    vault.contents.persons.retain(|slot| slot.person.id != person);
                    vault.wear();
                    vault.save(&opened.key)
                })?;
                otherwise.map_or(Ok(()), |failed| failed.map(drop))
            }
        }
    }

    /// Gives the keystore a new secret and seals the database key with it for everybody: after the old one was
    /// lost, or once a machine has a keystore that had none.
    pub fn bind_to_keystore(&mut self, opened: &Opened) -> Result<()> {
        let secret = self.mint_next()?;
        self.turn(opened, &secret, |_| true)
    }

    /// Seals the database key anew for those who stay, with the secret that comes next. Until the file is written
    /// the old secret opens it, and from then on the new one.
    fn turn(&mut self, opened: &Opened, secret: &Secret, stays: impl Fn(&Slot) -> bool) -> Result<()> {
        let mut slots = Vec::with_capacity(self.contents.persons.len());
        for slot in self.contents.persons.iter().filter(|slot| stays(slot)) {
            let key = self.seal(&opened.key, slot.person.id, &slot.person.public, Some(secret))?;
            slots.push(Slot { key, ..slot.clone() });
        }
        // The one that the database is just getting, too: it may have it by now.
        let next = match (&opened.next, &self.contents.next) {
            (Some(key), Some(next)) => {
                let seal = |slot: &Slot| Ok((slot.person.id, self.seal(key, slot.person.id, &slot.person.public, Some(secret))?));
                Some(Next { persons: slots.iter().map(seal).collect::<Result<_>>()?, recovery: next.recovery.clone() })
            }
            _ => None,
        };
        let cover = self.cover_for(secret, &self.contents.recovery.words.public)?;
        self.whole_or_not(|vault| {
            vault.contents.persons = slots;
            vault.contents.cover = Some(cover);
            vault.cover_all()?;
            vault.contents.keystore = KeystoreUse::Present;
            vault.contents.next = next;
            vault.wear();
            vault.save(&opened.key)
        })?;
        self.take_next(secret)
    }

    /// Who signed the first change of the practice's log, and with which key.
    pub fn root(&self) -> Option<(Id, [u8; 32])> {
        self.contents.root.map(|(person, key)| (person, *key.as_bytes()))
    }

    /// Writes down who signed the first change of the practice's log.
    pub fn keep_root(&mut self, opened: &Opened, (person, key): (Id, [u8; 32])) -> Result<()> {
        self.whole_or_not(|vault| {
            vault.contents.root = Some((person, PublicKey::of_bytes(key)));
            vault.save(&opened.key)
        })
    }

    /// Writes down that the folder belongs where it stands now.
    pub fn settle(&mut self, opened: &mut Opened) -> Result<()> {
        self.save(&opened.key)?;
        opened.moved = false;
        Ok(())
    }

    /// Makes a person's keys and her place among those who open the vault.
    pub(super) fn seat(&mut self, (person, name): (Id, &str), passphrase: &str, key: &Key) -> Result<KeyPair> {
        let (pair, cost) = (KeyPair::random(), self.means.strength.cost());
        let keys = PersonKey::new(self.contents.practice, (person, name), &pair, passphrase, cost)?;
        let secret = self.present_secret()?;
        let key = self.seal(key, person, &pair.public(), secret.as_ref())?;
        let (keys, covered) = self.covered(keys, secret.is_some())?;
        self.contents.persons.push(Slot { person: keys, covered, key, other: Default::default() });
        Ok(pair)
    }

    fn reseal(&mut self, person: Id, pair: &KeyPair, passphrase: &str, key: &Key) -> Result<PersonKey> {
        let (practice, cost) = (self.contents.practice, self.means.strength.cost());
        let (mut keys, behind) = (self.keys(person)?, self.slot(person)?.key.secret.is_some());
        keys.reseal(practice, pair, passphrase, cost)?;
        let (stands, covered) = self.covered(keys.clone(), behind)?;
        let slot = self.slot_mut(person)?;
        (slot.person, slot.covered) = (stands, covered);
        self.wear();
        self.save(key)?;
        Ok(keys)
    }

    /// Does a change, or leaves in memory what still stands on disk.
    pub(super) fn whole_or_not<T>(&mut self, change: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let before = self.contents.clone();
        change(self).inspect_err(|_| self.contents = before)
    }

    fn check_new(&self, person: Id, passphrase: &str) -> Result<()> {
        let name = &self.slot(person)?.person.name;
        Ok(passphrase::check(passphrase, self.contents.keystore.demand(), &[name])?)
    }

    /// The device's secret where the seals need one. The others' seals say which it is; the first of all has
    /// none to compare with.
    pub(super) fn present_secret(&self) -> Result<Option<Secret>> {
        if self.contents.keystore == KeystoreUse::None {
            return Ok(None);
        }
        let known: Option<&Bytes> = self.contents.persons.iter().find_map(|slot| slot.key.secret.as_ref());
        match known {
            Some(name) => self.secret(name).map(Some),
            None => {
                let kept = self.means.keystore.get(&self.contents.device.to_string())?;
                kept.map(Some).ok_or(Error::KeystoreEmptied)
            }
        }
    }

    pub(super) fn seal(&self, key: &Key, person: Id, public: &PublicKey, secret: Option<&Secret>) -> Result<SealedKey> {
        SealedKey::new(key, public, secret, &self.bound(&person.to_string()))
    }

    pub(super) fn slot_mut(&mut self, person: Id) -> Result<&mut Slot> {
        self.contents.persons.iter_mut().find(|slot| slot.person.id == person).ok_or(Error::NoSuchPerson)
    }
}
