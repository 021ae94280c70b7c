//! Every contact with somebody: who called whom, about what, and what came of it.

use super::{code::codes, record::record};
use crate::base::Id;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// One call, or one attempt at one. An unanswered one stands beside the others: "we tried twice" is an answer too.
#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Communication {
    #[serde(skip)]
    pub id: Id,
    /// None for who is no patient.
    pub patient: Option<Id>,
    /// Who spoke, where it was not the patient: a daughter, a pharmacy.
    pub caller: String,
    /// The number that was dialled, or that called.
    pub number: String,
    pub direction: Direction,
    pub why: Why,
    pub words: String,
    pub outcome: Outcome,
    pub at: NaiveDateTime,
    pub ended: Option<NaiveDateTime>,
    pub by: Id,
    /// The call-back, result or recall that this is an attempt at.
    pub about: Option<Id>,
    /// What was made of it: visits, questions to the doctor, call-backs.
    pub led_to: Vec<Id>,
    /// Written down by mistake: nothing is ever deleted.
    pub entered_in_error: bool,
    pub source: String,
}
record!(Communication, "communication");

/// What was said is a patient's: a developer sees only the id.
impl std::fmt::Debug for Communication {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Communication({})", self.id)
    }
}

codes! {
    Direction {
        #[default]
        In = "in",
        Out = "out",
    }
}

codes! {
    /// Why somebody calls.
    Why {
        Urgent = "urgent",
        Results = "results",
        /// A visit is to be made, moved or called off.
        Change = "change",
        Renewal = "renewal",
        Message = "message",
        #[default]
        Other = "other",
    }
}

codes! {
    /// How a call ended.
    Outcome {
        #[default]
        Reached = "reached",
        NoAnswer = "no-answer",
        /// Words were left: on a machine, or with somebody.
        LeftWord = "left-word",
        Busy = "busy",
        WrongNumber = "wrong-number",
    }
}

impl Outcome {
    /// Whether somebody who was meant was spoken to.
    pub fn reached(self) -> bool {
        self == Outcome::Reached
    }
}

impl Communication {
    /// Whether it was tried in vain.
    pub fn in_vain(&self) -> bool {
        self.direction == Direction::Out && !self.outcome.reached() && !self.entered_in_error
    }
}
