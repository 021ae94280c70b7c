//! A key that one person's key opens: how a doctor comes by the doctors' common key, and how somebody who was given
//! new keys comes by her former ones.

use super::record::record;
use crate::base::Id;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Grant {
    #[serde(skip)]
    pub id: Id,
    /// The public half of the key that is granted.
    pub key: String,
    pub person: Id,
    /// The public half that it is sealed to: another one, and it has to be granted anew.
    pub to: String,
    /// The private half, sealed.
    pub sealed: String,
}
record!(Grant, "grant");

impl Grant {
    pub fn id_of(key: &str, person: Id, to: &str) -> Id {
        Id::derived("grant", &format!("{key} {person} {to}"))
    }
}
