//! The example practice, as it stands when its window opens.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{Datelike, NaiveDate, Weekday};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{Desk, demo, practice},
    base::{Clock, Id},
    model::{Practice, transition::AppointmentStatus as A},
    store::{
        self, Store, appointments,
        day::{self, DayOf, Place},
    },
};
use std::{collections::BTreeSet, time::Instant};

struct Filled {
    desk: Desk,
    dir: tempfile::TempDir,
}

fn fill(date: NaiveDate, lang: &str) -> Filled {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[1; 32], Id::from_u128(1)).unwrap();
    let desk = Desk { store, clock: Clock::fixed(demo::starts(date), Paris), zone: Paris, person: Id::from_u128(2), ring: None };
    let record = Practice { id: Id::from_u128(3), ..demo::practice(lang) };
    desk.act("init", move |tx| practice::init(tx, &record, Id::from_u128(2), demo::PERSON, serde_json::Value::Null)).unwrap();
    demo::fill(&desk, date).unwrap();
    Filled { desk, dir }
}

fn days(desk: &Desk) -> Vec<DayOf> {
    desk.store.read::<_, store::Error>(|db| day::days(db, desk.now(), desk.today(), None)).unwrap()
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

#[test]
fn the_day_is_as_it_was_promised() {
    let filled = fill(monday(), "fr");
    let days = days(&filled.desk);
    let of = |family: &str| days.iter().find(|d| d.practitioner.family == family).unwrap();
    let (roy, lefevre, benali) = (of("Roy"), of("Lefèvre"), of("Benali"));

    assert_eq!(roy.projection.behind, 20);
    assert!(roy.current().is_some());
    assert_eq!((lefevre.projection.behind, benali.projection.behind), (0, 0));
    assert_eq!(
        lefevre.current().map(|v| (v.appointment.start.time(), v.encounter.as_ref().unwrap().started.unwrap().time())).map(|(a, b)| a == b),
        Some(true)
    );
    assert_eq!(benali.duty.as_ref().map(|d| d.away.as_str()), Some("break"));

    let everybody = || days.iter().flat_map(|d| &d.visits);
    let how_many = |f: &dyn Fn(&store::day::VisitToday) -> bool| everybody().filter(|v| f(v)).count();
    assert_eq!(how_many(&|v| v.is_here()), 4);
    assert_eq!(how_many(&|v| v.appointment.status == A::CheckedIn), 1);
    assert_eq!(how_many(&|v| v.place == Place::Late), 1);
    assert_eq!(how_many(&|v| v.appointment.status == A::NoShow), 1);
    assert_eq!(how_many(&|v| v.appointment.cancel_reason == "left-unseen"), 1);
    let people: BTreeSet<_> = everybody().filter_map(|v| v.appointment.patient).collect();
    assert_eq!(people.len(), everybody().count(), "nobody comes twice a day");
}

#[test]
fn history_is_known_and_keeps_the_pace_calm() {
    let filled = fill(monday(), "en");
    for day in days(&filled.desk) {
        let known = day.day.visits.iter().filter(|v| v.pace != Default::default()).count();
        assert!(known * 2 > day.day.visits.len(), "{}", day.practitioner.name());
        for visit in &day.day.visits {
            assert!((0.95..=1.05).contains(&visit.pace.ratio), "{:?}", visit.pace);
        }
    }
}

#[test]
fn the_days_to_come_are_booked_and_not_full() {
    let filled = fill(monday(), "fr");
    let tomorrow = monday().succ_opt().unwrap();
    let (booked, free) = filled
        .desk
        .store
        .read::<_, store::Error>(|db| {
            let free = store::places::between(db, filled.desk.now(), tomorrow, 1, 15, None)?;
            Ok((appointments::between(db, tomorrow, tomorrow)?.len(), free.len()))
        })
        .unwrap();
    assert!((25..60).contains(&booked), "{booked}");
    assert!(free > 5);
}

#[test]
fn it_is_the_same_each_time_and_any_day_of_the_week() {
    for n in 0..7 {
        let date = monday() + chrono::Days::new(n);
        let filled = fill(date, "fr");
        assert!(!matches!(filled.desk.today().weekday(), Weekday::Sat | Weekday::Sun));
        let behind: Vec<_> = days(&filled.desk).iter().map(|d| d.projection.behind).collect();
        assert_eq!(behind.iter().sum::<i64>(), 20, "{date}");
    }
    let rows = |filled: &Filled| filled.desk.store.read::<_, store::Error>(appointments::all).unwrap();
    assert_eq!(rows(&fill(monday(), "fr")), rows(&fill(monday(), "fr")));
}

#[test]
fn it_is_quickly_there_and_checks_clean() {
    let began = Instant::now();
    let filled = fill(monday(), "fr");
    eprintln!("filled in {:?}", began.elapsed());
    assert!(filled.desk.store.check(false).unwrap().is_clean());
    assert!(filled.dir.path().join("genki.db").exists());
}

#[test]
fn the_example_opens_by_itself_and_leaves_nothing() {
    let example = demo::Example::open("fr").unwrap();
    let folder = example.folder().to_owned();
    let desk = &example.open.as_ref().unwrap().desk;
    assert!(desk.now().format("%H:%M").to_string().starts_with("10:2"));
    assert!(folder.join("vault.json").exists());
    drop(example);
    assert!(!folder.exists());
}

#[test]
fn an_emergency_has_a_place_that_costs_little() {
    let filled = fill(monday(), "fr");
    let days = days(&filled.desk);
    let roy = days.iter().find(|d| d.practitioner.family == "Roy").unwrap();
    let best = &genki::model::emergency::places(&roy.day, 10, 30)[0];
    assert!(best.ok() && best.overtime == 0, "{best:?}");
    assert!(best.added.iter().all(|(_, minutes)| *minutes <= 10), "nobody is pushed over lunch: {best:?}");
}
