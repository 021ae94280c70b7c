//! What the practice recalls people for: each kind in one sentence, made and changed with a look at whom it makes due.

mod form;
mod whom;

use self::form::Form;
use crate::{
    actions::recalls,
    base::Id,
    model::{
        RecallKind,
        recall::france,
        rights::{Deed, May},
    },
    store::{self, recalls::list},
    ui::{
        icons::Icon,
        parts::{ask::AskManager, rights::use_may},
        route::Route,
        screens::recalls::TOPICS,
        session::Session,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

/// Hers to change where they are; else to read, with a way to ask.
#[component]
pub fn Recalls() -> Element {
    let session = use_session();
    let may = use_may(Deed::RecallKinds)() == May::Do;
    let all = use_query(&["recallkind"], store::recalls::kinds);
    let counts =
        use_query(TOPICS, move |db| Ok(list::counts(db, session.today())?.into_iter().map(|(k, due, _)| (k.id, due)).collect::<Vec<_>>()));
    let mut editing = use_signal(|| None::<Id>);
    let all: Vec<RecallKind> = all.read().clone().unwrap_or_default();
    let counts = counts.read().clone().unwrap_or_default();
    let due = |id: Id| counts.iter().find(|c| c.0 == id).map_or(0, |c| c.1);
    let (used, retired): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|k| !k.retired);
    let new = editing().filter(|id| used.iter().all(|k| k.id != *id));
    let missing = missing(&all);
    let none = used.is_empty();
    rsx! {
        h2 { {session.t("set-recalls")} }
        if may { p { class: "lead", {session.t("recalls-set-lead")} } } else { AskManager { deed: Deed::RecallKinds } }
        if none && new.is_none() { p { class: "second", "data-testid": "set-recalls-none", {session.t("recalls-none")} } }
        if !none || new.is_some() {
            ul { class: "group recall-set", "data-testid": "set-recall-list",
                for (i , kind) in used.into_iter().enumerate() {
                    li { key: "{kind.id}",
                        One { i, due: due(kind.id), open: editing() == Some(kind.id), may, editing, kind }
                    }
                }
                if let Some(id) = new { li { key: "{id}", Form { kind: RecallKind { id, every: 1, ..RecallKind::default() }, new: true, editing } } }
            }
        }
        if may {
            div { class: "acts-line",
                if !missing.is_empty() {
                    button { r#type: "button", class: if none { "btn primary" } else { "btn quiet" }, "data-testid": "recalls-shipped", onclick: move |_| take_in(session), Icon { name: "download" } span { {session.tr("recalls-shipped", &[("n", missing.len().into())])} } }
                }
                button { r#type: "button", class: "btn", "data-testid": "recall-add", onclick: move |_| editing.set(Some(Id::new(session.desk.peek().clock.millis()))), Icon { name: "plus" } {session.t("recall-add")} }
            }
            if !missing.is_empty() { p { class: "second small", {session.t("recalls-shipped-hint")} } }
        }
        if may && !retired.is_empty() {
            h2 { {session.t("reasons-retired")} }
            div { class: "chips",
                for k in retired {
                    button { r#type: "button", key: "{k.id}", class: "chip", "aria-label": session.tr("reason-again", &[("name", k.name.clone().into())]), onclick: { let k = k.clone(); move |_| keep(session, RecallKind { retired: false, ..k.clone() }) }, Icon { name: "plus", small: true } "{k.name}" }
                }
            }
        }
    }
}

/// Those of the shipped set that are not here, used or not.
fn missing(all: &[RecallKind]) -> Vec<RecallKind> {
    let shipped = france::examples().into_iter();
    shipped.filter(|s| all.iter().all(|k| k.id != s.id && crate::base::text::fold(&k.name) != crate::base::text::fold(&s.name))).collect()
}

fn take_in(session: Session) {
    let kinds = france::examples();
    session.run(
        "recall-kinds",
        move |tx| recalls::take_in(tx, &kinds),
        move |session, done| match done {
            Ok(done) => session.say(session.tr("recalls-taken-in", &[("n", done.answer.into())]), Some(done.act)),
            Err(error) => session.refuse(&error),
        },
    );
}

fn keep(session: Session, kind: RecallKind) {
    let key = if kind.retired { "recall-kind-retired" } else { "recall-kind-saved" };
    let words = session.tr(key, &[("name", kind.name.clone().into())]);
    session.act("recall-kind", words, move |tx| recalls::save_kind(tx, &kind));
}

/// One kind: its sentence, how many are due; open, all of it.
#[component]
fn One(i: usize, kind: RecallKind, due: usize, open: bool, may: bool, editing: Signal<Option<Id>>) -> Element {
    let session = use_session();
    let (id, mut editing) = (kind.id, editing);
    let rule = words::recall::rule(*session.lang.read(), &kind);
    rsx! {
        div { class: "setting",
            div { class: "main", strong { "{kind.name}" } span { "{rule}" } if !kind.basis.is_empty() { span { class: "second small", "{kind.basis}" } } }
            button { r#type: "button", class: "btn quiet num", "data-testid": "set-recall-due-{i}", onclick: move |_| session.go(Route::Recalls(Some(id))), {session.tr("recalls-due", &[("n", due.into())])} }
            if may { button { r#type: "button", class: "btn quiet icon-only", "data-testid": "set-recall-{i}", "aria-expanded": open, "aria-label": session.tr("recall-change", &[("name", kind.name.clone().into())]), onclick: move |_| editing.set((!open).then_some(id)), Icon { name: "pencil" } } }
        }
        if open && may { Form { key: "{id}", kind: kind.clone(), new: false, editing } }
    }
}
