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

/// The system and code that tell a note of a day from whatever else is called Basic.
pub const DAY_NOTE: (&str, &str) = ("urn:genki:kind", "day-note");

pub fn is_day_note(r: &Value) -> bool {
    text(r, "resourceType") == "Basic" && code_in(r.get("code"), DAY_NOTE.0) == Some(DAY_NOTE.1)
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
