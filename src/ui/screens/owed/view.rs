//! What the screen shows of everything that is owed: the list by headings, what waits for the doctor, and how many of
//! each kind there are.

use crate::{
    base::Id,
    model::{
        Communication, Task, TestResult,
        owed::{Heading, Sort, Step, Whose},
        person::Role,
    },
    store::{
        Db, Result, appointments, asides, communications,
        owed::{self, Line},
        people, recalls, results, tasks,
    },
};
use chrono::NaiveDateTime;
use std::collections::BTreeMap;

/// A line with what one needs to take it up.
#[derive(Clone, PartialEq)]
pub struct Shown {
    pub line: Line,
    pub task: Option<Task>,
    pub result: Option<TestResult>,
    /// What a doctor who calls noted for it, where a doctor looks.
    pub aside: String,
    /// Who asked, wrote, or took it in.
    pub by: String,
    /// Who answered or decided, and whether that was a doctor.
    pub said_by: String,
    pub said_by_doctor: bool,
    /// Under which name of the diary that was.
    pub said_as: Option<Id>,
    pub last_try: Option<NaiveDateTime>,
    /// The visit that was booked on it since.
    pub booked: Option<NaiveDateTime>,
}

/// What the list is looked at for.
#[derive(Clone, Copy, PartialEq)]
pub struct Wanted {
    pub sort: Option<Sort>,
    pub whose: Whose,
    pub limit: usize,
}

#[derive(Clone, PartialEq, Default)]
pub struct Page {
    /// What waits for the doctor who is at work.
    pub inbox: Vec<Shown>,
    pub list: Vec<(Heading, Vec<Shown>)>,
    /// How many of each kind there are for those whose list this is.
    pub sorts: Vec<(Sort, usize)>,
    /// How many there are beside those that are shown.
    pub hidden: usize,
    /// How many there are of all kinds and for everybody.
    pub all: usize,
}

pub fn read(db: &Db, me: Id, now: NaiveDateTime, wanted: Wanted) -> Result<Page> {
    let Some(me) = people::get(db, me)? else { return Ok(Page::default()) };
    let lines = owed::pressing(db, now)?;
    let all = lines.len();
    let decides = |line: &Line| me.role == Role::Doctor && line.owed.doctors && line.owed.is_for(&me);
    let (inbox, mut rest): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(decides);
    rest.retain(|line| line.owed.is_of(wanted.whose, &me));
    let mut sorts: BTreeMap<Sort, usize> = BTreeMap::new();
    for line in &rest {
        *sorts.entry(line.owed.sort).or_default() += 1;
    }
    rest.retain(|line| wanted.sort.is_none_or(|sort| sort == line.owed.sort));
    let hidden = rest.len().saturating_sub(wanted.limit);
    let mut list: Vec<(Heading, Vec<Shown>)> = Vec::new();
    for line in rest.into_iter().take(wanted.limit) {
        let heading = line.owed.heading(now);
        let shown = show(db, me.id, line)?;
        match list.last_mut() {
            Some((last, lines)) if *last == heading => lines.push(shown),
            _ => list.push((heading, vec![shown])),
        }
    }
    let inbox = inbox.into_iter().map(|line| show(db, me.id, line)).collect::<Result<_>>()?;
    Ok(Page { inbox, list, sorts: sorts.into_iter().collect(), hidden, all })
}

/// The open follow-ups of one patient.
pub fn of_patient(db: &Db, me: Id, patient: Id, now: NaiveDateTime) -> Result<Vec<Shown>> {
    owed::of_patient(db, patient, now)?.into_iter().map(|line| show(db, me, line)).collect()
}

fn show(db: &Db, me: Id, line: Line) -> Result<Shown> {
    let person = |id: Option<Id>| Ok::<_, crate::store::Error>(id.map(|id| people::get(db, id)).transpose()?.flatten());
    let of = line.owed.of;
    let result = if line.owed.sort == Sort::Result { results::get(db, of)? } else { None };
    let aside = result.as_ref().map(|r| asides::of_decision(db, me, r)).transpose()?.unwrap_or_default();
    let task = if result.is_none() { tasks::get(db, of)? } else { None };
    let by = person(task.as_ref().map(|t| t.by).or(result.as_ref().map(|r| r.by)))?;
    let said = person(task.as_ref().and_then(|t| t.answered_by).or(result.as_ref().and_then(|r| r.decided_by)))?;
    let last_try = if line.owed.tries > 0 {
        let of_recall = line.recall.as_ref().zip(line.owed.patient).map(|((kind, _), patient)| recalls::calls(db, patient, *kind));
        of_recall.unwrap_or_else(|| communications::about(db, of))?.iter().filter(|c| Communication::in_vain(c)).map(|c| c.at).max()
    } else {
        None
    };
    let booked = match line.owed.patient.filter(|_| line.owed.step == Step::Book) {
        Some(patient) => {
            let since = result.as_ref().and_then(|r| r.decided_at).unwrap_or(line.owed.since);
            let visits = appointments::of_patient(db, patient)?;
            visits
                .into_iter()
                .filter(|v| v.has_place() && v.status.takes_a_place() && v.created.is_some_and(|at| at >= since))
                .map(|v| v.start)
                .min()
        }
        None => None,
    };
    Ok(Shown {
        task,
        result,
        aside,
        by: by.map(|p| p.name).unwrap_or_default(),
        said_by_doctor: said.as_ref().is_some_and(|p| p.role == Role::Doctor),
        said_as: said.as_ref().and_then(|p| p.practitioner),
        said_by: said.map(|p| p.name).unwrap_or_default(),
        last_try,
        booked,
        line,
    })
}

impl Shown {
    pub fn id(&self) -> Id {
        self.line.owed.of
    }

    /// The number to call.
    pub fn number(&self) -> String {
        let of_task = self.task.as_ref().map(|t| t.number.clone()).filter(|n| !n.is_empty());
        of_task.or_else(|| self.line.who.as_ref().and_then(|p| p.phone().map(str::to_owned))).unwrap_or_default()
    }

    /// The exact words that may be said, or what the doctor answered.
    pub fn words_to_say(&self) -> String {
        match (&self.task, &self.result) {
            (Some(task), _) => task.answer_words.clone(),
            (_, Some(result)) if result.may_be_told() => result.to_say().to_owned(),
            _ => self.aside.clone(),
        }
    }

    /// Whether somebody is to be spoken to.
    pub fn calls(&self) -> bool {
        matches!(self.line.owed.step, Step::Call | Step::DoctorCalls | Step::Tell | Step::Book)
    }
}
