//! The flow of a practitioner's day: who is seen when, as a range, and why.

mod attention;
mod order;
mod pace;
#[cfg(test)]
pub(crate) mod tests;
mod why;

pub use attention::{Promise, attention, offers, promise};
pub use order::Key;
pub(in crate::model) use order::{passing, place};
pub use pace::{ENOUGH, Pace, Tempo};
pub use why::Why;

use super::span::{Span, gaps, merged};
use crate::base::{Id, clock::Minute};

/// How many minutes after the time agreed a patient may come without losing the place, and stay expected, where the
/// practice says nothing else.
pub const PATIENCE: Minute = 10;
/// Whoever is in will be for so long at least, however long it has been already.
pub const AT_LEAST: Minute = 5;
/// What a range is rounded outwards to. Offsets from UTC are whole quarters of an hour, so a minute of the line
/// is a multiple of this when the wall clock's is.
pub const GRID: Minute = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Not here; `eta` is when the patient has phoned to be coming.
    Absent {
        eta: Option<Minute>,
    },
    Here {
        since: Minute,
    },
}

/// A patient who is booked and has not been called in.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    pub id: Id,
    pub booked: Minute,
    pub planned: Minute,
    pub presence: Presence,
    /// When the appointment was made, and where that stands in the log: they settle who is first of two.
    pub created: Minute,
    pub seq: u64,
    pub pace: Pace,
    /// The start that was promised.
    pub promised: Option<Minute>,
    /// Not to be moved.
    pub locked: bool,
    /// Was moved today already, and should not be again.
    pub bumped: bool,
    /// Put between the others because it could not wait.
    pub urgent: bool,
    /// Life-threatening: no emergency that can be weighed up goes before it.
    pub immediate: bool,
    /// Where she put it in the run ([`Day::place`]). Ends with a new booked time.
    pub by_hand: Option<Key>,
}

/// Who is in with the practitioner.
#[derive(Debug, Clone, PartialEq)]
pub struct Current {
    pub id: Id,
    pub booked: Minute,
    pub planned: Minute,
    pub called_in: Minute,
    /// Minutes on leave since (at the X-ray…), which are not the doctor's.
    pub away: Minute,
    pub pace: Pace,
}

/// What is known of one practitioner's day at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Day {
    pub now: Minute,
    /// The sessions. What lies between two that do not touch is a break.
    pub blocks: Vec<Span>,
    /// The breaks that were entered as such.
    pub breaks: Vec<Span>,
    pub changeover: Minute,
    /// How many minutes a visit may run into a break.
    pub into_break: Minute,
    /// When the doctor is expected: the beginning of the first session unless somebody knows better.
    pub expected_at: Option<Minute>,
    pub current: Option<Current>,
    /// See [`PATIENCE`].
    pub patience: Option<Minute>,
    /// In any order.
    pub visits: Vec<Visit>,
}

/// A visit of the run as it will probably be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projected {
    pub id: Id,
    pub start: Minute,
    pub end: Minute,
    /// The range the start lies in. Its late end is what may be promised.
    pub from: Minute,
    pub to: Minute,
    /// Start less booked time: below zero for who is seen early.
    pub delay: Minute,
    /// From the arrival, or from the booked time for who is not here.
    pub wait: Minute,
    pub why: Vec<Why>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    /// Who is to be seen, in order.
    pub run: Vec<Projected>,
    /// Who has not come, ten minutes after the time and more. They have no start until they arrive.
    pub late: Vec<Id>,
    /// When the doctor is free for the next one, not counting the changeover.
    pub free: Minute,
    /// When the last of the run leaves, or who is in where nobody waits; nothing when there is neither.
    pub ends: Option<Minute>,
    /// How far `ends` is past the day's last session. 0 on a day without sessions.
    pub overtime: Minute,
    /// How far the doctor is behind: from the earliest moment that anybody of the run could have been in (the
    /// booked time, or the arrival or announced arrival after it) to the moment the doctor can take the next.
    /// A break to come is not in it. 0 where nobody waits.
    pub behind: Minute,
}

impl Projection {
    pub fn of(&self, id: Id) -> Option<&Projected> {
        self.run.iter().find(|p| p.id == id)
    }
}

impl Visit {
    /// Not come, and later than may be waited for: apart from the run.
    pub fn is_late(&self, now: Minute, patience: Minute) -> bool {
        match self.presence {
            Presence::Absent { eta } => now > eta.unwrap_or(self.booked).max(self.booked) + patience,
            Presence::Here { .. } => false,
        }
    }

    pub fn is_here(&self) -> bool {
        matches!(self.presence, Presence::Here { .. })
    }

    /// Not here, and not waited for until then: has said to come later than booked, or is an emergency on its way.
    pub fn is_announced(&self, now: Minute) -> bool {
        matches!(self.presence, Presence::Absent { eta: Some(eta) } if eta > now && (self.urgent || eta > self.booked))
    }

    /// From when on the patient could go in.
    pub fn ready(&self, now: Minute) -> Minute {
        match self.presence {
            Presence::Here { since } => since,
            Presence::Absent { eta } => eta.unwrap_or(now).max(self.booked).max(now),
        }
    }

    pub(in crate::model) fn wait(&self, start: Minute) -> Minute {
        match self.presence {
            Presence::Here { since } => start - since,
            Presence::Absent { .. } => (start - self.booked).max(0),
        }
    }
}

impl Day {
    pub fn patience(&self) -> Minute {
        self.patience.unwrap_or(PATIENCE).max(0)
    }

    /// The breaks, entered ones and those between sessions, in order and apart.
    pub fn all_breaks(&self) -> Vec<Span> {
        let mut all = gaps(&self.blocks);
        all.extend(&self.breaks);
        merged(&all).into_owned()
    }

    /// When the doctor is free, not counting the changeover.
    pub(in crate::model) fn free(&self, tempo: Tempo) -> Minute {
        if let Some(c) = &self.current {
            let elapsed = (self.now - c.called_in - c.away).max(0);
            return self.now + (c.pace.len(c.planned, tempo) - elapsed).max(AT_LEAST);
        }
        let opens = self.blocks.iter().filter(|b| b.0 < b.1).map(|b| b.0).min();
        self.expected_at.or(opens).map_or(self.now, |at| at.max(self.now))
    }

    /// The earliest start of the next one.
    pub(in crate::model) fn next_start(&self, tempo: Tempo) -> Minute {
        let changeover = if self.current.is_some() { self.changeover.max(0) } else { 0 };
        self.free(tempo) + changeover
    }

    pub(in crate::model) fn overtime(&self, ends: Minute) -> Minute {
        let closes = self.blocks.iter().filter(|b| b.0 < b.1).map(|b| b.1).max();
        closes.map_or(0, |at| (ends - at).max(0))
    }
}

/// What becomes of one visit of the run.
pub(in crate::model) struct Step {
    pub start: Minute,
    pub end: Minute,
    /// When the doctor could have begun, were the patient ready and no break in the way.
    pub earliest: Minute,
    /// The end of the break that had to be waited out.
    pub after_break: Option<Minute>,
}

/// Lets the run go by at one tempo. `breaks` are [`Day::all_breaks`].
pub(in crate::model) fn steps(day: &Day, breaks: &[Span], run: &[&Visit], tempo: Tempo) -> Vec<Step> {
    let mut earliest = day.next_start(tempo);
    let mut steps = Vec::with_capacity(run.len());
    for v in run {
        let step = step(day, breaks, v, earliest, tempo);
        earliest = step.end + day.changeover.max(0);
        steps.push(step);
    }
    steps
}

/// Lets one of the run go in, where the doctor can begin at `earliest`.
fn step(day: &Day, breaks: &[Span], v: &Visit, earliest: Minute, tempo: Tempo) -> Step {
    let len = v.pace.len(v.planned, tempo);
    let mut start = earliest.max(v.ready(day.now));
    let mut after_break = None;
    // They are in order and apart: one look at each is enough.
    for &(from, to) in breaks {
        if start < to && (start + len).min(to) - from > day.into_break.max(0) {
            start = to;
            after_break = Some(to);
        }
    }
    Step { start, end: start + len, earliest, after_break }
}

/// The earliest and the latest a start may be, rounded outwards; never narrower than the start itself.
pub(in crate::model) fn range(start: Minute, quick: Minute, slow: Minute) -> (Minute, Minute) {
    let from = quick.min(start).div_euclid(GRID) * GRID;
    let to = -(-slow.max(start)).div_euclid(GRID) * GRID;
    (from, to)
}

/// Tells how the rest of the day will probably go.
///
/// A visit that runs more than `into_break` minutes into a break begins after it; how far it runs in is counted
/// from the break's beginning, so one that would begin inside is in by at least that much.
pub fn project(day: &Day) -> Projection {
    let breaks = day.all_breaks();
    let (run, late) = day.run();
    let usual = steps(day, &breaks, &run, Tempo::Usual);
    let quick = steps(day, &breaks, &run, Tempo::Quick);
    let slow = steps(day, &breaks, &run, Tempo::Slow);
    let behind = why::behind(day, &run);
    let reasons = why::reasons(day, &run, &usual, behind);

    let free = day.free(Tempo::Usual);
    let ends = usual.last().map(|s| s.end).or(day.current.as_ref().map(|_| free));
    let run = run.iter().zip(reasons).enumerate();
    Projection {
        run: run
            .map(|(k, (v, why))| {
                let (start, end) = (usual[k].start, usual[k].end);
                let (from, to) = range(start, quick[k].start, slow[k].start);
                Projected { id: v.id, start, end, from, to, delay: start - v.booked, wait: v.wait(start), why }
            })
            .collect(),
        late: late.iter().map(|v| v.id).collect(),
        free,
        ends,
        overtime: ends.map_or(0, |at| day.overtime(at)),
        behind,
    }
}
