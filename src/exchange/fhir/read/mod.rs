//! From a file to a plan.

mod follow;
mod hours;
mod kept;
mod notes;
mod people;
mod refs;
mod source;
mod visits;

pub use follow::{ANSWER, CALL, DIRECTION, KEEPSAKE, OUTCOME, PERSON, PHONE, RECALL, RECALL_KIND, WHY};
pub use hours::{CLOSED, NO_WORDS};
pub use notes::{DAY_NOTE, KIND};
pub use refs::Index;
pub use visits::{CANCEL_REASONS, WALK_IN};

use crate::{
    base::Id,
    exchange::{
        Incoming, Kind, Noun, Plan, Rejected, Unreadable, Why,
        fhir::json::{kind_name, list, text},
    },
};
use chrono_tz::Tz;
use refs::Place;
use serde_json::Value;
use source::Entry;
use std::collections::HashMap;

/// Reads one record after the other, knowing where references lead.
pub struct Reader<'a> {
    pub zone: Tz,
    pub index: &'a Index,
}

/// Reads a whole file. Records that do not fit are named in the plan; only a file that cannot be read at all is an error.
pub fn read(bytes: &[u8], zone: Tz) -> Result<Plan, Unreadable> {
    let mut source = source::open(bytes)?;
    let mut plan = Plan { format: "fhir", rejected: std::mem::take(&mut source.rejected), ..Plan::default() };
    let history = source.history;
    let (entries, places) = once_each(with_contained(source.entries), history, &mut plan);
    let index = Index::of(&entries, places);
    let reader = Reader { zone, index: &index };
    for (i, (entry, place)) in entries.iter().zip(&index.places).enumerate() {
        let name = kind_name(&place.resource_type);
        if name.is_empty() {
            plan.rejected.push(Rejected { kind: "unknown".into(), line: entry.line, why: Why::NoType });
            continue;
        }
        let Some(kind) = place.kind else {
            *plan.left_alone.entry(place.resource_type.clone()).or_default() += 1;
            continue;
        };
        *plan.read.entry(name.clone()).or_default() += 1;
        match reader.noun(i, &entry.resource, place.id) {
            Ok(noun) => plan.records.push(Incoming {
                kind: name,
                line: entry.line,
                id: place.id,
                digest: place.digest.clone(),
                ours: place.ours,
                weak: place.weak,
                partial: false,
                namesake: false,
                noun,
            }),
            Err(why) => {
                plan.refused.insert((kind, place.id));
                plan.rejected.push(Rejected { kind: name, line: entry.line, why });
            }
        }
    }
    replaced(&entries, &reader, &mut plan);
    Ok(plan)
}

impl Reader<'_> {
    pub fn noun(&self, from: usize, r: &Value, id: Id) -> Result<Noun, Why> {
        Ok(match text(r, "resourceType") {
            "Patient" => Noun::Patient(Box::new(self.patient(from, r, id)?)),
            "Practitioner" => Noun::Practitioner(Box::new(self.practitioner(r, id)?)),
            "PractitionerRole" => Noun::Role(Box::new(self.role(from, r)?)),
            "Schedule" => self.schedule(from, r, id)?,
            "HealthcareService" => Noun::Reason(hours::reason(r, id)?),
            "Slot" => {
                let (slot, schedule) = self.slot(from, r, id)?;
                Noun::Slot(Box::new(slot), schedule)
            }
            "Appointment" => Noun::Appointment(Box::new(self.appointment(from, r, id)?)),
            "Basic" if notes::is(r, DAY_NOTE) => Noun::DayNote(Box::new(self.day_note(from, r, id)?)),
            "Encounter" => Noun::Encounter(Box::new(self.encounter(from, r, id)?)),
            _ => match self.follow(from, r, id)? {
                Some(follow) => Noun::Follow(Box::new(follow)),
                None => Noun::Kept(Box::new(self.kept(from, r, id)?)),
            },
        })
    }
}

/// Adds the people that planned and held visits carry inside them.
fn with_contained(entries: Vec<Entry>) -> Vec<Entry> {
    const HOLDERS: &[&str] = &["Appointment", "Encounter", "Schedule", "Slot", "PractitionerRole"];
    const HELD: &[&str] = &["Patient", "Practitioner", "PractitionerRole", "Schedule"];
    let mut all = Vec::with_capacity(entries.len());
    for entry in entries {
        let (of, id) = (text(&entry.resource, "resourceType"), text(&entry.resource, "id"));
        if HOLDERS.contains(&of) && (!entry.full_url.is_empty() || !id.is_empty()) {
            let whole = if entry.full_url.is_empty() { format!("{of}/{id}") } else { entry.full_url.clone() };
            for inner in list(&entry.resource, "contained").iter().filter(|c| HELD.contains(&text(c, "resourceType"))) {
                let full_url = format!("{whole}#{}", text(inner, "id"));
                all.push(Entry { line: entry.line, full_url, resource: inner.clone() });
            }
        }
        all.push(entry);
    }
    all
}

/// Leaves one of those that stand several times: of a history the newest, else the last. A second one that says
/// something else is reported, an equal one is only counted.
fn once_each(entries: Vec<Entry>, history: bool, plan: &mut Plan) -> (Vec<Entry>, Vec<Place>) {
    let mut kept: Vec<(Entry, Place)> = Vec::with_capacity(entries.len());
    let mut at: HashMap<(String, Id), usize> = HashMap::new();
    for entry in entries {
        let place = Place::of(&entry);
        let key = (place.resource_type.clone(), place.id);
        let Some(&i) = at.get(&key).filter(|_| place.kind.is_some()) else {
            at.insert(key, kept.len());
            kept.push((entry, place));
            continue;
        };
        let kind = kind_name(&place.resource_type);
        *plan.read.entry(kind.clone()).or_default() += 1;
        if history || kept[i].1.digest == place.digest {
            *plan.repeated.entry(kind).or_default() += 1;
            continue;
        }
        let loser = std::mem::replace(&mut kept[i], (entry, place));
        plan.rejected.push(Rejected { kind, line: loser.0.line, why: Why::Twice });
    }
    kept.into_iter().unzip()
}

/// A patient that replaces others says so of them too.
fn replaced(entries: &[Entry], reader: &Reader, plan: &mut Plan) {
    let mut replaced: HashMap<Id, Id> = HashMap::new();
    for (i, (entry, place)) in entries.iter().zip(&reader.index.places).enumerate() {
        if place.kind != Some(Kind::Patient) {
            continue;
        }
        for link in list(&entry.resource, "link").iter().filter(|l| text(l, "type") == "replaces") {
            let to = link.get("other").and_then(|other| reader.index.link(i, other, &[Kind::Patient]));
            replaced.extend(to.iter().flat_map(|l| &l.to).map(|(_, id)| (*id, place.id)));
        }
    }
    for incoming in plan.records.iter_mut().filter(|_| !replaced.is_empty()) {
        if let Noun::Patient(patient) = &mut incoming.noun
            && let Some(by) = replaced.get(&incoming.id)
        {
            patient.replaced_by.get_or_insert(crate::exchange::Link { to: vec![(Kind::Patient, *by)], identifier: None });
        }
    }
}
