//! A record's fields as text, written straight from the record: what `serde_json::to_string(&record.fields())` says,
//! letter for letter, without the tree between. Very many records come at once.

use serde::{
    Serialize, Serializer,
    ser::{self, Impossible},
};
use std::{borrow::Cow, fmt};

/// The fields as text, and which they are.
pub struct Text {
    pub text: String,
    pub names: Vec<Cow<'static, str>>,
}

/// None of a record that is no set of fields.
pub fn of(record: &impl Serialize) -> Option<Text> {
    let mut out = Vec::with_capacity(512);
    let mut names = Vec::new();
    record.serialize(Writer { out: &mut out, top: Some(&mut names) }).ok()?;
    Some(Text { text: String::from_utf8(out).ok()?, names })
}

#[derive(Debug)]
struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("no text")
    }
}

impl std::error::Error for Failed {}

impl ser::Error for Failed {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Failed
    }
}

type Done = Result<(), Failed>;

struct Writer<'a> {
    out: &'a mut Vec<u8>,
    /// Of the outermost fields, where those that say nothing are left out.
    top: Option<&'a mut Vec<Cow<'static, str>>>,
}

fn plain(out: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) -> Done {
    serde_json::to_writer(out, value).map_err(|_| Failed)
}

fn is_nothing(text: &[u8]) -> bool {
    matches!(text, b"null" | b"false" | b"\"\"" | b"[]" | b"{}")
}

macro_rules! plain {
    ($($name:ident($type:ty))*) => { $(fn $name(self, value: $type) -> Done { plain(self.out, &value) })* };
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Failed;
    type SerializeSeq = List<'a>;
    type SerializeTuple = List<'a>;
    type SerializeTupleStruct = List<'a>;
    type SerializeTupleVariant = Impossible<(), Failed>;
    type SerializeMap = Entries<'a>;
    type SerializeStruct = Entries<'a>;
    type SerializeStructVariant = Impossible<(), Failed>;

    plain! {
        serialize_bool(bool) serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64) serialize_u8(u8)
        serialize_u16(u16) serialize_u32(u32) serialize_u64(u64) serialize_f64(f64) serialize_char(char) serialize_str(&str)
    }

    fn serialize_f32(self, value: f32) -> Done {
        plain(self.out, &f64::from(value))
    }

    fn serialize_bytes(self, value: &[u8]) -> Done {
        plain(self.out, value)
    }

    fn serialize_none(self) -> Done {
        plain(self.out, &())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        plain(self.out, &())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        plain(self.out, &())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        plain(self.out, variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, variant: &'static str, value: &T) -> Done {
        let mut entries = Entries::new(self);
        entries.entry(variant.into(), value)?;
        entries.finish()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, Failed> {
        self.out.push(b'[');
        Ok(List { out: self.out, first: true })
    }

    fn serialize_tuple(self, len: usize) -> Result<List<'a>, Failed> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<List<'a>, Failed> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeTupleVariant, Failed> {
        Err(Failed)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'a>, Failed> {
        Ok(Entries::new(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Entries<'a>, Failed> {
        Ok(Entries::new(self))
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeStructVariant, Failed> {
        Err(Failed)
    }
}

struct List<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl List<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
        value.serialize(Writer { out: self.out, top: None })
    }

    fn finish(self) -> Done {
        self.out.push(b']');
        Ok(())
    }
}

/// An object: its entries are written as they come, and put in the order of their names at the end.
struct Entries<'a> {
    out: &'a mut Vec<u8>,
    top: Option<&'a mut Vec<Cow<'static, str>>>,
    from: usize,
    /// Each with where its value stands.
    known: Vec<(Cow<'static, str>, usize, usize)>,
    named: Option<String>,
}

impl<'a> Entries<'a> {
    fn new(writer: Writer<'a>) -> Self {
        let from = writer.out.len();
        Entries { out: writer.out, top: writer.top, from, known: Vec::with_capacity(8), named: None }
    }

    fn entry<T: Serialize + ?Sized>(&mut self, name: Cow<'static, str>, value: &T) -> Done {
        let from = self.out.len();
        value.serialize(Writer { out: self.out, top: None })?;
        if self.top.is_some() && is_nothing(&self.out[from..]) {
            self.out.truncate(from);
        } else {
            self.known.push((name, from, self.out.len()));
        }
        Ok(())
    }

    fn finish(mut self) -> Done {
        self.known.sort_by(|a, b| a.0.cmp(&b.0));
        let values = self.out.split_off(self.from);
        self.out.push(b'{');
        for (i, (name, from, to)) in self.known.iter().enumerate() {
            if i > 0 {
                self.out.push(b',');
            }
            plain(self.out, name.as_ref())?;
            self.out.push(b':');
            self.out.extend_from_slice(&values[from - self.from..to - self.from]);
        }
        self.out.push(b'}');
        if let Some(top) = self.top {
            top.extend(self.known.into_iter().map(|(name, ..)| name));
        }
        Ok(())
    }
}

macro_rules! list {
    ($($which:ident::$item:ident)*) => { $(
        impl ser::$which for List<'_> {
            type Ok = ();
            type Error = Failed;
            fn $item<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
                self.item(value)
            }
            fn end(self) -> Done {
                self.finish()
            }
        }
    )* };
}
list!(SerializeSeq::serialize_element SerializeTuple::serialize_element SerializeTupleStruct::serialize_field);

impl ser::SerializeStruct for Entries<'_> {
    type Ok = ();
    type Error = Failed;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        self.entry(name.into(), value)
    }

    fn end(self) -> Done {
        self.finish()
    }
}

impl ser::SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = Failed;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        let text = serde_json::to_value(key).map_err(|_| Failed)?;
        self.named = Some(text.as_str().map_or_else(|| text.to_string(), str::to_owned));
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        let name = self.named.take().ok_or(Failed)?;
        self.entry(name.into(), value)
    }

    fn end(self) -> Done {
        self.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::Id,
        model::{
            Appointment, Fields, Patient, Practitioner, Record,
            patient::{Address, Contact, Identifier, Telecom},
            practitioner::{Absence, Block},
        },
    };

    fn says_as_its_fields(record: &impl Record) {
        let (text, fields) = (of(record).unwrap(), record.fields());
        assert_eq!(text.text, serde_json::to_string(&fields).unwrap());
        assert_eq!(text.names, fields.keys().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(serde_json::from_str::<Fields>(&text.text).unwrap(), fields);
    }

    #[test]
    fn it_says_what_the_fields_say_letter_for_letter() {
        let s = |text: &str| text.to_owned();
        says_as_its_fields(&Patient::default());
        says_as_its_fields(&Patient {
            id: Id::from_u128(1),
            family: s("Lefèvre \"Jo\" \\ \u{1}\n"),
            given: vec![s("Zoé"), s("")],
            birth_date: s("1984-03"),
            identifier: vec![Identifier { system: s("urn:x"), value: s("1"), kind: s("MR") }, Identifier::default()],
            telecom: vec![Telecom { system: s("phone"), value: s("+33612345678"), usage: s("mobile") }, Telecom::default()],
            address: vec![
                Address {
                    line: vec![s("12 rue A")],
                    city: s("Lyon"),
                    state: s("x"),
                    postal_code: s("69001"),
                    country: s("FR"),
                    usage: s("home"),
                },
                Address::default(),
            ],
            contacts: vec![Contact { name: s("M"), relation: s("r"), phone: s("1") }],
            do_not_contact: true,
            merged_into: Some(Id::from_u128(2)),
            ..Patient::default()
        });
        says_as_its_fields(&Appointment { id: Id::from_u128(1), minutes: 15, wish_with: vec![Id::from_u128(3)], ..Appointment::default() });
        let time = |h| chrono::NaiveTime::from_hms_opt(h, 0, 0).unwrap();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_time(time(0));
        says_as_its_fields(&Practitioner {
            hours: vec![Block { day: chrono::Weekday::Mon, from: time(8), to: time(12) }],
            absences: vec![Absence { from: day, to: day, why: s("") }],
            changeover: 3,
            ..Practitioner::default()
        });
    }
}
