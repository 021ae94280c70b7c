//! Bytes flipped, pages exchanged, ends cut off: of the database, its write-ahead log, the file with the keys and a backup.
//! What is damaged is refused in words that say what to do, or says what it said; never other rows, never a panic.

use super::{
    jobs::{self, KEY},
    keys,
    stage::{in_two, quick_folder, random, size},
};
use genki::{
    actions::{
        backup::{self, Backup},
        entry,
    },
    base::Id,
    lang::Lang,
    store::{self, Store},
    vault::{self, Vault},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

const PAGE: usize = 4096;

/// Damages bytes in one of the ways in which disks do.
fn damaged(whole: &[u8]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let at = |n: usize| random(n as u64) as usize;
    let pages = (bytes.len() / PAGE).max(1);
    let page = |n: usize| n * PAGE..((n + 1) * PAGE).min(whole.len());
    match at(8) {
        0..=2 => (0..=at(8)).for_each(|_| bytes[at(whole.len())] ^= 1 << at(8)),
        3 => {
            let (a, b) = (at(pages), at(pages));
            bytes[page(b)].copy_from_slice(&whole[page(a)][..page(b).len()]);
            bytes[page(a)].copy_from_slice(&whole[page(b)][..page(a).len()]);
        }
        4 => bytes[page(at(pages))].fill(0),
        5 => {
            let (a, b) = (at(pages), at(pages));
            bytes.copy_within(page(a), b * PAGE);
        }
        6 => bytes.truncate(at(whole.len())),
        _ => {
            let (from, len) = (at(whole.len()), at(600));
            bytes[from..].iter_mut().take(len).for_each(|b| *b = at(256) as u8);
        }
    }
    bytes
}

/// What became of them, counted.
type Tally = BTreeMap<&'static str, u32>;

fn report(name: &str, tallies: Vec<Tally>) -> Tally {
    let mut all = Tally::new();
    tallies.into_iter().flatten().for_each(|(what, n)| *all.entry(what).or_default() += n);
    eprintln!("{name}: {all:?}");
    all
}

/// What is said of damage: each a text in both languages that names a backup, or the disk.
fn named(error: &store::Error) -> &'static str {
    let key = error.key();
    assert!(["store-damaged", "store-wrong-key", "store-behind", "store-failed"].contains(&key), "{key}: {error:?}");
    for (lang, way_out) in [(Lang::En, "backup"), (Lang::Fr, "sauvegarde")] {
        let text = lang.text(key, &[]);
        assert!(key == "store-failed" || text.contains(way_out), "{key} names no way out: {text}");
    }
    key
}

struct Database {
    folder: tempfile::TempDir,
    bytes: Vec<u8>,
    /// With acts that stand in the write-ahead log alone.
    wal: Vec<u8>,
    tip: Vec<u8>,
    /// What the database said, after each act the log ends with.
    states: Vec<Vec<u8>>,
}

impl Database {
    fn new() -> Self {
        let folder = quick_folder();
        jobs::found(folder.path());
        let path = folder.path().join("genki.db");
        let desk = jobs::desk(folder.path()).unwrap();
        for n in 0..30 {
            jobs::walk_in(&desk, n).unwrap();
        }
        jobs::take_file(&desk, 0).unwrap();
        desk.store.close();
        drop(desk);
        let bytes = fs::read(&path).unwrap();
        let desk = jobs::desk(folder.path()).unwrap();
        let mut states = vec![desk.store.dump().unwrap()];
        for n in 30..36 {
            jobs::walk_in(&desk, n).unwrap();
            states.push(desk.store.dump().unwrap());
        }
        let read = |end: &str| fs::read(folder.path().join(format!("genki.db-{end}"))).unwrap();
        let (wal, tip) = (read("wal"), read("tip"));
        desk.store.close();
        Database { folder, bytes, wal, tip, states }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("genki.db")
    }

    /// Puts a database there as it was, with what stands beside it.
    fn put(&self, bytes: &[u8], wal: Option<&[u8]>, tip: bool) {
        let put = |end: &str, bytes: Option<&[u8]>| {
            let path = self.folder.path().join(format!("genki.db{end}"));
            match bytes {
                Some(bytes) => fs::write(path, bytes).unwrap(),
                None => drop(fs::remove_file(path)),
            }
        };
        put("", Some(bytes));
        put("-wal", wal);
        put("-shm", None);
        put("-tip", tip.then_some(&self.tip));
    }

    fn dump(&self) -> store::Result<Vec<u8>> {
        Store::open_read_only(&self.path(), &KEY)?.dump()
    }

    fn checked(&self) -> store::Result<(Vec<u8>, store::check::Report)> {
        let store = Store::open(&self.path(), &KEY, Id::from_u128(1))?;
        let said = store.check(false)?;
        Ok((store.dump()?, said))
    }
}

#[test]
fn a_damaged_database_is_refused_or_says_what_it_said() {
    let times = size(240, 6_000);
    let tally = in_two(times, |times| {
        let base = Database::new();
        let mut tally = Tally::new();
        for _ in 0..times {
            let bytes = damaged(&base.bytes);
            base.put(&bytes, None, false);
            let what = match base.dump() {
                Ok(said) if said == base.states[0] => "the same rows",
                Ok(_) => panic!("other rows, silently"),
                Err(error) => named(&error),
            };
            *tally.entry(what).or_default() += 1;
            // Where no row stood on it, the check finds it all the same.
            if what == "the same rows" && bytes != base.bytes && random(4) == 0 {
                match base.checked() {
                    Ok((said, check)) => assert!(said == base.states[0] && !check.is_clean(), "damage that nothing finds"),
                    Err(error) => drop(named(&error)),
                }
                *tally.entry("of which the check found").or_default() += 1;
            }
        }
        tally
    });
    let all = report("damaged databases", tally);
    assert!(all.get("store-failed").copied().unwrap_or(0) * 10 <= times, "too often no more is said than that it failed: {all:?}");
}

#[test]
fn a_cut_or_damaged_write_ahead_log_never_says_what_never_was_and_its_loss_is_noticed() {
    let times = size(80, 2_000);
    let tally = in_two(times, |times| {
        let base = Database::new();
        let last = base.states.last().unwrap();
        let mut tally = Tally::new();
        for n in 0..times {
            let wal = if n % 2 == 0 { base.wal[..random(base.wal.len() as u64) as usize].to_vec() } else { damaged(&base.wal) };
            // Alone it is taken up to where it is whole: an earlier moment, as after a power cut.
            base.put(&base.bytes, Some(&wal), false);
            match base.dump() {
                Ok(said) => assert!(base.states.contains(&said), "rows that never stood together"),
                Err(error) => drop(named(&error)),
            }
            // With the note of how far the log had come, what is missing is noticed and said.
            base.put(&base.bytes, Some(&wal), true);
            let what = match Store::open(&base.path(), &KEY, Id::from_u128(1)) {
                Ok(store) => {
                    assert!(&store.dump().unwrap() == last, "acts are missing, silently");
                    "nothing missing"
                }
                Err(error) => named(&error),
            };
            *tally.entry(what).or_default() += 1;
        }
        tally
    });
    report("cut and damaged write-ahead logs", tally);
}

#[test]
fn an_older_file_put_back_is_noticed_and_can_be_gone_on_with() {
    let base = Database::new();
    base.put(&base.bytes, None, true);
    let refused = Store::open(&base.path(), &KEY, Id::from_u128(1)).err().unwrap();
    assert!(matches!(refused, store::Error::Behind { missing } if missing >= 6), "{refused:?}");
    named(&refused);
    fs::remove_file(base.folder.path().join("genki.db-tip")).unwrap();
    let store = Store::open(&base.path(), &KEY, Id::from_u128(1)).unwrap();
    assert!(store.dump().unwrap() == base.states[0]);
    drop(store);
    // A note that does not read says nothing.
    for bytes in [vec![], vec![0; 88], base.tip.iter().map(|b| b ^ 1).collect()] {
        fs::write(base.folder.path().join("genki.db-tip"), bytes).unwrap();
        assert!(Store::open(&base.path(), &KEY, Id::from_u128(1)).is_ok());
    }
}

/// Valid pages of an older moment: the cipher cannot see that they are old. What sees it is that pages, log and rows no
/// longer fit together.
#[test]
fn old_pages_put_back_are_found_by_the_check() {
    let base = Database::new();
    base.put(&base.bytes, Some(&base.wal), false);
    drop(Store::open(&base.path(), &KEY, Id::from_u128(1)).unwrap());
    let new = fs::read(base.path()).unwrap();
    let now = base.states.last().unwrap();
    let mut tally = Tally::new();
    let changed: Vec<usize> =
        (0..base.bytes.len() / PAGE).filter(|n| base.bytes[n * PAGE..(n + 1) * PAGE] != new[n * PAGE..(n + 1) * PAGE]).collect();
    for page in changed {
        let mut bytes = new.clone();
        bytes[page * PAGE..(page + 1) * PAGE].copy_from_slice(&base.bytes[page * PAGE..(page + 1) * PAGE]);
        base.put(&bytes, None, true);
        let what = match base.checked() {
            Err(error) => named(&error),
            Ok((_, check)) if !check.is_clean() => "found by the check",
            Ok((said, _)) if &said == now => "the same rows",
            Ok(_) => panic!("other rows, and the check finds nothing"),
        };
        *tally.entry(what).or_default() += 1;
    }
    report("old pages put back, one by one", vec![tally]);
}

#[test]
fn a_damaged_file_of_keys_opens_nothing_or_what_it_opened() {
    let times = size(100, 1_000);
    let folder = quick_folder();
    let known = keys::found(folder.path());
    let path = folder.path().join("vault/vault.json");
    let whole = fs::read(&path).unwrap();
    let meant = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).ok();
    let mut tally = Tally::new();
    for _ in 0..times {
        let bytes = damaged(&whole);
        fs::write(&path, &bytes).unwrap();
        let opened = Vault::load(&folder.path().join("vault"), keys::means(folder.path()))
            .and_then(|mut vault| vault.unlock_with_words(&keys::words(folder.path(), 0)));
        let what = match opened {
            Ok(opened) => {
                assert!(opened.key().as_bytes() == &known.key && meant(&bytes) == meant(&whole), "an altered file opens");
                "says the same"
            }
            Err(error @ (vault::Error::Damaged(_) | vault::Error::Tampered | vault::Error::WrongWords | vault::Error::Newer { .. })) => {
                error.key()
            }
            Err(vault::Error::NotSealed | vault::Error::WeakCost | vault::Error::ExcessiveCost) => "does not unseal",
            Err(other) => panic!("{other:?}"),
        };
        *tally.entry(what).or_default() += 1;
        let _ = fs::remove_file(folder.path().join("vault/tries.json"));
    }
    report("damaged files of keys", vec![tally]);
    for key in ["vault-damaged", "vault-tampered", "vault-keys-gone"] {
        assert!(Lang::En.text(key, &[]).contains("backup") && Lang::Fr.text(key, &[]).contains("sauvegarde"), "{key}");
    }
}

#[test]
fn a_damaged_backup_is_refused_before_anybody_types_a_passphrase() {
    let times = size(100, 1_000);
    let folder = quick_folder();
    keys::found(folder.path());
    let inside = keys::inside(folder.path(), 0).unwrap();
    let file = folder.path().join("one.backup");
    backup::write(&inside.desk.store, &inside.vault, &file).unwrap();
    let whole = fs::read(&file).unwrap();
    let mut tally = Tally::new();
    for _ in 0..times {
        let bytes = damaged(&whole);
        if bytes == whole {
            continue;
        }
        fs::write(&file, &bytes).unwrap();
        let what = match Backup::open(&file) {
            Err(entry::Error::Store(error @ store::Error::Backup(_))) => error.key(),
            Err(other) => panic!("{other:?}"),
            Ok(_) => panic!("an altered backup is taken for whole"),
        };
        *tally.entry(what).or_default() += 1;
    }
    report("damaged backups", vec![tally]);
}

#[test]
fn an_emptied_database_is_not_quietly_begun_anew() {
    let folder = quick_folder();
    keys::found(folder.path());
    fs::write(database(folder.path()), b"").unwrap();
    let refused = keys::inside(folder.path(), 0).err().unwrap();
    assert!(matches!(&refused, entry::Error::Store(error) if error.key() == "store-damaged"), "{refused:?}");
    assert_eq!(fs::metadata(database(folder.path())).unwrap().len(), 0, "and nothing is put in its place");
}

fn database(folder: &Path) -> PathBuf {
    folder.join("vault/genki.db")
}
