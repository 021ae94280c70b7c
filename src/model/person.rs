//! Somebody who works with Genki.

use super::{code::codes, record::record};
use crate::base::Id;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

codes! {
    Role {
        #[default]
        Secretary = "secretary",
        Doctor = "doctor",
    }
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
    /// Keys the person had before a manager, or the recovery words, gave new ones: what was sealed to them opens with
    /// their passphrase.
    pub former: Vec<serde_json::Value>,
    /// The practitioner whose day is hers.
    pub practitioner: Option<Id>,
    /// The day from which she no longer works here.
    pub left: String,
}
record!(Person, "person");

impl Person {
    /// The public half of the person's keys; nothing where there is none that reads.
    pub fn public_key(&self) -> Option<[u8; 32]> {
        STANDARD.decode(self.keys.get("public")?.as_str()?).ok()?.try_into().ok()
    }

    pub fn has_left(&self) -> bool {
        !self.left.is_empty()
    }
}
