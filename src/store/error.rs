//! What can go wrong in the store. Nothing here ever holds a patient's words.

use crate::platform::files;
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
    #[error("the database fell behind: {missing} changes that were saved are missing")]
    Behind { missing: u64 },
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
    #[error("the id belongs to a record of another kind")]
    OtherKind,
    #[error("a change of rights is not signed by who may make it")]
    Unsigned,
    #[error("the database is of a form from before rights were signed")]
    OlderForm,
    #[error("the store is closed")]
    Closed,
    #[error("the store is open for reading alone")]
    ReadOnly,
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

    /// The disk takes nothing: it is full, may only be read, or refuses a file that writing needs.
    pub fn takes_nothing(&self) -> bool {
        use rusqlite::ErrorCode::{CannotOpen, DiskFull, PermissionDenied, ReadOnly, SystemIoFailure};
        match self {
            Error::Sql(error) => {
                matches!(error.sqlite_error_code(), Some(CannotOpen | DiskFull | PermissionDenied | ReadOnly | SystemIoFailure))
            }
            Error::Io(error) => files::takes_nothing(error),
            Error::ReadOnly => true,
            _ => false,
        }
    }

    fn is_read_only(&self) -> bool {
        match self {
            Error::Sql(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly),
            Error::Io(error) => error.kind() == std::io::ErrorKind::ReadOnlyFilesystem,
            Error::ReadOnly => true,
            _ => false,
        }
    }

    /// The file itself is damaged: pages that do not decrypt or do not fit together, a log that does not read.
    pub fn is_damage(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        match self {
            Error::Sql(error) => matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)),
            Error::Log(_) | Error::Record { .. } => true,
            _ => false,
        }
    }

    /// The key of the text in `assets/lang` that says it to a person.
    pub fn key(&self) -> &'static str {
        match self {
            _ if self.is_full() => "store-full",
            _ if self.is_read_only() => "store-read-only",
            _ if self.is_damage() => "store-damaged",
            Error::WrongKey => "store-wrong-key",
            Error::Behind { .. } => "store-behind",
            Error::NotEncrypted(_) => "store-not-encrypted",
            Error::Newer { .. } => "store-newer",
            Error::Missing(_) => "store-missing",
            Error::Sealed => "store-sealed",
            Error::OtherKind => "store-other-kind",
            Error::Unsigned => "store-unsigned",
            Error::OlderForm => "store-older-form",
            Error::Backup(_) => "backup-damaged",
            Error::Io(_) => "cli-io",
            Error::Log(_) | Error::Record { .. } | Error::Sql(_) | Error::Closed | Error::ReadOnly => "store-failed",
        }
    }
}

pub type Result<T> = std::result::Result<T, Error>;
