//! vCard 2.1, 3.0 and 4.0 in, 3.0 out.

use super::{How, Plan, Unreadable, Written};
use crate::store::{self, Db};

pub fn read(_bytes: &[u8], _how: &How) -> Result<Plan, Unreadable> {
    Err(Unreadable::Unknown)
}

pub fn write(_db: &Db, _how: &How) -> store::Result<Written> {
    Ok(Written { bytes: Vec::new(), records: 0 })
}
