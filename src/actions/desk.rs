//! Who is at work, on which practice, and by which clock: what every act needs to know.

use super::{ring::Holder, twins};
use crate::{
    base::{Clock, Id},
    model::{Person, Refusal, rights},
    store::{self, Act, Db, Ring, Store, Tx},
    vault::KeyPair,
};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use std::sync::Arc;

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
    /// Her keys; none where the recovery words opened the vault, or no vault stands behind.
    pub ring: Option<Arc<Holder>>,
}

/// What was done and can be taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Done<T> {
    pub act: Id,
    pub answer: T,
}

impl Desk {
    /// The same practice for another person, with her keys.
    pub fn of_person(&self, person: Id, pair: Option<&KeyPair>) -> Result<Self> {
        let holder = |pair: &KeyPair| self.store.read::<_, store::Error>(|db| Holder::new(person, pair.clone(), db));
        let ring = pair.map(holder).transpose()?.map(Arc::new);
        Ok(Desk { person, ring, ..self.clone() })
    }

    pub fn now(&self) -> NaiveDateTime {
        self.clock.local(self.zone)
    }

    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }

    pub fn begin(&self, what: &'static str) -> Act {
        Act { ring: self.ring(), ..Act::new(what, self.person, self.clock.millis()) }
    }

    fn ring(&self) -> Option<Ring> {
        self.ring.clone().map(|holder| holder as Ring)
    }

    /// Answers a question with this person's keys.
    pub fn read<T, E: From<store::Error>>(&self, question: impl FnOnce(&Db) -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        self.store.read_with(self.ring(), question)
    }

    /// As [`Desk::read`], and says how many records do not read and are missing from the answer.
    pub fn read_counting<T, E: From<store::Error>>(
        &self,
        question: impl FnOnce(&Db) -> std::result::Result<T, E>,
    ) -> std::result::Result<(T, usize), E> {
        self.store.read_counting(self.ring(), question)
    }

    /// Says no where a deed is not this person's.
    pub fn need(&self, deed: rights::Deed) -> Result<()> {
        self.read(|db| Ok(rights::need(person(db, self.person)?.as_ref(), &store::practice::get(db)?, deed)?))
    }

    /// What this person may.
    pub fn may(&self, deed: rights::Deed) -> Result<rights::May> {
        self.read(|db| Ok(rights::may(person(db, self.person)?.as_ref(), &store::practice::get(db)?, deed)))
    }

    /// Takes up keys that were granted meanwhile.
    pub fn refresh_keys(&self) -> Result<()> {
        self.ring.as_ref().map_or(Ok(()), |holder| Ok(self.store.read::<_, store::Error>(|db| holder.refresh(db))?))
    }

    /// Does one act and waits until it is durable.
    pub fn act<T: Send + 'static>(&self, what: &'static str, work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static) -> Result<Done<T>> {
        self.do_act(self.begin(what), work)
    }

    /// As [`Desk::act`], of an act that is named already.
    pub(super) fn do_act<T: Send + 'static>(&self, act: Act, work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static) -> Result<Done<T>> {
        let id = act.id;
        self.store.write(act, permitted(work)).map(|answer| Done { act: id, answer })
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
        Ok(self.store.send(act, permitted(work), done)?)
    }
}

fn person(db: &Db, id: Id) -> store::Result<Option<Person>> {
    store::people::get(db, id)
}

/// The work, and after it the question whether all it wrote was this person's to write: whatever way led there (an
/// undo, an import), nothing gets past it.
fn permitted<T>(work: impl FnOnce(&mut Tx) -> Result<T>) -> impl FnOnce(&mut Tx) -> Result<T> {
    move |tx| {
        // Who she is before the act: nobody makes herself a manager.
        let before = person(&tx.db(), tx.act().person)?;
        let practice = store::practice::get(&tx.db())?;
        let answer = match work(tx) {
            // What was not theirs to write could not be signed either: the rule says it in better words.
            Err(Error::Store(store::Error::Unsigned)) => {
                return Err(hold(tx, before, &practice).err().unwrap_or(store::Error::Unsigned.into()));
            }
            answer => answer?,
        };
        twins::settle(tx)?;
        // Only who makes the practice has nobody before them who could have the right.
        if !tx.is_first()? {
            hold(tx, before, &practice)?;
        }
        Ok(answer)
    }
}

/// Refuses what goes beyond the person's rights.
pub(super) fn hold(tx: &Tx, before: Option<Person>, practice: &crate::model::Practice) -> Result<()> {
    if before.as_ref().is_some_and(Person::has_left) {
        return Err(Refusal::new("rights-left").into());
    }
    let writes = tx.written().iter().flat_map(|((kind, own), fields)| fields.iter().map(|field| (kind.as_str(), *own, field.as_str())));
    Ok(rights::permit(before.as_ref(), practice, writes)?)
}
