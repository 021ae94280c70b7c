//! Visits that lost their session: booked into a time in which nobody works (any more).

use super::{
    Appointment, Practitioner,
    hours::sessions,
    practitioner::Absence,
    span::{Span, merged, overlap, without},
    transition::AppointmentStatus,
};
use crate::base::clock::{Minute, local, minute};
use chrono::{Days, NaiveDateTime};
use chrono_tz::Tz;

/// Why a visit cannot stay where it is, with the words that were entered for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The practitioner is away.
    Away(String),
    /// The practice is closed.
    Closed(String),
    /// A break was entered there.
    Break(String),
    /// Nobody works at that time: hours were changed, a session was taken away.
    NoSession,
}

/// When one practitioner works, ready to be asked about many visits.
#[derive(Debug, Clone)]
pub struct Calendar<'a> {
    who: &'a Practitioner,
    zone: Tz,
    away: Vec<(Span, &'a str)>,
    closed: Vec<(Span, &'a str)>,
    extra: Vec<Span>,
    breaks: Vec<(Span, &'a str)>,
}

impl<'a> Calendar<'a> {
    /// `extra` are sessions beside the weekly hours, `breaks` those entered by hand.
    pub fn new(who: &'a Practitioner, closed: &'a [Absence], extra: Vec<Span>, breaks: Vec<(Span, &'a str)>, zone: Tz) -> Self {
        let spans = |all: &'a [Absence]| {
            all.iter().map(|a| ((minute(a.from, zone), minute(a.to, zone)), a.why.as_str())).collect::<Vec<(Span, &'a str)>>()
        };
        Calendar { who, zone, away: spans(&who.absences), closed: spans(closed), extra, breaks }
    }

    /// Why a visit cannot stay there; none where it can. It may run into a break, or out of a session, by as many
    /// minutes as the practitioner allows, and of who has no hours yet only absences are known.
    pub fn because(&self, start: NaiveDateTime, minutes: u32) -> Option<Because> {
        let from = minute(start, self.zone);
        let visit = (from, from + Minute::from(minutes.max(1)));
        let open = self.open(visit);
        let kept: Minute = open.iter().map(|s| (s.1.min(visit.1) - s.0.max(visit.0)).max(0)).sum();
        let outside = visit.1 - visit.0 - kept;
        // What lies outside altogether does not run out of anything, however short it is.
        if outside == 0 || (kept > 0 && outside <= Minute::from(self.who.into_break)) {
            return None;
        }
        let touched = |all: &[(Span, &str)]| all.iter().find(|(span, _)| overlap(*span, visit)).map(|(_, why)| (*why).to_owned());
        let away = touched(&self.away).map(Because::Away);
        let closed = || touched(&self.closed).map(Because::Closed);
        let paused = || touched(&self.breaks).map(Because::Break);
        Some(away.or_else(closed).or_else(paused).unwrap_or(Because::NoSession))
    }

    /// The open time around a visit.
    fn open(&self, visit: Span) -> Vec<Span> {
        let (first, last) = (local(visit.0, self.zone).date(), local(visit.1 - 1, self.zone).date());
        let cuts = |all: &[(Span, &str)]| all.iter().map(|(span, _)| *span).collect::<Vec<_>>();
        let mut blocks: Vec<Span> = if self.who.hours.is_empty() && self.extra.is_empty() {
            vec![visit]
        } else {
            // A session of the evening before may reach over midnight.
            let before = first.checked_sub_days(Days::new(1)).unwrap_or(first);
            before.iter_days().take_while(|d| *d <= last).flat_map(|d| sessions(&self.who.hours, &[], d, self.zone)).collect()
        };
        blocks = without(&blocks, &cuts(&self.closed));
        blocks.extend(self.extra.iter().filter(|s| overlap(**s, visit)));
        without(&without(&merged(&blocks), &cuts(&self.away)), &cuts(&self.breaks))
    }

    /// The same of a visit as it stands, if somebody has to see to it: booked, still to come, and neither left there
    /// on purpose nor chosen so from the beginning.
    pub fn displaced(&self, visit: &Appointment, now: NaiveDateTime) -> Option<Because> {
        let open = matches!(visit.status, AppointmentStatus::Booked | AppointmentStatus::Pending) && visit.start >= now;
        if !open || visit.stays == Some(visit.start) {
            return None;
        }
        self.because(visit.start, visit.minutes).filter(|why| *why != Because::NoSession || visit.outside != Some(visit.start))
    }
}

/// The places to offer first: with the same practitioner the last before and the first after, then with a
/// colleague the nearest; where one of them is lacking, what comes next. Each list in order of time.
pub fn offered<T: Clone>(wanted: Minute, own: &[(Minute, T)], others: &[(Minute, T)]) -> Vec<(Minute, T)> {
    let split = own.partition_point(|p| p.0 <= wanted);
    let (before, after) = own.split_at(split);
    let mut chosen: Vec<(Minute, T)> = before.last().into_iter().chain(after.first()).cloned().collect();
    chosen.extend(others.iter().min_by_key(|p| ((p.0 - wanted).abs(), p.0)).cloned());
    // Two at the same hour help nobody: the next ones are of another half day.
    const APART: Minute = 4 * 60;
    for place in after.iter().skip(1).chain(before.iter().rev().skip(1)) {
        if chosen.len() >= 3 {
            break;
        }
        if chosen.iter().all(|c| (c.0 - place.0).abs() >= APART) {
            chosen.push(place.clone());
        }
    }
    chosen.sort_by_key(|p| p.0);
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::practitioner::Block;
    use chrono::{NaiveDate, NaiveTime, Weekday};
    use chrono_tz::Europe::Paris;

    fn at(month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    fn block(day: Weekday, from: u32, to: u32) -> Block {
        let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
        Block { day, from: time(from), to: time(to) }
    }

    fn away(from: NaiveDateTime, to: NaiveDateTime, why: &str) -> Absence {
        Absence { from, to, why: why.into() }
    }

    fn roy() -> Practitioner {
        let hours = vec![block(Weekday::Mon, 8, 12), block(Weekday::Mon, 14, 18), block(Weekday::Sun, 1, 5)];
        Practitioner { hours, ..Practitioner::default() }
    }

    fn because(who: &Practitioner, closed: &[Absence], start: NaiveDateTime, minutes: u32) -> Option<Because> {
        Calendar::new(who, closed, vec![], vec![], Paris).because(start, minutes)
    }

    // 23 November 2026 is a Monday.
    #[test]
    fn a_visit_shorter_than_what_may_run_over_is_not_forgotten() {
        let lenient = Practitioner { into_break: 10, absences: vec![away(at(11, 23, 0, 0), at(11, 24, 0, 0), "ill")], ..roy() };
        assert_eq!(because(&lenient, &[], at(11, 23, 10, 50), 10), Some(Because::Away("ill".into())));
        let lenient = Practitioner { into_break: 10, ..roy() };
        assert_eq!(because(&lenient, &[], at(11, 23, 12, 0), 10), Some(Because::NoSession));
        assert_eq!(because(&lenient, &[], at(11, 23, 11, 55), 10), None);
    }

    #[test]
    fn a_visit_within_its_session_stays_to_the_last_minute() {
        assert_eq!(because(&roy(), &[], at(11, 23, 8, 0), 20), None);
        assert_eq!(because(&roy(), &[], at(11, 23, 11, 40), 20), None);
        assert_eq!(because(&roy(), &[], at(11, 23, 11, 45), 20), Some(Because::NoSession), "five minutes of it are outside");
        assert_eq!(because(&roy(), &[], at(11, 24, 9, 0), 20), Some(Because::NoSession), "another weekday");
        assert_eq!(because(&roy(), &[], at(11, 23, 12, 30), 20), Some(Because::NoSession), "between two sessions");
    }

    #[test]
    fn what_may_run_into_a_break_may_run_out_of_a_session() {
        let lenient = Practitioner { into_break: 5, ..roy() };
        assert_eq!(because(&lenient, &[], at(11, 23, 11, 45), 20), None);
        assert_eq!(because(&lenient, &[], at(11, 23, 11, 46), 20), Some(Because::NoSession));
    }

    #[test]
    fn an_absence_takes_what_it_touches_and_says_why() {
        let who = Practitioner { absences: vec![away(at(11, 23, 9, 0), at(11, 23, 10, 0), "congress")], ..roy() };
        let congress = Some(Because::Away("congress".into()));
        assert_eq!(because(&who, &[], at(11, 23, 8, 40), 20), None, "ends as it begins");
        assert_eq!(because(&who, &[], at(11, 23, 8, 50), 20), congress, "a partial overlap");
        assert_eq!(because(&who, &[], at(11, 23, 9, 50), 20), congress);
        assert_eq!(because(&who, &[], at(11, 23, 10, 0), 20), None, "the end is not included");
    }

    #[test]
    fn a_closed_day_a_break_and_a_session_beside_the_hours() {
        let who = roy();
        let closed = [away(at(11, 23, 0, 0), at(11, 24, 0, 0), "holiday")];
        assert_eq!(because(&who, &closed, at(11, 23, 9, 0), 20), Some(Because::Closed("holiday".into())));
        let span = |from, to| (minute(from, Paris), minute(to, Paris));
        let (extra, paused) = (span(at(11, 23, 8, 0), at(11, 23, 10, 0)), span(at(11, 23, 9, 30), at(11, 23, 10, 0)));
        let calendar = Calendar::new(&who, &closed, vec![extra], vec![(paused, "vaccines")], Paris);
        assert_eq!(calendar.because(at(11, 23, 9, 0), 20), None, "she works on that holiday");
        assert_eq!(calendar.because(at(11, 23, 9, 20), 20), Some(Because::Closed("holiday".into())));
        let open = Calendar::new(&who, &[], vec![extra], vec![(paused, "vaccines")], Paris);
        assert_eq!(open.because(at(11, 23, 9, 20), 20), Some(Because::Break("vaccines".into())));
    }

    #[test]
    fn of_who_has_no_hours_only_absences_are_known() {
        let who = Practitioner { absences: vec![away(at(11, 23, 9, 0), at(11, 23, 10, 0), "")], ..Practitioner::default() };
        assert_eq!(because(&who, &[], at(11, 28, 22, 0), 20), None);
        assert_eq!(because(&who, &[], at(11, 23, 9, 0), 20), Some(Because::Away(String::new())));
    }

    /// On 29 March 2026 the clock goes from 2 to 3, on 25 October back from 3 to 2: sessions are as long as they are.
    #[test]
    fn a_clock_change_moves_nobody_out() {
        assert_eq!(because(&roy(), &[], at(3, 29, 1, 50), 20), None, "over the gap");
        assert_eq!(because(&roy(), &[], at(3, 29, 4, 40), 20), None);
        assert_eq!(because(&roy(), &[], at(3, 29, 4, 50), 20), Some(Because::NoSession));
        assert_eq!(because(&roy(), &[], at(10, 25, 1, 30), 180), None, "an hour more of it");
        assert_eq!(because(&roy(), &[], at(10, 25, 4, 50), 20), Some(Because::NoSession));
        let who = Practitioner { absences: vec![away(at(10, 25, 2, 0), at(10, 25, 3, 0), "")], ..roy() };
        assert!(because(&who, &[], at(10, 25, 1, 50), 20).is_some());
        assert_eq!(because(&who, &[], at(10, 25, 3, 0), 20), None, "both hours between 2 and 3 are the absence's");
    }

    #[test]
    fn a_session_over_midnight_holds_what_comes_after_it() {
        let who = Practitioner { hours: vec![block(Weekday::Mon, 20, 2)], ..Practitioner::default() };
        assert_eq!(because(&who, &[], at(11, 23, 23, 50), 20), None);
        assert_eq!(because(&who, &[], at(11, 24, 1, 40), 20), None);
        assert_eq!(because(&who, &[], at(11, 24, 1, 50), 20), Some(Because::NoSession));
    }

    #[test]
    fn only_what_is_booked_and_still_to_come_and_not_left_on_purpose() {
        let who = roy();
        let calendar = Calendar::new(&who, &[], vec![], vec![], Paris);
        let start = at(11, 24, 9, 0);
        let visit = Appointment { start, minutes: 20, ..Appointment::default() };
        let now = at(11, 23, 9, 40);
        assert_eq!(calendar.displaced(&visit, now), Some(Because::NoSession));
        assert_eq!(calendar.displaced(&visit, at(11, 24, 9, 1)), None, "past");
        for gone in [AppointmentStatus::Cancelled, AppointmentStatus::Arrived, AppointmentStatus::Waitlist] {
            assert_eq!(calendar.displaced(&Appointment { status: gone, ..visit.clone() }, now), None, "{gone}");
        }
        assert_eq!(calendar.displaced(&Appointment { stays: Some(start), ..visit.clone() }, now), None);
        assert_eq!(calendar.displaced(&Appointment { outside: Some(start), ..visit.clone() }, now), None, "overtime");
        let moved = Appointment { stays: Some(start), start: at(11, 25, 9, 0), ..visit.clone() };
        assert!(calendar.displaced(&moved, now).is_some(), "said of another time");
        let ill = Practitioner { absences: vec![away(at(11, 24, 0, 0), at(11, 25, 0, 0), "ill")], ..roy() };
        let calendar = Calendar::new(&ill, &[], vec![], vec![], Paris);
        assert!(calendar.displaced(&Appointment { outside: Some(start), ..visit }, now).is_some(), "overtime with a doctor who is ill");
    }

    #[test]
    fn before_after_and_a_colleague() {
        let own = [(100, "o"), (400, "o"), (900, "o"), (905, "o"), (1500, "o")];
        let others = [(500, "c"), (700, "c"), (2000, "c")];
        assert_eq!(offered(600, &own, &others), [(400, "o"), (500, "c"), (900, "o")]);
        assert_eq!(offered(600, &own, &[]), [(400, "o"), (900, "o"), (1500, "o")], "not five minutes beside the other");
        assert_eq!(offered(50, &own[2..], &others), [(500, "c"), (900, "o"), (1500, "o")]);
        assert!(offered::<&str>(50, &[], &[]).is_empty());
    }
}
