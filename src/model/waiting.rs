//! The waiting list: for whom among those who wait a place that opens is the right one.

use super::{
    Appointment,
    slots::{Room, free},
    span::{Span, overlap},
};
use crate::base::{
    Id,
    clock::{Minute, local, minute},
};
use chrono::NaiveDateTime;
use chrono_tz::Tz;

/// Time that came free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    pub practitioner: Id,
    /// What came free of it.
    pub freed: Span,
    /// All the free time around, with what was free before.
    pub gap: Span,
}

/// Somebody who waits, with the place that would suit, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit<'a> {
    pub visit: &'a Appointment,
    pub practitioner: Id,
    pub start: NaiveDateTime,
    /// Asked for this practitioner.
    pub named: bool,
    /// Takes as long as what came free.
    pub exact: bool,
}

/// Those whom an opening suits, closest first: who asked for this very practitioner, then whose wish leaves the least
/// open, then who has waited longest, then whose length is closest to what came free. Each once, at its best place.
pub fn fitting<'a>(waiting: &'a [Appointment], openings: &[Opening], repeated: &[Span], now: NaiveDateTime, zone: Tz) -> Vec<Fit<'a>> {
    let mut ranked: Vec<_> = waiting
        .iter()
        .filter_map(|visit| {
            let best = openings.iter().filter_map(|opening| place(visit, opening, repeated, now, zone)).min_by_key(|p| p.0);
            best.map(|((_, off, _), fit)| {
                let tight = visit.wish().open_minutes(now.date());
                ((!fit.named, tight, visit.created, off, visit.id), fit)
            })
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, fit)| fit).collect()
}

/// How good a place is for one visit: named practitioner, length, then how early.
type Rank = (bool, i64, Minute);

fn place<'a>(visit: &'a Appointment, opening: &Opening, repeated: &[Span], now: NaiveDateTime, zone: Tz) -> Option<(Rank, Fit<'a>)> {
    let (wish, minutes) = (visit.wish(), Minute::from(visit.minutes));
    let practitioner = opening.practitioner;
    let room = Room { blocks: &[opening.gap], repeated, ..Room::default() };
    // What was free all along needed no opening: the place has to touch what came free.
    let touching = free(room, minutes, minute(now, zone)).filter(|at| overlap((*at, at + minutes), opening.freed));
    let suiting = touching.filter(|at| wish.suits(practitioner, local(*at, zone), visit.minutes));
    let at = suiting.min_by_key(|at| ((at - opening.freed.0).abs(), *at))?;
    let named = wish.with.contains(&practitioner);
    let off = (opening.freed.1 - opening.freed.0 - minutes).abs();
    let fit = Fit { visit, practitioner, start: local(at, zone), named, exact: off == 0 };
    Some(((!named, off, at), fit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{transition::AppointmentStatus, wish::Wish};
    use chrono::{NaiveDate, NaiveTime, Weekday};
    use chrono_tz::Europe::Paris;

    const ROY: Id = Id::from_u128(100);
    const AMSEL: Id = Id::from_u128(101);

    /// On Monday 23 November.
    fn at(hour: u32, min: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(hour, min, 0).unwrap()
    }

    fn span(from: (u32, u32), to: (u32, u32)) -> Span {
        (minute(at(from.0, from.1), Paris), minute(at(to.0, to.1), Paris))
    }

    fn waits(n: u128, minutes: u32, wish: Wish) -> Appointment {
        let created = Some(at(8, 0) - chrono::TimeDelta::days(10));
        Appointment { id: Id::from_u128(n), minutes, status: AppointmentStatus::Waitlist, created, ..Appointment::default() }.wishing(wish)
    }

    fn order(waiting: &[Appointment], openings: &[Opening]) -> Vec<(u128, String)> {
        let fits = fitting(waiting, openings, &[], at(9, 0), Paris);
        let number = |id: Id| (1..99).find(|n| Id::from_u128(*n) == id).unwrap();
        fits.iter().map(|f| (number(f.visit.id), f.start.format("%H:%M").to_string())).collect()
    }

    fn ids(waiting: &[Appointment], openings: &[Opening]) -> Vec<u128> {
        order(waiting, openings).into_iter().map(|(n, _)| n).collect()
    }

    fn with(who: Id) -> Wish {
        Wish { with: vec![who], ..Wish::default() }
    }

    /// Half past ten to eleven came free, and a quarter of an hour before was.
    const HALF: fn() -> Opening = || Opening { practitioner: ROY, freed: span((10, 30), (11, 0)), gap: span((10, 15), (11, 0)) };

    #[test]
    fn who_does_not_fit_is_not_offered() {
        let hour = |h| NaiveTime::from_hms_opt(h, 0, 0);
        let waiting = [
            waits(1, 50, Wish::default()),
            waits(2, 45, Wish::default()),
            waits(3, 20, with(AMSEL)),
            waits(4, 20, Wish { days: vec![Weekday::Tue], ..Wish::default() }),
            waits(5, 20, Wish { after: hour(11), ..Wish::default() }),
            waits(6, 20, Wish { from: Some(at(9, 0).date().succ_opt().unwrap()), ..Wish::default() }),
            waits(7, 20, Wish { until: Some(at(9, 0).date().pred_opt().unwrap()), ..Wish::default() }),
        ];
        assert_eq!(order(&waiting, &[HALF()]), [(2, "10:15".to_string())], "with the quarter before it is long enough");
    }

    #[test]
    fn a_visit_begins_where_the_place_came_free_or_as_near_as_suits() {
        let late = Wish { after: NaiveTime::from_hms_opt(10, 35, 0), ..Wish::default() };
        let early = Wish { before: NaiveTime::from_hms_opt(10, 40, 0), ..Wish::default() };
        let before = Wish { before: NaiveTime::from_hms_opt(10, 30, 0), ..Wish::default() };
        let waiting = [waits(1, 20, Wish::default()), waits(2, 20, late), waits(3, 20, early), waits(4, 15, before)];
        let mut found = order(&waiting, &[HALF()]);
        found.sort();
        let at = |n, t: &str| (n, t.to_string());
        assert_eq!(found, [at(1, "10:30"), at(2, "10:35"), at(3, "10:20")], "what was free before needs no opening");
        // Of a place that already began what is left is offered.
        let begun = Opening { freed: span((8, 50), (9, 30)), gap: span((8, 50), (9, 30)), ..HALF() };
        assert_eq!(order(&waiting[..1], &[begun]), [at(1, "09:00")]);
    }

    #[test]
    fn the_closest_comes_first_and_every_tie_is_broken() {
        let mondays = Wish { days: vec![Weekday::Mon], ..Wish::default() };
        let longer = |mut a: Appointment| {
            a.created = a.created.map(|t| t - chrono::TimeDelta::days(5));
            a
        };
        // By id, against the order they come out in.
        let waiting = [
            waits(9, 30, Wish::default()),
            waits(8, 20, Wish::default()),
            waits(7, 20, Wish::default()),
            longer(waits(6, 20, Wish::default())),
            waits(5, 20, mondays.clone()),
            waits(4, 20, with(ROY)),
            waits(3, 20, Wish { with: vec![ROY], ..mondays }),
        ];
        assert_eq!(ids(&waiting, &[HALF()]), [3, 4, 5, 6, 9, 7, 8]);
        let mut backwards = waiting.to_vec();
        backwards.reverse();
        assert_eq!(ids(&backwards, &[HALF()]), [3, 4, 5, 6, 9, 7, 8], "whatever order they are read in");
    }

    #[test]
    fn of_several_openings_each_gets_the_one_that_suits_best() {
        let amsel = Opening { practitioner: AMSEL, freed: span((11, 0), (11, 20)), gap: span((11, 0), (11, 20)) };
        let waiting = [waits(1, 20, Wish::default()), waits(2, 30, Wish::default()), waits(3, 20, with(ROY))];
        let mut found = order(&waiting, &[HALF(), amsel]);
        found.sort();
        let at = |n, t: &str| (n, t.to_string());
        assert_eq!(found, [at(1, "11:00"), at(2, "10:30"), at(3, "10:30")]);
        assert!(fitting(&waiting, &[], &[], super::tests::at(9, 0), Paris).is_empty());
    }
}
