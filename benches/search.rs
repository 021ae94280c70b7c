//! One call of the type-ahead over 50,000 patients: its time, and how often the one who is meant is in the top ten.
//!
//! `cargo bench --bench search -- --out DIR` leaves the people and the searches there as JSON, for peers to be measured
//! on the same, and the results.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

#[path = "measure/mod.rs"]
mod measure;
#[path = "people/mod.rs"]
mod people;

use genki::{
    base::{Id, text::fold},
    model::{
        Patient,
        search::{Entry, Index, Typed},
    },
    store::{self, Act, Store, patients},
};
use measure::{micros, percentile};
use people::typing::{KINDS, Search, searches};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const PEOPLE: usize = 50_000;
/// Of each kind.
const SEARCHES: usize = 200;
const SHOWN: usize = 10;
/// The middle one is told.
const RUNS: usize = 3;

fn main() {
    let (people, searches) = data();
    let places: BTreeMap<Id, usize> = people.iter().enumerate().map(|(i, p)| (p.id, i)).collect();

    let (index, build) = measure::time(|| Index::of(people.iter().map(Entry::of)));
    println!("index of {PEOPLE}: {:.0} ms, {:.1} MB", build.as_secs_f64() * 1e3, index.bytes() as f64 / 1e6);
    println!("best possible for truncated names: {:.1} %", 100.0 * ceiling(&people, &searches));
    let found = |typed: &str| index.find(&Typed::new(typed), SHOWN).ids.iter().map(|id| places[id]).collect();
    report("genki", "Genki, the index", &searches, found);
    // What telling those whom most of the words fit costs, in the same run.
    let found = |typed: &str| index.find_whole(&Typed::new(typed), SHOWN).ids.iter().map(|id| places[id]).collect();
    report("genki-whole", "Genki, the index, every word", &searches, found);

    let (_dir, store) = stored(&people);
    store.read::<_, store::Error>(|db| patients::find(db, "warm", 1)).unwrap();
    let found = |typed: &str| {
        let found = store.read::<_, store::Error>(|db| patients::find(db, typed, SHOWN)).unwrap();
        found.iter().map(|p| places[&p.id]).collect()
    };
    report("genki-store", "Genki, with the records read", &searches, found);
    fts(&people, &searches);
}

/// The people and the searches, also for peers.
fn data() -> (Vec<Patient>, Vec<Search>) {
    let people = people::people(2026, PEOPLE);
    let searches = searches(7, &people, SEARCHES);
    let person = |p: &Patient| json!({"name": name(p), "born": p.birth_date, "phone": p.telecom[0].value});
    let search = |s: &Search| json!({"kind": s.kind, "typed": s.typed, "wanted": s.wanted});
    let (all, asked): (Vec<Value>, Vec<Value>) = (people.iter().map(person).collect(), searches.iter().map(search).collect());
    measure::keep("data", &json!({"people": all, "searches": asked, "kinds": KINDS, "runs": RUNS}));
    (people, searches)
}

/// All of a name, folded: what a search of text is given to look through.
fn name(p: &Patient) -> String {
    fold(&format!("{} {} {}", p.family, p.maiden, p.given.join(" ")))
}

/// Runs every search, and says per kind what a call takes and how often who is meant is among those found.
fn report(file: &str, name: &str, searches: &[Search], mut find: impl FnMut(&str) -> Vec<usize>) {
    let mut kinds = serde_json::Map::new();
    println!("{name}");
    for kind in KINDS {
        let mine: Vec<&Search> = searches.iter().filter(|s| s.kind == *kind).collect();
        let (mut p50, mut p95, mut hits) = (Vec::new(), Vec::new(), 0);
        for _ in 0..RUNS {
            let mut times = Vec::with_capacity(mine.len());
            hits = 0;
            for s in &mine {
                let (found, time) = measure::time(|| find(&s.typed));
                times.push(time);
                hits += usize::from(found.iter().take(SHOWN).any(|i| *i == s.wanted));
            }
            p50.push(percentile(&mut times, 50));
            p95.push(percentile(&mut times, 95));
        }
        let (p50, p95) = (micros(percentile(&mut p50, 50)), micros(percentile(&mut p95, 50)));
        let top = 100.0 * hits as f64 / mine.len() as f64;
        println!("  {kind:<16} p50 {p50:>8.0} µs   p95 {p95:>8.0} µs   top ten {top:>5.1} %");
        kinds.insert((*kind).into(), json!({"p50": p50, "p95": p95, "top": top}));
    }
    measure::keep(file, &json!({"name": name, "kinds": kinds}));
}

/// Of those whom the beginnings of two names fit alike, only so many can be shown.
fn ceiling(people: &[Patient], searches: &[Search]) -> f64 {
    let names: Vec<String> = people.iter().map(name).collect();
    let fits = |name: &str, typed: &str| typed.split(' ').all(|t| name.split(' ').any(|w| w.starts_with(t)));
    let truncated: Vec<&Search> = searches.iter().filter(|s| s.kind == "truncated").collect();
    let share = |s: &&Search| (SHOWN as f64 / names.iter().filter(|n| fits(n, &s.typed)).count() as f64).min(1.0);
    truncated.iter().map(share).sum::<f64>() / truncated.len() as f64
}

fn stored(people: &[Patient]) -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[7; 32], Id::from_u128(1)).unwrap();
    let all = people.to_vec();
    let put = move |tx: &mut store::Tx| all.iter().try_for_each(|p| tx.put(p).map(drop));
    store.write::<_, store::Error>(Act::new("import", Id::from_u128(2), 0), put).unwrap();
    (dir, store)
}

/// SQLite's own search of text: by beginnings of words, and by threes of letters, any of which may fit.
fn fts(people: &[Patient], searches: &[Search]) {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(
        "CREATE VIRTUAL TABLE beginnings USING fts5(name, prefix='2 3 4', detail=full);
         CREATE VIRTUAL TABLE threes USING fts5(name, tokenize='trigram');
         BEGIN",
    )
    .unwrap();
    for (i, p) in people.iter().enumerate() {
        for table in ["beginnings", "threes"] {
            let sql = format!("INSERT INTO {table}(rowid, name) VALUES(?1, ?2)");
            db.prepare_cached(&sql).unwrap().execute((i as i64, format!("{} {} {}", name(p), p.birth_date, p.telecom[0].value))).unwrap();
        }
    }
    db.execute_batch("COMMIT").unwrap();
    let ask = |table: &str, words: String| -> Vec<usize> {
        if words.is_empty() {
            return Vec::new();
        }
        let sql = format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1 ORDER BY rank LIMIT {SHOWN}");
        let mut found = db.prepare_cached(&sql).unwrap();
        found.query_map([words], |r| r.get::<_, i64>(0)).unwrap().map(|i| i.unwrap() as usize).collect()
    };
    let beginnings = |typed: &str| fold(typed).split(' ').map(|w| format!("\"{w}\"*")).collect::<Vec<_>>().join(" ");
    report("fts5-prefix", "SQLite FTS5, prefix", searches, |typed| ask("beginnings", beginnings(typed)));
    let threes = |typed: &str| {
        let letters: Vec<char> = fold(typed).chars().collect();
        let all: Vec<String> = letters.windows(3).map(|w| format!("\"{}\"", w.iter().collect::<String>())).collect();
        all.join(" OR ")
    };
    report("fts5-trigram", "SQLite FTS5, trigram", searches, |typed| ask("threes", threes(typed)));
}
