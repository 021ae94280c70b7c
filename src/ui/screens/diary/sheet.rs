//! The sheet: hours down the edge, dates beside each other, in each its practitioners.

use super::column::ColumnOf;
use crate::{
    base::{
        Id,
        clock::{Minute, minute},
    },
    model::span::Span,
    store::diary::{Column, Sheet, Who},
    ui::{
        live::MINUTE,
        parts::{
            face::{self, Face},
            hand::{Ear, use_hand},
            lists::keyed,
        },
        screens::today::{InSight, capitalised},
        session::Session,
        use_session,
    },
    words,
};
use chrono::{Datelike, NaiveDate, Weekday};
use dioxus::prelude::*;
use std::rc::Rc;

/// The hours at the edge, and what stands around the columns, in pixels. The styles say the same.
const EDGE: f64 = 46.0 + 2.0 * 24.0;
const HEADS: f64 = 48.0 + 16.0 + 4.0;
const NAMES: f64 = 28.0;
/// Names that stand upright over columns that are too narrow.
const UPRIGHT: f64 = 72.0;
/// A phone's list begins under this width.
const PHONE: f64 = 600.0;

/// What of a visit can be read in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Its words, as many as there is room for.
    Full,
    /// Its hue and a letter or two: a tap opens the day.
    Bars,
}

impl Detail {
    fn of(room: f64) -> Self {
        if room >= 46.0 { Detail::Full } else { Detail::Bars }
    }
}

#[component]
pub fn SheetOf(sheet: Sheet, today: NaiveDate) -> Element {
    let session = use_session();
    use_hand();
    // As wide and high as the pane was last: a desk's until it is known.
    let mut size = use_signal(|| (1176.0, 780.0));
    let week = session.diary.read().week;
    // Selecting a visit and the like leave where everything stands as it was.
    let laid = use_memo(use_reactive((&sheet, &week), |(sheet, week)| {
        let (days, columns) = (dates(&sheet, week), drawn(&sheet, week));
        let face = Rc::new(face_of(&columns, &days, &sheet));
        (days, columns, face)
    }));
    let (days, columns, face) = laid();
    let (width, n, k) = (size().0, days.len(), columns.len());
    let detail = Detail::of(room(width, n, k, Detail::Full));
    let room = room(width, n, k, detail);
    let several = sheet.who.len() > 1;
    let span = if week { "week" } else { "day" };
    // A week stands on the screen whole where that leaves its words legible.
    let heads = match (several, detail) {
        (false, _) => HEADS,
        (true, Detail::Full) => HEADS + NAMES,
        (true, Detail::Bars) => HEADS + UPRIGHT,
    };
    let fit = (size().1 - heads) / face.scale.height as f64;
    let per_minute = match (week, detail) {
        (true, Detail::Full) => fit.clamp(1.25, 2.9),
        // A line of letters, five minutes, is so many whole pixels high: what is left over would add up down the day.
        (true, Detail::Bars) => ((fit * 5.0).floor() / 5.0).clamp(1.4, 3.0),
        (false, Detail::Full) => 2.9,
        (false, Detail::Bars) => 3.0,
    };
    let shown = phone_shows(session, &sheet);
    let selected = session.selected();
    let n: usize = if week { days.len() } else { 1 };
    let all = columns.clone();
    let free = use_callback(move |(who, date): (Id, NaiveDate)| {
        all.iter().find(|c| c.practitioner == who && c.date == date).map(|c| super::column::free(session, c)).unwrap_or_default()
    });
    rsx! {
        div { class: "day diary pane", "data-testid": "diary", "data-span": span, "data-detail": detail.code(), "data-several": if several { "true" },
            style: "--span:{face.scale.height};--fit:{per_minute}px;--n:{n}", tabindex: "-1",
            onresize: move |e| if let Ok(to) = e.get_content_box_size() && ((to.width - size.peek().0).abs() > 4.0 || (to.height - size.peek().1).abs() > 4.0) { size.set((to.width, to.height)) },
            Ear { face: face.clone(), free }
            div { class: "cols",
                Edge { face: face.clone(), date: days.first().copied().unwrap_or(today), days: days.clone() }
                for date in days.iter().copied() {
                    {
                        let of: Vec<Rc<Column>> = columns.iter().filter(|c| c.date == date).cloned().collect();
                        let k = of.len().max(1);
                        rsx! {
                            section { class: "date", key: "{date}", "data-today": if date == today { "true" }, "data-testid": "date-{date}", "aria-label": words::day(*session.lang.read(), date),
                                if week { DateHead { date, columns: of.clone(), shown } }
                                div { class: "side", style: "--k:{k}",
                                    for (j , column) in of.into_iter().enumerate() {
                                        ColumnOf {
                                            key: "{column.practitioner}",
                                            who: sheet.who(column.practitioner).cloned().unwrap_or_else(|| nobody(column.practitioner)),
                                            selected: selected.filter(|id| column.visits.iter().any(|v| v.id == *id)),
                                            shown: Some(column.practitioner) == shown,
                                            first: j == 0, today: date == today,
                                            face: face.clone(), detail, several, week, per_minute, column,
                                            room: if detail == Detail::Full { room as u32 / 4 * 4 } else { room as u32 },
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

impl Detail {
    fn code(self) -> &'static str {
        match self {
            Detail::Full => "full",
            Detail::Bars => "bars",
        }
    }
}

/// How wide a column is. A phone has one, and in it every word.
fn room(width: f64, days: usize, columns: usize, detail: Detail) -> f64 {
    if width < PHONE {
        return PHONE;
    }
    let between = if detail == Detail::Full { 6.0 } else { 2.0 };
    let gaps = 12.0 * days as f64 + between * columns.saturating_sub(days) as f64;
    (width - EDGE - gaps) / columns.max(1) as f64
}

fn nobody(id: Id) -> Who {
    Who { id, name: String::new(), short: String::new(), family: String::new() }
}

/// The dates that have a place: a weekend only where somebody works on it or is booked.
fn dates(sheet: &Sheet, week: bool) -> Vec<NaiveDate> {
    let mut dates: Vec<NaiveDate> = sheet.columns.iter().map(|c| c.date).collect();
    dates.dedup();
    let used = |d: &NaiveDate| sheet.columns.iter().any(|c| c.date == *d && !(c.visits.is_empty() && c.blocks.is_empty()));
    dates.retain(|d| !week || !matches!(d.weekday(), Weekday::Sat | Weekday::Sun) || used(d));
    dates
}

/// The columns that have a place, from left to right.
pub fn drawn(sheet: &Sheet, week: bool) -> Vec<Rc<Column>> {
    let days = dates(sheet, week);
    sheet.columns.iter().filter(|c| days.contains(&c.date) && (week || is_there(c, sheet))).cloned().collect()
}

/// On a day whoever is not there at all has no column, unless they alone are asked for.
fn is_there(c: &Column, sheet: &Sheet) -> bool {
    !c.visits.is_empty() || !c.blocks.is_empty() || !c.away.is_empty() || sheet.who.len() == 1
}

fn face_of(columns: &[Rc<Column>], days: &[NaiveDate], sheet: &Sheet) -> Face {
    let spans = columns.iter().flat_map(|c| {
        let visits = c.visits.iter().map(|v| v.span()).map(|s: Span| (s.0, s.1.max(s.0 + 5)));
        c.blocks.iter().copied().chain(visits).map(|s| (c.date, s))
    });
    Face::of(days, sheet.zone, spans)
}

/// The one practitioner of whom a phone shows the list.
fn phone_shows(session: Session, sheet: &Sheet) -> Option<Id> {
    let look = session.diary.read();
    look.only().first().copied().or(sheet.who.first().map(|w| w.id))
}

/// "Mon 23": leads to the day.
#[component]
fn DateHead(date: NaiveDate, columns: Vec<Rc<Column>>, shown: Option<Id>) -> Element {
    let mut session = use_session();
    let lang = *session.lang.read();
    let n: usize = columns.iter().map(|c| c.visits.len()).sum();
    // A phone has the list of one.
    let of_one: usize = columns.iter().filter(|c| Some(c.practitioner) == shown).map(|c| c.visits.len()).sum();
    let count = move |n: usize| session.tr("diary-count", &[("n", (n as i64).into())]);
    let day: String = capitalised(&words::weekday(lang, date)).chars().take(3).collect();
    let today = date == session.today();
    rsx! {
        h2 { class: "date-head",
            button { r#type: "button", class: "plain", "data-testid": "open-{date}", "aria-current": if today { "date" } else { "false" },
                onclick: move |_| { session.diary.write().week = false; super::jump(session, date) },
                span { class: "dow", "aria-hidden": "true", "{day}" }
                span { class: "number", "aria-hidden": "true", "{date.day()}" }
                span { class: "whole", {capitalised(&words::day(lang, date))} }
                if n > 0 { span { class: "count-of not-phone", {count(n)} } }
                if of_one > 0 { span { class: "count-of only-phone", {count(of_one)} } }
            }
        }
    }
}

/// The hours, and where the day is folded.
#[component]
fn Edge(face: Rc<Face>, date: NaiveDate, days: Vec<NaiveDate>) -> Element {
    let session = use_session();
    let today = days.contains(&session.today()).then(|| session.today());
    rsx! {
        div { class: "hours", "aria-hidden": "true",
            div { class: "head" }
            ol {
                Hours { face: face.clone(), date, today }
            }
        }
        for (key , ((from , to) , at)) in keyed(face.folds(date), |(_, at)| *at) {
            div { class: "fold-line", key: "{key}", style: "--at:{at};--len:14",
                {session.tr("nobody-works", &[("from", words::time(from).into()), ("to", words::time(to).into())])}
            }
        }
    }
}

/// Where now is; nothing else of the sheet goes by the clock.
fn use_now(face: &Face, date: NaiveDate) -> Option<Minute> {
    let session = use_session();
    session.live.watch(&[MINUTE]);
    let now = minute(session.now(), face.zone());
    face.reaches(date, now).then(|| face.at(date, now))
}

/// The hours, and now among them: the hour that it would stand on makes room.
#[component]
fn Hours(face: Rc<Face>, date: NaiveDate, today: Option<NaiveDate>) -> Element {
    let session = use_session();
    let now = use_now(&face, today.unwrap_or(date)).filter(|_| today.is_some());
    // In a week a minute is lower than on a day.
    let near = if session.diary.read().week { 12 } else { 8 };
    rsx! {
        for (key , (hour , at)) in keyed(face.hours(), |(_, at)| *at) {
            li { class: "hour", key: "{key}", style: "--at:{at}", "data-hidden": if now.is_some_and(|now| (at - now).abs() < near) { "true" }, {face::hour(hour)} }
        }
        if let Some(at) = now {
            li { class: "now-hour", style: "--at:{at}", {words::time(session.now())} }
            li { class: "sight", style: "--at:{(at - 75).max(0)}", onmounted: move |e| async move { let _ = e.scroll_to(ScrollBehavior::Instant).await; } }
        }
    }
}

/// The line of now, over its day alone: under the visits, and a dot over them where it begins.
#[component]
pub fn Now(face: Rc<Face>, date: NaiveDate, shown: bool) -> Element {
    let session = use_session();
    let Some(at) = use_now(&face, date) else { return rsx! {} };
    rsx! {
        div { class: "now", style: "--at:{at}", "aria-hidden": "true", span { class: "words", {words::time(session.now())} } if shown { InSight {} } }
        div { class: "now-over", style: "--at:{at}", "aria-hidden": "true" }
    }
}
