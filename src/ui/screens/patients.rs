//! Patients: found as one types, and the one who is open beside the list.

use super::{
    patient::PatientPage,
    patient_form,
    twin_pair::PairPage,
    twins::{TwinsLine, TwinsPage},
};
use crate::{
    base::Id,
    model::{Patient, namesakes::told_apart},
    store::patients,
    ui::{
        icons::Icon,
        keys::keep_typing,
        parts::{
            focus::reveal,
            pairs::use_pairs,
            people::{self, Who},
        },
        route::{Panel, Route},
        session::Session,
        use_query, use_session,
    },
};
use dioxus::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

/// More than this one does not read: one types on instead.
const SHOWN: usize = 50;

#[component]
pub fn Patients() -> Element {
    let session = use_session();
    let pairs = use_pairs();
    use_context_provider(|| pairs);
    let route = *session.route.read();
    let (open, shown) = match route {
        Route::Patient(id) => (Some(id), "page"),
        Route::Twins => (None, "page"),
        Route::Pair(..) => (None, "pair"),
        _ => (None, "list"),
    };
    rsx! {
        div { class: "split", "data-open": shown,
            Finder { open, listing: shown == "list" }
            match route {
                Route::Patient(id) => rsx! { PatientPage { key: "{id}", id } },
                Route::Twins => rsx! { TwinsPage {} },
                Route::Pair(a, b) => rsx! { PairPage { key: "{a}{b}", a, b } },
                _ => rsx! { div { class: "page", div { class: "empty", Icon { name: "users" } p { {session.t("patients-choose")} } } } },
            }
        }
    }
}

#[component]
fn Finder(open: Option<Id>, listing: bool) -> Element {
    let session = use_session();
    let mut typed = use_signal(String::new);
    let mut lit = use_signal(|| None::<usize>);
    let mut field = use_signal(|| None::<Rc<MountedData>>);
    let rows = use_signal(BTreeMap::<usize, Rc<MountedData>>::new);
    let found = use_query(&["patient"], move |db| patients::find_some(db, &typed.read(), SHOWN));
    use_refocus(listing, field);
    let answer = found.read();
    let (list, all): (Vec<Patient>, usize) = answer.as_ref().cloned().unwrap_or_default();
    let ids: Vec<Id> = list.iter().map(|p| p.id).collect();
    let blank = typed.read().trim().is_empty();
    let on_key = move |e: KeyboardEvent| {
        keep_typing(&e);
        let n = ids.len();
        let to = match (e.key(), lit()) {
            (Key::ArrowDown, None) if n > 0 => 0,
            (Key::ArrowDown, Some(i)) if n > 0 => (i + 1).min(n - 1),
            (Key::ArrowUp, Some(i)) => i.saturating_sub(1),
            (Key::Enter, at) => {
                e.prevent_default();
                if let Some(id) = ids.get(at.unwrap_or(0)).filter(|_| at.is_some() || !typed.peek().trim().is_empty()) {
                    session.go(Route::Patient(*id));
                }
                return;
            }
            _ => return,
        };
        e.prevent_default();
        lit.set(Some(to));
        reveal(rows, to);
    };
    rsx! {
        section { class: "finder", "aria-label": session.t("place-patients"),
            header { class: "top",
                div { class: "title", h1 { {session.t("place-patients")} } }
                span { class: "grow" }
                button { r#type: "button", class: "btn", "data-testid": "new-patient", onclick: move |_| add(session, &typed.peek()), Icon { name: "user-plus" } span { {session.t("patients-new")} } }
            }
            div { class: "find",
                Icon { name: "search" }
                input {
                    r#type: "search", "data-testid": "patient-search", "data-ahead": "true", initial_value: "{typed.peek()}", placeholder: session.t("book-who-hint"), "aria-label": session.t("find-patient"),
                    role: "combobox", "aria-controls": "patient-list", "aria-expanded": !list.is_empty(), "aria-activedescendant": lit().map(|i| format!("patient-{i}")),
                    autocomplete: "off", spellcheck: "false", maxlength: "200",
                    onmounted: move |e| async move {
                        field.set(Some(e.data()));
                        if listing {
                            let _ = e.set_focus(true).await;
                        }
                    },
                    oninput: move |e| { typed.set(e.value()); lit.set(None); },
                    onkeydown: on_key,
                }
            }
            TwinsLine {}
            if list.is_empty() {
                Nobody { typed: typed() }
            } else {
                Found { list: list.clone(), open, lit: lit(), letters: blank, rows }
                p { class: "said", role: "status", "data-testid": "patients-said",
                    if all > SHOWN { {session.tr("patients-more", &[("n", (all - SHOWN).into())])} } else { {session.tr("patients-count", &[("n", all.into())])} }
                }
            }
        }
    }
}

/// The field has the focus whenever the list is what one came for.
fn use_refocus(listing: bool, field: Signal<Option<Rc<MountedData>>>) {
    use_effect(use_reactive(&listing, move |listing| {
        let field = field.read().clone();
        if let Some(field) = field.filter(|_| listing) {
            spawn(async move {
                let _ = field.set_focus(true).await;
            });
        }
    }));
}

#[component]
fn Found(
    list: Vec<Patient>,
    open: Option<Id>,
    lit: Option<usize>,
    letters: bool,
    rows: Signal<BTreeMap<usize, Rc<MountedData>>>,
) -> Element {
    let letter = |p: &Patient| p.family.chars().next().map(|c| crate::base::text::fold(&c.to_string()).to_uppercase()).unwrap_or_default();
    let apart = if *use_session().privacy.read() { vec![None; list.len()] } else { told_apart(&list) };
    rsx! {
        ul { class: "list scroll", id: "patient-list",
            for (i , p) in list.iter().enumerate() {
                Row { key: "{p.id}", i, open: open == Some(p.id), lit: lit == Some(i), rows, patient: p.clone(), apart: apart[i].clone(),
                    heading: (letters && (i == 0 || letter(&list[i - 1]) != letter(p))).then(|| letter(p)) }
            }
        }
    }
}

#[component]
fn Row(
    i: usize,
    heading: Option<String>,
    patient: Patient,
    apart: Option<String>,
    open: bool,
    lit: bool,
    rows: Signal<BTreeMap<usize, Rc<MountedData>>>,
) -> Element {
    let session = use_session();
    let mut rows = rows;
    let id = patient.id;
    let (family, first) = people::name_parts(session, &patient);
    let born = [people::born_short(session, &patient), apart.unwrap_or_default()];
    let born = born.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" · ");
    rsx! {
        if let Some(letter) = heading { li { class: "letter", "{letter}" } }
        li {
            button { r#type: "button", class: "row", id: "patient-{i}", "data-testid": "patient-{i}", "aria-current": open, "data-lit": lit,
                onmounted: move |e| { rows.write().insert(i, e.data()); },
                onclick: move |_| session.go(Route::Patient(id)),
                span { class: "main",
                    Who { family, first }
                    span { class: "born num", {born} }
                }
                span { class: "side num", {people::phone(session, &patient)} }
            }
        }
    }
}

#[component]
fn Nobody(typed: String) -> Element {
    let session = use_session();
    let name = typed.trim().to_owned();
    rsx! {
        div { class: "empty", "data-testid": "patients-empty",
            Icon { name: "user-round-search" }
            if name.is_empty() {
                strong { {session.t("patients-none")} }
                p { {session.t("patients-none-hint")} }
                button { r#type: "button", class: "btn", onclick: move |_| session.go(Route::Import), Icon { name: "file-input" } {session.t("place-import")} }
            } else {
                strong { {session.tr("patients-nobody", &[("name", name.clone().into())])} }
                p { {session.t("patients-nobody-hint")} }
                button { r#type: "button", class: "btn", "data-testid": "new-patient-typed", onclick: move |_| add(session, &name), Icon { name: "user-plus" } {session.tr("book-create", &[("name", name.clone().into())])} }
            }
        }
    }
}

/// Opens the form for somebody new, with the name that was searched for.
pub fn add(session: Session, typed: &str) {
    patient_form::begin(session, typed);
    session.open(Panel::Patient(None));
}
