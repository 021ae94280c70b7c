//! The backup that makes itself: once a day into a chosen folder, kept to a number, tried again where it failed.

use super::{
    Draft, entry,
    kept::{self, Seal, Whose},
};
use crate::{
    actions::Desk,
    base::Id,
    model::backups::{Backups, Failed, Why},
    platform::files,
    store,
    vault::Vault,
};
use chrono::{NaiveDateTime, TimeDelta};
use std::{
    path::{Path, PathBuf},
    sync::Mutex,
};

/// Under what this device notes its backups.
pub const NOTED: &str = "backup";
/// One at a time in this process.
static ONE: Mutex<()> = Mutex::new(());

/// A backup that was just made and read back.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    pub id: Id,
    pub at: NaiveDateTime,
    pub file: PathBuf,
    pub bytes: u64,
    /// How many older ones went for it.
    pub removed: usize,
}

/// What came of asking for the daily one.
#[derive(Debug, Clone, PartialEq)]
pub enum Came {
    /// Nothing was to be done.
    Nothing,
    Made(Made),
    Failed(Why),
}

pub fn noted(desk: &Desk) -> store::Result<Backups> {
    desk.store.read(|db| store::local::get(db, NOTED))
}

/// Changes what this device notes of its backups.
pub fn note(desk: &Desk, change: impl FnOnce(&mut Backups)) -> store::Result<()> {
    // Where it cannot be read nothing is noted over it: the folder of the daily ones stands in it.
    let mut backups = noted(desk)?;
    change(&mut backups);
    desk.store.set_local(NOTED, &backups)
}

/// Puts the reminder off until tomorrow at this time.
pub fn put_off(desk: &Desk) -> store::Result<()> {
    let until = desk.now() + TimeDelta::days(1);
    note(desk, |b| b.quiet_until = Some(until))
}

/// Refuses backups to somebody whose passphrase would protect them badly: no keystore stands behind a file.
pub fn fit(vault: &Vault, person: Id) -> Result<(), Why> {
    if vault.is_strong(person) { Ok(()) } else { Err(Why::Weak) }
}

/// Notes the folder of the daily ones, if backups can go there.
pub fn begin(desk: &Desk, folder: &Path, keep: usize) -> Result<(), Why> {
    let chosen = kept::choose(folder, files::parent(desk.store.path()))?;
    let begun = note(desk, |b| {
        let other = Path::new(&b.folder) != folder;
        b.folder = folder.display().to_string();
        b.apart = chosen.apart;
        b.keep = keep;
        b.failed = None;
        if other {
            b.daily = None;
        }
    });
    begun.map_err(|e| kept::why(&e.into(), true))
}

pub fn end(desk: &Desk) -> store::Result<()> {
    note(desk, |b| {
        b.folder = String::new();
        b.failed = None;
    })
}

/// Makes the daily one if it is due, or at once where she asks for it; and notes what came of it.
pub fn run(desk: &Desk, whose: Whose, asked: bool, seal: impl Seal) -> Came {
    let Ok(_alone) = ONE.try_lock() else { return Came::Nothing };
    let now = desk.now();
    let backups = match noted(desk) {
        Ok(backups) => backups,
        Err(error) => {
            tracing::error!("what is noted of backups could not be read: {error}");
            return Came::Failed(kept::why(&error.into(), true));
        }
    };
    if backups.folder.is_empty() || !(asked || backups.due(now)) {
        return Came::Nothing;
    }
    let folder = PathBuf::from(&backups.folder);
    let came = there(&backups, desk).and_then(|()| once(desk, whose, &folder, backups.keep, seal));
    let (noted, came) = match came {
        Ok(Some(made)) => {
            // What is there is not forgotten because it could not be looked at.
            let present =
                kept::list(&folder, whose, desk.zone).inspect_err(|e| tracing::warn!("the backups could not be listed: {e:?}")).ok();
            let did = note(desk, |b| {
                b.made(made.id, made.at, made.file.display().to_string());
                b.daily = Some(made.at);
                b.failed = None;
                if let Some(present) = present {
                    b.checked.retain(|id, _| present.iter().any(|k| k.id == *id));
                }
            });
            (did, Came::Made(made))
        }
        Ok(None) => (Ok(()), Came::Nothing),
        Err(why) => (note(desk, |b| b.failed = Some(Failed { at: now, why: why.clone() })), Came::Failed(why)),
    };
    if let Err(error) = noted {
        tracing::warn!("a backup was not noted: {error}");
    }
    came
}

/// A folder of another disk that is now found on this one is the place where that disk is missing.
fn there(backups: &Backups, desk: &Desk) -> Result<(), Why> {
    let folder = Path::new(&backups.folder);
    let away = backups.apart && files::same_disk(folder, files::parent(desk.store.path())) == Some(true);
    if away || !folder.is_dir() { Err(Why::Gone) } else { Ok(()) }
}

/// Makes one in a folder that is there, and deletes what is too much. Nothing where the practice was closed meanwhile.
pub fn once(desk: &Desk, whose: Whose, folder: &Path, keep: usize, seal: impl Seal) -> Result<Option<Made>, Why> {
    kept::sweep(files::parent(desk.store.path()));
    let draft = Draft::of(&desk.store, desk.clock.millis()).map_err(|e| kept::why(&e.into(), true))?;
    let (id, at) = (draft.id, desk.now());
    let Some(seals) = seal(&draft) else { return Ok(None) };
    let written = seals.map_err(entry::Error::from).and_then(|seals| {
        let file = kept::name(at, folder);
        draft.write(&seals, &file).map(|bytes| (file, bytes))
    });
    let (file, bytes) = written.map_err(|e| kept::why(&e, false))?;
    let removed = kept::tidy(folder, whose, desk.zone, keep);
    let removed = removed.inspect_err(|e| tracing::warn!("older backups could not be cleared away: {e:?}")).unwrap_or_default();
    Ok(Some(Made { id, at, file, bytes, removed }))
}
