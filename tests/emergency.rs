//! An emergency taken in on a store: who is warned to the minute, and one undo that restores everything.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{
        Desk, booking, order, practice, reception,
        urgent::{self, Emergency},
    },
    base::{
        Clock, Id,
        clock::{local, minute},
    },
    model::{
        Appointment, Patient, Practice, Practitioner,
        emergency::{self, Tell},
        person::{Person, Role},
        practitioner::Block,
    },
    store::{self, Store, day::DayOf, urgent::ToWarn},
};

const ROY: Id = Id::from_u128(100);
const NADEGE: Id = Id::from_u128(200);
const LEMAIRE: Id = Id::from_u128(201);
const URGENT: Id = Id::from_u128(9000);

struct Practicing {
    desk: Desk,
    visits: [Id; 5],
    _dir: tempfile::TempDir,
}

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

/// The worked example as it stands at 9:40: A is in, B and C are here, D (promised 10:30) and E are not.
fn worked() -> Practicing {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[1; 32], Id::from_u128(1)).unwrap();
    let desk = Desk { store, clock: Clock::fixed(at(9, 40), Paris), zone: Paris, person: NADEGE, ring: None };
    let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
    let block = |from, to| Block { day: chrono::Weekday::Mon, from, to };
    let hours = vec![block(time(8, 0), time(10, 15)), block(time(10, 30), time(11, 0))];
    let roy = Practitioner { id: ROY, family: "Roy".into(), hours, ..Practitioner::default() };
    desk.act("init", move |tx| {
        let p = Practice { id: Id::from_u128(300), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, NADEGE, "Nadège", serde_json::Value::Null)?;
        practice::save_practitioner(tx, &roy)
    })
    .unwrap();
    let p = Practicing { desk, visits: [Id::default(); 5], _dir: dir };
    let book = |n: u128, start, minutes| p.book(n, start, minutes);
    let visits = [book(1, at(9, 0), 20), book(2, at(9, 30), 10), book(3, at(9, 45), 20), book(4, at(10, 0), 15), book(5, at(10, 30), 15)];
    for (i, when) in [(0, at(8, 55)), (1, at(9, 20)), (2, at(9, 40))] {
        let id = visits[i];
        p.desk.act("arrive", move |tx| reception::arrive(tx, when, id)).unwrap();
    }
    let (a, d) = (visits[0], visits[3]);
    p.desk.act("promise", move |tx| reception::promise(tx, d, Some(at(10, 30)))).unwrap();
    p.desk.act("call-in", move |tx| reception::call_in(tx, at(9, 35), a)).unwrap();
    Practicing { visits, ..p }
}

impl Practicing {
    fn book(&self, n: u128, start: NaiveDateTime, minutes: u32) -> Id {
        let patient = Patient { id: Id::from_u128(n), family: format!("P{n}"), ..Patient::default() };
        let visit = booking::NewVisit { patient: Some(patient.id), practitioner: ROY, start, minutes: Some(minutes), ..Default::default() };
        self.desk
            .act("book", move |tx| {
                genki::actions::patients::save_patient(tx, &patient)?;
                booking::book(tx, at(8, 0), Id::from_u128(1000 + n), &visit)
            })
            .unwrap()
            .answer
    }

    fn day(&self, now: NaiveDateTime) -> DayOf {
        self.desk.store.read::<_, store::Error>(|db| store::day::days(db, now, now.date(), Some(ROY))).unwrap().remove(0)
    }

    /// The run: who, and when it will be their turn.
    fn run(&self, now: NaiveDateTime) -> Vec<(Id, NaiveDateTime)> {
        self.day(now).projection.run.iter().map(|p| (p.id, local(p.start, Paris))).collect()
    }

    fn take(&self, position: usize, minutes: i64) -> Id {
        let key = emergency::places(&self.day(at(9, 40)).day, minutes, 30).into_iter().find(|p| p.position == position).unwrap().key;
        let e = Emergency { practitioner: ROY, minutes: minutes as u32, key, label: "In tears".into(), ..Emergency::default() };
        self.desk.act("urgent", move |tx| urgent::take(tx, at(9, 40), URGENT, &e)).unwrap().act
    }

    fn to_warn(&self, now: NaiveDateTime) -> Vec<ToWarn> {
        let day = self.day(now);
        self.desk.store.read::<_, store::Error>(|db| store::urgent::to_warn(db, &day)).unwrap()
    }

    fn told(&self, now: NaiveDateTime) -> Vec<(Id, Tell)> {
        self.to_warn(now).iter().map(|w| (w.visit.id(), w.tell)).collect()
    }

    fn visit(&self, id: Id) -> Appointment {
        self.desk.store.read::<_, store::Error>(|db| store::appointments::get(db, id)).unwrap().unwrap()
    }

    fn warned(&self, now: NaiveDateTime, id: Id) {
        self.desk.act("warned", move |tx| urgent::warned(tx, now, id)).unwrap();
    }
}

#[test]
fn the_best_place_of_the_worked_example_delays_nobody() {
    let p = worked();
    let [_, b, c, d, e] = p.visits;
    p.take(1, 10);
    let run = [(b, at(9, 55)), (URGENT, at(10, 5)), (c, at(10, 30)), (d, at(10, 50)), (e, at(11, 5))];
    assert_eq!(p.run(at(9, 40)), run);
    assert_eq!(p.told(at(9, 40)), []);
    let taken = p.day(at(9, 40)).find(URGENT).unwrap().clone();
    assert!(taken.is_here() && taken.appointment.is_urgent() && taken.appointment.is_unsettled());
    assert_eq!((taken.appointment.label.as_str(), taken.arrived()), ("In tears", Some(at(9, 40))));
    assert_eq!(p.run(at(9, 45))[1], (URGENT, at(10, 5)), "it holds when time goes on");
}

#[test]
fn the_place_before_everybody_warns_the_one_it_makes_later() {
    let p = worked();
    let b = p.visits[1];
    let before = p.desk.store.read::<_, store::Error>(store::appointments::all).unwrap();
    let act = p.take(0, 10);
    assert_eq!(p.run(at(9, 40))[..2], [(URGENT, at(9, 55)), (b, at(10, 5))]);
    let warn = p.to_warn(at(9, 40));
    assert_eq!(p.told(at(9, 40)), [(b, Tell::About(minute(at(10, 5), Paris)))]);
    assert_eq!((warn[0].before, warn[0].promise_broken), (Some(at(9, 55)), false));

    p.desk.undo(act).unwrap();
    assert_eq!(p.told(at(9, 40)), []);
    assert!(p.day(at(9, 40)).find(URGENT).is_none());
    let now = p.desk.store.read::<_, store::Error>(store::appointments::all).unwrap();
    assert_eq!(now, before, "one undo restores every visit as it was");
}

#[test]
fn an_emergency_that_is_pushed_back_is_said_until_it_was_told_or_put_right() {
    let p = worked();
    let f = p.book(6, at(9, 25), 15);
    p.take(2, 10);
    let placed = p.visit(URGENT).placed_for.unwrap();
    assert_eq!(p.run(at(9, 40))[2], (URGENT, placed));
    let said = || p.to_warn(at(9, 40)).into_iter().find(|w| w.visit.id() == URGENT);
    assert!(said().is_none());
    // Somebody who was late telephones, and so goes before.
    p.desk.act("phoned", move |tx| reception::phoned(tx, f, Some(at(9, 44)))).unwrap();
    let start = p.run(at(9, 40)).into_iter().find(|(id, _)| *id == URGENT).unwrap().1;
    let by = (start - placed).num_minutes();
    assert!(by >= 5, "{by}");
    let warn = p.to_warn(at(9, 40)).remove(0);
    assert_eq!((warn.visit.id(), warn.slipped, warn.before), (URGENT, Some(by), Some(placed)));
    assert_eq!(warn.tell, Tell::About(minute(start, Paris)));
    let day = p.day(at(9, 40));
    assert_eq!(day.slipped(day.find(URGENT).unwrap()), Some(by));
    assert!(day.visits.iter().all(|v| v.id() == URGENT || day.slipped(v).is_none()), "of nobody else");

    p.warned(at(9, 40), URGENT);
    assert!(said().is_none(), "told: that is now what it stands for");
    assert_eq!(p.visit(URGENT).placed_for, Some(start));
}

#[test]
fn who_puts_an_emergency_elsewhere_by_hand_knows() {
    let p = worked();
    p.take(1, 10);
    p.desk.act("reorder", move |tx| order::shift(tx, at(9, 40), URGENT, true)).unwrap();
    let start = p.run(at(9, 40)).into_iter().find(|(id, _)| *id == URGENT).unwrap().1;
    assert_eq!(p.visit(URGENT).placed_for, Some(start));
    assert!(start > at(10, 5) && p.to_warn(at(9, 40)).iter().all(|w| w.slipped.is_none()));
}

#[test]
fn an_emergency_by_telephone_is_on_its_way_and_nobody_waits_for_it() {
    let p = worked();
    let eta = Some(at(10, 0));
    let key = {
        let day = p.day(at(9, 40)).day.clone();
        let coming = emergency::emergency(day.now, 10, eta.map(|at| minute(at, Paris)));
        emergency::places_of(&day, coming, 30).remove(0).key
    };
    let e = Emergency { practitioner: ROY, minutes: 10, key, label: "In tears".into(), eta, ..Emergency::default() };
    p.desk.act("urgent", move |tx| urgent::take(tx, at(9, 40), URGENT, &e)).unwrap();
    let visit = p.visit(URGENT);
    assert_eq!((visit.start, visit.phoned_eta, visit.is_emergency()), (at(10, 0), eta, true));
    let day = p.day(at(9, 40));
    assert!(!day.find(URGENT).unwrap().is_here());
    assert_eq!(p.run(at(9, 40))[..2], [(p.visits[1], at(9, 55)), (URGENT, at(10, 5))], "the one who is here goes in meanwhile");
    assert_eq!(visit.placed_for, Some(at(10, 5)));
    p.desk.act("arrive", move |tx| reception::arrive(tx, at(9, 41), URGENT)).unwrap();
    let day = p.day(at(9, 41));
    assert!(day.find(URGENT).unwrap().is_here() && day.slipped(day.find(URGENT).unwrap()).is_none());
    let now = p.desk.store.read::<_, store::Error>(|db| store::displaced::all(db, at(9, 40))).unwrap();
    assert!(now.is_empty(), "what was put into a break is not to be moved");
}

#[test]
fn who_was_told_is_promised_the_late_end_and_not_moved_again() {
    let p = worked();
    let [_, b, c, d, e] = p.visits;
    // Thirty minutes do not fit before the break: all come later but those whom the break held up anyhow.
    p.take(0, 30);
    let run = [(URGENT, at(10, 30)), (b, at(11, 0)), (c, at(11, 10)), (d, at(11, 30)), (e, at(11, 45))];
    assert_eq!(p.run(at(9, 40)), run);
    let minute = |h, m| minute(at(h, m), Paris);
    let all = [
        (b, Tell::About(minute(11, 0))),
        (c, Tell::About(minute(11, 10))),
        (d, Tell::Come(minute(11, 30))),
        (e, Tell::Come(minute(11, 45))),
    ];
    assert_eq!(p.told(at(9, 40)), all, "those who are here first");

    p.warned(at(9, 41), b);
    p.warned(at(9, 42), d);
    assert_eq!(p.told(at(9, 42)), [all[1], all[3]]);
    let (b, d) = (p.visit(b), p.visit(d));
    let to = |id: Id| local(p.day(at(9, 42)).projection.of(id).unwrap().to, Paris);
    assert_eq!((b.promised_start, b.moved_on), (Some(to(b.id)), Some(at(9, 42).date())));
    assert_eq!((b.phoned_eta, d.phoned_eta), (None, Some(at(11, 30))));
    assert!(p.day(at(9, 42)).day.visits.iter().find(|v| v.id == b.id).unwrap().bumped);
    assert_eq!(p.run(at(9, 42))[3].0, d.id, "the order is as it was");
}

#[test]
fn who_was_told_to_come_later_comes_then_and_has_lost_no_place() {
    let p = worked();
    let [_, b, c, d, e] = p.visits;
    p.take(0, 30);
    p.warned(at(9, 42), d);
    // Nobody told E, who comes in time.
    p.desk.act("arrive", move |tx| reception::arrive(tx, at(10, 30), e)).unwrap();
    p.desk.act("arrive", move |tx| reception::arrive(tx, at(11, 25), d)).unwrap();
    let order: Vec<Id> = p.run(at(11, 25)).into_iter().map(|r| r.0).collect();
    assert_eq!(order, [URGENT, b, c, d, e]);
    let day = p.day(at(11, 25));
    assert!(day.day.visits.iter().all(|v| v.was_put() == (v.id == URGENT)), "only the emergency was put anywhere");
}

#[test]
fn an_emergency_that_leaves_warns_nobody() {
    let p = worked();
    p.take(0, 10);
    assert_eq!(p.told(at(9, 40)).len(), 1);
    p.desk.act("left", move |tx| reception::leave_unseen(tx, at(9, 50), URGENT)).unwrap();
    assert_eq!(p.told(at(9, 50)), []);
}

#[test]
fn an_alarm_is_first_and_stays_in_sight_until_somebody_has_come() {
    let p = worked();
    let b = p.visits[1];
    let e = Emergency { practitioner: ROY, minutes: 10, label: "Emergency".into(), ..Emergency::default() };
    p.desk.act("alarm", move |tx| urgent::alarm(tx, at(9, 40), URGENT, &e)).unwrap();
    assert_eq!(p.run(at(9, 40))[..2], [(URGENT, at(9, 55)), (b, at(10, 5))]);
    assert_eq!(p.told(at(9, 40)).len(), 1, "whom it makes later is told all the same");
    let alarms = |now| p.desk.store.read::<_, store::Error>(|db| store::urgent::alarms(db, now)).unwrap();
    assert_eq!(alarms(at(10, 30)).len(), 1, "it does not go by itself");
    p.desk.act("come", move |tx| urgent::come(tx, at(9, 41), URGENT)).unwrap();
    p.desk.act("come", move |tx| urgent::come(tx, at(9, 44), URGENT)).unwrap();
    let seen = &alarms(at(9, 45))[0];
    assert_eq!((seen.alarm_seen, seen.alarm_by), (Some(at(9, 41)), Some(NADEGE)), "who came first is noted");
    assert_eq!(alarms(at(10, 30)).len(), 1, "a secretary comes, and the doctor is called on");
    p.desk
        .act("person", |tx| {
            tx.put(&Person { id: LEMAIRE, name: "Dr Lemaire".into(), role: Role::Doctor, ..Person::default() })?;
            Ok(())
        })
        .unwrap();
    let lemaire = p.desk.of_person(LEMAIRE, None).unwrap();
    lemaire.act("come", move |tx| urgent::come(tx, at(9, 45), URGENT)).unwrap();
    p.desk.act("come", move |tx| urgent::come(tx, at(9, 46), URGENT)).unwrap();
    assert_eq!((alarms(at(9, 50))[0].alarm_seen, alarms(at(9, 50))[0].alarm_by), (Some(at(9, 45)), Some(LEMAIRE)));
    assert!(alarms(at(9, 55)).is_empty(), "a doctor comes: ten minutes later it is quiet");
    // A later one that can be weighed up has no place before it.
    let day = store::day::days;
    let today = p.desk.store.read::<_, store::Error>(|db| day(db, at(9, 41), at(9, 41).date(), Some(ROY))).unwrap().remove(0);
    assert!(today.find(URGENT).unwrap().is_immediate());
    assert!(genki::model::emergency::places(&today.day, 10, 30).iter().all(|place| place.position > 0));
    p.desk.act("call-in", move |tx| reception::call_in(tx, at(9, 42), URGENT)).unwrap();
    assert!(alarms(at(9, 45)).is_empty());
}

#[test]
fn the_run_is_put_right_by_hand_and_given_back() {
    let p = worked();
    let [_, b, c, ..] = p.visits;
    let order = || p.run(at(9, 40)).into_iter().take(2).map(|r| r.0).collect::<Vec<_>>();
    p.desk.act("reorder", move |tx| order::shift(tx, at(9, 40), c, false)).unwrap();
    assert_eq!(order(), [c, b]);
    assert_eq!(p.run(at(9, 40))[0].1, at(9, 55), "the projection goes by it");
    assert!(p.desk.act("reorder", move |tx| order::shift(tx, at(9, 40), c, false)).is_err(), "the first is first");
    p.desk.act("give-back", move |tx| order::give_back(tx, c)).unwrap();
    assert_eq!(order(), [b, c]);
    p.desk.act("reorder", move |tx| order::beside(tx, at(9, 40), b, c, true)).unwrap();
    assert_eq!(order(), [c, b]);
    p.desk.undo_last().unwrap();
    assert_eq!(order(), [b, c]);
}

#[test]
fn how_long_one_waits_for_who_is_late_is_the_practices_to_set() {
    let p = worked();
    let d = p.visits[3];
    let late = || p.day(at(10, 16)).projection.late.contains(&d);
    assert!(late());
    p.desk
        .act("change-practice", move |tx| {
            let practice = Practice { late_after: Some(20), ..store::practice::get(&tx.db())? };
            practice::change_practice(tx, &practice)
        })
        .unwrap();
    assert!(!late());
}
