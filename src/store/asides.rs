//! What doctors wrote for the doctors alone beside a decision or a call. It has no row: it is folded from the log for
//! whose keys open it.

use super::{Db, error::Result, people, practice, sealed};
use crate::{
    base::Id,
    model::{
        Aside, TestResult,
        result::Decision,
        rights::{Deed, May, may},
    },
};

/// The words for the call that a doctor means to make.
pub fn of_decision(db: &Db, reader: Id, result: &TestResult) -> Result<String> {
    if result.decision == Decision::ICall { text(db, reader, Aside::id_of_decision(result)) } else { Ok(String::new()) }
}

pub fn of_call(db: &Db, reader: Id, call: Id) -> Result<String> {
    text(db, reader, Aside::id_of_call(call))
}

/// Whether doctors wrote something beside a call, whoever may read it.
pub fn is_beside_call(db: &Db, call: Id) -> Result<bool> {
    Ok(db.0.prepare_cached("SELECT 1 FROM change WHERE doc = ?1")?.exists([Aside::id_of_call(call).as_bytes()])?)
}

/// Nothing for who is no doctor: a former one may have the key still.
fn text(db: &Db, reader: Id, id: Id) -> Result<String> {
    if may(people::get(db, reader)?.as_ref(), &practice::get(db)?, Deed::DoctorsOnly) != May::Do {
        return Ok(String::new());
    }
    Ok(sealed::get::<Aside>(db, id)?.map(|aside| aside.text).unwrap_or_default())
}
