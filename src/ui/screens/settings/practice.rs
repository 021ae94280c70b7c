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
    let practice = stored.read().clone().unwrap_or_default();
    let (long, late) = (practice.long_wait(), practice.late_after());
    let Practice { id, name, zone, lang, .. } = practice;
    let lang = if Lang::of(&lang) == Some(Lang::Fr) { "Français" } else { "English" };
    let zone = zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
    rsx! {
        h2 { {session.t("set-practice")} }
        AskManager { deed: Deed::Persons, about: vec![id] }
        div { class: "group", "data-testid": "practice-read",
            Line { title: session.t("door-practice-name"), span { class: "value", "{name}" } }
            Line { title: session.t("door-zone"), span { class: "value", "{zone}" } }
            Line { title: session.t("practice-language"), more: session.t("practice-language-more"), span { class: "value", "{lang}" } }
            Line { title: session.t("look-long-wait"), span { class: "value", {session.tr("minutes", &[("n", long.into())])} } }
            Line { title: session.t("look-late-after"), more: session.t("look-late-after-more"), span { class: "value", {session.tr("minutes", &[("n", late.into())])} } }
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
        h2 { {session.t("place-reception")} }
        div { class: "group",
            Line { title: session.t("look-long-wait"),
                Minutes { name: "long-wait", label: session.t("look-long-wait"), value: saved.long_wait(), choices: LONG,
                    onpick: { let kept = kept.clone(); move |m| keep(Practice { long_wait: Some(m), ..kept.clone() }) } }
            }
            Line { title: session.t("look-late-after"), more: session.t("look-late-after-more"),
                Minutes { name: "late-after", label: session.t("look-late-after"), value: saved.late_after(), choices: LATE,
                    onpick: { let kept = kept.clone(); move |m| keep(Practice { late_after: Some(m), ..kept.clone() }) } }
            }
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

/// After how many minutes a wait stands out, and somebody is late, to choose from.
const LONG: &[u32] = &[10, 15, 20, 25, 30, 45, 60];
const LATE: &[u32] = &[0, 5, 10, 15, 20, 30];

/// So many minutes, one of a few. What was set elsewhere is among them.
#[component]
fn Minutes(name: &'static str, label: String, value: i64, choices: &'static [u32], onpick: EventHandler<u32>) -> Element {
    let session = use_session();
    let mut all: Vec<i64> = choices.iter().copied().map(i64::from).collect();
    if !all.contains(&value) {
        all.push(value);
        all.sort_unstable();
    }
    rsx! {
        select { class: "input", "data-testid": name, "aria-label": "{label}", onchange: move |e| if let Ok(m) = e.value().parse() { onpick.call(m) },
            for m in all { option { key: "{m}", value: "{m}", selected: m == value, {session.tr("minutes", &[("n", m.into())])} } }
        }
    }
}
