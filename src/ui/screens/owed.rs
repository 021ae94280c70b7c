//! To do: everything that is owed to somebody, by the time it is wanted. First what waits for the doctor who is at work,
//! then the list; the day's calls and what was done today stand beside it.

mod acts;
mod bulk;
mod closed;
mod due;
mod filter;
mod inbox;
mod journal;
mod list;
pub mod message;
mod more;
pub mod patient;
mod recall;
mod row;
mod say;
mod view;

pub use due::{use_due, use_reminders};
pub use filter::icon;

use crate::{
    base::Id,
    ui::{icons::Icon, route::Panel, session::Session, use_session},
};
use dioxus::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// What is asked below a line before it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// Until when it is put off.
    PutOff,
    /// Whose it is to be.
    Give,
    /// Why it is given up.
    Drop,
}

/// Where the hand is in the list: the line that is selected, the one that is open, what is picked.
#[derive(Clone, Copy, PartialEq)]
pub struct Hand {
    pub selected: Signal<Option<Id>>,
    pub open: Signal<Option<Id>>,
    pub asking: Signal<Option<Asking>>,
    /// Several are being picked, to do the same to all.
    pub picking: Signal<bool>,
    pub picked: Signal<BTreeSet<Id>>,
    rows: Signal<BTreeMap<Id, Rc<MountedData>>>,
    /// Those that stand in the list, in order.
    order: Signal<Vec<Id>>,
}

impl Hand {
    fn new() -> Self {
        Hand {
            selected: Signal::new(None),
            open: Signal::new(None),
            asking: Signal::new(None),
            picking: Signal::new(false),
            picked: Signal::new(BTreeSet::new()),
            rows: Signal::new(BTreeMap::new()),
            order: Signal::new(Vec::new()),
        }
    }

    /// Selects a line and gives it the focus.
    pub fn choose(mut self, id: Id) {
        self.selected.set(Some(id));
        let row = self.rows.peek().get(&id).cloned();
        if let Some(row) = row {
            spawn(async move {
                let _ = row.set_focus(true).await;
            });
        }
    }

    /// The next line down or up; without one selected the first.
    pub fn step(self, down: bool) {
        let order = self.order.peek().clone();
        let at = self.selected.peek().and_then(|id| order.iter().position(|i| *i == id));
        let next = match at {
            None => order.first(),
            Some(at) if down => order.get(at + 1),
            Some(at) => at.checked_sub(1).and_then(|at| order.get(at)),
        };
        if let Some(next) = next {
            self.choose(*next);
        }
    }

    /// Opens a line, or closes it.
    pub fn unfold(mut self, id: Id, asking: Option<Asking>) {
        self.selected.set(Some(id));
        self.open.set(Some(id));
        self.asking.set(asking);
    }

    pub fn fold(mut self) {
        self.open.set(None);
        self.asking.set(None);
    }

    /// What was asked is settled and goes: the hand goes on to the next line.
    pub fn leave(self, id: Id) {
        let order = self.order.peek().clone();
        let at = order.iter().position(|i| *i == id);
        self.fold();
        let next = at.and_then(|at| order.get(at + 1).or(at.checked_sub(1).and_then(|at| order.get(at))));
        match next {
            Some(next) => self.choose(*next),
            None => {
                let mut selected = self.selected;
                selected.set(None);
            }
        }
    }

    pub fn pick(mut self, id: Id) {
        self.picking.set(true);
        let mut picked = self.picked.write();
        if !picked.remove(&id) {
            picked.insert(id);
        }
    }

    pub fn end_picking(mut self) {
        self.picking.set(false);
        self.picked.set(BTreeSet::new());
        self.asking.set(None);
    }
}

/// An arrow pressed where nothing nearer heard it: the hand goes into the list.
pub fn enter(event: &KeyboardEvent) {
    if matches!(event.key(), Key::ArrowDown | Key::ArrowUp) {
        event.prevent_default();
        document::eval("document.querySelector('[data-owed-row]')?.focus()");
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Owed,
    Calls,
    Closed,
}

impl Tab {
    const ALL: [Tab; 3] = [Tab::Owed, Tab::Calls, Tab::Closed];

    fn text(self) -> &'static str {
        match self {
            Tab::Owed => "owed-tab-list",
            Tab::Calls => "owed-tab-calls",
            Tab::Closed => "owed-tab-closed",
        }
    }
}

#[component]
pub fn OwedPage() -> Element {
    let session = use_session();
    let hand = use_context_provider(Hand::new);
    let mut tab = use_signal(|| Tab::Owed);
    rsx! {
        header { class: "top",
            div { class: "title", h1 { {session.t("place-owed")} } }
            div { class: "segments", role: "group", "aria-label": session.t("place-owed"),
                for t in Tab::ALL {
                    button { key: "{t.text()}", "data-testid": t.text(), "aria-pressed": tab() == t, onclick: move |_| { hand.end_picking(); tab.set(t) }, {session.t(t.text())} }
                }
            }
            span { class: "grow" }
            div { class: "tools",
                button { class: "btn", "data-testid": "message-new", onclick: move |_| session.open(Panel::Message { to: None, answers: None }), Icon { name: "message-square" } span { class: "wide-word", {session.t("owed-message")} } kbd { class: "key", "F7" } }
            }
        }
        div { class: "work pane owed", "data-testid": "owed", tabindex: "-1", onkeydown: move |e| heard(&e, session, hand),
            match tab() {
                Tab::Owed => rsx! { list::List {} },
                Tab::Calls => rsx! { journal::Journal {} },
                Tab::Closed => rsx! { closed::Closed {} },
            }
        }
        if *hand.picking.read() { bulk::Bulk {} }
    }
}

/// What no line heard: an arrow goes into the list, Escape lets go of what is picked.
fn heard(e: &KeyboardEvent, _session: Session, hand: Hand) {
    match e.key() {
        Key::ArrowDown | Key::ArrowUp if e.modifiers().is_empty() => hand.step(e.key() == Key::ArrowDown),
        Key::Escape if *hand.picking.peek() => hand.end_picking(),
        _ => return,
    }
    e.prevent_default();
    e.stop_propagation();
}
