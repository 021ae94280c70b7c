//! Fields in which two devices wrote different values: both stand until a person decides.

use super::{Db, error::Result, rows};
use crate::{base::Id, model::record::clean};
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    pub doc: Id,
    pub kind: String,
    pub field: String,
    pub values: Vec<Standing>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Standing {
    pub value: Value,
    pub origin: Id,
    pub person: Id,
    pub at: i64,
}

pub fn all(db: &Db) -> Result<Vec<Clash>> {
    let mut statement = db.0.prepare_cached("SELECT doc, kind, field, vals FROM clash ORDER BY doc, field")?;
    let read = |r: &rusqlite::Row| {
        let values: String = r.get(3)?;
        let clash = Clash { doc: Id::from_bytes(r.get(0)?), kind: r.get(1)?, field: r.get(2)?, values: Vec::new() };
        Ok((clash, values))
    };
    let mut found = Vec::new();
    for clash in statement.query_map([], read)? {
        let (clash, values) = clash?;
        let Ok(mut values) = serde_json::from_str::<Vec<Standing>>(&values) else {
            found.extend(rows::pass_over("clash")?);
            continue;
        };
        for standing in &mut values {
            clean::field(&clash.field, &mut standing.value);
        }
        found.push(Clash { values, ..clash });
    }
    Ok(found)
}

/// Those of one patient: of the file itself, and of the visits.
pub fn of_patient(db: &Db, patient: Id) -> Result<Vec<Clash>> {
    let visits = super::appointments::of_patient(db, patient)?;
    let docs: std::collections::BTreeSet<Id> = visits.into_iter().map(|a| a.id).chain([patient]).collect();
    Ok(all(db)?.into_iter().filter(|c| docs.contains(&c.doc)).collect())
}
