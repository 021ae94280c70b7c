//! Stretches of time, and what is left of them.

use crate::base::clock::Minute;
use std::borrow::Cow;

/// From the first minute up to, not including, the last. One whose end is not after its start is empty.
pub type Span = (Minute, Minute);

/// The same minutes as few stretches, in order: those that touch or overlap become one, empty ones go.
/// Costs no copy where that is how they were given.
pub fn merged(spans: &[Span]) -> Cow<'_, [Span]> {
    let tidy = spans.iter().all(|s| s.0 < s.1) && spans.windows(2).all(|w| w[0].1 < w[1].0);
    if tidy {
        return Cow::Borrowed(spans);
    }
    let mut sorted: Vec<Span> = spans.iter().copied().filter(|s| s.0 < s.1).collect();
    sorted.sort_unstable();
    sorted.dedup_by(|next, kept| {
        let joined = next.0 <= kept.1;
        if joined {
            kept.1 = kept.1.max(next.1);
        }
        joined
    });
    Cow::Owned(sorted)
}

/// What lies between them.
pub fn gaps(spans: &[Span]) -> Vec<Span> {
    merged(spans).windows(2).map(|w| (w[0].1, w[1].0)).collect()
}

/// Where something of `len` minutes begins that was meant to begin at `start`: earlier in the same gap where it would run
/// out of it and the gap has room for it, on the five minutes if they allow it; else where it was meant to.
pub fn fitted(start: Minute, len: Minute, free: &[Span]) -> Minute {
    const GRID: Minute = 5;
    let Some(gap) = free.iter().find(|gap| gap.0 <= start && start < gap.1) else { return start };
    if start + len <= gap.1 || gap.1 - gap.0 < len {
        return start;
    }
    let latest = gap.1 - len;
    let even = latest.div_euclid(GRID) * GRID;
    if even >= gap.0 { even } else { latest }
}

/// What remains of `spans` once `cuts` are taken out.
pub fn without(spans: &[Span], cuts: &[Span]) -> Vec<Span> {
    let cuts = merged(cuts);
    let mut left = Vec::new();
    for &(mut from, to) in merged(spans).iter() {
        let first = cuts.partition_point(|cut| cut.1 <= from);
        for cut in cuts[first..].iter().take_while(|cut| cut.0 < to) {
            if cut.0 > from {
                left.push((from, cut.0));
            }
            from = cut.1;
        }
        if from < to {
            left.push((from, to));
        }
    }
    left
}

pub fn overlap(a: Span, b: Span) -> bool {
    a.0.max(b.0) < a.1.min(b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_out_of_its_gap_begins_earlier_in_it_where_it_has_room() {
        let free = [(600, 660), (700, 712)];
        assert_eq!(fitted(615, 30, &free), 615, "it fits as it is");
        assert_eq!(fitted(645, 30, &free), 630, "it ends with the gap");
        assert_eq!(fitted(645, 60, &free), 600);
        assert_eq!(fitted(645, 61, &free), 645, "there is no room: it is only said that it overlaps");
        assert_eq!(fitted(705, 10, &free), 700, "on the five minutes");
        assert_eq!(fitted(710, 12, &[(701, 713)]), 701, "or where it just has room");
        assert_eq!(fitted(680, 30, &free), 680, "nothing is free there");
    }
    use proptest::prelude::*;

    fn minutes(spans: &[Span]) -> Vec<Minute> {
        (0..70).filter(|m| spans.iter().any(|s| s.0 <= *m && *m < s.1)).collect()
    }

    fn some() -> impl Strategy<Value = Vec<Span>> {
        prop::collection::vec((0i64..60, -2i64..10).prop_map(|(a, n)| (a, a + n)), 0..8)
    }

    proptest! {
        #![proptest_config(crate::chance::cases(256))]

        #[test]
        fn merging_keeps_every_minute(spans in some()) {
            let merged = merged(&spans);
            prop_assert_eq!(minutes(&merged), minutes(&spans));
            prop_assert!(merged.iter().all(|s| s.0 < s.1));
            prop_assert!(merged.windows(2).all(|w| w[0].1 < w[1].0));
        }

        #[test]
        fn what_is_left_is_what_was_not_cut(spans in some(), cuts in some()) {
            let cut = minutes(&cuts);
            let left: Vec<_> = minutes(&spans).into_iter().filter(|m| !cut.contains(m)).collect();
            prop_assert_eq!(minutes(&without(&spans, &cuts)), left);
        }
    }

    #[test]
    fn touching_blocks_leave_no_gap() {
        assert_eq!(gaps(&[(10, 20), (0, 10), (25, 30)]), [(20, 25)]);
    }
}
