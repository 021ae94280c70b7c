//! A visit that takes place, from the door to the end (FHIR: Encounter).

use super::{record::record, transition::EncounterStatus};
use crate::base::Id;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Encounter {
    #[serde(skip)]
    pub id: Id,
    /// None for a history that was made elsewhere.
    pub appointment: Option<Id>,
    pub patient: Option<Id>,
    pub practitioner: Option<Id>,
    pub status: EncounterStatus,
    /// At the door.
    pub arrived: Option<NaiveDateTime>,
    /// Called in.
    pub started: Option<NaiveDateTime>,
    pub finished: Option<NaiveDateTime>,
    /// Left the room for a while (x-ray, blood test) at this time, and is not back.
    pub left: Option<NaiveDateTime>,
    /// Whole minutes spent out of the room so far.
    pub away: u32,
    /// What kind of visit, in the words of whoever made it.
    pub kind: String,
    pub source: String,
}
record!(Encounter, "encounter");

impl Encounter {
    /// The one encounter of an appointment made here.
    pub fn id_of(appointment: Id) -> Id {
        Id::derived("encounter", &appointment.to_string())
    }
}
