//! What is being typed, kept by this device at every key. It is sealed to the keys of whoever types it: nobody reads
//! what a colleague has not said yet.

use super::desk::Desk;
use crate::{
    model::Audience,
    store::{self, Keys},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Jotted {
    sealed: String,
}

impl Desk {
    /// Keeps it, durably and in the order of the keys, without waiting; `done` is called once it is on the disk.
    pub fn jot<T: Serialize>(&self, key: &str, value: &T, done: impl FnOnce(store::Result<()>) + Send + 'static) -> store::Result<()> {
        // Opened by the recovery words: there are no keys to seal to.
        let Some(ring) = &self.ring else { return self.store.jot_local(key, value, done) };
        let bytes = serde_json::to_vec(value).unwrap_or_default();
        let sealed = ring.seal(Audience::Person(self.person), &bound(key), &bytes).ok_or(store::Error::Sealed)?;
        self.store.jot_local(key, &Jotted { sealed: STANDARD.encode(sealed) }, done)
    }

    /// What was kept so; nothing where it is not this person's.
    pub fn jotted<T: DeserializeOwned + Default>(&self, key: &str) -> T {
        let Jotted { sealed } = self.store.read::<_, store::Error>(|db| store::local::get(db, key)).unwrap_or_default();
        if sealed.is_empty() {
            return self.store.read::<_, store::Error>(|db| store::local::get(db, key)).unwrap_or_default();
        }
        let opened = STANDARD.decode(sealed).ok().and_then(|sealed| {
            let ring = self.ring.as_ref()?;
            ring.open(Audience::Person(self.person), &bound(key), &sealed)
        });
        opened.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }
}

fn bound(key: &str) -> Vec<u8> {
    format!("genki 1 draft {key}").into_bytes()
}
