//! Why a record does not go in. Never in words of the file itself: they could be a patient's.

use crate::model::Refusal;
use std::fmt;

/// Why a record is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    NotJson,
    NoType,
    NoName,
    BirthDate,
    Gender,
    Status,
    Time,
    NoStart,
    NoLength,
    EndBeforeStart,
    NoPatient,
    NoPractitioner,
    Hours,
    /// A reference that leads nowhere, neither in the file nor here.
    Unknown(&'static str),
    /// A reference to a record that was rejected.
    Refused(&'static str),
    EnteredInError,
    Twice,
    /// A reference by a number that several here bear.
    Counted(&'static str),
    /// Letters in it were damaged on the way, or stand in an encoding that nobody names.
    Letters,
    /// It begins and does not end.
    NoEnd,
    /// A company's card.
    NotPerson,
    /// Several patients here bear the name.
    Several,
    /// A row with more cells than the table has columns.
    Cells,
    /// A quotation mark that opens and does not close.
    Quotes,
    /// How it repeats does not read, or is for no visit.
    Repeats,
    /// A zone that neither the world nor the file knows.
    Zone,
    /// Nothing says whose calendar it is.
    WhoseCalendar,
    /// The record breaks off, or another begins inside it.
    Broken,
    /// There is nobody yet whom a document could be sealed to.
    NoDoctor,
    /// Its id belongs to a record of another kind here.
    OtherKind,
}

impl Why {
    /// The key of its text in `assets/lang`.
    pub fn key(&self) -> &'static str {
        match self {
            Why::NotJson => "import-why-not-json",
            Why::NoType => "import-why-no-type",
            Why::NoName => "import-why-no-name",
            Why::BirthDate => "import-why-birth-date",
            Why::Gender => "import-why-gender",
            Why::Status => "import-why-status",
            Why::Time => "import-why-time",
            Why::NoStart => "import-why-no-start",
            Why::NoLength => "import-why-no-length",
            Why::EndBeforeStart => "import-why-end-before-start",
            Why::NoPatient => "import-why-no-patient",
            Why::NoPractitioner => "import-why-no-practitioner",
            Why::Hours => "import-why-hours",
            Why::Unknown(_) => "import-why-unknown",
            Why::Refused(_) => "import-why-refused",
            Why::EnteredInError => "import-why-entered-in-error",
            Why::Twice => "import-why-twice",
            Why::Counted(_) => "import-why-counted",
            Why::Letters => "import-why-letters",
            Why::NoEnd => "import-why-no-end",
            Why::NotPerson => "import-why-not-person",
            Why::Several => "import-why-several",
            Why::Cells => "import-why-cells",
            Why::Quotes => "import-why-quotes",
            Why::Repeats => "import-why-repeats",
            Why::Zone => "import-why-zone",
            Why::WhoseCalendar => "import-why-whose-calendar",
            Why::Broken => "import-why-broken",
            Why::NoDoctor => "import-why-no-doctor",
            Why::OtherKind => "import-why-other-kind",
        }
    }

    /// The same as a screen puts it into words.
    pub fn refusal(&self) -> Refusal {
        match self {
            Why::Unknown(what) | Why::Refused(what) | Why::Counted(what) => Refusal::new(self.key()).with("what", what),
            _ => Refusal::new(self.key()),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Why::NotJson => "this line is not JSON",
            Why::NoType => "it does not say what type of resource it is",
            Why::NoName => "it has no name",
            Why::BirthDate => "the birth date is not a date",
            Why::Gender => "the gender is not one of male, female, other, unknown",
            Why::Status => "its status is missing or unknown",
            Why::Time => "a time in it is not a time",
            Why::NoStart => "it has no start",
            Why::NoLength => "it has neither an end nor a length",
            Why::EndBeforeStart => "it ends before it starts",
            Why::NoPatient => "it names no patient",
            Why::NoPractitioner => "it names no practitioner",
            Why::Hours => "its hours do not read as days with a start and an end",
            Why::Unknown(what) => return write!(f, "the {what} it refers to is neither in the file nor known here"),
            Why::Refused(what) => return write!(f, "the {what} it refers to was rejected"),
            Why::EnteredInError => "it was entered in error",
            Why::Twice => "the same record stands in the file again, with other content",
            Why::Counted(what) => return write!(f, "it refers to the {what} by a number that several here have"),
            Why::Letters => "letters in it cannot be read",
            Why::NoEnd => "it begins and does not end",
            Why::NotPerson => "it is the card of a company, not of a person",
            Why::Several => "several patients here have this name",
            Why::Cells => "it has more cells than the table has columns",
            Why::Quotes => "a quotation mark in it opens and does not close",
            Why::Repeats => "how it repeats cannot be read",
            Why::Zone => "its time zone is unknown",
            Why::WhoseCalendar => "nothing says whose calendar it is: choose the practitioner",
            Why::Broken => "it breaks off in the middle",
            Why::OtherKind => "its id belongs to something else here",
            Why::NoDoctor => "what it says is for doctors, and no doctor is a person here yet: add one, and take the file in again",
        })
    }
}
