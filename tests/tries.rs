//! A wrong try is counted even if the process dies before the passphrase was looked at.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use genki::{
    base::{Clock, Id, clock::Stopwatch},
    platform::keystore::Keystore,
    vault::{Cost, Error, Founding, Language, Means, Strength, Vault},
};
use std::{fs, path::Path, process::Command, thread, time::Duration};

const PASSPHRASE: &str = "trois hérons lisent sous la pluie";
const FOLDER: &str = "GENKI_TEST_FOLDER";
/// So costly that there is time to kill between counting and knowing.
const COSTLY: Cost = Cost { memory: 19 * 1024, passes: 64, lanes: 1 };

fn means() -> Means {
    Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(COSTLY) }
}

#[test]
fn killing_genki_saves_no_try() {
    let folder = tempfile::tempdir().unwrap();
    let founding = Founding { practice: Id::from_u128(1), person: "Camille", passphrase: PASSPHRASE, words: Language::English };
    let (vault, opened, _) = Vault::create(folder.path(), founding, means()).unwrap();
    let person = opened.person().unwrap();
    for tried in 1..=4 {
        kill_while_it_verifies(folder.path(), tried);
    }
    assert!(matches!(vault.unlock(person, PASSPHRASE), Err(Error::TooSoon(_))));
    thread::sleep(vault.wait(person).unwrap());
    vault.unlock(person, PASSPHRASE).unwrap();
}

/// Starts another process that tries, and kills it as soon as the try stands on disk.
fn kill_while_it_verifies(folder: &Path, tried: u64) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "tries_wrongly", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .spawn()
        .unwrap();
    let watch = Stopwatch::start();
    while counted(folder) < tried {
        assert!(watch.elapsed() < Duration::from_secs(30), "the try is not counted before it is verified");
        assert!(child.try_wait().unwrap().is_none(), "it verified before it could be killed");
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    let ended = child.wait().unwrap();
    assert!(!ended.success() && ended.code().is_none(), "killed in the midst, not ended: {ended}");
}

fn counted(folder: &Path) -> u64 {
    let Ok(bytes) = fs::read(folder.join("tries.json")) else { return 0 };
    let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    json["by"].as_object().unwrap().values().map(|tries| tries["count"].as_u64().unwrap()).sum()
}

#[test]
#[ignore = "run by the other one, to be killed"]
fn tries_wrongly() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let vault = Vault::load(Path::new(&folder), means()).unwrap();
    let person = vault.persons().next().unwrap().id;
    let _ = vault.unlock(person, "not this one at all");
}
