//! A disk that is full, a real one: a small one of its own, where this system lets somebody mount it.

use super::{
    jobs::{self, KEY},
    keys,
    kills::says_what_it_said,
};
use genki::{
    actions::{backup, entry, pin},
    base::{Clock, Id},
    model::Practice,
    platform::keystore::Keystore,
    store::Store,
    vault::{self, Cost, Language, Means, Strength},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

struct Disk(PathBuf);

impl Disk {
    fn new(folder: &Path, size: &str) -> Option<Self> {
        let at = folder.join("disk");
        fs::create_dir(&at).unwrap();
        let made = Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(&at).output();
        if made.is_ok_and(|m| m.status.success()) {
            return Some(Disk(at));
        }
        eprintln!("passed over: no disk can be mounted here");
        None
    }

    /// Leaves so many bytes.
    fn fill(&self, left: usize) {
        let filler = self.0.join("filler");
        let mut file = fs::File::create(&filler).unwrap();
        let piece = [1; 4096];
        while std::io::Write::write_all(&mut file, &piece).is_ok() {}
        let length = file.metadata().unwrap().len().saturating_sub(left as u64);
        file.set_len(length).unwrap();
    }

    /// From now on it may only be read, or written again.
    fn read_only(&self, only: bool) {
        let how = if only { "remount,ro" } else { "remount,rw" };
        assert!(Command::new("mount").args(["-o", how]).arg(&self.0).status().unwrap().success());
    }

    fn make_room(&self) {
        let _ = fs::remove_file(self.0.join("filler"));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

/// Does it on a full disk, and again when there is room.
fn refused_then_done<T, E: std::fmt::Debug>(
    disk: &Disk,
    left: usize,
    mut does: impl FnMut() -> Result<T, E>,
    is_full: impl Fn(&E) -> bool,
) {
    disk.fill(left);
    match does() {
        Err(error) => assert!(is_full(&error), "it does not say that the disk is full: {error:?}"),
        Ok(_) => panic!("done on a full disk"),
    }
    disk.make_room();
    does().unwrap();
}

#[test]
fn acts_and_imports() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::new(folder.path(), "4m") else { return };
    jobs::found(&disk.0);
    let desk = jobs::desk(&disk.0).unwrap();
    for n in 0..3 {
        refused_then_done(&disk, 0, || jobs::act_or_not(&desk, n), |e| e.key() == "store-full");
        refused_then_done(&disk, 16 << 10, || jobs::import_or_not(&desk, n), |e| e.key() == "store-full");
    }
    assert_eq!(jobs::written(&desk), 3);
    assert!(jobs::imported(&desk).values().eq(&[jobs::FILE; 3]));
    assert!(desk.store.check(false).unwrap().is_clean());
}

#[test]
fn steps_from_an_older_format() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::new(folder.path(), "2m") else { return };
    let path = disk.0.join("genki.db");
    fs::copy("tests/fixtures/format-1.db", &path).unwrap();
    refused_then_done(&disk, 40 << 10, || Store::open(&path, &KEY, Id::from_u128(1)), |e| e.key() == "store-full");
    says_what_it_said(&path, "after a full disk");
}

#[test]
fn keys_and_backups() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::new(folder.path(), "4m") else { return };
    keys::found(&disk.0);
    let mut inside = keys::inside(&disk.0, 0).unwrap();
    let full = |e: &vault::Error| matches!(e, vault::Error::Io(io) if io.kind() == std::io::ErrorKind::StorageFull);
    let (vault, opened) = (&mut inside.vault, &inside.opened);
    refused_then_done(&disk, 0, || vault.change_passphrase(opened, keys::MINE[0], keys::MINE[1]), full);
    let (store, vault, me) = (&inside.desk.store, &inside.vault, inside.desk.person);
    // The passphrase is counted before it is looked at, and that needs a file.
    let full_of_any = |e: &entry::Error| match e {
        entry::Error::Vault(error) => full(error),
        entry::Error::Store(error) => error.is_full(),
        entry::Error::Refused(_) => false,
    };
    refused_then_done(&disk, 0, || pin::set(store, vault, me, keys::MINE[1], keys::PIN[1]), full_of_any);
    let to = disk.0.join("one.backup");
    refused_then_done(&disk, 64 << 10, || backup::write(store, vault, &to), full_of_any);
    backup::Backup::open(&to).unwrap();
    let names: Vec<_> = fs::read_dir(&disk.0).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.iter().all(|n| !n.ends_with(".part")), "{names:?}");
    drop(inside);
    assert!(matches!(keys::inside(&disk.0, 0), Err(entry::Error::Vault(vault::Error::WrongPassphrase))));
    keys::inside(&disk.0, 1).unwrap();
}

/// A disk that takes nothing, be it full or to be read only, still lets somebody read; who writes is told why.
#[test]
fn what_takes_nothing_still_reads() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::new(folder.path(), "12m") else { return };
    fs::set_permissions(&disk.0, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let vault = disk.0.join("vault");
    let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
    let means = || Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
    let new = entry::New { practice, person: "Nadège", passphrase: keys::MINE[0], words: Language::English };
    drop(entry::create(&vault, new, means(), "test").unwrap());
    let inside = || {
        let mut vault_there = vault::Vault::load(&vault, means()).unwrap();
        let me = vault_there.persons().next().unwrap().id;
        let mut opened = vault_there.unlock(me, keys::MINE[0]).unwrap();
        entry::write(&vault, &mut vault_there, &mut opened, Clock::System).unwrap()
    };
    fs::write(folder.path().join("passphrase"), keys::MINE[0]).unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_genki"));
        command.args(args).arg("--vault").arg(&vault).arg("--passphrase-file").arg(folder.path().join("passphrase"));
        command.env("HOME", folder.path()).env("GENKI_KEYSTORE", "none").env("LANG", "C").output().unwrap()
    };
    let said = |out: &std::process::Output| String::from_utf8_lossy(&out.stderr).into_owned();
    let reads = |how: &str| {
        for args in [&["today"][..], &["find", "martin"], &["due"], &["check"], &["audit"]] {
            let out = run(args);
            assert!(out.status.success(), "{how}: {args:?}: {}", said(&out));
        }
        // As the window opens it.
        let desk = inside();
        assert!(!desk.store.read::<_, genki::store::Error>(genki::store::people::all).unwrap().is_empty(), "{how}");
        desk.store.close();
        let out = run(&["import", "tests/fixtures/day.json"]);
        assert!(!out.status.success() && ["full", "takes nothing"].iter().any(|w| said(&out).contains(w)), "{how}: {}", said(&out));
        assert!(!run(&["check", "--rebuild"]).status.success() || how.contains("full"), "{how}");
    };
    assert!(run(&["import", "tests/fixtures/day.json"]).status.success());
    disk.read_only(true);
    reads("read only");
    disk.read_only(false);
    // As a process leaves it that ended by force: what was done last stands in the write-ahead log alone.
    let desk = inside();
    desk.act("new-patient", |tx| {
        Ok(tx.put(&genki::model::Patient { id: Id::from_u128(5), family: "Logged".into(), ..Default::default() })?)
    })
    .unwrap();
    let kept = folder.path().join("kept");
    let copied = Command::new("cp").arg("-r").arg(&vault).arg(&kept).status().unwrap();
    assert!(copied.success());
    desk.store.close();
    fs::remove_dir_all(&vault).unwrap();
    assert!(Command::new("cp").arg("-r").arg(&kept).arg(&vault).status().unwrap().success());
    fs::remove_file(vault.join("genki.db-shm")).unwrap();
    disk.read_only(true);
    reads("read only, after a crash");
    let out = run(&["find", "logged", "--json"]);
    assert!(String::from_utf8_lossy(&out.stdout).contains("Logged"), "{}", said(&out));
    disk.read_only(false);
    disk.fill(0);
    reads("full");
    disk.make_room();
    assert!(run(&["import", "tests/fixtures/day.json"]).status.success());
}
