//! Clocks that are set: back an hour, back a year, forward; and the hour that is skipped or comes twice, in twenty zones.

use super::jobs;
use super::stage::{quick_folder, random, size};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use genki::{
    actions::{
        Desk,
        backup::daily::{self, Came},
        entry::{self, New},
    },
    base::{Clock, Id, clock},
    model::{
        Patient,
        flow::{Day, Presence, Visit, project},
        hours::{repeated, sessions},
        practitioner::Block,
        slots::{Room, free},
    },
    platform::keystore::Keystore,
    store::{self, acts, patients},
    vault::{Cost, Language, Means, Strength},
};

const ZONES: [&str; 20] = [
    "Europe/Paris",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/Helsinki",
    "Europe/Athens",
    "Europe/Chisinau",
    "Atlantic/Azores",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Halifax",
    "America/Havana",
    "America/Santiago",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Asia/Jerusalem",
];

/// The clock goes on, or is set: by an hour, a year, a day, back or forward.
fn set(now: DateTime<Utc>) -> DateTime<Utc> {
    match random(8) {
        0 => now - TimeDelta::hours(1),
        1 => now - TimeDelta::days(365),
        2 => now + TimeDelta::days(365),
        3 => now + TimeDelta::hours(1),
        4 => now - TimeDelta::days(1),
        _ => now + TimeDelta::seconds(random(600) as i64),
    }
}

#[test]
fn acts_keep_their_order_whatever_the_clock_says() {
    let (times, each) = (size(3, 50), 20u64);
    for _ in 0..times {
        let folder = quick_folder();
        jobs::found(folder.path());
        let mut desk = jobs::desk(folder.path()).unwrap();
        let mut now = desk.clock.now();
        let mut done = Vec::new();
        for n in 0..each {
            desk.clock = Clock::Fixed(now);
            let p = Patient { id: jobs::patient(n % 5), family: format!("Name {n}"), ..Patient::default() };
            done.push(desk.act("edit-patient", move |tx| Ok(tx.put(&p).map(drop)?)).unwrap().act);
            now = set(now);
        }
        let history: Vec<Id> =
            desk.store.read::<_, store::Error>(|db| acts::latest(db, each as usize)).unwrap().iter().map(|d| d.id).collect();
        assert_eq!(history, done.iter().rev().copied().collect::<Vec<_>>(), "the history in the order of the deeds");
        // The last written stands, and what is taken back first is what was done last.
        for n in (0..each).rev() {
            let stands = desk.store.read::<_, store::Error>(|db| patients::get(db, jobs::patient(n % 5))).unwrap();
            assert_eq!(stands.unwrap().family, format!("Name {n}"));
            let newest = desk.store.read::<_, store::Error>(|db| acts::newest_undoable(db, Id::from_u128(2))).unwrap().unwrap();
            assert_eq!(newest.id, done[n as usize]);
            desk.clock = Clock::Fixed(now);
            now = set(now);
            desk.undo(newest.id).unwrap();
        }
        assert!(desk.store.check(false).unwrap().is_clean());
    }
    eprintln!("{} acts and undos under clocks that are set", u64::from(times) * each * 2);
}

/// Days in 2026 and 2027 on which a zone's clock goes forward, and back.
fn changes(zone: Tz) -> [Vec<NaiveDate>; 2] {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let length = |day: NaiveDate| {
        let at = |d: NaiveDate| clock::minute(d.and_time(NaiveTime::MIN), zone);
        at(day + Days::new(1)) - at(day)
    };
    let days: Vec<NaiveDate> = (0..730).map(|n| first + Days::new(n)).collect();
    [days.iter().copied().filter(|d| length(*d) < 1440).collect(), days.iter().copied().filter(|d| length(*d) > 1440).collect()]
}

/// A day with sessions around the clock, and visits at local times that there are.
#[test]
fn no_overlap_is_invented_when_the_clocks_change() {
    let mut looked_at = [0, 0];
    for name in ZONES {
        let zone: Tz = name.parse().unwrap();
        for (way, days) in changes(zone).iter().enumerate() {
            assert!(!days.is_empty(), "{name} changes no clock");
            for n in 0..50 {
                a_day(zone, days[n % days.len()]);
                looked_at[way] += 1;
            }
        }
    }
    eprintln!("{} zones: {} days with an hour less, {} with one more", ZONES.len(), looked_at[0], looked_at[1]);
}

fn a_day(zone: Tz, date: NaiveDate) {
    let all_day = |day: Weekday| Block { day, from: NaiveTime::MIN, to: NaiveTime::from_hms_opt(23, 55, 0).unwrap() };
    let blocks = sessions(&[all_day(date.weekday())], &[], date, zone);
    let minutes: i64 = blocks.iter().map(|(from, to)| to - from).sum();
    let ordinary = 23 * 60 + 55;
    // Where the hour comes or goes at midnight, the sessions do not see it.
    assert!((minutes - ordinary).abs() <= 60, "{zone} {date}: {minutes} minutes");

    // Booked one after the other by the wall's clock, at times that there are.
    let there = |at: NaiveDateTime| clock::local(clock::minute(at, zone), zone) == at;
    let mut visits: Vec<(NaiveDateTime, i64)> = Vec::new();
    let mut at = date.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(5 * random(12) as i64);
    while at.date() == date && at.time() < NaiveTime::from_hms_opt(22, 0, 0).unwrap() {
        let takes = 5 * (1 + random(8)) as i64;
        let begins = clock::minute(at, zone);
        if there(at) && visits.last().is_none_or(|(last, took)| clock::minute(*last, zone) + took <= begins) {
            visits.push((at, takes));
        }
        at += TimeDelta::minutes(5 * (1 + random(12)) as i64);
    }
    let starts: Vec<i64> = visits.iter().map(|(at, _)| clock::minute(*at, zone)).collect();
    assert!(starts.windows(2).all(|w| w[0] < w[1]), "{zone} {date}: the order of the wall's clock is the order of the day");

    let busy: Vec<(i64, i64)> = visits.iter().zip(&starts).map(|((_, takes), start)| (*start, start + takes)).collect();
    let day = Day {
        now: starts[0] - 60,
        blocks: blocks.clone(),
        visits: visits.iter().zip(&starts).enumerate().map(|(n, ((_, takes), start))| visit(n, *start, *takes)).collect(),
        ..Day::default()
    };
    let projection = project(&day);
    assert!(projection.late.is_empty());
    let place = |id: Id| u128::from_be_bytes(*id.as_bytes()) as usize;
    let run: Vec<usize> = projection.run.iter().map(|p| place(p.id)).collect();
    assert_eq!(run, (0..visits.len()).collect::<Vec<_>>(), "{zone} {date}: another order");
    for p in &projection.run {
        assert_eq!((p.delay, p.start), (0, starts[place(p.id)]), "{zone} {date}: a delay out of nothing");
    }

    let (from, to) = (blocks[0].0, blocks[blocks.len() - 1].1);
    let repeated = repeated(from, to, zone);
    let room = Room { blocks: &blocks, breaks: &[], busy: &busy, repeated: &repeated };
    let places: Vec<i64> = free(room, 15, from).take_while(|at| *at < to).collect();
    assert!(!places.is_empty() && places.windows(2).all(|w| w[0] < w[1]));
    for place in places {
        let wall = clock::local(place, zone);
        assert_eq!(clock::minute(wall, zone), place, "{zone}: {wall} would be booked for another hour");
        assert!(busy.iter().all(|(b, e)| place + 15 <= *b || place >= *e), "{zone} {wall}: over a visit");
        assert!(blocks.iter().any(|(b, e)| place >= *b && place + 15 <= *e), "{zone} {wall}: outside the sessions");
    }
}

fn visit(n: usize, booked: i64, takes: i64) -> Visit {
    let pace = genki::model::flow::Pace::default();
    Visit {
        id: Id::from_u128(n as u128),
        booked,
        planned: takes,
        presence: Presence::Absent { eta: None },
        created: 0,
        seq: n as u64,
        pace,
        promised: None,
        locked: false,
        bumped: false,
        urgent: false,
        immediate: false,
        by_hand: None,
    }
}

#[test]
fn daily_backups_go_on_when_the_clock_is_set() {
    let folder = quick_folder();
    let practice = genki::model::Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Default::default() };
    let new = New { practice, person: "Nadège", passphrase: "trois hérons lisent sous la pluie", words: Language::French };
    let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
    let (open, _) = entry::create(&folder.path().join("vault"), new, means, "test").unwrap();
    let stick = folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    daily::begin(&open.desk, &stick, 7).unwrap();
    let whose = daily_whose(&open);
    let run = |now: NaiveDateTime| {
        let desk = Desk { clock: Clock::fixed(now, chrono_tz::Europe::Paris), ..open.desk.clone() };
        daily::run(&desk, whose, false, |draft| Some(draft.seals(&open.vault, Some(open.vault.device()))))
    };
    let mut now = NaiveDate::from_ymd_opt(2026, 3, 28).unwrap().and_hms_opt(18, 0, 0).unwrap();
    let mut made = 0;
    for step in [0, 25, 23, 25, -24 * 365, 25, 25, 24 * 365 * 2, 25, -24 * 365, 25] {
        now += TimeDelta::hours(step);
        match run(now) {
            Came::Made(_) => made += 1,
            Came::Nothing => {}
            other => panic!("{now}: {other:?}"),
        }
        assert!(std::fs::read_dir(&stick).unwrap().count() > 0, "{now}: the last one is gone");
    }
    assert!(made >= 9, "set back, it would not wait for a year: {made}");
}

fn daily_whose(open: &entry::Open) -> genki::actions::backup::kept::Whose {
    genki::actions::backup::kept::Whose { practice: open.vault.practice(), device: open.vault.device() }
}
