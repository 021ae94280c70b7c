//! Free places against a search of every minute, over days with a clock change.

use super::*;
use crate::base::clock::{local, minute};
use crate::model::hours::{repeated, sessions};
use crate::model::practitioner::{Absence, Block};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use proptest::prelude::*;

fn starts(room: Room<'_>, minutes: Minute, from: Minute) -> Vec<Minute> {
    free(room, minutes, from).collect()
}

#[test]
fn a_visit_fits_to_the_last_minute() {
    let room = Room { blocks: &[(60, 90)], busy: &[(70, 80)], ..Room::default() };
    assert_eq!(starts(room, 10, 0), [60, 80]);
    assert!(starts(room, 11, 0).is_empty());
    assert_eq!(starts(room, 5, 62), [65, 80, 85]);
}

#[test]
fn nothing_booked_for_no_minutes_is_in_the_way() {
    let room = Room { blocks: &[(60, 70)], busy: &[(63, 63), (65, 64)], ..Room::default() };
    assert_eq!(starts(room, 10, 0), [60]);
    assert_eq!(starts(room, 0, 0), starts(room, 1, 0));
    assert!(starts(room, Minute::MAX, Minute::MIN).is_empty());
}

#[test]
fn a_long_booking_hides_none_behind_it() {
    let room = Room { blocks: &[(0, 100)], busy: &[(0, 50), (10, 20), (55, 60), (57, 90)], ..Room::default() };
    assert_eq!(starts(room, 5, 0), [50, 90, 95]);
}

#[test]
fn blocks_that_touch_are_one_and_the_order_of_lists_is_nothing() {
    let room = Room { blocks: &[(30, 60), (0, 30)], busy: &[(40, 60), (0, 20)], ..Room::default() };
    assert_eq!(starts(room, 20, 0), [20]);
}

#[test]
fn starts_fall_on_the_wall_clocks_fives() {
    let room = Room { blocks: &[(-13, 13)], ..Room::default() };
    assert_eq!(starts(room, 10, -100), [-10, -5, 0]);
}

/// Every local time on a five, minute by minute.
fn naive(days: &[NaiveDate], zone: Tz, room: Room<'_>, minutes: Minute, from: Minute) -> Vec<Minute> {
    let in_one = |spans: &[Span], m: Minute| spans.iter().any(|s| s.0 <= m && m < s.1);
    let mut found = Vec::new();
    for date in days {
        for n in (0..24 * 60).step_by(5) {
            let wall = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(n);
            let start = minute(wall, zone);
            let exists = local(start, zone) == wall;
            let fits = (start..start + minutes).all(|m| in_one(room.blocks, m) && !in_one(room.breaks, m) && !in_one(room.busy, m));
            if exists && start >= from && fits {
                found.push(start);
            }
        }
    }
    found.sort();
    found
}

/// Days around which these zones change their clocks.
fn change() -> impl Strategy<Value = (Tz, NaiveDate)> {
    use chrono_tz::{America, Australia, Europe, Pacific};
    let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    prop::sample::select(vec![
        (Europe::Paris, day(3, 29)),
        (Europe::Paris, day(10, 25)),
        (Europe::Paris, day(6, 10)),
        (America::New_York, day(3, 8)),
        (America::New_York, day(11, 1)),
        (America::St_Johns, day(11, 1)),
        (Australia::Lord_Howe, day(4, 5)),
        (Australia::Lord_Howe, day(10, 4)),
        (Pacific::Chatham, day(4, 5)),
    ])
}

prop_compose! {
    fn hours()(weekday in 0u8..7, from in 0u32..1440, to in 0u32..1440, night in any::<bool>()) -> Block {
        let time = |m: u32| NaiveTime::from_hms_opt(m / 60, m % 60, 0).unwrap();
        Block {
            day: chrono::Weekday::try_from(weekday).unwrap(),
            from: time(if night { from % 240 } else { from }),
            to: time(to),
        }
    }
}

/// A local stretch: day, minute of it, minutes long.
fn stretches(most: usize, long: i64) -> impl Strategy<Value = Vec<(i64, i64, i64)>> {
    prop::collection::vec((0i64..3, prop_oneof![0i64..240, 0i64..1440], 0..long), 0..most)
}

fn absence((from, to): (NaiveDateTime, NaiveDateTime)) -> Absence {
    Absence { from, to, why: String::new() }
}

proptest! {
    #![proptest_config(crate::chance::cases(300))]

    #[test]
    fn free_places_are_those_of_a_search_by_the_minute(
        (zone, changes) in change(),
        hours in prop::collection::vec(hours(), 0..9),
        away in stretches(2, 600),
        breaks in stretches(3, 120),
        busy in stretches(25, 60),
        minutes in 1i64..50,
        from in 0i64..3000,
    ) {
        let first = changes - Days::new(1);
        let days: Vec<_> = first.iter_days().take(3).collect();
        let wall = |&(d, m, n): &(i64, i64, i64)| -> (NaiveDateTime, NaiveDateTime) {
            let t = first.and_time(NaiveTime::MIN) + TimeDelta::minutes(d * 1440 + m);
            (t, t + TimeDelta::minutes(n))
        };
        let span = |s: &(i64, i64, i64)| {
            let (a, b) = wall(s);
            (minute(a, zone), minute(b, zone))
        };
        let away: Vec<_> = away.iter().map(wall).map(absence).collect();
        let blocks: Vec<_> = days.iter().flat_map(|d| sessions(&hours, &away, *d, zone)).collect();
        let breaks: Vec<_> = breaks.iter().map(span).collect();
        let busy: Vec<_> = busy.iter().map(span).collect();
        let begins = minute(first.and_time(NaiveTime::MIN), zone);
        let repeated = repeated(begins, begins + 5 * 1440, zone);
        let room = Room { blocks: &blocks, breaks: &breaks, busy: &busy, repeated: &repeated };

        // A night that goes on past the third day offers places the search of three days does not see.
        let past: Vec<_> = first.iter_days().take(5).collect();
        prop_assert_eq!(starts(room, minutes, begins + from), naive(&past, zone, room, minutes, begins + from));
    }

    #[test]
    fn sessions_are_the_hours_less_the_absences(
        (zone, date) in change(),
        hours in prop::collection::vec(hours(), 0..9),
        away in stretches(3, 900),
    ) {
        let wall = |d: NaiveDate, t: NaiveTime| minute(d.and_time(t), zone);
        let away: Vec<_> = away
            .iter()
            .map(|&(d, m, n)| {
                let t = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(d * 1440 + m - 1440);
                absence((t, t + TimeDelta::minutes(n)))
            })
            .collect();
        let sessions = sessions(&hours, &away, date, zone);
        let begins = wall(date, NaiveTime::MIN);
        for m in begins - 100..begins + 3 * 1440 {
            let open = hours.iter().filter(|h| h.day == date.weekday()).any(|h| {
                let next = date + Days::new(u64::from(h.to <= h.from));
                wall(date, h.from) <= m && m < wall(next, h.to)
            });
            let absent = away.iter().any(|a| minute(a.from, zone) <= m && m < minute(a.to, zone));
            let shown = sessions.iter().any(|s| s.0 <= m && m < s.1);
            prop_assert_eq!(shown, open && !absent, "minute {}", m);
        }
    }

    #[test]
    fn a_repeated_minute_is_one_that_its_local_time_does_not_name((zone, date) in change(), from in -2000i64..2000) {
        let from = minute(date.and_time(NaiveTime::MIN), zone) + from;
        let spans = repeated(from, from + 2000, zone);
        for m in from..from + 2000 {
            let named = minute(local(m, zone), zone) == m;
            prop_assert_eq!(spans.iter().any(|s| s.0 <= m && m < s.1), !named, "minute {}", m);
        }
    }
}
