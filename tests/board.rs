//! The day that is kept up to date commit by commit is the day that would be read anew, whatever is done in it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{Desk, booking, practice, reception},
    base::{Clock, Id},
    model::{Patient, Practice, Practitioner, Reason, practitioner::Block},
    store::{self, Announcement, Error, Store, day::Board, day::DayOf},
};
use proptest::prelude::*;
use std::sync::mpsc;

mod chance;

const DOCTORS: [Id; 2] = [Id::from_u128(100), Id::from_u128(101)];

fn at(minutes: i64) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_time(NaiveTime::MIN) + TimeDelta::minutes(8 * 60 + minutes)
}

fn open(dir: &std::path::Path) -> Desk {
    let store = Store::open(&dir.join("genki.db"), &[1; 32], Id::from_u128(1)).unwrap();
    let desk = Desk { store, clock: Clock::fixed(at(0), Paris), zone: Paris, person: Id::from_u128(2), ring: None };
    desk.act("init", move |tx| {
        let p = Practice { id: Id::from_u128(3), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, Id::from_u128(2), "Nadège", serde_json::Value::Null)?;
        let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
        for id in DOCTORS {
            let hours = vec![Block { day: chrono::Weekday::Mon, from: time(8), to: time(12) }];
            practice::save_practitioner(tx, &Practitioner { id, family: format!("D{}", id.short()), hours, ..Practitioner::default() })?;
        }
        practice::save_reason(tx, &Reason { id: Id::from_u128(50), name: "Consultation".into(), minutes: 20, ..Reason::default() })?;
        for n in 0..4u128 {
            let p = Patient { id: Id::from_u128(10 + n), family: format!("P{n}"), ..Patient::default() };
            genki::actions::patients::save_patient(tx, &p)?;
        }
        Ok(())
    })
    .unwrap();
    desk
}

/// One thing done at the desk; many are refused, as they would be at a real one.
fn act(desk: &Desk, kind: u8, n: u128, minute: i64) {
    let (id, now) = (Id::from_u128(1000 + n), at(minute));
    let doctor = DOCTORS[(n % 2) as usize];
    let visit = booking::NewVisit {
        patient: Some(Id::from_u128(10 + n % 4)),
        practitioner: doctor,
        start: at(minute),
        reason: Some(Id::from_u128(50)).filter(|_| n.is_multiple_of(3)),
        ..Default::default()
    };
    let _ = match kind {
        0 => desk.act("book", move |tx| booking::book(tx, now, id, &visit).map(|_| ())),
        1 => desk.act("arrive", move |tx| reception::arrive(tx, now, id)),
        2 => desk.act("check-in", move |tx| reception::check_in(tx, now, id)),
        3 => desk.act("call-in", move |tx| reception::call_in(tx, now, id)),
        4 => desk.act("finish", move |tx| reception::finish(tx, now, id)),
        5 => desk.act("move", move |tx| booking::move_to(tx, id, at(minute), DOCTORS[((n + 1) % 2) as usize], 15)),
        6 => desk.act("move", move |tx| booking::move_to(tx, id, at(minute) + TimeDelta::days(1), doctor, 15)),
        7 => desk.act("cancel", move |tx| reception::cancel(tx, id, "patient")),
        8 => desk.act("edit-patient", move |tx| {
            let known = store::patients::get(&tx.db(), Id::from_u128(10 + n % 4))?.unwrap();
            genki::actions::patients::save_patient(tx, &Patient { note: format!("{minute}"), ..known }).map(|_| ())
        }),
        9 => desk.act("expect-doctor", move |tx| practice::expect_doctor(tx, doctor, now.date(), Some(at(minute)), "out")),
        10 => desk.act("finish", move |tx| reception::step_out(tx, now, id)),
        _ => {
            let _ = desk.undo_last();
            return;
        }
    };
}

fn anew(desk: &Desk, now: NaiveDateTime) -> Vec<DayOf> {
    desk.read::<_, Error>(|db| store::day::days(db, now, now.date(), None)).unwrap()
}

proptest! {
    #![proptest_config(chance::cases(24))]

    #[test]
    fn what_is_kept_is_what_would_be_read(acts in prop::collection::vec((0u8..13, 0u128..8, 0i64..240), 10..40)) {
        let dir = tempfile::tempdir().unwrap();
        let desk = open(dir.path());
        let (said, heard) = mpsc::channel::<Announcement>();
        desk.store.listen(move |a| said.send(a.clone()).unwrap()).unwrap();
        let mut board = desk.read::<_, Error>(|db| Board::read(db, at(0), at(0).date(), None)).unwrap();
        for (i, (kind, n, minute)) in acts.into_iter().enumerate() {
            act(&desk, kind, n, minute);
            let now = at(i as i64 * 5);
            // The writer's thread says it before the act is answered: nothing is still to come.
            let mut any = false;
            while let Ok(a) = heard.try_recv() {
                any = true;
                desk.read::<_, Error>(|db| board.take_up(db, now, a.records.as_ref())).unwrap();
            }
            if !any {
                board.go_on(now);
            }
            prop_assert_eq!(board.days(), &anew(&desk, now)[..]);
        }
    }
}

#[test]
fn a_visit_of_which_nothing_changed_stays_the_same_value() {
    let dir = tempfile::tempdir().unwrap();
    let desk = open(dir.path());
    for n in 0..6 {
        act(&desk, 0, n, n as i64 * 20);
    }
    let mut board = desk.read::<_, Error>(|db| Board::read(db, at(0), at(0).date(), None)).unwrap();
    let before = board.days().to_vec();
    let id = Id::from_u128(1000);
    act(&desk, 1, 0, 0);
    let touched = [("appointment", id), ("encounter", genki::model::Encounter::id_of(id))].into();
    desk.read::<_, Error>(|db| board.take_up(db, at(0), Some(&touched))).unwrap();
    assert_ne!(board.days()[0], before[0], "the one who arrived");
    assert!(std::ptr::eq(&*board.days()[1], &*before[1]), "the other practitioner's day is the very same");
    let same = |n: u128| std::ptr::eq(&**board.days()[0].find(Id::from_u128(n)).unwrap(), &**before[0].find(Id::from_u128(n)).unwrap());
    assert!(!same(1000) && same(1002) && same(1004));
}
