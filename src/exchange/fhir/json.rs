//! Getting at a resource's elements. Whatever is not of the type FHIR gives it counts as not there.

use crate::base::Id;
use serde_json::Value;

pub fn text<'a>(v: &'a Value, key: &str) -> &'a str {
    v.get(key).and_then(Value::as_str).unwrap_or_default().trim()
}

/// An element that may repeat. One alone without its brackets, as some write it, is taken as well.
pub fn list<'a>(v: &'a Value, key: &str) -> &'a [Value] {
    match v.get(key) {
        Some(Value::Array(all)) => all,
        Some(one @ Value::Object(_)) => std::slice::from_ref(one),
        _ => &[],
    }
}

pub fn texts(v: &Value, key: &str) -> Vec<String> {
    match v.get(key) {
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(str::trim).filter(|s| !s.is_empty()).map(Into::into).collect(),
        Some(Value::String(one)) if !one.trim().is_empty() => vec![one.trim().to_string()],
        _ => vec![],
    }
}

/// The words of a CodeableConcept: its text, or the first display, or the first code.
pub fn concept(v: Option<&Value>) -> String {
    let Some(v) = v else { return String::new() };
    if let Some(first) = v.as_array() {
        return first.iter().map(|c| concept(Some(c))).find(|c| !c.is_empty()).unwrap_or_default();
    }
    let coding = list(v, "coding");
    let words =
        [text(v, "text")].into_iter().chain(coding.iter().map(|c| text(c, "display"))).chain(coding.iter().map(|c| text(c, "code")));
    words.into_iter().find(|w| !w.is_empty()).unwrap_or_default().to_string()
}

/// The code that a concept has in one system.
pub fn code_in<'a>(v: Option<&'a Value>, system: &str) -> Option<&'a str> {
    let all = match v? {
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    all.iter().flat_map(|c| list(c, "coding")).find(|c| text(c, "system") == system).map(|c| text(c, "code"))
}

/// The value of an extension, whichever type it has.
pub fn extension<'a>(v: &'a Value, url: &str) -> Option<&'a Value> {
    let found = list(v, "extension").iter().find(|e| text(e, "url") == url)?;
    found.as_object()?.iter().find(|(key, _)| key.starts_with("value")).map(|(_, value)| value)
}

/// A digest that depends on nothing but the content: not on the order of keys, nor on white space.
pub fn digest(v: &Value) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("genki source 1");
    feed(&mut hasher, v);
    hasher.finalize().to_hex()[..32].to_string()
}

fn feed(hasher: &mut blake3::Hasher, v: &Value) {
    match v {
        Value::Object(map) => {
            let mut keys: Vec<_> = map.keys().collect();
            keys.sort();
            hasher.update(b"{").update(&(keys.len() as u64).to_le_bytes());
            for key in keys {
                feed_text(hasher, key);
                feed(hasher, &map[key]);
            }
        }
        Value::Array(all) => {
            hasher.update(b"[").update(&(all.len() as u64).to_le_bytes());
            all.iter().for_each(|v| feed(hasher, v));
        }
        Value::String(s) => feed_text(hasher, s),
        other => feed_text(hasher.update(b"#"), &other.to_string()),
    }
}

fn feed_text(hasher: &mut blake3::Hasher, s: &str) {
    hasher.update(b"\"").update(&(s.len() as u64).to_le_bytes()).update(s.as_bytes());
}

/// The kind under which ids of a resource type are derived, and its records counted.
pub fn kind_name(resource_type: &str) -> String {
    resource_type.to_ascii_lowercase()
}

/// The UUID of `urn:uuid:…`.
pub fn urn_uuid(reference: &str) -> Option<Id> {
    reference.strip_prefix("urn:uuid:")?.parse().ok()
}
