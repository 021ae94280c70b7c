//! Visits that were planned together: which one of how many, and how far apart.

use chrono::{Datelike, NaiveDateTime};

/// How a series goes on, where its visits say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Days(i64),
    Weeks(i64),
    Months(i64),
    /// Every first, third… of a weekday in the month counts as monthly too.
    Irregular,
}

/// The pace of starts in order: what most of the steps between them have in common.
pub fn pace(starts: &[NaiveDateTime]) -> Pace {
    let steps: Vec<i64> = starts.windows(2).map(|w| (w[1].date() - w[0].date()).num_days()).collect();
    if steps.is_empty() {
        return Pace::Irregular;
    }
    // A visit that was moved by some days leaves the rest as it was.
    let most = |fits: &dyn Fn(i64) -> bool| steps.iter().filter(|s| fits(**s)).count() * 3 > steps.len() * 2;
    let mut sorted = steps.clone();
    sorted.sort_unstable();
    let usual = sorted[sorted.len() / 2];
    if usual >= 1 && most(&|s| s == usual) {
        return if usual % 7 == 0 {
            Pace::Weeks(usual / 7)
        } else if usual < 28 {
            Pace::Days(usual)
        } else {
            months(starts).unwrap_or(Pace::Days(usual))
        };
    }
    months(starts).unwrap_or(Pace::Irregular)
}

fn months(starts: &[NaiveDateTime]) -> Option<Pace> {
    let of = |t: &NaiveDateTime| i64::from(t.year()) * 12 + i64::from(t.month());
    let steps: Vec<i64> = starts.windows(2).map(|w| of(&w[1]) - of(&w[0])).collect();
    let first = *steps.first()?;
    (first > 0 && steps.iter().all(|s| *s == first)).then_some(Pace::Months(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(days: &[&str]) -> Vec<NaiveDateTime> {
        days.iter().map(|d| format!("2026-{d}T09:00:00").parse().unwrap()).collect()
    }

    #[test]
    fn a_series_says_how_it_goes_on() {
        for (days, expected) in [
            (vec!["01-05", "01-12", "01-19"], Pace::Weeks(1)),
            (vec!["01-05", "01-19", "02-02", "02-16"], Pace::Weeks(2)),
            (vec!["01-05", "01-06", "01-07"], Pace::Days(1)),
            (vec!["01-31", "03-31", "05-31"], Pace::Months(2)),
            (vec!["01-06", "02-03", "03-03", "04-07"], Pace::Months(1)),
            (vec!["01-05", "01-12", "01-20", "01-26", "02-02", "02-09", "02-16", "02-23", "03-02"], Pace::Weeks(1)),
            (vec!["01-05", "01-06", "03-19"], Pace::Irregular),
            (vec!["01-05"], Pace::Irregular),
        ] {
            assert_eq!(pace(&starts(&days)), expected, "{days:?}");
        }
    }
}
