//! A file for each screen and each thing that opens beside one.

pub mod book;
pub mod doctor;
pub mod history;
pub mod history_act;
pub mod import;
pub mod import_report;
pub mod key_sheet;
pub mod lock;
pub mod me;
pub mod palette;
pub mod palette_found;
pub mod patient;
pub mod patient_clash;
pub mod patient_form;
pub mod patient_notes;
mod patient_past;
mod patient_results;
pub mod patients;
pub mod reception;
pub mod settings;
pub mod today;
pub mod twin_hints;
pub mod twin_pair;
pub mod twins;
pub mod visit;
