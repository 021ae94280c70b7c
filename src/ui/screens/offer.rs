//! A place came free: who among those who wait fits, closest first.

use super::{
    book::{places::day_name, suits},
    waiting::{phone, since},
};
use crate::{
    actions::waiting,
    base::{Id, clock::minute},
    model::{Appointment, Patient, Practitioner, hours::repeated, waiting::fitting},
    store::{Db, Result, acts, appointments, openings, patients, practice, practitioners},
    ui::{
        icons::Icon,
        parts::{days::TOPICS, focus::use_focus_when, people},
        route::Panel,
        session::Session,
        shell::PanelHead,
        use_query, use_session,
    },
    words,
};
use chrono::NaiveDateTime;
use dioxus::prelude::*;

/// Somebody who fits, with all that is said of her.
#[derive(Debug, Clone, PartialEq)]
struct Offered {
    visit: Appointment,
    patient: Option<Patient>,
    practitioner: Practitioner,
    start: NaiveDateTime,
    named: bool,
    exact: bool,
}

/// Who fits what an act made free, as it stands now.
fn offered(db: &Db, now: NaiveDateTime, act: Id) -> Result<Vec<Offered>> {
    let waiting = appointments::waiting(db)?;
    if waiting.is_empty() {
        return Ok(vec![]);
    }
    let zone = practice::get(db)?.tz();
    let open = openings::of_act(db, now, act)?;
    let (Some(first), Some(last)) = (open.iter().map(|o| o.gap.0).min(), open.iter().map(|o| o.gap.1).max()) else { return Ok(vec![]) };
    let twice = repeated(first.min(minute(now, zone)), last, zone);
    let fits = fitting(&waiting, &open, &twice, now, zone);
    fits.into_iter()
        .filter_map(|f| {
            let practitioner = practitioners::get(db, f.practitioner).transpose()?;
            Some(practitioner.and_then(|practitioner| {
                let patient = f.visit.patient.map(|p| patients::get(db, p)).transpose()?.flatten();
                Ok(Offered { visit: f.visit.clone(), patient, practitioner, start: f.start, named: f.named, exact: f.exact })
            }))
        })
        .collect()
}

/// In the quiet bar: so many fit what just came free.
#[component]
pub fn Fitting(act: Id) -> Element {
    let mut session = use_session();
    let n = use_query(TOPICS, move |db| Ok(offered(db, session.now(), act)?.len()));
    let n = n.read().unwrap_or_default();
    rsx! {
        if n > 0 {
            button { r#type: "button", class: "btn", "data-testid": "offer", onclick: move |_| { session.toast.set(None); session.open(Panel::Offer(act)) }, {session.tr("offer-some", &[("n", n.into())])} }
        }
    }
}

/// The same in the panel of a visit that was called off: the bar does not stay.
#[component]
pub fn Later(id: Id) -> Element {
    let session = use_session();
    let act = use_query(TOPICS, move |db| {
        let last = acts::about(db, id)?.into_iter().find(|d| d.undoes.is_none() && d.undone_by.is_none());
        let Some(act) = last.map(|d| d.id) else { return Ok(None) };
        Ok(Some((act, offered(db, session.now(), act)?.len())))
    });
    let found = act.read().as_ref().copied().flatten();
    rsx! {
        if let Some((act, n)) = found.filter(|f| f.1 > 0) {
            button { r#type: "button", class: "btn wide", "data-testid": "offer-later", onclick: move |_| session.open(Panel::Offer(act)), Icon { name: "hourglass" } span { {session.tr("offer-some", &[("n", n.into())])} } }
        }
    }
}

#[component]
pub fn Offer(act: Id) -> Element {
    let session = use_session();
    let mut lit = use_signal(|| 0usize);
    let found = use_query(TOPICS, move |db| Ok((offered(db, session.now(), act)?, openings::of_act(db, session.now(), act)?)));
    let answer = found.read();
    let (list, open) = answer.as_ref().cloned().unwrap_or_default();
    let zone = session.desk.peek().zone;
    let here = lit().min(list.len().saturating_sub(1));
    let last = list.len().saturating_sub(1);
    let places: Vec<String> = open
        .iter()
        .take(3)
        .map(|o| {
            let (start, long) = openings::told(o, zone);
            format!("{} {}–{}", day_name(session, start.date()), words::time(start), words::time(start + long))
        })
        .collect();
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "offers", "aria-label": session.t("offer-title"),
            PanelHead { h2 { {session.t("offer-title")} } p { class: "sub num", {places.join(" · ")} } }
            div { class: "body",
                if list.is_empty() { div { class: "empty", Icon { name: "circle-check" } strong { {session.t("offer-none")} } } }
                ol { class: "offers",
                    for (i , one) in list.into_iter().enumerate() {
                        Line { key: "{one.visit.id}", one, number: i, lit: here == i, onstep: move |by: i64| lit.set((here as i64 + by).clamp(0, last as i64) as usize) }
                    }
                }
            }
            div { class: "foot", button { r#type: "button", class: "btn quiet", onclick: move |_| session.open(Panel::Waiting), Icon { name: "hourglass" } span { {session.t("waiting-title")} } } }
        }
    }
}

#[component]
fn Line(one: Offered, number: usize, lit: bool, onstep: EventHandler<i64>) -> Element {
    let session = use_session();
    let onmounted = use_focus_when(lit);
    let (family, first) = one.patient.as_ref().map(|p| people::name_parts(session, p)).unwrap_or_default();
    let place = format!("{} {} · {}", day_name(session, one.start.date()), words::time(one.start), one.practitioner.short());
    let mut why = Vec::new();
    if one.named {
        why.push(session.tr("fits-named", &[("name", one.practitioner.short().into())]));
    }
    if one.exact {
        why.push(session.tr("fits-exact", &[("n", one.visit.minutes.into())]));
    }
    let asked = suits::said(session, &crate::model::wish::Wish { with: vec![], ..one.visit.wish() }, &[]);
    why.extend(Some(asked).filter(|a| !a.is_empty()));
    why.extend(since(session, &one.visit));
    let (id, practitioner, start) = (one.visit.id, one.practitioner.id, one.start);
    rsx! {
        li { class: "offer", "data-testid": "offer-{number}", "data-lit": lit,
            div { class: "head",
                span { class: "who", b { "{family}" } " {first}" }
                if let Some((number, shown)) = phone(session, one.patient.as_ref()) { a { class: "tel", href: "tel:{number}", Icon { name: "phone", small: true } "{shown}" } }
            }
            p { class: "offer-place num", "{place}" span { class: "second", " · {one.visit.minutes} min" } }
            p { class: "second small", {why.join(" · ")} }
            if !one.visit.comment.is_empty() { p { class: "mind", "{one.visit.comment}" } }
            button { r#type: "button", class: if lit { "btn primary wide" } else { "btn wide" }, "data-testid": "take-{number}", tabindex: if lit { "0" } else { "-1" }, onmounted,
                onclick: move |_| take(session, id, practitioner, start),
                onkeydown: move |e| {
                    let by = match e.key() {
                        Key::ArrowDown => 1,
                        Key::ArrowUp => -1,
                        _ => return,
                    };
                    e.prevent_default();
                    e.stop_propagation();
                    onstep.call(by);
                },
                span { {session.t("offer-take")} } if lit { kbd { class: "key", "↵" } }
            }
        }
    }
}

/// Gives her the place.
pub fn take(session: Session, id: Id, practitioner: Id, start: NaiveDateTime) {
    let name = super::visit::name_of(session, id);
    let words = session.tr("done-book", &[("name", name.into()), ("time", super::book::when_said(session, start).into())]);
    session.act_then(
        "wait-take",
        words,
        move |tx| waiting::take(tx, id, practitioner, start),
        move |session, ()| session.open(Panel::Visit(id)),
    );
}
