//! What a line says, in plain words.

use super::view::Shown;
use crate::{
    model::owed::{Sort, Step},
    ui::{parts::people, session::Session},
    words,
};
use chrono::NaiveDateTime;
use dioxus::prelude::*;

/// "9:40", "tomorrow 9:40", "Mon 30 Nov 9:40".
pub fn when(session: Session, at: NaiveDateTime) -> String {
    let (today, time) = (session.today(), words::time(at));
    match (at.date() - today).num_days() {
        0 => time,
        1 => session.tr("owed-tomorrow", &[("time", time.into())]),
        -1 => session.tr("owed-yesterday", &[("time", time.into())]),
        _ => format!("{} {time}", words::day_short_from(*session.lang.read(), at.date(), today)),
    }
}

/// Who it is about: a patient, a caller, or who wrote.
pub fn who(session: Session, shown: &Shown) -> (String, String) {
    let owed = &shown.line.owed;
    if let Some(p) = &shown.line.who {
        return people::name_parts(session, p);
    }
    let number = shown.number();
    let name = match owed.sort {
        Sort::Message => shown.by.clone(),
        _ if *session.privacy.read() => "…".into(),
        _ => [owed.caller.trim(), number.as_str()]
            .into_iter()
            .find(|n| !n.is_empty())
            .map_or_else(|| session.t("owed-nobody"), str::to_owned),
    };
    (name, String::new())
}

/// The whole name in one text.
pub fn name(session: Session, shown: &Shown) -> String {
    let (family, first) = who(session, shown);
    format!("{family} {first}").trim().to_owned()
}

/// "44 years", of a patient, unless the screen is in view of others.
pub fn age(session: Session, shown: &Shown) -> Option<String> {
    let years = shown.line.who.as_ref()?.age(session.today()).filter(|_| !*session.privacy.read())?;
    Some(session.tr("years-old", &[("n", years.into())]))
}

/// Since when, until when, whose, how often it was tried.
pub fn facts(session: Session, shown: &Shown) -> Vec<String> {
    let owed = &shown.line.owed;
    let now = session.now();
    let by_name =
        |key: &str, at: NaiveDateTime, name: &str| session.tr(key, &[("when", when(session, at).into()), ("name", name.to_owned().into())]);
    let at_time = |key: &str, at: NaiveDateTime| session.tr(key, &[("when", when(session, at).into())]);
    let mut said = Vec::new();
    let asked = shown.task.as_ref().map_or(owed.since, |t| t.at);
    match (owed.sort, owed.wanted) {
        _ if owed.asleep => {
            said.extend(owed.wanted.map(|at| at_time("owed-until", at)));
            // What was promised stays promised.
            let promised = shown.task.as_ref().filter(|_| owed.sort == Sort::CallBack).and_then(|t| t.due);
            said.extend(promised.map(|due| at_time("owed-promised", due)));
        }
        (Sort::CallBack, Some(at)) => {
            let promised = shown.task.as_ref().and_then(|t| t.due);
            said.extend(promised.map(|due| at_time("owed-promised", due)));
            // Tried in vain, and to be tried again at another time.
            said.extend((promised != Some(at)).then(|| at_time("owed-again", at)));
        }
        (Sort::Question, wanted) if owed.doctors => {
            said.push(by_name("owed-asked", asked, &shown.by));
            said.extend(wanted.map(|at| at_time("owed-needed", at)));
        }
        (Sort::Message, _) => said.push(when(session, asked)),
        (Sort::Result, _) if owed.step == Step::Decide => said.push(at_time("owed-came", owed.since)),
        (Sort::Preparation, Some(at)) if !shown.line.missing.is_empty() => said.push(at_time("owed-visit", at)),
        (_, Some(at)) if shown.said_by.is_empty() => said.push(at_time("owed-by", at)),
        _ if shown.said_by.is_empty() => said.push(at_time("owed-since", asked)),
        _ => {}
    }
    if let Some(late) = owed.wanted.filter(|at| *at < now && !owed.asleep && owed.sort != Sort::Message) {
        said.push(late_by(session, (now - late).num_minutes()));
    }
    if !shown.said_by.is_empty() {
        let at = shown.task.as_ref().and_then(|t| t.answered_at).or(shown.result.as_ref().and_then(|r| r.decided_at)).unwrap_or(owed.since);
        said.push(by_name(if shown.said_by_doctor { "owed-said" } else { "owed-noted" }, at, &shown.said_by));
    }
    let mine = owed.owner == Some(session.desk.peek().person);
    if mine && !owed.doctors {
        said.push(session.t("owed-of-you"));
    } else if mine {
        // It stands in the doctor's own inbox.
    } else if owed.doctors && shown.line.owner.is_empty() {
        said.push(session.t("owed-any-doctor"));
    } else if !shown.line.owner.is_empty() {
        said.push(session.tr("owed-of", &[("name", shown.line.owner.clone().into())]));
    }
    if let Some(last) = shown.last_try {
        said.push(session.tr("owed-tried", &[("n", owed.tries.into()), ("when", when(session, last).into())]));
    }
    said
}

fn late_by(session: Session, minutes: i64) -> String {
    match minutes {
        ..60 => session.tr("owed-late-by", &[("time", words::minutes(*session.lang.read(), minutes).into())]),
        60..1440 => session.tr("owed-late-hours", &[("n", (minutes / 60).into())]),
        _ => session.tr("owed-late-days", &[("n", (minutes / 1440).into())]),
    }
}

/// What the doctor said, in one word: "Yes", "Is to come".
pub fn answer(session: Session, shown: &Shown) -> Option<String> {
    use crate::model::{result::Decision, task::Answer};
    if let Some(task) = &shown.task {
        return (task.answer != Answer::None).then(|| session.t(&format!("answer-{}", task.answer.code())));
    }
    let key = match shown.result.as_ref()?.decision {
        Decision::None => return None,
        Decision::Newer(_) => "unknown-code",
        Decision::Say => "owed-may-say",
        Decision::ICall => "answer-i-call",
        Decision::Appointment => "owed-come",
    };
    Some(session.t(key))
}
