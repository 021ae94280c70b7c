//! The day as several screens ask for it.

use crate::{
    base::Id,
    store::{
        self, Announcement, Topic,
        day::{Board, DayOf},
    },
    ui::{live::MINUTE, session::Session, use_query, use_session},
};
use dioxus::prelude::*;
use std::collections::BTreeSet;

pub const TOPICS: &[Topic] = &["appointment", "encounter", "patient", "reason", "practitioner", "slot", "duty", "practice", MINUTE];

/// Today, made once for all who show it, and kept up to date with what commits touched.
#[derive(Clone, Copy)]
pub struct Today {
    days: Memo<Option<Vec<DayOf>>>,
    /// What was touched since it was last made; none where it is too much to be looked at one by one.
    touched: CopyValue<Option<BTreeSet<(Topic, Id)>>>,
}

impl Today {
    /// Hears of a commit, before its topics are raised.
    pub fn hear(mut self, said: &Announcement) {
        let both = self.touched.write().take().zip(said.records.clone());
        self.touched.set(both.map(|(mut all, new)| {
            all.extend(new);
            all
        }));
    }
}

pub fn use_today(session: Session) -> Today {
    let mut touched = use_hook(|| CopyValue::new(Some(BTreeSet::new())));
    let mut board = use_hook(|| CopyValue::new(None::<Board>));
    let days = use_memo(move || {
        session.live.watch(TOPICS);
        let now = session.now();
        let touched = touched.replace(Some(BTreeSet::new()));
        let kept = board.take().filter(|b| b.date() == now.date());
        let made = session.desk.read().read::<Board, store::Error>(|db| match kept {
            Some(mut kept) => kept.take_up(db, now, touched.as_ref()).map(|()| kept),
            None => Board::read(db, now, now.date(), None),
        });
        if let Err(error) = &made {
            tracing::error!("the day could not be read: {error}");
        }
        let made = made.ok()?;
        let days = made.days().to_vec();
        board.set(Some(made));
        Some(days)
    });
    use_context_provider(|| Today { days, touched })
}

/// Everybody's day: today's, or the one that is shown.
pub fn use_days(today: bool) -> Memo<Option<Vec<DayOf>>> {
    let session = use_session();
    let kept = use_context::<Today>().days;
    use_memo(move || {
        let (now, date) = (session.now(), if today { session.today() } else { session.shown_date() });
        if date == now.date() {
            return kept.read().clone();
        }
        session.live.watch(TOPICS);
        session.desk.read().read::<_, store::Error>(|db| store::day::days(db, now, date, None)).ok()
    })
}

/// The day that holds a visit, whichever date it is on.
pub fn use_day_of(id: Id) -> Memo<Option<Option<DayOf>>> {
    let session = use_session();
    use_query(TOPICS, move |db| {
        let Some(visit) = store::appointments::get(db, id)? else { return Ok(None) };
        let days = store::day::days(db, session.now(), visit.start.date(), Some(visit.practitioner))?;
        Ok(days.into_iter().next())
    })
}
