//! The week's working hours: several blocks a day, what lies between two is a break.

use super::practitioners::keep_practitioner;
use crate::{
    model::{Practitioner, Refusal, practitioner::Block},
    ui::{icons::Icon, parts::entry::Entry, use_session},
};
use chrono::{NaiveTime, TimeDelta, Weekday};
use dioxus::prelude::*;

const WEEK: [Weekday; 7] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// A block as typed.
#[derive(Debug, Clone, PartialEq)]
struct Typed {
    day: Weekday,
    ends: [String; 2],
}

impl Typed {
    fn of(block: &Block) -> Self {
        Typed { day: block.day, ends: [show(block.from), show(block.to)] }
    }

    fn read(&self) -> Option<Block> {
        Some(Block { day: self.day, from: read(&self.ends[0])?, to: read(&self.ends[1])? })
    }
}

fn show(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// "8:30", "8h30", "0830", "830", "8": as people write the hour.
pub fn read(typed: &str) -> Option<NaiveTime> {
    let typed = typed.trim();
    let parts: Vec<&str> = typed.split([':', 'h', 'H', '.', ' ']).filter(|p| !p.is_empty()).collect();
    let (hour, minute) = match parts.as_slice() {
        [h, m] => (*h, *m),
        [all] if all.len() > 2 && all.is_ascii() => all.split_at(all.len() - 2),
        [h] => (*h, "0"),
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

fn typed(hours: &[Block]) -> Vec<Typed> {
    hours.iter().map(Typed::of).collect()
}

fn at(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

/// What a new block of a day is likely to be.
fn next(day: Weekday, blocks: &[Block]) -> Block {
    match blocks.iter().filter(|b| b.day == day).map(|b| b.to).max() {
        None => Block { day, from: at(8, 30), to: at(12, 30) },
        Some(last) if last <= at(13, 30) => Block { day, from: at(14, 0), to: at(18, 0) },
        Some(last) => {
            let from = last.min(at(22, 30)) + TimeDelta::minutes(15);
            Block { day, from, to: (from + TimeDelta::minutes(60)).max(from + TimeDelta::minutes(1)) }
        }
    }
}

#[component]
pub fn Hours(practitioner: Practitioner) -> Element {
    let session = use_session();
    let refusal = use_signal(|| None::<Refusal>);
    let mut drafts = use_signal(|| typed(&practitioner.hours));
    let mut seen = use_hook(|| CopyValue::new(practitioner.hours.clone()));
    let saved = practitioner.hours.clone();
    // What is saved is shown unless something else is being typed.
    use_effect(use_reactive!(|(saved,)| {
        let mut read: Vec<Block> = drafts.peek().iter().filter_map(Typed::read).collect();
        read.sort_by_key(|b| (b.day.num_days_from_monday(), b.from));
        if read == saved || *drafts.peek() == typed(&seen.peek()) {
            drafts.set(typed(&saved));
        }
        seen.set(saved);
    }));
    let mut unclear = use_signal(|| None::<Weekday>);
    let person = practitioner.clone();
    let keep = use_callback(move |()| {
        unclear.set(drafts.peek().iter().find(|t| t.read().is_none()).map(|t| t.day));
        if unclear.peek().is_none() {
            let hours: Vec<Block> = drafts.peek().iter().filter_map(Typed::read).collect();
            let mut sorted = hours.clone();
            sorted.sort_by_key(|b| (b.day.num_days_from_monday(), b.from));
            if sorted == person.hours {
                drafts.set(typed(&sorted));
            } else {
                keep_practitioner(session, refusal, Practitioner { hours, ..person.clone() });
            }
        }
    });
    let blocks: Vec<Block> = drafts.read().iter().filter_map(Typed::read).collect();
    let wrong = match unclear() {
        Some(day) => Some((day, session.t("hours-unclear"))),
        None => refusal.read().as_ref().map(|r| (at_odds(&blocks), session.refusal(r))),
    };
    let monday: Vec<Block> = blocks.iter().filter(|b| b.day == Weekday::Mon).copied().collect();
    let fill = move |monday: Vec<Block>| {
        let mut all: Vec<Typed> = drafts.peek().iter().filter(|t| !WORKDAYS.contains(&t.day)).cloned().collect();
        all.extend(WORKDAYS.iter().flat_map(|day| monday.iter().map(|b| Typed::of(&Block { day: *day, ..*b }))));
        all.sort_by_key(|t| (t.day.num_days_from_monday(), t.ends[0].clone()));
        drafts.set(all);
        keep(());
    };
    let (mut usual, mut copy) = (fill, fill);
    rsx! {
        h2 { {session.t("practitioner-hours")} }
        ul { class: "group", "data-testid": "hours",
            for day in WEEK {
                Day { key: "{day}", day, drafts: drafts.read().iter().cloned().enumerate().filter(|(_, t)| t.day == day).collect::<Vec<_>>(), wrong: wrong.clone().filter(|w| w.0 == day).map(|w| w.1),
                    ontype: move |(i, end, text): (usize, usize, String)| drafts.write()[i].ends[end] = text,
                    onleave: move |()| keep(()),
                    onremove: move |i: usize| { drafts.write().remove(i); keep(()) },
                    onadd: {
                        let blocks = blocks.clone();
                        move |()| { drafts.write().push(Typed::of(&next(day, &blocks))); keep(()) }
                    },
                }
            }
        }
        div { class: "acts-line",
            if blocks.is_empty() {
                button { r#type: "button", class: "btn", "data-testid": "hours-usual", onclick: move |_| usual(vec![Block { day: Weekday::Mon, from: at(8, 30), to: at(12, 30) }, Block { day: Weekday::Mon, from: at(14, 0), to: at(18, 0) }]),
                    Icon { name: "clock" } {session.t("hours-usual")}
                }
            } else if !monday.is_empty() {
                button { r#type: "button", class: "btn", "data-testid": "hours-copy", onclick: move |_| copy(monday.clone()), Icon { name: "copy" } {session.t("hours-copy")} }
            }
        }
    }
}

#[component]
fn Day(
    day: Weekday,
    drafts: Vec<(usize, Typed)>,
    wrong: Option<String>,
    ontype: EventHandler<(usize, usize, String)>,
    onleave: EventHandler<()>,
    onremove: EventHandler<usize>,
    onadd: EventHandler<()>,
) -> Element {
    let session = use_session();
    let name = session.t(&format!("weekday-{}", day.number_from_monday()));
    let shown = crate::ui::screens::today::capitalised(&name);
    let off = drafts.is_empty();
    rsx! {
        li { class: "weekday", "data-off": if off { "true" },
            span { class: "dayname", "{shown}" }
            span { class: "blocks",
                if off { {session.t("hours-closed")} }
                for (n , (i , t)) in drafts.into_iter().enumerate() {
                    span { key: "{n}", class: "block",
                        Entry { value: t.ends[0].clone(), maxlength: "5", inputmode: "numeric", "data-testid": "from-{day}-{n}", "aria-label": session.tr("hours-from", &[("day", name.clone().into())]),
                            oninput: move |v| ontype.call((i, 0, v)), onchange: move |_| onleave.call(()) }
                        span { class: "dash", "–" }
                        Entry { value: t.ends[1].clone(), maxlength: "5", inputmode: "numeric", "data-testid": "to-{day}-{n}", "aria-label": session.tr("hours-to", &[("day", name.clone().into())]),
                            oninput: move |v| ontype.call((i, 1, v)), onchange: move |_| onleave.call(()) }
                        button { r#type: "button", class: "btn", "aria-label": session.tr("hours-remove", &[("block", format!("{}–{}", t.ends[0], t.ends[1]).into())]), onclick: move |_| onremove.call(i), Icon { name: "x", small: true } }
                    }
                }
            }
            button { r#type: "button", class: "btn quiet icon-only", "data-testid": "add-{day}", "aria-label": session.tr("hours-add", &[("day", name.clone().into())]), onclick: move |_| onadd.call(()), Icon { name: "plus" } }
            if let Some(words) = wrong { span { class: "error", role: "alert", "data-testid": "hours-wrong", Icon { name: "circle-alert", small: true } span { "{words}" } } }
        }
    }
}

/// The first day whose blocks end before they begin, or overlap.
fn at_odds(blocks: &[Block]) -> Weekday {
    let odd = |day: &Weekday| {
        let mut of_day: Vec<_> = blocks.iter().filter(|b| b.day == *day).map(|b| (b.from, b.to)).collect();
        of_day.sort();
        of_day.iter().any(|b| b.1 <= b.0) || of_day.windows(2).any(|w| w[1].0 < w[0].1)
    };
    WEEK.into_iter().find(odd).unwrap_or(Weekday::Mon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_read_as_people_write_it() {
        for (typed, wanted) in [
            ("8", at(8, 0)),
            ("8:30", at(8, 30)),
            ("8h30", at(8, 30)),
            ("0830", at(8, 30)),
            ("830", at(8, 30)),
            ("18h", at(18, 0)),
            (" 18.15 ", at(18, 15)),
        ] {
            assert_eq!(read(typed), Some(wanted), "{typed}");
        }
        for typed in ["", "25", "8:60", "midi", "1:2:3", "é30"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_new_block_comes_after_the_others_and_ends_after_it_begins() {
        let mut blocks = Vec::new();
        for _ in 0..4 {
            let block = next(Weekday::Mon, &blocks);
            assert!(block.from < block.to && blocks.iter().all(|b: &Block| b.to <= block.from), "{blocks:?} {block:?}");
            blocks.push(block);
        }
    }
}
