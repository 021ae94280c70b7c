//! Something that only a manager does, asked for by somebody else.

use super::record::record;
use crate::base::Id;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Ask {
    #[serde(skip)]
    pub id: Id,
    /// The deed ([`super::rights::Deed::code`]).
    pub deed: String,
    pub words: String,
    /// The records it is about: two files to merge, say.
    pub about: Vec<Id>,
    pub by: Id,
    pub at: NaiveDateTime,
    pub state: AskState,
    pub answered_by: Option<Id>,
    pub answer: String,
    /// Who asked has seen the answer.
    pub read: bool,
}
record!(Ask, "ask");

impl Ask {
    pub fn is_open(&self) -> bool {
        self.state == AskState::Asked
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum AskState {
    #[default]
    Asked,
    Done,
    Refused,
}

impl AskState {
    pub fn code(self) -> &'static str {
        match self {
            AskState::Asked => "asked",
            AskState::Done => "done",
            AskState::Refused => "refused",
        }
    }
}
