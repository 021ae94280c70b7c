//! Patients, and finding them.

use super::{Db, error::Result, rows};
use crate::{
    base::{Id, Shared, text},
    model::{
        Fields, Patient, Record,
        patient::Telecom,
        recall::Facts,
        search::{Found, Typed},
    },
};
use chrono::NaiveDate;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, HashMap};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM patient WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    // One that does not read has a row all the same: lists say that it cannot be shown.
    let patient = Patient::from_fields(id, fields).unwrap_or_else(|| Patient { id, ..Patient::default() });
    write(sql, &patient, &rows::data(fields))
}

/// Writes the row of a patient, whose fields are `data`.
pub fn write(sql: &Connection, patient: &Patient, data: &str) -> Result<()> {
    sql.prepare_cached(
        "INSERT OR REPLACE INTO patient(id, folded, birth_date, phones, hidden, data, facts) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        patient.id.as_bytes(),
        patient.haystack(),
        patient.birth_date,
        marks(patient).join(" "),
        shown(patient),
        data,
        facts(patient)
    ])?;
    Ok(())
}

/// 0 is shown, 1 hidden, 2 merged into another, by whose name it is still found.
fn shown(p: &Patient) -> i64 {
    match (p.hidden, p.merged_into) {
        (true, _) => 1,
        (false, Some(_)) => 2,
        (false, None) => 0,
    }
}

const QUIET: &str = "quiet";
const DEAD: &str = "dead";

/// What the column `facts` holds: the gender, whether not to call or dead, and the practice's flags; a unit separator
/// between them.
fn facts(p: &Patient) -> String {
    let state = match (p.deceased.is_empty(), p.do_not_contact) {
        (false, _) => DEAD,
        (true, true) => QUIET,
        (true, false) => "",
    };
    let first = [p.gender.as_str(), state].into_iter();
    first.chain(p.flags.iter().map(String::as_str)).map(|part| part.replace(APART, " ")).collect::<Vec<_>>().join("\u{1f}")
}

const APART: char = '\u{1f}';

/// Somebody alive and shown, as far as recalls go by it.
pub struct Recalled {
    pub id: Id,
    /// Wants not to be contacted.
    pub quiet: bool,
    pub facts: Facts,
}

impl Recalled {
    /// Of `id, birth_date, facts`; None of the dead.
    fn of(row: &rusqlite::Row) -> Result<Option<Self>> {
        let mut facts = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?.split(APART);
        let (gender, state) = (facts.next().unwrap_or_default().to_owned(), facts.next().unwrap_or_default());
        let born = row.get_ref(1)?.as_str().ok().and_then(|born| born.parse().ok());
        let flags = facts.map(str::to_owned).collect();
        let (id, quiet) = (Id::from_bytes(row.get(0)?), state == QUIET);
        Ok((state != DEAD).then(|| Recalled { id, quiet, facts: Facts { born, gender, flags, ..Facts::default() } }))
    }
}

/// Everybody whom a recall may concern, in the order of their ids.
pub fn recalled(db: &Db) -> Result<Vec<Recalled>> {
    let mut statement = db.0.prepare_cached("SELECT id, birth_date, facts FROM patient INDEXED BY patient_facts WHERE hidden = 0")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(Recalled::of(row)?);
    }
    found.sort_unstable_by_key(|p| p.id);
    Ok(found)
}

/// One of them.
pub fn recalled_one(db: &Db, patient: Id) -> Result<Option<Recalled>> {
    let mut statement = db.0.prepare_cached("SELECT id, birth_date, facts FROM patient WHERE id = ?1 AND hidden = 0")?;
    let mut rows = statement.query([patient.as_bytes()])?;
    rows.next()?.map_or(Ok(None), Recalled::of)
}

/// What the column `phones` holds: a telephone's digits; an e-mail address; `#` behind a number of the file.
fn marks(p: &Patient) -> Vec<String> {
    let mark = |t: &Telecom| match t.system.as_str() {
        "phone" => text::digits(&t.value),
        "email" => t.value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase(),
        _ => String::new(),
    };
    let numbers = p.identifier.iter().filter(|i| i.value.parse::<Id>().is_err()).map(|i| number(&i.value));
    p.telecom.iter().map(mark).chain(numbers).filter(|m| !m.is_empty() && m != "#").collect()
}

fn number(typed: &str) -> String {
    format!("{}#", crate::model::twins::plain(typed))
}

pub fn get(db: &Db, id: Id) -> Result<Option<Patient>> {
    rows::one(db.0, "SELECT id, data FROM patient WHERE id = ?1", [id.as_bytes()])
}

/// Those who have an appointment on the days from `from` up to and including `to`.
pub fn of_days(db: &Db, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<Id, Shared<Patient>>> {
    let sql = "SELECT id, data FROM patient WHERE id IN (SELECT patient FROM appointment WHERE start >= ?1 AND start < ?2)";
    let found = rows::all::<Patient>(db.0, sql, params![format!("{from}"), format!("{to}T99")])?;
    Ok(found.into_iter().map(|p| (p.id, Shared::new(p))).collect())
}

pub fn all(db: &Db) -> Result<Vec<Patient>> {
    rows::all(db.0, "SELECT id, data FROM patient ORDER BY folded, id", [])
}

/// Everybody, one after the other: never all in memory.
pub fn each(db: &Db, mut see: impl FnMut(Patient)) -> Result<()> {
    let mut statement = db.0.prepare_cached("SELECT id, data FROM patient ORDER BY folded, id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(patient) = rows::read(rows::record(row))? {
            see(patient);
        }
    }
    Ok(())
}

pub fn count(db: &Db) -> Result<u64> {
    Ok(db.0.query_row("SELECT count(*) FROM patient WHERE NOT hidden", [], |r| r.get::<_, i64>(0))? as u64)
}

/// What of a patient is compared, without the whole record.
#[derive(Clone, PartialEq)]
pub struct Candidate {
    pub id: Id,
    pub folded: String,
    pub birth_date: String,
    /// See [`marks`].
    pub phones: String,
    /// Merged into another, which is meant whenever this is found.
    pub merged: bool,
}

/// Everybody who is not hidden, and the files that were merged into theirs.
pub fn candidates(db: &Db) -> Result<Vec<Candidate>> {
    let mut found = db.0.prepare_cached("SELECT id, folded, birth_date, phones, hidden FROM patient WHERE hidden <> 1")?;
    let read = |r: &rusqlite::Row| {
        let merged = r.get::<_, i64>(4)? == 2;
        Ok(Candidate { id: Id::from_bytes(r.get(0)?), folded: r.get(1)?, birth_date: r.get(2)?, phones: r.get(3)?, merged })
    };
    Ok(found.query_map([], read)?.collect::<std::result::Result<_, _>>()?)
}

/// By name, from the start of the list: what an empty search shows.
pub fn first(db: &Db, limit: usize) -> Result<Vec<Patient>> {
    rows::all(db.0, "SELECT id, data FROM patient WHERE NOT hidden ORDER BY folded, id LIMIT ?1", [limit as i64])
}

/// Patients that fit what was typed, best first; by name where they fit alike. Where nobody fits all of it, those who fit
/// most of it.
pub fn find(db: &Db, typed: &str, limit: usize) -> Result<Vec<Patient>> {
    Ok(find_some(db, typed, limit)?.0)
}

/// As [`find`], with how many fit in all.
pub fn find_some(db: &Db, typed: &str, limit: usize) -> Result<(Vec<Patient>, usize)> {
    let typed = Typed::new(typed);
    if typed.is_empty() {
        return Ok((first(db, limit)?, count(db)? as usize));
    }
    let Found { ids, all } = db.search(|index| index.find(&typed, limit))?;
    Ok((these(db, ids)?, all))
}

/// As [`find`], of those alone whom every word fits: where a name that is new, or another thing, may be meant as well.
pub fn find_whole(db: &Db, typed: &str, limit: usize) -> Result<Vec<Patient>> {
    let typed = Typed::new(typed);
    if typed.is_empty() {
        return first(db, limit);
    }
    let found = db.search(|index| index.find_whole(&typed, limit))?;
    these(db, found.ids)
}

/// As [`find`], of many searches at once: beside another program's writer the index is made once for all of them.
pub fn find_each(db: &Db, searches: &[&str], limit: usize) -> Result<Vec<Vec<Patient>>> {
    let found = db.search(|index| searches.iter().map(|typed| index.find(&Typed::new(typed), limit).ids).collect::<Vec<_>>())?;
    found.into_iter().map(|ids| these(db, ids)).collect()
}

fn these(db: &Db, ids: Vec<Id>) -> Result<Vec<Patient>> {
    let found = ids.into_iter().map(|id| get(db, id)).collect::<Result<Vec<_>>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// Those whose family name begins with one of the folded words: whom a visit's label may name.
pub fn named_among(db: &Db, words: &[String]) -> Result<Vec<Patient>> {
    let mut found = std::collections::BTreeMap::new();
    for word in words {
        let sql = "SELECT id, data FROM patient WHERE (folded = ?1 OR folded >= ?1 || ' ' AND folded < ?1 || '!') AND NOT hidden";
        found.extend(rows::all::<Patient>(db.0, sql, [word])?.into_iter().map(|p| (p.id, p)));
    }
    Ok(found.into_values().collect())
}

/// The flags in use, by how many bear them.
pub fn flags(db: &Db) -> Result<Vec<(String, usize)>> {
    let mut of = db.0.prepare_cached(
        "SELECT f.value, count(*) FROM patient p, json_each(p.data, '$.flags') f
         WHERE json_extract(p.data, '$.flags') IS NOT NULL AND NOT p.hidden GROUP BY f.value ORDER BY 2 DESC, 1",
    )?;
    let rows = of.query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)? as usize)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Who follows each: the practitioner the file names, else whom they saw or will see last.
pub fn followed_by(db: &Db) -> Result<HashMap<Id, Id>> {
    let mut of = db.0.prepare_cached(
        "SELECT patient, practitioner, max(start) FROM appointment WHERE patient IS NOT NULL AND status != 'cancelled' GROUP BY patient",
    )?;
    let mut rows = of.query([])?;
    let mut found = HashMap::new();
    while let Some(row) = rows.next()? {
        found.insert(Id::from_bytes(row.get(0)?), Id::from_bytes(row.get(1)?));
    }
    let mut named = db.0.prepare_cached(
        "SELECT id, json_extract(data, '$.general_practitioner[0]') FROM patient WHERE json_extract(data, '$.general_practitioner') IS NOT NULL",
    )?;
    let mut rows = named.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(doctor) = row.get::<_, Option<String>>(1)?.and_then(|d| d.parse().ok()) {
            found.insert(Id::from_bytes(row.get(0)?), doctor);
        }
    }
    Ok(found)
}
