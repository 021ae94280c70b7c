//! The system's keystore, a real one: gnome-keyring on a bus of its own.
//!
//! The test runs itself again inside `dbus-run-session`, with a home of its own, so that nobody's own keyring
//! is ever touched. It is skipped, saying so, only where the programs are missing.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use genki::{
    base::{Clock, Id},
    platform::keystore::{Keystore, Trouble},
    vault::{Cost, Error, Founding, KeystoreUse, Language, Means, Strength, Vault},
};
use std::{
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

const PASSPHRASE: &str = "trois hérons lisent sous la pluie";
/// Set in the inner run: what it is to play, and where its vault is.
const SCENE: &str = "GENKI_TEST_SCENE";
const FOLDER: &str = "GENKI_TEST_FOLDER";

/// How the inner run is surrounded.
enum Stage {
    /// A bus with an unlocked keyring.
    Unlocked,
    /// A bus where nobody offers a keystore.
    BusAlone,
    /// No bus at all.
    NoBus,
}

#[test]
fn there() {
    play("there", Stage::Unlocked);
}

#[test]
fn locked() {
    play("locked", Stage::Unlocked);
}

#[test]
fn emptied() {
    play("emptied", Stage::Unlocked);
}

#[test]
fn changed() {
    play("changed", Stage::Unlocked);
}

#[test]
fn gone_after_it_was_there() {
    let Some(folder) = play("there", Stage::Unlocked) else { return };
    run("absent", &Stage::NoBus, folder.path());
}

#[test]
fn absent_without_a_bus() {
    play("none", Stage::NoBus);
}

#[test]
fn absent_on_an_empty_bus() {
    play("none", Stage::BusAlone);
}

/// Plays one scene in a fresh folder; nothing if the programs are missing.
fn play(scene: &str, stage: Stage) -> Option<tempfile::TempDir> {
    for program in ["dbus-run-session", "gnome-keyring-daemon", "gdbus"] {
        if Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
            eprintln!("skipped: {program} is not installed");
            return None;
        }
    }
    let folder = tempfile::tempdir().unwrap();
    run(scene, &stage, folder.path());
    Some(folder)
}

/// Runs this test program again for one scene, surrounded as the stage says.
fn run(scene: &str, stage: &Stage, folder: &Path) {
    let this = std::env::current_exe().unwrap();
    let home = folder.join("home");
    std::fs::create_dir_all(home.join("run")).unwrap();
    let inner = r#"exec "$0" --exact scene --ignored --nocapture"#;
    let keyring = format!("printf genki | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; {inner}");
    let mut command = match stage {
        Stage::NoBus => Command::new("sh"),
        _ => Command::new("dbus-run-session"),
    };
    match stage {
        Stage::NoBus => command.args(["-c", inner]),
        Stage::BusAlone => {
            // A bus that starts nobody: what a server has.
            let bare = home.join("bare.conf");
            std::fs::write(&bare, BARE_BUS).unwrap();
            command.arg(format!("--config-file={}", bare.display())).args(["--", "sh", "-c", inner])
        }
        Stage::Unlocked => command.args(["--", "sh", "-c", &keyring]),
    };
    command
        .arg(this)
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("HOME", &home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_RUNTIME_DIR", home.join("run"))
        .env(SCENE, scene)
        .env(FOLDER, folder.join("vault"));
    if matches!(stage, Stage::NoBus) {
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{scene}: {}\n{said}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}

const BARE_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;

/// The inner run. By itself it does nothing.
#[test]
#[ignore = "run by the others, on a bus of its own"]
fn scene() {
    let Ok(scene) = std::env::var(SCENE) else { return };
    let folder = std::env::var(FOLDER).unwrap();
    let folder = Path::new(&folder);
    match scene.as_str() {
        "there" => scene_there(folder),
        "absent" => scene_absent(folder),
        "none" => scene_none(folder),
        "locked" => scene_locked(folder),
        "emptied" => scene_emptied(folder),
        "changed" => scene_changed(folder),
        other => panic!("no scene {other}"),
    }
}

fn means() -> Means {
    Means { keystore: Keystore::Os, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) }
}

fn create(folder: &Path) -> (Vault, Id, genki::vault::RecoveryWords, [u8; 32]) {
    let founding = Founding { practice: Id::from_u128(1), person: "Camille", passphrase: PASSPHRASE, words: Language::English };
    let (vault, opened, words) = Vault::create(folder, founding, means()).unwrap();
    let person = opened.person().unwrap();
    (vault, person, words, *opened.key().as_bytes())
}

fn only_person(vault: &Vault) -> Id {
    vault.persons().next().unwrap().id
}

fn scene_there(folder: &Path) {
    assert_eq!(Keystore::Os.probe(), Ok(()));
    let (vault, person, _, key) = create(folder);
    assert_eq!(vault.keystore(), KeystoreUse::Present);
    let vault = Vault::load(folder, means()).unwrap();
    vault.check_keystore().unwrap();
    assert_eq!(vault.unlock(person, PASSPHRASE).unwrap().key().as_bytes(), &key);
}

/// The vault was made with a keystore, and now there is none.
fn scene_absent(folder: &Path) {
    let vault = Vault::load(folder, means()).unwrap();
    assert!(matches!(vault.unlock(only_person(&vault), PASSPHRASE), Err(Error::KeystoreAbsent)));
}

/// There never was one.
fn scene_none(folder: &Path) {
    assert_eq!(Keystore::Os.probe(), Err(Trouble::Absent));
    let (vault, person, _, key) = create(folder);
    assert_eq!(vault.keystore(), KeystoreUse::None);
    assert_eq!(Vault::load(folder, means()).unwrap().unlock(person, PASSPHRASE).unwrap().key().as_bytes(), &key);
}

fn scene_locked(folder: &Path) {
    let (mut vault, person, words, key) = create(folder);
    lock_keyring();
    let watch = genki::base::clock::Stopwatch::start();
    assert_eq!(Keystore::Os.probe(), Err(Trouble::Locked));
    assert!(matches!(vault.check_keystore(), Err(Error::KeystoreLocked)));
    assert!(matches!(vault.unlock(person, PASSPHRASE), Err(Error::KeystoreLocked)));
    let opened = vault.unlock_with_words(&words).unwrap();
    assert_eq!(opened.key().as_bytes(), &key);
    assert!(!opened.renewed());
    assert!(watch.elapsed() < Duration::from_secs(60), "took {:?}", watch.elapsed());
    let elsewhere = tempfile::tempdir().unwrap();
    let founding = Founding { practice: Id::from_u128(1), person: "Camille", passphrase: PASSPHRASE, words: Language::English };
    assert!(matches!(Vault::create(elsewhere.path(), founding, means()), Err(Error::KeystoreLocked)));
}

fn scene_emptied(folder: &Path) {
    let (mut vault, person, words, key) = create(folder);
    Keystore::Os.delete(&vault.device().to_string()).unwrap();
    assert!(matches!(vault.unlock(person, PASSPHRASE), Err(Error::KeystoreEmptied)));
    let opened = vault.unlock_with_words(&words).unwrap();
    assert!(opened.renewed());
    assert_eq!(opened.key().as_bytes(), &key);
    assert_eq!(Vault::load(folder, means()).unwrap().unlock(person, PASSPHRASE).unwrap().key().as_bytes(), &key);
}

fn scene_changed(folder: &Path) {
    let (mut vault, person, words, key) = create(folder);
    Keystore::Os.set(&vault.device().to_string(), &[7; 32]).unwrap();
    assert!(matches!(vault.unlock(person, PASSPHRASE), Err(Error::KeystoreChanged)));
    assert_eq!(vault.unlock_with_words(&words).unwrap().key().as_bytes(), &key);
    vault.unlock(person, PASSPHRASE).unwrap();
}

fn lock_keyring() {
    let status = Command::new("gdbus")
        .args(["call", "--session", "--dest", "org.freedesktop.secrets"])
        .args(["--object-path", "/org/freedesktop/secrets", "--method", "org.freedesktop.Secret.Service.Lock"])
        .arg("['/org/freedesktop/secrets/collection/login']")
        .status();
    assert!(status.unwrap().success());
}
