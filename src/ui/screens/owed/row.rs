//! A line: who, what, since and until when, whose, and the next step as one button.

use super::{
    Hand,
    acts::{self, Deed},
    filter::icon,
    more::More,
    say,
    view::Shown,
};
use crate::{
    base::Id,
    model::owed::Step,
    ui::{icons::Icon, parts::people::Who, use_session},
};
use dioxus::prelude::*;
use std::time::Duration;

/// A finger that rests so long picks the line.
const LONG: Duration = Duration::from_millis(500);

#[component]
pub fn Row(shown: Shown, late: bool) -> Element {
    let session = use_session();
    let hand = use_context::<Hand>();
    let id = shown.id();
    let open = *hand.open.read() == Some(id);
    let picking = *hand.picking.read();
    let picked = hand.picked.read().contains(&id);
    let selected = *hand.selected.read() == Some(id);
    let (keyed, entered, asleep, overdue) = (shown.clone(), shown.clone(), shown.line.owed.asleep, shown.line.owed.overdue);
    rsx! {
        li { class: "owe", "data-testid": "owed-{id}", "data-open": open, "data-selected": selected, "data-picked": picked, "data-late": late, "data-overdue": overdue, "data-asleep": asleep,
            onkeydown: move |e| key(&e, hand, &keyed, |deed, shown| deed.run(session, hand, shown)),
            div { class: "owe-line",
                if picking {
                    Pick { id, picked, name: say::name(session, &shown) }
                }
                Face { shown: shown.clone(), open, onenter: move |()| acts::next(session, hand, &entered) }
                if !picking { Next { shown: shown.clone(), open } }
            }
            if open && !picking { More { shown } }
        }
    }
}

/// What one sees of it; a tap opens it.
#[component]
fn Face(shown: Shown, open: bool, onenter: EventHandler<()>) -> Element {
    let session = use_session();
    let mut hand = use_context::<Hand>();
    let id = shown.id();
    let private = *session.privacy.read();
    let owed = shown.line.owed.clone();
    let (family, first) = say::who(session, &shown);
    let age = say::age(session, &shown);
    let caller = Some(owed.caller.clone()).filter(|c| !c.is_empty() && shown.line.who.is_some() && !private);
    let words = if shown.line.missing.is_empty() { owed.words.clone() } else { shown.line.missing.join(", ") };
    let facts = say::facts(session, &shown).join(" · ");
    let quote = say::answer(session, &shown);
    let to_say = shown.words_to_say();
    let mut hold = use_hold(hand, id);
    let booked = shown.booked.map(|at| session.tr("owed-booked", &[("when", say::when(session, at).into())]));
    rsx! {
        button { r#type: "button", class: "owe-face", "data-testid": "owed-row-{id}", "data-owed-row": "", "aria-expanded": open,
            "data-hand": if *hand.selected.read() == Some(id) { "true" }, onmounted: move |e| hand.mounted(id, e.data()),
            onfocus: move |_| if *hand.selected.peek() != Some(id) { hand.selected.set(Some(id)) },
            onpointerdown: move |e| hold.begin(&e),
            onpointerup: move |_| hold.end(),
            onpointercancel: move |_| hold.end(),
            onpointerleave: move |_| hold.end(),
            onkeydown: move |e| if e.key() == Key::Enter && e.modifiers().is_empty() { e.prevent_default(); e.stop_propagation(); onenter(()) },
            onclick: move |_| {
                if hold.took() { return; }
                if *hand.picking.peek() { hand.pick(id) } else if open { hand.fold() } else { hand.unfold(id, None) }
            },
            Icon { name: icon(owed.sort) }
            span { class: "main",
                span { class: "head", Who { family, first } if let Some(age) = age { span { class: "second num", "{age}" } } span { class: "sort", {session.t(&format!("owed-{}", owed.sort.code()))} } }
                if let Some(caller) = caller { span { class: "second", {session.tr("owed-caller", &[("name", caller.into())])} } }
                if !private && !words.is_empty() { span { class: "words", "{words}" } }
                if let Some(quote) = quote { span { class: "answer", strong { "{quote}" } if !private && !to_say.is_empty() && !open { " · {to_say}" } } }
                if owed.overdue { span { class: "overdue", "data-testid": "overdue-{id}", Icon { name: "hourglass", small: true } {session.t("owed-everybodys")} } }
                if let Some(booked) = booked { span { class: "answer", "{booked}" } }
                span { class: "facts num", "{facts}" }
            }
        }
    }
}

/// The box of a line that may be picked.
#[component]
pub fn Pick(id: Id, picked: bool, name: String) -> Element {
    let hand = use_context::<Hand>();
    rsx! {
        button { r#type: "button", class: "owe-pick", role: "checkbox", "data-testid": "owed-pick-{id}", "aria-checked": picked, "aria-label": "{name}", onclick: move |_| hand.pick(id), if picked { Icon { name: "check" } } }
    }
}

/// A finger that rests on a line.
#[derive(Clone, Copy)]
pub struct Hold {
    hand: Hand,
    id: Id,
    press: CopyValue<u32>,
    held: CopyValue<bool>,
}

pub fn use_hold(hand: Hand, id: Id) -> Hold {
    use_hook(|| Hold { hand, id, press: CopyValue::new(0), held: CopyValue::new(false) })
}

impl Hold {
    pub fn begin(&mut self, e: &PointerEvent) {
        let n = *self.press.peek() + 1;
        self.press.set(n);
        let mut hold = *self;
        if e.pointer_type() == "touch" {
            spawn(async move {
                tokio::time::sleep(LONG).await;
                if *hold.press.peek() == n {
                    hold.held.set(true);
                    hold.hand.pick(hold.id);
                }
            });
        }
    }

    pub fn end(&mut self) {
        self.press += 1;
    }

    /// Whether the tap that ends now has picked the line already.
    pub fn took(&mut self) -> bool {
        self.held.replace(false)
    }
}

/// The one thing to do next. Where a doctor has to, and none is at work here, there is none.
#[component]
fn Next(shown: Shown, open: bool) -> Element {
    let session = use_session();
    let hand = use_context::<Hand>();
    let step = shown.line.owed.step;
    if shown.line.owed.doctors {
        return rsx! { span { class: "owe-waits second small", {session.t(if step == Step::DoctorCalls { "owed-doctor-calls" } else { "owed-waits" })} } };
    }
    let text = session.t(acts::next_text(&shown, open));
    let name = say::name(session, &shown);
    // What stands in the fold is pressed there, and never under a finger that only opened it.
    if open && (step == Step::Tell || step == Step::Prepare && !shown.line.missing.is_empty()) {
        return rsx! {};
    }
    let quiet = shown.line.owed.asleep;
    rsx! {
        button { r#type: "button", class: if quiet { "btn next" } else { "btn next primary" }, "data-testid": "owed-next-{shown.id()}", "aria-label": "{text}, {name}", onclick: move |_| acts::next(session, hand, &shown), Icon { name: acts::next_icon(step) } span { "{text}" } }
    }
}

/// Arrows go along the list; letters do something with this line.
fn key(e: &KeyboardEvent, hand: Hand, shown: &Shown, run: impl Fn(Deed, &Shown)) {
    let id = shown.id();
    let open = *hand.open.peek() == Some(id);
    let mods = e.modifiers();
    if hand.hears(e, id, open) || mods.contains(Modifiers::CONTROL) || mods.contains(Modifiers::META) || mods.contains(Modifiers::ALT) {
        return;
    }
    match e.key() {
        Key::ArrowRight => hand.unfold(id, None),
        Key::ArrowLeft if open => hand.fold(),
        Key::Escape if open && hand.asking.peek().is_some() => hand.unfold(id, None),
        Key::Escape if open => hand.fold(),
        Key::Character(c) => match Deed::of_letter(&c) {
            Some(deed) => run(deed, shown),
            None => return,
        },
        _ => return,
    }
    e.prevent_default();
    e.stop_propagation();
}
