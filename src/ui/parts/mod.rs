//! Small things that several screens are made of.

pub mod admit;
pub mod alike;
pub mod ask;
pub mod backup_reminder;
pub mod day_field;
pub mod days;
pub mod entry;
pub mod face;
pub mod field;
pub mod focus;
pub mod pairs;
pub mod passphrase;
pub mod patient_picker;
pub mod people;
pub mod pin;
pub mod rights;
pub mod save;
pub mod scale;
pub mod sign;
pub mod tiles;
pub mod to_move;
pub mod told;
pub mod undo;
pub mod visits;
pub mod wrong;
pub mod zone_picker;
