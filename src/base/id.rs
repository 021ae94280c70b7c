//! The only place that makes random numbers, and the ids made from them.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// What a record, a person, a device or an act is known by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Id(Uuid);

/// The space in which ids of imported records are derived. Never changes.
const SOURCE: Uuid = Uuid::from_u128(0x6f0d_5b7e_2f3c_5a86_9c41_6765_6e6b_6901);

impl Id {
    /// A new id (UUIDv7) that sorts by when it was made.
    pub fn new(millis: i64) -> Self {
        let mut bytes = [0u8; 10];
        fill(&mut bytes);
        Self::from_parts(millis, &bytes)
    }

    /// The id of a moment and ten given bytes: what a test uses.
    pub fn from_parts(millis: i64, random: &[u8; 10]) -> Self {
        Id(uuid::Builder::from_unix_timestamp_millis(millis.max(0) as u64, random).into_uuid())
    }

    /// The id (UUIDv5) of a record known elsewhere by `identity`: the same on every device.
    pub fn derived(kind: &str, identity: &str) -> Self {
        Id(Uuid::new_v5(&SOURCE, format!("{kind}|{identity}").as_bytes()))
    }

    pub const fn from_u128(n: u128) -> Self {
        Id(Uuid::from_u128(n))
    }

    pub fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Id(Uuid::from_bytes(bytes))
    }

    /// When it was made, in milliseconds since 1970; nothing where an id does not say.
    pub fn millis(&self) -> Option<i64> {
        let (seconds, nanos) = self.0.get_timestamp()?.to_unix();
        Some(seconds as i64 * 1000 + i64::from(nanos / 1_000_000))
    }

    /// The first eight hex digits: enough to tell two apart on a screen.
    pub fn short(&self) -> String {
        self.0.simple().to_string()[..8].to_string()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl FromStr for Id {
    type Err = uuid::Error;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(s).map(Id)
    }
}

/// Fills with random bytes from the operating system. A system without randomness cannot keep a secret:
/// there is nothing sensible to go on with.
pub fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives random bytes");
}

/// `N` random bytes.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_when_they_were_made() {
        assert!(Id::new(1_000) < Id::new(2_000));
        assert_eq!(Id::new(1_795_372_200_123).millis(), Some(1_795_372_200_123));
        assert_eq!(Id::derived("patient", "urn:uuid:1").millis(), None);
    }

    #[test]
    fn a_derived_id_never_changes() {
        assert_eq!(Id::derived("patient", "urn:uuid:1").to_string(), Id::derived("patient", "urn:uuid:1").to_string());
        assert_ne!(Id::derived("patient", "urn:uuid:1"), Id::derived("appointment", "urn:uuid:1"));
    }
}
