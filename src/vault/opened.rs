//! What an open vault holds in memory.

use super::{key::Key, pair::KeyPair};
use crate::base::Id;

/// The keys of an open vault. Dropped, or closed, nothing of them stays in memory.
#[derive(Debug)]
pub struct Opened {
    pub(super) key: Key,
    /// The key that the database was just getting when the file was written.
    pub(super) next: Option<Key>,
    pub(super) practice: Id,
    pub(super) device: Id,
    pub(super) who: Who,
    /// The passphrase that opened it may stand alone.
    pub(super) strong: bool,
    pub(super) moved: bool,
    pub(super) renewed: bool,
}

#[derive(Debug)]
pub(super) enum Who {
    Person(Id, KeyPair),
    /// Whoever holds the words; until a passphrase is set, nobody in particular.
    Recovery(KeyPair),
}

impl Opened {
    /// The key of the database.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The key of the database, where it was given that one meanwhile and the file does not say so yet.
    pub fn next(&self) -> Option<&Key> {
        self.next.as_ref()
    }

    /// Goes on with the database key that somebody else's opening of the same vault has by now.
    pub fn keep_up_with(&mut self, other: &Opened) {
        if self.device == other.device {
            self.key = other.key.clone();
            self.next = other.next.clone();
        }
    }

    pub fn practice(&self) -> Id {
        self.practice
    }

    pub fn device(&self) -> Id {
        self.device
    }

    /// Who opened it; nobody in particular if it was opened with the recovery words.
    pub fn person(&self) -> Option<Id> {
        match &self.who {
            Who::Person(id, _) => Some(*id),
            Who::Recovery(_) => None,
        }
    }

    /// The person's key pair, for what is sealed to her.
    pub fn pair(&self) -> Option<&KeyPair> {
        match &self.who {
            Who::Person(_, pair) => Some(pair),
            Who::Recovery(_) => None,
        }
    }

    /// The pair of the recovery words, where they opened it.
    pub fn words(&self) -> Option<&KeyPair> {
        match &self.who {
            Who::Recovery(pair) => Some(pair),
            Who::Person(..) => None,
        }
    }

    /// Whether the folder stands elsewhere than when it was last written: moved, or a copy. Two copies of one
    /// device must not both write as that device.
    pub fn moved(&self) -> bool {
        self.moved
    }

    /// Whether the keystore had lost the device's secret and was given a new one.
    pub fn renewed(&self) -> bool {
        self.renewed
    }

    /// Wipes the keys.
    pub fn close(self) {}
}
