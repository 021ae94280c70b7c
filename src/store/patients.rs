//! Patients, and finding them.

use super::{Db, error::Result, rows};
use crate::{
    base::{Id, text},
    model::{Fields, Patient, Record},
};
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let patient = (!fields.is_empty()).then(|| Patient::from_fields(id, fields)).flatten();
    let Some(patient) = patient else {
        sql.prepare_cached("DELETE FROM patient WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    };
    let phones: Vec<String> = patient.telecom.iter().filter(|t| t.system == "phone").map(|t| text::digits(&t.value)).collect();
    sql.prepare_cached("INSERT OR REPLACE INTO patient(id, folded, birth_date, phones, hidden, data) VALUES(?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![
            id.as_bytes(),
            patient.haystack(),
            patient.birth_date,
            phones.join(" "),
            patient.hidden || patient.merged_into.is_some(),
            rows::data(fields)
        ])?;
    Ok(())
}

pub fn get(db: &Db, id: Id) -> Result<Option<Patient>> {
    rows::one(db.0, "SELECT id, data FROM patient WHERE id = ?1", [id.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Patient>> {
    rows::all(db.0, "SELECT id, data FROM patient ORDER BY folded, id", [])
}

pub fn count(db: &Db) -> Result<u64> {
    Ok(db.0.query_row("SELECT count(*) FROM patient WHERE NOT hidden", [], |r| r.get::<_, i64>(0))? as u64)
}

/// One of those that a search found, without the whole record.
#[derive(Clone, PartialEq)]
pub struct Candidate {
    pub id: Id,
    pub folded: String,
    pub birth_date: String,
    pub phones: String,
}

/// What a search ranks: everybody who is not hidden.
pub fn candidates(db: &Db) -> Result<Vec<Candidate>> {
    let mut found = db.0.prepare_cached("SELECT id, folded, birth_date, phones FROM patient WHERE NOT hidden")?;
    let read =
        |r: &rusqlite::Row| Ok(Candidate { id: Id::from_bytes(r.get(0)?), folded: r.get(1)?, birth_date: r.get(2)?, phones: r.get(3)? });
    Ok(found.query_map([], read)?.collect::<std::result::Result<_, _>>()?)
}

/// By name, from the start of the list: what an empty search shows.
pub fn first(db: &Db, limit: usize) -> Result<Vec<Patient>> {
    rows::all(db.0, "SELECT id, data FROM patient WHERE NOT hidden ORDER BY folded, id LIMIT ?1", [limit as i64])
}

/// Patients that fit what was typed, best first; by name where they fit alike.
pub fn find(db: &Db, typed: &str, limit: usize) -> Result<Vec<Patient>> {
    Ok(find_some(db, typed, limit)?.0)
}

/// As [`find`], with how many fit in all.
pub fn find_some(db: &Db, typed: &str, limit: usize) -> Result<(Vec<Patient>, usize)> {
    let search = crate::model::search::Search::new(typed);
    if search.is_empty() {
        return Ok((first(db, limit)?, count(db)? as usize));
    }
    let mut fits: Vec<(u32, Candidate)> =
        candidates(db)?.into_iter().filter_map(|c| search.rank(&c.folded, &c.birth_date, &c.phones).map(|r| (r, c))).collect();
    fits.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| (&x.folded, x.id).cmp(&(&y.folded, y.id))));
    let all = fits.len();
    fits.truncate(limit);
    let found = fits.into_iter().map(|(_, c)| get(db, c.id)).collect::<Result<Vec<_>>>()?;
    Ok((found.into_iter().flatten().collect(), all))
}

/// Who may be the same as somebody new: born on the same day with a similar family or given name, or, while no birth
/// date is known, of the same whole name.
pub fn alike(db: &Db, family: &str, given: &str, birth_date: &str, limit: usize) -> Result<Vec<Patient>> {
    let family = crate::model::search::Search::new(family);
    let given = crate::model::search::Search::new(given);
    if family.is_empty() {
        return Ok(Vec::new());
    }
    let fits = |c: &Candidate| {
        let named = |s: &crate::model::search::Search| !s.is_empty() && s.rank(&c.folded, "", "").is_some();
        match birth_date {
            "" => named(&family) && named(&given),
            born => c.birth_date == born && (named(&family) || named(&given)),
        }
    };
    let found = candidates(db)?.into_iter().filter(fits).take(limit).map(|c| get(db, c.id)).collect::<Result<Vec<_>>>()?;
    Ok(found.into_iter().flatten().collect())
}
