//! Files from and for others. Reading makes a [`Plan`] and touches nothing; `actions::import` carries a plan out.
//! Writing goes from queries straight to the format.

pub mod csv;
pub mod fhir;
mod format;
mod unreadable;
pub mod vcard;

pub use crate::model::plan::*;
pub use csv::Mapping;
pub use format::{Cards, Format, How, Written, detect, read, write};
pub use unreadable::Unreadable;
