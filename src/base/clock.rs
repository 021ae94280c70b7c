//! The only place that reads the operating system's time.
//!
//! A time in Genki is local to the practice: what the clock on its wall says. The rules of the day work on
//! [`Minute`]s instead, whole minutes of elapsed time, so that a day with a clock change is right.

use chrono::{DateTime, Duration, LocalResult, NaiveDateTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

/// A whole minute on one unbroken line (minutes since 1970 in UTC).
pub type Minute = i64;

/// Where the time comes from: the system, the system shifted (the example practice), or one fixed moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Clock {
    System,
    Shifted(Duration),
    Fixed(DateTime<chrono::Utc>),
}

impl Clock {
    pub fn now(&self) -> DateTime<chrono::Utc> {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the time")]
        let system = chrono::Utc::now;
        match self {
            Clock::System => system(),
            Clock::Shifted(by) => system() + *by,
            Clock::Fixed(at) => *at,
        }
    }

    /// Milliseconds since 1970, as the log notes them.
    pub fn millis(&self) -> i64 {
        self.now().timestamp_millis()
    }

    /// What the practice's wall clock says, to the minute.
    pub fn local(&self, zone: Tz) -> NaiveDateTime {
        to_minute(self.now().with_timezone(&zone).naive_local())
    }

    /// A clock that stands still at a local time.
    pub fn fixed(local: NaiveDateTime, zone: Tz) -> Self {
        Clock::Fixed(instant(local, zone))
    }

    /// A clock that runs on from a local time.
    pub fn from(local: NaiveDateTime, zone: Tz) -> Self {
        Clock::Shifted(instant(local, zone) - Clock::System.now())
    }
}

/// Measures how long something takes, by a clock that nobody sets.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    pub fn start() -> Self {
        Stopwatch(std::time::Instant::now())
    }

    pub fn elapsed(&self) -> std::time::Duration {
        self.0.elapsed()
    }
}

/// Notices that the machine slept, or stood still: the wall's clock went on without the one that nobody sets, or a
/// moment took far too long.
#[derive(Debug, Clone, Copy)]
pub struct Wakefulness {
    wall: i64,
    steady: Stopwatch,
}

impl Wakefulness {
    pub fn begin() -> Self {
        Wakefulness { wall: Clock::System.millis(), steady: Stopwatch::start() }
    }

    /// Whether it slept longer than `tolerated` since this was asked last, when it should have been asked after
    /// `expected`. A clock that was set back is no sleep.
    pub fn slept(&mut self, expected: std::time::Duration, tolerated: std::time::Duration) -> bool {
        let (wall, steady) = (Clock::System.millis() - self.wall, self.steady.elapsed());
        *self = Self::begin();
        slept(wall, steady, expected, tolerated)
    }
}

fn slept(wall: i64, steady: std::time::Duration, expected: std::time::Duration, tolerated: std::time::Duration) -> bool {
    let wall = std::time::Duration::from_millis(wall.max(0).unsigned_abs());
    wall.saturating_sub(steady) > tolerated || steady > expected + tolerated
}

/// The instant of a local time. One that a clock change skipped is as much later as the gap is long;
/// one that it repeats is the first of the two.
pub fn instant(local: NaiveDateTime, zone: Tz) -> DateTime<chrono::Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(t) | LocalResult::Ambiguous(t, _) => t.to_utc(),
        LocalResult::None => {
            // Read with the offset that held before the gap, a skipped time falls after it.
            let before = local - TimeDelta::hours(3);
            match zone.from_local_datetime(&before) {
                LocalResult::Single(t) | LocalResult::Ambiguous(t, _) => (t + TimeDelta::hours(3)).to_utc(),
                LocalResult::None => local.and_utc(),
            }
        }
    }
}

pub fn minute(local: NaiveDateTime, zone: Tz) -> Minute {
    instant(local, zone).timestamp().div_euclid(60)
}

pub fn local(minute: Minute, zone: Tz) -> NaiveDateTime {
    DateTime::from_timestamp(minute * 60, 0).unwrap_or_default().with_timezone(&zone).naive_local()
}

/// The same time without its seconds.
pub fn to_minute(t: NaiveDateTime) -> NaiveDateTime {
    t.with_second(0).and_then(|t| t.with_nanosecond(0)).unwrap_or(t)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(y: i32, m: u32, d: u32, h: u32, min: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(y, m, d).unwrap().and_hms_opt(h, min, 0).unwrap()
    }

    #[test]
    fn sleep_is_noticed_and_a_clock_set_back_is_none() {
        let of = |seconds: u64| std::time::Duration::from_secs(seconds);
        let slept = |wall: i64, steady: u64| slept(wall * 1000, of(steady), of(5), of(30));
        assert!(!slept(5, 5) && !slept(34, 34), "a busy moment");
        assert!(slept(600, 5), "asleep, where the steady clock stands still meanwhile");
        assert!(slept(600, 600), "asleep, where it goes on");
        assert!(!slept(-3600, 5), "the clock was set back an hour");
    }

    #[test]
    fn a_spring_day_has_an_hour_less() {
        let paris = chrono_tz::Europe::Paris;
        let from = minute(at(2026, 3, 29, 1, 30), paris);
        assert_eq!(minute(at(2026, 3, 29, 3, 30), paris) - from, 60);
        assert_eq!(minute(at(2026, 3, 29, 2, 30), paris), minute(at(2026, 3, 29, 3, 30), paris));
    }

    #[test]
    fn an_autumn_day_has_an_hour_more() {
        let paris = chrono_tz::Europe::Paris;
        let from = minute(at(2026, 10, 25, 1, 30), paris);
        assert_eq!(minute(at(2026, 10, 25, 3, 30), paris) - from, 180);
        assert_eq!(local(from, paris), at(2026, 10, 25, 1, 30));
    }
}
