//! Kill -9 while it writes, imports and brings an older file up to date: the practice is whole, and what was acknowledged
//! is there.
//!
//! The store is opened with its raw key, so that no derivation of a passphrase stands between the kills.

use super::{
    jobs::{self, FILE, KEY, desk, patient, visit, written},
    stage::{End, in_two, random, run, size},
};
use genki::{
    base::Id,
    model::{Patient, transition::AppointmentStatus},
    store::{self, FORMAT, Store, appointments, encounters, patients},
};
use std::{path::Path, time::Duration};

/// Within so many microseconds of its beginning, or of one of the first things it says: whatever else the machine does.
fn at_some_moment(words: u64, most: u64) -> End {
    End::After(1 + random(words + 1), Duration::from_micros(random(most)))
}

#[test]
fn what_was_acknowledged_is_there() {
    let kills = size(30, 10_000);
    let said: usize = in_two(kills, |kills| {
        let mut all = 0;
        // Now and then a new practice: what is looked through grows.
        for part in (0..kills).step_by(250) {
            all += killed_while_writing(250.min(kills - part));
        }
        all
    })
    .into_iter()
    .sum();
    eprintln!("{kills} kills in commit, {said} acknowledged acts, all there");
    assert!(said > kills as usize / 2, "hardly anything was written between the kills: {said}");
}

fn killed_while_writing(kills: u32) -> usize {
    let folder = tempfile::tempdir().unwrap();
    jobs::found(folder.path());
    let mut acknowledged = Vec::new();
    for n in 1..=kills {
        let said = run("writes", folder.path(), at_some_moment(4, 20_000), None).said;
        acknowledged.extend(said.iter().filter_map(|line| {
            let (what, n) = line.split_once(' ')?;
            Some((what == "in", n.parse().ok()?))
        }));
        if n % 25 == 0 || n == kills {
            whole(folder.path(), &acknowledged);
        }
    }
    acknowledged.len()
}

/// Nothing acknowledged is missing, nothing half done.
fn whole(folder: &Path, acknowledged: &[(bool, u64)]) {
    let desk = desk(folder).unwrap();
    let report = desk.store.check(false).unwrap();
    assert!(report.is_clean() && report.missing == 0, "{report:?}");
    let written = written(&desk);
    desk.store
        .read::<_, store::Error>(|db| {
            for (called_in, n) in acknowledged {
                let visit = appointments::get(db, visit(*n))?.unwrap_or_else(|| panic!("visit {n} is lost"));
                assert!(!called_in || visit.status == AppointmentStatus::Fulfilled, "calling in {n} is lost");
            }
            // Acts are whole: whoever is booked is somebody, and is here.
            for n in 0..written {
                assert!(patients::get(db, patient(n))?.is_some(), "patient {n}");
                assert!(encounters::of_appointment(db, visit(n))?.is_some(), "encounter {n}");
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_import_is_there_whole_or_not_at_all() {
    let kills = size(10, 1_000);
    let said: usize = in_two(kills, |kills| (0..kills).step_by(50).map(|part| killed_while_importing(50.min(kills - part))).sum::<usize>())
        .into_iter()
        .sum();
    eprintln!("{kills} kills in import, {said} acknowledged files of {FILE} people, all there");
    assert!(said > kills as usize / 8, "hardly a file was taken in between the kills: {said}");
}

fn killed_while_importing(kills: u32) -> usize {
    let folder = tempfile::tempdir().unwrap();
    jobs::found(folder.path());
    let mut acknowledged: Vec<u64> = Vec::new();
    for n in 1..=kills {
        let said = run("imports", folder.path(), at_some_moment(2, 100_000), None).said;
        acknowledged.extend(said.iter().filter_map(|line| line.strip_prefix("file ")?.parse::<u64>().ok()));
        let desk = desk(folder.path()).unwrap();
        let files = jobs::imported(&desk);
        assert!(files.values().all(|people| *people == FILE), "a file is there in part: {files:?}");
        assert!(acknowledged.iter().all(|file| files.contains_key(file)), "a file is lost");
        if n % 10 == 0 || n == kills {
            let report = desk.store.check(false).unwrap();
            assert!(report.is_clean() && report.missing == 0, "{report:?}");
        }
        desk.store.close();
    }
    acknowledged.len()
}

#[test]
fn an_older_file_is_in_one_format_or_the_other() {
    let formats = 1..FORMAT;
    let each = size(4, 1_000);
    for format in formats {
        let done: u32 = in_two(each, |kills| (0..kills).map(|_| killed_while_migrating(format)).sum::<u32>()).into_iter().sum();
        eprintln!("{each} kills in the steps from format {format}, {done} of them after it was done");
    }
}

/// Says whether it was done before the kill.
fn killed_while_migrating(format: u32) -> u32 {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("genki.db");
    std::fs::copy(format!("tests/fixtures/format-{format}.db"), &path).unwrap();
    let ended = run("opens", folder.path(), at_some_moment(0, 60_000), None);
    says_what_it_said(&path, &format!("format {format}"));
    u32::from(ended.said.contains(&"saved 0".into()))
}

/// A fixture's database opens, and has its people, its visits and its history.
pub fn says_what_it_said(path: &Path, case: &str) {
    let store = Store::open(path, &KEY, Id::from_u128(1)).unwrap();
    let report = store.check(false).unwrap();
    assert!(report.is_clean() && report.missing == 0, "{case}: {report:?}");
    let (people, visits) = store.read::<_, store::Error>(|db| Ok((patients::all(db)?, appointments::all(db)?))).unwrap();
    assert_eq!(people.iter().map(Patient::name).collect::<Vec<_>>(), ["Martin Léa", "Petit Julien"], "{case}");
    assert_eq!(visits.iter().map(|v| v.status.code()).collect::<Vec<_>>(), ["fulfilled", "booked"], "{case}");
}
