//! Copies of the database under another key.

use super::{Store, error::Result, jots, local, open};
use crate::{base::Id, platform::files};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

impl Store {
    /// Writes the whole database under `key` to an empty file that was just made, as one state, beside whoever works on it.
    pub fn copy_to(&self, path: &Path, key: [u8; 32]) -> Result<()> {
        // A backup without what is being typed is better than none.
        let jots = self.shared.jots.all().inspect_err(|e| tracing::error!("what is typed is not in the backup: {e}")).unwrap_or_default();
        let _inside = self.shared.gate.enter();
        let db = open::copier(self.path(), &self.key())?;
        export(&db, path.to_owned(), &key, &jots)
    }
}

/// Copies a database file under a new key, with a new name in the log: two stores must never write under the same.
pub fn adopt(from: &Path, from_key: &[u8; 32], to: &Path, to_key: &[u8; 32], origin: Id) -> Result<()> {
    let db = open::copier(from, from_key)?;
    // SQLite would make it readable to whom the process lets read, and take what is there.
    drop(files::new_file(to)?);
    export(&db, to.to_owned(), to_key, &[])?;
    drop(db);
    let db = open::writer(to, to_key)?;
    local::set_origin(&db, origin)?;
    jots::forget_key(&db)?;
    // How often the keys of the device that it was copied from were changed says nothing of this one's.
    local::forget(&db, local::KEYS)?;
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

fn export(db: &Connection, path: PathBuf, key: &[u8; 32], jots: &[(String, Vec<u8>)]) -> Result<()> {
    let literal = zeroize::Zeroizing::new(open::key_literal(key));
    db.execute("ATTACH ?1 AS copy KEY ?2", rusqlite::params![path.to_string_lossy(), literal.as_str()])?;
    let format: u32 = db.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    let copied = db.execute_batch(&format!("SELECT sqlcipher_export('copy'); PRAGMA copy.user_version = {format};"));
    let copied = copied.and_then(|()| {
        let mut put = db.prepare("INSERT OR REPLACE INTO copy.local(key, value) VALUES(?1, ?2)")?;
        jots.iter().try_for_each(|(key, value)| put.execute(rusqlite::params![key, value]).map(drop))
    });
    let detached = db.execute_batch("DETACH copy");
    // Why it was not copied says more than that it cannot be let go of either.
    copied.and(detached)?;
    std::fs::File::open(&path)?.sync_all()?;
    Ok(())
}
