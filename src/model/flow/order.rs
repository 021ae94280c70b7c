//! Whose turn it is.

use super::{Day, Presence, Tempo, Visit, step};
use crate::{
    base::{Id, clock::Minute},
    model::span::Span,
};
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
    /// was later by more than is waited for.
    pub fn key(&self, patience: Minute) -> Key {
        self.by_hand.unwrap_or(self.own_key(patience))
    }

    /// Where the rule puts it.
    pub fn own_key(&self, patience: Minute) -> Key {
        let at = match self.presence {
            Presence::Here { since } if since > self.booked + patience => since,
            // Who says so beforehand has the same place then as now.
            Presence::Absent { eta: Some(eta) } if eta > self.booked + patience => eta,
            _ => self.booked,
        };
        Key { at, created: self.created, seq: self.seq, id: self.id, rank: 0 }
    }

    /// Here, and came so late that the arrival counts and no longer the booked time.
    pub fn came_late(&self, patience: Minute) -> bool {
        matches!(self.presence, Presence::Here { since } if since > self.booked + patience)
    }

    /// Whether she put it elsewhere than the rule would. Who was told to come later keeps the place it had, and was
    /// not moved.
    pub fn was_put(&self) -> bool {
        self.by_hand.is_some_and(|key| key.rank != 0 || key.id != self.id)
    }
}

impl Day {
    /// The run as it goes, and apart from it, by their keys, those who are late.
    pub(in crate::model) fn run(&self) -> (Vec<&Visit>, Vec<&Visit>) {
        let (run, late) = self.by_key();
        (passing(self, &self.all_breaks(), run), late)
    }

    fn by_key(&self) -> (Vec<&Visit>, Vec<&Visit>) {
        let patience = self.patience();
        let mut all: Vec<(Key, &Visit)> = self.visits.iter().map(|v| (v.key(patience), v)).collect();
        // Two devices may have put two visits into one place at once.
        all.sort_unstable_by_key(|(key, v)| (*key, v.id));
        all.into_iter().map(|(_, v)| v).partition(|v| !v.is_late(self.now, patience))
    }

    /// The place by hand that brings a visit to a position of the run, counted without it.
    pub fn place(&self, id: Id, position: usize) -> Option<Key> {
        let (mut run, _) = self.run();
        run.retain(|v| v.id != id);
        place(&run, position, self.patience())
    }

    /// The place by hand right before another of the run, or right after.
    pub fn beside(&self, id: Id, other: Id, after: bool) -> Option<Key> {
        let (mut run, _) = self.run();
        run.retain(|v| v.id != id);
        let at = run.iter().position(|v| v.id == other)?;
        place(&run, at + usize::from(after), self.patience())
    }

    /// The place by hand one further down, or up, among those it waits with: whoever is here passes those who are
    /// here, and all between. None for the last, or the first.
    pub fn shifted(&self, id: Id, down: bool) -> Option<Key> {
        let (run, _) = self.run();
        let here = run.iter().find(|v| v.id == id)?.is_here();
        let with: Vec<Id> = run.iter().filter(|v| v.is_here() || !here).map(|v| v.id).collect();
        let at = with.iter().position(|v| *v == id)?;
        let other = if down { with.get(at + 1) } else { at.checked_sub(1).map(|k| &with[k]) };
        self.beside(id, *other?, down)
    }
}

/// The place at a position of a run.
pub(in crate::model) fn place(run: &[&Visit], position: usize, patience: Minute) -> Option<Key> {
    let (first, rest) = run.split_at(position.min(run.len()));
    // Somebody who is waited for may stand behind others, and bear a key before theirs.
    let before = first.iter().map(|v| v.key(patience)).max();
    let next = rest.iter().map(|v| v.key(patience)).filter(|key| before.is_none_or(|b| *key > b)).min();
    Key::between(before, next)
}

/// The run, sorted by keys, as it goes: nobody waits for somebody who has announced to come later than booked. Until
/// then whoever follows, and can begin before, goes first.
pub(in crate::model) fn passing<'a>(day: &Day, breaks: &[Span], mut rest: Vec<&'a Visit>) -> Vec<&'a Visit> {
    if !rest.iter().any(|v| v.is_announced(day.now)) {
        return rest;
    }
    let mut earliest = day.next_start(Tempo::Usual);
    let mut run = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let waited_for = |v: &Visit| v.is_announced(day.now) && v.ready(day.now) > earliest;
        let first = rest.iter().position(|v| !waited_for(v)).unwrap_or(rest.len() - 1);
        let starts = rest[..=first].iter().map(|v| step(day, breaks, v, earliest, Tempo::Usual).start);
        let k = starts.enumerate().min_by_key(|(k, start)| (*start, *k)).map_or(0, |(k, _)| k);
        let next = rest.remove(k);
        earliest = step(day, breaks, next, earliest, Tempo::Usual).end + day.changeover.max(0);
        run.push(next);
    }
    run
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
    fn who_is_here_passes_who_is_here_and_all_between() {
        use super::super::tests::{at, here, id, visit, worked};
        let order = |day: &Day| day.run().0.iter().map(|v| v.id).collect::<Vec<_>>();
        let mut day = worked();
        day.visits.push(here(at(9, 30), visit('F', at(10, 45), 10)));
        assert_eq!(order(&day), ['B', 'C', 'D', 'E', 'F'].map(id));
        let up = day.shifted(id('F'), false);
        day.visits.last_mut().unwrap().by_hand = up;
        assert_eq!(order(&day), ['B', 'F', 'C', 'D', 'E'].map(id), "over two who are not here");
        assert!(day.visits.last().unwrap().was_put());
        assert_eq!(day.shifted(id('B'), false), None, "nobody is before the first");
        assert!(day.shifted(id('E'), false).is_some(), "who is not here passes anybody");
        assert_eq!(day.beside(id('B'), id('X'), true), None, "beside nobody of this run");
    }

    #[test]
    fn a_place_that_is_only_kept_was_not_put() {
        use super::super::tests::{at, here, id, visit};
        let mut v = visit('A', at(9, 0), 10);
        v.by_hand = Some(v.key(10));
        assert!(!v.was_put());
        let late = here(at(9, 40), v.clone());
        assert_eq!(late.key(10).at, at(9, 0), "told to come later, and keeps the place");
        let other = Visit { by_hand: None, ..late };
        assert_eq!((other.key(10).at, other.key(60).at, other.id), (at(9, 40), at(9, 0), id('A')));
    }

    #[test]
    fn a_full_place_is_shared_rather_than_refused() {
        let (a, b) = (key(570, 1, 4), key(570, 1, 5));
        assert_eq!(Key::between(Some(a), Some(b)), Some(a));
    }
}
