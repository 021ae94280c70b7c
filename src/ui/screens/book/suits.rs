//! What suits whoever telephones: days and hours, and from when on.

use crate::{
    base::Id,
    lang::Lang,
    model::{
        Practitioner,
        wish::{NOON, Wish},
    },
    ui::{icons::Icon, keys::enter_submits, parts::field::Field, session::Session, use_session},
    words,
};
use chrono::{Days, Months, NaiveDate, NaiveTime, Weekday};
use dioxus::prelude::*;

use super::draft::read_time;

const WEEK: [Weekday; 7] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// Days and hours that suit, to be changed. `date` is the first day, where it can be put off from here.
#[component]
pub fn Suits(
    wish: Wish,
    onchange: EventHandler<Wish>,
    date: Option<Signal<NaiveDate>>,
    /// Sends the form that it stands in.
    #[props(default)]
    onenter: Option<Callback<()>>,
) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let mut after = use_signal(|| shown(wish.after));
    let mut before = use_signal(|| shown(wish.before));
    // As it was typed, as long as that is what is asked for.
    let text = |typed: String, time: Option<NaiveTime>| if read_time(&typed) == time { typed } else { shown(time) };
    let half = |from: Option<NaiveTime>, to: Option<NaiveTime>| wish.after == from && wish.before == to;
    let (morning, afternoon) = (half(None, Some(NOON)), half(Some(NOON), None));
    let hours = {
        let wish = wish.clone();
        move |from: Option<NaiveTime>, to: Option<NaiveTime>| {
            after.set(shown(from));
            before.set(shown(to));
            onchange.call(Wish { after: from, before: to, ..wish.clone() });
        }
    };
    let submits = move |e: KeyboardEvent| {
        if let Some(onenter) = onenter {
            enter_submits(&e, onenter);
        }
    };
    rsx! {
        div { class: "suits", "data-testid": "suits",
            div { class: "week", role: "group", "aria-label": session.t("suits-days"), onkeydown: submits,
                for day in WEEK {
                    button { r#type: "button", class: "chip", key: "{day}", "data-testid": "day-{day}", "aria-pressed": wish.days.contains(&day),
                        onclick: { let wish = wish.clone(); move |_| onchange.call(Wish { days: toggled(&wish.days, day), ..wish.clone() }) },
                        span { "aria-hidden": "true", {weekday(lang, day, 2)} }
                        span { class: "hidden-words", {weekday(lang, day, 99)} }
                    }
                }
            }
            div { class: "chips", onkeydown: submits,
                button { r#type: "button", class: "chip", "data-testid": "mornings", "aria-pressed": morning, onclick: { let mut hours = hours.clone(); move |_| hours(None, (!morning).then_some(NOON)) }, {session.t("suits-morning")} }
                button { r#type: "button", class: "chip", "data-testid": "afternoons", "aria-pressed": afternoon, onclick: { let mut hours = hours.clone(); move |_| hours((!afternoon).then_some(NOON), None) }, {session.t("suits-afternoon")} }
                if let Some(date) = date {
                    for (text , to) in ahead(session.today()) {
                        button { r#type: "button", class: "chip", key: "{text}", "data-testid": text, "aria-pressed": date() == to, onclick: { let mut date = date; let today = session.today(); move |_| { let set = if date() == to { today } else { to }; date.set(set) } }, {session.t(text)} }
                    }
                }
            }
            div { class: "fields hours",
                Field { label: session.t("suits-after"), name: "suits-after", placeholder: "9:30", value: text(after(), wish.after), oninput: { let wish = wish.clone(); move |v: String| { onchange.call(Wish { after: read_time(&v), ..wish.clone() }); after.set(v); } } }
                Field { label: session.t("suits-before"), name: "suits-before", placeholder: "17:00", value: text(before(), wish.before), oninput: { let wish = wish.clone(); move |v: String| { onchange.call(Wish { before: read_time(&v), ..wish.clone() }); before.set(v); } } }
            }
        }
    }
}

/// "In three weeks": the days that are said most often.
fn ahead(today: NaiveDate) -> [(&'static str, NaiveDate); 3] {
    [("suits-week", today + Days::new(7)), ("suits-3-weeks", today + Days::new(21)), ("suits-3-months", today + Months::new(3))]
}

fn shown(time: Option<NaiveTime>) -> String {
    time.map(|t| t.format("%H:%M").to_string()).unwrap_or_default()
}

fn toggled(days: &[Weekday], day: Weekday) -> Vec<Weekday> {
    WEEK.into_iter().filter(|d| days.contains(d) != (*d == day)).collect()
}

fn weekday(lang: Lang, day: Weekday, letters: usize) -> String {
    let name: String = lang.text(&format!("weekday-{}", day.number_from_monday()), &[]).chars().take(letters).collect();
    crate::ui::screens::today::capitalised(&name)
}

/// "Dr Roy · Mon, Thu · from 13:00": what was asked for, in words; nothing where all is left open.
pub fn said(session: Session, wish: &Wish, people: &[Practitioner]) -> String {
    let lang = *session.lang.read();
    let name = |id: &Id| people.iter().find(|p| p.id == *id).map(Practitioner::short);
    let mut parts = Vec::new();
    let with: Vec<String> = wish.with.iter().filter_map(name).collect();
    let days: Vec<String> = wish.days.iter().map(|d| weekday(lang, *d, 3)).collect();
    parts.extend([with, days].iter().filter(|l| !l.is_empty()).map(|l| l.join(", ")));
    match (wish.after, wish.before) {
        (None, None) => {}
        (None, Some(NOON)) => parts.push(session.t("suits-morning")),
        (Some(NOON), None) => parts.push(session.t("suits-afternoon")),
        (Some(after), None) => parts.push(session.tr("suits-from-hour", &[("time", shown(Some(after)).into())])),
        (None, Some(before)) => parts.push(session.tr("suits-until-hour", &[("time", shown(Some(before)).into())])),
        (Some(after), Some(before)) => parts.push(format!("{}–{}", shown(Some(after)), shown(Some(before)))),
    }
    if let Some(from) = wish.from.filter(|d| *d > session.today()) {
        parts.push(session.tr("suits-from-day", &[("day", words::day_short(lang, from).into())]));
    }
    if let Some(until) = wish.until {
        parts.push(session.tr("suits-until-day", &[("day", words::day_short(lang, until).into())]));
    }
    parts.join(" · ")
}

/// The same behind one button that says what is set.
#[component]
pub fn Folded(wish: Wish, onchange: EventHandler<Wish>, date: Signal<NaiveDate>, open: bool, onenter: Callback<()>) -> Element {
    let session = use_session();
    let mut open = use_signal(|| open || Wish { with: vec![], ..wish.clone() }.is_particular());
    let summary = said(session, &Wish { with: vec![], ..wish.clone() }, &[]);
    let way = if open() { "chevron-up" } else { "chevron-down" };
    rsx! {
        button { r#type: "button", class: "btn quiet fold-suits", "data-testid": "suits-open", "aria-expanded": open(), onclick: move |_| open.toggle(),
            Icon { name: way }
            span { if summary.is_empty() || open() { {session.t("suits-title")} } else { "{summary}" } }
        }
        if open() { Suits { wish, onchange, date, onenter } }
    }
}
