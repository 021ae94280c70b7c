//! The worked day, and a ranking by brute force.

use super::*;
use crate::model::flow::tests::{any_day, at, here, id, passed, queue, simulate, visit, worked};
use crate::model::flow::{Projected, project};
use proptest::prelude::*;

#[test]
fn the_worked_emergency() {
    let all = places(&worked(), 10, 30);
    let shown: Vec<_> = all.iter().map(|p| (p.position, p.start, p.wait, p.ok())).collect();
    assert_eq!(
        shown,
        [
            (1, at(10, 5), 25, true),
            (0, at(9, 55), 15, true),
            (4, at(11, 20), 100, false),
            (3, at(11, 5), 85, false),
            (2, at(10, 50), 70, false),
        ]
    );
    let best = &all[0];
    assert_eq!(best.added, ['B', 'C', 'D', 'E'].map(|n| (id(n), 0)));
    assert_eq!((best.weight, best.overtime), (0, 20));
    assert!(best.newly_late.is_empty() && best.promises_broken.is_empty());

    let next = &all[1];
    assert_eq!(next.added, [(id('B'), 10), (id('C'), 0), (id('D'), 0), (id('E'), 0)]);
    assert_eq!((next.weight, next.newly_late.clone()), (20, vec![id('B')]));
    // D's promise was broken before.
    assert!(next.promises_broken.is_empty());

    assert_eq!(all[2].breaks, [Rule::TooLong]);
    assert_eq!((all[2].overtime, all[4].weight), (30, 20));
}

#[test]
fn the_worked_place_is_held_by_its_key() {
    let day = worked();
    for place in places(&day, 10, 30) {
        let p = project(&take(&day, place.key, 10));
        let taken = &p.run[place.position];
        assert_eq!((taken.id, taken.start), (Id::default(), place.start));
        assert_eq!((taken.from, taken.to), (place.from, place.to));
    }
}

#[test]
fn the_worked_example_warns_whom_it_makes_later() {
    let day = worked();
    let before = project(&day);
    let all = places(&day, 10, 30);
    let warned = |position| {
        let place = all.iter().find(|p| p.position == position).unwrap();
        concerned(&day, &before, &project(&take(&day, place.key, 10)))
    };
    assert_eq!(warned(1), [], "it delays nobody");
    let b = Concerned { id: id('B'), before: at(9, 55), start: at(10, 5), promise_broken: false };
    assert_eq!(warned(0), [b]);
    let after = project(&take(&day, all[1].key, 10));
    let said = |name| {
        let v = day.visits.iter().find(|v| v.id == id(name)).unwrap();
        tell(v, after.of(v.id).unwrap())
    };
    assert_eq!([said('B'), said('D')], [Tell::About(at(10, 5)), Tell::Come(at(10, 50))]);
}

#[test]
fn who_is_here_is_told_first_and_four_minutes_are_not_told() {
    let day = Day {
        now: at(9, 0),
        blocks: vec![(at(9, 0), at(12, 0))],
        visits: vec![
            Visit { promised: Some(at(9, 3)), ..visit('P', at(9, 0), 4) },
            visit('A', at(9, 2), 10),
            here(at(8, 50), visit('B', at(9, 10), 10)),
            visit('C', at(10, 0), 10),
        ],
        ..Day::default()
    };
    let told = |minutes| {
        let key = places(&day, minutes, 30).into_iter().find(|p| p.position == 0).unwrap().key;
        let all = concerned(&day, &project(&day), &project(&take(&day, key, minutes)));
        all.into_iter().map(|c| (c.id, c.promise_broken)).collect::<Vec<_>>()
    };
    assert_eq!(told(3), []);
    assert_eq!(told(4), [(id('P'), true)], "few minutes, and a promise");
    assert_eq!(told(5), [(id('B'), false), (id('P'), true), (id('A'), false)]);
    let a = &day.visits[1];
    let started = |start| Projected { start, ..project(&day).of(a.id).unwrap().clone() };
    assert_eq!(tell(a, &started(at(9, 4))), Tell::Come(at(9, 2)), "never before the time agreed");
    assert!(still(a, &started(at(9, 9)), at(9, 4)) && !still(a, &started(at(9, 8)), at(9, 4)));
}

#[test]
fn the_likeliest_is_at_work_and_costs_least() {
    let free = Day { now: at(9, 40), blocks: vec![(at(9, 0), at(12, 0))], ..Day::default() };
    let away = Day { blocks: vec![(at(14, 0), at(18, 0))], ..free.clone() };
    let expected = Day { expected_at: Some(at(11, 0)), ..free.clone() };
    let choose = |days: &[Day]| {
        let best: Vec<_> = days.iter().map(|d| places(d, 10, 30).into_iter().next()).collect();
        likeliest(days.iter().zip(&best).map(|(d, p)| (d, p.as_ref(), project(d).overtime)))
    };
    assert_eq!(choose(&[worked(), free.clone(), away.clone()]), Some(1));
    assert_eq!(choose(&[away.clone(), worked()]), Some(1), "who is not here is the last choice");
    assert_eq!(choose(&[expected, worked()]), Some(1));
    assert_eq!(choose(&[]), None);
    assert!(at_work(&worked()) && at_work(&free) && !at_work(&away));
}

#[test]
fn help_has_a_number_everywhere() {
    assert_eq!((numbers("FR"), numbers("CH"), numbers("")), (&["15", "112"][..], &["144", "112"][..], &["112"][..]));
}

/// The day with the emergency in it.
fn take(day: &Day, key: Option<Key>, minutes: Minute) -> Day {
    let mut taken = day.clone();
    taken.visits.push(Visit { by_hand: key, ..emergency(day.now, minutes, None) });
    taken
}

#[test]
fn the_gap_at_the_days_end_is_eaten() {
    // 10:45 to 11:00 is empty in the diary; D and E will be in until 11:20.
    let gap = Eaten { from: at(10, 45), to: at(11, 0), by: vec![id('C'), id('D')] };
    assert!(eaten(&worked(), 15).contains(&gap), "{:?}", eaten(&worked(), 15));
    assert!(eaten(&worked(), 16).is_empty());
    // On time, nothing is.
    let mut day = worked();
    day.now = at(8, 30);
    day.current = None;
    day.visits.retain(|v| v.id == id('E'));
    assert!(eaten(&day, 15).is_empty());
}

#[test]
fn a_gap_that_is_only_partly_used_still_looks_right() {
    let day = Day {
        now: at(9, 0),
        blocks: vec![(at(9, 0), at(10, 0))],
        visits: vec![here(at(9, 5), visit('A', at(8, 50), 10))],
        ..Day::default()
    };
    // A is in from 9:05 to 9:15: forty-five minutes are left of the hour.
    assert!(eaten(&day, 45).is_empty());
    assert_eq!(eaten(&day, 46).len(), 1);
}

#[test]
fn half_an_hour_is_late_and_a_minute_less_is_not() {
    let day = |minutes| Day {
        now: at(9, 0),
        blocks: vec![(at(9, 0), at(12, 0))],
        visits: vec![Visit { promised: Some(at(9, minutes)), ..visit('A', at(9, 0), 10) }],
        ..Day::default()
    };
    let first = |minutes, promised| {
        let all = places(&day(promised), minutes, 30);
        let place = all.into_iter().find(|p| p.position == 0).unwrap();
        (place.newly_late.len(), place.promises_broken.len())
    };
    assert_eq!(first(29, 29), (0, 0));
    assert_eq!(first(30, 30), (1, 0));
    assert_eq!(first(30, 29), (1, 1));
}

#[test]
fn nobody_locked_or_moved_before_is_delayed_while_there_is_another_place() {
    let mut day = worked();
    day.visits.iter_mut().for_each(|v| v.locked = v.id == id('B'));
    let all = places(&day, 10, 30);
    assert_eq!(all.iter().map(|p| p.ok()).collect::<Vec<_>>(), [true, false, false, false, false]);
    let first = all.iter().find(|p| p.position == 0).unwrap();
    assert_eq!(first.breaks, [Rule::Locked(id('B'))]);
    day.visits.iter_mut().for_each(|v| v.bumped = v.id == id('B'));
    let first = places(&day, 10, 14).into_iter().find(|p| p.position == 0).unwrap();
    assert_eq!(first.breaks, [Rule::TooLong, Rule::Locked(id('B')), Rule::Bumped(id('B'))]);
}

#[test]
fn none_is_offered_before_a_life_in_danger() {
    let mut day = worked();
    let all = places(&day, 10, 30).len();
    let c = day.visits.iter_mut().find(|v| v.id == id('C')).unwrap();
    c.immediate = true;
    let left: Vec<_> = places(&day, 10, 30).into_iter().map(|p| p.position).collect();
    assert!(left.len() == all - 2 && left.iter().all(|k| *k > 1), "C is second in the run: {left:?}");
}

#[test]
fn who_is_away_is_not_offered() {
    let day = Day { now: at(10, 30), blocks: vec![(at(9, 0), at(12, 0))], ..Day::default() };
    assert!(works_on(&day));
    assert!(!works_on(&Day { blocks: vec![], ..day.clone() }), "absent today");
    assert!(!works_on(&Day { blocks: vec![(at(8, 0), at(10, 0))], ..day.clone() }), "left at ten");
    let busy = Day { blocks: vec![], visits: vec![here(at(10, 0), visit('A', at(10, 0), 10))], ..day };
    assert!(works_on(&busy), "somebody waits there all the same");
}

#[test]
fn an_empty_day_has_one_place_at_once() {
    let day = Day { now: at(9, 7), ..Day::default() };
    let all = places(&day, 20, 0);
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].start, all[0].wait, all[0].ok()), (at(9, 7), 0, true));
    assert_eq!((all[0].from, all[0].to), (at(9, 5), at(9, 10)));
}

#[test]
fn who_is_on_the_way_has_no_place_before_she_comes_and_waits_from_then() {
    let day = worked();
    let coming = |m| places_of(&day, emergency(day.now, 10, Some(at(9, 40) + m)), 30);
    for m in [10, 20, 30, 60] {
        let all = coming(m);
        assert!(all.iter().all(|p| p.start >= at(9, 40) + m), "{m}: {all:?}");
        let mut positions: Vec<_> = all.iter().map(|p| p.position).collect();
        positions.sort_unstable();
        positions.dedup();
        assert_eq!(positions.len(), all.len(), "one place is offered once");
        for place in &all {
            // It holds when it is taken.
            let mut taken = day.clone();
            taken.visits.push(Visit { by_hand: place.key, ..emergency(day.now, 10, Some(at(9, 40) + m)) });
            assert_eq!(project(&taken).of(Id::default()).unwrap().start, place.start);
        }
    }
    let late = coming(60);
    assert!(late.iter().any(|p| p.wait > 30 && p.ok()), "half an hour counts from when she is here: {late:?}");
    assert_eq!(coming(0), places(&day, 10, 30), "here already");
}

/// Nobody waits for who has phoned to come later: before her and behind her is one place for who is here.
#[test]
fn one_place_is_listed_once_where_somebody_has_phoned() {
    let day = Day {
        now: at(9, 0),
        blocks: vec![(at(9, 0), at(12, 0))],
        visits: vec![
            Visit { presence: Presence::Absent { eta: Some(at(9, 20)) }, ..visit('P', at(9, 0), 10) },
            visit('A', at(9, 40), 10),
            visit('B', at(10, 0), 10),
        ],
        ..Day::default()
    };
    let mut shown: Vec<_> = places(&day, 10, 120).iter().map(|p| (p.position, p.start)).collect();
    shown.sort_unstable();
    assert_eq!(shown, [(0, at(9, 0)), (2, at(9, 50)), (3, at(10, 10))], "each once, and none is missing");
}

/// Position, start, minutes added, how many newly late and promises broken, weight, overtime, ok.
type Shown = (usize, Minute, Vec<Minute>, [Minute; 4], bool);

/// What is shown of each place, ranked by comparing each two places rule by rule.
fn brute_force(day: &Day, minutes: Minute, within: Minute) -> Vec<Shown> {
    let (by_key, _) = queue(day);
    let run = passed(day, &by_key);
    let before = simulate(day, &run, Tempo::Usual);
    let (mut taken, mut runs) = (Vec::new(), Vec::new());
    let closes = (0..5000).rev().find(|m| day.blocks.iter().any(|b| b.0 <= *m && *m < b.1));
    let mut all: Vec<([Minute; 7], Shown)> = Vec::new();
    for k in 0..=run.len() {
        // Behind the hindmost, by their keys, of those who go first.
        let behind = by_key.iter().rposition(|v| run[..k].iter().any(|w| w.id == v.id)).map_or(0, |at| at + 1);
        if taken.contains(&behind) {
            continue;
        }
        taken.push(behind);
        let mut with = by_key.clone();
        with.insert(behind, emergency(day.now, minutes, None));
        let with = passed(day, &with);
        let after = simulate(day, &with, Tempo::Usual);
        let last = with.last().unwrap();
        let ends = after.last().unwrap() + last.pace.len(last.planned, Tempo::Usual);
        let at = |id: Id| with.iter().position(|v| v.id == id).unwrap();
        let seen: Vec<(Id, Minute)> = with.iter().map(|v| v.id).zip(after.iter().copied()).collect();
        if runs.contains(&seen) {
            continue;
        }
        runs.push(seen);
        let k = at(Id::default());
        let start = after[k];
        let after: Vec<_> = run.iter().map(|v| after[at(v.id)]).collect();
        let added: Vec<_> = after.iter().zip(&before).map(|(a, b)| a - b).collect();

        let (mut late, mut broken, mut weight, mut refused) = (0, 0, 0, false);
        for (i, v) in run.iter().enumerate() {
            late += Minute::from(after[i] - v.booked >= 30 && before[i] - v.booked < 30);
            if let Some(p) = v.promised {
                broken += Minute::from(after[i] > p && before[i] <= p);
            }
            weight += added[i];
            if let Presence::Here { .. } = v.presence {
                weight += added[i];
            }
            refused |= added[i] > 0 && (v.locked || v.bumped);
        }
        let overtime = closes.map_or(0, |c| (ends - c - 1).max(0));
        let wait = start - day.now;
        let ok = wait <= within && !refused;
        let cost = [Minute::from(!ok), late, broken, weight, overtime, wait, k as Minute];
        all.push((cost, (k, start, added, [late, broken, weight, overtime], ok)));
    }
    let mut ranked = Vec::new();
    while !all.is_empty() {
        let mut best = 0;
        for i in 0..all.len() {
            let differs = (0..7).find(|n| all[i].0[*n] != all[best].0[*n]);
            if differs.is_some_and(|n| all[i].0[n] < all[best].0[n]) {
                best = i;
            }
        }
        ranked.push(all.remove(best).1);
    }
    ranked
}

proptest! {
    #![proptest_config(crate::chance::cases(500))]

    #[test]
    fn places_are_ranked_as_by_brute_force(day in any_day(), minutes in 0i64..40, within in 0i64..90) {
        let shown = |p: Place| {
            let counts = [p.newly_late.len() as Minute, p.promises_broken.len() as Minute, p.weight, p.overtime];
            (p.position, p.start, p.added.iter().map(|a| a.1).collect::<Vec<_>>(), counts, p.ok())
        };
        let shown: Vec<_> = places(&day, minutes, within).into_iter().map(shown).collect();
        prop_assert_eq!(shown, brute_force(&day, minutes, within));
    }

    #[test]
    fn a_taken_place_is_what_was_shown(day in any_day(), minutes in 1i64..40) {
        for place in places(&day, minutes, 30) {
            let p = project(&take(&day, place.key, minutes));
            prop_assert_eq!(p.run[place.position].id, Id::default());
            prop_assert_eq!(p.run[place.position].start, place.start);
            prop_assert_eq!(p.overtime, place.overtime);
        }
    }

    #[test]
    fn an_eaten_gap_looks_empty_and_is_not(day in any_day(), minutes in 1i64..40) {
        let eaten = eaten(&day, minutes);
        let p = project(&day);
        let c = day.changeover;
        let shows = |m: Minute| {
            m >= day.now
                && day.blocks.iter().any(|b| b.0 <= m && m < b.1)
                && !day.breaks.iter().any(|b| b.0 <= m && m < b.1)
                && !day.visits.iter().any(|v| v.booked <= m && m < v.booked + v.planned)
                && !day.current.iter().any(|v| v.booked <= m && m < v.booked + v.planned)
        };
        let is = |m: Minute| {
            shows(m)
                && !day.current.iter().any(|_| m < p.free + c)
                && !p.run.iter().any(|v| v.start - c <= m && m < v.end + c)
        };
        let mut told = Vec::new();
        let mut m = day.now;
        while m < 1500 {
            let end = (m..).find(|m| !shows(*m)).unwrap();
            let fits = (m..end).any(|s| s + minutes <= end && (s..s + minutes).all(is));
            if end - m >= minutes && !fits {
                told.push((m, end));
            }
            m = end + 1;
        }
        prop_assert_eq!(eaten.iter().map(|e| (e.from, e.to)).collect::<Vec<_>>(), told);
        prop_assert!(eaten.iter().all(|e| !e.by.is_empty()));
    }
}
