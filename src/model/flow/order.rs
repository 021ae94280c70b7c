//! Whose turn it is.

use super::{Day, PATIENCE, Presence, Visit};
use crate::base::{Id, clock::Minute};
use serde::{Deserialize, Serialize};

/// What the run is sorted by, first to last. The id settles what nothing else does, alike on every device.
///
/// `rank` is 0 for all who were not put somewhere by hand. Who was borrows the rest of the key, as it was then, of
/// whom they were put next to: so the place holds when others leave, come late or are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    pub at: Minute,
    pub created: Minute,
    pub seq: u64,
    pub id: Id,
    pub rank: i64,
}

/// The room left on either side of a rank: thirty-two visits can be put into one and the same place.
const STEP: i64 = 1 << 32;

impl Key {
    /// The place right behind one of a run and before the next; none where there is neither, and no need of one.
    pub fn between(before: Option<Key>, next: Option<Key>) -> Option<Key> {
        match (before, next) {
            (Some(b), Some(n)) if b.unranked() == n.unranked() => Some(Key { rank: b.rank.midpoint(n.rank), ..b }),
            (Some(b), _) => Some(Key { rank: b.rank.saturating_add(STEP), ..b }),
            (None, Some(n)) => Some(Key { rank: n.rank.saturating_sub(STEP), ..n }),
            (None, None) => None,
        }
    }

    fn unranked(self) -> Key {
        Key { rank: 0, ..self }
    }
}

impl Visit {
    /// Where it stands in the run: where she put it by hand, else at its booked time, or at its arrival where that
    /// was more than ten minutes later.
    pub fn key(&self) -> Key {
        let at = match self.presence {
            Presence::Here { since } if since > self.booked + PATIENCE => since,
            _ => self.booked,
        };
        self.by_hand.unwrap_or(Key { at, created: self.created, seq: self.seq, id: self.id, rank: 0 })
    }
}

impl Day {
    /// The run in order, and apart from it, in the same order, those who are late.
    pub(in crate::model) fn run(&self) -> (Vec<&Visit>, Vec<&Visit>) {
        let mut all: Vec<(Key, &Visit)> = self.visits.iter().map(|v| (v.key(), v)).collect();
        // Two devices may have put two visits into one place at once.
        all.sort_unstable_by_key(|(key, v)| (*key, v.id));
        all.into_iter().map(|(_, v)| v).partition(|v| !v.is_late(self.now))
    }

    /// The place by hand that brings a visit to a position of the run, counted without it.
    pub fn place(&self, id: Id, position: usize) -> Option<Key> {
        let (mut run, _) = self.run();
        run.retain(|v| v.id != id);
        place(&run, position)
    }
}

/// The place at a position of a run.
pub(in crate::model) fn place(run: &[&Visit], position: usize) -> Option<Key> {
    let position = position.min(run.len());
    let before = position.checked_sub(1).map(|k| run[k].key());
    Key::between(before, run.get(position).map(|v| v.key()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(at: Minute, seq: u64, rank: i64) -> Key {
        Key { at, created: 0, seq, id: Id::default(), rank }
    }

    #[test]
    fn a_place_lies_between_its_neighbours() {
        let (a, b) = (key(570, 1, 0), key(570, 2, 0));
        let mid = Key::between(Some(a), Some(b)).unwrap();
        assert!(a < mid && mid < b);
        let first = Key::between(None, Some(a)).unwrap();
        assert!(first < a && Key::between(None, Some(first)).unwrap() < first);
        assert!(Key::between(Some(b), None).unwrap() > b);
        assert_eq!(Key::between(None, None), None);
    }

    #[test]
    fn thirty_fit_into_one_place_on_either_side() {
        let (a, b) = (key(570, 1, 0), key(575, 2, 0));
        let (mut before, mut next) = (a, b);
        for _ in 0..30 {
            let mid = Key::between(Some(before), Some(b)).unwrap();
            assert!(before < mid && mid < b);
            before = mid;
            let mid = Key::between(Some(a), Some(next)).unwrap();
            assert!(a < mid && mid < next);
            next = mid;
        }
    }

    #[test]
    fn a_full_place_is_shared_rather_than_refused() {
        let (a, b) = (key(570, 1, 4), key(570, 1, 5));
        assert_eq!(Key::between(Some(a), Some(b)), Some(a));
    }
}
