//! Whose changes to the practice, its persons and their keys count: signed, converging, and never more than was given.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod chance;

use chrono_tz::Europe::Paris;
use genki::{
    actions::{
        Desk,
        entry::{self, New as NewPractice, Open},
        persons::{self, New},
        practice,
    },
    base::{Clock, Id},
    model::{Person, Practice, person::Role},
    platform::keystore::{Keystore, Memory},
    store::{self, Error, Store, authority::Root, log, merge, people},
    vault::{Cost, Founding, KeyPair, Language, Means, Strength, Vault},
};
use proptest::prelude::*;
use std::{collections::BTreeMap, path::Path};

const NADEGE: &str = "trois hérons lisent sous la pluie";
const KARIM: &str = "quatre renards dansent sur le toit";

fn means() -> Means {
    Means { keystore: Keystore::Memory(Memory::default()), clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) }
}

fn new_practice() -> Practice {
    Practice { name: "Tilleuls".into(), zone: Paris.name().into(), lang: "fr".into(), ..Practice::default() }
}

/// One person of the practice, at whatever device.
struct Somebody {
    id: Id,
    pair: KeyPair,
}

/// A practice with its first manager, and two more persons who know their keys.
struct House {
    open: Open,
    _folder: tempfile::TempDir,
    nadege: Somebody,
    karim: Somebody,
}

fn house(karim_manages: bool) -> House {
    let folder = tempfile::tempdir().unwrap();
    let new = NewPractice { practice: new_practice(), person: "Nadège", passphrase: NADEGE, words: Language::French };
    let (mut open, _) = entry::create(folder.path(), new, means(), "test").unwrap();
    let new = New { name: "Karim", role: Role::Secretary, manager: karim_manages, practitioner: None, passphrase: KARIM };
    let karim = persons::add(&open.desk, &mut open.vault, &open.opened, new).unwrap();
    let nadege = Somebody { id: open.desk.person, pair: open.opened.pair().unwrap().clone() };
    let karim = Somebody { id: karim, pair: open.vault.unlock(karim, KARIM).unwrap().pair().unwrap().clone() };
    House { open, _folder: folder, nadege, karim }
}

/// Another device of the practice.
struct Device {
    store: Store,
    _folder: tempfile::TempDir,
}

fn device(n: u128, root: Option<Root>) -> Device {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("genki.db"), &[n as u8; 32], Id::from_u128(n)).unwrap();
    if let Some(root) = root {
        store.trust(root).unwrap();
    }
    Device { store, _folder: folder }
}

fn desk(store: &Store, who: &Somebody) -> Desk {
    let desk = Desk { store: store.clone(), clock: Clock::System, zone: Paris, person: who.id, ring: None };
    desk.of_person(who.id, Some(&who.pair)).unwrap()
}

fn all(store: &Store) -> Vec<merge::Entry> {
    store.read::<_, Error>(|db| merge::beyond(db, &BTreeMap::new())).unwrap()
}

fn persons_of(store: &Store) -> Vec<(String, bool, bool)> {
    let all = store.read::<_, Error>(people::all).unwrap();
    all.into_iter().map(|p| (p.name.clone(), p.manager, p.has_left())).collect()
}

fn person(store: &Store, id: Id) -> Person {
    store.read::<_, Error>(|db| people::get(db, id)).unwrap().unwrap()
}

/// Writes a person as one's own tools would: no rule is asked.
fn write(desk: &Desk, person: Person) -> Result<(), Error> {
    desk.store.write(desk.begin("forged"), move |tx| tx.put(&person).map(drop))
}

fn same_everywhere(stores: &[&Store]) {
    for to in stores {
        for from in stores {
            to.take_in(all(from)).unwrap();
        }
    }
    for store in stores {
        assert_eq!(store.digest().unwrap(), stores[0].digest().unwrap());
        let report = store.check(true).unwrap();
        assert!(report.is_clean(), "{:?}", report.damage);
        assert_eq!(store.digest().unwrap(), stores[0].digest().unwrap(), "the tables made again are the same");
    }
}

/// The chain of one device's changes made anew, as who holds the database's key can.
fn chained(mut entries: Vec<merge::Entry>) -> Vec<merge::Entry> {
    entries.sort_by_key(|e| (e.origin, e.seq));
    let mut tip: (Id, Vec<u8>) = (Id::default(), vec![]);
    for e in &mut entries {
        if tip.0 != e.origin {
            tip = (e.origin, vec![]);
        }
        e.hash = log::hash(&tip.1, e.origin, e.seq, e.doc, &e.audience, &e.bytes);
        tip.1 = e.hash.to_vec();
    }
    entries
}

#[test]
fn nobody_makes_themselves_a_manager_with_tools_of_their_own() {
    let house = house(false);
    let karim = desk(&house.open.desk.store, &house.karim);
    let me = person(&karim.store, house.karim.id);
    let before = karim.store.digest().unwrap();
    // Past the actions, straight to the store: with keys, and without.
    assert!(matches!(write(&karim, Person { manager: true, ..me.clone() }), Err(Error::Unsigned)));
    let keyless = Desk { ring: None, ..karim.clone() };
    assert!(matches!(write(&keyless, Person { manager: true, ..me.clone() }), Err(Error::Unsigned)));
    // In the manager's name, signed with other keys.
    let disguised = desk(&karim.store, &Somebody { id: house.nadege.id, pair: house.karim.pair.clone() });
    assert!(matches!(write(&disguised, Person { manager: true, ..me.clone() }), Err(Error::Unsigned)));
    assert_eq!(karim.store.digest().unwrap(), before);
    // Their own keys are theirs to change.
    let mut keys = me.keys.clone();
    keys["turn"] = 7.into();
    write(&karim, Person { keys, ..me }).unwrap();

    // By changes handed over from a device that asks nobody.
    let root = karim.store.root().unwrap();
    let lawless = device(9, None);
    lawless.store.take_in(all(&karim.store)).unwrap();
    let there = Desk { ring: None, ..desk(&lawless.store, &house.karim) };
    let me = person(&lawless.store, house.karim.id);
    write(&there, Person { manager: true, ..me }).unwrap();
    write(&there, Person { id: Id::from_u128(77), name: "Eve".into(), manager: true, ..Person::default() }).unwrap();
    assert!(person(&lawless.store, house.karim.id).manager, "where nothing is signed yet it would have counted");
    let honest = device(10, root);
    honest.store.take_in(all(&karim.store)).unwrap();
    let before = persons_of(&honest.store);
    honest.store.take_in(all(&lawless.store)).unwrap();
    assert_eq!(persons_of(&honest.store), before);
    assert_eq!(before, [("Karim".to_string(), false, false), ("Nadège".to_string(), true, false)]);
    let report = honest.store.check(true).unwrap();
    assert_eq!((report.aside, report.is_clean()), (2, true));
    assert_eq!(persons_of(&honest.store), before);
}

#[test]
fn a_chain_written_anew_makes_nobody_a_manager() {
    let house = house(false);
    let (store, root) = (&house.open.desk.store, house.open.desk.store.root().unwrap());
    let karim = house.karim.id;
    let edit = |from: &str, to: &str, but: &dyn Fn(&merge::Entry) -> bool| {
        let entries = all(store).into_iter().filter(|e| !but(e)).map(|mut e| {
            e.bytes = String::from_utf8(e.bytes).unwrap().replace(from, to).into_bytes();
            e
        });
        chained(entries.collect())
    };
    let histories = [
        // Karim was a manager from the first; the first person was Karim; everybody managed.
        edit("\"name\":\"Karim\"", "\"manager\":true,\"name\":\"Karim\"", &|_| false),
        edit(&house.nadege.id.to_string(), &karim.to_string(), &|_| false),
        edit(",\"z\":\"", ",\"x\":\"", &|_| false),
    ];
    for history in histories {
        let there = device(11, root);
        there.store.take_in(history).unwrap();
        assert!(!persons_of(&there.store).iter().any(|(name, manager, _)| name == "Karim" && *manager), "{:?}", persons_of(&there.store));
        there.store.check(true).unwrap();
        assert!(!persons_of(&there.store).iter().any(|(name, manager, _)| name == "Karim" && *manager));
    }
    // A practice of Karim's own making is not this one.
    let other = tempfile::tempdir().unwrap();
    let new = NewPractice { practice: new_practice(), person: "Karim", passphrase: KARIM, words: Language::French };
    let (own, _) = entry::create(other.path(), new, means(), "test").unwrap();
    let there = device(12, root);
    there.store.take_in(all(&own.desk.store)).unwrap();
    assert!(persons_of(&there.store).is_empty());
    assert!(matches!(there.store.trust(own.desk.store.root().unwrap().unwrap()), Err(Error::Unsigned)));
}

#[test]
fn what_somebody_did_before_they_left_stays_and_nothing_counts_after() {
    let mut house = house(true);
    let root = house.open.desk.store.root().unwrap();
    let elsewhere = device(20, root);
    elsewhere.store.take_in(all(&house.open.desk.store)).unwrap();
    // Karim adds Inès while a manager; it reaches the others.
    let karim = desk(&elsewhere.store, &house.karim);
    let ines = Id::from_u128(5);
    write(&karim, Person { id: ines, name: "Inès".into(), manager: true, ..Person::default() }).unwrap();
    house.open.desk.store.take_in(all(&elsewhere.store)).unwrap();
    let Open { desk: nadege, vault, opened, .. } = &mut house.open;
    persons::leave(nadege, vault, opened, house.karim.id, nadege.today()).unwrap();
    // Not having heard of it, and afterwards with tools of their own, Karim goes on.
    write(&karim, Person { id: Id::from_u128(6), name: "Zoé".into(), manager: true, ..Person::default() }).unwrap();
    same_everywhere(&[&nadege.store, &elsewhere.store]);
    let names = |store: &Store| persons_of(store).into_iter().map(|p| p.0).collect::<Vec<_>>();
    assert_eq!(names(&nadege.store), ["Inès", "Karim", "Nadège"]);
    assert!(person(&nadege.store, ines).manager, "given while it was Karim's to give");
    assert!(person(&nadege.store, house.karim.id).has_left());
    assert!(matches!(write(&karim, Person { id: Id::from_u128(7), name: "Eve".into(), ..Person::default() }), Err(Error::Unsigned)));
    assert_eq!(nadege.store.check(false).unwrap().aside, 1);
}

#[test]
fn two_managers_who_take_it_from_each_other_both_lose_it() {
    let house = house(true);
    let here = &house.open.desk.store;
    let there = device(21, here.root().unwrap());
    there.store.take_in(all(here)).unwrap();
    let (nadege, karim) = (desk(here, &house.nadege), desk(&there.store, &house.karim));
    write(&nadege, Person { manager: false, ..person(here, house.karim.id) }).unwrap();
    write(&karim, Person { manager: false, ..person(&there.store, house.nadege.id) }).unwrap();
    same_everywhere(&[here, &there.store]);
    assert_eq!(persons_of(here).iter().filter(|p| p.1).count(), 0);
}

#[test]
fn what_was_given_back_after_it_was_taken_away_counts() {
    let house = house(true);
    let here = &house.open.desk.store;
    let nadege = desk(here, &house.nadege);
    write(&nadege, Person { manager: false, ..person(here, house.karim.id) }).unwrap();
    let karim = desk(here, &house.karim);
    let zoe = Person { id: Id::from_u128(6), name: "Zoé".into(), ..Person::default() };
    assert!(write(&karim, zoe.clone()).is_err());
    write(&nadege, Person { manager: true, ..person(here, house.karim.id) }).unwrap();
    write(&karim, zoe).unwrap();
    assert_eq!(persons_of(here).len(), 3);
    assert!(here.check(true).unwrap().is_clean());
}

/// The form before signatures: the same practice, and no root.
fn older_form(folder: &Path, means: &Means) -> (Id, KeyPair) {
    let founding = Founding { practice: Id::from_u128(3), person: "Nadège", passphrase: NADEGE, words: Language::French };
    let (vault, opened, _) = Vault::create(folder, founding, means.clone()).unwrap();
    let store = Store::open(&folder.join(entry::DATABASE), opened.key().as_bytes(), opened.device()).unwrap();
    let first = vault.keys(vault.persons().next().unwrap().id).unwrap();
    let desk = Desk { store, clock: Clock::System, zone: Paris, person: first.id, ring: None };
    let (id, keys) = (first.id, serde_json::to_value(&first).unwrap());
    desk.act("init", move |tx| {
        practice::init(tx, &Practice { id: Id::from_u128(3), ..new_practice() }, id, "Nadège", keys)?;
        tx.put(&Person { id: Id::from_u128(8), name: "Karim".into(), ..Person::default() })?;
        Ok(())
    })
    .unwrap();
    desk.store.close();
    (id, opened.pair().unwrap().clone())
}

#[test]
fn the_older_form_is_signed_once_by_a_manager_and_refused_from_then_on() {
    let (folder, means) = (tempfile::tempdir().unwrap(), means());
    let (nadege, pair) = older_form(folder.path(), &means);
    let database = folder.path().join(entry::DATABASE);
    let old = std::fs::read(&database).unwrap();
    let open = || {
        let mut vault = Vault::load(folder.path(), means.clone()).unwrap();
        let mut opened = vault.unlock(nadege, NADEGE).unwrap();
        entry::write(folder.path(), &mut vault, &mut opened, Clock::System)
    };
    let signed = open().unwrap();
    assert_eq!(signed.store.root().unwrap(), Some(Root { person: nadege, key: *pair.public().as_bytes() }));
    let karim = person(&signed.store, Id::from_u128(8));
    assert!(matches!(write(&Desk { ring: None, ..signed.clone() }, Person { manager: true, ..karim.clone() }), Err(Error::Unsigned)));
    write(&signed, Person { manager: true, ..karim }).unwrap();
    assert!(signed.store.check(true).unwrap().is_clean());
    assert_eq!(persons_of(&signed.store), [("Karim".to_string(), true, false), ("Nadège".to_string(), true, false)]);
    let acts = signed.read::<_, store::Error>(|db| store::acts::latest(db, 9)).unwrap().len();
    signed.store.close();
    // Nothing is signed twice.
    let again = open().unwrap();
    assert_eq!(again.read::<_, store::Error>(|db| store::acts::latest(db, 9)).unwrap().len(), acts);
    again.store.close();
    for beside in ["genki.db-wal", "genki.db-shm", "genki.db-tip"] {
        let _ = std::fs::remove_file(folder.path().join(beside));
    }
    std::fs::write(&database, old).unwrap();
    assert!(matches!(open(), Err(entry::Error::Store(Error::OlderForm))));
}

#[derive(Debug, Clone)]
enum Step {
    /// Somebody at a device writes a person: who, whom, manager, left.
    Write { who: usize, whom: usize, manager: bool, left: bool },
    /// One device hands another what it has.
    Hand { from: usize, to: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let write = (0usize..3, 0usize..4, any::<bool>(), prop::bool::weighted(0.2)).prop_map(|(who, whom, manager, left)| Step::Write {
        who,
        whom,
        manager,
        left,
    });
    let hand = (0usize..3, 0usize..3).prop_map(|(from, to)| Step::Hand { from, to });
    prop::collection::vec(prop_oneof![3 => write, 2 => hand], 1..14)
}

proptest! {
    #![proptest_config(chance::cases(24))]
    /// Three persons, each at a device of their own, give and take rights and hand each other what they have, in any order:
    /// all devices end the same, and whoever never was a manager in anybody's eyes changed nothing.
    #[test]
    fn rights_converge(steps in steps()) {
        let (pairs, root) = (std::array::from_fn::<_, 3, _>(|_| KeyPair::random()), Id::from_u128(100));
        let ids = [100, 101, 102, 103].map(Id::from_u128);
        let root = Root { person: root, key: *pairs[0].public().as_bytes() };
        let devices = [1, 2, 3].map(|n| device(n, None));
        let keys = |n: usize| serde_json::json!({"public": pairs[n].public().text()});
        let somebody = |n: usize| Somebody { id: ids[n], pair: pairs[n].clone() };
        let first = desk(&devices[0].store, &somebody(0));
        let (first_keys, second_keys, third_keys) = (keys(0), keys(1), keys(2));
        first.act("init", move |tx| {
            tx.take_root(root.key)?;
            practice::init(tx, &Practice { id: Id::from_u128(3), ..new_practice() }, ids[0], "0", first_keys)?;
            tx.put(&Person { id: ids[1], name: "1".into(), manager: true, keys: second_keys, ..Person::default() })?;
            tx.put(&Person { id: ids[2], name: "2".into(), keys: third_keys, ..Person::default() })?;
            Ok(())
        }).unwrap();
        for d in &devices[1..] {
            d.store.trust(root).unwrap();
            d.store.take_in(all(&devices[0].store)).unwrap();
        }
        let mut managers_made = 0;
        for (n, step) in steps.into_iter().enumerate() {
            match step {
                Step::Write { who, whom, manager, left } => {
                    let desk = desk(&devices[who].store, &somebody(who));
                    let old = desk.store.read::<_, Error>(|db| people::get(db, ids[whom])).unwrap();
                    let old = old.unwrap_or(Person { id: ids[whom], name: "3".into(), ..Person::default() });
                    let me = person(&desk.store, ids[who]);
                    let left = if left { format!("2026-12-{:02}", n + 1) } else { String::new() };
                    let new = Person { manager, left, ..old.clone() };
                    let done = write(&desk, new.clone());
                    // What the device knows is what decides.
                    let may = me.manager && !me.has_left();
                    prop_assert!(if done.is_ok() { may || new == old } else { !may }, "{:?} by {:?}: {:?}", &new, &me, done);
                    managers_made += usize::from(done.is_ok() && manager);
                }
                Step::Hand { from, to } => {
                    devices[to].store.take_in(all(&devices[from].store)).unwrap();
                }
            }
        }
        same_everywhere(&[&devices[0].store, &devices[1].store, &devices[2].store]);
        let managers = persons_of(&devices[0].store).iter().filter(|p| p.1).count();
        prop_assert!(managers <= 2 + managers_made);
    }
}
