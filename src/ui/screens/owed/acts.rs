//! What can be done with a line: its next step, and the others. Each is one act, with one undo.

use super::{Asking, Hand, say, view::Shown};
use crate::{
    actions::{booking, calls as contacts, results, tasks},
    base::Id,
    model::{
        Communication,
        communication::{Direction, Outcome, Why},
        owed::{Sort, Step, Together},
        task::{Answer, next_try},
    },
    store::communications,
    ui::{
        route::Panel,
        screens::calls::{self, is_open},
        session::Session,
    },
};
use chrono::NaiveDateTime;
use dioxus::prelude::*;

/// What a letter or a tap does with a line, beside its next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Call,
    Done,
    NoAnswer,
    PutOff,
    Give,
    Drop,
}

impl Deed {
    pub const ALL: [Deed; 6] = [Deed::Call, Deed::Done, Deed::NoAnswer, Deed::PutOff, Deed::Give, Deed::Drop];

    pub fn letter(self) -> &'static str {
        match self {
            Deed::Call => "c",
            Deed::Done => "f",
            Deed::NoAnswer => "r",
            Deed::PutOff => "s",
            Deed::Give => "g",
            Deed::Drop => "d",
        }
    }

    pub fn of_letter(letter: &str) -> Option<Self> {
        Deed::ALL.into_iter().find(|d| d.letter() == letter.to_lowercase())
    }

    pub fn code(self) -> &'static str {
        match self {
            Deed::Call => "call",
            Deed::Done => "done",
            Deed::NoAnswer => "no-answer",
            Deed::PutOff => "put-off",
            Deed::Give => "give",
            Deed::Drop => "drop",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            Deed::Call => "phone",
            Deed::Done => "check",
            Deed::NoAnswer => "phone-missed",
            Deed::PutOff => "clock",
            Deed::Give => "user-round",
            Deed::Drop => "circle-slash",
        }
    }

    /// Whether it can be done with this line, by who is at work.
    pub fn fits(self, shown: &Shown) -> bool {
        let owed = &shown.line.owed;
        let is_task = shown.task.is_some();
        match self {
            Deed::Call => shown.calls() && !(shown.number().is_empty() && owed.patient.is_none()),
            Deed::NoAnswer => shown.calls() && (is_task || owed.sort == Sort::Result),
            Deed::Done => {
                is_task && owed.step != Step::Decide
                    || shown.result.as_ref().is_some_and(|r| r.may_be_told())
                    || !shown.line.missing.is_empty()
            }
            Deed::Give => owed.takes(Together::Give, shown.line.stands()),
            Deed::PutOff | Deed::Drop => is_task,
        }
    }

    pub fn run(self, session: Session, hand: Hand, shown: &Shown) {
        if !self.fits(shown) {
            return session.say(session.t("owed-not-this"), None);
        }
        match self {
            Deed::Call => call(session, shown),
            Deed::Done => done(session, hand, shown),
            Deed::NoAnswer => no_answer(session, hand, shown),
            Deed::PutOff => hand.unfold(shown.id(), Some(Asking::PutOff)),
            Deed::Give => hand.unfold(shown.id(), Some(Asking::Give)),
            Deed::Drop => hand.unfold(shown.id(), Some(Asking::Drop)),
        }
    }
}

/// The next step, as the one button says it. `mine` is whether who is at work can decide.
pub fn next(session: Session, hand: Hand, shown: &Shown) {
    match shown.line.owed.step {
        // A doctor's, and none of that name is at work here: it is looked at.
        _ if shown.line.owed.doctors => hand.unfold(shown.id(), None),
        Step::Call | Step::DoctorCalls => call(session, shown),
        Step::Book if shown.booked.is_some() => done(session, hand, shown),
        Step::Book => session.open(Panel::Book { patient: shown.line.owed.patient, practitioner: shown.said_as, start: None }),
        // Said only once it was read: the words open first.
        Step::Tell if *hand.open.peek() == Some(shown.id()) => done(session, hand, shown),
        Step::Prepare if shown.line.missing.is_empty() => done(session, hand, shown),
        Step::Tell | Step::Prepare | Step::Decide => hand.unfold(shown.id(), None),
        Step::Read | Step::Do => done(session, hand, shown),
    }
}

/// The key of what the one button says.
pub fn next_text(shown: &Shown, open: bool) -> &'static str {
    match shown.line.owed.step {
        Step::Call | Step::DoctorCalls => "owed-do-call",
        Step::Book if shown.booked.is_some() => "owed-do-told",
        Step::Book => "owed-do-book",
        Step::Tell if open => "owed-do-told",
        Step::Tell => "owed-do-tell",
        Step::Prepare => "owed-do-prepare",
        Step::Decide => "owed-do-decide",
        Step::Read => "owed-do-read",
        Step::Do => "owed-do-done",
    }
}

pub fn next_icon(step: Step) -> &'static str {
    match step {
        Step::Call | Step::DoctorCalls => "phone",
        Step::Book => "calendar-plus",
        Step::Tell => "message-square",
        Step::Prepare => "folder-open",
        Step::Decide => "stethoscope",
        Step::Read | Step::Do => "check",
    }
}

/// Opens the card to call about it.
pub fn call(session: Session, shown: &Shown) {
    let owed = &shown.line.owed;
    let why = match owed.sort {
        Sort::Result => Some(Why::Results),
        _ => shown.task.as_ref().map(|t| t.why),
    };
    let number = shown.task.as_ref().map(|t| t.number.clone()).unwrap_or_default();
    calls::call(session, Some(owed.of), owed.patient, &number, &owed.caller, why);
}

/// It is done: said, read, ready.
pub fn done(session: Session, hand: Hand, shown: &Shown) {
    let (id, now) = (shown.id(), session.now());
    let said = session.tr("done-task", &[("name", say::name(session, shown).into())]);
    hand.leave(id);
    if shown.result.is_some() {
        let to = session.t("results-the-patient");
        return session.act("result-tell", session.tr("results-said-of", &[("name", say::name(session, shown).into())]), move |tx| {
            results::tell(tx, now, id, &to)
        });
    }
    if !shown.line.missing.is_empty() {
        let missing = shown.line.missing.clone();
        return session.act("ready", said, move |tx| missing.iter().try_for_each(|need| booking::ready(tx, id, need, true)));
    }
    session.act("task-done", said, move |tx| tasks::complete(tx, now, id, ""));
}

/// Ticks off one thing that a visit needs.
pub fn ready(session: Session, visit: Id, need: String, is_ready: bool) {
    let said = session.tr(if is_ready { "done-ready" } else { "done-not-ready" }, &[("what", need.clone().into())]);
    session.act("ready", said, move |tx| booking::ready(tx, visit, &need, is_ready));
}

/// Nobody answered: noted, and tried again at another time.
pub fn no_answer(session: Session, hand: Hand, shown: &Shown) {
    let (id, now) = (shown.id(), session.now());
    let Some(again) = again(session, id, now) else { return };
    let name = say::name(session, shown);
    let said = match again {
        Some(at) if shown.task.is_some() => {
            session.tr("done-no-answer-again", &[("name", name.into()), ("when", say::when(session, at).into())])
        }
        _ if shown.task.is_some() => session.tr("done-no-answer-last", &[("name", name.into())]),
        _ => session.tr("done-no-answer", &[("name", name.into())]),
    };
    hand.leave(id);
    if shown.task.is_some() {
        return session.act("task-no-answer", said, move |tx| contacts::attempt(tx, now, id, Outcome::NoAnswer, "", again));
    }
    let (patient, number) = (shown.line.owed.patient, shown.number());
    session.act("task-no-answer", said, move |tx| {
        let tried = Communication {
            id: Id::new(tx.act().at),
            patient,
            number,
            direction: Direction::Out,
            why: Why::Results,
            outcome: Outcome::NoAnswer,
            at: now,
            about: Some(id),
            ..Communication::default()
        };
        contacts::log(tx, &tried)
    });
}

/// When it is tried again after this attempt, if it is; nothing where the tries before could not be read, which is said.
fn again(session: Session, id: Id, now: NaiveDateTime) -> Option<Option<NaiveDateTime>> {
    let read = session.ask(|db| communications::about(db, id));
    let mut tried: Vec<NaiveDateTime> = read?.into_iter().filter(|c| c.in_vain()).map(|c| c.at).collect();
    tried.push(now);
    Some(next_try(&tried, now, |day| is_open(session, day)))
}

/// Gives it up, and says why.
pub fn drop_it(session: Session, hand: Hand, shown: &Shown, why: String) {
    let (id, now) = (shown.id(), session.now());
    let said = session.tr("done-drop", &[("name", say::name(session, shown).into())]);
    hand.leave(id);
    session.act("task-drop", said, move |tx| tasks::drop(tx, now, id, &why));
}

/// The doctor's answer: by the doctor, or noted for them.
pub fn answer(session: Session, id: Id, name: String, answer: Answer, words: String) {
    let now = session.now();
    let said = session.tr("done-answer", &[("name", name.into()), ("answer", session.t(&format!("answer-{}", answer.code())).into())]);
    session.act("task-answer", said, move |tx| tasks::answer(tx, now, id, answer, &words));
}
