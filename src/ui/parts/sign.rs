//! Genki's sign: a sun over a desk.

use dioxus::prelude::*;

#[component]
pub fn Sign() -> Element {
    rsx! {
        svg { class: "sign", view_box: "0 0 32 32", fill: "none", stroke: "currentColor", "stroke-width": "2.4", "stroke-linecap": "round", "aria-hidden": "true",
            path { d: "M7 21a9 9 0 0 1 18 0", fill: "currentColor", "fill-opacity": ".16" }
            path { d: "M2.5 21h27" }
            path { d: "M10 26.5h12" }
            path { d: "M16 4v3M5.5 9l2 2M26.5 9l-2 2" }
        }
    }
}
