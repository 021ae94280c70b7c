//! Trying a backup: read through, and with a passphrase restored whole into a folder that is then wiped.

use super::{Backup, entry};
use crate::{
    actions::passing::{self, Passing},
    base::{Clock, Id},
    platform::keystore::Keystore,
    store,
    vault::{Demand, Means, Strength, Weakness, check_passphrase},
};
use std::path::Path;

/// What a trial found.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    pub patients: u64,
    /// When the newest thing in it was done, in milliseconds.
    pub newest: Option<i64>,
    /// Why the passphrase would protect a stolen backup badly, if it would: no keystore stands behind a file.
    pub weak: Option<Weakness>,
}

/// Restores the backup as it would be restored on another device, and lets it go again.
pub fn restore(file: &Path, person: Id, passphrase: &str) -> entry::Result<Tried> {
    let backup = Backup::open(file)?;
    let names: Vec<String> = backup.seals.persons().map(|p| p.name.clone()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let unsealed = backup.seals.open(person, passphrase)?;
    let folder = Passing::new(passing::TRIAL, backup.end);
    let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Measured };
    let open = backup.restore(unsealed, folder.path(), means)?;
    let found = open.desk.store.read::<_, store::Error>(|db| Ok((store::patients::count(db)?, store::acts::latest(db, 1)?)));
    open.desk.store.close();
    drop(open);
    let (patients, acts) = found?;
    let weak = check_passphrase(passphrase, Demand::Alone, &names).err();
    Ok(Tried { patients, newest: acts.first().map(|a| a.at), weak })
}
