//! The making of a visit: who, why, with whom, when. Enter takes the obvious; a walk-in is here at once.

use crate::{
    actions::booking::{self, NewVisit},
    base::{
        Id,
        clock::{local, minute},
    },
    lang::Lang,
    model::{Patient, Practitioner, Reason, flow, slots},
    store::{
        appointments,
        day::{self, DayOf},
        patients, reasons,
    },
    ui::{
        icons::Icon,
        parts::{
            alike::Alike,
            day_field::DayField,
            days::TOPICS,
            field::Field,
            focus::use_focus_when,
            patient_picker::{PatientPicker, Picked, newcomer, split_name},
            people::COUNTRY,
            visits,
        },
        route::Panel,
        session::Session,
        shell::PanelHead,
        use_query, use_session,
    },
    words,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use dioxus::prelude::*;

/// How many free places are offered.
const OFFERED: usize = 12;

#[component]
pub fn Book(patient: Option<Id>, practitioner: Option<Id>, start: Option<NaiveDateTime>, walk_in: bool) -> Element {
    let session = use_session();
    let mut who = use_signal(|| patient.map(Picked::Known));
    let mut reason = use_signal(|| None::<Id>);
    let mut doctor = use_signal(|| practitioner);
    let date = use_signal(|| start.map_or_else(|| session.date.peek().unwrap_or_else(|| session.today()), |s| s.date()));
    let time = use_signal(|| start.map(|s| s.time()));
    let mut note = use_signal(String::new);
    let error = use_signal(|| None::<(Option<&'static str>, String)>);
    let offered = use_query(&["reason"], |db| Ok(reasons::by_use(db)?.into_iter().filter(|r| !r.retired).collect::<Vec<_>>()));
    let reasons_now: Vec<Reason> = offered.read().as_ref().cloned().unwrap_or_default();
    let minutes = reasons_now.iter().find(|r| Some(r.id) == reason()).map_or(15, |r| r.minutes);
    let days = use_query(TOPICS, move |db| day::days(db, session.now(), *date.read(), None));
    let open: Vec<DayOf> = days.read().as_ref().cloned().unwrap_or_default();
    let best = soonest(&open, walk_in);
    let chosen = doctor().or(best);
    let submit = use_callback(move |()| {
        save(
            session,
            Form { who: who(), reason: reason(), doctor: doctor().or(best), date: date(), time: time(), note: note(), walk_in },
            error,
        )
    });
    let title = session.t(if walk_in { "walkin-title" } else { "book-title" });
    let known = use_query(&["patient"], move |db| match &*who.read() {
        Some(Picked::Known(id)) => patients::get(db, *id),
        _ => Ok(None),
    });
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "book", "aria-label": "{title}",
            PanelHead { h2 { "{title}" } }
            form { class: "body", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); submit(()) },
                match who() {
                    None => rsx! { PatientPicker { onpick: move |p| who.set(Some(p)) } },
                    Some(picked) => rsx! {
                        div { class: "field",
                            span { class: "name", {session.t("book-who")} }
                            if let Picked::New(typed) = &picked {
                                Alike { draft: newcomer(typed, Id::default(), session.today(), COUNTRY), take: "alike-take", onpick: move |id| who.set(Some(Picked::Known(id))) }
                            }
                            Chosen { picked, known: known.read().clone().flatten(), onchange: move |_| who.set(None) }
                        }
                    },
                }
                if let Some((_, words)) = error().filter(|e| e.0 == Some("patient")) { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "circle-alert" } "{words}" } }
                div { class: "field",
                    span { class: "name", {session.t("book-reason")} }
                    div { class: "reasons", role: "radiogroup", "aria-label": session.t("book-reason"),
                        for (i , r) in reasons_now.iter().enumerate() {
                            ReasonChip { key: "{r.id}", reason: r.clone(), number: i, chosen: reason() == Some(r.id), focus: i == 0 && who().is_some() && reason().is_none(),
                                onpick: move |id| { reason.set(Some(id)); }, onenter: move |id| { reason.set(Some(id)); if walk_in { submit(()) } } }
                        }
                    }
                }
                div { class: "field",
                    span { class: "name", {session.t("book-with")} }
                    div { class: "chips", role: "group",
                        for d in &open {
                            button { r#type: "button", class: "chip", key: "{d.practitioner.id}", "aria-pressed": chosen == Some(d.practitioner.id), onclick: { let id = d.practitioner.id; move |_| doctor.set(Some(id)) },
                                {d.practitioner.name()}
                                if walk_in { span { class: "mins", {session.tr("about-time", &[("time", words::time_of(seen_at(d), d.zone).into())])} } }
                            }
                        }
                    }
                }
                if !walk_in {
                    When { date, time, minutes, doctor: chosen, error, onenter: move |()| submit(()) }
                    if let (Some(id), Some(at)) = (chosen, time()) { Warnings { days: open.clone(), practitioner: id, start: date().and_time(at), minutes, except: None } }
                }
                Field { label: session.t("book-note"), name: "note", optional: session.t("optional"), value: note(), oninput: move |v| note.set(v) }
                if let Some((_, words)) = error().filter(|e| e.0 != Some("patient") && e.0 != Some("start")) { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "circle-alert" } "{words}" } }
                button { class: "btn primary big wide", r#type: "submit", "data-testid": "book-do", {session.t(if walk_in { "walkin-do" } else { "book-do" })} kbd { class: "key", "↵" } }
            }
        }
    }
}

/// The practitioner who can see somebody first.
fn soonest(days: &[DayOf], walk_in: bool) -> Option<Id> {
    let working = days.iter().filter(|d| !d.day.blocks.is_empty());
    let best = if walk_in { working.min_by_key(|d| seen_at(d)).map(|d| d.practitioner.id) } else { None };
    best.or_else(|| days.first().map(|d| d.practitioner.id))
}

/// When somebody who walks in now would be seen: put into the run, and projected.
fn seen_at(d: &DayOf) -> i64 {
    let mut day = d.day.clone();
    let id = Id::default();
    day.visits.push(flow::Visit {
        id,
        booked: day.now,
        planned: 15,
        presence: flow::Presence::Here { since: day.now },
        created: day.now,
        seq: u64::MAX,
        pace: flow::Pace::default(),
        promised: None,
        locked: false,
        bumped: false,
        by_hand: None,
    });
    flow::project(&day).of(id).map_or(day.now, |p| p.start)
}

#[derive(Clone, PartialEq)]
struct Form {
    who: Option<Picked>,
    reason: Option<Id>,
    doctor: Option<Id>,
    date: NaiveDate,
    time: Option<NaiveTime>,
    note: String,
    walk_in: bool,
}

fn save(session: Session, form: Form, mut error: Signal<Option<(Option<&'static str>, String)>>) {
    let refuse = |field: &'static str, key: &str, mut error: Signal<Option<(Option<&'static str>, String)>>| {
        error.set(Some((Some(field), session.t(key))))
    };
    let Some(who) = form.who.clone() else { return refuse("patient", "refused-needed", error) };
    let Some(doctor) = form.doctor else { return refuse("practitioner", "refused-needed", error) };
    let now = session.now();
    let start = match (form.time, form.walk_in) {
        (_, true) => now,
        (Some(time), false) => form.date.and_time(time),
        (None, false) => return refuse("start", "refused-needed", error),
    };
    error.set(None);
    let id = Id::new(session.desk.peek().clock.millis());
    let visit = NewVisit {
        patient: None,
        practitioner: doctor,
        start,
        minutes: None,
        reason: form.reason,
        comment: form.note,
        walk_in: form.walk_in,
    };
    let walk_in = form.walk_in;
    let name = match &who {
        Picked::New(typed) => {
            let (family, given) = split_name(typed);
            format!("{family} {given}").trim().to_owned()
        }
        Picked::Known(p) => session
            .desk
            .peek()
            .store
            .read::<_, crate::store::Error>(|db| patients::get(db, *p))
            .ok()
            .flatten()
            .map(|p| p.listed(*session.lang.peek() == Lang::Fr))
            .unwrap_or_default(),
    };
    let said = if walk_in {
        session.tr("done-arrive", &[("name", name.into())])
    } else {
        session.tr("done-book", &[("name", name.into()), ("time", when(session, start).into())])
    };
    session.run(
        if walk_in { "walk-in" } else { "book" },
        move |tx| {
            tx.set_subject(id);
            let patient = match who {
                Picked::Known(id) => id,
                Picked::New(typed) => {
                    let country = crate::store::practice::get(&tx.db())?.country().to_owned();
                    let p = newcomer(&typed, Id::new(tx.act().at), now.date(), &country);
                    crate::actions::patients::save_patient(tx, &p)?
                }
            };
            let visit = NewVisit { patient: Some(patient), ..visit };
            if walk_in { booking::walk_in(tx, now, id, &visit) } else { booking::book(tx, now, id, &visit) }
        },
        move |session, done| match done {
            Ok(done) => {
                session.say(said, Some(done.act));
                session.open(Panel::Visit(id));
            }
            Err(crate::actions::Error::Refused(r)) => error.set(Some((r.field, session.refusal(&r)))),
            Err(e) => session.refuse(&e),
        },
    );
}

/// "10:15" today, "Tuesday 24 November, 10:15" on another day.
fn when(session: Session, start: NaiveDateTime) -> String {
    let time = words::time(start);
    if start.date() == session.today() { time } else { format!("{}, {time}", words::day(*session.lang.peek(), start.date())) }
}

/// Who was picked, with the way back.
#[component]
fn Chosen(picked: Picked, known: Option<Patient>, onchange: EventHandler<()>) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let (name, more) = match (&picked, &known) {
        (_, Some(p)) => (p.listed(lang == Lang::Fr), words::born(lang, p, session.today())),
        (Picked::New(typed), _) => {
            let (family, given) = split_name(typed);
            (format!("{family} {given}").trim().to_owned(), session.t("book-is-new"))
        }
        _ => (String::new(), String::new()),
    };
    rsx! {
        button { r#type: "button", class: "picked", "data-testid": "picked", onclick: move |_| onchange.call(()),
            Icon { name: "user" }
            span { class: "main", span { class: "strong", "{name}" } span { class: "second small num", "{more}" } }
            span { class: "change", {session.t("change")} }
        }
    }
}

#[component]
fn ReasonChip(reason: Reason, number: usize, chosen: bool, focus: bool, onpick: EventHandler<Id>, onenter: EventHandler<Id>) -> Element {
    let id = reason.id;
    let hue = (reason.hue % crate::model::reason::HUES + 1).to_string();
    let onmounted = use_focus_when(focus);
    rsx! {
        button { r#type: "button", class: "chip", role: "radio", "data-testid": "reason-{number}", "aria-checked": chosen, "aria-pressed": chosen, "data-hue": "{hue}",
            onmounted,
            onclick: move |_| onpick.call(id),
            onkeydown: move |e| if e.key() == Key::Enter { e.prevent_default(); e.stop_propagation(); onenter.call(id) },
            i { class: "hue" }
            span { class: "label", "{reason.name}" }
            span { class: "mins", "{reason.minutes}" }
        }
    }
}

/// Day and time, with the free places of that day to choose from.
#[component]
fn When(
    date: Signal<NaiveDate>,
    time: Signal<Option<NaiveTime>>,
    minutes: u32,
    doctor: Option<Id>,
    mut error: Signal<Option<(Option<&'static str>, String)>>,
    onenter: EventHandler<()>,
) -> Element {
    let session = use_session();
    let mut typed = use_signal(|| (*time.peek()).map(|t| t.format("%H:%M").to_string()).unwrap_or_default());
    let free = use_query(TOPICS, move |db| {
        let Some(doctor) = doctor else { return Ok(vec![]) };
        let days = day::days(db, session.now(), *date.read(), Some(doctor))?;
        Ok(days.first().map(|d| free_starts(d, minutes.into())).unwrap_or_default())
    });
    let bad = error().filter(|e| e.0 == Some("start")).map(|e| e.1);
    rsx! {
        div { class: "fields",
            div { class: "all", DayField { label: session.t("book-day"), date } }
            Field { label: session.t("book-time"), name: "time", placeholder: "10:15", value: typed(), error: bad,
                oninput: move |v: String| { time.set(read_time(&v)); typed.set(v); error.set(None); } }
        }
        div { class: "field",
            span { class: "name", {session.t("choose-place")} }
            {
                let places = free.read().as_ref().cloned().unwrap_or_default();
                rsx! {
                    if places.is_empty() { p { class: "second small", {session.tr("no-free-place", &[("n", minutes.into())])} } }
                    div { class: "slots",
                        for t in places.into_iter().take(OFFERED) {
                            button { r#type: "button", class: "slot", key: "{t}", "aria-pressed": time() == Some(t), onclick: move |_| { time.set(Some(t)); typed.set(t.format("%H:%M").to_string()); error.set(None); },
                                onkeydown: move |e| if e.key() == Key::Enter { e.prevent_default(); e.stop_propagation(); time.set(Some(t)); onenter.call(()) }, span { class: "time", {t.format("%H:%M").to_string()} } }
                        }
                    }
                }
            }
        }
    }
}

/// "1015", "10:15", "10h15", "10" are all a quarter past ten, or ten.
fn read_time(typed: &str) -> Option<NaiveTime> {
    let parts: Vec<&str> = typed.trim().split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let (h, m) = match parts.as_slice() {
        [h, m] => (h.parse().ok()?, m.parse().ok()?),
        [all] if all.len() >= 3 => (all[..all.len() - 2].parse().ok()?, all[all.len() - 2..].parse().ok()?),
        [h] => (h.parse().ok()?, 0),
        _ => return None,
    };
    NaiveTime::from_hms_opt(h, m, 0)
}

/// The day's free starts for a visit of that length.
fn free_starts(d: &DayOf, minutes: i64) -> Vec<NaiveTime> {
    let busy: Vec<_> = d
        .visits
        .iter()
        .filter(|v| v.appointment.status.takes_a_place())
        .map(|v| (minute(v.appointment.start, d.zone), minute(v.appointment.end(), d.zone)))
        .collect();
    let room = slots::Room { blocks: &d.day.blocks, breaks: &d.day.breaks, busy: &busy, repeated: &[] };
    let mut last = i64::MIN;
    // Not every five minutes of a long gap: one place per visit's length is what one offers on the telephone.
    let spaced = slots::free(room, minutes, d.day.now).filter(|at| {
        let take = *at >= last + minutes.max(10);
        if take {
            last = *at;
        }
        take
    });
    spaced.map(|at| local(at, d.zone).time()).collect()
}

/// What overlaps, and what lies outside the hours: said, never in the way.
#[component]
fn Warnings(days: Vec<DayOf>, practitioner: Id, start: NaiveDateTime, minutes: u32, except: Option<Id>) -> Element {
    let session = use_session();
    let Some(d) = days.iter().find(|d| d.practitioner.id == practitioner) else { return rsx! {} };
    let from = minute(start, d.zone);
    let to = from + i64::from(minutes);
    let clash: Vec<String> = d
        .visits
        .iter()
        .filter(|v| {
            Some(v.id()) != except
                && v.appointment.status.takes_a_place()
                && minute(v.appointment.start, d.zone) < to
                && from < minute(v.appointment.end(), d.zone)
        })
        .map(|v| {
            let (family, first) = visits::name(v, *session.lang.read(), *session.privacy.read(), &session.t("visit-no-patient"));
            format!("{family} {first} {}", words::time(v.appointment.start))
        })
        .collect();
    let inside = d.day.blocks.iter().any(|b| b.0 <= from && to <= b.1);
    rsx! {
        if !clash.is_empty() {
            p { class: "note", "data-tone": "warn", role: "status", Icon { name: "info" } {session.tr("overlap-warning", &[("names", clash.join(", ").into())])} }
        } else if !inside {
            p { class: "note", "data-tone": "warn", role: "status", Icon { name: "info" } {session.tr("outside-hours", &[("name", d.practitioner.short().into())])} }
        }
    }
}

/// Moves a visit: another time, another day, another practitioner.
#[component]
pub fn Move(id: Id) -> Element {
    let session = use_session();
    let visit = use_hook(|| session.desk.peek().store.read::<_, crate::store::Error>(|db| appointments::get(db, id)).ok().flatten());
    let Some(visit) = visit else { return rsx! {} };
    let date = use_signal(|| visit.start.date());
    let time = use_signal(|| Some(visit.start.time()));
    let mut doctor = use_signal(|| visit.practitioner);
    let mut error = use_signal(|| None::<(Option<&'static str>, String)>);
    let days = use_query(TOPICS, move |db| day::days(db, session.now(), *date.read(), None));
    let open: Vec<DayOf> = days.read().as_ref().cloned().unwrap_or_default();
    let people: Vec<Practitioner> = open.iter().map(|d| d.practitioner.clone()).collect();
    let minutes = visit.minutes;
    let name = super::visit::name_of(session, id);
    let submit = use_callback(move |()| {
        let Some(at) = time() else { return error.set(Some((Some("start"), session.t("refused-needed")))) };
        let (start, practitioner) = (date().and_time(at), doctor());
        let words = session.tr("done-move", &[("name", super::visit::name_of(session, id).into()), ("time", when(session, start).into())]);
        session.act_then(
            "move",
            words,
            move |tx| booking::move_to(tx, id, start, practitioner, minutes),
            move |session, ()| session.open(Panel::Visit(id)),
        );
    });
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "move-panel", "aria-label": session.t("move-title"),
            PanelHead { h2 { {session.t("move-title")} } p { class: "sub", "{name}" } }
            form { class: "body", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); submit(()) },
                div { class: "field",
                    span { class: "name", {session.t("book-with")} }
                    div { class: "chips", role: "group",
                        for p in people {
                            button { r#type: "button", class: "chip", key: "{p.id}", "aria-pressed": doctor() == p.id, onclick: move |_| doctor.set(p.id), {p.name()} }
                        }
                    }
                }
                When { date, time, minutes, doctor: Some(doctor()), error, onenter: move |()| submit(()) }
                if let Some(at) = time() { Warnings { days: open, practitioner: doctor(), start: date().and_time(at), minutes, except: Some(id) } }
                button { class: "btn primary big wide", r#type: "submit", "data-testid": "move-do", {session.t("move")} kbd { class: "key", "↵" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_typed() {
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 0);
        for (typed, time) in [
            ("10:15", at(10, 15)),
            ("1015", at(10, 15)),
            ("915", at(9, 15)),
            ("10h15", at(10, 15)),
            ("10", at(10, 0)),
            ("25:00", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(read_time(typed), time, "{typed}");
        }
    }
}
