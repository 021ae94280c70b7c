//! The example practice: made-up people on a working day that is under way, the same whenever it is made for
//! the same date.

mod day;
mod diary;
mod people;

use super::{
    Desk,
    desk::Result,
    entry::{self, New, Open},
    passing::{self, Passing},
    patients, practice,
};
use crate::{
    base::{Clock, Id},
    model::{Practice, Practitioner, Reason, practitioner::Block},
    platform::{files, keystore::Keystore},
    vault::{Cost, Language, Means, Strength},
};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use std::path::Path;

pub const ZONE: &str = "Europe/Paris";
/// Who works in the example.
pub const PERSON: &str = "Nadège";
/// Opens the example's locked screen: no secret, it guards made-up people in a vault that is thrown away.
pub const PASSPHRASE: &str = "quatre tilleuls devant la fenêtre";

const ROY: &str = "Roy";
const LEFEVRE: &str = "Lefèvre";
const BENALI: &str = "Benali";

const CONSULTATION: &str = "consultation";
const FOLLOW_UP: &str = "follow-up";
const VACCINE: &str = "vaccine";
const CERTIFICATE: &str = "certificate";
const PREGNANCY: &str = "pregnancy";
const AFTER_BIRTH: &str = "after-birth";

/// Code, French, English, minutes. The hue is the place in the list.
const REASONS: [(&str, &str, &str, u32); 6] = [
    (CONSULTATION, "Consultation", "Consultation", 15),
    (FOLLOW_UP, "Suivi", "Follow-up", 20),
    (VACCINE, "Vaccin", "Vaccination", 10),
    (CERTIFICATE, "Certificat", "Certificate", 10),
    (PREGNANCY, "Suivi de grossesse", "Pregnancy check", 30),
    (AFTER_BIRTH, "Après la naissance", "After the birth", 30),
];

/// The record of the example practice, marked as one.
pub fn practice(lang: &str) -> Practice {
    Practice { name: "Maison de santé des Tilleuls".into(), zone: ZONE.into(), lang: lang.into(), example: true, ..Practice::default() }
}

/// The date itself, or the nearest weekday.
pub fn working_day(date: NaiveDate) -> NaiveDate {
    match date.weekday() {
        Weekday::Sat => date - Days::new(1),
        Weekday::Sun => date + Days::new(1),
        _ => date,
    }
}

/// When the example begins.
pub fn starts(date: NaiveDate) -> NaiveDateTime {
    at(working_day(date), 10, 20)
}

/// A running clock that says 10:20 now, on a working day.
pub fn clock(today: NaiveDate) -> Clock {
    Clock::from(starts(today), chrono_tz::Europe::Paris)
}

/// Fills a new practice with its people, its diary and a day under way, as it stands at 10:20.
pub fn fill(desk: &Desk, today: NaiveDate) -> Result<()> {
    let date = working_day(today);
    let french = desk.store.read::<_, crate::store::Error>(crate::store::practice::get)?.lang == "fr";
    let people = people::all(french);
    let diary = diary::Diary::new(date, &people);
    let before_work = at_time(desk, at(date, 7, 30));
    let everybody: Vec<_> = people.doctors.iter().chain(&people.midwifes).cloned().collect();
    before_work.act("init", move |tx| {
        for reason in reasons(french) {
            practice::save_reason(tx, &reason)?;
        }
        for practitioner in practitioners(french) {
            practice::save_practitioner(tx, &practitioner)?;
        }
        for patient in &everybody {
            patients::save_patient(tx, patient)?;
        }
        diary.write(tx)
    })?;
    day::live(&before_work, date, &people, french)
}

/// The same desk at another time.
fn at_time(desk: &Desk, now: NaiveDateTime) -> Desk {
    Desk { clock: Clock::fixed(now, desk.zone), ..desk.clone() }
}

fn at(date: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    date.and_time(time(hour, minute))
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

fn reasons(french: bool) -> Vec<Reason> {
    let reason = |(hue, (code, fr, en, minutes)): (usize, &(&str, &str, &str, u32))| Reason {
        id: reason_id(code),
        name: (*if french { fr } else { en }).into(),
        minutes: *minutes,
        hue: hue as u8,
        ..Reason::default()
    };
    REASONS.iter().enumerate().map(reason).collect()
}

fn reason_id(code: &str) -> Id {
    Id::derived("example", &format!("reason {code}"))
}

fn doctor_id(family: &str) -> Id {
    Id::derived("example", &format!("practitioner {family}"))
}

/// Family and the two blocks of a working day.
const HOURS: [(&str, [(u32, u32); 4]); 3] = [
    (ROY, [(9, 0), (12, 30), (14, 0), (18, 30)]),
    (LEFEVRE, [(8, 30), (12, 0), (13, 30), (17, 30)]),
    (BENALI, [(9, 0), (12, 0), (13, 30), (17, 0)]),
];

fn practitioners(french: bool) -> Vec<Practitioner> {
    let gp = if french { "Médecine générale" } else { "General practice" };
    let midwife = if french { "Sage-femme" } else { "Midwife" };
    let practitioner = |n: usize, (prefix, given): (&str, &str), gender: &str, speciality: &str| Practitioner {
        id: doctor_id(HOURS[n].0),
        family: HOURS[n].0.into(),
        given: vec![given.into()],
        prefix: prefix.into(),
        speciality: speciality.into(),
        gender: gender.into(),
        hours: week(&HOURS[n].1),
        into_break: 10,
        ..Practitioner::default()
    };
    vec![
        practitioner(0, ("Dr", "Claire"), "female", gp),
        practitioner(1, ("Dr", "Marc"), "male", gp),
        practitioner(2, ("", "Inès"), "female", midwife),
    ]
}

fn week(hours: &[(u32, u32); 4]) -> Vec<Block> {
    let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    let block = |day, pair: &[(u32, u32)]| Block { day, from: time(pair[0].0, pair[0].1), to: time(pair[1].0, pair[1].1) };
    days.iter().flat_map(|day| hours.chunks(2).map(|pair| block(*day, pair))).collect()
}

/// The example in a folder of its own, which goes when this is dropped. Encrypted as any practice is.
pub struct Example {
    pub open: Option<Open>,
    folder: Passing,
}

impl Example {
    pub fn open(lang: &str) -> entry::Result<Self> {
        let folder = Passing::new(passing::EXAMPLE, 0);
        files::private_folder(folder.path()).map_err(crate::vault::Error::from)?;
        let today = Clock::System.local(chrono_tz::Europe::Paris).date();
        let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
        let new = New { practice: practice(lang), person: PERSON, passphrase: PASSPHRASE, words: Language::French };
        let (mut open, _) = entry::create(folder.path(), new, means, "window")?;
        open.desk.clock = clock(today);
        fill(&open.desk, today)?;
        Ok(Example { open: Some(open), folder })
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Example {
    fn drop(&mut self) {
        // The lock is given back before the folder goes.
        self.open = None;
    }
}
