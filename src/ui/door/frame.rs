//! What everything at the door stands in: a sheet of paper before a horizon.

use super::{Doorway, Trouble};
use crate::ui::{icons::Icon, parts::sign::Sign};
use dioxus::prelude::*;

#[component]
pub fn Frame(#[props(default)] wide: bool, #[props(default)] onescape: Option<EventHandler<()>>, children: Element) -> Element {
    rsx! {
        div {
            id: "app", class: "app", tabindex: "-1",
            onkeydown: move |e| if e.key() == Key::Escape && let Some(onescape) = onescape { onescape.call(()) },
            Paper { wide, {children} }
        }
    }
}

/// The sheet alone, for the locked screen, which stands in the shell already.
#[component]
pub fn Paper(#[props(default)] wide: bool, children: Element) -> Element {
    rsx! {
        main { class: "door", id: "door",
            Horizon {}
            section { class: if wide { "sheet wide" } else { "sheet" }, {children} }
        }
    }
}

#[component]
fn Horizon() -> Element {
    rsx! {
        svg { class: "horizon", view_box: "0 0 1440 420", "preserveAspectRatio": "xMidYMax slice", "aria-hidden": "true",
            g { fill: "currentColor",
                circle { cx: "720", cy: "420", r: "250", opacity: ".05" }
                circle { cx: "720", cy: "420", r: "370", opacity: ".045" }
                circle { cx: "720", cy: "420", r: "520", opacity: ".035" }
                circle { cx: "720", cy: "420", r: "720", opacity: ".03" }
            }
        }
    }
}

/// A calm word while something is done.
#[component]
pub fn Moment(words: String) -> Element {
    rsx! {
        Sign {}
        h1 { class: "less", role: "status", "{words}" }
    }
}

/// What went wrong, where it belongs to no field.
#[component]
pub fn Problem(trouble: Option<Trouble>) -> Element {
    let door = use_context::<Doorway>();
    let words = trouble.map(|t| t.words(*door.lang.read()));
    rsx! {
        if let Some(words) = words {
            p { class: "note delay", "data-tone": "warn", role: "alert", "data-testid": "problem", Icon { name: "triangle-alert" } span { "{words}" } }
        }
    }
}

/// Back and on. The button waits, and says so, while something is done.
#[component]
pub fn Onward(label: String, #[props(default)] onback: Option<EventHandler<()>>, #[props(default)] back: String) -> Element {
    let door = use_context::<Doorway>();
    let busy = *door.busy.read();
    rsx! {
        div { class: "acts",
            if let Some(onback) = onback {
                button { class: "btn quiet", r#type: "button", disabled: busy, onclick: move |_| onback.call(()),
                    if back.is_empty() { {door.t("back")} } else { "{back}" }
                }
            } else {
                span {}
            }
            button { class: "btn primary big", r#type: "submit", "data-testid": "go-on", "aria-disabled": busy,
                if busy { {door.t("app-loading")} } else { "{label} " kbd { class: "key", "↵" } }
            }
        }
    }
}
