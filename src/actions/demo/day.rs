//! The example's morning until 10:20, lived through visit by visit with the acts those who work there would do.

use super::{
    AFTER_BIRTH, BENALI, CERTIFICATE, CONSULTATION, FOLLOW_UP, LEMAIRE, PREGNANCY, ROY, VACCINE, at, at_time,
    crew::Crew,
    diary::visit,
    doctor_id,
    people::{People, id_of},
    reason_id,
};
use crate::{
    actions::{Desk, booking, desk::Result, practice, reception},
    base::Id,
    model::Appointment,
};
use chrono::{NaiveDate, NaiveDateTime};

/// Hour and minute.
type Time = (u32, u32);

/// What became of a visit by 10:20.
enum Fate {
    /// Came, went in and was done.
    Seen(Time, Time, Time),
    /// Came and is in.
    In(Time, Time),
    /// Came; the file was looked at, or not yet.
    Ready(Time, Time),
    Waiting(Time),
    /// Came and left again.
    Left(Time, Time),
    NoShow(Time),
    Expected,
    /// Will be here then, and has telephoned to say so.
    Phoned(Time),
    /// Was told to be seen by then.
    Promised(Time),
    /// Called off at that time.
    Cancelled(Time),
}
use Fate::*;

/// When, for what, who, and what became of it. A name of nobody's story is one of the others.
type Planned = (Time, &'static str, &'static str, Fate);

/// Twenty minutes behind: the emergency that was placed at 9:20 took half an hour.
fn roy() -> Vec<Planned> {
    vec![
        ((9, 0), CONSULTATION, "pneumonia", Seen((8, 52), (9, 2), (9, 18))),
        ((9, 15), CONSULTATION, "walks-badly", Seen((9, 5), (9, 18), (9, 33))),
        ((9, 20), CONSULTATION, "emergency", Seen((9, 24), (9, 33), (10, 4))),
        ((9, 35), CERTIFICATE, "left", Left((9, 24), (9, 58))),
        ((9, 45), FOLLOW_UP, "deaf", In((9, 38), (10, 5))),
        ((10, 5), VACCINE, "anxious", Ready((9, 52), (10, 1))),
        ((10, 30), VACCINE, "lea-1984", Waiting((10, 14))),
        ((10, 40), CONSULTATION, "promised", Promised((10, 50))),
        ((10, 55), FOLLOW_UP, "phoned", Phoned((11, 5))),
        ((11, 20), FOLLOW_UP, "interpreter", Expected),
        ((11, 45), VACCINE, "booster", Expected),
        ((12, 0), CONSULTATION, "asthma", Expected),
    ]
}

/// On time.
fn lemaire() -> Vec<Planned> {
    vec![
        ((8, 30), CONSULTATION, "first", Seen((8, 14), (8, 30), (8, 46))),
        ((8, 45), FOLLOW_UP, "diabetes", Seen((8, 40), (8, 46), (9, 6))),
        ((9, 5), CERTIFICATE, "no-show", NoShow((9, 25))),
        ((9, 15), CONSULTATION, "", Seen((9, 10), (9, 15), (9, 29))),
        ((9, 30), VACCINE, "flu-shot", Seen((9, 19), (9, 30), (9, 40))),
        ((9, 40), FOLLOW_UP, "blood", Seen((9, 41), (9, 43), (10, 2))),
        ((10, 0), CONSULTATION, "late", Expected),
        ((10, 15), CONSULTATION, "in-lemaire", In((10, 6), (10, 15))),
        ((10, 30), CONSULTATION, "lea-child", Waiting((10, 17))),
        ((10, 45), VACCINE, "baby", Expected),
        ((10, 55), CONSULTATION, "double", Expected),
        ((11, 10), CERTIFICATE, "child-1", Expected),
        ((11, 20), CERTIFICATE, "child-2", Expected),
        ((11, 30), VACCINE, "child-3", Expected),
        ((11, 45), CONSULTATION, "cancelled", Cancelled((8, 41))),
        ((14, 30), FOLLOW_UP, "mother", Expected),
        ((14, 30), CERTIFICATE, "", Expected),
    ]
}

fn benali() -> Vec<Planned> {
    vec![
        ((9, 0), PREGNANCY, "twins", Seen((8, 51), (9, 1), (9, 31))),
        ((9, 30), AFTER_BIRTH, "newborn", Seen((9, 27), (9, 32), (10, 11))),
        ((10, 30), PREGNANCY, "early", Waiting((10, 16))),
        ((11, 0), PREGNANCY, "fasting", Expected),
        ((11, 30), AFTER_BIRTH, "latex", Expected),
    ]
}

/// Who stands at the desk without an appointment, and when.
const WALK_IN: (Time, &str, &str) = ((10, 16), "walk-in", CERTIFICATE);

/// Books the morning, and lets it go by.
pub fn live(desk: &Desk, crew: &Crew, date: NaiveDate, people: &People, french: bool) -> Result<()> {
    let mut others = people.others.iter().rev();
    let mut morning = Vec::new();
    for (doctor, plan) in [(ROY, roy()), (LEMAIRE, lemaire()), (BENALI, benali())] {
        for ((hour, minute), code, who, fate) in plan {
            let patient = if who.is_empty() { others.next().map(|p| p.id).unwrap_or_default() } else { id_of(who) };
            let ahead = if matches!(who, "emergency" | "baby") { 0 } else { 3 + u64::from(hour + minute) % 17 };
            let booked = visit(doctor, at(date, hour, minute), code, patient, ahead);
            morning.push((described(who, booked, french), fate));
        }
    }
    let booked: Vec<Appointment> = morning.iter().map(|(visit, _)| visit.clone()).collect();
    desk.act("init", move |tx| {
        for visit in &booked {
            tx.put(visit)?;
        }
        Ok(())
    })?;
    let mut events: Vec<(NaiveDateTime, Event, &Appointment)> = Vec::new();
    for (visit, fate) in &morning {
        events.extend(happened(fate).into_iter().map(|(time, event)| (at(date, time.0, time.1), event, visit)));
    }
    events.sort_by_key(|(when, event, visit)| (*when, *event, visit.id));
    for (when, event, visit) in events {
        // The doctor calls in; who answers the door and the telephone takes turns.
        let person = match event {
            Event::CallIn | Event::Finish => crew.doctor(visit.practitioner),
            _ if visit.practitioner == doctor_id(LEMAIRE) => crew.sophie,
            _ => crew.karim,
        };
        event.happen(&at_time(desk, person, when), when, visit.id, french)?;
    }
    let (came, who, code) = WALK_IN;
    let (came, id) = (at(date, came.0, came.1), Id::derived("example", &format!("walk-in {date}")));
    let comment =
        if french { "Sans rendez-vous : certificat pour la crèche." } else { "No appointment: a note for the nursery." }.to_owned();
    let new = booking::NewVisit {
        patient: Some(id_of(who)),
        practitioner: doctor_id(ROY),
        start: came,
        minutes: None,
        reason: Some(reason_id(code)),
        comment,
        walk_in: true,
    };
    at_time(desk, crew.karim, came).act("walk-in", move |tx| booking::walk_in(tx, came, id, &new))?;
    let (pause, back) = (at(date, 10, 14), at(date, 10, 30));
    let ines = crew.doctor(doctor_id(BENALI));
    at_time(desk, ines, pause).act("expected", move |tx| practice::expect_doctor(tx, doctor_id(BENALI), date, Some(back), "break"))?;
    Ok(())
}

/// A word in the diary where there is one to say.
fn described(who: &str, visit: Appointment, french: bool) -> Appointment {
    let comment = match who {
        "emergency" => ["Urgence placée à 9 h 12 : douleur à la poitrine.", "Emergency placed at 9:12: chest pain."],
        "deaf" => ["Apporte ses analyses.", "Brings her results."],
        "lea-1984" => ["Rappel du tétanos.", "Tetanus booster."],
        "interpreter" => ["Interprète réservé pour 11 h 20.", "Interpreter booked for 11:20."],
        "baby" => ["Calé entre deux : vaccins des deux mois.", "Squeezed in: two-month vaccinations."],
        "child-1" => ["Trois de suite : certificats de sport et un vaccin.", "Three in a row: sports certificates and a vaccination."],
        "mother" => ["Double volontaire : ordonnance seulement à côté.", "Double on purpose: the other is a prescription only."],
        "fasting" => ["À jeun : ne pas décaler.", "Fasting: not to be moved."],
        "asthma" => ["Radio des poumons à discuter.", "To talk about the chest X-ray."],
        _ => ["", ""],
    };
    let priority = (who == "emergency").then_some(1);
    let visit = super::prepared(visit, french, matches!(who, "interpreter" | "fasting"));
    Appointment { comment: comment[usize::from(!french)].into(), do_not_move: who == "fasting", priority, ..visit }
}

/// In the order in which two of the same minute happen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Finish,
    Arrive,
    CheckIn,
    CallIn,
    NoShow,
    Leave,
    Cancel,
    Promise(u32, u32),
    Phone(u32, u32),
}

fn happened(fate: &Fate) -> Vec<(Time, Event)> {
    use Event as Ev;
    match *fate {
        Seen(came, went_in, done) => vec![(came, Ev::Arrive), (went_in, Ev::CallIn), (done, Ev::Finish)],
        In(came, went_in) => vec![(came, Ev::Arrive), (went_in, Ev::CallIn)],
        Ready(came, ready) => vec![(came, Ev::Arrive), (ready, Ev::CheckIn)],
        Waiting(came) => vec![(came, Ev::Arrive)],
        Left(came, went) => vec![(came, Ev::Arrive), (went, Ev::Leave)],
        Fate::NoShow(noted) => vec![(noted, Ev::NoShow)],
        Expected => vec![],
        Phoned(eta) => vec![((10, 8), Ev::Phone(eta.0, eta.1))],
        Promised(start) => vec![((9, 50), Ev::Promise(start.0, start.1))],
        Cancelled(called) => vec![(called, Ev::Cancel)],
    }
}

impl Event {
    fn happen(self, desk: &Desk, when: NaiveDateTime, id: Id, french: bool) -> Result<()> {
        let date = when.date();
        let ill = if french { "Enfant malade, rappellera" } else { "Child ill, will ring back" };
        match self {
            Event::Arrive => desk.act("arrive", move |tx| reception::arrive(tx, when, id))?,
            Event::CheckIn => desk.act("check-in", move |tx| reception::check_in(tx, when, id))?,
            Event::CallIn => desk.act("call-in", move |tx| reception::call_in(tx, when, id))?,
            Event::Finish => desk.act("finish", move |tx| reception::finish(tx, when, id))?,
            Event::NoShow => desk.act("no-show", move |tx| reception::no_show(tx, id))?,
            Event::Leave => desk.act("left", move |tx| reception::leave_unseen(tx, when, id))?,
            Event::Cancel => desk.act("cancel", move |tx| reception::cancel(tx, id, ill))?,
            Event::Promise(h, m) => desk.act("promise", move |tx| reception::promise(tx, id, Some(at(date, h, m))))?,
            Event::Phone(h, m) => desk.act("phoned", move |tx| reception::phoned(tx, id, Some(at(date, h, m))))?,
        };
        Ok(())
    }
}
