//! What speaks for and against two files being of one person, in the words of the rule.

/// What speaks for one person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum For {
    BirthDate,
    /// Day and month swapped, or one digit.
    BirthDateNear,
    /// As far as the one that is known in part says.
    BirthDateFits,
    Name,
    Swapped,
    /// The name at birth of one is the name of the other.
    Maiden,
    FamilyPart,
    FamilyTypo,
    /// But for two letters, or one of a short name.
    FamilyNear,
    /// The same family name where a first name is missing.
    FamilyAlone,
    /// The same first name under another family name.
    GivenAlone,
    Usual,
    GivenPart,
    GivenTypo,
    GivenNear,
    Initial,
    Phone(String),
    Email(String),
    Address,
    Number(String),
}

impl For {
    /// As a text's key ends that says it, and as scripts are told.
    pub fn code(&self) -> &'static str {
        match self {
            For::BirthDate => "birth-date",
            For::BirthDateNear => "birth-near",
            For::BirthDateFits => "birth-fits",
            For::Name => "name",
            For::Swapped => "swapped",
            For::Maiden => "maiden",
            For::FamilyPart => "family-part",
            For::FamilyTypo => "family-typo",
            For::FamilyNear => "family-near",
            For::FamilyAlone => "family-alone",
            For::GivenAlone => "given-alone",
            For::Usual => "usual",
            For::GivenPart => "given-part",
            For::GivenTypo => "given-typo",
            For::GivenNear => "given-near",
            For::Initial => "initial",
            For::Phone(_) => "phone",
            For::Email(_) => "email",
            For::Address => "address",
            For::Number(_) => "number",
        }
    }
}

/// What speaks against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    Gender,
    BirthDate,
    /// Another number where both have one of the same kind.
    Number,
}
