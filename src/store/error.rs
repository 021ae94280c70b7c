//! What can go wrong in the store. Nothing here ever holds a patient's words.

use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the database could not be read or written")]
    Sql(#[from] rusqlite::Error),
    #[error("the database does not open with this key")]
    WrongKey,
    #[error("the database is not encrypted: {0}")]
    NotEncrypted(PathBuf),
    #[error("this practice was last used with a newer Genki (format {found}, this one knows {known})")]
    Newer { found: u32, known: u32 },
    #[error("there is no database at {0}")]
    Missing(PathBuf),
    #[error("the log is damaged: {0}")]
    Log(String),
    #[error("a record of kind {kind} does not read")]
    Record { kind: &'static str },
    #[error("the file system refused")]
    Io(#[from] std::io::Error),
    #[error("the backup is damaged: {0}")]
    Backup(&'static str),
    #[error("a record is sealed to others' keys")]
    Sealed,
    #[error("the store is closed")]
    Closed,
}

impl Error {
    /// The disk had no room left.
    pub fn is_full(&self) -> bool {
        match self {
            // A copy fails as a function does, and only SQLite's words tell why.
            Error::Sql(rusqlite::Error::SqliteFailure(code, words)) => {
                code.code == rusqlite::ErrorCode::DiskFull || words.as_deref() == Some("database or disk is full")
            }
            Error::Io(error) => matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded),
            _ => false,
        }
    }
}

pub type Result<T> = std::result::Result<T, Error>;
