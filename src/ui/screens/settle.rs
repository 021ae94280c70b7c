//! Visits of which only words say whose they are: asked quietly, settled in one act.

use super::visit::name_of;
use crate::{
    actions::{booking, patients::save_patient},
    base::Id,
    lang::Lang,
    model::{Appointment, Practitioner},
    store::{appointments, practitioners},
    ui::{
        icons::Icon,
        parts::{
            patient_picker::{PatientPicker, Picked, newcomer},
            visits,
        },
        route::Panel,
        session::Session,
        shell::PanelHead,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

/// The quiet question on a visit that nobody knows the patient of.
#[component]
pub fn Ask(id: Id) -> Element {
    let session = use_session();
    rsx! {
        button { r#type: "button", class: "btn wide ask-who", "data-testid": "who-is-it", onclick: move |_| session.open(Panel::Settle { id, back: false }),
            Icon { name: "user-round-search" }
            span { {session.t("settle-ask")} }
            kbd { class: "key", "Q" }
        }
    }
}

#[component]
pub fn Settle(id: Id, back: bool) -> Element {
    let session = use_session();
    let country = use_session().country;
    let found = use_query(&["appointment", "practitioner"], move |db| {
        let Some(visit) = appointments::get(db, id)? else { return Ok(None) };
        let others = match visit.series {
            Some(series) => appointments::of_series(db, series)?.iter().filter(|o| o.is_unsettled() && o.label == visit.label).count(),
            None => 1,
        };
        let who = practitioners::get(db, visit.practitioner)?;
        Ok(Some((visit, who, others)))
    });
    let answer = found.read();
    let Some((visit, who, others)) = answer.as_ref().and_then(Option::as_ref).cloned() else {
        return rsx! { aside { class: "panel visit-panel", PanelHead { h2 { {session.t("refused-visit-unknown")} } } } };
    };
    let label = if *session.privacy.read() { String::new() } else { visit.label.clone() };
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "settle", "aria-label": session.t("settle-ask"),
            PanelHead {
                h2 { {session.t("settle-ask")} }
                p { class: "sub", {when(session, &visit, who.as_ref())} }
            }
            div { class: "body",
                if !label.is_empty() { p { class: "mind", "{label}" } }
                PatientPicker { label, onpick: move |picked| settle(session, id, picked, country.peek().clone(), move |session| session.open(if back { Panel::Unsettled } else { Panel::Visit(id) })) }
                if others > 1 { p { class: "second small quiet-line", {session.tr("settle-series", &[("n", others.into())])} } }
            }
            if back {
                div { class: "foot", button { r#type: "button", class: "btn quiet", onclick: move |_| session.open(Panel::Unsettled), Icon { name: "arrow-left" } span { {session.t("unsettled-title")} } } }
            }
        }
    }
}

/// Says whose visit it is; `then` follows once it is known.
pub fn settle(session: Session, id: Id, picked: Picked, country: String, then: impl FnOnce(Session) + 'static) {
    let fresh = Id::new(session.desk.peek().clock.millis());
    let today = session.today();
    session.run(
        "settle-visit",
        move |tx| {
            tx.set_subject(id);
            let patient = match picked {
                Picked::Known(patient) => patient,
                Picked::New(typed) => {
                    save_patient(tx, &newcomer(&typed, fresh, today, &country))?;
                    fresh
                }
            };
            booking::settle(tx, id, patient)
        },
        move |session, done| match done {
            Ok(done) => {
                let words = session.tr("done-settle-visit", &[("name", name_of(session, id).into()), ("n", done.answer.into())]);
                session.say(words, Some(done.act));
                then(session);
            }
            Err(error) => session.refuse(&error),
        },
    );
}

/// "Monday 23 November, 09:40 · Dr Roy".
fn when(session: Session, visit: &Appointment, who: Option<&Practitioner>) -> String {
    let lang: Lang = *session.lang.read();
    let name = who.map(Practitioner::short).unwrap_or_default();
    format!("{}, {} · {name}", words::day(lang, visit.start.date()), words::time(visit.start))
}

/// So many are shown; the next ones come up as these are settled.
const SHOWN: usize = 60;

/// All visits that wait for their patient: those to come first, then those of before.
#[component]
pub fn Unsettled() -> Element {
    let session = use_session();
    let found = use_query(&["appointment", "practitioner"], move |db| {
        let now = session.now();
        let mut all = appointments::unsettled(db)?;
        all.sort_by_key(|a| (a.start.date() < now.date(), a.start, a.id));
        let who = practitioners::all(db)?;
        // One line for a series: who it is settles all of it.
        let mut known = std::collections::BTreeSet::new();
        let count = all.len();
        all.retain(|a| a.series.is_none_or(|s| known.insert((s, a.label.clone()))));
        Ok((all, who, count))
    });
    let answer = found.read();
    let (all, who, count) = answer.as_ref().cloned().unwrap_or_default();
    let hidden = all.len().saturating_sub(SHOWN);
    let private = *session.privacy.read();
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "unsettled", "aria-label": session.t("unsettled-title"),
            PanelHead {
                h2 { {session.t("unsettled-title")} }
                if count > 0 { p { class: "sub", {session.tr("import-unsettled", &[("n", count.into())])} } }
            }
            div { class: "body",
                if all.is_empty() {
                    div { class: "empty", Icon { name: "circle-check" } strong { {session.t("unsettled-none")} } }
                }
                ul { class: "list",
                    for (i , visit) in all.into_iter().take(SHOWN).enumerate() {
                        li { key: "{visit.id}",
                            button { r#type: "button", class: "row", "data-testid": "unsettled-{i}", onclick: { let id = visit.id; move |_| session.open(Panel::Settle { id, back: true }) },
                                onmounted: move |e| async move { if i == 0 { let _ = e.set_focus(true).await; } },
                                div { class: "main",
                                    span { class: "who", b { {visits::nobody(*session.lang.read(), &visit, private)} } }
                                    span { class: "second small", {when(session, &visit, who.iter().find(|p| p.id == visit.practitioner))} }
                                }
                                if visit.series.is_some() { span { class: "side small", {session.t("series-word")} } }
                            }
                        }
                    }
                }
                if hidden > 0 { p { class: "second small quiet-line", {session.tr("patient-more", &[("n", hidden.into())])} } }
            }
        }
    }
}
