//! The practice: its name, its zone, its language.

use super::{
    Line,
    closed::Closed,
    drafts::{save, use_drafts, wrong_at},
    look::Segments,
};
use crate::{
    actions::practice,
    lang::Lang,
    model::{
        Practice, Refusal,
        rights::{Deed, May},
    },
    store,
    ui::{
        parts::{ask::AskManager, field::Field, rights::use_may, zone_picker::ZonePicker},
        use_query, use_session,
    },
};
use dioxus::prelude::*;

/// Hers to change where she is a manager; else to read, with a way to ask.
#[component]
pub fn PracticeSection() -> Element {
    let may = use_may(Deed::Persons);
    if may() == May::Do {
        rsx! { Changeable {} }
    } else {
        rsx! { Readable {} }
    }
}

#[component]
fn Readable() -> Element {
    let session = use_session();
    let stored = use_query(&["practice"], store::practice::get);
    let Practice { id, name, zone, lang, .. } = stored.read().clone().unwrap_or_default();
    let lang = if Lang::of(&lang) == Some(Lang::Fr) { "Français" } else { "English" };
    let zone = zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
    rsx! {
        h2 { {session.t("set-practice")} }
        AskManager { deed: Deed::Persons, about: vec![id] }
        div { class: "group", "data-testid": "practice-read",
            Line { title: session.t("door-practice-name"), span { class: "value", "{name}" } }
            Line { title: session.t("door-zone"), span { class: "value", "{zone}" } }
            Line { title: session.t("practice-language"), more: session.t("practice-language-more"), span { class: "value", "{lang}" } }
        }
        Closed { may: false }
    }
}

#[component]
fn Changeable() -> Element {
    let session = use_session();
    let stored = use_query(&["practice"], store::practice::get);
    let refusal = use_signal(|| None::<Refusal>);
    let lang = *session.lang.read();
    let saved = stored.read().clone().unwrap_or_default();
    let mut drafts = use_drafts([saved.name.clone(), saved.zone.clone()]);
    let keep = use_callback(move |practice: Practice| {
        if stored.peek().as_ref() != Some(&practice) {
            save(session, "change-practice", session.t("done-practice"), refusal, move |tx| practice::change_practice(tx, &practice));
        }
    });
    let kept = saved.clone();
    let named = kept.clone();
    let zoned = kept.clone();
    let [name, zone] = drafts();
    rsx! {
        h2 { {session.t("set-practice")} }
        div { class: "group form",
            Field { label: session.t("door-practice-name"), name: "practice-name", value: name, error: wrong_at(session, refusal, "practice-name"),
                oninput: move |v| drafts.write()[0] = v,
                onchange: move |v: String| keep(Practice { name: v.trim().to_owned(), ..named.clone() }) }
            ZonePicker { clock: session.desk.peek().clock, label: session.t("door-zone"), value: zone, lang, error: wrong_at(session, refusal, "zone"),
                onpick: move |v: String| {
                    // Only a zone that there is: what is typed on the way to it is none yet.
                    if v.parse::<chrono_tz::Tz>().is_ok() { keep(Practice { zone: v.clone(), ..zoned.clone() }) }
                    drafts.write()[1] = v;
                } }
        }
        h2 { {session.t("look-language")} }
        div { class: "group",
            Line { title: session.t("practice-language"), more: session.t("practice-language-more"),
                Segments {
                    label: session.t("practice-language"),
                    words: vec!["English".to_owned(), "Français".to_owned()],
                    on: usize::from(Lang::of(&saved.lang) == Some(Lang::Fr)),
                    onpick: move |i: usize| keep(Practice { lang: Lang::ALL[i].code().into(), ..kept.clone() }),
                }
            }
        }
        Closed { may: true }
    }
}
