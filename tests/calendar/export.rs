//! What leaves: read by an independent library, changing nothing where it comes from, and the same visits elsewhere.

use super::*;
use genki::{
    actions::{booking, reception},
    exchange::Format,
    model::{Reason, transition::AppointmentStatus as A},
};
use std::process::Command;

/// A diary with all that a calendar can say, and much that it cannot.
fn diary() -> Device {
    let d = device();
    patient(&d, 11, "Martin", "Léa");
    patient(&d, 12, "O'Neil; fils", "Jean, \"Jeannot\" \\ Paul");
    put(&d, Reason { id: Id::from_u128(50), name: "Consultation".into(), minutes: 20, ..Reason::default() });
    put(&d, doctor(Id::from_u128(101), "Lenoir", "Anne"));
    // Around both clock changes, over midnight, without a length.
    let starts = ["2026-03-28T23:45", "2026-03-29T01:30", "2026-10-25T01:45", "2026-11-24T09:00", "2026-11-24T23:50", "2027-07-01T08:15"];
    for (i, start) in starts.into_iter().enumerate() {
        let n = i as u128;
        put(
            &d,
            Appointment {
                id: Id::from_u128(1000 + n),
                patient: Some(Id::from_u128(11 + n % 2)),
                practitioner: if n == 3 { Id::from_u128(101) } else { ROY },
                start: at(start),
                minutes: [20, 90, 150, 15, 30, 0][i],
                reason: (n == 0).then_some(Id::from_u128(50)),
                comment: if n == 1 { "Apporte : résultats, ordonnance;\nà jeun".into() } else { String::new() },
                promised_start: (n == 2).then(|| at(start)),
                status: [A::Booked, A::Pending, A::Cancelled, A::Fulfilled, A::NoShow, A::Booked][i],
                series: (n > 3).then_some(Id::from_u128(900)),
                ..Appointment::default()
            },
        );
    }
    let unknown = event("UID:9\nSUMMARY:Quelqu'un\nDTSTART:20261130T090000\nDURATION:PT20M");
    try_take(&d, "roy.ics", unknown.as_bytes()).unwrap();
    for (n, until, of) in [(1u128, "2026-11-24", None), (2, "2026-11-27", Some(ROY))] {
        let note = DayNote {
            id: Id::from_u128(700 + n),
            date: "2026-11-24".parse().unwrap(),
            until: until.parse().unwrap(),
            practitioner: of,
            text: "Congrès, à Lyon".into(),
            ..DayNote::default()
        };
        put(&d, note);
    }
    d
}

#[test]
fn what_leaves_changes_nothing_where_it_comes_from() {
    let d = diary();
    let before = (visits(&d), notes(&d));
    let text = export(&d);
    let report = take(&d, &text);
    assert_eq!(whys(&report), []);
    assert_eq!((report.total().added, report.total().changed), (0, 0), "{report:?}");
    let bare = |mut all: Vec<Appointment>| {
        all.iter_mut().for_each(|a| a.source.clear());
        all
    };
    assert_eq!(bare(visits(&d)), bare(before.0));
    assert_eq!(notes(&d).len(), before.1.len());
    assert!(
        notes(&d)
            .iter()
            .zip(&before.1)
            .all(|(a, b)| (&a.text, a.date, a.until, a.practitioner) == (&b.text, b.date, b.until, b.practitioner))
    );
    // Without names as well: who comes is not forgotten.
    let busy = nameless(&d);
    take(&d, &busy);
    assert_eq!(bare(visits(&d)).iter().map(|v| (v.patient, v.comment.clone())).collect::<Vec<_>>(), before_of(&diary()));
}

fn before_of(d: &Device) -> Vec<(Option<Id>, String)> {
    visits(d).into_iter().map(|v| (v.patient, v.comment)).collect()
}

#[test]
fn an_empty_practice_gets_the_same_visits() {
    let d = diary();
    let text = export(&d);
    let empty = device();
    put(&empty, doctor(Id::from_u128(101), "Lenoir", "Anne"));
    patient(&empty, 11, "Martin", "Léa");
    patient(&empty, 12, "O'Neil; fils", "Jean, \"Jeannot\" \\ Paul");
    take(&empty, &text);
    type Said = (Id, NaiveDateTime, u32, Option<Id>, Id, Option<Id>, A, String);
    let said = |d: &Device| -> Vec<Said> {
        visits(d).into_iter().map(|v| (v.id, v.start, v.minutes, v.patient, v.practitioner, v.series, v.status, v.comment)).collect()
    };
    assert_eq!(said(&empty), said(&d));
    assert_eq!(notes(&empty).len(), 2);
}

fn nameless(d: &Device) -> String {
    let written = d.desk.store.read::<_, Error>(|db| {
        let how = exchange::How { names: false, ..exchange::How::of(db, d.desk.zone, d.desk.today(), true)? };
        exchange::write(Format::Ical, db, &how)
    });
    String::from_utf8(written.unwrap().bytes).unwrap()
}

#[test]
fn a_calendar_without_names_says_only_when_somebody_is_busy() {
    let text = nameless(&diary());
    for secret in ["Martin", "Léa", "Neil", "Quelqu", "résultats", "Congrès", "Consultation"] {
        assert!(!text.contains(secret), "{secret}");
    }
    assert_eq!(text.matches("SUMMARY:Occupé").count(), 7);
}

#[test]
fn an_independent_library_reads_it() {
    let d = diary();
    for text in [export(&d), nameless(&d), export(&device())] {
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "folded at 75 bytes");
        let file = d._dir.path().join("out.ics");
        std::fs::write(&file, &text).unwrap();
        let done = Command::new("tests/validate_ics.sh").arg(&file).output().expect("runs");
        if done.status.code() == Some(77) {
            println!("skipped: {}", String::from_utf8_lossy(&done.stdout));
            return;
        }
        assert!(done.status.success(), "{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    }
}

#[test]
fn what_was_called_off_since_is_crossed_out() {
    let d = diary();
    let id = Id::from_u128(1000);
    assert!(!export(&d).contains(&format!("UID:{id}\r\nDTSTAMP:X")));
    d.desk.act("cancel", move |tx| reception::cancel(tx, id, "patient")).unwrap();
    let text = export(&d);
    let of = text.split("BEGIN:VEVENT").find(|e| e.contains(&format!("UID:{id}"))).unwrap();
    assert!(of.contains("STATUS:CANCELLED"), "{of}");
    let moved = Id::from_u128(1005);
    d.desk.act("move", move |tx| booking::move_to(tx, moved, at("2027-07-01T09:00"), ROY, 20)).unwrap();
    assert!(export(&d).contains("DTSTART;TZID=Europe/Paris:20270701T090000"));
}
