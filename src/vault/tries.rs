//! Wrong tries: counted on disk before an attempt is verified, so that ending the process gains nothing.
//!
//! After three free tries each further one must wait, longer and longer. Nothing is ever wiped: who forgot a
//! passphrase waits, or takes the recovery words. This slows down a person at the keyboard; who copies the
//! folder is held up by the keystore's secret and the passphrase's cost instead.
//!
//! They are kept in memory too: while the program runs, a file that was deleted, emptied or put back from before frees
//! nothing, and where the disk takes no more the memory counts alone.

use super::error::{Error, Result};
use crate::{base::Clock, platform::files};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// How many seconds to wait after the fourth wrong try, the fifth and so on; the last holds for all that follow.
const DELAYS: [u64; 7] = [2, 5, 15, 30, 60, 5 * 60, 15 * 60];
/// So many wrong tries are followed by no delay.
const FREE: u32 = 3;

/// The file is written in pieces of this size, so that it can be written over where the disk is full.
const PIECE: usize = 4096;

/// More than the tries of a thousand persons.
const LONGEST: u64 = 1 << 20;

/// What this process knows of each folder's tries.
static KNOWN: Mutex<BTreeMap<PathBuf, All>> = Mutex::new(BTreeMap::new());
/// So many wrong tries are kept until they are told; of more the oldest are forgotten.
const UNTOLD: usize = 500;

/// The tries of everybody who may open this vault.
#[derive(Debug)]
pub struct Ledger {
    folder: PathBuf,
    clock: Clock,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Tries {
    count: u32,
    /// When the last one was, in milliseconds since 1970.
    at: i64,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct All {
    /// Holds for whoever is not named: nothing, unless the file was found unreadable.
    anybody: Tries,
    by: BTreeMap<String, Tries>,
    /// When each wrong try was that nobody was told of yet.
    untold: Vec<(String, i64)>,
}

impl Ledger {
    pub fn of(folder: &Path, clock: Clock) -> Self {
        Ledger { folder: folder.to_owned(), clock }
    }

    /// How long `who` has to wait before the next try; zero if not at all.
    pub fn wait(&self, who: &str) -> Result<Duration> {
        self.alone(|all| self.left(all, who))
    }

    /// Counts a try as a wrong one, durably. To be called before looking at what was typed.
    pub fn count(&self, who: &str) -> Result<()> {
        self.alone(|all| {
            let left = self.left(all, who)?;
            if !left.is_zero() {
                return Err(Error::TooSoon(left));
            }
            let count = all.of(who).count.saturating_add(1);
            all.note(who, Tries { count, at: self.clock.millis() });
            self.write(all)
        })
    }

    /// Counts a try out of `most`, durably, and says how many are left after it; none at all where they were spent
    /// before. No delay follows: there are too few.
    pub fn spend(&self, who: &str, most: u32) -> Result<Option<u32>> {
        self.alone(|all| {
            let count = all.of(who).count.saturating_add(1);
            if count > most {
                return Ok(None);
            }
            all.note(who, Tries { count, at: self.clock.millis() });
            self.write(all)?;
            Ok(Some(most - count))
        })
    }

    /// How many tries out of `most` are left.
    pub fn remaining(&self, who: &str, most: u32) -> Result<u32> {
        self.alone(|all| Ok(most.saturating_sub(all.of(who).count)))
    }

    /// The try that was counted last was a right one: it is no wrong try, and those before it no longer count.
    pub fn right(&self, who: &str) -> Result<()> {
        self.alone(|all| {
            if let Some(last) = all.untold.iter().rposition(|(name, _)| name == who) {
                all.untold.remove(last);
            }
            all.by.insert(who.to_owned(), Tries { count: 0, at: self.clock.millis() });
            self.write(all)
        })
    }

    /// The wrong tries that nobody was told of yet, each with its time.
    pub fn untold(&self) -> Result<Vec<(String, i64)>> {
        self.alone(|all| Ok(all.untold.clone()))
    }

    /// Keeps something else that is to be told, of now.
    pub fn keep(&self, what: &str) -> Result<()> {
        self.alone(|all| {
            all.tell(what, self.clock.millis());
            self.write(all)
        })
    }

    /// Forgets those that were told. How many there were still counts for the waiting.
    pub fn told(&self, tries: &[(String, i64)]) -> Result<()> {
        self.alone(|all| {
            all.untold.retain(|one| !tries.contains(one));
            self.write(all)
        })
    }

    /// Forgets the wrong tries after a right one.
    pub fn clear(&self, who: &str) -> Result<()> {
        self.alone(|all| {
            let tries = all.of(who);
            if tries.count == 0 {
                return Ok(());
            }
            // When it was cleared tells it from a file that was put back.
            all.by.insert(who.to_owned(), Tries { count: 0, at: self.clock.millis() });
            self.write(all)
        })
    }

    fn left(&self, all: &mut All, who: &str) -> Result<Duration> {
        let (now, tries) = (self.clock.millis(), all.of(who));
        let delay = delay(tries.count);
        if now < tries.at {
            // The clock was set back. The whole delay begins anew: counting on from a time that has not
            // come yet could lock somebody out for years.
            all.by.insert(who.to_owned(), Tries { at: now, ..tries });
            self.write(all)?;
            return Ok(delay);
        }
        Ok(delay.saturating_sub(Duration::from_millis(now.abs_diff(tries.at))))
    }

    /// Does something with the tries while no other process does, and nobody else in this one.
    fn alone<T>(&self, act: impl FnOnce(&mut All) -> Result<T>) -> Result<T> {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.entry(self.folder.canonicalize().unwrap_or_else(|_| self.folder.clone())).or_default();
        let lock = match files::private_file(&self.folder.join("tries.lock")) {
            Ok(lock) => Some(lock),
            Err(error) if files::takes_nothing(&error) => None,
            Err(error) => return Err(error.into()),
        };
        lock.as_ref().map(|lock| lock.lock()).transpose()?;
        let mut all = self.read().and(known);
        let result = act(&mut all);
        *known = all;
        lock.as_ref().map(|lock| lock.unlock()).transpose()?;
        result
    }

    /// An unreadable file counts as many wrong tries: damaging it is to gain nothing.
    fn read(&self) -> All {
        let many = Tries { count: FREE + DELAYS.len() as u32, at: i64::MAX };
        let damaged = || All { anybody: many, ..All::default() };
        match files::read(&self.path(), LONGEST) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|_| damaged()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => All::default(),
            Err(_) => damaged(),
        }
    }

    fn write(&self, all: &All) -> Result<()> {
        let mut bytes = serde_json::to_vec(all).map_err(io::Error::from)?;
        bytes.resize(bytes.len().next_multiple_of(PIECE), b' ');
        match files::replace(&self.path(), &bytes) {
            Err(error) if files::takes_nothing(&error) => {
                if files::write_over(&self.path(), &bytes).is_err() {
                    tracing::warn!("wrong tries are counted in memory alone: {error}");
                }
                Ok(())
            }
            done => Ok(done?),
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.join("tries.json")
    }
}

impl All {
    /// With what this process knew: of each name what was noted later.
    fn and(mut self, known: &All) -> All {
        for (who, tries) in &known.by {
            let noted = self.of(who);
            if (tries.at, tries.count) > (noted.at, noted.count) {
                self.by.insert(who.clone(), *tries);
            }
        }
        // Told twice they are one line; untold they would be lost with the file.
        let lost: Vec<_> = known.untold.iter().filter(|one| !self.untold.contains(one)).cloned().collect();
        self.untold.extend(lost);
        self
    }

    fn note(&mut self, who: &str, tries: Tries) {
        self.by.insert(who.to_owned(), tries);
        self.tell(who, tries.at);
    }

    fn tell(&mut self, what: &str, at: i64) {
        // By a clock that stands still, or was set back, two tries have the same time, and are two all the same.
        let mut one = (what.to_owned(), at);
        while self.untold.contains(&one) {
            one.1 += 1;
        }
        self.untold.push(one);
        let most = self.untold.len().saturating_sub(UNTOLD);
        self.untold.drain(..most);
    }

    fn of(&self, who: &str) -> Tries {
        self.by.get(who).copied().unwrap_or(self.anybody)
    }
}

/// How long after the `count`th wrong try the next one has to wait.
fn delay(count: u32) -> Duration {
    match count.checked_sub(FREE + 1) {
        None => Duration::ZERO,
        Some(step) => Duration::from_secs(DELAYS[(step as usize).min(DELAYS.len() - 1)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};
    use std::fs;

    fn at(seconds: i64) -> Clock {
        Clock::Fixed(DateTime::<Utc>::from_timestamp(1_800_000_000 + seconds, 0).unwrap())
    }

    fn ledger(folder: &tempfile::TempDir, seconds: i64) -> Ledger {
        Ledger::of(folder.path(), at(seconds))
    }

    /// Tries wrongly as soon as it may, each time in a new process as far as the ledger can tell.
    fn waits(folder: &tempfile::TempDir, tries: usize) -> Vec<u64> {
        let mut now = 0;
        let mut waits = Vec::new();
        for _ in 0..tries {
            ledger(folder, now).count("a").unwrap();
            let wait = ledger(folder, now).wait("a").unwrap().as_secs();
            waits.push(wait);
            now += wait as i64;
        }
        waits
    }

    #[test]
    fn delays_grow_to_a_quarter_of_an_hour() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(waits(&folder, 12), [0, 0, 0, 2, 5, 15, 30, 60, 300, 900, 900, 900]);
    }

    #[test]
    fn too_soon_is_refused_and_does_not_count() {
        let folder = tempfile::tempdir().unwrap();
        waits(&folder, 5);
        let last = 2;
        for _ in 0..10 {
            assert!(matches!(ledger(&folder, last + 3).count("a"), Err(Error::TooSoon(left)) if left.as_secs() == 2));
        }
        assert!(ledger(&folder, last + 5).count("a").is_ok());
    }

    #[test]
    fn setting_the_clock_back_shortens_nothing() {
        let folder = tempfile::tempdir().unwrap();
        waits(&folder, 6);
        let long_ago = -86_400 * 365;
        assert_eq!(ledger(&folder, long_ago).wait("a").unwrap().as_secs(), 15);
        assert_eq!(ledger(&folder, long_ago + 5).wait("a").unwrap().as_secs(), 10);
        assert_eq!(ledger(&folder, long_ago + 15).wait("a").unwrap().as_secs(), 0);
    }

    #[test]
    fn a_right_try_frees_and_others_are_free() {
        let folder = tempfile::tempdir().unwrap();
        waits(&folder, 6);
        assert!(ledger(&folder, 0).wait("b").unwrap().is_zero());
        ledger(&folder, 0).clear("a").unwrap();
        assert!(ledger(&folder, 0).wait("a").unwrap().is_zero());
        ledger(&folder, 0).count("a").unwrap();
        assert!(ledger(&folder, 0).wait("a").unwrap().is_zero());
    }

    #[test]
    fn a_few_tries_are_spent_for_good_until_a_right_one() {
        let folder = tempfile::tempdir().unwrap();
        let spend = || ledger(&folder, 0).spend("pin", 3).unwrap();
        assert_eq!([spend(), spend(), spend(), spend(), spend()], [Some(2), Some(1), Some(0), None, None]);
        assert_eq!(ledger(&folder, 86_400).remaining("pin", 3).unwrap(), 0, "waiting gives none back");
        assert_eq!(ledger(&folder, 0).remaining("other", 3).unwrap(), 3);
        ledger(&folder, 0).clear("pin").unwrap();
        assert_eq!(spend(), Some(2));
        fs::write(folder.path().join("tries.json"), b"{").unwrap();
        assert_eq!(spend(), None, "damaging the file gains nothing");
    }

    #[test]
    fn a_wrong_try_is_kept_until_it_was_told_and_a_right_one_never() {
        let folder = tempfile::tempdir().unwrap();
        let times = |seconds| ledger(&folder, seconds).untold().unwrap().into_iter().map(|(who, _)| who).collect::<Vec<_>>();
        for second in [0, 1] {
            ledger(&folder, second).count("a").unwrap();
        }
        ledger(&folder, 2).spend("pin b", 5).unwrap();
        ledger(&folder, 3).count("a").unwrap();
        ledger(&folder, 3).right("a").unwrap();
        assert_eq!(times(4), ["a", "a", "pin b"]);
        assert!(ledger(&folder, 4).wait("a").unwrap().is_zero());
        // What a passphrase forgives is forgiven, and happened all the same.
        ledger(&folder, 5).clear("pin b").unwrap();
        let untold = ledger(&folder, 5).untold().unwrap();
        assert_eq!(untold.len(), 3);
        ledger(&folder, 6).told(&untold[..2]).unwrap();
        assert_eq!(times(6), ["pin b"]);
        for second in 0..600 {
            ledger(&folder, 10_000 * second).count("c").unwrap();
        }
        assert_eq!(times(0).len(), UNTOLD);
    }

    #[test]
    fn a_damaged_file_gains_nothing_and_locks_nobody_out_for_good() {
        let folder = tempfile::tempdir().unwrap();
        waits(&folder, 4);
        fs::write(folder.path().join("tries.json"), b"{").unwrap();
        assert_eq!(ledger(&folder, 0).wait("a").unwrap().as_secs(), 900);
        assert_eq!(ledger(&folder, 100).wait("a").unwrap().as_secs(), 800);
        assert!(ledger(&folder, 900).count("a").is_ok());
        ledger(&folder, 900).clear("a").unwrap();
        assert!(ledger(&folder, 900).wait("a").unwrap().is_zero());
        assert!(!ledger(&folder, 900).wait("b").unwrap().is_zero());
    }

    #[test]
    fn deleting_emptying_or_putting_back_the_file_frees_nothing_while_the_program_runs() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tries.json");
        ledger(&folder, 0).count("a").unwrap();
        let early = fs::read(&file).unwrap();
        for second in 1..5 {
            ledger(&folder, second * 10).count("a").unwrap();
        }
        let wait = || ledger(&folder, 40).wait("a").unwrap().as_secs();
        assert_eq!(wait(), 5);
        fs::remove_file(&file).unwrap();
        assert_eq!(wait(), 5);
        fs::write(&file, b"{}").unwrap();
        assert_eq!(wait(), 5);
        fs::write(&file, &early).unwrap();
        assert_eq!(wait(), 5);
        ledger(&folder, 45).count("a").unwrap();
        assert_eq!(ledger(&folder, 45).wait("a").unwrap().as_secs(), 15, "and they go on from there");
        for _ in 0..3 {
            ledger(&folder, 45).spend("pin", 3).unwrap();
        }
        fs::remove_file(&file).unwrap();
        assert_eq!(ledger(&folder, 46).spend("pin", 3).unwrap(), None);
    }

    /// What another process cleared, after a right try, is cleared here too.
    #[test]
    fn a_right_try_elsewhere_counts_here() {
        let folder = tempfile::tempdir().unwrap();
        waits(&folder, 6);
        fs::write(folder.path().join("tries.json"), br#"{"by":{"a":{"count":0,"at":1800000900000}}}"#).unwrap();
        assert!(ledger(&folder, 901).wait("a").unwrap().is_zero());
    }

    #[cfg(unix)]
    #[test]
    fn where_nothing_can_be_written_the_memory_counts() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        // The root user writes everywhere: a folder under a file's name takes nothing from anybody.
        symlink("/sys/kernel", folder.path().join("vault")).unwrap();
        let ledger = |seconds| Ledger::of(&folder.path().join("vault"), at(seconds));
        for second in 0..4 {
            ledger(second).count("a").unwrap();
        }
        assert_eq!(ledger(3).wait("a").unwrap().as_secs(), 2);
        assert!(matches!(ledger(3).count("a"), Err(Error::TooSoon(_))));
        ledger(6).clear("a").unwrap();
        assert!(ledger(6).wait("a").unwrap().is_zero());
    }
}
