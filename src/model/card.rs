//! Call cards: calls as far as they were written down. Several are open at once, one of them in the hand.
//!
//! They are no part of the log before they are finished. This device keeps them at every key, so that nothing is lost,
//! whatever happens to it.

use super::{
    Communication, Patient, Person, Practice, Task,
    communication::{Direction, Outcome, Why, codes},
    person::Role,
    task::TaskKind,
};
use crate::base::Id;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Card {
    pub id: Id,
    pub at: NaiveDateTime,
    pub direction: Direction,
    /// What was typed of a name before anybody was picked.
    pub typed: String,
    pub patient: Option<Id>,
    /// Who speaks, where it is no patient, or somebody for one.
    pub caller: String,
    pub number: String,
    pub why: Option<Why>,
    pub words: String,
    pub outcome: Outcome,
    /// The follow-up, result or recall that is called about, and of which sort it is.
    pub about: Option<Id>,
    pub then: Then,
    pub due: Option<Due>,
    /// An hour as it was typed: it goes before the choice.
    pub clock: String,
    /// Whom is asked, or told.
    pub whom: Option<Id>,
    /// Visits that were booked, moved or called off in it.
    pub led_to: Vec<Id>,
    /// What is being made in it, of which visit and for which reason.
    pub doing: Doing,
    pub visit: Option<Id>,
    pub reason: Option<Id>,
    /// The kind of recall that it is booked for.
    pub recall: Option<Id>,
    /// Where the hand was: the field, and the caret in it.
    pub field: String,
    pub caret: u32,
}

impl std::fmt::Debug for Card {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Card({})", self.id)
    }
}

codes! {
    /// What follows on the call.
    Then {
        #[default]
        Nothing = "nothing",
        CallBack = "call-back",
        Ask = "ask",
        Message = "message",
    }
}

codes! {
    /// What is being made of a visit while the caller waits.
    Doing {
        #[default]
        Nothing = "nothing",
        Book = "book",
        Move = "move",
        CallOff = "call-off",
    }
}

codes! {
    /// When a call back is promised for, or an answer needed by.
    Due {
        #[default]
        InAnHour = "hour",
        /// Before noon.
        Noon = "noon",
        /// This afternoon, by five.
        Afternoon = "afternoon",
        /// On the next day that the practice works, before noon.
        NextMorning = "next-morning",
    }
}

impl Due {
    /// The hour that is meant; None where it is over for today.
    pub fn at(self, now: NaiveDateTime, is_open: impl Fn(NaiveDate) -> bool) -> Option<NaiveDateTime> {
        let today = |hour| Some(now.date().and_time(NaiveTime::from_hms_opt(hour, 0, 0)?)).filter(|at| *at > now);
        match self {
            Due::InAnHour => Some(now + TimeDelta::hours(1)),
            Due::Noon => today(12),
            Due::Afternoon => today(17),
            Due::NextMorning => {
                let mut days = now.date().iter_days().skip(1).take(30);
                let day = days.find(|day| is_open(*day)).or(now.date().succ_opt())?;
                day.and_hms_opt(12, 0, 0)
            }
        }
    }
}

impl Card {
    pub fn new(id: Id, at: NaiveDateTime) -> Self {
        Card { id, at, ..Card::default() }
    }

    /// Whether it would be missed.
    pub fn is_begun(&self) -> bool {
        let typed = [&self.typed, &self.caller, &self.number, &self.words, &self.clock];
        self.patient.is_some()
            || self.about.is_some()
            || !self.led_to.is_empty()
            || self.why.is_some()
            || self.then != Then::Nothing
            || typed.iter().any(|t| !t.trim().is_empty())
    }

    /// Somebody was picked: the call is about that patient.
    pub fn of(&mut self, patient: &Patient) {
        self.patient = Some(patient.id);
        self.typed = String::new();
        if self.number.is_empty() || self.direction == Direction::Out {
            self.number = patient.phone().unwrap_or_default().to_owned();
        }
    }

    /// A visit was booked, moved or called off in it.
    pub fn did(&mut self, visit: Id) {
        if !self.led_to.contains(&visit) {
            self.led_to.push(visit);
        }
        (self.doing, self.visit, self.reason, self.recall) = (Doing::Nothing, None, None, None);
    }

    /// What usually follows, by why somebody calls. What was chosen by hand stays.
    pub fn because(&mut self, why: Why) {
        let usual = |why: Option<Why>| match why {
            Some(Why::Renewal) => Then::Ask,
            Some(Why::Message) => Then::Message,
            _ => Then::Nothing,
        };
        if self.then == usual(self.why) {
            self.then = usual(Some(why));
        }
        self.why = Some(why);
    }

    /// Whether what is written here stays with the doctors: their own words about a result where secretaries do not read
    /// results, and nobody else is asked or told anything.
    pub fn is_for_doctors(&self, me: &Person, practice: &Practice) -> bool {
        let about = self.why == Some(Why::Results) && self.then == Then::Nothing;
        about && me.role == Role::Doctor && !practice.secretaries_read_results
    }

    /// The call as it goes into the log.
    pub fn call(&self, ended: NaiveDateTime) -> Communication {
        Communication {
            id: self.id,
            patient: self.patient,
            // A name that nobody was picked for is who called.
            caller: if self.patient.is_none() && self.caller.trim().is_empty() {
                self.typed.trim().to_owned()
            } else {
                self.caller.clone()
            },
            number: self.number.clone(),
            direction: self.direction,
            why: self.why.unwrap_or_default(),
            words: self.words.clone(),
            outcome: self.outcome,
            at: self.at,
            ended: Some(ended.max(self.at)),
            about: self.about,
            led_to: self.led_to.clone(),
            ..Communication::default()
        }
    }

    /// What follows on it as a follow-up of its own; None where nothing does.
    pub fn follow_up(&self, due: Option<NaiveDateTime>) -> Option<Task> {
        let kind = match self.then {
            Then::Nothing => return None,
            Then::CallBack => TaskKind::CallBack,
            Then::Ask => TaskKind::Question,
            Then::Message => TaskKind::Message,
        };
        let call = self.call(self.at);
        Some(Task {
            id: Id::derived("follow-up", &self.id.to_string()),
            kind,
            patient: self.patient,
            caller: call.caller,
            number: self.number.clone(),
            why: call.why,
            words: self.words.clone(),
            owner: self.whom,
            due,
            call: Some(self.id),
            ..Task::default()
        })
    }
}

/// All that are open on this device for one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Calls {
    /// In the order in which they began.
    pub cards: Vec<Card>,
    /// The one in the hand; the others are parked.
    pub active: Option<Id>,
}

impl Calls {
    pub fn active(&self) -> Option<&Card> {
        self.active.and_then(|id| self.cards.iter().find(|c| c.id == id))
    }

    pub fn active_mut(&mut self) -> Option<&mut Card> {
        let id = self.active?;
        self.cards.iter_mut().find(|c| c.id == id)
    }

    pub fn parked(&self) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(|c| Some(c.id) != self.active)
    }

    /// The telephone rings: a new card is in the hand, the one before is parked. One that holds nothing yet is as good as
    /// a new one.
    pub fn ring(&mut self, id: Id, now: NaiveDateTime) {
        self.park();
        self.cards.push(Card::new(id, now));
        self.active = Some(id);
    }

    /// Takes a card that was made for somebody into the hand: a call back, say.
    pub fn begin(&mut self, card: Card) {
        self.park();
        self.active = Some(card.id);
        match self.cards.iter_mut().find(|c| c.about.is_some() && c.about == card.about) {
            // It is open already.
            Some(open) => self.active = Some(open.id),
            None => self.cards.push(card),
        }
    }

    /// Lays the card aside; an empty one goes.
    pub fn park(&mut self) {
        if self.active().is_some_and(|c| !c.is_begun()) {
            self.done();
        }
        self.active = None;
    }

    /// Takes up the one that was parked longest ago of those after the one in the hand, round and round.
    pub fn take_up(&mut self) {
        let at = self.active.and_then(|id| self.cards.iter().position(|c| c.id == id));
        let next = match at {
            Some(at) => self.cards.iter().cycle().skip(at + 1).take(self.cards.len().saturating_sub(1)).next().map(|c| c.id),
            // Laid aside last, taken up first: that is who waits on the line.
            None => self.cards.last().map(|c| c.id),
        };
        if let Some(next) = next {
            self.park();
            self.active = Some(next);
        }
    }

    pub fn hold(&mut self, id: Id) {
        if self.cards.iter().any(|c| c.id == id) && self.active != Some(id) {
            self.park();
            self.active = Some(id);
        }
    }

    /// The card in the hand is finished, or thrown away.
    pub fn done(&mut self) {
        let active = self.active.take();
        self.cards.retain(|c| Some(c.id) != active);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 27).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    fn id(n: u128) -> Id {
        Id::from_u128(n)
    }

    #[test]
    fn ten_calls_interrupt_each_other_and_none_is_lost() {
        let mut calls = Calls::default();
        for n in 0..10 {
            calls.ring(id(n), at(9, n as u32));
            calls.active_mut().unwrap().words = format!("call {n}");
        }
        assert_eq!(calls.parked().count(), 9);
        let before = calls.cards.clone();
        calls.park();
        let mut seen = Vec::new();
        for _ in 0..10 {
            calls.take_up();
            seen.push(calls.active().unwrap().words.clone());
        }
        assert_eq!(seen[0], "call 9", "laid aside last, taken up first");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 10, "each comes round once");
        assert_eq!(calls.cards, before);
    }

    #[test]
    fn what_is_kept_reads_back() {
        let mut calls = Calls::default();
        calls.ring(id(1), at(9, 0));
        *calls.active_mut().unwrap() = Card {
            typed: "fab".into(),
            patient: Some(id(5)),
            why: Some(Why::Renewal),
            then: Then::Ask,
            due: Some(Due::Noon),
            led_to: vec![id(7)],
            caret: 12,
            ..Card::new(id(1), at(9, 0))
        };
        let kept = serde_json::to_vec(&calls).unwrap();
        assert_eq!(serde_json::from_slice::<Calls>(&kept).unwrap(), calls);
    }

    #[test]
    fn an_empty_card_leaves_nothing_behind() {
        let mut calls = Calls::default();
        calls.ring(id(1), at(9, 0));
        calls.ring(id(2), at(9, 1));
        assert_eq!((calls.cards.len(), calls.active), (1, Some(id(2))));
        calls.park();
        assert_eq!(calls, Calls::default());
        calls.take_up();
        assert_eq!(calls, Calls::default(), "nothing to take up");
    }

    #[test]
    fn a_call_back_that_is_open_already_is_taken_up() {
        let mut calls = Calls::default();
        let out = |n| Card { about: Some(id(70)), direction: Direction::Out, ..Card::new(id(n), at(9, 0)) };
        calls.begin(out(1));
        calls.ring(id(2), at(9, 1));
        calls.begin(out(3));
        assert_eq!((calls.cards.len(), calls.active), (1, Some(id(1))), "the empty one went");
    }

    #[test]
    fn why_somebody_calls_says_what_follows_unless_it_was_said_otherwise() {
        let mut card = Card::default();
        card.because(Why::Renewal);
        assert_eq!(card.then, Then::Ask);
        card.because(Why::Change);
        assert_eq!(card.then, Then::Nothing);
        card.then = Then::CallBack;
        card.because(Why::Message);
        assert_eq!(card.then, Then::CallBack);
    }

    #[test]
    fn a_name_nobody_was_picked_for_is_who_called() {
        let card = Card { typed: "Pharmacie Lafayette ".into(), words: "Ordonnance".into(), then: Then::Ask, ..Card::new(id(1), at(9, 0)) };
        assert_eq!(card.call(at(9, 5)).caller, "Pharmacie Lafayette");
        let task = card.follow_up(Some(at(12, 0))).unwrap();
        assert_eq!((task.kind, task.caller.as_str(), task.call), (TaskKind::Question, "Pharmacie Lafayette", Some(id(1))));
        assert_eq!(Card::new(id(2), at(9, 0)).follow_up(None), None);
    }

    #[test]
    fn what_is_promised_is_ahead_and_on_a_day_that_is_worked() {
        let weekdays = |day: NaiveDate| !matches!(chrono::Datelike::weekday(&day), chrono::Weekday::Sat | chrono::Weekday::Sun);
        let due = |due: Due, now| due.at(now, weekdays).map(|at| at.format("%d %H:%M").to_string());
        assert_eq!(due(Due::InAnHour, at(9, 40)).as_deref(), Some("27 10:40"));
        assert_eq!(due(Due::Noon, at(9, 40)).as_deref(), Some("27 12:00"));
        assert_eq!(due(Due::Noon, at(12, 0)), None);
        assert_eq!(due(Due::Afternoon, at(16, 59)).as_deref(), Some("27 17:00"));
        assert_eq!(due(Due::NextMorning, at(9, 40)).as_deref(), Some("30 12:00"), "over the weekend");
    }
}
