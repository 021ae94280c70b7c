//! What is booked in the example: the days that were and how they went, the rest of today, and the days to come.

use super::{
    AFTER_BIRTH, BENALI, CERTIFICATE, CONSULTATION, FOLLOW_UP, LEMAIRE, PREGNANCY, REASONS, ROY, VACCINE, VIDAL, at, chance::Chance,
    crew::blocks, doctor_id, people::People, reason_id,
};
use crate::{
    actions::desk::Result,
    base::Id,
    model::{
        Appointment, Encounter,
        appointment::LEFT_UNSEEN,
        transition::{AppointmentStatus as A, EncounterStatus as E},
        wish::Wish,
    },
    store::Tx,
};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use std::collections::BTreeMap;

/// Working days before and after today.
const BEFORE: u32 = 6;
const AFTER: u32 = 6;
/// How many of a hundred places were taken, are, and will be.
const TAKEN_BEFORE: u64 = 96;
const TAKEN_AFTER: u64 = 68;
const TAKEN_TODAY: u64 = 72;

/// What the days' visits are for.
const AT_THE_DOCTORS: [&str; 10] =
    [CONSULTATION, FOLLOW_UP, CONSULTATION, CONSULTATION, VACCINE, FOLLOW_UP, CONSULTATION, FOLLOW_UP, CONSULTATION, CERTIFICATE];
const AT_THE_MIDWIFES: [&str; 3] = [PREGNANCY, PREGNANCY, AFTER_BIRTH];

/// Actual minutes to a hundred planned: as many under as over, and those over by more. Seventeen minutes on average.
const PACES: [i64; 15] = [60, 70, 80, 85, 90, 95, 100, 100, 100, 105, 110, 120, 135, 160, 210];
/// How many minutes before their time people are at the door: ten on average.
const EARLY: [i64; 12] = [-6, -1, 3, 5, 7, 9, 10, 12, 15, 18, 22, 27];

/// Why visits were called off.
const WHY: [(&str, &str); 6] = [
    ("Va mieux", "Feeling better"),
    ("Empêchement au travail", "Could not leave work"),
    ("Enfant malade", "Child ill"),
    ("Pas de voiture", "No car"),
    ("A trouvé plus tôt ailleurs", "Found an earlier place elsewhere"),
    ("Hospitalisé", "In hospital"),
];

pub struct Diary {
    visits: Vec<Appointment>,
    encounters: Vec<Encounter>,
    french: bool,
    /// How many visits of a practitioner and a reason took place so far.
    taken: BTreeMap<(Id, u32), usize>,
}

impl Diary {
    pub fn new(today: NaiveDate, people: &People, french: bool) -> Self {
        let mut diary = Diary { visits: Vec::new(), encounters: Vec::new(), french, taken: BTreeMap::new() };
        // One seed for each day of the calendar: the same date has the same diary.
        let mut turn = Turn { chance: Chance::new(today.num_days_from_ce() as u64), doctors: 0, midwifes: 0 };
        let mut before = weekdays(today, BEFORE, -1);
        before.reverse();
        for date in before {
            for family in [ROY, LEMAIRE, VIDAL, BENALI] {
                let booked = day(date, family, (TAKEN_BEFORE, at(date, 0, 0)), today, people, &mut turn);
                diary.went(booked, &mut turn.chance);
            }
        }
        for family in [ROY, LEMAIRE, BENALI] {
            // Until noon today is told visit by visit, and so is what is booked twice: see `day`.
            let double = |v: &Appointment| family == LEMAIRE && v.end() > at(today, 14, 30) && v.start < at(today, 14, 50);
            let rest = day(today, family, (TAKEN_TODAY, at(today, 12, 30)), today, people, &mut turn);
            diary.visits.extend(rest.into_iter().filter(|v| !double(v)));
        }
        for date in weekdays(today, AFTER, 1) {
            for family in [ROY, LEMAIRE, VIDAL, BENALI] {
                diary.visits.extend(day(date, family, (TAKEN_AFTER, at(date, 0, 0)), today, people, &mut turn));
            }
        }
        diary.visits.extend(waiting(today, people, french));
        diary
    }

    pub fn write(&self, tx: &mut Tx) -> Result<()> {
        for (n, visit) in self.visits.iter().enumerate() {
            tx.put(&super::prepared(visit.clone(), self.french, n % 7 == 3))?;
        }
        for encounter in &self.encounters {
            tx.put(encounter)?;
        }
        Ok(())
    }

    /// All paces in turn, a quick one for each slow one, so that the usual pace is the planned one.
    fn pace(&mut self, visit: &Appointment) -> i64 {
        let taken = self.taken.entry((visit.practitioner, visit.minutes)).or_default();
        *taken += 1;
        PACES[*taken * 7 % PACES.len()]
    }

    /// How a practitioner's day went: 77 of a hundred came and were seen, one after the other; 16 were called off, 6 did not
    /// come, one left unseen.
    fn went(&mut self, booked: Vec<Appointment>, chance: &mut Chance) {
        let mut free = NaiveDateTime::MIN;
        for visit in booked {
            let minutes = TimeDelta::minutes;
            let arrived = visit.start - minutes(chance.of(&EARLY));
            let seen = Encounter {
                id: Encounter::id_of(visit.id),
                appointment: Some(visit.id),
                patient: visit.patient,
                practitioner: Some(visit.practitioner),
                arrived: Some(arrived),
                ..Encounter::default()
            };
            match chance.below(100) {
                0..77 => {
                    let started = free.max(arrived).max(visit.start);
                    let planned = i64::from(visit.minutes);
                    free = started + minutes((planned * self.pace(&visit) + 50) / 100);
                    self.encounters.push(Encounter { status: E::Finished, started: Some(started), finished: Some(free), ..seen });
                    self.visits.push(Appointment { status: A::Fulfilled, ..visit });
                }
                77..93 => {
                    let (fr, en) = chance.of(&WHY);
                    let cancel_reason = if self.french { fr } else { en }.into();
                    self.visits.push(Appointment { status: A::Cancelled, cancel_reason, ..visit });
                }
                93..99 => self.visits.push(Appointment { status: A::NoShow, ..visit }),
                _ => {
                    let left = visit.start + minutes(35);
                    self.encounters.push(Encounter { status: E::Cancelled, finished: Some(left), ..seen });
                    self.visits.push(Appointment { status: A::Cancelled, cancel_reason: LEFT_UNSEEN.into(), ..visit });
                }
            }
        }
    }
}

/// Whose turn it is: everybody comes once before anybody comes again.
struct Turn {
    chance: Chance,
    doctors: usize,
    midwifes: usize,
}

impl Turn {
    fn next(&mut self, midwife: bool, people: &People) -> Id {
        let (turn, who) = if midwife { (&mut self.midwifes, &people.midwifes) } else { (&mut self.doctors, &people.others) };
        *turn += 1;
        who[(*turn - 1) % who.len()].id
    }
}

fn weekdays(today: NaiveDate, count: u32, direction: i64) -> Vec<NaiveDate> {
    let days = (1..).map(|n| today + TimeDelta::days(n * direction));
    days.filter(|d| !matches!(d.weekday(), Weekday::Sat | Weekday::Sun)).take(count as usize).collect()
}

/// The visits of one practitioner's day, from a time on.
fn day(
    date: NaiveDate,
    family: &str,
    (taken, from): (u64, NaiveDateTime),
    today: NaiveDate,
    people: &People,
    turn: &mut Turn,
) -> Vec<Appointment> {
    let mut visits = Vec::new();
    let midwife = family == BENALI;
    let mut kind = turn.chance.below(10) as usize;
    for block in blocks(family, date, today).chunks(2) {
        let ends = at(date, block[1].0, block[1].1);
        let mut start = at(date, block[0].0, block[0].1);
        loop {
            let code = if midwife { AT_THE_MIDWIFES[kind % 3] } else { AT_THE_DOCTORS[kind % 10] };
            let end = start + TimeDelta::minutes(minutes_of(code).into());
            if end > ends {
                break;
            }
            if turn.chance.below(100) < taken && start >= from {
                let patient = turn.next(midwife, people);
                let ahead = 2 + turn.chance.below(26);
                visits.push(visit(family, start, code, patient, ahead));
            }
            kind += 1;
            start = end;
        }
    }
    visits
}

/// Who would like to come as soon as a place opens.
fn waiting(today: NaiveDate, people: &People, french: bool) -> Vec<Appointment> {
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0);
    let roy = Wish { with: vec![doctor_id(ROY)], ..Wish::default() };
    let wishes = [
        (23, CONSULTATION, Wish { before: time(13), ..roy.clone() }, ("Rappeler sur le portable", "Call the mobile")),
        (17, FOLLOW_UP, Wish { days: vec![Weekday::Mon, Weekday::Thu], ..Wish::default() }, ("", "")),
        (
            9,
            CERTIFICATE,
            Wish { until: Some(today + Days::new(12)), ..Wish::default() },
            ("Avant le départ en voyage", "Before they travel"),
        ),
        (4, CONSULTATION, Wish { after: time(13), ..roy }, ("", "")),
    ];
    let all = wishes.into_iter().zip(people.others.iter().rev().step_by(3));
    all.map(|((ahead, code, wish, (fr, en)), patient)| {
        let visit = Appointment {
            id: Id::derived("example", &format!("waits {code} {}", patient.id)),
            patient: Some(patient.id),
            practitioner: wish.with.first().copied().unwrap_or_default(),
            minutes: minutes_of(code),
            status: A::Waitlist,
            reason: Some(reason_id(code)),
            comment: if french { fr } else { en }.into(),
            created: Some(at(today - Days::new(ahead), 11, 20)),
            ..Appointment::default()
        };
        visit.wishing(wish)
    })
    .collect()
}

pub fn minutes_of(code: &str) -> u32 {
    REASONS.iter().find(|r| r.0 == code).map_or(15, |r| r.3)
}

/// A visit that was booked so many days ahead, or this morning.
pub fn visit(family: &str, start: NaiveDateTime, code: &str, patient: Id, ahead: u64) -> Appointment {
    let created = if ahead == 0 { at(start.date(), 9, 12) } else { at(start.date() - Days::new(ahead), 8 + (ahead % 9) as u32, 5) };
    Appointment {
        id: Id::derived("example", &format!("visit {family} {start} {patient}")),
        patient: Some(patient),
        practitioner: doctor_id(family),
        start,
        minutes: minutes_of(code),
        reason: Some(reason_id(code)),
        created: Some(created),
        ..Appointment::default()
    }
}
