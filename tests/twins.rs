//! Files merged and taken apart on a real store: whatever comes between, nothing is lost.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{self, Desk, booking, patients, practice, twins as act},
    base::{Clock, Id},
    exchange,
    model::{
        Kept, Patient, Practice, Practitioner, Record,
        patient::{Identifier, Telecom},
        twins::{Choices, For, Side, Verdict},
    },
    store::{self, Act, Db, Store, twins},
};
use proptest::prelude::*;
use serde_json::json;

mod chance;

const ROY: Id = Id::from_u128(100);

struct Practicing {
    desk: Desk,
    _dir: tempfile::TempDir,
}

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

fn id(n: u8) -> Id {
    Id::from_u128(n.into())
}

fn practice() -> Practicing {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[1; 32], Id::from_u128(1)).unwrap();
    let desk = Desk { store, clock: Clock::fixed(at(9, 0), Paris), zone: Paris, person: Id::from_u128(2), ring: None };
    desk.act("init", move |tx| {
        let p = Practice { id: Id::from_u128(3), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, Id::from_u128(2), "Nadège", serde_json::Value::Null)?;
        practice::save_practitioner(tx, &Practitioner { id: ROY, family: "Roy".into(), ..Practitioner::default() })
    })
    .unwrap();
    Practicing { desk, _dir: dir }
}

fn phone(n: u8) -> Telecom {
    Telecom { system: "phone".into(), value: format!("+336990000{n:02}"), usage: String::new() }
}

fn person(n: u8, family: &str) -> Patient {
    Patient {
        id: id(n),
        family: family.into(),
        given: vec!["Léa".into()],
        birth_date: "1984-03-12".into(),
        telecom: vec![phone(n)],
        identifier: vec![Identifier { system: "urn:here".into(), value: format!("IPP-000{n:02}"), kind: String::new() }],
        ..Patient::default()
    }
}

impl Practicing {
    fn add(&self, p: Patient) {
        self.desk.act("new-patient", move |tx| patients::save_patient(tx, &p)).unwrap();
    }

    fn visit(&self, patient: u8, n: u128) -> Id {
        let visit =
            booking::NewVisit { patient: Some(id(patient)), practitioner: ROY, start: at(9, 0), minutes: Some(10), ..Default::default() };
        self.desk.act("book", move |tx| booking::book(tx, at(8, 0), Id::from_u128(n), &visit)).unwrap().answer
    }

    fn merge(&self, keep: u8, other: u8) -> Result<Id, genki::actions::Error> {
        self.desk.act("merge", move |tx| act::merge(tx, id(keep), id(other), &Choices::new())).map(|d| d.act)
    }

    fn unmerge(&self, other: u8) -> Result<Id, genki::actions::Error> {
        self.desk.act("unmerge", move |tx| act::unmerge(tx, id(other), &[])).map(|d| d.act)
    }

    fn read<T>(&self, question: impl FnOnce(&Db) -> store::Result<T>) -> T {
        self.desk.store.read::<_, store::Error>(question).unwrap()
    }

    fn of(&self, n: u8) -> Patient {
        self.read(|db| store::patients::get(db, id(n))).unwrap()
    }

    fn owner(&self, visit: Id) -> Option<Id> {
        self.read(|db| store::appointments::get(db, visit)).and_then(|a| a.patient)
    }

    /// What the tables say but for the history, which grows.
    fn digest(&self) -> Vec<[u8; 32]> {
        self.desk.store.digest().unwrap().split_off(1)
    }
}

#[test]
fn two_files_become_one_and_are_two_again() {
    let p = practice();
    p.add(person(11, "Martin"));
    p.add(Patient { note: "Parking".into(), ..person(12, "Martin-Roy") });
    let (mine, theirs) = (p.visit(11, 1001), p.visit(12, 1002));
    let kept = Kept {
        id: Id::from_u128(2001),
        resource_type: "Immunization".into(),
        patient: Some(id(12)),
        resource: json!({"patient": {"reference": format!("urn:uuid:{}", id(12))}}),
        ..Kept::default()
    };
    p.desk.act("import", move |tx| Ok(tx.put(&kept)?)).unwrap();
    let before = p.digest();
    p.merge(11, 12).unwrap();
    assert_eq!((p.owner(mine), p.owner(theirs)), (Some(id(11)), Some(id(11))));
    assert_eq!((p.of(11).telecom.len(), p.of(11).identifier.len(), p.of(11).note.as_str()), (2, 2, "Parking"));
    let shot = p.read(|db| store::kept::get(db, Id::from_u128(2001))).unwrap();
    assert_eq!(shot.resource["patient"]["reference"], format!("urn:uuid:{}", id(11)));
    assert_eq!(p.of(12).merged_into, Some(id(11)));
    p.unmerge(12).unwrap();
    assert!(p.digest() == before, "as it was");
    assert!(p.desk.store.check(false).unwrap().is_clean());
}

#[test]
fn a_merged_file_is_still_found_by_its_own_name_and_numbers() {
    let p = practice();
    p.add(person(11, "Martin"));
    p.add(Patient { birth_date: "1985-03-12".into(), ..person(12, "Dubreuil") });
    let choices: Choices = [("family".to_owned(), Side::Other)].into();
    p.desk.act("merge", move |tx| act::merge(tx, id(11), id(12), &choices)).unwrap();
    for typed in ["martin", "dubreuil", "dubreuil 1985", "ipp-00012", "IPP 00011", "0699000012"] {
        let (found, all) = p.read(|db| store::patients::find_some(db, typed, 9));
        assert_eq!((found.iter().map(Record::id).collect::<Vec<_>>(), all), (vec![id(11)], 1), "{typed}");
    }
    assert_eq!(p.of(11).aliases, ["Martin Léa"]);
    assert_eq!(p.read(store::patients::count), 1);
}

#[test]
fn much_later_only_what_came_goes_back() {
    let p = practice();
    p.add(person(11, "Martin"));
    p.add(Patient { birth_date: "1984-03-12".into(), alert: "Deaf".into(), ..person(12, "Martin") });
    let theirs = p.visit(12, 1002);
    p.merge(11, 12).unwrap();
    let (since, chosen) = (p.visit(11, 1003), p.visit(11, 1004));
    let mut edited = p.of(11);
    edited.telecom.push(phone(13));
    edited.pronounce = "mar-TAN".into();
    p.add(edited);
    p.desk.act("unmerge", move |tx| act::unmerge(tx, id(12), &[chosen])).unwrap();
    assert_eq!((p.owner(theirs), p.owner(since), p.owner(chosen)), (Some(id(12)), Some(id(11)), Some(id(12))));
    let (kept, gone) = (p.of(11), p.of(12));
    assert_eq!(kept.telecom, [phone(11), phone(13)]);
    assert_eq!((kept.alert.as_str(), kept.pronounce.as_str()), ("", "mar-TAN"));
    assert_eq!((gone.telecom, gone.alert.as_str(), gone.merged_into), (vec![phone(12)], "Deaf", None));
}

#[test]
fn a_chain_is_taken_apart_at_any_link() {
    let p = practice();
    for (n, family) in [(11, "Martin"), (12, "Martn"), (13, "Martni")] {
        p.add(Patient { note: format!("note {n}"), ..person(n, family) });
    }
    let visits = [p.visit(11, 1001), p.visit(12, 1002), p.visit(13, 1003)];
    let before = p.digest();
    p.merge(12, 11).unwrap();
    p.merge(13, 12).unwrap();
    assert_eq!(visits.map(|v| p.owner(v)), [Some(id(13)); 3]);
    assert_eq!(p.of(13).telecom.len(), 3);
    assert!(p.merge(11, 13).is_err() && p.merge(13, 11).is_err() && p.merge(13, 13).is_err(), "no going round");
    p.unmerge(11).unwrap();
    assert_eq!(visits.map(|v| p.owner(v)), [Some(id(11)), Some(id(13)), Some(id(13))]);
    assert_eq!((p.of(13).telecom, p.of(13).note.as_str()), (vec![phone(13), phone(12)], "note 13\nnote 12"));
    assert_eq!(p.of(12).telecom, [phone(12)]);
    p.unmerge(12).unwrap();
    assert!(p.digest() == before, "link by link as it was");
    p.merge(12, 11).unwrap();
    p.merge(13, 12).unwrap();
    p.unmerge(12).unwrap();
    assert_eq!(visits.map(|v| p.owner(v)), [Some(id(12)), Some(id(12)), Some(id(13))]);
    p.unmerge(11).unwrap();
    assert!(p.digest() == before, "and from the top");
}

#[test]
fn one_who_was_elsewhere_before_is_not_taken_for_it() {
    let p = practice();
    for n in [11, 12, 13] {
        p.add(person(n, "Martin"));
    }
    let visit = p.visit(11, 1001);
    p.merge(12, 11).unwrap();
    p.unmerge(11).unwrap();
    p.merge(13, 11).unwrap();
    p.merge(13, 12).unwrap();
    p.unmerge(12).unwrap();
    assert_eq!(p.owner(visit), Some(id(13)), "it was with 12 once, and came back");
    p.unmerge(11).unwrap();
    assert_eq!(p.owner(visit), Some(id(11)));
}

#[test]
fn a_merging_taken_back_and_done_again_can_still_be_taken_apart() {
    let p = practice();
    p.add(person(11, "Martin"));
    p.add(person(12, "Martn"));
    let visit = p.visit(12, 1002);
    let before = p.digest();
    let act = p.merge(11, 12).unwrap();
    let merged = p.digest();
    let undo = p.desk.undo(act).unwrap().act;
    assert!(p.digest() == before);
    p.desk.undo(undo).unwrap();
    assert!(p.digest() == merged);
    let apart = p.unmerge(12).unwrap();
    assert!(p.digest() == before);
    p.desk.undo(apart).unwrap();
    assert_eq!(p.owner(visit), Some(id(11)));
    p.unmerge(12).unwrap();
    assert!(p.digest() == before);
    assert!(p.unmerge(12).is_err());
}

#[test]
fn pairs_are_found_asked_once_and_never_again() {
    let p = practice();
    p.add(person(11, "Martin"));
    p.add(Patient { identifier: vec![], ..person(12, "Martn") });
    p.add(Patient { given: vec!["Paul".into()], telecom: vec![phone(11)], ..person(13, "Martin") });
    let pairs = p.read(twins::pairs);
    assert_eq!(pairs.len(), 1, "{pairs:?}");
    assert_eq!((pairs[0].beside(id(11)), pairs[0].beside(id(13))), (Some(id(12)), None));
    assert_eq!(pairs[0].likeness.reasons, [For::BirthDate, For::FamilyTypo]);
    let act = p.desk.act("apart", |tx| act::not_the_same(tx, id(12), id(11))).unwrap().act;
    assert!(p.read(twins::pairs).is_empty());
    p.add(person(14, "Martin"));
    assert_eq!(p.read(twins::pairs)[0].likeness.verdict, Verdict::Likely);
    p.merge(11, 14).unwrap();
    assert!(p.read(twins::pairs).is_empty(), "what was said of one file is said of all that stand in it");
    p.desk.undo(act).unwrap();
    assert_eq!(p.read(twins::pairs).len(), 1, "taken back, it is asked again");
    assert!(p.desk.store.check(false).unwrap().is_clean());
}

#[test]
fn who_is_being_typed_is_known_again() {
    let p = practice();
    p.add(person(11, "Martin"));
    let typed = Patient { family: "martn".into(), given: vec!["lea".into()], birth_date: "1984-03-12".into(), ..Patient::default() };
    let found = p.read(|db| twins::like(db, &typed, 3));
    assert_eq!(found.iter().map(|(p, _)| p.id).collect::<Vec<_>>(), [id(11)]);
    let other = Patient { given: vec!["Paul".into()], ..typed };
    assert!(p.read(|db| twins::like(db, &other, 3)).is_empty());
}

#[test]
fn no_word_of_a_name_need_be_the_same() {
    let p = practice();
    let plain = |n: u8, family: &str, given: &str, born: &str| Patient {
        given: vec![given.into()],
        birth_date: born.into(),
        telecom: vec![],
        identifier: vec![],
        ..person(n, family)
    };
    p.add(plain(11, "Lenoire", "Isabella", "1965-07-14"));
    p.add(plain(12, "Lenoirs", "Isablela", "1965-07-14"));
    // Another birth date or other names: not even looked at.
    p.add(plain(13, "Lenoirt", "Isabelal", "1932-02-28"));
    p.add(plain(14, "Aubry", "Gaston", "1965-07-14"));
    // A number of the file, and nothing else but the birth date.
    let numbered = |n: u8, family: &str, given: &str| Patient {
        identifier: vec![Identifier { system: "urn:here".into(), value: "IPP-77123".into(), kind: String::new() }],
        ..plain(n, family, given, "1977-07-07")
    };
    p.add(numbered(15, "Roux", "Odile"));
    p.add(numbered(16, "Faure", "Sabine"));
    let pairs = p.read(twins::pairs);
    let mut found: Vec<(Id, Id)> = pairs.iter().map(|pair| (pair.a.min(pair.b), pair.a.max(pair.b))).collect();
    found.sort();
    assert_eq!(found, [(id(11), id(12)), (id(15), id(16))], "{pairs:?}");
    let typed = Patient { family: "Lenoixe".into(), given: vec!["Isbaella".into()], birth_date: "1965-07-14".into(), ..Patient::default() };
    assert!(p.read(|db| twins::like(db, &typed, 3)).iter().any(|(p, _)| p.id == id(11)), "as it is being typed");
}

fn import(to: &Store, bundle: &serde_json::Value) {
    let plan = exchange::fhir::read(bundle.to_string().as_bytes(), Paris).unwrap();
    let act = Act::new("import", Id::from_u128(2), 0);
    let files = vec![("file".to_owned(), plan)];
    actions::import::import(to, act, Paris, files, Default::default(), |_, _| std::ops::ControlFlow::Continue(())).unwrap();
}

#[test]
fn links_between_merged_files_travel() {
    let p = practice();
    p.add(person(11, "Martin"));
    p.add(person(12, "Martn"));
    let visit = p.visit(12, 1002);
    p.merge(11, 12).unwrap();
    let bundle = p.read(|db| exchange::fhir::write(db, Paris, Id::default()));
    let links = |n: u8| {
        let mut all = bundle["entry"].as_array().unwrap().iter().map(|e| &e["resource"]);
        all.find(|r| r["id"] == id(n).to_string()).unwrap()["link"].clone()
    };
    let other = |n: u8| json!({"reference": format!("urn:uuid:{}", id(n))});
    assert_eq!(links(12), json!([{"other": other(11), "type": "replaced-by"}]));
    assert_eq!(links(11), json!([{"other": other(12), "type": "replaces"}]));
    let there = practice();
    import(&there.desk.store, &bundle);
    assert_eq!((there.of(12).merged_into, there.owner(visit)), (Some(id(11)), Some(id(11))));
    assert!(there.of(11) == Patient { source: there.of(11).source, ..p.of(11) });
}

#[test]
fn another_program_goes_on_naming_the_file_that_went() {
    let p = practice();
    let of = |n: u8, start: &str| {
        json!({"resourceType": "Bundle", "type": "collection", "entry": [
            {"resource": {"resourceType": "Patient", "id": "a", "name": [{"family": "Martn", "given": ["Léa"]}]}},
            {"resource": {"resourceType": "Practitioner", "id": "d", "name": [{"family": "Roy"}]}},
            {"resource": {"resourceType": "Appointment", "id": format!("v{n}"), "status": "booked", "start": start, "minutesDuration": 10,
                "participant": [{"actor": {"reference": "Patient/a"}, "status": "accepted"}, {"actor": {"reference": "Practitioner/d"}, "status": "accepted"}]}}
        ]})
    };
    import(&p.desk.store, &of(1, "2026-11-24T09:00:00+01:00"));
    let there = p.read(store::patients::all).remove(0).id;
    p.add(person(11, "Martin"));
    p.desk.act("merge", move |tx| act::merge(tx, id(11), there, &Choices::new())).unwrap();
    import(&p.desk.store, &of(1, "2026-11-24T10:00:00+01:00"));
    import(&p.desk.store, &of(2, "2026-11-25T09:00:00+01:00"));
    let visits = p.read(store::appointments::all);
    assert_eq!(visits.iter().map(|v| v.patient).collect::<Vec<_>>(), [Some(id(11)); 2]);
    p.desk.act("unmerge", move |tx| act::unmerge(tx, there, &[])).unwrap();
    let visits = p.read(store::appointments::all);
    assert_eq!(visits.iter().map(|v| v.patient).collect::<Vec<_>>(), [Some(there); 2], "what came for it goes back to it");
}

#[derive(Debug, Clone)]
enum Step {
    Merge(u8, u8),
    Unmerge(u8),
    Call(u8, u8),
    Rename(u8, u8),
    Visit(u8),
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 11u8..15;
    prop_oneof![
        3 => (who(), who()).prop_map(|(a, b)| Step::Merge(a, b)),
        2 => who().prop_map(Step::Unmerge),
        2 => (who(), 20u8..90).prop_map(|(p, n)| Step::Call(p, n)),
        1 => (who(), 0u8..9).prop_map(|(p, n)| Step::Rename(p, n)),
        2 => who().prop_map(Step::Visit),
        1 => Just(Step::Undo),
    ]
}

proptest! {
    #![proptest_config(chance::cases(24))]

    /// Merged, worked with, taken apart and taken back in any order: each visit stands in a file that is shown, each
    /// number in some file, and what stands is what the log says.
    #[test]
    fn nothing_is_ever_lost(steps in prop::collection::vec(step(), 1..16)) {
        let p = practice();
        for n in 11..15 {
            p.add(person(n, "Martin"));
            p.visit(n, 1000 + u128::from(n));
        }
        let (mut visits, mut numbers, mut undone) = (4usize, vec![], false);
        for (i, step) in steps.into_iter().enumerate() {
            match step {
                Step::Merge(a, b) => { let _ = p.merge(a, b); }
                Step::Unmerge(n) => { let _ = p.unmerge(n); }
                Step::Call(n, number) => {
                    let mut edited = p.of(n);
                    edited.telecom.push(phone(number));
                    p.add(edited);
                    numbers.push(phone(number));
                }
                Step::Rename(n, to) => p.add(Patient { pronounce: format!("as {to}"), ..p.of(n) }),
                Step::Visit(n) => {
                    let shown = p.read(|db| twins::root(db, id(n)));
                    let visit = booking::NewVisit { patient: Some(shown), practitioner: ROY, start: at(9, 0), minutes: Some(10), ..Default::default() };
                    p.desk.act("book", move |tx| booking::book(tx, at(8, 0), Id::from_u128(5000 + i as u128), &visit)).unwrap();
                    visits += 1;
                }
                // The newest merging or taking apart, whatever was done since.
                Step::Undo => {
                    let acts = p.read(|db| store::acts::latest(db, 999));
                    let of_files = |what: &str| what == "merge" || what == "unmerge";
                    if let Some(act) = acts.iter().find(|a| of_files(&a.what) && a.undone_by.is_none()) {
                        p.desk.undo(act.id).unwrap();
                        undone = true;
                    }
                }
            }
        }
        let all = p.read(store::appointments::all);
        prop_assert_eq!(all.len(), visits);
        for visit in all {
            let file = p.read(|db| store::patients::get(db, visit.patient.unwrap())).unwrap();
            prop_assert!(undone || file.merged_into.is_none(), "a visit in a file that is not shown");
        }
        let people = p.read(store::patients::all);
        prop_assert_eq!(people.len(), 4);
        for number in numbers.into_iter().chain((11..15).map(phone)) {
            prop_assert!(people.iter().any(|p| p.telecom.contains(&number)), "{} is gone", number.value);
        }
        prop_assert!(p.desk.store.check(false).unwrap().is_clean());
    }
}
