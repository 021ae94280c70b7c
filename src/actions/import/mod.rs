//! Takes files of others in: one act, one transaction, repeatable.
//!
//! A record keeps a digest of what it was imported from. The same digest again changes nothing, so what she
//! changed since stays; another one is compared field by field. Fields that only Genki knows (a promised start,
//! an alert, hours) are never emptied by a file that cannot know them.

mod calendar;
mod follow;
mod identity;
mod intake;
mod kept;
mod partial;
mod people;
mod report;
mod visits;

pub use report::{Counts, FileReport, Outcome, Report};

use super::desk;
use crate::{
    model::plan::{Incoming, Noun, Plan},
    store::{self, Act, Store, Tx},
};
use chrono::DateTime;
use chrono_tz::Tz;
use identity::once_each;
use intake::{Head, Intake};
use std::ops::ControlFlow;

/// How an import is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct How {
    /// Does everything and takes it back: only the report stays.
    pub dry_run: bool,
    /// One rejected record rejects all.
    pub strict: bool,
}

/// Why nothing went in.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Refused(#[from] crate::model::Refusal),
    #[error("the import was cancelled")]
    Cancelled,
    #[error("records were rejected, and the import was to be strict")]
    Strict(Box<Report>),
}

enum Stop {
    Failed(Failed),
    Tried(Box<Report>),
}

impl From<desk::Error> for Stop {
    fn from(error: desk::Error) -> Self {
        Stop::Failed(match error {
            desk::Error::Refused(refusal) => refusal.into(),
            desk::Error::Store(error) => error.into(),
        })
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Stop::Failed(error.into())
    }
}

/// Carries plans out, all files in one transaction. `progress` is told how many of how many records are done,
/// on the writer's thread; when it breaks, nothing is written.
pub fn import(
    store: &Store,
    act: Act,
    zone: Tz,
    files: Vec<(String, Plan)>,
    how: How,
    progress: impl Fn(u64, u64) -> ControlFlow<()> + Send + 'static,
) -> Result<Report, Failed> {
    let done = store.write(act, move |tx| {
        let before = store::people::get(&tx.db(), tx.act().person)?;
        let practice = store::practice::get(&tx.db())?;
        let report = take_in(tx, zone, files, &progress)?;
        desk::hold(tx, before, &practice)?;
        if how.strict && report.rejects() {
            return Err(Stop::Failed(Failed::Strict(Box::new(report))));
        }
        if how.dry_run {
            return Err(Stop::Tried(Box::new(report)));
        }
        Ok(report)
    });
    match done {
        Ok(report) => Ok(report),
        Err(Stop::Tried(report)) => Ok(*report),
        Err(Stop::Failed(failed)) => Err(failed),
    }
}

/// Records of one noun, each with where it came from.
type All<T> = Vec<(Head, T)>;

/// What goes in, in the order in which one refers to the other.
#[derive(Default)]
struct Sorted {
    practitioners: All<crate::model::Practitioner>,
    roles: All<crate::model::plan::NewRole>,
    reasons: All<crate::model::Reason>,
    patients: All<Box<crate::model::plan::NewPatient>>,
    slots: All<(crate::model::Slot, crate::model::plan::Link)>,
    duties: All<(crate::model::Duty, crate::model::plan::Link)>,
    appointments: All<crate::model::plan::NewAppointment>,
    day_notes: All<crate::model::plan::NewDayNote>,
    encounters: All<crate::model::plan::NewEncounter>,
    follows: All<crate::model::plan::NewFollow>,
    kept: All<crate::model::plan::NewKept>,
}

impl Sorted {
    /// What stands in several files is judged like what stands in one several times.
    fn once_each(self, report: &mut Report) -> Self {
        Sorted {
            practitioners: once_each(self.practitioners, report),
            roles: once_each(self.roles, report),
            reasons: once_each(self.reasons, report),
            patients: once_each(self.patients, report),
            slots: once_each(self.slots, report),
            duties: once_each(self.duties, report),
            appointments: once_each(self.appointments, report),
            day_notes: once_each(self.day_notes, report),
            encounters: once_each(self.encounters, report),
            follows: once_each(self.follows, report),
            kept: once_each(self.kept, report),
        }
    }

    fn add(&mut self, file: usize, plan: Plan) {
        for i in plan.records {
            let Incoming { kind, line, id, digest, ours, number, partial, namesake, .. } = i;
            let head = Head { file, kind, line, id, own: id, digest, ours, number, partial, namesake };
            match i.noun {
                Noun::Practitioner(p) => self.practitioners.push((head, *p)),
                Noun::Role(r) => self.roles.push((head, *r)),
                Noun::Reason(r) => self.reasons.push((head, r)),
                Noun::Patient(p) => self.patients.push((head, p)),
                Noun::Slot(s, schedule) => self.slots.push((head, (*s, schedule))),
                Noun::Duty(d, practitioner) => self.duties.push((head, (d, practitioner))),
                Noun::Appointment(a) => self.appointments.push((head, *a)),
                Noun::DayNote(n) => self.day_notes.push((head, *n)),
                Noun::Encounter(e) => self.encounters.push((head, *e)),
                Noun::Follow(f) => self.follows.push((head, *f)),
                Noun::Kept(k) => self.kept.push((head, *k)),
            }
        }
    }
}

fn take_in(tx: &mut Tx, zone: Tz, files: Vec<(String, Plan)>, progress: &dyn Fn(u64, u64) -> ControlFlow<()>) -> Result<Report, Stop> {
    let now = DateTime::from_timestamp_millis(tx.act().at).unwrap_or_default().with_timezone(&zone).naive_local();
    let total = files.iter().map(|(_, p)| p.records.len() as u64).sum();
    let mut intake = Intake::new(tx, now, total, progress)?;
    let mut all = Sorted::default();
    for (file, (name, mut plan)) in files.into_iter().enumerate() {
        intake.refused.extend(plan.refused.iter().copied());
        intake.report.files.push(FileReport::of(name, &mut plan));
        all.add(file, plan);
    }
    let mut all = all.once_each(&mut intake.report);
    intake.foresee(&all.patients, &all.appointments);
    for (head, record) in all.practitioners {
        intake.practitioner(head, record)?;
    }
    intake.roles(all.roles)?;
    for (head, record) in all.reasons {
        intake.reason(head, record)?;
    }
    intake.patients(all.patients)?;
    intake.counted_slots(&mut all.slots)?;
    for (head, (slot, schedule)) in once_each(all.slots, &mut intake.report) {
        intake.slot(head, slot, &schedule)?;
    }
    for (head, (duty, practitioner)) in all.duties {
        intake.duty(head, duty, &practitioner)?;
    }
    intake.counted_visits(&mut all.appointments)?;
    for (head, new) in once_each(all.appointments, &mut intake.report) {
        intake.appointment(head, new)?;
    }
    for (head, new) in all.day_notes {
        intake.day_note(head, new)?;
    }
    intake.counted_encounters(&mut all.encounters)?;
    for (head, new) in once_each(all.encounters, &mut intake.report) {
        intake.encounter(head, new)?;
    }
    intake.settle_presence()?;
    let follows = intake.counted_follows(all.follows)?;
    let kept = intake.follows(follows)?;
    let kept = intake.counted_kept(all.kept.into_iter().chain(kept).collect())?;
    intake.kept(kept)?;
    intake.settle_merged()?;
    let mut report = intake.report;
    for file in &mut report.files {
        file.rejected.sort_by_key(|r| r.line);
        file.remarks.sort_by_key(|r| r.line);
    }
    Ok(report)
}
