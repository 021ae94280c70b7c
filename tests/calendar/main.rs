//! Calendars in and out: what goes in and when it is, held against an independent count; what stays out and why.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../chance/mod.rs"]
mod chance;
mod damaged;
mod desk;
mod export;
mod odd;
mod reckoned;
mod times;

use chrono::NaiveDateTime;
use chrono_tz::{Europe::Paris, Tz};
use genki::{
    actions::{
        Desk,
        import::{self, Report},
        practice,
    },
    base::{Clock, Id, clock},
    exchange::{self, Format, Unreadable},
    model::{Appointment, DayNote, Patient, Practice, Practitioner, Record},
    store::{Error, Store, appointments, day_notes},
};
use std::ops::ControlFlow;

const ROY: Id = Id::from_u128(100);

struct Device {
    desk: Desk,
    _dir: tempfile::TempDir,
}

/// A practice in Paris with Dr Roy.
fn device() -> Device {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[7; 32], Id::from_u128(1)).unwrap();
    let desk = Desk { store, clock: Clock::fixed(at("2026-11-23T09:40"), Paris), zone: Paris, person: Id::from_u128(2), ring: None };
    desk.act("init", |tx| {
        let p = Practice { id: Id::from_u128(3), name: "Tilleuls, rue d'Ici".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, Id::from_u128(2), "Nadège", serde_json::Value::Null)?;
        practice::save_practitioner(tx, &doctor(ROY, "Roy", "Claire"))
    })
    .unwrap();
    Device { desk, _dir: dir }
}

fn doctor(id: Id, family: &str, given: &str) -> Practitioner {
    Practitioner { id, family: family.into(), given: vec![given.into()], prefix: "Dr".into(), ..Practitioner::default() }
}

fn put<R: Record + Send + Sync + 'static>(d: &Device, record: R) {
    d.desk.act("book", move |tx| Ok(tx.put(&record)?)).unwrap();
}

fn patient(d: &Device, n: u128, family: &str, given: &str) {
    put(d, Patient { id: Id::from_u128(n), family: family.into(), given: vec![given.into()], ..Patient::default() });
}

fn at(time: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(time, "%Y-%m-%dT%H:%M").unwrap()
}

fn try_take(d: &Device, name: &str, bytes: &[u8]) -> Result<Report, Unreadable> {
    let how = d.desk.store.read::<_, Error>(|db| exchange::How::of(db, d.desk.zone, d.desk.today(), true)).unwrap();
    let plan = exchange::read(Format::Ical, bytes, &how)?;
    let files = vec![(name.to_string(), plan)];
    let act = d.desk.begin("import");
    Ok(import::import(&d.desk.store, act, d.desk.zone, files, import::How::default(), |_, _| ControlFlow::Continue(())).expect("goes in"))
}

fn take(d: &Device, text: &str) -> Report {
    try_take(d, "agenda.ics", text.as_bytes()).expect("reads")
}

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{}END:VCALENDAR\r\n", events.replace('\n', "\r\n"))
}

fn event(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n"))
}

fn visits(d: &Device) -> Vec<Appointment> {
    d.desk.store.read::<_, Error>(appointments::all).unwrap()
}

fn notes(d: &Device) -> Vec<DayNote> {
    d.desk.store.read::<_, Error>(day_notes::all).unwrap()
}

fn changes(d: &Device) -> u64 {
    d.desk.store.check(false).unwrap().changes
}

fn whys(report: &Report) -> Vec<(u64, String)> {
    report.files.iter().flat_map(|f| &f.rejected).map(|r| (r.line, r.why.to_string())).collect()
}

fn export(d: &Device) -> String {
    let how = d.desk.store.read::<_, Error>(|db| exchange::How::of(db, d.desk.zone, d.desk.today(), true)).unwrap();
    String::from_utf8(d.desk.store.read::<_, Error>(|db| exchange::write(Format::Ical, db, &how)).unwrap().bytes).unwrap()
}

/// "2026-03-02T07:00 Martin Léa": when it is in UTC, and what it says.
fn told(visits: &[Appointment]) -> Vec<String> {
    let utc = |t: NaiveDateTime, zone: Tz| clock::instant(t, zone).format("%Y-%m-%dT%H:%M").to_string();
    let mut told: Vec<String> = visits.iter().map(|v| format!("{} {}", utc(v.start, Paris), v.label)).collect();
    told.sort();
    told
}

fn again_changes_nothing(d: &Device, name: &str, bytes: &[u8]) {
    let before = changes(d);
    let total = try_take(d, name, bytes).unwrap().total();
    assert_eq!((total.added, total.changed), (0, 0), "{name} a second time");
    assert_eq!(changes(d), before, "{name} a second time");
}

#[test]
fn recurring_events_are_where_an_independent_reader_has_them() {
    let d = device();
    let bytes = std::fs::read("tests/fixtures/ics/recurring.ics").unwrap();
    let report = try_take(&d, "recurring.ics", &bytes).unwrap();
    assert_eq!(whys(&report), []);
    // Written by `validate_ics.py recurring.ics 2026-01-01 2027-01-01`.
    let expected = std::fs::read_to_string("tests/fixtures/ics/recurring.txt").unwrap();
    let found: Vec<Appointment> = visits(&d).into_iter().filter(|v| v.start < at("2027-01-01T00:00")).collect();
    assert_eq!(told(&found).join("\n"), expected.trim_end());
    assert!(found.iter().all(|v| v.practitioner == ROY && (v.minutes == 15 || v.minutes % 5 == 0)));
    // The one that never ends stops two years from today, and the report says so.
    assert_eq!(visits(&d).iter().map(|v| v.start.date()).max().unwrap().to_string(), "2028-11-20");
    assert_eq!(report.files[0].remarks.iter().map(|r| r.said.key).collect::<Vec<_>>(), ["import-remark-endless"]);
    again_changes_nothing(&d, "recurring.ics", &bytes);
}

#[test]
fn a_weekly_visit_at_nine_stays_at_nine() {
    let d = device();
    take(&d, &event("UID:1\nSUMMARY:A\nDTSTART;TZID=Europe/Paris:20260907T090000\nDURATION:PT20M\nRRULE:FREQ=WEEKLY;COUNT=60"));
    let all = visits(&d);
    assert_eq!(all.len(), 60);
    assert!(all.iter().all(|v| v.start.time() == at("2026-11-23T09:00").time() && v.minutes == 20), "across two clock changes");
    let series = all[0].series;
    assert!(series.is_some() && all.iter().all(|v| v.series == series));
}

#[test]
fn a_series_ends_with_the_day_that_is_its_last() {
    let d = device();
    take(&d, &event("UID:1\nSUMMARY:A\nDTSTART;TZID=Europe/Paris:20260302T180000\nDURATION:PT20M\nRRULE:FREQ=WEEKLY;UNTIL=20260330"));
    assert_eq!(visits(&d).last().unwrap().start, at("2026-03-30T18:00"));
}

/// Real files: named in `../shared/data`, passed over where they are not.
#[test]
fn real_calendars_go_in_and_change_nothing_the_second_time() {
    let Ok(folder) = std::fs::read_dir("../shared/data/ics") else {
        println!("skipped: there is no ../shared/data/ics");
        return;
    };
    // What each holds, counted by hand: visits in UTC, notes, what is rejected.
    let expected: [(&str, &[&str], &[&str]); 3] = [
        ("duration_instead_of_dtend.ics", &["2012-06-30T13:00 Really long event name thing"], &[]),
        ("google_birthday.ics", &[], &["2012-12-10", "2012-12-10", "2013-12-10", "2013-12-10", "2014-12-10", "2014-12-10"]),
        (
            "recur_instances_finite.ics",
            &[
                "2012-10-02T17:00 Crazy Event Thingy!",
                "2012-11-05T18:00 Crazy Event Thingy!",
                "2012-11-06T18:00 Crazy Event Thingy!",
                "2012-11-10T18:00 Crazy Event Thingy!",
                "2012-12-04T18:00 Crazy Event Thingy!",
            ],
            &[],
        ),
    ];
    let mut seen = 0;
    for file in folder {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let d = device();
        let report = try_take(&d, &name, &bytes).unwrap();
        if let Some((_, v, n)) = expected.iter().find(|(file, _, _)| *file == name) {
            seen += 1;
            assert_eq!(whys(&report), [], "{name}");
            assert_eq!(told(&visits(&d)), *v, "{name}");
            assert_eq!(notes(&d).iter().map(|n| n.date.to_string()).collect::<Vec<_>>(), *n, "{name}");
        }
        again_changes_nothing(&d, &name, &bytes);
    }
    assert_eq!(seen, expected.len());
}
