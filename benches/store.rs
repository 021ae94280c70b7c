//! The store's figures: 50,000 patients taken in, one arrival in a day of 300 visits, a booking until it is durable.
//! One of them alone with `cargo bench --no-default-features --bench store -- import` (or `day`, `booking`).
//!
//! Times are the processor's where nothing else is said: others at work on the machine take little part in them.
//! `GENKI_BENCH_DISK` is a folder on the disk on which bookings are to be made durable.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on fails")]

#[path = "measure/mod.rs"]
mod measure;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use genki::{
    actions::{
        Desk, booking,
        import::{How, import},
        practice, reception,
    },
    base::{Clock, Id},
    exchange::{self, Format},
    model::{Appointment, Patient, Practice, Practitioner, practitioner::Block, transition::AppointmentStatus},
    store::{Store, Tx, day::Board, patients, twins},
};
use measure::{micros, percentile};
use serde_json::json;
use std::{hint::black_box, io::Write, ops::ControlFlow, path::Path, time::Instant};

const PATIENTS: usize = 50_000;
const VISITS: u128 = 300;
const RUNS: usize = 5;
const ZONE: chrono_tz::Tz = chrono_tz::Europe::Paris;

fn main() {
    let all: Vec<String> = std::env::args().skip(1).collect();
    let out = all.iter().position(|a| a == "--out").map(|i| i + 1);
    let asked: Vec<&String> = all.iter().enumerate().filter(|(i, a)| !a.starts_with('-') && Some(*i) != out).map(|(_, a)| a).collect();
    let sections: [(&str, fn()); 3] = [("import", taking_in), ("day", one_arrival), ("booking", bookings)];
    for (_, run) in sections.into_iter().filter(|(name, _)| asked.is_empty() || asked.iter().any(|a| a == name)) {
        run();
    }
}

/// Seconds of CPU that this process has used, all threads together.
fn cpu() -> f64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

/// The most memory this process has held, in MB; `reset` begins anew.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn open(folder: &Path) -> Store {
    Store::open(&folder.join("genki.db"), &[7; 32], Id::from_u128(1)).unwrap()
}

/// A table of patients as another program exports it: names as often as they are in France, a few columns.
fn table(n: usize) -> String {
    const FAMILIES: [&str; 40] = [
        "Martin",
        "Bernard",
        "Thomas",
        "Petit",
        "Robert",
        "Richard",
        "Durand",
        "Dubois",
        "Moreau",
        "Laurent",
        "Simon",
        "Michel",
        "Lefèvre",
        "Leroy",
        "Roux",
        "David",
        "Bertrand",
        "Morel",
        "Fournier",
        "Girard",
        "Bonnet",
        "Dupont",
        "Lambert",
        "Fontaine",
        "Rousseau",
        "Vincent",
        "Muller",
        "Faure",
        "André",
        "Mercier",
        "Blanc",
        "Guérin",
        "Boyer",
        "Garnier",
        "Chevalier",
        "François",
        "Legrand",
        "Gauthier",
        "Garcia",
        "Perrin",
    ];
    const GIVEN: [&str; 30] = [
        "Marie",
        "Jean",
        "Pierre",
        "Michel",
        "Nathalie",
        "Isabelle",
        "Léa",
        "Hugo",
        "Louis",
        "Emma",
        "Chloé",
        "Jules",
        "Sylvie",
        "Alain",
        "Catherine",
        "Inès",
        "Noé",
        "Zoé",
        "Camille",
        "Nicolas",
        "Julie",
        "Thomas",
        "Sandrine",
        "Éric",
        "Hélène",
        "Françoise",
        "Ahmed",
        "Fatima",
        "Gaël",
        "Anaïs",
    ];
    let mut out = String::from("N° dossier;Nom;Prénom;Né(e) le;Sexe;Tél;Adresse;CP;Ville\n");
    let mut seed = 42u64;
    let mut dice = |n: u64| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) % n
    };
    for i in 0..n {
        let (a, b) = (dice(40) as usize, dice(40) as usize);
        // A third bear two names: families would else be too few.
        let family = if dice(3) == 0 {
            format!("{}-{}", FAMILIES[a], FAMILIES[b])
        } else {
            format!("{}{}", FAMILIES[a], ["", "eau", "ot", "ard"][b % 4])
        };
        out += &format!(
            "D{:06};{};{};{:02}/{:02}/{};{};06 {:02} {:02} {:02} {:02};{} rue des Lilas;{:05};Villeneuve\n",
            i,
            family,
            GIVEN[dice(30) as usize],
            dice(28) + 1,
            dice(12) + 1,
            1930 + dice(95),
            ["F", "M"][dice(2) as usize],
            dice(100),
            dice(100),
            dice(100),
            dice(100),
            dice(180) + 1,
            dice(95) * 1000 + 1000
        );
    }
    out
}

/// A practice in which somebody works, as an import meets it.
fn begun(folder: &Path) -> Desk {
    let (zone, person) = (ZONE, Id::from_u128(2));
    let desk = Desk { store: open(folder), clock: Clock::fixed(at(9, 40), zone), zone, person, ring: None };
    desk.act("init", move |tx| {
        let practice = Practice { id: Id::from_u128(3), name: "Tilleuls".into(), zone: zone.to_string(), ..Practice::default() };
        practice::init(tx, &practice, person, "Nadège", serde_json::Value::Null)
    })
    .unwrap();
    desk
}

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

/// What one import came to, in seconds of CPU, and in MB.
#[derive(Default, Clone, Copy)]
struct Taken {
    read: f64,
    durable: f64,
    pairs: f64,
    index: f64,
    closed: f64,
    wall: f64,
    memory: f64,
    /// What looking for pairs and the index need beyond that.
    more: f64,
}

impl Taken {
    fn all(&self) -> f64 {
        self.read + self.durable + self.pairs + self.index + self.closed
    }
}

/// As the screen and `genki import` do it: read, taken in as one act until it is durable, searched for pairs, indexed.
fn take_in(desk: &Desk, file: &Path) -> Taken {
    reset_peak();
    let (before, began, cpu_began) = (peak(), Instant::now(), cpu());
    let mut last = cpu_began;
    let mut lap = || {
        let now = cpu();
        std::mem::replace(&mut last, now) - now
    };
    let bytes = std::fs::read(file).unwrap();
    let how = exchange::How::new(ZONE, at(0, 0).date());
    let plan = exchange::read(Format::Csv, &bytes, &how).unwrap();
    drop(bytes);
    let read = -lap();
    let plans = vec![("patients.csv".into(), plan)];
    let report = import(&desk.store, desk.begin("import"), ZONE, plans, How::default(), |_, _| ControlFlow::Continue(())).unwrap();
    let durable = -lap();
    let (wall, memory) = (began.elapsed().as_secs_f64(), peak() - before);
    let found = desk.read::<_, genki::store::Error>(twins::pairs).unwrap();
    let pairs = -lap();
    let martin = desk.read::<_, genki::store::Error>(|db| patients::find(db, "martin", 10)).unwrap();
    let index = -lap();
    let more = peak() - before - memory;
    assert_eq!(report.files[0].kinds["patient"].added, PATIENTS as u64, "{:?}", report.files[0]);
    assert_eq!(desk.read::<_, genki::store::Error>(patients::count).unwrap(), PATIENTS as u64);
    black_box((found, martin));
    Taken { read, durable, pairs, index, closed: 0.0, wall, memory, more }
}

/// The very rows, put by nothing but SQL into an encrypted file: CPU seconds.
fn raw_insert(ours: &Path) -> f64 {
    type Row = (Vec<u8>, String, String, String, i64, String);
    let open = |path: &Path| {
        let db = rusqlite::Connection::open(path).unwrap();
        db.pragma_update(None, "key", format!("x'{}'", "07".repeat(32))).unwrap();
        db
    };
    let folder = tempfile::tempdir().unwrap();
    let source = open(&ours.join("genki.db"));
    let mut all = source.prepare("SELECT id, folded, birth_date, phones, hidden, data FROM patient ORDER BY random()").unwrap();
    let read = |r: &rusqlite::Row| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?));
    let rows: Vec<Row> = all.query_map([], read).unwrap().map(Result::unwrap).collect();
    let mut db = open(&folder.path().join("raw.db"));
    db.pragma_update(None, "journal_mode", "wal").unwrap();
    db.pragma_update(None, "synchronous", "full").unwrap();
    let began = cpu();
    db.execute_batch("CREATE TABLE patient(id BLOB, folded TEXT, birth_date TEXT, phones TEXT, hidden INTEGER, data TEXT)").unwrap();
    let tx = db.transaction().unwrap();
    let mut insert = tx.prepare("INSERT INTO patient VALUES(?1, ?2, ?3, ?4, ?5, ?6)").unwrap();
    for r in &rows {
        insert.execute(rusqlite::params![r.0, r.1, r.2, r.3, r.4, r.5]).unwrap();
    }
    drop(insert);
    tx.commit().unwrap();
    cpu() - began
}

fn taking_in() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), table(PATIENTS)).unwrap();
    let mut raw = Vec::new();
    let mut all: Vec<Taken> = (0..RUNS)
        .map(|_| {
            let folder = tempfile::tempdir().unwrap();
            let desk = begun(folder.path());
            let taken = take_in(&desk, file.path());
            let before = cpu();
            desk.store.close();
            let closed = cpu() - before;
            raw.push(raw_insert(folder.path()));
            Taken { closed, ..taken }
        })
        .collect();
    // What was freed stays with the process: the first run alone tells how much it takes.
    let (memory, more) = (all[0].memory, all[0].more);
    all.sort_by(|a, b| a.all().total_cmp(&b.all()));
    raw.sort_by(f64::total_cmp);
    let (t, raw) = (all[RUNS / 2], raw[RUNS / 2]);
    println!("import of {PATIENTS} patients, seconds of CPU (the middle of {RUNS} runs), goal 1.5 and + 64 MB");
    println!(
        "  read and checked {:.2}, durable {:.2}, pairs found {:.2}, indexed {:.2}, log shortened {:.2}",
        t.read, t.durable, t.pairs, t.index, t.closed
    );
    println!("  in all {:.2}   durable on the wall's clock after {:.2}", t.all(), t.wall);
    println!("  + {memory:.0} MB until it is durable, {more:.0} more for pairs and index");
    println!("  raw insert of the same rows {raw:.2}: × {:.1}", t.all() / raw);
    measure::keep(
        "import-genki",
        &json!({"name": "Genki", "read": t.read, "durable": t.durable, "pairs": t.pairs, "index": t.index, "all": t.all(), "mb": memory + more, "wall": t.wall}),
    );
    measure::keep("import-raw", &json!({"name": "raw SQLCipher insert", "all": raw}));
}

/// Three hundred visits of eight practitioners, some over, some waiting; one arrives, again and again.
fn one_arrival() {
    let folder = tempfile::tempdir().unwrap();
    let desk = begun(folder.path());
    desk.act("init", |tx| {
        let hours = vec![Block { day: chrono::Weekday::Mon, from: at(8, 0).time(), to: at(18, 0).time() }];
        for n in 0..8 {
            let id = Id::from_u128(100 + n);
            practice::save_practitioner(
                tx,
                &Practitioner { id, family: format!("Doctor{n}"), hours: hours.clone(), ..Default::default() },
            )?;
        }
        (0..VISITS).try_for_each(|k| visit_of(tx, k))
    })
    .unwrap();
    let now = at(9, 40);
    let mut board = desk.read::<_, genki::store::Error>(|db| Board::read(db, now, now.date(), None)).unwrap();
    let (heard, said) = std::sync::mpsc::channel();
    desk.store.listen(move |a| heard.send(a.clone()).unwrap()).unwrap();
    let mut times: Vec<_> = (80..VISITS)
        .map(|k| {
            let id = Id::from_u128(10_000 + k);
            desk.act("arrive", move |tx| reception::arrive(tx, now, id)).unwrap();
            let said = said.recv().unwrap();
            let took = desk.read::<_, genki::store::Error>(|db| {
                let began = measure::cpu();
                board.take_up(db, now, said.records.as_ref())?;
                Ok(measure::cpu() - began)
            });
            took.unwrap()
        })
        .collect();
    let whole = measure::middle(|| {
        let read = || desk.read::<_, genki::store::Error>(|db| Board::read(db, now, now.date(), None)).unwrap();
        measure::time(read).1
    });
    let mut later = 0;
    let projected = measure::middle(|| {
        later += 1;
        measure::time(|| board.go_on(now + TimeDelta::minutes(later))).1
    });
    let [middle, most] = [50, 95].map(|p| micros(percentile(&mut times, p)));
    println!("one arrival in a day of {VISITS} visits, read and projected: {middle:.0} µs, p95 {most:.0} µs, goal 200");
    println!("  of this one doctor's day projected and laid out {:.0} µs", micros(projected) / 8.0);
    println!("  the whole day read anew {:.0} µs: × {:.0}", micros(whole), micros(whole) / middle);
    measure::keep("arrival-genki", &json!({"name": "Genki", "p50": middle, "p95": most, "anew": micros(whole)}));
}

fn visit_of(tx: &mut Tx, k: u128) -> Result<(), genki::actions::Error> {
    let i = k / 8;
    let patient = Patient { id: Id::from_u128(20_000 + k), family: format!("Family{k}"), given: vec!["Léa".into()], ..Patient::default() };
    tx.put(&patient)?;
    let start = at(8, 0) + TimeDelta::minutes(15 * i as i64);
    let status = if i < 6 { AppointmentStatus::Fulfilled } else { AppointmentStatus::Booked };
    let (id, practitioner) = (Id::from_u128(10_000 + k), Id::from_u128(100 + k % 8));
    tx.put(&Appointment { id, patient: Some(patient.id), practitioner, start, minutes: 15, status, ..Appointment::default() })?;
    Ok(())
}

/// A visit booked, again and again: until it is durable, on the wall's clock of this machine's disk.
fn bookings() {
    let folder = tempfile::tempdir_in(std::env::var_os("GENKI_BENCH_DISK").map_or_else(std::env::temp_dir, Into::into)).unwrap();
    let desk = begun(folder.path());
    let (doctor, patient) = (Id::from_u128(100), Id::from_u128(10));
    desk.act("init", move |tx| {
        practice::save_practitioner(tx, &Practitioner { id: doctor, family: "Roy".into(), ..Practitioner::default() })?;
        tx.put(&Patient { id: patient, family: "Martin".into(), ..Patient::default() })?;
        Ok(())
    })
    .unwrap();
    let (mut walls, mut cpus) = (Vec::new(), Vec::new());
    for n in 0..500u32 {
        let start = at(8, 0) + chrono::Days::new(u64::from(n / 30)) + TimeDelta::minutes(i64::from(n % 30) * 20);
        let visit = booking::NewVisit { patient: Some(patient), practitioner: doctor, start, minutes: Some(15), ..Default::default() };
        let (began, cpu_began) = (Instant::now(), cpu());
        desk.act("book", move |tx| booking::book(tx, at(8, 0), Id::from_u128(30_000 + u128::from(n)), &visit)).unwrap();
        walls.push(began.elapsed());
        cpus.push(cpu() - cpu_began);
    }
    cpus.sort_by(f64::total_cmp);
    let synced = synced(folder.path());
    let [middle, most] = [50, 95].map(|p| micros(percentile(&mut walls, p)) / 1000.0);
    println!("a booking until it is durable: {middle:.2} ms, p95 {most:.2} ms, goal 50   (CPU {:.2} ms)", cpus[cpus.len() / 2] * 1000.0);
    println!("  one write of 4 kB made durable on this disk: {synced:.2} ms");
    measure::keep("booking-genki", &json!({"name": "Genki", "p50": middle, "p95": most, "fsync": synced}));
}

/// What the disk alone takes: milliseconds, the middle of many.
fn synced(folder: &Path) -> f64 {
    let mut file = std::fs::File::create(folder.join("plain")).unwrap();
    let mut times: Vec<_> = (0..200)
        .map(|_| {
            let began = Instant::now();
            file.write_all(&[0; 4096]).unwrap();
            file.sync_data().unwrap();
            began.elapsed()
        })
        .collect();
    micros(percentile(&mut times, 50)) / 1000.0
}
