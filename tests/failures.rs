//! A failure is not an emptiness: what cannot be read is said and kept, and what is being typed is on the disk whatever else
//! is being written.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{Desk, booking, drafts::Draft, patients as people, practice as practices},
    base::{Clock, Id},
    model::{Appointment, Calls, Card, Patient, Practice, Practitioner, Record},
    store::{self, Act, Store, Tx, appointments, day, local, patients, sealed},
};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, Sender},
    time::Duration,
};

const KEY: [u8; 32] = [7; 32];
const PLACE: &str = "calls trial";
/// Longer than any disk takes, shorter than anybody waits.
const SOON: Duration = Duration::from_secs(5);

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

fn file(folder: &Path) -> PathBuf {
    folder.join("genki.db")
}

fn desk(folder: &Path) -> Desk {
    let new = !file(folder).exists();
    let store = Store::open(&file(folder), &KEY, Id::from_u128(1)).unwrap();
    let desk = Desk { store, clock: Clock::fixed(now(), Paris), zone: Paris, person: Id::from_u128(90_002), ring: None };
    if new {
        let practice = Practice { id: Id::from_u128(300), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        desk.act("init", move |tx| practices::init(tx, &practice, Id::from_u128(90_002), "Nadège", serde_json::Value::Null)).unwrap();
    }
    desk
}

fn card(words: &str) -> Calls {
    Calls { cards: vec![Card { words: words.into(), ..Card::new(Id::from_u128(5), now()) }], ..Calls::default() }
}

fn jot(desk: &Desk, calls: &Calls) {
    let (said, kept) = mpsc::channel();
    desk.jot(PLACE, calls, move |done| said.send(done).unwrap()).unwrap();
    kept.recv_timeout(SOON).expect("it is kept soon").unwrap();
}

/// Holds the database in one transaction that has written something, until it is let go.
fn hold(store: &Store) -> (Sender<()>, Receiver<bool>) {
    let (go, going) = mpsc::channel::<()>();
    let (said, ended) = mpsc::channel();
    let (began, begun) = mpsc::channel();
    let work = move |tx: &mut Tx| {
        tx.put(&Patient { id: Id::from_u128(9), family: "Imported".into(), ..Patient::default() })?;
        began.send(()).unwrap();
        let _ = going.recv();
        Ok::<_, store::Error>(())
    };
    store.send(Act::new("import", Id::from_u128(90_002), 0), work, move |done| said.send(done.is_ok()).unwrap()).unwrap();
    begun.recv_timeout(SOON).expect("the transaction began");
    (go, ended)
}

#[test]
fn what_is_typed_is_on_the_disk_while_an_import_holds_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let (go, ended) = hold(&desk.store);
    for words in ["ch", "che", "chest pain"] {
        jot(&desk, &card(words));
    }
    // Another process would see it by now, and so does another connection.
    let beside = Store::open_read_only(&file(folder.path()), &KEY).unwrap();
    let there: Calls = serde_json::from_slice(&beside.jotted(PLACE).unwrap().unwrap()).unwrap();
    assert_eq!(there.cards[0].words, "chest pain");
    assert!(ended.try_recv().is_err(), "the import goes on");
    go.send(()).unwrap();
    assert!(ended.recv_timeout(SOON).unwrap(), "and ends as it would have");
    let plain = fs::read_dir(folder.path()).unwrap().map(|e| fs::read(e.unwrap().path()).unwrap());
    for bytes in plain {
        assert!(!bytes.windows(10).any(|w| w == b"chest pain"), "nothing of it is plain in any file");
    }
}

#[test]
fn what_stood_in_the_database_is_carried_over_once() {
    let folder = tempfile::tempdir().unwrap();
    let old = desk(folder.path());
    old.store.set_local(PLACE, &card("before")).unwrap();
    old.store.close();
    let new = desk(folder.path());
    assert_eq!(new.jotted::<Calls>(PLACE).unwrap(), Draft::Kept(card("before")));
    jot(&new, &card("since"));
    new.store.close();
    assert_eq!(desk(folder.path()).jotted::<Calls>(PLACE).unwrap(), Draft::Kept(card("since")), "and never again");
}

#[test]
fn a_backup_holds_what_is_being_typed() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    jot(&desk, &card("half a sentence"));
    let copy = folder.path().join("copy.db");
    desk.store.copy_to(&copy, [9; 32]).unwrap();
    let restored = folder.path().join("restored.db");
    store::backup::adopt(&copy, &[9; 32], &restored, &[8; 32], Id::from_u128(3)).unwrap();
    let other = Desk { store: Store::open(&restored, &[8; 32], Id::from_u128(3)).unwrap(), ..desk.clone() };
    assert_eq!(other.jotted::<Calls>(PLACE).unwrap(), Draft::Kept(card("half a sentence")));
}

#[test]
fn a_draft_that_does_not_read_is_kept_aside_and_comes_back_once_it_does() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let newer = br#"{"cards":"of a newer version"}"#.to_vec();
    let (said, kept) = mpsc::channel();
    desk.store.jot(PLACE, newer.clone(), |_| true, move |done| said.send(done).unwrap()).unwrap();
    kept.recv().unwrap().unwrap();
    desk.store.close();
    let desk = self::desk(folder.path());
    assert_eq!(desk.jotted::<Calls>(PLACE).unwrap(), Draft::Aside, "it is said");
    assert_eq!(desk.jotted::<Calls>(PLACE).unwrap(), Draft::Nothing, "once");
    jot(&desk, &card("since"));
    assert_eq!(desk.store.jots_aside(PLACE).unwrap()[0].1, newer, "and nothing wrote over it");
    // What was typed since is done with, and this version reads it: here as another shape.
    jot(&desk, &Calls::default());
    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Newer {
        cards: serde_json::Value,
    }
    impl Default for Newer {
        fn default() -> Self {
            Newer { cards: serde_json::json!([]) }
        }
    }
    let Draft::Kept(back) = desk.jotted::<Newer>(PLACE).unwrap() else { panic!("it did not come back") };
    assert_eq!(back.cards, "of a newer version");
}

#[test]
fn a_draft_is_not_written_over_by_who_never_asked_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let (said, kept) = mpsc::channel();
    desk.store.jot(PLACE, b"{".to_vec(), |_| true, move |done| said.send(done).unwrap()).unwrap();
    kept.recv().unwrap().unwrap();
    desk.store.close();
    let desk = self::desk(folder.path());
    jot(&desk, &card("the next key"));
    assert_eq!(desk.store.jots_aside(PLACE).unwrap()[0].1, b"{");
}

#[test]
fn a_damaged_file_of_drafts_is_set_aside_whole() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    jot(&desk, &card("before"));
    desk.store.close();
    let path = folder.path().join("genki.db-jots");
    let damaged = vec![0x5a; fs::metadata(&path).unwrap().len() as usize];
    fs::write(&path, &damaged).unwrap();
    let desk = self::desk(folder.path());
    assert_eq!(desk.jotted::<Calls>(PLACE).unwrap(), Draft::Aside);
    jot(&desk, &card("since"));
    assert_eq!(desk.jotted::<Calls>(PLACE).unwrap(), Draft::Kept(card("since")));
    let aside = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path());
    let aside: Vec<_> = aside.filter(|p| p.to_string_lossy().contains("-jots-aside-")).collect();
    assert!(aside.iter().any(|p| fs::read(p).unwrap() == damaged), "{aside:?}");
}

#[test]
fn a_setting_that_does_not_read_is_kept_beside_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    desk.store.set_local("looks", &"of a newer version".to_owned()).unwrap();
    let found = desk.store.read::<_, store::Error>(|db| local::find::<u32>(db, "looks")).unwrap();
    assert_eq!(found, local::Setting::Unreadable);
    desk.store.set_local("looks", &5u32).unwrap();
    let read = |db: &store::Db| Ok::<_, store::Error>((local::find::<u32>(db, "looks")?, local::aside(db, "looks")?));
    let (found, aside) = desk.store.read(read).unwrap();
    assert_eq!((found, aside), (local::Setting::Set(5), vec![br#""of a newer version""#.to_vec()]));
    desk.store.set_local("looks", &6u32).unwrap();
    assert_eq!(desk.store.read(read).unwrap().1.len(), 1, "what reads is simply replaced");
}

/// A record of a known kind as a newer version, or a damaged file, has it.
#[derive(Clone, Serialize, Deserialize)]
struct Odd<const APPOINTMENT: bool> {
    #[serde(skip)]
    id: Id,
    #[serde(flatten)]
    rest: serde_json::Map<String, serde_json::Value>,
}

impl<const APPOINTMENT: bool> Record for Odd<APPOINTMENT> {
    const KIND: &'static str = if APPOINTMENT { "appointment" } else { "patient" };
    fn id(&self) -> Id {
        self.id
    }
    fn set_id(&mut self, id: Id) {
        self.id = id;
    }
}

fn odd<const APPOINTMENT: bool>(desk: &Desk, id: u128, fields: serde_json::Value) {
    let record = Odd::<APPOINTMENT> { id: Id::from_u128(id), rest: fields.as_object().unwrap().clone() };
    desk.act("import", move |tx| Ok(tx.put(&record).map(drop)?)).unwrap();
}

#[test]
fn a_record_that_does_not_read_leaves_the_rest_and_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    for (n, family) in [(1, "Martin"), (2, "Roy")] {
        let record = Patient { id: Id::from_u128(n), family: family.into(), ..Patient::default() };
        desk.act("new-patient", move |tx| people::save_patient(tx, &record)).unwrap();
    }
    odd::<false>(&desk, 3, serde_json::json!({"family": 5}));
    let (all, passed) = desk.read_counting::<_, store::Error>(patients::all).unwrap();
    assert_eq!((all.len(), passed), (2, 1));
    assert_eq!(desk.store.passed_over(), 1);
    let strict = desk.act("look", |tx| Ok(patients::all(&tx.db()).map(|all| all.len())?));
    assert!(matches!(strict, Err(genki::actions::Error::Store(store::Error::Record { kind: "patient" }))), "an act judges by all");
    // Made anew from the log it is there all the same.
    desk.store.check(true).unwrap();
    assert_eq!(desk.read_counting::<_, store::Error>(patients::all).unwrap().1, 1);
}

#[test]
fn a_status_of_a_newer_version_fails_no_day_and_survives_what_else_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let doctor = Id::from_u128(50);
    desk.act("init", move |tx| {
        practices::save_practitioner(tx, &Practitioner { id: doctor, family: "Roy".into(), ..Practitioner::default() })
    })
    .unwrap();
    let start = now().date().and_hms_opt(10, 0, 0).unwrap();
    let visit = Appointment { id: Id::from_u128(60), practitioner: doctor, start, minutes: 10, ..Appointment::default() };
    desk.act("book", move |tx| Ok(tx.put(&visit).map(drop)?)).unwrap();
    odd::<true>(
        &desk,
        61,
        serde_json::json!({"practitioner": doctor, "start": "2026-11-23T10:10:00", "minutes": 10, "status": "rescheduled", "later": {"x": 1}}),
    );
    let (days, passed) = desk.read_counting::<_, store::Error>(|db| day::days(db, now(), now().date(), None)).unwrap();
    assert_eq!((days[0].visits.len(), passed), (2, 0));
    // Its place is taken.
    let taken = desk.read::<_, store::Error>(|db| appointments::taken(db, now().date(), now().date())).unwrap();
    assert_eq!(taken.len(), 2);
    desk.act("lengthen", |tx| booking::lengthen(tx, Id::from_u128(61), 5)).unwrap();
    let fields = desk.read::<_, store::Error>(|db| sealed::get::<Odd<true>>(db, Id::from_u128(61))).unwrap().unwrap().rest;
    assert_eq!((fields["status"].as_str(), fields["minutes"].as_u64()), (Some("rescheduled"), Some(15)));
    assert_eq!(fields["later"], serde_json::json!({"x": 1}), "a field of a newer version too");
}
