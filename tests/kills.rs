//! Kill -9 at random moments of writing: the practice is whole, and what was acknowledged is there.
//!
//! The test runs itself again as the one who writes. `GENKI_KILLS` sets how many times it is killed (300).
//! The store is opened with its raw key, so that no derivation of a passphrase stands between the kills.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use genki::{
    actions::{Desk, booking, patients, practice, reception},
    base::{Clock, Id, id},
    model::{Patient, Practitioner, transition::AppointmentStatus},
    store::{self, Store, appointments, encounters},
};
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

const KEY: [u8; 32] = [7; 32];
const DOCTOR: Id = Id::from_u128(9);
/// Set for the one who writes: where.
const WRITER: &str = "GENKI_TEST_WRITES";

fn desk(folder: &Path) -> Desk {
    let store = Store::open(&folder.join("genki.db"), &KEY, Id::from_u128(1)).unwrap();
    let zone = chrono_tz::Europe::Paris;
    Desk { store, clock: Clock::fixed(day(), zone), zone, person: Id::from_u128(2), ring: None }
}

fn day() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

fn patient(n: u64) -> Id {
    Id::derived("killed", &format!("patient {n}"))
}

fn visit(n: u64) -> Id {
    Id::derived("killed", &format!("visit {n}"))
}

/// What the next act is: as many as are whole were written before.
fn written(desk: &Desk) -> u64 {
    desk.store.read::<_, store::Error>(|db| Ok(appointments::all(db)?.len() as u64)).unwrap()
}

/// The one who writes until it is killed: a walk-in, and every third time the one before is called in. Each is
/// acknowledged once it is durable.
#[test]
fn writes() {
    let Some(folder) = std::env::var_os(WRITER) else { return };
    let desk = desk(Path::new(&folder));
    let doctor = Practitioner { id: DOCTOR, family: "Roy".into(), ..Practitioner::default() };
    desk.act("init", move |tx| practice::save_practitioner(tx, &doctor)).unwrap();
    for n in written(&desk).. {
        let now = day() + TimeDelta::minutes((n % 400) as i64);
        let record = Patient { id: patient(n), family: format!("Patient {n}"), ..Patient::default() };
        desk.act("walk-in", move |tx| {
            let patient = Some(patients::save_patient(tx, &record)?);
            let new = booking::NewVisit { patient, practitioner: DOCTOR, minutes: Some(10), ..Default::default() };
            booking::walk_in(tx, now, visit(n), &new)
        })
        .unwrap();
        acknowledge(&format!("here {n}"));
        if n % 3 == 0 {
            desk.act("call-in", move |tx| reception::call_in(tx, now, visit(n))).unwrap();
            acknowledge(&format!("in {n}"));
        }
    }
}

fn acknowledge(what: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "ack {what}").unwrap();
    out.flush().unwrap();
}

#[test]
fn nothing_acknowledged_is_lost() {
    if std::env::var_os(WRITER).is_some() {
        return;
    }
    let kills: u32 = std::env::var("GENKI_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(300);
    // Two practices at once: as many as there are processors anywhere.
    let one = std::thread::spawn(move || kill_and_check(kills / 2));
    let acknowledged = kill_and_check(kills - kills / 2) + one.join().unwrap();
    eprintln!("{kills} kills, {acknowledged} acknowledged acts, all there");
    assert!(acknowledged > kills as usize / 2, "hardly anything was written between the kills: {acknowledged}");
}

fn kill_and_check(kills: u32) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = Vec::new();
    for n in 1..=kills {
        acknowledged.extend(killed(folder.path()));
        if n % 25 == 0 || n == kills {
            check(folder.path(), &acknowledged);
        }
    }
    acknowledged.len()
}

/// Lets it write until a random moment, the very beginning included, and hands back what it acknowledged.
fn killed(folder: &Path) -> Vec<(bool, u64)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["writes", "--exact", "--nocapture", "--test-threads=1"])
        .env(WRITER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let reading = std::thread::spawn(move || out.lines().map_while(Result::ok).filter_map(|l| read(&l)).collect());
    let [a, b] = id::random::<2>();
    std::thread::sleep(Duration::from_micros(u64::from(u16::from_le_bytes([a, b])) * 2));
    child.kill().unwrap();
    child.wait().unwrap();
    reading.join().unwrap()
}

/// A line that was cut by the kill is no acknowledgement: each ends with its whole number, or is not there.
fn read(line: &str) -> Option<(bool, u64)> {
    // The harness writes before the first without ending its line.
    let said = line.split_once("ack ")?.1;
    let (what, n) = said.split_once(' ')?;
    Some((what == "in", n.parse().ok()?))
}

fn check(folder: &Path, acknowledged: &[(bool, u64)]) {
    let desk = desk(folder);
    let report = desk.store.check(false).unwrap();
    assert!(report.is_clean(), "{report:?}");
    let written = written(&desk);
    desk.store
        .read::<_, store::Error>(|db| {
            for (called_in, n) in acknowledged {
                let visit = appointments::get(db, visit(*n))?.unwrap_or_else(|| panic!("visit {n} is lost"));
                assert!(!called_in || visit.status == AppointmentStatus::Fulfilled, "calling in {n} is lost");
            }
            // Acts are whole: whoever is booked is somebody, and is here.
            for n in 0..written {
                assert!(store::patients::get(db, patient(n))?.is_some(), "patient {n}");
                assert!(encounters::of_appointment(db, visit(n))?.is_some(), "encounter {n}");
            }
            Ok(())
        })
        .unwrap();
}
