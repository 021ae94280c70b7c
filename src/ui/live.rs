//! The only bridge between the store and the screens. A view names the topics it reads; a commit that touched
//! one of them asks again, and only what differs is painted.

use super::session::use_session;
use crate::store::{Db, Error, Result, Topic};
use dioxus::prelude::*;
use std::collections::BTreeMap;

/// Besides the store's topics: the clock moved on by a minute.
pub const MINUTE: Topic = "minute";

const TOPICS: &[Topic] = &[
    "act",
    "apart",
    "appointment",
    "ask",
    "attachment-part",
    "communication",
    "daynote",
    "duty",
    "encounter",
    "grant",
    "keepsake",
    "kept",
    "local",
    "note",
    "patient",
    "person",
    "practice",
    "practitioner",
    "reason",
    "recall",
    "recallkind",
    "result",
    "result-content",
    "sealed",
    "seen",
    "slot",
    "task",
    "unknown",
    MINUTE,
];

/// One counter per topic; reading it subscribes, a commit raises it.
#[derive(Clone, Copy, PartialEq)]
pub struct Live(Signal<BTreeMap<Topic, Signal<u64>>>);

impl Live {
    pub fn new() -> Self {
        Live(Signal::new(TOPICS.iter().map(|t| (*t, Signal::new(0))).collect()))
    }

    pub fn touch(self, topic: Topic) {
        let counter = self.0.peek().get(topic).copied();
        if let Some(mut counter) = counter {
            counter += 1;
        }
    }

    pub fn watch(self, topics: &[Topic]) {
        for topic in topics {
            let counter = self.0.peek().get(topic).copied();
            if let Some(counter) = counter {
                counter.read();
            }
        }
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}

/// Subscribes the component to topics without asking anything.
pub fn use_topics(topics: &'static [Topic]) {
    use_session().live.watch(topics);
}

/// The answer to a question, asked again whenever one of `topics` is touched or a signal it reads changes.
///
/// A question is small and indexed; asked where it is shown, nothing is ever painted half.
pub fn use_query<T: PartialEq + 'static>(topics: &'static [Topic], question: impl Fn(&Db) -> Result<T> + 'static) -> Memo<Option<T>> {
    let session = use_session();
    use_memo(move || {
        session.live.watch(topics);
        let answer = session.desk.read().read::<T, Error>(&question);
        if let Err(error) = &answer {
            tracing::error!("a view could not be read: {error}");
        }
        answer.ok()
    })
}

/// The country whose telephone numbers are shown without their prefix.
pub fn use_country() -> Memo<String> {
    let practice = use_query(&["practice"], crate::store::practice::get);
    use_memo(move || practice.read().as_ref().map_or("FR", |p| p.country()).to_owned())
}
