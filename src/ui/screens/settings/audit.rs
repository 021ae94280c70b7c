//! Who saw and did what: a manager reads it, filters it, and hands it out.

use crate::{
    actions::audit::{self, Line},
    base::{Id, text::fold},
    model::rights::{Deed, May},
    store::{self, people},
    ui::{
        door::Doorway,
        icons::Icon,
        keys::keep_typing,
        parts::{ask::AskManager, rights::use_may, save::Save, told::Telling},
        use_query, use_session,
    },
    words,
};
use chrono::TimeDelta;
use dioxus::prelude::*;
use std::collections::BTreeSet;

/// So many lines at first; the others are a tap away.
const PAGE: usize = 100;
const SPANS: [(i64, &str); 3] = [(0, "audit-today"), (6, "audit-week"), (30, "audit-month")];

#[derive(Clone, PartialEq)]
struct Told {
    line: Line,
    who: String,
    what: String,
    about: String,
}

#[component]
pub fn Audit() -> Element {
    let session = use_session();
    if use_may(Deed::Audit)() != May::Do {
        return rsx! {
            h2 { {session.t("set-audit")} }
            p { class: "lead", "data-testid": "audit-closed", {session.t("audit-closed")} }
            AskManager { deed: Deed::Audit }
        };
    }
    rsx! { Lines {} }
}

#[component]
fn Lines() -> Element {
    let session = use_session();
    let mut span = use_signal(|| 0i64);
    let mut person = use_signal(|| None::<Id>);
    let mut typed = use_signal(String::new);
    let mut shown = use_signal(|| PAGE);
    // That it was read is one of its lines.
    use_hook(|| session.saw("audit", None));
    let told = use_query(&["act", "person"], move |db| {
        let telling = Telling { lang: *session.lang.read(), private: *session.privacy.read() };
        let desk = session.desk.read();
        let lines = desk.audit_lines(db, desk.today() - TimeDelta::days(span()), desk.today())?;
        lines.into_iter().map(|l| tell(db, telling, l)).collect::<store::Result<Vec<_>>>()
    });
    // What was typed wrong since somebody came in last: in the settings, or beside the window.
    let door = use_context::<Doorway>();
    use_hook(|| {
        let Some(practice) = door.open.peek().clone() else { return };
        session.in_background(
            move || practice.with_vault(|vault, _| practice.desk().note_wrong_tries(vault)),
            |_, noted| {
                if let Some(Err(error)) = noted {
                    tracing::warn!("wrong tries could not be noted: {error}");
                }
            },
        );
    });
    let team = use_query(&["person"], people::all);
    let team = team.read().clone().unwrap_or_default();
    let wanted = fold(&typed.read());
    let all: Vec<Told> = told
        .read()
        .iter()
        .flatten()
        .filter(|t| person().is_none_or(|p| p == t.line.person))
        .filter(|t| wanted.split(' ').all(|w| fold(&format!("{} {} {}", t.who, t.what, t.about)).contains(w)))
        .cloned()
        .collect();
    let (count, lang) = (all.len(), *session.lang.read());
    let devices: BTreeSet<Id> = all.iter().filter_map(|t| t.line.device).collect();
    // One device alone need not be named on every line; the table names it always.
    let several = devices.len() > 1;
    let table: Vec<[String; 5]> = all.iter().map(row).collect();
    let head = ["audit-when", "audit-who", "audit-what", "audit-about", "audit-device"].map(|k| session.t(k));
    rsx! {
        h2 { {session.t("set-audit")} }
        p { class: "lead", {session.t("audit-lead")} }
        div { class: "filters",
            div { class: "segments", role: "group", "aria-label": session.t("audit-span"),
                for (days , text) in SPANS {
                    button { r#type: "button", key: "{text}", "data-testid": text, "aria-pressed": span() == days, onclick: move |_| { span.set(days); shown.set(PAGE) }, {session.t(text)} }
                }
            }
            for p in team {
                button { r#type: "button", class: "chip", key: "{p.id}", "aria-pressed": person() == Some(p.id), onclick: move |_| person.set(if person() == Some(p.id) { None } else { Some(p.id) }), Icon { name: "user", small: true } "{p.name}" }
            }
            label { class: "search narrow", Icon { name: "search" }
                input { "data-testid": "audit-search", placeholder: session.t("audit-search"), "aria-label": session.t("audit-search"), maxlength: "200", oninput: move |e| { typed.set(e.value()); shown.set(PAGE) }, onkeydown: move |e| keep_typing(&e) }
            }
        }
        div { class: "audit-head",
            p { class: "second small num", {session.tr("audit-count", &[("n", count.into())])} }
            Save { name: "genki-audit.csv", label: session.t("audit-export"), testid: "audit-export", holds: "plain-holds-audit", noted: ("audit-export", None), bytes: move |()| Some(audit::csv(&head, &table)) }
        }
        if all.is_empty() { div { class: "empty", Icon { name: "eye" } strong { {session.t("audit-none")} } } }
        ol { class: "audit", "data-testid": "audit",
            for (i , t) in all.into_iter().take(shown()).enumerate() {
                li { key: "{i}", "data-seen": if t.line.what.starts_with("seen-") { "true" },
                    span { class: "num", {format!("{} {}", words::day_short(lang, t.line.at.date()), words::time(t.line.at))} }
                    span { b { "{t.who}" } }
                    span { "{t.what}" if !t.about.is_empty() { " · {t.about}" } if several && let Some(device) = t.line.device { small { class: "second num", " · {device.short()}" } } }
                }
            }
        }
        if count > shown() { button { r#type: "button", class: "btn wide more", onclick: move |_| shown += PAGE, {session.t("history-more")} } }
    }
}

fn tell(db: &store::Db, telling: Telling, line: Line) -> store::Result<Told> {
    let key = format!("audit-{}", line.what);
    let what = if telling.lang.knows(&key) { telling.lang.text(&key, &[]) } else { telling.act(&line.what) };
    let about = line.about.map_or(Ok(String::new()), |id| telling.about(db, id))?;
    Ok(Told { who: people::get(db, line.person)?.map(|p| p.name).unwrap_or_default(), what, about, line })
}

fn row(t: &Told) -> [String; 5] {
    let device = t.line.device.map(|d| d.short()).unwrap_or_default();
    [t.line.at.format("%Y-%m-%d %H:%M:%S").to_string(), t.who.clone(), t.what.clone(), t.about.clone(), device]
}
