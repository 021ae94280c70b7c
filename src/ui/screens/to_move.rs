//! The visits to move: who loses the session, one telephone call after the other, and where each could go instead.

use super::to_move_acts::{Acts, Deed, Lit};
use crate::{
    base::{Id, clock::minute},
    store::{Topic, displaced, displaced::Displaced, places::FreePlace},
    ui::{
        icons::Icon,
        parts::{
            people::{self, Who},
            visits,
        },
        route::Route,
        use_query, use_session,
    },
    words,
};
use chrono::NaiveTime;
use dioxus::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

const TOPICS: &[Topic] = &["appointment", "patient", "practice", "practitioner", "reason", "slot"];

#[component]
pub fn ToMovePage() -> Element {
    let session = use_session();
    let known = use_query(TOPICS, move |db| displaced::all(db, session.now()));
    // Today is as far back as this looks: the work of a day is what one sees the end of.
    let settled = use_query(&["act"], move |db| {
        let midnight = session.today().and_time(NaiveTime::MIN);
        displaced::settled_since(db, minute(midnight, session.desk.peek().zone) * 60_000)
    });
    let mut selected = use_signal(|| None::<Id>);
    let mut lit = use_signal(|| 0usize);
    let rows = use_signal(BTreeMap::<Id, Rc<MountedData>>::new);
    let list: Vec<Displaced> = known.read().as_ref().cloned().unwrap_or_default();
    let ids: Vec<Id> = list.iter().map(|d| d.visit.id).collect();
    let current = selected().filter(|id| ids.contains(id)).or(ids.first().copied());
    let offers = use_query(TOPICS, move |db| {
        let list = known.read();
        let list = list.as_deref().unwrap_or_default();
        let visit = list.iter().find(|d| Some(d.visit.id) == selected()).or(list.first()).map(|d| &d.visit);
        visit.map_or(Ok(vec![]), |visit| displaced::offers(db, session.now(), visit))
    });
    let places: Vec<FreePlace> = offers.read().as_ref().cloned().unwrap_or_default();
    let choose = use_callback(move |id: Id| {
        selected.set(Some(id));
        lit.set(0);
    });
    // The hand is where the eye is: the row that is open has the focus, unless why it is called off is being said.
    let asking = current.is_some_and(|id| session.words.read().contains_key(&super::to_move_acts::asks(id)));
    use_effect(use_reactive!(|(current, asking)| {
        let row = current.and_then(|id| rows.read().get(&id).cloned());
        if let Some(row) = row.filter(|_| !asking) {
            spawn(async move {
                let _ = row.set_focus(true).await;
            });
        }
    }));
    let around = ids.clone();
    let after = use_callback(move |id: Id| {
        let at = around.iter().position(|i| *i == id).unwrap_or(0);
        if let Some(next) = around.get(at + 1).or(around.iter().find(|i| **i != id)) {
            choose(*next);
        }
    });
    let (keyed, offered) = (ids.clone(), places.clone());
    let key = use_callback(move |(e, id): (KeyboardEvent, Id)| {
        let at = keyed.iter().position(|i| *i == id).unwrap_or(0);
        let mods = e.modifiers();
        if mods.contains(Modifiers::CONTROL) || mods.contains(Modifiers::META) || mods.contains(Modifiers::ALT) {
            return;
        }
        match e.key() {
            Key::ArrowDown => keyed.get(at + 1).into_iter().for_each(|id| choose(*id)),
            Key::ArrowUp => keyed.get(at.wrapping_sub(1)).into_iter().for_each(|id| choose(*id)),
            Key::ArrowRight => lit.set((lit() + 1).min(offered.len().saturating_sub(1))),
            Key::ArrowLeft => lit.set(lit().saturating_sub(1)),
            Key::Enter => match offered.get(lit()) {
                Some(place) => super::to_move_acts::move_to(session, id, place, after),
                None => return,
            },
            Key::Character(c) => match Deed::of_letter(&c) {
                Some(deed) => deed.run(session, id, after),
                None => return,
            },
            _ => return,
        }
        e.prevent_default();
        e.stop_propagation();
    });
    let (done, left) = (settled.read().unwrap_or(0), ids.len());
    rsx! {
        header { class: "top",
            button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.t("place-today"), onclick: move |_| session.go(Route::Today), Icon { name: "arrow-left" } }
            div { class: "title", h1 { {session.t("to-move-title")} } }
            span { class: "grow" }
            if done > 0 { Progress { done, all: done + left } }
        }
        div { class: "work pane to-move", "data-testid": "to-move",
            if list.is_empty() {
                div { class: "empty", "data-testid": "to-move-none", Icon { name: "circle-check" }
                    strong { {session.t(if done > 0 { "to-move-done" } else { "to-move-none" })} }
                    p { {session.t("to-move-none-hint")} }
                    button { r#type: "button", class: "btn", onclick: move |_| session.go(Route::Today), {session.t("to-move-back")} }
                }
            } else {
                p { class: "lead", {session.t("to-move-lead")} }
                ol { class: "movers",
                    for d in list {
                        Row { key: "{d.visit.id}", open: current == Some(d.visit.id), shown: d, places: places.clone(), lit: Lit(lit), rows, onkey: key, onchoose: choose, onafter: after }
                    }
                }
                p { class: "second small keys-line", kbd { class: "key", "↑↓" } " " {session.t("to-move-keys-rows")} " · " kbd { class: "key", "←→" } " " {session.t("to-move-keys-places")} " · " kbd { class: "key", "↵" } " " {session.t("move")} }
            }
        }
    }
}

#[component]
fn Progress(done: usize, all: usize) -> Element {
    let session = use_session();
    let words = session.tr("to-move-progress", &[("done", done.into()), ("all", all.into())]);
    rsx! {
        div { class: "progress-line", "data-testid": "to-move-progress",
            span { class: "num", "{words}" }
            div { class: "progress", role: "progressbar", "aria-valuenow": "{done}", "aria-valuemin": "0", "aria-valuemax": "{all}", "aria-label": "{words}", i { style: "width:{100 * done / all.max(1)}%" } }
        }
    }
}

#[component]
fn Row(
    shown: Displaced,
    open: bool,
    places: Vec<FreePlace>,
    lit: Lit,
    rows: Signal<BTreeMap<Id, Rc<MountedData>>>,
    onkey: Callback<(KeyboardEvent, Id)>,
    onchoose: Callback<Id>,
    onafter: Callback<Id>,
) -> Element {
    let session = use_session();
    let mut rows = rows;
    let lang = *session.lang.read();
    let visit = shown.visit.clone();
    let id = visit.id;
    let (family, first) = match &shown.patient {
        Some(p) => people::name_parts(session, p),
        None => (visits::nobody(lang, &visit, *session.privacy.read()), String::new()),
    };
    let doctor = shown.practitioner.short();
    let reason = shown.reason.as_ref().map_or_else(|| visit.reason_text.clone(), |r| r.name.clone());
    let what =
        [reason, format!("{} min", visit.minutes), doctor.clone()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ");
    let tried = visit.attempts.last().map(|at| {
        let when = if at.date() == session.today() {
            words::time(*at)
        } else {
            format!("{} {}", words::day_short(lang, at.date()), words::time(*at))
        };
        session.tr("to-move-tried", &[("n", visit.attempts.len().into()), ("when", when.into())])
    });
    rsx! {
        li { class: "mover", "data-open": open, "data-testid": "mover-{id}",
            button { r#type: "button", class: "row mover-row", "data-testid": "mover-row-{id}", "aria-expanded": open,
                onmounted: move |e| { rows.write().insert(id, e.data()); },
                onkeydown: move |e| onkey.call((e, id)),
                onclick: move |_| onchoose.call(id),
                span { class: "mover-when", span { class: "dayname", {words::day_short(lang, visit.start.date())} } span { class: "time", {words::time(visit.start)} } }
                span { class: "main",
                    Who { family, first }
                    span { class: "second", "{what}" }
                    span { class: "why", {words::absence::because(lang, &shown.because, &doctor)} }
                }
                if let Some(tried) = tried { span { class: "tag tried", Icon { name: "phone", small: true } "{tried}" } }
            }
            if open { Acts { shown: shown.clone(), places, lit, onkey, onafter } }
        }
    }
}
