//! A file all the way: taken in, checked, written again in every format, and that taken in once more.

use crate::files::{adds_up, how};
use genki::{
    actions::import::{self, How as Import, import},
    base::Id,
    exchange::{self, Format, Plan, Unreadable},
    model::{Person, Practitioner, Reason, plan::Noun},
    store::{Act, Error, Store},
};
use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

const KEY: [u8; 32] = [7; 32];
const ME: Id = Id::from_u128(42);
/// 2026-11-23, in the morning.
const NOW: i64 = 1_795_420_800_000;

thread_local! {
    /// A practice with a doctor and a reason, to be copied for each input. Each thread's own, gone with it.
    static BEGINNING: (tempfile::TempDir, Vec<u8>) = beginning();
}

fn beginning() -> (tempfile::TempDir, Vec<u8>) {
    let place = PathBuf::from("/dev/shm");
    let folder = if place.is_dir() { tempfile::tempdir_in(place) } else { tempfile::tempdir() }.expect("a folder");
    let path = folder.path().join("genki.db");
    let store = Store::open(&path, &KEY, Id::from_u128(1)).expect("opens");
    let written = store.write::<_, Error>(Act::new("begin", ME, NOW), |tx| {
        tx.put(&Person { id: ME, name: "Nadège".into(), manager: true, ..Person::default() })?;
        tx.put(&Practitioner { id: Id::from_u128(7), family: "Roy".into(), ..Practitioner::default() })?;
        tx.put(&Reason { id: Id::from_u128(8), name: "Consultation".into(), minutes: 20, ..Reason::default() })
    });
    written.expect("written");
    store.close();
    let bytes = fs::read(&path).expect("read");
    (folder, bytes)
}

fn take(store: &Store, plan: Plan, how: Import) -> import::Report {
    let act = Act::new("import", ME, NOW);
    let files = vec![("file".to_string(), plan)];
    let report = import(store, act, chrono_tz::Europe::Paris, files, how, |_, _| ControlFlow::Continue(())).expect("taken in");
    let total = report.total();
    assert_eq!(total.read, total.added + total.changed + total.unchanged + total.rejected, "{report:?}");
    report
}

/// The first byte says which format the rest is.
pub fn through(data: &[u8]) {
    let Some((first, data)) = data.split_first() else { return };
    let format = Format::ALL[usize::from(*first) % 4];
    let how = how(data);
    let read = || exchange::read(format, data, &how);
    let Ok(plan) = read() else { return };
    adds_up(&plan);
    // What a calendar calls a visit ends after two hundred letters; nobody is called longer, and an input that nearly
    // all became a name says no more.
    let called_too_long = |noun: &Noun| match noun {
        Noun::Patient(p) => p.record.open().is_some_and(|p| p.name().chars().count() > 200),
        _ => false,
    };
    if plan.records.iter().any(|r| called_too_long(&r.noun)) {
        return;
    }
    BEGINNING.with(|(folder, beginning)| taken_in(folder.path(), beginning, plan, &how, read));
}

fn taken_in(folder: &Path, beginning: &[u8], plan: Plan, how: &exchange::How, read: impl Fn() -> Result<Plan, Unreadable>) {
    let path = folder.join("genki.db");
    for more in ["-wal", "-shm", "-tip"] {
        let _ = fs::remove_file(folder.join(format!("genki.db{more}")));
    }
    fs::write(&path, beginning).expect("written");
    let store = Store::open(&path, &KEY, Id::from_u128(1)).expect("opens");
    let before = store.digest().expect("read");

    let tried = take(&store, plan, Import { dry_run: true, ..Import::default() });
    assert_eq!(before, store.digest().expect("read"), "a trial left something");
    let done = take(&store, read().expect("reads"), Import::default());
    assert_eq!(tried.total(), done.total(), "the trial said otherwise");
    if done.total().added + done.total().changed == 0 {
        return;
    }
    let again = take(&store, read().expect("reads"), Import::default());
    assert_eq!((again.total().added, again.total().changed), (0, 0), "the same file changes something: {again:?}");
    let check = store.check(false).expect("checked");
    assert!(check.is_clean(), "{check:?}");
    for format in Format::ALL {
        written_again(&store, format, how);
    }
}

/// Our own files read, and change nothing where they come from.
fn written_again(store: &Store, format: Format, how: &exchange::How) {
    // Read as what they are: the names in them, and patients.
    let how = &exchange::How { cards: exchange::Cards::Patients, names: true, ..how.clone() };
    let written = store.read::<_, Error>(|db| exchange::write(format, db, how)).expect("written");
    if written.records == 0 {
        return;
    }
    let plan = exchange::read(format, &written.bytes, how);
    let plan = plan.unwrap_or_else(|why| panic!("our own {} does not read: {why:?}", format.code()));
    adds_up(&plan);
    // Somebody born in 1765 stands as another program says; from a card or a table nobody believes it, ours included.
    if plan.rejected.iter().any(|r| matches!(r.why, exchange::Why::BirthDate)) {
        return;
    }
    assert!(plan.rejected.is_empty(), "our own {}: {:?}\n{}", format.code(), plan.rejected, String::from_utf8_lossy(&written.bytes));
    let report = take(store, plan, Import { dry_run: true, ..Import::default() });
    let total = report.total();
    if (total.added, total.changed, total.rejected) != (0, 0, 0) {
        let whole = || store.read::<_, Error>(|db| exchange::write(Format::Fhir, db, how)).expect("written").bytes;
        let before = whole();
        take(store, exchange::read(format, &written.bytes, how).expect("reads"), Import::default());
        panic!("our own {}: {report:?}\n{}", format.code(), differences(&before, &whole()));
    }
}

/// What stands in one file and not in the other, piece by piece.
fn differences(before: &[u8], after: &[u8]) -> String {
    let pieces = |file: &[u8]| String::from_utf8_lossy(file).replace("{\"", "\n{\"").replace(",\"", ",\n\"");
    let (before, after) = (pieces(before), pieces(after));
    let only = |of: &str, other: &str, sign: char| {
        let other: std::collections::HashSet<&str> = other.lines().collect();
        of.lines().filter(|l| !other.contains(l)).map(|l| format!("{sign} {l}\n")).collect::<String>()
    };
    only(&before, &after, '-') + &only(&after, &before, '+')
}
