//! Somebody who works with Genki.

use super::record::record;
use crate::base::Id;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    #[default]
    Secretary,
    Doctor,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Person {
    #[serde(skip)]
    pub id: Id,
    pub name: String,
    pub role: Role,
    pub manager: bool,
    /// What of the person's keys travels between devices: public half, sealed private half.
    pub keys: serde_json::Value,
}
record!(Person, "person");
