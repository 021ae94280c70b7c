//! Who saw and did what: for a manager to read, and to hand out.

use super::{
    desk::{Desk, Result},
    entry,
};
use crate::{
    base::Id,
    model::{Seen, rights::Deed},
    store::{self, Db, Tx, acts, seen},
    vault::{Tried, Vault, WrongTry},
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
    /// The device's name in the log, where it was done or noted.
    pub device: Option<Id>,
    pub changes: u64,
}

/// How somebody came to work at this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignIn {
    /// Opened Genki with the passphrase.
    Opened,
    /// Opened it with the recovery words.
    ByWords,
    /// Came back to the locked screen.
    Unlocked,
    /// Came to the locked screen in the place of somebody else.
    InPlaceOf(Id),
}

/// Writes lines of who looked, came in or tried to: the one place that does.
pub fn write(tx: &mut Tx, lines: &[Seen]) -> Result<()> {
    lines.iter().try_for_each(|line| Ok(tx.put(line).map(drop)?))
}

impl Desk {
    /// Notes that the person of this desk came in; done once it is durable. Coming back is noted once an hour.
    pub fn signed_in(&self, how: SignIn) -> Result<()> {
        let moment = self.clock.millis();
        let now = self.local(moment);
        let each = |what: &str, before| Seen::each(what, before, self.person, now, moment);
        let line = match how {
            SignIn::Opened => each("sign-in", None),
            SignIn::ByWords => each("sign-in-words", None),
            SignIn::Unlocked => Seen::new("unlock", None, self.person, now),
            SignIn::InPlaceOf(before) => each("change-person", Some(before)),
        };
        self.act("seen", move |tx| write(tx, &[line])).map(drop)
    }

    /// Notes the wrong tries at this vault that nobody was told of yet: those of the time when it was closed, too. Each is
    /// under the name that was tried, for nobody knows who typed.
    ///
    /// # Errors
    ///
    /// Where they cannot be read or written. They are told again next time, and each stays one line.
    pub fn note_wrong_tries(&self, vault: &Vault) -> entry::Result<()> {
        let tries = vault.wrong_tries()?;
        if tries.is_empty() {
            return Ok(());
        }
        let line = |wrong: &WrongTry| {
            let (what, whose) = match wrong.with {
                Tried::Passphrase(person) => ("wrong-passphrase", person),
                Tried::Pin(person) => ("wrong-pin", person),
                Tried::Words => ("wrong-words", Id::default()),
                Tried::Saw(sight, person) => (sight.code(), person),
            };
            Seen::each(what, None, whose, self.local(wrong.at), wrong.at)
        };
        let lines: Vec<Seen> = tries.iter().map(line).collect();
        self.act("seen", move |tx| write(tx, &lines))?;
        Ok(vault.told(&tries)?)
    }

    fn local(&self, millis: i64) -> NaiveDateTime {
        DateTime::from_timestamp_millis(millis).unwrap_or_default().with_timezone(&self.zone).naive_local()
    }

    /// Notes that the person at work looked at something, once an hour for each, and waits until that is durable.
    ///
    /// # Errors
    /// Where it could not be noted: what may only be seen by who is noted is not to be shown then.
    pub fn saw(&self, what: &str, about: Option<Id>) -> Result<()> {
        match self.look(what, about)? {
            Some(seen) => self.act("seen", move |tx| write(tx, &[seen])).map(drop),
            None => Ok(()),
        }
    }

    /// As [`Desk::saw`], without waiting: `done` is told what came of it, on the writer's thread or at once.
    ///
    /// # Errors
    /// Where it could not even be handed in.
    pub fn saw_soon(&self, what: &str, about: Option<Id>, done: impl FnOnce(Result<()>) + Send + 'static) -> Result<()> {
        match self.look(what, about)? {
            Some(seen) => self.send("seen", move |tx| write(tx, &[seen]), move |noted| done(noted.map(drop))),
            None => {
                done(Ok(()));
                Ok(())
            }
        }
    }

    /// The look, unless it is noted already.
    fn look(&self, what: &str, about: Option<Id>) -> Result<Option<Seen>> {
        let seen = Seen::new(what, about, self.person, self.local(self.clock.millis()));
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
            at: self.local(done.at),
            person: done.person,
            what: done.what,
            about: Some(done.subject),
            device: Some(origin),
            changes: done.changes,
        });
        let looked = seen::between(db, begin, end)?.into_iter().map(|(s, origin)| Line {
            at: s.at,
            person: s.by,
            what: format!("seen-{}", s.what),
            about: s.about,
            device: origin,
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
