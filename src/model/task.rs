//! What is owed to somebody: a call back, an answer of the doctor's, something to have ready.
//!
//! FHIR's Task. It is never in limbo: somebody has it, until a time, and every attempt at it is a
//! [`Communication`](super::Communication) that names it.

use super::{
    code::{codes, fixed_codes},
    communication::Why,
    person::{Person, Role},
    record::record,
};
use crate::base::Id;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Task {
    #[serde(skip)]
    pub id: Id,
    pub kind: TaskKind,
    pub status: TaskStatus,
    pub patient: Option<Id>,
    /// Who waits for it, where it is no patient of ours.
    pub caller: String,
    /// The number to call.
    pub number: String,
    pub why: Why,
    pub words: String,
    pub at: NaiveDateTime,
    pub by: Id,
    /// Whose it is; None is everybody's at the desk.
    pub owner: Option<Id>,
    /// When it was promised, or is needed by.
    pub due: Option<NaiveDateTime>,
    /// Put off until then (`on-hold`).
    pub snoozed: Option<NaiveDateTime>,
    /// The call it came from.
    pub call: Option<Id>,
    /// The visit, result or recall it is about.
    pub about: Option<Id>,
    /// What must be ready, of a preparation.
    pub need: String,
    /// What the doctor said.
    pub answer: Answer,
    pub answer_words: String,
    pub answered_by: Option<Id>,
    pub answered_at: Option<NaiveDateTime>,
    pub closed_at: Option<NaiveDateTime>,
    pub closed_by: Option<Id>,
    /// Why it ended otherwise than done.
    pub close_words: String,
    pub source: String,
}
record!(Task, "task");

impl std::fmt::Debug for Task {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Task({} {})", self.kind.code(), self.id)
    }
}

codes! {
    TaskKind {
        #[default]
        CallBack = "call-back",
        /// The doctor is asked.
        Question = "question",
        /// Words for somebody here; nothing has to be decided.
        Message = "message",
        /// Something must be ready for a visit.
        Preparation = "preparation",
        Referral = "referral",
        Other = "other",
    }
}

codes! {
    /// FHIR's states of a Task, as far as they are used here.
    TaskStatus {
        #[default]
        Requested = "requested",
        Accepted = "accepted",
        InProgress = "in-progress",
        OnHold = "on-hold",
        Completed = "completed",
        /// Tried so often as is reasonable, and nobody answered.
        Failed = "failed",
        Cancelled = "cancelled",
        EnteredInError = "entered-in-error",
    }
}

impl TaskStatus {
    pub fn is_open(self) -> bool {
        matches!(self, TaskStatus::Requested | TaskStatus::Accepted | TaskStatus::InProgress | TaskStatus::OnHold)
    }
}

codes! {
    /// What a doctor answers in one tap.
    Answer {
        #[default]
        None = "none",
        Yes = "yes",
        No = "no",
        /// The patient is to come.
        SeeMe = "see-me",
        /// The secretary is to call the patient, with the words.
        CallThem = "call-them",
        /// The doctor calls.
        ICall = "i-call",
        Words = "words",
    }
}

impl Answer {
    /// Those that are offered.
    pub const OFFERED: [Answer; 6] = [Answer::Yes, Answer::No, Answer::SeeMe, Answer::CallThem, Answer::ICall, Answer::Words];

    /// Whether it says nothing without words.
    pub fn needs_words(self) -> bool {
        matches!(self, Answer::Words | Answer::CallThem)
    }
}

/// So many attempts without an answer are enough, where nobody says otherwise.
pub const TRIES: usize = 3;
/// A promise counts as due this long before its time.
pub const SOON: TimeDelta = TimeDelta::minutes(15);

/// How a follow-up stands by the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pressure {
    /// The time that was promised is over.
    Late,
    /// It is now, or in a quarter of an hour.
    Now,
    Later,
    /// Without a time.
    Whenever,
    /// Put off on purpose.
    Asleep,
}

impl Task {
    pub fn is_open(&self) -> bool {
        self.status.is_open()
    }

    pub fn is_answered(&self) -> bool {
        self.answer != Answer::None
    }

    /// Whether a doctor has to decide before anybody else can go on.
    pub fn waits_for_doctor(&self) -> bool {
        self.is_open() && self.kind == TaskKind::Question && (!self.is_answered() || self.answer == Answer::ICall)
    }

    /// Whether it is this person's to go on with: her own, or the desk's. A question is a doctor's until it is answered,
    /// and of another doctor only where it is nobody's in particular.
    pub fn is_for(&self, person: &Person) -> bool {
        if self.waits_for_doctor() {
            return person.role == Role::Doctor && self.owner.is_none_or(|owner| owner == person.id);
        }
        match self.kind {
            // The answer goes back to who asked; anybody at the desk may go on with it.
            TaskKind::Question => person.role == Role::Secretary || self.by == person.id,
            TaskKind::Message => self.owner.map_or(self.by != person.id, |owner| owner == person.id),
            _ => self.owner.map_or(person.role == Role::Secretary, |owner| owner == person.id),
        }
    }

    pub fn pressure(&self, now: NaiveDateTime) -> Pressure {
        if self.status == TaskStatus::OnHold && self.snoozed.is_some_and(|until| until > now) {
            return Pressure::Asleep;
        }
        pressure(self.wanted(), now)
    }

    /// When it wants somebody: as promised, or when it was put off to.
    pub fn wanted(&self) -> Option<NaiveDateTime> {
        if self.status == TaskStatus::OnHold { self.snoozed.or(self.due) } else { self.due }
    }
}

/// How a time stands by the clock.
pub fn pressure(wanted: Option<NaiveDateTime>, now: NaiveDateTime) -> Pressure {
    match wanted {
        None => Pressure::Whenever,
        Some(at) if at < now => Pressure::Late,
        Some(at) if at - now <= SOON => Pressure::Now,
        Some(_) => Pressure::Later,
    }
}

/// When to try again after an attempt in vain: after an hour, then at the other half of the day, this afternoon or tomorrow
/// morning; after [`TRIES`] no more. `is_open` says of a day whether the practice works then.
pub fn next_try(tried: &[NaiveDateTime], now: NaiveDateTime, is_open: impl Fn(NaiveDate) -> bool) -> Option<NaiveDateTime> {
    if tried.len() >= TRIES {
        return None;
    }
    let soon = now + TimeDelta::hours(1);
    if tried.len() == 1 && soon.date() == now.date() && soon.time() < time(18) {
        return Some(soon);
    }
    if now.time() < time(13) {
        return Some(now.date().and_time(time(17)));
    }
    let day = now.date().iter_days().skip(1).take(14).find(|day| is_open(*day)).unwrap_or(now.date() + TimeDelta::days(1));
    Some(day.and_time(time(10)))
}

/// The same of what is not for the hour (a recall): twice in vain is enough for a day.
pub fn next_day(tried: &[NaiveDateTime], now: NaiveDateTime, is_open: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let day = next_try(tried, now, &is_open)?.date();
    let again = tried.len() > 1 && day == now.date();
    Some(if again { now.date().iter_days().skip(1).take(14).find(|day| is_open(*day)).unwrap_or(day) } else { day })
}

fixed_codes! {
    /// Until when something is put off with one tap.
    PutOff {
        #[default]
        Hour = "hour",
        Afternoon = "afternoon",
        /// The next day that the practice works.
        Morning = "morning",
    }
}

/// When a day of work begins to be looked at.
const MORNING: u32 = 9;

impl PutOff {
    /// None where it is over for today.
    pub fn until(self, now: NaiveDateTime, is_open: impl Fn(NaiveDate) -> bool) -> Option<NaiveDateTime> {
        match self {
            PutOff::Hour => Some(now + TimeDelta::hours(1)),
            PutOff::Afternoon => [14, 17].into_iter().map(|hour| now.date().and_time(time(hour))).find(|at| *at > now),
            PutOff::Morning => {
                let day = now.date().iter_days().skip(1).take(30).find(|day| is_open(*day)).or(now.date().succ_opt())?;
                Some(put_off_to(day))
            }
        }
    }
}

/// The hour of a day that something is put off to.
pub fn put_off_to(day: NaiveDate) -> NaiveDateTime {
    day.and_time(time(MORNING))
}

fn time(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    fn person(n: u128, role: Role) -> Person {
        Person { id: Id::from_u128(n), role, ..Person::default() }
    }

    #[test]
    fn it_presses_a_quarter_of_an_hour_before_and_sleeps_while_it_is_put_off() {
        let task = Task { due: Some(at(23, 10, 30)), ..Task::default() };
        for (now, pressure) in [
            (at(23, 10, 14), Pressure::Later),
            (at(23, 10, 15), Pressure::Now),
            (at(23, 10, 30), Pressure::Now),
            (at(23, 10, 31), Pressure::Late),
        ] {
            assert_eq!(task.pressure(now), pressure, "{now}");
        }
        let held = Task { status: TaskStatus::OnHold, snoozed: Some(at(25, 9, 0)), ..task };
        assert_eq!(
            (held.pressure(at(24, 9, 0)), held.pressure(at(25, 9, 0)), held.pressure(at(25, 9, 1))),
            (Pressure::Asleep, Pressure::Now, Pressure::Late)
        );
        assert_eq!(Task::default().pressure(at(23, 9, 0)), Pressure::Whenever);
    }

    #[test]
    fn after_a_call_in_vain_the_next_is_tried_at_another_time_and_after_three_no_more() {
        let weekdays = |day: NaiveDate| !matches!(chrono::Datelike::weekday(&day), chrono::Weekday::Sat | chrono::Weekday::Sun);
        let next = |tried: &[NaiveDateTime]| next_try(tried, *tried.last().unwrap(), weekdays);
        assert_eq!(next(&[at(23, 9, 0)]), Some(at(23, 10, 0)), "in an hour");
        assert_eq!(next(&[at(23, 17, 30)]), Some(at(24, 10, 0)), "not in the evening");
        assert_eq!(next(&[at(27, 9, 0), at(27, 10, 0)]), Some(at(27, 17, 0)), "twice in the morning, then this afternoon");
        assert_eq!(next(&[at(27, 14, 0), at(27, 15, 0)]), Some(at(30, 10, 0)), "Friday afternoon, then Monday morning");
        assert_eq!(next(&[at(23, 9, 0), at(23, 10, 0), at(24, 17, 0)]), None);
        let day = |tried: &[NaiveDateTime]| next_day(tried, *tried.last().unwrap(), weekdays);
        assert_eq!([day(&[at(27, 9, 0)]), day(&[at(27, 9, 0), at(27, 10, 0)])], [27, 30].map(|d| Some(at(d, 0, 0).date())));
    }

    #[test]
    fn it_is_put_off_to_an_hour_at_which_somebody_is_there() {
        let weekdays = |day: NaiveDate| !matches!(chrono::Datelike::weekday(&day), chrono::Weekday::Sat | chrono::Weekday::Sun);
        let until = |put: PutOff, now| put.until(now, weekdays);
        assert_eq!(until(PutOff::Hour, at(27, 9, 40)), Some(at(27, 10, 40)));
        assert_eq!(until(PutOff::Afternoon, at(27, 9, 40)), Some(at(27, 14, 0)));
        assert_eq!(until(PutOff::Afternoon, at(27, 15, 0)), Some(at(27, 17, 0)));
        assert_eq!(until(PutOff::Afternoon, at(27, 17, 0)), None);
        assert_eq!(until(PutOff::Morning, at(27, 15, 0)), Some(at(30, 9, 0)), "over the weekend");
    }

    #[test]
    fn a_question_is_the_doctors_until_it_is_answered_and_then_the_desks() {
        let (nadege, roy, amsel) = (person(1, Role::Secretary), person(2, Role::Doctor), person(3, Role::Doctor));
        let asked = Task { kind: TaskKind::Question, by: nadege.id, owner: Some(roy.id), ..Task::default() };
        let whose = |task: &Task| [&nadege, &roy, &amsel].map(|p| task.is_for(p));
        assert_eq!(whose(&asked), [false, true, false]);
        assert_eq!(whose(&Task { owner: None, ..asked.clone() }), [false, true, true], "whichever doctor comes first");
        let answered = |answer| Task { answer, ..asked.clone() };
        assert_eq!(whose(&answered(Answer::Yes)), [true, false, false]);
        assert_eq!(whose(&answered(Answer::ICall)), [false, true, false], "who says that he calls has it still");
        let call_back = Task { by: nadege.id, ..Task::default() };
        assert_eq!(whose(&call_back), [true, false, false]);
        assert_eq!(whose(&Task { owner: Some(amsel.id), ..call_back }), [false, false, true]);
        let message = Task { kind: TaskKind::Message, by: roy.id, ..Task::default() };
        assert_eq!(whose(&message), [true, false, true], "for all but who wrote it");
    }

    #[test]
    fn codes_read_back() {
        for kind in TaskKind::ALL {
            assert_eq!(TaskKind::of_code(kind.code()), Some(*kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
        assert_eq!(TaskStatus::ALL.iter().filter(|s| s.is_open()).count(), 4);
    }
}
