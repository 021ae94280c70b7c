//! A record's texts without the signs that nobody sees ([`hidden`]): taken out where a record is written, and once more
//! where one is read, for what was written before.

use super::Fields;
use crate::base::hidden;
use serde_json::Value;
use std::borrow::Cow;

/// Fields, at whatever depth, that are one line.
const LINES: &[&str] = &[
    "address_as",
    "aliases",
    "caller",
    "city",
    "country",
    "family",
    "given",
    "label",
    "line",
    "maiden",
    "name",
    "number",
    "phone",
    "postal_code",
    "prefix",
    "pronounce",
    "relation",
    "speciality",
    "state",
    "title",
    "usual",
    "value",
];

/// Resources of other programs, kept as they came: what they call by such a name may have lines.
const AS_THEY_CAME: &str = "resource";

/// Takes the signs out of every field; says whether there were any.
pub fn fields(fields: &mut Fields) -> bool {
    let mut found = false;
    for (name, value) in fields.iter_mut() {
        found |= field(name, value);
    }
    found
}

/// As [`fields`], of one.
pub fn field(name: &str, value: &mut Value) -> bool {
    clean(value, name, name == AS_THEY_CAME)
}

/// The fields of a record as text, clean. Of nearly all a glance says that they are; for a line break alone none is taken
/// apart that is only read.
///
/// ```
/// use genki::model::record::clean;
/// assert_eq!(clean::text(r#"{"family":"Esc\u001b[2J","note":"a\nb"}"#), r#"{"family":"Esc[2J","note":"a\nb"}"#);
/// ```
pub fn text(data: &str) -> Cow<'_, str> {
    if may_need(data, b"ubfrt") { apart(data) } else { data.into() }
}

/// As [`text`], of what is to be written: names are one line.
pub fn new_text(data: &str) -> Cow<'_, str> {
    if may_need(data, b"ubfrtn") { apart(data) } else { data.into() }
}

/// Whether there may be signs in it: as text a control is written as an escape.
fn may_need(data: &str, escapes: &[u8]) -> bool {
    let bytes = data.as_bytes();
    hidden::may_hold(bytes) && hidden::holds(data) || bytes.windows(2).any(|w| w[0] == b'\\' && escapes.contains(&w[1]))
}

fn apart(data: &str) -> Cow<'_, str> {
    let Ok(mut all) = serde_json::from_str::<Fields>(data) else { return data.into() };
    if fields(&mut all) { serde_json::to_string(&all).map_or(data.into(), Cow::Owned) } else { data.into() }
}

fn clean(value: &mut Value, name: &str, as_it_came: bool) -> bool {
    match value {
        Value::String(text) => {
            let line = !as_it_came && LINES.contains(&name);
            let clean = if line { hidden::without_in_line(text) } else { hidden::without(text) };
            let Cow::Owned(clean) = clean else { return false };
            let found = clean != *text;
            *text = clean;
            found
        }
        Value::Array(all) => all.iter_mut().fold(false, |found, v| clean(v, name, as_it_came) | found),
        Value::Object(map) => map.iter_mut().fold(false, |found, (name, v)| clean(v, name, as_it_came) | found),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_one_line_and_notes_are_not() {
        let mut all: Fields = serde_json::from_value(json!({
            "family": "Evil\r\nEND:VCARD", "given": ["x\nTEL:+33666"], "note": "un\r\ndeux\u{202e}", "minutes": 15,
            "telecom": [{"system": "phone", "value": "+33612\r\nNOTE:inj"}],
            "resource": {"value": "a\nb\u{1b}"},
        }))
        .unwrap();
        assert!(fields(&mut all));
        assert_eq!(
            serde_json::to_value(&all).unwrap(),
            json!({
                "family": "Evil END:VCARD", "given": ["x TEL:+33666"], "note": "un\ndeux", "minutes": 15,
                "telecom": [{"system": "phone", "value": "+33612 NOTE:inj"}],
                "resource": {"value": "a\nb"},
            })
        );
        assert!(!fields(&mut all), "once is enough");
        let clean = serde_json::to_string(&all).unwrap();
        assert!(matches!(text(&clean), Cow::Borrowed(_)));
    }
}
