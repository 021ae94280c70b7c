//! Another key for the database: in place, whole or not at all, while readers wait for a moment.
//!
//! ```text
//! readers out ── the write-ahead log into the file ── every page under the new key, one transaction ── readers in
//! ```
//! The transaction is kept by a rollback journal, as any other is that the process does not survive: at every moment the
//! file opens with the old key or with the new one.

use super::{
    Store,
    error::{Error, Result},
    open,
    tip::Tip,
    writer::Desk,
};
use rusqlite::Connection;
use std::{path::Path, time::Duration};
use zeroize::Zeroizing;

/// How long those who read may take to end, here and in another program.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whether the database opens with a key.
///
/// # Errors
/// What kept it from being tried: the key is not known to be wrong.
pub fn opens_with(path: &Path, key: &[u8; 32]) -> Result<bool> {
    match open::reader(path, key) {
        Ok(_) => Ok(true),
        Err(Error::WrongKey) => Ok(false),
        Err(error) => Err(error),
    }
}

impl Store {
    /// Gives the database another key. Says whether it has it now: nothing was done where somebody is reading, another
    /// program perhaps, and does not end in time.
    ///
    /// # Errors
    /// Where the disk failed; the database then has the old key or the new one, and this store the right one of the two.
    pub fn turn_key(&self, new: &[u8; 32]) -> Result<bool> {
        let (store, new) = (self.clone(), Zeroizing::new(*new));
        self.on_writer(move |desk| store.turn(desk, &new))
    }

    fn turn(&self, desk: &mut Desk, new: &[u8; 32]) -> Result<bool> {
        let shared = &self.shared;
        let Some(_shut) = shared.gate.shut(PATIENCE) else { return Ok(false) };
        if let Ok(mut idle) = shared.idle.lock() {
            idle.clear();
        }
        let old = self.key();
        // Whoever does it has to be alone, and may not go on with what it remembers of both keys.
        drop(std::mem::replace(&mut desk.db, Connection::open_in_memory()?));
        let turned = encrypt_anew(&shared.path, &old, new);
        // Asked first for the key that it should have: a wrong one is noted on the terminal. A transaction that was cut
        // off is taken back with the old one.
        let [first, second] = if matches!(turned, Ok(true)) { [new, &*old] } else { [&*old, new] };
        let opened = self.open_again(desk, first, second).map(|()| *self.key() == *new);
        if opened.is_err() {
            // The next job tries again: until then nothing can be written.
            let (store, new) = (self.clone(), Zeroizing::new(*new));
            desk.mend = Some(Box::new(move |desk| store.open_again(desk, &old, &new)));
        }
        turned?;
        let has_new = opened?;
        if has_new && let Err(error) = shared.jots.turn_key(&mut desk.db) {
            tracing::error!("what is typed did not get another key: {error}");
        }
        Ok(has_new)
    }

    /// Goes on with whichever of two keys the database has.
    fn open_again(&self, desk: &mut Desk, first: &[u8; 32], second: &[u8; 32]) -> Result<()> {
        let path = &self.shared.path;
        let key = match (opens_with(path, first)?, second) {
            (true, _) => first,
            (false, second) if opens_with(path, second)? => second,
            // What was begun cannot be taken back while the disk takes nothing: then neither does.
            _ => return Err(Error::WrongKey),
        };
        // First: who reads needs it, also where the disk takes nothing and nobody can write.
        self.set_key(key);
        desk.reopen(path, key)?;
        desk.tip = Tip::beside(path, key);
        desk.tip.note(&desk.db, desk.origin);
        Ok(())
    }
}

/// Says whether it was done: not where another program has the database open.
fn encrypt_anew(path: &Path, old: &[u8; 32], new: &[u8; 32]) -> Result<bool> {
    let db = Connection::open(path)?;
    open::unlock(&db, old)?;
    db.busy_timeout(PATIENCE)?;
    let mode = db.query_row("PRAGMA journal_mode = delete", [], |r| r.get::<_, String>(0));
    match mode {
        Ok(mode) if mode == "delete" => {}
        Ok(_) => return Ok(false),
        Err(error)
            if matches!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)) =>
        {
            return Ok(false);
        }
        Err(error) => return Err(error.into()),
    }
    db.pragma_update(None, "synchronous", "full")?;
    let literal = Zeroizing::new(open::key_literal(new));
    db.pragma_update(None, "rekey", literal.as_str())?;
    // Said to be done also where the end of the transaction failed: then its journal is still there, and takes it back.
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    match std::fs::metadata(&journal) {
        Ok(left) if left.len() > 0 => Err(std::io::Error::other("the change of keys could not be ended").into()),
        _ => Ok(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::Id, store::local};

    const OLD: [u8; 32] = [7; 32];
    const NEW: [u8; 32] = [8; 32];

    #[test]
    fn the_old_key_opens_nothing_and_work_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("genki.db");
        let store = Store::open(&path, &OLD, Id::from_u128(1)).unwrap();
        let long = "x".repeat(200_000);
        store.set_local("a", &long).unwrap();
        let copy = std::fs::read(&path).unwrap();
        let (said, kept) = std::sync::mpsc::channel();
        store.jot("calls x", b"typed".to_vec(), |_| true, move |done| said.send(done.is_ok()).unwrap()).unwrap();
        assert!(kept.recv().unwrap());
        store.jot("draft.x", b"{".to_vec(), |_| true, |_| ()).unwrap();
        store.set_jot_aside("draft.x").unwrap();
        let typed = || Connection::open(folder.path().join("genki.db-jots")).unwrap();
        let jots_key = |store: &Store| {
            let read = |db: &crate::store::Db| Ok(db.0.query_row("SELECT value FROM local WHERE key = 'jots.key'", [], |r| r.get(0))?);
            store.read::<[u8; 32], Error>(read).unwrap()
        };
        let before = jots_key(&store);
        assert!(open::unlock(&typed(), &before).is_ok());
        assert!(store.turn_key(&NEW).unwrap());
        assert!(open::unlock(&typed(), &before).is_err(), "what is typed has another key too");
        assert!(open::unlock(&typed(), &jots_key(&store)).is_ok());
        store.set_local("b", &2u32).unwrap();
        let read = |store: &Store| store.read::<_, Error>(|db| Ok((local::get::<String>(db, "a")?, local::get::<u32>(db, "b")?))).unwrap();
        assert_eq!(read(&store), (long.clone(), 2));
        assert!(!opens_with(&path, &OLD).unwrap() && opens_with(&path, &NEW).unwrap());
        assert!(matches!(Store::open_read_only(&path, &OLD), Err(Error::WrongKey)));
        assert!(store.check(false).unwrap().is_clean());
        store.close();
        drop(store);
        let now = std::fs::read(&path).unwrap();
        let pages = copy.chunks(4096).zip(now.chunks(4096)).filter(|(a, b)| a == b).count();
        assert_eq!(pages, 0, "pages are still under the old key");
        let again = Store::open(&path, &NEW, Id::from_u128(1)).unwrap();
        assert_eq!(read(&again), (long, 2));
        assert_eq!(again.jotted("calls x").unwrap().as_deref(), Some(&b"typed"[..]));
        assert_eq!(again.jots_aside("draft.x").unwrap()[0].1, b"{", "what was kept aside too");
    }

    #[test]
    fn beside_another_programs_reader_nothing_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("genki.db");
        let store = Store::open(&path, &OLD, Id::from_u128(1)).unwrap();
        store.set_local("a", &1u32).unwrap();
        let other = Store::open_read_only(&path, &OLD).unwrap();
        assert!(!store.turn_key(&NEW).unwrap());
        assert_eq!(other.read::<_, Error>(|db| local::get::<u32>(db, "a")).unwrap(), 1);
        store.set_local("a", &2u32).unwrap();
        drop(other);
        assert!(store.turn_key(&NEW).unwrap());
        assert_eq!(store.read::<_, Error>(|db| local::get::<u32>(db, "a")).unwrap(), 2);
    }
}
