//! The emergency place: over whatever is there, which waits under it as it was. One key opens it, one takes a place.

pub mod alarm;
mod place;
pub mod warn;

use crate::{
    actions::urgent::{self, Emergency},
    base::{Id, clock::minute},
    model::{
        Card,
        card::Calls,
        communication::Why,
        emergency::{self, Eaten, Place},
    },
    store::{Tx, day::DayOf},
    ui::{
        icons::Icon,
        parts::days::use_days,
        route::{Asked, Urgent, Whose},
        screens::calls,
        session::Session,
        use_session,
    },
    words,
};
use chrono::{NaiveDateTime, TimeDelta};
use dioxus::prelude::*;

/// How long an emergency may take, to choose from.
const MINUTES: [u32; 5] = [5, 10, 15, 20, 30];
/// In how many minutes somebody on the way will be here, to choose from.
const COMING: [i64; 5] = [10, 20, 30, 45, 60];
/// The same where somebody is on the telephone, unless she says otherwise.
const BY_TELEPHONE: i64 = 20;
/// So many places are shown.
const SHOWN: usize = 3;

/// One place with the day it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub day: DayOf,
    pub place: Place,
}

/// What is offered for so many minutes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Offers {
    /// The practitioner whose places these are; none where all are compared.
    pub whose: Option<Id>,
    pub best: Vec<Offer>,
    /// Gaps that look free and are not.
    pub eaten: Vec<(DayOf, Eaten)>,
}

/// The best places, of one practitioner, of the one it costs least, or of all.
pub fn offers(days: &[DayOf], asked: Asked) -> Offers {
    let (minutes, whose) = (i64::from(asked.minutes), asked.whose);
    let places = |d: &DayOf| {
        let eta = eta(d.now, asked.coming).map(|at| minute(at, d.zone));
        emergency::places_of(&d.day, emergency::emergency(d.day.now, minutes, eta), emergency::WITHIN)
    };
    let working = days.iter().filter(|d| emergency::works_on(&d.day));
    let all: Vec<(&DayOf, Vec<Place>)> = working.map(|d| (d, places(d))).collect();
    let shown: Vec<&(&DayOf, Vec<Place>)> = match whose {
        Whose::All => all.iter().filter(|(d, _)| emergency::at_work(&d.day)).collect(),
        Whose::One(id) => all.iter().filter(|(d, _)| d.practitioner.id == id).collect(),
        Whose::Likeliest => {
            let best = emergency::likeliest(all.iter().map(|(d, p)| (&d.day, p.first(), d.projection.overtime)));
            best.and_then(|i| all.get(i)).into_iter().collect()
        }
    };
    let mut best: Vec<Offer> = Vec::new();
    let mut eaten = Vec::new();
    for (day, places) in &shown {
        best.extend(places.iter().take(SHOWN).map(|place| Offer { day: (*day).clone(), place: place.clone() }));
        eaten.extend(emergency::eaten(&day.day, minutes).into_iter().map(|gap| ((*day).clone(), gap)));
    }
    if whose == Whose::All {
        best.sort_by_cached_key(|o| emergency::cost(&o.day.day, &o.place, o.day.projection.overtime));
    }
    best.truncate(SHOWN);
    let one = shown.first().filter(|_| whose != Whose::All).map(|(d, _)| d.practitioner.id);
    Offers { whose: one, best, eaten }
}

/// When somebody will be here who is on the way: to the next five minutes.
fn eta(now: NaiveDateTime, coming: Option<i64>) -> Option<NaiveDateTime> {
    coming.map(|n| words::in_fives(now + TimeDelta::minutes(n)))
}

/// Opens it; `F3`. A call in the hand goes along: its patient is on the way, and it waits until this is settled.
pub fn begin(mut session: Session) {
    let card = session.calls.peek().active().filter(|c| c.is_begun()).map(|c| c.id);
    calls::change(session, Calls::park);
    let asked = Asked { minutes: 10, whose: Whose::Likeliest, coming: card.map(|_| BY_TELEPHONE), card };
    session.urgent.set(Some(Urgent::Places { asked, lit: 0 }));
}

/// Closes it and gives the hand back what it had: the call that it came by, or what lies under.
pub fn close(mut session: Session) {
    let call = match session.urgent.take() {
        Some(Urgent::Places { asked, .. }) => asked.card,
        Some(Urgent::Warn(Some(of))) => session.calls.peek().cards.iter().find(|c| c.led_to.contains(&of)).map(|c| c.id),
        _ => None,
    };
    if let Some(call) = call {
        return calls::change(session, |calls| calls.hold(call));
    }
    document::eval("window.genkiBack?.isConnected && window.genkiBack.focus(); window.genkiBack = null;");
}

/// What stands on the list now, asked of the store: a key may be quicker than the screen.
fn read(session: Session, asked: Asked) -> Offers {
    let now = session.now();
    let days = session.ask(|db| crate::store::day::days(db, now, now.date(), None));
    offers(&days.unwrap_or_default(), asked)
}

/// Takes a place of the list.
pub fn take(session: Session, n: usize) {
    let Some(Urgent::Places { asked, .. }) = session.urgent.peek().clone() else { return };
    let Some(Offer { day, place }) = read(session, asked).best.into_iter().nth(n) else { return };
    let time = words::time_of(place.start, day.zone);
    let said = session.tr("done-urgent", &[("time", time.into()), ("doctor", day.practitioner.short().into())]);
    let eta = eta(session.now(), asked.coming);
    let emergency = Emergency { practitioner: day.practitioner.id, minutes: asked.minutes, key: place.key, eta, ..whose(session, asked) };
    enter(session, "urgent", said, asked.card, emergency);
}

/// Whom a life-threatening one goes to: whose place is the best, or anybody at all where nobody works.
fn called(session: Session, asked: Asked) -> Option<DayOf> {
    let best = read(session, asked).best.into_iter().next().map(|o| o.day);
    best.or_else(|| {
        let now = session.now();
        let days = session.ask(|db| crate::store::day::days(db, now, now.date(), None));
        days.unwrap_or_default().into_iter().find(|d| !d.practitioner.elsewhere)
    })
}

/// Life-threatening: no ranking. The doctor is called, and the patient is the first.
pub fn call(session: Session) {
    let Some(Urgent::Places { asked, .. }) = session.urgent.peek().clone() else { return };
    // A life in danger is never weighed up by when it comes.
    let asked = Asked { coming: None, ..asked };
    let Some(day) = called(session, asked) else { return };
    let said = session.tr("done-alarm", &[("doctor", day.practitioner.short().into())]);
    let emergency = Emergency { practitioner: day.practitioner.id, minutes: asked.minutes, ..whose(session, asked) };
    enter(session, "alarm", said, asked.card, emergency);
}

fn card(session: Session, asked: Asked) -> Option<Card> {
    session.calls.peek().cards.iter().find(|c| Some(c.id) == asked.card).cloned()
}

/// Whose it is, as far as the call tells: a patient, or the name that was typed.
fn whose(session: Session, asked: Asked) -> Emergency {
    let card = card(session, asked);
    let patient = card.as_ref().and_then(|c| c.patient);
    let named = card.and_then(|c| [c.caller, c.typed].into_iter().find(|n| !n.trim().is_empty()));
    Emergency {
        patient,
        label: named.filter(|_| patient.is_none()).unwrap_or_else(|| label(session, session.now())),
        ..Emergency::default()
    }
}

/// What it is called until it is known who: the hour tells two apart.
fn label(session: Session, at: NaiveDateTime) -> String {
    session.tr("urgent-label", &[("time", words::time(at).into())])
}

fn enter(mut session: Session, what: &'static str, said: String, call: Option<Id>, emergency: Emergency) {
    let id = Id::new(session.desk.peek().clock.millis());
    let now = session.now();
    // Before it is done: a second Enter takes no second place.
    session.urgent.set(Some(Urgent::Warn(Some(id))));
    let work = move |tx: &mut Tx| match what {
        "alarm" => urgent::alarm(tx, now, id, &emergency),
        _ => urgent::take(tx, now, id, &emergency),
    };
    // The call was about it, and says so.
    session.act_then(what, said, work, move |session, _| {
        calls::change(session, |calls| {
            if let Some(card) = calls.cards.iter_mut().find(|c| Some(c.id) == call) {
                card.did(id);
                card.why.get_or_insert(Why::Urgent);
            }
        });
    });
}

/// A key while it is open; says whether nothing else is to hear it.
pub fn pressed(event: &KeyboardEvent, session: Session) -> bool {
    let ctrl = event.modifiers().contains(Modifiers::CONTROL) || event.modifiers().contains(Modifiers::META);
    let Some(open) = session.urgent.peek().clone().filter(|_| !ctrl) else { return false };
    let Urgent::Places { asked, lit } = open else {
        // A letter beside the fields means nothing here: what lies under is not to move.
        return matches!(event.key(), Key::Character(_));
    };
    let set = |asked, lit| {
        let mut urgent = session.urgent;
        urgent.set(Some(Urgent::Places { asked, lit }));
    };
    let at = MINUTES.iter().position(|m| *m == asked.minutes).unwrap_or(1);
    let longer = || Asked { minutes: MINUTES[(at + 1).min(MINUTES.len() - 1)], ..asked };
    let shorter = || Asked { minutes: MINUTES[at.saturating_sub(1)], ..asked };
    let places = || read(session, asked).best.len().max(1);
    match event.key() {
        Key::Enter => take(session, lit),
        Key::ArrowRight => set(longer(), 0),
        Key::ArrowLeft => set(shorter(), 0),
        Key::ArrowDown => set(asked, (lit + 1) % places()),
        Key::ArrowUp => set(asked, (lit + places() - 1) % places()),
        Key::Character(c) => match c.as_str() {
            "1" => take(session, 0),
            "2" => take(session, 1),
            "3" => take(session, 2),
            "!" | "0" => call(session),
            "+" => set(longer(), 0),
            "-" => set(shorter(), 0),
            "r" | "R" => set(Asked { coming: after(asked.coming), ..asked }, 0),
            _ => {}
        },
        _ => return false,
    }
    event.prevent_default();
    true
}

/// The next of the times to choose from, and after the last that the patient is here.
fn after(coming: Option<i64>) -> Option<i64> {
    COMING.into_iter().find(|n| coming.is_none_or(|now| *n > now))
}

/// Whatever an emergency has to show, over the rest.
#[component]
pub fn UrgentLayer() -> Element {
    let session = use_session();
    match session.urgent.read().clone() {
        Some(Urgent::Places { asked, lit }) => rsx! { Places { asked, lit } },
        Some(Urgent::Warn(of)) => rsx! { warn::Warn { key: "{of:?}", of } },
        None => rsx! {},
    }
}

/// Opens it by a tap.
#[component]
pub fn UrgentButton() -> Element {
    let session = use_session();
    let name = session.t("urgent-title");
    rsx! {
        button { r#type: "button", class: "btn urgent-open", "data-testid": "urgent-open", title: "{name} (F3)", onclick: move |_| begin(session),
            Icon { name: "siren" }
            span { class: "not-phone fold-word", {session.t("urgent-word")} }
            kbd { class: "key not-phone", "F3" }
        }
    }
}

#[component]
fn Places(asked: Asked, lit: usize) -> Element {
    let Asked { minutes, whose, coming, .. } = asked;
    let session = use_session();
    let caller = card(session, asked).map(|card| calls::who(session, &card));
    let days = use_days(true);
    let answer = days.read();
    let days: Vec<DayOf> = answer.as_ref().cloned().unwrap_or_default();
    let working: Vec<DayOf> = days.iter().filter(|d| emergency::works_on(&d.day)).cloned().collect();
    let found = offers(&days, asked);
    let whom = found.best.first().map(|o| o.day.practitioner.short());
    let title = session.t("urgent-title");
    let set = move |asked| {
        let mut urgent = session.urgent;
        urgent.set(Some(Urgent::Places { asked, lit: 0 }));
    };
    // Enter on a chip chooses it, and takes no place.
    let own = move |e: KeyboardEvent| {
        if matches!(e.key(), Key::Enter) || e.key() == Key::Character(" ".into()) {
            e.stop_propagation();
        }
    };
    rsx! {
        div { class: "scrim urgent-scrim", onclick: move |_| close(session) }
        aside { class: "panel urgent", "aria-label": "{title}", "data-testid": "urgent", "data-urgent": "places", tabindex: "-1",
            onmounted: move |e| async move { let _ = e.set_focus(true).await; },
            UrgentHead { title: title.clone() }
            div { class: "body",
                if let Some(caller) = caller { p { class: "caller", "data-testid": "urgent-caller", Icon { name: "phone-incoming", small: true } {session.tr("urgent-caller", &[("name", caller.into())])} } }
                div { class: "urgent-asked", onkeydown: own,
                    div { class: "segments wide", role: "group", "aria-label": session.t("urgent-minutes"),
                        for m in MINUTES {
                            button { r#type: "button", key: "{m}", "data-testid": "urgent-{m}", "aria-pressed": m == minutes, onclick: move |_| set(Asked { minutes: m, ..asked }), "{m}" if m == minutes { small { " min" } } }
                        }
                    }
                    Coming { coming, onpick: move |coming| set(Asked { coming, ..asked }) }
                    if working.len() > 1 {
                        div { class: "chips", role: "group", "aria-label": session.t("book-with"),
                            for d in &working {
                                button { r#type: "button", class: "chip", key: "{d.practitioner.id}", "data-testid": "urgent-with-{d.practitioner.id}", "aria-pressed": found.whose == Some(d.practitioner.id),
                                    onclick: { let id = d.practitioner.id; move |_| set(Asked { whose: Whose::One(id), ..asked }) }, {d.practitioner.short()} }
                            }
                            button { r#type: "button", class: "chip", "data-testid": "urgent-all", "aria-pressed": whose == Whose::All, onclick: move |_| set(Asked { whose: Whose::All, ..asked }), Icon { name: "users", small: true } {session.t("urgent-all")} }
                        }
                    }
                }
                if found.best.is_empty() { p { class: "note", Icon { name: "info" } {session.t("urgent-nobody")} } }
                ol { class: "places",
                    for (i , offer) in found.best.into_iter().enumerate() {
                        li { key: "{i}", place::Card { number: i, offer, lit: i == lit, doctor: whose == Whose::All, onkey: own } }
                    }
                }
                for (i , (day , gap)) in found.eaten.into_iter().enumerate() { place::EatenLine { key: "{i}", day, gap } }
            }
            div { class: "foot", onkeydown: own,
                Immediate { doctor: whom }
            }
        }
    }
}

/// Whether the patient is here, or telephoned and is on the way.
#[component]
fn Coming(coming: Option<i64>, onpick: EventHandler<Option<i64>>) -> Element {
    let session = use_session();
    let time = eta(session.now(), coming).map(words::time);
    rsx! {
        div { class: "urgent-coming",
            div { class: "segments wide", role: "group", "aria-label": session.t("urgent-coming"),
                button { r#type: "button", "data-testid": "urgent-here", "aria-pressed": coming.is_none(), onclick: move |_| onpick.call(None), Icon { name: "armchair", small: true } {session.t("urgent-here")} }
                for n in COMING {
                    button { r#type: "button", key: "{n}", "data-testid": "urgent-coming-{n}", "aria-label": session.tr("urgent-coming-of", &[("n", n.into())]), "aria-pressed": coming == Some(n), onclick: move |_| onpick.call(Some(n)), "+{n}" }
                }
            }
            if let Some(time) = time { p { class: "said num", "data-testid": "urgent-eta", Icon { name: "phone", small: true } {session.tr("urgent-eta", &[("time", time.into())])} } }
        }
    }
}

/// Never ranked: one tap calls the doctor.
#[component]
fn Immediate(doctor: Option<String>) -> Element {
    let session = use_session();
    let country = use_session().country;
    let numbers = emergency::numbers(&country.read());
    rsx! {
        button { r#type: "button", class: "btn wide immediate", "data-testid": "urgent-now", onclick: move |_| call(session),
            Icon { name: "bell" }
            span { class: "main", strong { "data-testid": "urgent-now-whom", if let Some(doctor) = doctor { {session.tr("urgent-now-for", &[("doctor", doctor.into())])} } else { {session.t("urgent-now")} } } small { {session.t("urgent-now-more")} } }
            kbd { class: "key", "!" }
        }
        p { class: "second small numbers", {session.t("urgent-services")} " "
            for n in numbers.iter() { a { class: "tel", key: "{n}", href: "tel:{n}", Icon { name: "phone", small: true } "{n}" } }
        }
    }
}

/// The head of what is shown here: closing it gives back what lies under it.
#[component]
pub fn UrgentHead(title: String, #[props(default)] children: Element) -> Element {
    let session = use_session();
    rsx! {
        div { class: "grip" }
        div { class: "head",
            div { h2 { Icon { name: "siren" } "{title}" } {children} }
            button { r#type: "button", class: "btn quiet icon-only", "data-testid": "urgent-close", "aria-label": session.t("close"), onclick: move |_| close(session), Icon { name: "x" } }
        }
    }
}
