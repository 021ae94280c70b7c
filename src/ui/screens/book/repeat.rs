//! A visit that repeats: how often, and what becomes of each date.

use super::{
    draft::{At, Choice, Draft, Repeat},
    who::overlaps,
};
use crate::{
    base::clock::minute,
    model::{
        said,
        turns::{self, Fate, Turn},
    },
    store::{places, practice},
    ui::{
        icons::Icon,
        parts::{days::TOPICS, field::Field},
        screens::today::capitalised,
        session::Session,
        use_query, use_session,
    },
    words,
};
use chrono::{Days, NaiveDateTime};
use dioxus::prelude::*;

/// One date of the series as it was looked at: with whom it would overlap, and what she decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    pub turn: Turn,
    pub names: Vec<String>,
    pub choice: Choice,
}

impl Looked {
    /// When the visit will be; none where it is left out.
    pub fn start(&self) -> Option<NaiveDateTime> {
        match (self.turn.fate, self.choice) {
            (Fate::Free, Choice::Leave) | (_, Choice::Leave) => None,
            (Fate::Free, _) | (_, Choice::Keep) => Some(self.turn.wanted),
            (_, Choice::Instead) => self.turn.instead,
        }
    }
}

/// Looks at every date of the series that begins at `at`; empty where the visit does not repeat.
pub fn use_looked(draft: Signal<Draft>, at: Option<At>, minutes: u32) -> Memo<Option<Vec<Looked>>> {
    let session = use_session();
    let mut asked = use_signal(|| (at, minutes));
    use_effect(use_reactive(&(at, minutes), move |now| asked.set(now)));
    let repeat = use_memo(move || draft.read().repeat.clone());
    use_query(TOPICS, move |db| {
        let (Some((who, first)), minutes) = *asked.read() else { return Ok(vec![]) };
        let Some(repeat) = repeat() else { return Ok(vec![]) };
        let wanted = turns::dates(first, repeat.every(), repeat.bound());
        let Some(last) = wanted.last() else { return Ok(vec![]) };
        let from = first.date() - Days::new(8);
        let days = (last.date() - from).num_days().clamp(1, 4000) as u32 + 9;
        let zone = practice::get(db)?.tz();
        let lines = places::lines(db, from, days, &[who], None)?;
        let Some(line) = lines.first() else { return Ok(vec![]) };
        let looked = turns::turns(line.room(), &wanted, minutes, session.now(), zone).into_iter().map(|turn| {
            let names = if turn.fate == Fate::Taken { overlaps(session, db, who, turn.wanted, minutes, None)? } else { vec![] };
            let otherwise = match (turn.fate, turn.instead) {
                (Fate::Free, _) => Choice::Keep,
                (_, Some(_)) => Choice::Instead,
                // The first was chosen by hand.
                _ if minute(turn.wanted, zone) == minute(first, zone) => Choice::Keep,
                _ => Choice::Leave,
            };
            let choice = repeat.choices.get(&turn.wanted).copied().unwrap_or(otherwise);
            Ok(Looked { turn, names, choice })
        });
        looked.collect()
    })
}

#[component]
pub fn Repeats(draft: Signal<Draft>, looked: Vec<Looked>) -> Element {
    let session = use_session();
    let Some(repeat) = draft.read().repeat.clone() else {
        return rsx! {
            button { r#type: "button", class: "btn quiet fold-suits", "data-testid": "repeat", onclick: move |_| draft.write().repeat = Some(Repeat::default()),
                Icon { name: "calendar-days" } span { {session.t("repeat-do")} }
            }
        };
    };
    let mut change = move |with: &dyn Fn(&mut Repeat)| {
        if let Some(repeat) = draft.write().repeat.as_mut() {
            with(repeat);
        }
    };
    // "Every 2 weeks": in the words that a series is told in.
    let every = capitalised(&session.tr(&format!("series-{}", repeat.unit), &[("n", repeat.every.into())]));
    let until = repeat.until.map(|d| d.format("%d.%m.%Y").to_string()).unwrap_or_default();
    let today = session.today();
    rsx! {
        section { class: "repeat", "data-testid": "repeats",
            div { class: "head",
                span { class: "name", "data-testid": "repeat-said", "{every}" }
                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "repeat-not", "aria-label": session.t("repeat-not"), onclick: move |_| draft.write().repeat = None, Icon { name: "x" } }
            }
            div { class: "every",
                Field { label: session.t("repeat-count"), name: "repeat-every", value: repeat.every.to_string(), oninput: move |v: String| change(&|r| r.every = v.trim().parse().unwrap_or(1).clamp(1, 365)) }
                div { class: "segments wide", role: "group", "aria-label": "{every}",
                    for unit in ["days", "weeks", "months"] {
                        button { r#type: "button", key: "{unit}", "data-testid": "repeat-{unit}", "aria-pressed": repeat.unit == unit, onclick: move |_| change(&|r| r.unit = unit), {session.t(&format!("repeat-{unit}"))} }
                    }
                }
            }
            div { class: "fields bound",
                Field { label: session.t("repeat-times"), name: "repeat-times", value: if repeat.until.is_some() { String::new() } else { repeat.times.to_string() },
                    oninput: move |v: String| if let Ok(n) = v.trim().parse::<u32>() { change(&|r| { r.times = n.clamp(1, turns::MOST); r.until = None }) } }
                Field { label: session.t("repeat-until"), name: "repeat-until", placeholder: "24.12.", value: until,
                    onchange: move |v: String| change(&|r| r.until = said::day(&v, today)), oninput: move |_| {} }
            }
            ol { class: "turns", "data-testid": "turns",
                for (i , one) in looked.into_iter().enumerate() {
                    TurnLine { key: "{i}", number: i, looked: one, onchoose: move |(wanted, choice)| change(&|r| { r.choices.insert(wanted, choice); }) }
                }
            }
        }
    }
}

#[component]
fn TurnLine(number: usize, looked: Looked, onchoose: EventHandler<(NaiveDateTime, Choice)>) -> Element {
    let session = use_session();
    let turn = looked.turn;
    let said =
        |at: NaiveDateTime| format!("{} {}", words::day_short_from(*session.lang.read(), at.date(), session.today()), words::time(at));
    let why = match turn.fate {
        Fate::Free => String::new(),
        Fate::Taken if looked.names.is_empty() => session.t("turn-taken"),
        Fate::Taken => session.tr("turn-overlaps", &[("names", looked.names.join(", ").into())]),
        Fate::Closed => session.t("turn-closed"),
    };
    let instead = turn.instead.map(|at| if at.date() == turn.wanted.date() { words::time(at) } else { said(at) });
    let options =
        [(Choice::Instead, instead), (Choice::Keep, Some(session.t("turn-keep"))), (Choice::Leave, Some(session.t("turn-leave")))];
    rsx! {
        li { "data-testid": "turn-{number}", "data-fate": if turn.fate == Fate::Free { "free" } else { "not" },
            div { class: "what",
                span { class: "num", class: if looked.start() != Some(turn.wanted) { "struck" }, "{said(turn.wanted)}" }
                if turn.fate == Fate::Free {
                    if looked.choice == Choice::Leave {
                        button { r#type: "button", class: "link", onclick: move |_| onchoose.call((turn.wanted, Choice::Keep)), {session.t("turn-take")} }
                    } else {
                        button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.t("turn-leave"), "data-testid": "leave-{number}", onclick: move |_| onchoose.call((turn.wanted, Choice::Leave)), Icon { name: "x", small: true } }
                    }
                }
            }
            if turn.fate != Fate::Free {
                p { class: "why", "{why}" }
                div { class: "segments wide", role: "group", "aria-label": "{said(turn.wanted)}",
                    for (choice , words) in options {
                        if let Some(words) = words {
                            button { r#type: "button", key: "{choice:?}", "data-testid": "turn-{number}-{choice:?}", "aria-pressed": looked.choice == choice, onclick: move |_| onchoose.call((turn.wanted, choice)), "{words}" }
                        }
                    }
                }
            }
        }
    }
}

/// "6 visits": what will be booked.
pub fn count(session: Session, looked: &[Looked]) -> String {
    session.tr("repeat-book", &[("n", looked.iter().filter(|l| l.start().is_some()).count().into())])
}
