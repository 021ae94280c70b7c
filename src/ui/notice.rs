//! What is said unasked in the window, and where it leads.

use crate::{base::Id, model::remind::Falling};
use chrono::NaiveDateTime;

/// Where the hand goes in a list as soon as it is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Toward {
    First,
    /// Every line is picked.
    All,
    /// This one is opened.
    Line(Id),
}

/// What falls due, said in the window: the first of it, how many more, and until when.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub first: Falling,
    pub more: usize,
    pub until: Option<NaiveDateTime>,
}
