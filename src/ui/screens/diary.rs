//! The diary: a day or a week, practitioners side by side.

mod bars;
mod column;
mod looking;
mod month;
mod sheet;
mod top;

pub use looking::{Looking, book, columns, jump, other_span, shown, stops, turn};

use super::today::NoPractitioner;
use crate::{
    store::{
        Topic,
        diary::{Sheet, sheet as read},
    },
    ui::{icons::Icon, live::MINUTE, parts::backup_reminder::BackupReminder, use_query, use_session},
};
use dioxus::prelude::*;

/// What a sheet is made of. Not the clock: only the line of now goes by it.
const TOPICS: &[Topic] = &["appointment", "encounter", "patient", "reason", "practitioner", "slot", "practice"];

#[component]
pub fn Diary() -> Element {
    let session = use_session();
    // At midnight it is another day.
    let today = use_memo(move || {
        session.live.watch(&[MINUTE]);
        session.today()
    });
    let people = use_query(&["practitioner"], crate::store::diary::who);
    let sheet = use_query(TOPICS, move |db| {
        let look = session.diary.read();
        let (from, to) = look.period(today());
        read(db, from, to, look.only())
    });
    let people = people.read().as_ref().cloned().unwrap_or_default();
    let answer = sheet.read();
    let Some(sheet) = answer.as_ref() else { return rsx! {} };
    if people.is_empty() {
        return rsx! {
            top::Top {}
            div { class: "pane", NoPractitioner {} }
        };
    }
    rsx! {
        top::Top {}
        BackupReminder {}
        top::Persons { people }
        if is_bare(sheet) { Bare {} } else { sheet::SheetOf { sheet: sheet.clone(), today: today() } }
        button { r#type: "button", class: "fab", "aria-label": session.t("new-visit"), onclick: move |_| book(session), Icon { name: "plus" } }
    }
}

/// Nobody works and nobody is booked.
fn is_bare(sheet: &Sheet) -> bool {
    sheet.columns.iter().all(|c| c.visits.is_empty() && c.blocks.is_empty() && c.away.is_empty())
}

#[component]
fn Bare() -> Element {
    let session = use_session();
    let week = session.diary.read().week;
    rsx! {
        div { class: "pane",
            div { class: "empty", "data-testid": "diary-empty",
                Icon { name: "coffee" }
                strong { {session.t(if week { "diary-empty-week" } else { "today-empty" })} }
                p { {session.t("today-empty-hint")} }
            }
        }
    }
}
