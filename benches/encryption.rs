//! What encryption costs, warm: the same store, the same code and the same records twice, with a key and without one.
//!
//! `cargo bench --no-default-features --features plain --bench encryption`. Every question and act is asked of both in turn,
//! many times; of each the middle time counts (the processor's, of all threads). The feature `plain` is for this alone.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

#[path = "measure/mod.rs"]
mod measure;
#[path = "people/mod.rs"]
mod people;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use genki::{
    base::Id,
    model::{Appointment, Patient, Practice, Practitioner, practitioner::Block},
    store::{self, Act, Db, Store},
};
use measure::{cpu_of_all, micros, percentile};
use people::Chance;
use serde_json::json;
use std::{hint::black_box, time::Duration};

const PEOPLE: usize = 50_000;
const PRACTITIONERS: usize = 8;
const DAYS: u64 = 90;
const BOOKINGS: usize = 22_000;
/// The file with a key and the one without.
const KEYS: [[u8; 32]; 2] = [[7; 32], [0; 32]];

fn main() {
    let stores = KEYS.map(|key| Practiced::new(&key));
    let mut told = Vec::new();
    for (name, times, ask) in questions() {
        let ask = |store: &Practiced, n: usize| store.store.read::<_, store::Error>(|db| ask(db, n)).unwrap();
        told.push(beside(name, times, &stores, ask));
    }
    told.push(beside("the day after somebody else's commit", 200, &stores, |p, n| {
        p.book(n, 1);
        let (answer, time) = timed(|| p.store.read::<_, store::Error>(|db| day(db, n)).unwrap());
        Timed(answer, time)
    }));
    told.push(beside("one booking, until it is durable", 300, &stores, |p, n| p.book(n, 1)));
    told.push(beside("500 bookings in one act", 10, &stores, |p, n| p.book(n, 500)));
    told.push(beside("opening the file", 50, &stores, |p, _| Store::open_read_only(p.store.path(), &p.key).map(drop).unwrap()));
    measure::keep("encryption", &json!({ "rows": told }));
}

/// An answer, and how long it took to have: either all of the work, or what was timed of it.
trait Answer {
    fn timed(self, all: Duration) -> Duration;
}
struct Timed<T>(T, Duration);
impl<T> Answer for Timed<T> {
    fn timed(self, _: Duration) -> Duration {
        black_box(self.0);
        self.1
    }
}
impl Answer for usize {
    fn timed(self, all: Duration) -> Duration {
        black_box(self);
        all
    }
}
impl Answer for () {
    fn timed(self, all: Duration) -> Duration {
        all
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let began = cpu_of_all();
    let answer = black_box(work());
    (answer, cpu_of_all() - began)
}

/// Does the same in both in turn, and says what it takes in the middle.
fn beside<A: Answer>(name: &str, times: usize, stores: &[Practiced; 2], mut work: impl FnMut(&Practiced, usize) -> A) -> serde_json::Value {
    let mut taken: [Vec<Duration>; 2] = [vec![], vec![]];
    for n in 0..times + times / 10 {
        for (p, taken) in stores.iter().zip(&mut taken) {
            let (answer, all) = timed(|| work(p, n));
            let time = answer.timed(all);
            // The first tenth warms both.
            if n >= times / 10 {
                taken.push(time);
            }
        }
    }
    let [with, without] = taken.map(|mut t| micros(percentile(&mut t, 50)));
    println!("{name:<40} {with:>9.1} µs, without a key {without:>9.1} µs: × {:.3}", with / without);
    json!({"name": name, "with": with, "without": without})
}

type Question = fn(&Db, usize) -> store::Result<usize>;

/// What screens ask all day.
fn questions() -> Vec<(&'static str, usize, Question)> {
    vec![
        ("today, everybody", 200, day),
        ("a week of the diary, everybody", 100, |db, n| {
            let from = first() + Days::new(n as u64 % 80);
            Ok(store::diary::sheet(db, from, from + Days::new(6), &[])?.columns.len())
        }),
        ("a patient's page", 500, |db, n| {
            let id = patient_id(n * 7919 % PEOPLE);
            let patient = store::patients::get(db, id)?;
            let visits = store::appointments::of_patient(db, id)?;
            Ok(usize::from(patient.is_some()) + visits.len() + store::acts::about(db, id)?.len())
        }),
        ("what is taken in ninety days", 30, |db, _| Ok(store::appointments::taken(db, first(), first() + Days::new(DAYS))?.len())),
        ("everybody's name, for search", 5, |db, _| Ok(store::patients::candidates(db)?.len())),
        ("the history's newest hundred", 100, |db, _| Ok(store::acts::latest(db, 100)?.len())),
    ]
}

fn day(db: &Db, n: usize) -> store::Result<usize> {
    let date = first() + Days::new(n as u64 % 5);
    let days = store::day::days(db, date.and_time(NaiveTime::from_hms_opt(10, 20, 0).unwrap()), date, None)?;
    Ok(days.iter().map(|d| d.visits.len()).sum())
}

/// A Monday.
fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn patient_id(n: usize) -> Id {
    Id::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n as u128)
}

fn practitioner_id(n: usize) -> Id {
    Id::from_u128(0x100 + (n % PRACTITIONERS) as u128)
}

/// A practice in a file of its own.
struct Practiced {
    _dir: tempfile::TempDir,
    store: Store,
    key: [u8; 32],
}

impl Practiced {
    fn new(key: &[u8; 32]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("genki.db"), key, Id::from_u128(1)).unwrap();
        let (people, visits) = (people::people(2026, PEOPLE), visits());
        let put = move |tx: &mut store::Tx| {
            tx.put(&Practice { name: "Bench".into(), zone: "Europe/Paris".into(), ..Practice::default() })?;
            for n in 0..PRACTITIONERS {
                let hours = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri].into_iter();
                let hours = hours.flat_map(|day| [block(day, 8, 12), block(day, 14, 19)]).collect();
                tx.put(&Practitioner { id: practitioner_id(n), family: format!("Doctor {n}"), hours, ..Practitioner::default() })?;
            }
            people.iter().try_for_each(|p: &Patient| tx.put(p).map(drop))?;
            visits.iter().try_for_each(|v| tx.put(v).map(drop))
        };
        store.write::<_, store::Error>(Act::new("import", Id::from_u128(2), 0), put).unwrap();
        Practiced { _dir: dir, store, key: *key }
    }

    /// Books so many visits in one act and waits until it is durable.
    fn book(&self, n: usize, visits: usize) {
        let at = 1_790_000_000_000 + n as i64;
        let put = move |tx: &mut store::Tx| {
            (0..visits).try_for_each(|i| {
                let start = (first() + Days::new(100 + (n % 50) as u64)).and_hms_opt(9, 0, 0).unwrap() + TimeDelta::minutes(i as i64 % 500);
                tx.put(&visit(Id::new(at), n * 31 + i, start)).map(drop)
            })
        };
        self.store.write::<_, store::Error>(Act::new("book", Id::from_u128(2), at), put).unwrap();
    }
}

fn block(day: Weekday, from: u32, to: u32) -> Block {
    Block { day, from: NaiveTime::from_hms_opt(from, 0, 0).unwrap(), to: NaiveTime::from_hms_opt(to, 0, 0).unwrap() }
}

fn visit(id: Id, n: usize, start: NaiveDateTime) -> Appointment {
    let patient = Some(patient_id(n * 104_729 % PEOPLE));
    Appointment {
        id,
        patient,
        practitioner: practitioner_id(n),
        start,
        minutes: 15,
        created: Some(start - Days::new(20)),
        ..Appointment::default()
    }
}

/// So many, spread over the days and the practitioners.
fn visits() -> Vec<Appointment> {
    let mut chance = Chance(2026);
    let one = |n| {
        let quarter = chance.below(36) as i64;
        let start = first().and_hms_opt(8, 0, 0).unwrap() + TimeDelta::days((n as u64 % DAYS) as i64) + TimeDelta::minutes(quarter * 15);
        visit(Id::from_u128(0x0191_0000_0000_7000_8000_0000_0000_0000 + n as u128), n / DAYS as usize, start)
    };
    (0..BOOKINGS).map(one).collect()
}
