use super::*;
use chrono_tz::Europe::Paris;
use proptest::prelude::*;

fn at(text: &str) -> NaiveDateTime {
    format!("{text}:00").parse().unwrap()
}

fn days(first: &str, every: Every, bound: Bound) -> Vec<String> {
    dates(at(first), every, bound).iter().map(|d| d.format("%y-%m-%d").to_string()).collect()
}

#[test]
fn the_end_of_a_month_stays_the_end_of_a_month() {
    let of = |first, every, n| days(first, every, Bound::Times(n));
    assert_eq!(of("2026-01-31T09:00", Every::Months(1), 4), ["26-01-31", "26-02-28", "26-03-31", "26-04-30"]);
    assert_eq!(of("2028-02-29T09:00", Every::Months(12), 5), ["28-02-29", "29-02-28", "30-02-28", "31-02-28", "32-02-29"]);
    assert_eq!(of("2027-12-31T09:00", Every::Months(2), 2), ["27-12-31", "28-02-29"]);
    assert_eq!(of("2026-11-23T09:00", Every::Weeks(2), 3), ["26-11-23", "26-12-07", "26-12-21"]);
    assert_eq!(of("2026-11-23T09:00", Every::Days(10), 3), ["26-11-23", "26-12-03", "26-12-13"]);
    assert_eq!(of("2026-11-23T09:00", Every::Weeks(0), 2), ["26-11-23", "26-11-30"], "every none is every one");
    let until = Bound::Until("2026-12-07".parse().unwrap());
    assert_eq!(days("2026-11-23T09:00", Every::Weeks(1), until), ["26-11-23", "26-11-30", "26-12-07"], "the last day counts");
    assert_eq!(days("2026-11-23T09:00", Every::Days(1), Bound::Until(NaiveDate::MAX)).len(), MOST as usize);
    assert!(days("2026-11-23T09:00", Every::Days(u32::MAX), Bound::Times(3)).len() < 3, "no further than there are dates");
}

#[test]
fn the_hour_stays_through_a_clock_change() {
    let all = dates(at("2026-10-19T09:00"), Every::Weeks(1), Bound::Times(2));
    assert_eq!(all[1], at("2026-10-26T09:00"));
    assert_eq!(minute(all[1], Paris) - minute(all[0], Paris), 7 * 1440 + 60);
}

fn span(day: i64, from: i64, to: i64) -> Span {
    let midnight = minute(at("2026-11-23T00:00"), Paris) + day * 1440;
    (midnight + from, midnight + to)
}

#[test]
fn a_date_that_is_not_to_be_had_gets_the_nearest_place() {
    let wanted = dates(at("2026-11-23T09:00"), Every::Weeks(1), Bound::Times(4));
    // Nine to ten on all Mondays but the third; on the second it is taken, beside it is free. On the third's Tuesday.
    let blocks = [span(0, 540, 600), span(7, 540, 600), span(15, 540, 600), span(21, 540, 600)];
    let busy = [span(7, 540, 560), span(15, 540, 555)];
    let room = Room { blocks: &blocks, busy: &busy, ..Room::default() };
    let found = turns(room, &wanted, 20, at("2026-11-23T08:00"), Paris);
    let seen: Vec<_> = found.iter().map(|t| (t.fate, t.instead)).collect();
    let tuesday = at("2026-12-08T09:15");
    assert_eq!(seen, [(Fate::Free, None), (Fate::Taken, Some(at("2026-11-30T09:20"))), (Fate::Closed, Some(tuesday)), (Fate::Free, None)]);
    let none = turns(Room { blocks: &blocks[..1], ..room }, &wanted, 20, at("2026-11-23T08:00"), Paris);
    assert_eq!((none[1].fate, none[1].instead), (Fate::Taken, None), "nowhere within half a step");
}

proptest! {
    #![proptest_config(crate::chance::cases(256))]

    /// Against a walk that looks at every minute of the neighbourhood.
    #[test]
    fn proposals_are_where_a_naive_walk_finds_them(
        blocks in prop::collection::vec((0i64..1300, 10i64..400), 0..5),
        breaks in prop::collection::vec((0i64..1300, 5i64..60), 0..3),
        busy in prop::collection::vec((0i64..1300, 5i64..90), 0..8),
        starts in prop::collection::btree_set(0i64..280, 1..5),
        minutes in 5u32..60,
    ) {
        let midnight = minute(at("2026-11-23T00:00"), Paris);
        let place = |all: Vec<(i64, i64)>| all.into_iter().map(|(from, len)| (midnight + from, midnight + from + len)).collect::<Vec<Span>>();
        let (blocks, breaks, busy) = (place(blocks), place(breaks), place(busy));
        let wanted: Vec<NaiveDateTime> = starts.iter().map(|s| local(midnight + s * 5, Paris)).collect();
        let room = Room { blocks: &blocks, breaks: &breaks, busy: &busy, repeated: &[] };
        let now = local(midnight + 60, Paris);
        let found = turns(room, &wanted, minutes, now, Paris);

        let len = Minute::from(minutes);
        let worked = |m: Minute| blocks.iter().any(|b| b.0 <= m && m < b.1) && !breaks.iter().any(|b| b.0 <= m && m < b.1);
        let reach = wanted.windows(2).map(|w| (minute(w[1], Paris) - minute(w[0], Paris)) / 2).min().unwrap_or(REACH);
        let mut gone: Vec<Span> = busy.clone();
        let clear = |gone: &[Span], at: Minute| !gone.iter().any(|g| g.0 < at + len && at < g.1);
        let mut fates = Vec::new();
        for w in wanted.iter().map(|w| minute(*w, Paris)) {
            let fate = if !clear(&gone, w) { Fate::Taken } else if (w..w + len).all(worked) { Fate::Free } else { Fate::Closed };
            if fate == Fate::Free { gone.push((w, w + len)); }
            fates.push(fate);
        }
        for (turn, fate) in found.iter().zip(fates) {
            prop_assert_eq!(turn.fate, fate);
            let w = minute(turn.wanted, Paris);
            let mut best = None;
            if fate != Fate::Free {
                for off in 0..=reach {
                    let fits = |at: &Minute| at % 5 == 0 && *at >= midnight + 60 && (*at..at + len).all(worked) && clear(&gone, *at);
                    best = [w - off, w + off].into_iter().find(fits);
                    if best.is_some() { break; }
                }
            }
            prop_assert_eq!(turn.instead.map(|t| minute(t, Paris)), best);
            gone.extend(best.map(|at| (at, at + len)));
        }
    }
}
