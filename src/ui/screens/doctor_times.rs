//! When a practitioner is not as the weekly hours say: absences, breaks, sessions beside them. Listed, and taken away.

use crate::{
    actions::absence,
    base::Id,
    lang::Lang,
    model::{Practitioner, Slot, practitioner::Absence},
    store::{practitioners, slots},
    ui::{
        icons::Icon,
        route::{Entering, Panel},
        session::Session,
        use_query, use_session,
    },
    words,
};
use chrono::{Days, NaiveDateTime};
use dioxus::prelude::*;

/// How far ahead breaks and sessions of single days are listed.
const AHEAD: u64 = 365;

#[derive(Clone, PartialEq)]
enum What {
    Away(Absence),
    Slot(Slot),
}

impl What {
    fn span(&self) -> (NaiveDateTime, NaiveDateTime) {
        match self {
            What::Away(a) => (a.from, a.to),
            What::Slot(s) => (s.start, s.end),
        }
    }

    fn entering(&self) -> Entering {
        match self {
            What::Away(_) => Entering::Away,
            What::Slot(s) if s.status.is_away() => Entering::Break,
            What::Slot(_) => Entering::Session,
        }
    }

    fn why(&self) -> &str {
        match self {
            What::Away(a) => &a.why,
            What::Slot(s) => &s.comment,
        }
    }
}

/// What is entered from today on, in order, and ways to enter more.
#[component]
pub fn Times(practitioner: Id) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let all = use_query(&["practitioner", "slot"], move |db| {
        let today = session.today();
        let who = practitioners::get(db, practitioner)?.unwrap_or_default();
        let mut all: Vec<What> =
            who.absences.iter().filter(|a| a.to > today.and_time(chrono::NaiveTime::MIN)).cloned().map(What::Away).collect();
        all.extend(slots::between(db, practitioner, today, today + Days::new(AHEAD))?.into_iter().map(What::Slot));
        all.sort_by_key(What::span);
        Ok((who, all))
    });
    let answer = all.read();
    let (who, all): (Practitioner, Vec<What>) = answer.as_ref().cloned().unwrap_or_default();
    rsx! {
        if all.is_empty() {
            p { class: "second small", "data-testid": "times-none", {session.t("times-none")} }
        } else {
            ul { class: "times", "data-testid": "times",
                for (i , what) in all.into_iter().enumerate() {
                    li { key: "{what.span():?}{i}",
                        Icon { name: icon(what.entering()), small: true }
                        span { class: "main", b { {said(lang, &what)} } span { class: "second", {session.t(what.entering().text())} if !what.why().is_empty() { " · {what.why()}" } } }
                        button { r#type: "button", class: "btn quiet icon-only", "data-testid": "times-remove-{i}", "aria-label": session.tr("times-remove", &[("what", said(lang, &what).into())]),
                            onclick: { let (who, what) = (who.clone(), what.clone()); move |_| remove(session, &who, what.clone()) }, Icon { name: "x" } }
                    }
                }
            }
        }
        div { class: "times-add",
            for entering in Entering::ALL {
                button { r#type: "button", key: "{entering:?}", class: "btn", "data-testid": "enter-{entering.code()}", onclick: move |_| session.open(Panel::Away { practitioner, entering }), Icon { name: icon(entering) } span { {session.t(entering.add())} } }
            }
        }
    }
}

pub fn icon(entering: Entering) -> &'static str {
    match entering {
        Entering::Away => "calendar-off",
        Entering::Break => "coffee",
        Entering::Session => "calendar-plus",
    }
}

fn said(lang: Lang, what: &What) -> String {
    let (from, to) = what.span();
    words::absence::span(lang, from, to)
}

fn remove(session: Session, who: &Practitioner, what: What) {
    let words = session.tr("done-times-removed", &[("name", who.short().into()), ("when", said(*session.lang.peek(), &what).into())]);
    let id = who.id;
    match what {
        What::Away(away) => session.act("absence-remove", words, move |tx| absence::remove(tx, id, &away)),
        What::Slot(slot) => session.act("slot-remove", words, move |tx| absence::remove_slot(tx, slot.id)),
    }
}
