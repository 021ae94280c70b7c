//! First run and restore, killed as each file appears or goes and in the midst of what is written: the practice is whole
//! and opens, or there is none and the next try makes it; and the keystore holds no secret of one that never came.

use super::stage::{self, End, Fault, SHIM, is_full, random, run};
use genki::{
    actions::{
        backup::{self, Backup, aside},
        entry::{self, New},
    },
    base::Clock,
    model::{Practice, person::Role},
    platform::keystore::{Keystore, Memory},
    vault::{self, Cost, Error, Language, Means, Strength, Vault},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

const PASSPHRASE: &str = "trois hérons lisent sous la pluie";

fn means(folder: &Path) -> Means {
    let keystore = Keystore::Memory(Memory::in_file(&folder.join("keystore.json")));
    Means { keystore, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) }
}

fn init(folder: &Path) -> entry::Result<()> {
    let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
    let new = New { practice, person: "Nadège", passphrase: PASSPHRASE, words: Language::French };
    let (open, _) = entry::create_as(&folder.join("vault"), new, Role::Doctor, means(folder), "init")?;
    open.desk.store.close();
    Ok(())
}

/// A backup that every trial restores.
static BACKUP: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = stage::quick_folder();
    init(folder.path()).unwrap();
    let (vault, opened) = opens(folder.path()).unwrap();
    let desk = entry::read(&folder.path().join("vault"), &vault, &opened, Clock::System).unwrap();
    let file = folder.path().join("one.backup");
    backup::write(&desk.store, &vault, &file).unwrap();
    (folder, file)
});

fn restore(folder: &Path, over: bool) -> entry::Result<()> {
    let backup = Backup::open(&folder.join("one.backup"))?;
    let person = backup.seals.persons().next().unwrap().id;
    let unsealed = backup.seals.open(person, PASSPHRASE)?;
    let vault = folder.join("vault");
    let open = if over { backup.restore_over(unsealed, &vault, means(folder)) } else { backup.restore(unsealed, &vault, means(folder)) }?;
    open.desk.store.close();
    Ok(())
}

fn make(what: &str, folder: &Path) -> entry::Result<()> {
    match what {
        "init" => init(folder),
        "restore" => restore(folder, false),
        "over" => restore(folder, true),
        other => panic!("nothing begins by {other}"),
    }
}

/// The other process.
pub fn plays(folder: &Path, what: &str) {
    make(what, folder).unwrap();
    stage::say("made");
}

fn opens(folder: &Path) -> Result<(Vault, vault::Opened), Error> {
    let vault = Vault::load(&folder.join("vault"), means(folder))?;
    let person = vault.persons().next().unwrap().id;
    let opened = vault.unlock(person, PASSPHRASE)?;
    Ok((vault, opened))
}

/// What the damaged practice in the place of the restored one is known by.
const DAMAGED: &[u8] = b"damaged and dear";

fn trial(what: &str, fault: Fault) -> stage::Ended {
    let home = stage::quick_folder();
    let folder = home.path();
    if what != "init" {
        fs::copy(&BACKUP.1, folder.join("one.backup")).unwrap();
    }
    if what == "over" {
        fs::create_dir(folder.join("vault")).unwrap();
        fs::write(folder.join("vault/vault.json"), DAMAGED).unwrap();
    }
    let ended = run(&format!("begins {what}"), folder, End::Own, Some(fault));
    let case = format!("{what} {fault:?} {:?}", ended.said);
    let said = ended.said.iter().any(|line| line == "made");
    let _ = fs::remove_file(folder.join("vault/tries.json"));
    // What the door does first.
    aside::recover(&folder.join("vault"), &means(folder).keystore).unwrap_or_else(|e| panic!("{case}: {e:?}"));
    match opens(folder) {
        Ok((mut vault, mut opened)) => {
            let desk =
                entry::write(&folder.join("vault"), &mut vault, &mut opened, Clock::System).unwrap_or_else(|e| panic!("{case}: {e:?}"));
            assert!(desk.store.check(false).unwrap().is_clean(), "{case}");
            assert_eq!(vault.words_are_unseen(), what == "init", "whoever opens it next is shown words: {case}");
            desk.store.close();
        }
        Err(Error::Damaged(_)) if what == "over" => {
            assert!(!said, "{case}");
            assert_eq!(fs::read(folder.join("vault/vault.json")).unwrap(), DAMAGED, "{case}");
        }
        Err(Error::NoVault) => {
            assert!(!said && what != "over", "it was said to be there: {case}");
            make(what, folder).unwrap_or_else(|e| panic!("it cannot be made again: {case}: {e:?}"));
            opens(folder).unwrap_or_else(|e| panic!("{case}: {e:?}"));
        }
        Err(error) => panic!("{case}: {error:?}"),
    }
    no_orphans(folder, &case);
    ended
}

/// A secret in the keystore belongs to the practice that is there.
fn no_orphans(folder: &Path, case: &str) {
    let Ok(bytes) = fs::read(folder.join("keystore.json")) else { return };
    let kept: BTreeMap<String, Vec<u8>> = serde_json::from_slice(&bytes).unwrap();
    let device = Vault::load(&folder.join("vault"), means(folder)).map(|v| v.device().to_string()).unwrap_or_default();
    // What only tries the keystore opens nothing.
    let orphans: Vec<_> = kept.keys().filter(|name| **name != device && !name.starts_with("probe-")).collect();
    assert!(orphans.is_empty(), "{orphans:?} {case}");
}

#[test]
fn as_each_file_appears_or_goes() {
    if SHIM.is_none() {
        return;
    }
    for what in ["init", "restore", "over"] {
        // In the quick size at some of them, others each time.
        let (first, step) = if is_full() { (1, 1) } else { (1 + random(4), 4) };
        let appear = |n: u64| Fault { how: "appear", at: first + n * step, stays: false };
        let places = (0_u64..).take_while(|n| trial(what, appear(*n)).hit).count();
        assert!(places > 2, "{what}: {places}");
        eprintln!("{what}: killed {places} times as a file appeared or went");
    }
}

#[test]
fn in_the_midst_of_what_is_written() {
    if SHIM.is_none() {
        return;
    }
    for what in ["init", "restore", "over"] {
        for how in ["kill", "tear"] {
            let fault = |at| Fault { how, at, stays: false };
            let met = if is_full() {
                (1..).take_while(|at| trial(what, fault(*at)).hit).count()
            } else {
                usize::from(trial(what, fault(1 + random(60))).hit)
            };
            eprintln!("{what}: {met} times {how}");
        }
    }
}
