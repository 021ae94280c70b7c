//! The quiet bar that says what was done and offers to take it back, for ten seconds.

use crate::ui::{
    route::Route,
    screens::{calls, offer::Fitting},
    use_session,
};
use dioxus::prelude::*;

#[component]
pub fn UndoBar() -> Element {
    let mut session = use_session();
    let toast = session.toast.read().clone();
    // Each toast starts its own ten seconds; one that was followed by another no longer counts.
    use_effect(move || {
        let Some(number) = session.toast.read().as_ref().map(|t| t.number) else { return };
        spawn(async move {
            tokio::time::sleep(std::time::Duration::from_secs(10)).await;
            let same = session.toast.peek().as_ref().is_some_and(|t| t.number == number);
            if same {
                session.toast.set(None);
            }
        });
    });
    rsx! {
        div { "aria-live": "polite", role: "status",
            if let Some(toast) = toast {
                div { class: "undo", key: "{toast.number}", "data-testid": "toast", "data-refused": toast.refused,
                    span { class: "said", "{toast.words}" }
                    if let Some(n) = toast.to_move {
                        button { r#type: "button", class: "btn", "data-testid": "toast-to-move", onclick: move |_| { session.toast.set(None); session.go(Route::ToMove) }, {session.tr("to-move-see", &[("n", n.into())])} }
                    }
                    if let Some(act) = toast.act {
                        Fitting { key: "{act}", act }
                        button { r#type: "button", class: "btn", "data-testid": "undo", onclick: move |_| { session.toast.set(None); session.undo(act) },
                            {session.t("undo")} kbd { class: "key", "Ctrl Z" }
                        }
                    } else if let Some(card) = toast.card.clone() {
                        button { r#type: "button", class: "btn", "data-testid": "toast-card", onclick: move |_| { session.toast.set(None); calls::bring_back(session, card.clone()) }, {session.t("call-back-to")} }
                    } else if toast.resume {
                        button { r#type: "button", class: "btn", "data-testid": "toast-resume", onclick: move |_| { session.toast.set(None); session.resume() }, {session.t("book-go-on")} }
                    } else {
                        button { r#type: "button", class: "btn", onclick: move |_| session.toast.set(None), {session.t("close")} }
                    }
                    i { class: "left" }
                }
            }
        }
    }
}
