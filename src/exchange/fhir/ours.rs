//! Fields of ours that FHIR has no place for, as extensions `urn:genki:<field>`.

use super::{
    GENKI,
    json::{list, text},
};
use crate::model::{Fields, Record};
use serde_json::{Value, json};

/// Extensions with a form of their own, read and written where they belong.
const SPECIAL: &[&str] = &["phoned-eta", "promised-start", "moved-today", "minutes", "hue", "reason", "duty"];

/// More than so many of ours no record has; each is tried on the whole of it.
const MOST: usize = 200;

/// One field as an extension. What is no plain text, number or yes and no travels as JSON, under a name that says so.
pub fn extension(field: &str, value: &Value) -> Value {
    let name = field.replace('_', "-");
    match value {
        Value::String(s) if !s.trim().is_empty() && s.trim() == s => json!({"url": format!("{GENKI}:{name}"), "valueString": s}),
        Value::Bool(b) => json!({"url": format!("{GENKI}:{name}"), "valueBoolean": b}),
        Value::Number(n) if n.as_i64().is_some_and(|n| i32::try_from(n).is_ok()) => {
            json!({"url": format!("{GENKI}:{name}"), "valueInteger": n})
        }
        other => json!({"url": format!("{GENKI}:json:{name}"), "valueString": other.to_string()}),
    }
}

/// Lays the fields that travelled as extensions over a record. Nonsense in them is passed over.
pub fn overlay<R: Record>(resource: &Value, record: R) -> R {
    let mut fields = None;
    let ours = list(resource, "extension").iter().filter_map(|e| Some((e, text(e, "url").strip_prefix("urn:genki:")?)));
    for (extension, name) in ours.take(MOST) {
        let (name, as_json) = name.strip_prefix("json:").map_or((name, false), |name| (name, true));
        if SPECIAL.contains(&name) && !as_json || name == "source" {
            continue;
        }
        let value = ["valueString", "valueBoolean", "valueInteger"].iter().find_map(|v| extension.get(v));
        let value = match value {
            Some(Value::String(s)) if as_json => serde_json::from_str(s).ok(),
            other => other.cloned(),
        };
        let Some(value) = value else { continue };
        let fields: &mut Fields = fields.get_or_insert_with(|| record.fields());
        let before = fields.insert(name.replace('-', "_"), value.clone());
        if value.is_null() {
            fields.remove(&name.replace('-', "_"));
        }
        if R::from_fields(record.id(), fields).is_none() {
            match before {
                Some(before) => fields.insert(name.replace('-', "_"), before),
                None => fields.remove(&name.replace('-', "_")),
            };
        }
    }
    fields.and_then(|fields| R::from_fields(record.id(), &fields)).unwrap_or(record)
}

/// Extensions for whatever `original` has and what was `read` back from its resource has not.
pub fn missing<R: Record>(original: &R, read: &R, links: &[&str]) -> Vec<Value> {
    let (wanted, got) = (original.fields(), read.fields());
    let names = wanted.keys().chain(got.keys()).collect::<std::collections::BTreeSet<_>>();
    let differs = |name: &&&String| name.as_str() != "source" && !links.contains(&name.as_str()) && wanted.get(**name) != got.get(**name);
    names.iter().filter(differs).map(|name| extension(name, wanted.get(*name).unwrap_or(&Value::Null))).collect()
}

/// Whether Genki wrote this.
pub fn is_ours(resource: &Value) -> bool {
    resource.get("meta").is_some_and(|meta| text(meta, "source") == GENKI)
}
