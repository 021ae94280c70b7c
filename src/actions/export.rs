//! Everything the practice shares, for others to read: a manager's to do, and noted.

use super::desk::{Desk, Result};
use crate::{
    exchange::{self, Format, How, Written},
    model::rights::Deed,
    store,
};

impl Desk {
    /// Writes everything in a format; that it was exported is for the caller to note before. Of what is sealed, a doctor's export holds the documents that came from elsewhere: they are
    /// the practice's to take along. Nothing else that is sealed leaves, whoever exports. Without `names` a calendar only says when somebody is busy.
    pub fn export(&self, format: Format, french: bool, names: bool) -> Result<Written> {
        self.need(Deed::ExportAll)?;
        let (zone, today) = (self.zone, self.today());
        let written = self.store.read::<_, store::Error>(|db| {
            let how = How { names, reader: self.person, ..How::of(db, zone, today, french)? };
            exchange::write(format, db, &how)
        })?;
        Ok(written)
    }
}
