//! What the practice changes of the table of who may what.

use super::desk::Result;
use crate::{
    model::{Practice, person::Role, rights::Deed},
    store::{Tx, practice},
};

/// Lets a role do an affair itself that is a manager's elsewhere, or no longer.
pub fn grant(tx: &mut Tx, role: Role, deed: Deed, on: bool) -> Result<()> {
    let new = practice::get(&tx.db())?.granting(role, deed, on);
    tx.put(&new)?;
    Ok(())
}

/// Lets secretaries read results, or no longer: what comes from then on. What came before stays sealed, or open, as
/// it was.
pub fn let_secretaries_read(tx: &mut Tx, on: bool) -> Result<()> {
    let practice = practice::get(&tx.db())?;
    tx.put(&Practice { secretaries_read_results: on, ..practice })?;
    Ok(())
}
