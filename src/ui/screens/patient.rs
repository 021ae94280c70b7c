//! One patient: who it is, how to reach them, what comes and what was.

use super::{
    calls,
    owed::patient::OwedTo,
    patient_clash::Clashes,
    patient_mind::Minds,
    patient_notes::Notes,
    patient_past::{Calls, Done, Timeline, Visits},
    patient_recalls::Recalls,
    patient_results::Results,
    twin_hints::{Hints, MergeWith, TakeOut},
};
use crate::{
    base::Id,
    lang::Lang,
    model::{Patient, patient::Telecom},
    store::{patients, practitioners},
    ui::{
        icons::Icon,
        parts::{
            people::{self, Who},
            readable::Readable,
        },
        route::{Panel, Route},
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

/// The patient with the names that the record only points to.
#[derive(Clone, PartialEq)]
struct File {
    patient: Patient,
    doctors: Vec<String>,
    merged_into: Option<(Id, String)>,
}

#[component]
pub fn PatientPage(id: Id) -> Element {
    let session = use_session();
    // Who saw whose file is part of the record.
    use_effect(use_reactive!(|(id,)| {
        session.saw("file", Some(id));
    }));
    let file = use_query(&["patient", "practitioner"], move |db| {
        let Some(patient) = patients::get(db, id)? else { return Ok(None) };
        let mut doctors = Vec::new();
        for follows in &patient.general_practitioner {
            let known = follows.parse().ok().map(|id| practitioners::get(db, id)).transpose()?.flatten();
            doctors.push(known.map_or_else(|| follows.clone(), |p| p.name()));
        }
        let merged_into = match patient.merged_into {
            Some(other) => patients::get(db, other)?.map(|p| (other, p.name())),
            None => None,
        };
        Ok(Some(File { patient, doctors, merged_into }))
    });
    let answer = file.read();
    let Some(Some(file)) = answer.as_ref() else {
        return rsx! { article { class: "page", Back {} p { class: "note", {session.t("refused-patient-unknown")} } } };
    };
    let p = &file.patient;
    let private = *session.privacy.read();
    rsx! {
        article { class: "page", "data-testid": "patient-page",
            Back {}
            Head { patient: p.clone() }
            if let Some((other, name)) = file.merged_into.clone() {
                p { class: "note", Icon { name: "info" }
                    span { {session.t("patient-merged")} " " button { r#type: "button", class: "link", onclick: move |_| session.go(Route::Patient(other)), "{name}" } }
                }
            }
            Readable { if file.merged_into.is_some() { TakeOut { id } } else { Hints { id } } }
            Readable { Clashes { id } }
            if !private {
                Alerts { patient: p.clone() }
                div { class: "leaf-grid",
                    Reach { patient: p.clone() }
                    Papers { patient: p.clone(), doctors: file.doctors.clone() }
                }
            }
            if !private {
                Readable { OwedTo { id } }
                div { class: "leaf-grid",
                    if file.merged_into.is_none() && p.deceased.is_empty() { Readable { key: "{p.id}", Recalls { patient: p.clone() } } }
                    Readable { Minds { id } }
                }
                div { class: "leaf-grid", Readable { Results { id } } Readable { Notes { id } } }
            }
            Readable { Visits { id } }
            Readable { Calls { id } }
            Readable { Timeline { id } }
            Readable { Done { id } }
            if file.merged_into.is_none() { MergeWith { id } }
        }
    }
}

#[component]
fn Back() -> Element {
    let session = use_session();
    rsx! { button { r#type: "button", class: "btn quiet back", onclick: move |_| session.go(Route::Patients), Icon { name: "chevron-left" } {session.t("place-patients")} } }
}

#[component]
fn Head(patient: Patient) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let id = patient.id;
    let (family, first) = people::name_parts(session, &patient);
    let quote = if lang == Lang::Fr { ("« ", " »") } else { ("“", "”") };
    let mut said = Vec::new();
    if !*session.privacy.read() {
        said.push(words::born(lang, &patient, session.today()));
        said.push(if patient.maiden.is_empty() {
            String::new()
        } else {
            session.tr("patient-born-as", &[("name", patient.maiden.clone().into())])
        });
        said.push(if patient.address_as.is_empty() { String::new() } else { format!("{}{}{}", quote.0, patient.address_as, quote.1) });
        said.push(patient.pronounce.clone());
    }
    said.retain(|s| !s.is_empty());
    rsx! {
        header { class: "page-head",
            div {
                h1 { Who { family, first } }
                p { class: "sub num", {said.join(" · ")} }
            }
            div { class: "tools",
                button { r#type: "button", class: "btn", "data-testid": "patient-change", onclick: move |_| session.open(Panel::Patient(Some(id))), Icon { name: "pencil" } span { {session.t("change")} } }
                button { r#type: "button", class: "btn", "data-testid": "patient-walk-in", onclick: move |_| session.open(Panel::WalkIn { patient: Some(id) }), Icon { name: "footprints" } span { {session.t("walk-in")} } }
                button { r#type: "button", class: "btn primary", "data-testid": "patient-book", onclick: move |_| session.open(Panel::Book { patient: Some(id), practitioner: None, start: None }), Icon { name: "plus" } span { {session.t("new-visit")} } }
            }
        }
    }
}

#[component]
fn Alerts(patient: Patient) -> Element {
    let session = use_session();
    let died = patient.deceased.get(..10).unwrap_or(&patient.deceased).to_owned();
    let (died, unknown_day) = (words::birth_date(&died), died == "true" || died.is_empty());
    let flagged = !patient.flags.is_empty();
    let any = !patient.deceased.is_empty() || patient.do_not_contact || !patient.alert.is_empty() || !patient.note.is_empty() || flagged;
    if !any {
        return rsx! {};
    }
    rsx! {
        div { class: "alerts",
            if !patient.deceased.is_empty() {
                p { class: "note", "data-tone": "bad", "data-testid": "deceased", Icon { name: "leaf" }
                    span { if unknown_day { {session.t("patient-died")} } else { {session.tr("patient-died-on", &[("date", died.into())])} } }
                }
            }
            if patient.do_not_contact {
                p { class: "note", "data-tone": "warn", Icon { name: "circle-slash" } span { b { {session.t("patient-no-contact")} } } }
            }
            if !patient.alert.is_empty() {
                p { class: "note", "data-tone": "warn", Icon { name: "triangle-alert" } span { b { "{patient.alert}" } } }
            }
            if !patient.note.is_empty() {
                p { class: "note", "data-tone": "info", Icon { name: "heart" } span { "{patient.note}" } }
            }
            if flagged { ul { class: "chips", "aria-label": session.t("flags"), for (i , flag) in patient.flags.into_iter().enumerate() { li { key: "{i}", class: "chip", Icon { name: "tags", small: true } "{flag}" } } } }
        }
    }
}

/// How to reach the patient and those around.
#[component]
fn Reach(patient: Patient) -> Element {
    let session = use_session();
    let id = patient.id;
    let empty = patient.telecom.is_empty() && patient.address.is_empty() && patient.contacts.is_empty();
    rsx! {
        section { class: "leaf",
            h2 { {session.t("patient-reach")} }
            if empty {
                p { class: "second small", {session.t("patient-reach-none")} " " button { r#type: "button", class: "link", onclick: move |_| session.open(Panel::Patient(Some(id))), {session.t("patient-add")} } }
            }
            dl { class: "facts",
                for (i , t) in patient.telecom.iter().enumerate() {
                    dt { key: "t{i}", {session.t(telecom_key(t))} }
                    dd { Contactable { patient: id, telecom: t.clone() } }
                }
                for (i , c) in patient.contacts.iter().enumerate() {
                    dt { key: "c{i}", if c.relation.is_empty() { {session.t("patient-relative")} } else { "{c.relation}" } }
                    dd { "{c.name}"
                        if !c.phone.is_empty() {
                            if !c.name.is_empty() { br {} }
                            Telephone { patient: id, number: c.phone.clone(), caller: c.name.clone() }
                        }
                    }
                }
                for (i , a) in patient.address.iter().enumerate() {
                    dt { key: "a{i}", {session.t(if a.usage == "old" { "patient-address-old" } else { "patient-address" })} }
                    dd {
                        for (n , line) in a.line.iter().enumerate() { span { key: "{n}", "{line}" br {} } }
                        {format!("{} {}", a.postal_code, a.city).trim().to_owned()}
                        if !a.country.is_empty() && a.country != session.country() { br {} "{a.country}" }
                    }
                }
            }
        }
    }
}

fn telecom_key(t: &Telecom) -> &'static str {
    match (t.system.as_str(), t.usage.as_str()) {
        (_, "old") => "telecom-old",
        ("email", _) => "telecom-email",
        ("fax", _) => "telecom-fax",
        ("phone" | "sms", "mobile") => "telecom-mobile",
        ("phone" | "sms", "work") => "telecom-work",
        ("phone" | "sms", "home") => "telecom-home",
        ("phone" | "sms", _) => "telecom-phone",
        _ => "telecom-other",
    }
}

/// What a telephone takes: digits, and a plus before them.
fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// A number to tap, an address to write to.
#[component]
fn Contactable(patient: Id, telecom: Telecom) -> Element {
    match telecom.system.as_str() {
        "phone" | "sms" => rsx! { Telephone { patient, number: telecom.value.clone(), caller: "" } },
        "email" => rsx! { a { class: "tel", href: "mailto:{telecom.value}", Icon { name: "mail", small: true } "{telecom.value}" } },
        _ => rsx! { span { class: "num", "{telecom.value}" } },
    }
}

/// A number: a tap opens the card of a call to it.
#[component]
fn Telephone(patient: Id, number: String, caller: String) -> Element {
    let session = use_session();
    let shown = words::phone(&number, &session.country());
    let label = session.tr("patient-call", &[("number", shown.clone().into())]);
    rsx! {
        button { r#type: "button", class: "tel", "data-testid": "patient-call", "aria-label": "{label}", onclick: move |_| calls::call(session, None, Some(patient), &dialled(&number), &caller, None), Icon { name: "phone", small: true } "{shown}" }
    }
}

/// What else the file says of who it is.
#[component]
fn Papers(patient: Patient, doctors: Vec<String>) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let languages: Vec<String> = patient
        .languages
        .iter()
        .map(|code| {
            let key = format!("language-{}", code.split('-').next().unwrap_or_default().to_lowercase());
            if lang.knows(&key) { session.t(&key) } else { code.clone() }
        })
        .collect();
    let gender = format!("gender-{}", patient.gender);
    let given = patient.given.join(" ");
    let full = if patient.usual.is_empty() { String::new() } else { format!("{given} {}", patient.family) };
    let rows: Vec<(String, String)> = [
        (session.t("patient-doctor"), doctors.join(", ")),
        (session.t("patient-languages"), languages.join(", ")),
        (session.t("field-gender"), if lang.knows(&gender) { session.t(&gender) } else { String::new() }),
        (session.t("patient-full-name"), full),
        (session.t("field-aliases"), patient.aliases.join(", ")),
    ]
    .into_iter()
    .chain(
        patient
            .identifier
            .iter()
            .filter(|i| i.value.parse::<Id>().is_err())
            .take(4)
            .map(|i| (number_name(session.t("patient-number"), &i.kind), i.value.clone())),
    )
    .filter(|(_, v)| !v.trim().is_empty())
    .collect();
    if rows.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "leaf",
            h2 { {session.t("patient-file")} }
            dl { class: "facts",
                for (i , (name , value)) in rows.into_iter().enumerate() { dt { key: "n{i}", "{name}" } dd { class: "num", "{value}" } }
            }
        }
    }
}

fn number_name(plain: String, kind: &str) -> String {
    if kind.is_empty() { plain } else { kind.to_owned() }
}
