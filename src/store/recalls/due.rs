//! Who is due, for everybody at once or for one person. The rule is the model's; here is what it goes by, read in the order
//! of the patients' ids, so that tens of thousands of people and many years of visits pass by but once.

use super::{all, all_of, kinds};
use crate::{
    base::Id,
    model::{
        Recall, RecallKind,
        recall::{Because, Done, Due},
    },
    store::{
        Db,
        error::Result,
        evidence::{self, Sort},
        patients::{Recalled, recalled, recalled_one},
    },
};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use rusqlite::params;
use std::collections::HashMap;

/// Somebody who is due for something.
#[derive(Debug, Clone, PartialEq)]
pub struct DueLine {
    pub patient: Id,
    pub kind: Id,
    pub due: Due,
    /// Wants not to be contacted.
    pub quiet: bool,
    /// Put off until then.
    pub snoozed: Option<NaiveDate>,
    /// Called so often as is reasonable since it is due, the last time then.
    pub failed: Option<NaiveDateTime>,
}

/// Everybody who is due on `today`, or will be until `until`, with why; who was put off as well. Not those who declined, who
/// died, or who have a visit for it already.
pub fn due(db: &Db, today: NaiveDate, until: NaiveDate) -> Result<Vec<DueLine>> {
    among(db, &used(db)?, today, until, || recalled(db), || all(db))
}

/// The same of these kinds, be they saved or not.
pub fn due_of(db: &Db, kinds: &[RecallKind], today: NaiveDate, until: NaiveDate) -> Result<Vec<DueLine>> {
    among(db, kinds, today, until, || recalled(db), || all(db))
}

fn used(db: &Db) -> Result<Vec<RecallKind>> {
    Ok(kinds(db)?.into_iter().filter(|k| !k.retired).collect())
}

/// One person's, also those years ahead.
pub fn of_patient(db: &Db, patient: Id, today: NaiveDate) -> Result<Vec<DueLine>> {
    among(db, &used(db)?, today, NaiveDate::MAX, || Ok(recalled_one(db, patient)?.into_iter().collect()), || all_of(db, patient))
}

fn among(
    db: &Db,
    kinds: &[RecallKind],
    today: NaiveDate,
    until: NaiveDate,
    people: impl FnOnce() -> Result<Vec<Recalled>>,
    noted: impl FnOnce() -> Result<Vec<Recall>>,
) -> Result<Vec<DueLine>> {
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let mut people = people()?;
    let (concepts, mut recalls) = (Concept::all(db)?, by_kind(noted()?));
    let mut known = Vec::with_capacity(kinds.len());
    let used = used(db)?;
    for kind in kinds {
        // A reason that several kinds book says of none of them that it was for it: "vaccination".
        let own = kind.reason.filter(|r| used.iter().all(|k| k.id == kind.id || k.reason != Some(*r)));
        let reading = Reading { db, people: &people, concepts: &concepts, today, own };
        known.push(reading.known(kind, recalls.remove(&kind.id).unwrap_or_default())?);
    }
    let mut found = Vec::new();
    for (i, person) in people.iter_mut().enumerate() {
        for (kind, known) in kinds.iter().zip(&known) {
            found.extend(known.line(kind, i, person, &concepts, today).filter(|line| line.due.on <= until));
        }
    }
    Ok(found)
}

fn by_kind(all: Vec<Recall>) -> HashMap<Id, Vec<Recall>> {
    let mut found: HashMap<Id, Vec<Recall>> = HashMap::new();
    for recall in all {
        found.entry(recall.kind).or_default().push(recall);
    }
    found
}

/// Something that records show was done, or is to be.
struct Concept {
    id: i64,
    sort: i64,
    terms: String,
    title: String,
}

impl Concept {
    fn all(db: &Db) -> Result<Vec<Concept>> {
        let mut all = db.0.prepare_cached("SELECT id, sort, terms, title FROM concept")?;
        let concept = |r: &rusqlite::Row| Ok(Concept { id: r.get(0)?, sort: r.get(1)?, terms: r.get(2)?, title: r.get(3)? });
        Ok(all.query_map([], concept)?.collect::<std::result::Result<_, _>>()?)
    }
}

/// The latest day of somebody, and the place of the concept that it is of.
type Latest = Option<(u32, u32)>;

/// What is known of everybody for one kind, by their places.
#[derive(Default)]
struct Known {
    last: Vec<Latest>,
    recommended: Vec<Latest>,
    noted: HashMap<usize, Recall>,
    booked: Vec<bool>,
}

struct Reading<'a> {
    db: &'a Db<'a>,
    people: &'a [Recalled],
    concepts: &'a [Concept],
    today: NaiveDate,
    /// The reason that is booked for this kind alone.
    own: Option<Id>,
}

impl Reading<'_> {
    fn known(&self, kind: &RecallKind, recalls: Vec<Recall>) -> Result<Known> {
        let (signs, reason) = (kind.signs(), self.own.map(|r| r.to_string()));
        let (today, n) = (day(self.today), self.people.len());
        let mut known = Known { last: vec![None; n], recommended: vec![None; n], booked: vec![false; n], ..Known::default() };
        for (c, concept) in self.concepts.iter().enumerate() {
            let shown = || concept.terms.lines().any(|term| signs.show(term));
            let of_reason = || reason.as_deref() == Some(concept.terms.as_str());
            match concept.sort {
                sort if sort == Sort::Done as i64 && shown() => self.latest(&mut known.last, c, today)?,
                sort if sort == Sort::Held as i64 && of_reason() => self.latest(&mut known.last, c, today)?,
                sort if sort == Sort::Recommended as i64 && shown() => self.latest(&mut known.recommended, c, u32::MAX)?,
                sort if sort == Sort::Coming as i64 && of_reason() => self.each(concept.id, |i, days| {
                    known.booked[i] |= evidence::days(days).next_back().is_some_and(|last| last >= today);
                })?,
                _ => {}
            }
        }
        for mut recall in recalls {
            let Ok(i) = self.people.binary_search_by_key(&recall.patient, |p| p.id) else { continue };
            // What lies ahead of the day asked about shows nothing yet, and must not stand before what does: each of several
            // notes, and the visit, is asked by itself.
            recall.done = recall.done.filter(|on| *on <= self.today);
            let visit = recall.appointment.map_or(Ok(None), |visit| self.visit(visit))?;
            match visit {
                // It was held: the recall is done with, whatever the visit was called.
                Some((on, true)) if on <= self.today => recall.done = recall.done.max(Some(on)),
                Some((on, false)) if on >= self.today => known.booked[i] = true,
                _ => {}
            }
            let before = known.noted.remove(&i);
            known.noted.insert(i, before.map_or(recall.clone(), |before| before.and(recall)));
        }
        Ok(known)
    }

    /// Lays over `latest` the latest days of a concept until a day. Of two signs on one day the one called later in the
    /// alphabet is told.
    fn latest(&self, latest: &mut [Latest], c: usize, until: u32) -> Result<()> {
        let title = |c: u32| self.concepts[c as usize].title.as_str();
        let c32 = c as u32;
        self.each(self.concepts[c].id, |i, days| {
            let Some(day) = evidence::days(days).rev().find(|day| *day <= until) else { return };
            let later = latest[i].is_none_or(|(on, of)| (on, title(of)) < (day, title(c32)));
            if later {
                latest[i] = Some((day, c32));
            }
        })
    }

    /// Everybody who has a concept, with the days: both are in the order of the ids.
    fn each(&self, concept: i64, mut see: impl FnMut(usize, &[u8])) -> Result<()> {
        if let [only] = self.people {
            let mut one = self.db.0.prepare_cached("SELECT days FROM evidence WHERE concept = ?1 AND whose = ?2")?;
            let mut rows = one.query(params![concept, only.id.as_bytes()])?;
            if let Some(row) = rows.next()? {
                see(0, row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
            }
            return Ok(());
        }
        let mut all = self.db.0.prepare_cached("SELECT whose, days FROM evidence WHERE concept = ?1 ORDER BY whose")?;
        let (mut rows, mut i) = (all.query([concept])?, 0);
        while let Some(row) = rows.next()? {
            let whose = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            while self.people.get(i).is_some_and(|p| p.id.as_bytes().as_slice() < whose) {
                i += 1;
            }
            match self.people.get(i) {
                None => break,
                Some(p) if p.id.as_bytes().as_slice() == whose => see(i, row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?),
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// The day of the visit that was booked for it, and whether it was held; None where it was called off.
    fn visit(&self, visit: Id) -> Result<Option<(NaiveDate, bool)>> {
        let mut of = self.db.0.prepare_cached(
            "SELECT start, status = 'fulfilled' FROM appointment
             WHERE id = ?1 AND status NOT IN ('waitlist', 'cancelled', 'noshow', 'entered-in-error')",
        )?;
        let mut rows = of.query([visit.as_bytes()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let start: String = row.get(0)?;
        let held: bool = row.get(1)?;
        Ok(start.get(..10).and_then(|day| day.parse().ok()).map(|on| (on, held)))
    }
}

impl Known {
    fn line(&self, kind: &RecallKind, i: usize, person: &mut Recalled, concepts: &[Concept], today: NaiveDate) -> Option<DueLine> {
        let noted = self.noted.get(&i);
        if self.booked[i] || noted.is_some_and(|n| !n.declined.is_empty()) {
            return None;
        }
        // What it is called is looked up for those alone who are due.
        let said = noted.and_then(|n| n.done);
        let last = self.last[i].filter(|(on, _)| said.is_none_or(|said| *on >= day(said)));
        person.facts.last = last.and_then(done).or(said.map(|on| Done { on, title: String::new() }));
        person.facts.recommended = self.recommended[i].and_then(done);
        let mut due = kind.due(&person.facts, today)?;
        let title = |of: Latest| of.map(|(_, c)| concepts[c as usize].title.clone()).unwrap_or_default();
        match &mut due.why {
            Because::Last(done) | Because::Age(_, Some(done)) => done.title = title(last),
            Because::Recommended(done) => done.title = title(self.recommended[i]),
            Because::Age(_, None) | Because::Never => {}
        }
        let snoozed = noted.and_then(|n| n.snoozed).filter(|until| *until > today);
        // An attempt before it was due again was one at the time before.
        let failed = noted.and_then(|n| n.failed).filter(|at| at.date() >= due.on);
        Some(DueLine { patient: person.id, kind: kind.id, due, quiet: person.quiet, snoozed, failed })
    }
}

fn done((on, _): (u32, u32)) -> Option<Done> {
    Some(Done { on: NaiveDate::from_num_days_from_ce_opt(on.try_into().ok()?)?, title: String::new() })
}

fn day(date: NaiveDate) -> u32 {
    date.num_days_from_ce().max(0).unsigned_abs()
}
