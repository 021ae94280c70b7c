//! The day as several screens ask for it.

use crate::{
    base::Id,
    store::{
        self, Announcement, Db, Topic,
        day::{Board, DayOf},
    },
    ui::{
        live::{AGAIN, MINUTE},
        reads::use_reader,
        session::Session,
        use_query, use_session,
    },
};
use dioxus::prelude::*;
use std::collections::BTreeSet;

pub const TOPICS: &[Topic] = &["appointment", "encounter", "patient", "reason", "practitioner", "slot", "duty", "practice", MINUTE];

/// Today, made once for all who show it, and kept up to date with what commits touched; with how many records of it do
/// not read.
#[derive(Clone, Copy)]
pub struct Today {
    days: Memo<Option<(Vec<DayOf>, usize)>>,
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
    let mut board = use_hook(|| CopyValue::new(None::<(Board, usize)>));
    let days = use_memo(move || {
        session.live.watch(TOPICS);
        session.live.watch(&[AGAIN]);
        let now = session.now();
        let touched = touched.replace(Some(BTreeSet::new()));
        let kept = board.take().filter(|(b, _)| b.date() == now.date());
        let desk = session.desk.read();
        let anew = |db: &Db| Board::read(db, now, now.date(), None);
        let made = match kept {
            Some((mut kept, before)) => {
                let kept = desk.read_counting::<_, store::Error>(|db| kept.take_up(db, now, touched.as_ref()).map(|()| kept));
                match kept {
                    Ok((kept, 0)) => Ok((kept, before)),
                    // What is missing now is counted among all of it.
                    Ok(_) => desk.read_counting(anew),
                    Err(error) => Err(error),
                }
            }
            None => desk.read_counting(anew),
        };
        let (made, passed) = made.inspect_err(|e| tracing::error!("the day could not be read: {e}")).ok()?;
        let days = made.days().to_vec();
        board.set(Some((made, passed)));
        Some((days, passed))
    });
    use_context_provider(|| Today { days, touched })
}

/// Everybody's day: today's, or the one that is shown.
pub fn use_days(today: bool) -> Memo<Option<Vec<DayOf>>> {
    let session = use_session();
    let reader = use_reader();
    let kept = use_context::<Today>();
    use_memo(move || {
        let (now, date) = (session.now(), if today { session.today() } else { session.shown_date() });
        if date == now.date() {
            return reader.relay(kept.days.read().clone());
        }
        session.live.watch(TOPICS);
        session.live.watch(&[AGAIN]);
        reader.heard(session.desk.read().read_counting::<_, store::Error>(|db| store::day::days(db, now, date, None)))
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
