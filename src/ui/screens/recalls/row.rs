//! One person who is due: since when, why, how often nobody answered; open, what can be done.

use super::{
    Hand,
    acts::{Acts, Deed},
};
use crate::{
    model::RecallKind,
    store::recalls::list::{Listed, Shelf},
    ui::{
        icons::Icon,
        parts::{
            focus::use_focus_when,
            people::{self, Who},
        },
        session::Session,
        use_session,
    },
    words,
};
use dioxus::prelude::*;

#[component]
pub fn Row(i: usize, shown: Listed, kind: RecallKind, open: bool, picked: bool, hand: Hand) -> Element {
    let session = use_session();
    let (lang, today) = (*session.lang.read(), session.today());
    let id = shown.line.patient;
    let (family, first) = people::name_parts(session, &shown.who);
    let name = people::name(session, &shown.who);
    let age = shown.who.age(today).filter(|_| !*session.privacy.read()).map(|n| session.tr("years-old", &[("n", n.into())]));
    let number = people::phone(session, &shown.who);
    let onmounted = use_focus_when((hand.open)() == Some(id) && (hand.around.asking)().is_none());
    let tag = tag(session, &shown);
    let keyed = shown.clone();
    rsx! {
        li { class: "mover recall-line", "data-open": open, "data-testid": "recall-{i}",
            label { class: "check pick", input { r#type: "checkbox", "data-testid": "recall-pick-{i}", checked: picked, "aria-label": session.tr("recall-pick", &[("name", name.into())]), onchange: move |_| hand.pick(id) } }
            button { r#type: "button", class: "row mover-row", "data-testid": "recall-row-{i}", "data-hand": if open { "true" }, "aria-expanded": open, onmounted,
                onkeydown: { let kind = kind.clone(); move |e| key(&e, session, hand, &kind, &keyed) },
                onclick: move |_| hand.choose(id),
                span { class: "main",
                    span { Who { family, first } if let Some(age) = age { span { class: "second num", " · {age}" } } }
                    span { class: "why", {words::recall::because(lang, &kind, &shown.line.due)} }
                }
                span { class: "recall-side",
                    span { class: "second", {words::recall::when(lang, shown.line.due.on, today)} }
                    if !number.is_empty() { span { class: "num", "{number}" } }
                    if let Some((icon, words)) = tag { span { class: "tag tried", Icon { name: icon, small: true } "{words}" } }
                }
            }
            if open { Acts { patient: shown.who.clone(), kind: kind.clone(), quiet: shown.line.quiet, around: hand.around } }
        }
    }
}

/// What became of it so far: tried so often, put off until then.
fn tag(session: Session, shown: &Listed) -> Option<(&'static str, String)> {
    let lang = *session.lang.read();
    match Shelf::of(&shown.line) {
        Shelf::Quiet => return Some(("circle-slash", session.t("recall-quiet"))),
        Shelf::Later => {
            let until = shown.line.snoozed?;
            return Some(("clock", session.tr("recall-until", &[("day", words::day_month(lang, until, session.today()).into())])));
        }
        Shelf::Due | Shelf::Unreached => {}
    }
    let last = shown.tried.last()?;
    let when = if last.date() == session.today() { words::time(*last) } else { words::day_short_from(lang, last.date(), session.today()) };
    Some(("phone-missed", session.tr("to-move-tried", &[("n", shown.tried.len().into()), ("when", when.into())])))
}

fn key(e: &KeyboardEvent, session: Session, mut hand: Hand, kind: &RecallKind, shown: &Listed) {
    let mods = e.modifiers();
    if hand.picks(e, shown.line.patient) {
        e.prevent_default();
        return e.stop_propagation();
    }
    if mods.contains(Modifiers::CONTROL) || mods.contains(Modifiers::META) || mods.contains(Modifiers::ALT) {
        return;
    }
    let id = shown.line.patient;
    match e.key() {
        Key::ArrowDown => hand.step(id, true),
        Key::ArrowUp => hand.step(id, false),
        Key::Enter => Deed::Call.run(session, kind, &shown.who, shown.line.quiet, hand.around),
        Key::Escape if hand.around.asking.peek().is_some() => hand.around.asking.set(None),
        Key::Escape if !hand.picked.peek().is_empty() => hand.picked.write().clear(),
        Key::Character(c) if c.eq_ignore_ascii_case("x") => hand.pick(id),
        Key::Character(c) => match Deed::of_letter(&c) {
            Some(deed) => {
                hand.choose(id);
                deed.run(session, kind, &shown.who, shown.line.quiet, hand.around);
            }
            None => return,
        },
        _ => return,
    }
    e.prevent_default();
    e.stop_propagation();
}
