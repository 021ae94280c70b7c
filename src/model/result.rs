//! A result that came for a patient, and what may be said of it.
//!
//! What it says stands apart ([`Content`]), because it may be for the doctors alone. It is never in limbo: it waits for a
//! decision, then for somebody to tell it, then it is told.

use super::{attachment::Attachment, audience::Audience, code::codes, record::record};
use crate::base::Id;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct TestResult {
    #[serde(skip)]
    pub id: Id,
    pub patient: Option<Id>,
    /// "Blood test, laboratory Pasteur": what everybody may know.
    pub title: String,
    pub at: NaiveDateTime,
    pub by: Id,
    /// Whose decision it is; None is any doctor's.
    pub doctor: Option<Id>,
    #[serde(skip_serializing_if = "Decision::is_none")]
    pub decision: Decision,
    /// The exact words that may be said, or how soon an appointment is needed. Everybody here reads them: what a doctor who
    /// calls wants to remember stands in an [`Aside`](super::Aside).
    pub words: String,
    pub decided_by: Option<Id>,
    pub decided_at: Option<NaiveDateTime>,
    /// To whom it was said, by whom and when.
    pub told_to: String,
    pub told_by: Option<Id>,
    pub told_at: Option<NaiveDateTime>,
}
record!(TestResult, "result");

codes! {
    /// What a doctor decided of a result.
    Decision {
        #[default]
        None = "none",
        /// The secretary may say these words.
        Say = "say",
        /// The doctor calls.
        ICall = "i-call",
        /// The patient is to come.
        Appointment = "appointment",
    }
}

impl Decision {
    pub const MADE: [Self; 3] = [Decision::Say, Decision::ICall, Decision::Appointment];

    pub fn is_none(&self) -> bool {
        *self == Decision::None
    }
}

impl TestResult {
    /// Whether who is no doctor may tell it.
    pub fn may_be_told(&self) -> bool {
        matches!(self.decision, Decision::Say | Decision::Appointment)
    }

    /// What a doctor allowed to be said; nothing before, nor where the doctor calls.
    pub fn to_say(&self) -> &str {
        if self.may_be_told() { &self.words } else { "" }
    }
}

/// What a result says.
#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Content {
    #[serde(skip)]
    pub id: Id,
    pub result: Id,
    pub text: String,
    /// What came with it, or instead of words.
    pub files: Vec<Attachment>,
}
record!(Content, "result-content");

impl Content {
    pub fn id_of(result: Id) -> Id {
        Id::derived("result-content", &result.to_string())
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.files.is_empty()
    }

    /// Whom it is sealed to as it comes in.
    pub fn audience(secretaries_read: bool) -> Audience {
        if secretaries_read { Audience::Practice } else { Audience::Doctors }
    }
}
