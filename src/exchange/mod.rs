//! Files from and for others. Reading makes a [`Plan`] and touches nothing; `actions::import` carries a plan out.
//! Writing goes from queries straight to the format.

pub mod fhir;
mod unreadable;

pub use crate::model::plan::*;
pub use unreadable::Unreadable;
