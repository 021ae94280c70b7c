//! Recalls: what the practice recalls people for, what is noted of single people, and who is due.

use super::{
    Db, appointments,
    error::Result,
    evidence::{RECOMMENDED, reason_term},
    rows,
};
use crate::{
    base::Id,
    model::{
        Fields, Recall, RecallKind,
        recall::{Done, Due, Facts},
    },
};
use chrono::NaiveDate;
use rusqlite::{Connection, params};
use std::collections::{HashMap, HashSet};

pub fn project_kind(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM recallkind WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO recallkind(id, data) VALUES(?1, ?2)")?
        .execute(params![id.as_bytes(), rows::data(fields)])?;
    Ok(())
}

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let (Some(patient), Some(kind)) = (rows::id(fields, "patient"), rows::id(fields, "kind")) else {
        sql.prepare_cached("DELETE FROM recall WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    };
    sql.prepare_cached("INSERT OR REPLACE INTO recall(id, patient, kind, data) VALUES(?1, ?2, ?3, ?4)")?.execute(params![
        id.as_bytes(),
        patient,
        kind,
        rows::data(fields)
    ])?;
    Ok(())
}

/// By name; those no longer used as well.
pub fn kinds(db: &Db) -> Result<Vec<RecallKind>> {
    let mut kinds: Vec<RecallKind> = rows::all(db.0, "SELECT id, data FROM recallkind", [])?;
    kinds.sort_by_cached_key(|k| (crate::base::text::fold(&k.name), k.id));
    Ok(kinds)
}

pub fn kind(db: &Db, id: Id) -> Result<Option<RecallKind>> {
    rows::one(db.0, "SELECT id, data FROM recallkind WHERE id = ?1", [id.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Recall>> {
    rows::all(db.0, "SELECT id, data FROM recall ORDER BY id", [])
}

pub fn get(db: &Db, id: Id) -> Result<Option<Recall>> {
    rows::one(db.0, "SELECT id, data FROM recall WHERE id = ?1", [id.as_bytes()])
}

/// What is noted of one person and one kind.
pub fn of(db: &Db, patient: Id, kind: Id) -> Result<Option<Recall>> {
    rows::one(db.0, "SELECT id, data FROM recall WHERE kind = ?1 AND patient = ?2", [kind.as_bytes(), patient.as_bytes()])
}

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
}

/// Everybody who is due on `today`, or will be until `until`, with why; who was put off as well. Not those who declined, who
/// died, or who have a visit for it already.
pub fn due(db: &Db, today: NaiveDate, until: NaiveDate) -> Result<Vec<DueLine>> {
    let kinds: Vec<RecallKind> = kinds(db)?.into_iter().filter(|k| !k.retired).collect();
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let known = Known::read(db, &kinds, today)?;
    let mut found = Vec::new();
    let mut people = db.0.prepare_cached(
        "SELECT id, birth_date, coalesce(json_extract(data, '$.gender'), ''), json_extract(data, '$.flags'),
                coalesce(json_extract(data, '$.do_not_contact'), 0)
         FROM patient WHERE NOT hidden AND json_extract(data, '$.deceased') IS NULL AND json_extract(data, '$.merged_into') IS NULL",
    )?;
    let mut rows = people.query([])?;
    while let Some(row) = rows.next()? {
        let id = Id::from_bytes(row.get(0)?);
        let flags: Option<String> = row.get(3)?;
        let mut facts = Facts {
            born: row.get_ref(1)?.as_str().ok().and_then(|b| b.parse().ok()),
            gender: row.get(2)?,
            flags: flags.and_then(|f| serde_json::from_str(&f).ok()).unwrap_or_default(),
            ..Facts::default()
        };
        let quiet: bool = row.get(4)?;
        for (kind, known) in kinds.iter().zip(&known) {
            found.extend(known.line(kind, id, &mut facts, today).filter(|l| l.due.on <= until).map(|line| DueLine { quiet, ..line }));
        }
    }
    Ok(found)
}

/// One person's, also those years ahead.
pub fn of_patient(db: &Db, patient: Id, today: NaiveDate) -> Result<Vec<DueLine>> {
    // A single person is no reason for another path: the same rows are read, only fewer would do.
    Ok(due(db, today, NaiveDate::MAX)?.into_iter().filter(|line| line.patient == patient).collect())
}

/// What is known of everybody for one kind.
struct Known {
    last: HashMap<Id, Done>,
    recommended: HashMap<Id, Done>,
    noted: HashMap<Id, Recall>,
    booked: HashSet<Id>,
}

impl Known {
    fn read(db: &Db, kinds: &[RecallKind], today: NaiveDate) -> Result<Vec<Known>> {
        let terms = terms(db)?;
        let coming = coming(db, today)?;
        let mut noted: HashMap<Id, HashMap<Id, Recall>> = HashMap::new();
        for recall in all(db)? {
            noted.entry(recall.kind).or_default().insert(recall.patient, recall);
        }
        kinds
            .iter()
            .map(|kind| {
                let noted = noted.remove(&kind.id).unwrap_or_default();
                let shows = |term: &str| kind.is_shown_by(term) || kind.reason.is_some_and(|reason| term == reason_term(reason));
                let done = terms.iter().filter(|t| !t.starts_with(RECOMMENDED) && shows(t));
                let wished = terms.iter().filter(|t| t.strip_prefix(RECOMMENDED).is_some_and(|t| kind.is_shown_by(t)));
                let mut last = latest(db, done, today)?;
                for (patient, on) in noted.iter().filter_map(|(p, r)| Some((*p, r.done?))) {
                    let said = Done { on, title: String::new() };
                    let held = last.entry(patient).or_insert_with(|| said.clone());
                    *held = held.clone().max(said);
                }
                let booked_by_reason = coming.iter().filter(|(reason, _)| kind.reason == Some(*reason)).map(|(_, patient)| *patient);
                let mut booked: HashSet<Id> = booked_by_reason.collect();
                for recall in noted.values() {
                    if let Some(visit) = recall.appointment
                        && appointments::get(db, visit)?.is_some_and(|a| a.start.date() >= today && a.status.takes_a_place())
                    {
                        booked.insert(recall.patient);
                    }
                }
                Ok(Known { last, recommended: latest(db, wished, NaiveDate::MAX)?, noted, booked })
            })
            .collect()
    }

    fn line(&self, kind: &RecallKind, patient: Id, facts: &mut Facts, today: NaiveDate) -> Option<DueLine> {
        let noted = self.noted.get(&patient);
        if self.booked.contains(&patient) || noted.is_some_and(|n| !n.declined.is_empty()) {
            return None;
        }
        facts.last = self.last.get(&patient).cloned();
        facts.recommended = self.recommended.get(&patient).cloned();
        let due = kind.due(facts, today)?;
        let snoozed = noted.and_then(|n| n.snoozed).filter(|until| *until > today);
        Some(DueLine { patient, kind: kind.id, due, quiet: false, snoozed })
    }
}

/// Every name and code that stands in the evidence, each once: a step of the index for each.
fn terms(db: &Db) -> Result<Vec<String>> {
    let mut next = db.0.prepare_cached("SELECT min(term) FROM evidence WHERE term > ?1")?;
    let mut all: Vec<String> = Vec::new();
    while let Some(term) = next.query_row([all.last().map_or("", String::as_str)], |r| r.get::<_, Option<String>>(0))? {
        all.push(term);
    }
    Ok(all)
}

/// For everybody the latest day with one of the terms.
fn latest<'a>(db: &Db, terms: impl Iterator<Item = &'a String>, until: NaiveDate) -> Result<HashMap<Id, Done>> {
    let mut found: HashMap<Id, Done> = HashMap::new();
    let mut of = db.0.prepare_cached("SELECT whose, max(date), title FROM evidence WHERE term = ?1 AND date <= ?2 GROUP BY whose")?;
    let until = if until == NaiveDate::MAX { "9999".to_owned() } else { until.to_string() };
    for term in terms {
        let mut rows = of.query([term, &until])?;
        while let Some(row) = rows.next()? {
            let Ok(on) = row.get_ref(1)?.as_str().unwrap_or_default().parse() else { continue };
            let done = Done { on, title: row.get(2)? };
            let held = found.entry(Id::from_bytes(row.get(0)?)).or_insert_with(|| done.clone());
            if *held < done {
                *held = done;
            }
        }
    }
    Ok(found)
}

/// Who comes for what from today on.
fn coming(db: &Db, today: NaiveDate) -> Result<HashSet<(Id, Id)>> {
    let mut statement = db.0.prepare_cached(
        "SELECT json_extract(data, '$.reason'), patient FROM appointment
         WHERE start >= ?1 AND patient IS NOT NULL AND status IN ('proposed', 'pending', 'booked', 'arrived', 'checked-in')",
    )?;
    let mut rows = statement.query([today.to_string()])?;
    let mut found = HashSet::new();
    while let Some(row) = rows.next()? {
        let reason: Option<String> = row.get(0)?;
        if let Some(reason) = reason.and_then(|r| r.parse().ok()) {
            found.insert((reason, Id::from_bytes(row.get(1)?)));
        }
    }
    Ok(found)
}
