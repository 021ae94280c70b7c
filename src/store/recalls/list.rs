//! A recall as it is worked through: whom to call next, who waits, whom nobody reached.

use super::{DueLine, due_of};
use crate::{
    base::Id,
    model::{Patient, RecallKind},
    store::{Db, communications, error::Result, patients, recalls},
};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, HashSet};

/// Where somebody who is due stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shelf {
    /// To be called.
    #[default]
    Due,
    /// Put off.
    Later,
    /// Called in vain as often as is reasonable: a letter, perhaps.
    Unreached,
    /// Wants not to be contacted.
    Quiet,
}

impl Shelf {
    pub const ALL: [Shelf; 4] = [Shelf::Due, Shelf::Later, Shelf::Unreached, Shelf::Quiet];

    pub fn of(line: &DueLine) -> Self {
        match line {
            DueLine { quiet: true, .. } => Shelf::Quiet,
            DueLine { snoozed: Some(_), .. } => Shelf::Later,
            DueLine { failed: Some(_), .. } => Shelf::Unreached,
            _ => Shelf::Due,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Shelf::Due => "due",
            Shelf::Later => "later",
            Shelf::Unreached => "unreached",
            Shelf::Quiet => "quiet",
        }
    }
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Look {
    pub shelf: Shelf,
    /// A name, a birth date, a number; empty for all.
    pub typed: String,
    pub doctor: Option<Id>,
    /// So many lines with their people.
    pub most: usize,
}

/// One line with the person in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub line: DueLine,
    pub who: Patient,
    /// The calls in vain, in order.
    pub tried: Vec<NaiveDateTime>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listing {
    /// How many stand on each shelf, whatever is looked for.
    pub counts: [usize; 4],
    /// Who was found, in order.
    pub ids: Vec<Id>,
    /// The first of them.
    pub lines: Vec<Listed>,
}

/// Found as one types, so many are looked at.
const FOUND: usize = 500;

/// Those who are due today: the longest due first, who was tried today last.
pub fn list(db: &Db, kind: &RecallKind, look: &Look, today: NaiveDate) -> Result<Listing> {
    let mut lines = due_of(db, std::slice::from_ref(kind), today, today)?;
    let counts = Shelf::ALL.map(|shelf| lines.iter().filter(|l| Shelf::of(l) == shelf).count());
    lines.retain(|l| Shelf::of(l) == look.shelf);
    if !look.typed.trim().is_empty() {
        let found: HashSet<Id> = patients::find_whole(db, &look.typed, FOUND)?.iter().map(|p| p.id).collect();
        lines.retain(|l| found.contains(&l.patient));
    }
    if let Some(doctor) = look.doctor {
        let follows = patients::followed_by(db)?;
        lines.retain(|l| follows.get(&l.patient) == Some(&doctor));
    }
    let tried = tried_on(db, kind.id, today)?;
    lines.sort_by_key(|l| (l.snoozed, tried.contains(&l.patient), l.due.on, l.patient));
    let ids = lines.iter().map(|l| l.patient).collect();
    let lines = lines.into_iter().take(look.most).map(|line| listed(db, line)).collect::<Result<Vec<_>>>()?;
    Ok(Listing { counts, ids, lines: lines.into_iter().flatten().collect() })
}

fn listed(db: &Db, line: DueLine) -> Result<Option<Listed>> {
    let Some(who) = patients::get(db, line.patient)? else { return Ok(None) };
    let tried = recalls::calls(db, line.patient, line.kind)?
        .into_iter()
        .filter(|c| c.in_vain() && c.at.date() >= line.due.on)
        .map(|c| c.at)
        .collect();
    Ok(Some(Listed { line, who, tried }))
}

/// Whom somebody called in vain about a kind of recall on a day.
fn tried_on(db: &Db, kind: Id, today: NaiveDate) -> Result<HashSet<Id>> {
    let mut tried = HashSet::new();
    for call in communications::on(db, today)?.into_iter().filter(|c| c.in_vain()) {
        if let (Some(patient), Some(about)) = (call.patient, call.about)
            && recalls::kind_of(db, patient, about)? == Some(kind)
        {
            tried.insert(patient);
        }
    }
    Ok(tried)
}

/// Every kind that is in use, those first for which there is somebody; how many are to be called, and how many wait.
pub fn counts(db: &Db, today: NaiveDate) -> Result<Vec<(RecallKind, usize, usize)>> {
    let mut by_kind: BTreeMap<Id, [usize; 2]> = BTreeMap::new();
    for line in recalls::due(db, today, today)? {
        match Shelf::of(&line) {
            Shelf::Due => by_kind.entry(line.kind).or_default()[0] += 1,
            Shelf::Later | Shelf::Unreached => by_kind.entry(line.kind).or_default()[1] += 1,
            Shelf::Quiet => {}
        }
    }
    let kinds = recalls::kinds(db)?.into_iter().filter(|k| !k.retired);
    let of = |k: RecallKind| {
        let [due, later] = by_kind.get(&k.id).copied().unwrap_or_default();
        (k, due, later)
    };
    let mut all: Vec<(RecallKind, usize, usize)> = kinds.map(of).collect();
    all.sort_by_key(|(_, due, later)| due + later == 0);
    Ok(all)
}
