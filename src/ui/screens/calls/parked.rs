//! The calls that wait, in a row at the foot: the oldest first. Where they are many, one button holds them.

use super::{change, recalled::use_kind, since};
use crate::{
    base::Id,
    model::{Card, card::Calls, communication::Direction},
    store::patients,
    ui::{icons::Icon, parts::people, use_query, use_session},
};
use dioxus::prelude::*;

/// So many stand side by side; of more there is one, and a button for all.
const BESIDE: usize = 3;

#[component]
pub fn Parked() -> Element {
    let session = use_session();
    let calls = session.calls.read().clone();
    let mut all = use_signal(|| false);
    let up = next_up(&calls);
    let waiting: Vec<Card> = calls.parked().cloned().collect();
    let n = waiting.len();
    if n == 0 {
        return rsx! {};
    }
    let folded = n > BESIDE;
    let open = folded && all();
    let beside: Vec<Card> = waiting.iter().filter(|c| !folded || up == Some(c.id)).cloned().collect();
    let way = if open { "chevron-down" } else { "chevron-up" };
    rsx! {
        section { class: "parked", "data-testid": "parked-row", "data-many": if n > 1 { "true" }, "aria-label": session.t("call-parked"),
            if open {
                ul { class: "parked-all", "data-testid": "parked-all",
                    for card in waiting { Waiting { key: "{card.id}", next: up == Some(card.id), card, onheld: move |()| all.set(false) } }
                }
            }
            if folded {
                button { r#type: "button", class: "chip fold", "data-testid": "parked-fold", "aria-expanded": open, onclick: move |_| all.toggle(),
                    Icon { name: "phone" } span { class: "who", {session.tr("call-many", &[("n", n.into())])} } Icon { name: way, small: true }
                }
            }
            ul {
                for card in beside { Waiting { key: "{card.id}", next: up == Some(card.id), card, onheld: move |()| all.set(false) } }
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

/// One that waits: who, about which recall, since when.
#[component]
fn Waiting(card: Card, next: bool, onheld: EventHandler<()>) -> Element {
    let session = use_session();
    let name = use_name(card.clone());
    let kind = use_kind(card.patient, card.about);
    let since = since(session, card.at);
    let id = card.id;
    let icon = if card.direction == Direction::Out { "phone-outgoing" } else { "phone-incoming" };
    rsx! {
        li {
            button { r#type: "button", class: "chip", "data-testid": "parked", "data-up": if next { "true" }, onclick: move |_| { onheld.call(()); change(session, |calls| calls.hold(id)) },
                Icon { name: icon, small: true }
                span { class: "who", "{name}" if let Some(kind) = kind.read().clone().flatten() { span { class: "for", " · {kind.name}" } } }
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
