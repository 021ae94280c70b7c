//! Words about a patient, and a person's own log.

use super::desk::{Desk, Result};
use crate::{
    base::Id,
    model::{Audience, Moment, Note, Refusal, note::MomentKind, rights::Deed},
    store::{Tx, notes, people, practice, sealed},
};
use chrono::NaiveDateTime;

/// Writes a note about a patient: for everybody here, or for the doctors alone.
pub fn add(tx: &mut Tx, now: NaiveDateTime, patient: Id, text: &str, doctors_only: bool) -> Result<Id> {
    let note = Note { id: Id::new(tx.act().at), patient: Some(patient), at: now, by: tx.act().person, text: words(text)?, doctors_only };
    if doctors_only {
        doctors(tx)?;
        tx.put_sealed(&note, Audience::Doctors)?;
    } else {
        tx.set_subject(patient);
        tx.put(&note)?;
    }
    Ok(note.id)
}

/// Writes a note anew. Whom it is for does not change: what was read cannot be made unread.
pub fn change(tx: &mut Tx, id: Id, text: &str) -> Result<()> {
    let note = notes::get(&tx.db(), id)?.ok_or(Refusal::new("note-unknown"))?;
    put(tx, &Note { text: words(text)?, ..note })
}

/// Takes a note off the file; it stays in the history.
pub fn remove(tx: &mut Tx, id: Id) -> Result<()> {
    let note = notes::get(&tx.db(), id)?.ok_or(Refusal::new("note-unknown"))?;
    put(tx, &Note { text: String::new(), ..note })
}

fn put(tx: &mut Tx, note: &Note) -> Result<()> {
    if note.doctors_only {
        doctors(tx)?;
        tx.put_sealed(note, Audience::Doctors)?;
    } else {
        if let Some(patient) = note.patient {
            tx.set_subject(patient);
        }
        tx.put(note)?;
    }
    Ok(())
}

fn doctors(tx: &Tx) -> Result<()> {
    let (db, me) = (tx.db(), tx.act().person);
    Ok(crate::model::rights::need(people::get(&db, me)?.as_ref(), &practice::get(&db)?, Deed::DoctorsOnly)?)
}

fn words(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::at("needed", "text").into()) } else { Ok(text.to_owned()) }
}

/// Writes a line of one's own log, sealed to one's own key.
pub fn add_moment(tx: &mut Tx, now: NaiveDateTime, kind: MomentKind, text: &str) -> Result<Id> {
    let moment = Moment { id: Id::new(tx.act().at), at: now, kind, text: words(text)? };
    let me = Audience::Person(tx.act().person);
    tx.put_sealed(&moment, me)?;
    Ok(moment.id)
}

/// Takes a line off one's own log.
pub fn remove_moment(tx: &mut Tx, id: Id) -> Result<()> {
    let moment = sealed::get::<Moment>(&tx.db(), id)?.ok_or(Refusal::new("note-unknown"))?;
    let me = Audience::Person(tx.act().person);
    tx.put_sealed(&Moment { text: String::new(), ..moment }, me)?;
    Ok(())
}

impl Desk {
    /// One's own log, the newest first. Nobody else's opens with these keys.
    pub fn moments(&self) -> Result<Vec<Moment>> {
        let me = Audience::Person(self.person);
        let mut all = self.read::<_, crate::store::Error>(|db| sealed::all::<Moment>(db, me))?;
        all.retain(|m| !m.text.is_empty());
        all.sort_by_key(|m| std::cmp::Reverse((m.at, m.id)));
        Ok(all)
    }
}
