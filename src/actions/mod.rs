//! One function for each thing a person means to do. The only way to write.
//!
//! An action works inside one transaction and is given the time: `act(|tx| reception::arrive(tx, now, id))`.
//! It loads what it needs, asks the rule, and puts what changed; whatever it refuses leaves nothing behind.

pub mod absence;
pub mod asks;
pub mod audit;
pub mod backup;
pub mod booking;
pub mod calls;
pub mod day_notes;
pub mod demo;
pub mod desk;
pub mod drafts;
pub mod entry;
mod export;
pub mod import;
pub mod keepsakes;
pub mod notes;
pub mod order;
mod passing;
pub mod patients;
pub mod persons;
pub mod pin;
pub mod practice;
pub mod recalls;
pub mod reception;
pub mod results;
pub mod rights;
pub mod ring;
pub mod shifting;
pub mod tasks;
pub mod together;
pub mod twins;
pub mod undo;
pub mod urgent;
pub mod waiting;

pub use desk::{Desk, Error};
