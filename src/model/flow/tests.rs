//! The worked day, boundaries, and a simulation that knows nothing of the rules' arithmetic.

use super::*;
use proptest::prelude::*;

pub(crate) const fn id(name: char) -> Id {
    Id::from_u128(name as u128)
}

pub(crate) const fn at(hour: Minute, minute: Minute) -> Minute {
    hour * 60 + minute
}

pub(crate) fn visit(name: char, booked: Minute, planned: Minute) -> Visit {
    Visit {
        id: id(name),
        booked,
        planned,
        presence: Presence::Absent { eta: None },
        created: 0,
        seq: name as u64,
        pace: Pace::default(),
        promised: None,
        locked: false,
        bumped: false,
        urgent: false,
        immediate: false,
        by_hand: None,
    }
}

pub(crate) fn here(since: Minute, v: Visit) -> Visit {
    Visit { presence: Presence::Here { since }, ..v }
}

/// The worked day of the plan, its visits in no order.
pub(crate) fn worked() -> Day {
    Day {
        now: at(9, 40),
        blocks: vec![(at(9, 0), at(11, 0))],
        breaks: vec![(at(10, 15), at(10, 30))],
        current: Some(Current { id: id('A'), booked: at(9, 0), planned: 20, called_in: at(9, 35), away: 0, pace: Pace::default() }),
        visits: vec![
            visit('E', at(10, 30), 15),
            here(at(9, 40), visit('C', at(9, 45), 20)),
            Visit { promised: Some(at(10, 30)), ..visit('D', at(10, 0), 15) },
            here(at(9, 20), visit('B', at(9, 30), 10)),
        ],
        ..Day::default()
    }
}

fn starts(day: &Day) -> Vec<(Id, Minute)> {
    project(day).run.iter().map(|p| (p.id, p.start)).collect()
}

/// A day whose session is 9 to 12, nobody in.
fn morning(now: Minute, visits: Vec<Visit>) -> Day {
    Day { now, blocks: vec![(at(9, 0), at(12, 0))], visits, ..Day::default() }
}

#[test]
fn the_worked_day() {
    let p = project(&worked());
    let run: Vec<_> = p.run.iter().map(|v| (v.id, v.start, v.delay, v.wait)).collect();
    assert_eq!(
        run,
        [(id('B'), at(9, 55), 25, 35), (id('C'), at(10, 30), 45, 50), (id('D'), at(10, 50), 50, 50), (id('E'), at(11, 5), 35, 35),]
    );
    assert_eq!((p.free, p.ends, p.overtime), (at(9, 55), Some(at(11, 20)), 20));
    assert_eq!((p.late, p.behind), (vec![], 25));
    assert_eq!((p.run[0].from, p.run[0].to), (at(9, 50), at(10, 0)));
}

#[test]
fn the_worked_day_says_why() {
    let p = project(&worked());
    let behind = Why::Behind(25);
    let rest = Why::Break { ends: at(10, 30) };
    let why: Vec<_> = p.run.into_iter().map(|v| v.why).collect();
    assert_eq!(
        why,
        [vec![behind], vec![behind, rest, Why::Before(1)], vec![behind, rest, Why::Before(2)], vec![behind, rest, Why::Before(3)],]
    );
}

#[test]
fn ten_minutes_are_waited_and_eleven_are_late() {
    let v = visit('A', at(9, 0), 10);
    assert_eq!(starts(&morning(at(9, 10), vec![v.clone()])), [(id('A'), at(9, 10))]);
    let late = project(&morning(at(9, 11), vec![v.clone()]));
    assert_eq!((late.run, late.late, late.ends), (vec![], vec![id('A')], None));

    let eta = |m| Visit { presence: Presence::Absent { eta: Some(at(9, m)) }, ..v.clone() };
    assert_eq!(starts(&morning(at(9, 30), vec![eta(20)])), [(id('A'), at(9, 30))]);
    assert_eq!(project(&morning(at(9, 31), vec![eta(20)])).late, [id('A')]);
    // Having phoned to come early does not make one late any sooner.
    assert_eq!(starts(&morning(at(9, 10), vec![eta(-30)])), [(id('A'), at(9, 10))]);
}

#[test]
fn who_comes_more_than_ten_minutes_late_takes_the_arrivals_place() {
    let b = here(at(8, 50), visit('B', at(9, 5), 10));
    let in_time = here(at(9, 10), visit('A', at(9, 0), 10));
    let day = morning(at(9, 12), vec![b.clone(), in_time]);
    assert_eq!(starts(&day)[0].0, id('A'));
    let too_late = here(at(9, 11), visit('A', at(9, 0), 10));
    let day = morning(at(9, 12), vec![b, too_late]);
    assert_eq!(starts(&day)[0].0, id('B'));
}

#[test]
fn of_two_at_one_time_the_first_booked_goes_first() {
    let with = |name, created, seq| Visit { created, seq, ..visit(name, at(9, 0), 10) };
    let day = morning(at(9, 0), vec![with('A', 7, 3), with('B', 5, 9), with('C', 5, 2)]);
    let order: Vec<_> = starts(&day).into_iter().map(|s| s.0).collect();
    assert_eq!(order, [id('C'), id('B'), id('A')]);
}

#[test]
fn she_puts_a_visit_anywhere() {
    let mut day = worked();
    let order = |day: &Day| starts(day).into_iter().map(|s| s.0).collect::<Vec<_>>();
    day = put(day, id('E'), 1);
    assert_eq!(order(&day), ['B', 'E', 'C', 'D'].map(id));
    // Once more, beside the one that was moved before.
    day = put(day, id('B'), 2);
    assert_eq!(order(&day), ['E', 'C', 'B', 'D'].map(id));
    // Somebody new comes in where the time is; the order holds when others have gone in.
    day.visits.push(visit('F', at(9, 50), 10));
    assert_eq!(order(&day), ['E', 'C', 'B', 'F', 'D'].map(id));
    day.visits.retain(|v| v.id != id('C'));
    assert_eq!(order(&day), ['E', 'B', 'F', 'D'].map(id));
    // Whoever was not touched still loses the place by coming late.
    let d = day.visits.iter_mut().find(|v| v.id == id('D')).unwrap();
    d.presence = Presence::Here { since: at(10, 11) };
    day.visits.push(visit('G', at(10, 5), 10));
    assert_eq!(order(&day), ['E', 'B', 'F', 'G', 'D'].map(id));
}

fn put(mut day: Day, who: Id, position: usize) -> Day {
    let place = day.place(who, position);
    let moved = day.visits.iter_mut().find(|v| v.id == who).unwrap();
    moved.by_hand = place.or(moved.by_hand);
    day
}

#[test]
fn who_is_in_stays_five_minutes_at_least() {
    let mut day = worked();
    day.visits.truncate(0);
    let free = |day: &Day| project(day).free;
    day.now = at(9, 50);
    assert_eq!(free(&day), at(9, 55));
    day.now = at(9, 51);
    assert_eq!(free(&day), at(9, 56));
    day.now = at(11, 30);
    assert_eq!(free(&day), at(11, 35));
    assert_eq!((project(&day).ends, project(&day).overtime), (Some(at(11, 35)), 35));
    // Minutes on leave are not the doctor's.
    day.now = at(9, 51);
    day.current.as_mut().unwrap().away = 10;
    assert_eq!(free(&day), at(10, 5));
}

#[test]
fn the_doctor_begins_with_the_first_session_or_when_expected() {
    let early = here(at(8, 20), visit('A', at(8, 45), 10));
    let mut day = morning(at(8, 30), vec![early]);
    day.blocks = vec![(at(14, 0), at(18, 0)), (at(9, 0), at(12, 0))];
    assert_eq!(starts(&day)[0].1, at(9, 0));
    assert_eq!(project(&day).run[0].why, [Why::DoctorFrom(at(9, 0))]);
    day.expected_at = Some(at(9, 40));
    let p = project(&day);
    assert_eq!((p.run[0].start, p.behind), (at(9, 40), 55));
    assert_eq!(p.run[0].why, [Why::DoctorFrom(at(9, 40))]);
    day.now = at(10, 0);
    assert_eq!((starts(&day)[0].1, project(&day).behind), (at(10, 0), 75));
    day.blocks.clear();
    day.expected_at = None;
    assert_eq!((starts(&day)[0].1, project(&day).overtime), (at(10, 0), 0));
}

#[test]
fn a_changeover_comes_before_all_but_the_first_of_an_empty_room() {
    let two = || vec![visit('A', at(9, 0), 10), visit('B', at(9, 0), 10)];
    let mut day = morning(at(9, 0), two());
    day.changeover = 3;
    assert_eq!(starts(&day), [(id('A'), at(9, 0)), (id('B'), at(9, 13))]);
    day.current = worked().current;
    day.now = at(9, 35);
    day.visits.iter_mut().for_each(|v| *v = here(at(9, 0), v.clone()));
    assert_eq!(starts(&day), [(id('A'), at(9, 58)), (id('B'), at(10, 11))]);
}

#[test]
fn a_visit_may_run_so_far_into_a_break_and_no_further() {
    let mut day = morning(at(9, 0), vec![visit('A', at(9, 50), 15)]);
    day.breaks = vec![(at(10, 0), at(10, 20))];
    day.into_break = 5;
    assert_eq!(starts(&day)[0].1, at(9, 50));
    day.into_break = 4;
    assert_eq!(starts(&day)[0].1, at(10, 20));
    // Begun inside, it is in by what went before too.
    day.into_break = 5;
    day.visits = vec![visit('A', at(10, 17), 10)];
    assert_eq!(starts(&day)[0].1, at(10, 20));
    day.visits = vec![visit('A', at(10, 0), 5)];
    assert_eq!(starts(&day)[0].1, at(10, 0));
    // A break that is no longer than that holds nobody up.
    day.breaks = vec![(at(10, 0), at(10, 5))];
    day.visits = vec![visit('A', at(9, 55), 60)];
    assert_eq!(starts(&day)[0].1, at(9, 55));
    day.breaks = vec![(at(10, 0), at(10, 6))];
    assert_eq!(starts(&day)[0].1, at(10, 6));
}

#[test]
fn a_visit_longer_than_every_gap_is_seen_after_the_last_break() {
    let mut day = morning(at(9, 0), vec![visit('A', at(9, 0), 60)]);
    day.breaks = vec![(at(9, 30), at(9, 40)), (at(10, 0), at(10, 10)), (at(10, 10), at(10, 30))];
    assert_eq!(starts(&day)[0].1, at(10, 30));
}

#[test]
fn blocks_that_touch_or_overlap_leave_no_break() {
    let mut day = morning(at(9, 0), vec![visit('A', at(9, 50), 30)]);
    day.blocks = vec![(at(10, 0), at(11, 0)), (at(9, 0), at(10, 0)), (at(10, 30), at(12, 0))];
    assert_eq!(starts(&day)[0].1, at(9, 50));
    day.blocks = vec![(at(9, 0), at(10, 0)), (at(10, 1), at(12, 0))];
    assert_eq!(starts(&day)[0].1, at(10, 1));
}

#[test]
fn a_patient_on_time_is_told_so() {
    let day = morning(
        at(9, 0),
        vec![here(at(8, 55), visit('A', at(9, 0), 10)), visit('B', at(9, 20), 10), here(at(9, 0), visit('C', at(9, 20), 10))],
    );
    let why: Vec<_> = project(&day).run.into_iter().map(|p| p.why).collect();
    assert_eq!(why, [vec![Why::OnTime], vec![Why::OnTime, Why::Before(1)], vec![Why::Before(2)],]);
}

#[test]
fn who_is_not_here_is_the_reason_of_the_own_delay() {
    let mut day = morning(at(9, 5), vec![visit('A', at(9, 0), 10)]);
    assert_eq!(project(&day).run[0].why, [Why::NotHereYet]);
    day.visits[0].presence = Presence::Absent { eta: Some(at(9, 15)) };
    assert_eq!(project(&day).run[0].why, [Why::Expected(at(9, 15))]);
    day.visits[0].presence = Presence::Here { since: at(9, 5) };
    assert_eq!(project(&day).run[0].why, [Why::CameLate(5)]);
}

#[test]
fn a_late_one_who_telephones_makes_nobody_wait() {
    let emergency = here(at(10, 30), visit('!', at(10, 30), 15));
    let (costa, here_too) = (visit('C', at(10, 0), 15), here(at(10, 20), visit('H', at(11, 0), 15)));
    let mut day = morning(at(10, 35), vec![costa, emergency, here_too, visit('X', at(11, 15), 15)]);
    day.blocks = vec![(at(9, 0), at(12, 0)), (at(14, 0), at(18, 0))];
    // The emergency stands right before her: at her booked time.
    let first = day.visits[0].key(10);
    day.visits[1].by_hand = Key::between(None, Some(first));
    let before = project(&day);
    assert_eq!(before.late, [id('C')]);
    let said = |eta| {
        let mut day = day.clone();
        day.visits[0].presence = Presence::Absent { eta: Some(eta) };
        starts(&day)
    };
    let expected = [('!', at(10, 35)), ('H', at(10, 50)), ('C', at(11, 5)), ('X', at(11, 20))];
    assert_eq!(said(at(10, 51)), expected.map(|(n, at)| (id(n), at)));
    // There at fifty, when the doctor is free, she is first by her arrival.
    assert_eq!(said(at(10, 50))[1], (id('C'), at(10, 50)));
    assert_eq!(said(at(11, 30)).last(), Some(&(id('C'), at(11, 30))), "and not before she is here");
}

#[test]
fn an_empty_day_is_no_trouble() {
    let p = project(&Day::default());
    assert_eq!((p.run, p.ends, p.overtime, p.behind), (vec![], None, 0, 0));
}

/// The start of every visit, found by letting the minutes pass: each minute the first of the queue is let in when
/// the doctor is free, the patient there and no minute of the visit too deep in a break.
pub(crate) fn simulate(day: &Day, queue: &[Visit], tempo: Tempo) -> Vec<Minute> {
    const END: usize = 6000;
    let session = |m: Minute| day.blocks.iter().any(|b| b.0 <= m && m < b.1);
    let (first, last) = ((0..END as Minute).find(|m| session(*m)), (0..END as Minute).rev().find(|m| session(*m)));
    let mut depth = vec![0; END];
    for m in 0..END {
        let t = m as Minute;
        let between = first < Some(t) && Some(t) < last && !session(t);
        let entered = day.breaks.iter().any(|b| b.0 <= t && t < b.1);
        if between && first.is_some() || entered {
            depth[m] = if m == 0 { 1 } else { depth[m - 1] + 1 };
        }
    }

    let mut occupied_until = match &day.current {
        Some(c) => {
            let mut left = c.pace.len(c.planned, tempo);
            let spent = day.now - c.called_in - c.away;
            (0..spent).for_each(|_| left -= 1);
            day.now + if left < 5 { 5 } else { left } + day.changeover
        }
        None => day.now.max(day.expected_at.or(first).unwrap_or(0)),
    };
    let mut starts = Vec::new();
    let mut minute = day.now.min(0);
    for v in queue {
        let len = v.pace.len(v.planned, tempo);
        loop {
            let there = match v.presence {
                Presence::Here { since } => minute >= since,
                Presence::Absent { eta } => minute >= day.now && minute >= v.booked && eta.is_none_or(|e| minute >= e),
            };
            let fits = (minute..minute + len).all(|m| m < 0 || depth[m as usize] <= day.into_break);
            if minute >= occupied_until && there && fits {
                break;
            }
            minute += 1;
        }
        starts.push(minute);
        occupied_until = minute + len + day.changeover;
    }
    starts
}

/// The queue as it goes when the minutes pass: whoever has announced to come later is passed by, until then, by the
/// first behind who can begin.
pub(crate) fn passed(day: &Day, queue: &[Visit]) -> Vec<Visit> {
    let announced = |v: &Visit| matches!(v.presence, Presence::Absent { eta: Some(e) } if e > v.booked && e > day.now);
    let (mut rest, mut run): (Vec<Visit>, Vec<Visit>) = (queue.to_vec(), Vec::new());
    while rest.iter().any(announced) {
        let start_of = |v: &Visit| {
            let with: Vec<_> = run.iter().chain([v]).cloned().collect();
            *simulate(day, &with, Tempo::Usual).last().unwrap()
        };
        let free = match run.last() {
            Some(v) => *simulate(day, &run, Tempo::Usual).last().unwrap() + v.pace.len(v.planned, Tempo::Usual) + day.changeover,
            None => day.next_start(Tempo::Usual),
        };
        let waited_for = |v: &Visit| announced(v) && v.ready(day.now) > free;
        let mut best = 0;
        for k in 1..rest.len() {
            if !rest[..k].iter().all(waited_for) {
                break;
            }
            if start_of(&rest[k]) < start_of(&rest[best]) {
                best = k;
            }
        }
        let next = rest.remove(best);
        run.push(next);
    }
    run.extend(rest);
    run
}

/// The run by comparing every two, and who is late.
pub(crate) fn queue(day: &Day) -> (Vec<Visit>, Vec<Visit>) {
    let time = |v: &Visit| match v.presence {
        Presence::Here { since: came } | Presence::Absent { eta: Some(came) } if came - v.booked > 10 => came,
        _ => v.booked,
    };
    let mut all = day.visits.clone();
    for i in 0..all.len() {
        for j in 0..all.len().saturating_sub(1 + i) {
            let (a, b) = (&all[j], &all[j + 1]);
            let swap = time(a) > time(b)
                || time(a) == time(b) && a.created > b.created
                || time(a) == time(b) && a.created == b.created && a.seq > b.seq;
            if swap {
                all.swap(j, j + 1);
            }
        }
    }
    let late = |v: &Visit| match v.presence {
        Presence::Here { .. } => false,
        Presence::Absent { eta } => day.now - v.booked > 10 && eta.is_none_or(|e| day.now - e > 10),
    };
    all.into_iter().partition(|v| !late(v))
}

fn pace() -> impl Strategy<Value = Pace> {
    prop_oneof![
        Just(Pace::default()),
        (0.3f64..2.5, 0f64..0.5, 0f64..0.5).prop_map(|(ratio, below, above)| Pace { ratio, low: ratio - below, high: ratio + above }),
    ]
}

fn presence() -> impl Strategy<Value = Presence> {
    prop_oneof![
        prop::option::of(400i64..800).prop_map(|eta| Presence::Absent { eta }),
        (450i64..600).prop_map(|since| Presence::Here { since }),
    ]
}

fn visits() -> impl Strategy<Value = Vec<Visit>> {
    let one = (
        (480i64..760, 0i64..45, presence(), 0i64..3, pace()),
        (prop::option::of(500i64..800), prop::bool::weighted(0.1), prop::bool::weighted(0.1)),
    );
    prop::collection::vec(one, 0..9).prop_map(|all| {
        let numbered = all.into_iter().enumerate();
        numbered
            .map(|(n, ((booked, planned, presence, created, pace), (promised, locked, bumped)))| Visit {
                urgent: false,
                id: Id::from_u128(n as u128 + 1),
                booked,
                planned,
                presence,
                created,
                seq: n as u64,
                pace,
                promised,
                locked,
                bumped,
                immediate: false,
                by_hand: None,
            })
            .collect()
    })
}

fn spans(from: Minute, most: usize) -> impl Strategy<Value = Vec<Span>> {
    let one = (from..from + 350, 0i64..120).prop_map(|(a, n)| (a, a + n));
    prop::collection::vec(one, 0..most)
}

prop_compose! {
    pub(crate) fn any_day()(
        now in 480i64..660,
        blocks in spans(480, 4),
        breaks in spans(500, 3),
        changeover in prop_oneof![3 => Just(0i64), 1 => 0i64..6],
        into_break in prop_oneof![3 => Just(0i64), 1 => 0i64..12],
        expected_at in prop::option::weighted(0.3, 480i64..700),
        current in prop::option::of((0i64..60, 0i64..40, 0i64..10, pace())),
        visits in visits(),
    ) -> Day {
        let current = current.map(|(since, planned, away, pace)| Current {
            id: id('!'),
            booked: now - since,
            planned,
            called_in: now - since,
            away,
            pace,
        });
        Day { now, blocks, breaks, changeover, into_break, expected_at, current, patience: None, visits }
    }
}

proptest! {
    #![proptest_config(crate::chance::cases(1000))]

    #[test]
    fn the_projection_is_what_passing_minutes_show(day in any_day()) {
        let p = project(&day);
        let (run, late) = queue(&day);
        let run = passed(&day, &run);
        let ids = |all: &[Visit]| all.iter().map(|v| v.id).collect::<Vec<_>>();
        prop_assert_eq!(p.run.iter().map(|v| v.id).collect::<Vec<_>>(), ids(&run));
        prop_assert_eq!(&p.late, &ids(&late));

        let usual = simulate(&day, &run, Tempo::Usual);
        let quick = simulate(&day, &run, Tempo::Quick);
        let slow = simulate(&day, &run, Tempo::Slow);
        for (k, (shown, v)) in p.run.iter().zip(&run).enumerate() {
            prop_assert_eq!(shown.start, usual[k]);
            prop_assert_eq!(shown.delay, usual[k] - v.booked);
            let wait = match v.presence {
                Presence::Here { since } => usual[k] - since,
                Presence::Absent { .. } => (usual[k] - v.booked).max(0),
            };
            prop_assert_eq!(shown.wait, wait);
            prop_assert!(shown.from % 5 == 0 && shown.from <= quick[k] && quick[k] - shown.from < 5);
            prop_assert!(shown.to % 5 == 0 && shown.to >= slow[k] && shown.to - slow[k] < 5);
            prop_assert!(shown.from <= shown.start && shown.start <= shown.to);
        }
    }

    #[test]
    fn nobody_waits_for_somebody_announced(day in any_day()) {
        let p = project(&day);
        let visits: Vec<Visit> = p.run.iter().map(|p| day.visits.iter().find(|v| v.id == p.id).unwrap().clone()).collect();
        let mut k = 0;
        while k < visits.len() {
            let next = visits[k..].iter().position(|v| !v.is_announced(day.now));
            if let Some(next) = next.filter(|n| *n > 0 && visits[k + n].is_here()) {
                let instead: Vec<_> = visits[..k].iter().chain([&visits[k + next]]).cloned().collect();
                let idle = visits[k].ready(day.now) == p.run[k].start;
                let could = *simulate(&day, &instead, Tempo::Usual).last().unwrap();
                prop_assert!(!idle || could >= p.run[k].start, "{:?} could begin at {could}", visits[k + next]);
            }
            k += 1;
        }
    }

    #[test]
    fn somebody_announced_takes_her_own_minutes_and_no_more(day in any_day(), which in 0usize..9, late in 1i64..90) {
        // Without breaks: a minute too many before one costs the whole of it, whoever takes it.
        let mut day = Day { blocks: vec![], breaks: vec![], ..day };
        let now = day.now;
        day.visits.retain(|v| !v.is_announced(now));
        if day.visits.is_empty() {
            return Ok(());
        }
        let which = which % day.visits.len();
        let c = &mut day.visits[which];
        c.presence = Presence::Absent { eta: Some(c.booked.max(now) + late) };
        let (id, own) = (c.id, c.pace.len(c.planned, Tempo::Usual) + day.changeover);
        let mut without = day.clone();
        without.visits.remove(which);
        let before = project(&without);
        for p in project(&day).run.iter().filter(|p| p.id != id) {
            prop_assert!(p.start - before.of(p.id).unwrap().start <= own);
        }
    }

    #[test]
    fn every_delay_has_a_reason(day in any_day()) {
        for p in project(&day).run {
            prop_assert_eq!(p.delay <= 0, p.why.contains(&Why::OnTime));
            prop_assert!(p.delay <= 0 || !p.why.is_empty(), "{:?}", p);
        }
    }

    #[test]
    fn the_order_in_which_visits_are_read_is_nothing_to_the_day(day in any_day(), by in 0usize..9) {
        let mut turned = day.clone();
        let by = by.min(turned.visits.len());
        turned.visits.rotate_left(by);
        turned.visits.reverse();
        prop_assert_eq!(project(&turned), project(&day));
    }

    #[test]
    fn a_moved_visit_is_where_it_was_put_and_the_others_stay_in_order(
        day in any_day(),
        moves in prop::collection::vec((0usize..9, 0usize..9), 0..6),
    ) {
        let order = |day: &Day| project(day).run.iter().map(|p| p.id).collect::<Vec<_>>();
        let mut day = day;
        // Who is announced for later is passed by, wherever she was put.
        let now = day.now;
        day.visits.retain(|v| !v.is_announced(now));
        for (which, to) in moves {
            let mut expected = order(&day);
            if expected.is_empty() {
                break;
            }
            let moved = expected.remove(which % expected.len());
            let to = to % (expected.len() + 1);
            expected.insert(to, moved);
            day = put(day, moved, to);
            prop_assert_eq!(order(&day), expected);
        }
    }
}
