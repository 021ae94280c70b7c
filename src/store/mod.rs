//! The only SQL. One writer appends to the log and projects rows in the same transaction; readers beside it.
//!
//! ```text
//! write(act, |tx| …) ── writer's thread ── load → rule → put ── commit (durable) ── topics announced, once
//! read(|db| …)       ── any thread ─────── plain SQL on the projections
//! ```

pub mod acts;
pub mod appointments;
pub mod asides;
pub mod asks;
pub mod authority;
pub mod backup;
pub mod check;
pub mod clashes;
pub mod communications;
pub mod day;
pub mod day_notes;
pub mod diary;
pub mod displaced;
pub mod encounters;
pub mod error;
mod evidence;
mod gate;
pub mod grants;
pub mod jots;
pub mod keepsakes;
pub mod kept;
pub mod local;
pub mod log;
pub mod merge;
pub mod notes;
mod open;
pub mod openings;
pub mod owed;
pub mod patients;
pub mod people;
pub mod places;
pub mod practice;
pub mod practitioners;
mod project;
pub mod reasons;
pub mod recalls;
pub mod results;
mod rows;
pub mod sealed;
mod search;
pub mod seen;
pub mod sheet;
pub mod slots;
pub mod tasks;
mod tempo;
mod tip;
mod turn;
pub mod twins;
mod tx;
pub mod urgent;
mod writer;

pub use error::{Error, Result};
pub use open::FORMAT;
pub use sealed::{Keys, Ring};
pub use turn::opens_with;
pub use tx::{Act, Tx};
pub use writer::{Announcement, Topic};

use crate::base::Id;
use rusqlite::Connection;
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};
use zeroize::Zeroizing;

/// The open database of one practice on one device. Clones share it.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

struct Shared {
    path: PathBuf,
    key: Mutex<Zeroizing<[u8; 32]>>,
    /// Whoever reads is inside; shut while the database gets another key.
    gate: Arc<gate::Gate>,
    /// None for a reader, and once closed.
    writer: Mutex<Option<writer::Writer>>,
    closed: AtomicBool,
    idle: Mutex<Vec<Connection>>,
    /// None for a reader: nobody tells it what is committed.
    search: Option<Arc<search::Searchable>>,
    jots: jots::Jots,
    passed_over: AtomicUsize,
    /// For tests: reads fail.
    failing: AtomicBool,
    failing_writes: AtomicBool,
}

/// A connection as queries see it; what they may do with it is decided by who hands it out.
pub struct Db<'a>(
    pub(in crate::store) &'a Connection,
    pub(in crate::store) Option<Ring>,
    pub(in crate::store) Option<Arc<search::Searchable>>,
);

impl Store {
    /// Opens for reading and writing, making the database if there is none. `origin` is this device's name in
    /// the log, used only where none is noted yet.
    pub fn open(path: &Path, key: &[u8; 32], origin: Id) -> Result<Self> {
        let db = open::writer(path, key)?;
        let tip = tip::Tip::beside(path, key);
        let noted = tip.read();
        if noted.is_none() {
            tip.set_aside();
        }
        tip.verify(&db, noted)?;
        let origin = local::origin_or(&db, origin)?;
        let gate = Arc::new(gate::Gate::default());
        let search = search::Searchable::new(path, key, gate.clone());
        let jots = jots::Jots::beside_writer(path, &db);
        let writer = writer::Writer::start(db, origin, tip, search.clone())?;
        Ok(Self::with(path, key, gate, Some((writer, search)), jots))
    }

    /// Opens for reading, beside whoever writes.
    pub fn open_read_only(path: &Path, key: &[u8; 32]) -> Result<Self> {
        // The note is read first: whoever writes meanwhile only goes further than it says.
        let tip = tip::Tip::beside(path, key);
        let noted = tip.read();
        let first = open::reader(path, key)?;
        tip.verify(&first, noted)?;
        let store = Self::with(path, key, Arc::default(), None, jots::Jots::beside_reader(path, &first));
        store.give_back(first);
        Ok(store)
    }

    fn with(
        path: &Path,
        key: &[u8; 32],
        gate: Arc<gate::Gate>,
        writer: Option<(writer::Writer, Arc<search::Searchable>)>,
        jots: jots::Jots,
    ) -> Self {
        let (writer, search) = writer.unzip();
        let shared = Shared {
            path: path.to_owned(),
            key: Mutex::new(Zeroizing::new(*key)),
            gate,
            writer: Mutex::new(writer),
            closed: AtomicBool::new(false),
            idle: Mutex::default(),
            search,
            jots,
            passed_over: AtomicUsize::new(0),
            failing: AtomicBool::new(false),
            failing_writes: AtomicBool::new(false),
        };
        Store { shared: Arc::new(shared) }
    }

    /// Whether acts are taken: not beside another who writes, nor where the disk takes nothing.
    pub fn can_write(&self) -> bool {
        self.shared.writer.lock().is_ok_and(|writer| writer.is_some())
    }

    pub fn path(&self) -> &Path {
        &self.shared.path
    }

    pub(in crate::store) fn key(&self) -> Zeroizing<[u8; 32]> {
        self.shared.key.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Goes on with another key: here, and where search reads.
    fn set_key(&self, key: &[u8; 32]) {
        **self.shared.key.lock().unwrap_or_else(PoisonError::into_inner) = *key;
        if let Some(search) = &self.shared.search {
            search.set_key(key);
        }
    }

    /// Ends the writer after what was handed in, and lets the readers go. All clones are closed with it.
    pub fn close(&self) {
        self.shared.closed.store(true, Ordering::Release);
        let writer = self.shared.writer.lock().ok().and_then(|mut writer| writer.take());
        drop(writer);
        self.shared.jots.close();
        if let Some(search) = &self.shared.search {
            search.close();
        }
        if let Ok(mut idle) = self.shared.idle.lock() {
            idle.clear();
        }
    }

    /// Answers a question from what is committed. One state throughout, whatever is written meanwhile. Records that do not
    /// read are passed over and counted ([`Store::passed_over`]); what is written judges by none that lacks one.
    pub fn read<T, E: From<Error>>(&self, question: impl FnOnce(&Db) -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        self.read_with(None, question)
    }

    /// As [`Store::read`], with the keys for what is sealed.
    pub fn read_with<T, E: From<Error>>(
        &self,
        ring: Option<Ring>,
        question: impl FnOnce(&Db) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.read_counting(ring, question).map(|(answer, _)| answer)
    }

    /// How many records that do not read were passed over so far.
    pub fn passed_over(&self) -> usize {
        self.shared.passed_over.load(Ordering::Relaxed)
    }

    /// As [`Store::read_with`], and says how many records do not read and are missing from the answer.
    pub fn read_counting<T, E: From<Error>>(
        &self,
        ring: Option<Ring>,
        question: impl FnOnce(&Db) -> std::result::Result<T, E>,
    ) -> std::result::Result<(T, usize), E> {
        if self.shared.closed.load(Ordering::Acquire) {
            return Err(Error::Closed.into());
        }
        if self.shared.failing.load(Ordering::Relaxed) {
            return Err(Error::Io(std::io::Error::other("reads are made to fail")).into());
        }
        let _inside = self.shared.gate.enter();
        let idle = self.shared.idle.lock().ok().and_then(|mut idle| idle.pop());
        let db = match idle {
            Some(db) => db,
            None => open::reader(&self.shared.path, &self.key())?,
        };
        db.execute_batch("BEGIN").map_err(Error::from)?;
        let (answer, passed) = rows::passing_over(|| question(&Db(&db, ring, self.shared.search.clone())));
        self.shared.passed_over.fetch_add(passed, Ordering::Relaxed);
        db.execute_batch("COMMIT").map_err(Error::from)?;
        self.give_back(db);
        answer.map(|answer| (answer, passed))
    }

    /// For tests: from now on reads fail as on a disk that does not answer, or succeed again. Whoever listens is told that
    /// everything changed, and asks again.
    #[doc(hidden)]
    pub fn fail_reads(&self, fail: bool) -> Result<()> {
        self.shared.failing.store(fail, Ordering::Relaxed);
        self.hand_in(Box::new(|w| w.announce_all()))
    }

    /// For tests: from now on acts fail as on a disk that takes nothing, or succeed again.
    #[doc(hidden)]
    pub fn fail_writes(&self, fail: bool) {
        self.shared.failing_writes.store(fail, Ordering::Relaxed);
    }

    fn give_back(&self, db: Connection) {
        if let Ok(mut idle) = self.shared.idle.lock()
            && idle.len() < 4
            && !self.shared.closed.load(Ordering::Acquire)
        {
            idle.push(db);
        }
    }

    /// Does one act in one transaction and waits until it is durable. Whatever `work` refuses is rolled back whole.
    pub fn write<T, E>(
        &self,
        act: Act,
        work: impl FnOnce(&mut Tx) -> std::result::Result<T, E> + Send + 'static,
    ) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, waiting) = std::sync::mpsc::channel();
        self.send(act, work, move |done| {
            let _ = answer.send(done);
        })?;
        waiting.recv().map_err(|_| Error::Closed)?
    }

    /// As [`Store::write`], without waiting: `done` is called on the writer's thread.
    pub fn send<T, E>(
        &self,
        act: Act,
        work: impl FnOnce(&mut Tx) -> std::result::Result<T, E> + Send + 'static,
        done: impl FnOnce(std::result::Result<T, E>) + Send + 'static,
    ) -> Result<()>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        if self.shared.failing_writes.load(Ordering::Relaxed) {
            let failure = Error::Io(std::io::Error::other("writes are made to fail"));
            return self.hand_in(Box::new(move |_| done(Err(failure.into()))));
        }
        self.hand_in(Box::new(move |w| done(w.transact(act, work))))
    }

    /// Calls `hear` after every commit with the topics it touched. It runs on the writer's thread: it must be quick.
    pub fn listen(&self, hear: impl Fn(&Announcement) + Send + 'static) -> Result<()> {
        self.hand_in(Box::new(move |w| w.listeners.push(Box::new(hear))))
    }

    fn hand_in(&self, job: writer::Job) -> Result<()> {
        let writer = self.shared.writer.lock().map_err(|_| Error::Closed)?;
        let closed = self.shared.closed.load(Ordering::Acquire);
        writer.as_ref().ok_or(if closed { Error::Closed } else { Error::ReadOnly })?.send(job)
    }

    /// Runs `job` on the writer's connection between two acts.
    pub(in crate::store) fn on_writer<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut writer::Desk) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, waiting) = std::sync::mpsc::channel();
        self.hand_in(Box::new(move |w| {
            let _ = answer.send(job(w));
        }))?;
        waiting.recv().map_err(|_| Error::Closed)?
    }
}
