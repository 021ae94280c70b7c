//! Moves a visit: another time, another day, another practitioner.

use super::{
    draft::Draft,
    when::{When, use_found, use_people},
    who::Warnings,
};
use crate::{
    actions::booking,
    base::Id,
    store::{self, appointments},
    ui::{
        keys::enter_submits,
        route::Panel,
        screens::visit::{moving, name_of},
        shell::PanelHead,
        use_first, use_session,
    },
    words,
};
use dioxus::prelude::*;

#[component]
pub fn Move(id: Id) -> Element {
    let session = use_session();
    let visit = use_first(|db| appointments::get(db, id)).flatten();
    let Some(visit) = visit else { return rsx! {} };
    // No hour is asked for yet: the first place is lit, and Enter takes it.
    let mut draft = use_signal(|| Draft::new(None, Some(visit.practitioner), visit.start.date().max(session.today()), None));
    let date = use_signal(|| draft.peek().date);
    // The hand goes on from the first place.
    let mut active = use_signal(|| true);
    let error = use_signal(|| None::<(Option<&'static str>, String)>);
    let minutes = visit.minutes;
    let found = use_found(draft, Some(minutes), Some(id));
    // On another day, or with another practitioner, the same hour as long as it is free there; else the first place that is.
    let was = (visit.practitioner, visit.start);
    let mut proposed = use_signal(String::new);
    let wish = use_memo(move || draft.read().wish.clone());
    use_effect(move || {
        let (wish, day) = (wish(), date());
        let who = wish.with.first().copied().unwrap_or(was.0);
        let there = day.and_time(was.1.time());
        let hers = {
            let draft = draft.peek();
            draft.place.is_some() || draft.clock != *proposed.peek()
        };
        if hers {
            return;
        }
        let changed = (who, there.date()) != (was.0, was.1.date());
        let fits = |db: &store::Db| store::places::is_free(db, session.now(), who, there, minutes, id);
        let same = changed && wish.suits(who, there, minutes) && session.ask(fits).unwrap_or(false);
        let clock = if same { words::time(there) } else { String::new() };
        if draft.peek().clock != clock {
            proposed.set(clock.clone());
            draft.write().clock = clock;
        }
    });
    let people = use_people();
    let people = people.read().as_ref().cloned().unwrap_or_default();
    let name = name_of(session, id);
    let mut wrong = error;
    let submit = use_callback(move |()| {
        let at = draft.peek().at(&found.list(), Some(visit.practitioner));
        let Some((practitioner, start)) = at else { return wrong.set(Some((Some("start"), session.t("refused-needed")))) };
        let words = session.tr("done-move", &[("name", name_of(session, id).into()), ("time", super::when_said(session, start).into())]);
        session.act_then(
            moving(session, id),
            words,
            move |tx| {
                tx.set_subject(id);
                booking::move_to(tx, id, start, practitioner, minutes)
            },
            move |session, ()| session.open(Panel::Visit(id)),
        );
    });
    let at = draft.read().at(&found.list(), Some(visit.practitioner));
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "move-panel", "aria-label": session.t("move-title"),
            PanelHead { h2 { {session.t("move-title")} } p { class: "sub", "{name}" } }
            form { class: "whole", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); submit(()) },
                div { class: "body",
                div { class: "field",
                    span { class: "name", {session.t("book-with")} }
                    div { class: "chips", role: "group", "aria-label": session.t("book-with"), onkeydown: move |e| enter_submits(&e, submit),
                        for p in people {
                            button { r#type: "button", class: "chip", key: "{p.id}", "data-testid": "move-with-{p.id}", "aria-pressed": draft.read().wish.with == [p.id], onclick: move |_| { active.set(false); let mut d = draft.write(); d.place = None; d.wish.with = vec![p.id] }, {p.name()} }
                        }
                    }
                }
                When { draft, date, found, minutes, active, open: false, error, anybody: Some(visit.practitioner), onenter: submit }
                }
                div { class: "foot",
                if let Some((practitioner, start)) = at { Warnings { practitioner, start, minutes, except: Some(id) } }
                button { class: "btn primary big wide", r#type: "submit", "data-testid": "move-do",
                    span { {session.t("move")} if let Some((_, start)) = at { span { class: "num to-when", " · " {super::when_said(session, start)} } } }
                    kbd { class: "key", "↵" }
                }
                }
            }
        }
    }
}
