//! The lock of the one process that writes in a vault.

use super::error::{Error, Result};
use crate::platform::files;
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
    _file: File,
}

/// Who holds the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub pid: u32,
    /// What it does with it: `window`, `import`…
    pub what: String,
}

impl Lock {
    /// Takes the lock for `what`, or says who has it.
    pub fn take(folder: &Path, what: &str) -> Result<Self> {
        files::private_folder(folder)?;
        let file = files::private_file(&folder.join("lock"))?;
        // Beside the lock, because on Windows nobody else can read a locked file.
        let path = folder.join("holder.json");
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Held(read(&path))),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let holder = Holder { pid: std::process::id(), what: what.to_owned() };
        files::replace(&path, &serde_json::to_vec(&holder).map_err(std::io::Error::from)?)?;
        Ok(Lock { holder: path, _file: file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Left behind by a crash it does no harm: it is read only while the lock is held.
        let _ = fs::remove_file(&self.holder);
    }
}

fn read(path: &Path) -> Option<Holder> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
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
