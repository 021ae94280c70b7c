//! Everything that is owed to patients, of whatever kind, as one list by the time it is wanted.

mod together;

pub use together::{Stands, Together};

use super::{
    Person, Task,
    code::fixed_codes,
    person::Role,
    result::{Decision, TestResult},
    task::{Answer, Pressure, TaskKind, TaskStatus, pressure},
};
use crate::base::Id;
use chrono::{NaiveDateTime, TimeDelta};

fixed_codes! {
    /// What sort of thing it is: what the list is filtered by.
    Sort {
        #[default]
        CallBack = "call-back",
        Question = "question",
        Message = "message",
        Result = "result",
        Recall = "recall",
        /// Something that must be ready for a visit, and is not.
        Preparation = "preparation",
        Referral = "referral",
        Other = "other",
    }
}

fixed_codes! {
    /// What is to be done next.
    Step {
        #[default]
        Call = "call",
        /// The doctor answers or decides.
        Decide = "decide",
        /// The doctor calls.
        DoctorCalls = "doctor-calls",
        /// What the doctor said is passed on.
        Tell = "tell",
        Book = "book",
        Prepare = "prepare",
        Read = "read",
        Do = "do",
    }
}

fixed_codes! {
    /// What stands over a part of the list.
    Heading {
        #[default]
        /// Promised, and long over: before all else, and everybody's.
        Overdue = "overdue",
        Late = "late",
        Now = "now",
        /// Later today.
        Today = "today",
        Later = "later",
        Whenever = "whenever",
        Asleep = "asleep",
    }
}

fixed_codes! {
    /// Whose the list is looked at for.
    Whose {
        #[default]
        Everybody = "everybody",
        /// One's own, and what is one's to go on with.
        Mine = "mine",
        /// Nobody's in particular at the desk.
        Desk = "desk",
    }
}

/// So long after the time that was promised a call is everybody's.
pub const OVERDUE: TimeDelta = TimeDelta::minutes(30);

/// One line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Owed {
    pub sort: Sort,
    /// The follow-up, the result, the recall's id, or the visit that something is missing for.
    pub of: Id,
    pub patient: Option<Id>,
    /// Who it is where it is no patient.
    pub caller: String,
    pub words: String,
    pub step: Step,
    /// None is everybody's at the desk, or any doctor's.
    pub owner: Option<Id>,
    /// A doctor has to go on with it.
    pub doctors: bool,
    pub since: NaiveDateTime,
    pub wanted: Option<NaiveDateTime>,
    pub asleep: bool,
    /// A call that was promised, and nobody made it in time: it is everybody's.
    pub overdue: bool,
    /// How often somebody was called in vain.
    pub tries: usize,
}

impl Owed {
    pub fn pressure(&self, now: NaiveDateTime) -> Pressure {
        if self.asleep { Pressure::Asleep } else { pressure(self.wanted, now) }
    }

    /// Whether it is this person's to go on with. What is overdue is whoever's is free at the desk.
    pub fn is_for(&self, person: &Person) -> bool {
        match self.owner {
            Some(owner) => owner == person.id || (self.overdue && person.role == Role::Secretary),
            None => self.doctors == (person.role == Role::Doctor),
        }
    }

    /// What it stands under.
    pub fn heading(&self, now: NaiveDateTime) -> Heading {
        match self.pressure(now) {
            _ if self.overdue => Heading::Overdue,
            Pressure::Late => Heading::Late,
            Pressure::Now => Heading::Now,
            Pressure::Later if self.wanted.is_some_and(|at| at.date() == now.date()) => Heading::Today,
            Pressure::Later => Heading::Later,
            Pressure::Whenever => Heading::Whenever,
            Pressure::Asleep => Heading::Asleep,
        }
    }

    pub fn is_of(&self, whose: Whose, person: &Person) -> bool {
        match whose {
            Whose::Everybody => true,
            Whose::Mine => self.is_for(person),
            Whose::Desk => self.overdue || self.owner.is_none() && !self.doctors,
        }
    }

    /// Overdue, late, now, later, without a time, put off; within each by the time, then the oldest.
    pub fn order(&self, now: NaiveDateTime) -> impl Ord + use<> {
        (!self.overdue, self.pressure(now), self.wanted.unwrap_or(NaiveDateTime::MAX), self.since, self.of)
    }

    /// A follow-up that is open; None once it is closed.
    pub fn of_task(task: &Task, tries: usize, now: NaiveDateTime) -> Option<Owed> {
        if !task.is_open() {
            return None;
        }
        let (sort, step) = match task.kind {
            TaskKind::CallBack => (Sort::CallBack, Step::Call),
            TaskKind::Question => (Sort::Question, after_answer(task.answer)),
            TaskKind::Message => (Sort::Message, Step::Read),
            TaskKind::Preparation => (Sort::Preparation, Step::Prepare),
            TaskKind::Referral => (Sort::Referral, Step::Do),
            TaskKind::Other | TaskKind::Newer(_) => (Sort::Other, Step::Do),
        };
        let doctors = task.waits_for_doctor();
        // Once it is answered it is the desk's; who asked is only the first to see it.
        let owner = if task.kind == TaskKind::Question && !doctors { None } else { task.owner };
        let asleep = task.status == TaskStatus::OnHold && task.snoozed.is_some_and(|until| until > now);
        Some(Owed {
            sort,
            of: task.id,
            patient: task.patient,
            caller: task.caller.clone(),
            words: task.words.clone(),
            step,
            owner,
            doctors,
            since: task.answered_at.unwrap_or(task.at),
            wanted: task.wanted(),
            asleep,
            overdue: task.kind == TaskKind::CallBack && !asleep && task.wanted().is_some_and(|at| now - at >= OVERDUE),
            tries,
        })
    }

    /// A result that was not told yet. Until it is decided it is a doctor's, and then whoever tells it.
    pub fn of_result(result: &TestResult, tries: usize) -> Option<Owed> {
        if result.told_at.is_some() {
            return None;
        }
        let (step, doctors) = match result.decision {
            Decision::None | Decision::Newer(_) => (Step::Decide, true),
            Decision::ICall => (Step::DoctorCalls, true),
            Decision::Say => (Step::Tell, false),
            Decision::Appointment => (Step::Book, false),
        };
        let owner = match result.decision {
            Decision::None | Decision::Newer(_) => result.doctor,
            Decision::ICall => result.decided_by,
            _ => None,
        };
        Some(Owed {
            sort: Sort::Result,
            of: result.id,
            patient: result.patient,
            caller: String::new(),
            words: result.title.clone(),
            step,
            owner,
            doctors,
            since: result.at,
            wanted: Some(result.wanted()),
            asleep: false,
            overdue: false,
            tries,
        })
    }
}

/// What the desk does with an answer.
fn after_answer(answer: Answer) -> Step {
    match answer {
        Answer::None => Step::Decide,
        Answer::ICall => Step::DoctorCalls,
        Answer::SeeMe => Step::Book,
        Answer::CallThem => Step::Call,
        Answer::Yes | Answer::No | Answer::Words => Step::Tell,
        Answer::Newer(_) => Step::Do,
    }
}

/// A result waits for a decision no longer than this, and then no longer to be told.
const DECIDED_WITHIN: TimeDelta = TimeDelta::days(2);
const TOLD_WITHIN: TimeDelta = TimeDelta::days(1);

impl TestResult {
    /// When it wants somebody's eye: no result is without a time.
    pub fn wanted(&self) -> NaiveDateTime {
        match self.decided_at {
            Some(at) if !self.decision.is_none() => at + TOLD_WITHIN,
            _ => self.at + DECIDED_WITHIN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
    }

    #[test]
    fn one_list_by_the_time_it_is_wanted() {
        let now = at(23, 10);
        let task = |n, due: Option<u32>| Task { id: Id::from_u128(n), at: at(20, 9), due: due.map(|h| at(23, h)), ..Task::default() };
        let asleep = Task { status: TaskStatus::OnHold, snoozed: Some(at(25, 9)), ..task(5, Some(8)) };
        let tasks = [task(1, None), task(2, Some(11)), task(3, Some(9)), task(4, Some(10)), asleep];
        let mut owed: Vec<Owed> = tasks.iter().filter_map(|t| Owed::of_task(t, 0, now)).collect();
        let result = TestResult { id: Id::from_u128(6), at: at(20, 8), ..TestResult::default() };
        owed.extend(Owed::of_result(&result, 0));
        owed.sort_by_key(|o| o.order(now));
        let order: Vec<u128> = owed.iter().map(|o| u128::from_be_bytes(*o.of.as_bytes())).collect();
        assert_eq!(order, [3, 6, 4, 2, 1, 5], "overdue, late, now, later, without a time, put off");
        assert_eq!(Owed::of_task(&Task { status: TaskStatus::Completed, ..task(7, None) }, 0, now), None);
        let headings: Vec<_> = owed.iter().map(|o| o.heading(now).code()).collect();
        assert_eq!(headings, ["overdue", "late", "now", "today", "whenever", "asleep"]);
        let tomorrow = Owed::of_task(&Task { due: Some(at(24, 9)), ..task(8, None) }, 0, now).map(|o| o.heading(now));
        assert_eq!(tomorrow, Some(Heading::Later));
    }

    #[test]
    fn a_call_that_nobody_made_in_time_stands_first_and_is_everybodys() {
        let person = |n, role| Person { id: Id::from_u128(n), role, ..Person::default() };
        let (nadege, karim, roy) = (person(1, Role::Secretary), person(2, Role::Secretary), person(3, Role::Doctor));
        let now = at(23, 10);
        let promised = |minutes| {
            let due = now - TimeDelta::minutes(minutes);
            Owed::of_task(&Task { id: Id::from_u128(9), owner: Some(karim.id), due: Some(due), ..Task::default() }, 0, now).unwrap()
        };
        let whose = |o: &Owed| [&nadege, &karim, &roy].map(|p| o.is_for(p));
        let (late, overdue) = (promised(29), promised(30));
        assert_eq!((late.heading(now), whose(&late), late.is_of(Whose::Desk, &nadege)), (Heading::Late, [false, true, false], false));
        assert_eq!((overdue.heading(now), whose(&overdue)), (Heading::Overdue, [true, true, false]));
        assert!(overdue.is_of(Whose::Desk, &nadege) && overdue.is_of(Whose::Mine, &nadege));
        let older = Owed::of_result(&TestResult { at: at(1, 8), ..TestResult::default() }, 0).unwrap();
        assert!(overdue.order(now) < older.order(now) && older.order(now) < late.order(now), "before what has been late for days");
        let tried = Task { due: Some(at(23, 8)), status: TaskStatus::OnHold, snoozed: Some(at(23, 11)), ..Task::default() };
        assert!(Owed::of_task(&tried, 1, now).is_some_and(|o| !o.overdue), "somebody tried, and will again");
        let question = Task { kind: TaskKind::Question, due: Some(at(23, 8)), ..Task::default() };
        assert!(Owed::of_task(&question, 0, now).is_some_and(|o| !o.overdue), "what is asked stays the doctor's");
    }

    #[test]
    fn a_result_is_always_somebodys_and_has_a_step_until_it_is_told() {
        let roy = Person { id: Id::from_u128(2), role: Role::Doctor, ..Person::default() };
        let nadege = Person { id: Id::from_u128(1), ..Person::default() };
        let came = TestResult { at: at(20, 8), doctor: Some(roy.id), ..TestResult::default() };
        let stands = |r: &TestResult| Owed::of_result(r, 0).map(|o| (o.step, o.is_for(&roy), o.is_for(&nadege), o.wanted));
        assert_eq!(stands(&came), Some((Step::Decide, true, false, Some(at(22, 8)))));
        let decided = |decision| TestResult { decision, decided_by: Some(roy.id), decided_at: Some(at(23, 9)), ..came.clone() };
        assert_eq!(stands(&decided(Decision::Say)), Some((Step::Tell, false, true, Some(at(24, 9)))));
        assert_eq!(stands(&decided(Decision::Appointment)), Some((Step::Book, false, true, Some(at(24, 9)))));
        assert_eq!(stands(&decided(Decision::ICall)), Some((Step::DoctorCalls, true, false, Some(at(24, 9)))));
        assert_eq!(stands(&TestResult { told_at: Some(at(23, 10)), ..decided(Decision::Say) }), None);
        let anybodys = TestResult { doctor: None, ..came };
        assert!(Owed::of_result(&anybodys, 0).is_some_and(|o| o.is_for(&roy) && !o.is_for(&nadege)), "any doctor's, and never nobody's");
    }
}
