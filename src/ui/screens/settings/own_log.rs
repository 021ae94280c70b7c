//! One's own log of hard moments: sealed to one's own key, for nobody else to read.

use crate::{
    actions::notes,
    base::Id,
    model::{Moment, note::MomentKind},
    ui::{icons::Icon, parts::entry::Entry, screens::patient_notes::forget, use_query, use_session},
    words,
};
use dioxus::prelude::*;

const DRAFT: &str = "moment";

#[component]
pub fn OwnLog() -> Element {
    let session = use_session();
    let all = use_query(&["sealed"], move |db| {
        let me = crate::model::Audience::Person(session.desk.peek().person);
        let mut all = crate::store::sealed::all::<Moment>(db, me)?;
        all.retain(|m| !m.text.is_empty());
        all.sort_by_key(|m| std::cmp::Reverse((m.at, m.id)));
        Ok(all)
    });
    let all = all.read().clone().unwrap_or_default();
    let lang = *session.lang.read();
    let text: String = all
        .iter()
        .rev()
        .map(|m| {
            format!(
                "{} {} · {}\n{}\n\n",
                words::date(lang, m.at.date()),
                words::time(m.at),
                session.t(&format!("own-log-{}", m.kind.code())),
                m.text
            )
        })
        .collect();
    rsx! {
        h2 { {session.t("set-own-log")} }
        p { class: "lead", {session.t("own-log-lead")} }
        p { class: "note", "data-tone": "good", Icon { name: "lock" } span { {session.t("own-log-sealed")} } }
        New {}
        if all.is_empty() { p { class: "second", {session.t("own-log-none")} } }
        ul { class: "notes moments", "data-testid": "moments",
            for m in all { One { key: "{m.id}", moment: m } }
        }
        if !text.is_empty() { Export { text } }
    }
}

#[component]
fn One(moment: Moment) -> Element {
    let session = use_session();
    let (id, lang): (Id, _) = (moment.id, *session.lang.read());
    rsx! {
        li { "data-testid": "moment",
            p { class: "second small", span { class: "num", {format!("{} {}", words::day_short(lang, moment.at.date()), words::time(moment.at))} } " · " {session.t(&format!("own-log-{}", moment.kind.code()))} }
            p { class: "text", "{moment.text}" }
            button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.t("notes-remove"), "data-testid": "moment-remove",
                onclick: move |_| session.act("moment-remove", session.t("own-log-removed"), move |tx| notes::remove_moment(tx, id)), Icon { name: "x" } }
        }
    }
}

#[component]
fn New() -> Element {
    let session = use_session();
    let mut kind = use_signal(MomentKind::default);
    let typed = session.words.read().get(DRAFT).cloned().unwrap_or_default();
    let empty = typed.trim().is_empty();
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let (now, kind, text) = (session.now(), kind(), session.words.peek().get(DRAFT).cloned().unwrap_or_default());
        session.act_then(
            "moment-add",
            session.t("own-log-added"),
            move |tx| notes::add_moment(tx, now, kind, &text),
            |session, _| forget(session, DRAFT),
        );
    };
    rsx! {
        form { class: "note-new", autocomplete: "off", onsubmit: submit,
            div { class: "segments", role: "group", "aria-label": session.t("own-log-kind"),
                for k in MomentKind::ALL.iter().copied() {
                    button { r#type: "button", key: "{k.code()}", "aria-pressed": kind() == k, onclick: move |_| kind.set(k), {session.t(&format!("own-log-{}", k.code()))} }
                }
            }
            Entry { several: true, value: typed, maxlength: "4000", "data-testid": "moment-text", "aria-label": session.t("own-log-new"), placeholder: session.t("own-log-new"),
                oninput: move |v: String| { let mut words = session.words; words.write().insert(DRAFT.into(), v); } }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "moment-save", "aria-disabled": empty, {session.t("own-log-save")} }
            }
        }
    }
}

/// Hers to take along: in plain text, only when she says so.
#[component]
fn Export(text: String) -> Element {
    let session = use_session();
    rsx! {
        p { class: "second small", {session.t("own-log-export-lead")} }
        crate::ui::parts::save::Save { name: "genki-log.txt", label: session.t("own-log-export"), testid: "moments-export", holds: "plain-holds-log", bytes: move |()| Some(text.clone().into_bytes()) }
    }
}
