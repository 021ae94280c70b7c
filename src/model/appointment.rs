//! A visit that is planned (FHIR: Appointment).

use super::{record::record, transition::AppointmentStatus, wish::Wish};
use crate::base::Id;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
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
    /// Why it was cancelled: a code of ours ([`CALLED_OFF`], [`LEFT_UNSEEN`]) or words.
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
    /// What would suit, of a visit that waits for a place ([`super::wish::Wish`]).
    pub wish_with: Vec<Id>,
    pub wish_days: Vec<Weekday>,
    pub wish_after: Option<NaiveTime>,
    pub wish_before: Option<NaiveTime>,
    pub wish_from: Option<NaiveDate>,
    pub wish_until: Option<NaiveDate>,
    /// When it was tried to reach the patient about it, and nobody answered.
    pub attempts: Vec<NaiveDateTime>,
    /// The start that was left as it is although nobody works then: said by hand, of this start alone.
    pub stays: Option<NaiveDateTime>,
    /// The start that was already outside the sessions when it was chosen: overtime is no mistake.
    pub outside: Option<NaiveDateTime>,
    /// The place she gave it in the run.
    pub by_hand: Option<super::flow::Key>,
    /// An emergency made this one later, and the patient does not know yet: which emergency…
    pub warn_of: Option<Id>,
    /// …and when the patient would have been seen without it.
    pub warn_before: Option<NaiveDateTime>,
    /// An emergency: the start it was placed for, or that the patient was told since.
    pub placed_for: Option<NaiveDateTime>,
    /// Life-threatening: the doctor was called then, and that somebody comes was said then and by this person.
    pub alarm: Option<NaiveDateTime>,
    pub alarm_seen: Option<NaiveDateTime>,
    pub alarm_by: Option<Id>,
    /// What of its reason's needs is ready.
    pub ready: Vec<String>,
    pub source: String,
}
record!(Appointment, "appointment");

/// Why a visit was called off, in the codes that are offered.
pub const CALLED_OFF: [&str; 3] = ["patient", "practice", "ill"];

/// The priority of a visit that was put between the others because it could not wait.
pub const URGENT: u32 = 1;

/// The reason that stands for a patient who left without being seen.
pub const LEFT_UNSEEN: &str = "left-unseen";

impl Appointment {
    /// Whether nobody knows yet who comes.
    pub fn is_unsettled(&self) -> bool {
        self.patient.is_none() && !self.label.is_empty()
    }

    /// Whether it was put between the others because it could not wait.
    pub fn is_emergency(&self) -> bool {
        self.walk_in && self.priority == Some(URGENT)
    }

    /// Whether it was ever given a time. Who waits for a place has none yet, and no practitioner unless one was asked for.
    pub fn has_place(&self) -> bool {
        self.start != NaiveDateTime::default()
    }

    pub fn wish(&self) -> Wish {
        Wish {
            with: self.wish_with.clone(),
            days: self.wish_days.clone(),
            after: self.wish_after,
            before: self.wish_before,
            from: self.wish_from,
            until: self.wish_until,
        }
    }

    pub fn wishing(self, wish: Wish) -> Self {
        Appointment {
            wish_with: wish.with,
            wish_days: wish.days,
            wish_after: wish.after,
            wish_before: wish.before,
            wish_from: wish.from,
            wish_until: wish.until,
            ..self
        }
    }

    /// Walked in, and was given a place between the others: it takes the minutes it was given.
    pub fn is_urgent(&self) -> bool {
        self.walk_in && self.priority == Some(URGENT)
    }

    pub fn end(&self) -> NaiveDateTime {
        self.start + TimeDelta::minutes(self.minutes.into())
    }
}
