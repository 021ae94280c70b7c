//! Why an act was not done, in a form that a screen can put into words at the right field.

use std::fmt;

/// A rule's answer to what cannot be done: the key of its text (`assets/lang`), the field it belongs to,
/// and what the text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub key: &'static str,
    pub field: Option<&'static str>,
    pub args: Vec<(&'static str, String)>,
}

impl Refusal {
    pub fn new(key: &'static str) -> Self {
        Refusal { key, field: None, args: Vec::new() }
    }

    pub fn at(key: &'static str, field: &'static str) -> Self {
        Refusal { field: Some(field), ..Refusal::new(key) }
    }

    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)
    }
}

impl std::error::Error for Refusal {}
