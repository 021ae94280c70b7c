//! A record that came from elsewhere and is kept as it came: immunizations, claims, letters… They stand on the
//! patient's timeline and leave with an export unchanged.

use super::record::record;
use crate::base::Id;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Kept {
    #[serde(skip)]
    pub id: Id,
    /// FHIR's resource type.
    pub resource_type: String,
    pub patient: Option<Id>,
    /// Local date, as far as one is given.
    pub date: String,
    pub title: String,
    pub status: String,
    /// The resource without its narrative and meta; references already point to ids here.
    pub resource: Value,
    pub source: String,
}
record!(Kept, "kept");

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kept({} {})", self.resource_type, self.id)
    }
}
