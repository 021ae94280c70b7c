//! A practice that cannot be opened makes room for the one from its backup. Nothing of it is deleted.

use crate::{
    base::Clock,
    vault::{self, Lock},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

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
    fs::rename(folder, &kept)?;
    Ok(Aside { kept, was: folder.to_owned() })
}

impl Aside {
    /// Back where it was: what was to take its place did not come.
    pub fn put_back(self) -> io::Result<()> {
        fs::rename(self.kept, self.was)
    }
}
