//! Why a whole file does not go in.

use crate::model::Refusal;

/// Why nothing of a file can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is empty")]
    Empty,
    #[error("the file is not text in UTF-8")]
    NotUtf8,
    #[error("the file is cut off, or damaged at its end (line {0})")]
    Cut(u64),
    #[error("the file is not JSON (line {0})")]
    NotJson(u64),
    #[error("the file is JSON, but no FHIR: it holds no resource")]
    NotFhir,
    #[error("the file is no calendar")]
    NotCalendar,
    #[error("the file is none of what Genki reads: FHIR, iCalendar, vCard or CSV")]
    Unknown,
    #[error("the file is not text")]
    NotText,
    #[error("the file holds no address card")]
    NoCards,
    #[error("the file is no table")]
    NoTable,
    #[error("no column of the table is a name")]
    NoNames,
    #[error("the table has {0} columns")]
    TooWide(usize),
    #[error("the file is longer than {0} MB")]
    TooLong(u64),
    #[error("this is no file: a folder, a pipe or a device")]
    NoFile,
}

impl Unreadable {
    pub fn refusal(&self) -> Refusal {
        match self {
            Unreadable::Empty => Refusal::new("import-unreadable-empty"),
            Unreadable::NotUtf8 => Refusal::new("import-unreadable-encoding"),
            Unreadable::Cut(line) => Refusal::new("import-unreadable-cut").with("line", line),
            Unreadable::NotJson(line) => Refusal::new("import-unreadable-json").with("line", line),
            Unreadable::NotFhir => Refusal::new("import-unreadable-fhir"),
            Unreadable::NotCalendar => Refusal::new("import-unreadable-calendar"),
            Unreadable::Unknown => Refusal::new("import-unreadable-unknown"),
            Unreadable::NotText => Refusal::new("import-unreadable-text"),
            Unreadable::NoCards => Refusal::new("import-unreadable-cards"),
            Unreadable::NoTable => Refusal::new("import-unreadable-table"),
            Unreadable::NoNames => Refusal::new("import-unreadable-names"),
            Unreadable::TooWide(columns) => Refusal::new("import-unreadable-wide").with("columns", columns),
            Unreadable::TooLong(most) => Refusal::new("import-unreadable-long").with("most", most),
            Unreadable::NoFile => Refusal::new("import-unreadable-no-file"),
        }
    }
}
