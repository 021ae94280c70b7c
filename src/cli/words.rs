//! The one place that turns errors into words: what happened, what is safe, what to do.

use crate::{
    actions::{self, entry},
    lang::{FluentValue, Lang},
    model::{Refusal, backups::Why},
    store, vault, words,
};
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Vault(#[from] vault::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("a file was refused by the system")]
    File(PathBuf, #[source] std::io::Error),
    #[error("the system refused")]
    Io(#[from] std::io::Error),
    #[error("no backup could be made")]
    Backup(Why),
    /// The line itself is wrong; in English, as all that clap says.
    #[error("{0}")]
    Usage(String),
}

impl Error {
    pub fn file(path: &Path, error: std::io::Error) -> Self {
        Error::File(path.to_owned(), error)
    }
}

impl Error {
    /// Whether somebody else writes in the vault just now.
    pub fn is_held(&self) -> bool {
        matches!(self, Error::Vault(vault::Error::Held(_)))
    }
}

impl Error {
    /// Whether the disk takes nothing, so that the practice can only be read.
    pub fn is_read_only(&self) -> bool {
        matches!(self, Error::Store(store::Error::ReadOnly))
    }
}

impl From<entry::Error> for Error {
    fn from(error: entry::Error) -> Self {
        match error {
            entry::Error::Vault(error) => Error::Vault(error),
            entry::Error::Store(error) => Error::Store(error),
            entry::Error::Refused(refusal) => Error::Refused(refusal),
        }
    }
}

impl From<actions::Error> for Error {
    fn from(error: actions::Error) -> Self {
        entry::Error::from(error).into()
    }
}

/// What a person is told.
pub fn of(lang: Lang, error: &Error) -> String {
    match error {
        Error::Vault(error) => of_vault(lang, error),
        Error::Store(error) => of_store(lang, error),
        Error::Refused(refusal) => refused(lang, refusal),
        Error::File(path, error) => {
            lang.text("cli-file", &[("file", path.display().to_string().into()), ("why", error.to_string().into())])
        }
        Error::Io(error) => lang.text("cli-io", &[("why", error.to_string().into())]),
        Error::Backup(Why::Other(why)) => lang.text("backup-why-other", &[("why", why.as_str().into())]),
        Error::Backup(why) => lang.text(why.key(), &[]),
        Error::Usage(text) => text.clone(),
    }
}

fn of_vault(lang: Lang, error: &vault::Error) -> String {
    use vault::Error as E;
    // Where the terminal has to say more than the window, it has a text of its own.
    let own = format!("cli-{}", error.key());
    let key = if lang.knows(&own) { own.as_str() } else { error.key() };
    let text = |args: &[(&str, FluentValue)]| lang.text(key, args);
    match error {
        E::Held(Some(holder)) => {
            // What a holder is called by name where there is one: "the window", "an import".
            let key = format!("holder-{}", holder.what);
            let what = if lang.knows(&key) { lang.text(&key, &[]) } else { holder.what.clone() };
            text(&[("what", what.into()), ("pid", holder.pid.to_string().into())])
        }
        E::Held(None) => text(&[("what", lang.text("holder-somebody", &[]).into()), ("pid", "?".into())]),
        E::Newer { found, known } => text(&[("found", (*found).into()), ("known", (*known).into())]),
        E::TooSoon(left) => text(&[("wait", format!("{} s", left.as_secs().max(1)).into())]),
        E::Damaged(what) => text(&[("what", (*what).into())]),
        E::Weak(vault::Weakness::TooShort { least }) => text(&[("least", (*least).into())]),
        E::Words(vault::WordsError::Count { found }) => text(&[("found", (*found).into())]),
        E::Words(vault::WordsError::Unknown { positions }) => {
            let places = positions.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
            text(&[("positions", places.into())])
        }
        E::Io(error) => text(&[("why", error.to_string().into())]),
        _ => text(&[]),
    }
}

fn of_store(lang: Lang, error: &store::Error) -> String {
    use store::Error as E;
    let text = |args: &[(&str, FluentValue)]| lang.text(error.key(), args);
    match error {
        E::NotEncrypted(path) | E::Missing(path) => text(&[("file", path.display().to_string().into())]),
        E::Newer { found, known } => text(&[("found", (*found).into()), ("known", (*known).into())]),
        E::Behind { missing } => text(&[("missing", (*missing).into())]),
        E::Io(error) => text(&[("why", error.to_string().into())]),
        _ => text(&[]),
    }
}

/// A rule's answer, or one of the command line's own; what is missing is named as the line names it.
pub fn refused(lang: Lang, refusal: &Refusal) -> String {
    let args: Vec<(&str, FluentValue)> = refusal.args.iter().map(|(name, value)| (*name, words::arg(lang, name, value).into())).collect();
    let text = lang.text(&format!("refused-{}", refusal.key), &args);
    match refusal.field {
        Some(field) if refusal.key == "needed" => format!("--{}: {text}", field.replace("-name", "")),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn every_error_of_the_vault_has_a_sentence_in_both_languages() {
        use vault::{Error as E, Holder, Weakness, WordsError};
        let all = || {
            vec![
                E::NoVault,
                E::KeysGone,
                E::Occupied,
                E::Held(None),
                E::Held(Some(Holder { pid: 1, what: "window".into() })),
                E::Newer { found: 2, known: 1 },
                E::Damaged("x"),
                E::Tampered,
                E::NoSuchPerson,
                E::WrongPassphrase,
                E::WrongWords,
                E::TooSoon(Duration::from_secs(5)),
                E::Words(WordsError::Count { found: 3 }),
                E::Words(WordsError::Unknown { positions: vec![2] }),
                E::Words(WordsError::Mismatch),
                E::Weak(Weakness::TooShort { least: 12 }),
                E::Weak(Weakness::Guessable),
                E::WeakCost,
                E::ExcessiveCost,
                E::KeystoreAbsent,
                E::KeystoreLocked,
                E::KeystoreEmptied,
                E::KeystoreChanged,
                E::Moved,
                E::NeedsWords,
                E::NotSealed,
                E::Io(std::io::Error::other("x")),
            ]
        };
        for lang in Lang::ALL {
            for error in all() {
                assert!(lang.knows(error.key()), "{}: {}", lang.code(), error.key());
                let text = of(lang, &Error::Vault(error));
                assert!(!text.contains('{') && text.len() > 15, "{text}");
            }
        }
    }
}
