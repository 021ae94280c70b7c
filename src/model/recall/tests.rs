use super::*;
use proptest::prelude::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn done(on: NaiveDate) -> Option<Done> {
    Some(Done { on, title: "done".into() })
}

fn every(n: u32, unit: Unit) -> RecallKind {
    RecallKind { every: n, unit, ..RecallKind::default() }
}

const TODAY: (i32, u32, u32) = (2026, 11, 23);

fn due(kind: &RecallKind, facts: &Facts) -> Option<NaiveDate> {
    let (y, m, d) = TODAY;
    kind.due(facts, day(y, m, d)).map(|due| due.on)
}

#[test]
fn month_ends_and_leap_days() {
    let last = |on| Facts { last: done(on), ..Facts::default() };
    for (kind, on, then) in [
        (every(1, Unit::Months), day(2026, 1, 31), day(2026, 2, 28)),
        (every(6, Unit::Months), day(2025, 8, 31), day(2026, 2, 28)),
        (every(1, Unit::Years), day(2024, 2, 29), day(2025, 2, 28)),
        (every(4, Unit::Years), day(2024, 2, 29), day(2028, 2, 29)),
        (every(10, Unit::Days), day(2026, 2, 20), day(2026, 3, 2)),
        (every(2, Unit::Weeks), day(2023, 12, 25), day(2024, 1, 8)),
    ] {
        assert_eq!(due(&kind, &last(on)), Some(then), "{kind:?} after {on}");
    }
}

#[test]
fn an_age_begins_and_ends() {
    let screening = RecallKind { from_age: Some(50), to_age: Some(74), ..every(2, Unit::Years) };
    let born = |on, last| Facts { born: Some(on), last, ..Facts::default() };
    assert_eq!(due(&screening, &born(day(1980, 5, 1), None)), Some(day(2030, 5, 1)), "not yet fifty");
    assert_eq!(due(&screening, &born(day(1976, 2, 29), None)), Some(day(2026, 3, 1)), "a leap child is fifty on 1 March");
    assert_eq!(due(&screening, &born(day(1960, 5, 1), done(day(2025, 4, 2)))), Some(day(2027, 4, 2)));
    assert_eq!(due(&screening, &born(day(1952, 1, 1), done(day(2025, 4, 2)))), None, "by then she is seventy-five");
    assert_eq!(due(&screening, &born(day(1951, 11, 23), None)), None, "seventy-five today");
    assert_eq!(due(&screening, &born(day(1951, 11, 24), None)), Some(day(2001, 11, 24)), "seventy-five tomorrow");
    assert_eq!(due(&screening, &Facts::default()), None, "of unknown age");
}

/// The boosters of the French calendar: at 25, 45, 65, then every ten years, and never sooner than five after the last.
#[test]
fn fixed_ages_go_on_after_the_last() {
    let booster = RecallKind { ages: vec![300, 540, 780], gap: 60, ..every(10, Unit::Years) };
    let of = |year, last| due(&booster, &Facts { born: Some(day(year, 3, 31)), last, ..Facts::default() });
    assert_eq!(of(1990, None), Some(day(2015, 3, 31)), "the one at 25 was never seen");
    assert_eq!(of(1976, None), Some(day(2021, 3, 31)), "of two that are over the later");
    assert_eq!(of(2010, None), Some(day(2035, 3, 31)), "the first is ahead");
    assert_eq!(of(1990, done(day(2016, 1, 1))), Some(day(2035, 3, 31)));
    assert_eq!(of(1990, done(day(2031, 1, 1))), Some(day(2015, 3, 31)), "what is noted ahead of today is not done");
    assert_eq!(of(1978, done(day(2021, 1, 1))), Some(day(2043, 3, 31)), "at 45 it was only two years ago");
    assert_eq!(of(1940, done(day(2016, 1, 1))), Some(day(2025, 3, 31)), "at 85");
    let infant = RecallKind { ages: vec![2, 4, 11], every: 0, ..RecallKind::default() };
    let born = day(2026, 7, 31);
    let at = |last| due(&infant, &Facts { born: Some(born), last, ..Facts::default() });
    assert_eq!(at(None), Some(day(2026, 10, 1)), "two months after the 31st of July is over on the 30th of September");
    assert_eq!(at(done(day(2026, 10, 5))), Some(day(2026, 12, 1)));
}

#[test]
fn whom_it_concerns() {
    let eyes = RecallKind { flags: vec!["Diabète".into()], not_flags: vec!["suivi ailleurs".into()], ..every(1, Unit::Years) };
    let with = |flags: &[&str]| Facts { flags: flags.iter().map(|f| (*f).to_owned()).collect(), ..Facts::default() };
    assert_eq!(due(&eyes, &with(&[])), None);
    assert_eq!(due(&eyes, &with(&["diabete"])), Some(day(2026, 11, 23)), "never seen, and no age to go by: from today");
    assert_eq!(due(&eyes, &with(&["diabète", "Suivi ailleurs"])), None);
    let women = RecallKind { gender: "female".into(), ..every(3, Unit::Years) };
    assert_eq!(due(&women, &Facts { gender: "male".into(), ..Facts::default() }), None);
}

#[test]
fn another_programs_date_goes_before_ours_until_it_was_done() {
    let flu = every(1, Unit::Years);
    let said = |last| Facts { last, recommended: done(day(2026, 10, 1)), ..Facts::default() };
    assert_eq!(due(&flu, &said(None)), Some(day(2026, 10, 1)));
    assert_eq!(due(&flu, &said(done(day(2025, 11, 1)))), Some(day(2026, 10, 1)));
    assert_eq!(due(&flu, &said(done(day(2026, 10, 12)))), Some(day(2027, 10, 12)), "done since");
}

#[test]
fn once_is_once() {
    let once = RecallKind { from_age: Some(65), every: 0, ..RecallKind::default() };
    let born = Some(day(1950, 6, 1));
    assert_eq!(due(&once, &Facts { born, ..Facts::default() }), Some(day(2015, 6, 1)));
    assert_eq!(due(&once, &Facts { born, last: done(day(2020, 1, 1)), ..Facts::default() }), None);
}

#[test]
fn what_shows_it_is_a_code_or_words() {
    let flu = RecallKind { evidence: vec!["cvx|140".into(), "Grippe".into()], ..RecallKind::default() };
    assert!(flu.is_shown_by("cvx|140") && flu.is_shown_by("Vaccin anti-grippe 2025"));
    assert!(!flu.is_shown_by("cvx|1400") && !flu.is_shown_by("grippe|7") && !flu.is_shown_by("Tétanos"));
    assert!(!RecallKind::default().is_shown_by("anything"), "who names no evidence finds none");
}

#[test]
fn ages_are_read_as_they_are_typed() {
    assert_eq!(read_ages("25, 45 et 65"), Some(vec![300, 540, 780]));
    assert_eq!(read_ages("2 mois; 11 m, 16months, 2 ans"), Some(vec![2, 11, 16, 24]));
    assert_eq!(read_ages(""), Some(vec![]));
    for wrong in ["young", "25 weeks", "131", "-2", "4,x"] {
        assert_eq!(read_ages(wrong), None, "{wrong}");
    }
}

/// The same, day by day and without a formula: the first day from birth on of which it is true.
fn naive(kind: &RecallKind, facts: &Facts, today: NaiveDate) -> Option<NaiveDate> {
    let months_old = |born: NaiveDate, on: NaiveDate| {
        use chrono::Datelike;
        let months = (on.year() - born.year()) * 12 + on.month() as i32 - born.month() as i32;
        months - i32::from(on.day() < born.day())
    };
    if !kind.gender.is_empty() && kind.gender != facts.gender {
        return None;
    }
    let by_age = kind.from_age.is_some() || kind.to_age.is_some() || !kind.ages.is_empty();
    if by_age && facts.born.is_none() {
        return None;
    }
    let old_enough = |on: NaiveDate| facts.born.is_none_or(|b| kind.from_age.is_none_or(|y| months_old(b, on) >= y as i32 * 12));
    let too_old = |on: NaiveDate| facts.born.is_some_and(|b| kind.to_age.is_some_and(|y| months_old(b, on) >= (y as i32 + 1) * 12));
    let last = facts.last.as_ref().map(|d| d.on).filter(|on| *on <= today);
    let first_day = |from: NaiveDate, holds: &dyn Fn(NaiveDate) -> bool| from.iter_days().take(60_000).find(|d| holds(*d));
    let found = if !kind.ages.is_empty() {
        let born = facts.born?;
        let is_stop = |on: NaiveDate| {
            let (now, before) = (months_old(born, on), on.pred_opt().map_or(-1, |d| months_old(born, d)));
            let top = *kind.ages.iter().max()? as i32;
            let step = kind.every as i32 * 12;
            let hit = (before + 1..=now)
                .any(|m| kind.ages.contains(&(m as u32)) || (step > 0 && m > top && m <= 130 * 12 && (m - top) % step == 0));
            hit.then_some(on)
        };
        match last {
            Some(last) => first_day(last.succ_opt()?.max(born), &|on| {
                // A month later is the same day of it, or its last.
                let far_enough = last.checked_add_months(Months::new(kind.gap)).is_some_and(|e| on >= e);
                far_enough && is_stop(on).is_some()
            }),
            None => {
                let over = born.iter_days().take_while(|d| *d <= today).filter(|d| is_stop(*d).is_some()).last();
                over.or_else(|| first_day(today.max(born), &|on| is_stop(on).is_some()))
            }
        }
    } else {
        match last {
            Some(_) if kind.every == 0 => None,
            Some(last) => {
                use chrono::Datelike;
                let months = kind.every as i32 * if kind.unit == Unit::Years { 12 } else { 1 };
                match kind.unit {
                    Unit::Days | Unit::Weeks => {
                        let days = i64::from(kind.every) * if kind.unit == Unit::Weeks { 7 } else { 1 };
                        first_day(last, &|on| (on - last).num_days() >= days)
                    }
                    // In the right month, on the same day or, where it has none, its last.
                    _ => first_day(last, &|on| {
                        let passed = (on.year() - last.year()) * 12 + on.month() as i32 - last.month() as i32;
                        let is_last = on.succ_opt().is_some_and(|next| next.month() != on.month());
                        passed == months && (on.day() == last.day() || (is_last && on.day() < last.day()))
                    }),
                }
            }
            None => match (facts.born, kind.from_age) {
                (Some(born), Some(_)) => first_day(born, &old_enough),
                _ => Some(today),
            },
        }
    };
    let on = found?;
    let on = if old_enough(on) { on } else { first_day(on, &old_enough)? };
    (!too_old(on) && !too_old(today)).then_some(on)
}

fn dates() -> impl Strategy<Value = NaiveDate> {
    // Month ends and leap days more often than chance would.
    let edges = prop_oneof![Just((2, 29)), Just((2, 28)), Just((1, 31)), Just((8, 31)), Just((12, 31)), Just((3, 1))];
    let edge = (1924i32..2027, edges).prop_map(|(y, (m, d))| NaiveDate::from_ymd_opt(y, m, d).unwrap_or(day(y, 3, 1)));
    prop_oneof![edge, (0u64..37_000).prop_map(|n| day(1925, 1, 1) + Days::new(n))]
}

fn kinds() -> impl Strategy<Value = RecallKind> {
    let units = prop_oneof![Just(Unit::Days), Just(Unit::Weeks), Just(Unit::Months), Just(Unit::Years)];
    let by_span = (0u32..15, units, prop::option::of(0u32..90), prop::option::of(0u32..40), any::<bool>()).prop_map(
        |(n, unit, from, width, women)| RecallKind {
            every: n,
            unit,
            from_age: from,
            to_age: width.map(|w| from.unwrap_or(0) + w),
            gender: if women { "female".into() } else { String::new() },
            ..RecallKind::default()
        },
    );
    let by_ages = (prop::collection::vec(0u32..900, 1..5), 0u32..12, 0u32..80).prop_map(|(ages, n, gap)| RecallKind {
        ages,
        gap,
        ..every(n, Unit::Years)
    });
    prop_oneof![by_span, by_ages]
}

proptest! {
    #![proptest_config(crate::chance::cases(1500))]

    #[test]
    fn due_dates_are_those_of_a_naive_count(kind in kinds(), born in prop::option::of(dates()), last in prop::option::of(dates()), woman in any::<bool>()) {
        let (y, m, d) = TODAY;
        let today = day(y, m, d);
        let last = last.filter(|l| born.is_none_or(|b| *l >= b));
        let facts = Facts { born, last: last.and_then(done), gender: if woman { "female".into() } else { "male".into() }, ..Facts::default() };
        prop_assert_eq!(kind.due(&facts, today).map(|d| d.on), naive(&kind, &facts, today));
    }
}
