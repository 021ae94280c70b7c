//! The operating system's keystore: the only place that names `keyring`.
//!
//! It keeps one small secret per device, so that a vault copied off the machine does not open with a
//! passphrase alone. A keystore may be there, absent, locked, or have lost what it was given; each is told
//! apart, because each needs another word to the person and another way out.

use super::files;
use crate::base::id;
use base64::{Engine, engine::general_purpose::STANDARD};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use zeroize::Zeroizing;

/// The name under which the system lists Genki's secrets.
const SERVICE: &str = "genki";

/// Set to `none`, the system's keystore is left alone: for machines without a desktop, and for tests.
pub const SWITCH: &str = "GENKI_KEYSTORE";

/// Where a device's secret is kept.
///
/// The calls may wait for a person who is asked to unlock the system's keystore: never on the window's thread.
#[derive(Debug, Clone)]
pub enum Keystore {
    /// The operating system's: Secret Service, Keychain, Credential Manager, Android's keystore. Whether it
    /// can be reached at all is found out once, when it is first asked.
    Os,
    /// There is none, or it is not to be used.
    None,
    /// One that lives as long as the test.
    Memory(Memory),
}

/// Why a keystore did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("there is no keystore")]
    Absent,
    #[error("the keystore is locked, or was not allowed to answer")]
    Locked,
    #[error("the keystore holds something else in the place of the secret")]
    Unreadable,
}

/// A device's secret.
pub type Secret = Zeroizing<Vec<u8>>;

impl Keystore {
    /// The system's keystore, unless the environment forbids it.
    pub fn from_environment() -> Self {
        match std::env::var(SWITCH) {
            Ok(value) if value.eq_ignore_ascii_case("none") => Keystore::None,
            _ => Keystore::Os,
        }
    }

    /// Tries the keystore by a round trip. That it can be reached says nothing: a locked one fails only
    /// when something is to be kept in it.
    pub fn probe(&self) -> Result<(), Trouble> {
        let (user, secret) = (format!("probe-{}", id::Id::new(0)), id::random::<16>());
        self.set(&user, &secret)?;
        let back = self.get(&user);
        self.delete(&user)?;
        match back? {
            Some(back) if *back == secret => Ok(()),
            _ => Err(Trouble::Unreadable),
        }
    }

    /// The secret kept for `user`; nothing if the keystore works and holds none.
    pub fn get(&self, user: &str) -> Result<Option<Secret>, Trouble> {
        let kept = match self {
            Keystore::Os => os::get(user)?,
            Keystore::None => return Err(Trouble::Absent),
            Keystore::Memory(memory) => memory.open()?.entries.get(user).cloned().map(Zeroizing::new),
        };
        kept.map(|text| STANDARD.decode(&*text).map(Zeroizing::new)).transpose().map_err(|_| Trouble::Unreadable)
    }

    /// Keeps the secret as Base64, because KWallet keeps text alone.
    pub fn set(&self, user: &str, secret: &[u8]) -> Result<(), Trouble> {
        let text = Zeroizing::new(STANDARD.encode(secret).into_bytes());
        match self {
            Keystore::Os => os::set(user, &text),
            Keystore::None => Err(Trouble::Absent),
            Keystore::Memory(memory) => memory.change(|entries| drop(entries.insert(user.to_owned(), text.to_vec()))),
        }
    }

    /// Forgets the secret; that there was none is as good.
    pub fn delete(&self, user: &str) -> Result<(), Trouble> {
        match self {
            Keystore::Os => os::delete(user),
            Keystore::None => Err(Trouble::Absent),
            Keystore::Memory(memory) => memory.change(|entries| drop(entries.remove(user))),
        }
    }
}

/// A keystore in memory that can be made to be absent, locked or emptied.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    entries: BTreeMap<String, Vec<u8>>,
    trouble: Option<Trouble>,
    /// Where it outlives the process that is killed in a trial.
    file: Option<PathBuf>,
}

impl Memory {
    /// One that is kept in a file, as plain as it stands: for trials in which the process does not live on.
    pub fn in_file(file: &Path) -> Self {
        let memory = Memory::default();
        memory.kept().file = Some(file.to_owned());
        memory
    }

    pub fn empty(&self) {
        self.kept().entries.clear();
    }

    /// From now on it answers with this trouble, or well again.
    pub fn fail(&self, trouble: Option<Trouble>) {
        self.kept().trouble = trouble;
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> Result<MutexGuard<'_, Kept>, Trouble> {
        let mut kept = self.kept();
        if let Some(trouble) = kept.trouble {
            return Err(trouble);
        }
        if let Some(bytes) = kept.file.as_ref().and_then(|file| std::fs::read(file).ok()) {
            kept.entries = serde_json::from_slice(&bytes).map_err(|_| Trouble::Unreadable)?;
        }
        Ok(kept)
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<String, Vec<u8>>)) -> Result<(), Trouble> {
        let mut kept = self.open()?;
        change(&mut kept.entries);
        let Some(file) = &kept.file else { return Ok(()) };
        let bytes = serde_json::to_vec(&kept.entries).map_err(|_| Trouble::Unreadable)?;
        files::replace(file, &bytes).map_err(|_| Trouble::Locked)
    }
}

/// The system's keystore by `keyring`.
mod os {
    use super::{SERVICE, Secret, Trouble};
    use keyring::Error;
    use std::{sync::mpsc, thread, time::Duration};
    use zeroize::Zeroizing;

    /// How long a person may take to unlock it. One that is stuck must not stop Genki for good.
    const PATIENCE: Duration = Duration::from_secs(120);

    pub fn get(user: &str) -> Result<Option<Secret>, Trouble> {
        let user = user.to_owned();
        patiently(move || match entry(&user)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(trouble(&error)),
        })
    }

    pub fn set(user: &str, text: &[u8]) -> Result<(), Trouble> {
        let (user, text) = (user.to_owned(), Zeroizing::new(text.to_vec()));
        patiently(move || entry(&user)?.set_secret(&text).map_err(|error| trouble(&error)))
    }

    pub fn delete(user: &str) -> Result<(), Trouble> {
        let user = user.to_owned();
        patiently(move || match entry(&user)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(trouble(&error)),
        })
    }

    /// Asks on a thread of its own and waits for the answer only so long.
    fn patiently<T: Send + 'static>(ask: impl FnOnce() -> Result<T, Trouble> + Send + 'static) -> Result<T, Trouble> {
        let (answer, answered) = mpsc::channel();
        thread::spawn(move || answer.send(ask()));
        answered.recv_timeout(PATIENCE).unwrap_or_else(|_| {
            tracing::warn!("the keystore gave no answer");
            Err(Trouble::Locked)
        })
    }

    /// A store that cannot even be reached is absent; one that was reached and refuses is locked.
    fn trouble(error: &Error) -> Trouble {
        tracing::warn!(kind = kind(error), "the keystore did not answer");
        match error {
            Error::NoDefaultStore | Error::NotSupportedByStore(_) => Trouble::Absent,
            Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) | Error::Ambiguous(_) => Trouble::Unreadable,
            _ => Trouble::Locked,
        }
    }

    /// Names the error without what it carries: some carry the secret's bytes.
    fn kind(error: &Error) -> &'static str {
        match error {
            Error::PlatformFailure(_) => "platform failure",
            Error::NoStorageAccess(_) => "no access",
            Error::NoDefaultStore => "no store",
            Error::Ambiguous(_) => "ambiguous",
            _ => "other",
        }
    }

    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    fn entry(user: &str) -> Result<keyring::Entry, Trouble> {
        keyring::Entry::new(SERVICE, user).map_err(|error| trouble(&error))
    }

    /// On phones `keyring` chooses no store of its own: it is given one, once.
    #[cfg(any(target_os = "android", target_os = "ios"))]
    fn entry(user: &str) -> Result<keyring_core::Entry, Trouble> {
        static STORE: std::sync::LazyLock<Result<(), Error>> = std::sync::LazyLock::new(|| {
            #[cfg(target_os = "android")]
            let store = android_native_keyring_store::Store::new()?;
            #[cfg(target_os = "ios")]
            let store = apple_native_keyring_store::protected::Store::new()?;
            keyring_core::set_default_store(store);
            Ok(())
        });
        if STORE.is_err() {
            return Err(Trouble::Absent);
        }
        // Apple's default would let the secret wander to another device in a backup.
        #[cfg(target_os = "ios")]
        let policy = std::collections::HashMap::from([("access-policy", "when-unlocked-this-device-only")]);
        #[cfg(target_os = "android")]
        let policy = std::collections::HashMap::new();
        keyring_core::Entry::new_with_modifiers(SERVICE, user, &policy).map_err(|error| trouble(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let store = Keystore::Memory(Memory::default());
        assert_eq!(store.probe(), Ok(()));
        store.set("a", b"secret").unwrap();
        assert_eq!(store.get("a").unwrap().unwrap().as_slice(), b"secret");
        assert!(store.get("b").unwrap().is_none());
        store.delete("a").unwrap();
        assert!(store.get("a").unwrap().is_none());
    }

    #[test]
    fn without_one_everything_says_so() {
        assert_eq!(Keystore::None.probe(), Err(Trouble::Absent));
        assert!(matches!(Keystore::None.get("a"), Err(Trouble::Absent)));
    }
}
