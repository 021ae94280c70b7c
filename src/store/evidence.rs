//! What shows that something was done for somebody, or is to be: recalls go by it. It follows from visits, histories and
//! what is kept as it came; a record's old share is taken back by what the record said before, so nothing of it stands here.

use super::{error::Result, rows};
use crate::{
    base::{Id, text::fold},
    model::{Fields, transition::AppointmentStatus},
};
use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

/// What sort of sign a concept is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Done = 0,
    /// By another program.
    Recommended = 1,
    /// A visit that was held for one of the practice's own reasons.
    Held = 2,
    /// One that is to come.
    Coming = 3,
}

/// One sign: what it is, whose, and on which day.
#[derive(Clone, PartialEq)]
struct Sign {
    sort: Sort,
    /// Folded names and codes.
    terms: String,
    title: String,
    whose: [u8; 16],
    day: u32,
}

impl Sign {
    fn new(sort: Sort, terms: Vec<String>, title: &str, whose: [u8; 16], date: &str) -> Option<Self> {
        let mut terms: Vec<String> = terms.into_iter().filter(|t| !t.is_empty()).collect();
        terms.sort();
        terms.dedup();
        let day = date.get(..10)?.parse::<NaiveDate>().ok()?.num_days_from_ce().try_into().ok()?;
        (!terms.is_empty()).then(|| Sign { sort, terms: terms.join("\n"), title: title.into(), whose, day })
    }

    /// The concept's id: the same wherever it is made.
    fn concept(&self) -> i64 {
        let mut hasher = blake3::Hasher::new_derive_key("genki concept 1");
        hasher.update(&[self.sort as u8]).update(self.terms.as_bytes()).update(b"\0").update(self.title.as_bytes());
        let mut id = [0; 8];
        id.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        i64::from_be_bytes(id)
    }
}

/// Brings the signs of a record from what it said to what it says.
fn change(sql: &Connection, before: Vec<Sign>, after: Vec<Sign>) -> Result<()> {
    if before == after {
        return Ok(());
    }
    before.iter().try_for_each(|sign| take(sql, sign))?;
    after.iter().try_for_each(|sign| add(sql, sign))
}

fn held(sql: &Connection, concept: i64, sign: &Sign) -> Result<Option<Vec<u8>>> {
    let mut held = sql.prepare_cached("SELECT days FROM evidence WHERE concept = ?1 AND whose = ?2")?;
    Ok(held.query_row(params![concept, sign.whose], |r| r.get(0)).optional()?)
}

fn add(sql: &Connection, sign: &Sign) -> Result<()> {
    let concept = sign.concept();
    let Some(mut days) = held(sql, concept, sign)? else {
        sql.prepare_cached("INSERT OR IGNORE INTO concept(id, sort, terms, title) VALUES(?1, ?2, ?3, ?4)")?.execute(params![
            concept,
            sign.sort as i64,
            sign.terms,
            sign.title
        ])?;
        sql.prepare_cached("INSERT INTO evidence(concept, whose, days) VALUES(?1, ?2, ?3)")?.execute(params![
            concept,
            sign.whose,
            sign.day.to_be_bytes()
        ])?;
        return Ok(());
    };
    let place = self::days(&days).take_while(|day| *day <= sign.day).count() * 4;
    days.splice(place..place, sign.day.to_be_bytes());
    keep(sql, concept, sign, &days)
}

fn take(sql: &Connection, sign: &Sign) -> Result<()> {
    let concept = sign.concept();
    let Some(mut days) = held(sql, concept, sign)? else { return Ok(()) };
    let place = self::days(&days).position(|day| day == sign.day);
    if let Some(place) = place {
        days.drain(place * 4..place * 4 + 4);
    }
    if !days.is_empty() {
        return keep(sql, concept, sign, &days);
    }
    sql.prepare_cached("DELETE FROM evidence WHERE concept = ?1 AND whose = ?2")?.execute(params![concept, sign.whose])?;
    sql.prepare_cached("DELETE FROM concept WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM evidence WHERE concept = ?1)")?
        .execute([concept])?;
    Ok(())
}

fn keep(sql: &Connection, concept: i64, sign: &Sign, days: &[u8]) -> Result<()> {
    let mut keep = sql.prepare_cached("UPDATE evidence SET days = ?3 WHERE concept = ?1 AND whose = ?2")?;
    keep.execute(params![concept, sign.whose, days])?;
    Ok(())
}

/// The days of a row, in order.
pub fn days(packed: &[u8]) -> impl DoubleEndedIterator<Item = u32> {
    packed.as_chunks::<4>().0.iter().map(|day| u32::from_be_bytes(*day))
}

/// What a record says until now.
fn before(sql: &Connection, select: &str, id: Id) -> Result<Fields> {
    let mut statement = sql.prepare_cached(select)?;
    let found = statement.query_row([id.as_bytes()], |r| r.get_ref(0)?.as_str().map(serde_json::from_str).map_err(Into::into));
    Ok(found.optional()?.and_then(|fields| fields.ok()).unwrap_or_default())
}

/// A visit for one of the practice's own reasons. To be called before its row is written, as all of these.
pub fn of_appointment(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let before = before(sql, "SELECT data FROM appointment WHERE id = ?1", id)?;
    change(sql, of_visit(&before), of_visit(fields))
}

fn of_visit(fields: &Fields) -> Vec<Sign> {
    use AppointmentStatus::{Arrived, Booked, CheckedIn, Fulfilled, Pending, Proposed};
    let (Some(whose), reason) = (rows::id(fields, "patient"), rows::text(fields, "reason")) else { return vec![] };
    let sort = match rows::text(fields, "status").parse() {
        Ok(Fulfilled) => Sort::Held,
        Ok(Proposed | Pending | Booked | Arrived | CheckedIn) => Sort::Coming,
        _ => return vec![],
    };
    Sign::new(sort, vec![reason.into()], "", whose, rows::text(fields, "start")).into_iter().collect()
}

/// A visit of a history that was made elsewhere, in its own words.
pub fn of_encounter(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let before = before(sql, "SELECT data FROM encounter WHERE id = ?1", id)?;
    change(sql, of_history(&before), of_history(fields))
}

/// The day on which an encounter began, as far as that is known.
pub fn day_of_encounter(fields: &Fields) -> &str {
    let day = ["arrived", "started", "finished"].iter().map(|f| rows::text(fields, f)).find(|t| !t.is_empty());
    day.and_then(|day| day.get(..10)).unwrap_or_default()
}

fn of_history(fields: &Fields) -> Vec<Sign> {
    let (whose, kind) = (rows::id(fields, "patient"), rows::text(fields, "kind"));
    match whose {
        Some(whose) if rows::text(fields, "status") == "finished" && !kind.is_empty() => {
            Sign::new(Sort::Done, vec![fold(kind)], kind, whose, day_of_encounter(fields)).into_iter().collect()
        }
        _ => vec![],
    }
}

/// An immunization, or what another program recommends.
pub fn of_kept(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let before = before(sql, "SELECT data FROM kept WHERE id = ?1 AND kind IN ('Immunization', 'ImmunizationRecommendation')", id)?;
    change(sql, of_resource(&before), of_resource(fields))
}

fn of_resource(fields: &Fields) -> Vec<Sign> {
    let (Some(whose), Some(resource)) = (rows::id(fields, "patient"), fields.get("resource")) else { return vec![] };
    match rows::text(fields, "resource_type") {
        "Immunization" if text(resource, "status") == "completed" => {
            of_concept(&resource["vaccineCode"], Sort::Done, whose, rows::text(fields, "date")).into_iter().collect()
        }
        "ImmunizationRecommendation" => {
            let each = resource["recommendation"].as_array().into_iter().flatten();
            each.flat_map(|r| {
                let date = due_date(r);
                let concepts = r["vaccineCode"].as_array().into_iter().flatten().chain([&r["targetDisease"]]);
                concepts.filter_map(|c| of_concept(c, Sort::Recommended, whose, &date)).collect::<Vec<_>>()
            })
            .collect()
        }
        _ => vec![],
    }
}

/// By what a concept is called, and by each of its codes.
fn of_concept(concept: &Value, sort: Sort, whose: [u8; 16], date: &str) -> Option<Sign> {
    let codings = || concept["coding"].as_array().into_iter().flatten();
    let names = codings().map(|c| text(c, "display")).chain([text(concept, "text")]).filter(|n| !n.is_empty());
    let title = names.clone().next().unwrap_or_default();
    let codes = codings().filter_map(|c| Some(format!("{}|{}", short(text(c, "system"))?, text(c, "code").to_lowercase())));
    Sign::new(sort, names.map(fold).chain(codes).collect(), title, whose, date)
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
