//! What is particular to one practitioner's day: breaks that were entered, and when the doctor is expected.

use super::{code::codes, record::record};
use crate::base::Id;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A time entered by hand (FHIR: Slot). `busy-unavailable` is a break; `free` a session beside the weekly hours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Slot {
    #[serde(skip)]
    pub id: Id,
    pub practitioner: Id,
    pub start: NaiveDateTime,
    pub end: NaiveDateTime,
    pub status: SlotStatus,
    pub comment: String,
    /// Taken away again. Undo brings it back.
    pub removed: bool,
    pub source: String,
}
record!(Slot, "slot");

codes! {
    SlotStatus {
        Free = "free",
        Busy = "busy",
        #[default]
        BusyUnavailable = "busy-unavailable",
    }
}

impl SlotStatus {
    /// Whether nobody is seen then. A status of a newer version is taken to say so: nobody is booked into what it may mean.
    pub fn is_away(self) -> bool {
        !matches!(self, SlotStatus::Free | SlotStatus::Busy)
    }
}

/// How a practitioner stands on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Duty {
    #[serde(skip)]
    pub id: Id,
    pub practitioner: Id,
    pub date: NaiveDate,
    /// Will begin, or be back, at this time.
    pub expected_at: Option<NaiveDateTime>,
    /// Why until then: `break`, `out` or "" (simply late).
    pub away: String,
}
record!(Duty, "duty");

impl Duty {
    /// The one duty of a practitioner and a date, on whichever device it is first written.
    pub fn id_of(practitioner: Id, date: NaiveDate) -> Id {
        Id::derived("duty", &format!("{practitioner}|{date}"))
    }
}
