//! A large practice: eight practitioners, three hundred visits a day. How long its week takes to be read, and with
//! `GENKI_DENSE=FOLDER` the practice itself, to be opened in the window (its passphrase is below).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use genki::{
    actions::entry::{self, New},
    base::{Clock, Id, clock::Stopwatch},
    model::{Appointment, Patient, Practice, Practitioner, Reason, practitioner::Block, transition::AppointmentStatus},
    platform::keystore::Keystore,
    store,
    vault::{Cost, Language, Means, Strength},
};

const PASSPHRASE: &str = "eight doctors and a long week";
const FAMILIES: [&str; 16] = [
    "Martin",
    "Bernard",
    "Dubois",
    "Garcia",
    "Kowalska",
    "Nguyen",
    "Petit-Lefebvre",
    "Roux",
    "Da Silva",
    "Moreau",
    "Simon",
    "Traoré",
    "Haddad",
    "Lemoine",
    "Vasseur",
    "Chevalier",
];
const GIVEN: [&str; 12] = ["Léa", "Hugo", "Inès", "Karim", "Louise", "Awa", "Jean-Baptiste", "Minh", "Olivia", "Samir", "Thérèse", "Zoé"];

/// Saturday and Sunday as well: seven days of eight practitioners with 37 or 38 visits each.
fn fill(desk: &genki::actions::Desk, monday: NaiveDate) {
    desk.act("init", move |tx| {
        for n in 0..6u8 {
            let (id, minutes) = (Id::from_u128(500 + u128::from(n)), [15, 10, 20, 15, 10, 30][usize::from(n)]);
            tx.put(&Reason { id, name: format!("Reason {n}"), hue: n, minutes, ..Reason::default() })?;
        }
        let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
        let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        let hours: Vec<Block> =
            days.iter().flat_map(|day| [(8, 12), (13, 19)].map(|(a, b)| Block { day: *day, from: time(a), to: time(b) })).collect();
        for n in 0..8 {
            let p = Practitioner {
                id: Id::from_u128(100 + n),
                family: FAMILIES[n as usize].into(),
                prefix: "Dr".into(),
                hours: hours.clone(),
                ..Default::default()
            };
            tx.put(&p)?;
        }
        for n in 0..600 {
            let (family, given) = (FAMILIES[n * 7 % 16].into(), vec![GIVEN[n * 5 % 12].into()]);
            tx.put(&Patient {
                id: Id::from_u128(10_000 + n as u128),
                family,
                given,
                birth_date: "1980-01-01".into(),
                ..Patient::default()
            })?;
        }
        let mut n = 0u128;
        for day in 0..7 {
            let date = monday + Days::new(day);
            for doctor in 0..8 {
                for i in 0..38i64 {
                    let at = if i < 16 {
                        date.and_time(time(8)) + TimeDelta::minutes(15 * i)
                    } else {
                        date.and_time(time(13)) + TimeDelta::minutes(15 * (i - 16))
                    };
                    n += 1;
                    tx.put(&Appointment {
                        id: Id::from_u128(100_000 + n),
                        patient: Some(Id::from_u128(10_000 + n * 13 % 600)),
                        practitioner: Id::from_u128(100 + doctor),
                        start: at,
                        minutes: [15, 10, 15, 15, 10, 15][n as usize % 6],
                        status: AppointmentStatus::Booked,
                        reason: Some(Id::from_u128(500 + n % 6)),
                        ..Appointment::default()
                    })?;
                }
            }
        }
        Ok(())
    })
    .unwrap();
}

#[test]
fn the_week_of_a_large_practice_is_read_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let folder = std::env::var_os("GENKI_DENSE").map_or(dir.path().join("dense"), Into::into);
    std::fs::create_dir_all(&folder).unwrap();
    let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
    let practice = Practice { name: "Long Week".into(), zone: "Europe/Paris".into(), ..Practice::default() };
    let new = New { practice, person: "Nadège", passphrase: PASSPHRASE, words: Language::French };
    let (open, _) = entry::create(&folder, new, means, "window").unwrap();
    let today = open.desk.today();
    let monday = today - Days::new(chrono::Datelike::weekday(&today).num_days_from_monday().into());
    fill(&open.desk, monday);
    let read = || open.desk.store.read::<_, store::Error>(|db| store::diary::sheet(db, monday, monday + Days::new(6), &[])).unwrap();
    let sheet = read();
    assert_eq!(sheet.columns.iter().map(|c| c.visits.len()).sum::<usize>(), 7 * 8 * 38);
    assert_eq!(sheet.columns.len(), 56);
    let watch = Stopwatch::start();
    for _ in 0..10 {
        assert!(read() == sheet);
    }
    let each = watch.elapsed() / 10;
    println!("{} visits read in {each:?}", 7 * 8 * 38);
    assert!(each.as_millis() < 1_000, "a week takes {each:?}");
}
