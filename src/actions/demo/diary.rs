//! What is booked in the example: two weeks that were, the rest of today, and the days to come.

use super::{
    AFTER_BIRTH, BENALI, CERTIFICATE, CONSULTATION, FOLLOW_UP, HOURS, LEFEVRE, PREGNANCY, REASONS, VACCINE, at, doctor_id, people::People,
    reason_id,
};
use crate::{
    actions::desk::Result,
    base::Id,
    model::{
        Appointment, Encounter,
        transition::{AppointmentStatus as A, EncounterStatus as E},
    },
    store::Tx,
};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

/// Working days before and after today.
const BEFORE: u32 = 5;
const AFTER: u32 = 8;
/// How many of a hundred places are taken.
const TAKEN_BEFORE: u64 = 90;
const TAKEN_AFTER: u64 = 70;
const TAKEN_TODAY: u64 = 58;

/// What the days' visits are for, one after the other.
const AT_THE_DOCTORS: [&str; 7] = [CONSULTATION, FOLLOW_UP, CONSULTATION, VACCINE, CONSULTATION, FOLLOW_UP, CERTIFICATE];
const AT_THE_MIDWIFES: [&str; 2] = [PREGNANCY, AFTER_BIRTH];

/// Actual minutes to a hundred planned: half of them under, half over, so that the usual pace is the planned one.
const PACES: [i64; 9] = [100, 87, 113, 100, 80, 120, 100, 93, 107];

pub struct Diary {
    visits: Vec<Appointment>,
    encounters: Vec<Encounter>,
}

impl Diary {
    pub fn new(today: NaiveDate, people: &People) -> Self {
        let mut diary = Diary { visits: Vec::new(), encounters: Vec::new() };
        for (n, date) in weekdays(today, BEFORE, -1).into_iter().enumerate() {
            for visit in day(date, n + 3, TAKEN_BEFORE, at(date, 0, 0), people) {
                let n = diary.encounters.len();
                diary.encounters.push(seen(&visit, n));
                diary.visits.push(Appointment { status: A::Fulfilled, ..visit });
            }
        }
        // Until noon today is told visit by visit, see `day`.
        diary.visits.extend(day(today, 0, TAKEN_TODAY, at(today, 12, 0), people));
        for (n, date) in weekdays(today, AFTER, 1).into_iter().enumerate() {
            diary.visits.extend(day(date, n + 17, TAKEN_AFTER, at(date, 0, 0), people));
        }
        diary
    }

    pub fn write(&self, tx: &mut Tx) -> Result<()> {
        for visit in &self.visits {
            tx.put(visit)?;
        }
        for encounter in &self.encounters {
            tx.put(encounter)?;
        }
        Ok(())
    }
}

fn weekdays(today: NaiveDate, count: u32, direction: i64) -> Vec<NaiveDate> {
    let days = (1..).map(|n| today + TimeDelta::days(n * direction));
    days.filter(|d| !matches!(d.weekday(), Weekday::Sat | Weekday::Sun)).take(count as usize).collect()
}

/// Everybody's visits of one day from a time on. `turn` shifts who comes, so that not the same people come each day.
fn day(date: NaiveDate, turn: usize, taken: u64, from: NaiveDateTime, people: &People) -> Vec<Appointment> {
    let mut visits = Vec::new();
    let mut next = [turn * 13 + 24, turn * 5 + 8];
    for (doctor, hours) in HOURS {
        let midwife = doctor == BENALI;
        let (who, kinds) = if midwife { (&people.midwifes, &AT_THE_MIDWIFES[..]) } else { (&people.doctors, &AT_THE_DOCTORS[..]) };
        let next = &mut next[usize::from(midwife)];
        let mut kind = turn + usize::from(doctor == LEFEVRE);
        for block in hours.chunks(2) {
            let ends = at(date, block[1].0, block[1].1);
            let mut start = at(date, block[0].0, block[0].1);
            loop {
                let code = kinds[kind % kinds.len()];
                let minutes = minutes_of(code);
                let end = start + TimeDelta::minutes(minutes.into());
                if end > ends {
                    break;
                }
                if start >= from && chance(date, doctor, kind) < taken {
                    visits.push(visit(doctor, start, code, who[*next % who.len()].id));
                    *next += 1;
                }
                kind += 1;
                start = end;
            }
        }
    }
    visits
}

pub fn minutes_of(code: &str) -> u32 {
    REASONS.iter().find(|r| r.0 == code).map_or(15, |r| r.3)
}

pub fn visit(doctor: &str, start: NaiveDateTime, code: &str, patient: Id) -> Appointment {
    let ahead = 3 + chance(start.date(), doctor, start.time().signed_duration_since(chrono::NaiveTime::MIN).num_minutes() as usize) % 25;
    Appointment {
        id: Id::derived("example", &format!("visit {doctor} {start}")),
        patient: Some(patient),
        practitioner: doctor_id(doctor),
        start,
        minutes: minutes_of(code),
        reason: Some(reason_id(code)),
        created: Some((start.date() - Days::new(ahead)).and_time(start.time())),
        ..Appointment::default()
    }
}

/// How the visit went: not long after its time, at about its length.
fn seen(visit: &Appointment, n: usize) -> Encounter {
    let minutes = |m: i64| TimeDelta::minutes(m);
    let started = visit.start + minutes((n * 5 % 7) as i64);
    let actual = (i64::from(visit.minutes) * PACES[n % PACES.len()] + 50) / 100;
    Encounter {
        id: Encounter::id_of(visit.id),
        appointment: Some(visit.id),
        patient: visit.patient,
        practitioner: Some(visit.practitioner),
        status: E::Finished,
        arrived: Some(visit.start - minutes((n * 3 % 11) as i64)),
        started: Some(started),
        finished: Some(started + minutes(actual)),
        ..Encounter::default()
    }
}

/// A number below 100 that looks like chance and is the same each time.
fn chance(date: NaiveDate, doctor: &str, n: usize) -> u64 {
    let doctor = HOURS.iter().position(|h| h.0 == doctor).unwrap_or_default() as u64;
    // SplitMix64's way of spreading one number over all.
    let mut x = (date.num_days_from_ce() as u64 * 10_000 + doctor * 1_000 + n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^= x >> 31;
    x % 100
}
