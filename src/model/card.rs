//! Call cards: calls as far as they were written down. Several are open at once, one of them in the hand.
//!
//! They are no part of the log before they are finished. This device keeps them at every key, so that nothing is lost,
//! whatever happens to it.

use super::{
    Communication, Patient, Person, Practice, Task, TestResult,
    code::codes,
    communication::{Direction, Outcome, Why},
    person::Role,
    said,
    task::TaskKind,
    wish::Wish,
};
use crate::base::Id;
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// So long what was told of a result is said again to whoever asks.
const TOLD: Days = Days::new(60);

/// Whether a result was told lately: it is no news, but it is an answer.
pub fn told_lately(result: &TestResult, now: NaiveDateTime) -> bool {
    result.told_at.is_some_and(|at| at + TOLD >= now)
}

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
    /// The hour at which the patient will be here, as it is typed.
    pub eta: String,
    /// The kind of recall that it is booked for.
    pub recall: Option<Id>,
    /// What suits for that visit, and the words in which it was said last.
    pub wish: Wish,
    pub said: String,
    /// Somebody whose file is being made.
    pub newcomer: Option<Newcomer>,
    /// Where the hand was: the field, and the caret in it.
    pub field: String,
    pub caret: u32,
}

/// A file that is being made, as it is typed.
#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Newcomer {
    pub family: String,
    pub given: String,
    pub born: String,
    pub phone: String,
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
        /// It is noted when the patient will be here.
        Coming = "coming",
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
            Due::Newer(_) => None,
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
        let typed = [&self.typed, &self.caller, &self.number, &self.words, &self.clock, &self.eta];
        self.patient.is_some()
            || self.about.is_some()
            || !self.led_to.is_empty()
            || self.why.is_some()
            || self.then != Then::Nothing
            || typed.iter().any(|t| !t.trim().is_empty())
    }

    /// Whether both say the same, wherever the hand was.
    pub fn says(&self, other: &Card) -> bool {
        Card { field: other.field.clone(), caret: other.caret, ..self.clone() } == *other
    }

    /// Somebody was picked: the call is about that patient.
    pub fn of(&mut self, patient: &Patient) {
        self.patient = Some(patient.id);
        self.typed = String::new();
        self.newcomer = None;
        if self.number.is_empty() || self.direction == Direction::Out {
            self.number = patient.phone().unwrap_or_default().to_owned();
        }
    }

    /// A visit was booked, moved or called off in it.
    pub fn did(&mut self, visit: Id) {
        if !self.led_to.contains(&visit) {
            self.led_to.push(visit);
        }
        self.put_away();
    }

    /// The same by hand in the card: that is why somebody called, where nothing else was said.
    pub fn did_for_caller(&mut self, visit: Id) {
        self.did(visit);
        if self.why.is_none() {
            self.because(Why::Change);
        }
    }

    /// Begins to make something of a visit, with those who come first to mind; the same once more ends it.
    pub fn turn_to(&mut self, doing: Doing, visit: Option<Id>, with: Vec<Id>) {
        let same = (self.doing, self.visit) == (doing, visit);
        self.put_away();
        if !same {
            (self.doing, self.visit, self.wish) = (doing, visit, Wish { with, ..Wish::default() });
        }
    }

    /// Nothing is being made any more.
    pub fn put_away(&mut self) {
        (self.doing, self.visit, self.reason, self.recall) = (Doing::Nothing, None, None, None);
        (self.wish, self.said, self.eta) = (Wish::default(), String::new(), String::new());
    }

    /// An hour is typed at which the patient of a visit will be here.
    pub fn expects(&mut self, visit: Id, typed: String) {
        if (self.doing, self.visit) != (Doing::Coming, Some(visit)) {
            self.turn_to(Doing::Coming, Some(visit), vec![]);
        }
        self.eta = typed;
    }

    /// When it suits, as it was said: "lundi matin". What cannot be read changes nothing; an hour is where to look from.
    pub fn say(&mut self, typed: &str, today: NaiveDate) {
        typed.clone_into(&mut self.said);
        let with = self.wish.with.clone();
        match said::read(typed, today) {
            Some(said) => self.wish = Wish { with, after: said.at.or(said.wish.after), ..said.wish },
            None if typed.trim().is_empty() => self.wish = Wish { with, ..Wish::default() },
            None => {}
        }
    }

    /// Whether the hand can stay in something of that name: a place that was tapped is gone in a moment.
    pub fn is_field(name: &str) -> bool {
        matches!(name, "call-who" | "call-words" | "call-number" | "call-caller" | "call-when" | "call-clock" | "call-eta-at")
            || name.starts_with("call-why-")
            || name.starts_with("call-new-")
    }

    /// Where the hand goes: where it was, as long as that is there.
    pub fn lands(&self) -> &str {
        let known = self.patient.is_some();
        let named = known || !self.caller.trim().is_empty();
        let there = match self.field.as_str() {
            "call-who" => !named,
            "call-words" => true,
            "call-number" => named,
            "call-caller" => known,
            "call-when" => known && matches!(self.doing, Doing::Book | Doing::Move),
            "call-eta-at" => known && self.doing == Doing::Coming,
            "call-clock" => matches!(self.then, Then::CallBack | Then::Ask),
            field if field.starts_with("call-new-") => !known && self.newcomer.is_some(),
            field => field.starts_with("call-why-"),
        };
        match (there, named) {
            (true, _) => &self.field,
            (false, true) => "call-words",
            (false, false) => "call-who",
        }
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
            Then::Nothing | Then::Newer(_) => return None,
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

    /// Takes a card that was made for somebody into the hand: a call back, say. Where one is open for the same thing, or
    /// for the same patient and nothing in particular, it is that one.
    pub fn begin(&mut self, card: Card) {
        self.park();
        let same = |open: &Card| {
            let alike = card.patient.is_some() && open.patient == card.patient && open.direction == card.direction;
            let about = card.about.is_some() && open.about == card.about;
            about || (alike && (card.about.is_none() || open.about.is_none()))
        };
        match self.cards.iter_mut().find(|c| same(c)) {
            Some(open) => {
                open.about = open.about.or(card.about);
                open.why = open.why.or(card.why);
                self.active = Some(open.id);
            }
            None => {
                self.active = Some(card.id);
                self.cards.push(card);
            }
        }
    }

    /// A card that was noted or thrown away is in the hand again as it was, in its place among the others.
    pub fn bring_back(&mut self, card: Card) {
        self.park();
        self.active = Some(card.id);
        self.cards.retain(|c| c.id != card.id);
        self.cards.push(card);
        self.cards.sort_by_key(|c| c.at);
    }

    /// It is noted after all.
    pub fn forget(&mut self, id: Id) {
        self.cards.retain(|c| c.id != id);
        self.active = self.active.filter(|active| *active != id);
    }

    /// Another card that is open for the patient of the one in the hand.
    pub fn twin(&self) -> Option<&Card> {
        let active = self.active().filter(|c| c.patient.is_some())?;
        self.parked().find(|c| c.patient == active.patient)
    }

    /// Goes on with the card that was open before for the same patient; what was written in this one goes along, unless
    /// each is about something else.
    pub fn join(&mut self) {
        let (Some(this), Some(other)) = (self.active().cloned(), self.twin().map(|c| c.id)) else { return };
        let Some(open) = self.cards.iter_mut().find(|c| c.id == other) else { return };
        self.active = Some(other);
        if this.about.is_some() && open.about.is_some() && this.about != open.about {
            return;
        }
        let both = [open.words.trim_end(), this.words.trim()].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join("\n");
        open.words = both;
        open.about = open.about.or(this.about);
        if let (None, Some(why)) = (open.why, this.why) {
            open.because(why);
        }
        if open.then == Then::Nothing {
            (open.then, open.due, open.whom, open.clock) = (this.then, this.due, this.whom, this.clock);
        }
        if open.caller.trim().is_empty() {
            open.caller = this.caller;
        }
        let new = this.led_to.into_iter().filter(|id| !open.led_to.contains(id)).collect::<Vec<_>>();
        open.led_to.extend(new);
        (open.field, open.caret) = ("call-words".into(), open.words.chars().count() as u32);
        self.cards.retain(|c| c.id != this.id);
    }

    /// Lays the card aside; an empty one goes.
    pub fn park(&mut self) {
        if self.active().is_some_and(|c| !c.is_begun()) {
            self.done();
        }
        self.active = None;
    }

    /// Takes up the one that waits longest; from a card in the hand the next that began after it, round and round.
    pub fn take_up(&mut self) {
        let at = self.active.and_then(|id| self.cards.iter().position(|c| c.id == id));
        let next = match at {
            Some(at) => self.cards.iter().cycle().skip(at + 1).take(self.cards.len().saturating_sub(1)).next().map(|c| c.id),
            None => self.cards.first().map(|c| c.id),
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
        assert_eq!(seen, (0..10).map(|n| format!("call {n}")).collect::<Vec<_>>(), "the oldest first, as they stand");
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
    fn one_patient_has_one_card_unless_she_calls_about_two_things() {
        let of = |n, about: Option<u128>| Card {
            patient: Some(id(5)),
            about: about.map(id),
            direction: Direction::Out,
            ..Card::new(id(n), at(9, n as u32))
        };
        let mut calls = Calls::default();
        calls.begin(of(1, None));
        calls.begin(of(2, Some(70)));
        assert_eq!(
            (calls.cards.len(), calls.active, calls.cards[0].about),
            (1, Some(id(1)), Some(id(70))),
            "the same card, now about that"
        );
        calls.begin(of(3, Some(71)));
        assert_eq!((calls.cards.len(), calls.active), (2, Some(id(3))));
        // Somebody rings who has a card: it is said, and the two become one.
        let mut calls = Calls::default();
        calls.ring(id(1), at(9, 0));
        *calls.active_mut().unwrap() = Card { patient: Some(id(5)), words: "Wants a letter".into(), ..Card::new(id(1), at(9, 0)) };
        calls.ring(id(2), at(9, 5));
        assert_eq!(calls.twin(), None, "nobody is picked yet");
        *calls.active_mut().unwrap() = Card {
            patient: Some(id(5)),
            words: "By Friday".into(),
            why: Some(Why::Renewal),
            then: Then::Ask,
            led_to: vec![id(9)],
            ..Card::new(id(2), at(9, 5))
        };
        assert_eq!(calls.twin().map(|c| c.id), Some(id(1)));
        calls.join();
        let card = calls.active().unwrap();
        assert_eq!((calls.cards.len(), card.id, card.words.as_str()), (1, id(1), "Wants a letter\nBy Friday"));
        assert_eq!((card.why, card.then, card.led_to.as_slice()), (Some(Why::Renewal), Then::Ask, [id(9)].as_slice()));
    }

    #[test]
    fn a_noted_card_comes_back_in_its_place() {
        let mut calls = Calls::default();
        for n in 1..=3 {
            calls.ring(id(n), at(9, n as u32));
            calls.active_mut().unwrap().words = n.to_string();
        }
        calls.hold(id(2));
        let card = calls.active().unwrap().clone();
        calls.done();
        calls.bring_back(card);
        assert_eq!((calls.active, calls.cards.iter().map(|c| c.id).collect::<Vec<_>>()), (Some(id(2)), vec![id(1), id(2), id(3)]));
        calls.forget(id(2));
        assert_eq!((calls.active, calls.cards.len()), (None, 2));
    }

    #[test]
    fn the_hand_lands_where_it_was_or_in_what_is_left_of_it() {
        let mut card = Card::new(id(1), at(9, 0));
        assert_eq!(card.lands(), "call-who");
        card.patient = Some(id(5));
        card.field = "call-who".into();
        assert_eq!(card.lands(), "call-words", "somebody is picked: that field is gone");
        card.turn_to(Doing::Book, None, vec![id(7)]);
        card.field = "call-when".into();
        assert_eq!(card.lands(), "call-when");
        card.did_for_caller(id(9));
        assert_eq!((card.lands(), card.why), ("call-words", Some(Why::Change)));
        card.field = "call-why-2".into();
        assert_eq!(card.lands(), "call-why-2");
        assert!(!Card::is_field("place-0") && Card::is_field("call-new-family"));
    }

    #[test]
    fn when_it_suits_is_said_as_on_the_telephone() {
        let today = at(9, 0).date();
        let mut card = Card { patient: Some(id(5)), ..Card::new(id(1), at(9, 0)) };
        card.turn_to(Doing::Book, None, vec![id(7)]);
        card.say("lundi après-midi", today);
        assert_eq!((card.wish.days.as_slice(), card.wish.with.as_slice()), ([chrono::Weekday::Mon].as_slice(), [id(7)].as_slice()));
        assert_eq!(card.wish.after, Some(super::super::wish::NOON));
        card.say("lundi après-midx", today);
        assert_eq!(card.wish.days.len(), 1, "what cannot be read changes nothing");
        card.say("demain à 10h", today);
        assert_eq!((card.wish.after, card.wish.days.len()), (NaiveTime::from_hms_opt(10, 0, 0), 0));
        card.say("", today);
        assert_eq!(card.wish, Wish { with: vec![id(7)], ..Wish::default() });
        card.turn_to(Doing::Book, None, vec![]);
        assert_eq!((card.doing, card.said.as_str()), (Doing::Nothing, ""), "the same once more ends it");
    }

    #[test]
    fn what_was_told_of_a_result_is_an_answer_for_two_months() {
        let told =
            |day| TestResult { told_at: NaiveDate::from_ymd_opt(2026, 9, day).unwrap().and_hms_opt(10, 0, 0), ..TestResult::default() };
        assert!(!told_lately(&TestResult::default(), at(9, 0)));
        assert!(told_lately(&told(29), at(9, 0)) && !told_lately(&told(27), at(9, 0)));
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
