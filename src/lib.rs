//! Genki, the front desk of a medical practice: one person's day, encrypted on her own device.
//!
//! # The house
//! Each shelf imports only from those below it; `tests/house.rs` greps this.
//!
//! ```text
//! base ← model ← {vault, store} ← {exchange, sync} ← actions ← {ui, cli} ← main
//! platform and lang see only base; words see base, model and lang
//! ```
//! `rusqlite` is named only in `store`, `dioxus` only in `ui`, `platform` and `main`, the clock and
//! randomness only in `base`.

#[cfg(all(feature = "plain", feature = "window"))]
compile_error!("`plain` is for a bench alone: what people open is encrypted");

pub mod actions;
pub mod base;
pub mod cli;
pub mod exchange;
pub mod lang;
pub mod model;
pub mod platform;
pub mod store;
#[cfg(feature = "window")]
pub mod ui;
pub mod vault;
pub mod words;

#[cfg(test)]
#[path = "../tests/chance/mod.rs"]
mod chance;
