//! Daily backups: made, kept to a number, tried, restored; and what stops them said for what it is.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{
        Desk,
        backup::{
            self, Backup,
            daily::{self, Came},
            kept::{self, Whose},
            trial,
        },
        demo,
        entry::{self, New, Open},
    },
    base::Clock,
    model::backups::Why,
    platform::keystore::{Keystore, Memory},
    vault::{Cost, Means, RecoveryWords, Strength},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
};

const PASSPHRASE: &str = "trois hérons lisent sous la pluie";

struct Home {
    open: Open,
    words: RecoveryWords,
    dir: tempfile::TempDir,
}

fn means() -> Means {
    Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) }
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn evening(day: u64) -> NaiveDateTime {
    (monday() + Days::new(day)).and_hms_opt(18, 30, 0).unwrap()
}

impl Home {
    /// A practice with the example's day, and an empty folder for its backups.
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let practice = demo::practice("fr");
        let new = New { practice, person: "Nadège", passphrase: PASSPHRASE, words: genki::vault::Language::French };
        let (mut open, words) = entry::create(&dir.path().join("vault"), new, means(), "test").unwrap();
        open.desk.clock = Clock::fixed(demo::starts(monday()), Paris);
        demo::fill(&open.desk, monday()).unwrap();
        fs::create_dir(dir.path().join("stick")).unwrap();
        Home { open, words, dir }
    }

    fn stick(&self) -> PathBuf {
        self.dir.path().join("stick")
    }

    fn whose(&self) -> Whose {
        Whose { practice: self.open.vault.practice(), device: self.open.vault.device() }
    }

    fn at(&self, now: NaiveDateTime) -> Desk {
        Desk { clock: Clock::fixed(now, Paris), ..self.open.desk.clone() }
    }

    fn run(&self, now: NaiveDateTime) -> Came {
        // A process makes one at a time, and says nothing of a second; these tests may share theirs.
        static ONE: Mutex<()> = Mutex::new(());
        let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let whose = self.whose();
        daily::run(&self.at(now), whose, false, |draft| Some(draft.seals(&self.open.vault, Some(whose.device))))
    }

    fn list(&self, folder: &Path) -> Vec<kept::Kept> {
        kept::list(folder, self.whose(), Paris).unwrap()
    }

    fn vault_is_tidy(&self) -> bool {
        names(&self.dir.path().join("vault")).iter().all(|name| !name.starts_with("backup-"))
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_daily_backup_restores_elsewhere_with_a_passphrase_and_with_the_words() {
    let home = Home::new();
    daily::begin(&home.open.desk, &home.stick(), 14).unwrap();
    let Came::Made(made) = home.run(evening(0)) else { panic!("none was made") };
    assert_eq!(names(&home.stick()), ["genki-2026-11-23-1830.backup"]);
    assert!(home.vault_is_tidy());

    // Moved to another folder, under another name.
    let moved = home.dir.path().join("anything.bin");
    fs::rename(&made.file, &moved).unwrap();
    let person = home.open.vault.persons().next().unwrap().id;
    for with_words in [false, true] {
        let backup = Backup::open(&moved).unwrap();
        let unsealed = if with_words {
            backup.seals.open_with_words(&RecoveryWords::parse(&home.words.words().join(" ")).unwrap()).unwrap()
        } else {
            backup.seals.open(person, PASSPHRASE).unwrap()
        };
        let elsewhere = tempfile::tempdir().unwrap();
        let restored = backup.restore(unsealed, &elsewhere.path().join("vault"), means()).unwrap();
        assert_eq!(restored.desk.store.digest().unwrap(), home.open.desk.store.digest().unwrap());
        assert!(restored.desk.store.check(false).unwrap().is_clean());
        assert_ne!(restored.vault.device(), home.open.vault.device());
        assert_eq!(daily::noted(&restored.desk).unwrap(), Default::default(), "the other device's folder is not this one's");
    }
}

/// A passphrase that a keystore stands behind here stands alone in a file.
#[test]
fn a_backup_opens_with_passphrases_that_may_stand_alone_and_with_no_others() {
    let dir = tempfile::tempdir().unwrap();
    let means = Means { keystore: Keystore::Memory(Memory::default()), ..means() };
    let new = New { practice: demo::practice("fr"), person: "N", passphrase: "héronbleu", words: genki::vault::Language::French };
    let (mut open, words) = entry::create(&dir.path().join("vault"), new, means, "test").unwrap();
    let me = open.desk.person;
    assert_eq!(daily::fit(&open.vault, me), Err(Why::Weak));
    let file = dir.path().join("one.backup");
    backup::write(&open.desk.store, &open.vault, &file).unwrap();
    let weak = Backup::open(&file).unwrap();
    assert_eq!(weak.seals.persons().count(), 0, "whoever steals the file could guess at leisure");
    weak.seals.open_with_words(&words).unwrap();

    open.vault.change_passphrase(&open.opened, "héronbleu", PASSPHRASE).unwrap();
    assert_eq!(daily::fit(&open.vault, me), Ok(()));
    fs::remove_file(&file).unwrap();
    backup::write(&open.desk.store, &open.vault, &file).unwrap();
    let strong = Backup::open(&file).unwrap();
    let unsealed = strong.seals.open(me, PASSPHRASE).unwrap();
    let elsewhere = dir.path().join("elsewhere");
    let restored = strong.restore(unsealed, &elsewhere, Means { keystore: Keystore::Memory(Memory::default()), ..self::means() }).unwrap();
    assert!(restored.vault.is_strong(me));
}

#[test]
fn one_a_day_and_no_more() {
    let home = Home::new();
    assert_eq!(home.run(evening(0)), Came::Nothing, "nobody chose a folder");
    daily::begin(&home.open.desk, &home.stick(), 14).unwrap();
    assert!(matches!(home.run(evening(0)), Came::Made(_)));
    assert_eq!(home.run(evening(0) + TimeDelta::hours(23)), Came::Nothing);
    assert!(matches!(home.run(evening(1)), Came::Made(_)));
    let noted = daily::noted(&home.open.desk).unwrap();
    assert_eq!((noted.at, noted.daily, noted.failed), (Some(evening(1)), Some(evening(1)), None));
    assert_eq!(noted.checked.len(), 2);
    daily::end(&home.open.desk).unwrap();
    assert_eq!(home.run(evening(9)), Came::Nothing);
    assert_eq!(daily::noted(&home.open.desk).unwrap().at, Some(evening(1)), "what is there is still known");
}

#[test]
fn only_what_this_device_keeps_for_this_practice_is_ever_deleted() {
    let (home, other) = (Home::new(), Home::new());
    let folder = home.stick();
    // What looks like one of ours by its name alone, another practice's, and one made by hand.
    fs::write(folder.join("genki-2020-01-01-0800.backup"), b"holiday pictures").unwrap();
    daily::begin(&other.open.desk, &folder, 1).unwrap();
    assert!(matches!(other.run(evening(0)), Came::Made(_)));
    backup::write(&home.open.desk.store, &home.open.vault, &folder.join("by-hand.backup")).unwrap();
    daily::begin(&home.open.desk, &folder, 2).unwrap();
    for day in 0..6 {
        let Came::Made(made) = home.run(evening(day)) else { panic!("day {day}") };
        if day == 0 {
            // A name says nothing: one of ours that somebody renamed still counts, and goes in its time.
            fs::rename(made.file, folder.join("Renommé.txt")).unwrap();
        }
    }
    let left = names(&folder);
    assert_eq!(
        left,
        [
            "by-hand.backup",
            "genki-2020-01-01-0800.backup",
            "genki-2026-11-23-1830.backup",
            "genki-2026-11-27-1830.backup",
            "genki-2026-11-28-1830.backup"
        ]
    );
    assert_eq!(other.list(&folder).len(), 1, "the other practice's is there");
    let list = home.list(&folder);
    assert_eq!(list.iter().filter(|k| k.ours).count(), 2);
    assert_eq!(list.iter().filter(|k| !k.ours).count(), 1, "the one made by hand is listed and left alone");
}

#[test]
fn a_cut_one_does_not_count_and_goes_once_nobody_can_be_writing_it() {
    let home = Home::new();
    daily::begin(&home.open.desk, &home.stick(), 1).unwrap();
    let Came::Made(first) = home.run(evening(0)) else { panic!() };
    // The stick was pulled while the next was written.
    let whole = fs::read(&first.file).unwrap();
    let cut = home.stick().join("genki-2026-11-24-1829.backup.part");
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(home.list(&home.stick()).iter().map(|k| k.whole).collect::<Vec<_>>(), [true, false]);
    assert!(matches!(home.run(evening(1)), Came::Made(_)));
    assert!(cut.exists(), "somebody may just be writing it");
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_600_000_000);
    fs::File::options().write(true).open(&cut).unwrap().set_modified(long_ago).unwrap();
    assert!(matches!(home.run(evening(2)), Came::Made(_)));
    assert_eq!(names(&home.stick()), ["genki-2026-11-25-1830.backup"]);
}

#[test]
fn what_stops_it_is_said_for_what_it_is_and_tried_again() {
    let home = Home::new();
    let desk = &home.open.desk;
    let vault = home.dir.path().join("vault");
    assert_eq!(daily::begin(desk, Path::new("backups"), 14), Err(Why::Unclear));
    assert_eq!(daily::begin(desk, &vault.join("backups"), 14), Err(Why::Inside));
    assert_eq!(daily::begin(desk, &home.dir.path().join("not/there"), 14), Err(Why::Gone));
    assert_eq!(daily::begin(desk, Path::new("/proc/genki"), 14).map_err(|why| why != Why::Inside), Err(true));
    let new = home.dir.path().join("new");
    daily::begin(desk, &new, 14).unwrap();
    assert!(new.is_dir() && names(&new).is_empty(), "the last part of a path is made, and the trial of it leaves nothing");

    fs::remove_dir(&new).unwrap();
    assert_eq!(home.run(evening(0)), Came::Failed(Why::Gone));
    assert!(!new.exists(), "where a stick was, nothing is put in its place");
    assert_eq!(home.run(evening(0) + TimeDelta::minutes(5)), Came::Nothing);
    assert_eq!(daily::noted(desk).unwrap().failed.unwrap().why, Why::Gone);
    fs::create_dir(&new).unwrap();
    assert!(matches!(home.run(evening(0) + TimeDelta::minutes(10)), Came::Made(_)));
    assert_eq!(daily::noted(desk).unwrap().failed, None);
}

/// A small disk of its own; nothing where this system lets nobody make one.
struct Disk(PathBuf);

impl Disk {
    fn new(at: &Path, size: &str) -> Option<Self> {
        fs::create_dir(at).unwrap();
        let made = Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(at).output();
        if made.is_ok_and(|m| m.status.success()) {
            return Some(Disk(at.to_owned()));
        }
        eprintln!("passed over: no disk can be mounted here");
        None
    }

    fn remount(&self, how: &str) {
        assert!(Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(&self.0).status().unwrap().success());
    }

    fn pull(&self) {
        assert!(Command::new("umount").arg("-l").arg(&self.0).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

#[test]
fn a_full_a_locked_and_a_pulled_disk() {
    let home = Home::new();
    let at = home.dir.path().join("disk");
    let Some(disk) = Disk::new(&at, "64k") else { return };
    daily::begin(&home.open.desk, &at, 14).unwrap();
    assert!(daily::noted(&home.open.desk).unwrap().apart);
    assert_eq!(home.run(evening(0)), Came::Failed(Why::Full));
    assert_eq!(names(&at), [""; 0], "nothing half is left");
    assert!(home.vault_is_tidy());

    disk.remount("size=64m,ro");
    assert_eq!(home.run(evening(1)), Came::Failed(Why::ReadOnly));
    disk.remount("rw");
    assert!(matches!(home.run(evening(2)), Came::Made(_)));

    disk.pull();
    assert!(at.is_dir(), "the folder where it was mounted is still there, on the practice's own disk");
    assert_eq!(home.run(evening(3)), Came::Failed(Why::Gone));
    assert_eq!(names(&at), [""; 0]);
}

#[test]
fn no_room_beside_the_practice_is_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let Some(_disk) = Disk::new(&dir.path().join("disk"), "1m") else { return };
    let folder = dir.path().join("disk/vault");
    let new = New { practice: demo::practice("fr"), person: "N", passphrase: PASSPHRASE, words: genki::vault::Language::French };
    let (open, words) = entry::create(&folder, new, means(), "test").unwrap();
    let home = Home { open, words, dir };
    fs::create_dir(home.stick()).unwrap();
    daily::begin(&home.open.desk, &home.stick(), 14).unwrap();
    let filler = home.dir.path().join("disk/filler");
    let room = 1 << 20;
    for size in (1..64).rev().map(|n| n * room / 64) {
        if fs::write(&filler, vec![1; size]).is_ok() {
            // A little is left, as on most full disks: too little for a copy.
            fs::File::options().write(true).open(&filler).unwrap().set_len(size as u64 - (72 << 10)).unwrap();
            break;
        }
    }
    assert_eq!(home.run(evening(0)), Came::Failed(Why::FullHere));
    assert_eq!(names(&home.stick()), [""; 0]);
    assert_eq!(names(&folder).iter().filter(|n| n.starts_with("backup-")).count(), 0);
}

#[test]
fn trying_one_restores_it_all_and_leaves_nothing() {
    let home = Home::new();
    let file = home.dir.path().join("one.backup");
    backup::write(&home.open.desk.store, &home.open.vault, &file).unwrap();
    let person = home.open.vault.persons().next().unwrap().id;
    let before = passing();
    let tried = trial::restore(&file, person, PASSPHRASE).unwrap();
    assert_eq!(tried.patients, home.open.desk.store.read::<_, genki::store::Error>(genki::store::patients::count).unwrap());
    assert!(tried.newest.is_some() && tried.weak.is_none());
    assert!(trial::restore(&file, person, "another passphrase").is_err());
    assert!(passing().difference(&before).next().is_none(), "the trial's folder is gone");
    assert!(!kept::list(home.dir.path(), home.whose(), Paris).unwrap()[0].ours);
}

fn passing() -> std::collections::BTreeSet<String> {
    let places = ["/dev/shm".into(), std::env::temp_dir()];
    let all = places.iter().filter_map(|p| fs::read_dir(p).ok()).flatten().flatten();
    all.map(|e| e.file_name().to_string_lossy().into_owned()).filter(|name| name.starts_with("genki-trial-")).collect()
}
