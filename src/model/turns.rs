//! Visits that are planned together: on which dates, and where each of them finds its place.

use super::{
    slots::{Room, free},
    span::{Span, merged, overlap},
};
use crate::base::clock::{Minute, local, minute};
use chrono::{Days, Months, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

/// So many visits at most are planned at once.
pub const MOST: u32 = 60;
/// So far from the date that was meant a place is looked for.
const REACH: Minute = 7 * 24 * 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    Days(u32),
    Weeks(u32),
    Months(u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    Times(u32),
    /// The last day that counts.
    Until(NaiveDate),
}

/// How a date of the series is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Free,
    /// Outside the sessions, in a break, on a day off.
    Closed,
    Taken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    pub wanted: NaiveDateTime,
    pub fate: Fate,
    /// The nearest free place, where the one that was meant is not to be had.
    pub instead: Option<NaiveDateTime>,
}

/// The dates of a series that begins with `first`. Each is reckoned from the first: of the 31st there is the last of a
/// shorter month, and the 31st again after it.
pub fn dates(first: NaiveDateTime, every: Every, bound: Bound) -> Vec<NaiveDateTime> {
    let step = |n: u32| {
        let of = |k: u32| n.checked_mul(k.max(1));
        let date = first.date();
        match every {
            Every::Days(k) => date.checked_add_days(Days::new(of(k)?.into())),
            Every::Weeks(k) => date.checked_add_days(Days::new(u64::from(of(k)?) * 7)),
            Every::Months(k) => date.checked_add_months(Months::new(of(k)?)),
        }
    };
    let (times, until) = match bound {
        Bound::Times(n) => (n.min(MOST), NaiveDate::MAX),
        Bound::Until(last) => (MOST, last),
    };
    (0..times).map_while(step).take_while(|d| *d <= until).map(|d| d.and_time(first.time())).collect()
}

/// Looks at each date, in order: free as it is, or else the nearest free place within half a step of the series, and
/// within a week. What is free, and what was proposed for an earlier one, is no more to be had for the rest.
pub fn turns(room: Room<'_>, wanted: &[NaiveDateTime], minutes: u32, now: NaiveDateTime, zone: Tz) -> Vec<Turn> {
    let len = Minute::from(minutes);
    let span = |t: &NaiveDateTime| (minute(*t, zone), minute(*t, zone) + len);
    let mut busy = room.busy.to_vec();
    let mut fates = Vec::new();
    for at in wanted.iter().map(span) {
        let fate = fate(Room { busy: &busy, ..room }, at);
        if fate == Fate::Free {
            busy.push(at);
        }
        fates.push(fate);
    }
    let mut all = Vec::new();
    for (i, fate) in fates.into_iter().enumerate() {
        let instead = if fate == Fate::Free {
            None
        } else {
            busy.sort_unstable();
            nearest(Room { busy: &busy, ..room }, minute(wanted[i], zone), len, reach(wanted, zone), minute(now, zone))
        };
        busy.extend(instead.map(|at| (at, at + len)));
        all.push(Turn { wanted: wanted[i], fate, instead: instead.map(|at| local(at, zone)) });
    }
    all
}

/// How a visit there would be.
pub fn fate(room: Room<'_>, at: Span) -> Fate {
    if room.busy.iter().any(|b| overlap(*b, at)) {
        Fate::Taken
    } else if merged(room.blocks).iter().any(|b| b.0 <= at.0 && at.1 <= b.1) && !room.breaks.iter().any(|b| overlap(*b, at)) {
        Fate::Free
    } else {
        Fate::Closed
    }
}

/// The same time with nothing booked in it.
pub fn empty(room: Room<'_>) -> Room<'_> {
    Room { busy: &[], ..room }
}

fn reach(wanted: &[NaiveDateTime], zone: Tz) -> Minute {
    let step = wanted.windows(2).map(|w| minute(w[1], zone) - minute(w[0], zone)).min();
    step.map_or(REACH, |step| step / 2).min(REACH)
}

fn nearest(room: Room<'_>, at: Minute, len: Minute, reach: Minute, now: Minute) -> Option<Minute> {
    let near = free(room, len, (at - reach).max(now)).take_while(|t| *t <= at + reach);
    near.min_by_key(|t| ((t - at).abs(), *t))
}

#[cfg(test)]
mod tests;
