//! Databases as every format before left them still open, follow from their log, and say what they said.
//!
//! `fixtures/format-N.db` was written when format N was the newest (`GENKI_FIXTURE=… cargo nextest run makes_a_fixture`)
//! and is never made again: it also pins how changes are hashed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::NaiveDate;
use genki::{
    actions::{Desk, booking, practice, reception},
    base::{Clock, Id},
    model::{Patient, Practice, Practitioner, Reason},
    store::{self, FORMAT, Store, acts, appointments, patients},
};

const KEY: [u8; 32] = [7; 32];
const ROY: Id = Id::from_u128(100);

fn at(hour: u32, minute: u32) -> chrono::NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

#[test]
fn every_format_before_still_opens() {
    for format in 1..=FORMAT {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("genki.db");
        std::fs::copy(format!("tests/fixtures/format-{format}.db"), &path).unwrap();
        let store = Store::open(&path, &KEY, Id::from_u128(9)).unwrap();
        let report = store.check(false).unwrap();
        assert!(report.is_clean(), "format {format}: {:?}", report.damage);
        let (people, visits, done) =
            store.read::<_, store::Error>(|db| Ok((patients::all(db)?, appointments::all(db)?, acts::latest(db, 99)?))).unwrap();
        assert_eq!(people.iter().map(Patient::name).collect::<Vec<_>>(), ["Martin Léa", "Petit Julien"]);
        assert_eq!(visits.iter().map(|v| v.status.code()).collect::<Vec<_>>(), ["fulfilled", "booked"]);
        assert!(done.iter().any(|d| d.what == "no-show" && d.undone_by.is_some()), "the history with what was taken back");
    }
}

#[test]
fn makes_a_fixture() {
    let Some(path) = std::env::var_os("GENKI_FIXTURE").map(std::path::PathBuf::from) else { return };
    let store = Store::open(&path, &KEY, Id::from_u128(1)).unwrap();
    let desk = Desk {
        store,
        clock: Clock::fixed(at(9, 0), chrono_tz::Europe::Paris),
        zone: chrono_tz::Europe::Paris,
        person: Id::from_u128(2),
        ring: None,
    };
    desk.act("init", |tx| {
        let p = Practice { id: Id::from_u128(3), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, Id::from_u128(2), "Nadège", serde_json::Value::Null)?;
        practice::save_practitioner(tx, &Practitioner { id: ROY, family: "Roy".into(), prefix: "Dr".into(), ..Practitioner::default() })?;
        practice::save_reason(tx, &Reason { id: Id::from_u128(50), name: "Consultation".into(), minutes: 20, ..Reason::default() })
    })
    .unwrap();
    let mut booked = Vec::new();
    for (n, family, given) in [(11u128, "Martin", "Léa"), (12, "Petit", "Julien")] {
        let act = desk.act("book", move |tx| {
            let p = Patient { id: Id::from_u128(n), family: family.into(), given: vec![given.into()], ..Patient::default() };
            genki::actions::patients::save_patient(tx, &p)?;
            let visit = booking::NewVisit { patient: Some(p.id), practitioner: ROY, start: at(9, n as u32), ..Default::default() };
            booking::book(tx, at(8, 0), Id::from_u128(1000 + n), &visit)
        });
        booked.push(act.unwrap().answer);
    }
    let (first, second) = (booked[0], booked[1]);
    desk.act("call-in", move |tx| reception::call_in(tx, at(9, 5), first)).unwrap();
    let act = desk.act("no-show", move |tx| reception::no_show(tx, second)).unwrap().act;
    desk.undo(act).unwrap();
}
