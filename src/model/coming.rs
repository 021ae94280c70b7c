//! What a patient is booked for already, said before another visit is made for her.

use super::{Appointment, transition::AppointmentStatus as A};
use crate::base::Id;
use chrono::{Days, NaiveDate, NaiveDateTime};

/// So far ahead a visit is worth a word, whatever it is for.
const AHEAD: Days = Days::new(56);

/// What is about to be booked, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    pub day: Option<NaiveDate>,
    pub with: Vec<Id>,
    pub reason: Option<Id>,
}

/// One that is coming.
#[derive(Debug, Clone, PartialEq)]
pub struct Coming {
    pub visit: Appointment,
    /// It may well be what she asks for: the same day, the same practitioner or the same reason, or she is late for it.
    pub alike: bool,
}

/// Those that stand and are within eight weeks, or on the very day: what may be meant comes first, who is missed today among
/// it, each in order of time.
pub fn coming(visits: &[Appointment], now: NaiveDateTime, asked: &Asked) -> Vec<Coming> {
    let until = now.date().checked_add_days(AHEAD).unwrap_or(now.date());
    let alike = |a: &Appointment| {
        asked.day == Some(a.start.date())
            || asked.with.contains(&a.practitioner)
            || (asked.reason.is_some() && a.reason == asked.reason)
            || matches!(way(a, now), Way::Missing | Way::Comes(_))
    };
    let near = |a: &Appointment| a.start.date() <= until || asked.day == Some(a.start.date());
    let said = standing(visits, now).into_iter().filter(near);
    let mut all: Vec<Coming> = said.map(|visit| Coming { alike: alike(&visit), visit }).collect();
    all.sort_by_key(|c| (!c.alike, c.visit.start, c.visit.id));
    all
}

fn is_open(a: &Appointment) -> bool {
    matches!(a.status, A::Proposed | A::Pending | A::Booked | A::Arrived | A::CheckedIn)
}

/// What stands for a patient, in order of time: today's that is not over, also where its hour has passed and nobody came,
/// and all that is still to come, however far.
pub fn standing(visits: &[Appointment], now: NaiveDateTime) -> Vec<Appointment> {
    let mut all: Vec<Appointment> = visits.iter().filter(|a| is_open(a) && a.start.date() >= now.date()).cloned().collect();
    all.sort_by_key(|a| (a.start, a.id));
    all
}

/// How far today's visit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is another day's, or its hour has not come yet.
    Ahead,
    /// Its hour has passed, and she is not here.
    Missing,
    /// Not here yet, and said to come at that hour.
    Comes(NaiveDateTime),
    Here,
}

pub fn way(visit: &Appointment, now: NaiveDateTime) -> Way {
    match (visit.status, visit.phoned_eta) {
        (A::Arrived | A::CheckedIn, _) => Way::Here,
        (_, Some(eta)) if visit.start.date() == now.date() => Way::Comes(eta),
        _ if visit.start.date() == now.date() && visit.start < now => Way::Missing,
        _ => Way::Ahead,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(month: u32, day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
    }

    fn visit(n: u128, start: NaiveDateTime, practitioner: u128, status: A) -> Appointment {
        let reason = Some(Id::from_u128(50 + practitioner));
        Appointment { id: Id::from_u128(n), start, status, practitioner: Id::from_u128(practitioner), reason, ..Appointment::default() }
    }

    #[test]
    fn what_may_be_meant_comes_first_and_what_is_over_or_far_is_not_said() {
        let now = at(11, 23, 10);
        let visits = [
            visit(1, at(11, 20, 9), 1, A::Fulfilled),
            visit(2, at(11, 23, 9), 1, A::Booked),
            visit(3, at(11, 23, 9), 1, A::Arrived),
            visit(4, at(11, 24, 9), 2, A::Booked),
            visit(5, at(12, 3, 9), 1, A::Booked),
            visit(6, at(12, 4, 9), 1, A::Cancelled),
            visit(7, NaiveDate::from_ymd_opt(2027, 3, 1).unwrap().and_hms_opt(9, 0, 0).unwrap(), 1, A::Booked),
        ];
        let number = |id: Id| (1..=7).find(|n| Id::from_u128(*n) == id).unwrap_or(0);
        let told = |asked: &Asked| coming(&visits, now, asked).iter().map(|c| (number(c.visit.id), c.alike)).collect::<Vec<_>>();
        let roy = Asked { with: vec![Id::from_u128(1)], ..Asked::default() };
        assert_eq!(told(&roy), [(2, true), (3, true), (5, true), (4, false)], "with the same practitioner");
        assert_eq!(
            told(&Asked { reason: Some(Id::from_u128(52)), ..Asked::default() }),
            [(2, true), (4, true), (3, false), (5, false)],
            "who is late first"
        );
        let day = Asked { day: Some(at(12, 3, 0).date()), ..Asked::default() };
        assert_eq!(told(&day)[1], (5, true), "on the same day");
        let far = Asked { day: NaiveDate::from_ymd_opt(2027, 3, 1), ..Asked::default() };
        assert_eq!(told(&far)[1], (7, true), "however far, where it is the very day");
        assert_eq!(told(&Asked::default()), [(2, true), (3, false), (4, false), (5, false)]);
    }

    #[test]
    fn who_is_late_has_a_visit_that_stands() {
        let now = at(11, 23, 10);
        let eta = Appointment { phoned_eta: Some(at(11, 23, 11)), ..visit(5, at(11, 23, 9), 1, A::Booked) };
        let visits = [
            visit(1, at(11, 22, 9), 1, A::Booked),
            visit(2, at(11, 23, 9), 1, A::Booked),
            visit(3, at(11, 23, 8), 1, A::Fulfilled),
            visit(4, NaiveDate::from_ymd_opt(2027, 6, 1).unwrap().and_hms_opt(9, 0, 0).unwrap(), 1, A::Booked),
            eta,
            visit(6, at(11, 23, 11), 1, A::CheckedIn),
            visit(7, at(11, 23, 8), 1, A::NoShow),
        ];
        let stand = standing(&visits, now);
        assert_eq!(
            stand.iter().map(|a| a.id).collect::<Vec<_>>(),
            [2, 5, 6, 4].map(Id::from_u128),
            "yesterday's is over, next year's is not"
        );
        assert_eq!(
            stand.iter().map(|a| way(a, now)).collect::<Vec<_>>(),
            [Way::Missing, Way::Comes(at(11, 23, 11)), Way::Here, Way::Ahead]
        );
    }
}
