//! Booking on a store: lengths, reasons for calling off, series, the waiting list.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{
        Desk, Error, booking, patients, practice, reception,
        waiting::{self, Waiting},
    },
    base::{Clock, Id, clock},
    model::{
        Appointment, Patient, Practice, Practitioner, Reason,
        practitioner::{Absence, Block},
        transition::AppointmentStatus as A,
        waiting::fitting,
        wish::Wish,
    },
    store::{
        self, Store, appointments, openings,
        places::{self, Search},
    },
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
    let desk = Desk { store, clock: Clock::fixed(at(9, 0), Paris), zone: Paris, person: Id::from_u128(90_002), ring: None };
    let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
    use chrono::Weekday::*;
    let hours: Vec<Block> = [Mon, Tue, Wed, Thu, Fri].into_iter().map(|day| Block { day, from: time(8), to: time(12) }).collect();
    desk.act("init", move |tx| {
        let p = Practice { id: Id::from_u128(90_003), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, Id::from_u128(90_002), "Nadège", serde_json::Value::Null)?;
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

fn openings(desk: &Desk, act: Id) -> Vec<(Id, String)> {
    let found = desk.store.read::<_, store::Error>(|db| openings::of_act(db, at(9, 0), act)).unwrap();
    let time = |m| clock::local(m, Paris).format("%d %H:%M").to_string();
    found
        .iter()
        .map(|o| (o.practitioner, format!("{}–{} of {}–{}", time(o.freed.0), time(o.freed.1), time(o.gap.0), time(o.gap.1))))
        .collect()
}

#[test]
fn what_an_act_made_free_is_seen_in_the_log() {
    let p = open();
    let d = &p.desk;
    book(d, 1, at(10, 0), 30);
    let b = book(d, 2, at(10, 30), 30);
    let opened = |from_to: &str| vec![(ROY, from_to.to_string())];
    let cancelled = d.act("cancel", move |tx| reception::cancel(tx, b, "patient")).unwrap().act;
    assert_eq!(openings(d, cancelled), opened("23 10:30–23 11:00 of 23 10:30–23 12:00"));
    d.undo(cancelled).unwrap();
    assert_eq!(openings(d, cancelled), [], "taken back, it is free no more");
    let moved = d.act("move", move |tx| booking::move_to(tx, b, at(10, 45), ROY, 30)).unwrap().act;
    assert_eq!(openings(d, moved), opened("23 10:30–23 10:45 of 23 10:30–23 10:45"));
    let shorter = d.act("lengthen", move |tx| booking::lengthen(tx, b, -10)).unwrap().act;
    assert_eq!(openings(d, shorter), opened("23 11:05–23 11:15 of 23 11:05–23 12:00"));
    let longer = d.act("lengthen", move |tx| booking::lengthen(tx, b, 10)).unwrap().act;
    assert_eq!((openings(d, longer), openings(d, shorter)), (vec![], vec![]));
    let other = d.act("move", move |tx| booking::move_to(tx, b, at(10, 45), AMSEL, 30)).unwrap().act;
    assert_eq!(openings(d, other), opened("23 10:45–23 11:15 of 23 10:30–23 12:00"));
    let gone = d.act("no-show", move |tx| reception::no_show(tx, b)).unwrap().act;
    assert_eq!(openings(d, gone), [(AMSEL, "23 10:45–23 11:15 of 23 09:00–23 12:00".to_string())]);
    // What lies behind is nobody's place any more.
    let early = book(d, 3, at(8, 30), 45);
    let late = d.act("no-show", move |tx| reception::no_show(tx, early)).unwrap().act;
    assert_eq!(openings(d, late), opened("23 09:00–23 09:15 of 23 09:00–23 10:00"));
}

#[test]
fn an_absence_cut_short_opens_what_is_no_more_away() {
    let p = open();
    let d = &p.desk;
    let away = |from: NaiveDateTime, to: NaiveDateTime| {
        let mut roy = d.store.read::<_, store::Error>(|db| store::practitioners::get(db, ROY)).unwrap().unwrap();
        roy.absences = vec![Absence { from, to, why: "Congress".into() }];
        d.act("practitioner", move |tx| practice::save_practitioner(tx, &roy)).unwrap().act
    };
    let on = |n, h| day(n).and_hms_opt(h, 0, 0).unwrap();
    let first = away(on(24, 0), on(27, 0));
    assert_eq!(openings(d, first), []);
    let shorter = away(on(24, 0), on(26, 10));
    assert_eq!(openings(d, shorter), [(ROY, "26 10:00–26 12:00 of 26 10:00–26 12:00".to_string())]);
}

#[test]
fn who_waits_takes_the_place_that_opened_and_waits_again_when_it_is_taken_back() {
    let p = open();
    let d = &p.desk;
    let b = book(d, 1, at(10, 30), 20);
    let (who, other) = (patient(d, 5), patient(d, 6));
    let wish = Wish { with: vec![ROY], after: at(10, 0).time().into(), ..Wish::default() };
    let waiting =
        Waiting { patient: Some(who), reason: Some(Id::from_u128(50)), wish: wish.clone(), comment: " call ".into(), ..Waiting::default() };
    let id = d.act("wait", move |tx| waiting::wait(tx, at(9, 0), Id::from_u128(70), &waiting)).unwrap().answer;
    let second = Waiting { patient: Some(other), minutes: Some(60), ..Waiting::default() };
    d.act("wait", move |tx| waiting::wait(tx, at(9, 0), Id::from_u128(71), &second)).unwrap();
    let list = || d.store.read::<_, store::Error>(appointments::waiting).unwrap().iter().map(|a| a.id).collect::<Vec<_>>();
    assert_eq!(list(), [id, Id::from_u128(71)]);
    let wanted = visit(d, id);
    assert_eq!((wanted.minutes, wanted.comment.as_str(), wanted.wish(), wanted.has_place()), (20, "call", wish, false));
    // The day shows nobody who has no place.
    let shown = d.store.read::<_, store::Error>(|db| store::day::days(db, at(9, 0), day(23), None)).unwrap();
    assert_eq!(shown.iter().map(|d| d.visits.len()).sum::<usize>(), 1);

    let act = d.act("cancel", move |tx| reception::cancel(tx, b, "ill")).unwrap().act;
    let fits = |act| {
        d.store
            .read::<_, store::Error>(|db| {
                let (open, list) = (openings::of_act(db, at(9, 0), act)?, appointments::waiting(db)?);
                Ok(fitting(&list, &open, &[], at(9, 0), Paris).iter().map(|f| (f.visit.id, f.start)).collect::<Vec<_>>())
            })
            .unwrap()
    };
    assert_eq!(fits(act), [(id, at(10, 30)), (Id::from_u128(71), at(10, 30))]);
    let taken = d.act("wait-take", move |tx| waiting::take(tx, id, ROY, at(10, 30))).unwrap().act;
    let booked = visit(d, id);
    assert_eq!((booked.status, booked.start, booked.practitioner, booked.created), (A::Booked, at(10, 30), ROY, Some(at(9, 0))));
    assert_eq!(list(), [Id::from_u128(71)]);
    assert_eq!(fits(act), [], "what is left of the hour is not what came free");
    assert_eq!(refused(d.act("wait-take", move |tx| waiting::take(tx, id, ROY, at(11, 0)))), "not-waiting");
    d.undo(taken).unwrap();
    assert_eq!((visit(d, id).status, visit(d, id).has_place(), list().len()), (A::Waitlist, false, 2));
    let off = d.act("wait-off", move |tx| waiting::leave(tx, id)).unwrap().act;
    assert_eq!(list(), [Id::from_u128(71)]);
    d.undo(off).unwrap();
    assert_eq!(list(), [id, Id::from_u128(71)]);
}

#[test]
fn a_wish_that_can_never_be_is_refused_and_one_that_changes_keeps_its_turn() {
    let p = open();
    let d = &p.desk;
    let who = patient(d, 5);
    let wait = move |minute, wish: Wish| {
        let waiting = Waiting { patient: Some(who), wish, ..Waiting::default() };
        move |tx: &mut store::Tx| waiting::wait(tx, at(9, minute), Id::from_u128(70), &waiting)
    };
    let never = Wish { from: Some(day(25)), until: Some(day(24)), ..Wish::default() };
    assert_eq!(refused(d.act("wait", wait(0, never))), "wish-never");
    let never = Wish { after: at(12, 0).time().into(), before: at(12, 0).time().into(), ..Wish::default() };
    assert_eq!(refused(d.act("wait", wait(0, never))), "wish-never");
    d.act("wait", wait(0, Wish::default())).unwrap();
    d.act("wait-change", wait(30, Wish { with: vec![AMSEL], ..Wish::default() })).unwrap();
    let now = visit(d, Id::from_u128(70));
    assert_eq!((now.created, now.practitioner), (Some(at(9, 0)), AMSEL));
}

#[test]
fn a_series_is_one_act_and_one_undo() {
    let p = open();
    let d = &p.desk;
    let who = patient(d, 5);
    let at_all: Vec<(Id, NaiveDateTime)> =
        [23, 25, 27].iter().map(|n| (Id::from_u128(*n), day(*n as u32).and_hms_opt(11, 0, 0).unwrap())).collect();
    let visit_of = booking::NewVisit { patient: Some(who), practitioner: ROY, minutes: Some(20), ..Default::default() };
    let (all, again) = (at_all.clone(), visit_of.clone());
    let done = d.act("book-series", move |tx| booking::book_series(tx, at(9, 0), Id::from_u128(500), &all, &again)).unwrap();
    let series = || d.store.read::<_, store::Error>(|db| appointments::of_series(db, Id::from_u128(500))).unwrap();
    assert_eq!((done.answer, series().iter().map(|a| (a.id, a.start)).collect::<Vec<_>>()), (3, at_all));
    d.undo(done.act).unwrap();
    assert!(series().is_empty());
    let one = vec![(Id::from_u128(90), at(11, 0))];
    d.act("book-series", move |tx| booking::book_series(tx, at(9, 0), Id::from_u128(501), &one, &visit_of)).unwrap();
    assert_eq!(visit(d, Id::from_u128(90)).series, None, "one is no series");
}

fn next(desk: &Desk, search: &Search) -> Vec<String> {
    let found = desk.store.read::<_, store::Error>(|db| places::next(db, at(9, 0), search)).unwrap();
    found.iter().map(|p| format!("{} {}", p.practitioner.family, p.start.format("%d.%m. %H:%M"))).collect()
}

#[test]
fn the_next_free_places_are_those_that_suit() {
    let p = open();
    let d = &p.desk;
    book(d, 1, at(9, 0), 150);
    let search = Search { minutes: 20, most: 4, ..Search::default() };
    assert_eq!(next(d, &search), ["Amsel 23.11. 09:00", "Amsel 23.11. 09:20", "Amsel 23.11. 09:40", "Amsel 23.11. 10:00"]);
    let with = |wish: Wish| Search { wish, ..search.clone() };
    assert_eq!(
        next(d, &with(Wish { with: vec![ROY], ..Wish::default() })),
        ["Roy 23.11. 11:30", "Roy 24.11. 08:00", "Roy 24.11. 08:20", "Roy 24.11. 08:40"]
    );
    let thursdays =
        Wish { days: vec![chrono::Weekday::Thu], after: at(11, 10).time().into(), before: at(11, 50).time().into(), ..Wish::default() };
    assert_eq!(next(d, &with(thursdays)), ["Amsel 26.11. 11:10", "Roy 26.11. 11:10", "Amsel 26.11. 11:30", "Roy 26.11. 11:30"]);
    let far = Wish { with: vec![ROY], from: Some(day(23) + chrono::Days::new(21)), ..Wish::default() };
    assert_eq!(next(d, &with(far))[0], "Roy 14.12. 08:00");
    assert!(next(d, &with(Wish { days: vec![chrono::Weekday::Sun], ..Wish::default() })).is_empty());
    assert!(next(d, &with(Wish { until: Some(day(22)), ..Wish::default() })).is_empty());
    let own = visit(d, Id::from_u128(1001));
    let later = Wish { with: vec![ROY], after: at(9, 5).time().into(), ..Wish::default() };
    let moving = Search { except: Some(own.id), minutes: 10, ..with(later) };
    assert_eq!(next(d, &moving)[0], "Roy 23.11. 09:05", "a visit that is moved is not in its own way");
    let moving = Search { except: Some(own.id), ..with(Wish { with: vec![ROY], ..Wish::default() }) };
    assert!(!next(d, &moving).contains(&"Roy 23.11. 09:00".to_owned()), "it need not be moved to where it is");
}

#[test]
fn what_overlaps_is_found_over_midnight_and_what_was_called_off_is_not() {
    let p = open();
    let d = &p.desk;
    let (late, cancelled) = (book(d, 1, at(23, 50), 30), book(d, 2, at(10, 0), 30));
    d.act("cancel", move |tx| reception::cancel(tx, cancelled, "")).unwrap();
    let who = patient(d, 3);
    let walk_in = booking::NewVisit { patient: Some(who), practitioner: ROY, minutes: Some(20), ..Default::default() };
    let here = d.act("walk-in", move |tx| booking::walk_in(tx, at(9, 10), Id::from_u128(77), &walk_in)).unwrap().answer;
    let found = |start: NaiveDateTime, minutes, except| {
        let all = d.store.read::<_, store::Error>(|db| places::overlapping(db, ROY, start, minutes, except)).unwrap();
        all.iter().map(|a| a.id).collect::<Vec<_>>()
    };
    let after = day(24).and_hms_opt(0, 10, 0).unwrap();
    assert_eq!(found(after, 20, None), [late]);
    assert!(found(day(24).and_hms_opt(0, 20, 0).unwrap(), 20, None).is_empty());
    assert!(found(at(10, 10), 20, None).is_empty());
    assert_eq!(found(at(9, 20), 20, None), [here]);
    assert!(found(at(9, 30), 20, None).is_empty() && found(at(9, 20), 20, Some(here)).is_empty());
    // The clock goes back at three: half past two lasts half an hour, or an hour and a half.
    let night = |hour, minute| NaiveDate::from_ymd_opt(2027, 10, 31).unwrap().and_hms_opt(hour, minute, 0).unwrap();
    let long = book(d, 4, night(2, 30), 100);
    assert_eq!(found(night(3, 0), 20, None), [long]);
    assert!(found(night(3, 10), 20, None).is_empty());
}
