//! The visit that is selected: what can be told, what can be done, who it is.

use super::{
    book::who::Warnings,
    call_off::{self, CallOff},
    offer, series,
};
use crate::{
    actions::{booking, desk, reception},
    base::{
        Id,
        clock::{Minute, local, minute},
    },
    lang::Lang,
    model::{Patient, flow, transition::AppointmentStatus as A},
    store::{
        Tx, acts, appointments,
        day::{DayOf, Place, VisitToday},
        practitioners,
    },
    ui::{
        icons::Icon,
        parts::{days::use_day_of, keepsake::AskAll, visits},
        route::{Panel, Route},
        session::Session,
        shell::PanelHead,
        use_query, use_session,
    },
    words,
};
use chrono::{NaiveDate, NaiveDateTime};
use dioxus::prelude::*;

/// What can be done with a visit. Each has a key, a tap and a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Arrive,
    CheckIn,
    CallIn,
    Finish,
    StepOut,
    StepIn,
    NoShow,
    Left,
    Cancel,
}

impl Deed {
    pub const ALL: [Deed; 9] =
        [Deed::Arrive, Deed::CheckIn, Deed::CallIn, Deed::Finish, Deed::StepOut, Deed::StepIn, Deed::NoShow, Deed::Left, Deed::Cancel];

    pub fn key(self) -> &'static str {
        match self {
            Deed::Arrive => "arrive",
            Deed::CheckIn => "check-in",
            Deed::CallIn => "call-in",
            Deed::Finish => "finish",
            Deed::StepOut => "step-out",
            Deed::StepIn => "step-in",
            Deed::NoShow => "no-show",
            Deed::Left => "left-unseen",
            Deed::Cancel => "cancel-visit",
        }
    }

    /// The letter that does it while the visit has the focus.
    pub fn letter(self) -> &'static str {
        match self {
            Deed::Arrive => "a",
            Deed::CheckIn => "i",
            Deed::CallIn => "c",
            Deed::Finish => "f",
            Deed::StepOut => "o",
            Deed::StepIn => "b",
            Deed::NoShow => "x",
            Deed::Left => "l",
            Deed::Cancel => "d",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            Deed::Arrive => "log-in",
            Deed::CheckIn => "circle-check",
            Deed::CallIn => "stethoscope",
            Deed::Finish => "check",
            Deed::StepOut => "footprints",
            Deed::StepIn => "undo-2",
            Deed::NoShow | Deed::Cancel => "circle-slash",
            Deed::Left => "door-open",
        }
    }

    /// The act's name in the history, and in `done-…` what is said of it.
    fn act(self) -> (&'static str, &'static str) {
        match self {
            Deed::Arrive => ("arrive", "done-arrive"),
            Deed::CheckIn => ("check-in", "done-check-in"),
            Deed::CallIn => ("call-in", "done-call-in"),
            Deed::Finish => ("finish", "done-finish"),
            Deed::StepOut => ("step-out", "done-step-out"),
            Deed::StepIn => ("step-in", "done-step-in"),
            Deed::NoShow => ("no-show", "done-no-show"),
            Deed::Left => ("left", "done-left"),
            Deed::Cancel => ("cancel", "done-cancel"),
        }
    }

    fn work(self, tx: &mut Tx, now: NaiveDateTime, id: Id) -> desk::Result<()> {
        match self {
            Deed::Arrive => reception::arrive(tx, now, id),
            Deed::CheckIn => reception::check_in(tx, now, id),
            Deed::CallIn => reception::call_in(tx, now, id),
            Deed::Finish => reception::finish(tx, now, id),
            Deed::StepOut => reception::step_out(tx, now, id),
            Deed::StepIn => reception::step_in(tx, now, id),
            Deed::NoShow => reception::no_show(tx, id),
            Deed::Left => reception::leave_unseen(tx, now, id),
            // Asked for its reason first ([`super::call_off`]).
            Deed::Cancel => reception::cancel(tx, id, ""),
        }
    }

    pub fn run(self, session: Session, id: Id) {
        if self == Deed::Cancel {
            return session.open(Panel::CallOff { id, onwards: false });
        }
        let (what, said) = self.act();
        let now = session.now();
        let name = name_of(session, id);
        let words = session.tr(said, &[("name", name.into())]);
        session.act(what, words, move |tx| {
            tx.set_subject(id);
            self.work(tx, now, id)
        });
    }
}

/// Who a visit is about, in words for the quiet bar.
pub fn name_of(session: Session, id: Id) -> String {
    let french = *session.lang.peek() == Lang::Fr;
    let patient = session.ask(|db| {
        let visit = appointments::get(db, id)?;
        let label = visit.as_ref().map(|v| v.label.clone()).unwrap_or_default();
        let emergency = visit.as_ref().is_some_and(crate::model::Appointment::is_emergency);
        Ok((visit.and_then(|v| v.patient).map(|p| crate::store::patients::get(db, p)).transpose()?.flatten(), label, emergency))
    });
    let (patient, label, emergency) = patient.unwrap_or_default();
    match patient {
        Some(p) if *session.privacy.peek() => p.initials(),
        Some(p) => p.listed(french),
        None => words::nobody(*session.lang.peek(), if *session.privacy.peek() { "" } else { &label }, emergency),
    }
}

/// What can be done with a visit as it stands, the obvious first. Nobody arrives on another day than today.
pub fn deeds(v: &VisitToday, today: NaiveDate) -> Vec<Deed> {
    use Deed::*;
    if v.appointment.start.date() > today {
        return if matches!(v.place, Place::Run | Place::Late) { vec![Cancel] } else { vec![] };
    }
    match (v.place, v.appointment.status) {
        (Place::In, _) => vec![Finish, StepOut],
        (Place::Out, _) => vec![StepIn, Finish],
        (Place::Run, A::CheckedIn) => vec![CallIn, Left],
        (Place::Run, _) if v.is_here() => vec![CheckIn, CallIn, Left],
        (Place::Run, _) => vec![Arrive, CheckIn, NoShow, Cancel],
        (Place::Late, _) => vec![Arrive, NoShow, Cancel],
        (Place::Gone, A::NoShow) => vec![Arrive],
        (Place::Gone, _) => vec![],
    }
}

/// The one thing that a row offers.
pub fn next_deed(v: &VisitToday, today: NaiveDate) -> Option<Deed> {
    deeds(v, today).first().copied()
}

/// A letter pressed while this visit is selected; says whether it meant anything.
pub fn key(session: Session, id: Id, letter: &str) -> bool {
    let now = session.now();
    let day = session.ask(|db| {
        let Some(visit) = appointments::get(db, id)? else { return Ok(None) };
        Ok(crate::store::day::days(db, now, visit.start.date(), Some(visit.practitioner))?.into_iter().next())
    });
    let Some(Some(day)) = day else { return false };
    if letter == "m" && day.find(id).is_some_and(|v| v.place != Place::Gone) {
        session.open(Panel::Move(id));
        return true;
    }
    if letter == "q" && day.find(id).is_some_and(|v| v.appointment.patient.is_none()) {
        session.open(Panel::Settle { id, back: false });
        return true;
    }
    if letter == "s" && day.find(id).is_some_and(|v| v.appointment.series.is_some()) {
        session.open(Panel::CallOff { id, onwards: true });
        return true;
    }
    let deed = day.find(id).and_then(|v| deeds(v, now.date()).into_iter().find(|d| d.letter() == letter));
    if let Some(deed) = deed {
        deed.run(session, id);
    }
    deed.is_some()
}

/// The name of the act that moves a visit: one of those to move is done with by it, from wherever it is moved.
pub fn moving(session: Session, id: Id) -> &'static str {
    let displaced =
        session.ask(|db| appointments::get(db, id)?.map_or(Ok(false), |visit| crate::store::displaced::is(db, session.now(), &visit)));
    if displaced.unwrap_or(false) { "displaced-move" } else { "move" }
}

/// Makes a visit so many minutes longer, or shorter.
pub fn lengthen(session: Session, id: Id, minutes: i32) {
    let name = name_of(session, id);
    session.run(
        "lengthen",
        move |tx| booking::lengthen(tx, id, minutes),
        move |session, done| match done {
            Ok(done) => session.say(session.tr("done-lengthen", &[("name", name.into()), ("n", done.answer.into())]), Some(done.act)),
            Err(error) => session.refuse(&error),
        },
    );
}

/// A visit, where it stands in time, and whether it is still to come.
type Stop = (Id, i64, bool);

fn today(session: Session, date: NaiveDate) -> Vec<DayOf> {
    let now = session.now();
    session.ask(|db| crate::store::day::days(db, now, date, None)).unwrap_or_default()
}

fn stop(d: &DayOf, v: &VisitToday) -> Stop {
    (v.id(), minute(v.appointment.start, d.zone), matches!(v.place, Place::Run | Place::Late))
}

/// Today's visits as its columns have them.
pub fn columns(session: Session) -> Vec<Vec<Stop>> {
    let date = (*session.date.peek()).unwrap_or_else(|| session.today());
    let column = |d: &DayOf| {
        let mut stops: Vec<Stop> = d.visits.iter().filter(|v| visits::is_shown(v)).map(|v| stop(d, v)).collect();
        stops.sort_by_key(|s| (s.1, s.0));
        stops
    };
    today(session, date).iter().map(column).collect()
}

/// The visits as reception has them: expected on the left, here on the right.
pub fn lanes(session: Session) -> Vec<Vec<Stop>> {
    let days = today(session, session.today());
    let all: Vec<(&DayOf, &VisitToday)> = days.iter().flat_map(|d| d.visits.iter().map(move |v| (d, v))).collect();
    let mut expected: Vec<Stop> =
        all.iter().filter(|(_, v)| matches!(v.place, Place::Run | Place::Late) && !v.is_here()).map(|(d, v)| stop(d, v)).collect();
    expected.sort_by_key(|s| (s.1, s.0));
    let mut here: Vec<_> = all.iter().filter(|(_, v)| v.is_here()).map(|(d, v)| (v.arrived(), v.appointment.start, stop(d, v))).collect();
    here.sort();
    vec![expected, here.into_iter().map(|h| h.2).collect()]
}

#[component]
pub fn VisitPanel(id: Id, #[props(default)] calling_off: Option<bool>) -> Element {
    let session = use_session();
    let day = use_day_of(id);
    let answer = day.read();
    let found = answer.as_ref().and_then(Option::as_ref).and_then(|d| d.find(id).map(|v| (d.clone(), v.clone())));
    // A visit that was taken back leaves no empty panel behind.
    use_effect(move || {
        if matches!(&*day.read(), Some(None)) {
            session.close_panel();
            session.let_go();
        }
    });
    let Some((day, visit)) = found else {
        return rsx! { aside { class: "panel visit-panel", PanelHead { h2 { {session.t("refused-visit-unknown")} } } } };
    };
    let lang = *session.lang.read();
    let (family, first) = visits::name(&visit, lang, *session.privacy.read());
    let patient = visit.patient.clone();
    let born = patient.as_ref().map(|p| words::born(lang, p, session.today())).unwrap_or_default();
    let patient_id = visit.appointment.patient;
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "visit-panel", "aria-label": "{family} {first}",
            PanelHead {
                h2 { span { class: "who", b { "{family}" } " {first}" } }
                p { class: "sub", "{born}" if let Some(p) = patient.as_ref().filter(|p| !p.address_as.is_empty()) { " · " {session.tr("results-quote", &[("words", p.address_as.clone().into())])} } }
            }
            div { class: "body",
                if visit.appointment.patient.is_none() { super::settle::Ask { id } }
                if let Some(onwards) = calling_off { CallOff { id, onwards } }
                Told { day: day.clone(), visit: visit.clone() }
                if visit.place == Place::Gone { offer::Later { id } }
                if matches!(visit.place, Place::Run | Place::Late) && !visit.is_here() && !visit.appointment.walk_in { Warnings { practitioner: visit.appointment.practitioner, start: visit.appointment.start, minutes: visit.appointment.minutes, except: Some(id), stands: true } }
                if let Some(p) = patient_id.filter(|_| visit.is_here() || visit.place == Place::In) { AskAll { key: "{p}", patient: p } }
                if calling_off.is_none() { Acts { visit: visit.clone() } }
                Ready { visit: visit.clone() }
                Facts { day: day.clone(), visit: visit.clone() }
                if let Some(p) = patient { Remembered { key: "{p.id}", patient: (*p).clone(), except: id } }
            }
            div { class: "foot",
                if super::reception::turned::may_turn(&visit) { super::reception::turned::TurnButton { id } }
                if let Some(p) = patient_id {
                    button { r#type: "button", class: "btn quiet", onclick: move |_| session.go(Route::Patient(p)), Icon { name: "user" } span { {session.t("patient-page")} } }
                    button { r#type: "button", class: "btn quiet", onclick: move |_| session.open(Panel::Patient(Some(p))), Icon { name: "pencil" } span { {session.t("change")} } }
                }
            }
        }
    }
}

/// The sentence to read aloud.
#[component]
fn Told(day: DayOf, visit: VisitToday) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let state = visits::state(&visit);
    let at = |m: Minute| words::time_of(m, day.zone);
    let wait = |t: NaiveDateTime| words::minutes(lang, (day.day.now - minute(t, day.zone)).max(0));
    let encounter = visit.encounter.as_ref();
    // Of another day there is nothing to tell but when it is: who goes before whom is seen that morning.
    let is_today = visit.appointment.start.date() == session.today();
    let projected = visit.projected.as_ref().filter(|_| is_today);
    let booked = visit.projected.as_ref().filter(|_| !is_today).map(|_| super::book::when_said(session, visit.appointment.start));
    let since = match visit.place {
        Place::In | Place::Out => encounter
            .and_then(|e| e.started)
            .map(|t| session.tr("visit-in-since", &[("time", words::time(t).into()), ("wait", wait(t).into())])),
        Place::Run => visit.arrived().map(|t| session.tr("visit-since", &[("time", words::time(t).into()), ("wait", wait(t).into())])),
        _ => encounter.and_then(|e| e.finished).map(|t| session.tr("visit-gone-at", &[("time", words::time(t).into())])),
    };
    rsx! {
        div { class: "promise", "data-state": state, "data-testid": "told",
            div { class: "head",
                span { class: "state", "data-state": state, Icon { name: visits::icon(state), small: true } span { class: "word", {session.t(&visits::state_key(state))} } }
                if let Some(since) = since { span { "{since}" } }
            }
            if let Some(booked) = booked { p { class: "say", "{booked}" } }
            if let Some(p) = projected {
                p { class: "say", {session.tr("about-time", &[("time", at(p.start).into())])} }
                p { class: "because", {words::why(lang, &p.why, &day.practitioner, day.zone)} }
                if p.from != p.to || p.delay.abs() >= 5 { p { class: "range",
                    if p.from != p.to { {session.tr("visit-between", &[("from", at(p.from).into()), ("to", at(p.to).into())])} " · " }
                    {words::delay(lang, p.delay)}
                } }
            }
        }
    }
}

#[component]
fn Acts(visit: VisitToday) -> Element {
    let session = use_session();
    let id = visit.id();
    let deeds = deeds(&visit, session.today());
    let Some((first, rest)) = deeds.split_first() else { return rsx! {} };
    let (first, rest) = (*first, if *first == Deed::Cancel { deeds.clone() } else { rest.to_vec() });
    let today = visit.appointment.start.date() == session.today();
    let promise = visit.projected.as_ref().filter(|_| today && visit.place == Place::Run).map(|p| p.to);
    rsx! {
        div { class: "acts",
            // Of a day to come nothing is called off by the hand's first reach: it is moved rather.
            if first == Deed::Cancel {
                button { r#type: "button", class: "btn big wide", "data-testid": "move", onclick: move |_| session.open(Panel::Move(id)),
                    span { Icon { name: "calendar-clock" } {session.t("move")} }
                    kbd { class: "key", "M" }
                }
            } else {
                button { r#type: "button", class: "btn primary big wide", "data-testid": "deed-{first.key()}", onclick: move |_| first.run(session, id),
                    span { Icon { name: first.icon() } {session.t(first.key())} }
                    kbd { class: "key", {first.letter().to_uppercase()} }
                }
            }
            div { class: "rest",
                for deed in rest {
                    button { r#type: "button", class: "btn", key: "{deed.key()}", "data-testid": "deed-{deed.key()}", onclick: move |_| deed.run(session, id), span { {session.t(deed.key())} } kbd { class: "key", {deed.letter().to_uppercase()} } }
                }
                if visit.place != Place::Gone && first != Deed::Cancel {
                    button { r#type: "button", class: "btn", "data-testid": "move", onclick: move |_| session.open(Panel::Move(id)), span { {session.t("move")} } kbd { class: "key", "M" } }
                }
                if visit.appointment.series.is_some() && visit.place != Place::Gone { series::CancelOnwards { key: "{id}", id } }
            }
            if let Some(to) = promise { Promises { id, to, promised: visit.appointment.promised_start } }
        }
    }
}

/// Notes what is promised: the late end of the range, or a rounder hour after it.
#[component]
fn Promises(id: Id, to: Minute, promised: Option<NaiveDateTime>) -> Element {
    let session = use_session();
    let zone = session.desk.peek().zone;
    rsx! {
        div { class: "promises", role: "group", "aria-label": session.t("promise-until"),
            span { class: "name", "aria-hidden": "true", {session.t("promise-until")} }
            for (n , at) in flow::offers(to).map(|m| local(m, zone)).into_iter().enumerate() {
                button { r#type: "button", class: "btn", key: "{n}", "data-testid": "promise-{n}", "aria-pressed": promised == Some(at), "aria-label": session.tr("promise-by", &[("time", words::time(at).into())]), onclick: move |_| {
                        let words = session.tr("done-promise", &[("name", name_of(session, id).into()), ("time", words::time(at).into())]);
                        session.act("promise", words, move |tx| reception::promise(tx, id, Some(at)));
                    }, {words::time(at)}
                }
            }
        }
    }
}

#[component]
fn Facts(day: DayOf, visit: VisitToday) -> Element {
    let session = use_session();
    let country = use_session().country;
    let a = &visit.appointment;
    let phone = visit.patient.as_ref().and_then(|p| p.phone().map(str::to_owned));
    let shown = phone.as_ref().map(|p| words::phone(p, &country.read()));
    let reason = visits::reason(&visit);
    rsx! {
        dl { class: "facts",
            dt { {session.t("visit-booked")} }
            dd { if a.start.date() != session.today() { {words::day_from(*session.lang.read(), a.start.date(), session.today())} " · " } span { class: "time", {words::time(a.start)} } if a.walk_in { " · " {session.t("visit-walk-in")} } }
            dt { {session.t("visit-length")} }
            dd { Length { id: a.id, minutes: a.minutes, open: visit.place != Place::Gone } }
            dt { {session.t("visit-with")} }
            dd { {day.practitioner.name()} }
            if !reason.is_empty() {
                dt { {session.t("visit-reason")} }
                dd { "data-hue": visits::hue(&visit), i { class: "hue beside" } "{reason}" }
            }
            if let Some(of) = a.series { series::Line { key: "{of}", id: a.id, of } }
            if let (Some(number), Some(shown)) = (phone, shown) {
                dt { {session.t("visit-phone")} }
                dd { a { class: "tel", href: "tel:{number}", Icon { name: "phone" } "{shown}" } }
            }
            if let Some(at) = a.promised_start {
                dt { {session.t("visit-promised")} }
                dd { span { class: "time", {words::time(at)} } }
            }
            if !a.cancel_reason.is_empty() {
                dt { {session.t("visit-why-off")} }
                dd { "data-testid": "why-off", {call_off::why(session, &a.cancel_reason)} }
            }
            if !a.comment.is_empty() {
                dt { {session.t("visit-note")} }
                dd { "{a.comment}" }
            }
        }
    }
}

/// What its reason needs, to be ticked off.
#[component]
fn Ready(visit: VisitToday) -> Element {
    let session = use_session();
    let id = visit.id();
    let needs = visit.reason.as_ref().map(|r| r.needs.clone()).unwrap_or_default();
    if needs.is_empty() || visit.place == Place::Gone {
        return rsx! {};
    }
    rsx! {
        h3 { class: "section-title", {session.t("ready-title")} }
        div { class: "ready", role: "group", "aria-label": session.t("ready-title"),
            for (i , need) in needs.into_iter().enumerate() {
                label { key: "{i}", class: "check",
                    input { r#type: "checkbox", "data-testid": "ready-{i}", checked: visit.appointment.ready.contains(&need), onchange: { let need = need.clone(); move |e: FormEvent| tick(session, id, need.clone(), e.checked()) } }
                    span { "{need}" }
                }
            }
        }
    }
}

fn tick(session: Session, id: Id, need: String, is_ready: bool) {
    let said = session.tr(if is_ready { "ready-done" } else { "ready-undone" }, &[("need", need.clone().into())]);
    session.act("ready", said, move |tx| booking::ready(tx, id, &need, is_ready));
}

/// How long it is planned, with five minutes less and more beside it.
#[component]
fn Length(id: Id, minutes: u32, open: bool) -> Element {
    let session = use_session();
    rsx! {
        span { class: "length",
            if open {
                button { r#type: "button", class: "btn icon-only", "data-testid": "shorten", "aria-label": session.t("shorten"), onclick: move |_| lengthen(session, id, -5), Icon { name: "minus" } }
            }
            span { class: "num", "data-testid": "length", "{minutes} min" }
            if open {
                button { r#type: "button", class: "btn icon-only", "data-testid": "lengthen", "aria-label": session.t("lengthen"), onclick: move |_| lengthen(session, id, 5), Icon { name: "plus" } }
            }
        }
    }
}

/// What the desk remembers of the patient: alerts, notes, the last visits.
#[component]
fn Remembered(patient: Patient, except: Id) -> Element {
    let session = use_session();
    let id = patient.id;
    let visits = use_query(&["appointment", "practitioner", "reason"], move |db| {
        let mut last = Vec::new();
        for a in appointments::of_patient(db, id)?.into_iter().filter(|a| a.id != except && a.status == A::Fulfilled).take(3) {
            let doctor = practitioners::get(db, a.practitioner)?.map(|p| p.short()).unwrap_or_default();
            let reason =
                a.reason.map(|r| crate::store::reasons::get(db, r)).transpose()?.flatten().map_or(a.reason_text.clone(), |r| r.name);
            last.push((a.start.format("%d.%m.%y").to_string(), reason, doctor));
        }
        Ok(last)
    });
    let log = use_query(&["act"], move |db| acts::about(db, except));
    let answer = visits.read();
    let last = answer.as_ref().cloned().unwrap_or_default();
    let zone = session.desk.peek().zone;
    let done: Vec<(String, String)> = log
        .read()
        .iter()
        .flatten()
        .filter(|d| d.what != "undo" && d.undone_by.is_none())
        .take(8)
        .map(|d| {
            let at = chrono::DateTime::from_timestamp_millis(d.at).unwrap_or_default().with_timezone(&zone).naive_local();
            (words::time(at), session.t(&format!("act-{}", d.what)))
        })
        .collect();
    rsx! {
        if !patient.alert.is_empty() || !patient.pronounce.is_empty() || !patient.note.is_empty() {
            h3 { class: "section-title", {session.t("alert")} }
            if !patient.alert.is_empty() { p { class: "mind", "{patient.alert}" } }
            if !patient.pronounce.is_empty() { p { class: "mind", "{patient.pronounce}" } }
            if !patient.note.is_empty() { p { class: "mind", "{patient.note}" } }
        }
        if !done.is_empty() {
            h3 { class: "section-title", {session.t("visit-log")} }
            dl { class: "facts", for (i , (time , what)) in done.into_iter().enumerate() { dt { class: "num", key: "t{i}", "{time}" } dd { "{what}" } } }
        }
        if !last.is_empty() {
            h3 { class: "section-title", {session.t("visit-last")} }
            dl { class: "facts", for (i , (date , reason , doctor)) in last.into_iter().enumerate() { dt { class: "num", key: "d{i}", "{date}" } dd { "{reason} · {doctor}" } } }
        }
    }
}
