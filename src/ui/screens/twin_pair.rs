//! Two files side by side: what differs and which of it is to stand, who it is by the last visits, and the decision.

use crate::{
    actions::twins as act,
    base::Id,
    model::{
        Patient, Record,
        patient::Address,
        rights::{Deed, May},
        twins::{self as rule, Choices, Likeness, Side, Traits},
    },
    store::{Db, Result, appointments, asks, patients, people as persons, practitioners, twins},
    ui::{
        icons::Icon,
        parts::{
            ask::AskManager,
            pairs::Asked,
            people::{self, Who},
            rights::use_may,
            told::Telling,
        },
        route::Route,
        session::Session,
        use_query, use_session,
    },
    words,
};
use chrono::NaiveDateTime;
use dioxus::prelude::*;
use serde_json::Value;

/// In this order a file is read; what a later version adds follows.
const ORDER: &[&str] = &[
    "family",
    "given",
    "usual",
    "maiden",
    "prefix",
    "birth_date",
    "gender",
    "telecom",
    "address",
    "identifier",
    "languages",
    "contacts",
    "general_practitioner",
    "address_as",
    "pronounce",
    "alert",
    "note",
    "do_not_contact",
    "deceased",
];

#[derive(Clone, PartialEq)]
struct Line {
    field: String,
    label: String,
    values: [Vec<String>; 2],
    differs: bool,
}

/// Everything about two files that is shown.
#[derive(Clone, PartialEq)]
struct Sheet {
    /// The one that stays comes first: it has more to it.
    files: [Patient; 2],
    lines: Vec<Line>,
    visits: [Vec<String>; 2],
    likeness: Likeness,
    asked_by: Option<String>,
}

fn sheet(db: &Db, telling: Telling, now: NaiveDateTime, a: Id, b: Id) -> Result<Option<Sheet>> {
    let (Some(x), Some(y)) = (patients::get(db, a)?, patients::get(db, b)?) else { return Ok(None) };
    if a == b || x.merged_into.is_some() || y.merged_into.is_some() {
        return Ok(None);
    }
    let (of_a, of_b) = (twins::belongings(db, a)?.len(), twins::belongings(db, b)?.len());
    let files = if of_b > of_a { [y, x] } else { [x, y] };
    let differing = rule::differing(&files[0], &files[1]);
    let fields = files.each_ref().map(Record::fields);
    let mut names: Vec<&String> = fields[0].keys().chain(fields[1].keys()).filter(|n| !rule::own(n)).collect();
    names.sort_by_key(|n| (ORDER.iter().position(|o| o == n).unwrap_or(ORDER.len()), *n));
    names.dedup();
    let mut lines = Vec::new();
    for name in names {
        let mut values = [vec![], vec![]];
        for (i, of) in fields.iter().enumerate() {
            values[i] = said(db, telling, name, of.get(name).unwrap_or(&Value::Null))?;
        }
        let label = telling.field(name).unwrap_or_else(|| name.clone());
        // Where one says nothing, what the other says is taken: there is nothing to choose.
        let differs = differing.contains(name) && values.iter().all(|v| !v.is_empty());
        lines.push(Line { field: name.clone(), label, values, differs });
    }
    let visits = [last_visits(db, telling, now, files[0].id)?, last_visits(db, telling, now, files[1].id)?];
    let likeness = rule::compare(&Traits::of(&files[0]), &Traits::of(&files[1]), &|_| false);
    let asked = asks::all(db)?.into_iter().find(|ask| act::open_about(ask, a, b));
    let asked_by = asked.map(|ask| persons::get(db, ask.by)).transpose()?.flatten().map(|p| p.name);
    Ok(Some(Sheet { files, lines, visits, likeness, asked_by }))
}

fn said(db: &Db, telling: Telling, name: &str, value: &Value) -> Result<Vec<String>> {
    match value {
        Value::Null => Ok(vec![]),
        Value::Array(all) if name == "address" => {
            Ok(all.iter().filter_map(|v| serde_json::from_value(v.clone()).ok()).map(address).collect())
        }
        Value::Array(all) if name != "given" => all.iter().map(|v| telling.value(db, name, v)).collect(),
        Value::Array(all) => Ok(vec![all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")]),
        Value::String(text) if rule::both_possible(name) => Ok(text.lines().map(str::to_owned).collect()),
        one => Ok(vec![telling.value(db, name, one)?]),
    }
}

/// The street, then the town.
fn address(a: Address) -> String {
    [a.line.join(", "), format!("{} {}", a.postal_code, a.city).trim().to_owned(), a.country]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn last_visits(db: &Db, telling: Telling, now: NaiveDateTime, patient: Id) -> Result<Vec<String>> {
    let mut said = Vec::new();
    for visit in appointments::of_patient(db, patient)?.into_iter().filter(|v| v.start <= now).take(3) {
        let doctor = practitioners::get(db, visit.practitioner)?.map(|p| p.name()).unwrap_or_default();
        let day = words::date(telling.lang, visit.start.date());
        said.push(if doctor.is_empty() { day } else { format!("{day} · {doctor}") });
    }
    Ok(said)
}

#[component]
pub fn PairPage(a: Id, b: Id) -> Element {
    let session = use_session();
    let Asked(pairs) = use_context();
    let choices = use_signal(Choices::new);
    let may = use_may(Deed::Merge);
    let found = use_query(&["patient", "appointment", "ask", "person"], move |db| {
        sheet(db, Telling { lang: *session.lang.read(), private: *session.privacy.read() }, session.now(), a, b)
    });
    let answer = found.read();
    let Some(Some(sheet)) = answer.as_ref() else {
        return rsx! { article { class: "page", Back {} p { class: "note", "data-testid": "pair-over", {session.t("twins-over")} } } };
    };
    let private = *session.privacy.read();
    let why = words::likeness(*session.lang.read(), &sheet.likeness, &session.country(), private);
    let (left, right) = (sheet.files[0].clone(), sheet.files[1].clone());
    let apart = use_callback(move |()| not_the_same(session, pairs, a, b));
    rsx! {
        article { class: "page pair-page", "data-testid": "pair", tabindex: "-1",
            onkeydown: move |e| if e.key() == Key::Character("d".into()) && !e.modifiers().ctrl() { e.prevent_default(); e.stop_propagation(); apart(()) },
            Back {}
            header { class: "page-head", div { h1 { {session.t("twins-one-or-two")} } if !why.is_empty() { p { class: "sub", "data-testid": "pair-why", "{why}" } } } }
            if let Some(name) = sheet.asked_by.clone().filter(|_| may() == May::Do) { p { class: "note", "data-tone": "info", "data-testid": "pair-asked", Icon { name: "message-square" } span { {session.tr("twins-asked-by", &[("name", name.into())])} } } }
            div { class: "side-by-side",
                div { class: "heads",
                    span {}
                    for (i , p) in sheet.files.iter().enumerate() { FileHead { key: "{p.id}", patient: p.clone(), stays: i == 0, visits: sheet.visits[i].clone() } }
                }
                if !private {
                    for line in sheet.lines.clone() { Choose { key: "{line.field}", side: chosen(&choices.read(), &line.field, &left, &right), line, choices } }
                }
            }
            if may() == May::Ask { AskManager { deed: Deed::Merge, about: vec![a.min(b), a.max(b)] } }
            footer { class: "pair-decide",
                if may() == May::Do {
                    button { r#type: "button", class: "btn primary big", "data-testid": "pair-merge", onmounted: move |e| async move { let _ = e.set_focus(true).await; },
                        onclick: { let (left, right) = (left.clone(), right.clone()); move |_| merge(session, pairs, &left, &right, choices.peek().clone()) },
                        {session.t("twins-merge")} kbd { class: "key", "↵" }
                    }
                }
                button { r#type: "button", class: "btn big", "data-testid": "pair-apart", onclick: move |_| apart(()), {session.t("twins-apart")} kbd { class: "key", "D" } }
                button { r#type: "button", class: "btn quiet big", "data-testid": "pair-later", onclick: move |_| session.go(Route::Twins), {session.t("twins-later")} kbd { class: "key", "Esc" } }
            }
        }
    }
}

#[component]
fn Back() -> Element {
    let session = use_session();
    rsx! { button { r#type: "button", class: "btn quiet back-twins", onclick: move |_| session.go(Route::Twins), Icon { name: "chevron-left" } {session.t("twins-title")} } }
}

fn chosen(choices: &Choices, field: &str, kept: &Patient, other: &Patient) -> Side {
    choices.get(field).copied().unwrap_or_else(|| rule::suggested(field, kept, other))
}

#[component]
fn FileHead(patient: Patient, stays: bool, visits: Vec<String>) -> Element {
    let session = use_session();
    let id = patient.id;
    let (family, first) = people::name_parts(session, &patient);
    let born = if *session.privacy.read() { String::new() } else { words::born(*session.lang.read(), &patient, session.today()) };
    let key = if stays { "twins-stays" } else { "twins-goes" };
    rsx! {
        section { class: "file-head",
            p { class: "small second", {session.t(key)} }
            h2 { button { r#type: "button", class: "plain", "data-testid": if stays { "pair-kept" } else { "pair-other" }, onclick: move |_| session.go(Route::Patient(id)), Who { family, first } } }
            p { class: "second num", "{born}" }
            p { class: "small", {session.t("twins-last-visits")} }
            if visits.is_empty() { p { class: "small second", {session.t("twins-no-visits")} } }
            ul { for (i , v) in visits.into_iter().enumerate() { li { key: "{i}", class: "small num", "{v}" } } }
        }
    }
}

#[component]
fn Choose(line: Line, side: Side, choices: Signal<Choices>) -> Element {
    let session = use_session();
    let mut choices = choices;
    let pick = {
        let field = line.field.clone();
        use_callback(move |side: Side| {
            choices.write().insert(field.clone(), side);
        })
    };
    let both = line.differs && rule::both_possible(&line.field);
    rsx! {
        div { class: "line", "data-differs": line.differs, role: "group", "aria-label": "{line.label}",
            span { class: "label", if line.differs { span { class: "differs-sign", "aria-hidden": "true", "≠" } } "{line.label}"
                if both { button { r#type: "button", class: "btn quiet small", "data-testid": "both-{line.field}", "aria-pressed": side == Side::Both, onclick: move |_| pick(Side::Both), {session.t("twins-both")} } }
            }
            for (i , of) in [Side::Kept, Side::Other].into_iter().enumerate() {
                if line.differs {
                    button { r#type: "button", key: "{i}", class: "cell", role: "radio", "data-testid": "choose-{line.field}-{i}", "aria-checked": side == of || side == Side::Both, onclick: move |_| pick(of),
                        if side == of || side == Side::Both { Icon { name: "check", small: true } } else { span { class: "no-check" } }
                        Values { values: line.values[i].clone() }
                    }
                } else {
                    div { key: "{i}", class: "cell", "data-empty": line.values[i].is_empty(), Values { values: line.values[i].clone() } }
                }
            }
        }
    }
}

#[component]
fn Values(values: Vec<String>) -> Element {
    let session = use_session();
    rsx! {
        span { class: "values",
            if values.is_empty() { em { class: "second", {session.t("twins-nothing")} } }
            for (i , v) in values.into_iter().enumerate() { span { key: "{i}", "{v}" } }
        }
    }
}

/// On to the next one, or to the file that is now one.
fn onwards(session: Session, pairs: Signal<Option<Vec<twins::Pair>>>, done: (Id, Id), file: Id) {
    let this = |p: &twins::Pair| p.beside(done.0) == Some(done.1);
    let listed = pairs.peek().as_ref().is_some_and(|all| all.len() > 1 && all.iter().any(this));
    session.go(if listed { Route::Twins } else { Route::Patient(file) });
}

fn merge(session: Session, pairs: Signal<Option<Vec<twins::Pair>>>, kept: &Patient, other: &Patient, choices: Choices) {
    let (keep, gone) = (kept.id, other.id);
    let said = session.tr("done-merge", &[("name", people::name(session, kept).into())]);
    session.act_then(
        "merge",
        said,
        move |tx| act::merge(tx, keep, gone, &choices),
        move |session, ()| onwards(session, pairs, (keep, gone), keep),
    );
}

fn not_the_same(session: Session, pairs: Signal<Option<Vec<twins::Pair>>>, a: Id, b: Id) {
    session.act_then(
        "apart",
        session.t("done-apart"),
        move |tx| act::not_the_same(tx, a, b),
        move |session, ()| onwards(session, pairs, (a, b), a),
    );
}
