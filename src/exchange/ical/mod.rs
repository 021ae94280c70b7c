//! iCalendar (RFC 5545) in and out.
//!
//! An event becomes a visit, one that recurs a series of visits, one of whole days a note of those days. What an
//! event says may name a patient; who that is, the import finds out (`actions::import`). A calendar knows of a visit
//! when it is, how long, for whom and whether it was called off: whatever else is known here stays.

mod event;
mod names;
mod read;
mod repeat;
mod series;
mod source;
mod tidy;
mod write;
mod zone;

pub use read::read;
pub use write::write;

/// Begins the `PRODID` of what Genki wrote; its ids are ids here.
const GENKI: &str = "-//Genki//";
