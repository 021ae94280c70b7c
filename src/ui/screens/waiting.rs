//! The waiting list: who would like to come as soon as something suits.

use super::book::{
    draft::Draft,
    places::Places,
    suits::{self, Suits},
    when::{use_found, use_people},
};
use crate::{
    actions::waiting::{self, Waiting},
    base::Id,
    model::{Appointment, Patient, Practitioner, Reason, said, transition::AppointmentStatus as A, wish::Wish},
    store::{Db, Result, appointments, patients, practitioners, reasons},
    ui::{
        icons::Icon,
        parts::{field::Field, people},
        route::{Panel, Route},
        session::Session,
        shell::PanelHead,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

#[derive(Debug, Clone, PartialEq)]
struct Line {
    visit: Appointment,
    patient: Option<Patient>,
    reason: Option<Reason>,
}

fn line(db: &Db, visit: Appointment) -> Result<Line> {
    let patient = visit.patient.map(|p| patients::get(db, p)).transpose()?.flatten();
    let reason = visit.reason.map(|r| reasons::get(db, r)).transpose()?.flatten();
    Ok(Line { visit, patient, reason })
}

/// The number to call, and how it is read; nothing where others look on.
pub fn phone(session: Session, patient: Option<&Patient>) -> Option<(String, String)> {
    let number = patient?.phone()?.to_owned();
    let shown = people::phone(session, patient?);
    (!shown.is_empty()).then_some((number, shown))
}

/// "Waiting for 3 weeks".
pub fn since(session: Session, visit: &Appointment) -> Option<String> {
    let days = (session.today() - visit.created?.date()).num_days().max(0);
    Some(match days {
        0 => session.t("waits-today"),
        1..14 => session.tr("waits-days", &[("n", days.into())]),
        _ => session.tr("waits-weeks", &[("n", (days / 7).into())]),
    })
}

/// "Consultation · 20 min · Dr Roy · Mon, Thu".
fn wants(session: Session, line: &Line, people: &[Practitioner]) -> String {
    let what = line.reason.as_ref().map(|r| r.name.clone()).unwrap_or_default();
    let parts = [what, format!("{} min", line.visit.minutes), suits::said(session, &line.visit.wish(), people)];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Everybody who waits, longest first.
#[component]
pub fn WaitingList() -> Element {
    let session = use_session();
    let found = use_query(&["appointment", "patient", "reason", "practitioner"], |db| {
        let all = appointments::waiting(db)?.into_iter().map(|a| line(db, a)).collect::<Result<Vec<_>>>()?;
        Ok((all, practitioners::all(db)?))
    });
    let answer = found.read();
    let (all, who) = answer.as_ref().cloned().unwrap_or_default();
    let count = all.len();
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "waiting-list", "aria-label": session.t("waiting-title"),
            PanelHead {
                h2 { {session.t("waiting-title")} }
                if count > 0 { p { class: "sub", {session.tr("waiting-count", &[("n", count.into())])} } }
            }
            div { class: "body",
                if all.is_empty() {
                    div { class: "empty", Icon { name: "hourglass" } strong { {session.t("waiting-none")} } p { {session.t("waiting-none-hint")} } }
                }
                ul { class: "list waits",
                    for (i , one) in all.into_iter().enumerate() {
                        li { key: "{one.visit.id}",
                            button { r#type: "button", class: "row", "data-testid": "waits-{i}", onclick: { let id = one.visit.id; move |_| session.open(Panel::Wait(id)) },
                                onmounted: move |e| async move { if i == 0 { let _ = e.set_focus(true).await; } },
                                div { class: "main",
                                    Who { patient: one.patient.clone() }
                                    span { class: "second small wrap", {wants(session, &one, &who)} }
                                    if !one.visit.comment.is_empty() { span { class: "second small wrap", {session.tr("results-quote", &[("words", one.visit.comment.clone().into())])} } }
                                }
                                span { class: "side small", {since(session, &one.visit)} }
                            }
                        }
                    }
                }
            }
            div { class: "foot",
                button { r#type: "button", class: "btn quiet", "data-testid": "waiting-add", onclick: move |_| session.open(Panel::Book { patient: None, practitioner: None, start: None }), Icon { name: "plus" } span { {session.t("new-visit")} } }
            }
        }
    }
}

#[component]
fn Who(patient: Option<Patient>) -> Element {
    let session = use_session();
    let (family, first) =
        patient.as_ref().map(|p| people::name_parts(session, p)).unwrap_or((session.t("visit-no-patient"), String::new()));
    rsx! { span { class: "who", b { "{family}" } " {first}" } }
}

/// One who waits: what suits, to be changed; what is free for her now; off the list.
#[component]
pub fn Wait(id: Id) -> Element {
    let session = use_session();
    let found = use_query(&["appointment", "patient", "reason"], move |db| {
        appointments::get(db, id)?.filter(|a| a.status == A::Waitlist).map(|a| line(db, a)).transpose()
    });
    // Once she has a place, or is off the list, the panel has nothing to say.
    use_effect(move || {
        if matches!(&*found.read(), Some(None)) {
            session.open(Panel::Waiting);
        }
    });
    let answer = found.read();
    let Some(line) = answer.as_ref().and_then(Option::as_ref).cloned() else {
        return rsx! { aside { class: "panel visit-panel", PanelHead { h2 { {session.t("waiting-title")} } } } };
    };
    // Longer or shorter, other places are free.
    rsx! { OneWaits { key: "{line.visit.id}-{line.visit.minutes}", line } }
}

#[component]
fn OneWaits(line: Line) -> Element {
    let session = use_session();
    let id = line.visit.id;
    let today = session.today();
    let mut draft = use_signal(|| {
        let wish = line.visit.wish();
        let date = wish.from.unwrap_or(today).max(today);
        Draft {
            reason: line.visit.reason,
            note: line.visit.comment.clone(),
            wish: Wish { from: None, ..wish },
            ..Draft::new(None, None, date, None)
        }
    });
    let date = use_signal(|| draft.peek().date);
    use_effect(move || {
        let date = date();
        if draft.peek().date != date {
            draft.write().date = date;
        }
    });
    let mut until = use_signal(|| line.visit.wish_until.map(|d| d.format("%d.%m.%Y").to_string()).unwrap_or_default());
    let active = use_signal(|| true);
    let found = use_found(draft, Some(line.visit.minutes), None);
    let people = use_people();
    let people = people.read().as_ref().cloned().unwrap_or_default();
    let now = draft.read().clone();
    let wish = Wish { from: Some(now.date).filter(|d| *d > today), ..now.wish.clone() };
    let changed = wish != line.visit.wish() || now.note.trim() != line.visit.comment;
    let list = found.list();
    let chosen = list.first().map(|p| (p.practitioner.id, p.start));
    let names = now.wish.with.len() != 1;
    let (visit, patient) = (line.visit.clone(), line.patient.clone());
    let save = move |_| {
        let waiting = Waiting {
            patient: visit.patient,
            reason: visit.reason,
            minutes: Some(visit.minutes),
            wish: wish.clone(),
            comment: draft.peek().note.clone(),
        };
        let now = session.now();
        session.act("wait-change", session.t("done-wait-change"), move |tx| waiting::wait(tx, now, id, &waiting));
    };
    let more = (list.len().is_multiple_of(super::book::when::DOZEN) && !list.is_empty()).then(|| found.onmore());
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "wait", "aria-label": session.t("waiting-one"),
            PanelHead {
                h2 { Who { patient: patient.clone() } }
                p { class: "sub", {wants(session, &Line { visit: Appointment { wish_with: vec![], ..line.visit.clone() }.wishing(Wish::default()), ..line.clone() }, &people)} " · " {since(session, &line.visit)} }
            }
            div { class: "body",
                if let Some((number, shown)) = phone(session, patient.as_ref()) { p { class: "call", a { class: "tel", href: "tel:{number}", Icon { name: "phone" } "{shown}" } } }
                div { class: "field",
                    span { class: "name", {session.t("wait-free")} }
                    if list.is_empty() { p { class: "second small", {session.tr("no-place-suits", &[("n", line.visit.minutes.into())])} } }
                    Places { found: list, chosen, active, names, onmore: more,
                        onpick: move |p: crate::store::places::FreePlace| super::offer::take(session, id, p.practitioner.id, p.start),
                        onenter: move |p: crate::store::places::FreePlace| super::offer::take(session, id, p.practitioner.id, p.start) }
                }
                div { class: "field",
                    span { class: "name", {session.t("book-with")} }
                    div { class: "chips", role: "group",
                        button { r#type: "button", class: "chip", "aria-pressed": now.wish.with.is_empty(), onclick: move |_| draft.write().wish.with = vec![], {session.t("book-anybody")} }
                        for p in people {
                            button { r#type: "button", class: "chip", key: "{p.id}", "data-testid": "wait-with-{p.id}", "aria-pressed": now.wish.with.contains(&p.id), onclick: move |_| {
                                let mut draft = draft.write();
                                let with = &mut draft.wish.with;
                                match with.iter().position(|w| *w == p.id) {
                                    Some(i) => drop(with.remove(i)),
                                    None => with.push(p.id),
                                }
                            }, {p.short()} }
                        }
                    }
                }
                div { class: "field",
                    span { class: "name", {session.t("suits-title")} }
                    Suits { wish: now.wish.clone(), date, onchange: move |wish| draft.write().wish = wish }
                }
                Field { label: session.t("wait-until"), name: "wait-until", placeholder: "24.12.", optional: session.t("optional"), value: until(),
                    hint: now.wish.until.map(|d| words::day(*session.lang.read(), d)).unwrap_or_default(),
                    oninput: move |v: String| { draft.write().wish.until = said::day(&v, today); until.set(v); } }
                Field { label: session.t("book-note"), name: "wait-note", optional: session.t("optional"), value: now.note.clone(), oninput: move |v| draft.write().note = v }
                button { r#type: "button", class: "btn wide", "data-testid": "wait-save", disabled: !changed, onclick: save, {session.t("save")} }
            }
            div { class: "foot",
                if let Some(p) = patient { button { r#type: "button", class: "btn quiet", onclick: move |_| session.go(Route::Patient(p.id)), Icon { name: "user" } span { {session.t("patient-page")} } } }
                button { r#type: "button", class: "btn quiet", "data-testid": "wait-off", onclick: move |_| {
                    let words = session.tr("done-wait-off", &[("name", super::visit::name_of(session, id).into())]);
                    session.act("wait-off", words, move |tx| waiting::leave(tx, id));
                }, Icon { name: "x" } span { {session.t("wait-off")} } }
            }
        }
    }
}
