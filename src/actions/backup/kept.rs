//! The backups of a folder, and which of them go. A file is known by its head, never by its name: only what this
//! device wrote for this practice, and keeps, is ever deleted.

use super::{Draft, entry, head};
use crate::{
    base::Id,
    model::backups::{Why, surplus},
    platform::files,
    store,
};
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use std::{
    io::{self, ErrorKind as E},
    path::{Path, PathBuf},
};

/// Whose backups are meant: the practice's, and the device that keeps them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whose {
    pub practice: Id,
    pub device: Id,
}

/// One backup of the practice in a folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub path: PathBuf,
    pub id: Id,
    pub at: NaiveDateTime,
    pub bytes: u64,
    /// As long as its head says. Only reading it through tells more.
    pub whole: bool,
    /// This device keeps it, and deletes it in its time. Others were made by hand or elsewhere.
    pub ours: bool,
}

/// The practice's backups that lie in a folder, the newest first. What does not read as one is passed over.
pub fn list(folder: &Path, whose: Whose, zone: Tz) -> io::Result<Vec<Kept>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)?.flatten() {
        // Nothing but plain files: opening a pipe would wait for ever.
        if !entry.file_type().is_ok_and(|t| t.is_file()) || files::is_unfinished(&entry.file_name()) {
            continue;
        }
        let Ok((seals, bytes, whole)) = head(&entry.path()) else { continue };
        let Some(millis) = seals.backup().millis().filter(|_| seals.practice() == whose.practice) else { continue };
        let moment = chrono::DateTime::from_timestamp_millis(millis).unwrap_or_default();
        found.push(Kept {
            path: entry.path(),
            id: seals.backup(),
            at: crate::base::clock::to_minute(moment.with_timezone(&zone).naive_local()),
            bytes,
            whole,
            ours: seals.kept_by() == Some(whose.device),
        });
    }
    found.sort_by_key(|k| std::cmp::Reverse((k.id, k.whole)));
    Ok(found)
}

/// Deletes what is too much of this device's, and what was begun and never ended. Says how many went.
pub(super) fn tidy(folder: &Path, whose: Whose, zone: Tz, keep: usize) -> io::Result<usize> {
    let ours: Vec<Kept> = list(folder, whose, zone)?.into_iter().filter(|k| k.ours).collect();
    let whole: Vec<_> = ours.iter().filter(|k| k.whole).map(|k| (k.id, k.at)).collect();
    let gone = surplus(&whole, keep);
    let mut removed = 0;
    for kept in &ours {
        let go = if kept.whole { gone.contains(&kept.id) } else { files::is_given_up(&kept.path) };
        if go && std::fs::remove_file(&kept.path).is_ok() {
            removed += 1;
        }
    }
    Ok(removed)
}

/// What stands about a folder that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// On another disk than the practice, as far as the system can tell.
    pub apart: bool,
}

/// Looks whether backups can go to a folder: there (its last part is made), writable, and not the practice's own.
pub fn choose(folder: &Path, practice: &Path) -> Result<Chosen, Why> {
    if !folder.is_absolute() {
        return Err(Why::Unclear);
    }
    if !folder.exists() {
        std::fs::create_dir(folder).map_err(|e| why_of_file(&e))?;
    }
    let full = |path: &Path| std::fs::canonicalize(path).map_err(|e| why_of_file(&e));
    if full(folder)?.starts_with(full(practice)?) {
        return Err(Why::Inside);
    }
    let probe = files::Beside::of(&folder.join("genki.backup"));
    probe.and_then(|mut probe| io::Write::write_all(probe.file(), b"genki")).map_err(|e| why_of_file(&e))?;
    Ok(Chosen { apart: files::same_disk(folder, practice) == Some(false) })
}

fn why_of_file(error: &io::Error) -> Why {
    match error.kind() {
        E::NotFound | E::NotADirectory | E::StaleNetworkFileHandle | E::HostUnreachable | E::NetworkUnreachable => Why::Gone,
        E::PermissionDenied | E::ReadOnlyFilesystem => Why::ReadOnly,
        E::StorageFull | E::QuotaExceeded => Why::Full,
        _ => Why::Other(error.to_string()),
    }
}

/// What stopped the writing of a backup, where `here` is beside the practice.
pub(super) fn why(error: &entry::Error, here: bool) -> Why {
    match error {
        entry::Error::Store(e) if e.is_full() => {
            if here {
                Why::FullHere
            } else {
                Why::Full
            }
        }
        entry::Error::Store(store::Error::Backup(what)) if *what == super::DAMAGED => Why::Damaged,
        entry::Error::Store(store::Error::Io(e)) => why_of_file(e),
        other => Why::Other(other.to_string()),
    }
}

/// Removes copies of the database that an older Genki left which was ended by force.
pub(super) fn sweep(practice: &Path) {
    for entry in std::fs::read_dir(practice).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("backup-") && name.contains(".db") && files::is_given_up(&entry.path()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// A name that says when, and nobody's: `genki-2026-11-22-1830.backup`. A second one of the minute counts up.
pub fn name(at: NaiveDateTime, folder: &Path) -> PathBuf {
    let plain = at.format("genki-%Y-%m-%d-%H%M").to_string();
    let names = std::iter::once(format!("{plain}.backup")).chain((2..).map(|n| format!("{plain}-{n}.backup")));
    names.map(|name| folder.join(name)).find(|path| !path.exists()).unwrap_or_default()
}

/// The draft's head by whoever holds the vault; nothing once it is closed.
pub type Sealed = Option<crate::vault::Result<Vec<u8>>>;

/// Asks the holder of the vault for a draft's head.
pub trait Seal: FnOnce(&Draft) -> Sealed {}
impl<F: FnOnce(&Draft) -> Sealed> Seal for F {}
