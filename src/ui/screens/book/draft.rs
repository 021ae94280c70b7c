//! A booking as far as it was typed. It is kept while the screen is locked, and offered again when it was left.

use crate::{
    base::Id,
    model::{
        said::Said,
        turns::{Bound, Every},
        wish::Wish,
    },
    store::places::{FreePlace, Search},
    ui::{parts::patient_picker::Picked, route::Panel, session::Session},
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use dioxus::prelude::*;
use std::collections::BTreeMap;

/// A practitioner, and when.
pub type At = (Id, NaiveDateTime);

#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What was typed of a name before anybody was picked.
    pub begun: String,
    pub who: Option<Picked>,
    pub reason: Option<Id>,
    /// What suits; its first day is `date`.
    pub wish: Wish,
    pub date: NaiveDate,
    /// An hour as it was typed: it is taken whatever is free.
    pub clock: String,
    /// A place that was chosen among those offered.
    pub place: Option<At>,
    pub note: String,
    pub repeat: Option<Repeat>,
    /// The recall it is for: of whom, and which kind.
    pub recall: Option<(Id, Id)>,
}

/// How often, as it was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeat {
    pub every: u32,
    /// `days`, `weeks`, `months`.
    pub unit: &'static str,
    pub times: u32,
    pub until: Option<NaiveDate>,
    /// What she decided about single dates.
    pub choices: BTreeMap<NaiveDateTime, Choice>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The place that is proposed.
    Instead,
    /// As it was meant, whatever is there.
    Keep,
    Leave,
}

impl Default for Repeat {
    fn default() -> Self {
        Repeat { every: 1, unit: "weeks", times: 6, until: None, choices: BTreeMap::new() }
    }
}

impl Repeat {
    pub fn every(&self) -> Every {
        match self.unit {
            "days" => Every::Days(self.every),
            "months" => Every::Months(self.every),
            _ => Every::Weeks(self.every),
        }
    }

    pub fn bound(&self) -> Bound {
        self.until.map_or(Bound::Times(self.times), Bound::Until)
    }
}

impl Draft {
    pub fn new(who: Option<Picked>, with: Option<Id>, date: NaiveDate, clock: Option<NaiveTime>) -> Self {
        Draft {
            begun: String::new(),
            who,
            reason: None,
            wish: Wish { with: with.into_iter().collect(), ..Wish::default() },
            date,
            clock: clock.map(|t| t.format("%H:%M").to_string()).unwrap_or_default(),
            place: None,
            note: String::new(),
            repeat: None,
            recall: None,
        }
    }

    /// The same for a recall, whose reason is known.
    pub fn for_recall(self, recall: Option<(Id, Id, Option<Id>)>) -> Self {
        let of = |who: Id| self.who == Some(Picked::Known(who));
        match recall.filter(|(who, ..)| of(*who)) {
            Some((who, kind, reason)) => Draft { recall: Some((who, kind)), reason, ..self },
            None => self,
        }
    }

    pub fn search(&self, minutes: u32, most: usize, except: Option<Id>) -> Search {
        Search { wish: Wish { from: Some(self.date), ..self.wish.clone() }, minutes, most, except }
    }

    /// Takes over what was said of days and hours, in place of what the phrase before this one said.
    pub fn say(&mut self, said: Said, spoken: Option<Spoken>) -> Spoken {
        let now = (self.wish.clone(), self.clock.clone());
        let before = spoken.filter(|s| s.after == now).map_or(now, |s| s.before);
        self.wish.clone_from(&before.0);
        if !said.wish.days.is_empty() {
            self.wish.days = said.wish.days;
        }
        if said.wish.after.is_some() || said.wish.before.is_some() {
            (self.wish.after, self.wish.before) = (said.wish.after, said.wish.before);
        }
        self.clock = said.at.map_or_else(|| before.1.clone(), |t| t.format("%H:%M").to_string());
        self.place = None;
        Spoken { before, after: (self.wish.clone(), self.clock.clone()) }
    }

    /// Whether it would be missed: somebody was picked, or words were typed.
    pub fn is_filled(&self) -> bool {
        self.who.is_some() || !self.begun.trim().is_empty() || !self.note.trim().is_empty()
    }

    /// The place that would be taken now: the hour that was typed, the one that was chosen, or the first that is free.
    pub fn at(&self, found: &[FreePlace], anybody: Option<Id>) -> Option<At> {
        if !self.clock.trim().is_empty() {
            let who = self.wish.with.first().copied().or(found.first().map(|p| p.practitioner.id)).or(anybody)?;
            return read_time(&self.clock).map(|t| (who, self.date.and_time(t)));
        }
        self.place.or(found.first().map(|p| (p.practitioner.id, p.start)))
    }
}

/// What suited before a phrase was said, and after it, with the hour: as long as nothing else changed it, the next phrase
/// begins where this one did.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    before: (Wish, String),
    after: (Wish, String),
}

/// A draft with the panel that it stood in. One that was left waits to be taken up again.
#[derive(Debug, Clone, PartialEq)]
pub struct Begun {
    pub panel: Panel,
    pub draft: Draft,
    pub left: bool,
}

impl Begun {
    /// Whether it was left, and would be missed.
    pub fn waits(&self) -> bool {
        self.left && self.draft.is_filled()
    }
}

/// The draft of a panel: as it was when the screen was locked over it, or new. What is typed is kept as it is typed.
pub fn use_draft(panel: Panel, new: impl FnOnce() -> Draft) -> Signal<Draft> {
    let session: Session = crate::ui::use_session();
    let fresh = use_hook(new);
    let draft = use_signal(|| {
        let begun = session.begun.peek();
        begun.as_ref().filter(|b| b.panel == panel && !b.left).map_or(fresh.clone(), |b| b.draft.clone())
    });
    use_effect(move || {
        let now = draft.read().clone();
        // One that is as empty as it was opened does not take the place of one that waits.
        if now != fresh && (now.is_filled() || !session.begun.peek().as_ref().is_some_and(Begun::waits)) {
            let mut begun = session.begun;
            begun.set(Some(Begun { panel: panel.clone(), draft: now, left: false }));
        }
    });
    draft
}

/// "1015", "10:15", "10h15", "10" are all a quarter past ten, or ten.
pub fn read_time(typed: &str) -> Option<NaiveTime> {
    let parts: Vec<&str> = typed.trim().split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let (h, m) = match parts.as_slice() {
        [h, m] => (h.parse().ok()?, m.parse().ok()?),
        [all] if all.len() >= 3 => (all[..all.len() - 2].parse().ok()?, all[all.len() - 2..].parse().ok()?),
        [h] => (h.parse().ok()?, 0),
        _ => return None,
    };
    NaiveTime::from_hms_opt(h, m, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_typed() {
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 0);
        for (typed, time) in [
            ("10:15", at(10, 15)),
            ("1015", at(10, 15)),
            ("915", at(9, 15)),
            ("10h15", at(10, 15)),
            ("10", at(10, 0)),
            ("25:00", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(read_time(typed), time, "{typed}");
        }
    }

    #[test]
    fn a_phrase_takes_the_place_of_the_one_before_and_of_nothing_else() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let say = |draft: &mut Draft, typed, spoken| Some(draft.say(crate::model::said::read(typed, today).unwrap(), spoken));
        let roy = Id::from_u128(1);
        let mut draft = Draft::new(None, Some(roy), today, None);
        let mut spoken = say(&mut draft, "lundi", None);
        spoken = say(&mut draft, "lundi après-midi", spoken);
        assert_eq!((draft.wish.days.as_slice(), draft.wish.after), ([chrono::Weekday::Mon].as_slice(), Some(crate::model::wish::NOON)));
        spoken = say(&mut draft, "demain à 10h", spoken);
        assert_eq!((draft.wish.is_particular(), draft.clock.as_str()), (true, "10:00"), "with Roy alone");
        assert_eq!((draft.wish.days.len(), draft.wish.after), (0, None));
        spoken = say(&mut draft, "matin", spoken);
        assert_eq!((draft.clock.as_str(), draft.wish.before), ("", Some(crate::model::wish::NOON)));
        // What was tapped since stays.
        draft.wish.days = vec![chrono::Weekday::Fri];
        say(&mut draft, "dans 3 semaines", spoken);
        assert_eq!((draft.wish.days.len(), draft.wish.before), (1, Some(crate::model::wish::NOON)));
    }

    #[test]
    fn what_was_typed_goes_before_what_was_chosen_and_that_before_the_first_free() {
        let date: NaiveDate = "2026-11-23".parse().unwrap();
        let at = |h| date.and_hms_opt(h, 0, 0).unwrap();
        let (roy, amsel) = (Id::from_u128(1), Id::from_u128(2));
        let of = |id, h| FreePlace { practitioner: crate::model::Practitioner { id, ..Default::default() }, start: at(h) };
        let found = [of(amsel, 9), of(roy, 10)];
        let mut draft = Draft::new(None, None, date, None);
        assert_eq!((draft.at(&found, None), draft.at(&[], Some(roy))), (Some((amsel, at(9))), None));
        draft.place = Some((roy, at(10)));
        assert_eq!(draft.at(&found, None), Some((roy, at(10))));
        draft.clock = "11".into();
        assert_eq!((draft.at(&found, None), draft.at(&[], Some(roy))), (Some((amsel, at(11))), Some((roy, at(11)))));
        draft.clock = "at noon".into();
        assert_eq!(draft.at(&found, None), None, "what cannot be read is nothing else");
    }
}
