//! Everything that is owed, with what one needs to see of whom.

use super::{Db, appointments, error::Result, patients, people, reasons, recalls, results, tasks};
use crate::{
    base::Id,
    model::{
        Owed, Patient, Recall,
        owed::{Sort, Step},
        recall::Due,
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

/// So many recalls of a kind stand in the list at most, the longest due first: the rest is told by number.
pub const RECALLS_SHOWN: usize = 200;

/// Follow-ups, results and what has to be made ready: what presses.
pub fn pressing(db: &Db, now: NaiveDateTime) -> Result<Vec<Line>> {
    let mut owed = Vec::new();
    for task in tasks::open(db)? {
        owed.extend(Owed::of_task(&task, tries(db, task.id)?, now));
    }
    for result in results::open(db)? {
        owed.extend(Owed::of_result(&result, tries(db, result.id)?));
    }
    owed.sort_by_cached_key(|o| o.order(now));
    let mut lines = owed.into_iter().map(|owed| line(db, owed)).collect::<Result<Vec<_>>>()?;
    lines.extend(to_prepare(db, now)?);
    lines.sort_by_cached_key(|l| l.owed.order(now));
    Ok(lines)
}

/// How many of them wait for this person now: late, or due in a moment.
pub fn due_now(db: &Db, person: Id, now: NaiveDateTime) -> Result<usize> {
    use crate::model::task::Pressure::{Late, Now};
    let Some(me) = people::get(db, person)? else { return Ok(0) };
    let mut n = 0;
    for task in tasks::open(db)? {
        n += usize::from(Owed::of_task(&task, 0, now).is_some_and(|o| o.is_for(&me) && matches!(o.pressure(now), Late | Now)));
    }
    for result in results::open(db)? {
        n += usize::from(Owed::of_result(&result, 0).is_some_and(|o| o.is_for(&me) && matches!(o.pressure(now), Late | Now)));
    }
    Ok(n)
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
        tries: tries(db, of)?,
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
    let mut visits = appointments::between(db, today, today + Days::new(7))?;
    visits.retain(|v| v.start >= now && v.status.takes_a_place());
    let next = visits.iter().map(|v| v.start.date()).find(|d| *d > today);
    visits.retain(|v| v.start.date() == today || Some(v.start.date()) == next);
    let mut lines = Vec::new();
    for visit in visits {
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
            tries: 0,
        };
        lines.push(Line { missing, ..line(db, owed)? });
    }
    Ok(lines)
}

fn line(db: &Db, owed: Owed) -> Result<Line> {
    let who = owed.patient.map(|p| patients::get(db, p)).transpose()?.flatten();
    let owner = owed.owner.map(|o| people::get(db, o)).transpose()?.flatten().map(|p| p.name).unwrap_or_default();
    Ok(Line { owed, who, owner, recall: None, missing: Vec::new() })
}

/// How often somebody was called in vain about it.
fn tries(db: &Db, of: Id) -> Result<usize> {
    Ok(super::communications::about(db, of)?.iter().filter(|c| c.in_vain()).count())
}
