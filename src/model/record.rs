//! What every record has in common: a kind, an id, and flat fields that the log keeps one by one.

pub mod clean;
mod text;

use crate::base::Id;
use serde::{
    Deserializer, Serialize,
    de::{DeserializeOwned, Visitor, value::MapDeserializer},
    forward_to_deserialize_any,
};
use serde_json::Value;
use std::{collections::BTreeMap, fmt, marker::PhantomData};
pub use text::Text;

/// A record's fields by name. A field that holds nothing (null, "", [], false) is left out, so that equal
/// records have equal fields whichever version wrote them.
pub type Fields = BTreeMap<String, Value>;

/// A noun that is kept in the log, one change of its fields after the other.
pub trait Record: Serialize + DeserializeOwned + Clone + 'static {
    const KIND: &'static str;
    fn id(&self) -> Id;
    fn set_id(&mut self, id: Id);

    fn fields(&self) -> Fields {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map.into_iter().filter(|(_, v)| !is_nothing(v)).collect(),
            _ => Fields::new(),
        }
    }

    /// [`Record::fields`] as text, with their names.
    fn text(&self) -> Text {
        text::of(self).unwrap_or_else(|| {
            let fields = self.fields();
            let text = serde_json::to_string(&fields).unwrap_or_default();
            Text { text, names: fields.into_keys().map(Into::into).collect() }
        })
    }

    /// The record of these fields. Fields that this version does not know are passed over; they stay in the log.
    fn from_fields(id: Id, fields: &Fields) -> Option<Self> {
        let fields = MapDeserializer::new(fields.iter().map(|(name, value)| (name.as_str(), value)));
        let mut record = Self::deserialize(fields).ok()?;
        record.set_id(id);
        Some(record)
    }
}

/// The names of the fields that a kind has in this version; nothing where they cannot be told. What a newer version added
/// is none of them, and is not to be emptied by who does not know it.
pub fn known<R: Record>() -> Option<&'static [&'static str]> {
    let mut names = Names(None);
    // It refuses to read anything: all it wants is to be asked for.
    let _ = R::deserialize(&mut names);
    names.0
}

struct Names(Option<&'static [&'static str]>);

impl<'de> Deserializer<'de> for &mut Names {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(serde::de::Error::custom("nothing is read"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.0 = Some(fields);
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map enum identifier ignored_any
    }
}

pub fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(s) => s.is_empty(),
        Value::Array(a) => a.is_empty(),
        Value::Object(o) => o.is_empty(),
        _ => false,
    }
}

/// A record folded small, where very many wait: the text of its fields.
pub struct Packed<R> {
    id: Id,
    text: Box<str>,
    of: PhantomData<fn() -> R>,
}

impl<R: Record> Packed<R> {
    pub fn of(record: &R) -> Self {
        Packed { id: record.id(), text: record.text().text.into(), of: PhantomData }
    }

    pub fn id(&self) -> Id {
        self.id
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The record as it was packed.
    pub fn open(&self) -> Option<R> {
        let mut record: R = serde_json::from_str(&self.text).ok()?;
        record.set_id(self.id);
        Some(record)
    }
}

/// Nothing of what it says in a log or a panic.
impl<R> fmt::Debug for Packed<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Packed({})", self.id)
    }
}

/// Implements [`Record`] for a struct with an `id` field.
macro_rules! record {
    ($type:ty, $kind:literal) => {
        impl $crate::model::Record for $type {
            const KIND: &'static str = $kind;
            fn id(&self) -> $crate::base::Id {
                self.id
            }
            fn set_id(&mut self, id: $crate::base::Id) {
                self.id = id;
            }
        }
    };
}
pub(crate) use record;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Appointment, Patient, Person};

    #[test]
    fn what_a_kind_has_in_this_version_is_told() {
        let has = |known: Option<&[&str]>, name| known.unwrap().contains(&name);
        assert!(has(known::<Patient>(), "family") && !has(known::<Patient>(), "id"));
        assert!(has(known::<Person>(), "manager") && has(known::<Appointment>(), "status"));
        assert!(!has(known::<Appointment>(), "later"));
    }
}
