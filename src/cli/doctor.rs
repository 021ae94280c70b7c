//! Which practitioner `--practitioner` means.

use super::{Result, with::choose};
use crate::{
    base::Id,
    model::{Practitioner, Refusal},
    store::{Db, practitioners},
};

/// The one of that name or id among those who work here.
pub fn named(db: &Db, wanted: Option<&str>) -> Result<Option<Id>> {
    let Some(wanted) = wanted else { return Ok(None) };
    let (all, names) = here(db)?;
    let among: Vec<(Id, &str)> = all.iter().map(|p| p.id).zip(names.iter().map(String::as_str)).collect();
    choose(wanted, &among, "cli-doctor").map(Some)
}

/// As [`named`]; without a name the only one there is.
pub fn one(db: &Db, wanted: Option<&str>) -> Result<Id> {
    if let Some(id) = named(db, wanted)? {
        return Ok(id);
    }
    let (all, names) = here(db)?;
    match all.as_slice() {
        [only] => Ok(only.id),
        [] => Err(Refusal::new("cli-no-doctor").into()),
        _ => Err(Refusal::new("cli-doctor-which").with("names", names.join(", ")).into()),
    }
}

fn here(db: &Db) -> Result<(Vec<Practitioner>, Vec<String>)> {
    let all = practitioners::here(db)?;
    let names = all.iter().map(Practitioner::name).collect();
    Ok((all, names))
}
