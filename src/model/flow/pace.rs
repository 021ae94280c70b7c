//! How long visits really take.

use crate::base::clock::Minute;

/// What actual minutes are to planned ones, for a practitioner and a reason: the median, and the quartiles that
/// make a projection a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    pub ratio: f64,
    pub low: f64,
    pub high: f64,
}

/// Which of the three a projection reckons with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tempo {
    Usual,
    Quick,
    Slow,
}

/// Fewer finished visits than this say nothing.
pub const ENOUGH: usize = 20;

impl Default for Pace {
    fn default() -> Self {
        Pace { ratio: 1.0, low: 0.8, high: 1.25 }
    }
}

impl Pace {
    /// Takes exactly the planned minutes, whatever the tempo.
    pub const EXACT: Pace = Pace { ratio: 1.0, low: 1.0, high: 1.0 };

    /// The pace that finished visits show, each given as (planned, actual) minutes. A visit that was planned
    /// with no minutes, or that ended before it began, has no ratio and counts for nothing.
    ///
    /// A percentile that falls between two visits is the weighted mean of both, so the median of an even
    /// number is the mean of the middle two.
    pub fn of(history: &[(Minute, Minute)]) -> Pace {
        let mut ratios: Vec<f64> = history
            .iter()
            .filter(|(planned, actual)| *planned > 0 && *actual >= 0)
            .map(|(planned, actual)| *actual as f64 / *planned as f64)
            .collect();
        if ratios.len() < ENOUGH {
            return Pace::default();
        }
        ratios.sort_unstable_by(f64::total_cmp);
        Pace { ratio: percentile(&ratios, 0.5), low: percentile(&ratios, 0.25), high: percentile(&ratios, 0.75) }
    }

    /// The minutes that a visit planned with `planned` will take: between half and double of them, at least one.
    pub fn len(&self, planned: Minute, tempo: Tempo) -> Minute {
        let ratio = match tempo {
            Tempo::Usual => self.ratio,
            Tempo::Quick => self.low,
            Tempo::Slow => self.high,
        };
        // A ratio such as 29/50 is a little less in floating point than on paper; the hair added gives 25 × 29/50
        // its half back, and is far less than what separates any other product from a half.
        let minutes = (planned as f64 * ratio.clamp(0.5, 2.0) + 0.5 + 1e-9).floor();
        (minutes as Minute).clamp(1, 1 << 32)
    }
}

fn percentile(sorted: &[f64], part: f64) -> f64 {
    let at = part * (sorted.len() - 1) as f64;
    let (below, above) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    below + (above - below) * at.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual(planned: Minute, ratio: f64) -> Minute {
        Pace { ratio, ..Pace::default() }.len(planned, Tempo::Usual)
    }

    #[test]
    fn nineteen_visits_say_nothing_and_twenty_do() {
        assert_eq!(Pace::of(&[(10, 15); 19]), Pace::default());
        let known = Pace::of(&[(10, 15); 20]);
        assert_eq!((known.low, known.ratio, known.high), (1.5, 1.5, 1.5));
    }

    #[test]
    fn a_visit_without_a_plan_is_not_known() {
        let mut history = vec![(10, 15); 19];
        history.extend([(0, 10), (-5, 10), (10, -1)]);
        assert_eq!(Pace::of(&history), Pace::default());
    }

    #[test]
    fn quartiles_lie_between_visits() {
        let history: Vec<_> = (1..=21).map(|n| (10, n)).rev().collect();
        let pace = Pace::of(&history);
        assert_eq!((pace.low, pace.ratio, pace.high), (0.6, 1.1, 1.6));
        let pace = Pace::of(&history[1..]);
        assert!((pace.ratio - 1.05).abs() < 1e-12, "{pace:?}");
        assert!((pace.low - 0.575).abs() < 1e-12, "{pace:?}");
    }

    #[test]
    fn halves_round_up() {
        assert_eq!(usual(15, 1.5), 23);
        assert_eq!(usual(15, 0.5), 8);
        assert_eq!(usual(25, 29.0 / 50.0), 15);
        assert_eq!(usual(15, 0.7), 11);
        assert_eq!(usual(10, 1.149), 11);
    }

    #[test]
    fn every_ratio_rounds_as_on_paper() {
        for planned in 1..=60 {
            for (actual, of) in (1..=120).flat_map(|a| (1..=60).map(move |p| (a, p))) {
                let held = (actual as f64 / of as f64).clamp(0.5, 2.0);
                let paper = match held {
                    0.5 => (planned + 1) / 2,
                    2.0 => planned * 2,
                    _ => (2 * planned * actual + of) / (2 * of),
                };
                assert_eq!(usual(planned, actual as f64 / of as f64), paper);
            }
        }
    }

    #[test]
    fn half_at_least_double_at_most_and_never_nothing() {
        assert_eq!(usual(20, 0.1), 10);
        assert_eq!(usual(20, 7.0), 40);
        assert_eq!(usual(1, 0.5), 1);
        assert_eq!(usual(0, 1.0), 1);
        assert_eq!(usual(-10, 1.0), 1);
        assert!(usual(Minute::MAX, 2.0) > 0);
    }
}
