//! What is being typed: on this device's disk before the next key.
//!
//! It has a file of its own beside the database. SQLite has one writer for each file, and an import holds the database's
//! for as long as it goes on, in one transaction that is not to be cut: whatever is typed meanwhile would wait for it.
//! The file's key is random and is kept in the database, which has every key that it ever gets: who opens the one opens
//! the other. Backups take what is in it along as they take the rest of what is this device's own.
//!
//! Nothing that cannot be read is written over: it is kept aside under another name, in the same file or beside it.

use super::{
    Store,
    error::{Error, Result},
    open,
};
use crate::{
    base::{Clock, Id, id},
    platform::files,
};
use rusqlite::{Connection, OptionalExtension, params};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, mpsc},
    thread::JoinHandle,
};
use zeroize::Zeroizing;

/// The file, and what SQLite lays beside it.
const PARTS: [&str; 3] = ["", "-wal", "-shm"];

type FileKey = Zeroizing<[u8; 32]>;
type Job = Box<dyn FnOnce(&mut Shelf) + Send>;

/// Under this name the database keeps the file's key.
const KEY: &str = "jots.key";
/// How the names of what is kept aside begin.
const ASIDE: &str = "aside ";
/// What was typed stood in the database's own table in formats before, and stands there in a backup, and while the file
/// gets another key.
const CARRIED: &str = "key GLOB 'set.calls *' OR key GLOB 'set.draft.*' OR key GLOB 'set.aside *'";

/// Hands what is typed to the thread that writes it, which begins with the first of it.
pub struct Jots {
    path: PathBuf,
    /// None where the database could not keep one.
    key: Option<FileKey>,
    /// Somebody else writes: nothing is made, moved or set aside from here.
    beside: bool,
    thread: Mutex<Running>,
}

#[derive(Default)]
struct Running {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    closed: bool,
}

/// The thread's own.
struct Shelf {
    path: PathBuf,
    key: FileKey,
    beside: bool,
    db: Option<Connection>,
    /// What was written from here: it reads.
    known: BTreeSet<String>,
    /// What could not be asked for: nobody knows what it says, so nothing writes over it.
    unread: BTreeSet<String>,
}

impl Jots {
    /// Beside a database that is being opened for writing. What older formats, or a backup, kept in it is moved here.
    pub fn beside_writer(database: &Path, db: &Connection) -> Self {
        let key = key_of(db).and_then(|known| match known {
            Some(key) => Ok(key),
            None => new_key(db),
        });
        let key = key.inspect_err(|e| tracing::error!("what is typed cannot be kept: {e}")).ok();
        let jots = Jots::new(database, key, false);
        if let Err(error) = jots.carry_over(db) {
            tracing::error!("what was being typed could not be taken over: {error}");
        }
        jots
    }

    /// Beside a database that somebody else may be writing.
    pub fn beside_reader(database: &Path, db: &Connection) -> Self {
        Jots::new(database, key_of(db).ok().flatten(), true)
    }

    fn new(database: &Path, key: Option<FileKey>, beside: bool) -> Self {
        let mut name = database.file_name().unwrap_or_default().to_owned();
        name.push("-jots");
        Jots { path: database.with_file_name(name), key, beside, thread: Mutex::default() }
    }

    /// Moves what the database holds of it. A crash between leaves both, and the next opening goes on.
    fn carry_over(&self, db: &Connection) -> Result<()> {
        let mut old = db.prepare(&format!("SELECT substr(key, 5), value FROM local WHERE {CARRIED}"))?;
        let old: Vec<(String, Vec<u8>)> = old.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<std::result::Result<_, _>>()?;
        if old.is_empty() {
            return Ok(());
        }
        let old = Arc::new(old);
        let put = || {
            let old = old.clone();
            self.ask(move |shelf| shelf.take_over(&old))
        };
        // Where the file has an older key it is set aside by the first try.
        put().or_else(|error| if matches!(error, Error::WrongKey) { put() } else { Err(error) })?;
        db.execute(&format!("DELETE FROM local WHERE {CARRIED}"), [])?;
        Ok(())
    }

    /// Gives the file another key, as the database has just got one: whoever knew the database's old key knows this one too.
    /// What was typed goes into the database along with the key, and from there into a new file; whoever is cut off
    /// between finds it in the database at the next opening.
    pub fn turn_key(&self, db: &mut Connection) -> Result<()> {
        let (said, told) = mpsc::channel();
        let (go, going) = mpsc::channel::<FileKey>();
        self.hand_in(Box::new(move |shelf| {
            let _ = said.send(shelf.everything());
            // What is typed meanwhile waits behind this.
            if let Ok(key) = going.recv() {
                shelf.begin_anew(key);
            }
        }))?;
        let all = told.recv().map_err(|_| Error::Closed)??;
        let tx = db.transaction()?;
        for (name, value) in &all {
            tx.execute("INSERT OR REPLACE INTO local(key, value) VALUES('set.' || ?1, ?2)", params![name, value])?;
        }
        let key = new_key(&tx)?;
        tx.commit()?;
        go.send(key).map_err(|_| Error::Closed)?;
        self.carry_over(db)
    }

    fn hand_in(&self, job: Job) -> Result<()> {
        let mut running = self.thread.lock().map_err(|_| Error::Closed)?;
        if running.closed {
            return Err(Error::Closed);
        }
        if running.jobs.is_none() {
            let key = self.key.clone().ok_or(Error::Closed)?;
            let mut shelf =
                Shelf { path: self.path.clone(), key, beside: self.beside, db: None, known: BTreeSet::new(), unread: BTreeSet::new() };
            let (jobs, inbox) = mpsc::channel::<Job>();
            running.thread = Some(std::thread::Builder::new().name("jots".into()).spawn(move || {
                for job in inbox {
                    job(&mut shelf);
                }
                shelf.close();
            })?);
            running.jobs = Some(jobs);
        }
        running.jobs.as_ref().and_then(|jobs| jobs.send(job).ok()).ok_or(Error::Closed)
    }

    fn ask<T: Send + 'static>(&self, question: impl FnOnce(&mut Shelf) -> Result<T> + Send + 'static) -> Result<T> {
        let (answer, waiting) = mpsc::channel();
        self.hand_in(Box::new(move |shelf| {
            let _ = answer.send(question(shelf));
        }))?;
        waiting.recv().map_err(|_| Error::Closed)?
    }

    /// Ends after what was handed in.
    pub fn close(&self) {
        let Ok(mut running) = self.thread.lock() else { return };
        running.closed = true;
        running.jobs = None;
        if let Some(thread) = running.thread.take()
            && thread.thread().id() != std::thread::current().id()
        {
            let _ = thread.join();
        }
    }

    /// All there is, with the names it has in the database's own table: for a backup.
    pub fn all(&self) -> Result<Vec<(String, Vec<u8>)>> {
        if !self.path.exists() {
            return Ok(Vec::new());
        }
        self.ask(|shelf| {
            shelf.with(|db| {
                let mut all = db.prepare("SELECT 'set.' || key, value FROM jot WHERE key NOT GLOB 'aside *'")?;
                let all = all.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
                Ok(all.collect::<std::result::Result<_, _>>()?)
            })
        })
    }
}

impl Drop for Jots {
    fn drop(&mut self) {
        self.close();
    }
}

fn key_of(db: &Connection) -> Result<Option<FileKey>> {
    let known: Option<[u8; 32]> = db.query_row("SELECT value FROM local WHERE key = ?1", [KEY], |r| r.get(0)).optional()?;
    Ok(known.map(Zeroizing::new))
}

fn new_key(db: &Connection) -> Result<FileKey> {
    let key = Zeroizing::new(id::random::<32>());
    db.execute("INSERT OR REPLACE INTO local(key, value) VALUES(?1, ?2)", params![KEY, key.as_slice()])?;
    Ok(key)
}

/// A copy is another device's: what it types has a key of its own.
pub fn forget_key(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM local WHERE key = ?1", [KEY])?;
    Ok(())
}

impl Shelf {
    /// Works on the file, and opens it if need be. One that is damaged, or has another key, is set aside as a whole: the
    /// error says so, and the next time there is a new one.
    fn with<T>(&mut self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        let opened = match self.db.take() {
            Some(db) => Ok(db),
            None => self.open(),
        };
        let done = opened.and_then(|mut db| {
            let done = work(&mut db);
            self.db = Some(db);
            done
        });
        if let Err(error) = &done
            && (error.is_damage() || matches!(error, Error::WrongKey))
            && !self.beside
        {
            self.set_aside();
        }
        done
    }

    fn open(&self) -> Result<Connection> {
        if self.beside {
            return open::reader(&self.path, &self.key);
        }
        // SQLite gives what it lays beside a file the file's own rights. It is closed again before it is opened for good:
        // whoever closes a file lets go of every lock that the process has on it.
        drop(files::private_file(&self.path)?);
        let db = Connection::open(&self.path)?;
        open::unlock(&db, &self.key)?;
        db.pragma_update(None, "journal_mode", "wal")?;
        db.pragma_update(None, "synchronous", "full")?;
        db.execute_batch("CREATE TABLE IF NOT EXISTS jot(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) STRICT, WITHOUT ROWID")?;
        Ok(db)
    }

    /// All there is by its name here, what was kept aside too.
    fn everything(&mut self) -> Result<Vec<(String, Vec<u8>)>> {
        if !self.path.exists() {
            return Ok(Vec::new());
        }
        self.with(|db| {
            let mut all = db.prepare("SELECT key, value FROM jot")?;
            let all = all.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
            Ok(all.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Puts in what the database held of it. What was typed since is newer.
    fn take_over(&mut self, old: &[(String, Vec<u8>)]) -> Result<()> {
        self.with(|db| {
            let tx = db.transaction()?;
            for (key, value) in old {
                tx.execute("INSERT OR IGNORE INTO jot(key, value) VALUES(?1, ?2)", params![key, value])?;
            }
            Ok(tx.commit()?)
        })
    }

    /// Goes on with an empty file under another key.
    fn begin_anew(&mut self, key: FileKey) {
        self.db = None;
        self.known.clear();
        self.key = key;
        for end in PARTS {
            let mut part = self.path.clone().into_os_string();
            part.push(end);
            // One that stays has a key that counts no more: it is set aside when it is opened.
            let _ = std::fs::remove_file(part);
        }
    }

    fn set_aside(&mut self) {
        self.db = None;
        self.known.clear();
        let mark = Id::new(Clock::System.millis());
        for end in PARTS {
            let (mut from, mut to) = (self.path.clone().into_os_string(), self.path.clone().into_os_string());
            from.push(end);
            to.push(format!("-aside-{mark}{end}"));
            match std::fs::rename(from, to) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => tracing::error!("what was typed could not be set aside: {e}"),
                _ => {}
            }
        }
    }

    fn put(&mut self, key: &str, bytes: &[u8], reads: impl Fn(&[u8]) -> bool) -> Result<()> {
        let (known, unread) = (self.known.contains(key), self.unread.contains(key));
        self.with(|db| {
            let tx = db.transaction()?;
            if !known && value(&tx, key)?.is_some_and(|old| unread || !reads(&old)) {
                aside(&tx, key)?;
            }
            tx.execute("INSERT OR REPLACE INTO jot(key, value) VALUES(?1, ?2)", params![key, bytes])?;
            Ok(tx.commit()?)
        })?;
        if !known {
            self.known.insert(key.to_owned());
            self.unread.remove(key);
        }
        Ok(())
    }

    fn close(&mut self) {
        if let Some(db) = self.db.take() {
            // As with the database: without it the log beside the file is read at the next start.
            let _ = db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }
}

fn value(db: &Connection, key: &str) -> Result<Option<Vec<u8>>> {
    Ok(db.prepare_cached("SELECT value FROM jot WHERE key = ?1")?.query_row([key], |r| r.get(0)).optional()?)
}

fn aside(db: &Connection, key: &str) -> Result<()> {
    db.execute("UPDATE jot SET key = ?2 || key || ' ' || hex(randomblob(8)) WHERE key = ?1", params![key, ASIDE])?;
    Ok(())
}

impl Store {
    /// Notes what is being typed, durably and in the order in which it is handed in, without waiting, whatever else is
    /// being written; `done` is called on the thread that wrote it. Nobody is told of it: whoever types knows.
    ///
    /// What was there before is kept aside unless `reads` says that it could be read.
    pub fn jot(
        &self,
        key: &str,
        bytes: Vec<u8>,
        reads: impl Fn(&[u8]) -> bool + Send + 'static,
        done: impl FnOnce(Result<()>) + Send + 'static,
    ) -> Result<()> {
        let key = key.to_owned();
        self.shared.jots.hand_in(Box::new(move |shelf| done(shelf.put(&key, &bytes, reads))))
    }

    /// What was noted so last.
    ///
    /// # Errors
    /// Where the file is damaged it was set aside, and is asked for once more as an empty one.
    pub fn jotted(&self, key: &str) -> Result<Option<Vec<u8>>> {
        if !self.shared.jots.path.exists() {
            return Ok(None);
        }
        let key = key.to_owned();
        self.shared.jots.ask(move |shelf| {
            let found = shelf.with(|db| value(db, &key));
            if found.is_err() {
                shelf.known.remove(&key);
                shelf.unread.insert(key);
            }
            found
        })
    }

    /// Keeps what was noted aside, where nothing writes over it: it could not be read.
    pub fn set_jot_aside(&self, key: &str) -> Result<()> {
        let key = key.to_owned();
        self.shared.jots.ask(move |shelf| shelf.with(|db| aside(db, &key)))
    }

    /// What was kept aside of a key, by its name there, the latest last.
    pub fn jots_aside(&self, key: &str) -> Result<Vec<(String, Vec<u8>)>> {
        if !self.shared.jots.path.exists() {
            return Ok(Vec::new());
        }
        let begins = format!("{ASIDE}{key} ");
        self.shared.jots.ask(move |shelf| {
            shelf.with(|db| {
                let mut all = db.prepare("SELECT key, value FROM jot WHERE substr(key, 1, length(?1)) = ?1")?;
                let all = all.query_map([&begins], |r| Ok((r.get(0)?, r.get(1)?)))?;
                Ok(all.collect::<std::result::Result<_, _>>()?)
            })
        })
    }

    /// Puts what was kept aside back in its place: it reads now.
    pub fn take_jot_up(&self, aside: &str, key: &str) -> Result<()> {
        let (aside, key) = (aside.to_owned(), key.to_owned());
        self.shared.jots.ask(move |shelf| {
            shelf.with(|db| {
                let tx = db.transaction()?;
                tx.execute("DELETE FROM jot WHERE key = ?1", [&key])?;
                tx.execute("UPDATE jot SET key = ?2 WHERE key = ?1", [&aside, &key])?;
                Ok(tx.commit()?)
            })
        })
    }
}
