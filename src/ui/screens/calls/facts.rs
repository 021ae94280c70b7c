//! What one needs to know of a patient on the line: a word of caution, what to ask of her life, what may be said of her
//! results, what is owed to her already.

use super::recalled::Recalled;
use crate::{
    actions::{results, tasks},
    base::Id,
    model::{
        Keepsake, Owed, RecallKind, TestResult,
        card::told_lately,
        communication::Why,
        owed::{Sort, Step},
        patient::Contact,
        recall::Due,
        result::Decision,
    },
    store::{self, Topic},
    ui::{
        icons::Icon,
        parts::{keepsake::Ask, relatives},
        screens::owed::icon,
        session::Session,
        use_query, use_session,
    },
    words,
};
use chrono::NaiveDate;
use dioxus::prelude::*;

const TOPICS: &[Topic] =
    &["patient", "keepsake", "result", "task", "communication", "recall", "recallkind", "kept", "encounter", "appointment"];
/// So many recalls are told at most, the longest due first: somebody is on the line.
const RECALLS: usize = 3;

#[derive(Clone, PartialEq, Default)]
struct Known {
    mind: Vec<String>,
    ask: Vec<Keepsake>,
    results: Vec<TestResult>,
    /// What was told lately, and by whom.
    told: Vec<(TestResult, String)>,
    owed: Vec<Owed>,
    recalls: Vec<(RecallKind, Due)>,
    around: Vec<Contact>,
}

#[component]
pub fn Facts(patient: Id, why: Option<Why>, about: Option<Id>) -> Element {
    let session = use_session();
    let known = use_query(TOPICS, move |db| {
        let now = session.now();
        let p = store::patients::get(db, patient)?.unwrap_or_default();
        let mind = [p.alert, p.pronounce, p.address_as].into_iter().filter(|line| !line.is_empty()).collect();
        let ask = store::keepsakes::open_of(db, patient)?.into_iter().filter(|k| k.is_to_be_asked(now.date())).collect();
        let (results, told): (Vec<_>, Vec<_>) = store::results::of_patient(db, patient)?.into_iter().partition(|r| r.told_at.is_none());
        let told = told.into_iter().filter(|r| told_lately(r, now)).map(|r| Ok((teller(db, &r)?, r)));
        let told = told.map(|one: store::Result<_>| one.map(|(by, r)| (r, by))).collect::<store::Result<_>>()?;
        let open = store::tasks::of_patient(db, patient)?;
        let owed = open.iter().filter_map(|t| Owed::of_task(t, 0, now)).collect();
        Ok(Known { mind, ask, results, owed, recalls: recalls(db, patient, about, now.date())?, around: p.contacts, told })
    });
    let Some(known) = known.read().clone() else { return rsx! {} };
    // Results lead where they are asked for; elsewhere one line says that there are some.
    let wants = why == Some(Why::Results);
    rsx! {
        div { class: "call-facts",
            for (i , line) in known.mind.into_iter().enumerate() { p { key: "m{i}", class: "mind", "{line}" } }
            if !known.around.is_empty() { Relatives { contacts: known.around } }
            for keepsake in known.ask { Ask { key: "{keepsake.id}", keepsake } }
            for owed in known.owed { Open { key: "{owed.of}", owed } }
            if wants && known.results.is_empty() && known.told.is_empty() { p { class: "second small", "data-testid": "call-no-results", {session.t("call-no-results")} } }
            for result in known.results { Result { key: "{result.id}", result, whole: wants } }
            if wants { for (result , by) in known.told { Told { key: "t{result.id}", result, by } } }
            for (kind , due) in known.recalls { Recalled { key: "r{kind.id}", patient, kind, due: Some(due), called: false } }
        }
    }
}

fn teller(db: &store::Db, result: &TestResult) -> store::Result<String> {
    Ok(result.told_by.map(|p| store::people::get(db, p)).transpose()?.flatten().map(|p| p.name).unwrap_or_default())
}

/// What the patient is due for by now, with no visit for it; not what this call is about, which is said before.
fn recalls(db: &store::Db, patient: Id, about: Option<Id>, today: NaiveDate) -> store::Result<Vec<(RecallKind, Due)>> {
    let mut due = store::recalls::of_patient(db, patient, today)?;
    let called = about.map(|about| store::recalls::kind_of(db, patient, about)).transpose()?.flatten();
    due.retain(|line| line.due.on <= today && Some(line.kind) != called);
    due.sort_by_key(|line| (line.due.on, line.kind));
    let one = |line: store::recalls::DueLine| Ok(store::recalls::kind(db, line.kind)?.map(|kind| (kind, line.due)));
    due.into_iter().take(RECALLS).filter_map(|line| one(line).transpose()).collect()
}

/// Those around: a tap says that it is them on the line, or dials their number.
#[component]
fn Relatives(contacts: Vec<Contact>) -> Element {
    let session = use_session();
    rsx! {
        div { class: "chips", role: "group", "aria-label": session.t("patient-relatives"),
            for (i , c , (who , phone)) in contacts.into_iter().enumerate().map(|(i, c)| { let apart = relatives::apart(&c, &session.country()); (i, c, apart) }) {
                button { r#type: "button", key: "{i}", class: "chip", "data-testid": "call-relative-{i}", onclick: { let c = c.clone(); move |_| speaks(session, &c) }, Icon { name: "users", small: true } span { "{who}" if !phone.is_empty() { if !who.is_empty() { " · " } span { class: "num", "{phone}" } } } }
            }
        }
    }
}

fn speaks(session: Session, c: &Contact) {
    super::write(session, |card| {
        card.caller = c.name.clone();
        if !c.phone.is_empty() {
            card.number.clone_from(&c.phone);
        }
    });
}

/// A follow-up that is open: it may be what the call is about.
#[component]
fn Open(owed: Owed) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let id = owed.of;
    let when = owed.wanted.map(|at| {
        let day = if at.date() == session.today() { session.t("today-now") } else { words::day_short(lang, at.date()) };
        format!("{day} {}", words::time(at))
    });
    let answered = owed.sort == Sort::Question && !owed.doctors;
    let answer = use_query(&["task"], move |db| store::tasks::get(db, id));
    let told = answer.read().clone().flatten().filter(|_| answered).map(|t| {
        let code = session.t(&format!("answer-{}", t.answer.code()));
        if t.answer_words.is_empty() { code } else { format!("{code} · {}", t.answer_words) }
    });
    let done = session.t(match owed.step {
        Step::Tell | Step::Call | Step::Book => "owed-told",
        _ => "owed-done",
    });
    rsx! {
        div { class: "note owed", "data-testid": "call-owed",
            Icon { name: icon(owed.sort) }
            span { class: "main",
                strong { {session.t(&format!("owed-{}", owed.sort.code()))} } if let Some(when) = when { " · {when}" }
                if !owed.words.is_empty() { small { "{owed.words}" } }
                if let Some(told) = told { small { class: "strong", "{told}" } }
            }
            if !owed.doctors {
                button { r#type: "button", class: "btn", onclick: move |_| {
                    let now = session.now();
                    session.act("task-done", session.t("owed-is-done"), move |tx| tasks::complete(tx, now, id, ""));
                }, "{done}" }
            }
        }
    }
}

/// A result: what may be said of it, or that nothing may yet.
#[component]
fn Result(result: TestResult, whole: bool) -> Element {
    let session = use_session();
    let id = result.id;
    let may = result.may_be_told();
    let says = may && whole && !result.words.is_empty();
    let state = session.t(match result.decision {
        Decision::None => "call-result-waits",
        Decision::Newer(_) => "unknown-code",
        Decision::ICall => "call-result-doctor",
        Decision::Say if says => "call-result-say",
        Decision::Say => "call-result-may-be-said",
        Decision::Appointment if says => "call-result-come",
        Decision::Appointment => "call-result-must-come",
    });
    rsx! {
        div { class: "note result", "data-tone": if may { "good" }, "data-testid": "call-result",
            Icon { name: "flask-conical" }
            span { class: "main", strong { "{result.title}" } small { "{state}" }
                if says { q { class: "say", lang: session.lang.read().code(), "data-testid": "call-result-words", "{result.words}" } }
            }
            if may && whole {
                button { r#type: "button", class: "btn", "data-testid": "call-result-told", onclick: move |_| tell(session, id), {session.t("results-tell")} }
            }
        }
    }
}

/// One that was told: when, by whom and to whom.
#[component]
fn Told(result: TestResult, by: String) -> Element {
    let session = use_session();
    let Some(at) = result.told_at else { return rsx! {} };
    let lang = *session.lang.read();
    let day =
        if at.date() == session.today() { session.t("coming-today") } else { words::day_short_from(lang, at.date(), session.today()) };
    let said = session.tr(
        "call-result-told",
        &[("when", format!("{day} {}", words::time(at)).into()), ("who", by.into()), ("to", result.told_to.clone().into())],
    );
    let say = result.to_say().to_owned();
    rsx! {
        div { class: "note result told", "data-testid": "call-result-was-told",
            Icon { name: "check" }
            span { class: "main", strong { "{result.title}" } small { "{said}" }
                if !say.is_empty() { q { class: "say", lang: lang.code(), "{say}" } }
            }
        }
    }
}

/// It was said to whoever is on the line.
fn tell(session: Session, id: Id) {
    let caller = session.calls.peek().active().map(|c| c.caller.trim().to_owned()).filter(|c| !c.is_empty());
    let (now, to) = (session.now(), caller.unwrap_or_else(|| session.t("results-the-patient")));
    session.act("result-tell", session.t("results-said"), move |tx| results::tell(tx, now, id, &to));
}
