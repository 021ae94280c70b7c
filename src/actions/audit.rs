//! Who saw and did what: for a manager to read, and to hand out.

use super::desk::{Desk, Result};
use crate::{
    base::Id,
    model::{Seen, rights::Deed},
    store::{self, Db, acts, seen},
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};

/// One line: somebody did something, or looked at it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub at: NaiveDateTime,
    pub person: Id,
    /// An act's name, or `seen-…`.
    pub what: String,
    pub about: Option<Id>,
    /// This device's name in the log, where the act was done.
    pub device: Option<Id>,
    pub changes: u64,
}

impl Desk {
    /// Notes that the person at work looked at something, once an hour for each, and waits until that is durable.
    ///
    /// # Errors
    /// Where it could not be noted: what may only be seen by who is noted is not to be shown then.
    pub fn saw(&self, what: &str, about: Option<Id>) -> Result<()> {
        match self.look(what, about)? {
            Some(seen) => self.act("seen", move |tx| Ok(tx.put(&seen).map(drop)?)).map(drop),
            None => Ok(()),
        }
    }

    /// As [`Desk::saw`], without waiting: `done` is told what came of it, on the writer's thread or at once.
    ///
    /// # Errors
    /// Where it could not even be handed in.
    pub fn saw_soon(&self, what: &str, about: Option<Id>, done: impl FnOnce(Result<()>) + Send + 'static) -> Result<()> {
        match self.look(what, about)? {
            Some(seen) => self.send("seen", move |tx| Ok(tx.put(&seen).map(drop)?), move |noted| done(noted.map(drop))),
            None => {
                done(Ok(()));
                Ok(())
            }
        }
    }

    /// The look, unless it is noted already.
    fn look(&self, what: &str, about: Option<Id>) -> Result<Option<Seen>> {
        let seen = Seen::new(what, about, self.person, self.now());
        let known = self.read::<_, store::Error>(|db| db.has("seen", seen.id))?;
        Ok((!known).then_some(seen))
    }

    /// The lines of these days, the newest first. A manager's to read. That it was read is for the caller to note.
    pub fn audit(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Line>> {
        self.need(Deed::Audit)?;
        Ok(self.read::<_, store::Error>(|db| self.audit_lines(db, from, to))?)
    }

    /// The same, for who may read them.
    pub fn audit_lines(&self, db: &Db, from: NaiveDate, to: NaiveDate) -> store::Result<Vec<Line>> {
        let zone = self.zone;
        let millis = |at: NaiveDateTime| at.and_local_timezone(zone).earliest().map_or(0, |t| t.timestamp_millis());
        let begin = from.and_time(chrono::NaiveTime::MIN);
        let end = (to + TimeDelta::days(1)).and_time(chrono::NaiveTime::MIN);
        let done = acts::between(db, millis(begin), millis(end))?.into_iter().map(|(done, origin)| Line {
            at: DateTime::from_timestamp_millis(done.at).unwrap_or_default().with_timezone(&zone).naive_local(),
            person: done.person,
            what: done.what,
            about: Some(done.subject),
            device: Some(origin),
            changes: done.changes,
        });
        let looked = seen::between(db, begin, end)?.into_iter().map(|s| Line {
            at: s.at,
            person: s.by,
            what: format!("seen-{}", s.what),
            about: s.about,
            device: None,
            changes: 0,
        });
        let mut lines: Vec<Line> = done.chain(looked).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.at));
        Ok(lines)
    }
}

/// The lines as a table that a spreadsheet opens with its accents, and takes no cell of for a formula.
pub fn csv<const N: usize>(head: &[String; N], rows: &[[String; N]]) -> Vec<u8> {
    let mut csv = csv::WriterBuilder::new().delimiter(b';').from_writer(b"\xef\xbb\xbf".to_vec());
    for row in std::iter::once(head).chain(rows) {
        let safe = row.iter().map(|cell| if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell.clone() });
        // Into memory: nothing to fail.
        let _ = csv.write_record(safe);
    }
    csv.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula() {
        let bytes = csv(&["a".into(), "b".into()], &[["=1+1".into(), "Léa; \"x\"".into()]]);
        assert_eq!(String::from_utf8(bytes).expect("text"), "\u{feff}a;b\n'=1+1;\"Léa; \"\"x\"\"\"\n");
    }
}
