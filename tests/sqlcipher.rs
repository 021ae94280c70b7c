//! An SQLCipher that is not ours opens the database with its key and not without (`independent_sqlcipher.py`).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use genki::{
    actions::{entry, patients, persons, results},
    base::{Clock, Id, id},
    model::{Audience, Moment, Patient, Practice, person::Role},
    platform::keystore::{Keystore, Memory},
    store::{Act, Error, Store},
    vault::{Cost, Language, Means, Strength},
};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// From PyPI, with SQLCipher inside.
const WHEEL: &str = "sqlcipher3-wheels==0.5.7";

#[test]
fn another_sqlcipher_opens_it_with_the_key_alone() {
    let Some(packages) = packages() else {
        eprintln!("skipped: Python cannot install {WHEEL} here");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("genki.db");
    let key = id::random::<32>();
    let store = Store::open(&database, &key, Id::from_u128(1)).unwrap();
    let patient = Patient { id: Id::from_u128(3), family: "Quérimbault".into(), ..Patient::default() };
    store
        .write(Act::new("edit-patient", Id::from_u128(2), 0), move |tx| {
            patients::save_patient(tx, &patient).map(drop).map_err(|_| Error::Closed)
        })
        .unwrap();
    drop(store);
    let hex: String = key.iter().map(|b| format!("{b:02x}")).collect();
    let out = Command::new("python3")
        .arg("tests/independent_sqlcipher.py")
        .args([database.as_os_str(), hex.as_ref(), "querimbault".as_ref()])
        .env("PYTHONPATH", packages)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&out.stdout).trim(), "1", "{}", String::from_utf8_lossy(&out.stderr));
}

/// A secretary has the database's key. What is for the doctors alone does not stand in it, whatever opens it.
#[test]
fn with_a_secretarys_key_another_sqlcipher_finds_nothing_that_is_sealed() {
    let Some(packages) = packages() else {
        eprintln!("skipped: Python cannot install {WHEEL} here");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let keystore = Keystore::Memory(Memory::default());
    let means = Means { keystore, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
    let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
    let new = entry::New { practice, person: "Nadège", passphrase: "trois hérons lisent sous la pluie", words: Language::French };
    let (mut open, _) = entry::create(folder.path(), new, means, "test").unwrap();
    let doctor = persons::New {
        name: "Dr Roy",
        role: Role::Doctor,
        manager: false,
        practitioner: None,
        passphrase: "cinq loutres comptent les nuages",
    };
    persons::add(&open.desk, &mut open.vault, &open.opened, doctor).unwrap();
    let now = open.desk.now();
    open.desk
        .act("result-in", move |tx| {
            let patient = Patient { id: Id::from_u128(3), family: "Quérimbault".into(), ..Patient::default() };
            tx.put(&patient)?;
            results::receive(tx, now, patient.id, "plainspoken", "zygomorphe")
        })
        .unwrap();
    let me = Audience::Person(open.desk.person);
    let moment = Moment { id: Id::from_u128(4), text: "zygomorphe".into(), ..Moment::default() };
    open.desk.act("moment-add", move |tx| Ok(tx.put_sealed(&moment, me)?)).unwrap();
    let hex: String = open.opened.key().as_bytes().iter().map(|b| format!("{b:02x}")).collect();
    open.desk.store.close();
    let count = |word: &str| {
        let out = Command::new("python3")
            .arg("tests/independent_sqlcipher.py")
            .args([folder.path().join(entry::DATABASE).as_os_str(), hex.as_ref(), "querimbault".as_ref(), word.as_ref()])
            .env("PYTHONPATH", &packages)
            .output()
            .unwrap();
        (String::from_utf8_lossy(&out.stdout).trim().to_owned(), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    assert_eq!(count("zygomorphe").0, "1 0", "{}", count("zygomorphe").1);
    let (plain, _) = count("plainspoken");
    assert!(plain.starts_with("1 ") && plain != "1 0", "what is not sealed is found: {plain}");
}

/// Where the wheel is, installed once beside what the build makes.
fn packages() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python");
    let there = |folder: &Path| {
        let try_it = Command::new("python3").args(["-c", "import sqlcipher3"]).env("PYTHONPATH", folder).output();
        try_it.is_ok_and(|out| out.status.success())
    };
    if !there(&folder) {
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--target"];
        Command::new("python3").args(pip).arg(&folder).arg(WHEEL).output().ok()?;
    }
    there(&folder).then_some(folder)
}
