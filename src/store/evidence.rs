//! What shows that something was done for somebody: recalls go by it. One row for every name and code it bears.

use super::error::Result;
use crate::{
    base::{Id, text::fold},
    model::Fields,
};
use rusqlite::{Connection, params};
use serde_json::Value;

/// Before the terms of what is recommended, not done.
pub const RECOMMENDED: &str = "due ";

/// Brings the rows of a record up to it.
fn put(sql: &Connection, record: Id, rows: &[Row]) -> Result<()> {
    sql.prepare_cached("DELETE FROM evidence WHERE record = ?1")?.execute([record.as_bytes()])?;
    for row in rows.iter().filter(|row| !row.term.is_empty() && row.date.len() >= 10) {
        sql.prepare_cached("INSERT OR REPLACE INTO evidence(term, whose, date, record, title) VALUES(?1, ?2, ?3, ?4, ?5)")?
            .execute(params![row.term, row.whose, &row.date[..10], record.as_bytes(), row.title])?;
    }
    Ok(())
}

struct Row {
    term: String,
    whose: [u8; 16],
    date: String,
    title: String,
}

/// A visit that was held here for one of the practice's own reasons.
pub fn of_appointment(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let (whose, reason) = (super::rows::id(fields, "patient"), super::rows::text(fields, "reason"));
    let rows = match whose {
        Some(whose) if super::rows::text(fields, "status") == "fulfilled" && !reason.is_empty() => {
            let term = reason_term(reason);
            vec![Row { term, whose, date: super::rows::text(fields, "start").into(), title: String::new() }]
        }
        _ => vec![],
    };
    put(sql, id, &rows)
}

/// The term of a visit for one of the practice's reasons.
pub fn reason_term(reason: impl std::fmt::Display) -> String {
    format!("reason|{reason}")
}

/// A visit of a history that was made elsewhere, in its own words.
pub fn of_encounter(sql: &Connection, id: Id, fields: &Fields, day: &str) -> Result<()> {
    let (whose, kind) = (super::rows::id(fields, "patient"), super::rows::text(fields, "kind"));
    let rows = match whose {
        Some(whose) if super::rows::text(fields, "status") == "finished" => {
            vec![Row { term: fold(kind), whose, date: day.into(), title: kind.into() }]
        }
        _ => vec![],
    };
    put(sql, id, &rows)
}

/// An immunization, or what another program recommends.
pub fn of_kept(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let (Some(whose), Some(resource)) = (super::rows::id(fields, "patient"), fields.get("resource")) else {
        return put(sql, id, &[]);
    };
    let date = super::rows::text(fields, "date");
    let rows = match super::rows::text(fields, "resource_type") {
        "Immunization" if text(resource, "status") == "completed" => rows_of(&resource["vaccineCode"], "", whose, date),
        "ImmunizationRecommendation" => {
            let each = resource["recommendation"].as_array().into_iter().flatten();
            each.flat_map(|r| {
                let date = due_date(r);
                let concepts = r["vaccineCode"].as_array().into_iter().flatten().chain([&r["targetDisease"]]);
                concepts.flat_map(move |c| rows_of(c, RECOMMENDED, whose, &date)).collect::<Vec<_>>()
            })
            .collect()
        }
        _ => vec![],
    };
    put(sql, id, &rows)
}

/// By what a concept is called, and by each of its codes.
fn rows_of(concept: &Value, prefix: &str, whose: [u8; 16], date: &str) -> Vec<Row> {
    let codings = || concept["coding"].as_array().into_iter().flatten();
    let names = codings().map(|c| text(c, "display")).chain([text(concept, "text")]).filter(|n| !n.is_empty());
    let title = names.clone().next().unwrap_or_default().to_owned();
    let codes = codings().filter_map(|c| Some(format!("{}|{}", short(text(c, "system"))?, text(c, "code").to_lowercase())));
    let mut terms: Vec<String> = names.map(fold).chain(codes).collect();
    terms.sort();
    terms.dedup();
    terms.into_iter().map(|term| Row { term: format!("{prefix}{term}"), whose, date: date.into(), title: title.clone() }).collect()
}

/// "http://hl7.org/fhir/sid/cvx" is `cvx`: what a person types.
fn short(system: &str) -> Option<String> {
    let last = system.trim_end_matches('/').rsplit(['/', ':']).next()?;
    (!last.is_empty()).then(|| last.to_lowercase())
}

/// When a recommendation is due: by the date it calls so, else by the earliest.
fn due_date(recommendation: &Value) -> String {
    let criteria = || recommendation["dateCriterion"].as_array().into_iter().flatten();
    let of = |code: &str| {
        criteria().find(|c| c["code"]["coding"].as_array().into_iter().flatten().any(|x| text(x, "code") == code)).map(|c| text(c, "value"))
    };
    of("30980-7").or_else(|| of("30981-5")).or_else(|| criteria().next().map(|c| text(c, "value"))).unwrap_or_default().to_owned()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}
