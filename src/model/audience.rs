//! Whom a change is for.

use crate::base::Id;

/// The practice's own is plain in the encrypted database; the other two are sealed to keys besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Audience {
    #[default]
    Practice,
    Doctors,
    Person(Id),
}

impl Audience {
    /// As it stands in the log. Never changes: every seal is bound to it.
    pub fn bytes(self) -> Vec<u8> {
        match self {
            Audience::Practice => Vec::new(),
            Audience::Doctors => b"doctors".to_vec(),
            Audience::Person(id) => [b"person ", &id.as_bytes()[..]].concat(),
        }
    }

    pub fn parse(bytes: &[u8]) -> Option<Self> {
        match bytes {
            b"" => Some(Audience::Practice),
            b"doctors" => Some(Audience::Doctors),
            _ => bytes.strip_prefix(b"person ").and_then(|id| id.try_into().ok()).map(|id| Audience::Person(Id::from_bytes(id))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for audience in [Audience::Practice, Audience::Doctors, Audience::Person(Id::from_u128(7))] {
            assert_eq!(Audience::parse(&audience.bytes()), Some(audience));
        }
        assert_eq!(Audience::parse(b"everybody"), None);
    }
}
