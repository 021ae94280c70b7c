//! What differs between operating systems: the only place that asks which one this is. Sees only `base`.

pub mod apart;
pub mod badge;
#[cfg(feature = "window")]
pub mod dialogs;
pub mod files;
pub mod folders;
pub mod keystore;
pub mod lifecycle;
pub mod notify;
pub mod process;
#[cfg(feature = "window")]
pub mod secret_keys;
pub mod viewer;
pub mod zone;
