//! Who is due by the store is who is due by the rule, asked of every record there is: whatever was merged, taken back or
//! taken in again on the way. And the tables it is read from follow from the log.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{Days, NaiveDate};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{self, Desk, practice, recalls as act, twins},
    base::{Clock, Id, text::fold},
    exchange,
    model::{
        Appointment, Encounter, Kept, Patient, Practice, Practitioner, Reason, Recall, RecallKind,
        communication::Outcome,
        recall::{Because, Done, Due, Facts, Unit},
        transition::{AppointmentStatus as A, EncounterStatus},
    },
    store::{
        self, Db, Store, appointments, encounters, kept, patients,
        recalls::{self, DueLine},
    },
};
use proptest::prelude::*;
use serde_json::json;

mod chance;

const ME: Id = Id::from_u128(2);
const ROY: Id = Id::from_u128(100);
const PEOPLE: u128 = 4;
const VACCINES: [(&str, &str, &str); 3] =
    [("Influenza, seasonal", "140", "Grippe"), ("Td (adult)", "113", "dTP rappel"), ("Grippe 2024", "140", "")];

fn person(n: u128) -> Id {
    Id::from_u128(10 + n % PEOPLE)
}

fn kind(n: u128) -> Id {
    Id::from_u128(60 + n % 4)
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// A day some days before today, or after.
fn day(ago: i64) -> NaiveDate {
    today() - chrono::TimeDelta::days(ago)
}

#[derive(Debug, Clone)]
enum Step {
    Shot(u8, u8, i64, bool),
    Advice(u8, u8, i64),
    Visit(u8, u8, i64, u8),
    History(u8, u8, i64),
    Said(u8, u8, i64),
    Declined(u8, u8),
    Snoozed(u8, u8, i64),
    Booked(u8, u8, u8),
    Tried(u8, u8, bool),
    Wanted(u8, u8),
    Changed(u8, u8),
    Merge(u8, u8),
    Unmerge(u8),
    /// The newest act that was not taken back here yet.
    Undo,
    /// Any act before, an undo included.
    UndoOf(u8),
    /// Exported now, to be taken in later on.
    Export,
    /// The last export taken in, or one made now.
    Again,
}

fn step() -> impl Strategy<Value = Step> {
    let (who, six, ago) = (|| 0u8..PEOPLE as u8, || 0u8..6, || (-4i64..30).prop_map(|n| n * 90));
    // On the very days that are asked about as well, and on those beside them.
    let near = || prop_oneof![4 => -60i64..3000, 1 => -1i64..2, 1 => 1499i64..1502, 1 => -301i64..-298];
    prop_oneof![
        4 => (who(), six(), ago(), 0u8..2).prop_map(|(p, v, ago, done)| Step::Shot(p, v, ago, done == 1)),
        1 => (who(), six(), ago()).prop_map(|(p, v, ago)| Step::Advice(p, v, ago)),
        4 => (who(), six(), near(), six()).prop_map(|(p, n, ago, s)| Step::Visit(p, n, ago, s)),
        1 => (who(), six(), ago()).prop_map(|(p, n, ago)| Step::History(p, n, ago)),
        2 => (who(), six(), 0i64..4000).prop_map(|(p, k, ago)| Step::Said(p, k, ago)),
        1 => (who(), six()).prop_map(|(p, k)| Step::Declined(p, k)),
        1 => (who(), six(), -90i64..90).prop_map(|(p, k, ago)| Step::Snoozed(p, k, ago)),
        2 => (who(), six(), six()).prop_map(|(p, k, v)| Step::Booked(p, k, v)),
        1 => (who(), six(), any::<bool>()).prop_map(|(p, k, again)| Step::Tried(p, k, again)),
        1 => (who(), six()).prop_map(|(p, k)| Step::Wanted(p, k)),
        2 => (who(), six()).prop_map(|(p, n)| Step::Changed(p, n)),
        5 => (who(), who()).prop_map(|(a, b)| Step::Merge(a, b)),
        3 => who().prop_map(Step::Unmerge),
        3 => Just(Step::Undo),
        2 => any::<u8>().prop_map(Step::UndoOf),
        1 => Just(Step::Export),
        1 => Just(Step::Again),
    ]
}

fn kinds() -> Vec<RecallKind> {
    let kind = |n: u128, name: &str, evidence: &[&str]| RecallKind {
        id: kind(n),
        name: name.into(),
        evidence: evidence.iter().map(|e| (*e).into()).collect(),
        every: 1,
        ..RecallKind::default()
    };
    vec![
        RecallKind { from_age: Some(20), to_age: Some(80), ..kind(0, "Flu", &["cvx|140", "grippe"]) },
        RecallKind { ages: vec![300, 540], gap: 60, every: 10, ..kind(1, "Td", &["dTP", "td (adult)"]) },
        RecallKind {
            unit: Unit::Months,
            every: 6,
            reason: Some(Id::from_u128(50)),
            flags: vec!["Diabète".into()],
            ..kind(2, "Check", &["check"])
        },
        RecallKind {
            gender: "female".into(),
            every: 3,
            reason: Some(Id::from_u128(51)),
            not_flags: vec!["x".into()],
            ..kind(3, "Smear", &[])
        },
    ]
}

struct Practicing {
    desk: Desk,
    acts: Vec<Id>,
    all: Vec<Id>,
    exported: Option<String>,
    n: u128,
    _dir: tempfile::TempDir,
}

fn open() -> Practicing {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[1; 32], Id::from_u128(1)).unwrap();
    let desk = Desk { store, clock: Clock::fixed(today().and_hms_opt(9, 40, 0).unwrap(), Paris), zone: Paris, person: ME, ring: None };
    desk.act("init", move |tx| {
        let p = Practice { id: Id::from_u128(3), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, ME, "Nadège", serde_json::Value::Null)?;
        practice::save_practitioner(tx, &Practitioner { id: ROY, family: "Roy".into(), ..Practitioner::default() })?;
        for (id, name) in [(50, "Check"), (51, "Smear")] {
            practice::save_reason(tx, &Reason { id: Id::from_u128(id), name: name.into(), ..Reason::default() })?;
        }
        for n in 0..PEOPLE {
            tx.put(&Patient {
                id: person(n),
                family: format!("Martin{n}"),
                birth_date: ["1984-03-12", "2000-02-29", "1950-12-31", ""][n as usize].into(),
                gender: if n == 2 { "male" } else { "female" }.into(),
                ..Patient::default()
            })?;
        }
        kinds().iter().try_for_each(|k| act::save_kind(tx, k))
    })
    .unwrap();
    Practicing { desk, acts: vec![], all: vec![], exported: None, n: 1000, _dir: dir }
}

impl Practicing {
    fn act(&mut self, work: impl FnOnce(&mut store::Tx) -> Result<(), actions::Error> + Send + 'static) {
        // What may not be (a merge of one that is merged) is refused and changes nothing.
        if let Ok(done) = self.desk.act("step", work) {
            self.acts.push(done.act);
            self.all.push(done.act);
        }
    }

    fn take(&mut self, step: &Step) {
        self.n += 1;
        let id = Id::from_u128(self.n);
        match *step {
            Step::Shot(p, v, ago, done) => {
                let (display, code, text) = VACCINES[v as usize % 3];
                let concept =
                    json!({"coding": [{"system": "http://hl7.org/fhir/sid/cvx", "code": code, "display": display}], "text": text});
                let status = if done { "completed" } else { "not-done" };
                let resource = json!({"resourceType": "Immunization", "id": id.to_string(), "status": status, "vaccineCode": concept,
                    "patient": {"reference": format!("urn:uuid:{}", person(p.into()))}, "occurrenceDateTime": day(ago).to_string()});
                self.keep(id, "Immunization", p, day(ago), resource);
            }
            Step::Advice(p, v, ago) => {
                let (display, code, _) = VACCINES[v as usize % 3];
                let concept = json!({"coding": [{"system": "http://hl7.org/fhir/sid/cvx", "code": code, "display": display}]});
                let resource = json!({"resourceType": "ImmunizationRecommendation", "id": id.to_string(), "date": "2026-01-01",
                    "patient": {"reference": format!("urn:uuid:{}", person(p.into()))},
                    "recommendation": [{"vaccineCode": [concept], "dateCriterion": [{"code": {"coding": [{"code": "30980-7"}]}, "value": day(ago).to_string()}]}]});
                self.keep(id, "ImmunizationRecommendation", p, today(), resource);
            }
            Step::Visit(p, n, ago, status) => self.act(move |tx| {
                let status = [A::Fulfilled, A::Booked, A::Fulfilled, A::Cancelled, A::CheckedIn, A::NoShow][status as usize];
                let reason = [Some(50), Some(51), None][n as usize % 3].map(Id::from_u128);
                let start = day(ago).and_hms_opt(10, 0, 0).unwrap();
                let patient = Some(person(p.into()));
                tx.put(&Appointment { id, patient, practitioner: ROY, start, minutes: 10, status, reason, ..Appointment::default() })?;
                Ok(())
            }),
            Step::History(p, n, ago) => self.act(move |tx| {
                let kind = ["Annual check-up", "Smear", ""][n as usize % 3].into();
                let (status, started) = (EncounterStatus::Finished, day(ago).and_hms_opt(10, 0, 0));
                tx.put(&Encounter { id, patient: Some(person(p.into())), status, started, kind, ..Encounter::default() })?;
                Ok(())
            }),
            Step::Said(p, k, ago) => self.act(move |tx| act::done(tx, today(), person(p.into()), kind(k.into()), day(ago))),
            Step::Declined(p, k) => self.act(move |tx| act::decline(tx, person(p.into()), kind(k.into()), "no")),
            Step::Snoozed(p, k, ago) => self.act(move |tx| act::snooze(tx, person(p.into()), kind(k.into()), day(ago))),
            Step::Booked(p, k, v) => self.act(move |tx| {
                let all = appointments::all(&tx.db())?;
                let Some(visit) = all.get(v as usize) else { return Ok(()) };
                act::booked(tx, person(p.into()), kind(k.into()), visit.id)
            }),
            Step::Tried(p, k, again) => self.act(move |tx| {
                let (now, again) = (today().and_hms_opt(9, 0, 0).unwrap(), again.then(|| day(-3)));
                act::attempt(tx, now, person(p.into()), kind(k.into()), Outcome::NoAnswer, "", again)
            }),
            Step::Wanted(p, k) => self.act(move |tx| act::again(tx, person(p.into()), kind(k.into()))),
            Step::Changed(p, n) => self.act(move |tx| {
                let p = patients::get(&tx.db(), person(p.into()))?.unwrap();
                let p = match n {
                    0 => Patient { flags: vec!["x".into(), "diabete".into()], ..p },
                    1 => Patient { flags: vec!["Diabète".into()], ..p },
                    2 => Patient { do_not_contact: !p.do_not_contact, ..p },
                    3 => Patient { hidden: !p.hidden, ..p },
                    4 => Patient { deceased: if p.deceased.is_empty() { "yes".into() } else { String::new() }, ..p },
                    _ => Patient { birth_date: "1990-06-01".into(), ..p },
                };
                tx.put(&p)?;
                Ok(())
            }),
            Step::Merge(a, b) => self.act(move |tx| twins::merge(tx, person(a.into()), person(b.into()), &Default::default())),
            Step::Unmerge(p) => self.act(move |tx| twins::unmerge(tx, person(p.into()), &[])),
            Step::Undo => {
                if let Some(act) = self.acts.pop() {
                    self.undo(act);
                }
            }
            Step::UndoOf(n) => {
                if !self.all.is_empty() {
                    self.undo(self.all[n as usize % self.all.len()]);
                }
            }
            Step::Export => self.exported = Some(self.export()),
            Step::Again => {
                let text = self.exported.take().unwrap_or_else(|| self.export());
                import(&self.desk, &text);
            }
        }
    }

    fn undo(&mut self, act: Id) {
        if let Ok(done) = self.desk.undo(act) {
            self.all.push(done.act);
        }
    }

    fn keep(&mut self, id: Id, of: &'static str, p: u8, date: NaiveDate, resource: serde_json::Value) {
        self.act(move |tx| {
            let patient = Some(person(p.into()));
            tx.put(&Kept { id, resource_type: of.into(), patient, date: date.to_string(), resource, ..Kept::default() })?;
            Ok(())
        });
    }

    fn export(&self) -> String {
        self.desk.store.read::<_, store::Error>(|db| exchange::fhir::write(db, Paris, Id::default())).unwrap().to_string()
    }
}

fn import(desk: &Desk, text: &str) {
    let files = vec![("f".into(), exchange::fhir::read(text.as_bytes(), Paris).unwrap())];
    actions::import::import(
        &desk.store,
        desk.begin("import"),
        Paris,
        files,
        Default::default(),
        |_, _| std::ops::ControlFlow::Continue(()),
    )
    .unwrap();
}

/// The rule, asked for each person and kind with all records of everything at hand.
fn naive(db: &Db, today: NaiveDate) -> Vec<DueLine> {
    let (visits, histories, kept) = (appointments::all(db).unwrap(), encounters::all(db).unwrap(), kept::all(db).unwrap());
    let notes = recalls::all(db).unwrap();
    let mut found = Vec::new();
    for p in patients::all(db).unwrap().iter().filter(|p| !p.hidden && p.merged_into.is_none() && p.deceased.is_empty()) {
        for kind in recalls::kinds(db).unwrap().iter().filter(|k| !k.retired) {
            let noted: Vec<&Recall> = notes.iter().filter(|r| r.patient == p.id && r.kind == kind.id).collect();
            let comes = |a: &Appointment| a.start.date() >= today && a.status.takes_a_place() && a.status != A::Fulfilled;
            let coming = |a: &&Appointment| a.patient == Some(p.id) && a.reason.is_some() && a.reason == kind.reason;
            if visits.iter().filter(coming).any(comes)
                || noted.iter().any(|r| visits.iter().any(|a| r.appointment == Some(a.id) && comes(a)))
                || noted.iter().any(|r| !r.declined.is_empty())
            {
                continue;
            }
            let held = visits
                .iter()
                .filter(|a| a.patient == Some(p.id) && a.status == A::Fulfilled && a.reason.is_some() && a.reason == kind.reason);
            let mut last: Vec<Done> = held.map(|a| Done { on: a.start.date(), title: String::new() }).collect();
            let finished = histories.iter().filter(|e| e.patient == Some(p.id) && e.status == EncounterStatus::Finished);
            let shown = finished.filter(|e| !e.kind.is_empty() && kind.is_shown_by(&fold(&e.kind)));
            last.extend(shown.map(|e| Done { on: e.started.unwrap().date(), title: e.kind.clone() }));
            last.extend(noted.iter().filter_map(|r| r.done).map(|on| Done { on, title: String::new() }));
            let booked = visits.iter().filter(|a| a.status == A::Fulfilled && noted.iter().any(|r| r.appointment == Some(a.id)));
            last.extend(booked.map(|a| Done { on: a.start.date(), title: String::new() }));
            let mut advised = Vec::new();
            for k in kept.iter().filter(|k| k.patient == Some(p.id)) {
                let done = k.resource_type == "Immunization";
                let concept = if done { &k.resource["vaccineCode"] } else { &k.resource["recommendation"][0]["vaccineCode"][0] };
                let coding = &concept["coding"][0];
                let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
                let names = [text(&coding["display"]), text(&concept["text"])];
                let shown = kind.is_shown_by(&format!("cvx|{}", text(&coding["code"])))
                    || names.iter().any(|n| !n.is_empty() && kind.is_shown_by(n));
                let advice = text(&k.resource["recommendation"][0]["dateCriterion"][0]["value"]);
                match done {
                    _ if !shown => {}
                    true if k.resource["status"] == "completed" => last.push(Done { on: k.date.parse().unwrap(), title: names[0].clone() }),
                    true => {}
                    false => advised.push(Done { on: advice.parse().unwrap(), title: names[0].clone() }),
                }
            }
            let facts = Facts {
                born: p.born(),
                gender: p.gender.clone(),
                flags: p.flags.clone(),
                last: last.into_iter().filter(|d| d.on <= today).max(),
                recommended: advised.into_iter().max(),
            };
            let snoozed = noted.iter().filter_map(|r| r.snoozed).max().filter(|until| *until > today);
            let due = kind.due(&facts, today);
            let failed = |due: &Due| noted.iter().filter_map(|r| r.failed).filter(|at| at.date() >= due.on).max();
            found.extend(due.map(|due| DueLine {
                patient: p.id,
                kind: kind.id,
                failed: failed(&due),
                due,
                quiet: p.do_not_contact,
                snoozed,
            }));
        }
    }
    found.sort_by_key(|line| (line.patient, line.kind));
    found
}

fn compare(desk: &Desk) {
    desk.store
        .read::<_, store::Error>(|db| {
            for today in [today(), today() - Days::new(1500), today() + Days::new(300)] {
                let expected = naive(db, today);
                let mut all = recalls::due(db, today, NaiveDate::MAX)?;
                all.sort_by_key(|line| (line.patient, line.kind));
                assert_eq!(all, expected, "on {today}");
                let mut some = recalls::due(db, today, today)?;
                some.sort_by_key(|line| (line.patient, line.kind));
                assert_eq!(some, expected.iter().filter(|l| l.due.on <= today).cloned().collect::<Vec<_>>());
                for p in 0..PEOPLE {
                    let mut one = recalls::of_patient(db, person(p), today)?;
                    one.sort_by_key(|line| line.kind);
                    assert_eq!(one, expected.iter().filter(|l| l.patient == person(p)).cloned().collect::<Vec<_>>());
                }
            }
            Ok(())
        })
        .unwrap();
}

/// Whatever names a patient names a file that is shown: what stands in one that was merged into another is seen by nobody.
fn none_is_out_of_sight(desk: &Desk) {
    desk.store
        .read::<_, store::Error>(|db| {
            for p in patients::all(db)?.iter().filter(|p| p.merged_into.is_some()) {
                let root = patients::get(db, store::twins::root(db, p.id)?)?.unwrap();
                assert_eq!(root.merged_into, None, "{} is in a circle", p.family);
                assert_eq!(store::twins::belongings(db, p.id)?, [], "out of sight with {}", p.family);
            }
            Ok(())
        })
        .unwrap();
}

fn holds(steps: &[Step]) {
    let mut p = open();
    for step in steps {
        p.take(step);
    }
    compare(&p.desk);
    none_is_out_of_sight(&p.desk);
    let report = p.desk.store.check(false).unwrap();
    assert!(report.is_clean(), "{:?}", report.damage);
    // And so it is where all of it was taken in at once.
    let other = open();
    import(&other.desk, &p.export());
    compare(&other.desk);
    let due = |desk: &Desk| desk.store.read::<_, store::Error>(|db| Ok(naive(db, today()))).unwrap();
    assert_eq!(due(&other.desk), due(&p.desk));
}

proptest! {
    #![proptest_config(chance::cases(40))]

    #[test]
    fn who_is_due_by_the_store_is_due_by_the_rule(steps in prop::collection::vec(step(), 1..40)) {
        holds(&steps);
    }
}

/// Found by chance: on the day of a visit that was held for it, what somebody said was done later hid the visit.
#[test]
fn what_was_done_later_hides_nothing_that_was_done_before() {
    use Step::{Booked, Merge, Said, Shot, Visit};
    let shot = Shot(0, 0, 0, false);
    holds(&[Visit(0, 0, 1500, 2), Merge(3, 0), shot.clone(), Booked(3, 5, 0), shot, Said(3, 5, 0)]);
    holds(&[Visit(0, 0, 1500, 2), Booked(0, 5, 0), Said(0, 5, 0)]);
    // Of each of two files, one before the day and one after.
    holds(&[Said(0, 5, 1600), Said(3, 5, 0), Merge(3, 0)]);
    holds(&[Said(3, 5, 1600), Said(0, 5, 0), Merge(0, 3), Merge(1, 0)]);
}

fn last_of(p: &Practicing, who: u128, k: u128) -> Option<NaiveDate> {
    let noted = p.desk.store.read::<_, store::Error>(|db| recalls::of(db, person(who), kind(k))).unwrap();
    noted.and_then(|r| r.done)
}

fn noted(p: &Practicing, who: u128, k: u128) -> Recall {
    p.desk.store.read::<_, store::Error>(|db| recalls::of(db, person(who), kind(k))).unwrap().unwrap_or_default()
}

#[test]
fn what_is_noted_of_two_files_made_one_is_with_its_own_file_when_they_are_taken_apart() {
    use Step::{Booked, Declined, Merge, Said, Snoozed, Tried, Undo, Unmerge, Visit};
    // Noted of the file that stays, which had nothing of its own: it stays with it. The other has what it came with.
    let mut p = open();
    [Declined(0, 1), Merge(3, 0), Said(3, 1, 10), Unmerge(0)].iter().for_each(|s| p.take(s));
    assert_eq!((last_of(&p, 3, 1), last_of(&p, 0, 1)), (Some(day(10)), None));
    assert_eq!((noted(&p, 3, 1).declined.as_str(), noted(&p, 0, 1).declined.as_str()), ("", "no"));
    // The merging itself taken back, after more was noted.
    let mut p = open();
    [Said(0, 1, 900), Merge(3, 0), Undo, Snoozed(3, 1, -9), Merge(3, 0), Said(3, 1, 10), Unmerge(0)].iter().for_each(|s| p.take(s));
    assert_eq!((last_of(&p, 3, 1), last_of(&p, 0, 1)), (Some(day(10)), Some(day(900))));
    // A page that still shows the file that went: what is noted there is of the one that is shown, and nothing is emptied.
    let mut p = open();
    [Said(0, 1, 900), Merge(3, 0), Snoozed(0, 1, -9)].iter().for_each(|s| p.take(s));
    assert_eq!((last_of(&p, 3, 1), noted(&p, 3, 1).snoozed), (Some(day(900)), Some(day(-9))));
    // A visit booked for the kept file is not the other's, nor does it take the place of the other's that was held.
    let mut p = open();
    [Visit(0, 2, 700, 0), Visit(3, 2, 100, 3), Booked(0, 1, 0), Merge(3, 0), Booked(3, 1, 1)].iter().for_each(|s| p.take(s));
    holds_now(&p, 3, day(700));
    p.take(&Unmerge(0));
    holds_now(&p, 0, day(700));
    // Called in vain before: counted after.
    let mut p = open();
    [Tried(0, 0, false), Merge(3, 0), Tried(3, 0, false)].iter().for_each(|s| p.take(s));
    let calls = |p: &Practicing, who: u128| p.desk.store.read::<_, store::Error>(|db| recalls::calls(db, person(who), kind(0))).unwrap();
    assert_eq!(calls(&p, 3).len(), 2);
    let owed = p.desk.store.read::<_, store::Error>(|db| store::owed::recalls(db, today())).unwrap();
    let tries: Vec<usize> =
        owed.iter().flat_map(|(_, _, lines)| lines).filter(|l| l.owed.patient == Some(person(3))).map(|l| l.owed.tries).collect();
    assert!(tries.contains(&2), "{tries:?}");
    p.take(&Unmerge(0));
    assert_eq!((calls(&p, 3).len(), calls(&p, 0).len()), (1, 1));
}

/// By a visit that was held it was last done that day.
fn holds_now(p: &Practicing, who: u128, on: NaiveDate) {
    compare(&p.desk);
    let due = p.desk.store.read::<_, store::Error>(|db| recalls::of_patient(db, person(who), today())).unwrap();
    let why = due.into_iter().find(|line| line.kind == kind(1)).map(|line| line.due.why);
    assert!(matches!(&why, Some(Because::Age(_, Some(done))) if done.on == on), "{why:?}");
}

#[test]
fn a_visit_booked_anew_leaves_what_the_one_before_showed() {
    use Step::{Booked, Visit};
    let mut p = open();
    [Visit(0, 2, 700, 0), Visit(0, 2, 100, 3), Booked(0, 1, 0), Booked(0, 1, 1)].iter().for_each(|s| p.take(s));
    holds_now(&p, 0, day(700));
}

#[test]
fn what_belongs_to_a_merged_file_is_seen_whatever_is_taken_back() {
    use Step::{Again, Booked, Changed, Export, History, Merge, Shot, Undo, UndoOf, Unmerge, Visit};
    // Taken apart, the kept file itself merged, and the taking apart taken back.
    holds(&[Shot(0, 0, 90, true), Visit(0, 0, 10, 2), Merge(1, 0), Unmerge(0), Merge(2, 1), UndoOf(3)]);
    // Taken in after the merging, from a file written before it.
    holds(&[Shot(0, 0, 90, true), History(0, 0, 80), Export, Merge(3, 0), Again]);
    holds(&[Visit(0, 0, 1500, 2), Booked(0, 1, 0), Export, Merge(3, 0), Undo, Merge(3, 0), Again, Unmerge(0)]);
    // A hidden file, merged: an import finds it as well.
    holds(&[Again, Shot(3, 0, 0, true), Export, Merge(0, 3), Changed(3, 3), Again]);
    // Away when the files were merged, and brought back after.
    holds(&[Shot(3, 0, 0, true), Merge(2, 3), UndoOf(0), Merge(0, 2), UndoOf(2)]);
    // In a circle none would be shown: an undo, doing again and an older file that would make one do not.
    let mut p = open();
    [Shot(0, 0, 90, true), Merge(3, 2), Merge(0, 3), Unmerge(2), Merge(2, 0)].iter().for_each(|s| p.take(s));
    assert!(p.desk.undo(p.all[3]).is_err(), "2 into 3 again, which stands in 0, and 0 in 2");
    none_is_out_of_sight(&p.desk);
    holds(&[Merge(3, 2), Merge(0, 3), Unmerge(2), Merge(2, 0), UndoOf(2), Shot(0, 0, 90, true), Unmerge(2)]);
    holds(&[Shot(0, 0, 90, true), Merge(3, 2), Export, Undo, Merge(2, 3), Again, Shot(2, 0, 9, true)]);
    // Those below it go along when a file is taken apart.
    holds(&[Shot(0, 0, 90, true), Merge(1, 0), Merge(2, 1), Merge(3, 2), Unmerge(1), UndoOf(2), UndoOf(4), Unmerge(2)]);
    // Written of the file that went.
    holds(&[Merge(3, 0), Shot(0, 0, 90, true), Visit(0, 0, 10, 2), Undo, Undo]);
}
