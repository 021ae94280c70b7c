//! What is owed, in words: of what sort, and what is to be done next.

use crate::{
    lang::Lang,
    model::owed::{Sort, Step},
};

/// "Call back", "Result".
pub fn sort(lang: Lang, sort: Sort) -> String {
    lang.text(&format!("due-sort-{}", sort.code()), &[])
}

/// "to call", "the doctor decides".
pub fn step(lang: Lang, step: Step) -> String {
    lang.text(&format!("due-step-{}", step.code()), &[])
}
