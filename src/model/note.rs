//! Words about a patient, for everybody at the practice or for the doctors alone; and a person's own log.

use super::{audience::Audience, code::codes, record::record};
use crate::base::Id;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Note {
    #[serde(skip)]
    pub id: Id,
    pub patient: Option<Id>,
    pub at: NaiveDateTime,
    pub by: Id,
    pub text: String,
    /// Sealed to the doctors' key.
    pub doctors_only: bool,
}
record!(Note, "note");

impl Note {
    pub fn audience(&self) -> Audience {
        if self.doctors_only { Audience::Doctors } else { Audience::Practice }
    }
}

/// A line of somebody's private log: a hard moment, written down for herself. Always sealed to her key.
#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Moment {
    #[serde(skip)]
    pub id: Id,
    pub at: NaiveDateTime,
    pub kind: MomentKind,
    pub text: String,
}
record!(Moment, "moment");

codes! {
    MomentKind {
        Aggression = "aggression",
        BadNews = "bad-news",
        #[default]
        Other = "other",
    }
}
