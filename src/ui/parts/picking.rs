//! Several lines of a list chosen by keys: `Shift` with an arrow goes on from where the choice began.

use crate::base::Id;
use std::collections::BTreeSet;

/// What is picked once the choice that began at `anchor` goes on from `from` to `to`: what it passes over is taken, what it
/// comes back from is let go.
pub fn extended(order: &[Id], picked: &BTreeSet<Id>, anchor: Id, from: Id, to: Id) -> BTreeSet<Id> {
    let at = |id| order.iter().position(|i| *i == id);
    let (Some(anchor), Some(from), Some(to)) = (at(anchor), at(from), at(to)) else { return picked.clone() };
    let between = |end: usize| &order[anchor.min(end)..=anchor.max(end)];
    let mut all: BTreeSet<Id> = picked.iter().filter(|id| !between(from).contains(id)).copied().collect();
    all.extend(between(to));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_grows_shrinks_and_turns_round_where_it_began() {
        let ids: Vec<Id> = (0..6).map(Id::from_u128).collect();
        let mut picked = BTreeSet::from([ids[5]]);
        let mut at = 2;
        let mut go = |to: usize| {
            picked = extended(&ids, &picked, ids[2], ids[at], ids[to]);
            at = to;
            picked.iter().map(|id| ids.iter().position(|i| i == id).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(go(3), [2, 3, 5]);
        assert_eq!(go(4), [2, 3, 4, 5]);
        assert_eq!(go(3), [2, 3, 5]);
        assert_eq!(go(2), [2, 5]);
        assert_eq!(go(1), [1, 2, 5]);
        assert_eq!(extended(&ids, &picked, ids[2], ids[1], Id::from_u128(9)), picked, "what is no longer there changes nothing");
    }
}
