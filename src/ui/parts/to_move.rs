//! Visits that lost their session, counted beside the screen: whoever made them so is told at once.

use crate::{
    actions::Desk,
    store::{Error, displaced},
    ui::{icons::Icon, route::Route, session::aside, use_session},
};
use dioxus::prelude::*;

/// How many there are; nothing before they were counted.
#[derive(Clone, Copy, PartialEq)]
pub struct ToMove(pub Signal<Option<usize>>);

/// Counts now, and again whenever the diary or the hours have changed; where there are more than before, says so.
pub fn use_counted() -> ToMove {
    let session = use_session();
    let mut known = use_signal(|| None::<usize>);
    let mut turn = use_signal(|| 0u64);
    use_effect(move || {
        session.live.watch(&["appointment", "practice", "practitioner", "slot"]);
        let mine = *turn.peek() + 1;
        turn.set(mine);
        let (desk, now): (Desk, _) = (session.desk.peek().clone(), session.now());
        spawn(async move {
            if mine > 1 {
                tokio::time::sleep(std::time::Duration::from_millis(40)).await;
            }
            if *turn.peek() != mine {
                return;
            }
            let counted = aside(move || desk.store.read::<_, Error>(|db| displaced::count(db, now)));
            match counted.await {
                Ok(Ok(n)) => {
                    session.well("trouble-counted");
                    let before = known.replace(Some(n));
                    if before.is_some_and(|before| n > before) {
                        session.say_to_move(n);
                    }
                }
                Ok(Err(error)) => {
                    tracing::error!("visits to move could not be counted: {error}");
                    session.trouble("trouble-counted");
                }
                // The window is closing.
                Err(_) => {}
            }
        });
    });
    ToMove(known)
}

/// Leads to them; only where there are some.
#[component]
pub fn ToMoveLine() -> Element {
    let session = use_session();
    let ToMove(known) = use_context();
    let n = known.read().unwrap_or(0);
    if n == 0 {
        return rsx! {};
    }
    rsx! {
        button { r#type: "button", class: "to-move-line", "data-testid": "to-move-open", onclick: move |_| session.go(Route::ToMove),
            Icon { name: "calendar-clock" } span { {session.tr("to-move-count", &[("n", n.into())])} } Icon { name: "chevron-right", small: true }
        }
    }
}
