//! Two files that are not one person's, once somebody has looked: the question is not asked again.

use super::record::record;
use crate::base::Id;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Apart {
    #[serde(skip)]
    pub id: Id,
    pub a: Id,
    pub b: Id,
}
record!(Apart, "apart");

impl Apart {
    /// The same record, whichever of the two is named first and on whichever device.
    pub fn of(one: Id, other: Id) -> Self {
        let (a, b) = if one <= other { (one, other) } else { (other, one) };
        Apart { id: Id::derived("apart", &format!("{a}|{b}")), a, b }
    }
}
