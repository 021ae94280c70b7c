//! A folder for a practice that is thrown away again: the example, a backup that is tried.

use crate::{
    base::{Clock, Id},
    vault::Lock,
};
use std::{
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// How the folders begin.
pub const EXAMPLE: &str = "genki-example-";
pub const TRIAL: &str = "genki-trial-";
/// How long one may stand without a lock: while it is made.
const YOUNG: Duration = Duration::from_secs(120);
/// More than this is not asked of the memory.
const MUCH: u64 = 256 << 20;

/// The name of a folder that holds nothing yet. It goes with this; what a crash leaves behind is encrypted, and goes
/// when the next one is made.
#[derive(Debug)]
pub struct Passing(PathBuf);

impl Passing {
    /// In memory where the system offers such a folder and little is to go there, else among the temporary files.
    pub fn new(prefix: &str, bytes: u64) -> Self {
        sweep();
        let place = places().into_iter().find(|place| bytes <= MUCH || *place == std::env::temp_dir());
        Passing(place.unwrap_or_default().join(format!("{prefix}{}", Id::new(Clock::System.millis()))))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Removes what was left by those that were ended by force: what nobody holds any more.
fn sweep() {
    let now = SystemTime::from(Clock::System.now());
    for entry in places().into_iter().filter_map(|place| std::fs::read_dir(place).ok()).flatten().flatten() {
        let old = entry.metadata().and_then(|m| m.modified()).is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > YOUNG));
        let ours =
            [EXAMPLE, TRIAL].iter().any(|p| entry.file_name().to_string_lossy().starts_with(p)) && entry.path().join("lock").is_file();
        if old && ours && Lock::take(&entry.path(), "sweep").is_ok() {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

fn places() -> Vec<PathBuf> {
    let memory = PathBuf::from("/dev/shm");
    let memory = memory.is_dir().then_some(memory);
    memory.into_iter().chain([std::env::temp_dir()]).collect()
}
