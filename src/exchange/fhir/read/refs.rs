//! Who is who: the identity of each record in the file, and where references lead.

use super::{follow::is_followed, notes, source::Entry};
use crate::{
    base::Id,
    exchange::{
        Kind, Link,
        fhir::{
            KEPT,
            json::{digest, extension, kind_name, list, text, urn_uuid},
            ours,
        },
    },
    model::identity,
};
use serde_json::Value;
use std::collections::HashMap;

/// One record of the file.
pub struct Place {
    pub resource_type: String,
    /// None where it is left alone.
    pub kind: Option<Kind>,
    pub id: Id,
    pub digest: String,
    pub ours: bool,
    /// The id of the number alone, where no server's address says who counted.
    pub number: Option<Id>,
    identity: String,
    /// The server it comes from: what relative references in it are relative to.
    base: String,
    /// What to call it where it is left alone.
    name: String,
}

impl Place {
    /// `file` tells records of this file from those of another that say the same of others.
    pub fn of(entry: &Entry, file: &str) -> Self {
        let resource = &entry.resource;
        let (resource_type, id) = (text(resource, "resourceType").to_string(), text(resource, "id"));
        let digest = digest(resource);
        let url = entry.full_url.split("/_history/").next().unwrap_or_default();
        let (identity, counted) = match (url, id) {
            ("", "") => (format!("content:{digest}"), false),
            ("", id) => (format!("{resource_type}/{id}"), is_counted(&resource_type)),
            (url, _) => (url.to_string(), false),
        };
        let alone = Id::derived(&kind_name(&resource_type), &identity);
        let number = counted.then_some(alone);
        let ours = ours::is_ours(resource);
        let own = if ours { id.parse().ok() } else { None };
        let base = identity.strip_suffix(&format!("/{resource_type}/{id}")).unwrap_or_default().to_string();
        Place {
            kind: kind(&resource_type)
                .or_else(|| (notes::is(resource, notes::DAY_NOTE) || is_followed(resource)).then_some(Kind::Kept))
                .filter(|k| *k != Kind::Reason || extension(resource, "urn:genki:minutes").is_some()),
            id: own.unwrap_or_else(|| if counted { of_content(resource, &identity, &digest, file) } else { alone }),
            name: if resource_type == "Organization" || resource_type == "Location" {
                text(resource, "name").into()
            } else {
                String::new()
            },
            number: number.filter(|_| own.is_none()),
            resource_type,
            digest,
            ours,
            identity,
            base,
        }
    }
}

/// Whether others count such records from 1 as well: people, their visits, and what is about them.
fn is_counted(resource_type: &str) -> bool {
    let of_ours = ["Patient", "Practitioner", "PractitionerRole", "Schedule", "Slot", "Appointment", "Encounter"];
    of_ours.contains(&resource_type) || KEPT.contains(&resource_type)
}

/// The id of what is known by a number alone. People are told apart by their names; whose a visit is, taking it in
/// finds out, and until then nothing but its file tells it from another's.
fn of_content(resource: &Value, identity: &str, digest: &str, file: &str) -> Id {
    let kind = kind_name(text(resource, "resourceType"));
    match kind.as_str() {
        "patient" | "practitioner" => {
            let (family, given) = super::people::called(resource);
            identity::of_content(&kind, identity, &family, &given, text(resource, "birthDate"))
        }
        _ => Id::derived(&kind, &format!("{identity}|{digest}|{file}")),
    }
}

pub fn kind(resource_type: &str) -> Option<Kind> {
    Some(match resource_type {
        "Patient" => Kind::Patient,
        "Practitioner" => Kind::Practitioner,
        "PractitionerRole" | "Schedule" => Kind::Role,
        "HealthcareService" => Kind::Reason,
        "Appointment" => Kind::Appointment,
        "Encounter" => Kind::Encounter,
        "Slot" => Kind::Kept,
        other if KEPT.contains(&other) => Kind::Kept,
        _ => return None,
    })
}

/// The types that a kind of ours is made from.
fn types(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Patient => &["Patient"],
        Kind::Practitioner => &["Practitioner"],
        Kind::Role => &["PractitionerRole", "Schedule"],
        Kind::Reason => &["HealthcareService"],
        Kind::Appointment => &["Appointment"],
        Kind::Encounter => &["Encounter"],
        Kind::Kept => KEPT,
    }
}

const ALL: &[Kind] = &[Kind::Patient, Kind::Practitioner, Kind::Role, Kind::Appointment, Kind::Encounter, Kind::Kept];

/// Where a literal reference leads.
pub enum Leads {
    To(Vec<(Kind, Id)>),
    /// To a record of the file that is left alone, or of a type that is; with the name it has there.
    Away(String),
    /// To another server.
    Elsewhere,
}

/// One place, or several that cannot be told apart by this name.
type Only = Option<usize>;

#[derive(Default)]
pub struct Index {
    pub places: Vec<Place>,
    urls: HashMap<String, Only>,
    names: HashMap<String, Only>,
    identifiers: HashMap<(String, String), Only>,
}

impl Index {
    pub fn of(entries: &[Entry], places: Vec<Place>) -> Self {
        let mut index = Index { places, ..Index::default() };
        for (i, (entry, place)) in entries.iter().zip(&index.places).enumerate() {
            note(&mut index.urls, place.identity.clone(), i);
            let id = text(&entry.resource, "id");
            if !id.is_empty() && !place.identity.contains('#') {
                note(&mut index.names, format!("{}/{id}", place.resource_type), i);
            }
            if place.kind.is_some() {
                for identifier in list(&entry.resource, "identifier") {
                    if let Some(key) = identifier_key(identifier) {
                        note(&mut index.identifiers, key, i);
                    }
                }
            }
        }
        index
    }

    /// The link of a Reference that should lead to one of `kinds`. None where it is a name alone, or nothing.
    pub fn link(&self, from: usize, reference: &Value, kinds: &[Kind]) -> Option<Link> {
        let literal = text(reference, "reference");
        if !literal.is_empty() {
            if let Some((of, query)) = literal.split_once("?identifier=") {
                let (system, value) = query.split_once('|').unwrap_or(("", query));
                let of = of.rsplit('/').next().unwrap_or_default();
                return Some(self.logical(
                    (system.into(), value.into()),
                    &kinds.iter().copied().filter(|k| types(*k).contains(&of)).collect::<Vec<_>>(),
                ));
            }
            let to = match self.leads(from, literal, text(reference, "type"), kinds) {
                Leads::To(to) => to.into_iter().filter(|(kind, _)| kinds.contains(kind)).collect(),
                Leads::Away(_) | Leads::Elsewhere => vec![],
            };
            return Some(Link { to, identifier: None });
        }
        let key = identifier_key(reference.get("identifier")?)?;
        Some(self.logical(key, kinds)).filter(|link| !link.to.is_empty() || link.identifier.is_some())
    }

    fn logical(&self, key: (String, String), kinds: &[Kind]) -> Link {
        let found = self.identifiers.get(&key).copied().flatten().map(|i| &self.places[i]);
        let to = found.and_then(|p| Some((p.kind?, p.id))).filter(|(kind, _)| kinds.contains(kind));
        Link { to: to.into_iter().collect(), identifier: kinds.contains(&Kind::Practitioner).then_some(key) }
    }

    /// Where `literal`, standing in the record at `from`, leads.
    pub fn leads(&self, from: usize, literal: &str, of_type: &str, kinds: &[Kind]) -> Leads {
        let literal = literal.split("/_history/").next().unwrap_or_default();
        if let Some(i) = self.find(from, literal) {
            let place = &self.places[i];
            return place.kind.map_or_else(|| Leads::Away(place.name.clone()), |kind| Leads::To(vec![(kind, place.id)]));
        }
        let remote = literal.starts_with("http://") || literal.starts_with("https://");
        let mut last = literal.rsplit('/').skip(1);
        let written = last.next().filter(|_| !literal.starts_with("urn:")).unwrap_or(of_type);
        if !written.is_empty() && kind(written).is_none() {
            return if remote { Leads::Elsewhere } else { Leads::Away(String::new()) };
        }
        let mut identities = vec![literal.to_string()];
        let base = self.places.get(from).map_or("", |p| p.base.as_str());
        if !base.is_empty() && !literal.contains(':') {
            identities.insert(0, format!("{base}/{literal}"));
        }
        let mut to = Vec::new();
        let kinds = if kinds.is_empty() { ALL } else { kinds };
        for (kind, name) in kinds.iter().flat_map(|k| types(*k).iter().map(move |t| (*k, *t))) {
            if written.is_empty() || written == name {
                to.extend(identities.iter().map(|identity| (kind, Id::derived(&kind_name(name), identity))));
            }
        }
        to.extend(urn_uuid(literal).into_iter().flat_map(|id| kinds.iter().map(move |k| (*k, id))));
        Leads::To(to)
    }

    /// The id that a reference of our own means: of a record in the file, or as it is written.
    pub fn own(&self, from: usize, reference: &Value) -> Option<Id> {
        let literal = text(reference, "reference");
        self.find(from, literal).map(|i| self.places[i].id).or_else(|| urn_uuid(literal))
    }

    fn find(&self, from: usize, literal: &str) -> Option<usize> {
        let place = self.places.get(from);
        if literal.starts_with('#') {
            let whole = place?.identity.split('#').next().unwrap_or_default();
            return self.urls.get(&format!("{whole}{literal}")).copied().flatten();
        }
        let only = |map: &HashMap<String, Only>, key: &str| map.get(key).copied().flatten();
        if let Some(base) = place.map(|p| &p.base).filter(|b| !b.is_empty() && !literal.contains(':'))
            && let Some(i) = only(&self.urls, &format!("{base}/{literal}"))
        {
            return Some(i);
        }
        let found = only(&self.urls, literal).or_else(|| only(&self.names, literal));
        if found.is_some() || literal.starts_with("urn:") {
            return found;
        }
        // A whole address of a record that stands in the file without one.
        let mut parts = literal.rsplit('/');
        let (id, of) = (parts.next()?, parts.next()?);
        only(&self.names, &format!("{of}/{id}")).filter(|i| self.places[*i].number.is_some())
    }
}

fn note<K: std::hash::Hash + Eq>(map: &mut HashMap<K, Only>, key: K, i: usize) {
    map.entry(key).and_modify(|only| *only = None).or_insert(Some(i));
}

fn identifier_key(identifier: &Value) -> Option<(String, String)> {
    let value = text(identifier, "value");
    (!value.is_empty()).then(|| (text(identifier, "system").to_string(), value.to_string()))
}
