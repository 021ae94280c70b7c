//! Calls, follow-ups, recalls and what is kept in mind; and which of another program's are the front desk's.

use super::{
    All, Stop,
    identity::once_each,
    intake::{Head, Intake},
};
use crate::{
    model::{
        Communication, Kept, Record, Task,
        plan::{Follow, Kind, NewFollow, NewKept},
    },
    store::{communications, tasks},
};

impl Intake<'_, '_> {
    /// Takes in what is followed up, and gives back what is only to be kept.
    pub fn follows(&mut self, all: Vec<(Head, NewFollow)>) -> Result<Vec<(Head, NewKept)>, Stop> {
        let mut left = Vec::new();
        for (head, new) in all {
            match new.kept {
                Some(kept) if !self.is_ours(&head, &new.record, new.clear)? => left.push((head, *kept)),
                _ => self.follow(head, new)?,
            }
        }
        Ok(left)
    }

    /// Those that others counted, each under the id that follows from whom it is about.
    pub fn counted_follows(&mut self, mut all: All<NewFollow>) -> Result<All<NewFollow>, Stop> {
        for (head, new) in &mut all {
            if head.number.is_none() {
                continue;
            }
            let id = self.counted_about(head, new.patient.as_ref())?;
            match &mut new.record {
                Follow::Call(call) => call.id = id,
                Follow::Task(task) => task.id = id,
                Follow::Recall(recall) => recall.id = id,
                Follow::RecallKind(kind) => kind.id = id,
                Follow::Keepsake(keepsake) => keepsake.id = id,
            }
            if let Some(kept) = &mut new.kept {
                kept.record.set_id(id);
                kept.record.resource["id"] = id.to_string().into();
            }
        }
        Ok(once_each(all, &mut self.report))
    }

    /// What it became when it first came in it stays, whatever the file says of it now.
    fn is_ours(&self, head: &Head, record: &Follow, clear: bool) -> Result<bool, Stop> {
        let db = self.tx.db();
        let kind = if matches!(record, Follow::Call(_)) { Communication::KIND } else { Task::KIND };
        Ok(db.has(kind, head.id)? || (clear && !db.has(Kept::KIND, head.id)?))
    }

    fn follow(&mut self, head: Head, new: NewFollow) -> Result<(), Stop> {
        self.tick()?;
        let patient = match &new.patient {
            None => None,
            Some(link) => match self.need(link, "patient")? {
                Ok(patient) => Some(patient),
                Err(why) => {
                    self.reject(&head, Kind::Kept, why);
                    return Ok(());
                }
            },
        };
        self.known.extend([head.id, head.own].map(|id| (Kind::Kept, id)));
        let outcome = match new.record {
            Follow::Call(call) => {
                let call = Communication { patient, ..call };
                let call = if new.kept.is_some() { self.call_again(call)? } else { call };
                self.take(&head, call)?
            }
            Follow::Task(task) => {
                let task = Task { patient, ..task };
                let task = if new.kept.is_some() { self.task_again(task)? } else { task };
                self.take(&head, task)?
            }
            Follow::Recall(recall) => self.take(&head, crate::model::Recall { patient: patient.unwrap_or_default(), ..recall })?,
            Follow::RecallKind(kind) => self.take(&head, kind)?,
            Follow::Keepsake(keepsake) => self.take(&head, crate::model::Keepsake { patient, ..keepsake })?,
        };
        self.count(&head, outcome);
        Ok(())
    }

    /// Another program knows nothing of who has it here and what was tried; and what is done here it does not open again.
    fn task_again(&self, new: Task) -> Result<Task, Stop> {
        let Some(old) = tasks::get(&self.tx.db(), new.id)? else { return Ok(new) };
        let status = if new.is_open() { old.status } else { new.status };
        Ok(Task { status, patient: new.patient, words: new.words, at: new.at, due: new.due, why: new.why, ..old })
    }

    fn call_again(&self, new: Communication) -> Result<Communication, Stop> {
        let Some(old) = communications::get(&self.tx.db(), new.id)? else { return Ok(new) };
        let entered_in_error = old.entered_in_error || new.entered_in_error;
        Ok(Communication {
            about: old.about,
            led_to: old.led_to,
            caller: old.caller,
            number: old.number,
            by: old.by,
            entered_in_error,
            ..new
        })
    }
}
