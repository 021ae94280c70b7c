//! The index that search asks: made beside the screen, kept fresh by every commit, gone with the practice.
//!
//! ```text
//! cold ── first asked, or warmed ── making ── ready ── a commit that touches some ── ready
//!   └──────────────── a commit that touches many, a rebuild ────────────────┘
//! ```
//! Whoever asks while it is being made waits for it: there is one way to search, and one answer.

use super::{
    Db, Store,
    error::{Error, Result},
    gate::Gate,
    open,
    writer::Announcement,
};
use crate::{
    base::Id,
    model::{
        Patient,
        record::clean,
        search::{Entry, Index},
    },
};
use rusqlite::{Connection, OptionalExtension};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};
use zeroize::Zeroizing;

/// The index of one open practice.
pub struct Searchable {
    path: PathBuf,
    key: Mutex<Zeroizing<[u8; 32]>>,
    gate: Arc<Gate>,
    state: Mutex<State>,
    turned: Condvar,
}

enum State {
    Cold,
    /// With what was committed since its making began; `None` where that was too much.
    Making(Option<Vec<(Id, Option<Entry>)>>),
    Ready(Box<Index>),
    Closed,
}

impl Searchable {
    pub fn new(path: &Path, key: &[u8; 32], gate: Arc<Gate>) -> Arc<Self> {
        let key = Mutex::new(Zeroizing::new(*key));
        Arc::new(Searchable { path: path.to_owned(), key, gate, state: Mutex::new(State::Cold), turned: Condvar::new() })
    }

    /// The database has another key from now on.
    pub fn set_key(&self, key: &[u8; 32]) {
        **self.key.lock().unwrap_or_else(PoisonError::into_inner) = *key;
    }

    /// Asks the index, which is made first where there is none.
    fn ask<T>(&self, question: impl FnOnce(&Index) -> T) -> Result<T> {
        let mut state = self.state();
        loop {
            match &mut *state {
                State::Ready(index) if index.is_worn() => *state = State::Cold,
                State::Ready(index) => return Ok(question(index)),
                State::Closed => return Err(Error::Closed),
                State::Making(_) => state = self.turned.wait(state).unwrap_or_else(PoisonError::into_inner),
                State::Cold => {
                    *state = State::Making(Some(Vec::new()));
                    drop(state);
                    self.make()?;
                    state = self.state();
                }
            }
        }
    }

    /// Reads everybody on a connection of its own: what is committed from now on is told it, whatever that one sees.
    fn make(&self) -> Result<()> {
        let making = Making(self);
        let read = {
            let _inside = self.gate.enter();
            let key = self.key.lock().unwrap_or_else(PoisonError::into_inner).clone();
            open::reader(&self.path, &key).and_then(|db| everybody(&db))
        };
        let mut state = self.state();
        if let State::Making(meanwhile) = &mut *state {
            *state = match (read, meanwhile.take()) {
                (Ok(mut index), Some(meanwhile)) => {
                    meanwhile.into_iter().for_each(|(id, entry)| take_in(&mut index, id, entry));
                    State::Ready(Box::new(index))
                }
                (Ok(_), None) => State::Cold,
                (Err(error), _) => {
                    *state = State::Cold;
                    drop(state);
                    drop(making);
                    return Err(error);
                }
            };
        }
        drop(state);
        Ok(())
    }

    /// Reads anew those whom a commit touched, before anybody is told of it; `db` sees them as they are now.
    pub fn follow(&self, db: &Connection, said: &Announcement) {
        if !said.topics.contains("patient") {
            return;
        }
        let Some(records) = &said.records else { return self.forget() };
        let mut state = self.state();
        if !matches!(*state, State::Ready(_) | State::Making(Some(_))) {
            return;
        }
        let read = read(db, records.iter().filter(|(topic, _)| *topic == "patient").map(|(_, id)| *id));
        match (&mut *state, read) {
            (State::Ready(index), Ok(entries)) => entries.into_iter().for_each(|(id, entry)| take_in(index, id, entry)),
            (State::Ready(_), Err(_)) => *state = State::Cold,
            (State::Making(Some(meanwhile)), Ok(entries)) => meanwhile.extend(entries),
            (State::Making(meanwhile), Err(_)) => *meanwhile = None,
            _ => {}
        }
    }

    /// The rows were made again: what was read of them counts no more.
    pub fn forget(&self) {
        let mut state = self.state();
        match &mut *state {
            State::Making(meanwhile) => *meanwhile = None,
            State::Ready(_) => *state = State::Cold,
            State::Cold | State::Closed => {}
        }
    }

    /// Wipes it for good.
    pub fn close(&self) {
        *self.state() = State::Closed;
        self.turned.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes those who wait, even where the making broke off.
struct Making<'a>(&'a Searchable);

impl Drop for Making<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        if matches!(*state, State::Making(_)) {
            *state = State::Cold;
        }
        drop(state);
        self.0.turned.notify_all();
    }
}

impl Store {
    /// Makes the index on a thread of its own, if there is none: whoever searches next need not wait.
    pub fn warm_search(&self) {
        let Some(search) = self.shared.search.clone() else { return };
        if matches!(*search.state(), State::Cold) {
            // Where no thread is to be had, the first to search makes it.
            let _ = std::thread::Builder::new().name("search".into()).spawn(move || search.ask(|_| ()));
        }
    }

    /// How much memory the index takes, in bytes; nothing while there is none.
    pub fn search_bytes(&self) -> usize {
        match self.shared.search.as_ref().map(|search| search.state()).as_deref() {
            Some(State::Ready(index)) => index.bytes(),
            _ => 0,
        }
    }
}

impl Db<'_> {
    /// Asks the practice's index; inside an act, and beside another program's writer, one of what is seen here.
    pub(in crate::store) fn search<T>(&self, question: impl FnOnce(&Index) -> T) -> Result<T> {
        match &self.2 {
            Some(search) => search.ask(question),
            None => Ok(question(&everybody(self.0)?)),
        }
    }
}

fn everybody(db: &Connection) -> Result<Index> {
    let mut statement = db.prepare("SELECT id, data FROM patient")?;
    let mut rows = statement.query([])?;
    let mut index = Index::default();
    while let Some(row) = rows.next()? {
        if let Some(entry) = entry(row)? {
            index.put(&entry);
        }
    }
    Ok(index)
}

fn read(db: &Connection, ids: impl Iterator<Item = Id>) -> Result<Vec<(Id, Option<Entry>)>> {
    let mut one = db.prepare_cached("SELECT id, data FROM patient WHERE id = ?1")?;
    ids.map(|id| Ok((id, one.query_row([id.as_bytes()], entry).optional()?.flatten()))).collect()
}

/// Nothing of a row that does not read: a list that would show it says so.
fn entry(row: &rusqlite::Row) -> rusqlite::Result<Option<Entry>> {
    let patient: Option<Patient> = serde_json::from_str(&clean::text(row.get_ref(1)?.as_str()?))
        .inspect_err(|_| tracing::warn!("a patient does not read and is not found"))
        .ok();
    let id = Id::from_bytes(row.get(0)?);
    Ok(patient.map(|p| Entry::of(&Patient { id, ..p })))
}

fn take_in(index: &mut Index, id: Id, entry: Option<Entry>) {
    match entry {
        Some(entry) => index.put(&entry),
        None => index.remove(id),
    }
}
