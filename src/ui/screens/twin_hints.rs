//! On a patient's page: who may be the same, whose file is within, and the way in and out.

use crate::{
    actions::twins as act,
    base::Id,
    model::{
        Patient,
        rights::{Deed, May},
    },
    store::{Db, Result, appointments, patients, people as persons, twins},
    ui::{
        icons::Icon,
        parts::{
            lists::keyed,
            pairs::Asked,
            patient_picker::{PatientPicker, Picked},
            people,
            rights::use_may,
            told,
        },
        route::Route,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

/// A file within this one: whose, since when, and by whom.
#[derive(Clone, PartialEq)]
struct Within {
    patient: Patient,
    when: Option<(i64, String)>,
}

fn within(db: &Db, id: Id) -> Result<Vec<Within>> {
    let mut found = Vec::new();
    for patient in twins::within(db, id)? {
        let when = match twins::merging(db, patient.id, id)? {
            Some(m) => Some((m.at, persons::get(db, m.person)?.map(|p| p.name).unwrap_or_default())),
            None => None,
        };
        found.push(Within { patient, when });
    }
    Ok(found)
}

#[component]
pub fn Hints(id: Id) -> Element {
    let session = use_session();
    let Asked(pairs) = use_context();
    let lang = *session.lang.read();
    let zone = session.desk.peek().zone;
    let inside = use_query(&["patient", "person"], move |db| within(db, id));
    let maybe = use_query(&["patient"], move |db| {
        let mut found = Vec::new();
        for pair in pairs.read().iter().flatten() {
            if let Some(p) = pair.beside(id).map(|other| patients::get(db, other)).transpose()?.flatten() {
                found.push((p, pair.likeness.clone()));
            }
        }
        Ok(found)
    });
    let (inside, maybe) = (inside.read().as_ref().cloned().unwrap_or_default(), maybe.read().as_ref().cloned().unwrap_or_default());
    if inside.is_empty() && maybe.is_empty() {
        return rsx! {};
    }
    let private = *session.privacy.read();
    rsx! {
        div { class: "alerts",
            for (key , (p , likeness)) in keyed(maybe, |(p, _)| p.id) {
                p { class: "note", key: "{key}", "data-testid": "maybe", Icon { name: "users" }
                    span { {session.tr("twins-maybe", &[("name", people::name(session, &p).into()), ("why", words::likeness(lang, &likeness, &session.country(), private).into())])} " "
                        button { r#type: "button", class: "link", "data-testid": "maybe-look", onclick: move |_| session.go(Route::Pair(id, p.id)), {session.t("twins-compare")} }
                    }
                }
            }
            for (key , w) in keyed(inside, |w| w.patient.id) {
                div { class: "note file-within", key: "{key}", "data-testid": "within", Icon { name: "users" }
                    div { class: "main",
                        p {
                            {match &w.when {
                                Some((at, who)) => session.tr("twins-within", &[("name", people::name(session, &w.patient).into()), ("date", words::date(lang, told::local(*at, zone).date()).into()), ("who", who.clone().into())]),
                                None => session.tr("twins-within-elsewhere", &[("name", people::name(session, &w.patient).into())]),
                            }}
                            " "
                            button { r#type: "button", class: "link", onclick: { let id = w.patient.id; move |_| session.go(Route::Patient(id)) }, {session.t("twins-see")} }
                        }
                        for id in [w.patient.id] { TakeOut { key: "{id}", id } }
                    }
                }
            }
        }
    }
}

/// Visits of the kept file that were booked since, and did not come with the other.
fn since(db: &Db, other: Id, zone: chrono_tz::Tz) -> Result<Vec<(Id, chrono::NaiveDateTime)>> {
    let into = twins::root(db, other)?;
    let Some(at) = patients::get(db, other)?.and_then(|p| p.merged_into).map(|i| twins::merging(db, other, i)).transpose()?.flatten()
    else {
        return Ok(vec![]);
    };
    let merged = told::local(at.at, zone);
    let later = appointments::of_patient(db, into)?.into_iter().filter(|a| a.created.is_some_and(|c| c >= merged));
    let mut found = Vec::new();
    for visit in later {
        if !twins::trail(db, visit.id)?.contains(&other) {
            found.push((visit.id, visit.start));
        }
    }
    Ok(found)
}

/// Takes a file out again. Where visits were booked since, it first asks whose they are.
#[component]
pub fn TakeOut(id: Id) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let zone = session.desk.peek().zone;
    let may = use_may(Deed::Merge);
    let mut asking = use_signal(|| false);
    let mut along = use_signal(Vec::<Id>::new);
    let later = use_query(&["patient", "appointment"], move |db| since(db, id, zone));
    let later = later.read().as_ref().cloned().unwrap_or_default();
    let take = use_callback(move |()| {
        let also = along.peek().clone();
        session.act_then(
            "unmerge",
            session.t("done-unmerge"),
            move |tx| act::unmerge(tx, id, &also),
            move |session, ()| session.go(Route::Patient(id)),
        );
    });
    if may() != May::Do {
        return rsx! { p { class: "second small", {session.t("twins-apart-by-manager")} } };
    }
    let whose = !later.is_empty();
    rsx! {
        div { class: "take-out",
            if asking() {
                p { class: "small", {session.t("twins-whose")} }
                for (visit , start) in later {
                    label { class: "check", key: "{visit}",
                        input { r#type: "checkbox", "data-testid": "along-{visit}", onchange: move |e| if e.checked() { along.write().push(visit) } else { along.write().retain(|v| *v != visit) } }
                        span { class: "num", {format!("{}, {}", words::date(lang, start.date()), words::time(start))} }
                    }
                }
                button { r#type: "button", class: "btn", "data-testid": "take-out-do", onclick: move |_| take(()), {session.t("twins-take-out")} }
                button { r#type: "button", class: "btn quiet", onclick: move |_| asking.set(false), {session.t("twins-later")} }
            } else {
                button { r#type: "button", class: "btn", "data-testid": "take-out", onclick: move |_| if whose { asking.set(true) } else { take(()) }, Icon { name: "undo-2", small: true } {session.t("twins-take-out")} }
            }
        }
    }
}

/// Two files that nobody would have found to be one: she knows.
#[component]
pub fn MergeWith(id: Id) -> Element {
    let session = use_session();
    let mut choosing = use_signal(|| false);
    rsx! {
        section { class: "leaf merge-with",
            if choosing() {
                PatientPicker { onpick: move |picked| if let Picked::Known(other) = picked && other != id { session.go(Route::Pair(id, other)) } }
                button { r#type: "button", class: "btn quiet", onclick: move |_| choosing.set(false), {session.t("close")} }
            } else {
                button { r#type: "button", class: "btn quiet", "data-testid": "merge-with", onclick: move |_| choosing.set(true), Icon { name: "users" } {session.t("twins-merge-with")} }
            }
        }
    }
}
