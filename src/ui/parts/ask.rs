//! Where only a manager does something: it says so, and asks one.

use super::{
    entry::Entry,
    rights::{managers, use_team},
};
use crate::{
    actions::asks,
    base::Id,
    model::{Ask, rights::Deed},
    store,
    ui::{icons::Icon, parts::told, use_query, use_session},
    words,
};
use dioxus::prelude::*;

/// A quiet line with a button; pressed, a line of words may go with it. What was asked already waits.
#[component]
pub fn AskManager(deed: Deed, #[props(default)] about: Vec<Id>) -> Element {
    let session = use_session();
    let team = use_team();
    let mut asking = use_signal(|| false);
    let mut typed = use_signal(String::new);
    let wanted = use_memo(use_reactive(&about, |about| about));
    let asked = use_query(&["ask"], move |db| {
        let me = session.desk.read().person;
        Ok(store::asks::all(db)?.into_iter().find(|a| a.is_open() && a.by == me && a.deed == deed.code() && a.about == *wanted.read()))
    });
    let asked: Option<Ask> = asked.read().clone().flatten();
    let who = managers(&team.read(), &session.t("or"));
    let send = move |e: FormEvent| {
        e.prevent_default();
        let (now, about, line) = (session.now(), about.clone(), typed.peek().clone());
        asking.set(false);
        typed.set(String::new());
        session.act("ask", session.t("done-ask"), move |tx| asks::ask(tx, now, deed, &line, &about));
    };
    let free = asked.is_none();
    let lead = session.tr("ask-lead", &[("who", who.into())]);
    rsx! {
        div { class: "note ask", "data-tone": "info", "data-testid": "ask-{deed.code()}",
            Icon { name: "message-square" }
            div { class: "main",
                p { "{lead}" }
                if let Some(ask) = asked {
                    p { class: "second", "data-testid": "asked",
                        {session.tr("ask-waits", &[("day", told::day(*session.lang.read(), ask.at.date(), session.today()).into()), ("time", words::time(ask.at).into())])}
                    }
                } else if asking() {
                    form { class: "ask-line", autocomplete: "off", onsubmit: send,
                        Entry { class: "input", value: typed(), autofocus: true, maxlength: "400", "data-testid": "ask-words", "aria-label": session.t("ask-words"), placeholder: session.t("ask-words"), oninput: move |v| typed.set(v) }
                        button { class: "btn primary", r#type: "submit", "data-testid": "ask-send", {session.t("ask-send")} " " kbd { class: "key", "↵" } }
                        button { class: "btn quiet", r#type: "button", onclick: move |_| asking.set(false), {session.t("cancel")} }
                    }
                }
            }
            if free && !asking() {
                button { r#type: "button", class: "btn", "data-testid": "ask-begin", onclick: move |_| asking.set(true), {session.t("ask-manager")} }
            }
        }
    }
}
