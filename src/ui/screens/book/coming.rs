//! What the desk should know of a patient before it books for her: what to keep in mind, and what she is booked for.

use super::draft::Draft;
use crate::{
    base::Id,
    model::coming::{Asked, Coming, Way, coming, way},
    store::{Topic, appointments, patients, practitioners, reasons},
    ui::{icons::Icon, route::Panel, session::Session, use_query, use_session},
    words,
};
use chrono::NaiveDate;
use dioxus::prelude::*;

const TOPICS: &[Topic] = &["appointment", "patient", "practitioner", "reason"];
/// So many of her visits are said; of the others their number.
const SAID: usize = 2;

/// One of them in words, and where it leads.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    visit: Id,
    alike: bool,
    words: String,
    reason: String,
}

/// What is known of a patient; `draft` is what is asked for so far, `day` the day that was chosen for it.
#[component]
pub fn Known(patient: Id, draft: Signal<Draft>, day: Option<NaiveDate>) -> Element {
    let session = use_session();
    let mut asked = use_signal(|| (patient, day));
    use_effect(use_reactive(&(patient, day), move |now| asked.set(now)));
    let found = use_query(TOPICS, move |db| {
        let ((patient, day), draft) = (*asked.read(), draft.read());
        let wants = Asked { day, with: draft.wish.with.clone(), reason: draft.reason };
        let all = coming(&appointments::of_patient(db, patient)?, session.now(), &wants);
        let said = all.iter().take(SAID).map(|c| said(session, db, c)).collect::<crate::store::Result<Vec<_>>>()?;
        let mind = patients::get(db, patient)?.map(|p| [p.alert, p.pronounce, p.note]).unwrap_or_default();
        Ok((mind, said, all.len()))
    });
    let answer = found.read();
    let Some((mind, said, count)) = answer.as_ref().cloned() else { return rsx! {} };
    let more = count.saturating_sub(SAID);
    rsx! {
        div { class: "known-of", role: "status",
            for (i , line) in mind.into_iter().enumerate().filter(|(_, line)| !line.is_empty()) {
                p { class: "mind", key: "m{i}", "data-testid": "book-mind-{i}", "{line}" }
            }
            for (i , one) in said.into_iter().enumerate() {
                button { r#type: "button", class: "note coming", key: "c{one.visit}", "data-testid": "coming-{i}", "data-tone": if one.alike { "warn" }, title: session.t("coming-open"),
                    onclick: move |_| session.open(Panel::Visit(one.visit)),
                    Icon { name: "calendar-check" }
                    span { class: "main", "{one.words}" if !one.reason.is_empty() { small { "{one.reason}" } } }
                    Icon { name: "chevron-right", small: true }
                }
            }
            if more > 0 { p { class: "second small", "data-testid": "coming-more", {session.tr("coming-more", &[("n", more.into())])} } }
        }
    }
}

/// "Is booked already: Tuesday 24 November at 10:15 with Dr Roy", "… today at 9:20 with Dr Roy, not here yet".
fn said(session: Session, db: &crate::store::Db, one: &Coming) -> crate::store::Result<Said> {
    let a = &one.visit;
    let lang = *session.lang.read();
    let today = a.start.date() == session.today();
    let day = if today { session.t("coming-today") } else { words::day_from(lang, a.start.date(), session.today()) };
    let who = practitioners::get(db, a.practitioner)?.map(|p| p.short()).unwrap_or_default();
    let reason = a.reason.map(|r| reasons::get(db, r)).transpose()?.flatten().map_or(a.reason_text.clone(), |r| r.name);
    let words = session.tr("coming-visit", &[("day", day.into()), ("time", words::time(a.start).into()), ("who", who.into())]);
    let how = match way(a, session.now()) {
        Way::Ahead => None,
        Way::Missing => Some(session.t("call-not-here")),
        Way::Comes(eta) => Some(session.tr("call-comes", &[("time", words::time(eta).into())])),
        Way::Here => Some(session.t("state-here").to_lowercase()),
    };
    let words = [Some(words), how].into_iter().flatten().collect::<Vec<_>>().join(", ");
    Ok(Said { visit: a.id, alike: one.alike, words, reason })
}
