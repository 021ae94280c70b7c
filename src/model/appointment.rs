//! A visit that is planned (FHIR: Appointment).

use super::{record::record, transition::AppointmentStatus};
use crate::base::Id;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Appointment {
    #[serde(skip)]
    pub id: Id,
    pub patient: Option<Id>,
    /// The words of a visit from a calendar, which may name its patient. They stay when it is known who that is.
    pub label: String,
    /// Shared by the visits that were planned together.
    pub series: Option<Id>,
    pub practitioner: Id,
    /// Local time of the practice.
    pub start: NaiveDateTime,
    pub minutes: u32,
    pub status: AppointmentStatus,
    pub reason: Option<Id>,
    /// The reason in words, where it is none of the practice's own.
    pub reason_text: String,
    pub comment: String,
    pub created: Option<NaiveDateTime>,
    /// Why it was cancelled: a code of ours (`left-unseen`, `patient`, `practice`) or words.
    pub cancel_reason: String,
    pub priority: Option<u32>,
    /// The patient telephoned: will be here then.
    pub phoned_eta: Option<NaiveDateTime>,
    /// The start that was promised.
    pub promised_start: Option<NaiveDateTime>,
    pub do_not_move: bool,
    /// The day on which an emergency already made it later.
    pub moved_on: Option<NaiveDate>,
    pub walk_in: bool,
    /// The place she gave it in the run.
    pub by_hand: Option<super::flow::Key>,
    pub source: String,
}
record!(Appointment, "appointment");

/// The reason that stands for a patient who left without being seen.
pub const LEFT_UNSEEN: &str = "left-unseen";

impl Appointment {
    /// Whether nobody knows yet who comes.
    pub fn is_unsettled(&self) -> bool {
        self.patient.is_none() && !self.label.is_empty()
    }

    pub fn end(&self) -> NaiveDateTime {
        self.start + TimeDelta::minutes(self.minutes.into())
    }
}
