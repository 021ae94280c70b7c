//! What a column can be.

use serde::{Deserialize, Serialize};

/// What one column of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Left out.
    #[default]
    Skip,
    /// Our own id, in tables that Genki wrote.
    Genki,
    /// The number another system knows the patient by.
    Number,
    Family,
    Given,
    /// A whole name, the family first.
    FullName,
    /// A whole name, the family last.
    NameLast,
    Maiden,
    Usual,
    Prefix,
    BirthDate,
    Gender,
    Mobile,
    Phone,
    WorkPhone,
    Email,
    Address,
    AddressMore,
    PostalCode,
    City,
    Country,
    Language,
    Doctor,
    Note,
    Date,
    Time,
    End,
    Duration,
    Reason,
    Practitioner,
}

impl Field {
    /// In the order in which a person chooses among them.
    pub const ALL: [Field; 30] = [
        Field::Skip,
        Field::Family,
        Field::Given,
        Field::FullName,
        Field::NameLast,
        Field::BirthDate,
        Field::Mobile,
        Field::Phone,
        Field::WorkPhone,
        Field::Email,
        Field::Gender,
        Field::Prefix,
        Field::Maiden,
        Field::Usual,
        Field::Address,
        Field::AddressMore,
        Field::PostalCode,
        Field::City,
        Field::Country,
        Field::Language,
        Field::Doctor,
        Field::Note,
        Field::Number,
        Field::Date,
        Field::Time,
        Field::End,
        Field::Duration,
        Field::Reason,
        Field::Practitioner,
        Field::Genki,
    ];

    /// Its name on the command line, and in the keys of its texts.
    pub fn code(self) -> &'static str {
        match self {
            Field::Skip => "skip",
            Field::Genki => "genki",
            Field::Number => "number",
            Field::Family => "family",
            Field::Given => "given",
            Field::FullName => "full-name",
            Field::NameLast => "name-last",
            Field::Maiden => "maiden",
            Field::Usual => "usual",
            Field::Prefix => "prefix",
            Field::BirthDate => "birth-date",
            Field::Gender => "gender",
            Field::Mobile => "mobile",
            Field::Phone => "phone",
            Field::WorkPhone => "work-phone",
            Field::Email => "email",
            Field::Address => "address",
            Field::AddressMore => "address-more",
            Field::PostalCode => "postal-code",
            Field::City => "city",
            Field::Country => "country",
            Field::Language => "language",
            Field::Doctor => "doctor",
            Field::Note => "note",
            Field::Date => "date",
            Field::Time => "time",
            Field::End => "end",
            Field::Duration => "duration",
            Field::Reason => "reason",
            Field::Practitioner => "practitioner",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Field::ALL.into_iter().find(|f| f.code() == code)
    }

    /// Whether several columns may be this.
    pub fn repeats(self) -> bool {
        matches!(self, Field::Skip | Field::Note | Field::AddressMore | Field::Phone | Field::Mobile)
    }
}

/// What the columns of a table are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    pub columns: Vec<Field>,
    /// The first row names the columns.
    pub header: bool,
}

impl Mapping {
    pub fn has(&self, field: Field) -> bool {
        self.columns.contains(&field)
    }

    /// Whether rows are appointments: they say when.
    pub fn is_diary(&self) -> bool {
        self.has(Field::Date)
    }

    /// Whether somebody is named at all.
    pub fn names(&self) -> bool {
        [Field::Family, Field::Given, Field::FullName, Field::NameLast, Field::Maiden].iter().any(|f| self.has(*f))
    }

    /// Makes a column something; another one that was it is left out from now on.
    pub fn set(&mut self, column: usize, field: Field) {
        if !field.repeats() {
            self.columns.iter_mut().filter(|f| **f == field).for_each(|f| *f = Field::Skip);
        }
        if let Some(at) = self.columns.get_mut(column) {
            *at = field;
        }
    }
}
