//! From a file to a plan.

mod follow;
mod hours;
mod kept;
mod notes;
mod people;
mod refs;
mod source;
mod unused;
mod visits;

pub use follow::{ANSWER, CALL, DIRECTION, KEEPSAKE, OUTCOME, PERSON, PHONE, RECALL, RECALL_KIND, WHY};
pub use hours::{CLOSED, NO_WORDS};
pub use notes::{DAY_NOTE, KIND};
pub use refs::Index;
pub use visits::{CANCEL_REASONS, WALK_IN};

use crate::{
    base::Id,
    exchange::{
        Incoming, Kind, Noun, Plan, Rejected, Remark, Unreadable, Why,
        fhir::json::{kind_name, list, text},
    },
    model::Refusal,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use refs::Place;
use serde_json::Value;
use source::Entry;
use std::collections::{HashMap, HashSet};
use unused::Unused;

/// Reads one record after the other, knowing where references lead.
pub struct Reader<'a> {
    pub zone: Tz,
    /// What ended before it is no longer so.
    pub today: NaiveDate,
    pub index: &'a Index,
}

/// As [`read_on`], on a day by which every period that has an end is over.
pub fn read(bytes: &[u8], zone: Tz) -> Result<Plan, Unreadable> {
    read_on(bytes, zone, NaiveDate::MAX)
}

/// Reads a whole file. Records that do not fit are named in the plan; only a file that cannot be read at all is an error.
pub fn read_on(bytes: &[u8], zone: Tz, today: NaiveDate) -> Result<Plan, Unreadable> {
    let mut source = source::open(bytes)?;
    let mut plan = Plan { format: "fhir", rejected: std::mem::take(&mut source.rejected), ..Plan::default() };
    let file = blake3::hash(bytes).to_hex();
    let (entries, places) = once_each(with_contained(source.entries), &file, &mut plan);
    let index = Index::of(&entries, places);
    let reader = Reader { zone, today, index: &index };
    let mut unused = Unused::default();
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
            Ok(noun) => {
                if !place.ours {
                    unused.note(&entry.resource, entry.line);
                    plan.remarks.extend(asked_for(&noun, &entry.resource).then(|| remark(entry.line, "import-remark-proposed")));
                }
                plan.records.push(Incoming {
                    kind: name,
                    line: entry.line,
                    id: place.id,
                    digest: place.digest.clone(),
                    ours: place.ours,
                    number: place.number,
                    partial: false,
                    namesake: false,
                    noun,
                });
            }
            Err(why) => {
                plan.refused.insert((kind, place.id));
                plan.rejected.push(Rejected { kind: name, line: entry.line, why });
            }
        }
    }
    replaced(&entries, &reader, &mut plan);
    plan.remarks.extend(unused.remarks());
    Ok(plan)
}

fn remark(line: u64, key: &'static str) -> Remark {
    Remark { line, said: Refusal::new(key) }
}

/// Whether it is a visit that is asked for and has no time: FHIR's `proposed` and `pending`.
fn asked_for(noun: &Noun, r: &Value) -> bool {
    matches!(noun, Noun::Appointment(a) if !a.record.has_place()) && matches!(text(r, "status"), "proposed" | "pending")
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
                all.push(Entry { line: entry.line, full_url, resource: inner.clone(), version: entry.version, deleted: entry.deleted });
            }
        }
        all.push(entry);
    }
    all
}

/// Leaves one of those that stand several times: of a history the newest, else the last. A second one that says
/// something else is reported, an equal one is only counted. What was deleted stays out, with all its versions.
fn once_each(entries: Vec<Entry>, file: &str, plan: &mut Plan) -> (Vec<Entry>, Vec<Place>) {
    let mut kept: Vec<(Entry, Place)> = Vec::with_capacity(entries.len());
    let mut at: HashMap<(String, Id), usize> = HashMap::new();
    let mut gone: HashSet<(String, Id)> = HashSet::new();
    let mut left_out: Option<(u64, u64)> = None;
    for entry in entries {
        let place = Place::of(&entry, file);
        // The versions of a history are of one record, whatever its name was; who was deleted may stand there by an address or without.
        let one = if entry.version { entry.one_of_its_server() } else { place.id };
        let key = (place.resource_type.clone(), one);
        let known = at.get(&key).copied().filter(|_| place.kind.is_some());
        if entry.deleted && known.is_none() || gone.contains(&key) {
            left_out = Some(left_out.map_or((entry.line, 1), |(line, n)| (line, n + u64::from(!gone.contains(&key)))));
            gone.extend(entry.version.then_some(key));
            continue;
        }
        // It was made again since.
        if entry.deleted {
            continue;
        }
        let Some(i) = known else {
            at.insert(key, kept.len());
            kept.push((entry, place));
            continue;
        };
        let kind = kind_name(&place.resource_type);
        *plan.read.entry(kind.clone()).or_default() += 1;
        if entry.version || kept[i].1.digest == place.digest || says_the_same(&kept[i].0.resource, &entry.resource) {
            *plan.repeated.entry(kind).or_default() += 1;
            continue;
        }
        let loser = std::mem::replace(&mut kept[i], (entry, place));
        plan.rejected.push(Rejected { kind, line: loser.0.line, why: Why::Twice });
    }
    let said = |(line, n): (u64, u64)| Remark { line, said: Refusal::new("import-remark-deleted").with("n", n) };
    plan.remarks.extend(left_out.map(said));
    kept.into_iter().unzip()
}

/// Whether two versions of somebody differ in nothing but what is not read: counters that a server keeps beside them.
fn says_the_same(one: &Value, two: &Value) -> bool {
    let bare = |r: &Value| {
        let mut r = r.clone();
        if let Some(map) = r.as_object_mut() {
            map.retain(|name, _| !matches!(name.as_str(), "meta" | "text" | "extension"));
        }
        r
    };
    matches!(text(one, "resourceType"), "Patient" | "Practitioner") && bare(one) == bare(two)
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
