//! Everything that is owed, with what one needs to see of whom.

use super::{Db, appointments, error::Result, patients, people, reasons, recalls, results, tasks};
use crate::{
    base::Id,
    model::{
        Owed, Patient, Recall,
        owed::{Sort, Stands, Step},
        recall::Due,
        remind::Falling,
    },
};
use chrono::{Days, NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

/// A line with the people in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub owed: Owed,
    pub who: Option<Patient>,
    /// The name of whose it is.
    pub owner: String,
    /// Why and since when, of a recall; with its kind.
    pub recall: Option<(Id, Due)>,
    /// What is missing, of a preparation.
    pub missing: Vec<String>,
}

impl Line {
    pub fn stands(&self) -> Stands {
        match self.owed.sort {
            Sort::Recall => Stands::Recall,
            Sort::Result => Stands::Result,
            Sort::Preparation if !self.missing.is_empty() => Stands::Visit,
            _ => Stands::Task,
        }
    }
}

/// So many recalls of a kind stand in the list at most, the longest due first: the rest is told by number.
pub const RECALLS_SHOWN: usize = 200;

/// Follow-ups, results and what has to be made ready: what presses.
pub fn pressing(db: &Db, now: NaiveDateTime) -> Result<Vec<Line>> {
    let here = here(db)?;
    let mut lines = to_prepare(db, now)?;
    for mut owed in open(db, now)? {
        owed.tries = tries(db, owed.of)?;
        let owner = owed.owner.and_then(|owner| here.get(&owner)).cloned();
        // Of somebody who left, or who works where it came from, it is everybody's: nothing is ever nobody's.
        owed.owner = owed.owner.filter(|owner| here.contains_key(owner));
        lines.push(Line { owner: owner.unwrap_or_default(), ..line(db, owed)? });
    }
    lines.sort_by_cached_key(|l| l.owed.order(now));
    Ok(lines)
}

/// Follow-ups and results, in no order.
fn open(db: &Db, now: NaiveDateTime) -> Result<Vec<Owed>> {
    let mut owed: Vec<Owed> = tasks::open(db)?.iter().filter_map(|task| Owed::of_task(task, 0, now)).collect();
    owed.extend(results::open(db)?.iter().filter_map(|result| Owed::of_result(result, 0)));
    Ok(owed)
}

/// The names of those who work here.
fn here(db: &Db) -> Result<BTreeMap<Id, String>> {
    Ok(people::all(db)?.into_iter().filter(|p| !p.has_left()).map(|p| (p.id, p.name)).collect())
}

/// The open follow-ups of one patient, by the time they are wanted.
pub fn of_patient(db: &Db, patient: Id, now: NaiveDateTime) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for task in tasks::of_patient(db, patient)?.into_iter().filter(|t| t.is_open()) {
        if let Some(owed) = Owed::of_task(&task, tries(db, task.id)?, now) {
            lines.push(line(db, owed)?);
        }
    }
    lines.sort_by_cached_key(|l| l.owed.order(now));
    Ok(lines)
}

/// How many of them wait for this person now: late, or due in a moment.
pub fn due_now(db: &Db, person: Id, now: NaiveDateTime) -> Result<usize> {
    use crate::model::task::Pressure::{Late, Now};
    Ok(of_person(db, person, now)?.iter().filter(|o| matches!(o.pressure(now), Late | Now)).count())
}

/// What is this person's to go on with, without who it is about.
fn of_person(db: &Db, person: Id, now: NaiveDateTime) -> Result<Vec<Owed>> {
    let (Some(me), here) = (people::get(db, person)?, here(db)?) else { return Ok(Vec::new()) };
    let mine = |o: &Owed| Owed { owner: o.owner.filter(|owner| here.contains_key(owner)), ..o.clone() }.is_for(&me);
    Ok(open(db, now)?.into_iter().filter(mine).collect())
}

/// What falls due for this person until then, or did.
pub fn falling(db: &Db, person: Id, now: NaiveDateTime, until: NaiveDateTime) -> Result<Vec<Falling>> {
    Ok(of_person(db, person, now)?.iter().filter_map(Falling::of).filter(|f| f.at <= until).collect())
}

/// Who is due for a recall, by kind: how many in all, and the first of them.
pub fn recalls(db: &Db, today: NaiveDate) -> Result<Vec<(Id, usize, Vec<Line>)>> {
    first_recalls(db, today, RECALLS_SHOWN)
}

/// As [`recalls`], with at most so many of each kind.
pub fn first_recalls(db: &Db, today: NaiveDate, most: usize) -> Result<Vec<(Id, usize, Vec<Line>)>> {
    let mut by_kind: BTreeMap<Id, Vec<recalls::DueLine>> = BTreeMap::new();
    for due in recalls::due(db, today, today)?.into_iter().filter(|d| !d.quiet) {
        by_kind.entry(due.kind).or_default().push(due);
    }
    let mut found = Vec::new();
    for kind in recalls::kinds(db)? {
        let Some(mut due) = by_kind.remove(&kind.id) else { continue };
        due.sort_by_key(|d| (d.snoozed.is_some(), d.due.on, d.patient));
        let n = due.iter().filter(|d| d.snoozed.is_none()).count();
        let lines = due.into_iter().take(most).map(|d| of_recall(db, &kind.name, d)).collect::<Result<_>>()?;
        found.push((kind.id, n, lines));
    }
    Ok(found)
}

fn of_recall(db: &Db, name: &str, due: recalls::DueLine) -> Result<Line> {
    let of = Recall::id_of(due.patient, due.kind);
    let at = |day: NaiveDate| day.and_hms_opt(0, 0, 0).unwrap_or_default();
    let owed = Owed {
        sort: Sort::Recall,
        of,
        patient: Some(due.patient),
        caller: String::new(),
        words: name.to_owned(),
        step: Step::Call,
        owner: None,
        doctors: false,
        since: at(due.due.on),
        wanted: due.snoozed.map(at),
        asleep: due.snoozed.is_some(),
        overdue: false,
        tries: recalls::calls(db, due.patient, due.kind)?.iter().filter(|c| c.in_vain()).count(),
    };
    Ok(Line { recall: Some((due.kind, due.due)), ..line(db, owed)? })
}

/// What is missing for the visits of today and of the next day on which there are any.
fn to_prepare(db: &Db, now: NaiveDateTime) -> Result<Vec<Line>> {
    let needs: BTreeMap<Id, Vec<String>> = reasons::all(db)?.into_iter().filter(|r| !r.needs.is_empty()).map(|r| (r.id, r.needs)).collect();
    if needs.is_empty() {
        return Ok(Vec::new());
    }
    let today = now.date();
    let next = appointments::next_day(db, today, today + Days::new(7))?;
    let mut lines = Vec::new();
    let reasons: Vec<Id> = needs.keys().copied().collect();
    let mut visits = appointments::of_reasons(db, today, &reasons)?;
    if let Some(next) = next {
        visits.extend(appointments::of_reasons(db, next, &reasons)?);
    }
    for visit in visits.into_iter().filter(|v| v.start >= now) {
        let Some(needs) = visit.reason.and_then(|r| needs.get(&r)) else { continue };
        let missing: Vec<String> = needs.iter().filter(|n| !visit.ready.contains(n)).cloned().collect();
        if missing.is_empty() {
            continue;
        }
        let owed = Owed {
            sort: Sort::Preparation,
            of: visit.id,
            patient: visit.patient,
            caller: visit.label.clone(),
            words: String::new(),
            step: Step::Prepare,
            owner: None,
            doctors: false,
            since: visit.created.unwrap_or(visit.start),
            wanted: Some(visit.start),
            asleep: false,
            overdue: false,
            tries: 0,
        };
        lines.push(Line { missing, ..line(db, owed)? });
    }
    Ok(lines)
}

fn line(db: &Db, owed: Owed) -> Result<Line> {
    let who = owed.patient.map(|p| patients::get(db, p)).transpose()?.flatten();
    Ok(Line { owed, who, owner: String::new(), recall: None, missing: Vec::new() })
}

/// How often somebody was called in vain about it.
fn tries(db: &Db, of: Id) -> Result<usize> {
    Ok(super::communications::about(db, of)?.iter().filter(|c| c.in_vain()).count())
}
