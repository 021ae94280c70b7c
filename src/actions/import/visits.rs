//! Appointments and encounters, and who is here because of them.

use super::{
    Stop,
    intake::{Head, Intake},
    report::Outcome,
};
use crate::{
    base::Id,
    model::plan::{Kind, Link, NewAppointment, NewEncounter, Why},
    model::{
        Encounter, Reason,
        transition::{AppointmentStatus, EncounterStatus},
    },
    store::{appointments, encounters, reasons},
};

impl Intake<'_, '_> {
    pub fn appointment(&mut self, head: Head, new: NewAppointment) -> Result<(), Stop> {
        self.tick()?;
        let anybody = new.record.status == AppointmentStatus::Waitlist || !new.record.has_place();
        let practitioner = match new.speaks_of {
            // Who waits may wait for whoever has time.
            [] if anybody && new.practitioner == Link::default() => Ok(Id::default()),
            [] => self.need(&new.practitioner, "practitioner")?,
            _ => self.whose(&head, &new.practitioner, &new.named)?,
        };
        let mut record = new.record.clone();
        match (practitioner, self.maybe(&new.patient, "patient")?) {
            (Ok(practitioner), Ok(patient)) => (record.practitioner, record.patient) = (practitioner, patient),
            (Err(why), _) | (_, Err(why)) => {
                self.reject(&head, Kind::Appointment, why);
                return Ok(());
            }
        }
        record.reason = match &new.reason {
            Some(link) => self.need(link, "reason")?.ok(),
            None => None,
        };
        if record.reason.is_none() && !new.reason_name.is_empty() {
            record.reason = Some(self.reason_named(&new.reason_name)?);
        }
        if record.minutes == 0 && !head.ours {
            record.minutes = match record.reason {
                Some(id) => reasons::get(&self.tx.db(), id)?.unwrap_or_default().minutes,
                None => Reason::default().minutes,
            };
        }
        if !new.speaks_of.is_empty() {
            record = self.by_label(&head, &new, record)?;
        }
        if !head.ours && record.status == AppointmentStatus::Waitlist && record.practitioner != Id::default() {
            record.wish_with = vec![record.practitioner];
        }
        if !head.ours && record.practitioner != Id::default() {
            self.keeps_day(record.practitioner)?;
        }
        if !head.ours {
            record.status = self.presence(record.id, record.status)?;
        }
        let id = record.id;
        self.known.extend([id, head.own].map(|id| (Kind::Appointment, id)));
        let outcome = self.take(&head, record)?;
        if outcome.wrote() && !head.ours {
            self.touched.insert(id);
        }
        self.count(&head, outcome);
        self.note_unsettled(&head)
    }

    fn maybe(&mut self, link: &Option<Link>, what: &'static str) -> Result<Result<Option<Id>, Why>, Stop> {
        Ok(match link {
            Some(link) => self.need(link, what)?.map(Some),
            None => Ok(None),
        })
    }

    pub fn encounter(&mut self, head: Head, new: NewEncounter) -> Result<(), Stop> {
        self.tick()?;
        let mut record = new.record;
        let links = (
            self.maybe(&new.patient, "patient")?,
            self.maybe(&new.practitioner, "practitioner")?,
            self.maybe(&new.appointment, "appointment")?,
        );
        match links {
            (Ok(patient), Ok(practitioner), Ok(appointment)) => {
                record.patient = patient;
                record.practitioner = practitioner;
                record.appointment = appointment;
            }
            (Err(why), _, _) | (_, Err(why), _) | (_, _, Err(why)) => {
                self.reject(&head, Kind::Encounter, why);
                return Ok(());
            }
        }
        self.known.extend([record.id, head.own].map(|id| (Kind::Encounter, id)));
        if let Some(appointment) = record.appointment {
            self.tie(&head, &mut record, appointment)?;
        }
        if record.id != head.own {
            self.instead.insert(head.own, record.id);
        }
        let appointment = record.appointment.filter(|_| !head.ours);
        let outcome = self.take(&head, record)?;
        self.touched.extend(appointment.filter(|_| outcome.wrote()));
        self.count(&head, outcome);
        Ok(())
    }

    /// Ties an encounter to its appointment. Where one was made here already, as the patient came in, the two are one.
    fn tie(&mut self, head: &Head, record: &mut Encounter, appointment: Id) -> Result<(), Stop> {
        if head.ours {
            return Ok(());
        }
        if let Some(of) = appointments::get(&self.tx.db(), appointment)? {
            record.practitioner.get_or_insert(of.practitioner);
            record.patient = record.patient.or(of.patient);
        }
        let own = Encounter::id_of(appointment);
        if record.id != own
            && !self.taken.contains(&own)
            && encounters::get(&self.tx.db(), own)?.is_some()
            && encounters::get(&self.tx.db(), record.id)?.is_none()
        {
            self.instead.insert(record.id, own);
            self.taken.insert(own);
            record.id = own;
        }
        Ok(())
    }

    /// An encounter wins over what the appointment says of presence.
    fn presence(&self, appointment: Id, status: AppointmentStatus) -> Result<AppointmentStatus, Stop> {
        let encounter = encounters::of_appointment(&self.tx.db(), appointment)?;
        Ok(match encounter.map(|e| e.status) {
            Some(EncounterStatus::Arrived) if status == AppointmentStatus::CheckedIn => status,
            Some(EncounterStatus::Arrived) => AppointmentStatus::Arrived,
            Some(EncounterStatus::InProgress | EncounterStatus::OnLeave | EncounterStatus::Finished) => AppointmentStatus::Fulfilled,
            _ => status,
        })
    }

    /// Brings appointments in line with their encounters, once all of them are in. Who is here by the appointment
    /// alone came at an unknown time: taken to be the booked one, or now where that is still to come.
    pub fn settle_presence(&mut self) -> Result<(), Stop> {
        for id in std::mem::take(&mut self.touched) {
            let Some(mut appointment) = appointments::get(&self.tx.db(), id)? else { continue };
            appointment.status = self.presence(id, appointment.status)?;
            self.tx.put(&appointment)?;
            if !matches!(appointment.status, AppointmentStatus::Arrived | AppointmentStatus::CheckedIn) {
                continue;
            }
            if encounters::of_appointment(&self.tx.db(), id)?.is_some() || encounters::get(&self.tx.db(), Encounter::id_of(id))?.is_some() {
                continue;
            }
            let encounter = Encounter {
                id: Encounter::id_of(id),
                appointment: Some(id),
                patient: appointment.patient,
                practitioner: Some(appointment.practitioner),
                status: EncounterStatus::Arrived,
                arrived: Some(appointment.start.min(self.now)),
                ..Encounter::default()
            };
            self.tx.put(&encounter)?;
        }
        Ok(())
    }
}

impl Outcome {
    /// Whether anything was written.
    pub fn wrote(self) -> bool {
        self != Outcome::Unchanged
    }
}
