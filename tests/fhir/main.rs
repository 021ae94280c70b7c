//! FHIR in and out: what goes in, what stays out and why, and that nothing is lost on the way back.

mod damaged;
mod follow;
mod former;
mod identity;
mod taking;
mod visits;
mod whole;

use chrono_tz::Europe::Paris;
use genki::{
    actions::import::{Failed, How, Report, import},
    base::Id,
    exchange::{self, Plan},
    model::{
        Appointment, DayNote, Encounter, Kept, Patient, Person, Practice, Practitioner, Reason, Record, Slot,
        patient::{Address, Contact, Identifier, Telecom},
        practitioner::Absence,
        slot::{Duty, SlotStatus},
        transition::{AppointmentStatus, EncounterStatus},
    },
    store::{Act, Error, Store, appointments, day_notes, encounters, kept, patients, practice, practitioners, reasons, slots},
};
use serde_json::{Value, json};
use std::ops::ControlFlow;

const ME: Id = Id::from_u128(90_042);
/// 23 November 2026, 09:40 in Paris.
const NOW: i64 = 1_795_423_200_000;

struct Device {
    store: Store,
    _dir: tempfile::TempDir,
}

fn device(n: u128) -> Device {
    let dir = tempfile::tempdir().expect("a folder");
    let store = Store::open(&dir.path().join("genki.db"), &[n as u8; 32], Id::from_u128(n)).expect("opens");
    let me = Person { id: ME, name: "Nadège".into(), manager: true, ..Person::default() };
    store.write::<_, Error>(Act::new("init", ME, NOW), move |tx| tx.put(&me).map(drop)).expect("written");
    Device { store, _dir: dir }
}

/// Everybody reads what results and documents say, or the doctors alone.
fn let_read(d: &Device, everybody: bool) {
    d.store
        .write(Act::new("change-rights", ME, NOW), move |tx| {
            tx.put(&Person { id: ME, name: "Nadège".into(), manager: true, ..Person::default() })?;
            let practice = practice::get(&tx.db())?;
            tx.put(&Practice { secretaries_read_results: everybody, ..practice }).map(drop)
        })
        .unwrap_or_else(|e: Error| panic!("{e}"));
}

fn plan(text: &str) -> Plan {
    exchange::fhir::read(text.as_bytes(), Paris).expect("reads")
}

fn take(device: &Device, files: Vec<Plan>, how: How) -> Result<Report, Failed> {
    let files = files.into_iter().enumerate().map(|(i, p)| (format!("{i}"), p)).collect();
    import(&device.store, Act::new("import", ME, NOW), Paris, files, how, |_, _| ControlFlow::Continue(()))
}

fn take_text(device: &Device, text: &str) -> Report {
    take(device, vec![plan(text)], How::default()).expect("goes in")
}

fn bundle(resources: Vec<Value>) -> String {
    let entries: Vec<Value> = resources.into_iter().map(|r| json!({"resource": r})).collect();
    serde_json::to_string_pretty(&json!({"resourceType": "Bundle", "type": "collection", "entry": entries})).expect("writes")
}

fn export(device: &Device) -> String {
    let value = device.store.read::<_, Error>(|db| exchange::fhir::write(db, Paris, ME)).expect("exports");
    serde_json::to_string_pretty(&value).expect("writes")
}

/// Beside the person who is there from the first.
fn changes(device: &Device) -> u64 {
    device.store.check(false).expect("checked").changes - 1
}

fn whys(report: &Report) -> Vec<(u64, String)> {
    report.files.iter().flat_map(|f| &f.rejected).map(|r| (r.line, r.why.to_string())).collect()
}

fn at(time: &str) -> chrono::NaiveDateTime {
    format!("2026-11-23T{time}:00").parse().expect("a time")
}

/// The worked day as a bundle and as NDJSON with relative references.
fn days() -> [String; 2] {
    ["day.json", "day.ndjson"].map(|f| std::fs::read_to_string(format!("tests/fixtures/{f}")).expect("a fixture"))
}

/// What `d` exports goes into an empty vault and comes out the same, and changes nothing in `d`.
fn round_trip(d: &Device) {
    let exported = export(d);
    let other = device(9);
    let_read(&other, true);
    let report = take_text(&other, &exported);
    assert_eq!(whys(&report), []);
    assert!(report.files[0].left_alone.is_empty());
    let back = export(&other);
    if exported != back {
        let differ = exported.lines().zip(back.lines()).enumerate().find(|(_, (a, b))| a != b);
        panic!("the second export differs: {differ:?} ({} and {} lines)", exported.lines().count(), back.lines().count());
    }
    let total = take_text(d, &exported).total();
    assert_eq!((total.added, total.changed), (0, 0));
    assert_eq!(export(d), exported);
}
