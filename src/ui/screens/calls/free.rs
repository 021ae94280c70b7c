//! Where a visit could be, while the patient waits on the line: when it suits, as it is said; with whom; the next free places.

use super::{card::Was, write};
use crate::{
    base::Id,
    model::{Card, wish::Wish},
    store::{
        Topic,
        places::{self, FreePlace, Search},
    },
    ui::{
        keys::keep_typing,
        parts::entry::Entry,
        screens::book::{places::Places, suits::Folded, when::use_people},
        use_query, use_session,
    },
};
use dioxus::prelude::*;

const TOPICS: &[Topic] = &["appointment", "practitioner", "reason"];
/// So many of the next free places are offered, and so many more each time.
const OFFERED: usize = 6;

/// `hand` is whether this was asked for just now: then the first place, which is lit, has the hand, and a letter goes on
/// to the words for a day.
#[component]
pub fn Free(card: Card, was: Was, minutes: u32, except: Option<Id>, hand: bool, onpick: EventHandler<FreePlace>) -> Element {
    let session = use_session();
    let wish = card.wish.clone();
    let mut asked = use_signal(|| (wish.clone(), minutes));
    use_effect(use_reactive(&(wish.clone(), minutes), move |now| asked.set(now)));
    let mut most = use_signal(|| OFFERED);
    let found = use_query(TOPICS, move |db| {
        let (wish, minutes) = asked.read().clone();
        places::next(db, session.now(), &Search { wish, minutes, most: most(), except })
    });
    let mut active = use_signal(|| hand);
    let found = found.read().clone().unwrap_or_default();
    let unclear = !card.said.trim().is_empty() && crate::model::said::read(&card.said, session.today()).is_none();
    let onmore = (found.len() >= most()).then(|| EventHandler::new(move |()| most += OFFERED));
    // Enter hands the focus on to the first place.
    let enter = move |e: KeyboardEvent| {
        keep_typing(&e);
        if e.key() == Key::Enter && e.modifiers().is_empty() {
            e.prevent_default();
            e.stop_propagation();
        }
    };
    rsx! {
        div { class: "call-free", "data-letters": ".call-card [data-testid=call-when]",
            label { class: "field", "data-bad": if unclear { "true" },
                span { class: "name", {session.t("call-when")} }
                Entry { value: card.said.clone(), "data-testid": "call-when", maxlength: "60", placeholder: session.t("call-when-eg"), "aria-invalid": unclear,
                    "data-at": was.at("call-when"), autofocus: was.field == "call-when", "data-next": ".call-card [data-testid=place-0]", onkey: enter,
                    oninput: move |v: String| { active.set(false); most.set(OFFERED); write(session, |c| c.say(&v, session.today())) } }
                if unclear { span { class: "error", role: "alert", {session.t("day-unclear")} } }
            }
            With { chosen: wish.with.clone() }
            ByHand { wish }
            if found.is_empty() {
                p { class: "second small", "data-testid": "call-no-place", {session.tr("no-place-suits", &[("n", minutes.into())])} }
            } else {
                Places { found, chosen: None, active, names: card.wish.with.len() != 1, onpick: move |p| onpick.call(p), onenter: move |p| onpick.call(p), onmore }
            }
        }
    }
}

/// With whom: anybody, or one of those who work here.
#[component]
fn With(chosen: Vec<Id>) -> Element {
    let session = use_session();
    let people = use_people();
    let people = people.read().clone().unwrap_or_default();
    if people.len() < 2 {
        return rsx! {};
    }
    rsx! {
        div { class: "chips", role: "group", "aria-label": session.t("book-with"),
            button { r#type: "button", class: "chip", "data-testid": "call-with-any", "aria-pressed": chosen.is_empty(), onclick: move |_| write(session, |c| c.wish.with = vec![]), {session.t("book-anybody")} }
            for (i , p) in people.into_iter().enumerate() {
                button { r#type: "button", key: "{p.id}", class: "chip", "data-testid": "call-with-{i}", "aria-pressed": chosen.contains(&p.id), onclick: move |_| write(session, |c| c.wish.with = vec![p.id]), {p.short()} }
            }
        }
    }
}

/// Days and hours by taps, folded under what is asked for by now. They take the place of the words.
#[component]
fn ByHand(wish: Wish) -> Element {
    let session = use_session();
    let today = session.today();
    let mut date = use_signal(|| wish.from.unwrap_or(today));
    use_effect(use_reactive(&wish.from, move |from| {
        let from = from.unwrap_or(today);
        if *date.peek() != from {
            date.set(from);
        }
    }));
    use_effect(move || {
        let from = Some(date()).filter(|d| *d > session.today());
        let before = session.calls.peek().active().and_then(|c| c.wish.from).filter(|d| *d > session.today());
        if from != before {
            write(session, |c| (c.wish.from, c.said) = (from, String::new()));
        }
    });
    let onchange = move |wish: Wish| write(session, |c| (c.wish, c.said) = (wish, String::new()));
    let onenter = use_callback(|()| {});
    rsx! { Folded { wish, date, open: false, onenter, onchange } }
}
