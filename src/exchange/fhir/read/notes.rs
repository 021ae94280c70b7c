//! Notes of days, as we write them: FHIR has no resource of its own for one.

use super::Reader;
use crate::{
    base::Id,
    exchange::{
        Kind, NewDayNote, Why,
        fhir::{
            json::{code_in, list, text},
            ours, time,
        },
    },
    model::DayNote,
};
use serde_json::Value;

/// The system of the codes that tell records of ours from whatever else has their type.
pub const KIND: &str = "urn:genki:kind";
pub const DAY_NOTE: &str = "day-note";

/// Whether this is Basic, and one of our own.
pub fn is(r: &Value, code: &str) -> bool {
    text(r, "resourceType") == "Basic" && code_in(r.get("code"), KIND) == Some(code)
}

impl Reader<'_> {
    pub fn day_note(&self, from: usize, r: &Value, id: Id) -> Result<NewDayNote, Why> {
        let date = time::date(text(r, "created")).ok_or(Why::NoStart)?;
        let about = list(r, "extension").iter().find(|e| text(e, "url") == "urn:genki:practitioner").and_then(|e| e.get("valueReference"));
        let practitioner = about.and_then(|to| self.index.link(from, to, &[Kind::Practitioner]));
        let record = ours::overlay(r, DayNote { id, date, until: date, ..DayNote::default() });
        if record.until < record.date {
            return Err(Why::EndBeforeStart);
        }
        Ok(NewDayNote { record, practitioner, named: vec![], of_calendar: false })
    }
}
