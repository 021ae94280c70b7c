//! All free places of eight practitioners over ninety days with 22,000 bookings, and the first one; checked against a
//! search of every minute before anything is timed.
//!
//! `cargo bench --bench free -- --out DIR` leaves the diary there as JSON, for a peer to be measured on the same.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

#[path = "people/chance.rs"]
mod chance;
#[path = "measure/mod.rs"]
mod measure;

use chance::Chance;
use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use chrono_tz::{Europe::Paris, Tz};
use genki::{
    base::clock::{Minute, local, minute},
    model::{
        hours::{repeated, sessions},
        practitioner::{Absence, Block},
        slots::{Room, free},
        span::Span,
    },
};
use measure::{micros, middle, percentile, time};
use serde_json::json;

const PRACTITIONERS: usize = 8;
const DAYS: usize = 90;
const BOOKINGS: usize = 22_000;
const MINUTES: Minute = 20;
const CALENDARS: usize = 10_000;

fn main() {
    (0..CALENDARS as u64).for_each(|n| same_as_by_the_minute(&mut Chance(n)));
    println!("{CALENDARS} random calendars: as a search of every minute finds");

    let diary = diary(&mut Chance(2026));
    let booked: usize = diary.iter().map(|d| d.busy.len()).sum();
    let places: usize = diary.iter().map(|d| free(d.room(), MINUTES, d.from).count()).sum();
    let all = middle(|| {
        let mut times: Vec<_> =
            (0..200).map(|_| time(|| diary.iter().map(|d| free(d.room(), MINUTES, d.from).count()).sum::<usize>()).1).collect();
        percentile(&mut times, 50)
    });
    // A thousand at once: one is less than the clock's grain.
    let first = middle(|| {
        time(|| (0..1000).map(|i| free(diary[i % PRACTITIONERS].room(), MINUTES, diary[0].from).next()).fold(None, |_, found| found)).1
            / 1000
    });
    println!("{booked} bookings, {places} free places of {MINUTES} minutes");
    println!("all of them {:.0} µs, the first {:.2} µs", micros(all), micros(first));
    measure::keep("free-genki", &json!({"name": "Genki", "all": micros(all), "first": micros(first), "places": places}));
    keep_diary(&diary);
}

/// One practitioner's line of time.
struct Line {
    blocks: Vec<Span>,
    busy: Vec<Span>,
    repeated: Vec<Span>,
    from: Minute,
}

impl Line {
    fn room(&self) -> Room<'_> {
        Room { blocks: &self.blocks, breaks: &[], busy: &self.busy, repeated: &self.repeated }
    }
}

fn hours(from: u32, to: u32, day: Weekday) -> Block {
    Block { day, from: NaiveTime::from_hms_opt(from, 0, 0).unwrap(), to: NaiveTime::from_hms_opt(to, 0, 0).unwrap() }
}

/// From the end of January on, over a clock change: 8 to 12 and 14 to 19, five days a week, booked for the most part.
fn diary(chance: &mut Chance) -> Vec<Line> {
    let first = NaiveDate::from_ymd_opt(2026, 1, 26).unwrap();
    let week = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat];
    let blocks: Vec<Block> = week.iter().flat_map(|d| [hours(8, 12, *d), hours(14, 20, *d)]).collect();
    let from = minute(first.and_time(NaiveTime::MIN), Paris);
    let one = |_| {
        let blocks: Vec<Span> = first.iter_days().take(DAYS).flat_map(|d| sessions(&blocks, &[], d, Paris)).collect();
        let mut starts: Vec<Span> =
            blocks.iter().flat_map(|(opens, closes)| (*opens..*closes).step_by(15).map(|at| (at, at + 15))).collect();
        // Every place there is, in any order, until so many are taken.
        for i in (1..starts.len()).rev() {
            starts.swap(i, chance.below(i + 1));
        }
        starts.truncate(BOOKINGS / PRACTITIONERS);
        starts.sort_unstable();
        Line { blocks, busy: starts, repeated: repeated(from, from + DAYS as Minute * 1440, Paris), from }
    };
    (0..PRACTITIONERS).map(one).collect()
}

/// The diary in local time, as a calendar product would be given it.
fn keep_diary(diary: &[Line]) {
    let told = |spans: &[Span]| spans.iter().map(|(a, b)| json!([a * 60_000, b * 60_000])).collect::<Vec<_>>();
    let lines: Vec<_> = diary.iter().map(|d| json!({"busy": told(&d.busy), "blocks": told(&d.blocks)})).collect();
    let first = local(diary[0].from, Paris).date().to_string();
    measure::keep(
        "diary",
        &json!({"zone": "Europe/Paris", "first": first, "days": DAYS, "minutes": MINUTES, "step": 5, "lines": lines,
        "hours": [[8, 12], [14, 20]], "runs": measure::RUNS}),
    );
}

/// One random calendar of three days, mostly around a clock change.
fn same_as_by_the_minute(chance: &mut Chance) {
    use chrono_tz::{America, Australia, Europe, Pacific};
    const CHANGES: &[(Tz, u32, u32)] = &[
        (Europe::Paris, 3, 29),
        (Europe::Paris, 10, 25),
        (Europe::Paris, 6, 10),
        (America::New_York, 3, 8),
        (America::New_York, 11, 1),
        (America::St_Johns, 11, 1),
        (Australia::Lord_Howe, 4, 5),
        (Australia::Lord_Howe, 10, 4),
        (Pacific::Chatham, 4, 5),
    ];
    let (zone, month, day) = *chance.of(CHANGES);
    let first = NaiveDate::from_ymd_opt(2026, month, day).unwrap() - Days::new(1);
    let begins = minute(first.and_time(NaiveTime::MIN), zone);
    let clock = |chance: &mut Chance| NaiveTime::from_hms_opt(chance.below(24) as u32, chance.below(60) as u32, 0).unwrap();
    let hours: Vec<Block> = (0..chance.below(9))
        .map(|_| Block { day: (first + Days::new(chance.below(3) as u64)).weekday(), from: clock(chance), to: clock(chance) })
        .collect();
    let stretch = |chance: &mut Chance, long: usize| {
        let from = first.and_time(NaiveTime::MIN) + TimeDelta::minutes(chance.below(3 * 1440) as i64);
        (from, from + TimeDelta::minutes(chance.below(long) as i64))
    };
    let away: Vec<Absence> =
        (0..chance.below(2)).map(|_| stretch(chance, 600)).map(|(from, to)| Absence { from, to, why: String::new() }).collect();
    let spans = |chance: &mut Chance, most: usize, long: usize| -> Vec<Span> {
        (0..chance.below(most)).map(|_| stretch(chance, long)).map(|(a, b)| (minute(a, zone), minute(b, zone))).collect()
    };
    let (breaks, busy) = (spans(chance, 3, 120), spans(chance, 25, 60));
    let (minutes, from) = (1 + chance.below(50) as Minute, begins + chance.below(3000) as Minute);
    let blocks: Vec<Span> = first.iter_days().take(3).flat_map(|d| sessions(&hours, &away, d, zone)).collect();
    let repeated = repeated(begins, begins + 6 * 1440, zone);
    let room = Room { blocks: &blocks, breaks: &breaks, busy: &busy, repeated: &repeated };
    let found: Vec<Minute> = free(room, minutes, from).collect();

    let mut open = vec![false; 7 * 1440];
    for (spans, is) in [(&blocks, true), (&breaks, false), (&busy, false)] {
        for m in spans.iter().flat_map(|s| s.0..s.1).filter(|m| (begins..begins + 7 * 1440).contains(m)) {
            open[(m - begins) as usize] = is;
        }
    }
    let fits = |m: Minute| open[(m - begins) as usize..].iter().take(minutes as usize).all(|open| *open);
    let plainly: Vec<Minute> =
        (from..begins + 6 * 1440).filter(|m| m.rem_euclid(5) == 0 && minute(local(*m, zone), zone) == *m && fits(*m)).collect();
    assert_eq!(found, plainly, "a calendar of {zone}, {first}");
}
