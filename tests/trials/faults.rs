//! The disk fails at the n-th call that writes, once or from then on, for every n: what is said to be saved is there,
//! what is said not to be saved is whole or not there at all, and it goes on once the disk is well. And the process ends
//! at every n, between two calls and in the midst of one.

use super::{
    jobs::{self, FILE, desk, patient},
    keys,
    kills::says_what_it_said,
    stage::{self, End, Ended, Fault, SHIM, in_two, is_full, random, run},
};
use genki::store::{self, patients};
use std::{fs, path::Path};

const WAYS: [Fault; 6] = [
    Fault { how: "eio", at: 0, stays: false },
    Fault { how: "eio", at: 0, stays: true },
    Fault { how: "full", at: 0, stays: false },
    Fault { how: "full", at: 0, stays: true },
    Fault { how: "kill", at: 0, stays: false },
    Fault { how: "tear", at: 0, stays: false },
];

/// Runs `trial` with each way of failing at every n until none is met any more. In the quick size so many `times` at
/// some n below `calls`, which are about as many as there are.
fn at_every_call(name: &str, ways: &[Fault], times: u32, calls: u64, trial: impl Fn(Fault) -> Ended + Sync) {
    if SHIM.is_none() {
        return;
    }
    if !is_full() {
        let tried: Vec<Fault> = (0..times).flat_map(|_| ways).map(|way| Fault { at: 1 + random(calls), ..*way }).collect();
        let met = tried.iter().filter(|fault| trial(**fault).hit).count();
        eprintln!("{name}: {met} faults of {}", tried.len());
        return;
    }
    let ways = std::sync::Mutex::new(ways.to_vec());
    let runs: Vec<(u32, u64)> = in_two(2, |_| {
        let (mut runs, mut most) = (0, 0);
        while let Some(way) = { ways.lock().unwrap().pop() } {
            let mut at = 1;
            while trial(Fault { at, ..way }).hit {
                runs += 1;
                at += 1;
                assert!(at < 20_000, "{name}: it does not end");
            }
            most = most.max(at);
        }
        (runs, most)
    });
    let (runs, most) = (runs.iter().map(|r| r.0).sum::<u32>(), runs.iter().map(|r| r.1).max().unwrap());
    eprintln!("{name}: {runs} faults, at every one of up to {most} calls");
}

/// What was said of each act: saved, or why not.
fn agrees(ended: &Ended, fault: Fault, there: impl Fn(u64) -> Option<bool>) {
    let case = format!("{fault:?}: {:?}", ended.said);
    assert!(!ended.said.iter().any(|line| line.starts_with("stuck")), "it does not go on: {case}");
    let dies = ["kill", "tear"].contains(&fault.how);
    if !dies {
        assert!(ended.status.success(), "{case}");
    }
    for line in &ended.said {
        let (what, n) = line.split_once(' ').unwrap_or((line, ""));
        let n = n.split(' ').next().and_then(|n| n.parse().ok());
        match (what, n) {
            ("saved", Some(n)) => assert_eq!(there(n), Some(true), "{n} is said to be saved: {case}"),
            // A full disk is called that.
            // (SQLite itself tells a full disk from a broken one only where it writes; elsewhere both are named.)
            ("failed", _) => assert!(fault.how != "full" || line.contains("SystemIoFailure"), "{case}"),
            ("full", _) => assert_eq!(fault.how, "full", "{case}"),
            _ => {}
        }
    }
    for n in 0..4 {
        assert_ne!(there(n), None, "{n} is there in part: {case}");
    }
}

fn sound(folder: &Path, case: Fault) -> genki::actions::Desk {
    let desk = desk(folder).unwrap_or_else(|e| panic!("{case:?}: {e:?}"));
    let report = desk.store.check(false).unwrap();
    assert!(report.is_clean() && report.missing == 0, "{case:?}: {report:?}");
    desk
}

fn beginning() -> (tempfile::TempDir, Vec<u8>) {
    let folder = stage::quick_folder();
    jobs::found(folder.path());
    let bytes = fs::read(folder.path().join("genki.db")).unwrap();
    (folder, bytes)
}

#[test]
fn in_commit() {
    let (_folder, bytes) = beginning();
    at_every_call("commit", &WAYS, 3, 140, |fault| {
        let folder = stage::quick_folder();
        fs::write(folder.path().join("genki.db"), &bytes).unwrap();
        let ended = run("few-acts", folder.path(), End::Own, Some(fault));
        let desk = sound(folder.path(), fault);
        agrees(&ended, fault, |n| {
            let (who, visit) = desk
                .store
                .read::<_, store::Error>(|db| Ok((patients::get(db, patient(n))?, store::appointments::get(db, jobs::visit(n))?)))
                .unwrap();
            (who.is_some() == visit.is_some()).then_some(who.is_some())
        });
        ended
    });
}

#[test]
fn a_booking_waits_for_one_write_to_be_durable_and_no_other() {
    if SHIM.is_none() {
        return;
    }
    let (folder, _) = beginning();
    let ended = run("books", folder.path(), End::Own, Some(Fault { how: "count", at: 0, stays: false }));
    let number = |line: &str| line.rsplit(' ').next().unwrap().parse::<u64>().unwrap();
    let booked: Vec<u64> = ended.said.iter().filter(|line| line.starts_with("durable")).map(|line| number(line)).collect();
    assert_eq!(booked, [1; jobs::BOOKED as usize]);
    // What brings the write-ahead log into the file is seen here too, between two of them.
    let all = ended.said.iter().find(|line| line.starts_with("all")).map(|line| number(line)).unwrap();
    assert!(all > jobs::BOOKED + 2, "{all} in all");
}

#[test]
fn in_import() {
    let (_folder, bytes) = beginning();
    at_every_call("import", &WAYS, 1, 280, |fault| {
        let folder = stage::quick_folder();
        fs::write(folder.path().join("genki.db"), &bytes).unwrap();
        let ended = run("few-imports", folder.path(), End::Own, Some(fault));
        let files = jobs::imported(&sound(folder.path(), fault));
        agrees(&ended, fault, |n| match files.get(&n) {
            None => Some(false),
            Some(people) => (*people == FILE).then_some(true),
        });
        ended
    });
}

#[test]
fn in_the_steps_from_an_older_format() {
    at_every_call("migration", &WAYS, 3, 140, |fault| {
        let folder = stage::quick_folder();
        let path = folder.path().join("genki.db");
        fs::copy("tests/fixtures/format-1.db", &path).unwrap();
        let ended = run("opens", folder.path(), End::Own, Some(fault));
        says_what_it_said(&path, &format!("{fault:?} {:?}", ended.said));
        agrees(&ended, fault, |_| Some(true));
        ended
    });
}

#[test]
fn in_a_change_of_keys() {
    // Made once on each thread, and put back as it was in the same place: elsewhere it would be a copy.
    let [plain, with_who_leaves] = [(), ()].map(|()| std::sync::Mutex::new(Vec::new()));
    for (n, what) in keys::DEEDS.into_iter().enumerate() {
        let made = if what == "leave" { &with_who_leaves } else { &plain };
        // In the quick size every deed and every way is met, and not each with each.
        let ways = if is_full() { WAYS.to_vec() } else { vec![WAYS[n % WAYS.len()], WAYS[(n + 3) % WAYS.len()]] };
        at_every_call(what, &ways, 1, 60, |fault| {
            let base = made.lock().unwrap().pop().unwrap_or_else(|| keys::Base::new(what));
            let mut known = base.again();
            let ended = keys::deed(what, base.path(), &mut known, End::Own, Some(fault));
            assert!(!ended.said.contains(&"stuck".into()), "{what} {fault:?}: {:?}", ended.said);
            made.lock().unwrap().push(base);
            ended
        });
    }
}

/// The end of the transaction that gives the database its key: said to be done, it was taken back at the next opening.
#[test]
fn where_the_database_gets_another_key() {
    if SHIM.is_none() {
        return;
    }
    let base = keys::Base::new("turn");
    for at in (360..376).step_by(3) {
        let fault = Fault { how: "full", at, stays: at % 2 == 0 };
        let mut known = base.again();
        let ended = keys::deed("turn", base.path(), &mut known, End::Own, Some(fault));
        assert!(!ended.said.contains(&"stuck".into()), "{fault:?}: {:?}", ended.said);
    }
}
