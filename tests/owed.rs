//! Calls, follow-ups, recalls and what is kept in mind, on a real store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{Desk, Error, booking, calls, import, keepsakes, patients, practice, recalls, reception, results, tasks},
    base::{Clock, Id},
    model::{
        Communication, Patient, Person, Practice, Practitioner, Reason, Recall, RecallKind, Task,
        communication::{Direction, Outcome},
        owed::{Sort, Step},
        person::Role,
        recall::{Because, Unit},
        result::Decision,
        task::{Answer, TaskKind, TaskStatus},
    },
    store::{self, Store, communications, owed},
};

const ROY: Id = Id::from_u128(100);
const NADEGE: Id = Id::from_u128(2);
const DOCTOR: Id = Id::from_u128(4);
const LEA: Id = Id::from_u128(10);
const JULES: Id = Id::from_u128(11);

struct Practicing {
    desk: Desk,
    _dir: tempfile::TempDir,
}

fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// It is Monday 23 November 2026, 9:40. Nadège is secretary and manager, Dr Roy a doctor.
fn open() -> Practicing {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[1; 32], Id::from_u128(1)).unwrap();
    let desk = Desk { store, clock: Clock::fixed(at(23, 9, 40), Paris), zone: Paris, person: NADEGE, ring: None };
    desk.act("init", move |tx| {
        let p = Practice { id: Id::from_u128(3), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, NADEGE, "Nadège", serde_json::Value::Null)?;
        practice::save_person(tx, &Person { id: DOCTOR, name: "Claire Roy".into(), role: Role::Doctor, ..Person::default() })?;
        practice::save_practitioner(tx, &Practitioner { id: ROY, family: "Roy".into(), prefix: "Dr".into(), ..Practitioner::default() })?;
        for (id, family, given, born) in [(LEA, "Martin", "Léa", "1984-03-12"), (JULES, "Petit", "Jules", "1990-01-31")] {
            let p = Patient {
                id,
                family: family.into(),
                given: vec![given.into()],
                birth_date: born.into(),
                gender: "female".into(),
                ..Patient::default()
            };
            patients::save_patient(tx, &p)?;
        }
        Ok(())
    })
    .unwrap();
    Practicing { desk, _dir: dir }
}

impl Practicing {
    fn begin(&self, task: Task) -> Id {
        let now = self.desk.now();
        self.desk.act("task", move |tx| tasks::begin(tx, now, &task)).unwrap().answer
    }

    fn task(&self, id: Id) -> Task {
        self.desk.read::<_, store::Error>(|db| store::tasks::get(db, id)).unwrap().unwrap()
    }

    fn pressing(&self, now: NaiveDateTime) -> Vec<(Sort, Step, Id)> {
        let lines = self.desk.read::<_, store::Error>(|db| owed::pressing(db, now)).unwrap();
        lines.into_iter().map(|l| (l.owed.sort, l.owed.step, l.owed.of)).collect()
    }

    fn due(&self, patient: Id) -> Vec<(String, NaiveDate, Because)> {
        let today = self.desk.today();
        self.desk
            .read::<_, store::Error>(|db| {
                let lines = store::recalls::due(db, today, NaiveDate::MAX)?.into_iter().filter(|l| l.patient == patient);
                lines.map(|l| Ok((store::recalls::kind(db, l.kind)?.unwrap().name, l.due.on, l.due.why))).collect()
            })
            .unwrap()
    }

    fn kind(&self, kind: RecallKind) -> Id {
        let id = kind.id;
        self.desk.act("recall-kind", move |tx| recalls::save_kind(tx, &kind)).unwrap();
        id
    }
}

fn refused(error: Error) -> &'static str {
    match error {
        Error::Refused(why) => why.key,
        Error::Store(e) => panic!("{e}"),
    }
}

#[test]
fn a_call_back_is_tried_three_times_and_then_given_up_in_sight() {
    let p = open();
    let id = p.begin(Task { patient: Some(LEA), due: Some(at(23, 11, 0)), number: "+33612345678".into(), ..Task::default() });
    let is_open = |_: NaiveDate| true;
    let mut tried = Vec::new();
    for (now, after) in [(at(23, 11, 0), TaskStatus::OnHold), (at(23, 12, 0), TaskStatus::OnHold), (at(24, 17, 0), TaskStatus::Failed)] {
        tried.push(now);
        let again = genki::model::task::next_try(&tried, now, is_open);
        p.desk.act("attempt", move |tx| calls::attempt(tx, now, id, Outcome::NoAnswer, "", again)).unwrap();
        assert_eq!(p.task(id).status, after, "{now}");
    }
    let calls = p.desk.read::<_, store::Error>(|db| communications::about(db, id)).unwrap();
    assert_eq!(
        calls.iter().map(|c| (c.at, c.number.as_str(), c.direction, c.by)).collect::<Vec<_>>(),
        tried.iter().map(|at| (*at, "+33612345678", Direction::Out, NADEGE)).collect::<Vec<_>>()
    );
    let again = p.desk.act("attempt", move |tx| calls::attempt(tx, at(25, 9, 0), id, Outcome::Reached, "", None));
    assert_eq!(refused(again.unwrap_err()), "task-closed");
    p.desk.act("reopen", move |tx| tasks::reopen(tx, id)).unwrap();
    p.desk.act("attempt", move |tx| calls::attempt(tx, at(25, 9, 0), id, Outcome::Reached, "", None)).unwrap();
    assert_eq!(p.task(id).status, TaskStatus::Completed);
}

#[test]
fn a_question_goes_to_the_doctor_and_comes_back_as_what_to_do_next() {
    let p = open();
    let asked = Task {
        kind: TaskKind::Question,
        patient: Some(LEA),
        words: "Renew?".into(),
        owner: Some(DOCTOR),
        due: Some(at(23, 12, 0)),
        ..Task::default()
    };
    let id = p.begin(asked);
    assert_eq!(p.pressing(at(23, 9, 50)), [(Sort::Question, Step::Decide, id)]);
    for (answer, words, step) in [
        (Answer::SeeMe, "", Step::Book),
        (Answer::Yes, "", Step::Tell),
        (Answer::CallThem, "say it is fine", Step::Call),
        (Answer::ICall, "", Step::DoctorCalls),
    ] {
        p.desk.act("answer", move |tx| tasks::answer(tx, at(23, 10, 0), id, answer, words)).unwrap();
        assert_eq!(p.pressing(at(23, 10, 1)), [(Sort::Question, step, id)]);
    }
    let no_words = p.desk.act("answer", move |tx| tasks::answer(tx, at(23, 10, 0), id, Answer::Words, " "));
    assert_eq!(refused(no_words.unwrap_err()), "needed");
    let done = p.desk.act("complete", move |tx| tasks::complete(tx, at(23, 10, 5), id, "")).unwrap();
    assert_eq!(p.pressing(at(23, 10, 6)), []);
    p.desk.undo(done.act).unwrap();
    assert_eq!(p.pressing(at(23, 10, 6)).len(), 1, "one undo brings it back");
}

#[test]
fn what_cannot_be_owed_is_refused_at_its_field() {
    let p = open();
    let begin = |task: Task| refused(p.desk.act("task", move |tx| tasks::begin(tx, at(23, 9, 40), &task)).unwrap_err());
    assert_eq!(begin(Task::default()), "call-empty");
    assert_eq!(begin(Task { kind: TaskKind::Question, patient: Some(LEA), ..Task::default() }), "needed");
    assert_eq!(begin(Task { patient: Some(LEA), due: Some(at(23, 9, 0)), ..Task::default() }), "due-past");
    assert_eq!(begin(Task { patient: Some(Id::from_u128(77)), ..Task::default() }), "patient-unknown");
    let empty = p.desk.act("call", |tx| calls::log(tx, &Communication { id: Id::from_u128(500), ..Communication::default() }));
    assert_eq!(refused(empty.unwrap_err()), "call-empty");
}

#[test]
fn a_result_is_on_the_list_from_the_door_until_it_was_told() {
    let p = open();
    let id = p.desk.act("result-in", |tx| results::receive(tx, at(20, 9, 0), LEA, "Blood test", "")).unwrap().answer;
    assert_eq!(p.pressing(at(23, 9, 40)), [(Sort::Result, Step::Decide, id)]);
    let doctor = p.desk.of_person(DOCTOR, None).unwrap();
    doctor.act("result-decide", move |tx| results::decide(tx, at(23, 10, 0), id, Decision::Say, "All is well")).unwrap();
    assert_eq!(p.pressing(at(23, 10, 1)), [(Sort::Result, Step::Tell, id)]);
    p.desk.act("result-tell", move |tx| results::tell(tx, at(23, 10, 5), id, "the patient")).unwrap();
    assert_eq!(p.pressing(at(23, 10, 6)), []);
}

#[test]
fn what_a_visit_needs_is_owed_until_it_is_ready() {
    let p = open();
    let reason = Id::from_u128(50);
    let visit = p.desk.act("book", move |tx| {
        let needs = vec!["Report of the surgeon".to_owned(), "Letter".to_owned()];
        practice::save_reason(tx, &Reason { id: reason, name: "After an operation".into(), needs, ..Reason::default() })?;
        let visit =
            booking::NewVisit { patient: Some(LEA), practitioner: ROY, start: at(24, 9, 0), reason: Some(reason), ..Default::default() };
        booking::book(tx, at(23, 9, 0), Id::from_u128(1000), &visit)
    });
    let visit = visit.unwrap().answer;
    let missing = |now| {
        let lines = p.desk.read::<_, store::Error>(move |db| owed::pressing(db, now)).unwrap();
        lines.into_iter().map(|l| (l.owed.of, l.missing)).collect::<Vec<_>>()
    };
    assert_eq!(missing(at(23, 9, 40)), [(visit, vec!["Report of the surgeon".into(), "Letter".into()])]);
    p.desk.act("ready", move |tx| booking::ready(tx, visit, "Letter", true)).unwrap();
    assert_eq!(missing(at(23, 9, 41)), [(visit, vec!["Report of the surgeon".into()])]);
    p.desk.act("ready", move |tx| booking::ready(tx, visit, "Report of the surgeon", true)).unwrap();
    assert_eq!(missing(at(23, 9, 42)), []);
}

#[test]
fn a_recall_follows_from_visits_and_from_what_is_noted() {
    let p = open();
    let reason = Id::from_u128(51);
    p.desk.act("reason", move |tx| practice::save_reason(tx, &Reason { id: reason, name: "Smear".into(), ..Reason::default() })).unwrap();
    let kind = RecallKind {
        id: Id::from_u128(60),
        name: "Smear".into(),
        every: 3,
        reason: Some(reason),
        from_age: Some(25),
        to_age: Some(65),
        ..RecallKind::default()
    };
    let kind = p.kind(kind);
    assert_eq!(p.due(LEA), [("Smear".into(), day(2009, 3, 12), Because::Never)]);
    let visit = move |start: NaiveDateTime, n: u128| {
        let visit = booking::NewVisit { patient: Some(LEA), practitioner: ROY, start, reason: Some(reason), ..Default::default() };
        move |tx: &mut store::Tx| booking::book(tx, at(23, 8, 0), Id::from_u128(n), &visit)
    };
    let today = p.desk.act("book", visit(at(23, 9, 0), 1000)).unwrap().answer;
    assert_eq!(p.due(LEA), [], "she comes for it today");
    p.desk.act("call-in", move |tx| reception::call_in(tx, at(23, 9, 5), today)).unwrap();
    p.desk.act("finish", move |tx| reception::finish(tx, at(23, 9, 20), today)).unwrap();
    assert_eq!(p.due(LEA).iter().map(|d| d.1).collect::<Vec<_>>(), [day(2029, 11, 23)], "held, and due in three years");
    let said = p.desk.act("done", move |tx| recalls::done(tx, day(2026, 11, 23), JULES, kind, day(2025, 5, 1))).unwrap();
    assert_eq!(p.due(JULES).iter().map(|d| d.1).collect::<Vec<_>>(), [day(2028, 5, 1)]);
    p.desk.undo(said.act).unwrap();
    p.desk.act("decline", move |tx| recalls::decline(tx, JULES, kind, "followed elsewhere")).unwrap();
    assert_eq!(p.due(JULES), []);
    let ahead = p.desk.act("done", move |tx| recalls::done(tx, day(2026, 11, 23), JULES, kind, day(2027, 5, 1)));
    assert_eq!(refused(ahead.unwrap_err()), "date-ahead");
}

#[test]
fn a_recall_kind_is_a_managers_and_makes_sense() {
    let p = open();
    let save = |kind: RecallKind| refused(p.desk.act("kind", move |tx| recalls::save_kind(tx, &kind)).unwrap_err());
    let named = RecallKind { id: Id::from_u128(61), name: "X".into(), every: 1, ..RecallKind::default() };
    assert_eq!(save(RecallKind { name: " ".into(), ..named.clone() }), "needed");
    assert_eq!(save(RecallKind { from_age: Some(70), to_age: Some(60), ..named.clone() }), "ages-turned");
    assert_eq!(save(RecallKind { every: 0, ..named.clone() }), "recall-never");
    p.kind(named.clone());
    assert_eq!(save(RecallKind { id: Id::from_u128(62), name: "x".into(), ..named.clone() }), "name-taken");
    let doctor = p.desk.of_person(DOCTOR, None).unwrap();
    assert_eq!(refused(doctor.act("kind", move |tx| recalls::save_kind(tx, &named)).unwrap_err()), "rights-ask");
}

/// On real histories, made by others: what is due was worked out by hand from their immunizations.
#[test]
fn due_lists_of_real_histories() {
    let Ok(folder) = std::fs::read_dir("../shared/data/fhir") else {
        println!("skipped: there is no ../shared/data/fhir");
        return;
    };
    let p = open();
    let mut files: Vec<_> = folder.map(|f| f.unwrap().path()).filter(|f| f.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        let plan = genki::exchange::fhir::read(&bytes, Paris).unwrap();
        import::import(&p.desk.store, p.desk.begin("import"), Paris, vec![("f".into(), plan)], import::How::default(), |_, _| {
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    }
    let yearly = RecallKind {
        id: Id::from_u128(70),
        name: "Flu".into(),
        every: 1,
        from_age: Some(1),
        evidence: vec!["cvx|140".into()],
        ..RecallKind::default()
    };
    p.kind(yearly);
    let booster = RecallKind {
        id: Id::from_u128(71),
        name: "Td".into(),
        ages: vec![300, 540, 780],
        gap: 60,
        every: 10,
        evidence: vec!["Td (adult)".into()],
        ..RecallKind::default()
    };
    p.kind(booster);
    p.kind(RecallKind {
        id: Id::from_u128(72),
        name: "Check".into(),
        every: 18,
        unit: Unit::Months,
        from_age: Some(18),
        evidence: vec!["check up".into()],
        ..RecallKind::default()
    });
    let all = p.desk.read::<_, store::Error>(store::patients::all).unwrap();
    let of = |family: &str| {
        let id = all.iter().find(|p| p.family.starts_with(family)).unwrap().id;
        p.due(id).into_iter().map(|(kind, on, _)| (kind, on)).collect::<Vec<_>>()
    };
    let due = |check, flu, td| vec![("Check".to_owned(), check), ("Flu".to_owned(), flu), ("Td".to_owned(), td)];
    assert_eq!(of("Abbott"), [], "died in 1989");
    assert_eq!(of("Hoeger"), due(day(2021, 6, 18), day(2020, 12, 18), day(2033, 3, 16)));
    assert_eq!(of("Kreiger"), due(day(2020, 3, 17), day(2019, 9, 17), day(2029, 7, 2)));
    assert_eq!(of("Murray"), due(day(2022, 6, 19), day(2021, 12, 19), day(2026, 2, 14)));
    assert_eq!(of("Conn"), due(day(2020, 2, 17), day(2019, 8, 17), day(2031, 11, 28)));
    assert_eq!(of("Hintz"), due(day(2020, 9, 20), day(2020, 3, 20), day(2038, 12, 8)));
    assert_eq!(of("Wiegand"), due(day(2038, 10, 20), day(2021, 10, 20), day(2045, 10, 20)), "six years old");
    let hoeger = all.iter().find(|p| p.family.starts_with("Hoeger")).unwrap().id;
    let why = p.due(hoeger).into_iter().find(|d| d.0 == "Flu").unwrap().2;
    assert!(matches!(why, Because::Last(done) if done.on == day(2019, 12, 18) && done.title.starts_with("Influenza")));
}

#[test]
fn what_is_kept_in_mind_is_asked_once() {
    let p = open();
    let id = p.desk.act("keep", |tx| keepsakes::keep(tx, at(23, 9, 40), LEA, "Daughter graduates", "2027-06")).unwrap().answer;
    let open = || p.desk.read::<_, store::Error>(|db| store::keepsakes::open_of(db, LEA)).unwrap();
    assert!(!open()[0].is_to_be_asked(day(2027, 6, 30)) && open()[0].is_to_be_asked(day(2027, 7, 1)));
    let asked = p.desk.act("asked", move |tx| keepsakes::asked(tx, at(23, 9, 50), id, "with honours")).unwrap();
    assert!(open().is_empty());
    let twice = p.desk.act("asked", move |tx| keepsakes::asked(tx, at(23, 9, 51), id, ""));
    assert_eq!(refused(twice.unwrap_err()), "keepsake-unknown");
    p.desk.undo(asked.act).unwrap();
    assert_eq!(open().len(), 1);
    assert_eq!(Recall::id_of(LEA, id), Recall::id_of(LEA, id));
}

#[test]
fn the_shipped_kinds_are_taken_in_once() {
    let p = open();
    let take = || p.desk.act("recall-kinds", |tx| recalls::take_in(tx, &genki::model::recall::france::examples())).unwrap();
    let first = take();
    assert_eq!(first.answer, genki::model::recall::france::examples().len());
    assert_eq!(take().answer, 0, "what is here is not taken in again");
    p.desk.undo(first.act).unwrap();
    assert_eq!(p.desk.read::<_, store::Error>(store::recalls::kinds).unwrap().len(), 0, "one undo");
}

/// "Vaccination" is booked for the flu and for tetanus: that one was held says nothing of the other.
#[test]
fn a_reason_that_several_recalls_share_shows_none_of_them() {
    let p = open();
    let vaccine = Id::from_u128(52);
    p.desk
        .act("reason", move |tx| practice::save_reason(tx, &Reason { id: vaccine, name: "Vaccine".into(), ..Reason::default() }))
        .unwrap();
    let kind = |n, name: &str| RecallKind {
        id: Id::from_u128(n),
        name: name.into(),
        every: 1,
        from_age: Some(18),
        reason: Some(vaccine),
        ..RecallKind::default()
    };
    let flu = p.kind(kind(63, "Flu"));
    p.kind(kind(64, "Tetanus"));
    let visit =
        booking::NewVisit { patient: Some(LEA), practitioner: ROY, start: at(23, 9, 0), reason: Some(vaccine), ..Default::default() };
    let visit = p.desk.act("book", move |tx| booking::book(tx, at(23, 8, 0), Id::from_u128(1001), &visit)).unwrap().answer;
    let names = || p.due(LEA).into_iter().filter(|d| d.1 <= day(2026, 11, 23)).map(|d| d.0).collect::<Vec<_>>();
    assert_eq!(names(), ["Flu", "Tetanus"], "which of them she comes for is not known");
    p.desk.act("recall-book", move |tx| recalls::booked(tx, LEA, flu, visit)).unwrap();
    assert_eq!(names(), ["Tetanus"]);
    p.desk.act("call-in", move |tx| reception::call_in(tx, at(23, 9, 5), visit)).unwrap();
    p.desk.act("finish", move |tx| reception::finish(tx, at(23, 9, 20), visit)).unwrap();
    assert_eq!(names(), ["Tetanus"]);
    assert!(
        p.due(LEA).iter().any(|d| d.0 == "Flu" && d.1 == day(2027, 11, 23)),
        "what was booked for it and held is done: {:?}",
        p.due(LEA)
    );
}

#[test]
fn several_are_put_off_in_one_act_and_tried_ones_go_on_their_own_shelf() {
    use genki::store::recalls::list::{self, Look, Shelf};
    let p = open();
    let kind = p.kind(RecallKind { id: Id::from_u128(65), name: "Check".into(), every: 1, from_age: Some(18), ..RecallKind::default() });
    let on = |shelf| {
        p.desk
            .read::<_, store::Error>(|db| {
                let kind = store::recalls::kind(db, kind)?.unwrap();
                Ok(list::list(db, &kind, &Look { shelf, most: 10, ..Look::default() }, day(2026, 11, 23))?.ids.len())
            })
            .unwrap()
    };
    assert_eq!(Shelf::ALL.map(on), [2, 0, 0, 0]);
    let off = p.desk.act("recall-snooze", move |tx| recalls::snooze_all(tx, &[LEA, JULES], kind, day(2026, 12, 23))).unwrap();
    assert_eq!(Shelf::ALL.map(on), [0, 2, 0, 0]);
    p.desk.undo(off.act).unwrap();
    p.desk.act("recall-attempt", move |tx| recalls::attempt(tx, at(23, 9, 50), LEA, kind, Outcome::NoAnswer, "", None)).unwrap();
    assert_eq!(Shelf::ALL.map(on), [1, 0, 1, 0]);
    p.desk.act("recall-again", move |tx| recalls::again(tx, LEA, kind)).unwrap();
    assert_eq!(Shelf::ALL.map(on), [2, 0, 0, 0]);
}
