//! Absences, closed days and what follows from them, on a real store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{Desk, Error, absence, booking, import, patients, practice, reception},
    base::{Clock, Id},
    exchange::{self, Format, How},
    model::{
        Patient, Person, Practice, Practitioner, Slot,
        displaced::Because,
        holidays,
        person::Role,
        practitioner::{Absence, Block},
        slot::SlotStatus,
        transition::AppointmentStatus as A,
    },
    store::{self, Store, displaced::Displaced},
};
use std::ops::ControlFlow;

const ROY: Id = Id::from_u128(100);
const VIDAL: Id = Id::from_u128(101);
const NADEGE: Id = Id::from_u128(90_002);
const SECRETARY: Id = Id::from_u128(90_004);

struct Practicing {
    desk: Desk,
    dir: tempfile::TempDir,
}

/// In the week of Monday 23 November 2026.
fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

fn away(from: NaiveDateTime, to: NaiveDateTime, why: &str) -> Absence {
    Absence { from, to, why: why.into() }
}

/// Roy works on weekdays from 8 to 12 and from 14 to 18, Vidal in the mornings. It is Monday, 9:40.
fn open() -> Practicing {
    let dir = tempfile::tempdir().unwrap();
    let desk = desk_on(&dir.path().join("genki.db"));
    desk.act("init", move |tx| {
        let p = Practice { id: Id::from_u128(90_003), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, NADEGE, "Nadège", serde_json::Value::Null)?;
        practice::save_person(tx, &Person { id: SECRETARY, name: "Inès".into(), role: Role::Secretary, ..Person::default() })?;
        let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
        let week = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
        let blocks = |from, to| week.into_iter().map(move |day| Block { day, from: time(from), to: time(to) });
        let hours = blocks(8, 12).chain(blocks(14, 18)).collect();
        practice::save_practitioner(
            tx,
            &Practitioner { id: ROY, family: "Roy".into(), prefix: "Dr".into(), hours, ..Practitioner::default() },
        )?;
        let hours = blocks(8, 12).collect();
        practice::save_practitioner(tx, &Practitioner { id: VIDAL, family: "Vidal".into(), hours, ..Practitioner::default() })
    })
    .unwrap();
    Practicing { desk, dir }
}

fn desk_on(path: &std::path::Path) -> Desk {
    let store = Store::open(path, &[1; 32], Id::from_u128(1)).unwrap();
    Desk { store, clock: Clock::fixed(at(23, 9, 40), Paris), zone: Paris, person: NADEGE, ring: None }
}

fn book(desk: &Desk, n: u128, start: NaiveDateTime) -> Id {
    let p = Patient { id: Id::from_u128(n), family: format!("P{n}"), ..Patient::default() };
    desk.act("new-patient", move |tx| patients::save_patient(tx, &p)).unwrap();
    let visit = booking::NewVisit { patient: Some(Id::from_u128(n)), practitioner: ROY, start, minutes: Some(20), ..Default::default() };
    desk.act("book", move |tx| booking::book(tx, at(23, 8, 0), Id::from_u128(1000 + n), &visit)).unwrap().answer
}

fn to_move(desk: &Desk) -> Vec<Displaced> {
    let now = desk.now();
    desk.store.read::<_, store::Error>(|db| store::displaced::all(db, now)).unwrap()
}

fn ids(list: &[Displaced]) -> Vec<Id> {
    list.iter().map(|d| d.visit.id).collect()
}

fn free(desk: &Desk, day: u32, minutes: u32) -> Vec<String> {
    let from = at(day, 0, 0).date();
    let found = desk.store.read::<_, store::Error>(|db| store::places::between(db, at(23, 7, 0), from, 1, minutes, Some(ROY))).unwrap();
    found.iter().map(|p| p.start.format("%H:%M").to_string()).collect()
}

#[test]
fn an_absence_becomes_the_list_of_patients_to_move_and_is_taken_back() {
    let p = open();
    let d = &p.desk;
    let early = book(d, 1, at(24, 9, 0));
    let late = book(d, 2, at(24, 17, 0));
    let other = book(d, 3, at(25, 9, 0));
    assert!(to_move(d).is_empty());
    let done = d.act("absence", |tx| absence::enter(tx, ROY, &away(at(24, 0, 0), at(25, 0, 0), "congress"))).unwrap();
    let list = to_move(d);
    assert_eq!(ids(&list), [early, late]);
    let marked = |day| {
        let (now, date) = (d.now(), at(day, 0, 0).date());
        let days = d.store.read::<_, store::Error>(|db| store::day::days(db, now, date, Some(ROY))).unwrap();
        d.store.read::<_, store::Error>(|db| store::displaced::of_day(db, now, &days[0])).unwrap().into_iter().collect::<Vec<_>>()
    };
    let mut both = [early, late];
    both.sort_unstable();
    assert_eq!((marked(24), marked(25)), (both.to_vec(), vec![]), "the day knows the same");
    let plans = d.store.read::<_, store::Error>(|db| store::sheet::plans(db, d.now(), at(24, 0, 0).date(), Some(ROY))).unwrap();
    assert!(plans[0].visits.len() == 2 && plans[0].visits.iter().all(|v| v.to_move), "and so does the paper");
    assert_eq!(list[0].because, Because::Away("congress".into()));
    assert_eq!(list[0].patient.as_ref().unwrap().family, "P1");
    assert!(free(d, 24, 20).is_empty(), "nothing is free meanwhile");
    d.undo(done.act).unwrap();
    assert!(to_move(d).is_empty());
    assert!(!free(d, 24, 20).is_empty());
    let _ = other;
}

#[test]
fn the_list_is_worked_through_and_knows_how_far_it_is_after_a_restart() {
    let p = open();
    let d = p.desk.clone();
    let visits = [book(&d, 1, at(24, 9, 0)), book(&d, 2, at(24, 9, 20)), book(&d, 3, at(24, 10, 0)), book(&d, 4, at(24, 11, 50))];
    d.act("absence", |tx| absence::enter(tx, ROY, &away(at(24, 8, 0), at(24, 12, 0), ""))).unwrap();
    assert_eq!(ids(&to_move(&d)), visits);
    let (first, second, third, fourth) = (visits[0], visits[1], visits[2], visits[3]);
    let visit = to_move(&d)[0].visit.clone();
    let offers = d.store.read::<_, store::Error>(|db| store::displaced::offers(db, at(23, 9, 40), &visit)).unwrap();
    let said: Vec<(String, Id)> = offers.iter().map(|o| (o.start.format("%d %H:%M").to_string(), o.practitioner.id)).collect();
    // The day before as late as possible, the same morning with a colleague, the same afternoon.
    assert_eq!(said, [("23 17:40".to_owned(), ROY), ("24 09:00".to_owned(), VIDAL), ("24 14:00".to_owned(), ROY)]);

    let to = offers[2].start;
    let moved = d.act("displaced-move", move |tx| absence::move_visit(tx, first, to, ROY)).unwrap();
    d.act("displaced-call", move |tx| absence::no_answer(tx, at(23, 9, 45), second)).unwrap();
    d.act("displaced-cancel", move |tx| absence::cancel_visit(tx, third, "practice")).unwrap();
    d.act("displaced-stay", move |tx| absence::leave(tx, fourth)).unwrap();
    let list = to_move(&d);
    assert_eq!(ids(&list), [second], "a call that nobody answered leaves it there");
    assert_eq!(list[0].visit.attempts, [at(23, 9, 45)]);
    let (path, now) = (p.dir.path().join("genki.db"), d.clock.millis());
    drop(d);
    drop(p.desk);
    let again = desk_on(&path);
    let settled = |d: &Desk| d.store.read::<_, store::Error>(|db| store::displaced::settled_since(db, now - 1)).unwrap();
    assert_eq!((settled(&again), to_move(&again).len()), (3, 1));
    let visit = again.store.read::<_, store::Error>(|db| store::appointments::get(db, first)).unwrap().unwrap();
    assert_eq!((visit.start, visit.status, visit.minutes), (at(24, 14, 0), A::Booked, 20));
    again.undo(moved.act).unwrap();
    assert_eq!((settled(&again), ids(&to_move(&again))), (2, vec![first, second]));
}

#[test]
fn only_a_colleague_of_the_same_profession_is_offered() {
    let p = open();
    let d = &p.desk;
    book(d, 1, at(24, 9, 0));
    d.act("absence", |tx| absence::enter(tx, ROY, &away(at(24, 8, 0), at(24, 12, 0), ""))).unwrap();
    let visit = to_move(d)[0].visit.clone();
    let colleagues = |of_vidal: &'static str| {
        d.act("save-practitioner", move |tx| {
            for (id, speciality) in [(ROY, "Doctor"), (VIDAL, of_vidal)] {
                let who = store::practitioners::get(&tx.db(), id)?.unwrap();
                practice::save_practitioner(tx, &Practitioner { speciality: speciality.into(), ..who })?;
            }
            Ok(())
        })
        .unwrap();
        let offers = d.store.read::<_, store::Error>(|db| store::displaced::offers(db, at(23, 9, 40), &visit)).unwrap();
        assert!(offers.iter().all(|o| o.start >= at(23, 9, 40)), "nothing that is past");
        (offers.len(), offers.iter().filter(|o| o.practitioner.id == VIDAL).count())
    };
    assert_eq!(colleagues("Doctor"), (3, 1));
    assert_eq!(colleagues("Nurse"), (3, 0), "nobody is sent to a nurse instead of a doctor");
}

#[test]
fn the_weekly_hours_are_the_diarys_and_a_secretarys_to_change() {
    let p = open();
    let ines = Desk { person: SECRETARY, ..p.desk.clone() };
    let hours = vec![Block { day: Weekday::Tue, from: at(24, 8, 0).time(), to: at(24, 11, 0).time() }];
    let kept = hours.clone();
    ines.act("save-practitioner", move |tx| {
        let roy = store::practitioners::get(&tx.db(), ROY)?.unwrap();
        practice::save_practitioner(tx, &Practitioner { hours, ..roy })
    })
    .unwrap();
    assert_eq!(p.desk.store.read::<_, store::Error>(|db| store::practitioners::get(db, ROY)).unwrap().unwrap().hours, kept);
}

#[test]
fn a_closed_day_closes_every_diary_and_a_session_entered_for_it_is_held() {
    let p = open();
    let d = &p.desk;
    let visit = book(d, 1, at(24, 9, 0));
    let closed = away(at(24, 0, 0), at(25, 0, 0), "works in the building");
    let day = closed.clone();
    assert_eq!(d.act("close-days", move |tx| absence::close(tx, &[day])).unwrap().answer, 1);
    assert_eq!(to_move(d)[0].because, Because::Closed("works in the building".into()));
    assert!(free(d, 24, 20).is_empty());
    let now = at(24, 7, 0);
    let days = d.store.read::<_, store::Error>(|db| store::day::days(db, now, now.date(), None)).unwrap();
    assert!(days.iter().all(|d| d.day.blocks.is_empty()));
    let slot = Slot {
        id: Id::from_u128(900),
        practitioner: ROY,
        start: at(24, 9, 0),
        end: at(24, 10, 0),
        status: SlotStatus::Free,
        ..Slot::default()
    };
    let add = slot.clone();
    d.act("session", move |tx| absence::enter_slot(tx, &add)).unwrap();
    assert!(to_move(d).is_empty(), "she works that hour");
    assert_eq!(free(d, 24, 20), ["09:20", "09:25", "09:30", "09:35", "09:40"]);
    d.act("slot-remove", |tx| absence::remove_slot(tx, Id::from_u128(900))).unwrap();
    assert_eq!(ids(&to_move(d)), [visit], "the session was taken away again");
    d.act("reopen-day", move |tx| absence::reopen(tx, &closed)).unwrap();
    assert!(to_move(d).is_empty());
}

#[test]
fn a_break_of_one_day_is_entered_and_taken_away_and_back() {
    let p = open();
    let d = &p.desk;
    let visit = book(d, 1, at(23, 15, 10));
    let slot = Slot { id: Id::from_u128(900), practitioner: ROY, start: at(23, 15, 0), end: at(23, 15, 30), ..Slot::default() };
    let add = slot.clone();
    d.act("break", move |tx| absence::enter_slot(tx, &add)).unwrap();
    assert_eq!(ids(&to_move(d)), [visit]);
    let again = slot.clone();
    assert!(matches!(d.act("break", move |tx| absence::enter_slot(tx, &again)), Err(Error::Refused(r)) if r.key == "absence-known"));
    let gone = d.act("slot-remove", |tx| absence::remove_slot(tx, Id::from_u128(900))).unwrap();
    assert!(to_move(d).is_empty());
    d.undo(gone.act).unwrap();
    assert_eq!(ids(&to_move(d)), [visit]);
    let backwards = Slot { id: Id::from_u128(901), end: slot.start, ..slot };
    assert!(d.act("break", move |tx| absence::enter_slot(tx, &backwards)).is_err());
}

#[test]
fn hours_that_shrink_displace_what_was_within_them_and_overtime_stays() {
    let p = open();
    let d = &p.desk;
    let within = book(d, 1, at(24, 17, 30));
    let overtime = book(d, 2, at(24, 18, 30));
    let longer = book(d, 3, at(25, 11, 40));
    d.act("lengthen", move |tx| booking::lengthen(tx, longer, 15)).unwrap();
    assert!(to_move(d).is_empty(), "who books after six means it");
    let mut roy = d.store.read::<_, store::Error>(|db| store::practitioners::get(db, ROY)).unwrap().unwrap();
    roy.hours.retain(|b| b.from < NaiveTime::from_hms_opt(12, 0, 0).unwrap());
    d.act("save-practitioner", move |tx| practice::save_practitioner(tx, &roy)).unwrap();
    assert_eq!(ids(&to_move(d)), [within]);
    assert_eq!(to_move(d)[0].because, Because::NoSession);
    d.act("absence", |tx| absence::enter(tx, ROY, &away(at(24, 18, 0), at(24, 20, 0), ""))).unwrap();
    assert_eq!(ids(&to_move(d)), [within, overtime], "away is away");
    d.act("arrive", move |tx| reception::arrive(tx, at(24, 17, 0), within)).unwrap();
    assert_eq!(ids(&to_move(d)), [overtime], "who is here needs no call");
}

#[test]
fn the_diary_is_a_secretarys_the_closed_days_are_a_managers() {
    let p = open();
    let secretary = p.desk.of_person(SECRETARY, None).unwrap();
    secretary.act("absence", |tx| absence::enter(tx, ROY, &away(at(24, 0, 0), at(25, 0, 0), "ill"))).unwrap();
    secretary.act("absence-remove", |tx| absence::remove(tx, ROY, &away(at(24, 0, 0), at(25, 0, 0), "ill"))).unwrap();
    let slot = Slot { id: Id::from_u128(900), practitioner: ROY, start: at(23, 15, 0), end: at(23, 15, 30), ..Slot::default() };
    secretary.act("break", move |tx| absence::enter_slot(tx, &slot)).unwrap();
    let closed = secretary.act("close-days", |tx| absence::close(tx, &[away(at(24, 0, 0), at(25, 0, 0), "")]));
    assert!(matches!(closed, Err(Error::Refused(r)) if r.key == "rights-ask"));
}

#[test]
fn a_form_that_was_open_meanwhile_takes_no_absence_away() {
    let p = open();
    let d = &p.desk;
    let read = |d: &Desk| {
        d.store
            .read::<_, store::Error>(|db| Ok((store::practice::get(db)?, store::practitioners::get(db, ROY)?.unwrap_or_default())))
            .unwrap()
    };
    let (stale_practice, stale_roy) = read(d);
    d.act("absence", |tx| absence::enter(tx, ROY, &away(at(24, 0, 0), at(25, 0, 0), "ill"))).unwrap();
    d.act("close-days", |tx| absence::close(tx, &[away(at(25, 0, 0), at(26, 0, 0), "")])).unwrap();
    d.act("save-practitioner", move |tx| {
        practice::change_practice(tx, &Practice { name: "Les Tilleuls".into(), ..stale_practice })?;
        practice::change_practitioner(tx, &Practitioner { speciality: "Pediatrics".into(), ..stale_roy })
    })
    .unwrap();
    let (practice, roy) = read(d);
    assert_eq!((practice.name.as_str(), practice.closed.len()), ("Les Tilleuls", 1));
    assert_eq!((roy.speciality.as_str(), roy.absences.len()), ("Pediatrics", 1));
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    let p = open();
    let d = &p.desk;
    let refused = |absence: Absence| match d.act("absence", move |tx| absence::enter(tx, ROY, &absence)) {
        Err(Error::Refused(r)) => (r.key, r.field),
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(away(at(24, 9, 0), at(24, 9, 0), "")), ("absence-backwards", Some("to")));
    d.act("absence", |tx| absence::enter(tx, ROY, &away(at(24, 0, 0), at(27, 0, 0), "leave"))).unwrap();
    assert_eq!(refused(away(at(25, 0, 0), at(26, 0, 0), "leave")), ("absence-known", Some("from")));
    let twice = d.act("absence-remove", |tx| absence::remove(tx, ROY, &away(at(1, 0, 0), at(2, 0, 0), "")));
    assert!(matches!(twice, Err(Error::Refused(r)) if r.key == "absence-unknown"));
}

#[test]
fn public_holidays_are_taken_once_and_travel_with_the_export() {
    let p = open();
    let d = &p.desk;
    let days: Vec<Absence> = holidays::french(2027, "Europe/Paris")
        .into_iter()
        .map(|(day, name)| away(day.and_time(NaiveTime::MIN), (day + chrono::Days::new(1)).and_time(NaiveTime::MIN), name))
        .collect();
    let again = days.clone();
    assert_eq!(d.act("close-days", move |tx| absence::close(tx, &days)).unwrap().answer, 11);
    assert!(d.act("close-days", move |tx| absence::close(tx, &again)).is_err(), "all are known");
    d.act("absence", |tx| absence::enter(tx, ROY, &away(at(24, 0, 0), at(25, 0, 0), "congress"))).unwrap();
    let today = d.today();
    let written = d.store.read::<_, store::Error>(|db| exchange::write(Format::Fhir, db, &How::of(db, Paris, today, false)?)).unwrap();

    let other = open();
    let plan = exchange::fhir::read(&written.bytes, Paris).unwrap();
    let act = other.desk.begin("import");
    import::import(&other.desk.store, act, Paris, vec![("f".into(), plan)], import::How::default(), |_, _| ControlFlow::Continue(()))
        .unwrap();
    let read = |d: &Desk| {
        let practice = d.store.read::<_, store::Error>(store::practice::get).unwrap();
        (practice.closed, d.store.read::<_, store::Error>(|db| store::practitioners::get(db, ROY)).unwrap().unwrap().absences)
    };
    assert_eq!(read(&other.desk), read(d));
    assert_eq!(read(d).0.len(), 11);
    assert_eq!(read(d).1, [away(at(24, 0, 0), at(25, 0, 0), "congress")]);
}
