//! The times of a series: which of them are left out, and which of them is meant.

use super::{
    event::{Event, Length, is_midnight, nearest_day},
    zone::{Stamp, Zone},
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use std::collections::{HashMap, HashSet};

/// When a series does not take place. They may be very many.
pub struct Except {
    days: HashSet<NaiveDate>,
    moments: HashSet<DateTime<Utc>>,
    walls: HashSet<NaiveDateTime>,
}

impl Except {
    /// What `all` takes out of the times of an event.
    pub fn of(all: &[Stamp], starts: &[Time], practice: Tz) -> Self {
        let mut out = Except { days: HashSet::new(), moments: HashSet::new(), walls: HashSet::new() };
        if all.is_empty() {
            return out;
        }
        let days: HashSet<NaiveDate> = starts.iter().map(|t| t.start.local.date()).collect();
        let moments: HashSet<DateTime<Utc>> = starts.iter().map(|t| t.start.instant()).collect();
        let whole = starts.first().is_some_and(|t| t.start.whole_day);
        for at in all {
            if whole || at.whole_day {
                out.days.insert(day_meant(at, practice, |day| days.contains(&day)));
            } else if moments.contains(&at.instant()) {
                out.moments.insert(at.instant());
            } else if at.zone == Zone::World(practice) {
                // Without a zone it is by the series' own wall.
                out.walls.insert(at.local);
            }
        }
        out
    }

    pub fn has(&self, start: &Stamp) -> bool {
        self.days.contains(&start.local.date()) || self.walls.contains(&start.local) || self.moments.contains(&start.instant())
    }
}

/// Which day of a series of whole days a time means: one at midnight by its own wall, else by the practice's, that
/// day; else the one of the series that is nearest.
fn day_meant(at: &Stamp, practice: Tz, has: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let own = at.local.date();
    if at.whole_day || is_midnight(at.local) && has(own) {
        return own;
    }
    let here = Zone::World(practice).local(at.instant());
    [here.date(), nearest_day(here), own].into_iter().find(|day| has(*day)).unwrap_or(own)
}

/// A time of a series, which may have a length of its own.
pub struct Time {
    pub start: Stamp,
    pub length: Option<Length>,
}

/// How the occurrences of a series are found by those that stand for them.
pub struct Keys {
    whole: bool,
    practice: Tz,
    all: HashSet<String>,
    /// By the series' own wall, and by its days; the first of each.
    walls: HashMap<NaiveDateTime, String>,
    days: HashMap<NaiveDate, String>,
}

impl Keys {
    pub fn of(series: Option<&Event>, all: &[(String, Stamp)], practice: Tz) -> Self {
        let whole = series.is_some_and(|s| s.start.whole_day);
        let mut keys =
            Keys { whole, practice, all: all.iter().map(|(key, _)| key.clone()).collect(), walls: HashMap::new(), days: HashMap::new() };
        for (key, start) in all {
            keys.walls.entry(start.local).or_insert_with(|| key.clone());
            keys.days.entry(start.local.date()).or_insert_with(|| key.clone());
        }
        keys
    }

    /// The key of the occurrence that is meant. A day alone means its time of that day, a time without a zone is by
    /// the series' own wall.
    pub fn key(&self, of: &Stamp) -> String {
        let key = of.key();
        if self.whole {
            let day = day_meant(of, self.practice, |day| self.days.contains_key(&day));
            return day.format("%Y%m%d").to_string();
        }
        let meant = match of.whole_day {
            true => self.days.get(&of.local.date()),
            false if of.zone == Zone::World(self.practice) && !self.all.contains(&key) => self.walls.get(&of.local),
            false => None,
        };
        meant.cloned().unwrap_or(key)
    }
}
