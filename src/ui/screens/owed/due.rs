//! What waits for who is at work: how much, for the rail, and a quiet word through the system when something falls due.

use crate::{
    base::Id,
    model::owed::Sort,
    platform::{badge, notify},
    store::{Topic, owed},
    ui::{live::MINUTE, session::Session, use_query, use_session},
    words,
};
use chrono::{NaiveDateTime, TimeDelta};
use dioxus::prelude::*;
use std::collections::BTreeSet;

const TOPICS: &[Topic] = &["task", "result", "person", MINUTE];
/// What fell due longer ago, while nobody was there to be told, is told by its place in the list alone.
const FRESH: TimeDelta = TimeDelta::minutes(20);

/// How many are late or due now.
pub fn use_due() -> Memo<usize> {
    let session = use_session();
    let n = use_query(TOPICS, move |db| owed::due_now(db, session.desk.peek().person, session.now()));
    use_memo(move || n.read().unwrap_or(0))
}

/// The same number on the program's sign, locked or not.
pub fn use_badge() {
    let n = use_due();
    use_effect(move || badge::show(n()));
}

/// Says through the system that something falls due: once of each, without whom it is about, since it may be read on
/// a locked screen.
pub fn use_reminders(session: Session) {
    let mut said = use_hook(|| CopyValue::new(BTreeSet::<(Id, NaiveDateTime)>::new()));
    let falling = use_query(TOPICS, move |db| falling_due(db, session));
    use_effect(move || {
        let new: Vec<(Sort, NaiveDateTime)> = falling
            .read()
            .iter()
            .flatten()
            .filter(|(id, _, at)| said.write().insert((*id, *at)))
            .map(|(_, sort, at)| (*sort, *at))
            .collect();
        if new.is_empty() || !session.looks.peek().remind {
            return;
        }
        notify::quietly(session.t("remind-title"), words_of(session, &new));
    });
}

fn falling_due(db: &crate::store::Db, session: Session) -> crate::store::Result<Vec<(Id, Sort, NaiveDateTime)>> {
    let now = session.now();
    let due = owed::for_now(db, session.desk.peek().person, now)?;
    let due = due.into_iter().filter_map(|o| Some((o.of, o.sort, o.wanted.filter(|at| now - *at < FRESH)?)));
    Ok(due.collect())
}

/// "Promised call back, 10:30"; of several their number.
fn words_of(session: Session, new: &[(Sort, NaiveDateTime)]) -> String {
    match new {
        [(sort, at)] => format!("{}, {}", session.t(&format!("owed-{}", sort.code())), words::time(*at)),
        _ => session.tr("remind-several", &[("n", new.len().into())]),
    }
}
