//! Who a visit is for, once picked; and what stands in the way of its place.

use crate::{
    base::Id,
    lang::Lang,
    model::{
        Patient,
        turns::{self, Fate},
    },
    store::{Db, Result, patients, places, practice, practitioners},
    ui::{
        icons::Icon,
        parts::{
            days::TOPICS,
            patient_picker::{Picked, split_name},
            visits,
        },
        session::Session,
        use_query, use_session,
    },
    words,
};
use chrono::{Days, NaiveDateTime};
use dioxus::prelude::*;

/// Who was picked, with the way back.
#[component]
pub fn Chosen(picked: Picked, onchange: EventHandler<()>) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let mut who = use_signal(|| picked.clone());
    use_effect(use_reactive(&picked, move |picked| who.set(picked)));
    let known = use_query(&["patient"], move |db| match &*who.read() {
        Picked::Known(id) => patients::get(db, *id),
        Picked::New(_) => Ok(None),
    });
    let known: Option<Patient> = known.read().clone().flatten();
    let (name, more) = match (&picked, &known) {
        (_, Some(p)) => (p.listed(lang == Lang::Fr), words::born(lang, p, session.today())),
        (Picked::New(typed), _) => (new_name(typed), session.t("book-is-new")),
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

fn new_name(typed: &str) -> String {
    let (family, given) = split_name(typed);
    format!("{family} {given}").trim().to_owned()
}

/// The name of who was picked, for what is said afterwards; initials where others may look on.
pub fn name(session: Session, picked: &Picked) -> String {
    let private = *session.privacy.peek();
    let patient = match picked {
        Picked::New(typed) if !private => return new_name(typed),
        Picked::New(typed) => {
            let (family, given) = split_name(typed);
            Patient { family, given: vec![given], ..Patient::default() }
        }
        Picked::Known(id) => {
            let known = session.ask(|db| patients::get(db, *id));
            known.flatten().unwrap_or_default()
        }
    };
    if private { patient.initials() } else { patient.listed(*session.lang.peek() == Lang::Fr) }
}

/// The visits that one there would overlap with, by name, each with its time.
pub fn overlaps(
    session: Session,
    db: &Db,
    practitioner: Id,
    start: NaiveDateTime,
    minutes: u32,
    except: Option<Id>,
) -> Result<Vec<String>> {
    let all = places::overlapping(db, practitioner, start, minutes, except)?;
    all.iter()
        .map(|a| {
            let patient = a.patient.map(|p| patients::get(db, p)).transpose()?.flatten();
            let name = match patient {
                Some(p) => crate::ui::parts::people::name(session, &p),
                None => visits::nobody(*session.lang.read(), a, *session.privacy.read()),
            };
            Ok(format!("{name} {}", words::time(a.start)))
        })
        .collect()
}

/// What overlaps, and what lies outside the hours: said, never in the way. `stands` of a visit that is there already.
#[component]
pub fn Warnings(practitioner: Id, start: NaiveDateTime, minutes: u32, except: Option<Id>, #[props(default)] stands: bool) -> Element {
    let session = use_session();
    let mut asked = use_signal(|| (practitioner, start, minutes));
    use_effect(use_reactive(&(practitioner, start, minutes), move |now| asked.set(now)));
    let found = use_query(TOPICS, move |db| {
        let (practitioner, start, minutes) = *asked.read();
        let zone = practice::get(db)?.tz();
        let lines = places::lines(db, start.date() - Days::new(1), 3, &[practitioner], None)?;
        let from = crate::base::clock::minute(start, zone);
        let span = (from, from + i64::from(minutes));
        let open = lines.first().is_none_or(|l| turns::fate(turns::empty(l.room()), span) == Fate::Free);
        let who = practitioners::get(db, practitioner)?.map(|p| p.short()).unwrap_or_default();
        Ok((overlaps(session, db, practitioner, start, minutes, except)?, open, who))
    });
    let answer = found.read();
    let Some((names, open, who)) = answer.as_ref().cloned() else { return rsx! {} };
    let key = if stands { "overlap-stands" } else { "overlap-warning" };
    rsx! {
        if !names.is_empty() {
            p { class: "note", "data-tone": "warn", role: "status", "data-testid": "overlap", Icon { name: "info" } span { {session.tr(key, &[("names", names.join(", ").into())])} } }
        } else if !open && !stands {
            p { class: "note", "data-tone": "warn", role: "status", "data-testid": "outside", Icon { name: "info" } span { {session.tr("outside-hours", &[("name", who.into())])} } }
        }
    }
}
