//! Words for a colleague, or for all; an answer to theirs says that theirs was read.

use crate::{
    actions::tasks as actions,
    base::Id,
    model::{Person, Task, task::TaskKind},
    store::{people, tasks},
    ui::{
        icons::Icon,
        keys::enter_submits,
        parts::{entry::Entry, people as written},
        session::{Session, set_there},
        shell::PanelHead,
        use_query, use_session,
    },
};
use dioxus::prelude::*;

#[component]
pub fn MessagePanel(to: Option<Id>, answers: Option<Id>) -> Element {
    let mut session = use_session();
    let mut whom = use_signal(|| to);
    let mut wrong = use_signal(|| None::<String>);
    let me = session.desk.peek().person;
    let team = use_query(&["person"], people::all);
    let all: Vec<Person> = team.read().clone().unwrap_or_default().into_iter().filter(|p| !p.has_left() && p.id != me).collect();
    let before = use_query(&["task", "patient"], move |db| {
        let task = answers.map(|id| tasks::get(db, id)).transpose()?.flatten();
        let about = task.as_ref().and_then(|t| t.patient).map(|p| crate::store::patients::get(db, p)).transpose()?.flatten();
        Ok(task.map(|t| (t.words, about)))
    });
    let key = format!("message {answers:?}");
    let typed = session.words.read().get(&key).cloned().unwrap_or_default();
    let kept = key.clone();
    let send = use_callback(move |()| {
        let words = session.words.peek().get(&kept).cloned().unwrap_or_default();
        let kept = kept.clone();
        send(session, *whom.peek(), answers, words, wrong, move |mut session| {
            session.words.write().remove(&kept);
        });
    });
    let error = wrong.read().clone();
    let title = session.t(if answers.is_some() { "message-answer" } else { "message-new" });
    let private = *session.privacy.read();
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "message", "aria-label": "{title}",
            PanelHead { h2 { "{title}" } }
            form { class: "body", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); send(()) },
                if let Some((words, about)) = before.read().clone().flatten() {
                    blockquote { class: "answered", if let Some(p) = about { b { {written::name(session, &p)} } " " } if !private { "{words}" } }
                }
                div { class: "field", span { class: "name", id: "message-to", {session.t("call-whom")} }
                    div { class: "chips", role: "group", "aria-labelledby": "message-to", onkeydown: move |e| enter_submits(&e, send),
                        if answers.is_none() { button { r#type: "button", class: "chip", "data-testid": "message-to-all", "aria-pressed": whom().is_none(), onclick: move |_| whom.set(None), {session.t("call-all")} } }
                        for (i , p) in all.into_iter().filter(|p| answers.is_none() || Some(p.id) == to).enumerate() {
                            button { r#type: "button", key: "{p.id}", class: "chip", "data-testid": "message-to-{i}", "aria-pressed": whom() == Some(p.id), onclick: move |_| whom.set(Some(p.id)), "{p.name}" }
                        }
                    }
                }
                label { class: "field", "data-bad": if error.is_some() { "true" }, span { class: "name", {session.t("message-words")} }
                    Entry { several: true, value: typed, autofocus: true, "data-ahead": "", "data-testid": "message-words", maxlength: "4000", "aria-invalid": error.is_some(), oninput: move |v: String| { session.words.write().insert(key.clone(), v); wrong.set(None); },
                        onkey: move |e: KeyboardEvent| if e.key() == Key::Enter && (e.modifiers().contains(Modifiers::CONTROL) || e.modifiers().contains(Modifiers::META)) { e.prevent_default(); e.stop_propagation(); send(()) } else { crate::ui::keys::keep_typing(&e) } }
                    if let Some(error) = &error { span { class: "error", role: "alert", Icon { name: "circle-alert", small: true } span { "{error}" } } }
                }
                button { class: "btn primary big wide", r#type: "submit", "data-testid": "message-send", {session.t("message-send")} kbd { class: "key", "Ctrl ↵" } }
            }
        }
    }
}

fn send(
    session: Session,
    to: Option<Id>,
    answers: Option<Id>,
    words: String,
    wrong: Signal<Option<String>>,
    then: impl FnOnce(Session) + 'static,
) {
    let now = session.now();
    session.run(
        "task-message",
        move |tx| match answers {
            Some(id) => actions::reply(tx, now, id, &words),
            None => actions::begin(tx, now, &Task { kind: TaskKind::Message, owner: to, words, ..Task::default() }),
        },
        move |session, done| match done {
            Ok(done) => {
                then(session);
                session.say(session.t("done-message"), Some(done.act));
                session.close_panel();
            }
            Err(crate::actions::Error::Refused(why)) if why.field.is_some() && wrong.try_peek().is_ok() => {
                set_there(wrong, Some(session.refusal(&why)))
            }
            Err(error) => session.refuse(&error),
        },
    );
}
