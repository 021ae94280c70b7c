//! Who is here already and may be the one being typed: said with its reasons, never in the way.

use super::people;
use crate::{
    base::Id,
    model::Patient,
    store::twins,
    ui::{icons::Icon, use_query, use_session},
    words,
};
use dioxus::prelude::*;

/// `take` is what choosing one is called.
#[component]
pub fn Alike(draft: Patient, take: &'static str, onpick: EventHandler<Id>) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let mut now = use_signal(|| draft.clone());
    use_effect(use_reactive(&draft, move |draft| now.set(draft)));
    let found = use_query(&["patient", "apart"], move |db| twins::like(db, &now.read(), 3));
    let answer = found.read();
    let list = answer.as_ref().cloned().unwrap_or_default();
    let private = *session.privacy.read();
    rsx! {
        div { "aria-live": "polite",
            for (p , likeness) in list {
                p { class: "note alike", "data-tone": "warn", key: "{p.id}", "data-testid": "alike", Icon { name: "users" }
                    span {
                        {session.tr("patient-alike", &[("name", people::name(session, &p).into()), ("born", words::born(lang, &p, session.today()).into())])}
                        " "
                        span { class: "reasons-said", {words::likeness(lang, &likeness, &session.country(), private)} }
                        " "
                        button { r#type: "button", class: "link", "data-testid": "alike-take", onclick: move |_| onpick.call(p.id), {session.t(take)} }
                    }
                }
            }
        }
    }
}
