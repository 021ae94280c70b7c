//! The example practice: made-up people on a working day that is under way, with stories to tell, the days before and
//! after. The same whenever it is made for the same date.

mod chance;
mod crew;
mod day;
mod diary;
mod letter;
mod minds;
mod names;
mod owed;
mod people;
mod recalls;
mod stories;

use super::{
    Desk,
    desk::Result,
    entry::{self, New, Open},
    passing::{self, Passing},
    patients, practice,
};
use crate::{
    base::{Clock, Id},
    model::{Appointment, DayNote, Practice, Reason},
    platform::{files, keystore::Keystore},
    vault::{Cost, Language, Means, Strength},
};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;
use std::path::Path;

/// Who looks at the example. She has done nothing in it yet: what she takes back is her own.
pub const PERSON: &str = "Nadège";
/// Opens the example's locked screen, for everybody who works there: no secret, it guards made-up people in a vault that
/// is thrown away.
pub const PASSPHRASE: &str = "quatre tilleuls devant la fenêtre";

const ROY: &str = "Roy";
const LEMAIRE: &str = "Lemaire";
const VIDAL: &str = "Vidal";
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

/// What must be ready for some of them.
const NEEDS: [(&str, &str, &str); 2] =
    [(FOLLOW_UP, "Derniers résultats d’analyses", "Latest test results"), (PREGNANCY, "Compte rendu d’échographie", "Ultrasound report")];

/// The record of the example practice, marked as one.
pub fn practice(lang: &str) -> Practice {
    let (name, zone, country) =
        if lang == "fr" { ("Maison de santé des Tilleuls", "Europe/Paris", "FR") } else { ("Linden Tree Surgery", "Europe/London", "GB") };
    Practice { name: name.into(), zone: zone.into(), country: country.into(), lang: lang.into(), example: true, ..Practice::default() }
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
pub fn clock(today: NaiveDate, zone: Tz) -> Clock {
    Clock::from(starts(today), zone)
}

/// Fills a new practice with its people, its diary and a day under way, as it stands at 10:20.
pub fn fill(desk: &Desk, today: NaiveDate) -> Result<()> {
    let date = working_day(today);
    let french = desk.store.read::<_, crate::store::Error>(crate::store::practice::get)?.lang == "fr";
    let people = people::all(french, date);
    let diary = diary::Diary::new(date, &people, french);
    let before_work = at_time(desk, desk.person, at(date, 7, 30));
    let crew = crew::Crew::of(&before_work)?;
    let everybody: Vec<_> = people.all().cloned().collect();
    let for_recalls = everybody.clone();
    before_work.act("init", move |tx| {
        for reason in reasons(french) {
            practice::save_reason(tx, &reason)?;
        }
        for practitioner in crew::practitioners(french, date) {
            practice::save_practitioner(tx, &practitioner)?;
        }
        for patient in &everybody {
            patients::save_patient(tx, patient)?;
        }
        tx.put(&away(date, french))?;
        recalls::write(tx, date, &for_recalls, french)?;
        diary.write(tx)
    })?;
    day::live(&before_work, &crew, date, &people, french)?;
    owed::promise(&before_work, &crew, date, french)?;
    minds::keep(&before_work, &crew, date, french)
}

/// Who is not there today, and who sees hers.
fn away(date: NaiveDate, french: bool) -> DayNote {
    let text = if french {
        "Dr Vidal en formation aujourd’hui : ses urgences pour le Dr Lemaire."
    } else {
        "Dr Vidal is on a course today: Dr Lemaire sees her emergencies."
    };
    DayNote { id: Id::derived("example", &format!("away {date}")), date, until: date, text: text.into(), ..DayNote::default() }
}

/// The same practice for another person at another time.
fn at_time(desk: &Desk, person: Id, now: NaiveDateTime) -> Desk {
    Desk { clock: Clock::fixed(now, desk.zone), person, ..desk.clone() }
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
        needs: needs(code, french),
        ..Reason::default()
    };
    REASONS.iter().enumerate().map(reason).collect()
}

fn needs(code: &str, french: bool) -> Vec<String> {
    NEEDS.iter().filter(|n| n.0 == code).map(|n| if french { n.1 } else { n.2 }.to_owned()).collect()
}

/// A visit with what it needs at hand, but for a few.
fn prepared(visit: Appointment, french: bool, missing: bool) -> Appointment {
    let code = NEEDS.iter().find(|n| visit.reason == Some(reason_id(n.0)));
    let ready = code.filter(|_| !missing).map(|n| needs(n.0, french)).unwrap_or_default();
    Appointment { ready, ..visit }
}

fn reason_id(code: &str) -> Id {
    Id::derived("example", &format!("reason {code}"))
}

fn doctor_id(family: &str) -> Id {
    Id::derived("example", &format!("practitioner {family}"))
}

/// The example with keys for everybody who works there: what `create` made, filled.
pub fn settle(open: &mut Open, today: NaiveDate, passphrase: &str) -> entry::Result<()> {
    let (clock, zone, day) = (open.desk.clock, open.desk.zone, working_day(today));
    // They joined long ago, and what doctors wrote is this morning's: the history is to read like one.
    open.desk.clock = Clock::fixed(at(day - Days::new(28), 8, 0), zone);
    crew::join(open, passphrase)?;
    open.desk.clock = clock;
    fill(&open.desk, today)?;
    let french = open.desk.store.read::<_, crate::store::Error>(crate::store::practice::get)?.lang == "fr";
    open.desk.clock = Clock::fixed(at(day, 8, 10), zone);
    let sealed = crew::sealed(open, passphrase, french);
    open.desk.clock = clock;
    sealed
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
        let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
        let new = New { practice: practice(lang), person: PERSON, passphrase: PASSPHRASE, words: Language::French };
        let (mut open, _) = entry::create(folder.path(), new, means, "window")?;
        let today = open.desk.today();
        open.desk.clock = clock(today, open.desk.zone);
        settle(&mut open, today, PASSPHRASE)?;
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
