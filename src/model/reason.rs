//! A reason for a visit, with its own length and colour (FHIR: HealthcareService).

use super::record::record;
use crate::base::Id;
use serde::{Deserialize, Serialize};

/// How many hues a reason can have; the palette of the screens holds as many.
pub const HUES: u8 = 6;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reason {
    #[serde(skip)]
    pub id: Id,
    pub name: String,
    pub minutes: u32,
    /// 0 to 5.
    pub hue: u8,
    /// What must be ready for it: a letter, a form, the cover checked.
    pub needs: Vec<String>,
    /// No longer offered; visits that have it keep it.
    pub retired: bool,
    /// Digest of the record it was imported from.
    pub source: String,
}
record!(Reason, "reason");

impl Default for Reason {
    fn default() -> Self {
        Reason { id: Id::default(), name: String::new(), minutes: 15, hue: 0, needs: Vec::new(), retired: false, source: String::new() }
    }
}
