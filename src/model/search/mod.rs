//! Finding a patient by whatever she types: parts of names in any order, with slips or as they sound, a birth date in
//! any form, the last digits of a telephone, the beginning of a file's number.
//!
//! What is typed is taken apart into all that it may mean ([`Typed`]); everybody is kept in memory in a form that is
//! looked through in a fraction of a millisecond ([`Index`]). A rank is the sum of what each word is worth, so
//! that who fits better comes first, and nobody is left out for a slip. Where nobody fits every word, who fits most of them
//! is told: a word that fits nobody costs rank, it does not empty the list.

pub mod dates;
mod entry;
mod index;
mod marks;
mod rank;
pub mod sound;
mod typed;
mod word;

pub use entry::{Entry, Place};
pub use index::Index;
pub use rank::Found;
pub use typed::Typed;

use super::Patient;

/// Whether one patient fits, where there is nobody to be compared with.
pub fn fits(typed: &Typed, patient: &Patient) -> bool {
    Index::of([Entry::of(patient)]).find_whole(typed, 1).all > 0
}

#[cfg(test)]
mod tests;
