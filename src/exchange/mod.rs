//! Files from and for others. Reading makes a [`Plan`] and touches nothing; `actions::import` carries a plan out.
//! Writing goes from queries straight to the format.

pub mod csv;
mod dates;
pub mod fhir;
mod format;
pub mod ical;
#[cfg(feature = "window")]
pub mod leaves;
mod letters;
mod lines;
mod names;
pub mod pdf;
mod persons;
mod unreadable;
pub mod vcard;

pub use crate::model::plan::*;
pub use csv::Mapping;
pub use format::{Cards, Format, How, MAPPINGS, Written, detect, open, read, write};
pub use unreadable::Unreadable;
