//! Time as height: minutes run down, and where nobody works the day is folded.

use crate::{
    base::clock::Minute,
    model::span::{Span, merged, overlap},
};

/// A stretch in which nobody works is folded when it is longer than this…
const LONG: Minute = 45;
/// …and is then drawn as high as so many minutes.
const FOLD: Minute = 14;

#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Stretches that are drawn as they are, each with its place from the top.
    parts: Vec<(Span, Minute)>,
    pub height: Minute,
}

impl Scale {
    /// The scale of a day whose work and visits take up `spans`.
    pub fn of(spans: &[Span]) -> Self {
        let quarter = |s: &Span| (s.0.div_euclid(15) * 15, -(-s.1).div_euclid(15) * 15);
        let rounded: Vec<Span> = spans.iter().filter(|s| s.0 < s.1).map(quarter).collect();
        let mut parts: Vec<(Span, Minute)> = Vec::new();
        let mut height = 15;
        for span in merged(&rounded).iter() {
            match parts.last_mut() {
                Some((last, _)) if span.0 - last.1 <= LONG => {
                    height += span.1 - last.1;
                    last.1 = span.1;
                }
                last => {
                    height += if last.is_some() { FOLD } else { 0 };
                    parts.push((*span, height));
                    height += span.1 - span.0;
                }
            }
        }
        Scale { parts, height: height + 15 }
    }

    /// How far down a minute is; inside a fold, its beginning.
    pub fn at(&self, minute: Minute) -> Minute {
        let mut bottom = 0;
        for (span, top) in &self.parts {
            if minute < span.0 {
                return if bottom == 0 { (top - (span.0 - minute)).max(0) } else { bottom };
            }
            if minute <= span.1 {
                return top + minute - span.0;
            }
            bottom = top + span.1 - span.0;
        }
        (bottom + self.parts.last().map_or(0, |(s, _)| (minute - s.1).clamp(0, 15))).min(self.height)
    }

    /// The minute that is so far down; inside a fold, the nearer of its ends.
    pub fn back(&self, at: Minute) -> Minute {
        let mut last: Option<(Minute, Minute)> = None;
        for (span, top) in &self.parts {
            if at < *top {
                return match last {
                    Some((end, bottom)) if at - bottom < top - at => end,
                    Some(_) => span.0,
                    None => span.0 - (top - at),
                };
            }
            let bottom = top + span.1 - span.0;
            if at <= bottom {
                return span.0 + at - top;
            }
            last = Some((span.1, bottom));
        }
        last.map_or(at, |(end, bottom)| end + (at - bottom).min(15))
    }

    pub fn len(&self, from: Minute, to: Minute) -> Minute {
        (self.at(to) - self.at(from)).max(1)
    }

    /// The folds: from when to when, and where they stand.
    pub fn folds(&self) -> Vec<(Span, Minute)> {
        self.parts.windows(2).map(|w| ((w[0].0.1, w[1].0.0), w[0].1 + w[0].0.1 - w[0].0.0)).collect()
    }

    /// Whether a minute is drawn, and not folded away.
    pub fn shows(&self, minute: Minute) -> bool {
        self.parts.iter().any(|(s, _)| s.0 <= minute && minute <= s.1)
    }
}

/// Where a visit stands beside those it overlaps: from which of the lanes of its group, and up to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    pub from: usize,
    pub until: usize,
    pub of: usize,
}

impl Lane {
    const WHOLE: Lane = Lane { from: 0, until: 1, of: 1 };

    /// Its left edge and its width, in hundredths of the column.
    pub fn share(self) -> (usize, usize) {
        let left = 100 * self.from / self.of;
        (left, 100 * self.until / self.of - left)
    }

    pub fn is_last(self) -> bool {
        self.until == self.of
    }
}

/// Puts what overlaps side by side. What only touches does not overlap; who has nobody at the right has that room, too.
pub fn lanes(spans: &[Span]) -> Vec<Lane> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|i| (spans[*i].0, -spans[*i].1));
    let mut placed = vec![Lane::WHOLE; spans.len()];
    let mut group: Vec<usize> = Vec::new();
    let mut ends: Vec<Minute> = Vec::new();
    for i in order {
        if ends.iter().all(|end| *end <= spans[i].0) {
            widen(spans, &mut placed, &group, ends.len());
            group.clear();
            ends.clear();
        }
        let lane = ends.iter().position(|end| *end <= spans[i].0).unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push(spans[i].1);
        } else {
            ends[lane] = spans[i].1;
        }
        placed[i].from = lane;
        group.push(i);
    }
    widen(spans, &mut placed, &group, ends.len());
    placed
}

/// Each of a group reaches to the next at its right that it overlaps, or to the edge.
fn widen(spans: &[Span], placed: &mut [Lane], group: &[usize], of: usize) {
    for i in group {
        let from = placed[*i].from;
        let beside = group.iter().filter(|j| placed[**j].from > from && overlap(spans[*i], spans[**j]));
        placed[*i] = Lane { from, until: beside.map(|j| placed[*j].from).min().unwrap_or(of), of };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nobody_works_is_folded() {
        let s = Scale::of(&[(510, 750), (840, 1080)]);
        assert_eq!((s.at(510), s.at(750), s.at(840)), (15, 255, 269));
        assert_eq!(s.folds(), [((750, 840), 255)]);
        assert_eq!(s.at(800), 255, "inside the fold");
        assert_eq!(s.height, 269 + 240 + 15);
        let hours: Vec<Minute> = (0..24).map(|h| h * 60).filter(|m| s.shows(*m)).collect();
        assert_eq!(hours, [540, 600, 660, 720, 840, 900, 960, 1020, 1080]);
    }

    #[test]
    fn a_place_leads_back_to_its_minute_and_inside_a_fold_to_its_nearer_end() {
        let s = Scale::of(&[(510, 750), (840, 1080)]);
        for minute in (510..=750).chain(841..=1080) {
            assert_eq!(s.back(s.at(minute)), minute);
        }
        assert_eq!((s.back(258), s.back(266)), (750, 840));
        assert_eq!((s.back(5), s.back(s.height)), (500, 1095), "a little before and after is there to be dropped on");
    }

    #[test]
    fn a_short_pause_is_drawn_as_it_is() {
        let s = Scale::of(&[(510, 600), (630, 700)]);
        assert!(s.folds().is_empty());
        assert_eq!(s.len(510, 700), 190);
    }

    fn shares(spans: &[Span]) -> Vec<(usize, usize, usize)> {
        lanes(spans).into_iter().map(|l| (l.from, l.until, l.of)).collect()
    }

    #[test]
    fn what_overlaps_stands_side_by_side() {
        assert_eq!(shares(&[(0, 20), (10, 30), (20, 40), (40, 50)]), [(0, 1, 2), (1, 2, 2), (0, 1, 2), (0, 1, 1)]);
    }

    #[test]
    fn what_only_touches_has_the_whole_column() {
        let day: Vec<Span> = (0..30).map(|n| (n * 15, n * 15 + 15)).collect();
        assert!(lanes(&day).into_iter().all(|l| l == Lane::WHOLE && l.share() == (0, 100)));
    }

    #[test]
    fn who_has_nobody_at_the_right_has_that_room_too() {
        // Three at once, and later only two of the same chain.
        let spans = [(0, 60), (10, 20), (10, 30), (30, 40), (60, 70)];
        assert_eq!(shares(&spans), [(0, 1, 3), (2, 3, 3), (1, 2, 3), (1, 3, 3), (0, 1, 1)]);
        assert_eq!(lanes(&spans)[3].share(), (33, 67));
    }

    #[test]
    fn nobody_is_ever_drawn_over_anybody() {
        // Every start and length of a small world, in a fixed order.
        for seed in 0..200i64 {
            let spans: Vec<Span> = (0..9).map(|n| (n * seed * 7 % 60, n * seed * 7 % 60 + 5 + (n * 13 + seed) % 30)).collect();
            let placed = lanes(&spans);
            for i in 0..spans.len() {
                assert!(placed[i].from < placed[i].until && placed[i].until <= placed[i].of);
                for j in 0..i {
                    let apart = placed[i].until <= placed[j].from || placed[j].until <= placed[i].from;
                    assert!(apart || !overlap(spans[i], spans[j]), "{seed}: {:?} {:?}", spans[i], spans[j]);
                }
            }
        }
    }
}
