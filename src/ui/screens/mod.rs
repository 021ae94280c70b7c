//! A file for each screen and each thing that opens beside one.

pub mod book;
pub mod doctor;
pub mod history;
pub mod import;
pub mod lock;
pub mod palette;
pub mod patient;
pub mod patient_form;
pub mod patients;
pub mod reception;
pub mod settings;
pub mod today;
pub mod visit;
