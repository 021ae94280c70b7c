//! The practice that is open: its desk for who is at work, its keys for the few who ask.
//!
//! Whoever gave her passphrase since Genki was opened has her keys here, so that she may come back with her PIN.
//! They are wiped when she signs out, and all of them when the practice is closed.

use crate::{
    actions::{
        Desk,
        demo::Example,
        desk,
        entry::{self, Open},
    },
    base::Id,
    vault::{Opened, Vault},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Shared by all who need it. Closed by [`OpenPractice::close`], or when the last lets go of it: the keys are
/// wiped and the lock is given back.
#[derive(Clone)]
pub struct OpenPractice(Arc<Shared>);

struct Shared {
    /// Of whoever is at work.
    desk: Mutex<Desk>,
    held: Mutex<Option<Held>>,
}

/// What has to be given back.
struct Held {
    kept: Kept,
    /// The keys of those who gave their passphrase and are not at work now.
    others: BTreeMap<Id, Opened>,
}

enum Kept {
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
        Self::new(open.desk.clone(), Some(Kept::Own(open)))
    }

    /// Nothing where the example holds no open practice.
    pub fn example(example: Example) -> Option<Self> {
        let desk = example.open.as_ref()?.desk.clone();
        Some(Self::new(desk, Some(Kept::Example(example))))
    }

    /// A desk whose store stands behind no vault: where the screens are tested.
    pub fn without_vault(desk: Desk) -> Self {
        Self::new(desk, None)
    }

    fn new(desk: Desk, kept: Option<Kept>) -> Self {
        let held = kept.map(|kept| Held { kept, others: BTreeMap::new() });
        OpenPractice(Arc::new(Shared { desk: Mutex::new(desk), held: Mutex::new(held) }))
    }

    /// The desk of whoever is at work.
    pub fn desk(&self) -> Desk {
        self.0.desk.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Does something with the vault and the keys of who is at work. It may take long: never on the window's thread.
    /// Nothing once the practice is closed.
    pub fn with_vault<T>(&self, work: impl FnOnce(&mut Vault, &mut Opened) -> T) -> Option<T> {
        let mut held = self.held();
        let Held { kept, others } = held.as_mut()?;
        let open = kept.open()?;
        let turns = open.vault.turns();
        let done = work(&mut open.vault, &mut open.opened);
        if open.vault.turns() != turns {
            turn_key(open, others);
        }
        Some(done)
    }

    /// Gives the database another key where it is to get one and has not yet: another program may have been reading it.
    /// It may take long: never on the window's thread.
    pub fn turn_key(&self) {
        let mut held = self.held();
        let Some(Held { kept, others }) = held.as_mut() else { return };
        if let Some(open) = kept.open().filter(|open| open.vault.is_worn()) {
            turn_key(open, others);
        }
    }

    /// Who gave her passphrase since Genki was opened, and may come back with a PIN. Keys that a manager replaced
    /// meanwhile, or took away, are wiped.
    pub fn present(&self) -> Vec<Id> {
        let mut held = self.held();
        let Some(Held { kept, others }) = held.as_mut() else { return Vec::new() };
        let Some(open) = kept.open() else { return Vec::new() };
        let vault = &open.vault;
        let current = |opened: &Opened| {
            let here = vault.persons().find(|p| Some(p.id) == opened.person());
            here.is_some_and(|here| opened.pair().is_some_and(|pair| pair.public() == here.public))
        };
        others.retain(|_, opened| current(opened));
        let at_work = Some(&open.opened).filter(|opened| current(opened)).and_then(Opened::person);
        at_work.into_iter().chain(others.keys().copied()).collect()
    }

    /// Takes in the keys of a person who just gave her passphrase.
    pub fn arrive(&self, opened: Opened) {
        if let (Some(held), Some(person)) = (self.held().as_mut(), opened.person()) {
            held.others.insert(person, opened);
        }
    }

    /// Puts a person to work whose keys are here: the desk is hers from now on. Nothing where they are not, or the practice
    /// is closed.
    ///
    /// # Errors
    /// Where what was granted to her cannot be read; whoever was at work stays so.
    pub fn change_to(&self, person: Id) -> desk::Result<Option<Desk>> {
        let mut held = self.held();
        let Some(Held { kept, others }) = held.as_mut() else { return Ok(None) };
        let Some(open) = kept.open() else { return Ok(None) };
        let at_work = open.opened.person() == Some(person);
        let keys = if at_work { Some(&open.opened) } else { others.get(&person) };
        let Some(keys) = keys else { return Ok(None) };
        let mut desk = self.0.desk.lock().unwrap_or_else(PoisonError::into_inner);
        let hers = desk.of_person(person, keys.pair())?;
        *desk = hers;
        if !at_work && let Some(hers) = others.remove(&person) {
            let before = std::mem::replace(&mut open.opened, hers);
            if let Some(id) = before.person() {
                others.insert(id, before);
            }
        }
        Ok(Some(desk.clone()))
    }

    /// Wipes the keys of who is at work: only her passphrase brings her back. Another who is present takes her place;
    /// where there is none, or hers cannot be read, the practice has to be closed, and this answers nothing.
    pub fn sign_out(&self) -> Option<Desk> {
        let (out, next) = {
            let mut held = self.held();
            let held = held.as_mut()?;
            (held.kept.open()?.opened.person()?, *held.others.keys().next()?)
        };
        let changed = self.change_to(next).inspect_err(|error| tracing::error!("a person's keys could not be read: {error}"));
        if let Some(held) = self.held().as_mut() {
            held.others.remove(&out);
        }
        changed.ok().flatten()
    }

    /// Ends the store's writer and readers, wipes the keys and gives the lock back. Whoever still holds a clone
    /// finds it closed.
    pub fn close(&self) {
        self.desk().store.close();
        let held = self.held().take();
        drop(held);
    }

    fn held(&self) -> MutexGuard<'_, Option<Held>> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The keys of all who are present are those of the database afterwards, whatever became of it.
fn turn_key(open: &mut Open, others: &mut BTreeMap<Id, Opened>) {
    if let Err(error) = entry::turn_key(&open.desk, &mut open.vault, &mut open.opened) {
        tracing::warn!("the database did not get another key: {error}");
    }
    for other in others.values_mut() {
        other.keep_up_with(&open.opened);
    }
}

impl Kept {
    fn open(&mut self) -> Option<&mut Open> {
        match self {
            Kept::Own(open) => Some(open),
            Kept::Example(example) => example.open.as_mut(),
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // Before the keys go and another may take the lock.
        self.desk.get_mut().unwrap_or_else(PoisonError::into_inner).store.close();
    }
}
