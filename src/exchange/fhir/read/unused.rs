//! What of another program's records is not read, so that the report can name it.

use crate::{
    exchange::{
        Remark,
        fhir::json::{list, text},
    },
    model::Refusal,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Of each type the elements that are read. Types that are not here are kept whole, or left alone whole.
const READ: &[(&str, &[&str])] = &[
    (
        "Patient",
        &[
            "active",
            "name",
            "birthDate",
            "gender",
            "identifier",
            "telecom",
            "address",
            "communication",
            "contact",
            "deceasedBoolean",
            "deceasedDateTime",
            "generalPractitioner",
            "link",
        ],
    ),
    ("Practitioner", &["active", "name", "gender", "identifier", "telecom", "address", "qualification"]),
    ("PractitionerRole", &["active", "practitioner", "availableTime", "notAvailable", "specialty"]),
    (
        "Appointment",
        &[
            "status",
            "start",
            "end",
            "minutesDuration",
            "participant",
            "serviceType",
            "reasonCode",
            "reason",
            "comment",
            "description",
            "requestedPeriod",
            "created",
            "priority",
            "cancelationReason",
            "appointmentType",
        ],
    ),
    ("Encounter", &["status", "class", "subject", "participant", "appointment", "type", "serviceType", "period", "statusHistory"]),
];

/// About the record rather than of it, and what stands in others' place.
const ABOUT: &[&str] = &["resourceType", "id", "meta", "text", "implicitRules", "language", "contained", "extension"];
/// So many are named; a file that invents more says nothing by them.
const MOST: usize = 30;

/// Of each type what was left out, how often, and where first.
#[derive(Default)]
pub struct Unused(BTreeMap<&'static str, (u64, BTreeMap<String, u64>)>);

impl Unused {
    pub fn note(&mut self, r: &Value, line: u64) {
        let Some((of, read)) = READ.iter().find(|(of, _)| *of == text(r, "resourceType")) else { return };
        let names = left_out(r, read);
        if names.is_empty() {
            return;
        }
        let (_, counts) = self.0.entry(*of).or_insert_with(|| (line, BTreeMap::new()));
        for name in names {
            if counts.len() < MOST || counts.contains_key(&name) {
                *counts.entry(name).or_default() += 1;
            }
        }
    }

    /// One for each type.
    pub fn remarks(self) -> impl Iterator<Item = Remark> {
        self.0.into_iter().map(|(kind, (line, counts))| {
            let what: Vec<String> = counts.iter().map(|(name, n)| format!("{name} ({n})")).collect();
            Remark { line, said: Refusal::new("import-remark-unused").with("kind", kind).with("what", what.join(", ")) }
        })
    }
}

/// The elements and extensions of a record that are not read, by the names they have in FHIR.
fn left_out(r: &Value, read: &[&str]) -> Vec<String> {
    let Some(map) = r.as_object() else { return vec![] };
    let known = |name: &str| read.contains(&name) || ABOUT.contains(&name);
    let elements = map.iter().filter(|(_, v)| !v.is_null()).map(|(name, _)| name.trim_start_matches('_')).filter(|name| !known(name));
    let extensions = list(r, "extension").iter().map(|e| text(e, "url")).filter(|url| !url.starts_with("urn:genki:"));
    let last = extensions.filter_map(|url| url.rsplit(['/', ':']).next());
    let suffix = list(r, "name").iter().any(|n| n.get("suffix").is_some()).then_some("name.suffix");
    // A name of FHIR's is a word; whatever else stands there is for nobody to read aloud.
    let plain =
        |name: &&str| !name.is_empty() && name.len() <= 60 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    let mut all: Vec<String> = elements.chain(last).chain(suffix).filter(plain).map(str::to_string).collect();
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_read_is_named_once_for_each_type() {
        let mut unused = Unused::default();
        let birth_place = json!([{"url": "http://hl7.org/fhir/StructureDefinition/patient-birthPlace", "valueAddress": {"city": "Lyon"}}]);
        unused.note(&json!({"resourceType": "Patient", "id": "1", "name": [{"family": "Roy"}], "maritalStatus": {"text": "M"}, "extension": birth_place}), 3);
        unused.note(&json!({"resourceType": "Patient", "id": "2", "maritalStatus": {"text": "S"}, "multipleBirthBoolean": true, "birthDate": "1984"}), 9);
        unused.note(&json!({"resourceType": "Task", "id": "3", "maritalStatus": 1}), 10);
        unused.note(&json!({"resourceType": "Practitioner", "id": "3", "Mme Léa Martin": 1}), 11);
        let remarks: Vec<Remark> = unused.remarks().collect();
        assert_eq!((remarks.len(), remarks[0].line), (1, 3));
        let what = &remarks[0].said.args;
        assert_eq!(what[0].1, "Patient");
        assert_eq!(what[1].1, "maritalStatus (2), multipleBirthBoolean (1), patient-birthPlace (1)");
    }
}
