//! Those whom patients come to see: who they are, when they work, how their day flows.

use super::{
    Line,
    drafts::{save, use_drafts, wrong_at},
    hours::Hours,
};
use crate::{
    actions::practice,
    base::Id,
    model::{Practitioner, Refusal},
    store::practitioners,
    ui::{
        icons::Icon,
        parts::{entry::Entry, field::Field},
        session::Session,
        use_query, use_session,
    },
};
use dioxus::prelude::*;

#[component]
pub fn Practitioners() -> Element {
    let session = use_session();
    let all = use_query(&["practitioner"], practitioners::all);
    let mut chosen = use_signal(|| None::<Id>);
    let mut adding = use_signal(|| false);
    let all: Vec<Practitioner> = all.read().clone().unwrap_or_default();
    let (here, away): (Vec<_>, Vec<_>) = all.into_iter().partition(|p| !p.hidden && !p.elsewhere);
    let current = chosen().and_then(|id| here.iter().find(|p| p.id == id)).or(here.first()).cloned();
    let fresh = adding() || current.is_none();
    let lit = current.as_ref().map(|p| p.id).filter(|_| !fresh);
    rsx! {
        h2 { {session.t("set-practitioners")} }
        div { class: "who-tabs", role: "group", "aria-label": session.t("set-practitioners"),
            for p in here.iter() {
                button { r#type: "button", key: "{p.id}", class: "chip", "aria-pressed": lit == Some(p.id), onclick: { let id = p.id; move |_| { adding.set(false); chosen.set(Some(id)) } }, {p.name()} }
            }
            button { r#type: "button", class: "chip", "data-testid": "practitioner-add", "aria-pressed": fresh, onclick: move |_| adding.set(true), Icon { name: "plus", small: true } {session.t("set-add")} }
        }
        if fresh {
            New { onmade: move |id| { chosen.set(Some(id)); adding.set(false) } }
        } else if let Some(practitioner) = current {
            One { key: "{practitioner.id}", practitioner }
        }
        Away { away }
    }
}

/// Somebody new: the name first; hours follow.
#[component]
fn New(onmade: EventHandler<Id>) -> Element {
    let session = use_session();
    let mut typed = use_signal(|| [const { String::new() }; 4]);
    let mut refusal = use_signal(|| None::<Refusal>);
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let id = Id::new(session.desk.peek().clock.millis());
        let practitioner = with_names(Practitioner { id, ..Practitioner::default() }, &typed.peek());
        refusal.set(None);
        let words = session.tr("done-practitioner", &[("name", practitioner.name().into())]);
        session.run(
            "save-practitioner",
            move |tx| practice::save_practitioner(tx, &practitioner),
            move |session, done| match done {
                Ok(done) => {
                    session.say(words, Some(done.act));
                    onmade.call(id);
                }
                Err(crate::actions::Error::Refused(why)) if why.field.is_some() => refusal.set(Some(why)),
                Err(error) => session.refuse(&error),
            },
        );
    };
    rsx! {
        form { class: "group form", autocomplete: "off", onsubmit: submit,
            div { class: "fields",
                for (i , (label , name)) in NAMES.into_iter().enumerate() {
                    Field { key: "{name}", label: session.t(label), name, value: typed.read()[i].clone(), autofocus: i == 0, error: wrong_at(session, refusal, name),
                        placeholder: if i == 0 { "Dr" } else { "" }, oninput: move |v| typed.write()[i] = v }
                }
            }
            div { class: "acts-line last", button { class: "btn primary", r#type: "submit", "data-testid": "practitioner-save", {session.t("add-practitioner")} " " kbd { class: "key", "↵" } } }
        }
    }
}

const NAMES: [(&str, &str); 4] = [
    ("practitioner-title", "prefix"),
    ("practitioner-given", "given"),
    ("practitioner-family", "family"),
    ("practitioner-speciality", "speciality"),
];

fn names_of(p: &Practitioner) -> [String; 4] {
    [p.prefix.clone(), p.given.join(" "), p.family.clone(), p.speciality.clone()]
}

fn with_names(p: Practitioner, [prefix, given, family, speciality]: &[String; 4]) -> Practitioner {
    let given = given.trim();
    Practitioner {
        prefix: prefix.trim().into(),
        given: if given.is_empty() { vec![] } else { vec![given.into()] },
        family: family.trim().into(),
        speciality: speciality.trim().into(),
        ..p
    }
}

#[component]
fn One(practitioner: Practitioner) -> Element {
    let session = use_session();
    let refusal = use_signal(|| None::<Refusal>);
    let mut drafts = use_drafts(names_of(&practitioner));
    let p = practitioner.clone();
    let keep = use_callback(move |()| {
        let changed = with_names(p.clone(), &drafts.peek());
        if changed != p {
            keep_practitioner(session, refusal, changed);
        }
    });
    rsx! {
        div { class: "group form",
            div { class: "fields",
                for (i , (label , name)) in NAMES.into_iter().enumerate() {
                    Field { key: "{name}", label: session.t(label), name, value: drafts.read()[i].clone(), error: wrong_at(session, refusal, name),
                        oninput: move |v| drafts.write()[i] = v, onchange: move |_| keep(()) }
                }
            }
        }
        Hours { practitioner: practitioner.clone() }
        h2 { {session.t("times-title")} }
        div { class: "group times-group", crate::ui::screens::doctor_times::Times { practitioner: practitioner.id } }
        Flow { practitioner: practitioner.clone() }
        Hide { practitioner }
    }
}

pub fn keep_practitioner(session: Session, refusal: Signal<Option<Refusal>>, changed: Practitioner) {
    let words = session.tr("done-practitioner", &[("name", changed.name().into())]);
    save(session, "save-practitioner", words, refusal, move |tx| practice::change_practitioner(tx, &changed));
}

/// Minutes between two patients, and into a break.
#[component]
fn Flow(practitioner: Practitioner) -> Element {
    let session = use_session();
    let refusal = use_signal(|| None::<Refusal>);
    let mut drafts = use_drafts([practitioner.changeover.to_string(), practitioner.into_break.to_string()]);
    let keep = use_callback(move |()| {
        let [changeover, into_break] = drafts();
        let (Ok(changeover), Ok(into_break)) = (changeover.trim().parse::<u32>(), into_break.trim().parse::<u32>()) else { return };
        let changed = Practitioner { changeover: changeover.min(60), into_break: into_break.min(120), ..practitioner.clone() };
        if changed != practitioner {
            keep_practitioner(session, refusal, changed);
        }
    });
    rsx! {
        h2 { {session.t("practitioner-flow")} }
        div { class: "group",
            for (i , (title , more)) in [("flow-changeover", "flow-changeover-more"), ("flow-into-break", "flow-into-break-more")].into_iter().enumerate() {
                Line { key: "{title}", title: session.t(title), more: session.t(more),
                    span { class: "minutes",
                        Entry { class: "input", inputmode: "numeric", maxlength: "3", "data-testid": title, "aria-label": session.t(title), value: drafts.read()[i].clone(),
                            oninput: move |v| drafts.write()[i] = v, onchange: move |_| keep(()) }
                        " min"
                    }
                }
            }
        }
    }
}

#[component]
fn Hide(practitioner: Practitioner) -> Element {
    let session = use_session();
    let refusal = use_signal(|| None::<Refusal>);
    rsx! {
        div { class: "acts-line",
            button { r#type: "button", class: "btn quiet", "data-testid": "practitioner-hide", onclick: move |_| {
                    let hidden = Practitioner { hidden: true, ..practitioner.clone() };
                    let words = session.tr("done-practitioner-hidden", &[("name", hidden.name().into())]);
                    save(session, "save-practitioner", words, refusal, move |tx| practice::save_practitioner(tx, &hidden));
                },
                Icon { name: "eye-off" } {session.t("practitioner-hide")}
            }
        }
    }
}

/// Those whose day is not kept here: hidden, or known from imports alone.
#[component]
fn Away(away: Vec<Practitioner>) -> Element {
    let session = use_session();
    let refusal = use_signal(|| None::<Refusal>);
    let list = away.clone();
    let keep = move |id: String| {
        let Some(p) = list.iter().find(|p| p.id.to_string() == id) else { return };
        keep_practitioner(session, refusal, Practitioner { hidden: false, elsewhere: false, ..p.clone() });
    };
    rsx! {
        if !away.is_empty() {
            h2 { {session.t("practitioner-away")} }
            div { class: "group",
                Line { title: session.t("practitioner-keep"), more: session.t("practitioner-keep-more"),
                    select { class: "input", "aria-label": session.t("practitioner-keep"), onchange: move |e| keep(e.value()),
                        option { value: "", selected: true, {session.t("practitioner-choose")} }
                        for p in away.iter().take(300) { option { key: "{p.id}", value: "{p.id}", {p.name()} } }
                    }
                }
            }
        }
    }
}
