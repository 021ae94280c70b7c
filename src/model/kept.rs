//! A record that came from elsewhere and is kept as it came: immunizations, claims, letters… They stand on the
//! patient's timeline and leave with an export unchanged.
//!
//! What is inside a document may be a result, and for the doctors alone: then it stands apart ([`Inside`]).

use super::record::record;
use crate::base::Id;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Kept {
    #[serde(skip)]
    pub id: Id,
    /// FHIR's resource type.
    pub resource_type: String,
    pub patient: Option<Id>,
    /// Local date, as far as one is given.
    pub date: String,
    pub title: String,
    pub status: String,
    /// The resource without its narrative and meta; references already point to ids here.
    pub resource: Value,
    /// Where that stands which was taken out of it.
    pub inside: Option<Id>,
    pub source: String,
}
record!(Kept, "kept");

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kept({} {})", self.resource_type, self.id)
    }
}

/// What documents and measurements in a record say, by where it stood (a JSON pointer), with the members it was.
#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Inside {
    #[serde(skip)]
    pub id: Id,
    pub parts: BTreeMap<String, Map<String, Value>>,
}
record!(Inside, "kept-inside");

impl Inside {
    /// Takes it out of a record. Where it stood, the resource says in FHIR's words that there is something one may not see.
    /// Its id follows from what it says: whoever takes in the same again need not be able to read what is there.
    pub fn take_out(kept: &mut Kept) -> Option<Self> {
        let mut parts = BTreeMap::new();
        take_out(&mut kept.resource, "", &mut parts);
        let says = serde_json::to_string(&parts).unwrap_or_default();
        let id = (!parts.is_empty()).then(|| Id::derived("kept-inside", &format!("{} {says}", kept.id)));
        kept.inside = id.or(kept.inside);
        id.map(|id| Inside { id, parts })
    }

    /// Puts it back, wherever the place is still empty.
    pub fn put_back(self, kept: &mut Kept) {
        for (place, mut members) in self.parts {
            let Some(Value::Object(map)) = kept.resource.pointer_mut(&place) else { continue };
            if members.contains_key("resourceType") {
                if map.get("code").is_some_and(is_mask) {
                    *map = members;
                }
                continue;
            }
            let names: Vec<String> = members.keys().filter(|name| !name.starts_with('_')).cloned().collect();
            for name in names {
                let hidden = format!("_{name}");
                if map.get(&hidden).is_some_and(is_mask) {
                    map.remove(&hidden);
                    map.extend([name, hidden].iter().filter_map(|name| members.remove_entry(name)));
                }
            }
        }
    }
}

/// Whether something was taken out of it.
pub fn is_masked(value: &Value) -> bool {
    match value {
        Value::Array(all) => all.iter().any(is_masked),
        Value::Object(map) => is_mask(value) || map.values().any(is_masked),
        _ => false,
    }
}

const ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
const MASKED: &str = "masked";

fn is_mask(value: &Value) -> bool {
    let reason = value.get("extension").and_then(|all| all.get(0));
    reason.is_some_and(|reason| reason.get("url").is_some_and(|u| u == ABSENT) && reason.get("valueCode").is_some_and(|c| c == MASKED))
}

fn masked() -> Value {
    json!({"extension": [{"url": ABSENT, "valueCode": MASKED}]})
}

fn take_out(value: &mut Value, at: &str, parts: &mut BTreeMap<String, Map<String, Value>>) {
    let below = |name: &str| format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
    let map = match value {
        Value::Array(all) => return all.iter_mut().enumerate().for_each(|(n, value)| take_out(value, &below(&n.to_string()), parts)),
        Value::Object(map) => map,
        _ => return,
    };
    // Measurements that a record brings along inside it; alone they never come in.
    if matches!(map.get("resourceType").and_then(Value::as_str), Some("Observation" | "DiagnosticReport")) {
        if map.get("code").is_some_and(is_mask) {
            return;
        }
        let stub = ["resourceType", "id", "status"].into_iter().filter_map(|name| Some((name.to_owned(), map.get(name)?.clone())));
        let stub = stub.chain([("code".to_owned(), masked())]).collect();
        parts.insert(at.to_owned(), std::mem::replace(map, stub));
        return;
    }
    let file = ["contentType", "data", "url"].iter().any(|name| map.contains_key(*name));
    let said = |name: &str, value: &Value| is_said(name, value) || (file && name == "title" && value.is_string());
    let says: Vec<String> = map.iter().filter(|(name, value)| said(name, value)).map(|(name, _)| name.clone()).collect();
    for name in says {
        let [with, hidden] = [name.clone(), format!("_{name}")].map(|name| map.remove_entry(&name));
        parts.entry(at.to_owned()).or_default().extend(with.into_iter().chain(hidden));
        map.insert(format!("_{name}"), masked());
    }
    map.iter_mut().for_each(|(name, value)| take_out(value, &below(name), parts));
}

/// A document's bytes, wherever FHIR has them. (A file's name is said as well: *HIV positive.pdf*.)
fn is_said(name: &str, value: &Value) -> bool {
    let Some(text) = value.as_str() else { return false };
    matches!(name, "data" | "valueBase64Binary")
        || (matches!(name, "url" | "valueUrl" | "valueUri") && text.trim_start().starts_with("data:"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kept(resource: Value) -> Kept {
        Kept { id: Id::from_u128(7), resource, ..Kept::default() }
    }

    fn says(kept: &Kept) -> bool {
        kept.resource.to_string().contains("SECRET")
    }

    #[test]
    fn what_a_document_says_is_taken_out_and_what_it_is_stays() {
        let all = [
            json!({"resourceType": "Binary", "contentType": "text/plain", "data": "SECRET"}),
            json!({"resourceType": "DocumentReference", "description": "Blood test", "content": [
                {"attachment": {"contentType": "application/pdf", "title": "SECRET.pdf", "data": "SECRET", "_data": {"id": "SECRET"}}},
                {"attachment": {"url": "data:text/plain,SECRET"}}]}),
            json!({"resourceType": "Communication", "payload": [{"contentAttachment": {"data": "SECRET"}}]}),
            json!({"resourceType": "Task", "input": [{"type": {"text": "report"}, "valueBase64Binary": "SECRET"}]}),
            json!({"resourceType": "ServiceRequest", "supportingInfo": [{"reference": "#o"}], "contained": [
                {"resourceType": "Observation", "id": "o", "status": "final", "code": {"text": "SECRET"}, "valueString": "SECRET"}]}),
            json!({"resourceType": "Task", "a/b~c": {"data": "SECRET"}}),
        ];
        for resource in all {
            let whole = kept(resource);
            let mut plain = whole.clone();
            let inside = Inside::take_out(&mut plain).unwrap();
            assert!(!says(&plain) && is_masked(&plain.resource), "{}", plain.resource);
            assert!(Inside::take_out(&mut plain.clone()).is_none(), "nothing is left to be taken");
            assert_eq!(plain.inside, Some(inside.id));
            inside.put_back(&mut plain);
            assert_eq!(plain.resource, whole.resource);
        }
        let mut plain = kept(json!({"resourceType": "Immunization", "lotNumber": "data", "url": "https://data.example"}));
        assert!(Inside::take_out(&mut plain).is_none() && !is_masked(&plain.resource));
    }

    #[test]
    fn what_came_since_is_not_put_over() {
        let mut older = kept(json!({"resourceType": "Binary", "data": "SECRET"}));
        let inside = Inside::take_out(&mut older).unwrap();
        let mut newer = kept(json!({"resourceType": "Binary", "data": "new"}));
        inside.put_back(&mut newer);
        assert_eq!(newer.resource["data"], "new");
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![Just(json!("SECRET")), Just(json!("data:SECRET")), Just(json!("Observation")), Just(json!(1))];
        let names = prop::sample::select(vec!["data", "_data", "title", "url", "contained", "resourceType", "id", "x/y", "extension"]);
        leaf.prop_recursive(4, 40, 4, move |inner| {
            let map = prop::collection::btree_map(names.clone(), inner.clone(), 0..5);
            prop_oneof![prop::collection::vec(inner, 0..4).prop_map(Value::from), map.prop_map(|m| json!(m))]
        })
    }

    proptest! {
        #![proptest_config(crate::chance::cases(256))]

        #[test]
        fn whatever_is_taken_out_comes_back(resource in values()) {
            let whole = kept(json!({"resourceType": "Task", "x": resource}));
            let mut plain = whole.clone();
            if let Some(inside) = Inside::take_out(&mut plain) {
                prop_assert!(is_masked(&plain.resource));
                inside.put_back(&mut plain);
            }
            prop_assert_eq!(plain.resource, whole.resource);
        }
    }
}
