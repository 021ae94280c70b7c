//! Keys: what opens a practice's database on this device, and who.
//!
//! The device has one random database key. It is sealed (HPKE) to the public half of every person who works
//! here and of the recovery words; each private half is sealed in turn, under a passphrase or the words. Where
//! the system has a keystore, the seals for persons also need a secret kept there, so that a copied folder
//! does not open with a passphrase alone. All of it stands beside the database, never in it:
//!
//! | file | what |
//! |---|---|
//! | `vault.json` | the seals; authenticated with the database key, unknown fields kept |
//! | `unfinished.json`, `unfinished-vault.json` | there while the vault and its database are made; what is not whole is taken away by them |
//! | `tries.json`, `tries.lock` | wrong tries, counted before each attempt is verified, and when each was until the log has it |
//! | `lock`, `holder.json` | who writes here now |
//!
//! The vault knows nothing of the database: whoever opens that is given the [`Key`]. Besides `base` it
//! imports `platform`, for files only their owner may read and for the [`Keystore`] its caller hands in.
//!
//! [`Keystore`]: crate::platform::keystore::Keystore

mod authentic;
mod backup;
mod beginning;
mod bytes;
mod change;
mod cover;
mod error;
mod file;
mod kdf;
mod key;
mod lock;
mod open;
mod opened;
mod pair;
mod passphrase;
mod person;
pub mod pin;
mod seal;
mod tries;
mod turn;
mod words;
mod wrong;

pub use backup::{Seals, Unsealed};
pub use beginning::{Beginning, clear as clear_unfinished, forget as forget_beginning, is_unfinished};
pub use error::{Error, Result};
pub use file::{KeystoreUse, is_harmless, is_there, vacant as is_vacant};
pub use kdf::{Cost, Strength};
pub use key::Key;
pub use lock::{Holder, Lock};
pub use open::{Founding, Means, Vault};
pub use opened::Opened;
pub use pair::{KeyPair, PublicKey, open_with, seal_to};
pub use passphrase::{Demand, Weakness, check as check_passphrase};
pub use person::{PersonKey, RecoveryKey};
pub use pin::{PinMark, PinWeakness};
pub use words::{Language, RecoveryWords, WordsError};
pub use wrong::{Sight, Tried, WrongTry};
