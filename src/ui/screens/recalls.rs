//! Recalls: which kinds there are and how many are due, and each worked through, the longest due first.

pub mod acts;
mod bulk;
mod row;

use self::{acts::Around, bulk::Bulk, row::Row};
use crate::{
    base::Id,
    model::{
        RecallKind,
        rights::{Deed, May},
    },
    store::{
        self, Topic, practitioners,
        recalls::list::{self, Listing, Look, Shelf},
    },
    ui::{
        icons::Icon,
        keys::keep_typing,
        parts::{picking::extended, rights::use_may},
        route::Route,
        session::Session,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;
use std::collections::BTreeSet;

pub const TOPICS: &[Topic] = &["patient", "recall", "recallkind", "kept", "encounter", "appointment", "communication"];

/// So many lines are drawn at first, and come up with each look further down.
const PAGE: usize = 60;

#[component]
pub fn RecallsPage(kind: Option<Id>) -> Element {
    match kind {
        Some(kind) => rsx! { Work { kind } },
        None => rsx! { Kinds {} },
    }
}

/// Opens the settings where kinds are made.
pub fn set_up(mut session: Session) {
    session.go(Route::Settings);
    session.section.set(Some("set-recalls"));
}

/// Every kind with how many are due for it.
#[component]
fn Kinds() -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let may = use_may(Deed::RecallKinds)() == May::Do;
    let known = use_query(TOPICS, move |db| list::counts(db, session.today()));
    let kinds: Vec<(RecallKind, usize, usize)> = known.read().clone().unwrap_or_default();
    rsx! {
        header { class: "top",
            button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.t("recall-back"), onclick: move |_| crate::ui::keys::step_back(session), Icon { name: "arrow-left" } }
            div { class: "title", h1 { {session.t("recalls-title")} } }
            span { class: "grow" }
            button { r#type: "button", class: "btn quiet", "data-testid": "recalls-set", onclick: move |_| set_up(session), Icon { name: "settings-2" } span { {session.t("recalls-set")} } }
        }
        div { class: "work pane recalls", "data-testid": "recall-kinds",
            if kinds.is_empty() {
                div { class: "empty", "data-testid": "recalls-none", Icon { name: "syringe" }
                    strong { {session.t("recalls-none")} }
                    p { {session.t("recalls-none-hint")} }
                    button { r#type: "button", class: "btn", onclick: move |_| set_up(session), {session.t(if may { "recalls-make" } else { "recalls-set" })} }
                }
            } else {
                p { class: "lead", {session.t("recalls-lead")} }
                ul { class: "group recall-kinds",
                    for (i , (kind , due , later)) in kinds.into_iter().enumerate() {
                        li { key: "{kind.id}",
                            button { r#type: "button", class: "row", "data-testid": "recall-kind-{i}", "data-way": "", onclick: move |_| session.go(Route::Recalls(Some(kind.id))),
                                span { class: "main", span { class: "strong", "{kind.name}" } span { class: "second", {words::recall::rule(lang, &kind)} } }
                                span { class: "side",
                                    if due > 0 { span { class: "count-due", {session.tr("recalls-due", &[("n", due.into())])} } } else { span { {session.t("recalls-nobody")} } }
                                    if later > 0 { small { {session.tr("recalls-later", &[("n", later.into())])} } }
                                }
                                Icon { name: "chevron-right", small: true }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the page of one kind holds in its hand.
#[derive(Clone, Copy, PartialEq)]
pub struct Hand {
    kind: Signal<Option<RecallKind>>,
    look: Signal<Look>,
    /// The line that is open.
    open: Signal<Option<Id>>,
    around: Around,
    picked: Signal<BTreeSet<Id>>,
    /// Where picking by `Shift` with the arrows began.
    anchor: Signal<Option<Id>>,
    listing: Memo<Option<Listing>>,
}

impl Hand {
    fn choose(mut self, id: Id) {
        if *self.open.peek() != Some(id) {
            self.around.asking.set(None);
        }
        self.open.set(Some(id));
    }

    /// The next line; where it is not drawn yet, more are.
    fn step(mut self, from: Id, down: bool) {
        let ids = ids_of(self.listing);
        let Some(at) = ids.iter().position(|i| *i == from) else { return };
        let to = if down { at + 1 } else { at.wrapping_sub(1) };
        if let Some(id) = ids.get(to) {
            if to >= self.look.peek().most {
                self.look.write().most += PAGE;
            }
            self.choose(*id);
        }
    }

    fn pick(mut self, id: Id) {
        let mut picked = self.picked.write();
        if !picked.remove(&id) {
            picked.insert(id);
        }
    }
}

impl Hand {
    /// `Shift` with an arrow picks on, `Ctrl A` picks all that are looked at. Says whether it was one of these.
    fn picks(mut self, e: &KeyboardEvent, id: Id) -> bool {
        let shift = e.modifiers().contains(Modifiers::SHIFT);
        let all = e.modifiers() == Modifiers::CONTROL || e.modifiers() == Modifiers::META;
        match e.key() {
            Key::Character(c) if all && c.eq_ignore_ascii_case("a") => self.picked.set(ids_of(self.listing).into_iter().collect()),
            Key::ArrowDown | Key::ArrowUp if shift => {
                let anchor = self.anchor.peek().unwrap_or(id);
                self.step(id, e.key() == Key::ArrowDown);
                let to = self.open.peek().unwrap_or(id);
                let picked = extended(&ids_of(self.listing), &self.picked.peek(), anchor, id, to);
                self.anchor.set(Some(anchor));
                self.picked.set(picked);
            }
            _ => {
                self.anchor.set(None);
                return false;
            }
        }
        true
    }
}

fn ids_of(listing: Memo<Option<Listing>>) -> Vec<Id> {
    listing.peek().as_ref().map(|l| l.ids.clone()).unwrap_or_default()
}

/// Whoever comes behind one that is done with.
fn follows(listing: Memo<Option<Listing>>, id: Id) -> Option<Id> {
    let ids = ids_of(listing);
    let at = ids.iter().position(|i| *i == id)?;
    ids.get(at + 1).or(ids.iter().rev().find(|i| **i != id)).copied()
}

#[component]
fn Work(kind: Id) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let known = use_query(&["recallkind"], move |db| store::recalls::kind(db, kind));
    let mut held = use_signal(|| None::<RecallKind>);
    use_effect(move || held.set(known.read().clone().flatten()));
    let look = use_signal(|| Look { most: PAGE, ..Look::default() });
    let listing = use_query(TOPICS, move |db| match held.read().as_ref() {
        Some(kind) => list::list(db, kind, &look.read(), session.today()),
        None => Ok(Listing::default()),
    });
    let (mut open, mut asking, picked) = (use_signal(|| None::<Id>), use_signal(|| None), use_signal(BTreeSet::new));
    let after = use_callback(move |id: Id| {
        open.set(follows(listing, id));
        asking.set(None);
    });
    // The hand begins at the first; who is found by typing keeps the hand in the field.
    use_effect(move || {
        let first = listing.read().as_ref().and_then(|l| l.ids.first().copied());
        if open.peek().is_none() && look.peek().typed.is_empty() && first.is_some() {
            open.set(first);
        }
    });
    let anchor = use_signal(|| None);
    let hand = Hand { kind: held, look, open, around: Around { asking, after }, picked, anchor, listing };
    let Some(Some(of)) = known.read().clone() else {
        return rsx! { div { class: "pane", p { class: "note", {session.t("refused-recall-unknown")} } } };
    };
    let Listing { counts, ids, lines } = listing.read().clone().unwrap_or_default();
    let shown = lines.len();
    let lit = open().filter(|id| ids.contains(id)).or(ids.first().copied());
    let some = !look.read().typed.trim().is_empty() || look.read().doctor.is_some();
    let basis = if of.basis.is_empty() { String::new() } else { format!(" · {}", of.basis) };
    rsx! {
        header { class: "top",
            button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.t("recalls-title"), onclick: move |_| crate::ui::keys::step_back(session), Icon { name: "arrow-left" } }
            div { class: "title", h1 { "{of.name}" } }
        }
        div { class: "work pane to-move recalls", "data-testid": "recall-work",
            p { class: "lead", {words::recall::rule(lang, &of)} span { class: "second", "{basis}" } }
            Filters { hand, counts }
            if lines.is_empty() {
                div { class: "empty", "data-testid": "recall-empty", Icon { name: "circle-check" }
                    strong { {session.t(if some { "recall-nobody-found" } else { "recall-nobody" })} }
                    if !some { p { {session.t("recall-nobody-hint")} } }
                }
            } else {
                ol { class: "movers recall-lines", "aria-label": "{of.name}",
                    for (i , l) in lines.into_iter().enumerate() {
                        Row { key: "{l.line.patient}", i, open: lit == Some(l.line.patient), picked: picked().contains(&l.line.patient), kind: of.clone(), shown: l, hand }
                    }
                }
                if ids.len() > shown {
                    div { class: "acts-line", button { r#type: "button", class: "btn", "data-testid": "recall-more", onclick: move |_| { let mut look = look; look.write().most += PAGE; }, {session.tr("recall-more", &[("n", (ids.len() - shown).min(PAGE).into())])} } span { class: "second small num", {session.tr("recall-shown", &[("n", shown.into()), ("all", ids.len().into())])} } }
                }
                p { class: "second small keys-line", kbd { class: "key", "↑↓" } " " {session.t("recall-keys-rows")} " · " kbd { class: "key", "C" } " " {session.t("recall-call")} " · " kbd { class: "key", "X" } " " {session.t("recall-keys-pick")} }
            }
        }
        Bulk { hand }
    }
}

/// Which of them are looked at: the shelf, the doctor, a name.
#[component]
fn Filters(hand: Hand, counts: [usize; 4]) -> Element {
    let session = use_session();
    let doctors = use_query(&["practitioner"], practitioners::here);
    let doctors = doctors.read().clone().unwrap_or_default();
    let mut look = hand.look;
    let (shelf, doctor) = (look.read().shelf, look.read().doctor);
    let mut turn = move |change: &dyn Fn(&mut Look)| {
        let mut next = look.peek().clone();
        change(&mut next);
        next.most = PAGE;
        look.set(next);
        let mut picked = hand.picked;
        picked.set(BTreeSet::new());
    };
    rsx! {
        div { class: "recall-filters",
            div { class: "recall-top",
            div { class: "find",
                Icon { name: "search" }
                input { r#type: "search", "data-testid": "recall-find", "aria-label": session.t("recall-find"), placeholder: session.t("recall-find"), autocomplete: "off", spellcheck: "false", maxlength: "200",
                    oninput: move |e| turn(&|l| l.typed = e.value()), onkeydown: move |e| keep_typing(&e) }
            }
            Letters { hand }
            }
            div { class: "chips", role: "group", "aria-label": session.t("recall-shelves"),
                for (i , s) in Shelf::ALL.into_iter().enumerate().filter(|(i, s)| counts[*i] > 0 || *s == Shelf::Due || *s == shelf) {
                    button { r#type: "button", key: "{s.code()}", class: "chip", "data-testid": "recall-shelf-{s.code()}", "aria-pressed": shelf == s, onclick: move |_| turn(&|l| l.shelf = s), {session.t(&format!("recall-shelf-{}", s.code()))} span { class: "mins", "{counts[i]}" } }
                }
            }
            if doctors.len() > 1 {
                div { class: "chips", role: "group", "aria-label": session.t("recall-doctor"),
                    button { r#type: "button", class: "chip", "aria-pressed": doctor.is_none(), onclick: move |_| turn(&|l| l.doctor = None), {session.t("recall-all-doctors")} }
                    for (i , d) in doctors.into_iter().enumerate() {
                        button { r#type: "button", key: "{d.id}", class: "chip", "data-testid": "recall-doctor-{i}", "aria-pressed": doctor == Some(d.id), onclick: move |_| turn(&|l| l.doctor = Some(d.id)), {d.short()} }
                    }
                }
            }
        }
    }
}

/// The list as a table, for letters and for calls by hand.
#[component]
fn Letters(hand: Hand) -> Element {
    let session = use_session();
    let of = (hand.kind)().unwrap_or_default();
    let name = format!("{}-{}.csv", crate::base::text::fold(&of.name).replace(|c: char| !c.is_ascii_alphanumeric(), "-"), session.today());
    let picked = hand.picked.read().len();
    let label = if picked > 0 { session.tr("recall-letters-of", &[("n", picked.into())]) } else { session.t("recall-letters") };
    let bytes = use_callback(move |()| bulk::letters(session, hand));
    rsx! { crate::ui::parts::save::Save { name, label, testid: "recall-letters", holds: "plain-holds-letters", bytes, noted: ("recall-list", Some(of.id)) } }
}
