//! One row as a patient, and as that patient's appointment.

use super::{Field, Mapping, Row};
use crate::{
    base::{Id, text::fold},
    exchange::{
        BY_NAME, How, Kind, Link, NewAppointment, NewPatient, Why,
        dates::{self, Birth, Order},
        letters::DAMAGED,
        persons::{self, Sheet, says_nothing},
    },
    model::{
        Appointment, Patient, Record, Refusal, identity,
        patient::{Address, Identifier},
        record::Packed,
    },
};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::HashMap;

/// The system that a record number of another program is noted under.
const NUMBERS: &str = "urn:genki:record-number";

/// Reads rows, knowing how each column writes its dates.
pub struct Reader<'a> {
    pub mapping: &'a Mapping,
    pub how: &'a How,
    pub orders: HashMap<Field, Order>,
    pub genders: Genders,
}

/// How a column writes genders, where that is not as everybody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Genders {
    #[default]
    Usual,
    /// H for a man, M for a woman, as in Spain.
    HombreMujer,
    /// 0 for a man, 1 for a woman, 2 for unknown, as Open Dental counts them.
    OpenDental,
}

/// Who a row speaks of.
pub struct Who {
    pub patient: NewPatient,
    pub digest: String,
    /// The id of another program's number, which a third one could have given to somebody else.
    pub number: Option<Id>,
    /// Known by name and birth date alone.
    pub namesake: bool,
    /// What was read otherwise than it stands there.
    pub remarks: Vec<Refusal>,
}

impl Reader<'_> {
    /// The cells of a row that are this, as far as they say something. "No" and "Na" are names, too.
    pub fn all<'r>(&'r self, row: &'r Row, field: Field) -> impl Iterator<Item = &'r str> {
        self.cells(row, field).map(|(_, cell)| cell)
    }

    /// As [`Reader::all`], each with its column.
    fn cells<'r>(&'r self, row: &'r Row, field: Field) -> impl Iterator<Item = (usize, &'r str)> {
        use Field::{Family, FamilyMore, FullName, Given, Maiden, Middle, NameLast, Usual};
        let name = matches!(field, Family | FamilyMore | Given | Middle | FullName | NameLast | Maiden | Usual);
        let ours = self.mapping.columns.contains(&Field::Genki);
        let says = move |cell: &str| match field {
            // What we wrote says what it says, however it came to us.
            _ if ours => !cell.trim().is_empty(),
            _ if name => cell.chars().any(char::is_alphanumeric),
            Field::Gender | Field::City | Field::Address | Field::Number => !cell.is_empty(),
            _ => !says_nothing(cell),
        };
        let columns = self.mapping.columns.iter().zip(row.cells()).enumerate();
        columns.filter(move |(_, (f, c))| **f == field && says(c)).map(|(i, (_, c))| (i, unguarded(c)))
    }

    pub fn one<'r>(&'r self, row: &'r Row, field: Field) -> &'r str {
        self.all(row, field).next().unwrap_or_default()
    }

    /// A row whose letters cannot be read is not taken in.
    pub fn readable(&self, row: &Row) -> Result<(), Why> {
        let damaged = self.mapping.columns.iter().zip(row.cells()).any(|(f, c)| *f != Field::Skip && c.contains(DAMAGED));
        if damaged { Err(Why::Letters) } else { Ok(()) }
    }

    pub fn who(&self, row: &Row) -> Result<Who, Why> {
        self.readable(row)?;
        let mut p = self.named(row)?;
        let mut remarks = Vec::new();
        let unread_date = self.birth_date(row, &mut p);
        p.gender = self.gender(row).unwrap_or_else(|| {
            remarks.push(Refusal::new("import-remark-gender"));
            String::new()
        });
        self.reached(row, &mut p, &mut remarks);
        p.languages = self.all(row, Field::Language).map(language).collect();
        // In a diary a remark is the visit's.
        if !self.mapping.is_diary() {
            p.note = self.all(row, Field::Note).collect::<Vec<_>>().join("\n");
        }
        let own = self.one(row, Field::Genki).parse::<Id>().ok();
        // What we wrote ourselves is here already as it was said.
        if let Some(written) = unread_date.filter(|_| own.is_none()) {
            remarks.push(Refusal::new("import-remark-birth-date"));
            persons::note_birth(&mut p.note, written, self.how.french);
        }
        // Two people's numbers may look alike once their last digits are gone.
        let number = self.one(row, Field::Number);
        let lost = number.contains(['E', 'e']) && persons::sheet(number, &self.how.country) == Sheet::Lost;
        if lost {
            remarks.push(Refusal::new("import-remark-number-lost"));
        }
        let number = if lost { "" } else { number };
        if !number.is_empty() {
            p.identifier.push(Identifier { system: NUMBERS.into(), value: number.into(), kind: String::new() });
        }
        let follows: Vec<_> = self.all(row, Field::Doctor).map(|name| (Some(by_name(name)), name.to_string())).collect();
        let born = match (p.birth_date.as_str(), unread_date) {
            ("", None) => p.phone().unwrap_or_default(),
            // Two who share a name may differ in what cannot be read.
            ("", Some(written)) => written,
            (date, _) => date,
        };
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
        Ok(Who { patient: NewPatient { record, follows, replaced_by: None }, digest, number, namesake, remarks })
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
        if !p.given.is_empty() {
            p.given.extend(self.all(row, Field::Middle).map(words));
        }
        if !p.family.is_empty() {
            p.family = [p.family, one(Field::FamilyMore)].join(" ").trim_end().to_string();
        }
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
        if !ours {
            persons::rejoin(&mut p.family, &mut p.given);
        }
        if ours || named(&p.family) || p.given.iter().any(named) { Ok(p) } else { Err(Why::NoName) }
    }

    /// Reads the birth date, or gives back what is written in its place.
    fn birth_date<'r>(&'r self, row: &'r Row, p: &mut Patient) -> Option<&'r str> {
        let written = self.one(row, Field::BirthDate);
        let parts = [Field::BirthYear, Field::BirthMonth, Field::BirthDay].map(|field| self.one(row, field));
        let (text, order) = match parts {
            [year, month, day] if written.is_empty() && !year.is_empty() => {
                let said: Vec<&str> = [day, month, year].into_iter().filter(|part| !part.is_empty()).collect();
                (said.join("/"), Order::DayFirst)
            }
            _ => (written.to_string(), self.order(Field::BirthDate)),
        };
        match dates::birth(&text, order, self.how.today) {
            Birth::Known(date) => p.birth_date = date,
            Birth::Unreadable if written.is_empty() => return Some(parts[0]),
            Birth::Unreadable => return Some(written),
            Birth::Unsaid => {}
        }
        None
    }

    /// Nothing where what is written is none.
    fn gender(&self, row: &Row) -> Option<String> {
        let written = self.one(row, Field::Gender);
        let code = match (self.genders, fold(written).as_str()) {
            _ if written.is_empty() => "",
            (Genders::HombreMujer, "m") => "female",
            (Genders::OpenDental, "0") => "male",
            (Genders::OpenDental, "1") => "female",
            (Genders::OpenDental, "2") => "unknown",
            _ => persons::gender(written)?,
        };
        Some(code.to_string())
    }

    fn order(&self, field: Field) -> Order {
        self.orders.get(&field).copied().unwrap_or_default()
    }

    /// Numbers and addresses. A cell of ours holds one number, whatever stands in it.
    fn reached(&self, row: &Row, p: &mut Patient, remarks: &mut Vec<Refusal>) {
        const FIELDS: [(Field, &str, &str); 5] = [
            (Field::Mobile, "phone", "mobile"),
            (Field::Phone, "phone", ""),
            (Field::WorkPhone, "phone", "work"),
            (Field::Fax, "fax", ""),
            (Field::Email, "email", ""),
        ];
        let (ours, mut reached) = (self.mapping.columns.contains(&Field::Genki), persons::Reached::default());
        for (field, system, usage) in FIELDS {
            for (column, cell) in self.cells(row, field) {
                let (system, usage) = self.label(row, column).map_or((system, usage), |label| persons::labelled(label, system));
                if ours {
                    let value = if system == "email" { cell.to_string() } else { persons::phone(cell, &self.how.country) };
                    reached.add(system, usage, value);
                    continue;
                }
                // Google writes several in one cell.
                for written in cell.split(":::").map(str::trim).filter(|w| !w.is_empty()) {
                    if system == "email" {
                        reached.add(system, usage, written.to_string());
                        continue;
                    }
                    let number = match persons::sheet(written, &self.how.country) {
                        Sheet::Whole => written,
                        Sheet::Mended(number) => {
                            remarks.push(Refusal::new("import-remark-number-mended"));
                            number
                        }
                        Sheet::Lost => {
                            remarks.push(Refusal::new("import-remark-number-lost"));
                            continue;
                        }
                    };
                    for number in persons::phones(number, &self.how.country) {
                        reached.add(system, usage, number);
                    }
                }
            }
        }
        p.telecom = reached.done();
        let parts = self.all(row, Field::Address).chain(self.all(row, Field::AddressMore));
        let line = parts.flat_map(str::lines).map(|l| l.trim().to_string()).filter(|l| !l.is_empty()).collect();
        let one = |field| self.one(row, field).to_string();
        let mut address = Address {
            line,
            city: one(Field::City),
            state: one(Field::Region),
            postal_code: one(Field::PostalCode),
            country: one(Field::Country),
            ..Address::default()
        };
        if address.line.is_empty() && address.city.is_empty() && address.postal_code.is_empty() {
            let whole = self.one(row, Field::AddressWhole).lines().map(|l| l.trim().to_string());
            address.line = whole.filter(|l| !l.is_empty()).collect();
        }
        // A country alone is nowhere to write to.
        if !address.line.is_empty() || !address.city.is_empty() || !address.postal_code.is_empty() {
            p.address.push(address);
        }
    }

    /// What a column beside says of a number: "Mobile", "Work".
    fn label<'r>(&self, row: &'r Row, column: usize) -> Option<&'r str> {
        let before = column.checked_sub(1)?;
        (self.mapping.columns.get(before) == Some(&Field::Label)).then(|| row.cell(before)).filter(|l| !l.is_empty())
    }

    /// When a row's visit begins.
    pub fn start(&self, row: &Row) -> Result<NaiveDateTime, Why> {
        let day = self.one(row, Field::Date);
        if day.is_empty() {
            return Err(Why::NoStart);
        }
        let date = dates::date(day, self.order(Field::Date), dates::latest(self.how.today, false)).ok_or(Why::Time)?;
        let time = match self.one(row, Field::Time) {
            "" => date.time().ok_or(Why::NoStart)?,
            written => dates::time(written).ok_or(Why::Time)?,
        };
        Ok(date.date().ok_or(Why::Time)?.and_time(time))
    }

    /// The day on which it begins, and the last one.
    pub fn days(&self, row: &Row) -> Result<(NaiveDate, NaiveDate), Why> {
        let latest = dates::latest(self.how.today, false);
        let day = |written: &str| dates::date(written, self.order(Field::Date), latest).and_then(|d| d.date()).ok_or(Why::Time);
        let first = match self.one(row, Field::Date) {
            "" => return Err(Why::NoStart),
            written => day(written)?,
        };
        let last = match self.one(row, Field::EndDate) {
            "" => first,
            written => day(written)?,
        };
        Ok((first, last))
    }

    /// The appointment of a row, for the patient of that row; with the id of its number, where the patient's is another
    /// program's.
    pub fn appointment(&self, row: &Row, patient: Id, number: Option<Id>) -> Result<(NewAppointment, String, Option<Id>), Why> {
        let start = self.start(row)?;
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
        let record = Appointment { id, start, minutes: self.minutes(row, start)?, comment, ..Appointment::default() };
        let digest = digest(&(record.fields(), &reason_name, whose));
        let patient = Some(Link { to: vec![(Kind::Patient, patient)], identifier: None });
        let visit = NewAppointment { record, patient, practitioner, reason: None, reason_name, named: vec![], speaks_of: &[] };
        Ok((visit, digest, number))
    }

    /// How long it is; nothing where the row does not say, so that the reason can.
    pub fn minutes(&self, row: &Row, start: NaiveDateTime) -> Result<u32, Why> {
        let (length, end) = (self.one(row, Field::Duration), self.one(row, Field::End));
        if !length.is_empty() {
            return dates::minutes(length).ok_or(Why::NoLength);
        }
        if end.is_empty() {
            return Ok(0);
        }
        let written = dates::date(end, self.order(Field::Date), 2099).and_then(|d| d.time());
        let end = written.or_else(|| dates::time(end)).ok_or(Why::Time)?;
        let (first, last) = self.days(row)?;
        let end = (if last < first { first } else { last }).and_time(end);
        u32::try_from((end - start).num_minutes()).ok().filter(|m| *m > 0).ok_or(Why::EndBeforeStart)
    }
}

/// Somebody who is named and nothing else: titles say nothing of who it is.
pub fn by_name(name: &str) -> Link {
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

pub fn digest(of: &impl serde::Serialize) -> String {
    digest_of(&serde_json::to_string(of).unwrap_or_default())
}

fn digest_of(text: &str) -> String {
    blake3::Hasher::new_derive_key("genki row 1").update(text.as_bytes()).finalize().to_hex()[..32].to_string()
}
