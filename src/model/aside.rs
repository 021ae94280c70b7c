//! Words of a doctor's beside something that everybody here sees: those of an "I call", those of a call about a result.
//! They are for the doctors alone.

use super::{TestResult, record::record};
use crate::base::Id;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Aside {
    #[serde(skip)]
    pub id: Id,
    /// The result, or the call.
    pub of: Id,
    pub text: String,
}
record!(Aside, "aside");

impl Aside {
    pub fn id_of_call(call: Id) -> Id {
        Id::derived("aside of call", &call.to_string())
    }

    /// Each decision has its own: who decides anew, or takes back, need not be able to read what was written before.
    pub fn id_of_decision(result: &TestResult) -> Id {
        let by = result.decided_by.unwrap_or_default();
        let at = result.decided_at.map(|at| at.to_string()).unwrap_or_default();
        Id::derived("aside of result", &format!("{} {by} {at}", result.id))
    }
}
