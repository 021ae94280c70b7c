//! The example practice, as it stands when its window opens: the stories it promises are on the day's screen.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use genki::{
    actions::{Desk, demo, practice},
    base::{Clock, Id},
    model::{Appointment, Patient, Practice, rights::Deed, transition::AppointmentStatus as A},
    store::{
        self, Store, appointments,
        day::{self, DayOf, Place, VisitToday},
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

struct Filled {
    desk: Desk,
    dir: tempfile::TempDir,
}

fn fill(date: NaiveDate, lang: &str) -> Filled {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[1; 32], Id::from_u128(1)).unwrap();
    let record = Practice { id: Id::from_u128(3), ..demo::practice(lang) };
    let zone = record.tz();
    let desk = Desk { store, clock: Clock::fixed(demo::starts(date), zone), zone, person: Id::from_u128(2), ring: None };
    desk.act("init", move |tx| practice::init(tx, &record, Id::from_u128(2), demo::PERSON, serde_json::Value::Null)).unwrap();
    demo::fill(&desk, date).unwrap();
    Filled { desk, dir }
}

impl Filled {
    fn days(&self) -> Vec<DayOf> {
        self.desk.store.read::<_, store::Error>(|db| day::days(db, self.desk.now(), self.desk.today(), None)).unwrap()
    }

    fn booked(&self) -> Vec<Appointment> {
        let mut all = self.desk.store.read::<_, store::Error>(appointments::all).unwrap();
        all.retain(Appointment::has_place);
        all
    }

    fn patients(&self) -> Vec<Patient> {
        self.desk.store.read::<_, store::Error>(store::patients::all).unwrap()
    }
}

fn of<'a>(days: &'a [DayOf], family: &str) -> &'a DayOf {
    days.iter().find(|d| d.practitioner.family == family).unwrap()
}

fn name(v: &VisitToday) -> String {
    v.patient.as_deref().map(Patient::name).unwrap_or_default()
}

fn visit<'a>(days: &'a [DayOf], of: &str) -> &'a VisitToday {
    let all: Vec<_> = days.iter().flat_map(|d| &d.visits).filter(|v| name(v) == of).collect();
    assert!(!all.is_empty(), "{of} is not there today");
    all[0]
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

#[test]
fn one_is_late_one_on_time_one_away_and_one_there_for_half_a_day() {
    let filled = fill(monday(), "fr");
    let days = filled.days();
    let (roy, lemaire, benali, vidal) = (of(&days, "Roy"), of(&days, "Lemaire"), of(&days, "Benali"), of(&days, "Vidal"));
    assert_eq!(roy.projection.behind, 20);
    assert!(roy.current().is_some());
    assert_eq!((lemaire.projection.behind, benali.projection.behind), (0, 0));
    assert!(vidal.day.blocks.is_empty() && vidal.visits.is_empty());
    assert_eq!(benali.day.blocks.len(), 1);
    assert_eq!(benali.duty.as_ref().map(|d| d.away.as_str()), Some("break"));
    let notes = filled.desk.store.read::<_, store::Error>(|db| store::day_notes::on(db, monday())).unwrap();
    assert!(notes.iter().any(|n| n.text.contains("Vidal")));
}

#[test]
fn every_story_is_on_the_days_screen() {
    let filled = fill(monday(), "fr");
    let days = filled.days();
    let v = |of: &str| visit(&days, of);
    let own = |of: &str| v(of).patient.clone().unwrap();

    let emergency = v("Vasseur Didier");
    assert!(emergency.appointment.comment.contains("Urgence") && emergency.appointment.priority.is_some());
    assert_eq!(emergency.appointment.created.unwrap().date(), monday(), "it was placed this morning");
    assert_eq!(v("Petit Arthur").appointment.created.unwrap().date(), monday(), "the baby was squeezed in");
    assert!(own("Petit Arthur").age(monday()) == Some(0));
    assert!(v("Ferrand Élise").appointment.phoned_eta.is_some());
    assert_eq!(v("Lemoine Bastien").appointment.status, A::NoShow);
    assert_eq!(v("Marchand Hugo").appointment.cancel_reason, "left-unseen");
    assert!(v("Nguyen Minh").appointment.walk_in && v("Nguyen Minh").is_here());
    let promised = v("Dubois Monique");
    let start = promised.projected.as_ref().unwrap().start;
    let told = genki::base::clock::minute(promised.appointment.promised_start.unwrap(), filled.desk.zone);
    assert!(start > told && start - told <= 15, "about to be broken, by {} min", start - told);
    assert!(own("Leroy Mathilde").alert.contains("anxieuse") && v("Leroy Mathilde").appointment.status == A::CheckedIn);
    assert!(own("Kowalska Agnieszka").alert.contains("nterprète") && own("Kowalska Agnieszka").languages == ["pl"]);
    let cancelled = v("Schneider Luc");
    assert!(cancelled.appointment.status == A::Cancelled && cancelled.appointment.cancel_reason.contains("malade"));
    assert_eq!(v("Costa Maria").place, Place::Late);
    for child in ["Moussa", "Awa", "Issa"] {
        assert!(own(&format!("Traoré {child}")).contacts.iter().any(|c| c.name == "Aminata Traoré"), "{child} has a mother");
    }
    let leas: BTreeSet<u32> = days
        .iter()
        .flat_map(|d| &d.visits)
        .filter(|v| name(v) == "Martin Léa")
        .map(|v| v.patient.as_ref().unwrap().age(monday()).unwrap())
        .collect();
    assert_eq!(leas.len(), 2, "two of one name, and not of one age");
    let double: Vec<_> =
        of(&days, "Lemaire").visits.iter().filter(|v| v.appointment.start.format("%H:%M").to_string() == "14:30").collect();
    assert_eq!(double.len(), 2, "booked twice on purpose");
    let people: BTreeSet<_> = days.iter().flat_map(|d| &d.visits).filter_map(|v| v.appointment.patient).collect();
    assert_eq!(people.len(), days.iter().map(|d| d.visits.len()).sum::<usize>(), "nobody comes twice a day");
}

/// Who looks at the example finds something of each sort to do, and no more than a desk has.
#[test]
fn the_desk_owes_something_of_each_sort() {
    use genki::model::{owed::Sort, task::Pressure};
    for lang in ["fr", "en"] {
        let filled = fill(monday(), lang);
        let now = filled.desk.now();
        let (owed, recalls, ask, calls) = filled
            .desk
            .store
            .read::<_, store::Error>(|db| {
                let lines = store::owed::pressing(db, now)?;
                Ok((
                    lines,
                    store::owed::recalls(db, now.date())?,
                    store::keepsakes::to_ask(db, now.date())?,
                    store::communications::on(db, now.date())?,
                ))
            })
            .unwrap();
        let of = |sort: Sort| owed.iter().filter(|l| l.owed.sort == sort).collect::<Vec<_>>();
        let back: BTreeSet<Pressure> = of(Sort::CallBack).iter().map(|l| l.owed.pressure(now)).collect();
        assert!(back.contains(&Pressure::Late) && back.contains(&Pressure::Now), "one call back is late, one is now: {back:?}");
        assert_eq!((of(Sort::Question).len(), of(Sort::Message).len()), (3, 1));
        let doctors = of(Sort::Question).iter().filter(|l| l.owed.doctors).count();
        assert_eq!(doctors, 2, "two wait for the doctor, one is answered");
        let missing = of(Sort::Preparation).len();
        assert!((1..15).contains(&missing), "{missing}");
        assert!(calls.len() >= 4 && ask.len() == 2, "{} {}", calls.len(), ask.len());
        let due: Vec<(Id, usize)> = recalls.iter().map(|r| (r.0, r.1)).collect();
        let all: usize = due.iter().map(|d| d.1).sum();
        assert!(due.len() >= 5 && (15..150).contains(&all), "{due:?}");
    }
}

#[test]
fn two_files_of_one_person_are_found() {
    let filled = fill(monday(), "fr");
    let pairs = filled.desk.store.read::<_, store::Error>(store::twins::pairs).unwrap();
    let is_pair = |p: &store::twins::Pair| {
        let names: BTreeSet<String> =
            [p.a, p.b].iter().filter_map(|id| filled.patients().into_iter().find(|x| x.id == *id)).map(|x| x.family).collect();
        names == BTreeSet::from(["Bakhti".to_owned(), "Bakhty".to_owned()])
    };
    assert!(pairs.iter().any(is_pair));
    assert!(pairs.len() <= 3, "and few others: {}", pairs.len());
}

#[test]
fn the_week_before_went_as_weeks_go() {
    let filled = fill(monday(), "fr");
    let past: Vec<_> = filled.booked().into_iter().filter(|a| a.start.date() < monday()).collect();
    let share = |status: A| past.iter().filter(|a| a.status == status).count() * 100 / past.len();
    assert!((73..=81).contains(&share(A::Fulfilled)), "{}", share(A::Fulfilled));
    assert!((13..=20).contains(&share(A::Cancelled)), "{}", share(A::Cancelled));
    assert!((4..=9).contains(&share(A::NoShow)), "{}", share(A::NoShow));
    let seen: Vec<_> = filled
        .desk
        .store
        .read::<_, store::Error>(|db| store::encounters::between(db, monday() - TimeDelta::days(9), monday() - TimeDelta::days(1)))
        .unwrap();
    let starts: BTreeMap<Id, _> = past.iter().map(|a| (a.id, a.start)).collect();
    let early: Vec<i64> = seen.iter().filter_map(|e| Some((*starts.get(&e.appointment?)? - e.arrived?).num_minutes())).collect();
    let lasted: Vec<i64> = seen.iter().filter_map(|e| Some((e.finished? - e.started?).num_minutes())).collect();
    let mean = |of: &[i64]| of.iter().sum::<i64>() as f64 / of.len() as f64;
    assert!((8.5..=11.5).contains(&mean(&early)), "{}", mean(&early));
    assert!((15.5..=19.0).contains(&mean(&lasted)), "{}", mean(&lasted));
    let mut sorted = lasted.clone();
    sorted.sort_unstable();
    assert!((sorted[sorted.len() / 2] as f64) < mean(&lasted), "skewed to the short side");
}

#[test]
fn nobody_comes_every_day() {
    let filled = fill(monday(), "en");
    let mut days: BTreeMap<Id, BTreeSet<NaiveDate>> = BTreeMap::new();
    for a in filled.booked() {
        days.entry(a.patient.unwrap()).or_default().insert(a.start.date());
    }
    for days in days.values() {
        assert!(days.len() <= 3, "{days:?}");
        for (a, b) in days.iter().zip(days.iter().skip(1)) {
            assert!((*b - *a).num_days() >= 3, "{days:?}");
        }
    }
}

#[test]
fn history_is_known_and_keeps_the_pace_calm() {
    for lang in ["en", "fr"] {
        let days = fill(monday(), lang).days();
        for day in &days {
            for visit in &day.day.visits {
                assert!((0.9..=1.1).contains(&visit.pace.ratio), "{:?}", visit.pace);
            }
        }
        let known = of(&days, "Roy").day.visits.iter().filter(|v| v.pace != Default::default()).count();
        assert!(known >= 3, "{known}");
    }
}

#[test]
fn the_days_to_come_are_booked_and_not_full() {
    let filled = fill(monday(), "fr");
    let tomorrow = monday().succ_opt().unwrap();
    let (booked, free) = filled
        .desk
        .store
        .read::<_, store::Error>(|db| {
            let free = store::places::between(db, filled.desk.now(), tomorrow, 1, 15, None)?;
            Ok((appointments::between(db, tomorrow, tomorrow)?.len(), free.len()))
        })
        .unwrap();
    assert!((25..70).contains(&booked), "{booked}");
    assert!(free > 5);
    let last = filled.booked().iter().map(|a| a.start.date()).max().unwrap();
    assert!(last >= monday() + TimeDelta::days(7));
}

#[test]
fn it_speaks_the_language_of_the_screen() {
    for (lang, word, other) in [("fr", "Médecine générale", "General practice"), ("en", "General practice", "Médecine générale")] {
        let filled = fill(monday(), lang);
        let days = filled.days();
        assert!(days.iter().any(|d| d.practitioner.speciality == word) && days.iter().all(|d| d.practitioner.speciality != other));
        let reasons = filled.desk.store.read::<_, store::Error>(store::reasons::all).unwrap();
        assert_eq!(reasons.iter().any(|r| r.name == "Suivi"), lang == "fr");
        let numbers: BTreeSet<String> = filled.patients().iter().filter_map(|p| p.phone().map(|n| n[..3].to_owned())).collect();
        assert_eq!(numbers, BTreeSet::from([if lang == "fr" { "+33" } else { "+44" }.to_owned()]));
    }
}

#[test]
fn what_ctrl_z_takes_back_is_only_what_she_did_herself() {
    let filled = fill(monday(), "fr");
    assert_eq!(filled.desk.undo_last().unwrap(), None);
    let waiting = filled.days().iter().flat_map(|d| &d.visits).find(|v| name(v) == "Costa Maria").unwrap().id();
    let now = filled.desk.now();
    filled.desk.act("arrive", move |tx| genki::actions::reception::arrive(tx, now, waiting)).unwrap();
    assert!(filled.desk.undo_last().unwrap().is_some());
    assert_eq!(filled.desk.undo_last().unwrap(), None);
    let latest = filled.desk.store.read::<_, store::Error>(|db| store::acts::latest(db, 60)).unwrap();
    let people: BTreeSet<Id> = latest.iter().map(|a| a.person).collect();
    assert!(people.len() >= 5, "the morning is the work of several");
}

#[test]
fn it_is_the_same_each_time_and_any_day_of_the_week() {
    for n in 0..7 {
        let date = monday() + chrono::Days::new(n);
        let filled = fill(date, "fr");
        assert!(!matches!(filled.desk.today().weekday(), Weekday::Sat | Weekday::Sun));
        let behind: Vec<_> = filled.days().iter().map(|d| d.projection.behind).collect();
        assert_eq!(behind.iter().sum::<i64>(), 20, "{date}");
    }
    assert_eq!(fill(monday(), "fr").booked(), fill(monday(), "fr").booked());
}

#[test]
fn it_is_quickly_there_and_checks_clean() {
    let began = Instant::now();
    let filled = fill(monday(), "fr");
    eprintln!("filled in {:?}", began.elapsed());
    assert!(filled.desk.store.check(false).unwrap().is_clean());
    assert!(filled.dir.path().join("genki.db").exists());
}

#[test]
fn the_example_opens_by_itself_and_leaves_nothing() {
    let began = Instant::now();
    let example = demo::Example::open("fr").unwrap();
    eprintln!("open after {:?}", began.elapsed());
    let folder = example.folder().to_owned();
    let open = example.open.as_ref().unwrap();
    assert!(open.desk.now().format("%H:%M").to_string().starts_with("10:2"));
    assert!(folder.join("vault.json").exists());
    // Everybody who works there opens it, each with her own rights.
    let people: Vec<_> = open.vault.persons().map(|p| (p.id, p.name.clone())).collect();
    assert_eq!(people.len(), 7);
    let desk_of = |name: &str| {
        let id = people.iter().find(|p| p.1 == name).unwrap().0;
        let opened = open.vault.unlock(id, demo::PASSPHRASE).unwrap();
        open.desk.of_person(id, opened.pair()).unwrap()
    };
    assert!(open.desk.need(Deed::Persons).is_ok() && desk_of("Karim").need(Deed::Persons).is_err());
    let notes = |desk: &Desk| {
        desk.read::<_, store::Error>(|db| store::notes::of_patient(db, Id::derived("example", "patient anxious"))).unwrap().len()
    };
    assert_eq!((notes(&desk_of("Dr Lemaire")), notes(&desk_of("Karim"))), (1, 0));
    assert_eq!(open.desk.undo_last().unwrap(), None);
    drop(example);
    assert!(!folder.exists());
}

#[test]
fn an_emergency_has_a_place_that_costs_little() {
    let filled = fill(monday(), "fr");
    let days = filled.days();
    let best = &genki::model::emergency::places(&of(&days, "Lemaire").day, 10, 30)[0];
    assert!(best.ok() && best.overtime == 0, "{best:?}");
    assert!(best.added.iter().all(|(_, minutes)| *minutes <= 10), "nobody is pushed over lunch: {best:?}");
}
