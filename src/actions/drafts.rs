//! What is being typed, kept by this device at every key. It is sealed to the keys of whoever types it: nobody reads
//! what a colleague has not said yet.

use super::{desk::Desk, ring::Holder};
use crate::{
    base::Id,
    model::Audience,
    store::{self, Keys},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::sync::Arc;

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Jotted {
    sealed: String,
}

/// What a place for drafts holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Draft<T> {
    Nothing,
    Kept(T),
    /// There was something that cannot be read: of a newer version, damaged, or sealed to keys that are not at hand. It is
    /// kept aside, is taken up again once it reads, and nothing writes over it.
    Aside,
}

/// Who reads what is sealed, and where it stands.
#[derive(Clone)]
struct Reader {
    ring: Option<Arc<Holder>>,
    person: Id,
    key: String,
}

impl Reader {
    fn read<T: DeserializeOwned>(&self, bytes: &[u8]) -> Option<T> {
        let Jotted { sealed } = serde_json::from_slice(bytes).unwrap_or_default();
        if sealed.is_empty() {
            return serde_json::from_slice(bytes).ok();
        }
        let sealed = STANDARD.decode(sealed).ok()?;
        let opened = self.ring.as_ref()?.open(Audience::Person(self.person), &bound(&self.key), &sealed)?;
        serde_json::from_slice(&opened).ok()
    }
}

impl Desk {
    fn reader(&self, key: &str) -> Reader {
        Reader { ring: self.ring.clone(), person: self.person, key: key.to_owned() }
    }

    /// Keeps it, durably and in the order of the keys, without waiting; `done` is called once it is on the disk.
    pub fn jot<T: Serialize + DeserializeOwned>(
        &self,
        key: &str,
        value: &T,
        done: impl FnOnce(store::Result<()>) + Send + 'static,
    ) -> store::Result<()> {
        let unwritable = |_| store::Error::Record { kind: "draft" };
        let mut bytes = serde_json::to_vec(value).map_err(unwritable)?;
        // Opened by the recovery words there are no keys to seal to.
        if let Some(ring) = &self.ring {
            let sealed = ring.seal(Audience::Person(self.person), &bound(key), &bytes).ok_or(store::Error::Sealed)?;
            bytes = serde_json::to_vec(&Jotted { sealed: STANDARD.encode(sealed) }).map_err(unwritable)?;
        }
        let reader = self.reader(key);
        self.store.jot(key, bytes, move |old| reader.read::<T>(old).is_some(), done)
    }

    /// What was kept so.
    ///
    /// # Errors
    /// Where the disk does not answer. What is there then is not written over before it was read.
    pub fn jotted<T: DeserializeOwned + Default + PartialEq>(&self, key: &str) -> store::Result<Draft<T>> {
        let reader = self.reader(key);
        let bytes = match self.store.jotted(key) {
            // The whole file was set aside.
            Err(error) if error.is_damage() || matches!(error, store::Error::WrongKey) => return Ok(Draft::Aside),
            found => found?,
        };
        match bytes.as_deref().map(|bytes| reader.read::<T>(bytes)) {
            Some(Some(kept)) if kept != T::default() => return Ok(Draft::Kept(kept)),
            Some(None) => {
                self.store.set_jot_aside(key)?;
                return Ok(Draft::Aside);
            }
            _ => {}
        }
        for (name, bytes) in self.store.jots_aside(key)?.into_iter().rev() {
            if let Some(kept) = reader.read::<T>(&bytes) {
                self.store.take_jot_up(&name, key)?;
                return Ok(Draft::Kept(kept));
            }
        }
        Ok(Draft::Nothing)
    }
}

fn bound(key: &str) -> Vec<u8> {
    format!("genki 1 draft {key}").into_bytes()
}
