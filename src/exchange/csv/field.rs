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
    /// The second family name, as in Spain.
    FamilyMore,
    Given,
    /// Further first names.
    Middle,
    /// A whole name, the family first.
    FullName,
    /// A whole name, the family last.
    NameLast,
    Maiden,
    Usual,
    Prefix,
    BirthDate,
    /// A birth date in three columns.
    BirthYear,
    BirthMonth,
    BirthDay,
    Gender,
    Mobile,
    Phone,
    WorkPhone,
    Fax,
    /// What sort of number or address the next column holds.
    Label,
    Email,
    Address,
    AddressMore,
    /// A whole address, read where its parts are empty.
    AddressWhole,
    PostalCode,
    City,
    Region,
    Country,
    Language,
    Doctor,
    Note,
    Date,
    Time,
    End,
    EndDate,
    /// Whether it takes whole days: a note of the day, not a visit.
    AllDay,
    Duration,
    Reason,
    /// The words of a calendar, which name whose the visit is.
    Subject,
    Practitioner,
}

impl Field {
    /// In the order in which a person chooses among them.
    pub const ALL: [Field; 42] = [
        Field::Skip,
        Field::Family,
        Field::Given,
        Field::Middle,
        Field::FamilyMore,
        Field::FullName,
        Field::NameLast,
        Field::BirthDate,
        Field::BirthYear,
        Field::BirthMonth,
        Field::BirthDay,
        Field::Mobile,
        Field::Phone,
        Field::WorkPhone,
        Field::Fax,
        Field::Label,
        Field::Email,
        Field::Gender,
        Field::Prefix,
        Field::Maiden,
        Field::Usual,
        Field::Address,
        Field::AddressMore,
        Field::AddressWhole,
        Field::PostalCode,
        Field::City,
        Field::Region,
        Field::Country,
        Field::Language,
        Field::Doctor,
        Field::Note,
        Field::Number,
        Field::Date,
        Field::Time,
        Field::End,
        Field::EndDate,
        Field::AllDay,
        Field::Duration,
        Field::Reason,
        Field::Subject,
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
            Field::FamilyMore => "family-more",
            Field::Given => "given",
            Field::Middle => "middle",
            Field::FullName => "full-name",
            Field::NameLast => "name-last",
            Field::Maiden => "maiden",
            Field::Usual => "usual",
            Field::Prefix => "prefix",
            Field::BirthDate => "birth-date",
            Field::BirthYear => "birth-year",
            Field::BirthMonth => "birth-month",
            Field::BirthDay => "birth-day",
            Field::Gender => "gender",
            Field::Mobile => "mobile",
            Field::Phone => "phone",
            Field::WorkPhone => "work-phone",
            Field::Fax => "fax",
            Field::Label => "label",
            Field::Email => "email",
            Field::Address => "address",
            Field::AddressMore => "address-more",
            Field::AddressWhole => "address-whole",
            Field::PostalCode => "postal-code",
            Field::City => "city",
            Field::Region => "region",
            Field::Country => "country",
            Field::Language => "language",
            Field::Doctor => "doctor",
            Field::Note => "note",
            Field::Date => "date",
            Field::Time => "time",
            Field::End => "end",
            Field::EndDate => "end-date",
            Field::AllDay => "all-day",
            Field::Duration => "duration",
            Field::Reason => "reason",
            Field::Subject => "subject",
            Field::Practitioner => "practitioner",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Field::ALL.into_iter().find(|f| f.code() == code)
    }

    /// Whether several columns may be this.
    pub fn repeats(self) -> bool {
        use Field::{AddressMore, Email, Fax, Label, Middle, Mobile, Note, Phone, Skip, WorkPhone};
        matches!(self, Skip | Note | AddressMore | Phone | Mobile | WorkPhone | Fax | Email | Label | Middle)
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

    /// Whether rows say who it is: by a name, or in a calendar by words that a name is found in.
    pub fn says_who(&self) -> bool {
        self.names() || self.is_diary() && self.has(Field::Subject)
    }

    /// Whether somebody is named at all.
    pub fn names(&self) -> bool {
        [Field::Family, Field::Given, Field::FullName, Field::NameLast, Field::Maiden].iter().any(|f| self.has(*f))
    }

    /// Whether a column that is this goes in: what is said of visits does not from a list of people, and of a calendar whose
    /// subject names the patient nothing else does.
    pub fn reads(&self, field: Field) -> bool {
        use Field::{AllDay, Date, Duration, End, EndDate, Note, Practitioner, Reason, Skip, Subject, Time};
        let by_subject = !self.names() && self.says_who();
        match field {
            Skip => false,
            Subject | AllDay => by_subject,
            Date | Time | End | EndDate | Duration | Practitioner => self.is_diary(),
            Reason => self.is_diary() && !by_subject,
            Note => true,
            _ => !by_subject,
        }
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
