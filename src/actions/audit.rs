//! Who saw and did what: for a manager to read, and to hand out.

use super::desk::{Desk, Result};
use crate::{
    base::Id,
    model::{Seen, rights::Deed},
    store::{self, acts, seen},
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
    /// Notes that the person at work looked at something. Once an hour for each.
    pub fn saw(&self, what: &str, about: Option<Id>) -> Result<()> {
        let seen = Seen::new(what, about, self.person, self.now());
        let known = self.read::<_, store::Error>(|db| db.has("seen", seen.id))?;
        if !known {
            self.send("seen", move |tx| Ok(tx.put(&seen).map(drop)?), |_| {})?;
        }
        Ok(())
    }

    /// The lines of these days, the newest first. A manager's to read; that it was read is one of them.
    pub fn audit(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Line>> {
        self.need(Deed::Audit)?;
        let zone = self.zone;
        let millis = |at: NaiveDateTime| at.and_local_timezone(zone).earliest().map_or(0, |t| t.timestamp_millis());
        let begin = from.and_time(chrono::NaiveTime::MIN);
        let end = (to + TimeDelta::days(1)).and_time(chrono::NaiveTime::MIN);
        let mut lines: Vec<Line> = self.read::<_, store::Error>(|db| {
            let done = acts::between(db, millis(begin), millis(end))?.into_iter().map(|(done, origin)| Line {
                at: DateTime::from_timestamp_millis(done.at).unwrap_or_default().with_timezone(&zone).naive_local(),
                person: done.person,
                what: done.what,
                about: Some(done.subject),
                device: Some(origin),
                changes: done.changes,
            });
            let looked = seen::between(db, begin, end)?;
            let looked = looked.into_iter().map(|s| Line {
                at: s.at,
                person: s.by,
                what: format!("seen-{}", s.what),
                about: s.about,
                device: None,
                changes: 0,
            });
            Ok(done.chain(looked).collect())
        })?;
        lines.sort_by_key(|line| std::cmp::Reverse(line.at));
        // Beside an open window the command line reads alone, and cannot note it.
        if let Err(error) = self.saw("audit", None) {
            tracing::warn!("that the list was read could not be noted: {error}");
        }
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
