//! The hand on a sheet: it takes a visit by its body or its lower edge, brings it somewhere and lets it go there. The page
//! only measures (`ui/hand.js`) and tells it to an ear; where that is, is decided here.

use super::{face::Face, shift};
use crate::{
    base::{
        Id,
        clock::{Minute, local, minute},
    },
    model::span::{Span, fitted},
    store::{appointments, diary},
    ui::{route::Panel, screens::visit, session::Session, use_session},
    words,
};
use chrono::{NaiveDate, NaiveDateTime};
use dioxus::prelude::*;
use std::rc::Rc;

/// As long as a visit is taken to be until its reason is known.
const SHORT: Minute = 15;

pub const SCRIPT: &str = include_str!("../hand.js");

/// A visit in the hand, and the place it is over.
#[derive(Clone, PartialEq)]
pub struct Held {
    id: Id,
    stretch: bool,
    name: String,
    /// Where it was, and how long.
    from: Spot,
    over: Spot,
    /// Whom it overlaps there.
    beside: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Spot {
    practitioner: Id,
    start: NaiveDateTime,
    minutes: u32,
}

/// What the page tells.
#[derive(Debug, PartialEq)]
enum Told {
    Take { id: Id, stretch: bool },
    Over { practitioner: Id, date: NaiveDate, at: Minute },
    Tap { practitioner: Id, date: NaiveDate, at: Minute },
    Drop,
    Leave,
}

impl Told {
    fn read(words: &str) -> Option<Told> {
        let parts: Vec<&str> = words.split(' ').collect();
        Some(match parts.as_slice() {
            ["take", id, how] => Told::Take { id: id.parse().ok()?, stretch: *how == "stretch" },
            ["over", who, date, at] => Told::Over { practitioner: who.parse().ok()?, date: date.parse().ok()?, at: at.parse().ok()? },
            ["tap", who, date, at] => Told::Tap { practitioner: who.parse().ok()?, date: date.parse().ok()?, at: at.parse().ok()? },
            ["drop"] => Told::Drop,
            ["leave"] => Told::Leave,
            _ => return None,
        })
    }
}

/// What the hand of a screen holds; for the screen that has an [`Ear`].
pub fn use_hand() -> Signal<Option<Held>> {
    use_context_provider(|| Signal::new(None))
}

/// Hears what the page tells of the hand. `free` is what is free of a column.
#[component]
pub fn Ear(face: Rc<Face>, free: Callback<(Id, NaiveDate), Vec<Span>>) -> Element {
    let session = use_session();
    let mut held = use_context::<Signal<Option<Held>>>();
    rsx! {
        input { r#type: "hidden", "data-hand": "", "data-testid": "hand", oninput: move |e| {
            e.stop_propagation();
            match Told::read(&e.value()) {
                Some(Told::Take { id, stretch }) => held.set(take(session, id, stretch)),
                Some(Told::Over { practitioner, date, at }) => bring(session, held, &face, (practitioner, date, at)),
                Some(Told::Tap { practitioner, date, at }) => {
                    let free = free.call((practitioner, date));
                    let tapped = minute(face.tapped(date, at, &free), face.zone());
                    let start = local(fitted(tapped, SHORT, &free), face.zone());
                    session.open(Panel::Book { patient: None, practitioner: Some(practitioner), start: Some(start) });
                }
                Some(Told::Drop) => if let Some(held) = held.take() { drop_it(session, &held) },
                Some(Told::Leave) | None => held.set(None),
            }
        } }
    }
}

fn take(session: Session, id: Id, stretch: bool) -> Option<Held> {
    let visit = session.ask(|db| appointments::get(db, id)).flatten()?;
    let from = Spot { practitioner: visit.practitioner, start: visit.start, minutes: visit.minutes };
    Some(Held { id, stretch, name: visit::name_of(session, id), from, over: from, beside: String::new() })
}

fn bring(session: Session, mut hand: Signal<Option<Held>>, face: &Face, (practitioner, date, at): (Id, NaiveDate, Minute)) {
    let Some(held) = hand.peek().clone() else { return };
    let over = if held.stretch {
        Spot { minutes: face.minutes(held.from.start.date(), minute(held.from.start, face.zone()), at), ..held.from }
    } else {
        Spot { practitioner, start: face.start(date, at), ..held.from }
    };
    if over != held.over {
        let read = session.ask(|db| diary::beside(db, over.practitioner, over.start, over.minutes, held.id));
        let beside = shift::names(session, &read.unwrap_or_default());
        hand.set(Some(Held { over, beside, ..held }));
    }
}

fn drop_it(session: Session, held: &Held) {
    if held.over == held.from {
        return;
    }
    if held.stretch {
        shift::last(session, held.id, held.over.minutes, held.from.minutes);
    } else {
        shift::to(session, held.id, held.over.start, held.over.practitioner);
    }
}

/// What the hand holds over this track, as it would stand there.
#[component]
pub fn Ghost(practitioner: Id, date: NaiveDate, face: Rc<Face>) -> Element {
    let session = use_session();
    let hand = use_context::<Signal<Option<Held>>>();
    let here = use_memo(use_reactive((&practitioner, &date), move |(practitioner, date)| {
        hand.read().clone().filter(|h| h.over.practitioner == practitioner && h.over.start.date() == date)
    }));
    let Some(held) = here() else { return rsx! {} };
    let from = minute(held.over.start, face.zone());
    let span = (from, from + Minute::from(held.over.minutes));
    let end = words::time_of(span.1, face.zone());
    rsx! {
        div { class: "ghost", "data-testid": "ghost", "aria-hidden": "true", "data-beside": if !held.beside.is_empty() { "true" }, style: "--at:{face.at(date, span.0)};--len:{face.len(date, span)}",
            span { class: "hour-of", {words::time(held.over.start)} " – {end}" }
            b { "{held.name}" }
            if !held.beside.is_empty() { span { class: "beside", {session.tr("hand-beside", &[("names", held.beside.clone().into())])} } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_tells_is_read_and_nonsense_is_nothing() {
        let id = Id::from_u128(7);
        assert_eq!(Told::read(&format!("take {id} stretch")), Some(Told::Take { id, stretch: true }));
        let date = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        assert_eq!(Told::read(&format!("over {id} 2026-11-23 -12")), Some(Told::Over { practitioner: id, date, at: -12 }));
        assert_eq!(Told::read("drop"), Some(Told::Drop));
        for nonsense in ["", "over", "over x y z", "tap null", "take me home"] {
            assert_eq!(Told::read(nonsense), None, "{nonsense}");
        }
    }
}
