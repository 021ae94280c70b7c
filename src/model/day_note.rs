//! A note of a day, or of several: a holiday, a delivery, who stands in for whom.

use super::record::record;
use crate::base::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct DayNote {
    #[serde(skip)]
    pub id: Id,
    pub date: NaiveDate,
    /// The last day it holds for; the same as `date` for one day.
    pub until: NaiveDate,
    /// None is for everybody.
    pub practitioner: Option<Id>,
    pub text: String,
    /// Taken away: no longer shown.
    pub removed: bool,
    pub source: String,
}
record!(DayNote, "daynote");

/// A note may name a patient: a developer sees only the id.
impl std::fmt::Debug for DayNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DayNote({})", self.id)
    }
}
