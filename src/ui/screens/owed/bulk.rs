//! Several lines at once: what is done to all of them is one act, with one undo.

use super::{
    Asking, Hand, acts,
    more::{GiveLine, PutOffLine},
};
use crate::{
    base::Id,
    ui::{icons::Icon, use_session},
};
use dioxus::prelude::*;

#[component]
pub fn Bulk() -> Element {
    let session = use_session();
    let mut hand = use_context::<Hand>();
    // In the list's order, and only what is still there.
    let picked = hand.picked.read().clone();
    let ids: Vec<Id> = hand.order.read().iter().filter(|id| picked.contains(id)).copied().collect();
    let n = ids.len();
    let asking = *hand.asking.read();
    let mut ask = move |what: Asking| hand.asking.set(if *hand.asking.peek() == Some(what) { None } else { Some(what) });
    let done = ids.clone();
    rsx! {
        div { class: "bulk", role: "region", "aria-label": session.t("owed-pick"), "data-testid": "owed-bulk",
            match asking {
                Some(Asking::PutOff) if n > 0 => rsx! { PutOffLine { ids: ids.clone() } },
                Some(Asking::Give) if n > 0 => rsx! { GiveLine { ids: ids.clone(), shown: None } },
                _ => rsx! {},
            }
            div { class: "bulk-line",
                strong { class: "num", "aria-live": "polite", "data-testid": "owed-picked", {session.tr("owed-picked", &[("n", n.into())])} }
                button { class: "btn quiet icon-only", "data-testid": "bulk-end", "aria-label": session.t("cancel"), onclick: move |_| hand.end_picking(), Icon { name: "x" } }
                span { class: "grow" }
                button { class: "btn", "data-testid": "bulk-put-off", disabled: n == 0, onclick: move |_| ask(Asking::PutOff), Icon { name: "clock" } span { {session.t("owed-act-put-off")} } }
                button { class: "btn", "data-testid": "bulk-give", disabled: n == 0, onclick: move |_| ask(Asking::Give), Icon { name: "user-round" } span { {session.t("owed-act-give")} } }
                button { class: "btn", "data-testid": "bulk-done", disabled: n == 0, onclick: move |_| acts::all_done(session, hand, done.clone()), Icon { name: "check" } span { {session.t("owed-done")} } }
            }
        }
    }
}
