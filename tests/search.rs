//! Finding anybody: how often the right one is among the first, and that what is in memory is what is in the store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../benches/people/mod.rs"]
mod people;

use genki::{
    actions::Desk,
    base::{Clock, Id},
    model::{
        Patient,
        search::{Entry, Index, Typed},
    },
    store::{self, Act, Error, Store, patients},
};
use people::{
    Chance,
    typing::{searches, slip},
};

/// Of 5,000 people, how many searches of a kind show whom they mean among the first ten.
fn top_ten(kind: &str) -> f64 {
    let people = people::people(11, 5000);
    let index = Index::of(people.iter().map(Entry::of));
    let mine: Vec<_> = searches(5, &people, 150).into_iter().filter(|s| s.kind == kind).collect();
    let hit = |s: &&people::typing::Search| index.find(&Typed::new(&s.typed), 10).ids.contains(&people[s.wanted].id);
    100.0 * mine.iter().filter(hit).count() as f64 / mine.len() as f64
}

#[test]
fn the_right_one_is_among_the_first() {
    for (kind, least) in
        [("exact", 99.0), ("one slip", 96.0), ("slip + start", 94.0), ("truncated", 90.0), ("birth date", 97.0), ("phone", 99.0)]
    {
        let rate = top_ten(kind);
        assert!(rate >= least, "{kind}: {rate:.1} %");
    }
}

struct Practicing {
    store: Store,
    _dir: tempfile::TempDir,
}

fn practice() -> Practicing {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[7; 32], Id::from_u128(1)).unwrap();
    Practicing { store, _dir: dir }
}

impl Practicing {
    fn put(&self, all: Vec<Patient>) -> Id {
        let act = Act::new("edit", Id::from_u128(2), 0);
        let id = act.id;
        self.store.write::<_, Error>(act, move |tx| all.iter().try_for_each(|p| tx.put(p).map(drop))).unwrap();
        id
    }

    /// What changed nothing is no act, and leaves nothing to take back.
    fn undo(&self, act: Id) {
        let zone = chrono_tz::Europe::Paris;
        let clock = Clock::fixed(chrono::NaiveDateTime::default(), zone);
        Desk { store: self.store.clone(), clock, zone, person: Id::from_u128(2), ring: None }.undo(act).ok();
    }

    fn find(&self, typed: &str) -> (Vec<Id>, usize) {
        let (found, all) = self.store.read::<_, Error>(|db| patients::find_some(db, typed, 20)).unwrap();
        (found.iter().map(|p| p.id).collect(), all)
    }

    /// As an index made from what is stored now finds.
    fn anew(&self, typed: &str) -> (Vec<Id>, usize) {
        let all = self.store.read::<_, Error>(patients::all).unwrap();
        let found = Index::of(all.iter().map(Entry::of)).find(&Typed::new(typed), 20);
        (found.ids, found.all)
    }
}

#[test]
fn every_edit_is_found_at_once() {
    let p = practice();
    let mut chance = Chance(3);
    let people = people::people(3, 120);
    p.put(people[..60].to_vec());
    for step in 0..80 {
        let mut one = chance.of(&people).clone();
        match chance.below(5) {
            0 => one.family = slip(&mut chance, &one.family).unwrap_or_default(),
            1 => one.hidden = chance.percent(50),
            2 => one.merged_into = Some(chance.of(&people).id),
            3 => one.telecom.clear(),
            _ => one.given.reverse(),
        }
        let (id, family) = (one.id, one.family.clone());
        let act = p.put(vec![one]);
        if chance.percent(30) {
            p.undo(act);
        }
        for typed in [family.as_str(), people[step].telecom[0].value.as_str(), &people[step].given[0], &format!("ipp-{step:06}")] {
            assert_eq!(p.find(typed), p.anew(typed), "{typed}, after step {step} on {id}");
        }
    }
}

#[test]
fn what_is_committed_while_the_index_is_made_is_in_it() {
    let p = practice();
    let people = people::people(4, 800);
    p.put(people.clone());
    for round in 0..3 {
        // Too many to be read one by one: what is in memory is let go.
        p.put(people.iter().map(|one| Patient { note: format!("round {round}"), ..one.clone() }).collect());
        p.store.warm_search();
        let new = Patient { id: Id::from_u128(900 + round), family: format!("Zwölfaxing {round}"), ..Patient::default() };
        p.put(vec![new.clone()]);
        assert_eq!(p.find("zwolfaxing").1, round as usize + 1);
        assert!(p.find("zwolfaxing").0.contains(&new.id));
    }
    assert!(p.store.search_bytes() > 100_000);
}

#[test]
fn another_devices_changes_are_found_too() {
    let (here, there) = (practice(), practice());
    here.put(people::people(6, 20));
    let there = {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("genki.db"), &[8; 32], Id::from_u128(9)).unwrap();
        drop(there);
        Practicing { store, _dir: dir }
    };
    assert_eq!(there.find("zwolfaxing"), (vec![], 0));
    let one = Patient { id: Id::from_u128(900), family: "Zwölfaxing".into(), ..Patient::default() };
    here.put(vec![one.clone()]);
    let changes = here.store.read::<_, Error>(|db| store::merge::beyond(db, &Default::default())).unwrap();
    there.store.take_in(changes).unwrap();
    assert_eq!(there.find("zwolfaxing"), (vec![one.id], 1));
    assert_eq!(there.find("ipp-000007"), there.anew("ipp-000007"));
}

#[test]
fn a_closed_practice_is_not_searched() {
    let p = practice();
    p.put(people::people(6, 20));
    assert_eq!(p.find("ipp-000003").1, 1);
    p.store.close();
    assert_eq!(p.store.search_bytes(), 0);
    assert!(p.store.read::<_, Error>(|db| patients::find(db, "ipp", 5)).is_err());
}
