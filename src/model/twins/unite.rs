//! Two files into one, field by field, and one taken out again.
//!
//! Works on the fields as the log keeps them, so that a field a later version adds is united as well.

use super::plain;
use crate::{
    base::text,
    model::{Fields, Patient, Record, patient::Telecom, record::is_nothing},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Whose value the one file is to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    Kept,
    Other,
    Both,
}

/// What was chosen, by field; where nothing was, [`suggested`] stands.
pub type Choices = BTreeMap<String, Side>;

/// Of the file itself, never of the person.
const OWN: &[&str] = &["hidden", "merged_into", "source", "aliases"];
/// Lists that are united. Given names are a list too, but one value.
const LISTS: &[&str] = &["identifier", "telecom", "address", "languages", "contacts", "general_practitioner"];
/// Words that may stand one under the other.
const WORDS: &[&str] = &["alert", "note"];

/// Whether both values of a field can stand.
pub fn both_possible(field: &str) -> bool {
    LISTS.contains(&field) || WORDS.contains(&field)
}

/// Whether a field is the file's own, and nothing that is said of the person.
pub fn own(field: &str) -> bool {
    OWN.contains(&field)
}

/// The fields in which the files do not say the same.
pub fn differing(kept: &Patient, other: &Patient) -> Vec<String> {
    let (a, b) = (kept.fields(), other.fields());
    let names: BTreeSet<&String> = a.keys().chain(b.keys()).filter(|n| !OWN.contains(&n.as_str())).collect();
    let within = |name: &str, few: &Fields, many: &Fields| {
        let many = items(many, name);
        items(few, name).iter().all(|v| many.iter().any(|m| same(name, m, v)))
    };
    let alike = |name: &str| a.get(name) == b.get(name) || LISTS.contains(&name) && within(name, &a, &b) && within(name, &b, &a);
    names.into_iter().filter(|name| !alike(name)).cloned().collect()
}

/// What is taken where nobody chose: what is there, more of it where one date goes further, all of lists and of notes.
pub fn suggested(field: &str, kept: &Patient, other: &Patient) -> Side {
    let (a, b) = (kept.fields(), other.fields());
    match (a.get(field), b.get(field)) {
        (_, None) => Side::Kept,
        (None, Some(_)) => Side::Other,
        _ if both_possible(field) => Side::Both,
        (Some(Value::String(mine)), Some(Value::String(theirs))) if field == "birth_date" && theirs.starts_with(mine.as_str()) => {
            Side::Other
        }
        (Some(Value::String(mine)), Some(_)) if field == "gender" && mine == "unknown" => Side::Other,
        _ => Side::Kept,
    }
}

/// The one file. Whatever of the kept file's own name gives way stays among its aliases, so that it is still found by it.
pub fn unite(kept: &Patient, other: &Patient, choices: &Choices) -> Patient {
    let (a, b) = (kept.fields(), other.fields());
    let mut fields = a.clone();
    for field in b.keys().filter(|n| !OWN.contains(&n.as_str())) {
        let side = choices.get(field).copied().unwrap_or_else(|| suggested(field, kept, other));
        let value = match side {
            Side::Kept => continue,
            Side::Other => b.get(field).cloned(),
            Side::Both if both_possible(field) => united(field, &a, &b),
            Side::Both => continue,
        };
        fields.extend(value.map(|v| (field.clone(), v)));
    }
    // The other may have nothing, and that be chosen.
    for (field, _) in choices.iter().filter(|(f, s)| **s == Side::Other && !b.contains_key(*f) && !OWN.contains(&f.as_str())) {
        fields.remove(field);
    }
    let mut result = Patient::from_fields(kept.id, &fields).unwrap_or_else(|| kept.clone());
    for alias in [kept.name(), kept.maiden.clone()] {
        if !alias.is_empty() && !sounds(&result, &alias) && !result.aliases.contains(&alias) {
            result.aliases.push(alias);
        }
    }
    result
}

/// Whether a file is found by all words of a name as it is.
fn sounds(p: &Patient, name: &str) -> bool {
    let hay = p.haystack();
    text::fold(name).split(' ').all(|w| hay.split(' ').any(|h| h == w))
}

fn items(fields: &Fields, name: &str) -> Vec<Value> {
    fields.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn united(field: &str, a: &Fields, b: &Fields) -> Option<Value> {
    if WORDS.contains(&field) {
        let words = |f: &Fields| f.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (mine, theirs) = (words(a), words(b));
        let told = mine.lines().any(|l| l == theirs) || theirs.is_empty();
        return Some(
            if told {
                mine
            } else if mine.is_empty() {
                theirs
            } else {
                format!("{mine}\n{theirs}")
            }
            .into(),
        );
    }
    let mut all = items(a, field);
    for theirs in items(b, field) {
        if !all.iter().any(|mine| same(field, mine, &theirs)) {
            all.push(theirs);
        }
    }
    Some(all.into())
}

/// Whether two entries of a list say the same: numbers however they are written, addresses folded.
fn same(field: &str, a: &Value, b: &Value) -> bool {
    if a == b {
        return true;
    }
    let word = |v: &Value, key: &str| v.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    match field {
        "telecom" => match (serde_json::from_value::<Telecom>(a.clone()), serde_json::from_value::<Telecom>(b.clone())) {
            (Ok(a), Ok(b)) if a.system == b.system && a.system != "email" => {
                super::tail(&a.value).is_some() && super::tail(&a.value) == super::tail(&b.value) && a.usage == b.usage
            }
            (Ok(a), Ok(b)) => a.system == b.system && a.usage == b.usage && a.value.eq_ignore_ascii_case(&b.value),
            _ => false,
        },
        "identifier" => word(a, "system") == word(b, "system") && plain(&word(a, "value")) == plain(&word(b, "value")),
        "address" => text::fold(&a.to_string()) == text::fold(&b.to_string()),
        _ => false,
    }
}

/// What a merging did to the file that was kept, and who says what by now.
pub struct Merged<'a> {
    /// The fields it wrote, as it found and as it left them.
    pub before: &'a Fields,
    pub after: &'a Fields,
    /// What the file says that is to go.
    pub gone: &'a Fields,
    /// The files that stay in it.
    pub rest: &'a [Fields],
}

/// The file once another is taken out of it. What still holds what the merging wrote returns to what it was; of lists
/// and notes what came with the other goes, unless one who stays says it as well; all that was written since stays.
/// Nothing where what it was does not read in this version: then it is not to be taken for what it is.
pub fn without(now: &Patient, merged: &Merged) -> Option<Patient> {
    let mut fields = now.fields();
    for (name, wrote) in merged.after {
        let held = fields.get(name).cloned().unwrap_or_default();
        let untouched = held == *wrote || (is_nothing(&held) && is_nothing(wrote));
        let back = match name.as_str() {
            list if LISTS.contains(&list) => Some(list_without(list, &held, untouched, merged)),
            "aliases" => Some(minus(&held, |v| items(merged.after, name).contains(v) && !items(merged.before, name).contains(v))),
            _ if untouched => merged.before.get(name).cloned(),
            words if WORDS.contains(&words) => Some(words_without(words, &held, merged)),
            _ => continue,
        };
        match back.filter(|v| !is_nothing(v)) {
            Some(value) => fields.insert(name.clone(), value),
            None => fields.remove(name),
        };
    }
    Patient::from_fields(now.id, &fields)
}

fn minus(held: &Value, goes: impl Fn(&Value) -> bool) -> Value {
    held.as_array().into_iter().flatten().filter(|v| !goes(v)).cloned().collect::<Vec<_>>().into()
}

fn list_without(name: &str, held: &Value, untouched: bool, merged: &Merged) -> Value {
    let had = items(merged.before, name);
    let stays = |v: &Value| merged.rest.iter().any(|r| items(r, name).contains(v));
    if !untouched {
        return minus(held, |v| !had.contains(v) && items(merged.gone, name).contains(v) && !stays(v));
    }
    let new = held.as_array().into_iter().flatten().filter(|v| !had.contains(v) && stays(v));
    had.iter().chain(new).cloned().collect::<Vec<_>>().into()
}

fn words_without(name: &str, held: &Value, merged: &Merged) -> Value {
    let lines =
        |fields: &Fields| fields.get(name).and_then(Value::as_str).unwrap_or_default().lines().map(str::to_owned).collect::<Vec<_>>();
    let (gone, had) = (lines(merged.gone), lines(merged.before));
    let goes = |l: &str| gone.iter().any(|g| g == l) && !had.iter().any(|h| h == l);
    held.as_str().unwrap_or_default().lines().filter(|l| !goes(l)).collect::<Vec<_>>().join("\n").into()
}

/// What a merging wrote in a file further up, of which another is to go that came with the file merged into it: the
/// fields as they would have been without it, and as they were left.
pub fn further_up(before: &Fields, after: &Fields, brought: &Fields, restored: &Fields) -> (Fields, Fields) {
    let (mut would, mut left) = (Fields::new(), Fields::new());
    for (name, wrote) in after {
        let value = match name.as_str() {
            both if both_possible(both) => united(both, before, restored),
            "aliases" => continue,
            _ if brought.get(name) == Some(wrote) => restored.get(name).or(before.get(name)).cloned(),
            _ => continue,
        };
        would.insert(name.clone(), value.unwrap_or_default());
        left.insert(name.clone(), wrote.clone());
    }
    (would, left)
}
