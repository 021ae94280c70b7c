//! Who is at work, on which practice, and by which clock: what every act needs to know.

use crate::{
    base::{Clock, Id},
    model::Refusal,
    store::{self, Act, Store, Tx},
};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

/// Why something was not done: a rule said no, or the store could not.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] store::Error),
}

pub type Result<T> = std::result::Result<T, Error>;

/// A person at work on an open practice.
#[derive(Clone)]
pub struct Desk {
    pub store: Store,
    pub clock: Clock,
    pub zone: Tz,
    pub person: Id,
}

/// What was done and can be taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Done<T> {
    pub act: Id,
    pub answer: T,
}

impl Desk {
    pub fn now(&self) -> NaiveDateTime {
        self.clock.local(self.zone)
    }

    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }

    pub fn begin(&self, what: &'static str) -> Act {
        Act::new(what, self.person, self.clock.millis())
    }

    /// Does one act and waits until it is durable.
    pub fn act<T: Send + 'static>(&self, what: &'static str, work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static) -> Result<Done<T>> {
        let act = self.begin(what);
        let id = act.id;
        self.store.write(act, work).map(|answer| Done { act: id, answer })
    }

    /// As [`Desk::act`]; `done` is called on the writer's thread once it is durable.
    pub fn send<T: Send + 'static>(
        &self,
        what: &'static str,
        work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static,
        done: impl FnOnce(Result<Done<T>>) + Send + 'static,
    ) -> Result<()> {
        let act = self.begin(what);
        let id = act.id;
        let done = move |answer: Result<T>| done(answer.map(|answer| Done { act: id, answer }));
        Ok(self.store.send(act, work, done)?)
    }
}
