//! That somebody looked: a patient's file opened, everything exported. Once an hour for each, so that the list stays one
//! that a person can read. And who came in, or tried to: each time.

use super::record::record;
use crate::base::Id;
use chrono::{NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Seen {
    #[serde(skip)]
    pub id: Id,
    /// `file`, `result`, `doctors-note`, `export`, `audit`; `sign-in`, `wrong-pin`.
    pub what: String,
    pub about: Option<Id>,
    pub by: Id,
    pub at: NaiveDateTime,
}
record!(Seen, "seen");

impl Seen {
    pub fn new(what: &str, about: Option<Id>, by: Id, at: NaiveDateTime) -> Self {
        let about_text = about.map(|id| id.to_string()).unwrap_or_default();
        let hour = at.date().and_hms_opt(at.hour(), 0, 0).unwrap_or(at);
        Seen { id: Id::derived("seen", &format!("{what} {about_text} {by} {hour}")), what: what.into(), about, by, at }
    }

    /// What is noted each time. `moment` in milliseconds tells two apart; noted once more, the same moment stays one line.
    pub fn each(what: &str, about: Option<Id>, by: Id, at: NaiveDateTime, moment: i64) -> Self {
        let about_text = about.map(|id| id.to_string()).unwrap_or_default();
        Seen { id: Id::derived("seen", &format!("{what} {about_text} {by} at {moment}")), what: what.into(), about, by, at }
    }
}
