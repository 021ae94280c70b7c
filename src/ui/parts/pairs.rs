//! Files that may be of one person: looked for beside the screen, and again once patients have changed.

use crate::{
    actions::Desk,
    store::{Error, twins, twins::Pair},
    ui::{session::set_there, use_session},
};
use dioxus::prelude::*;

/// What is known by now; nothing while it is being looked for.
#[derive(Clone, Copy, PartialEq)]
pub struct Asked(pub Signal<Option<Vec<Pair>>>);

/// Looks now, and again when nobody has changed a patient for a moment: among very many it takes a second.
pub fn use_pairs() -> Asked {
    let session = use_session();
    let pairs = use_signal(|| None);
    let mut turn = use_signal(|| 0u64);
    use_effect(move || {
        session.live.watch(&["patient", "apart"]);
        let mine = *turn.peek() + 1;
        turn.set(mine);
        let desk: Desk = session.desk.peek().clone();
        spawn(async move {
            if mine > 1 {
                tokio::time::sleep(std::time::Duration::from_millis(80)).await;
            }
            if *turn.peek() != mine {
                return;
            }
            session.in_background(
                move || desk.store.read::<_, Error>(twins::pairs),
                move |_, found| match found {
                    Ok(found) => {
                        session.well("trouble-counted");
                        set_there(pairs, Some(found));
                    }
                    Err(error) => {
                        tracing::error!("pairs could not be looked for: {error}");
                        session.trouble("trouble-counted");
                    }
                },
            );
        });
    });
    Asked(pairs)
}
