//! The same person twice? What is to be looked at, the likeliest first, each with its reasons.

use crate::{
    base::Id,
    model::{Patient, twins::Verdict},
    store::{Db, Result, patients, twins, twins::Pair},
    ui::{
        icons::Icon,
        parts::{
            pairs::{Asked, use_pairs},
            people::{self, Who},
        },
        route::Route,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

/// More than this nobody settles at one go.
const SHOWN: usize = 60;

/// Leads to them from the list of patients; only where there are some.
#[component]
pub fn TwinsLine() -> Element {
    let session = use_session();
    let Asked(pairs) = use_context();
    let n = pairs.read().as_ref().map_or(0, Vec::len);
    if n == 0 {
        return rsx! {};
    }
    rsx! {
        button { r#type: "button", class: "btn quiet twins-line", "data-testid": "twins-open", "aria-current": *session.route.read() == Route::Twins, onclick: move |_| session.go(Route::Twins),
            Icon { name: "users" } span { {session.t("twins-title")} } span { class: "twins-count num", "{n}" }
        }
    }
}

#[derive(Clone, PartialEq)]
struct Shown {
    pair: Pair,
    people: [Patient; 2],
}

fn shown(db: &Db, pairs: &[Pair]) -> Result<Vec<Shown>> {
    let mut found = Vec::new();
    for pair in pairs.iter().take(SHOWN) {
        if let (Some(a), Some(b)) = (patients::get(db, pair.a)?, patients::get(db, pair.b)?) {
            found.push(Shown { pair: pair.clone(), people: [a, b] });
        }
    }
    Ok(found)
}

#[component]
pub fn TwinsPage() -> Element {
    let session = use_session();
    let Asked(pairs) = use_context();
    let rows = use_signal(BTreeMap::<usize, Rc<MountedData>>::new);
    let list = use_query(&["patient"], move |db| shown(db, pairs.read().as_deref().unwrap_or_default()));
    let list = list.read().as_ref().cloned().unwrap_or_default();
    let (n, all) = (list.len(), pairs.read().as_ref().map(Vec::len));
    let step = use_callback(move |(e, i): (KeyboardEvent, usize)| {
        let to = match e.key() {
            Key::ArrowDown => (i + 1).min(n.saturating_sub(1)),
            Key::ArrowUp => i.saturating_sub(1),
            _ => return,
        };
        e.prevent_default();
        e.stop_propagation();
        if let Some(row) = rows.peek().get(&to).cloned() {
            spawn(async move {
                let _ = row.set_focus(true).await;
            });
        }
    });
    rsx! {
        article { class: "page twins", "data-testid": "twins-page",
            button { r#type: "button", class: "btn quiet back", onclick: move |_| session.go(Route::Patients), Icon { name: "chevron-left" } {session.t("place-patients")} }
            header { class: "page-head", div { h1 { {session.t("twins-title")} } p { class: "sub", {session.t("twins-lead")} } } }
            match all {
                None => rsx! { p { class: "second", role: "status", {session.t("twins-looking")} } },
                Some(0) => rsx! { div { class: "empty", "data-testid": "twins-none", Icon { name: "circle-check" } strong { {session.t("twins-none")} } p { {session.t("twins-none-hint")} } } },
                Some(all) => rsx! {
                    ol { class: "pairs",
                        for (i , s) in list.into_iter().enumerate() { Row { key: "{s.pair.a}{s.pair.b}", i, shown: s, rows, onstep: step } }
                    }
                    if all > SHOWN { p { class: "second small", {session.tr("patient-more", &[("n", (all - SHOWN).into())])} } }
                },
            }
        }
    }
}

#[component]
fn Row(i: usize, shown: Shown, rows: Signal<BTreeMap<usize, Rc<MountedData>>>, onstep: Callback<(KeyboardEvent, usize)>) -> Element {
    let session = use_session();
    let mut rows = rows;
    let (a, b) = (shown.pair.a, shown.pair.b);
    let sure = shown.pair.likeness.verdict == Verdict::Sure;
    let why = words::likeness(*session.lang.read(), &shown.pair.likeness, &session.country(), *session.privacy.read());
    rsx! {
        li {
            button { r#type: "button", class: "row pair", "data-testid": "pair-{i}",
                onmounted: move |e| {
                    let data = e.data();
                    rows.write().insert(i, data.clone());
                    if i == 0 {
                        spawn(async move { let _ = data.set_focus(true).await; });
                    }
                },
                onkeydown: move |e| onstep.call((e, i)),
                onclick: move |_| session.go(Route::Pair(a, b)),
                span { class: "main",
                    span { class: "pair-names",
                        for p in shown.people {
                            span { key: "{p.id}", class: "pair-one", Person { patient: p } }
                        }
                    }
                    span { class: "why", "{why}" }
                }
                span { class: "side", if sure { span { class: "tag", Icon { name: "circle-check", small: true } {session.t("twins-sure")} } } Icon { name: "chevron-right" } }
            }
        }
    }
}

#[component]
fn Person(patient: Patient) -> Element {
    let session = use_session();
    let (family, first) = people::name_parts(session, &patient);
    let born = if *session.privacy.read() { String::new() } else { words::birth_date(&patient.birth_date) };
    rsx! { Who { family, first } if !born.is_empty() { span { class: "second num", " {born}" } } }
}

/// After an import: whom it may have brought a second time.
#[component]
pub fn Brought(act: Id) -> Element {
    let session = use_session();
    let Asked(pairs) = use_pairs();
    let new = use_query(&["patient"], move |db| twins::begun_by(db, act));
    let answer = new.read();
    let new = answer.as_ref().cloned().unwrap_or_default();
    let among = |p: &&Pair| new.contains(&p.a) != new.contains(&p.b);
    let known = pairs.read();
    let twice: std::collections::BTreeSet<Id> =
        known.iter().flatten().filter(among).map(|p| if new.contains(&p.a) { p.a } else { p.b }).collect();
    if twice.is_empty() {
        return rsx! {};
    }
    rsx! {
        p { class: "note", "data-tone": "warn", "data-testid": "import-twins", Icon { name: "users" }
            span { {session.tr("import-twins", &[("n", twice.len().into())])} " " button { r#type: "button", class: "link", "data-testid": "import-twins-look", onclick: move |_| session.go(Route::Twins), {session.t("import-twins-look")} } }
        }
    }
}
