//! What the other process does until it is killed or its disk fails: each act is said once it is durable, or refused.

use super::{beginnings, calls, keys, stage};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use genki::{
    actions::{
        Desk, booking,
        import::{How, import},
        patients, practice, reception,
    },
    base::{Clock, Id},
    exchange::{self, Format},
    model::{Patient, Practitioner},
    store::{self, Store, appointments},
};
use std::{ops::ControlFlow, path::Path};

pub const KEY: [u8; 32] = [7; 32];
const DOCTOR: Id = Id::from_u128(9);
/// People in one imported file.
pub const FILE: u64 = 40;

pub fn desk(folder: &Path) -> store::Result<Desk> {
    let store = Store::open(&folder.join("genki.db"), &KEY, Id::from_u128(1))?;
    let zone = chrono_tz::Europe::Paris;
    Ok(Desk { store, clock: Clock::fixed(day(), zone), zone, person: Id::from_u128(2), ring: None })
}

pub fn day() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

pub fn patient(n: u64) -> Id {
    Id::derived("killed", &format!("patient {n}"))
}

pub fn visit(n: u64) -> Id {
    Id::derived("killed", &format!("visit {n}"))
}

/// What the next act is: as many as are whole were written before.
pub fn written(desk: &Desk) -> u64 {
    desk.store.read::<_, store::Error>(|db| Ok(appointments::all(db)?.len() as u64)).unwrap()
}

/// A practice with its doctor, closed.
pub fn found(folder: &Path) {
    let desk = desk(folder).unwrap();
    let doctor = Practitioner { id: DOCTOR, family: "Roy".into(), ..Practitioner::default() };
    desk.act("init", move |tx| practice::save_practitioner(tx, &doctor)).unwrap();
    desk.store.close();
}

#[test]
#[ignore = "run by the others, to be killed"]
fn plays() {
    let Some((job, folder)) = stage::job() else { return };
    stage::say("ready");
    match job.split_once(' ').map_or((job.as_str(), ""), |(job, rest)| (job, rest)) {
        ("writes", _) => writes(&folder),
        ("imports", _) => imports(&folder),
        ("opens", _) => opens(&folder),
        ("begins", what) => beginnings::plays(&folder, what),
        ("keys", what) => keys::plays(&folder, what),
        ("calls", seed) => calls::plays(&folder, seed),
        ("books", _) => books(&folder),
        ("few-acts", _) => few(&folder, act_or_not),
        ("few-imports", _) => few(&folder, import_or_not),
        (other, _) => panic!("no job {other}"),
    }
}

/// A walk-in, and every third time she is called in, until it is killed.
fn writes(folder: &Path) {
    let desk = desk(folder).unwrap();
    for n in written(&desk).. {
        walk_in(&desk, n).unwrap();
        stage::say(&format!("here {n}"));
        if n % 3 == 0 {
            call_in(&desk, n).unwrap();
            stage::say(&format!("in {n}"));
        }
    }
}

fn minute(n: u64) -> NaiveDateTime {
    day() + TimeDelta::minutes((n % 400) as i64)
}

pub fn walk_in(desk: &Desk, n: u64) -> Result<(), genki::actions::Error> {
    let record = Patient { id: patient(n), family: format!("Patient {n}"), ..Patient::default() };
    desk.act("walk-in", move |tx| {
        let patient = Some(patients::save_patient(tx, &record)?);
        let new = booking::NewVisit { patient, practitioner: DOCTOR, minutes: Some(10), ..Default::default() };
        booking::walk_in(tx, minute(n), visit(n), &new)
    })?;
    Ok(())
}

fn call_in(desk: &Desk, n: u64) -> Result<(), genki::actions::Error> {
    desk.act("call-in", move |tx| reception::call_in(tx, minute(n), visit(n)))?;
    Ok(())
}

/// So many are booked where writes are counted: enough for the write-ahead log to grow long.
pub const BOOKED: u64 = 200;

/// Visit after visit; of each is said how many writes were made durable until it was, of the first and the last also how
/// many there were in all.
fn books(folder: &Path) {
    let desk = desk(folder).unwrap();
    let record = Patient { id: patient(0), family: "Martin".into(), ..Patient::default() };
    desk.act("new-patient", move |tx| patients::save_patient(tx, &record)).unwrap();
    let begun = stage::syncs();
    for n in 0..BOOKED {
        let (start, practitioner) = (minute(2 * n), DOCTOR);
        let new = booking::NewVisit { patient: Some(patient(0)), practitioner, start, minutes: Some(10), ..Default::default() };
        // An act that writes nothing: whatever the writer does between two acts is done.
        desk.act("nothing", |_| Ok(())).unwrap();
        let before = stage::syncs();
        let (said, heard) = std::sync::mpsc::channel();
        let work = move |tx: &mut store::Tx| booking::book(tx, day(), visit(n), &new);
        desk.send("book", work, move |done| said.send((done.map(|_| ()), stage::syncs())).unwrap()).unwrap();
        let (done, after) = heard.recv().unwrap();
        done.unwrap();
        stage::say(&format!("durable {n} {}", after - before));
    }
    desk.act("nothing", |_| Ok(())).unwrap();
    stage::say(&format!("all {}", stage::syncs() - begun));
}

/// File after file, each in one act.
fn imports(folder: &Path) {
    let desk = desk(folder).unwrap();
    for n in imported(&desk).len() as u64.. {
        take_file(&desk, n).unwrap();
        stage::say(&format!("file {n}"));
    }
}

pub fn take_file(desk: &Desk, n: u64) -> Result<(), genki::actions::import::Failed> {
    let mut table = String::from("Nom;Prénom;Né(e) le;Tél\n");
    for i in 0..FILE {
        table += &format!("File {n};Given {i};{:02}/{:02}/19{:02};+336{n:04}{i:04}\n", i % 28 + 1, n % 12 + 1, i + 30);
    }
    let how = exchange::How::new(desk.zone, desk.today());
    let plan = exchange::read(Format::Csv, table.as_bytes(), &how).unwrap();
    let done = import(&desk.store, desk.begin("import"), desk.zone, vec![("people.csv".into(), plan)], How::default(), |_, _| {
        ControlFlow::Continue(())
    })?;
    assert_eq!(done.total().added, FILE);
    Ok(())
}

/// How many people of each file are there, by the file's number.
pub fn imported(desk: &Desk) -> std::collections::BTreeMap<u64, u64> {
    let all = desk.store.read::<_, store::Error>(store::patients::all).unwrap();
    let mut files = std::collections::BTreeMap::new();
    for n in all.iter().filter_map(|p| p.family.strip_prefix("File ")?.parse().ok()) {
        *files.entry(n).or_default() += 1;
    }
    files
}

/// Opens, which brings an older format up to this one.
fn opens(folder: &Path) {
    match Store::open(&folder.join("genki.db"), &KEY, Id::from_u128(1)) {
        Ok(store) => {
            stage::say("saved 0");
            drop(store);
        }
        Err(error) => {
            stage::say(&refusal("0", &error));
            stage::mend();
            match Store::open(&folder.join("genki.db"), &KEY, Id::from_u128(1)) {
                Ok(_) => stage::say("saved 1"),
                Err(error) => stage::say(&format!("stuck {error:?}")),
            }
        }
    }
}

/// What is said of an act that was not done: full where that was the reason.
fn refusal(what: &str, error: &store::Error) -> String {
    if error.is_full() { format!("full {what}") } else { format!("failed {what} {error:?}") }
}

pub fn act_or_not(desk: &Desk, n: u64) -> Result<(), store::Error> {
    walk_in(desk, n).map_err(|error| match error {
        genki::actions::Error::Store(error) => error,
        genki::actions::Error::Refused(refusal) => panic!("{refusal:?}"),
    })
}

pub fn import_or_not(desk: &Desk, n: u64) -> Result<(), store::Error> {
    take_file(desk, n).map_err(|error| match error {
        genki::actions::import::Failed::Store(error) => error,
        other => panic!("{other:?}"),
    })
}

/// Four acts on a disk that fails in their midst; the first that is not done is done again once the disk is well.
fn few(folder: &Path, act: fn(&Desk, u64) -> Result<(), store::Error>) {
    let desk = loop {
        match desk(folder) {
            Ok(desk) => break desk,
            Err(error) => stage::say(&refusal("open", &error)),
        }
        stage::mend();
    };
    for n in 0..4 {
        let mut tries = 0;
        while let Err(error) = act(&desk, n) {
            stage::say(&refusal(&n.to_string(), &error));
            stage::mend();
            tries += 1;
            if tries == 3 {
                return stage::say(&format!("stuck {n} {error:?}"));
            }
        }
        stage::say(&format!("saved {n}"));
    }
    desk.store.close();
}
