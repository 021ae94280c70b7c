//! The practice itself.

use super::record::record;
use crate::base::Id;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Practice {
    #[serde(skip)]
    pub id: Id,
    pub name: String,
    /// IANA name of the zone its wall clock follows.
    pub zone: String,
    /// Language of what is made without a person asking: en or fr.
    pub lang: String,
    /// An example with made-up people, said so on every screen.
    pub example: bool,
}
record!(Practice, "practice");

impl Practice {
    pub fn tz(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::Europe__Paris)
    }
}
