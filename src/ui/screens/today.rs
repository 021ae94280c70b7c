//! Today: the practitioners' day side by side, hours running down; on a phone one at a time, as a list.

use super::day_note::DayNotes;
use crate::{
    base::{
        Id,
        clock::{Minute, local, minute},
    },
    model::{slots, span::Span},
    store::day::{DayOf, Place, VisitToday},
    ui::{
        icons::Icon,
        parts::{
            away_lines::AwayLines,
            backup_reminder::BackupReminder,
            days::use_days,
            face::{self, Face},
            focus::use_focus_when,
            hand::{Ear, Ghost, use_hand},
            lists::keyed,
            scale::{Lane, lanes},
            to_move::ToMoveLine,
            visits,
        },
        route::{Float, Panel, Route},
        session::Session,
        use_query, use_session,
    },
    words,
};
use chrono::{Days, NaiveDate};
use dioxus::prelude::*;
use std::rc::Rc;

#[component]
pub fn Today() -> Element {
    let session = use_session();
    let days = use_days(false);
    // Which practitioner a phone shows.
    let mut chosen = use_signal(|| None::<Id>);
    // A doctor's own day is theirs to see first.
    let me = use_query(&["person"], move |db| Ok(crate::store::people::get(db, session.desk.read().person)?.and_then(|p| p.practitioner)));
    let answer = days.read();
    let Some(days) = answer.as_ref() else { return rsx! { Top {} } };
    if days.is_empty() {
        return rsx! {
            Top {}
            div { class: "pane", NoPractitioner {} }
        };
    }
    let present = there(days);
    let days = if present.is_empty() { days } else { &present };
    let is_there = |c: &Id| days.iter().any(|d| d.practitioner.id == *c);
    let own = me.read().as_ref().cloned().flatten();
    let shown = chosen().filter(is_there).or(own.filter(is_there)).unwrap_or(days[0].practitioner.id);
    rsx! {
        Top {}
        BackupReminder {}
        ToMoveLine {}
        AwayLines {}
        DayNotes {}
        div { class: "switcher", role: "group",
            for d in days {
                button { r#type: "button", class: "chip", key: "{d.practitioner.id}", "aria-pressed": d.practitioner.id == shown,
                    onclick: { let id = d.practitioner.id; move |_| chosen.set(Some(id)) },
                    {d.practitioner.name()}
                    if d.projection.behind >= 5 { span { class: "behind", {words::minutes(*session.lang.read(), d.projection.behind)} } }
                }
            }
        }
        if days.iter().all(|d| d.visits.is_empty() && d.day.blocks.is_empty()) {
            div { class: "pane",
                div { class: "empty", "data-testid": "nobody-today",
                    Icon { name: "coffee" }
                    strong { {session.t("today-empty")} }
                    p { {session.t("today-empty-hint")} }
                }
            }
        } else {
            Columns { days: days.clone(), shown }
        }
        button { r#type: "button", class: "fab", "aria-label": session.t("new-visit"), onclick: move |_| session.open(Panel::Book { patient: None, practitioner: None, start: None }), Icon { name: "plus" } }
    }
}

/// Who has anything on that day: a column for somebody who is away would be an empty one.
fn there(days: &[DayOf]) -> Vec<DayOf> {
    days.iter().filter(|d| !d.visits.is_empty() || !d.day.blocks.is_empty()).cloned().collect()
}

#[component]
fn Top() -> Element {
    let mut session = use_session();
    let (lang, date) = (*session.lang.read(), session.shown_date());
    let go = move |days: i64| {
        let to = if days > 0 { date.checked_add_days(Days::new(1)) } else { date.checked_sub_days(Days::new(1)) };
        move |_| session.date.set(to.filter(|d| *d != session.today()))
    };
    let title = capitalised(&words::day_from(lang, date, session.today()));
    rsx! {
        header { class: "top",
            div { class: "title", h1 { "data-testid": "date", "{title}" } }
            div { class: "datenav", role: "group",
                button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.t("today-prev"), onclick: go(-1), Icon { name: "chevron-left" } }
                if date != session.today() {
                    button { r#type: "button", class: "btn quiet", onclick: move |_| session.date.set(None), {session.t("today-now")} }
                }
                button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.t("today-next"), onclick: go(1), Icon { name: "chevron-right" } }
                button { r#type: "button", class: "btn quiet icon-only not-phone", "data-testid": "print", "aria-label": session.t("print-day"), title: session.t("print-day"), onclick: move |_| session.open(Panel::Print(None)), Icon { name: "printer" } }
                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "new-day-note", "aria-label": session.t("day-note-new"), title: format!("{} (J)", session.t("day-note-new")), onclick: move |_| session.open(Panel::DayNote(None)), Icon { name: "calendar-check" } }
            }
            span { class: "grow" }
            super::urgent::warn::WarnChip {}
            Find {}
            super::urgent::UrgentButton {}
            div { class: "tools not-phone",
                button { r#type: "button", class: "btn", "data-testid": "walk-in", onclick: move |_| session.open(Panel::WalkIn { patient: None }), Icon { name: "footprints" } span { class: "fold-word", {session.t("walk-in")} } kbd { class: "key", "W" } }
                button { r#type: "button", class: "btn primary", "data-testid": "new-visit", onclick: move |_| session.open(Panel::Book { patient: None, practitioner: None, start: None }), Icon { name: "plus" } span { {session.t("new-visit")} } kbd { class: "key", "N" } }
            }
        }
    }
}

/// The box that opens the palette.
#[component]
pub fn Find() -> Element {
    let mut session = use_session();
    rsx! {
        button { r#type: "button", class: "search not-phone", "data-testid": "find", onclick: move |_| session.float.set(Some(Float::Palette)), Icon { name: "search" } span { class: "all", {session.t("find-patient")} } span { class: "fewer", "aria-hidden": "true", {session.t("find-short")} } kbd { class: "key", "/" } }
        FindOnPhone {}
    }
}

/// The same on a phone, where it may stand at another place.
#[component]
pub fn FindOnPhone() -> Element {
    let mut session = use_session();
    rsx! {
        button { r#type: "button", class: "btn quiet icon-only only-phone", "aria-label": session.t("find-patient"), onclick: move |_| session.float.set(Some(Float::Palette)), Icon { name: "search" } }
    }
}

/// What is shown before anybody's day is kept here.
#[component]
pub fn NoPractitioner() -> Element {
    let session = use_session();
    rsx! {
        div { class: "empty",
            Icon { name: "stethoscope" }
            strong { {session.t("today-no-practitioner")} }
            p { {session.t("today-no-practitioner-hint")} }
            button { r#type: "button", class: "btn primary", "data-testid": "first-practitioner", onclick: move |_| session.go(Route::Settings), {session.t("add-practitioner")} }
            button { r#type: "button", class: "btn", onclick: move |_| session.go(Route::Import), {session.t("place-import")} }
        }
    }
}

#[component]
fn Columns(days: Vec<DayOf>, shown: Id) -> Element {
    let session = use_session();
    use_hand();
    let face = Rc::new(face_of(&days));
    let zone = days[0].zone;
    let (date, now, n) = (days[0].date, days[0].day.now, days.len());
    let is_today = date == session.today();
    let now_at = face.at(date, now);
    let free: Vec<(Id, Vec<Span>)> = days.iter().map(|d| (d.practitioner.id, free_of(d))).collect();
    let free = use_callback(move |(id, _): (Id, NaiveDate)| free.iter().find(|f| f.0 == id).map(|f| f.1.clone()).unwrap_or_default());
    rsx! {
        div { class: "day pane", style: "--span:{face.scale.height}", tabindex: "-1",
            Ear { face: face.clone(), free }
            div { class: "cols", style: "--n:{n}",
                div { class: "hours", "aria-hidden": "true",
                    div { class: "head" }
                    ol {
                        for (key , (hour , at)) in keyed(face.hours(), |(_, at)| *at) {
                            li { class: "hour", key: "{key}", style: "--at:{at}", "data-hidden": if is_today && (at - now_at).abs() < 8 { "true" }, {face::hour(hour)} }
                        }
                        if is_today {
                            li { class: "now-hour", style: "--at:{now_at}", {words::time_of(now, zone)} }
                            li { class: "sight", style: "--at:{(now_at - 75).max(0)}", onmounted: move |e| async move { let _ = e.scroll_to(ScrollBehavior::Instant).await; } }
                        }
                    }
                }
                for (key , ((from , to) , at)) in keyed(face.folds(date), |(_, at)| *at) {
                    div { class: "fold-line", key: "{key}", style: "--at:{at};--len:14",
                        {session.tr("nobody-works", &[("from", words::time(from).into()), ("to", words::time(to).into())])}
                    }
                }
                for day in days {
                    Column { key: "{day.practitioner.id}", shown: day.practitioner.id == shown, is_today, face: face.clone(), day }
                }
            }
        }
    }
}

fn face_of(days: &[DayOf]) -> Face {
    let spans = days.iter().flat_map(|d| {
        let visits = d.visits.iter().filter(|v| visits::is_shown(v)).map(|v| span_of(d, v));
        d.day.blocks.iter().copied().chain(visits).map(|s| (d.date, s))
    });
    Face::of(&[days[0].date], days[0].zone, spans)
}

fn free_of(d: &DayOf) -> Vec<Span> {
    let booked: Vec<Span> = d.visits.iter().filter(|v| visits::is_shown(v)).map(|v| span_of(d, v)).collect();
    free_gaps(d, &booked)
}

fn span_of(d: &DayOf, v: &VisitToday) -> Span {
    let from = minute(v.appointment.start, d.zone);
    (from, from + Minute::from(v.appointment.minutes.max(5)))
}

#[component]
fn Column(day: DayOf, face: Rc<Face>, shown: bool, is_today: bool) -> Element {
    let session = use_session();
    let (zone, now, date) = (day.zone, day.day.now, day.date);
    let mut list: Vec<&VisitToday> = day.visits.iter().filter(|v| visits::is_shown(v)).collect();
    list.sort_by_key(|v| (v.appointment.start, v.id()));
    let spans: Vec<Span> = list.iter().map(|v| span_of(&day, v)).collect();
    let placed = lanes(&spans);
    let folded = |b: &Span| face.folds_away(date, *b);
    let style = |s: Span| format!("--at:{};--len:{}", face.at(date, s.0), face.len(date, s));
    let breaks = day.day.all_breaks();
    let name = day.practitioner.name();
    // In the order of time, so that a phone's list and a screen reader have it too.
    let mut items: Vec<(Minute, u8, Item)> =
        list.iter().zip(&spans).zip(placed).map(|((v, s), lane)| (s.0, 2, Item::Visit((*v).clone(), *s, lane))).collect();
    items.extend(breaks.iter().map(|b| (b.0, 1, Item::Break(*b))));
    items.extend(free_gaps(&day, &spans).into_iter().map(|f| (f.0, 3, Item::Free(f))));
    if is_today {
        items.push((now, 0, Item::Now));
    }
    items.sort_by_key(|(at, rank, _)| (*at, *rank));
    rsx! {
        section { class: "col", "data-shown": if shown { "true" }, "aria-label": "{name}",
            DoctorHead { day: day.clone(), is_today }
            ol { class: "track", "data-track": "{day.practitioner.id} {date}", "data-testid": "track-{date}-{day.practitioner.id}",
                for (i , b) in day.day.blocks.iter().enumerate() {
                    li { class: "session", key: "s{i}", "aria-hidden": "true", style: style(*b) }
                }
                for (key , (_ , _ , item)) in keyed(items, |(at, _, item)| item.key(*at)) {
                    match item {
                        Item::Visit(visit, span, lane) => rsx! {
                            Slip { key: "{key}", at: face.at(date, span.0), len: face.len(date, span), lane, is_today, zone, visit }
                        },
                        Item::Break(b) => rsx! {
                            li { class: if folded(&b) { "gap plain" } else { "gap" }, key: "{key}", style: style(b),
                                span { {session.tr("break-until", &[("time", words::time_of(b.1, zone).into())])} }
                            }
                        },
                        Item::Free(f) => rsx! {
                            FreePlace { key: "{key}", practitioner: day.practitioner.id, span: f, at: face.at(date, f.0), len: face.len(date, f), zone }
                        },
                        Item::Now => rsx! {
                            li { class: "now", key: "{key}", style: "--at:{face.at(date, now)}", "aria-hidden": "true", span { class: "words", {words::time_of(now, zone)} } if shown { InSight {} } }
                        },
                    }
                }
                Ghost { practitioner: day.practitioner.id, date, face: face.clone() }
                if is_today { li { class: "now-over", style: "--at:{face.at(date, now)}", "aria-hidden": "true" } }
            }
        }
    }
}

/// A little before now: a phone's list, which has no hours beside it, opens there.
#[component]
pub fn InSight() -> Element {
    rsx! { i { class: "sight only-phone", onmounted: move |e| async move { let _ = e.scroll_to(ScrollBehavior::Instant).await; } } }
}

#[derive(Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "a day holds some dozens, built and drawn at once")]
enum Item {
    Visit(VisitToday, Span, Lane),
    Break(Span),
    Free(Span),
    Now,
}

impl Item {
    /// What tells it apart in its column, at the minute where it stands.
    fn key(&self, at: Minute) -> String {
        match self {
            Item::Visit(visit, ..) => visit.id().to_string(),
            Item::Break(_) => format!("b{at}"),
            Item::Free(_) => format!("f{at}"),
            Item::Now => "now".into(),
        }
    }
}

/// Stretches of ten minutes and more of a session, from now on, in which nothing is booked.
fn free_gaps(day: &DayOf, booked: &[Span]) -> Vec<Span> {
    let mut taken = day.day.all_breaks();
    taken.extend(booked);
    // Nothing is free before now, nor before the doctor is there.
    taken.push((Minute::MIN / 2, day.day.expected_at.map_or(day.day.now, |at| at.max(day.day.now))));
    let room = slots::Room { blocks: &day.day.blocks, breaks: &day.day.breaks, busy: booked, repeated: &[] };
    let gaps = crate::model::span::without(room.blocks, &taken);
    gaps.into_iter().map(|g| (-(-g.0).div_euclid(5) * 5, g.1)).filter(|g| g.1 - g.0 >= 10).collect()
}

#[component]
fn DoctorHead(day: DayOf, is_today: bool) -> Element {
    let session = use_session();
    let doing = doctor_line(session, &day, is_today);
    let (id, name, short) = (day.practitioner.id, day.practitioner.name(), day.practitioner.short());
    rsx! {
        header { class: "head",
            div {
                h2 { class: "name", button { r#type: "button", class: "plain", title: "{name}", onclick: move |_| session.open(Panel::Doctor(id)),
                    if name == short { "{name}" } else { span { class: "long", "{name}" } span { class: "brief", "{short}" } }
                } }
                span { class: "doing", "{doing}" }
            }
            if is_today { Behind { behind: day.projection.behind, busy: !day.projection.run.is_empty() || day.day.current.is_some() } }
        }
    }
}

/// How far a doctor is behind, in a word.
#[component]
pub fn Behind(behind: Minute, busy: bool) -> Element {
    let session = use_session();
    rsx! {
        if behind >= 5 {
            span { class: "behind", {words::minutes(*session.lang.read(), behind)} span { class: "word", " " {session.t("behind-word")} } }
        } else if busy {
            span { class: "behind", "data-ok": "true", {session.t("behind-ok")} }
        }
    }
}

/// What the doctor is doing: "with M. Blanc since 10:05".
pub fn doctor_line(session: Session, day: &DayOf, is_today: bool) -> String {
    let (lang, zone, now) = (*session.lang.read(), day.zone, day.day.now);
    if !is_today {
        return day.practitioner.speciality.clone();
    }
    if let Some(v) = day.current() {
        let (family, first) = visits::name(v, lang, *session.privacy.read());
        let name = format!("{family} {first}").trim().to_owned();
        let since = v.encounter.as_ref().and_then(|e| e.started).map(words::time).unwrap_or_default();
        return session.tr("doctor-with", &[("name", name.into()), ("time", since.into())]);
    }
    if let Some(at) = day.duty.as_ref().and_then(|d| d.expected_at).filter(|at| minute(*at, zone) > now) {
        let key = match day.duty.as_ref().map(|d| d.away.as_str()) {
            Some("break") => "doctor-break-until",
            Some("out") => "doctor-out-until",
            _ => "doctor-expected",
        };
        return session.tr(key, &[("time", words::time(at).into())]);
    }
    if let Some(b) = day.day.all_breaks().iter().find(|b| b.0 <= now && now < b.1) {
        return session.tr("doctor-break-until", &[("time", words::time_of(b.1, zone).into())]);
    }
    let Some(last) = day.day.blocks.iter().map(|b| b.1).max() else { return session.t("doctor-not-today") };
    let first = day.day.blocks.iter().map(|b| b.0).min().unwrap_or(last);
    if now < first {
        return session.tr("doctor-expected", &[("time", words::time_of(first, zone).into())]);
    }
    let next = day.projection.run.first().map(|p| p.start).filter(|s| *s > now);
    match next {
        Some(at) => session.tr("doctor-free-until", &[("time", words::time_of(at, zone).into())]),
        None if now >= last && day.projection.run.is_empty() => session.t("doctor-done"),
        None => session.t("doctor-free"),
    }
}

#[component]
fn Slip(visit: VisitToday, at: Minute, len: Minute, lane: Lane, is_today: bool, zone: chrono_tz::Tz) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let id = visit.id();
    let state = visits::state(&visit);
    let selected = session.selected() == Some(id);
    let onmounted = use_focus_when(selected);
    let (family, first) = visits::name(&visit, lang, *session.privacy.read());
    let (time, reason) = (words::time(visit.appointment.start), visits::reason(&visit));
    let word = session.t(&visits::state_key(state));
    let about = visit.projected.as_ref().filter(|p| is_today && p.delay.abs() >= 5 && visit.place == Place::Run);
    let (left, share) = lane.share();
    let right = 100 - left - share;
    let immediate = visit.is_immediate();
    let missing = visits::missing(&visit, session.today());
    let word = if immediate { session.t("immediate-word") } else { word };
    rsx! {
        li { class: "visit", "data-state": state, "data-hue": visits::hue(&visit), "data-short": if len < 13 { "true" }, "data-shared": if share < 100 { "true" }, "data-beside": if !lane.is_last() { "true" }, "data-immediate": if immediate { "true" },
            style: "--at:{at};--len:{len};left:{left}%;right:{right}%",
            button { r#type: "button",
                class: "slip",
                onmounted, "data-testid": "visit-{id}", "data-grab": if matches!(visit.place, Place::Run | Place::Late) { "{id}" }, "aria-pressed": selected, onclick: move |_| session.open(Panel::Visit(id)),
                time { class: "time", "{time}" }
                span { class: "who", b { "{family}" } " {first}" if visits::is_urgent(&visit) { visits::UrgentSign { id, named: visit.patient.is_some() } }
                    if !missing.is_empty() { span { class: "files-sign", "data-testid": "missing-{id}", title: missing.join(", "), Icon { name: "folder-open", small: true } span { class: "unseen", {session.tr("ready-missing", &[("n", missing.len().into())])} } } } }
                span { class: "state", "data-state": state, Icon { name: if immediate { "siren" } else { visits::icon(state) }, small: true } span { class: "word", "{word}" } }
                span { class: "why", "{reason}" }
            }
            if let Some(p) = about {
                span { class: "about", time { {words::time_of(p.start, zone)} } small { {format!("{:+}", p.delay)} span { class: "unit", " min" } } }
            }
        }
    }
}

#[component]
fn FreePlace(practitioner: Id, span: Span, at: Minute, len: Minute, zone: chrono_tz::Tz) -> Element {
    let session = use_session();
    let minutes = span.1 - span.0;
    let time = words::time_of(span.0, zone);
    let start = local(span.0, zone);
    rsx! {
        li { class: "free-place", style: "--at:{at};--len:{len}",
            button { r#type: "button", class: "free", onclick: move |_| session.open(Panel::Book { patient: None, practitioner: Some(practitioner), start: Some(start) }),
                Icon { name: "plus", small: true }
                time { class: "time", "{time}" }
                {session.tr("free-minutes", &[("time", words::minutes(*session.lang.read(), minutes).into())])}
            }
        }
    }
}

pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}
