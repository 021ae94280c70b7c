//! What is done to several lines at once: which of them take it. The others are left out, and it is said how many.

use super::{Owed, Sort, Step};
use crate::model::{Person, code::fixed_codes, person::Role};
use chrono::NaiveDateTime;

fixed_codes! {
    /// What can be done to several.
    Together {
        /// Called, read, ready.
        #[default]
        Done = "done",
        PutOff = "put-off",
        Give = "give",
    }
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    Task,
    Result,
    Recall,
    /// A visit that something is missing for.
    Visit,
}

impl Owed {
    /// Whether this line takes it. What is to be told is told to each, and what a doctor decides is decided one by one.
    pub fn takes(&self, act: Together, stands: Stands) -> bool {
        match (act, stands) {
            (Together::Done, Stands::Task) => matches!(self.step, Step::Call | Step::Read | Step::Prepare | Step::Do),
            (Together::Done, Stands::Visit) => true,
            (Together::PutOff, Stands::Task | Stands::Recall) => true,
            // A message is whose it is written to; an answered question is the desk's.
            (Together::Give, Stands::Task) => self.sort != Sort::Message && (self.sort != Sort::Question || self.doctors),
            (Together::Give, Stands::Result) => self.step == Step::Decide,
            _ => false,
        }
    }

    /// Whether it may be put off until then: somebody who is due is so by the day.
    pub fn waits_until(&self, stands: Stands, until: NaiveDateTime, now: NaiveDateTime) -> bool {
        self.takes(Together::PutOff, stands) && (stands != Stands::Recall || until.date() > now.date())
    }

    /// Whether this person may have it; None is everybody's at the desk, or any doctor's.
    pub fn may_go_to(&self, stands: Stands, person: Option<&Person>) -> bool {
        self.takes(Together::Give, stands) && (!self.doctors || person.is_none_or(|p| p.role == Role::Doctor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::Id,
        model::{
            Task, TestResult,
            result::Decision,
            task::{Answer, TaskKind},
        },
    };
    use chrono::NaiveDate;

    fn at(day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
    }

    fn task(kind: TaskKind, answer: Answer) -> Owed {
        Owed::of_task(&Task { kind, answer, ..Task::default() }, 0, at(23, 9)).unwrap()
    }

    fn result(decision: Decision) -> Owed {
        Owed::of_result(&TestResult { decision, ..TestResult::default() }, 0).unwrap()
    }

    #[test]
    fn what_is_told_or_decided_is_so_one_by_one() {
        let takes = |o: &Owed, s| Together::ALL.iter().filter(|act| o.takes(**act, s)).map(|act| act.code()).collect::<Vec<_>>();
        for (line, stands, does) in [
            (task(TaskKind::CallBack, Answer::None), Stands::Task, &["done", "put-off", "give"][..]),
            (task(TaskKind::Preparation, Answer::None), Stands::Task, &["done", "put-off", "give"]),
            (task(TaskKind::Message, Answer::None), Stands::Task, &["done", "put-off"]),
            (task(TaskKind::Question, Answer::None), Stands::Task, &["put-off", "give"]),
            (task(TaskKind::Question, Answer::Yes), Stands::Task, &["put-off"]),
            (task(TaskKind::Question, Answer::CallThem), Stands::Task, &["done", "put-off"]),
            (result(Decision::None), Stands::Result, &["give"]),
            (result(Decision::Say), Stands::Result, &[]),
            (result(Decision::ICall), Stands::Result, &[]),
            (task(TaskKind::CallBack, Answer::None), Stands::Recall, &["put-off"]),
            (task(TaskKind::Preparation, Answer::None), Stands::Visit, &["done"]),
        ] {
            assert_eq!(takes(&line, stands), does, "{:?} {:?} {stands:?}", line.sort, line.step);
        }
    }

    #[test]
    fn what_a_doctor_decides_goes_to_a_doctor_and_a_recall_waits_for_another_day() {
        let person = |role| Person { id: Id::from_u128(1), role, ..Person::default() };
        let (doctor, secretary) = (person(Role::Doctor), person(Role::Secretary));
        let to = |o: &Owed, s| [None, Some(&doctor), Some(&secretary)].map(|p| o.may_go_to(s, p));
        assert_eq!(to(&result(Decision::None), Stands::Result), [true, true, false]);
        assert_eq!(to(&task(TaskKind::Question, Answer::None), Stands::Task), [true, true, false]);
        assert_eq!(to(&task(TaskKind::CallBack, Answer::None), Stands::Task), [true, true, true]);
        let line = task(TaskKind::CallBack, Answer::None);
        let until = |s, until| line.waits_until(s, until, at(23, 9));
        assert!(until(Stands::Task, at(23, 10)) && !until(Stands::Recall, at(23, 10)) && until(Stands::Recall, at(24, 9)));
    }
}
