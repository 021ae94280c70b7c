//! The only bridge between the store and the screens. A view names the topics it reads; a commit that touched
//! one of them asks again, and only what differs is painted.

use super::{
    reads::{Reader, use_reader},
    session::use_session,
};
use crate::store::{Db, Error, Result, Topic};
use dioxus::prelude::*;
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

/// Besides the store's topics: the clock moved on by a minute.
pub const MINUTE: Topic = "minute";
/// And: what could not be read is asked for again.
pub const AGAIN: Topic = "again";

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
    AGAIN,
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
/// A question is small and indexed; asked where it is shown, nothing is ever painted half. A read that failed is said by
/// the part of the screen it belongs to ([`super::parts::readable::Readable`]): whoever shows the answer need not tell it
/// from an empty one. What was answered before stays meanwhile, out of sight, so that a form that is open in the midst of
/// it keeps what was typed; None is a question that was never answered.
pub fn use_query<T: PartialEq + Clone + 'static>(
    topics: &'static [Topic],
    question: impl Fn(&Db) -> Result<T> + 'static,
) -> Memo<Option<T>> {
    let session = use_session();
    let reader = use_reader();
    let last = use_hook(|| Rc::new(RefCell::new(None::<T>)));
    use_memo(move || {
        session.live.watch(topics);
        session.live.watch(&[AGAIN]);
        match ask(&reader, session, &question) {
            Some(answer) => {
                last.replace(Some(answer.clone()));
                Some(answer)
            }
            None => last.borrow().clone(),
        }
    })
}

fn ask<T>(reader: &Reader, session: super::session::Session, question: impl FnOnce(&Db) -> Result<T>) -> Option<T> {
    reader.heard(session.desk.read().read_counting::<T, Error>(question))
}

/// The answer to a question that is asked once, as the component begins: what it goes by from then on is its own. Where
/// the read fails the part of the screen begins anew with the next try.
pub fn use_first<T: Clone + 'static>(question: impl FnOnce(&Db) -> Result<T>) -> Option<T> {
    let session = use_session();
    let reader = use_reader();
    use_hook(|| {
        let answer = session.desk.peek().read_counting::<T, Error>(question);
        reader.heard_first(answer)
    })
}
