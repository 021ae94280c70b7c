//! Making a vault whole or not at all.
//!
//! As long as what is made in a folder is not whole, its keys lie there under another name ([`KEYS`]), beside a note. Giving
//! them their own name makes the vault: it is the last step, and none before it or after it takes anything away. Where the
//! note lies and no `vault.json`, whoever makes a vault next takes away what the note belongs to, from the folder and from
//! the keystore; beside a `vault.json` the note means nothing, however it came there.

use super::{
    error::{Error, Result},
    file,
};
use crate::{
    base::Id,
    platform::{files, keystore::Keystore},
};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
};

pub const NOTE: &str = "unfinished.json";
/// What will be `vault.json`.
pub const KEYS: &str = "unfinished-vault.json";
/// More than any note has.
const LONGEST: u64 = 4096;

/// A vault and its database on their way. Dropped before [`Beginning::finish`], nothing of them stays.
#[derive(Debug)]
pub struct Beginning {
    folder: PathBuf,
    keystore: Keystore,
    finished: bool,
}

/// What was begun: under which name the keystore may hold a secret for it.
#[derive(Serialize, Deserialize)]
struct Note {
    device: Id,
}

impl Beginning {
    /// Notes that a vault is made in the folder for a device. What another process began there and did not end is
    /// taken away first.
    ///
    /// # Errors
    /// [`Error::Occupied`] where the folder holds anything else.
    pub(super) fn of(folder: &Path, device: Id, keystore: &Keystore) -> Result<Self> {
        free(folder, keystore)?;
        files::private_folder(folder)?;
        let note = serde_json::to_vec(&Note { device }).map_err(std::io::Error::from)?;
        files::replace(&folder.join(NOTE), &note)?;
        Ok(Beginning { folder: folder.to_owned(), keystore: keystore.clone(), finished: false })
    }

    /// All is there: from here on it is a vault. Durable when this returns.
    ///
    /// # Errors
    /// [`Error::Io`] where the file system refused; then nothing stays.
    pub fn finish(mut self) -> Result<()> {
        files::sync_folder(&self.folder)?;
        fs::rename(self.folder.join(KEYS), self.folder.join(file::NAME))?;
        files::sync_folder(&self.folder)?;
        forget(&self.folder);
        let above = self.folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Somebody may be allowed to write in the folder and not to look above it.
        if let Err(error) = files::sync_folder(above) {
            tracing::info!("the folder above was not made durable: {error}");
        }
        self.finished = true;
        Ok(())
    }
}

impl Drop for Beginning {
    fn drop(&mut self) {
        if !self.finished
            && let Err(error) = clear(&self.folder, &self.keystore)
        {
            tracing::warn!("what was begun was not cleared up: {error}");
        }
    }
}

/// Whether something was begun in the folder that is not whole.
pub fn is_unfinished(folder: &Path) -> bool {
    let missing = |name: &str| fs::symlink_metadata(folder.join(name)).is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound);
    missing(file::NAME) && !missing(NOTE)
}

/// A note beside a vault that is whole is of no use, and is taken away where that is possible.
pub fn forget(folder: &Path) {
    match fs::remove_file(folder.join(NOTE)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => tracing::info!("a note of the beginning was left: {error}"),
        _ => {}
    }
}

/// Sees to it that a vault can be made in the folder.
fn free(folder: &Path, keystore: &Keystore) -> Result<()> {
    if is_unfinished(folder) {
        clear(folder, keystore)?;
    }
    if file::vacant(folder)? { Ok(()) } else { Err(Error::Occupied) }
}

/// What the note in a folder says. One that does not read is nobody's to go by.
fn noted(folder: &Path) -> Result<Note> {
    let bytes = files::read(&folder.join(NOTE), LONGEST).map_err(|_| Error::Occupied)?;
    serde_json::from_slice(&bytes).map_err(|_| Error::Occupied)
}

/// Takes away what was begun in the folder; the note last, so that this may be cut off as well.
///
/// # Errors
/// [`Error::Io`] where something cannot be removed; [`Error::Occupied`], with nothing taken away, where the folder holds
/// anything else, too.
pub fn clear(folder: &Path, keystore: &Keystore) -> Result<()> {
    let Note { device } = noted(folder)?;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if name != NOTE && !file::is_ours(&name) && !file::is_harmless(&name) {
            return Err(Error::Occupied);
        }
    }
    // A keystore that does not answer keeps a secret that opens nothing.
    for name in file::secret_names(device) {
        if let Err(error) = keystore.delete(&name) {
            tracing::info!("a secret was left in the keystore: {error}");
        }
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if file::is_ours(&entry.file_name()) && entry.file_type()?.is_file() {
            fs::remove_file(entry.path())?;
        }
    }
    files::sync_folder(folder)?;
    match fs::remove_file(folder.join(NOTE)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    Ok(files::sync_folder(folder)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::keystore::Memory;

    fn begun(folder: &Path, keystore: &Keystore) -> Beginning {
        let device = Id::from_u128(7);
        let beginning = Beginning::of(folder, device, keystore).unwrap();
        keystore.set(&device.to_string(), &[1; 32]).unwrap();
        for name in [KEYS, "genki.db", "genki.db-wal", "tries.json"] {
            fs::write(folder.join(name), b"x").unwrap();
        }
        beginning
    }

    #[test]
    fn what_is_not_finished_leaves_nothing_in_the_folder_and_in_the_keystore() {
        let (folder, keystore) = (tempfile::tempdir().unwrap(), Keystore::Memory(Memory::default()));
        drop(begun(folder.path(), &keystore));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(keystore.get(&Id::from_u128(7).to_string()).unwrap().is_none());
        begun(folder.path(), &keystore).finish().unwrap();
        assert!(!is_unfinished(folder.path()) && folder.path().join("genki.db").exists());
        assert!(matches!(Beginning::of(folder.path(), Id::from_u128(8), &keystore), Err(Error::Occupied)));
    }

    #[test]
    fn what_was_cut_off_makes_room_and_what_is_somebodys_stays() {
        let (folder, keystore) = (tempfile::tempdir().unwrap(), Keystore::Memory(Memory::default()));
        // A process that is killed drops nothing.
        std::mem::forget(begun(folder.path(), &keystore));
        std::mem::forget(begun(folder.path(), &keystore));
        fs::write(folder.path().join("letter.txt"), b"somebody's").unwrap();
        assert!(matches!(Beginning::of(folder.path(), Id::from_u128(8), &keystore), Err(Error::Occupied)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 6, "nothing was changed");
        assert!(keystore.get(&Id::from_u128(7).to_string()).unwrap().is_some());
        fs::remove_file(folder.path().join("letter.txt")).unwrap();
        drop(Beginning::of(folder.path(), Id::from_u128(8), &keystore).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(keystore.get(&Id::from_u128(7).to_string()).unwrap().is_none());
    }

    #[test]
    fn a_note_beside_a_whole_vault_and_one_that_does_not_read_cost_nothing() {
        let (folder, keystore) = (tempfile::tempdir().unwrap(), Keystore::Memory(Memory::default()));
        begun(folder.path(), &keystore).finish().unwrap();
        let mine = serde_json::to_vec(&Note { device: Id::from_u128(7) }).unwrap();
        for note in [&b""[..], b"garbage", b"{}", &mine] {
            fs::write(folder.path().join(NOTE), note).unwrap();
            assert!(!is_unfinished(folder.path()) && file::is_there(folder.path()));
            assert!(matches!(Beginning::of(folder.path(), Id::from_u128(8), &keystore), Err(Error::Occupied)));
        }
        fs::rename(folder.path().join("vault.json"), folder.path().join(KEYS)).unwrap();
        for note in [&b""[..], b"garbage", b"{}"] {
            fs::write(folder.path().join(NOTE), note).unwrap();
            assert!(matches!(Beginning::of(folder.path(), Id::from_u128(8), &keystore), Err(Error::Occupied)));
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5, "nothing was changed");
        }
        assert!(keystore.get(&Id::from_u128(7).to_string()).unwrap().is_some());
    }
}
