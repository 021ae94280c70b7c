//! Nouns and rules, pure: values in, values out. No store, no clock, no screen.

pub mod appointment;
pub mod emergency;
pub mod encounter;
pub mod flow;
pub mod hours;
pub mod kept;
pub mod patient;
pub mod person;
pub mod plan;
pub mod practice;
pub mod practitioner;
pub mod reason;
pub mod record;
pub mod refusal;
pub mod search;
pub mod slot;
pub mod slots;
pub mod span;
pub mod transition;

pub use appointment::Appointment;
pub use encounter::Encounter;
pub use kept::Kept;
pub use patient::Patient;
pub use person::Person;
pub use practice::Practice;
pub use practitioner::Practitioner;
pub use reason::Reason;
pub use record::{Fields, Record};
pub use refusal::Refusal;
pub use slot::{Duty, Slot};
