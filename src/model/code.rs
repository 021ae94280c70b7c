//! Codes: one word of a fixed list, as records keep it. A newer version may know words that this one does not: they are
//! kept as they are, so that one record with such a word fails no list, and writing something else of it loses nothing.

use serde::{
    Deserializer,
    de::{Error, Visitor},
};
use std::{
    collections::BTreeSet,
    fmt,
    marker::PhantomData,
    sync::{LazyLock, Mutex, PoisonError},
};

/// A code that this version does not know.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

/// No code of any version is longer.
const LONGEST: usize = 64;
/// So many different ones are kept, for as long as the program runs: what has more was made to fill the memory.
const MOST: usize = 1_000;

static MET: LazyLock<Mutex<BTreeSet<&'static str>>> = LazyLock::new(Mutex::default);

impl Code {
    /// The code of a word; None where it can be none of any version.
    pub fn of(word: &str) -> Option<Code> {
        let fits = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.' | b'/');
        if word.is_empty() || word.len() > LONGEST || !word.bytes().all(fits) {
            return None;
        }
        let mut met = MET.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = met.get(word) {
            return Some(Code(known));
        }
        if met.len() >= MOST {
            return None;
        }
        let kept: &'static str = Box::leak(word.into());
        met.insert(kept);
        Some(Code(kept))
    }

    pub const fn text(self) -> &'static str {
        self.0
    }
}

/// What it says came from elsewhere: none of it in a log or a panic.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

/// Reads a code: one that is known, else as it is.
pub fn read<'de, D: Deserializer<'de>, T>(from: D, known: fn(&str) -> Option<T>, newer: fn(Code) -> T) -> Result<T, D::Error> {
    struct Word<T>(fn(&str) -> Option<T>, fn(Code) -> T, PhantomData<T>);
    impl<T> Visitor<'_> for Word<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a code")
        }

        fn visit_str<E: Error>(self, word: &str) -> Result<T, E> {
            (self.0)(word).or_else(|| Code::of(word).map(self.1)).ok_or_else(|| E::custom("no code"))
        }
    }
    from.deserialize_str(Word(known, newer, PhantomData))
}

/// Reads and writes an enum with a variant `Newer(Code)` by its codes; `known` finds the others.
macro_rules! coded {
    ($name:ident, $known:expr) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::model::code::read(from, $known, $name::Newer)
            }
        }
    };
}
pub(crate) use coded;

/// An enum of codes. `ALL` are those that this version knows.
macro_rules! codes {
    ($(#[$of:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$of])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub enum $name {
            $($(#[$about])* $variant,)+
            /// Of a newer version.
            Newer($crate::model::code::Code),
        }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                    Self::Newer(code) => code.text(),
                }
            }

            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|x| x.code() == code)
            }
        }

        $crate::model::code::coded!($name, $name::of_code);
    };
}
pub(crate) use codes;

/// As [`codes`], of what no record keeps: every code is one of this version's.
macro_rules! fixed_codes {
    ($(#[$of:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$of])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$about])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|x| x.code() == code)
            }
        }
    };
}
pub(crate) use fixed_codes;

#[cfg(test)]
mod tests {
    use super::Code;
    use crate::model::{
        AskState, Calls, Communication, Encounter, Fields, Moment, Person, RecallKind, Record, Slot, Task, TestResult,
        appointment::Appointment, attachment::Attachment,
    };
    use serde_json::{Value, json};

    #[test]
    fn what_is_no_code_is_none() {
        assert_eq!(Code::of("proposed-again").map(Code::text), Some("proposed-again"));
        assert_eq!(Code::of("proposed-again"), Code::of("proposed-again"));
        for no in ["", "two words", "Léa", &"x".repeat(65)] {
            assert_eq!(Code::of(no), None, "{no}");
        }
        assert_eq!(format!("{:?}", Code::of("secret")), "Some(Code(…))");
    }

    /// A record with a code and a field of a newer version, as lists read it, and with another field changed since.
    fn survives<R: Record>(field: &str, change: impl Fn(&mut R)) {
        let code = "of-a-newer-version";
        let fields: Fields = [(field.to_owned(), json!(code))].into();
        let mut record = R::from_fields(crate::base::Id::from_u128(1), &fields).unwrap_or_else(|| panic!("{} {field}", R::KIND));
        change(&mut record);
        assert_eq!(record.fields().get(field).and_then(Value::as_str), Some(code), "{} {field}", R::KIND);
        let text: Value = serde_json::from_str(&record.text().text).unwrap();
        assert_eq!(text[field], json!(code), "{} {field}", R::KIND);
    }

    #[test]
    fn a_newer_code_in_any_record_survives_that_another_field_is_written() {
        survives::<Appointment>("status", |r| r.comment = "x".into());
        survives::<Encounter>("status", |r| r.away = 3);
        survives::<Slot>("status", |r| r.practitioner = crate::base::Id::from_u128(2));
        survives::<crate::model::Ask>("state", |r| r.words = "x".into());
        survives::<Moment>("kind", |r| r.text = "x".into());
        survives::<TestResult>("decision", |r| r.title = "x".into());
        survives::<Person>("role", |r| r.name = "x".into());
        survives::<Communication>("direction", |r| r.words = "x".into());
        survives::<Communication>("why", |r| r.words = "x".into());
        survives::<Communication>("outcome", |r| r.words = "x".into());
        survives::<Task>("kind", |r| r.words = "x".into());
        survives::<Task>("status", |r| r.words = "x".into());
        survives::<Task>("answer", |r| r.words = "x".into());
        survives::<RecallKind>("unit", |r| r.name = "x".into());
        let calls: Calls = serde_json::from_value(json!({"cards": [{"then": "newer", "doing": "newer", "due": "newer"}]})).unwrap();
        let kept = serde_json::to_value(&calls).unwrap();
        for field in ["then", "doing", "due"] {
            assert_eq!(kept["cards"][0][field], "newer", "{field}");
        }
        let file = json!({"title": "x", "contentType": "image/heic", "size": 1, "hash": "x"});
        let read: Attachment = serde_json::from_value(file).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap()["contentType"], "image/heic");
        assert_eq!(serde_json::to_value(AskState::Refused).unwrap(), "refused");
    }
}
