//! What calendars bring: visits that say whom they are for in words, and notes of days.

use super::{
    Stop,
    intake::{Found, Head, Intake},
};
use crate::{
    base::Id,
    model::plan::{Link, NewAppointment, NewDayNote, Why},
    model::{
        Appointment, Practitioner, Record,
        label::{self, Fit},
        transition::AppointmentStatus as A,
    },
    store::{self, appointments, patients, practitioners},
};

impl Intake<'_, '_> {
    /// Whose visit it is: as the file refers to it or a person chose, else whom its names fit, else the only one who
    /// works here.
    pub fn whose(&mut self, head: &Head, link: &Link, named: &[String]) -> Result<Result<Id, Why>, Stop> {
        match self.find(link)? {
            Found::At(id) => return Ok(Ok(id)),
            Found::Refused => return Ok(Err(Why::Refused("practitioner"))),
            Found::Several => return Ok(Err(Why::Counted("practitioner"))),
            Found::Nothing => {}
        }
        let here = practitioners::here(&self.tx.db())?;
        let only = if let [one] = here.as_slice() { Some(one.id) } else { None };
        Ok(self.named(head, named, &here).or(only).ok_or(Why::WhoseCalendar))
    }

    /// The one whom a calendar's name, its owner or at last the file's name fits.
    fn named(&self, head: &Head, named: &[String], here: &[Practitioner]) -> Option<Id> {
        let file = &self.report.files[head.file].file;
        let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
        named.iter().map(String::as_str).chain([file]).find_map(|words| label::practitioner(words, here))
    }

    /// Finds the patient whom the words of a visit name, and leaves what the file cannot know as it is here.
    pub fn by_label(&mut self, head: &Head, new: &NewAppointment, record: Appointment) -> Result<Appointment, Stop> {
        let old = appointments::get(&self.tx.db(), record.id)?;
        let mut record = record;
        if record.patient.is_none() && !record.label.is_empty() {
            (record.patient, record.label) = self.whom(std::mem::take(&mut record.label), old.as_ref())?;
            // What we wrote there was the patient's name, and no label.
            if head.ours && old.is_none() && record.patient.is_some() {
                record.label.clear();
            }
        }
        match old {
            Some(old) => keep(&old, &record, new.speaks_of),
            None => Ok(record),
        }
    }

    fn whom(&self, label: String, old: Option<&Appointment>) -> Result<(Option<Id>, String), Stop> {
        let known = old.and_then(|o| o.patient).map(|p| patients::get(&self.tx.db(), p)).transpose()?.flatten();
        if let (Some(old), Some(patient)) = (old, known) {
            // Settled by a person, or the patient it has been all along: that stays.
            let whole = label::words(&label) == label::words(&patient.name());
            let said = whole || label::fit(&label::words(&label), &patient).is_some_and(|fit| fit >= Fit::Within);
            if old.label == label || said {
                return Ok((Some(patient.id), old.label.clone()));
            }
        }
        let among = patients::named_among(&self.tx.db(), &label::words(&label))?;
        Ok((label::only(&label, &among), label))
    }

    pub fn day_note(&mut self, head: Head, new: NewDayNote) -> Result<(), Stop> {
        self.tick()?;
        let mut record = new.record;
        let found = match &new.practitioner {
            Some(link) => match self.find(link)? {
                Found::At(id) => Some(id),
                _ => None,
            },
            None => None,
        };
        record.practitioner = found;
        if new.of_calendar {
            let here = practitioners::here(&self.tx.db())?;
            // Where one works alone, a note is for everybody.
            record.practitioner = found.or_else(|| self.named(&head, &new.named, &here)).filter(|_| here.len() > 1);
        }
        let outcome = self.take(&head, record)?;
        self.count(&head, outcome);
        Ok(())
    }

    /// Counts a visit that is in and still waits for its patient.
    pub fn note_unsettled(&mut self, head: &Head) -> Result<(), Stop> {
        let visit = appointments::get(&self.tx.db(), head.id)?;
        if visit.is_some_and(|v| v.is_unsettled() && v.status.takes_a_place()) {
            self.report.files[head.file].unsettled += 1;
        }
        Ok(())
    }
}

/// The visit as it is here, with those fields of `new` that the file can know of.
fn keep(old: &Appointment, new: &Appointment, speaks_of: &[&str]) -> Result<Appointment, Stop> {
    let (mut fields, said) = (old.fields(), new.fields());
    fields.remove("source");
    for name in speaks_of {
        match said.get(*name) {
            Some(value) => fields.insert((*name).to_string(), value.clone()),
            None => fields.remove(*name),
        };
    }
    let mut kept = Appointment::from_fields(old.id, &fields).ok_or(store::Error::Record { kind: Appointment::KIND })?;
    // A calendar knows only on and off; somebody who came, or called off here, is not brought back by it.
    if !matches!(old.status, A::Waitlist | A::Proposed | A::Pending | A::Booked) {
        kept.status = old.status;
    }
    if new.patient.is_none() && new.label.is_empty() {
        (kept.patient, kept.label) = (old.patient, old.label.clone());
    }
    Ok(kept)
}
