//! Calls: a card over whatever is on screen, which stays as it is below. Several are open at once; one is in the hand, the
//! others wait in a row. Every key that is typed is on this device's disk before the next.

mod card;
mod facts;
mod follow;
mod free;
mod newcomer;
mod parked;
mod recalled;
mod visits;

pub use card::who;
pub use follow::is_open;
pub use parked::Parked;

use crate::{
    base::Id,
    model::{
        Card,
        card::Calls,
        communication::{Direction, Why},
    },
    store::patients,
    ui::{parts::people, session::Session, use_session},
};
use chrono::NaiveDateTime;
use dioxus::prelude::*;

/// So many of the cards that were noted last can come back.
const NOTED: usize = 20;

/// Where the cards of a person are kept on this device.
fn place(person: Id) -> String {
    format!("calls {person}")
}

/// The cards that the person at work left open, as they were.
pub fn load(session: Session) -> Calls {
    let key = place(session.desk.peek().person);
    session.jotted(&key)
}

/// Changes the cards, and keeps them before anything else is done.
pub fn change(mut session: Session, with: impl FnOnce(&mut Calls)) {
    let before = session.calls.peek().clone();
    let mut calls = before.clone();
    with(&mut calls);
    if calls == before {
        return;
    }
    keep(session, &calls);
    session.calls.set(calls);
}

/// The same of the card in the hand.
pub fn write(session: Session, with: impl FnOnce(&mut Card)) {
    change(session, |calls| {
        if let Some(card) = calls.active_mut() {
            with(card);
        }
    });
}

fn keep(session: Session, calls: &Calls) {
    let key = place(session.desk.peek().person);
    session.jot(&key, calls, "call-not-kept");
}

/// A call was noted: for as long as somebody is likely to take that back, its card is kept.
fn noted(mut session: Session, act: Id, card: Card) {
    let mut noted = session.noted.write();
    noted.push((act, card));
    let old = noted.len().saturating_sub(NOTED);
    noted.drain(..old);
}

/// A call that is not noted any more is a card again; undoing that notes it again, and the card goes.
pub fn taken_back(mut session: Session, act: Id, by: Id) {
    let known = session.noted.peek().iter().find(|(of, _)| *of == act).map(|(_, card)| card.clone());
    let Some(card) = known else { return };
    let open = session.calls.peek().cards.iter().find(|c| c.id == card.id).cloned();
    match open {
        None => bring_back(session, card.clone()),
        // What was written since stays.
        Some(open) if open.says(&card) => change(session, |calls| calls.forget(card.id)),
        Some(_) => {}
    }
    if by != act {
        session.noted.write().push((by, card));
    }
}

/// A card that was noted or thrown away is in the hand again as it was.
pub fn bring_back(session: Session, card: Card) {
    change(session, |calls| calls.bring_back(card));
}

/// The telephone rings; `F2`.
pub fn ring(session: Session) {
    let (id, now) = (Id::new(session.desk.peek().clock.millis()), session.now());
    change(session, |calls| calls.ring(id, now));
}

/// Calls somebody, about something that is owed.
pub fn call(session: Session, about: Option<Id>, patient: Option<Id>, number: &str, caller: &str, why: Option<Why>) {
    let known = match patient {
        Some(p) => match session.ask(|db| patients::get(db, p)) {
            Some(known) => known,
            // The call would be nobody's.
            None => return,
        },
        None => None,
    };
    let mut card = Card { about, why, direction: Direction::Out, ..Card::new(Id::new(session.desk.peek().clock.millis()), session.now()) };
    if let Some(known) = &known {
        card.of(known);
    }
    if !number.is_empty() {
        card.number = number.to_owned();
    }
    card.caller = caller.to_owned();
    card.field = "call-words".into();
    change(session, |calls| calls.begin(card));
}

/// Lays the card in the hand aside, and gives the hand back what it had.
pub fn park(session: Session) {
    change(session, Calls::park);
    give_back();
}

/// Takes up the one that waits; `F9`.
pub fn take_up(session: Session) {
    change(session, Calls::take_up);
}

/// The card in the hand is done with.
pub fn done(session: Session) {
    change(session, Calls::done);
    give_back();
}

fn give_back() {
    document::eval("window.genkiHand?.isConnected && window.genkiHand.focus(); window.genkiHand = null;");
}

/// The card in the hand, over everything but an emergency.
#[component]
pub fn CallLayer() -> Element {
    let session = use_session();
    let card = session.calls.read().active().cloned();
    rsx! {
        // Another card is another one: nothing of what was in the one before is taken over.
        for card in card {
            div { key: "{card.id}", class: "calls", "data-testid": "calls", role: "region", "aria-label": session.t("calls"),
                card::CallCard { card }
            }
        }
    }
}

/// A patient's name, as this screen says it.
fn name_of(session: Session, patient: Id) -> String {
    let known = session.ask(|db| patients::get(db, patient)).flatten();
    known.map(|p| people::name(session, &p)).unwrap_or_default()
}

/// "4 min": since when a call waits; by the clock's minute.
fn since(session: Session, at: NaiveDateTime) -> String {
    session.live.watch(&[crate::ui::live::MINUTE]);
    let minutes = (session.now() - at).num_minutes().max(0);
    crate::words::minutes(*session.lang.read(), minutes)
}
