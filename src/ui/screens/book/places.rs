//! The next free places, grouped by day. The first is lit; arrows lead to the others, Enter takes the one that is lit.

use super::draft::At;
use crate::{
    store::places::FreePlace,
    ui::{icons::Icon, parts::focus::use_focus_when, session::Session, use_session},
    words,
};
use chrono::NaiveDate;
use dioxus::prelude::*;

/// How many stand beside each other.
const ACROSS: usize = 3;

#[component]
pub fn Places(
    found: Vec<FreePlace>,
    chosen: Option<At>,
    /// The hand is here: the place that is lit has the focus.
    active: Signal<bool>,
    /// Whom they are with is said with each.
    names: bool,
    onpick: EventHandler<FreePlace>,
    onenter: EventHandler<FreePlace>,
    /// More are looked for; none where these are all.
    onmore: Option<EventHandler<()>>,
) -> Element {
    let session = use_session();
    let mut lit = use_signal(|| 0usize);
    let mut days: Vec<(NaiveDate, Vec<(usize, FreePlace)>)> = Vec::new();
    for (i, place) in found.iter().cloned().enumerate() {
        match days.last_mut() {
            Some((date, all)) if *date == place.start.date() => all.push((i, place)),
            _ => days.push((place.start.date(), vec![(i, place)])),
        }
    }
    let groups: Vec<usize> = days.iter().map(|d| d.1.len()).collect();
    let at = found.iter().position(|p| chosen == Some((p.practitioner.id, p.start)));
    let here = lit().min(found.len().saturating_sub(1));
    rsx! {
        div { class: "free-days", "data-testid": "places", role: "group", "aria-label": session.t("choose-place"),
            for (n , (date , all)) in days.into_iter().enumerate() {
                section { key: "d{n}",
                    h4 { "aria-level": "3", {day_name(session, date)} }
                    div { class: "slots",
                        for (i , place) in all {
                            Slot { key: "{i}", place: place.clone(), number: i, chosen: at == Some(i), lit: here == i, focus: active() && here == i, names,
                                onpick: { let place = place.clone(); move |()| { lit.set(i); onpick.call(place.clone()) } },
                                onenter: { let place = place.clone(); move |()| { lit.set(i); onenter.call(place.clone()) } },
                                onarrow: { let groups = groups.clone(); move |key: Key| { lit.set(step(&groups, i, &key)); active.set(true) } },
                            }
                        }
                    }
                }
            }
            if let Some(onmore) = onmore {
                button { r#type: "button", class: "btn quiet", "data-testid": "places-more", onclick: move |_| onmore.call(()), Icon { name: "chevron-down" } span { {session.t("places-more")} } }
            }
        }
    }
}

#[component]
fn Slot(
    place: FreePlace,
    number: usize,
    chosen: bool,
    lit: bool,
    focus: bool,
    names: bool,
    onpick: EventHandler<()>,
    onenter: EventHandler<()>,
    onarrow: EventHandler<Key>,
) -> Element {
    let onmounted = use_focus_when(focus);
    let session = use_session();
    let (time, who) = (words::time(place.start), place.practitioner.short());
    let label = format!("{} {time} {who}", day_name(session, place.start.date()));
    rsx! {
        button { r#type: "button", class: "slot", "data-testid": "place-{number}", "aria-pressed": chosen, "aria-label": "{label}", tabindex: if lit { "0" } else { "-1" },
            onmounted,
            onclick: move |_| onpick.call(()),
            onkeydown: move |e| match e.key() {
                Key::Enter => { e.prevent_default(); e.stop_propagation(); onenter.call(()) }
                key @ (Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown) => { e.prevent_default(); e.stop_propagation(); onarrow.call(key) }
                _ => {}
            },
            span { class: "time", "{time}" }
            if names { " " small { "{who}" } }
        }
    }
}

/// Where an arrow leads among places that stand in rows, day after day.
pub fn step(days: &[usize], at: usize, key: &Key) -> usize {
    let all: usize = days.iter().sum();
    let rows: Vec<(usize, usize)> = days
        .iter()
        .scan(0, |first, len| {
            let from = *first;
            *first += len;
            Some((from..from + len).step_by(ACROSS).map(|row| (row, (from + len - row).min(ACROSS))).collect::<Vec<_>>())
        })
        .flatten()
        .collect();
    let Some(row) = rows.iter().rposition(|r| r.0 <= at) else { return 0 };
    let beside =
        |row: usize| rows.get(row).map_or(at, |r| r.0 + (at - rows[rows.iter().rposition(|r| r.0 <= at).unwrap_or(0)].0).min(r.1 - 1));
    match key {
        Key::ArrowRight => (at + 1).min(all.saturating_sub(1)),
        Key::ArrowLeft => at.saturating_sub(1),
        Key::ArrowDown => beside(row + 1),
        Key::ArrowUp if row > 0 => beside(row - 1),
        _ => at,
    }
}

/// "Today", "Tomorrow", "Thursday 26 November", with the year where it is another.
pub fn day_name(session: Session, date: NaiveDate) -> String {
    let (today, lang) = (session.today(), *session.lang.read());
    match (date - today).num_days() {
        0 => session.t("today-now"),
        1 => session.t("day-tomorrow"),
        _ => crate::ui::screens::today::capitalised(&words::day_from(lang, date, today)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_lead_through_the_rows_of_the_days() {
        // 0 1 2 / 3 · then another day: 4 5
        let days = [4, 2];
        let to = |at, key| step(&days, at, &key);
        use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp};
        assert_eq!((to(0, ArrowRight), to(3, ArrowRight), to(5, ArrowRight)), (1, 4, 5));
        assert_eq!((to(0, ArrowLeft), to(4, ArrowLeft)), (0, 3));
        assert_eq!((to(0, ArrowDown), to(2, ArrowDown), to(3, ArrowDown), to(5, ArrowDown)), (3, 3, 4, 5));
        assert_eq!((to(5, ArrowUp), to(4, ArrowUp), to(3, ArrowUp), to(1, ArrowUp)), (3, 3, 0, 1));
        assert_eq!(step(&[], 0, &ArrowDown), 0);
    }
}
