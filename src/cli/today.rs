//! `genki today`: the day in order.

use super::{Answer, Result, With, doctor, table::table, words::Error};
use crate::{
    lang::Lang,
    model::transition::{AppointmentStatus as A, EncounterStatus as E},
    store::day::{self, DayOf, Place, VisitToday},
    t,
    words::{self, time, time_of},
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

/// Show the day in order: who is seen when, and why
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The day, as 2026-11-23
    #[arg(long, value_name = "DATE")]
    date: Option<NaiveDate>,
    /// One practitioner, by name or id
    #[arg(long, value_name = "NAME")]
    practitioner: Option<String>,
}

#[derive(Debug, Serialize)]
struct Today {
    date: NaiveDate,
    now: String,
    practitioners: Vec<OfOne>,
}

#[derive(Debug, Serialize)]
struct OfOne {
    id: String,
    name: String,
    visits: Vec<Visit>,
    behind: i64,
    overtime: i64,
}

#[derive(Debug, Serialize)]
struct Visit {
    patient: String,
    booked: String,
    minutes: u32,
    status: &'static str,
    arrived: Option<String>,
    start: Option<String>,
    from: Option<String>,
    to: Option<String>,
    delay: Option<i64>,
    wait: Option<i64>,
    late: bool,
    why: String,
    encounter: Option<&'static str>,
    called_in: Option<String>,
    finished: Option<String>,
    reason: Option<String>,
    promised: Option<String>,
    id: String,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let open = with.read()?;
    let (now, date) = (open.desk.now(), args.date.unwrap_or_else(|| open.desk.today()));
    let days = open.desk.store.read::<_, Error>(|db| {
        let only = doctor::named(db, args.practitioner.as_deref())?;
        Ok(day::days(db, now, date, only)?)
    })?;
    let practitioners: Vec<OfOne> = days.iter().map(|day| of_one(day, lang)).collect();
    let text = text(lang, date, now, &practitioners);
    Answer::new(Today { date, now: time(now), practitioners }, text)
}

fn of_one(day: &DayOf, lang: Lang) -> OfOne {
    OfOne {
        id: day.practitioner.id.to_string(),
        name: day.practitioner.name(),
        visits: day.visits.iter().map(|v| visit(day, v, lang)).collect(),
        behind: day.projection.behind,
        overtime: day.projection.overtime,
    }
}

fn visit(day: &DayOf, v: &VisitToday, lang: Lang) -> Visit {
    let (a, encounter) = (&v.appointment, v.encounter.as_ref());
    let called_in = encounter.and_then(|e| e.started);
    let projected = v.projected.as_ref();
    let minutes =
        |from: NaiveDateTime, to: NaiveDateTime| crate::base::clock::minute(to, day.zone) - crate::base::clock::minute(from, day.zone);
    Visit {
        patient: v.patient.as_ref().map_or_else(|| if a.label.is_empty() { a.comment.clone() } else { a.label.clone() }, |p| p.name()),
        booked: time(a.start),
        minutes: a.minutes,
        status: status(v).code(),
        arrived: v.arrived().map(time),
        start: projected.map(|p| time_of(p.start, day.zone)),
        from: projected.map(|p| time_of(p.from, day.zone)),
        to: projected.map(|p| time_of(p.to, day.zone)),
        delay: projected.map(|p| p.delay).or_else(|| called_in.map(|at| minutes(a.start, at))),
        wait: projected.map(|p| p.wait).or_else(|| called_in.zip(v.arrived()).map(|(at, came)| minutes(came, at))),
        late: v.place == Place::Late,
        why: projected.map(|p| words::why(lang, &p.why, &day.practitioner, day.zone)).unwrap_or_default(),
        encounter: encounter.map(|e| e.status.code()),
        called_in: called_in.map(time),
        finished: encounter.and_then(|e| e.finished).map(time),
        reason: v.reason.as_ref().map(|r| r.name.clone()).or_else(|| Some(a.reason_text.clone()).filter(|t| !t.is_empty())),
        promised: a.promised_start.map(time),
        id: a.id.to_string(),
    }
}

/// Where an encounter from elsewhere is further than its appointment, the encounter is right.
fn status(v: &VisitToday) -> A {
    let planned = v.appointment.status;
    let open = matches!(planned, A::Pending | A::Booked | A::NoShow);
    match v.encounter.as_ref().map(|e| e.status) {
        Some(E::Arrived) if open => A::Arrived,
        Some(E::InProgress | E::OnLeave | E::Finished) => A::Fulfilled,
        _ => planned,
    }
}

fn text(lang: Lang, date: NaiveDate, now: NaiveDateTime, days: &[OfOne]) -> String {
    let mut text = format!("{} · {}\n", words::day(lang, date), t!(lang, "now-is", time = time(now)));
    if days.is_empty() {
        text += &format!("\n{}\n", t!(lang, "today-no-practitioner"));
    }
    for day in days {
        let behind = if day.behind > 0 {
            format!("{} {}", words::minutes(lang, day.behind), t!(lang, "behind-word"))
        } else {
            t!(lang, "behind-ok")
        };
        text += &format!("\n{} · {behind}\n", day.name);
        if day.visits.is_empty() {
            text += &format!("{}\n", t!(lang, "today-empty"));
        }
        let rows: Vec<Vec<String>> = day.visits.iter().map(|v| row(lang, v)).collect();
        text += &table(&rows);
    }
    text
}

fn row(lang: Lang, v: &Visit) -> Vec<String> {
    let state = match (v.status, v.encounter) {
        _ if v.late => t!(lang, "state-late"),
        (_, Some("in-progress")) => t!(lang, "state-doctor"),
        (_, Some("onleave")) => t!(lang, "state-out"),
        ("arrived", _) => t!(lang, "state-here"),
        ("checked-in", _) => t!(lang, "state-ready"),
        ("noshow", _) => t!(lang, "state-noshow"),
        ("cancelled", _) => t!(lang, "state-cancelled"),
        ("fulfilled", _) => t!(lang, "state-gone"),
        _ => t!(lang, "state-expected"),
    };
    let projected = match (&v.start, &v.from, &v.to) {
        (Some(start), Some(from), Some(to)) => format!("{start} ({from}–{to})"),
        _ => String::new(),
    };
    vec![format!("  {}", v.booked), v.patient.clone(), state, projected, v.why.clone()]
}
