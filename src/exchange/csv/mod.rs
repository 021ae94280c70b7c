//! Tables in and out.

use super::{How, Plan, Unreadable, Written};
use crate::store::{self, Db};

/// What each column of a table is.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Mapping {}

pub fn is_table(bytes: &[u8]) -> bool {
    !bytes.contains(&0) && bytes.iter().any(|b| b";,\t|".contains(b))
}

pub fn read(_bytes: &[u8], _how: &How) -> Result<Plan, Unreadable> {
    Err(Unreadable::Unknown)
}

pub fn write(_db: &Db, _how: &How) -> store::Result<Written> {
    Ok(Written { bytes: Vec::new(), records: 0 })
}
