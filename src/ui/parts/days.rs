//! The day as several screens ask for it.

use crate::{
    store::{Topic, day::DayOf},
    ui::{live::MINUTE, use_query, use_session},
};
use dioxus::prelude::*;

pub const TOPICS: &[Topic] = &["appointment", "encounter", "patient", "reason", "practitioner", "slot", "duty", "practice", MINUTE];

/// Everybody's day: today's, or the one that is shown.
pub fn use_days(today: bool) -> Memo<Option<Vec<DayOf>>> {
    let session = use_session();
    use_query(TOPICS, move |db| {
        let now = session.now();
        let date = if today { now.date() } else { session.shown_date() };
        crate::store::day::days(db, now, date, None)
    })
}

/// The day that holds a visit, whichever date it is on.
pub fn use_day_of(id: crate::base::Id) -> Memo<Option<Option<DayOf>>> {
    let session = use_session();
    use_query(TOPICS, move |db| {
        let Some(visit) = crate::store::appointments::get(db, id)? else { return Ok(None) };
        let days = crate::store::day::days(db, session.now(), visit.start.date(), Some(visit.practitioner))?;
        Ok(days.into_iter().next())
    })
}
