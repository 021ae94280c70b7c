//! Opening: the key, the settings of a connection, the steps from one format to the next.

use super::error::{Error, Result};
use crate::platform::files;
use rusqlite::{Connection, OpenFlags};
use std::{io::Read, path::Path};

/// Each step stands at its place in the list and is never changed once it has landed.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_first.sql"),
    include_str!("migrations/0002_everyone.sql"),
    include_str!("migrations/0003_apart.sql"),
    include_str!("migrations/0004_day_notes.sql"),
    include_str!("migrations/0005_tempo.sql"),
    include_str!("migrations/0006_owed.sql"),
    include_str!("migrations/0007_narrow.sql"),
    include_str!("migrations/0008_rights.sql"),
];

/// How much a reader keeps of what it read, in KiB: a week of a large practice. What left the cache is decrypted again.
const KEPT: i64 = 32 * 1024;

pub const FORMAT: u32 = STEPS.len() as u32;

/// Opens for writing, makes the file if there is none and brings it to this version's format.
pub fn writer(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    // Whoever closes a file lets go of every lock that the process has on it: so it is looked at before it is opened
    // for good, never after.
    if owners_alone(path)? {
        drop(connect(path, key)?);
    }
    if !plain(key) {
        encrypted(path)?;
    }
    connect(path, key)
}

/// Makes the file if there is none, and sees to it that its owner alone reads it and what lies with it. SQLite gives
/// what it lays beside a file the file's own rights. Says whether it was made.
fn owners_alone(path: &Path) -> Result<bool> {
    for more in ["", "-wal", "-shm", "-tip", "-jots", "-jots-wal", "-jots-shm"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(more);
        files::make_private(Path::new(&beside))?;
    }
    match files::new_file(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn connect(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    let mut db = Connection::open(path)?;
    unlock(&db, key)?;
    db.pragma_update(None, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // Pages of an import that are written again and again stay at hand (in KiB; used only as far as needed).
    db.pragma_update(None, "cache_size", -8000)?;
    db.set_prepared_statement_cache_capacity(64);
    migrate(&mut db)?;
    Ok(db)
}

/// Opens for reading alone: beside whoever writes, or where the disk takes nothing.
pub fn reader(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    if !path.exists() {
        return Err(Error::Missing(path.to_owned()));
    }
    match beside(path, key) {
        // Even reading beside others needs a shared index, which cannot be laid there.
        Err(error) if error.takes_nothing() => alone(path, key).map_err(|_| error),
        db => db,
    }
}

/// Opens what nobody can write, without a lock or a shared index. What a process that ended by force left in the
/// write-ahead log is read too.
fn alone(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let logged = std::fs::metadata(&log).is_ok_and(|log| log.len() > 0);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let address = format!("file:{}{}", escaped(path), if logged { "" } else { "?immutable=1" });
    let db = Connection::open_with_flags_and_vfs(address, flags, files::WITHOUT_LOCKS)?;
    if !plain(key) {
        give_key(&db, key)?;
    }
    db.pragma_update(None, "locking_mode", "exclusive")?;
    db.pragma_update(None, "query_only", true)?;
    db.pragma_update(None, "cache_size", -KEPT)?;
    db.set_prepared_statement_cache_capacity(64);
    known_format(&db)?;
    Ok(db)
}

/// A path as it stands in an address.
fn escaped(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/-_.~\\:".contains(&b);
    bytes.iter().map(|b| if plain(*b) { char::from(*b).to_string() } else { format!("%{b:02x}") }).collect()
}

fn beside(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    // Read and write to the operating system (the shared index of the write-ahead log), never to the rows.
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    unlock(&db, key)?;
    db.pragma_update(None, "query_only", true)?;
    db.pragma_update(None, "cache_size", -KEPT)?;
    db.set_prepared_statement_cache_capacity(64);
    known_format(&db)?;
    Ok(db)
}

/// Opens to copy out of: as a reader, that may make the file it copies into.
pub fn copier(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    if !path.exists() {
        return Err(Error::Missing(path.to_owned()));
    }
    let db = Connection::open(path)?;
    unlock(&db, key)?;
    known_format(&db)?;
    Ok(db)
}

/// Gives the connection its raw key, and makes sure that it counts: without the cipher SQLite would write
/// in plain text and say nothing.
pub fn unlock(db: &Connection, key: &[u8; 32]) -> Result<()> {
    if !plain(key) {
        give_key(db, key)?;
    }
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get::<_, i64>(0)).map_err(|e| match e.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => Error::WrongKey,
        _ => Error::Sql(e),
    })?;
    Ok(())
}

fn give_key(db: &Connection, key: &[u8; 32]) -> Result<()> {
    // What a wrong key comes to is said by whoever tried it, in words; the cipher would print its own lines.
    let _ = db.query_row("PRAGMA cipher_log_level = none", [], |_| Ok(()));
    let mut pragma = key_literal(key);
    db.pragma_update(None, "key", pragma.as_str())?;
    zeroize::Zeroize::zeroize(&mut pragma);
    let cipher: Option<String> = db.query_row("PRAGMA cipher_version", [], |r| r.get(0)).ok();
    if cipher.is_none_or(|c| c.is_empty()) {
        return Err(Error::NotEncrypted(db.path().unwrap_or_default().into()));
    }
    Ok(())
}

/// Whether nothing is to be encrypted: never, but where the bench of what encryption costs was built (feature `plain`).
fn plain(key: &[u8; 32]) -> bool {
    cfg!(feature = "plain") && *key == [0; 32]
}

/// `x'…'`: SQLCipher takes it as the key itself, without deriving one.
pub fn key_literal(key: &[u8; 32]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(67);
    text.push_str("x'");
    for byte in key {
        let _ = write!(text, "{byte:02x}");
    }
    text.push('\'');
    text
}

fn known_format(db: &Connection) -> Result<u32> {
    let found: u32 = db.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    if found > FORMAT { Err(Error::Newer { found, known: FORMAT }) } else { Ok(found) }
}

/// All missing steps in one transaction: the file is in the old format or in the new one, never between. What
/// follows from the log is made again, so that a step need not know how.
pub fn migrate(db: &mut Connection) -> Result<()> {
    let found = known_format(db)?;
    if found == FORMAT {
        return Ok(());
    }
    let tx = db.transaction()?;
    for step in &STEPS[found as usize..] {
        tx.execute_batch(step)?;
    }
    if found > 0 {
        super::project::rebuild(&tx)?;
    }
    tx.pragma_update(None, "user_version", FORMAT)?;
    tx.commit()?;
    Ok(())
}

fn encrypted(path: &Path) -> Result<()> {
    let mut head = [0u8; 16];
    let read = std::fs::File::open(path)?.read(&mut head)?;
    if read == 16 && &head == b"SQLite format 3\0" {
        return Err(Error::NotEncrypted(path.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_file_is_refused_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("genki.db");
        let db = writer(&path, &[7; 32]).unwrap();
        db.pragma_update(None, "user_version", FORMAT + 1).unwrap();
        drop(db);
        let before = std::fs::read(&path).unwrap();
        assert!(matches!(writer(&path, &[7; 32]), Err(Error::Newer { .. })));
        assert!(matches!(reader(&path, &[7; 32]), Err(Error::Newer { .. })));
        assert_eq!(before, std::fs::read(&path).unwrap());
    }

    #[test]
    fn the_wrong_key_is_said_to_be_wrong() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("genki.db");
        drop(writer(&path, &[7; 32]).unwrap());
        assert!(matches!(writer(&path, &[8; 32]), Err(Error::WrongKey)));
        assert!(reader(&path, &[7; 32]).is_ok());
    }

    #[test]
    fn no_key_leaves_the_file_plain() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("genki.db");
        drop(writer(&path, &[0; 32]).unwrap());
        assert_ne!(&std::fs::read(&path).unwrap()[..16], b"SQLite format 3\0");
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("genki.db");
        let mut db = Connection::open(&path).unwrap();
        unlock(&db, &[7; 32]).unwrap();
        db.execute_batch("CREATE TABLE kept(mine TEXT)").unwrap();
        assert!(migrate(&mut db).is_err());
        let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0)).unwrap();
        assert_eq!(tables, 1);
    }
}
