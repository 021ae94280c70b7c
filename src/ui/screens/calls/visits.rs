//! Visits, while the patient is on the line: what stands is always in sight, whatever the reason of the call. One is made,
//! moved or called off, and it is noted when who is late will be here, without leaving the card.

use super::{
    card::{Was, minutes_of},
    free::Free,
    write,
};
use crate::{
    actions::{booking, recalls, reception},
    base::Id,
    model::{
        Appointment, Card, Reason,
        appointment::CALLED_OFF,
        card::Doing,
        coming::{Way, standing, way},
        communication::Why,
    },
    store::{self, Topic, appointments, places::FreePlace, practitioners, reasons},
    ui::{
        icons::Icon,
        keys::keep_typing,
        live::MINUTE,
        parts::entry::Entry,
        screens::{
            book::{draft::read_time, places::day_name},
            reception::late,
        },
        session::Session,
        use_query, use_session,
    },
    words,
};
use chrono::{NaiveDateTime, TimeDelta};
use dioxus::prelude::*;

const TOPICS: &[Topic] = &["appointment", "encounter", "practitioner", "reason"];
/// So many are said where the call is about something else.
const SAID: usize = 2;

#[derive(Clone, PartialEq)]
struct Shown {
    visit: Appointment,
    words: String,
    reason: String,
}

#[component]
pub fn Visits(patient: Id, card: Card, was: Was) -> Element {
    let session = use_session();
    // An hour that passes makes somebody late.
    session.live.watch(&[MINUTE]);
    let found = use_query(TOPICS, move |db| {
        let all = standing(&appointments::of_patient(db, patient)?, session.now());
        all.into_iter().map(|visit| shown(session, db, visit)).collect::<store::Result<Vec<_>>>()
    });
    // What was being made as the card was taken up takes no hand.
    let begun = use_hook(|| (card.doing, card.visit));
    let hand = begun != (card.doing, card.visit);
    let visits = found.read().clone().unwrap_or_default();
    let (stands, none) = (visits.first().cloned(), visits.is_empty());
    let about = card.why == Some(Why::Change) || card.doing != Doing::Nothing || !card.led_to.is_empty();
    let rest = if about { 0 } else { visits.len().saturating_sub(SAID) };
    let label = session.t(if stands.is_some() { "call-book-other" } else { "call-book" });
    rsx! {
        div { class: "call-visits", "data-testid": "call-visits", "data-none": if none { "true" },
            if visits.is_empty() { p { class: "second small", {session.t("call-no-visits")} } }
            for (i , v) in visits.into_iter().enumerate().filter(|(i, _)| about || *i < SAID) {
                Visit { key: "{v.visit.id}", number: i, shown: v, card: card.clone(), was: was.clone(), hand }
            }
            if rest > 0 {
                button { r#type: "button", class: "btn quiet", "data-testid": "call-visits-more", onclick: move |_| write(session, |c| c.because(Why::Change)), {session.tr("coming-more", &[("n", rest.into())])} }
            }
            if card.doing == Doing::Book {
                New { patient, card: card.clone(), was, hand, stands }
            } else {
                button { r#type: "button", class: "btn", "data-testid": "call-book", onclick: move |_| begin(session, patient, None, None), Icon { name: "calendar-plus" } span { "{label}" } }
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

/// Begins to make a visit, with whom the patient usually sees.
pub fn begin(session: Session, patient: Id, reason: Option<Id>, recall: Option<Id>) {
    let usual = session.ask(|db| appointments::usual(db, patient)).flatten();
    write(session, |c| {
        c.doing = Doing::Nothing;
        c.turn_to(Doing::Book, None, usual.into_iter().collect());
        (c.reason, c.recall) = (reason, recall);
    });
}

/// One that stands, with what can be done to it.
#[component]
fn Visit(number: usize, shown: Shown, card: Card, was: Was, hand: bool) -> Element {
    let session = use_session();
    let id = shown.visit.id;
    let way = way(&shown.visit, session.now());
    let today = shown.visit.start.date() == session.today();
    let doing = if card.visit == Some(id) { card.doing } else { Doing::Nothing };
    let with = shown.visit.practitioner;
    let turn = move |d: Doing| write(session, |c| c.turn_to(d, Some(id), if d == Doing::Move { vec![with] } else { vec![] }));
    // Who is missing is asked at once when she comes; who is only expected may be.
    let coming = way != Way::Here && today && (doing == Doing::Coming || (way == Way::Missing && doing == Doing::Nothing));
    rsx! {
        div { class: "call-visit", "data-testid": "call-visit-{number}", "data-late": if way == Way::Missing { "true" },
            div { class: "line",
                span { class: "main", strong { class: "num", "{shown.words}" }
                    State { way }
                    if !shown.reason.is_empty() { small { "{shown.reason}" } }
                }
                if way != Way::Here {
                    if today && way != Way::Missing { button { r#type: "button", class: "btn", "data-testid": "call-coming-{number}", "aria-expanded": doing == Doing::Coming, onclick: move |_| turn(Doing::Coming), {session.t("call-coming")} } }
                    button { r#type: "button", class: "btn", "data-testid": "call-move-{number}", "aria-expanded": doing == Doing::Move, onclick: move |_| turn(Doing::Move), {session.t("move")} }
                    button { r#type: "button", class: "btn", "data-testid": "call-off-{number}", "aria-expanded": doing == Doing::CallOff, onclick: move |_| turn(Doing::CallOff), {session.t("call-off-it")} }
                }
            }
            if coming { Coming { id, known: matches!(way, Way::Comes(_)), start: shown.visit.start, typed: if doing == Doing::Coming { card.eta.clone() } else { String::new() }, was: was.clone(), hand: hand && doing == Doing::Coming } }
            if doing == Doing::Move {
                Free { card, was, minutes: shown.visit.minutes, except: Some(id), hand, onpick: move |place: FreePlace| move_to(session, id, &place) }
            }
            if doing == Doing::CallOff {
                div { class: "chips", role: "group", "aria-label": session.t("call-off-why"),
                    for code in CALLED_OFF { button { r#type: "button", key: "{code}", class: "chip", "data-testid": "call-off-why-{code}", onclick: move |_| call_off(session, id, code), {session.t(&format!("off-{code}"))} } }
                }
            }
        }
    }
}

/// "Not here yet", "comes at 10:40".
#[component]
fn State(way: Way) -> Element {
    let session = use_session();
    let said = match way {
        Way::Ahead => return rsx! {},
        Way::Missing => session.t("call-not-here"),
        Way::Comes(eta) => session.tr("call-comes", &[("time", words::time(eta).into())]),
        Way::Here => session.t("state-here"),
    };
    rsx! { span { class: "state", "data-testid": "call-way", "{said}" } }
}

/// When she will be here: in so many minutes, or at an hour.
#[component]
fn Coming(id: Id, known: bool, start: NaiveDateTime, typed: String, was: Was, hand: bool) -> Element {
    let session = use_session();
    // So late for a visit that is still ahead; in so many minutes where its hour is over.
    let from = session.now().max(start);
    let at = move |eta: Option<NaiveDateTime>| {
        late::expect(session, id, eta);
        write(session, |c| {
            c.put_away();
            if c.why.is_none() {
                c.because(Why::Change);
            }
        });
    };
    let wrong = !typed.trim().is_empty() && read_time(&typed).is_none();
    let enter = move |e: KeyboardEvent| {
        keep_typing(&e);
        if e.key() == Key::Enter && e.modifiers().is_empty() {
            e.prevent_default();
            e.stop_propagation();
            // What is typed by now, be it painted or not.
            let typed = session.calls.peek().active().map(|c| c.eta.clone()).unwrap_or_default();
            if let Some(time) = read_time(&typed) {
                at(Some(session.today().and_time(time)));
            }
        }
    };
    rsx! {
        div { class: "call-eta",
            span { class: "second small", id: "call-eta-{id}", {session.t("call-eta")} }
            div { class: "chips", role: "group", "aria-labelledby": "call-eta-{id}",
                for minutes in late::IN {
                    button { r#type: "button", key: "{minutes}", class: "chip num", "data-testid": "call-eta-{minutes}", onclick: move |_| at(Some(words::in_fives(from + TimeDelta::minutes(minutes)))), {words::time(words::in_fives(from + TimeDelta::minutes(minutes)))} }
                }
                Entry { value: typed, class: "input clock-in", "data-testid": "call-eta-at", "data-at": was.at("call-eta-at"), autofocus: hand || was.field == "call-eta-at", "aria-label": session.t("call-eta-at"), "aria-invalid": wrong, placeholder: session.t("call-clock-eg"), maxlength: "8", inputmode: "numeric", onkey: enter, oninput: move |v| write(session, |c| c.expects(id, v)) }
                if known { button { r#type: "button", class: "chip", "data-testid": "call-eta-none", onclick: move |_| at(None), Icon { name: "x", small: true } {session.t("eta-unknown")} } }
            }
        }
    }
}

/// A new one: for what, then the next free places. Where one stands already, that is said.
#[component]
fn New(patient: Id, card: Card, was: Was, hand: bool, stands: Option<Shown>) -> Element {
    let session = use_session();
    let offered = use_query(&["reason"], |db| Ok(reasons::by_use(db)?.into_iter().filter(|r| !r.retired).collect::<Vec<_>>()));
    let all: Vec<Reason> = offered.read().clone().unwrap_or_default();
    let reason = card.reason.or(all.first().map(|r| r.id));
    let minutes = minutes_of(&all, reason);
    rsx! {
        div { class: "call-new", "data-testid": "call-new",
            if let Some(stands) = stands {
                p { class: "note", "data-tone": "warn", "data-testid": "call-stands", Icon { name: "calendar-check" } span { {session.tr("call-stands", &[("when", stands.words.into())])} } }
            }
            if !all.is_empty() {
                label { class: "field", span { class: "name", {session.t("book-reason")} }
                    select { "data-testid": "call-reason", onchange: move |e| { let id = e.value().parse().ok(); write(session, |c| c.reason = id) },
                        for r in all { option { key: "{r.id}", value: "{r.id}", selected: reason == Some(r.id), "{r.name}" } }
                    }
                }
            }
            Free { card, was, minutes, except: None, hand, onpick: move |place: FreePlace| book(session, patient, reason, &place) }
            button { r#type: "button", class: "btn quiet", "data-testid": "call-book-not", onclick: move |_| write(session, |c| c.turn_to(Doing::Book, None, vec![])), {session.t("call-book-not")} }
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
    session.act_then("book", said, work, |session, id| write(session, |c| c.did_for_caller(id)));
}

fn move_to(session: Session, id: Id, place: &FreePlace) {
    let (start, practitioner, said) = (place.start, place.practitioner.id, said(session, "call-moved", place));
    let work = move |tx: &mut store::Tx| {
        let minutes = appointments::get(&tx.db(), id)?.map_or(15, |a| a.minutes);
        tx.set_subject(id);
        booking::move_to(tx, id, start, practitioner, minutes)
    };
    session.act_then("move", said, work, move |session, ()| write(session, |c| c.did_for_caller(id)));
}

fn call_off(session: Session, id: Id, why: &'static str) {
    let work = move |tx: &mut store::Tx| {
        tx.set_subject(id);
        reception::cancel(tx, id, why)
    };
    session.act_then("cancel", session.t("call-called-off"), work, move |session, ()| write(session, |c| c.did_for_caller(id)));
}

/// "Booked: Tomorrow 9:15, Dr Roy".
fn said(session: Session, key: &str, place: &FreePlace) -> String {
    let when = format!("{} {}, {}", day_name(session, place.start.date()), words::time(place.start), place.practitioner.short());
    session.tr(key, &[("when", when.into())])
}
