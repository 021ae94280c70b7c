//! The one thread that writes.

use super::{
    error::{Error, Result},
    open,
    search::Searchable,
    tip::Tip,
    tx::{Act, Tx},
};
use crate::base::Id;
use rusqlite::{Connection, TransactionBehavior, hooks::Wal};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
        mpsc,
    },
    thread::JoinHandle,
};

/// What a view reads, and what a commit touches: a kind of record, or `act` for the log as such.
pub type Topic = &'static str;

/// Said once after a commit.
#[derive(Debug, Clone, Default)]
pub struct Announcement {
    pub topics: BTreeSet<Topic>,
    /// The records that were touched; none where they are too many to be looked at one by one.
    pub records: Option<BTreeSet<(Topic, Id)>>,
}

/// Beyond so many, whoever keeps something in memory asks anew for all of it.
const FEW: usize = 500;

/// What an act touches while it goes on.
#[derive(Debug, Default)]
pub struct Touched {
    topics: BTreeSet<Topic>,
    records: BTreeSet<(Topic, Id)>,
}

impl Touched {
    pub fn topic(&mut self, topic: Topic) {
        self.topics.insert(topic);
    }

    pub fn record(&mut self, topic: Topic, id: Id) {
        self.topic(topic);
        if self.records.len() <= FEW {
            self.records.insert((topic, id));
        }
    }

    pub fn announcement(self) -> Announcement {
        let few = self.records.len() <= FEW;
        Announcement { topics: self.topics, records: few.then_some(self.records) }
    }
}

pub type Job = Box<dyn FnOnce(&mut Desk) + Send>;

/// So many pages of the write-ahead log are brought into the file.
const LONG: i32 = 1000;

/// Hands jobs to the thread; ends it when dropped, after what was already handed in.
pub struct Writer {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// Is told of every commit.
pub type Listener = Box<dyn Fn(&Announcement) + Send>;

/// The writer's own: its connection, this device's name in the log, who listens, and the index that search asks.
pub struct Desk {
    pub db: Connection,
    pub origin: Id,
    pub listeners: Vec<Listener>,
    pub tip: Tip,
    pub search: Arc<Searchable>,
    /// How many pages the write-ahead log holds.
    pages: Arc<AtomicI32>,
    /// Opens the database again, where a disk that failed left none open.
    pub mend: Option<Mend>,
}

type Mend = Box<dyn Fn(&mut Desk) -> Result<()> + Send>;

impl Writer {
    pub fn start(mut db: Connection, origin: Id, mut tip: Tip, search: Arc<Searchable>) -> Result<Self> {
        tip.note(&db, origin);
        let pages = Arc::new(AtomicI32::new(0));
        count_pages(&mut db, &pages)?;
        let (jobs, inbox) = mpsc::channel::<Job>();
        let thread = std::thread::Builder::new().name("writer".into()).spawn(move || {
            let mut desk = Desk { db, origin, listeners: Vec::new(), tip, search, pages, mend: None };
            for job in inbox {
                desk.mend();
                job(&mut desk);
                desk.shorten();
            }
            // A tidy end leaves one file; without it the write-ahead log is read at the next start.
            let _ = desk.db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
        })?;
        Ok(Writer { jobs: Some(jobs), thread: Some(thread) })
    }

    pub fn send(&self, job: Job) -> Result<()> {
        self.jobs.as_ref().and_then(|jobs| jobs.send(job).ok()).ok_or(Error::Closed)
    }
}

/// In place of SQLite's own hook: that one would have whoever wrote the last of them wait.
fn count_pages(db: &mut Connection, pages: &Arc<AtomicI32>) -> Result<()> {
    let noted = pages.clone();
    db.wal_hook(Some(move |_: &mut Wal, n| {
        noted.store(n, Ordering::Relaxed);
        Ok(())
    }))?;
    Ok(())
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        // The last owner may be the thread itself, through a listener that holds the store.
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

impl Desk {
    pub fn transact<T, E: From<Error>>(
        &mut self,
        act: Act,
        work: impl FnOnce(&mut Tx) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let sql = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(Error::from)?;
        let mut tx = Tx::begin(&sql, self.origin, act)?;
        let answer = work(&mut tx)?;
        let touched = tx.end()?;
        sql.commit().map_err(Error::from)?;
        self.tip.note(&self.db, self.origin);
        self.announce(touched);
        Ok(answer)
    }

    fn mend(&mut self) {
        if let Some(mend) = self.mend.take()
            && mend(self).is_err()
        {
            self.mend = Some(mend);
        }
    }

    /// Goes on with the database of a path and a key.
    pub fn reopen(&mut self, path: &std::path::Path, key: &[u8; 32]) -> Result<()> {
        self.db = open::writer(path, key)?;
        self.pages.store(0, Ordering::Relaxed);
        count_pages(&mut self.db, &self.pages)
    }

    /// Brings a long write-ahead log into the file, between two acts, and begins it anew, so that an act finds it begun:
    /// it waits for one write to be durable, its own. Nothing is lost where that fails: the log stays and grows.
    fn shorten(&mut self) {
        if self.pages.load(Ordering::Relaxed) < LONG {
            return;
        }
        let brought = self.db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |r| Ok(r.get::<_, i32>(1)? == r.get::<_, i32>(2)?));
        if matches!(brought, Ok(true)) {
            let _ = self.db.execute("INSERT OR REPLACE INTO local(key, value) VALUES('log.begun', randomblob(8))", []);
        }
    }

    /// Says that anything may have changed.
    pub fn announce_all(&self) {
        let topics = super::project::topics().chain(["act", "local", super::sealed::SEALED]).collect();
        let said = Announcement { topics, records: None };
        self.listeners.iter().for_each(|hear| hear(&said));
    }

    pub fn announce(&self, touched: Touched) {
        let said = touched.announcement();
        if said.topics.is_empty() {
            return;
        }
        self.search.follow(&self.db, &said);
        for hear in &self.listeners {
            hear(&said);
        }
    }
}
