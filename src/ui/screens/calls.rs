//! Calls: a card over whatever is on screen, which stays as it is below. Several are open at once; one is in the hand, the
//! others wait in a row. Every key that is typed is on this device's disk before the next.

mod card;
mod facts;
mod follow;
mod visits;

pub use card::who;
pub use follow::is_open;

use crate::{
    base::Id,
    model::{
        Card,
        card::Calls,
        communication::{Direction, Why},
    },
    store::{self, patients},
    ui::{icons::Icon, parts::people, session::Session, use_query, use_session},
};
use chrono::NaiveDateTime;
use dioxus::prelude::*;

/// Where the cards of a person are kept on this device.
fn place(person: Id) -> String {
    format!("calls {person}")
}

/// The cards that the person at work left open, as they were.
pub fn load(session: Session) -> Calls {
    let desk = session.desk.peek();
    let key = place(desk.person);
    desk.jotted(&key)
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
    let desk = session.desk.peek();
    let (said, waiting) = tokio::sync::oneshot::channel();
    let sent = desk.jot(&place(desk.person), calls, move |kept| {
        let _ = said.send(kept);
    });
    if sent.is_err() {
        return session.say(session.t("call-not-kept"), None);
    }
    session.follow(async move {
        if let Ok(Err(error)) = waiting.await {
            tracing::error!("a call card could not be kept: {error}");
            session.say(session.t("call-not-kept"), None);
        }
    });
}

/// The telephone rings; `F2`.
pub fn ring(session: Session) {
    let (id, now) = (Id::new(session.desk.peek().clock.millis()), session.now());
    change(session, |calls| calls.ring(id, now));
}

/// Calls somebody, about something that is owed.
pub fn call(session: Session, about: Option<Id>, patient: Option<Id>, number: &str, caller: &str, why: Option<Why>) {
    let known = patient.and_then(|p| session.desk.peek().store.read::<_, store::Error>(|db| patients::get(db, p)).ok().flatten());
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

/// The cards, over everything but an emergency.
#[component]
pub fn CallLayer() -> Element {
    let session = use_session();
    let calls = session.calls.read().clone();
    if calls.cards.is_empty() {
        return rsx! {};
    }
    let next = next_up(&calls);
    rsx! {
        div { class: "calls", "data-testid": "calls", role: "region", "aria-label": session.t("calls"),
            if let Some(card) = calls.active().cloned() { card::CallCard { key: "{card.id}", card } }
            if calls.parked().next().is_some() {
                ul { class: "parked", "aria-label": session.t("call-parked"),
                    for card in calls.parked().cloned() { Parked { key: "{card.id}", next: next == Some(card.id), card } }
                }
            }
        }
    }
}

/// The one that `F9` takes up.
fn next_up(calls: &Calls) -> Option<Id> {
    let mut then = calls.clone();
    then.take_up();
    then.active.filter(|id| Some(*id) != calls.active)
}

/// One that waits: who, since when.
#[component]
fn Parked(card: Card, next: bool) -> Element {
    let session = use_session();
    let name = use_name(card.clone());
    let since = since(session, card.at);
    let id = card.id;
    let icon = if card.direction == Direction::Out { "phone-outgoing" } else { "phone-incoming" };
    rsx! {
        li {
            button { class: "chip", "data-testid": "parked", onclick: move |_| change(session, |calls| calls.hold(id)),
                Icon { name: icon, small: true }
                span { class: "who", "{name}" }
                span { class: "second num", "{since}" }
                if next { kbd { class: "key", "F9" } }
            }
        }
    }
}

/// Who a card is about, as far as it is known.
fn use_name(card: Card) -> Memo<String> {
    let session = use_session();
    let mut asked = use_signal(|| card.clone());
    use_effect(use_reactive(&card, move |card| asked.set(card)));
    let known = use_query(&["patient"], move |db| asked.read().patient.map(|p| patients::get(db, p)).transpose());
    use_memo(move || {
        let card = asked.read();
        let of_file = known.read().clone().flatten().flatten().map(|p| people::name(session, &p));
        let typed = [&card.caller, &card.typed, &card.number].into_iter().map(|t| t.trim()).find(|t| !t.is_empty());
        of_file
            .or(typed.map(|t| if *session.privacy.read() { "…".to_owned() } else { t.to_owned() }))
            .unwrap_or_else(|| session.t("call-nobody"))
    })
}

/// "4 min": since when a call waits; by the clock's minute.
fn since(session: Session, at: NaiveDateTime) -> String {
    session.live.watch(&[crate::ui::live::MINUTE]);
    let minutes = (session.now() - at).num_minutes().max(0);
    crate::words::minutes(*session.lang.read(), minutes)
}
