//! One kind for each id: whatever bears the id of a person, a visit or a result is that and nothing else, whoever sends
//! something else under it and by whichever way.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use genki::{
    actions::{
        Desk,
        demo::{self, Example},
        entry::Open,
        import::{How, import},
        persons,
    },
    base::{Clock, Id},
    exchange::{self, Format},
    model::{Person, Record, Task, person::Role, plan::Why},
    store::{self, Store, appointments, grants, log, merge, patients, people, practice, results, tasks},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

const INES: &str = "six mésanges boivent à la fontaine";

fn example() -> (Example, Open) {
    let mut example = Example::open("fr").unwrap();
    let open = example.open.take().unwrap();
    (example, open)
}

fn all(store: &Store) -> Vec<merge::Entry> {
    store.read::<_, store::Error>(|db| merge::beyond(db, &BTreeMap::new())).unwrap()
}

fn kind_of(entry: &merge::Entry) -> String {
    let body: Value = serde_json::from_slice(&entry.bytes).unwrap();
    let audience = entry.audience.first().map_or(String::new(), |sort| format!(" {sort}"));
    format!("{}{audience}", body["k"].as_str().unwrap_or("sealed"))
}

/// An id of each kind, and of what is sealed to each audience.
fn victims(entries: &[merge::Entry]) -> BTreeMap<String, Id> {
    let mut found = BTreeMap::new();
    for entry in entries {
        found.entry(kind_of(entry)).or_insert(entry.doc);
    }
    found
}

/// Of each type of resource that leaves here one, by its kind here.
fn resources(open: &Open, entries: &[merge::Entry]) -> Vec<(String, Value)> {
    let kinds: BTreeMap<String, String> = entries.iter().map(|e| (e.doc.to_string(), kind_of(e))).collect();
    let written = open.desk.export(Format::Fhir, true, true).unwrap();
    // That it was exported is noted on the writer's thread: what is asked of that comes after it.
    open.desk.store.check(false).unwrap();
    let bundle: Value = serde_json::from_slice(&written.bytes).unwrap();
    let mut found: BTreeMap<(String, String), Value> = BTreeMap::new();
    for entry in bundle["entry"].as_array().unwrap() {
        let resource = &entry["resource"];
        let kind = kinds.get(resource["id"].as_str().unwrap_or_default()).cloned().unwrap_or_default();
        let key = (resource["resourceType"].as_str().unwrap().to_owned(), kind);
        found.entry(key).or_insert_with(|| resource.clone());
    }
    // What has no record of its own here (a role is part of its practitioner) takes nobody's id.
    found.into_iter().filter(|((_, kind), _)| !kind.is_empty()).map(|((_, kind), resource)| (kind, resource)).collect()
}

#[test]
fn an_import_takes_nobodys_id_for_something_else() {
    let (_example, mut open) = example();
    let new = persons::New { name: "Inès", role: Role::Secretary, manager: false, practitioner: None, passphrase: INES };
    let secretary = persons::add(&open.desk, &mut open.vault, &open.opened, new).unwrap();
    let doctor = open.desk.read::<_, store::Error>(people::all).unwrap().into_iter().find(|p| p.role == Role::Doctor).unwrap().id;
    let entries = all(&open.desk.store);
    let (victims, resources) = (victims(&entries), resources(&open, &entries));
    assert!(victims.len() > 15 && resources.len() > 8, "{victims:?} {}", resources.len());
    for kind in ["practice", "person", "grant", "patient", "appointment", "task", "result"] {
        assert!(victims.contains_key(kind), "{kind} in {:?}", victims.keys());
    }
    assert!(victims.keys().any(|kind| kind.starts_with("sealed")));
    let secretary = open.desk.of_person(secretary, open.vault.unlock(secretary, INES).unwrap().pair()).unwrap();
    let doctor = open.desk.of_person(doctor, open.vault.unlock(doctor, demo::PASSPHRASE).unwrap().pair()).unwrap();
    let before = open.desk.store.digest().unwrap();
    for desk in [&secretary, &doctor, &open.desk] {
        let mut taken = BTreeSet::new();
        for (kind, id) in &victims {
            for (_, resource) in resources.iter().filter(|(own, _)| own != kind) {
                let mut resource = resource.clone();
                resource["id"] = id.to_string().into();
                let plan = exchange::fhir::read(resource.to_string().as_bytes(), desk.zone).unwrap();
                let files = vec![("stranger.json".to_string(), plan)];
                let go_on = |_, _| ControlFlow::Continue(());
                let Ok(report) = import(&desk.store, desk.begin("import"), desk.zone, files, How::default(), go_on) else { continue };
                let total = report.total();
                assert_eq!((total.added, total.changed), (0, 0), "{} under the id of a {kind}", resource["resourceType"]);
                if report.files.iter().flat_map(|f| &f.rejected).any(|r| r.why == Why::OtherKind) {
                    taken.insert(kind);
                }
            }
        }
        assert_eq!(taken.len(), victims.len(), "each is said to belong to something else: {taken:?}");
        assert_eq!(desk.store.digest().unwrap(), before);
    }
    let report = open.desk.store.check(true).unwrap();
    assert!(report.is_clean(), "{:?}", report.damage);
    assert_eq!(open.desk.store.digest().unwrap(), before);
}

/// What is to stay as it was.
#[derive(Debug, PartialEq)]
struct Seen {
    people: Vec<Person>,
    grants: Vec<genki::model::Grant>,
    practice: genki::model::Practice,
}

fn seen(store: &Store) -> Seen {
    let read =
        |db: &store::Db| Ok::<_, store::Error>(Seen { people: people::all(db)?, grants: grants::all(db)?, practice: practice::get(db)? });
    store.read(read).unwrap()
}

#[test]
fn nor_do_changes_that_another_device_hands_over() {
    let (_example, open) = example();
    let entries = all(&open.desk.store);
    let victims = victims(&entries);
    // The first change of each kind again, under the id of each other.
    let (rogue, mut tip, mut strays) = (Id::from_u128(666), vec![], Vec::new());
    let templates: BTreeMap<String, &merge::Entry> =
        victims.keys().map(|kind| (kind.clone(), entries.iter().find(|e| kind_of(e) == *kind).unwrap())).collect();
    for (kind, template) in &templates {
        for doc in victims.iter().filter(|(other, _)| *other != kind).map(|(_, id)| *id) {
            let seq = strays.len() as u64 + 1;
            // An act of its own: an act's changes stand in one device's log.
            let mut body: Value = serde_json::from_slice(&template.bytes).unwrap();
            body["a"] = Id::from_u128(777_000 + u128::from(seq)).to_string().into();
            let bytes = body.to_string().into_bytes();
            let hash = log::hash(&tip, rogue, seq, doc, &template.audience, &bytes);
            tip = hash.to_vec();
            strays.push(merge::Entry { origin: rogue, seq, doc, hash, bytes, ..(*template).clone() });
        }
    }
    assert!(strays.len() > 250);

    // In both orders: what comes first makes no difference.
    for strays_first in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let there = Store::open(&folder.path().join("genki.db"), &[8; 32], Id::from_u128(8)).unwrap();
        there.trust(open.desk.store.root().unwrap().unwrap()).unwrap();
        let batches = if strays_first { [strays.clone(), entries.clone()] } else { [entries.clone(), strays.clone()] };
        for batch in batches {
            there.take_in(batch).unwrap();
        }
        assert_eq!(seen(&there), seen(&open.desk.store));
        let lists = |store: &Store| {
            let read = |db: &store::Db| {
                let data = |fields: genki::model::Fields| serde_json::to_string(&fields).unwrap();
                let mut found: BTreeSet<(&str, Id, String)> = BTreeSet::new();
                found.extend(patients::all(db)?.into_iter().map(|r| ("patient", r.id, data(r.fields()))));
                found.extend(appointments::all(db)?.into_iter().map(|r| ("appointment", r.id, data(r.fields()))));
                found.extend(tasks::all(db)?.into_iter().map(|r| ("task", r.id, data(r.fields()))));
                found.extend(results::all(db)?.into_iter().map(|r| ("result", r.id, data(r.fields()))));
                Ok::<_, store::Error>(found)
            };
            store.read(read).unwrap()
        };
        let (was, is) = (lists(&open.desk.store), lists(&there));
        assert!(was.len() > 100 && was.is_subset(&is), "{:?}", was.difference(&is).next());
        // Under the ids of the practice, of persons and of their keys nothing else is shown at all.
        let owned: BTreeSet<Id> = seen(&there).people.iter().map(|p| p.id).chain(seen(&there).grants.iter().map(|g| g.id)).collect();
        assert!(is.iter().all(|(_, id, _)| !owned.contains(id) && *id != seen(&there).practice.id));
        for kind in
            victims.keys().filter(|kind| !kind.contains("sealed") && !["attachment-part", "result-content"].contains(&kind.as_str()))
        {
            let table = if kind == "grant" { "grants" } else { kind };
            assert!(there.read::<_, store::Error>(|db| db.has(table, victims[kind])).unwrap(), "{kind}");
        }
        let before = there.digest().unwrap();
        let report = there.check(true).unwrap();
        assert!(report.is_clean(), "{:?}", report.damage);
        assert_eq!(there.digest().unwrap(), before);
        // And nobody writes on from there.
        let lemaire = seen(&there).people.iter().find(|p| p.role == Role::Doctor).unwrap().id;
        let desk = Desk { store: there.clone(), clock: Clock::System, zone: open.desk.zone, person: lemaire, ring: None };
        let stray = Task { id: lemaire, ..Task::default() };
        assert!(matches!(desk.store.write(desk.begin("task"), move |tx| tx.put(&stray).map(drop)), Err(store::Error::OtherKind)));
        there.close();
    }
}
