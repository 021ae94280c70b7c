//! The lock of the one process that writes in a vault.

use super::error::{Error, Result};
use crate::{base::hidden, platform::files};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

/// Held while this process writes in the vault. The operating system frees it when the process ends, however
/// it ends.
#[derive(Debug)]
pub struct Lock {
    holder: PathBuf,
    /// None where the disk takes nothing: nobody is to write there.
    file: Option<File>,
}

/// Who holds the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub pid: u32,
    /// What it does with it: `window`, `import`…
    pub what: String,
}

impl Lock {
    /// Takes the lock for `what`, or says who has it. Where the disk takes nothing there is none to be had: what is there
    /// can be read ([`Lock::holds`]).
    pub fn take(folder: &Path, what: &str) -> Result<Self> {
        // Beside the lock, because on Windows nobody else can read a locked file.
        let path = folder.join("holder.json");
        let file = match files::private_folder(folder).and_then(|()| files::private_file(&folder.join("lock"))) {
            Err(error) if files::takes_nothing(&error) && folder.is_dir() => return Ok(Lock { holder: path, file: None }),
            file => file?,
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Held(read(&path))),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let holder = Holder { pid: std::process::id(), what: what.to_owned() };
        match files::replace(&path, &serde_json::to_vec(&holder).map_err(std::io::Error::from)?) {
            // A full disk: who holds it cannot be said, and it is held all the same.
            Err(error) if files::takes_nothing(&error) => tracing::warn!("who holds the practice is not noted: {error}"),
            noted => noted?,
        }
        Ok(Lock { holder: path, file: Some(file) })
    }

    /// Whether others are kept out, so that this process may write.
    pub fn holds(&self) -> bool {
        self.file.is_some()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Left behind by a crash it does no harm: it is read only while the lock is held.
        if self.holds() {
            let _ = fs::remove_file(&self.holder);
        }
    }
}

fn read(path: &Path) -> Option<Holder> {
    let holder: Holder = serde_json::from_slice(&files::read(path, 4096).ok()?).ok()?;
    Some(Holder { what: hidden::without_in_line(&holder.what).into_owned(), ..holder })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path(), "window").unwrap();
        let Err(Error::Held(Some(holder))) = Lock::take(folder.path(), "import") else {
            panic!("taken twice");
        };
        assert_eq!(holder, Holder { pid: std::process::id(), what: "window".into() });
        drop(first);
        Lock::take(folder.path(), "import").unwrap();
    }

    #[test]
    fn what_a_crash_left_behind_holds_nobody_up() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("holder.json"), r#"{"pid":1,"what":"window"}"#).unwrap();
        fs::write(folder.path().join("lock"), "").unwrap();
        Lock::take(folder.path(), "import").unwrap();
    }
}
