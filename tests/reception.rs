//! Actions on a store: a day at the desk, with a clock that stands where the test puts it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{Desk, Error, booking, practice, reception},
    base::{Clock, Id},
    model::{
        Patient, Practice, Practitioner, Reason,
        practitioner::Block,
        transition::{AppointmentStatus as A, EncounterStatus as E},
    },
    store::{self, Store, day::Place},
};

const ROY: Id = Id::from_u128(100);

struct Practicing {
    desk: Desk,
    _dir: tempfile::TempDir,
}

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

fn open() -> Practicing {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[1; 32], Id::from_u128(1)).unwrap();
    let desk = Desk { store, clock: Clock::fixed(at(9, 0), Paris), zone: Paris, person: Id::from_u128(90_002), ring: None };
    let block = |from: (u32, u32), to: (u32, u32)| Block {
        day: chrono::Weekday::Mon,
        from: NaiveTime::from_hms_opt(from.0, from.1, 0).unwrap(),
        to: NaiveTime::from_hms_opt(to.0, to.1, 0).unwrap(),
    };
    desk.act("init", move |tx| {
        let p = Practice { id: Id::from_u128(90_003), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, Id::from_u128(90_002), "Nadège", serde_json::Value::Null)?;
        let roy = Practitioner {
            id: ROY,
            family: "Roy".into(),
            prefix: "Dr".into(),
            hours: vec![block((10, 30), (11, 0)), block((8, 0), (10, 15))],
            ..Practitioner::default()
        };
        practice::save_practitioner(tx, &roy)?;
        practice::save_reason(tx, &Reason { id: Id::from_u128(50), name: "Consultation".into(), minutes: 20, ..Reason::default() })
    })
    .unwrap();
    Practicing { desk, _dir: dir }
}

fn patient(desk: &Desk, n: u128, family: &str) -> Id {
    let p = Patient { id: Id::from_u128(n), family: family.into(), ..Patient::default() };
    desk.act("edit-patient", move |tx| genki::actions::patients::save_patient(tx, &p)).unwrap().answer
}

fn book(desk: &Desk, n: u128, start: NaiveDateTime, minutes: u32) -> Id {
    let patient = patient(desk, n, &format!("P{n}"));
    let visit = booking::NewVisit { patient: Some(patient), practitioner: ROY, start, minutes: Some(minutes), ..Default::default() };
    desk.act("book", move |tx| booking::book(tx, at(8, 0), Id::from_u128(1000 + n), &visit)).unwrap().answer
}

fn day(desk: &Desk, now: NaiveDateTime) -> store::day::DayOf {
    desk.store.read::<_, store::Error>(|db| store::day::days(db, now, now.date(), Some(ROY))).unwrap().remove(0)
}

#[test]
fn the_worked_example_through_the_actions() {
    let p = open();
    let d = &p.desk;
    let [a, b, c, dd, e] = [
        book(d, 1, at(9, 0), 20),
        book(d, 2, at(9, 30), 10),
        book(d, 3, at(9, 45), 20),
        book(d, 4, at(10, 0), 15),
        book(d, 5, at(10, 30), 15),
    ];
    for (id, when) in [(a, at(8, 55)), (b, at(9, 20)), (c, at(9, 40))] {
        d.act("arrive", move |tx| reception::arrive(tx, when, id)).unwrap();
    }
    d.act("promise", move |tx| reception::promise(tx, dd, Some(at(10, 30)))).unwrap();
    d.act("call-in", move |tx| reception::call_in(tx, at(9, 35), a)).unwrap();
    let day = day(d, at(9, 40));
    let starts: Vec<_> =
        day.visits.iter().filter_map(|v| Some((v.id(), genki::base::clock::local(v.projected.as_ref()?.start, Paris)))).collect();
    assert_eq!(starts, [(b, at(9, 55)), (c, at(10, 30)), (dd, at(10, 50)), (e, at(11, 5))]);
    assert_eq!((day.projection.overtime, day.current().map(|v| v.id())), (20, Some(a)));
    let best = &genki::model::emergency::places(&day.day, 10, 30)[0];
    assert_eq!((best.position, best.wait, best.ok()), (1, 25, true));
}

#[test]
fn calling_in_the_next_finishes_the_one_before_and_one_undo_takes_both_back() {
    let p = open();
    let d = &p.desk;
    let (a, b) = (book(d, 1, at(9, 0), 20), book(d, 2, at(9, 30), 10));
    d.act("call-in", move |tx| reception::call_in(tx, at(9, 5), a)).unwrap();
    let act = d.act("call-in", move |tx| reception::call_in(tx, at(9, 25), b)).unwrap().act;
    let now = day(d, at(9, 26));
    assert_eq!((now.find(a).unwrap().place, now.find(b).unwrap().place), (Place::Gone, Place::In));
    assert_eq!(now.find(a).unwrap().encounter.as_ref().unwrap().finished, Some(at(9, 25)));
    d.undo(act).unwrap();
    let now = day(d, at(9, 26));
    assert_eq!((now.find(a).unwrap().place, now.find(b).unwrap().place), (Place::In, Place::Run));
    assert_eq!(now.find(b).unwrap().appointment.status, A::Booked);
    assert!(d.undo(act).is_err(), "an undo is not done twice");
}

#[test]
fn a_patient_noted_as_not_coming_may_come_after_all() {
    let p = open();
    let d = &p.desk;
    let a = book(d, 1, at(9, 0), 20);
    d.act("no-show", move |tx| reception::no_show(tx, a)).unwrap();
    assert_eq!(day(d, at(9, 20)).visits[0].place, Place::Gone);
    d.act("arrive", move |tx| reception::arrive(tx, at(9, 21), a)).unwrap();
    let now = day(d, at(9, 22));
    assert_eq!((now.visits[0].place, now.visits[0].appointment.status), (Place::Run, A::Arrived));
}

#[test]
fn a_walk_in_is_here_at_once_and_leaving_unseen_is_noted() {
    let p = open();
    let d = &p.desk;
    let who = patient(d, 9, "Passant");
    let visit = booking::NewVisit { patient: Some(who), practitioner: ROY, reason: Some(Id::from_u128(50)), ..Default::default() };
    let id = d.act("walk-in", move |tx| booking::walk_in(tx, at(9, 10), Id::from_u128(77), &visit)).unwrap().answer;
    let now = day(d, at(9, 12));
    assert_eq!((now.visits[0].appointment.minutes, now.visits[0].is_here()), (20, true));
    d.act("left", move |tx| reception::leave_unseen(tx, at(9, 30), id)).unwrap();
    let now = day(d, at(9, 31));
    assert_eq!((now.visits[0].appointment.status, now.visits[0].encounter.is_some()), (A::Cancelled, false));
    d.undo_last().unwrap();
    assert!(day(d, at(9, 31)).visits[0].is_here());
}

#[test]
fn what_was_taken_back_is_done_again_in_its_order() {
    let p = open();
    let d = &p.desk;
    let a = book(d, 1, at(9, 0), 20);
    d.act("arrive", move |tx| reception::arrive(tx, at(9, 0), a)).unwrap();
    d.act("no-show", move |tx| reception::no_show(tx, a)).unwrap_err();
    d.act("call-in", move |tx| reception::call_in(tx, at(9, 5), a)).unwrap();
    let place = || day(d, at(9, 10)).find(a).unwrap().place;
    assert!(d.redo_last().unwrap().is_none(), "nothing was taken back");
    d.undo_last().unwrap();
    d.undo_last().unwrap();
    assert!(!day(d, at(9, 10)).visits[0].is_here());
    assert_eq!(d.redo_last().unwrap().unwrap().0.what, "arrive");
    assert_eq!(place(), Place::Run);
    assert_eq!(d.redo_last().unwrap().unwrap().0.what, "call-in");
    assert_eq!(place(), Place::In);
    assert!(d.redo_last().unwrap().is_none());
    assert_eq!(d.undo_last().unwrap().unwrap().0.what, "call-in", "done again it can be taken back again");
    book(d, 2, at(9, 40), 20);
    assert!(d.redo_last().unwrap().is_none(), "something else was done since");
}

#[test]
fn time_out_of_the_room_is_not_the_doctors() {
    let p = open();
    let d = &p.desk;
    let a = book(d, 1, at(9, 0), 20);
    d.act("call-in", move |tx| reception::call_in(tx, at(9, 0), a)).unwrap();
    d.act("step-out", move |tx| reception::step_out(tx, at(9, 5), a)).unwrap();
    assert_eq!(day(d, at(9, 10)).visits[0].place, Place::Out);
    d.act("step-in", move |tx| reception::step_in(tx, at(9, 15), a)).unwrap();
    let now = day(d, at(9, 16));
    assert_eq!(now.day.current.as_ref().map(|c| c.away), Some(10));
    d.act("finish", move |tx| reception::finish(tx, at(9, 40), a)).unwrap();
    assert_eq!(day(d, at(9, 41)).visits[0].encounter.as_ref().map(|e| (e.status, e.away)), Some((E::Finished, 10)));
}

#[test]
fn what_cannot_be_is_refused_and_leaves_nothing() {
    let p = open();
    let d = &p.desk;
    let a = book(d, 1, at(9, 0), 20);
    let before = d.store.digest().unwrap();
    let refused = d.act("finish", move |tx| reception::finish(tx, at(9, 5), a));
    assert!(matches!(refused, Err(Error::Refused(r)) if r.key == "not-here"));
    let refused = d.act("book", move |tx| {
        booking::book(tx, at(8, 0), Id::from_u128(5), &booking::NewVisit { practitioner: ROY, ..Default::default() })
    });
    assert!(matches!(refused, Err(Error::Refused(r)) if r.field == Some("patient")));
    assert_eq!(before, d.store.digest().unwrap());
}
