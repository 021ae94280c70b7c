//! An SQLCipher that is not ours opens the database with its key and not without (`independent_sqlcipher.py`).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use genki::{
    actions::patients,
    base::Id,
    base::id,
    model::Patient,
    store::{Act, Error, Store},
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
