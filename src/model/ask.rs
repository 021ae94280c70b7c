//! Something that only a manager does, asked for by somebody else.

use super::{code::codes, record::record};
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

codes! {
    AskState {
        #[default]
        Asked = "asked",
        Done = "done",
        Refused = "refused",
    }
}
