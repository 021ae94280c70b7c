//! A day of three hundred visits: what one arrival changes of the page that stands.

use super::*;
use genki::{
    model::{
        Appointment, Encounter,
        transition::{AppointmentStatus, EncounterStatus},
    },
    store::day::{self, DayOf, Place},
};
use std::collections::BTreeMap;

const DOCTORS: u128 = 8;
const VISITS: u128 = 300;

fn doctor(n: u128) -> Id {
    Id::from_u128(100 + n)
}

/// The `i`-th visit of the `n`-th doctor.
fn visit(n: u128, i: u128) -> Id {
    Id::from_u128(10_000 + i * DOCTORS + n)
}

/// At 9:40 six of each doctor's visits are over, one is in, three wait, the others are to come; the fifth of each did
/// not come yet.
fn busy() -> Practicing {
    let dir = tempfile::tempdir().unwrap();
    let desk = desk(dir.path());
    desk.act("init", move |tx| {
        let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
        let hours = vec![Block { day: chrono::Weekday::Mon, from: time(8), to: time(18) }];
        for n in 0..DOCTORS {
            practice::save_practitioner(
                tx,
                &Practitioner { id: doctor(n), family: format!("Doctor{n}"), hours: hours.clone(), ..Practitioner::default() },
            )?;
        }
        let reason = Reason { id: Id::from_u128(50), name: "Consultation".into(), minutes: 15, ..Reason::default() };
        practice::save_reason(tx, &reason)?;
        for k in 0..VISITS {
            one(tx, k)?;
        }
        Ok(())
    })
    .unwrap();
    desk.store.set_local("looks", &serde_json::json!({"lang": "en"})).unwrap();
    Practicing { desk, visits: [Id::default(); 5], _dir: dir }
}

fn one(tx: &mut store::Tx, k: u128) -> Result<(), genki::actions::Error> {
    let (n, i) = (k % DOCTORS, k / DOCTORS);
    let patient = Patient { id: Id::from_u128(20_000 + k), family: format!("Family{k}"), given: vec!["Léa".into()], ..Patient::default() };
    tx.put(&patient)?;
    let start = at(8, 0) + chrono::TimeDelta::minutes(15 * i as i64);
    let (status, encounter) = match i {
        4 => (AppointmentStatus::Booked, None),
        0..6 => (AppointmentStatus::Fulfilled, Some(EncounterStatus::Finished)),
        6 => (AppointmentStatus::Fulfilled, Some(EncounterStatus::InProgress)),
        7..10 => (AppointmentStatus::Arrived, Some(EncounterStatus::Arrived)),
        _ => (AppointmentStatus::Booked, None),
    };
    let appointment = Appointment {
        id: visit(n, i),
        patient: Some(patient.id),
        practitioner: doctor(n),
        start,
        minutes: 15,
        status,
        reason: Some(Id::from_u128(50)),
        ..Appointment::default()
    };
    tx.put(&appointment)?;
    if let Some(status) = encounter {
        let started = (status != EncounterStatus::Arrived).then_some(start);
        tx.put(&Encounter {
            id: Encounter::id_of(appointment.id),
            appointment: Some(appointment.id),
            patient: Some(patient.id),
            practitioner: Some(doctor(n)),
            status,
            arrived: Some(start.min(at(9, 30))),
            started,
            finished: (status == EncounterStatus::Finished).then(|| start + chrono::TimeDelta::minutes(15)),
            ..Encounter::default()
        })?;
    }
    Ok(())
}

fn days(p: &Practicing) -> Vec<DayOf> {
    p.desk.store.read::<_, store::Error>(|db| day::days(db, at(9, 40), at(9, 40).date(), None)).unwrap()
}

/// The times that screens show beside the booked ones.
fn shown(days: &[DayOf]) -> BTreeMap<Id, (i64, i64)> {
    let all = days.iter().flat_map(|d| &d.visits);
    let told = all.filter(|v| v.place == Place::Run).filter_map(|v| v.projected.as_ref().map(|p| (v.id(), p)));
    told.filter(|(_, p)| p.delay.abs() >= 5).map(|(id, p)| (id, (p.start, p.delay))).collect()
}

/// What is not shown on a desk, and not on a phone: the other has the same there in its own place.
const LAYOUTS: [[&str; 2]; 2] = [["bar", "tabs"], ["rail", "lane-head"]];

/// Lets somebody arrive, as another device or the command line would say it, and counts what that changes of the page
/// beyond two for each visit whose time is another.
fn arrival(p: &Practicing, page: &mut Page, id: Id) -> usize {
    let before = shown(&days(p));
    page.edits();
    p.desk.act("arrive", move |tx| reception::arrive(tx, at(9, 40), id)).unwrap();
    page.settle();
    let after = shown(&days(p));
    let all = before.keys().chain(after.keys()).filter(|v| **v != id && before.get(v) != after.get(v));
    let changed = all.collect::<std::collections::BTreeSet<_>>().len();
    let edits = page.edits();
    assert!(!edits.is_empty(), "somebody came");
    for hidden in LAYOUTS {
        let seen: Vec<&str> = edits.iter().filter(|e| !hidden.iter().any(|h| e.under.contains(*h))).map(|e| e.what.as_str()).collect();
        println!("{} edits, {changed} other visits at another time", seen.len());
        assert!(seen.len() <= 6 + 2 * changed, "{} edits for {changed} visits: {seen:#?}", seen.len());
    }
    changed
}

#[test]
fn an_arrival_changes_of_the_day_what_it_changes_and_no_more() {
    let p = busy();
    let mut page = open(&p);
    assert_eq!(days(&p).iter().map(|d| d.visits.len()).sum::<usize>(), VISITS as usize);
    assert!(page.whole().contains("Family299"));
    // Of somebody who is expected later nobody's time changes; one who is late and comes after all takes time from all
    // who follow.
    arrival(&p, &mut page, visit(0, 14));
    assert!(arrival(&p, &mut page, visit(3, 4)) > 10);
}

#[test]
fn an_arrival_changes_of_the_reception_what_it_changes_and_no_more() {
    let p = busy();
    let mut page = open(&p);
    page.press("date", "2");
    arrival(&p, &mut page, visit(0, 14));
    arrival(&p, &mut page, visit(3, 4));
}

#[test]
fn a_week_of_eight_practitioners_names_who_comes_in_every_column() {
    let p = busy();
    let mut page = open(&p);
    page.click("place-diary");
    let column = format!("bars-2026-11-23-{}", doctor(3));
    let letters = page.text(&format!("track-2026-11-23-{}", doctor(3)));
    assert!(letters.contains("Fam"), "{letters}");
    assert!(page.whole().contains("Doctor3"), "whose column it is");
    if let Some(to) = std::env::var_os("GENKI_TOUR") {
        std::fs::write(Path::new(&to).join("diary-eight.en.html"), page.html()).unwrap();
    }
    page.click(&column);
    assert!(page.has(&format!("visit-{}", visit(3, 20))), "a tap opens the day");
}
