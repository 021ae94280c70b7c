//! One row as a patient, and as that patient's appointment.

use super::{Field, Mapping, Row};
use crate::{
    base::{Id, text::fold},
    exchange::{
        BY_NAME, How, Kind, Link, NewAppointment, NewPatient, Why,
        dates::{self, Order},
        letters::DAMAGED,
        persons::{self, says_nothing},
    },
    model::{
        Appointment, Patient, Record, identity,
        patient::{Address, Identifier},
        record::Packed,
    },
};
use std::collections::HashMap;

/// The system that a record number of another program is noted under.
const NUMBERS: &str = "urn:genki:record-number";

/// Reads rows, knowing how each column writes its dates.
pub struct Reader<'a> {
    pub mapping: &'a Mapping,
    pub how: &'a How,
    pub orders: HashMap<Field, Order>,
}

/// Who a row speaks of.
pub struct Who {
    pub patient: NewPatient,
    pub digest: String,
    /// The id of another program's number, which a third one could have given to somebody else.
    pub number: Option<Id>,
    /// Known by name and birth date alone.
    pub namesake: bool,
}

impl Reader<'_> {
    /// The cells of a row that are this, as far as they say something. "No" and "Na" are names, too.
    fn all<'r>(&'r self, row: &'r Row, field: Field) -> impl Iterator<Item = &'r str> {
        let name = matches!(field, Field::Family | Field::Given | Field::FullName | Field::NameLast | Field::Maiden | Field::Usual);
        let ours = self.mapping.columns.contains(&Field::Genki);
        let says = move |cell: &str| match field {
            // What we wrote says what it says, however it came to us.
            _ if ours => !cell.trim().is_empty(),
            _ if name => cell.chars().any(char::is_alphanumeric),
            Field::Gender | Field::City | Field::Address | Field::Number => !cell.is_empty(),
            _ => !says_nothing(cell),
        };
        let columns = self.mapping.columns.iter().zip(row.cells());
        columns.filter(move |(f, c)| **f == field && says(c)).map(|(_, c)| unguarded(c))
    }

    fn one<'r>(&'r self, row: &'r Row, field: Field) -> &'r str {
        self.all(row, field).next().unwrap_or_default()
    }

    pub fn who(&self, row: &Row) -> Result<Who, Why> {
        if self.mapping.columns.iter().zip(row.cells()).any(|(f, c)| *f != Field::Skip && c.contains(DAMAGED)) {
            return Err(Why::Letters);
        }
        let mut p = self.named(row)?;
        p.birth_date = self.birth_date(row)?;
        p.gender = match self.one(row, Field::Gender) {
            "" => String::new(),
            written => persons::gender(written).ok_or(Why::Gender)?.into(),
        };
        self.reached(row, &mut p);
        p.languages = self.all(row, Field::Language).map(language).collect();
        // In a diary a remark is the visit's.
        if !self.mapping.is_diary() {
            p.note = self.all(row, Field::Note).collect::<Vec<_>>().join("\n");
        }
        let number = self.one(row, Field::Number);
        if !number.is_empty() {
            p.identifier.push(Identifier { system: NUMBERS.into(), value: number.into(), kind: String::new() });
        }
        let follows: Vec<_> = self.all(row, Field::Doctor).map(|name| (Some(by_name(name)), name.to_string())).collect();
        let own = self.one(row, Field::Genki).parse::<Id>().ok();
        let born = if p.birth_date.is_empty() { p.phone().unwrap_or_default() } else { &p.birth_date };
        let counted = format!("csv|number|{number}");
        p.id = own.unwrap_or_else(|| match number {
            "" => Id::derived(Patient::KIND, &format!("csv|{}|{}|{born}", fold(&p.family), fold(&p.given.join(" ")))),
            _ => identity::of_content(Patient::KIND, &counted, &p.family, &p.given, &p.birth_date),
        });
        let record = Packed::of(&p);
        let names = serde_json::to_string(&follows.iter().map(|(_, name)| name).collect::<Vec<_>>()).unwrap_or_default();
        let digest = digest_of(&format!("[{},{names}]", record.text()));
        let namesake = own.is_none() && number.is_empty() && (!p.birth_date.is_empty() || self.mapping.is_diary());
        let number = (own.is_none() && !number.is_empty()).then(|| Id::derived(Patient::KIND, &counted));
        Ok(Who { patient: NewPatient { record, follows, replaced_by: None }, digest, number, namesake })
    }

    /// The names of a row, however they are cut.
    fn named(&self, row: &Row) -> Result<Patient, Why> {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let one = |field| words(self.one(row, field));
        let mut p = Patient {
            family: one(Field::Family),
            maiden: one(Field::Maiden),
            usual: one(Field::Usual),
            prefix: one(Field::Prefix),
            ..Patient::default()
        };
        p.given.extend(Some(one(Field::Given)).filter(|g| !g.is_empty()));
        for (field, split) in [(Field::FullName, persons::split_family_first as fn(&str) -> _), (Field::NameLast, persons::split)] {
            let (title, name) = persons::title(self.one(row, field));
            if !name.is_empty() && p.family.is_empty() && p.given.is_empty() {
                (p.family, p.given) = split(name);
                if p.prefix.is_empty() {
                    p.prefix = title;
                }
            }
        }
        if p.family.is_empty() {
            p.family = std::mem::take(&mut p.maiden);
        }
        if p.maiden == p.family {
            p.maiden.clear();
        }
        let named = |w: &String| w.chars().any(char::is_alphabetic);
        let ours = self.one(row, Field::Genki).parse::<Id>().is_ok();
        if ours || named(&p.family) || p.given.iter().any(named) { Ok(p) } else { Err(Why::NoName) }
    }

    fn birth_date(&self, row: &Row) -> Result<String, Why> {
        let written = self.one(row, Field::BirthDate);
        if written.is_empty() {
            return Ok(String::new());
        }
        let latest = dates::latest(self.how.today, true);
        let date = dates::date(written, self.order(Field::BirthDate), latest).ok_or(Why::BirthDate)?;
        if date.date().is_some_and(|d| d > self.how.today) { Err(Why::BirthDate) } else { Ok(date.kept()) }
    }

    fn order(&self, field: Field) -> Order {
        self.orders.get(&field).copied().unwrap_or_default()
    }

    /// Numbers and addresses. A cell of ours holds one number, whatever stands in it.
    fn reached(&self, row: &Row, p: &mut Patient) {
        let (ours, mut reached) = (self.mapping.columns.contains(&Field::Genki), persons::Reached::default());
        for (field, usage) in [(Field::Mobile, "mobile"), (Field::Phone, ""), (Field::WorkPhone, "work")] {
            for written in self.all(row, field) {
                let one = || vec![persons::phone(written, &self.how.country)];
                for number in if ours { one() } else { persons::phones(written, &self.how.country) } {
                    reached.add("phone", usage, number);
                }
            }
        }
        let email = self.one(row, Field::Email);
        reached.add("email", "", email.to_string());
        p.telecom = reached.done();
        let parts = self.all(row, Field::Address).chain(self.all(row, Field::AddressMore));
        let line = parts.flat_map(str::lines).map(|l| l.trim().to_string()).filter(|l| !l.is_empty()).collect();
        let one = |field| self.one(row, field).to_string();
        let address = Address {
            line,
            city: one(Field::City),
            postal_code: one(Field::PostalCode),
            country: one(Field::Country),
            ..Address::default()
        };
        // A country alone is nowhere to write to.
        if !address.line.is_empty() || !address.city.is_empty() || !address.postal_code.is_empty() {
            p.address.push(address);
        }
    }

    /// The appointment of a row, for the patient of that row.
    /// With the id of its number, where the patient's is another program's.
    pub fn appointment(&self, row: &Row, patient: Id, number: Option<Id>) -> Result<(NewAppointment, String, Option<Id>), Why> {
        let order = self.order(Field::Date);
        let day = self.one(row, Field::Date);
        if day.is_empty() {
            return Err(Why::NoStart);
        }
        let date = dates::date(day, order, dates::latest(self.how.today, false)).ok_or(Why::Time)?;
        let time = match self.one(row, Field::Time) {
            "" => date.time().ok_or(Why::NoStart)?,
            written => dates::time(written).ok_or(Why::Time)?,
        };
        let start = date.date().ok_or(Why::Time)?.and_time(time);
        let practitioner = match self.one(row, Field::Practitioner) {
            "" => self.how.practitioner.map(|id| Link { to: vec![(Kind::Practitioner, id)], identifier: None }),
            name => Some(by_name(name)),
        };
        let practitioner = practitioner.ok_or(Why::NoPractitioner)?;
        let reason_name = self.one(row, Field::Reason).to_string();
        let comment = self.all(row, Field::Note).collect::<Vec<_>>().join("\n");
        let whose = format!("{:?}", practitioner);
        let id_for = |patient: Id| Id::derived(Appointment::KIND, &format!("csv|{patient}|{start}|{whose}"));
        let (id, number) = (id_for(patient), number.map(id_for));
        let record = Appointment { id, start, minutes: self.minutes(row, time)?, comment, ..Appointment::default() };
        let digest = digest(&(record.fields(), &reason_name, whose));
        let patient = Some(Link { to: vec![(Kind::Patient, patient)], identifier: None });
        let visit = NewAppointment { record, patient, practitioner, reason: None, reason_name, named: vec![], speaks_of: &[] };
        Ok((visit, digest, number))
    }

    /// How long it is; nothing where the row does not say, so that the reason can.
    fn minutes(&self, row: &Row, from: chrono::NaiveTime) -> Result<u32, Why> {
        let (length, end) = (self.one(row, Field::Duration), self.one(row, Field::End));
        if !length.is_empty() {
            return dates::minutes(length).ok_or(Why::NoLength);
        }
        if end.is_empty() {
            return Ok(0);
        }
        let written = dates::date(end, self.order(Field::Date), 2099).and_then(|d| d.time());
        let end = written.or_else(|| dates::time(end)).ok_or(Why::Time)?;
        u32::try_from((end - from).num_minutes()).ok().filter(|m| *m > 0).ok_or(Why::EndBeforeStart)
    }
}

/// Somebody who is named and nothing else: titles say nothing of who it is.
fn by_name(name: &str) -> Link {
    let mut folded = fold(name);
    for title in ["docteur ", "professeur ", "dr ", "pr ", "mme ", "m "] {
        if let Some(rest) = folded.strip_prefix(title) {
            folded = rest.to_string();
        }
    }
    Link { to: vec![], identifier: Some((BY_NAME.into(), folded)) }
}

/// A language's code, where the cell names one that is often spoken.
fn language(written: &str) -> String {
    const NAMES: &[(&str, &[&str])] = &[
        ("fr", &["francais", "french"]),
        ("en", &["anglais", "english"]),
        ("es", &["espagnol", "spanish"]),
        ("pt", &["portugais", "portuguese"]),
        ("ar", &["arabe", "arabic"]),
        ("it", &["italien", "italian"]),
        ("de", &["allemand", "german"]),
        ("tr", &["turc", "turkish"]),
        ("ru", &["russe", "russian"]),
        ("uk", &["ukrainien", "ukrainian"]),
        ("zh", &["chinois", "chinese"]),
        ("vi", &["vietnamien", "vietnamese"]),
        ("pl", &["polonais", "polish"]),
        ("nl", &["neerlandais", "dutch"]),
    ];
    let folded = fold(written);
    NAMES.iter().find(|(_, names)| names.contains(&folded.as_str())).map_or_else(|| written.to_string(), |(code, _)| code.to_string())
}

/// A cell as it was before an export kept it from becoming a formula.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(super::write::FORMULA) => rest,
        _ => cell,
    }
}

fn digest(of: &impl serde::Serialize) -> String {
    digest_of(&serde_json::to_string(of).unwrap_or_default())
}

fn digest_of(text: &str) -> String {
    blake3::Hasher::new_derive_key("genki row 1").update(text.as_bytes()).finalize().to_hex()[..32].to_string()
}
