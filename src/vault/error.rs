//! What can go wrong with the vault. Nothing here ever holds a passphrase, a word or a key.

use super::{
    lock::Holder,
    passphrase::Weakness,
    pin::{self, PinWeakness},
    words::WordsError,
};
use crate::{model::Refusal, platform::keystore::Trouble};
use std::{io, time::Duration};

pub type Result<T> = std::result::Result<T, Error>;

/// The sentences are for a log; what a person reads is found by [`Error::key`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no vault in this folder")]
    NoVault,
    #[error("the folder holds data, but the file with its keys is gone")]
    KeysGone,
    #[error("the folder is not empty: new keys never replace old ones")]
    Occupied,
    #[error("somebody else writes in this vault")]
    Held(Option<Holder>),
    #[error("the vault was last used with a newer Genki (format {found}, this one knows {known})")]
    Newer { found: u32, known: u32 },
    #[error("the file with the keys is damaged: {0}")]
    Damaged(&'static str),
    #[error("the file with the keys was changed outside Genki")]
    Tampered,
    #[error("the file with the keys is older than the practice")]
    Outdated,
    #[error("nobody of this name has a key here")]
    NoSuchPerson,
    #[error("the passphrase is not this one")]
    WrongPassphrase,
    #[error("the recovery words are not these")]
    WrongWords,
    #[error("too many wrong tries: the next one in {0:?}")]
    TooSoon(Duration),
    #[error("the PIN is not this one; {left} tries left")]
    WrongPin { left: u32 },
    #[error("too many wrong PINs: the passphrase is needed")]
    PinSpent,
    #[error("the PIN is too weak")]
    WeakPin(#[from] PinWeakness),
    #[error("the recovery words do not read")]
    Words(#[from] WordsError),
    #[error("the passphrase is too weak")]
    Weak(#[from] Weakness),
    #[error("the passphrase is protected less than Genki allows")]
    WeakCost,
    #[error("the passphrase's protection asks for more memory or time than Genki gives")]
    ExcessiveCost,
    #[error("there is no keystore, and this vault needs the secret it kept there")]
    KeystoreAbsent,
    #[error("the keystore is locked, or was not allowed to answer")]
    KeystoreLocked,
    #[error("the keystore works, but has lost this device's secret")]
    KeystoreEmptied,
    #[error("the keystore's secret for this device is another one")]
    KeystoreChanged,
    #[error("the folder was moved or copied from where its keystore is")]
    Moved,
    #[error("only the recovery words allow this")]
    NeedsWords,
    #[error("bytes could not be sealed or unsealed")]
    NotSealed,
    #[error("the file system refused")]
    Io(#[from] io::Error),
}

impl Error {
    /// The key of the text in `assets/lang` that says it to a person.
    pub fn key(&self) -> &'static str {
        match self {
            Error::NoVault => "vault-none",
            Error::KeysGone => "vault-keys-gone",
            Error::Occupied => "vault-occupied",
            Error::Held(_) => "vault-held",
            Error::Newer { .. } => "vault-newer",
            Error::Damaged(_) => "vault-damaged",
            Error::Tampered => "vault-tampered",
            Error::Outdated => "vault-outdated",
            Error::NoSuchPerson => "vault-no-such-person",
            Error::WrongPassphrase => "vault-wrong-passphrase",
            Error::WrongWords => "vault-wrong-words",
            Error::TooSoon(_) => "vault-too-soon",
            Error::WrongPin { .. } => "vault-wrong-pin",
            Error::PinSpent => "vault-pin-spent",
            Error::WeakPin(weakness) => weakness.key(),
            Error::Words(error) => error.key(),
            Error::Weak(weakness) => weakness.key(),
            Error::WeakCost => "vault-weak-cost",
            Error::ExcessiveCost => "vault-excessive-cost",
            Error::KeystoreAbsent => "vault-keystore-absent",
            Error::KeystoreLocked => "vault-keystore-locked",
            Error::KeystoreEmptied => "vault-keystore-emptied",
            Error::KeystoreChanged => "vault-keystore-changed",
            Error::Moved => "vault-moved",
            Error::NeedsWords => "vault-needs-words",
            Error::NotSealed => "vault-not-sealed",
            Error::Io(_) => "vault-io",
        }
    }
}

impl Error {
    /// The same as a rule's refusal, with what its text names.
    pub fn refusal(&self) -> Refusal {
        let refusal = Refusal::new(self.key());
        match self {
            Error::Held(Some(holder)) => refusal.with("what", &holder.what).with("pid", holder.pid),
            Error::Held(None) => refusal.with("what", "?").with("pid", "?"),
            Error::Damaged(what) => refusal.with("what", what),
            Error::TooSoon(left) => refusal.with("wait", wait(*left)),
            Error::WrongPin { left } => refusal.with("left", left),
            Error::WeakPin(PinWeakness::TooShort) => refusal.with("least", pin::LEAST),
            Error::Words(WordsError::Count { found }) => refusal.with("found", found),
            Error::Words(WordsError::Unknown { positions }) => {
                let positions: Vec<String> = positions.iter().map(usize::to_string).collect();
                refusal.with("positions", positions.join(", "))
            }
            Error::Weak(Weakness::TooShort { least }) => refusal.with("least", least),
            _ => refusal,
        }
    }
}

/// "30 s", "5 min", never less than is left.
fn wait(left: Duration) -> String {
    let seconds = left.as_millis().div_ceil(1000);
    if seconds < 90 { format!("{seconds} s") } else { format!("{} min", seconds.div_ceil(60)) }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Absent => Error::KeystoreAbsent,
            Trouble::Locked => Error::KeystoreLocked,
            Trouble::Unreadable => Error::KeystoreChanged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_never_said_shorter_than_it_is() {
        let said = |millis| wait(Duration::from_millis(millis));
        assert_eq!([said(1), said(2_000), said(60_000), said(299_001)], ["1 s", "2 s", "60 s", "5 min"]);
    }
}
