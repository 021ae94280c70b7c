//! Who works in the example, and who sees patients there.

use super::{BENALI, LEMAIRE, ROY, VIDAL, doctor_id, time};
use crate::{
    actions::{
        Desk,
        desk::Result,
        entry::{self, Open},
        notes, persons, results,
    },
    base::Id,
    model::{Person, Practitioner, person::Role, practitioner::Block, result::Decision},
    store,
};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

/// Name, role, and whose day is theirs, besides the one who looks.
const STAFF: [(&str, Role, &str); 6] = [
    ("Karim", Role::Secretary, ""),
    ("Sophie", Role::Secretary, ""),
    ("Dr Roy", Role::Doctor, ROY),
    ("Dr Lemaire", Role::Doctor, LEMAIRE),
    ("Dr Vidal", Role::Doctor, VIDAL),
    ("Inès Benali", Role::Doctor, BENALI),
];

/// Those who wrote the example's past: not the one who looks, so that what she takes back is her own.
pub struct Crew {
    pub karim: Id,
    pub sophie: Id,
    doctors: Vec<(Id, Id)>,
}

impl Crew {
    /// The person of a practitioner.
    pub fn doctor(&self, practitioner: Id) -> Id {
        self.doctors.iter().find(|d| d.0 == practitioner).map_or(self.karim, |d| d.1)
    }

    /// Those who are there; where nobody was given keys, they are noted without.
    pub fn of(desk: &Desk) -> Result<Self> {
        let there = desk.store.read::<_, store::Error>(store::people::all)?;
        let keyless = |(name, role, family): &(&str, Role, &str)| {
            let practitioner = (!family.is_empty()).then(|| doctor_id(family));
            Person {
                id: Id::derived("example", &format!("person {name}")),
                name: (*name).into(),
                role: *role,
                practitioner,
                ..Person::default()
            }
        };
        let staff: Vec<Person> =
            STAFF.iter().map(|s| there.iter().find(|p| p.name == s.0).cloned().unwrap_or_else(|| keyless(s))).collect();
        let new: Vec<Person> = staff.iter().filter(|p| !there.contains(p)).cloned().collect();
        if !new.is_empty() {
            desk.act("init", move |tx| new.iter().try_for_each(|p| Ok(tx.put(p).map(drop)?)))?;
        }
        let doctors = staff.iter().filter_map(|p| p.practitioner.map(|d| (d, p.id))).collect();
        Ok(Crew { karim: staff[0].id, sophie: staff[1].id, doctors })
    }
}

/// Gives everybody keys, under one passphrase: nobody has to guard made-up people.
pub fn join(open: &mut Open, passphrase: &str) -> entry::Result<()> {
    let there = open.desk.store.read::<_, store::Error>(store::people::all)?;
    // Whoever made the practice may bear the name of one of them.
    for (name, role, family) in STAFF.into_iter().filter(|s| there.iter().all(|p| p.name != s.0)) {
        let practitioner = (!family.is_empty()).then(|| doctor_id(family));
        let new = persons::New { name, role, manager: false, practitioner, passphrase };
        persons::add(&open.desk, &mut open.vault, &open.opened, new)?;
    }
    Ok(())
}

/// What only a doctor can have written: a note for the doctors alone, and what may be said of a result.
pub fn sealed(open: &Open, passphrase: &str, french: bool) -> entry::Result<()> {
    let people = open.desk.store.read::<_, store::Error>(store::people::all)?;
    let Some(roy) = people.iter().find(|p| p.practitioner == Some(doctor_id(ROY))) else { return Ok(()) };
    let opened = open.vault.unlock(roy.id, passphrase)?;
    let desk = open.desk.of_person(roy.id, opened.pair())?;
    let others = people.iter().filter(|p| p.role == Role::Doctor && p.id != roy.id);
    others.map(|p| p.id).try_for_each(|id| persons::admit(&desk, id))?;
    let say = move |fr: &'static str, en: &'static str| if french { fr } else { en };
    let anxious = super::people::id_of("anxious");
    let asthma = super::people::id_of("asthma");
    let blood = super::people::id_of("blood");
    let now = desk.now() - chrono::TimeDelta::days(1);
    desk.act("note-add", move |tx| {
        let text =
            say("Crises d’angoisse depuis l’accident ; suivi psychologique en cours.", "Panic attacks since the accident; in counselling.");
        notes::add(tx, now, anxious, text, true)
    })?;
    let received = desk.act("result-in", move |tx| {
        let title = say("Prise de sang, laboratoire de la Gare", "Blood test, Station Road laboratory");
        let said = say("Ferritine 9 µg/l, hémoglobine 11,2 g/dl.", "Ferritin 9 µg/l, haemoglobin 11.2 g/dl.");
        results::receive(tx, now, blood, title, said)
    })?;
    desk.act("result-decide", move |tx| {
        let words = say(
            "Un peu de fer à prendre trois mois ; l’ordonnance est à l’accueil.",
            "A little iron for three months; the prescription is at the desk.",
        );
        results::decide(tx, now, received.answer, Decision::Say, words)
    })?;
    in_every_state(&desk, now, say)?;
    desk.act("result-in", move |tx| {
        let title = say("Radio des poumons", "Chest X-ray");
        let text = say("Pas de foyer ; syndrome bronchique.", "No consolidation; bronchial thickening.");
        let name = say("radio-poumons.pdf", "chest-x-ray.pdf");
        results::receive_files(tx, now, asthma, title, text, &[(name.to_owned(), x_ray(french).into())])
    })?;
    Ok(())
}

/// The letter that came with a picture of somebody's lungs.
fn x_ray(french: bool) -> Vec<u8> {
    let (heading, lines) = if french {
        let lines = [
            "Radiographie thoracique de face et de profil",
            "",
            "Indication : toux depuis trois semaines, asthme connu.",
            "",
            "Pas de foyer parenchymateux systématisé.",
            "Épaississement bronchique diffus, compatible avec un syndrome bronchique.",
            "Pas d'épanchement pleural. Silhouette cardiaque de taille normale.",
            "",
            "Conclusion : syndrome bronchique, sans foyer.",
        ];
        ("Centre d'imagerie des Tilleuls", lines)
    } else {
        let lines = [
            "Chest radiograph, frontal and lateral",
            "",
            "Indication: cough for three weeks, known asthma.",
            "",
            "No consolidation.",
            "Diffuse bronchial wall thickening.",
            "No pleural effusion. The heart is of normal size.",
            "",
            "Conclusion: bronchial thickening, no consolidation.",
        ];
        ("Lime Street Imaging", lines)
    };
    super::letter::pdf(heading, &lines)
}

/// One for whom an appointment is wanted, one whom the doctor calls, one that was said.
fn in_every_state(desk: &Desk, now: NaiveDateTime, say: impl Fn(&'static str, &'static str) -> &'static str) -> Result<()> {
    let all = [
        ("first", say("Scanner du thorax", "Chest CT"), Decision::Appointment, say("Dans les quinze jours.", "Within a fortnight.")),
        ("pneumonia", say("Radio de contrôle", "Follow-up X-ray"), Decision::ICall, ""),
        (
            "deaf",
            say("Bilan thyroïdien", "Thyroid test"),
            Decision::Say,
            say("Tout va bien, on refait dans un an.", "All is well, again in a year."),
        ),
    ];
    for (who, title, decision, words) in all {
        let id = desk.act("result-in", move |tx| results::receive(tx, now, super::people::id_of(who), title, ""))?.answer;
        desk.act("result-decide", move |tx| results::decide(tx, now, id, decision, words))?;
        if decision == Decision::Say {
            let to = say("la patiente", "the patient");
            desk.act("result-tell", move |tx| results::tell(tx, now, id, to))?;
        }
    }
    Ok(())
}

/// The blocks of a working day.
const HOURS: [(&str, &[(u32, u32)]); 4] = [
    (ROY, &[(9, 0), (12, 30), (14, 0), (18, 30)]),
    (LEMAIRE, &[(8, 30), (12, 0), (13, 30), (17, 30)]),
    (VIDAL, &[(9, 0), (12, 0), (14, 0), (17, 0)]),
    // Mornings alone.
    (BENALI, &[(9, 0), (12, 30)]),
];

/// When somebody works on a day: the example's today is Dr Vidal's day off.
pub fn blocks(family: &str, date: NaiveDate, today: NaiveDate) -> &'static [(u32, u32)] {
    if family == VIDAL && date.weekday() == today.weekday() {
        return &[];
    }
    HOURS.iter().find(|h| h.0 == family).map_or(&[], |h| h.1)
}

pub fn practitioners(french: bool, today: NaiveDate) -> Vec<Practitioner> {
    let say = |fr: &'static str, en: &'static str| if french { fr } else { en };
    let (gp, midwife) = (say("Médecine générale", "General practice"), say("Sage-femme", "Midwife"));
    let one = |family: &str, (prefix, given): (&str, &str), gender: &str, speciality: &str| Practitioner {
        id: doctor_id(family),
        family: family.into(),
        given: vec![given.into()],
        prefix: prefix.into(),
        speciality: speciality.into(),
        gender: gender.into(),
        hours: week(family, today),
        into_break: 10,
        ..Practitioner::default()
    };
    vec![
        one(ROY, ("Dr", "Claire"), "female", gp),
        one(LEMAIRE, ("Dr", "Marc"), "male", gp),
        one(BENALI, ("", "Inès"), "female", midwife),
        one(VIDAL, ("Dr", "Hélène"), "female", gp),
    ]
}

fn week(family: &str, today: NaiveDate) -> Vec<Block> {
    let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    let block = |day, pair: &[(u32, u32)]| Block { day, from: time(pair[0].0, pair[0].1), to: time(pair[1].0, pair[1].1) };
    let off = |day: &Weekday| family == VIDAL && *day == today.weekday();
    let hours = HOURS.iter().find(|h| h.0 == family).map_or(&[][..], |h| h.1);
    days.iter().filter(|day| !off(day)).flat_map(|day| hours.chunks(2).map(|pair| block(*day, pair))).collect()
}
