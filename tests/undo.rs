//! Taking back what others have built upon since: whoever may not undo their part may not take the ground from under it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::NaiveDateTime;
use chrono_tz::Europe::Paris;
use genki::{
    actions::{
        Desk, Error,
        booking::{self, NewVisit},
        desk::Result,
        entry::{self, New as NewPractice},
        notes, patients,
        persons::{self, New},
        practice, reception, results, tasks, twins,
    },
    base::{Clock, Id},
    model::{
        Patient, Practice, Practitioner, Task, TestResult,
        person::Role,
        practitioner::Block,
        result::Decision,
        task::{Answer, TaskKind},
    },
    platform::keystore::Keystore,
    store::{self, Tx},
    vault::{Cost, Language, Means, Strength},
};

const PASSPHRASE: &str = "trois hérons lisent sous la pluie";
const MARTIN: Id = Id::from_u128(1);

/// A manager who is a secretary, a secretary, and a doctor.
struct House {
    nadege: Desk,
    karim: Desk,
    roy: Desk,
    _folder: tempfile::TempDir,
}

fn now() -> NaiveDateTime {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 40, 0).unwrap()
}

fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let means = Means { keystore: Keystore::None, clock: Clock::fixed(now(), Paris), strength: Strength::Fixed(Cost::FLOOR) };
    let practice = Practice { name: "Tilleuls".into(), zone: Paris.name().into(), ..Practice::default() };
    let new = NewPractice { practice, person: "Nadège", passphrase: PASSPHRASE, words: Language::French };
    let (mut open, _) = entry::create(&folder.path().join("vault"), new, means, "test").unwrap();
    let mut add = |name: &str, role, passphrase: &str| {
        let new = New { name, role, manager: false, practitioner: None, passphrase };
        persons::add(&open.desk, &mut open.vault, &open.opened, new).unwrap()
    };
    let karim = add("Karim", Role::Secretary, "quatre renards dansent sur le toit");
    let roy = add("Dr Roy", Role::Doctor, "cinq loutres comptent les nuages");
    let nadege = open.desk.clone();
    let desk = |person| Desk { person, ring: None, ..nadege.clone() };
    let house = House { karim: desk(karim), roy: desk(roy), nadege, _folder: folder };
    house.nadege.act("new-patient", |tx| patients::save_patient(tx, &patient(MARTIN, "Martin"))).unwrap();
    house
}

fn patient(id: Id, family: &str) -> Patient {
    Patient { id, family: family.into(), given: vec!["Léa".into()], ..Patient::default() }
}

fn act<T: Send + 'static>(desk: &Desk, what: &'static str, work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static) -> (Id, T) {
    let done = desk.act(what, work).unwrap();
    (done.act, done.answer)
}

/// Why an undo was refused; `done` where it was not.
fn undo(desk: &Desk, act: Id) -> &'static str {
    match desk.undo(act) {
        Ok(_) => "done",
        Err(Error::Refused(why)) => why.key,
        Err(error) => panic!("{error}"),
    }
}

fn result(desk: &Desk, id: Id) -> Option<TestResult> {
    desk.read::<_, store::Error>(|db| store::results::get(db, id)).unwrap()
}

fn results_of(desk: &Desk, patient: Id) -> usize {
    desk.read::<_, store::Error>(|db| store::results::of_patient(db, patient)).unwrap().len()
}

fn family(desk: &Desk, id: Id) -> Option<String> {
    desk.read::<_, store::Error>(|db| store::patients::get(db, id)).unwrap().map(|p| p.family)
}

#[test]
fn the_arrival_of_a_decided_result_is_as_little_a_secretarys_to_take_back_as_the_decision() {
    let h = house();
    let (came, id) = act(&h.nadege, "result-in", |tx| results::receive(tx, now(), MARTIN, "Blood count", ""));
    let (decided, ()) = act(&h.roy, "result-decide", move |tx| results::decide(tx, now(), id, Decision::Say, "All is well"));
    for desk in [&h.nadege, &h.karim] {
        assert_eq!(undo(desk, decided), "rights-no", "the decision");
        assert_eq!(undo(desk, came), "rights-no", "the arrival under it");
    }
    let kept = result(&h.roy, id).unwrap();
    assert_eq!((kept.patient, kept.title.as_str(), kept.words.as_str()), (Some(MARTIN), "Blood count", "All is well"));
    // The doctor takes the decision back: nothing is built on the arrival any more.
    assert_eq!(undo(&h.roy, decided), "done");
    let gone = h.nadege.undo(came).unwrap().act;
    assert_eq!(results_of(&h.nadege, MARTIN), 0);
    // Done again and decided again, the redo is refused as the arrival itself is; to a doctor it is not.
    let again = h.nadege.undo(gone).unwrap().act;
    assert_eq!(results_of(&h.nadege, MARTIN), 1);
    act(&h.roy, "result-decide", move |tx| results::decide(tx, now(), id, Decision::ICall, ""));
    assert_eq!(undo(&h.nadege, again), "rights-no");
    assert_eq!(undo(&h.roy, again), "done");
}

#[test]
fn who_only_sent_a_result_to_a_doctor_takes_that_back_after_the_decision_too() {
    let h = house();
    let roy = h.roy.person;
    let (_, id) = act(&h.nadege, "result-in", |tx| results::receive(tx, now(), MARTIN, "Blood count", ""));
    let (given, ()) = act(&h.karim, "result-give", move |tx| results::entrust(tx, id, Some(roy)));
    act(&h.roy, "result-decide", move |tx| results::decide(tx, now(), id, Decision::ICall, ""));
    assert_eq!(undo(&h.karim, given), "done", "the result stands without it");
    assert_eq!(result(&h.roy, id).unwrap().decision, Decision::ICall);
}

#[test]
fn what_a_doctor_told_or_answered_stays_and_what_a_secretary_noted_does_not_hold_anybody() {
    let h = house();
    let (came, id) = act(&h.karim, "result-in", |tx| results::receive(tx, now(), MARTIN, "Blood count", ""));
    act(&h.roy, "result-tell", move |tx| results::tell(tx, now(), id, "herself"));
    assert_eq!(undo(&h.karim, came), "undo-built-upon");
    assert_eq!(result(&h.roy, id).unwrap().told_to, "herself");

    let question = || Task { kind: TaskKind::Question, patient: Some(MARTIN), words: "May she stop it?".into(), ..Task::default() };
    for (answers, says) in [(&h.roy, "undo-built-upon"), (&h.nadege, "done")] {
        let (asked, id) = act(&h.karim, "task", move |tx| tasks::begin(tx, now(), &question()));
        act(answers, "task-answer", move |tx| tasks::answer(tx, now(), id, Answer::Words, "Not yet"));
        assert_eq!(undo(&h.karim, asked), says);
    }
}

#[test]
fn a_file_stays_while_a_doctor_has_written_about_it_or_it_was_merged() {
    let h = house();
    let (durand, petit) = (Id::from_u128(2), Id::from_u128(3));
    let (made, _) = act(&h.karim, "new-patient", move |tx| patients::save_patient(tx, &patient(durand, "Durand")));
    let (noted, _) = act(&h.roy, "note-add", move |tx| notes::add(tx, now(), durand, "Allergic to penicillin", false));
    assert_eq!(undo(&h.karim, made), "undo-built-upon");
    assert_eq!(undo(&h.karim, noted), "done", "a note for everybody is everybody's, as before");
    assert_eq!((undo(&h.karim, made), family(&h.karim, durand)), ("done", None));

    let (made, _) = act(&h.karim, "new-patient", move |tx| patients::save_patient(tx, &patient(petit, "Petit")));
    let (merged, ()) = act(&h.nadege, "merge", move |tx| twins::merge(tx, MARTIN, petit, &Default::default()));
    assert_eq!(undo(&h.karim, merged), "rights-ask", "the merge");
    assert_eq!(undo(&h.karim, made), "rights-ask", "the file that was merged");
    assert_eq!(undo(&h.nadege, merged), "done");
    assert_eq!(undo(&h.karim, made), "done");
}

#[test]
fn an_import_stays_whole_where_a_doctor_wrote_in_what_came_with_it() {
    let h = house();
    let ids = [10, 11, 12].map(Id::from_u128);
    let take = move |tx: &mut Tx| Ok(ids.iter().try_for_each(|id| tx.put(&patient(*id, "Girard")).map(drop))?);
    let (taken, ()) = act(&h.nadege, "import", take);
    let changed = Patient { alert: "Faints".into(), ..patient(ids[1], "Girard") };
    let (edited, _) = act(&h.roy, "edit-patient", move |tx| patients::save_patient(tx, &changed));
    assert_eq!(undo(&h.nadege, taken), "undo-built-upon");
    assert_eq!(ids.map(|id| family(&h.nadege, id).is_some()), [true; 3], "nothing of it is half taken back");
    assert_eq!(undo(&h.roy, edited), "done");
    assert_eq!(undo(&h.nadege, taken), "done");
    assert_eq!(ids.map(|id| family(&h.nadege, id).is_some()), [false; 3]);
}

#[test]
fn who_was_called_in_by_a_doctor_has_arrived() {
    let h = house();
    let (practitioner, visit) = (Id::from_u128(100), Id::from_u128(200));
    h.nadege
        .act("practitioner", move |tx| {
            let time = |h| chrono::NaiveTime::from_hms_opt(h, 0, 0).unwrap();
            let hours = vec![Block { day: chrono::Weekday::Mon, from: time(8), to: time(12) }];
            practice::save_practitioner(tx, &Practitioner { id: practitioner, family: "Roy".into(), hours, ..Practitioner::default() })
        })
        .unwrap();
    let new = NewVisit {
        patient: Some(MARTIN),
        practitioner,
        start: now() + chrono::TimeDelta::minutes(20),
        minutes: Some(20),
        ..NewVisit::default()
    };
    let (booked, _) = act(&h.karim, "book", move |tx| booking::book(tx, now(), visit, &new));
    let (arrived, ()) = act(&h.karim, "arrive", move |tx| reception::arrive(tx, now(), visit));
    let (called, ()) = act(&h.roy, "call-in", move |tx| reception::call_in(tx, now(), visit));
    assert_eq!((undo(&h.karim, arrived), undo(&h.karim, booked)), ("undo-built-upon", "undo-built-upon"));
    assert_eq!(undo(&h.karim, called), "done", "the front desk is everybody's: who may undo the later may then undo the earlier");
    assert_eq!((undo(&h.karim, arrived), undo(&h.karim, booked)), ("done", "done"));
}
