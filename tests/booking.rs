//! Booking on a store: lengths, reasons for calling off, series, the waiting list.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{Desk, Error, booking, patients, practice, reception},
    base::{Clock, Id},
    model::{Appointment, Patient, Practice, Practitioner, Reason, practitioner::Block},
    store::{self, Store, appointments},
};

const ROY: Id = Id::from_u128(100);
const AMSEL: Id = Id::from_u128(101);

struct Practicing {
    desk: Desk,
    _dir: tempfile::TempDir,
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// On Monday 23 November.
fn at(hour: u32, minute: u32) -> NaiveDateTime {
    day(23).and_hms_opt(hour, minute, 0).unwrap()
}

/// Two doctors, Mondays to Fridays from eight to twelve.
fn open() -> Practicing {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[1; 32], Id::from_u128(1)).unwrap();
    let desk = Desk { store, clock: Clock::fixed(at(9, 0), Paris), zone: Paris, person: Id::from_u128(2), ring: None };
    let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
    use chrono::Weekday::*;
    let hours: Vec<Block> = [Mon, Tue, Wed, Thu, Fri].into_iter().map(|day| Block { day, from: time(8), to: time(12) }).collect();
    desk.act("init", move |tx| {
        let p = Practice { id: Id::from_u128(3), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, Id::from_u128(2), "Nadège", serde_json::Value::Null)?;
        for (id, family) in [(ROY, "Roy"), (AMSEL, "Amsel")] {
            let who = Practitioner { id, family: family.into(), prefix: "Dr".into(), hours: hours.clone(), ..Practitioner::default() };
            practice::save_practitioner(tx, &who)?;
        }
        practice::save_reason(tx, &Reason { id: Id::from_u128(50), name: "Consultation".into(), minutes: 20, ..Reason::default() })
    })
    .unwrap();
    Practicing { desk, _dir: dir }
}

fn patient(desk: &Desk, n: u128) -> Id {
    let p = Patient { id: Id::from_u128(n), family: format!("P{n}"), ..Patient::default() };
    desk.act("edit-patient", move |tx| patients::save_patient(tx, &p)).unwrap().answer
}

fn book(desk: &Desk, n: u128, start: NaiveDateTime, minutes: u32) -> Id {
    let patient = patient(desk, n);
    let visit = booking::NewVisit { patient: Some(patient), practitioner: ROY, start, minutes: Some(minutes), ..Default::default() };
    desk.act("book", move |tx| booking::book(tx, at(8, 0), Id::from_u128(1000 + n), &visit)).unwrap().answer
}

fn visit(desk: &Desk, id: Id) -> Appointment {
    desk.store.read::<_, store::Error>(|db| appointments::get(db, id)).unwrap().unwrap()
}

fn refused<T>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Refused(r)) => r.key,
        _ => "not refused",
    }
}

#[test]
fn a_visit_is_made_longer_and_shorter_until_it_is_over() {
    let p = open();
    let d = &p.desk;
    let a = book(d, 1, at(10, 0), 20);
    let longer = d.act("lengthen", move |tx| booking::lengthen(tx, a, 5)).unwrap();
    assert_eq!((longer.answer, visit(d, a).minutes), (25, 25));
    d.undo(longer.act).unwrap();
    assert_eq!(visit(d, a).minutes, 20);
    assert_eq!(d.act("lengthen", move |tx| booking::lengthen(tx, a, -15)).unwrap().answer, 5);
    assert_eq!(refused(d.act("lengthen", move |tx| booking::lengthen(tx, a, -5))), "length-range");
    assert_eq!(refused(d.act("lengthen", move |tx| booking::lengthen(tx, a, 480))), "length-range");
    d.act("call-in", move |tx| reception::call_in(tx, at(10, 0), a)).unwrap();
    assert_eq!(d.act("lengthen", move |tx| booking::lengthen(tx, a, 10)).unwrap().answer, 15, "in with the doctor: it takes longer");
    d.act("finish", move |tx| reception::finish(tx, at(10, 20), a)).unwrap();
    assert_eq!(refused(d.act("lengthen", move |tx| booking::lengthen(tx, a, 5))), "visit-over");
    let b = book(d, 2, at(11, 0), 20);
    d.act("cancel", move |tx| reception::cancel(tx, b, "patient")).unwrap();
    assert_eq!(refused(d.act("lengthen", move |tx| booking::lengthen(tx, b, 5))), "visit-over");
}
