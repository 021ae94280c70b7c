//! No patient's name is in any file that Genki wrote: after an import, arrivals, a backup and a kill -9, every
//! file under the home and the practice's folder is searched for it in every form it could take. Neither is what results
//! say, which a secretary does not find with the database's key either.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod forms;

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::NaiveDate;
use genki::{
    actions::{booking, entry, patients, results},
    base::{Clock, Id, text::fold},
    model::{Calls, Card, Patient, result::Decision},
    platform::keystore::Keystore,
    store::{self, Store, practitioners},
    vault::{Lock, Means, Strength, Vault},
};
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};

const PASSPHRASE: &str = "quatre hérons sous la pluie fine";
/// Names that stand nowhere else.
const CANARIES: [&str; 4] = ["Quérimbault", "Zéphyrinette", "Oxtorvald", "Wilhelgonde"];
/// What results say, what a doctor wrote for a call, and what a doctor was typing.
const FOR_DOCTORS: [&str; 3] = ["Hémochromatosine", "Kvélidormide", "Pschittagone"];
const WRITER: &str = "GENKI_TEST_CANARIES";

/// The one who lets patients arrive until it is killed.
#[test]
fn arrives() {
    let Some(folder) = std::env::var_os(WRITER).map(PathBuf::from) else { return };
    let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Measured };
    let _lock = Lock::take(&folder, "window").unwrap();
    let mut vault = Vault::load(&folder, means).unwrap();
    let person = vault.persons().next().unwrap().id;
    let mut opened = vault.unlock(person, PASSPHRASE).unwrap();
    let desk = entry::write(&folder, &mut vault, &mut opened, Clock::System).unwrap();
    let doctor = desk.store.read::<_, store::Error>(|db| Ok(practitioners::here(db)?[0].id)).unwrap();
    let roy = vault.persons().find(|p| p.name == "Dr Roy").unwrap().id;
    let roy = desk.of_person(roy, vault.unlock(roy, PASSPHRASE).unwrap().pair()).unwrap();
    let now = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 0, 0).unwrap();
    for n in 0u64.. {
        let record = Patient {
            id: Id::derived("canary", &n.to_string()),
            family: CANARIES[2].into(),
            given: vec![CANARIES[3].into()],
            note: format!("{} {n}", CANARIES[2]),
            ..Patient::default()
        };
        desk.act("walk-in", move |tx| {
            let patient = Some(patients::save_patient(tx, &record)?);
            let new = booking::NewVisit { patient, practitioner: doctor, comment: CANARIES[3].into(), ..Default::default() };
            booking::walk_in(tx, now, Id::derived("canary visit", &n.to_string()), &new)
        })
        .unwrap();
        let patient = Id::derived("canary", &n.to_string());
        let says = format!("{} {n}", FOR_DOCTORS[0]);
        let letter = [(format!("{says}.pdf"), Arc::new(format!("%PDF-1.4 {says}").into_bytes()))];
        let received = desk.act("result-in", move |tx| results::receive_files(tx, now, patient, "Blood test", &says, &letter)).unwrap();
        roy.act("result-decide", move |tx| results::decide(tx, now, received.answer, Decision::ICall, FOR_DOCTORS[1])).unwrap();
        let card = Card { words: FOR_DOCTORS[2].into(), ..Card::new(patient, now) };
        roy.jot(&format!("calls {}", roy.person), &Calls { cards: vec![card], ..Calls::default() }, |kept| kept.unwrap()).unwrap();
        let mut out = std::io::stdout();
        writeln!(out, "ack").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn no_name_is_in_any_file() {
    if std::env::var_os(WRITER).is_some() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let (vault, passphrase) = (home.path().join("vault"), home.path().join("passphrase"));
    fs::create_dir(home.path().join("tmp")).unwrap();
    fs::write(&passphrase, PASSPHRASE).unwrap();
    // What is imported was not written by Genki and lies outside.
    let given = tempfile::tempdir().unwrap();
    let file = given.path().join("canaries.ndjson");
    fs::write(&file, imported()).unwrap();
    let genki = |args: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_genki"))
            .args(args)
            .args(["--vault".as_ref(), vault.as_os_str(), "--passphrase-file".as_ref(), passphrase.as_os_str()])
            .env("HOME", home.path())
            .env("TMPDIR", home.path().join("tmp"))
            .env("GENKI_KEYSTORE", "none")
            .env_remove("XDG_DATA_HOME")
            .output()
            .unwrap();
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    genki(&["init", "--practice", "Tilleuls", "--zone", "Europe/Paris", "--person", "Nadège"]);
    let given_too = passphrase.display().to_string();
    genki(&["person", "add", "Dr Roy", "--role", "doctor", "--new-passphrase-file", &given_too]);
    genki(&["import", "tests/fixtures/day.json", &file.display().to_string()]);
    genki(&["backup", "--to", &home.path().join("day.genki").display().to_string()]);
    kill_while_they_arrive(&vault);
    assert!(fs::metadata(vault.join("genki.db-wal")).unwrap().len() > 0, "the kill left nothing half written");
    assert_eq!(search(home.path()), Vec::<String>::new());

    // They are all in there, and reading them leaves nothing either.
    for name in [CANARIES[0], CANARIES[2]] {
        assert!(genki(&["find", name, "--json"]).contains(name), "{name}");
    }
    genki(&["check"]);
    let found = forms::places(&with_the_key(&vault), &FOR_DOCTORS);
    assert!(found.is_empty(), "with a secretary's key: {found:?}");
    assert_eq!(search(home.path()), Vec::<String>::new());
}

/// All tables, as whoever has the first person's keys finds them.
fn with_the_key(folder: &Path) -> Vec<u8> {
    let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Measured };
    let vault = Vault::load(folder, means).unwrap();
    let opened = vault.unlock(vault.persons().next().unwrap().id, PASSPHRASE).unwrap();
    let store = Store::open_read_only(&folder.join(entry::DATABASE), opened.key().as_bytes()).unwrap();
    let all = store.dump().unwrap();
    assert!(!forms::places(&all, &["Blood test"]).is_empty(), "the results are there");
    all
}

fn imported() -> String {
    format!(
        "{{\"resourceType\":\"Patient\",\"id\":\"c1\",\"name\":[{{\"family\":\"{}\",\"given\":[\"{}\"]}}],\"contact\":[{{\"name\":{{\"text\":\"{}\"}}}}]}}\n",
        CANARIES[0], CANARIES[1], CANARIES[2]
    )
}

fn kill_while_they_arrive(vault: &Path) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["arrives", "--exact", "--nocapture", "--test-threads=1"])
        .env(WRITER, vault)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert_eq!(lines.filter(|l| l.ends_with("ack")).take(25).count(), 25);
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The files that hold a canary, and in which form.
fn search(folder: &Path) -> Vec<String> {
    let found = |file: PathBuf| {
        let places = forms::places(&fs::read(&file).unwrap(), &[&CANARIES[..], &FOR_DOCTORS].concat());
        places.into_iter().map(move |place| format!("{} {place}", file.display()))
    };
    files(folder).into_iter().flat_map(found).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().flatten().map(|e| e.path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn the_search_finds_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("xx{}yy", CANARIES[0]);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let hidden =
        [text.clone().into_bytes(), fold(&text).into_bytes(), utf16, STANDARD.encode(&text).into(), STANDARD.encode(&text[1..]).into()];
    for (n, bytes) in hidden.iter().enumerate() {
        let file = folder.path().join("sub").join(n.to_string());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        assert!(!search(folder.path()).is_empty(), "{n}");
        fs::remove_file(file).unwrap();
    }
}
