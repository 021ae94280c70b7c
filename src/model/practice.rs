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
    /// ISO code of the country whose telephone numbers need no prefix; where it is not set, the zone tells.
    pub country: String,
    /// An example with made-up people, said so on every screen.
    pub example: bool,
}
record!(Practice, "practice");

impl Practice {
    pub fn country(&self) -> &str {
        if !self.country.is_empty() {
            return &self.country;
        }
        match self.zone.as_str() {
            "Europe/Brussels" => "BE",
            "Europe/Zurich" => "CH",
            "Europe/Luxembourg" => "LU",
            "Europe/London" => "GB",
            "Europe/Dublin" => "IE",
            "Europe/Berlin" => "DE",
            "Europe/Madrid" => "ES",
            "Europe/Rome" => "IT",
            "America/Montreal" | "America/Toronto" | "America/Vancouver" | "America/Halifax" => "CA",
            zone if zone.starts_with("America/") => "US",
            "Australia/Sydney" | "Australia/Melbourne" | "Australia/Perth" => "AU",
            _ => "FR",
        }
    }

    pub fn tz(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::Europe__Paris)
    }
}
