//! What of the diary is shown, and the ways to show something else. It stays while another screen is open.

use crate::{
    base::Id,
    store::diary::{self, Stop},
    ui::{
        route::{Panel, Route},
        session::Session,
    },
};
use chrono::{Datelike, Days, NaiveDate};
use dioxus::prelude::*;

#[derive(Debug, Clone, PartialEq)]
pub struct Looking {
    pub week: bool,
    /// None is the day it is.
    pub date: Option<NaiveDate>,
    /// Whose columns are shown, on a day and in a week; nobody named is everybody.
    of: Vec<Id>,
}

impl Default for Looking {
    fn default() -> Self {
        Looking { week: true, date: None, of: vec![] }
    }
}

impl Looking {
    /// The first and the last date that are shown.
    pub fn period(&self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let date = self.date.unwrap_or(today);
        if self.week {
            let monday = date - Days::new(date.weekday().num_days_from_monday().into());
            (monday, monday + Days::new(6))
        } else {
            (date, date)
        }
    }

    pub fn only(&self) -> &[Id] {
        &self.of
    }

    /// Adds somebody to those that are shown or takes them away; out of everybody only they are left, and of one alone
    /// everybody.
    pub fn choose(&mut self, id: Id) {
        match self.of.iter().position(|c| *c == id) {
            Some(at) => {
                self.of.remove(at);
            }
            None => self.of.insert(0, id),
        }
    }

    pub fn choose_all(&mut self) {
        self.of.clear();
    }
}

/// The date that the diary is at.
pub fn shown(session: Session) -> NaiveDate {
    session.diary.read().date.unwrap_or_else(|| session.today())
}

/// Shows a date, in the span that is chosen.
pub fn jump(mut session: Session, date: NaiveDate) {
    let today = session.today();
    session.diary.write().date = Some(date).filter(|d| *d != today);
    session.float.set(None);
}

/// The period before or after; 0 is the one that holds today. On Today it is the day.
pub fn turn(mut session: Session, by: i32) {
    let today = session.today();
    if *session.route.peek() == Route::Today {
        let date = session.date.peek().unwrap_or(today);
        let to = if by == 0 { Some(today) } else { date.checked_add_signed(chrono::TimeDelta::days(by.into())) };
        session.date.set(to.filter(|d| *d != today));
        return;
    }
    if *session.route.peek() != Route::Diary {
        return;
    }
    let (date, week) = {
        let look = session.diary.peek();
        (look.date.unwrap_or(today), look.week)
    };
    let days = if week { 7 } else { 1 } * i64::from(by);
    let to = if by == 0 { Some(today) } else { date.checked_add_signed(chrono::TimeDelta::days(days)) };
    if let Some(to) = to {
        jump(session, to);
    }
}

/// From the day to its week, and from the week to its day.
pub fn other_span(mut session: Session) {
    if *session.route.peek() != Route::Diary {
        session.go(Route::Diary);
    }
    let week = session.diary.peek().week;
    session.diary.write().week = !week;
}

/// A new visit; beside the diary on the day it shows, with the only one who is shown.
pub fn book(session: Session) {
    let (mut practitioner, mut start) = (None, None);
    if *session.route.peek() == Route::Diary {
        let look = session.diary.peek();
        practitioner = match look.only() {
            [one] => Some(*one),
            _ => None,
        };
        let (from, to) = look.period(session.today());
        let today = session.today();
        let date = if from <= today && today <= to { look.date.unwrap_or(today) } else { from };
        start = Some(date).filter(|d| *d != today);
    }
    // The panel asks for the day that is shown.
    if let Some(date) = start {
        let mut session = session;
        session.date.set(Some(date));
    }
    session.open(Panel::Book { patient: None, practitioner, start: None });
}

/// The visits that are shown, as the arrows go through them.
pub fn stops(session: Session) -> Vec<Vec<Stop>> {
    let look = session.diary.peek().clone();
    let (from, to) = look.period(session.today());
    let read = session.ask(|db| diary::stops(db, from, to, look.only()));
    read.unwrap_or_default()
}

/// The columns that are shown, from left to right.
pub fn columns(session: Session) -> Vec<(Id, NaiveDate)> {
    let look = session.diary.peek().clone();
    let (from, to) = look.period(session.today());
    let read = session.ask(|db| diary::sheet(db, from, to, look.only()));
    read.map(|sheet| super::sheet::drawn(&sheet, look.week).iter().map(|c| (c.practitioner, c.date)).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday() {
        let date = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let mut look = Looking::default();
        for day in 23..=29 {
            assert_eq!(look.period(date(day)), (date(23), date(29)));
        }
        look.week = false;
        assert_eq!(look.period(date(25)), (date(25), date(25)));
    }

    #[test]
    fn one_is_chosen_out_of_all_and_another_beside() {
        let (a, b) = (Id::from_u128(1), Id::from_u128(2));
        let mut look = Looking::default();
        look.choose(a);
        assert_eq!(look.only(), [a], "out of everybody only they are left");
        look.choose(b);
        assert_eq!(look.only(), [b, a], "the last chosen first: a phone shows them alone");
        look.choose(a);
        look.choose(b);
        assert!(look.only().is_empty(), "and of one alone everybody");
        look.choose(a);
        look.week = false;
        assert_eq!(look.only(), [a], "her day after her week");
    }
}
