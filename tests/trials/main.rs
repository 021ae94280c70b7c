//! Nothing lost, nothing half done, damage noticed: the program is killed, its disk fails and fills, its files are
//! damaged and edited, its clock is set.
//!
//! Each trial has a size that fits among the other tests and a full one, with `GENKI_TRIALS=full`
//! (`GENKI_TRIALS=full cargo nextest run --no-default-features --release -E 'binary(trials)'`). What the full ones came to
//! stands in `tests/README.md`. This program runs itself again as the one that is killed ([`jobs`]).
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod beginnings;
mod calls;
#[path = "../chance/mod.rs"]
mod chance;
mod clocks;
mod damage;
mod edited;
mod faults;
mod full;
mod jobs;
mod keys;
mod kills;
mod stage;
