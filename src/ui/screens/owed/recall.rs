//! Who is due for a recall, by kind: a name and a number, opened on demand.

use super::{
    Hand,
    row::{Pick, use_hold},
    say,
};
use crate::{
    base::Id,
    model::RecallKind,
    store::{owed, owed::Line, recalls},
    ui::{
        icons::Icon,
        live::MINUTE,
        parts::people::{self, Who},
        route::Route,
        screens::{calls, recalls::acts},
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;
use std::collections::BTreeSet;

#[component]
pub fn Recalls() -> Element {
    let session = use_session();
    let wanted = session.looks.read().owed_sort;
    if wanted.is_some_and(|sort| sort != crate::model::owed::Sort::Recall) {
        return rsx! {};
    }
    rsx! { Groups {} }
}

#[component]
fn Groups() -> Element {
    let session = use_session();
    let hand = use_context::<Hand>();
    let open = use_signal(BTreeSet::<Id>::new);
    let groups = use_query(&["recall", "recallkind", "patient", "appointment", "encounter", "kept", "communication", MINUTE], move |db| {
        let found = owed::recalls(db, session.today())?;
        found
            .into_iter()
            .map(|(id, n, lines)| Ok((recalls::kind(db, id)?.unwrap_or_default(), n, lines)))
            .collect::<crate::store::Result<Vec<_>>>()
    });
    use_effect(move || {
        let of = |kind: &RecallKind| open.read().contains(&kind.id);
        let shown: Vec<Line> =
            groups.read().iter().flatten().filter(|(kind, ..)| of(kind)).flat_map(|(_, _, lines)| lines.clone()).collect();
        let mut recalled = hand.recalled;
        if *recalled.peek() != shown {
            recalled.set(shown);
        }
    });
    use_drop(move || {
        let mut recalled = hand.recalled;
        recalled.set(Vec::new());
    });
    let groups = groups.read().clone().unwrap_or_default();
    if groups.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "owed-part", "data-testid": "owed-recalls",
            h2 { {session.t("owed-recalls")} }
            for (kind , n , lines) in groups { Group { key: "{kind.id}", kind, n, lines, open } }
        }
    }
}

#[component]
fn Group(kind: RecallKind, n: usize, lines: Vec<Line>, open: Signal<BTreeSet<Id>>) -> Element {
    let session = use_session();
    let id = kind.id;
    let is_open = open.read().contains(&id);
    let turn = move |_| {
        let mut open = open.write_unchecked();
        if !open.remove(&id) {
            open.insert(id);
        }
    };
    let icon = if is_open { "chevron-down" } else { "chevron-right" };
    rsx! {
        div { class: "recall-group",
            h3 { button { r#type: "button", class: "recall-open", "data-testid": "owed-recall-{id}", "aria-expanded": is_open, onclick: turn, Icon { name: "syringe" } span { class: "main", "{kind.name}" } span { class: "num second", "{n}" } Icon { name: icon, small: true } } }
            if is_open { button { r#type: "button", class: "link recall-all", "data-testid": "owed-recall-all-{id}", onclick: move |_| session.go(Route::Recalls(Some(id))), {session.t("recall-work")} } }
            if is_open { ol { class: "owes", for line in lines { RecallLine { key: "{line.owed.of}", kind: kind.clone(), line } } } }
        }
    }
}

/// One who is due: call, or give an appointment.
#[component]
fn RecallLine(kind: RecallKind, line: Line) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let Some(p) = line.who.clone() else { return rsx! {} };
    let (of, patient) = (line.owed.of, p.id);
    let (family, first) = people::name_parts(session, &p);
    let age = people::born_short(session, &p);
    let due = line.recall.as_ref().map(|(_, due)| due);
    let why = due.map(|due| words::recall::because(lang, &kind, due));
    let since = due.map(|due| words::recall::when(lang, due.on, session.today()));
    let until =
        line.owed.wanted.filter(|_| line.owed.asleep).map(|at| session.tr("owed-until", &[("when", say::when(session, at).into())]));
    let (who, number) = (people::name(session, &p), p.phone().unwrap_or_default().to_owned());
    let mut hand = use_context::<Hand>();
    let mut hold = use_hold(hand, of);
    let (picking, picked) = (*hand.picking.read(), hand.picked.read().contains(&of));
    let book = {
        let kind = kind.clone();
        move || acts::book(session, &kind, patient)
    };
    let call = move || calls::call(session, Some(of), Some(patient), &number, "", None);
    let (book_key, call_key) = (book.clone(), call.clone());
    let key = move |e: KeyboardEvent| {
        if hand.hears(&e, of, false) || !e.modifiers().is_empty() {
            return;
        }
        match e.key() {
            Key::Character(c) if c.eq_ignore_ascii_case("c") => call_key(),
            Key::Character(c) if c.eq_ignore_ascii_case("b") => book_key(),
            _ => return,
        }
        e.prevent_default();
        e.stop_propagation();
    };
    rsx! {
        li { class: "owe", "data-testid": "owed-{of}", "data-picked": picked, onkeydown: key,
            div { class: "owe-line",
                if picking { Pick { id: of, picked, name: who.clone() } }
                div { class: "main",
                    onpointerdown: move |e| hold.begin(&e),
                    onpointerup: move |_| hold.end(),
                    onpointercancel: move |_| hold.end(),
                    onpointerleave: move |_| hold.end(),
                    span { class: "head",
                        button { r#type: "button", class: "plain", "data-testid": "owed-row-{of}", "data-owed-row": "",
                            onmounted: move |e| hand.mounted(of, e.data()),
                            onfocus: move |_| if *hand.selected.peek() != Some(of) { hand.selected.set(Some(of)) },
                            onclick: move |_| if hold.took() {} else if *hand.picking.peek() { hand.pick(of) } else { session.go(Route::Patient(patient)) },
                            Who { family, first }
                        }
                        span { class: "second num", "{age}" }
                    }
                    if let Some(why) = why { span { class: "words", "{why}" } }
                    span { class: "facts num", {[since, until].into_iter().flatten().collect::<Vec<_>>().join(" · ")} }
                }
                if !picking {
                button { r#type: "button", class: "btn quiet", "data-testid": "owed-recall-book-{of}", "aria-label": format!("{}, {who}", session.t("owed-do-book")), onclick: move |_| book(), Icon { name: "calendar-plus" } span { {session.t("owed-do-book")} } }
                button { r#type: "button", class: "btn next primary", "aria-label": format!("{}, {who}", session.t("owed-do-call")), onclick: move |_| call(), Icon { name: "phone" } span { {session.t("owed-do-call")} } }
                }
            }
        }
    }
}
