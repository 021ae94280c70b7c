//! Several at once: put off in one act, or written to.

use super::Hand;
use crate::{
    actions::recalls,
    base::Id,
    exchange::{How, csv},
    lang::Lang,
    model::Patient,
    store::recalls::list,
    ui::{icons::Icon, session::Session, use_session},
    words,
};
use chrono::{Days, Months, NaiveDate};
use dioxus::prelude::*;
use std::collections::BTreeSet;

/// How far things are put off in one tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    Week,
    Month,
    Quarter,
    Half,
}

impl Later {
    pub const ALL: [Later; 4] = [Later::Week, Later::Month, Later::Quarter, Later::Half];

    pub fn code(self) -> &'static str {
        match self {
            Later::Week => "week",
            Later::Month => "month",
            Later::Quarter => "quarter",
            Later::Half => "half",
        }
    }

    pub fn from(self, today: NaiveDate) -> NaiveDate {
        match self {
            Later::Week => today + Days::new(7),
            Later::Month => today + Months::new(1),
            Later::Quarter => today + Months::new(3),
            Later::Half => today + Months::new(6),
        }
    }
}

/// What stands over the list while some are chosen.
#[component]
pub fn Bulk(hand: Hand) -> Element {
    let session = use_session();
    let mut picked = hand.picked;
    let n = picked.read().len();
    if n == 0 {
        return rsx! {};
    }
    let all = hand.listing.read().as_ref().map(|l| l.ids.clone()).unwrap_or_default();
    let put_off = move |by: Later| {
        let (ids, until) = (picked.peek().iter().copied().collect::<Vec<Id>>(), by.from(session.today()));
        let Some(kind) = hand.kind.peek().as_ref().map(|k| k.id) else { return };
        let day = words::day_from(*session.lang.peek(), until, session.today());
        let said = session.tr("recall-all-put-off", &[("n", ids.len().into()), ("day", day.into())]);
        picked.set(BTreeSet::new());
        session.act("recall-snooze", said, move |tx| recalls::snooze_all(tx, &ids, kind, until));
    };
    rsx! {
        div { class: "recall-bulk", role: "group", "aria-label": session.tr("recall-picked", &[("n", n.into())]), "data-testid": "recall-bulk",
            strong { class: "num", {session.tr("recall-picked", &[("n", n.into())])} }
            if n < all.len() { button { r#type: "button", class: "btn quiet", "data-testid": "recall-pick-all", onclick: move |_| picked.set(all.iter().copied().collect()), {session.tr("recall-pick-all", &[("n", all.len().into())])} } }
            span { class: "grow" }
            span { class: "second", {session.t("recall-put-off")} }
            for by in Later::ALL {
                button { r#type: "button", key: "{by.code()}", class: "btn", "data-testid": "recall-bulk-{by.code()}", onclick: { let mut put_off = put_off; move |_| put_off(by) }, {session.t(&format!("recall-later-{}", by.code()))} }
            }
            button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.t("recall-pick-none"), onclick: move |_| picked.set(BTreeSet::new()), Icon { name: "x" } }
        }
    }
}

/// Those who are chosen, else all who are looked at, as a table; who wants no contact stands on a shelf alone. That it is written is noted before, by who saves it.
pub fn letters(session: Session, hand: Hand) -> Option<Vec<u8>> {
    let kind = hand.kind.peek().clone()?;
    let (picked, today, lang) = (hand.picked.peek().clone(), session.today(), *session.lang.peek());
    let look = list::Look { most: usize::MAX, ..hand.look.peek().clone() };
    let zone = session.desk.peek().zone;
    session.ask(|db| {
        let how = How::of(db, zone, today, lang == Lang::Fr)?;
        let lines = list::list(db, &kind, &look, today)?.lines;
        let chosen = lines.into_iter().filter(|l| picked.is_empty() || picked.contains(&l.line.patient));
        let all: Vec<(Patient, String)> = chosen.map(|l| (l.who, words::recall::because(lang, &kind, &l.line.due))).collect();
        Ok(csv::letters(&all, &kind.name, &how))
    })
}
