//! One act of the history, and what it changed.

use super::history::Told;
use crate::{
    base::Id,
    store::acts,
    ui::{icons::Icon, parts::told::Telling, use_query, use_session},
};
use dioxus::prelude::*;

/// So many records of an act are looked into: nobody reads an import line by line.
const LOOKED: usize = 20;
const SHOWN: usize = 40;

#[component]
pub fn ActLine(act: Told) -> Element {
    let session = use_session();
    let mut open = use_signal(|| false);
    let id = act.id;
    rsx! {
        li { class: "act", "data-undone": if act.undone { "true" }, "data-testid": "act-{act.id}",
            time { class: "time", "{act.time}" }
            Icon { name: act.icon }
            div { class: "main",
                span { button { r#type: "button", class: "plain", "data-testid": "look-{id}", "aria-expanded": open(), onclick: move |_| open.toggle(),
                    if act.about.is_empty() { "{act.what}" } else { b { "{act.about}" } " · {act.what}" }
                } }
                span { class: "by", if act.undone { {session.t("taken-back")} " · " } "{act.who}" }
            }
            if act.undone || act.stays { span {} } else {
                button { r#type: "button", class: "btn quiet", "data-testid": "undo-{id}", "aria-label": "{act.what}: {session.t(\"undo\")}", onclick: move |_| session.undo(id), Icon { name: "undo-2" } span { {session.t("undo")} } }
            }
            if open() { Edits { id } }
        }
    }
}

#[derive(Clone, PartialEq)]
struct Line {
    about: String,
    field: String,
    from: String,
    to: String,
}

/// Field by field: what stood there, and what stands there now.
#[component]
fn Edits(id: Id) -> Element {
    let session = use_session();
    let edits = use_query(&["act"], move |db| {
        let telling = Telling { lang: *session.lang.read(), private: *session.privacy.read() };
        let mut lines = Vec::new();
        if telling.private {
            return Ok(lines);
        }
        for edit in acts::edits(db, id, LOOKED)? {
            let Some(field) = telling.field(&edit.field) else { continue };
            let nothing = |v: &serde_json::Value| crate::model::record::is_nothing(v) || *v == 0;
            if edit.from == edit.to || (nothing(&edit.from) && nothing(&edit.to)) {
                continue;
            }
            lines.push(Line {
                about: telling.about(db, edit.doc)?,
                field,
                from: telling.value(db, &edit.field, &edit.from)?,
                to: telling.value(db, &edit.field, &edit.to)?,
            });
        }
        Ok(lines)
    });
    let answer = edits.read();
    let lines = answer.as_ref().cloned().unwrap_or_default();
    let many = lines.len() > SHOWN || lines.windows(2).any(|w| w[0].about != w[1].about);
    if lines.is_empty() {
        return rsx! { p { class: "edits second", "data-testid": "edits-{id}", {session.t("history-no-fields")} } };
    }
    rsx! {
        dl { class: "facts edits", "data-testid": "edits-{id}",
            for (i , l) in lines.iter().take(SHOWN).enumerate() {
                dt { key: "f{i}", if many && !l.about.is_empty() { "{l.about} · " } "{l.field}" }
                dd { s { class: "faint", "{l.from}" } " → " b { "{l.to}" } }
            }
            if lines.len() > SHOWN { dd { class: "second", {session.t("history-and-more")} } }
        }
    }
}
