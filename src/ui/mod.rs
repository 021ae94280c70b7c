//! The window. Screens read straight from the store and write through actions; `live` is the only bridge.

pub mod app;
pub mod backups;
pub mod command;
pub mod door;
mod failures;
pub mod icons;
pub mod idle;
pub mod keys;
pub mod live;
pub mod notice;
pub mod open;
pub mod parts;
pub mod reads;
pub mod route;
pub mod screens;
pub mod secret;
pub mod session;
pub mod shell;
pub mod style;

pub use live::{use_first, use_query, use_topics};
pub use route::{Panel, Route};
pub use session::{Session, use_session};
