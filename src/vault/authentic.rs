//! Whether `vault.json` is still what a holder of the database key wrote.
//!
//! Without this, somebody who can write the file but not read the database could put her own public half in
//! a person's place and wait until the device seals its key anew.

use super::{bytes::Bytes, key::Key};
use serde_json::Value;

/// The field that holds the mark; it covers all others, those of newer versions too.
pub const FIELD: &str = "mark";

/// The mark of a file under a database key.
pub fn mark(key: &Key, file: &Value) -> Bytes {
    let mut key = blake3::derive_key("genki 2026 the mark of vault.json", key.as_bytes());
    let mut text = Vec::new();
    canonical(file, true, &mut text);
    let mark = blake3::keyed_hash(&key, &text);
    zeroize::Zeroize::zeroize(&mut key);
    Bytes(mark.as_bytes().to_vec())
}

/// Compares in constant time.
pub fn is(key: &Key, file: &Value, expected: &Bytes) -> bool {
    let found: Option<[u8; 32]> = mark(key, file).0.try_into().ok();
    let expected: Option<[u8; 32]> = expected.0.clone().try_into().ok();
    matches!((found, expected), (Some(a), Some(b)) if blake3::Hash::from(a) == blake3::Hash::from(b))
}

/// One spelling for equal values, whatever order the fields stand in.
fn canonical(value: &Value, top: bool, out: &mut Vec<u8>) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().filter(|(name, _)| !(top && *name == FIELD)).collect();
            fields.sort_by_key(|(name, _)| *name);
            out.push(b'{');
            for (name, value) in fields {
                out.extend_from_slice(Value::from(name.as_str()).to_string().as_bytes());
                out.push(b':');
                canonical(value, false, out);
                out.push(b',');
            }
            out.push(b'}');
        }
        Value::Array(items) => {
            out.push(b'[');
            for item in items {
                canonical(item, false, out);
                out.push(b',');
            }
            out.push(b']');
        }
        leaf => out.extend_from_slice(leaf.to_string().as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_order_of_fields_does_not_count_and_everything_else_does() {
        let key = Key::random();
        let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        let file = read(r#"{"a":1,"b":{"mark":2,"c":[1,2]},"mark":"x"}"#);
        let marked = mark(&key, &file);
        assert!(is(&key, &read(r#"{"mark":"y","b":{"c":[1,2],"mark":2},"a":1}"#), &marked));
        for other in [
            json!({"a":2,"b":{"mark":2,"c":[1,2]}}),
            json!({"a":1,"b":{"mark":3,"c":[1,2]}}),
            json!({"a":1,"b":{"mark":2,"c":[2,1]}}),
            json!({"a":1,"b":{"mark":2,"c":[1,2]},"new":0}),
        ] {
            assert!(!is(&key, &other, &marked), "{other}");
        }
        assert!(!is(&Key::random(), &file, &marked));
    }
}
