//! A person's PIN on this device: set, taken away and asked for. It stands in the encrypted database, never in the
//! log: another device knows nothing of it.

use super::entry::Result;
use crate::{
    base::Id,
    store::{self, Db, Store, local},
    vault::{self, PinMark, Vault},
};

fn place_of(person: Id) -> String {
    format!("pin.{person}")
}

fn mark(db: &Db, person: Id) -> store::Result<Option<PinMark>> {
    local::get(db, &place_of(person))
}

/// Whether a person has one here.
pub fn has(db: &Db, person: Id) -> store::Result<bool> {
    Ok(mark(db, person)?.is_some())
}

/// Gives a person another PIN, or her first, if the passphrase is hers.
pub fn set(store: &Store, vault: &Vault, person: Id, passphrase: &str, pin: &str) -> Result<()> {
    let here = store.read::<_, store::Error>(store::practitioners::here)?;
    let known: Vec<&str> = here.iter().flat_map(|p| &p.telecom).map(|t| t.value.as_str()).collect();
    let mark = vault.new_pin(person, passphrase, pin, &known)?;
    Ok(store.set_local(&place_of(person), &mark)?)
}

/// Takes it away, if the passphrase is hers.
pub fn remove(store: &Store, vault: &Vault, person: Id, passphrase: &str) -> Result<()> {
    vault.verify(person, passphrase)?;
    Ok(store.set_local(&place_of(person), &None::<PinMark>)?)
}

/// Says whether it is the person's. A wrong one counts.
pub fn verify(store: &Store, vault: &Vault, person: Id, pin: &str) -> Result<()> {
    let mark = store.read::<_, store::Error>(|db| mark(db, person))?.ok_or(vault::Error::PinSpent)?;
    Ok(vault.verify_pin(person, &mark, pin)?)
}
