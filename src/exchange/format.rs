//! What a file is, and the one door through which every format is read and written.

use super::{Mapping, Plan, Unreadable, csv, fhir, ical, vcard};
use crate::{
    base::Id,
    platform::files,
    store::{self, Db, local, practice, practitioners},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::{collections::BTreeMap, io, path::Path};

/// Where this device remembers what the columns of tables are.
pub const MAPPINGS: &str = "csv.mappings";

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    Fhir,
    Ical,
    Vcard,
    Csv,
}

impl Format {
    pub const ALL: [Format; 4] = [Format::Fhir, Format::Ical, Format::Vcard, Format::Csv];

    /// Its name on the command line and in a report, and how a file of it ends.
    pub fn code(self) -> &'static str {
        match self {
            Format::Fhir => "fhir",
            Format::Ical => "ics",
            Format::Vcard => "vcf",
            Format::Csv => "csv",
        }
    }

    pub fn ending(self) -> &'static str {
        if self == Format::Fhir { "json" } else { self.code() }
    }

    /// The key of the text that says what stands in such a file.
    pub fn holds(self, names: bool) -> &'static str {
        match self {
            Format::Fhir => "plain-holds-fhir",
            Format::Ical if names => "plain-holds-ics",
            Format::Ical => "plain-holds-ics-nameless",
            Format::Vcard => "plain-holds-vcf",
            Format::Csv => "plain-holds-csv",
        }
    }

    /// What a file's name alone says.
    fn by_name(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_lowercase();
        Some(match ending.as_str() {
            "json" | "ndjson" | "fhir" => Format::Fhir,
            "ics" | "ical" | "icalendar" | "ifb" => Format::Ical,
            "vcf" | "vcard" => Format::Vcard,
            "csv" | "tsv" | "tab" | "txt" => Format::Csv,
            _ => return None,
        })
    }
}

/// What address cards become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cards {
    #[default]
    Patients,
    /// A directory of people elsewhere: specialists, laboratories.
    Contacts,
}

/// How files are to be read: what the practice knows and a file does not say.
#[derive(Debug, Clone, PartialEq)]
pub struct How {
    pub zone: Tz,
    /// ISO code of the country whose telephone numbers need no prefix.
    pub country: String,
    /// The day of the reading: nobody is born after it, and two digits of a year are counted back from it.
    pub today: NaiveDate,
    /// Who reads what is written: French, or English.
    pub french: bool,
    pub cards: Cards,
    /// What the columns of tables are, by the tables' fingerprints; guessed for those that are not among them.
    pub mappings: BTreeMap<String, Mapping>,
    /// Whose appointments those are that name no practitioner.
    pub practitioner: Option<Id>,
    /// Whether a calendar names patients; else it says only when somebody is busy.
    pub names: bool,
    /// Who exports: documents go along as far as they are his to read. Nobody reads none.
    pub reader: Id,
}

impl How {
    pub fn new(zone: Tz, today: NaiveDate) -> Self {
        let (country, mappings) = ("FR".into(), BTreeMap::new());
        How {
            zone,
            country,
            today,
            french: true,
            cards: Cards::default(),
            mappings,
            practitioner: None,
            names: true,
            reader: Id::default(),
        }
    }

    /// As the practice would have it: its country, its only practitioner where there is but one, and what she said
    /// of tables before.
    pub fn of(db: &Db, zone: Tz, today: NaiveDate, french: bool) -> store::Result<Self> {
        let here = practitioners::here(db)?;
        let practitioner = if let [only] = here.as_slice() { Some(only.id) } else { None };
        let (country, mappings) = (practice::get(db)?.country().to_owned(), local::get(db, MAPPINGS)?);
        Ok(How { country, mappings, french, practitioner, ..How::new(zone, today) })
    }
}

/// The longest file that is taken in, in MB: some hundred thousand patients with all that is known of them. Reading takes
/// several times as much memory.
const LONGEST: u64 = 512;

/// The bytes of a file that is to be taken in.
///
/// # Errors
/// What it is, where it is none or too long; as the system says it otherwise.
pub fn open(path: &Path) -> io::Result<Result<Vec<u8>, Unreadable>> {
    match files::read(path, LONGEST << 20) {
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Ok(Err(Unreadable::TooLong(LONGEST))),
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(Err(Unreadable::NoFile)),
        read => Ok(Ok(read?)),
    }
}

/// What a file is: by how it begins, else by how its name ends.
pub fn detect(name: &str, bytes: &[u8]) -> Result<Format, Unreadable> {
    let start: String = beginning(bytes);
    if start.is_empty() {
        return Err(Unreadable::Empty);
    }
    let upper = start.to_uppercase();
    Ok(match () {
        () if upper.starts_with("BEGIN:VCARD") => Format::Vcard,
        () if upper.starts_with("BEGIN:VCALENDAR") => Format::Ical,
        () if start.starts_with(['{', '[']) => Format::Fhir,
        () => match Format::by_name(name) {
            Some(format) => format,
            // A table that goes by no name, or by another one.
            None if csv::is_table(bytes) => Format::Csv,
            None => return Err(Unreadable::Unknown),
        },
    })
}

/// The first letters, as far as they are in ASCII, without marks and blanks; in UTF-16 as well.
fn beginning(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(4096)];
    let letters = head.iter().filter(|b| !matches!(b, 0 | 0xef | 0xbb | 0xbf | 0xff | 0xfe));
    let text: String = letters.map(|b| *b as char).collect();
    text.trim_start().chars().take(32).collect()
}

/// Reads a whole file of a format into a plan. Records that do not fit are named in it; only a file that
/// cannot be read at all is an error.
pub fn read(format: Format, bytes: &[u8], how: &How) -> Result<Plan, Unreadable> {
    match format {
        Format::Fhir => fhir::read_on(bytes, how.zone, how.today),
        Format::Ical => ical::read(bytes, how),
        Format::Vcard => vcard::read(bytes, how),
        Format::Csv => csv::read(bytes, how),
    }
}

/// A file for others.
pub struct Written {
    pub bytes: Vec<u8>,
    pub records: usize,
}

/// Writes what a format has room for: all that is shared as FHIR, the diary as iCalendar, the patients as cards or a table.
pub fn write(format: Format, db: &Db, how: &How) -> store::Result<Written> {
    match format {
        Format::Fhir => {
            let bundle = fhir::write(db, how.zone, how.reader)?;
            let records = bundle["entry"].as_array().map_or(0, Vec::len);
            let mut bytes = serde_json::to_vec_pretty(&bundle).unwrap_or_default();
            bytes.push(b'\n');
            Ok(Written { bytes, records })
        }
        Format::Ical => ical::write(db, how),
        Format::Vcard => vcard::write(db, how),
        Format::Csv => csv::write(db, how),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_holds_before_what_it_is_called() {
        let cases: [(&str, &[u8], Format); 8] = [
            ("export.txt", b"\xef\xbb\xbf\r\nBEGIN:VCARD\r\nVERSION:3.0", Format::Vcard),
            ("cards.csv", b"begin:vcard\nversion:2.1", Format::Vcard),
            ("x", b"\xff\xfeB\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0", Format::Vcard),
            ("agenda", b"BEGIN:VCALENDAR\n", Format::Ical),
            ("a.vcf", b" {\"resourceType\":\"Bundle\"}", Format::Fhir),
            ("patients.CSV", b"Nom;Tel", Format::Csv),
            ("patients", b"Nom;Prenom\nMartin;Lea\n", Format::Csv),
            ("broken.json", b"nonsense", Format::Fhir),
        ];
        for (name, bytes, format) in cases {
            assert_eq!(detect(name, bytes), Ok(format), "{name}");
        }
        assert_eq!(detect("x.vcf", b"\xef\xbb\xbf \n"), Err(Unreadable::Empty));
        assert_eq!(detect("letter.pdf", b"%PDF-1.7 \x00\x01"), Err(Unreadable::Unknown));
    }
}
