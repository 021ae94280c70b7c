//! Why people come: name, length and colour.

use super::drafts::{save, use_drafts, wrong_at};
use crate::{
    actions::practice,
    base::Id,
    model::{
        Reason, Refusal,
        reason::HUES,
        rights::{Deed, May},
    },
    store,
    ui::{
        icons::Icon,
        parts::{ask::AskManager, entry::Entry, rights::use_may, wrong::Wrong},
        session::Session,
        use_query, use_session,
    },
};
use dioxus::prelude::*;

/// Hers to change where they are; else to read, with a way to ask.
#[component]
pub fn Reasons() -> Element {
    let may = use_may(Deed::Reasons);
    if may() == May::Do {
        rsx! { Changeable {} }
    } else {
        rsx! { Readable {} }
    }
}

#[component]
fn Readable() -> Element {
    let session = use_session();
    let all = use_query(&["reason"], store::reasons::all);
    let offered: Vec<Reason> = all.read().iter().flatten().filter(|r| !r.retired).cloned().collect();
    rsx! {
        h2 { {session.t("reasons-title")} }
        AskManager { deed: Deed::Reasons }
        ul { class: "group reasons-list", "data-testid": "reasons-read",
            for r in offered {
                li { key: "{r.id}", class: "reason-read", "data-hue": "{r.hue + 1}",
                    i { class: "hue" }
                    span { class: "main", "{r.name}" }
                    span { class: "value num", {session.tr("minutes", &[("n", i64::from(r.minutes).into())])} }
                }
            }
        }
    }
}

#[component]
fn Changeable() -> Element {
    let session = use_session();
    let all = use_query(&["reason"], store::reasons::all);
    let mut chosen = use_signal(|| None::<Id>);
    let mut adding = use_signal(|| None::<Id>);
    let all: Vec<Reason> = all.read().clone().unwrap_or_default();
    let hue = (all.len() % usize::from(HUES)) as u8;
    let (offered, retired): (Vec<_>, Vec<_>) = all.into_iter().partition(|r| !r.retired);
    let begin = use_callback(move |()| adding.set(Some(Id::new(session.desk.peek().clock.millis()))));
    rsx! {
        h2 { {session.t("reasons-title")} }
        if offered.is_empty() { p { class: "lead", {session.t("reasons-none")} } }
        ul { class: "group reasons-list", "data-testid": "reasons",
            for r in offered {
                One { key: "{r.id}", chosen: chosen() == Some(r.id), onchoose: move |id| chosen.set(if chosen() == Some(id) { None } else { Some(id) }), reason: r }
            }
            // Once it is saved it is one of the others, and there is room for the next.
            if let Some(id) = adding() { New { key: "{id}", id, hue, onmade: move |()| begin(()) } }
        }
        if adding().is_none() {
            div { class: "acts-line", button { r#type: "button", class: "btn", "data-testid": "reason-add", onclick: move |_| begin(()), Icon { name: "plus" } {session.t("reason-add")} } }
        }
        if !retired.is_empty() {
            h2 { {session.t("reasons-retired")} }
            div { class: "chips",
                for r in retired {
                    button { r#type: "button", key: "{r.id}", class: "chip", "aria-label": session.tr("reason-again", &[("name", r.name.clone().into())]),
                        onclick: { let r = r.clone(); move |_| keep(session, None, Reason { retired: false, ..r.clone() }) },
                        Icon { name: "plus", small: true } "{r.name}"
                    }
                }
            }
        }
    }
}

fn keep(session: Session, refusal: Option<Signal<Option<Refusal>>>, reason: Reason) {
    let key = if reason.retired { "done-reason-retired" } else { "done-reason" };
    let words = session.tr(key, &[("name", reason.name.clone().into())]);
    match refusal {
        Some(refusal) => save(session, "save-reason", words, refusal, move |tx| practice::save_reason(tx, &reason)),
        None => session.act("save-reason", words, move |tx| practice::save_reason(tx, &reason)),
    }
}

#[component]
fn One(reason: Reason, chosen: bool, onchoose: EventHandler<Id>) -> Element {
    let session = use_session();
    let refusal = use_signal(|| None::<Refusal>);
    let mut drafts = use_drafts([reason.name.clone(), reason.minutes.to_string()]);
    let before = reason.clone();
    let submit = use_callback(move |()| {
        let [name, minutes] = drafts();
        let changed = Reason { name: name.trim().into(), minutes: minutes.trim().parse().unwrap_or(0), ..before.clone() };
        if changed != before {
            keep(session, Some(refusal), changed);
        }
    });
    let id = reason.id;
    let [name, minutes] = drafts();
    let wrong = wrong_at(session, refusal, "name").or_else(|| wrong_at(session, refusal, "minutes"));
    rsx! {
        li { "data-hue": "{reason.hue + 1}",
            div { class: "reason-line", "data-hue": "{reason.hue + 1}", "data-testid": "reason-line",
                button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.tr("reason-colour-of", &[("name", reason.name.clone().into())]), "aria-expanded": chosen, onclick: move |_| onchoose.call(id), i { class: "hue" } }
                Entry { value: name, maxlength: "80", "aria-label": session.t("reason-name"), placeholder: session.t("reason-name"), "data-testid": "reason-name", oninput: move |v| drafts.write()[0] = v, onchange: move |_| submit(()) }
                span { class: "minutes", Entry { value: minutes, maxlength: "3", inputmode: "numeric", "aria-label": session.t("reason-minutes"), "data-testid": "reason-minutes", oninput: move |v| drafts.write()[1] = v, onchange: move |_| submit(()) } " min" }
                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "reason-more", "aria-label": session.t("place-more"), "aria-expanded": chosen, onclick: move |_| onchoose.call(id), Icon { name: "ellipsis" } }
            }
            if let Some(words) = wrong { div { class: "field reason-wrong", "data-bad": "true", Wrong { words } } }
            if chosen { More { reason: reason.clone() } }
        }
    }
}

/// A line for a reason that does not exist yet. Enter adds it.
#[component]
fn New(id: Id, hue: u8, onmade: EventHandler<()>) -> Element {
    let session = use_session();
    let mut refusal = use_signal(|| None::<Refusal>);
    let mut typed = use_signal(|| [String::new(), "15".to_owned()]);
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let [name, minutes] = typed();
        let reason = Reason { id, hue, name: name.trim().into(), minutes: minutes.trim().parse().unwrap_or(0), ..Reason::default() };
        let words = session.tr("done-reason", &[("name", reason.name.clone().into())]);
        refusal.set(None);
        session.run(
            "save-reason",
            move |tx| practice::save_reason(tx, &reason),
            move |session, done| match done {
                Ok(done) => {
                    session.say(words, Some(done.act));
                    onmade.call(());
                }
                Err(crate::actions::Error::Refused(why)) if why.field.is_some() => refusal.set(Some(why)),
                Err(error) => session.refuse(&error),
            },
        );
    };
    let [name, minutes] = typed();
    let wrong = wrong_at(session, refusal, "name").or_else(|| wrong_at(session, refusal, "minutes"));
    rsx! {
        li {
            form { class: "reason-line new", "data-hue": "{hue + 1}", autocomplete: "off", onsubmit: submit,
                span { class: "hue-place", i { class: "hue" } }
                Entry { value: name, autofocus: true, maxlength: "80", "aria-label": session.t("reason-name"), placeholder: session.t("reason-name"), "data-testid": "reason-new-name", oninput: move |v| typed.write()[0] = v }
                span { class: "minutes", Entry { value: minutes, maxlength: "3", inputmode: "numeric", "aria-label": session.t("reason-minutes"), "data-testid": "reason-new-minutes", oninput: move |v| typed.write()[1] = v } " min" }
                button { class: "btn", r#type: "submit", "data-testid": "reason-save", {session.t("set-add")} kbd { class: "key", "↵" } }
            }
            if let Some(words) = wrong { div { class: "field reason-wrong", "data-bad": "true", Wrong { words } } }
        }
    }
}

/// What must be ready for it, one a line.
#[component]
fn Needs(reason: Reason) -> Element {
    let session = use_session();
    let mut drafts = use_drafts([reason.needs.join("\n")]);
    let before = reason.clone();
    let submit = use_callback(move |()| {
        let [typed] = drafts();
        let needs: Vec<String> = typed.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
        if needs != before.needs {
            keep(session, None, Reason { needs, ..before.clone() });
        }
    });
    let [typed] = drafts();
    rsx! {
        label { class: "field reason-needs",
            span { class: "name", {session.t("reason-needs")} }
            Entry { several: true, value: typed, maxlength: "2000", "data-testid": "reason-needs", placeholder: session.t("reason-needs-eg"), oninput: move |v| drafts.write()[0] = v, onchange: move |_| submit(()) }
            span { class: "hint", {session.t("reason-needs-hint")} }
        }
    }
}

/// Its colour, what it needs, and its end.
#[component]
fn More(reason: Reason) -> Element {
    let session = use_session();
    let retired = Reason { retired: true, ..reason.clone() };
    rsx! {
        div { class: "reason-more",
            div { class: "swatches", role: "group", "aria-label": session.tr("reason-colour-of", &[("name", reason.name.clone().into())]),
                for hue in 0..HUES {
                    button { r#type: "button", key: "{hue}", class: "swatch", "data-hue": "{hue + 1}", "aria-pressed": reason.hue == hue, "aria-label": session.tr("reason-colour", &[("n", i64::from(hue + 1).into())]),
                        onclick: { let reason = reason.clone(); move |_| keep(session, None, Reason { hue, ..reason.clone() }) } }
                }
            }
            Needs { reason: reason.clone() }
            button { r#type: "button", class: "btn quiet", "data-testid": "reason-retire", onclick: move |_| keep(session, None, retired.clone()), Icon { name: "eye-off" } {session.t("reason-retire")} }
        }
    }
}
