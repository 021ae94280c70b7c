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
        recall::{Done, Facts, Unit},
        transition::{AppointmentStatus as A, EncounterStatus},
    },
    store::{
        self, Db, Store, appointments, encounters, kept, patients,
        recalls::{self, DueLine},
    },
};
use proptest::prelude::*;
use serde_json::json;

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
    Changed(u8, u8),
    Merge(u8, u8),
    Unmerge(u8),
    Undo,
    Again,
}

fn step() -> impl Strategy<Value = Step> {
    let (who, any, ago) = (|| 0u8..PEOPLE as u8, || 0u8..6, || (-4i64..30).prop_map(|n| n * 90));
    prop_oneof![
        4 => (who(), any(), ago(), 0u8..2).prop_map(|(p, v, ago, done)| Step::Shot(p, v, ago, done == 1)),
        1 => (who(), any(), ago()).prop_map(|(p, v, ago)| Step::Advice(p, v, ago)),
        4 => (who(), any(), -60i64..3000, any()).prop_map(|(p, n, ago, s)| Step::Visit(p, n, ago, s)),
        1 => (who(), any(), ago()).prop_map(|(p, n, ago)| Step::History(p, n, ago)),
        1 => (who(), any(), 0i64..4000).prop_map(|(p, k, ago)| Step::Said(p, k, ago)),
        1 => (who(), any()).prop_map(|(p, k)| Step::Declined(p, k)),
        1 => (who(), any(), -90i64..90).prop_map(|(p, k, ago)| Step::Snoozed(p, k, ago)),
        1 => (who(), any(), any()).prop_map(|(p, k, v)| Step::Booked(p, k, v)),
        2 => (who(), any()).prop_map(|(p, n)| Step::Changed(p, n)),
        2 => (who(), who()).prop_map(|(a, b)| Step::Merge(a, b)),
        1 => who().prop_map(Step::Unmerge),
        2 => Just(Step::Undo),
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
    Practicing { desk, acts: vec![], n: 1000, _dir: dir }
}

impl Practicing {
    fn act(&mut self, work: impl FnOnce(&mut store::Tx) -> Result<(), actions::Error> + Send + 'static) {
        // What may not be (a merge of one that is merged) is refused and changes nothing.
        if let Ok(done) = self.desk.act("step", work) {
            self.acts.push(done.act);
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
                    let _ = self.desk.undo(act);
                }
            }
            Step::Again => import(&self.desk, &self.export()),
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
            found.extend(due.map(|due| DueLine { patient: p.id, kind: kind.id, due, quiet: p.do_not_contact, snoozed, failed: None }));
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn who_is_due_by_the_store_is_due_by_the_rule(steps in prop::collection::vec(step(), 1..40)) {
        let mut p = open();
        for step in &steps {
            p.take(step);
        }
        compare(&p.desk);
        let report = p.desk.store.check(false).unwrap();
        prop_assert!(report.is_clean(), "{:?}", report.damage);
        // And so it is where all of it was taken in at once.
        let other = open();
        import(&other.desk, &p.export());
        compare(&other.desk);
        let due = |desk: &Desk| desk.store.read::<_, store::Error>(|db| Ok(naive(db, today()))).unwrap();
        prop_assert_eq!(due(&other.desk), due(&p.desk));
    }
}
