//! Visits, while the patient is on the line: one is made, moved or called off without leaving the card.

use super::{card::minutes_of, write};
use crate::{
    actions::{booking, recalls, reception},
    base::Id,
    model::{
        Appointment, Card, Reason,
        appointment::CALLED_OFF,
        card::Doing,
        coming::{Asked, coming},
        wish::Wish,
    },
    store::{
        self, Topic, appointments,
        places::{self, FreePlace, Search},
        practitioners, reasons,
    },
    ui::{
        icons::Icon,
        screens::book::places::{Places, day_name},
        session::Session,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

const TOPICS: &[Topic] = &["appointment", "practitioner", "reason"];
/// So many of the next free places are offered.
const OFFERED: usize = 6;

#[derive(Clone, PartialEq)]
struct Shown {
    visit: Appointment,
    words: String,
    reason: String,
}

#[component]
pub fn Visits(patient: Id, card: Card) -> Element {
    let session = use_session();
    let found = use_query(TOPICS, move |db| {
        let all = coming(&appointments::of_patient(db, patient)?, session.now(), &Asked::default());
        all.into_iter().map(|c| shown(session, db, c.visit)).collect::<store::Result<Vec<_>>>()
    });
    let visits = found.read().clone().unwrap_or_default();
    rsx! {
        div { class: "call-visits", "data-testid": "call-visits",
            if visits.is_empty() { p { class: "second small", {session.t("call-no-visits")} } }
            for (i , v) in visits.into_iter().enumerate() { Visit { key: "{v.visit.id}", number: i, shown: v, card: card.clone() } }
            if card.doing == Doing::Book {
                New { patient, card: card.clone() }
            } else {
                button { r#type: "button", class: "btn", "data-testid": "call-book", onclick: move |_| write(session, |c| (c.doing, c.visit, c.recall) = (Doing::Book, None, None)), Icon { name: "calendar-plus" } span { {session.t("call-book")} } }
            }
        }
    }
}

fn shown(session: Session, db: &store::Db, visit: Appointment) -> store::Result<Shown> {
    let who = practitioners::get(db, visit.practitioner)?.map(|p| p.short()).unwrap_or_default();
    let reason = visit.reason.map(|r| reasons::get(db, r)).transpose()?.flatten().map_or(visit.reason_text.clone(), |r| r.name);
    let words = format!("{} {} · {who}", day_name(session, visit.start.date()), words::time(visit.start));
    Ok(Shown { visit, words, reason })
}

/// One that is coming, with what can be done to it.
#[component]
fn Visit(number: usize, shown: Shown, card: Card) -> Element {
    let session = use_session();
    let id = shown.visit.id;
    let doing = if card.visit == Some(id) { card.doing } else { Doing::Nothing };
    let begin = move |d: Doing| {
        write(session, |c| (c.doing, c.visit) = if c.visit == Some(id) && c.doing == d { (Doing::Nothing, None) } else { (d, Some(id)) })
    };
    rsx! {
        div { class: "call-visit", "data-testid": "call-visit-{number}",
            div { class: "line",
                span { class: "main", strong { class: "num", "{shown.words}" } if !shown.reason.is_empty() { small { "{shown.reason}" } } }
                button { r#type: "button", class: "btn", "data-testid": "call-move-{number}", "aria-expanded": doing == Doing::Move, onclick: move |_| begin(Doing::Move), {session.t("move")} }
                button { r#type: "button", class: "btn", "data-testid": "call-off-{number}", "aria-expanded": doing == Doing::CallOff, onclick: move |_| begin(Doing::CallOff), {session.t("call-off-it")} }
            }
            if doing == Doing::Move {
                Free { wish: Wish { with: vec![shown.visit.practitioner], ..Wish::default() }, minutes: shown.visit.minutes, except: Some(id), names: false,
                    onpick: move |place: FreePlace| move_to(session, id, &place) }
            }
            if doing == Doing::CallOff {
                div { class: "chips", role: "group", "aria-label": session.t("call-off-why"),
                    for code in CALLED_OFF { button { key: "{code}", r#type: "button", class: "chip", "data-testid": "call-off-why-{code}", onclick: move |_| call_off(session, id, code), {session.t(&format!("off-{code}"))} } }
                }
            }
        }
    }
}

/// A new one: for what, then the next free places.
#[component]
fn New(patient: Id, card: Card) -> Element {
    let session = use_session();
    let offered = use_query(&["reason"], |db| Ok(reasons::by_use(db)?.into_iter().filter(|r| !r.retired).collect::<Vec<_>>()));
    let usual = use_query(TOPICS, move |db| appointments::usual(db, patient));
    let all: Vec<Reason> = offered.read().clone().unwrap_or_default();
    let reason = card.reason.or(all.first().map(|r| r.id));
    let minutes = minutes_of(&all, reason);
    let with = usual.read().flatten();
    rsx! {
        div { class: "call-new", "data-testid": "call-new",
            if !all.is_empty() {
                label { class: "field", span { class: "name", {session.t("book-reason")} }
                    select { "data-testid": "call-reason", onchange: move |e| { let id = e.value().parse().ok(); write(session, |c| c.reason = id) },
                        for r in all { option { key: "{r.id}", value: "{r.id}", selected: reason == Some(r.id), "{r.name}" } }
                    }
                }
            }
            Free { wish: Wish { with: with.into_iter().collect(), ..Wish::default() }, minutes, except: None, names: with.is_none(), onpick: move |place: FreePlace| book(session, patient, reason, &place) }
        }
    }
}

/// The next free places: the first is lit and has the hand.
#[component]
fn Free(wish: Wish, minutes: u32, except: Option<Id>, names: bool, onpick: EventHandler<FreePlace>) -> Element {
    let mut asked = use_signal(|| (wish.clone(), minutes));
    use_effect(use_reactive(&(wish, minutes), move |now| asked.set(now)));
    let session = use_session();
    let found = use_query(TOPICS, move |db| {
        let (wish, minutes) = asked.read().clone();
        places::next(db, session.now(), &Search { wish, minutes, most: OFFERED, except })
    });
    let active = use_signal(|| true);
    let found = found.read().clone().unwrap_or_default();
    rsx! {
        if found.is_empty() {
            p { class: "second small", {session.t("to-move-no-place")} }
        } else {
            Places { found, chosen: None, active, names, onpick: move |p| onpick.call(p), onenter: move |p| onpick.call(p), onmore: None }
        }
    }
}

fn book(session: Session, patient: Id, reason: Option<Id>, place: &FreePlace) {
    let id = Id::new(session.desk.peek().clock.millis());
    let visit =
        booking::NewVisit { patient: Some(patient), practitioner: place.practitioner.id, start: place.start, reason, ..Default::default() };
    let (now, said) = (session.now(), said(session, "call-booked", place));
    let recall = session.calls.peek().active().and_then(|c| c.recall);
    let work = move |tx: &mut store::Tx| {
        let id = booking::book(tx, now, id, &visit)?;
        if let Some(kind) = recall {
            recalls::booked(tx, patient, kind, id)?;
            tx.set_subject(id);
        }
        Ok(id)
    };
    session.act_then("book", said, work, |session, id| write(session, |c| c.did(id)));
}

fn move_to(session: Session, id: Id, place: &FreePlace) {
    let (start, practitioner, said) = (place.start, place.practitioner.id, said(session, "call-moved", place));
    let work = move |tx: &mut store::Tx| {
        let minutes = appointments::get(&tx.db(), id)?.map_or(15, |a| a.minutes);
        tx.set_subject(id);
        booking::move_to(tx, id, start, practitioner, minutes)
    };
    session.act_then("move", said, work, move |session, ()| write(session, |c| c.did(id)));
}

fn call_off(session: Session, id: Id, why: &'static str) {
    let work = move |tx: &mut store::Tx| {
        tx.set_subject(id);
        reception::cancel(tx, id, why)
    };
    session.act_then("cancel", session.t("call-called-off"), work, move |session, ()| write(session, |c| c.did(id)));
}

/// "Booked: Tomorrow 9:15, Dr Roy".
fn said(session: Session, key: &str, place: &FreePlace) -> String {
    let when = format!("{} {}, {}", day_name(session, place.start.date()), words::time(place.start), place.practitioner.short());
    session.tr(key, &[("when", when.into())])
}
