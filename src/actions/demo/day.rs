//! The example's morning until 10:20, lived through visit by visit with the acts a secretary would do.

use super::{
    AFTER_BIRTH, BENALI, CERTIFICATE, CONSULTATION, FOLLOW_UP, LEFEVRE, PREGNANCY, ROY, VACCINE, at, at_time, diary::visit, doctor_id,
    people::People,
};
use crate::{
    actions::{Desk, desk::Result, practice, reception},
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
}
use Fate::*;

type Planned = (Time, &'static str, Fate);

/// Twenty minutes behind since the visit of 9:15, which took twice its time.
fn roy() -> Vec<Planned> {
    vec![
        ((9, 0), CONSULTATION, Seen((8, 52), (9, 6), (9, 24))),
        ((9, 15), CONSULTATION, Seen((9, 8), (9, 24), (10, 4))),
        ((9, 30), CONSULTATION, Left((9, 24), (9, 58))),
        ((9, 45), FOLLOW_UP, In((9, 38), (10, 5))),
        ((10, 5), CONSULTATION, Ready((9, 58), (10, 1))),
        ((10, 20), VACCINE, Waiting((10, 14))),
        ((10, 30), CONSULTATION, Promised((11, 0))),
        ((10, 45), FOLLOW_UP, Phoned((10, 55))),
        ((11, 20), CONSULTATION, Expected),
        ((11, 45), VACCINE, Expected),
    ]
}

fn lefevre() -> Vec<Planned> {
    vec![
        ((8, 30), CONSULTATION, Seen((8, 21), (8, 30), (8, 46))),
        ((8, 45), FOLLOW_UP, Seen((8, 40), (8, 46), (9, 6))),
        ((9, 5), CERTIFICATE, NoShow((9, 25))),
        ((9, 15), CONSULTATION, Seen((9, 10), (9, 15), (9, 29))),
        ((9, 30), VACCINE, Seen((9, 19), (9, 30), (9, 40))),
        ((9, 40), FOLLOW_UP, Seen((9, 41), (9, 43), (10, 2))),
        ((10, 0), CONSULTATION, Expected),
        ((10, 15), CONSULTATION, In((10, 6), (10, 15))),
        ((10, 30), FOLLOW_UP, Waiting((10, 17))),
        ((10, 50), CONSULTATION, Expected),
        ((11, 10), FOLLOW_UP, Expected),
        ((11, 40), CERTIFICATE, Expected),
    ]
}

fn benali() -> Vec<Planned> {
    vec![
        ((9, 0), PREGNANCY, Seen((8, 51), (9, 1), (9, 31))),
        ((9, 30), AFTER_BIRTH, Seen((9, 27), (9, 32), (10, 11))),
        ((10, 30), PREGNANCY, Waiting((10, 16))),
        ((11, 0), PREGNANCY, Expected),
        ((11, 30), AFTER_BIRTH, Expected),
    ]
}

/// Books the morning, and lets it go by.
pub fn live(desk: &Desk, date: NaiveDate, people: &People, french: bool) -> Result<()> {
    let plans =
        [(ROY, roy(), &people.doctors[..12]), (LEFEVRE, lefevre(), &people.doctors[12..24]), (BENALI, benali(), &people.midwifes[..])];
    let mut morning = Vec::new();
    for (doctor, plan, who) in plans {
        for ((time, code, fate), patient) in plan.into_iter().zip(who) {
            morning.push((visit(doctor, at(date, time.0, time.1), code, patient.id), fate));
        }
    }
    let booked: Vec<Appointment> = morning.iter().map(|(visit, _)| described(visit, french)).collect();
    desk.act("init", move |tx| {
        for visit in &booked {
            tx.put(visit)?;
        }
        Ok(())
    })?;
    let mut events: Vec<(NaiveDateTime, Id, Event)> = Vec::new();
    for (visit, fate) in &morning {
        events.extend(happened(fate).into_iter().map(|(time, event)| (at(date, time.0, time.1), visit.id, event)));
    }
    events.sort_by_key(|(when, id, event)| (*when, *event, *id));
    for (when, id, event) in events {
        event.happen(&at_time(desk, when), when, id)?;
    }
    let pause = at(date, 10, 14);
    let back = at(date, 10, 30);
    at_time(desk, pause).act("expected", move |tx| practice::expect_doctor(tx, doctor_id(BENALI), date, Some(back), "break"))?;
    Ok(())
}

/// A word in the diary where there is one to say.
fn described(visit: &Appointment, french: bool) -> Appointment {
    let is = |doctor: &str, hour, minute| visit.practitioner == doctor_id(doctor) && visit.start.time() == super::time(hour, minute);
    let say = |fr: &str, en: &str| (if french { fr } else { en }).to_owned();
    let comment = match () {
        _ if is(ROY, 9, 45) => say("Apporte ses analyses.", "Brings her results."),
        _ if is(ROY, 10, 20) => say("Rappel du tétanos.", "Tetanus booster."),
        _ if is(BENALI, 11, 0) => say("À jeun : ne pas décaler.", "Fasting: not to be moved."),
        _ if is(LEFEVRE, 10, 50) => say("Certificat pour le sport en plus.", "A sports certificate, too."),
        _ => String::new(),
    };
    Appointment { comment, do_not_move: is(BENALI, 11, 0), ..visit.clone() }
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
    }
}

impl Event {
    fn happen(self, desk: &Desk, when: NaiveDateTime, id: Id) -> Result<()> {
        let date = when.date();
        match self {
            Event::Arrive => desk.act("arrive", move |tx| reception::arrive(tx, when, id))?,
            Event::CheckIn => desk.act("check-in", move |tx| reception::check_in(tx, when, id))?,
            Event::CallIn => desk.act("call-in", move |tx| reception::call_in(tx, when, id))?,
            Event::Finish => desk.act("finish", move |tx| reception::finish(tx, when, id))?,
            Event::NoShow => desk.act("no-show", move |tx| reception::no_show(tx, id))?,
            Event::Leave => desk.act("left", move |tx| reception::leave_unseen(tx, when, id))?,
            Event::Promise(h, m) => desk.act("promise", move |tx| reception::promise(tx, id, Some(at(date, h, m))))?,
            Event::Phone(h, m) => desk.act("phoned", move |tx| reception::phoned(tx, id, Some(at(date, h, m))))?,
        };
        Ok(())
    }
}
