//! Another key for the database, once somebody may know the one it has who is to open it no more.
//!
//! ```text
//! worn ── the next key sealed beside the one that opens ── the database gets it ── the next in the place of the other
//! ```
//! Whatever ends it, the file holds the key that the database has; which of the two that is, the database tells.

use super::{
    error::{Error, Result},
    file::{Next, SealedKey},
    key::Key,
    open::{RECOVERY, Vault},
    opened::Opened,
};

impl Vault {
    /// How often the file was changed so that an older one is to open nothing.
    pub fn turns(&self) -> u64 {
        self.contents.turn
    }

    /// Whether the database is to get another key.
    pub fn is_worn(&self) -> bool {
        self.contents.worn
    }

    /// From the next writing on an older file counts no more, and the database is to get another key.
    pub(super) fn wear(&mut self) {
        self.contents.turn += 1;
        self.contents.worn = true;
    }

    /// Makes the database's next key, and seals it beside the one that it has.
    ///
    /// # Errors
    /// The keystore's, where the seals need its secret and it does not answer.
    pub fn ready_next(&mut self, opened: &mut Opened) -> Result<()> {
        let key = Key::random();
        let secret = self.present_secret()?;
        let mut persons = Vec::with_capacity(self.contents.persons.len());
        for slot in &self.contents.persons {
            persons.push((slot.person.id, self.seal(&key, slot.person.id, &slot.person.public, secret.as_ref())?));
        }
        let recovery = SealedKey::new(&key, &self.contents.recovery.words.public, None, &self.bound(RECOVERY))?;
        self.whole_or_not(|vault| {
            vault.contents.next = Some(Next { persons, recovery });
            vault.save(&opened.key)
        })?;
        opened.next = Some(key);
        Ok(())
    }

    /// The database has its next key: the one before is forgotten. Whether it is `worn` all the same, because the file was
    /// changed again since the key was made ready, is the caller's to know.
    ///
    /// # Errors
    /// [`Error::Damaged`] where no next key was made ready.
    pub fn take_next_key(&mut self, opened: &mut Opened, worn: bool) -> Result<()> {
        let (Some(key), Some(next)) = (opened.next.clone(), self.contents.next.clone()) else {
            return Err(Error::Damaged("the next key"));
        };
        self.whole_or_not(|vault| {
            // Whoever has no seal of the next one opens nothing with the one before.
            vault.contents.persons.retain_mut(|slot| match next.persons.iter().find(|(id, _)| *id == slot.person.id) {
                Some((_, sealed)) => {
                    slot.key = sealed.clone();
                    true
                }
                None => false,
            });
            vault.contents.recovery.key = next.recovery;
            vault.contents.next = None;
            vault.contents.worn = worn;
            vault.save(&key)
        })?;
        opened.key = key;
        opened.next = None;
        Ok(())
    }

    /// The database still has the key it had: the next one is forgotten.
    pub fn drop_next_key(&mut self, opened: &mut Opened) -> Result<()> {
        self.whole_or_not(|vault| {
            vault.contents.next = None;
            vault.save(&opened.key)
        })?;
        opened.next = None;
        Ok(())
    }
}
