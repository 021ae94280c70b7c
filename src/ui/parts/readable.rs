//! A part of the screen that says so where it could not be read, and never looks empty instead.

use crate::ui::{
    icons::Icon,
    live::AGAIN,
    reads::{Reads, Unread},
    use_session,
};
use dioxus::prelude::*;

/// Around whatever asks the store. While a question inside has no answer, a line stands in its place, with a way to ask
/// again; what was typed inside waits behind it. Records that could not be read are counted above the rest.
#[component]
pub fn Readable(
    /// What is inside stays in sight beside the line: something may be typed there, or it is the way back in.
    #[props(default)]
    beside: bool,
    /// The line lies over everything, as what is inside does.
    #[props(default)]
    over: bool,
    children: Element,
) -> Element {
    let reads = use_context_provider(Reads::default);
    use_hook(|| reads.shown_here());
    let mut begun = use_signal(|| 0u32);
    let unread = reads.unread();
    let again = move |()| {
        if unread.first {
            begun += 1;
        }
    };
    rsx! {
        Line { unread, over, again }
        for n in [begun()] {
            div { key: "{n}", class: "readable", hidden: unread.failed && !beside, {children.clone()} }
        }
    }
}

/// For what belongs to no part of the screen: the rail and its counts.
#[component]
pub fn WindowLine() -> Element {
    let reads: Reads = use_context();
    use_hook(|| reads.shown_here());
    rsx! { Line { unread: reads.unread(), over: false, again: |()| {} } }
}

#[component]
fn Line(unread: Unread, over: bool, again: EventHandler<()>) -> Element {
    let session = use_session();
    let class = if over { "unread note afloat" } else { "unread note" };
    rsx! {
        if unread.failed {
            div { class, "data-tone": "bad", role: "alert", "data-testid": "unread",
                Icon { name: "circle-alert" }
                span { class: "main", {session.t(if unread.damaged { "unread-damaged" } else { "unread" })} }
                button { r#type: "button", class: "btn", "data-testid": "unread-again", onclick: move |_| { again.call(()); session.live.touch(AGAIN) }, {session.t("try-again")} }
            }
        } else if unread.passed > 0 {
            p { class, "data-tone": "warn", role: "status", "data-testid": "unread-some",
                Icon { name: "circle-alert" }
                span { class: "main", {session.tr("unread-some", &[("n", (unread.passed as i64).into())])} }
            }
        }
    }
}
