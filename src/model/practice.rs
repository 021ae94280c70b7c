//! The practice itself.

use super::{
    person::Role,
    practitioner::Absence,
    record::record,
    rights::{self, Deed},
};
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
    /// Secretaries may read results; without it what arrives is sealed to the doctors.
    pub secretaries_read_results: bool,
    /// Affairs that others than managers do themselves: `secretary/merge`.
    pub granted: Vec<String>,
    /// Days on which nobody works here: public holidays, the summer fortnight.
    pub closed: Vec<Absence>,
    /// The public half of the doctors' common key, once there is a doctor.
    pub doctors_key: String,
    /// The public half of the recovery words' keys: who holds the words may do what a manager may.
    pub words_key: String,
    /// A wait of so many minutes stands out; 20 where nothing is set.
    pub long_wait: Option<u32>,
    /// So many minutes after the time agreed somebody who is not here is late; 10 where nothing is set.
    pub late_after: Option<u32>,
}
record!(Practice, "practice");

/// A wait that stands out, where the practice set none.
pub const LONG_WAIT: u32 = 20;

/// The country of a time zone; France where the zone is no country's, as its clock is Paris's then.
fn country_of(zone: &str) -> &'static str {
    let of = |line: &'static str| line.split_once(' ').filter(|(_, zones)| zones.split(' ').any(|z| z == zone)).map(|(country, _)| country);
    COUNTRIES.lines().find_map(of).unwrap_or("FR")
}

/// The zones of each country, from the time zone database (public domain): its `zone.tab`, and the older names.
const COUNTRIES: &str = include_str!("countries.txt");

impl Practice {
    /// The wait in minutes that stands out.
    pub fn long_wait(&self) -> i64 {
        self.long_wait.unwrap_or(LONG_WAIT).into()
    }

    /// For how long somebody who is not here stays expected.
    pub fn late_after(&self) -> i64 {
        self.late_after.map_or(super::flow::PATIENCE, i64::from)
    }

    /// The ISO code of the country that the practice is in: what its zone says, where nothing else is set.
    pub fn country(&self) -> &str {
        if self.country.is_empty() { country_of(&self.zone) } else { &self.country }
    }

    /// Whether a role does an affair itself that is a manager's elsewhere.
    pub fn grants(&self, role: Role, deed: Deed) -> bool {
        Role::ALL.contains(&role)
            && rights::GRANTABLE.contains(&deed)
            && self.granted.iter().any(|g| *g == format!("{}/{}", role.code(), deed.code()))
    }

    /// The same, where a role does an affair itself, or asks for it again. What cannot be given away stays.
    pub fn granting(mut self, role: Role, deed: Deed, on: bool) -> Self {
        let code = format!("{}/{}", role.code(), deed.code());
        self.granted.retain(|g| *g != code);
        if on && rights::GRANTABLE.contains(&deed) {
            self.granted.push(code);
            self.granted.sort();
        }
        self
    }

    pub fn tz(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::Europe__Paris)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_says_its_country() {
        let country = |zone: &str| Practice { zone: zone.into(), ..Practice::default() }.country().to_owned();
        for (zone, expected) in [
            ("Europe/Paris", "FR"),
            ("Europe/Zurich", "CH"),
            ("Europe/Lisbon", "PT"),
            ("Europe/Amsterdam", "NL"),
            ("Indian/Reunion", "RE"),
            ("America/Martinique", "MQ"),
            ("America/Montreal", "CA"),
            ("America/Chicago", "US"),
            ("Europe/Belfast", "GB"),
            ("Africa/Casablanca", "MA"),
            ("", "FR"),
        ] {
            assert_eq!(country(zone), expected, "{zone}");
        }
        assert_eq!(Practice { country: "BE".into(), zone: "Europe/Paris".into(), ..Practice::default() }.country(), "BE");
    }

    #[test]
    fn every_country_has_its_zones_once() {
        let mut zones: Vec<&str> = COUNTRIES.lines().flat_map(|line| line.split(' ').skip(1)).collect();
        let all = zones.len();
        zones.sort_unstable();
        zones.dedup();
        assert_eq!(zones.len(), all);
        for code in COUNTRIES.lines().map(|line| line.split(' ').next().unwrap()) {
            assert!(code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()), "{code}");
        }
    }

    #[test]
    fn what_is_given_away_is_taken_back_and_never_twice() {
        let merge = |p: Practice, on| p.granting(Role::Secretary, Deed::Merge, on);
        let given = merge(merge(Practice::default(), true), true);
        assert_eq!(given.granted, ["secretary/merge"]);
        assert!(given.grants(Role::Secretary, Deed::Merge) && !given.grants(Role::Doctor, Deed::Merge));
        assert_eq!(merge(given, false), Practice::default());
        assert_eq!(Practice::default().granting(Role::Doctor, Deed::Persons, true), Practice::default());
    }
}
