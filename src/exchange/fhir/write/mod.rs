//! From queries to one bundle, in an order that depends on nothing but the records.

mod follow;
mod notes;
mod people;
mod visits;

use super::{
    GENKI, ours,
    read::{Index, Reader},
};
use crate::{
    base::Id,
    exchange::{Noun, Why},
    model::{Record, practitioner::Absence},
    store::{self, Db, appointments, day_notes, encounters, kept, patients, practice, practitioners, reasons, slots},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use follow::Follows;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Everything the practice shares, as a bundle of type collection, with what `reader` may read in documents. Persons, their
/// keys and the log stay.
pub fn write(db: &Db, zone: Tz, reader: Id) -> store::Result<Value> {
    let practitioners = sorted(practitioners::all(db)?);
    let (slots, duties) = (sorted(slots::all(db)?), sorted(slots::duties(db)?));
    let reasons = sorted(reasons::all(db)?);
    let patients = sorted(patients::all(db)?);
    let mut replaces: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (into, id) in patients.iter().filter_map(|p| Some((p.merged_into?, p.id))) {
        replaces.entry(into).or_default().push(id);
    }
    let (appointments, kept) = (sorted(appointments::all(db)?), sorted(kept::all_for(db, reader)?));
    let follows = Follows::read(db)?;
    let writer = Writer {
        leaving: appointments
            .iter()
            .map(Record::id)
            .chain(kept.iter().map(Record::id))
            .chain(follows.ids())
            .chain(reasons.iter().map(Record::id))
            .collect(),
        zone,
        closed: practice::get(db)?.closed,
        replaces,
        practitioners: practitioners.iter().map(Record::id).collect(),
        reasons: reasons.iter().map(|r| (r.id, r.name.clone())).collect(),
        index: Index::default(),
    };
    let mut all = Vec::new();
    for p in &practitioners {
        all.push(writer.practitioner(p));
        all.extend(writer.role(p));
    }
    let with_diary: BTreeSet<Id> = slots.iter().map(|s| s.practitioner).collect();
    all.extend(with_diary.iter().map(|p| writer.schedule(*p)));
    all.extend(duties.iter().map(|d| writer.duty(d)));
    all.extend(reasons.iter().map(|r| writer.reason(r)));
    all.extend(patients.iter().map(|p| writer.patient(p)));
    all.extend(slots.iter().map(|s| writer.slot(s)));
    all.extend(appointments.iter().map(|a| writer.appointment(a)));
    all.extend(sorted(day_notes::all(db)?).iter().map(|n| writer.day_note(n)));
    all.extend(sorted(encounters::all(db)?).iter().map(|e| writer.encounter(e)));
    follows.write(&writer, &mut all);
    all.extend(kept.into_iter().map(|k| k.resource));
    let entries: Vec<Value> = all.into_iter().map(entry).collect();
    let mut bundle = Map::from_iter([("resourceType".into(), "Bundle".into()), ("type".into(), "collection".into())]);
    // FHIR knows no empty lists.
    if !entries.is_empty() {
        bundle.insert("entry".into(), entries.into());
    }
    let mut bundle = Value::Object(bundle);
    bundle.sort_all_objects();
    Ok(bundle)
}

fn sorted<R: Record>(mut all: Vec<R>) -> Vec<R> {
    all.sort_by_key(Record::id);
    all
}

fn entry(mut resource: Value) -> Value {
    resource["meta"] = json!({"source": GENKI});
    let url = format!("urn:uuid:{}", resource["id"].as_str().unwrap_or_default());
    json!({"fullUrl": url, "resource": resource})
}

/// What writing a record needs beside the record.
struct Writer {
    zone: Tz,
    /// When the practice is closed: each practitioner's absence, marked.
    closed: Vec<Absence>,
    practitioners: BTreeSet<Id>,
    reasons: BTreeMap<Id, String>,
    /// What other records may refer to: all that leaves, but for people.
    leaving: HashSet<Id>,
    /// The files that were merged into one.
    replaces: BTreeMap<Id, Vec<Id>>,
    index: Index,
}

impl Writer {
    /// Adds what the resource does not say of the record yet: it is read back, and what differs becomes an extension.
    fn complete<R: Record>(&self, resource: Element, record: &R, links: &[&str], record_of: impl Fn(Noun) -> Option<R>) -> Value {
        let mut value = resource.0;
        value["meta"] = json!({"source": GENKI});
        let reader = Reader { zone: self.zone, today: NaiveDate::MAX, index: &self.index };
        let read: Result<Noun, Why> = reader.noun(0, &value, record.id());
        if let Some(read) = read.ok().and_then(record_of) {
            let missing = ours::missing(record, &read, links);
            if !missing.is_empty() {
                let mut all = value["extension"].as_array().cloned().unwrap_or_default();
                all.extend(missing);
                value["extension"] = all.into();
            }
        }
        value
    }
}

/// A resource or a part of one being written; what holds nothing is left out.
struct Element(Value);

impl Element {
    fn resource(of: &str, id: Id) -> Self {
        Element(json!({"resourceType": of, "id": id.to_string()}))
    }

    fn new() -> Self {
        Element(json!({}))
    }

    fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let nothing = match &value {
            Value::Null => true,
            Value::String(s) => s.trim().is_empty(),
            Value::Array(a) => a.is_empty(),
            Value::Object(o) => o.is_empty(),
            _ => false,
        };
        if !nothing {
            self.0[key] = value;
        }
        self
    }
}

impl From<Element> for Value {
    fn from(element: Element) -> Value {
        element.0
    }
}

fn words(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { json!({"text": text}) }
}

fn reference(id: Id) -> Value {
    json!({"reference": format!("urn:uuid:{id}")})
}

/// A concept that is one code.
fn code(system: &str, code: &str) -> Value {
    json!({"coding": [{"system": system, "code": code}]})
}

fn strings(all: &[String]) -> Value {
    all.iter().filter(|s| !s.trim().is_empty()).cloned().collect::<Vec<_>>().into()
}
