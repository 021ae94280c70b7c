//! The focus follows the selection, so that letters act on it and it is in sight.

use dioxus::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

/// Gives the element the focus whenever `selected` becomes true. Hand it to `onmounted`.
pub fn use_focus_when(selected: bool) -> impl FnMut(Event<MountedData>) + 'static {
    let mut node = use_signal(|| None::<Rc<MountedData>>);
    use_effect(use_reactive(&selected, move |selected| {
        let node = node.read().clone();
        if let Some(node) = node.filter(|_| selected) {
            spawn(async move {
                let _ = node.set_focus(true).await;
            });
        }
    }));
    move |event: Event<MountedData>| node.set(Some(event.data()))
}

/// Brings a row into sight, without moving what is in sight already.
pub fn reveal(rows: Signal<BTreeMap<usize, Rc<MountedData>>>, i: usize) {
    let row = rows.peek().get(&i).cloned();
    if let Some(row) = row {
        spawn(async move {
            let options = ScrollToOptions {
                behavior: ScrollBehavior::Instant,
                vertical: ScrollLogicalPosition::Nearest,
                horizontal: ScrollLogicalPosition::Nearest,
            };
            let _ = row.scroll_to_with_options(options).await;
        });
    }
}
