//! What is owed, in a practice of many years: 50,000 patients and ten years of visits, vaccinations and calls; who is due for
//! which recall, what presses, and one patient's. The answers are compared with naive ones first.
//!
//! Times are the processor's. `GENKI_BENCH_DISK` is a folder in which the practice may be made (half a gigabyte).
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on fails")]

#[path = "measure/mod.rs"]
mod measure;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use genki::{
    base::{Id, text::fold},
    model::{
        Appointment, Communication, Kept, Owed, Patient, Person, Practitioner, Reason, Recall, RecallKind, Record, Task, TestResult,
        communication::{Direction, Outcome},
        patient::Telecom,
        person::Role,
        recall::{Done, Facts, france},
        task::{TaskKind, TaskStatus},
        transition::AppointmentStatus as A,
    },
    store::{Act, Db, Error, Store, appointments, communications, kept, owed, patients, recalls, results, tasks},
};
use measure::{cpu_of_all, middle, percentile, time};
use serde_json::json;
use std::{collections::HashSet, hint::black_box, path::Path};

const PATIENTS: u64 = 50_000;
/// They come four times a year and have two vaccinations; so many others come once.
const REGULAR: u64 = 5_000;
const SELDOM: u64 = 15_000;
const YEARS: u64 = 10;
const CALLS: u64 = 60_000;
const NOTED: u64 = 6_000;
const BOOKED: u64 = 22_000;
const DOCTORS: u64 = 8;
const REASONS: u64 = 20;
const OPEN_TASKS: u64 = 60;
const CLOSED_TASKS: u64 = 20_000;
const OPEN_RESULTS: u64 = 40;
const TOLD: u64 = 20_000;

const VACCINES: [(&str, &str); 7] = [
    ("Vaxigrip Tetra", "140"),
    ("Revaxis", "113"),
    ("Comirnaty", "208"),
    ("Prevenar 20", "216"),
    ("Shingrix", "187"),
    ("Gardasil 9", "165"),
    ("Engerix B", "43"),
];

fn main() {
    let folder = tempfile::tempdir_in(std::env::var_os("GENKI_BENCH_DISK").map_or_else(std::env::temp_dir, Into::into)).unwrap();
    let began = cpu_of_all();
    made(&open(folder.path()));
    let made = (cpu_of_all() - began).as_secs_f64();
    let file = folder.path().join("genki.db");
    let mb = std::fs::metadata(&file).unwrap().len() as f64 / 1e6;
    println!("a practice of {PATIENTS} patients, {YEARS} years: made in {made:.0} s of the processor's, {mb:.0} MB");
    narrow(&file);
    let store = open(folder.path());
    let first = store.read::<_, Error>(|db| Ok(time(|| recalls::due(db, today(), today()).unwrap()).1)).unwrap();
    check(&store);
    measured(&store, first.as_secs_f64() * 1000.0);
}

fn open(folder: &Path) -> Store {
    Store::open(&folder.join("genki.db"), &[7; 32], Id::from_u128(1)).unwrap()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn now() -> NaiveDateTime {
    today().and_hms_opt(10, 20, 0).unwrap()
}

/// Numbers that look like chance, the same in every run.
struct Dice(u64);

impl Dice {
    fn of(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }

    fn day(&mut self, days: u64) -> NaiveDate {
        today() - Days::new(1 + self.of(days))
    }

    fn at(&mut self, day: NaiveDate) -> NaiveDateTime {
        day.and_hms_opt(8, 0, 0).unwrap() + TimeDelta::minutes(5 * self.of(120) as i64)
    }
}

/// What is made here has ids in the order in which it was made.
fn id(of: &str, n: u64) -> Id {
    let tag = of.bytes().fold(0u128, |tag, byte| tag * 31 + u128::from(byte));
    Id::from_u128((tag << 64) | u128::from(n))
}

/// Patients came from elsewhere: their ids are spread as chance spreads them.
fn patient(n: u64) -> Id {
    Id::derived("patient", &n.to_string())
}

fn kinds() -> Vec<RecallKind> {
    let reason = |key: &str| ["check", "smear", "hba1c"].iter().position(|k| id_of(key) == id_of(k)).map(|n| id("reason", n as u64 + 1));
    fn id_of(key: &str) -> Id {
        Id::derived("recall-example", key)
    }
    let key_of = |k: &RecallKind| ["check", "smear", "hba1c"].into_iter().find(|key| id_of(key) == k.id);
    france::examples().into_iter().map(|k| RecallKind { reason: key_of(&k).and_then(reason), ..k }).collect()
}

fn put<R: Record + Send>(store: &Store, all: impl Iterator<Item = R>) {
    let all: Vec<R> = all.collect();
    for some in all.chunks(20_000) {
        let some = some.to_vec();
        store.write::<_, Error>(Act::new("import", Id::from_u128(2), 0), move |tx| some.iter().try_for_each(|r| tx.put_new(r))).unwrap();
    }
}

/// Fills the store, one kind of record after the other.
fn made(store: &Store) {
    let mut dice = Dice(42);
    put(store, (0..DOCTORS).map(|n| Practitioner { id: id("doctor", n), family: format!("Doctor{n}"), ..Practitioner::default() }));
    put(store, (0..12).map(|n| Person { id: id("person", n), name: format!("Person {n}"), role: role(n), ..Person::default() }));
    let needs = |n: u64| if n.is_multiple_of(4) { vec!["letter".into(), "report".into()] } else { vec![] };
    put(store, (0..REASONS).map(|n| Reason { id: id("reason", n), name: format!("Reason {n}"), needs: needs(n), ..Reason::default() }));
    put(store, kinds().into_iter());
    put(store, (0..PATIENTS).map(|n| person(&mut dice, n)));
    for year in 0..YEARS {
        put(store, visits_of(&mut dice, year));
        put(store, vaccinations_of(&mut dice, year));
        eprintln!("year {year}: {:.0} s of the processor's", cpu_of_all().as_secs_f64());
    }
    let coming = |n: u64| {
        let day = today() + Days::new(dice.of(90));
        let start = dice.at(day);
        Appointment { status: A::Booked, start, ..visit(&mut dice, 10_000_000 + n, n * 7 % PATIENTS, start) }
    };
    put(store, (0..BOOKED).map(coming));
    let mut dice = Dice(43);
    put(store, (0..CALLS).map(|n| call(&mut dice, n)));
    put(store, (0..NOTED).map(|n| noted(&mut dice, n)));
    put(store, (0..OPEN_TASKS + CLOSED_TASKS).map(|n| task(&mut dice, n)));
    put(store, (0..OPEN_RESULTS + TOLD).map(|n| result(&mut dice, n)));
}

fn role(n: u64) -> Role {
    if n < DOCTORS { Role::Doctor } else { Role::Secretary }
}

fn person(dice: &mut Dice, n: u64) -> Patient {
    Patient {
        id: patient(n),
        family: format!("Family{}", dice.of(9000)),
        given: vec!["Camille".into()],
        birth_date: (NaiveDate::from_ymd_opt(1930, 1, 1).unwrap() + Days::new(dice.of(35_000))).to_string(),
        gender: ["female", "male"][dice.of(2) as usize].into(),
        telecom: vec![Telecom { system: "phone".into(), value: format!("+336{:08}", dice.of(100_000_000)), usage: "mobile".into() }],
        flags: if dice.of(20) == 0 { vec!["diabète".into()] } else { vec![] },
        do_not_contact: dice.of(50) == 0,
        deceased: if dice.of(30) == 0 { "2024-01-01".into() } else { String::new() },
        ..Patient::default()
    }
}

fn visit(dice: &mut Dice, n: u64, whose: u64, start: NaiveDateTime) -> Appointment {
    let reason = if dice.of(2) == 0 { 0 } else { dice.of(REASONS) };
    Appointment {
        id: id("visit", n),
        patient: Some(patient(whose)),
        practitioner: id("doctor", dice.of(DOCTORS)),
        start,
        minutes: 15,
        status: if dice.of(10) == 0 { A::Cancelled } else { A::Fulfilled },
        reason: Some(id("reason", reason)),
        ..Appointment::default()
    }
}

fn visits_of(dice: &mut Dice, year: u64) -> impl Iterator<Item = Appointment> {
    let n = REGULAR * 4 + SELDOM;
    (0..n).map(move |k| {
        let whose = if k < REGULAR * 4 { k / 4 } else { REGULAR + k - REGULAR * 4 };
        let day = today() - Days::new(1 + year * 365 + dice.of(365));
        let start = dice.at(day);
        visit(dice, year * n + k, whose, start)
    })
}

fn vaccinations_of(dice: &mut Dice, year: u64) -> impl Iterator<Item = Kept> {
    (0..REGULAR * 2).map(move |k| {
        let (name, code) = VACCINES[if k.is_multiple_of(2) { 0 } else { 1 + dice.of(6) as usize }];
        let date = (today() - Days::new(1 + year * 365 + dice.of(365))).to_string();
        let (id, patient) = (id("immunization", year * REGULAR * 2 + k), patient(k / 2));
        let resource = json!({"resourceType": "Immunization", "id": id.to_string(), "status": "completed", "occurrenceDateTime": date,
            "vaccineCode": {"coding": [{"system": "http://hl7.org/fhir/sid/cvx", "code": code, "display": name}]},
            "patient": {"reference": format!("urn:uuid:{patient}")}});
        let kind = "Immunization".into();
        Kept {
            id,
            resource_type: kind,
            patient: Some(patient),
            date,
            title: name.into(),
            status: "completed".into(),
            resource,
            ..Kept::default()
        }
    })
}

fn call(dice: &mut Dice, n: u64) -> Communication {
    let day = dice.day(YEARS * 365);
    let outcome = [Outcome::Reached, Outcome::Reached, Outcome::NoAnswer][dice.of(3) as usize];
    // A few of them are attempts at what is still open.
    let about = match n {
        n if n < 200 => Some(id("task", n % OPEN_TASKS)),
        n if n < 6000 => Some(Recall::id_of(patient(n % NOTED), kinds()[1].id)),
        _ => None,
    };
    Communication {
        id: id("call", n),
        patient: Some(patient(dice.of(PATIENTS))),
        words: "asks for a renewal, and when the letter is ready".into(),
        direction: if about.is_some() { Direction::Out } else { Direction::In },
        outcome,
        at: dice.at(day),
        by: id("person", dice.of(12)),
        about,
        ..Communication::default()
    }
}

fn noted(dice: &mut Dice, n: u64) -> Recall {
    let (patient, kinds) = (patient(n), kinds());
    let kind = kinds[dice.of(kinds.len() as u64) as usize].id;
    let recall = Recall { id: Recall::id_of(patient, kind), patient, kind, ..Recall::default() };
    match dice.of(4) {
        0 => Recall { snoozed: Some(today() + Days::new(dice.of(60))), ..recall },
        1 => Recall { declined: "followed elsewhere".into(), ..recall },
        2 => Recall { done: Some(dice.day(3000)), ..recall },
        _ => Recall { appointment: Some(id("visit", dice.of(1000))), ..recall },
    }
}

fn task(dice: &mut Dice, n: u64) -> Task {
    let is_open = n < OPEN_TASKS;
    let at = dice.day(if is_open { 3 } else { YEARS * 365 });
    Task {
        id: id("task", n),
        kind: [TaskKind::CallBack, TaskKind::Question, TaskKind::Message][dice.of(3) as usize],
        status: if is_open { TaskStatus::Requested } else { TaskStatus::Completed },
        patient: Some(patient(dice.of(PATIENTS))),
        words: "renew the treatment for three months?".into(),
        at: dice.at(at),
        due: Some(now() + TimeDelta::minutes(dice.of(600) as i64 - 200)),
        by: id("person", 10),
        owner: Some(id("person", dice.of(12))),
        ..Task::default()
    }
}

fn result(dice: &mut Dice, n: u64) -> TestResult {
    let told_at = (n >= OPEN_RESULTS).then(now);
    let at = dice.day(if n < OPEN_RESULTS { 4 } else { YEARS * 365 });
    let (id, patient) = (id("result", n), Some(patient(dice.of(PATIENTS))));
    TestResult { id, patient, title: "Blood test".into(), at: dice.at(at), by: self::id("person", 10), told_at, ..TestResult::default() }
}

/// How much room the evidence takes, where SQLite can tell.
fn narrow(file: &Path) {
    let db = rusqlite::Connection::open(file).unwrap();
    db.pragma_update(None, "key", format!("x'{}'", "07".repeat(32))).unwrap();
    let count = |sql: &str| db.query_row(sql, [], |r| r.get::<_, i64>(0)).ok();
    let rows = count("SELECT count(*) FROM evidence");
    let pages = count("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'evidence%' OR name LIKE 'sqlite_autoindex_evidence%'");
    println!("  evidence: {rows:?} rows, {:?} MB", pages.map(|bytes| bytes / 1_000_000));
}

/// The answers are those of a search of everything.
fn check(store: &Store) {
    store
        .read::<_, Error>(|db| {
            let some: HashSet<Id> = (0..600).map(|n| patient(n * 77 % PATIENTS)).collect();
            let mut expected = naive(db, &some);
            let mut found: Vec<_> = recalls::due(db, today(), today())?.into_iter().filter(|l| some.contains(&l.patient)).collect();
            let key = |l: &recalls::DueLine| (l.patient, l.kind);
            found.sort_by_key(key);
            expected.sort_by_key(key);
            assert_eq!(found, expected);
            assert!(found.len() > 300, "{} of 600 are due", found.len());
            for whose in some.iter().take(100) {
                let mut one = recalls::of_patient(db, *whose, today())?;
                one.retain(|l| l.due.on <= today());
                one.sort_by_key(key);
                assert_eq!(one, expected.iter().filter(|l| l.patient == *whose).cloned().collect::<Vec<_>>());
            }
            let calls = communications::all(db)?;
            let day = calls[calls.len() / 2].at.date();
            let of_day = calls.iter().filter(|c| c.at.date() == day).count();
            assert_eq!((communications::on(db, day)?.len(), of_day > 0), (of_day, true));
            let whose = calls[7].patient.unwrap();
            assert_eq!(communications::of_patient(db, whose)?.len(), calls.iter().filter(|c| c.patient == Some(whose)).count());
            let mut pressing: Vec<Owed> = tasks::all(db)?.iter().filter_map(|t| Owed::of_task(t, 0, now())).collect();
            pressing.extend(results::all(db)?.iter().filter_map(|r| Owed::of_result(r, 0)));
            pressing.sort_by_key(|o| o.order(now()));
            let lines = owed::pressing(db, now())?;
            let kept: Vec<Id> = lines.iter().filter(|l| l.missing.is_empty()).map(|l| l.owed.of).collect();
            assert_eq!(kept, pressing.iter().map(|o| o.of).collect::<Vec<_>>());
            println!("  {} lines press, {} of them to prepare", lines.len(), lines.len() - kept.len());
            Ok(())
        })
        .unwrap();
}

/// The rule asked of all records of some people.
fn naive(db: &Db, some: &HashSet<Id>) -> Vec<recalls::DueLine> {
    let (kinds, notes) = (recalls::kinds(db).unwrap(), recalls::all(db).unwrap());
    let mut found = Vec::new();
    for p in some.iter().map(|p| patients::get(db, *p).unwrap().unwrap()).filter(|p| p.deceased.is_empty()) {
        let (visits, kept) = (appointments::of_patient(db, p.id).unwrap(), kept::of_patient(db, p.id).unwrap());
        for kind in &kinds {
            let noted = notes.iter().find(|r| r.patient == p.id && r.kind == kind.id);
            let coming = |a: &&Appointment| a.start.date() >= today() && a.status.takes_a_place();
            let mut booked = visits.iter().filter(coming).filter(|a| a.reason == kind.reason && a.status != A::Fulfilled);
            // Made for the recall, whatever it is called.
            let made = noted
                .and_then(|n| n.appointment)
                .and_then(|visit| appointments::get(db, visit).unwrap())
                .filter(|a| a.status.takes_a_place());
            let held = made.as_ref().filter(|a| a.status == A::Fulfilled && a.start.date() <= today()).map(|a| a.start.date());
            let coming = made.is_some_and(|a| a.status != A::Fulfilled && a.start.date() >= today());
            if booked.next().is_some() || coming || noted.is_some_and(|n| !n.declined.is_empty()) {
                continue;
            }
            let of_reason = |a: &&Appointment| a.status == A::Fulfilled && kind.reason.is_some() && a.reason == kind.reason;
            let mut last: Vec<Done> = visits.iter().filter(of_reason).map(|a| Done { on: a.start.date(), title: String::new() }).collect();
            for k in &kept {
                let code = format!("cvx|{}", k.resource["vaccineCode"]["coding"][0]["code"].as_str().unwrap());
                if kind.is_shown_by(&code) || kind.is_shown_by(&fold(&k.title)) {
                    last.push(Done { on: k.date.parse().unwrap(), title: k.title.clone() });
                }
            }
            last.extend(noted.and_then(|n| n.done).max(held).map(|on| Done { on, title: String::new() }));
            let last = last.into_iter().filter(|d| d.on <= today()).max();
            let facts = Facts { born: p.born(), gender: p.gender.clone(), flags: p.flags.clone(), last, recommended: None };
            let snoozed = noted.and_then(|n| n.snoozed).filter(|until| *until > today());
            let due = kind.due(&facts, today()).filter(|due| due.on <= today());
            found.extend(due.map(|due| recalls::DueLine {
                patient: p.id,
                kind: kind.id,
                due,
                quiet: p.do_not_contact,
                snoozed,
                failed: None,
            }));
        }
    }
    found
}

fn measured(store: &Store, first: f64) {
    let ms = |t: std::time::Duration| t.as_secs_f64() * 1000.0;
    let all = |work: &dyn Fn(&Db)| ms(middle(|| store.read::<_, Error>(|db| Ok(time(|| work(db)).1)).unwrap()));
    let each = |work: &dyn Fn(&Db, u64)| {
        let mut times: Vec<_> =
            (0..500).map(|n| store.read::<_, Error>(|db| Ok(time(|| work(db, n * 97 % PATIENTS)).1)).unwrap()).collect();
        ms(percentile(&mut times, 95))
    };
    let n = store.read::<_, Error>(|db| recalls::due(db, today(), today())).unwrap().len();
    let figures = [
        ("recalls::due, all kinds", all(&|db| drop(black_box(recalls::due(db, today(), today()).unwrap()))), 300.0),
        ("the same, just opened", first, 300.0),
        ("owed::recalls", all(&|db| drop(black_box(owed::recalls(db, today()).unwrap()))), 300.0),
        ("owed::pressing", all(&|db| drop(black_box(owed::pressing(db, now()).unwrap()))), 5.0),
        ("owed::due_now", all(&|db| _ = black_box(owed::due_now(db, id("person", 10), now()).unwrap())), 5.0),
        ("recalls::of_patient, p95", each(&|db, n| drop(black_box(recalls::of_patient(db, patient(n), today()).unwrap()))), 1.0),
        ("communications::of_patient, p95", each(&|db, n| drop(black_box(communications::of_patient(db, patient(n)).unwrap()))), 1.0),
        ("communications::on, p95", each(&|db, n| drop(black_box(communications::on(db, today() - Days::new(n % 3650)).unwrap()))), 1.0),
    ];
    println!("{n} lines are due, of {} kinds", kinds().len());
    for (name, took, goal) in figures {
        println!("  {name:34} {took:8.3} ms, goal {goal}");
    }
    let named: serde_json::Map<String, serde_json::Value> =
        figures.iter().map(|(name, took, _)| ((*name).into(), (*took).into())).collect();
    measure::keep("owed-genki", &json!({"name": "Genki", "ms": named}));
}
