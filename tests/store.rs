//! The store as a whole: what is acknowledged stays, logs converge, undo takes back only its own.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use genki::{
    base::{Id, id},
    model::{Patient, Record},
    store::{Act, Error, Store, acts, clashes, merge, patients},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

mod chance;

const ME: Id = Id::from_u128(42);

struct Device {
    store: Store,
    _dir: tempfile::TempDir,
}

fn device(n: u128) -> Device {
    let dir = tempfile::tempdir().expect("a folder");
    let store = Store::open(&dir.path().join("genki.db"), &[n as u8; 32], Id::from_u128(n)).expect("opens");
    Device { store, _dir: dir }
}

fn patient(n: u128, family: &str) -> Patient {
    Patient { id: Id::from_u128(n), family: family.into(), ..Patient::default() }
}

fn put(store: &Store, at: i64, p: Patient) -> Id {
    let act = Act::new("edit-patient", ME, at);
    let id = act.id;
    store.write::<_, Error>(act, move |tx| tx.put(&p).map(|_| ())).expect("written");
    id
}

fn family(store: &Store, n: u128) -> Option<String> {
    store.read::<_, Error>(|db| patients::get(db, Id::from_u128(n))).expect("read").map(|p| p.family)
}

fn hand_over(from: &Store, to: &Store) {
    let entries = from.read::<_, Error>(|db| merge::beyond(db, &BTreeMap::new())).expect("read");
    to.take_in(entries).expect("taken in");
}

#[test]
fn what_is_put_is_there_and_equal_values_write_nothing() {
    let d = device(1);
    put(&d.store, 1, patient(7, "Martin"));
    put(&d.store, 2, patient(7, "Martin"));
    assert_eq!(family(&d.store, 7).as_deref(), Some("Martin"));
    assert_eq!(d.store.check(false).expect("checked").changes, 1);
}

#[test]
fn undo_leaves_what_was_changed_since() {
    let d = device(1);
    put(&d.store, 1, patient(7, "Martin"));
    let mut both = patient(7, "Durand");
    both.note = "parking".into();
    let act = put(&d.store, 2, both.clone());
    put(&d.store, 3, Patient { family: "Dupont".into(), ..both });
    let left = d.store.write::<_, Error>(Act::new("undo", ME, 4), move |tx| tx.take_back(act)).expect("undone").left;
    let now = d.store.read::<_, Error>(|db| patients::get(db, Id::from_u128(7))).expect("read").expect("there");
    assert_eq!((left, now.family.as_str(), now.note.as_str()), (1, "Dupont", ""));
}

#[test]
fn undoing_a_creation_takes_the_row_away_and_undoing_that_brings_it_back() {
    let d = device(1);
    let act = put(&d.store, 1, patient(7, "Martin"));
    let undo = Act::new("undo", ME, 2);
    let undo_id = undo.id;
    d.store.write::<_, Error>(Act { undoes: Some(act), ..undo }, move |tx| tx.take_back(act)).expect("undone");
    assert_eq!(family(&d.store, 7), None);
    d.store.write::<_, Error>(Act { undoes: Some(undo_id), ..Act::new("redo", ME, 3) }, move |tx| tx.take_back(undo_id)).expect("redone");
    assert_eq!(family(&d.store, 7).as_deref(), Some("Martin"));
    let done = d.store.read::<_, Error>(|db| acts::get(db, act)).expect("read").expect("there");
    assert_eq!(done.undone_by, None);
    assert!(d.store.check(false).expect("checked").is_clean());
}

#[test]
fn undo_goes_on_back_through_the_same_field() {
    let d = device(1);
    let acts: Vec<Id> =
        ["Martin", "Durand", "Dupont", "Petit"].iter().zip(1..).map(|(name, at)| put(&d.store, at, patient(7, name))).collect();
    let undo = |act: Id, at: i64| {
        let undo = Act { undoes: Some(act), ..Act::new("undo", ME, at) };
        let id = undo.id;
        assert_eq!(d.store.write::<_, Error>(undo, move |tx| tx.take_back(act)).expect("undone").left, 0);
        id
    };
    undo(acts[3], 5);
    let second = undo(acts[2], 6);
    assert_eq!(family(&d.store, 7).as_deref(), Some("Durand"));
    undo(second, 7);
    assert_eq!(family(&d.store, 7).as_deref(), Some("Dupont"));
    undo(acts[2], 8);
    undo(acts[1], 9);
    assert_eq!(family(&d.store, 7).as_deref(), Some("Martin"));
    undo(acts[0], 10);
    assert_eq!(family(&d.store, 7), None);
    assert!(d.store.check(false).expect("checked").is_clean());
}

#[test]
fn a_refused_act_leaves_nothing() {
    let d = device(1);
    let refused = d.store.write::<(), Error>(Act::new("edit-patient", ME, 1), |tx| {
        tx.put(&patient(7, "Martin"))?;
        Err(Error::Closed)
    });
    assert!(refused.is_err());
    assert_eq!((family(&d.store, 7), d.store.check(false).expect("checked").changes), (None, 0));
}

#[test]
fn two_values_written_apart_are_both_kept_and_shown() {
    let (a, b) = (device(1), device(2));
    put(&a.store, 1, patient(7, "Martin"));
    hand_over(&a.store, &b.store);
    put(&a.store, 2, patient(7, "Martin-Roy"));
    put(&b.store, 2, patient(7, "Roy"));
    hand_over(&a.store, &b.store);
    hand_over(&b.store, &a.store);
    for d in [&a, &b] {
        let clash = d.store.read::<_, Error>(clashes::all).expect("read").remove(0);
        assert_eq!((clash.field.as_str(), clash.values.len()), ("family", 2));
    }
    assert_eq!(family(&a.store, 7), family(&b.store, 7));
    a.store
        .write::<_, Error>(Act::new("settle", ME, 3), |tx| tx.settle(Patient::KIND, Id::from_u128(7), "family", "Roy".into()))
        .expect("settled");
    hand_over(&a.store, &b.store);
    assert!(b.store.read::<_, Error>(clashes::all).expect("read").is_empty());
    assert_eq!(a.store.digest().expect("digest"), b.store.digest().expect("digest"));
}

#[test]
fn an_altered_change_is_refused_and_found() {
    let (a, b) = (device(1), device(2));
    put(&a.store, 1, patient(7, "Martin"));
    put(&a.store, 2, patient(7, "Durand"));
    let mut entries = a.store.read::<_, Error>(|db| merge::beyond(db, &BTreeMap::new())).expect("read");
    let at = entries[1].bytes.len() / 2;
    entries[1].bytes[at] ^= 1;
    assert!(matches!(b.store.take_in(entries), Err(Error::Log(_))));
    assert_eq!(family(&b.store, 7), None);
}

#[test]
fn a_copy_opens_with_its_own_key_and_goes_on_under_its_own_name() {
    let a = device(1);
    put(&a.store, 1, patient(7, "Martin"));
    let (copy, adopted) = (a._dir.path().join("copy"), a._dir.path().join("adopted"));
    std::fs::File::create(&copy).expect("made");
    a.store.copy_to(&copy, [9; 32]).expect("copied");
    assert!(!std::fs::read(&copy).expect("read").windows(6).any(|w| w == b"Martin"));
    genki::store::backup::adopt(&copy, &[9; 32], &adopted, &[10; 32], Id::from_u128(5)).expect("adopted");
    let b = Store::open(&adopted, &[10; 32], Id::from_u128(6)).expect("opens");
    assert_eq!(b.digest().expect("digest"), a.store.digest().expect("digest"));
    put(&b, 2, patient(8, "Petit"));
    hand_over(&b, &a.store);
    assert_eq!(family(&a.store, 8).as_deref(), Some("Petit"));
    assert_eq!(b.check(true).expect("checked").devices, 2);
}

proptest! {
    #![proptest_config(chance::cases(24))]

    /// Three stores edit and hand each other parts of their logs, in any order, twice, with gaps: once everything
    /// has reached everybody the rows are equal, and follow from the log.
    #[test]
    fn stores_converge(steps in prop::collection::vec((0usize..3, 0usize..3, 0u128..4, "[a-d]{1,2}", any::<u32>()), 1..30)) {
        let devices = [device(1), device(2), device(3)];
        for (i, (who, to, doc, name, pick)) in steps.into_iter().enumerate() {
            let mut p = devices[who].store.read::<_, Error>(|db| patients::get(db, Id::from_u128(doc))).expect("read").unwrap_or(patient(doc, "x"));
            if pick % 2 == 0 { p.family = name } else { p.note = name }
            put(&devices[who].store, i as i64, p);
            let entries = devices[who].store.read::<_, Error>(|db| merge::beyond(db, &BTreeMap::new())).expect("read");
            let some: Vec<_> = entries.into_iter().enumerate().filter(|(k, _)| pick >> (k % 32) & 1 == 1).map(|(_, e)| e).rev().collect();
            devices[to].store.take_in([some.clone(), some].concat()).expect("taken in");
        }
        for from in &devices { for to in &devices { hand_over(&from.store, &to.store); } }
        let digest = devices[0].store.digest().expect("digest");
        for d in &devices {
            prop_assert_eq!(&digest, &d.store.digest().expect("digest"));
            let report = d.store.check(false).expect("checked");
            prop_assert!(report.is_clean(), "{:?}", report.damage);
            prop_assert_eq!(report.missing, 0);
        }
    }
}

#[test]
fn ids_are_random() {
    assert_ne!(id::random::<16>(), id::random::<16>());
}
