//! Tables in and out: patients, or appointments where a date and a time are mapped.
//!
//! A table says nothing of itself. What parts its cells, how its letters are written and what its columns are is found
//! out, shown, and set right by her where it is wrong; her answer is remembered for tables of the same shape.

mod calendar;
mod field;
mod guess;
mod headings;
mod read;
mod row;
mod table;
mod write;

pub use field::{Field, Mapping};
pub use read::read;
pub use table::{Row, Table, is_table, look};
pub use write::{letters, write};

/// The heading of the column that holds our own ids.
const OURS: &str = "Genki";
