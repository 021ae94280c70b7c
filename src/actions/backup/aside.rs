//! A practice that cannot be opened makes room for the one from its backup. Nothing of it is deleted, and if that one
//! does not come, whatever ends it, the damaged one is back in its place.

use crate::{
    base::Clock,
    platform::{files, keystore::Keystore},
    vault::{self, Lock},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Lies in a folder that was set aside until the practice in its place is whole.
const NOTE: &str = "set-aside";

/// A folder that stands beside where it was.
#[derive(Debug)]
pub struct Aside {
    pub kept: PathBuf,
    was: PathBuf,
}

/// How the folder is called from then on, but for the time.
pub fn named(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!("{name}-damaged"))
}

/// Puts a folder beside itself under another name, unless somebody writes in it.
pub fn set_aside(folder: &Path, clock: Clock) -> vault::Result<Aside> {
    drop(Lock::take(folder, "restore")?);
    let mut kept = named(folder).into_os_string();
    kept.push(clock.now().format("-%Y-%m-%d-%H%M%S").to_string());
    let kept = PathBuf::from(kept);
    if kept.exists() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
    }
    files::replace(&folder.join(NOTE), b"")?;
    fs::rename(folder, &kept)?;
    Ok(Aside { kept, was: folder.to_owned() })
}

impl Aside {
    /// Another practice has its place now.
    pub fn stay(self) {
        if let Err(error) = fs::remove_file(self.kept.join(NOTE)) {
            tracing::warn!("what was set aside may come back: {error}");
        }
    }

    /// Back where it was: what was to take its place did not come.
    pub fn put_back(self) -> io::Result<()> {
        fs::rename(&self.kept, &self.was)?;
        let _ = fs::remove_file(self.was.join(NOTE));
        Ok(())
    }
}

/// Puts back what was set aside for a practice that did not come, because the program was ended in the midst. Says
/// whether it did. Nothing where a practice is, or where somebody is at it.
///
/// # Errors
/// [`vault::Error::Io`] where what was begun cannot be removed, or the folder not be put back.
pub fn recover(folder: &Path, keystore: &Keystore) -> vault::Result<bool> {
    let kept = match last_aside(folder) {
        Ok(Some(kept)) => kept,
        Ok(None) => return Ok(false),
        // A practice is here all the same.
        Err(_) if folder.exists() => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    if folder.exists() {
        if !vault::is_unfinished(folder) && !vault::is_vacant(folder)? {
            return Ok(false);
        }
        let Ok(lock) = Lock::take(folder, "restore") else { return Ok(false) };
        if vault::is_unfinished(folder) {
            vault::clear_unfinished(folder, keystore)?;
        }
        drop(lock);
        for entry in fs::read_dir(folder)?.flatten().filter(|e| vault::is_harmless(&e.file_name())) {
            fs::remove_file(entry.path())?;
        }
        // What somebody else laid there stays, and so does what was set aside.
        if fs::remove_dir(folder).is_err() {
            return Ok(false);
        }
    }
    Aside { kept, was: folder.to_owned() }.put_back()?;
    Ok(true)
}

/// The newest that was set aside for a practice that is not whole.
fn last_aside(folder: &Path) -> io::Result<Option<PathBuf>> {
    let begins = named(folder).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Some(parent) = folder.parent() else { return Ok(None) };
    let beside = match fs::read_dir(parent) {
        Ok(beside) => beside,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut last = None;
    for entry in beside {
        let path = entry?.path();
        let is_ours = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&begins));
        if is_ours && path.join(NOTE).exists() {
            last = last.max(Some(path));
        }
    }
    Ok(last)
}
