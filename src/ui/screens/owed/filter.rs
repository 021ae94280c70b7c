//! What the list is looked at for: whose it is, and which kind. It stays so on this device.

use super::Hand;
use crate::{
    model::owed::{Sort, Whose},
    ui::{app::set_looks, icons::Icon, use_session},
};
use dioxus::prelude::*;

#[component]
pub fn Filters(sorts: Vec<(Sort, usize)>) -> Element {
    let session = use_session();
    let hand = use_context::<Hand>();
    let (only, whose) = (session.looks.read().owed_sort, session.looks.read().owed_whose);
    let picking = *hand.picking.read();
    // The one that is chosen stays, even where there are none left.
    let gone = only.filter(|s| sorts.iter().all(|(sort, _)| sort != s)).map(|s| (s, 0));
    rsx! {
        div { class: "filters owed-filters",
            div { class: "chips", role: "group", "aria-label": session.t("owed-whose"),
                for w in Whose::ALL.iter().copied() {
                    button { r#type: "button", key: "{w.code()}", class: "chip", "data-testid": "owed-whose-{w.code()}", "aria-pressed": whose == w, onclick: move |_| set_looks(session, |l| l.owed_whose = w), {session.t(&format!("owed-whose-{}", w.code()))} }
                }
            }
            span { class: "grow" }
            button { r#type: "button", class: "btn quiet", "data-testid": "owed-pick", "aria-pressed": picking, onclick: move |_| if picking { hand.end_picking() } else { hand.begin_picking() }, Icon { name: "clipboard-check" } span { {session.t("owed-pick")} } }
            if sorts.len() + gone.iter().len() > 1 || only.is_some() {
                div { class: "chips", role: "group", "aria-label": session.t("owed-sorts"),
                    for (sort , n) in sorts.into_iter().chain(gone) {
                        button { r#type: "button", key: "{sort.code()}", class: "chip", "data-testid": "owed-sort-{sort.code()}", "aria-pressed": only == Some(sort),
                            onclick: move |_| set_looks(session, |l| l.owed_sort = if only == Some(sort) { None } else { Some(sort) }),
                            Icon { name: icon(sort), small: true } span { {session.t(&format!("owed-{}", sort.code()))} } span { class: "num second", "{n}" }
                        }
                    }
                }
            }
        }
    }
}

pub fn icon(sort: Sort) -> &'static str {
    match sort {
        Sort::CallBack => "phone-outgoing",
        Sort::Question => "stethoscope",
        Sort::Message => "message-square",
        Sort::Result => "flask-conical",
        Sort::Recall => "syringe",
        Sort::Preparation => "folder-open",
        Sort::Referral => "mail",
        Sort::Other => "list-todo",
    }
}
