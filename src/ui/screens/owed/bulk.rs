//! Several lines at once, of whatever kind: what is done to all that take it is one act, with one undo. What does not take it is
//! left out, said, and stays picked.

use super::{
    Asking, Hand,
    more::{GiveLine, PutOffLine},
    say,
};
use crate::{
    actions::together::{self, Of},
    base::Id,
    model::{
        Person,
        owed::{Sort, Stands, Together},
    },
    store::owed::Line,
    ui::{icons::Icon, session::Session, use_session},
};
use chrono::NaiveDateTime;
use dioxus::prelude::*;

#[component]
pub fn Bulk() -> Element {
    let session = use_session();
    let mut hand = use_context::<Hand>();
    let lines = hand.picked_lines();
    let n = lines.len();
    let asking = *hand.asking.read();
    let mut ask = move |what: Asking| hand.asking.set(if *hand.asking.peek() == Some(what) { None } else { Some(what) });
    let done = lines.clone();
    let said = match taking(&lines, Together::Done).as_slice() {
        [] => "owed-done",
        all if all.iter().all(|l| l.owed.sort == Sort::Message) => "owed-do-read",
        all if all.iter().all(|l| l.stands() == Stands::Visit) => "owed-all-ready",
        _ => "owed-done",
    };
    let key = move |e: KeyboardEvent| {
        if e.key() == Key::Escape {
            e.stop_propagation();
            if hand.asking.peek().is_some() { hand.asking.set(None) } else { hand.end_picking() }
        }
    };
    rsx! {
        div { class: "bulk", role: "region", "aria-label": session.t("owed-pick"), "data-testid": "owed-bulk", onkeydown: key,
            match asking {
                Some(Asking::PutOff) if n > 0 => rsx! { PutOffLine { lines: lines.clone() } },
                Some(Asking::Give) if n > 0 => rsx! { GiveLine { lines: lines.clone() } },
                _ => rsx! {},
            }
            div { class: "bulk-line",
                strong { class: "num", "aria-live": "polite", "data-testid": "owed-picked", {session.tr("owed-picked", &[("n", n.into())])} }
                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "bulk-end", "aria-label": session.t("cancel"), onclick: move |_| hand.end_picking(), Icon { name: "x" } }
                span { class: "grow" }
                Act { act: Together::PutOff, text: "owed-act-put-off", icon: "clock", lines: lines.clone(), onact: move |()| ask(Asking::PutOff) }
                Act { act: Together::Give, text: "owed-act-give", icon: "user-round", lines: lines.clone(), onact: move |()| ask(Asking::Give) }
                Act { act: Together::Done, text: said, icon: "check", lines, onact: move |()| all_done(session, hand, &done) }
            }
        }
    }
}

/// One of the acts; with how many take it, where not all do.
#[component]
fn Act(act: Together, text: &'static str, icon: &'static str, lines: Vec<Line>, onact: EventHandler<()>) -> Element {
    let session = use_session();
    let (n, all) = (taking(&lines, act).len(), lines.len());
    let of = (n > 0 && n < all).then(|| session.tr("owed-of-picked", &[("n", n.into()), ("all", all.into())]));
    rsx! {
        button { r#type: "button", class: "btn", "data-testid": "bulk-{act.code()}", disabled: n == 0, onclick: move |_| onact.call(()),
            Icon { name: icon } span { {session.t(text)} } if let Some(of) = of { span { class: "second num", "{of}" } }
        }
    }
}

fn taking(lines: &[Line], act: Together) -> Vec<&Line> {
    lines.iter().filter(|l| l.owed.takes(act, l.stands())).collect()
}

fn of(line: &Line) -> Of {
    let id = line.owed.of;
    match (line.stands(), line.recall.as_ref(), line.owed.patient) {
        (Stands::Recall, Some((kind, _)), Some(patient)) => Of::Recall { patient, kind: *kind },
        (Stands::Result, ..) => Of::Result(id),
        (Stands::Visit, ..) => Of::Visit { id, needs: line.missing.clone() },
        _ => Of::Task(id),
    }
}

/// Those that take it, and what is said of the others behind what was done.
struct Chosen {
    all: Vec<Of>,
    ids: Vec<Id>,
    left: String,
}

fn chosen(session: Session, lines: &[Line], takes: impl Fn(&Line) -> bool) -> Option<Chosen> {
    let taking: Vec<&Line> = lines.iter().filter(|l| takes(l)).collect();
    let left = lines.len() - taking.len();
    if taking.is_empty() {
        session.say(session.tr("owed-none-takes", &[("n", left.into())]), None);
        return None;
    }
    Some(Chosen {
        all: taking.iter().map(|l| of(l)).collect(),
        ids: taking.iter().map(|l| l.owed.of).collect(),
        left: if left == 0 { String::new() } else { format!(" · {}", session.tr("owed-left-out", &[("n", left.into())])) },
    })
}

/// Puts them off.
pub fn put_off(session: Session, hand: Hand, lines: &[Line], until: NaiveDateTime) {
    let now = session.now();
    let Some(Chosen { all, ids, left }) = chosen(session, lines, |l| l.owed.waits_until(l.stands(), until, now)) else { return };
    let said = session.tr("done-put-off", &[("n", all.len().into()), ("when", say::when(session, until).into())]);
    hand.settled(&ids);
    let recalls = all.iter().all(|of| matches!(of, Of::Recall { .. }));
    let what = if recalls { "recall-snooze" } else { "task-put-off" };
    session.act(what, said + &left, move |tx| together::put_off(tx, now, &all, until));
}

/// Gives them to somebody, or to nobody in particular.
pub fn give(session: Session, hand: Hand, lines: &[Line], to: Option<&Person>, name: &str) {
    let Some(Chosen { all, ids, left }) = chosen(session, lines, |l| l.owed.may_go_to(l.stands(), to)) else { return };
    let said = session.tr("done-give", &[("n", all.len().into()), ("name", name.to_owned().into())]);
    // One that is given stays in sight: whose it is now can be seen.
    if *hand.picking.peek() {
        hand.settled(&ids)
    } else {
        hand.fold()
    }
    let what = if all.iter().all(|of| matches!(of, Of::Result(_))) { "result-give" } else { "task-give" };
    let owner = to.map(|p| p.id);
    session.act(what, said + &left, move |tx| together::give(tx, &all, owner));
}

/// Called, read, ready.
fn all_done(session: Session, hand: Hand, lines: &[Line]) {
    let now = session.now();
    let Some(Chosen { all, ids, left }) = chosen(session, lines, |l| l.owed.takes(Together::Done, l.stands())) else { return };
    let said = session.tr("done-tasks", &[("n", all.len().into())]);
    hand.settled(&ids);
    let what = if all.iter().all(|of| matches!(of, Of::Visit { .. })) { "ready" } else { "task-done" };
    session.act(what, said + &left, move |tx| together::done(tx, now, &all));
}
