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

pub use due::{NoticeLine, use_badge, use_due, use_reminders};
pub use filter::icon;

use crate::{
    base::Id,
    store::owed::Line,
    ui::{
        icons::Icon,
        notice::Toward,
        parts::picking::extended,
        route::{Panel, Route},
        session::Session,
        use_session,
    },
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
    /// Where picking by `Shift` with the arrows began.
    anchor: Signal<Option<Id>>,
    rows: Signal<BTreeMap<Id, Rc<MountedData>>>,
    /// The line that was chosen before it was there.
    awaited: Signal<Option<Id>>,
    /// Those that stand in the list, in order, and those of the recalls that are open below it.
    lines: Signal<Vec<Line>>,
    recalled: Signal<Vec<Line>>,
    /// What waits for the doctor at work, above them.
    inbox: Signal<Vec<Id>>,
}

impl Hand {
    fn new() -> Self {
        Hand {
            selected: Signal::new(None),
            open: Signal::new(None),
            asking: Signal::new(None),
            picking: Signal::new(false),
            picked: Signal::new(BTreeSet::new()),
            anchor: Signal::new(None),
            rows: Signal::new(BTreeMap::new()),
            awaited: Signal::new(None),
            lines: Signal::new(Vec::new()),
            recalled: Signal::new(Vec::new()),
            inbox: Signal::new(Vec::new()),
        }
    }

    /// Those that stand there, in order.
    fn order(&self) -> Vec<Id> {
        self.lines.peek().iter().chain(&*self.recalled.peek()).map(|line| line.owed.of).collect()
    }

    /// Those that are picked, in the list's order, as far as they are still there. Subscribes.
    fn picked_lines(&self) -> Vec<Line> {
        let picked = self.picked.read();
        let (lines, recalled) = (self.lines.read(), self.recalled.read());
        lines.iter().chain(&*recalled).filter(|line| picked.contains(&line.owed.of)).cloned().collect()
    }

    /// Selects a line and gives it the focus.
    pub fn choose(mut self, id: Id) {
        self.selected.set(Some(id));
        // Only one line at a time has the eye.
        if self.open.peek().is_some_and(|open| open != id) {
            self.fold();
        }
        let row = self.rows.peek().get(&id).cloned();
        match row {
            Some(row) => focus(row),
            None => self.awaited.set(Some(id)),
        }
    }

    /// A line is there.
    fn mounted(mut self, id: Id, row: Rc<MountedData>) {
        self.rows.write().insert(id, row.clone());
        if *self.awaited.peek() == Some(id) {
            self.awaited.set(None);
            focus(row);
        }
    }

    /// The next line down or up; without one selected the first.
    pub fn step(mut self, down: bool) {
        self.anchor.set(None);
        if let Some(next) = self.next(down) {
            self.choose(next);
        }
    }

    fn next(&self, down: bool) -> Option<Id> {
        let order = [self.inbox.peek().clone(), self.order()].concat();
        let at = self.selected.peek().and_then(|id| order.iter().position(|i| *i == id));
        let next = match at {
            None => order.first(),
            Some(at) if down => order.get(at + 1),
            Some(at) => at.checked_sub(1).and_then(|at| order.get(at)),
        };
        next.copied()
    }

    /// Picks on, down or up, from the line that is selected.
    pub fn extend(mut self, down: bool) {
        let Some(from) = *self.selected.peek() else { return self.step(down) };
        let anchor = self.anchor.peek().unwrap_or(from);
        let to = self.next(down).unwrap_or(from);
        let picked = extended(&self.order(), &self.picked.peek(), anchor, from, to);
        self.anchor.set(Some(anchor));
        self.begin_picking();
        self.picked.set(picked);
        self.choose(to);
    }

    /// Picks all that are shown.
    pub fn pick_all(mut self) {
        let all: BTreeSet<Id> = self.order().into_iter().collect();
        if !all.is_empty() {
            self.begin_picking();
            self.picked.set(all);
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
        let order = self.order();
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

    /// From now on lines are picked; what was asked of one is put away.
    pub fn begin_picking(mut self) {
        if !self.picking.replace(true) {
            self.asking.set(None);
        }
    }

    pub fn pick(mut self, id: Id) {
        self.begin_picking();
        self.anchor.set(None);
        let mut picked = self.picked.write();
        if !picked.remove(&id) {
            picked.insert(id);
        }
    }

    pub fn end_picking(mut self) {
        self.picking.set(false);
        self.picked.set(BTreeSet::new());
        self.anchor.set(None);
        self.asking.set(None);
    }

    /// What was done is done with; what was left out stays picked.
    fn settled(mut self, ids: &[Id]) {
        if !*self.picking.peek() {
            return if let [id] = ids {
                self.leave(*id)
            };
        }
        self.picked.write().retain(|id| !ids.contains(id));
        self.asking.set(None);
        if self.picked.peek().is_empty() {
            self.end_picking();
        }
    }

    /// The keys that every line has: along the list, and picking. Says whether it was one.
    pub fn hears(self, e: &KeyboardEvent, id: Id, open: bool) -> bool {
        let mods = e.modifiers();
        let ctrl = mods.contains(Modifiers::CONTROL) || mods.contains(Modifiers::META);
        let shift = mods.contains(Modifiers::SHIFT);
        match e.key() {
            Key::Character(c) if ctrl && !shift && c.eq_ignore_ascii_case("a") => self.pick_all(),
            _ if ctrl || mods.contains(Modifiers::ALT) => return false,
            Key::ArrowDown if shift => self.extend(true),
            Key::ArrowUp if shift => self.extend(false),
            Key::ArrowDown => self.step(true),
            Key::ArrowUp => self.step(false),
            Key::Escape if *self.picking.peek() => self.end_picking(),
            // Within the fold it presses what has the focus.
            Key::Character(c) if c == " " && (!open || *self.picking.peek()) => self.pick(id),
            _ => return false,
        }
        e.prevent_default();
        e.stop_propagation();
        true
    }
}

fn focus(row: Rc<MountedData>) {
    spawn(async move {
        let _ = row.set_focus(true).await;
    });
}

/// An arrow pressed where nothing nearer heard it: the hand goes into the list.
pub fn enter(event: &KeyboardEvent, mut session: Session) {
    if matches!(event.key(), Key::ArrowDown | Key::ArrowUp) {
        event.prevent_default();
        session.toward.set(Some(Toward::First));
    }
}

/// The same on a plain list of ways on: to the next of them, or the first.
pub fn along(event: &KeyboardEvent) {
    let by = match event.key() {
        Key::ArrowDown => 1,
        Key::ArrowUp => -1,
        _ => return,
    };
    event.prevent_default();
    document::eval(&format!(
        "const all = [...document.querySelectorAll('[data-way]')], at = all.indexOf(document.activeElement); (all[at + {by}] ?? all[Math.max(at, 0)])?.focus()"
    ));
}

/// The same of `Ctrl A`, which picks all; a card, a panel and what floats have it for themselves.
pub fn pick_all(mut session: Session) -> bool {
    let alone = session.calls.peek().active.is_none() && session.panel.peek().is_none() && session.float.peek().is_none();
    let here = alone && *session.route.peek() == Route::Owed;
    if here {
        session.toward.set(Some(Toward::All));
    }
    here
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
                    button { r#type: "button", key: "{t.text()}", "data-testid": t.text(), "aria-pressed": tab() == t, onclick: move |_| { hand.end_picking(); tab.set(t) }, {session.t(t.text())} }
                }
            }
            span { class: "grow" }
            div { class: "tools",
                button { r#type: "button", class: "btn at-desk", "data-testid": "owed-result-new", onclick: move |_| session.open(Panel::Result { patient: None }), Icon { name: "flask-conical" } span { class: "wide-word", {session.t("results-came")} } }
                button { r#type: "button", class: "btn", "data-testid": "message-new", onclick: move |_| session.open(Panel::Message { to: None, answers: None }), Icon { name: "message-square" } span { class: "wide-word", {session.t("owed-message")} } kbd { class: "key", "F7" } }
            }
        }
        div { class: "work pane owed", "data-testid": "owed", tabindex: "-1", onkeydown: move |e| heard(&e, hand),
            match tab() {
                Tab::Owed => rsx! { list::List {} },
                Tab::Calls => rsx! { journal::Journal {} },
                Tab::Closed => rsx! { closed::Closed {} },
            }
        }
        if *hand.picking.read() { bulk::Bulk {} }
    }
}

/// What no line heard: an arrow goes into the list, `Ctrl A` picks it all, Escape lets go of what is picked.
fn heard(e: &KeyboardEvent, hand: Hand) {
    match e.key() {
        Key::ArrowDown | Key::ArrowUp if e.modifiers().is_empty() => hand.step(e.key() == Key::ArrowDown),
        Key::Character(c) if c.eq_ignore_ascii_case("a") && (e.modifiers() == Modifiers::CONTROL || e.modifiers() == Modifiers::META) => {
            hand.pick_all();
        }
        Key::Escape if *hand.picking.peek() => hand.end_picking(),
        _ => return,
    }
    e.prevent_default();
    e.stop_propagation();
}
