//! The focus follows the selection, so that letters act on it and it is in sight.

use dioxus::prelude::*;
use std::rc::Rc;

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
