//! Free places: where a visit fits into the diary.

use super::flow::GRID;
use super::span::{Span, merged};
use crate::base::clock::Minute;
use std::borrow::Cow;

/// A practitioner's line of time: a day, or as many as one likes. All lists in any order, quickest when sorted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Room<'a> {
    /// The sessions ([`super::hours::sessions`]).
    pub blocks: &'a [Span],
    pub breaks: &'a [Span],
    /// What is booked.
    pub busy: &'a [Span],
    /// Where no visit can begin, because no local time says so ([`super::hours::repeated`]).
    pub repeated: &'a [Span],
}

/// The starts of a visit of `minutes` (one at least), in order and made as they are asked for: every five minutes
/// of the wall clock, not before `from`, wholly inside a session (two that touch are one), over no break and
/// nothing booked.
pub fn free(room: Room<'_>, minutes: Minute, from: Minute) -> Free<'_> {
    Free {
        blocks: merged(room.blocks),
        walls: [Walls::new(room.breaks), Walls::new(room.busy)],
        repeated: merged(room.repeated),
        minutes: minutes.clamp(1, 1 << 32),
        at: from,
        block: 0,
    }
}

/// The free places of one [`Room`].
pub struct Free<'a> {
    blocks: Cow<'a, [Span]>,
    walls: [Walls<'a>; 2],
    repeated: Cow<'a, [Span]>,
    minutes: Minute,
    at: Minute,
    block: usize,
}

/// What a visit must not touch, sorted by beginning, with a finger on the first that may still matter.
struct Walls<'a> {
    spans: Cow<'a, [Span]>,
    next: usize,
}

impl<'a> Walls<'a> {
    fn new(spans: &'a [Span]) -> Self {
        let mut spans = Cow::Borrowed(spans);
        if !spans.is_sorted_by_key(|s| s.0) {
            spans.to_mut().sort_unstable();
        }
        Walls { spans, next: 0 }
    }

    /// Where to try next when a visit from `from` would touch one: past it, and past all that follow too closely
    /// for the visit to fit between. `from` never goes back.
    fn past(&mut self, from: Minute, minutes: Minute) -> Option<Minute> {
        // One that is over may hide behind a longer one that is not: it is passed with that one.
        while let Some(&(begins, ends)) = self.spans.get(self.next) {
            if ends > from && begins < ends {
                return (begins < from + minutes).then(|| self.past_row(ends, minutes));
            }
            self.next += 1;
        }
        None
    }

    fn past_row(&mut self, mut past: Minute, minutes: Minute) -> Minute {
        self.next += 1;
        while let Some(&(begins, ends)) = self.spans.get(self.next) {
            if begins >= past + minutes {
                break;
            }
            if begins < ends {
                past = past.max(ends);
            }
            self.next += 1;
        }
        past
    }
}

impl Iterator for Free<'_> {
    type Item = Minute;

    fn next(&mut self) -> Option<Minute> {
        loop {
            let &(opens, closes) = self.blocks.get(self.block)?;
            let at = up_to_grid(self.at.max(opens));
            self.at = at;
            if at + self.minutes > closes {
                self.block += 1;
                continue;
            }
            let [breaks, busy] = &mut self.walls;
            let wall = breaks.past(at, self.minutes);
            let wall = wall.or_else(|| busy.past(at, self.minutes));
            if let Some(past) = wall.or_else(|| self.past_repeated(at)) {
                self.at = past;
                continue;
            }
            self.at = at + GRID;
            return Some(at);
        }
    }
}

impl Free<'_> {
    fn past_repeated(&self, at: Minute) -> Option<Minute> {
        let hit = self.repeated.iter().find(|s| s.0 <= at && at < s.1);
        hit.map(|s| s.1)
    }
}

fn up_to_grid(at: Minute) -> Minute {
    -(-at).div_euclid(GRID) * GRID
}

#[cfg(test)]
mod tests;
