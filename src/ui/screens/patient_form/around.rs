//! Those around a patient, and the practice's own flags, in the form.

use super::Draft;
use crate::{
    actions::patients::PatientForm,
    model::{RecallKind, patient::Contact},
    store::{patients, recalls},
    ui::{
        icons::Icon,
        keys::keep_typing,
        parts::{entry::Entry, lists::keyed},
        use_query, use_session,
    },
};
use dioxus::prelude::*;

/// So many flags in use are offered.
const OFFERED: usize = 8;

/// A line for each relative, and a way to add one.
#[component]
pub fn Contacts(draft: Signal<Draft>, change: Callback<PatientForm>) -> Element {
    let session = use_session();
    let contacts = draft.read().typed.contacts.clone();
    let mut added = use_signal(|| None::<usize>);
    let edit = move |with: &dyn Fn(&mut Vec<Contact>)| {
        let mut form = draft.peek().typed.clone();
        with(&mut form.contacts);
        change(form);
    };
    let n = contacts.len();
    rsx! {
        for (i , c) in contacts.into_iter().enumerate() {
            div { key: "{i} {n}", class: "contact-line", role: "group", "aria-label": session.tr("contact-of", &[("n", (i + 1).into())]),
                Entry { value: c.name, class: "input", autofocus: added() == Some(i), maxlength: "200", "data-testid": "contact-name-{i}", "aria-label": session.t("contact-name"), placeholder: session.t("contact-name"), oninput: move |v: String| edit(&|all| all[i].name = v.clone()) }
                Entry { value: c.relation, class: "input", maxlength: "100", "data-testid": "contact-relation-{i}", "aria-label": session.t("contact-relation"), placeholder: session.t("contact-relation"), oninput: move |v: String| edit(&|all| all[i].relation = v.clone()) }
                Entry { value: c.phone, class: "input num", r#type: "tel", maxlength: "60", "data-testid": "contact-phone-{i}", "aria-label": session.t("visit-phone"), placeholder: session.t("visit-phone"), oninput: move |v: String| edit(&|all| all[i].phone = v.clone()) }
                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "contact-remove-{i}", "aria-label": session.tr("contact-remove", &[("n", (i + 1).into())]), onclick: move |_| edit(&|all| drop(all.remove(i))), Icon { name: "x" } }
            }
        }
        button { r#type: "button", class: "btn quiet flush", "data-testid": "contact-add", onclick: move |_| { added.set(Some(n)); edit(&|all| all.push(Contact::default())) }, Icon { name: "plus" } {session.t("contact-add")} }
    }
}

/// The flags that recalls go by, with those in use at hand.
#[component]
pub fn Flags(draft: Signal<Draft>, change: Callback<PatientForm>) -> Element {
    let session = use_session();
    let mut typed = use_signal(String::new);
    let flags = draft.read().typed.flags.clone();
    let known = use_query(&["patient", "recallkind"], |db| {
        let mut known: Vec<String> = patients::flags(db)?.into_iter().map(|f| f.0).collect();
        let named = |k: RecallKind| [k.flags, k.not_flags].concat();
        known.extend(recalls::kinds(db)?.into_iter().filter(|k| !k.retired).flat_map(named));
        Ok(known)
    });
    let edit = move |with: &dyn Fn(&mut Vec<String>)| {
        let mut form = draft.peek().typed.clone();
        with(&mut form.flags);
        change(form);
    };
    let bears = |flags: &[String], flag: &str| flags.iter().any(|f| crate::base::text::fold(f) == crate::base::text::fold(flag));
    let mut offered: Vec<String> = Vec::new();
    for flag in known.read().iter().flatten() {
        if !bears(&flags, flag) && !bears(&offered, flag) && offered.len() < OFFERED {
            offered.push(flag.clone());
        }
    }
    let mut add = move || {
        let flag = typed.peek().trim().to_owned();
        if !flag.is_empty() {
            edit(&|all| all.push(flag.clone()));
            typed.set(String::new());
        }
    };
    rsx! {
        div { class: "field",
            span { class: "name", id: "flags-name", {session.t("flags")} em { " " {session.t("flags-hint")} } }
            if !flags.is_empty() {
                div { class: "chips flag-chips",
                    for (i , (key , flag)) in keyed(flags, Clone::clone).into_iter().enumerate() {
                        button { r#type: "button", key: "{key}", class: "chip", "aria-pressed": "true", "data-testid": "flag-{i}", "aria-label": session.tr("flag-remove", &[("flag", flag.clone().into())]), onclick: move |_| edit(&|all| drop(all.remove(i))), "{flag}" Icon { name: "x", small: true } }
                    }
                }
            }
            Entry { value: typed(), maxlength: "80", "data-testid": "flag-new", "aria-labelledby": "flags-name", placeholder: session.t("flags-new"),
                oninput: move |v| typed.set(v), onchange: move |_| add(),
                onkey: move |e: KeyboardEvent| {
                    if e.key() == Key::Enter && e.modifiers().is_empty() && !typed.peek().trim().is_empty() { e.prevent_default(); e.stop_propagation(); add() } else { keep_typing(&e) }
                } }
            if !offered.is_empty() {
                div { class: "chips flag-chips", role: "group", "aria-label": session.t("flags-in-use"),
                    for (key , flag) in keyed(offered, Clone::clone) {
                        button { r#type: "button", key: "{key}", class: "chip", "data-testid": "flag-add-{flag}", onclick: { let flag = flag.clone(); move |_| edit(&|all| all.push(flag.clone())) }, Icon { name: "plus", small: true } "{flag}" }
                    }
                }
            }
        }
    }
}
