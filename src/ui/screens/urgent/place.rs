//! One place for an emergency, in words: when, between whom, and what it costs whom.

use super::Offer;
use crate::{
    base::Id,
    model::emergency::{Eaten, Rule},
    store::day::DayOf,
    ui::{icons::Icon, parts::visits, session::Session, use_session},
    words,
};
use dioxus::prelude::*;

/// So many names are said; the rest are counted.
const NAMED: usize = 4;

/// Somebody of the day by name, as the screen may say it.
pub fn name(session: Session, day: &DayOf, id: Id) -> String {
    let Some(v) = day.find(id) else { return session.t("visit-no-patient") };
    let (family, first) = visits::name(v, *session.lang.read(), *session.privacy.read());
    format!("{family} {first}").trim().to_owned()
}

fn names(session: Session, day: &DayOf, ids: &[Id]) -> String {
    ids.iter().map(|id| name(session, day, *id)).collect::<Vec<_>>().join(", ")
}

/// "between Martin Léa and Caron Hugo".
fn between(session: Session, offer: &Offer) -> String {
    let (day, run) = (&offer.day, &offer.day.projection.run);
    let before = offer.place.position.checked_sub(1).and_then(|k| run.get(k)).map(|p| p.id);
    let before = before.or(day.day.current.as_ref().map(|c| c.id)).map(|id| name(session, day, id));
    let next = run.get(offer.place.position).map(|p| name(session, day, p.id));
    match (before, next) {
        (Some(a), Some(b)) => session.tr("urgent-between", &[("a", a.into()), ("b", b.into())]),
        (Some(a), None) => session.tr("urgent-after", &[("a", a.into())]),
        (None, Some(b)) => session.tr("urgent-before", &[("b", b.into())]),
        (None, None) => session.t("urgent-alone"),
    }
}

/// A cost in words, with how it is toned and drawn.
struct Cost {
    tone: &'static str,
    icon: &'static str,
    words: String,
}

fn cost(tone: &'static str, icon: &'static str, words: String) -> Cost {
    Cost { tone, icon, words }
}

/// What a place costs the others: who becomes later, who late, what breaks.
fn costs(session: Session, offer: &Offer) -> Vec<Cost> {
    let Offer { day, place } = offer;
    let mut all = Vec::new();
    if place.delays_nobody() {
        all.push(cost("good", "check", session.t("urgent-nobody-later")));
    } else {
        all.push(cost("", "clock", later(session, offer)));
    }
    if !place.newly_late.is_empty() {
        all.push(cost("warn", "hourglass", session.tr("urgent-newly-late", &[("names", names(session, day, &place.newly_late).into())])));
    }
    for id in &place.promises_broken {
        let by = day.find(*id).and_then(|v| v.appointment.promised_start).map(words::time).unwrap_or_default();
        all.push(cost(
            "warn",
            "triangle-alert",
            session.tr("urgent-promise-broken", &[("name", name(session, day, *id).into()), ("time", by.into())]),
        ));
    }
    // What ends late without the emergency is not what it costs.
    let more = place.overtime - day.projection.overtime;
    if more > 0 {
        all.push(cost("", "moon", session.tr("urgent-overtime", &[("n", place.overtime.into()), ("more", more.into())])));
    }
    all.extend(place.breaks.iter().map(|rule| {
        let words = match rule {
            Rule::TooLong => session.tr("urgent-too-long", &[("n", crate::model::emergency::WITHIN.into())]),
            Rule::Locked(id) => session.tr("urgent-locked", &[("name", name(session, day, *id).into())]),
            Rule::Bumped(id) => session.tr("urgent-bumped", &[("name", name(session, day, *id).into())]),
        };
        cost("bad", "circle-slash", words)
    }));
    all
}

/// "Martin Léa (here) +10 min, Dupont Camille +5 min": those who are here first.
fn later(session: Session, offer: &Offer) -> String {
    let Offer { day, place } = offer;
    let is_here = |id: Id| day.find(id).is_some_and(|v| v.is_here());
    let mut all: Vec<_> = place.added.iter().filter(|(_, minutes)| *minutes > 0).collect();
    all.sort_by_key(|(id, _)| !is_here(*id));
    let one = |(id, minutes): &&(Id, i64)| {
        let key = if is_here(*id) { "urgent-later-here" } else { "urgent-later" };
        session.tr(key, &[("name", name(session, day, *id).into()), ("n", (*minutes).into())])
    };
    let mut said: Vec<String> = all.iter().take(NAMED).map(one).collect();
    if all.len() > NAMED {
        said.push(session.tr("urgent-others", &[("n", (all.len() - NAMED).into())]));
    }
    said.join(" · ")
}

#[component]
pub fn Card(number: usize, offer: Offer, lit: bool, doctor: bool, onkey: EventHandler<KeyboardEvent>) -> Element {
    let session = use_session();
    let (place, zone) = (&offer.place, offer.day.zone);
    let time = words::time_of(place.start, zone);
    let wait = match place.wait {
        0 => session.t("urgent-at-once"),
        n => session.tr("urgent-in", &[("wait", words::minutes(*session.lang.read(), n).into())]),
    };
    let range = (place.from != place.to).then(|| format!("{}–{}", words::time_of(place.from, zone), words::time_of(place.to, zone)));
    let key = if lit { "↵".to_owned() } else { (number + 1).to_string() };
    rsx! {
        button { r#type: "button", class: "place-card", "data-testid": "urgent-place-{number}", "data-lit": if lit { "true" }, "data-ok": place.ok(), onclick: move |_| super::take(session, number), onkeydown: move |e| onkey.call(e),
            span { class: "when",
                span { class: "say", {session.tr("about-time", &[("time", time.into())])} }
                span { class: "in", "{wait}" if let Some(range) = range { small { " · {range}" } } }
                kbd { class: "key", "{key}" }
            }
            span { class: "where", if doctor { b { {offer.day.practitioner.short()} } " · " } {between(session, &offer)} }
            span { class: "costs",
                for (i , c) in costs(session, &offer).into_iter().enumerate() {
                    span { class: "cost", key: "{i}", "data-tone": c.tone, Icon { name: c.icon, small: true } span { "{c.words}" } }
                }
            }
        }
    }
}

/// A gap of the diary that only looks free, said so.
#[component]
pub fn EatenLine(day: DayOf, gap: Eaten) -> Element {
    let session = use_session();
    let doctor = day.practitioner.short();
    let behind = day.projection.behind;
    let by: Vec<Id> = gap.by.iter().take(NAMED).copied().collect();
    let key = if behind > 0 { "urgent-eaten-behind" } else { "urgent-eaten" };
    let words = session.tr(
        key,
        &[
            ("from", words::time_of(gap.from, day.zone).into()),
            ("to", words::time_of(gap.to, day.zone).into()),
            ("doctor", doctor.into()),
            ("n", behind.into()),
            ("count", (by.len() as i64).into()),
            ("names", names(session, &day, &by).into()),
        ],
    );
    rsx! { p { class: "note eaten", "data-tone": "warn", "data-testid": "urgent-eaten", Icon { name: "hourglass" } span { "{words}" } } }
}
