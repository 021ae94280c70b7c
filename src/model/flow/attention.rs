//! What was promised, and who needs her eye first.

use crate::base::clock::Minute;
use std::cmp::Reverse;

/// How a promise stands: "you will be in by half past ten".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// So many minutes are left, and by all one knows it will be kept.
    Kept { left: Minute },
    /// It is not past, and will not be kept by so many minutes.
    Failing { by: Minute },
    /// It is past by so many minutes.
    Broken { by: Minute },
}

/// How the promise of a start stands for somebody who waits; `start` is the projected one.
pub fn promise(now: Minute, promised: Minute, start: Option<Minute>) -> Promise {
    match start {
        _ if now > promised => Promise::Broken { by: now - promised },
        Some(start) if start > promised => Promise::Failing { by: start - promised },
        _ => Promise::Kept { left: promised - now },
    }
}

/// The times that can be promised to somebody who will be in by `by`: that in round minutes, and the next two quarters of an
/// hour, for who would rather promise too much than break a word.
pub fn offers(by: Minute) -> [Minute; 3] {
    let round = -(-by).div_euclid(5) * 5;
    let quarter = (round.div_euclid(15) + 1) * 15;
    [round, quarter, quarter + 15]
}

/// Sorts those who wait by how much they need her: a promise that broke, one that will break, a wait that stands
/// out (`long` minutes and more), then the others; among equals who has waited longest.
pub fn attention(promise: Option<Promise>, wait: Minute, long: Minute) -> (u8, Reverse<Minute>) {
    let rank = match promise {
        Some(Promise::Broken { .. }) => 0,
        Some(Promise::Failing { .. }) => 1,
        _ if wait >= long => 2,
        _ => 3,
    };
    (rank, Reverse(wait))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_kept_until_its_minute_is_over() {
        assert_eq!(promise(600, 630, Some(630)), Promise::Kept { left: 30 });
        assert_eq!(promise(600, 630, Some(631)), Promise::Failing { by: 1 });
        assert_eq!(promise(630, 630, Some(630)), Promise::Kept { left: 0 });
        assert_eq!(promise(631, 630, Some(631)), Promise::Broken { by: 1 });
        assert_eq!(promise(600, 630, None), Promise::Kept { left: 30 }, "who is late has no start yet");
    }

    #[test]
    fn what_is_promised_is_round_and_never_too_early() {
        assert_eq!(offers(642), [645, 660, 675]);
        assert_eq!(offers(645), [645, 660, 675]);
        assert_eq!(offers(646), [650, 660, 675]);
        assert_eq!(offers(-3), [0, 15, 30]);
    }

    #[test]
    fn broken_promises_come_first_and_then_long_waits() {
        let broken = Some(Promise::Broken { by: 1 });
        let failing = Some(Promise::Failing { by: 9 });
        let kept = Some(Promise::Kept { left: 5 });
        let mut all = [(None, 12), (kept, 19), (None, 20), (failing, 3), (None, 25), (broken, 2), (kept, 15)];
        all.sort_by_key(|(p, wait)| attention(*p, *wait, 20));
        assert_eq!(all.map(|(_, wait)| wait), [2, 3, 25, 20, 19, 15, 12]);
    }
}
