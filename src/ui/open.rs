//! The practice that is open: its desk for everybody, its keys for the few who ask.

use crate::{
    actions::{Desk, demo::Example, entry::Open},
    vault::{Opened, Vault},
};
use std::sync::{Arc, Mutex, PoisonError};

/// Shared by all who need it. Closed by [`OpenPractice::close`], or when the last lets go of it: the keys are
/// wiped and the lock is given back.
#[derive(Clone)]
pub struct OpenPractice(Arc<Shared>);

struct Shared {
    desk: Desk,
    held: Mutex<Option<Held>>,
}

/// What has to be given back.
enum Held {
    Own(Open),
    Example(Example),
}

/// Compared by which one it is, not by what is in it.
impl PartialEq for OpenPractice {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl OpenPractice {
    pub fn own(open: Open) -> Self {
        Self::new(open.desk.clone(), Some(Held::Own(open)))
    }

    /// Nothing where the example holds no open practice.
    pub fn example(example: Example) -> Option<Self> {
        let desk = example.open.as_ref()?.desk.clone();
        Some(Self::new(desk, Some(Held::Example(example))))
    }

    /// A desk whose store stands behind no vault: where the screens are tested.
    pub fn without_vault(desk: Desk) -> Self {
        Self::new(desk, None)
    }

    fn new(desk: Desk, held: Option<Held>) -> Self {
        OpenPractice(Arc::new(Shared { desk, held: Mutex::new(held) }))
    }

    pub fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// Does something with the vault and its keys. It may take long: never on the window's thread. Nothing once
    /// the practice is closed.
    pub fn with_vault<T>(&self, work: impl FnOnce(&mut Vault, &mut Opened) -> T) -> Option<T> {
        let mut held = self.0.held.lock().unwrap_or_else(PoisonError::into_inner);
        let open = match held.as_mut()? {
            Held::Own(open) => open,
            Held::Example(example) => example.open.as_mut()?,
        };
        Some(work(&mut open.vault, &mut open.opened))
    }

    /// Ends the store's writer and readers, wipes the keys and gives the lock back. Whoever still holds a clone
    /// finds it closed.
    pub fn close(&self) {
        self.0.desk.store.close();
        let held = self.0.held.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(held);
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // Before the keys go and another may take the lock.
        self.desk.store.close();
    }
}
