//! Practitioners with their times, reasons, patients.

use super::{
    Stop,
    identity::Says,
    intake::{Bearers, Found, Head, Intake, Sourced, role_digests, with_roles},
    report::Outcome,
};
use crate::{
    base::{Id, text::fold},
    model::plan::{BY_NAME, Kind, Link, NewPatient, NewRole, Why},
    model::{
        Duty, Patient, Practice, Practitioner, Reason, Record, Slot, identity,
        practitioner::{Absence, Block},
        reason::HUES,
        rights::{self, Deed, May},
    },
    store::{self, patients, people, practice, slots, twins},
};
use std::collections::{BTreeMap, HashMap};

/// Up to so many records of a young practice are known by heart, rather than asked for one by one.
const FEW: usize = 2000;

impl Intake<'_, '_> {
    pub fn note_practitioner(&mut self, p: &Practitioner) {
        self.role_of.extend(role_digests(&p.source).map(|(role, _)| (role, p.id)));
        for i in p.identifier.iter().filter(|i| !i.value.is_empty()) {
            let key = (i.system.clone(), i.value.clone());
            self.numbers.entry(key).and_modify(|id| *id = id.filter(|id| *id == p.id)).or_insert(Some(p.id));
        }
        for name in [p.family.clone(), format!("{} {}", p.family, p.given.join(" ")), format!("{} {}", p.given.join(" "), p.family)] {
            let key = (BY_NAME.to_string(), fold(&name));
            self.numbers.entry(key).and_modify(|id| *id = id.filter(|id| *id == p.id)).or_insert(Some(p.id));
        }
    }

    /// Who bears the name of a record here already; the record's own id where nobody does.
    fn bearer(&mut self, new: &Patient) -> Result<Result<Id, Why>, Stop> {
        let Some(bearers) = self.bearers()?.get(&bearing(new)) else { return Ok(Ok(new.id)) };
        let fit: Vec<Id> = match new.birth_date.is_empty() {
            true => bearers.values().flatten().take(2).copied().collect(),
            false => bearers.get(&new.birth_date).into_iter().flatten().take(2).copied().collect(),
        };
        Ok(match fit.as_slice() {
            [] => Ok(new.id),
            [only] => Ok(*only),
            _ => Err(Why::Several),
        })
    }

    fn bearers(&mut self) -> Result<&Bearers, Stop> {
        if self.bearers.is_none() {
            let mut all = Bearers::new();
            patients::each(&self.tx.db(), |p| {
                if !p.hidden && p.merged_into.is_none() {
                    all.entry(bearing(&p)).or_default().entry(p.birth_date).or_default().push(p.id);
                }
            })?;
            self.bearers = Some(all);
        }
        Ok(self.bearers.get_or_insert_default())
    }

    pub fn note_reason(&mut self, reason: &Reason) {
        self.reasons.entry(fold(&reason.name)).or_insert(reason.id);
    }

    /// A history names a hundred doctors. Only those with hours or appointments have their day kept here, which
    /// others of the files will say; one whose day is kept here stays.
    pub fn practitioner(&mut self, mut head: Head, mut record: Practitioner) -> Result<(), Stop> {
        self.tick()?;
        self.known.insert((Kind::Practitioner, head.own));
        self.counted_practitioner(&mut head, &mut record)?;
        if !head.ours {
            record.elsewhere = Practitioner::get(&self.tx.db(), record.id)?.is_none_or(|old| old.elsewhere);
        }
        self.note_practitioner(&record);
        self.known.insert((Kind::Practitioner, head.id));
        let outcome = self.take(&head, record)?;
        self.count(&head, outcome);
        Ok(())
    }

    /// Roles say when somebody works. Several of one person add up, so they are taken together.
    pub fn roles(&mut self, roles: Vec<(Head, NewRole)>) -> Result<(), Stop> {
        let mut of: BTreeMap<Id, Vec<(Head, NewRole)>> = BTreeMap::new();
        for (mut head, role) in roles {
            self.tick()?;
            match self.need(&role.practitioner, "practitioner")? {
                Ok(id) => {
                    if let Some(number) = head.number {
                        // One from before contents made ids stays what it is.
                        let before = self.role_of.get(&number) == Some(&id);
                        head.id = if before { number } else { identity::of_whose(&head.kind, number, id) };
                        self.counted.entry((Kind::Role, number)).or_default().insert(id);
                    }
                    self.role_of.extend([(head.id, id), (head.own, id)]);
                    of.entry(id).or_default().push((head, role));
                }
                Err(why) => self.reject(&head, Kind::Role, why),
            }
        }
        for (practitioner, roles) in of {
            self.roles_of(practitioner, roles)?;
        }
        Ok(())
    }

    /// Closes the practice on days that it was not closed on, where that is this person's to do. Days stay closed
    /// that the file does not name.
    fn closed<'d>(&mut self, days: impl Iterator<Item = &'d Absence>) -> Result<(), Stop> {
        let mut days = days.peekable();
        if days.peek().is_none() {
            return Ok(());
        }
        let practice = practice::get(&self.tx.db())?;
        let once = |mut all: Vec<Absence>| {
            all.sort_by(|a, b| (a.from, a.to, &a.why).cmp(&(b.from, b.to, &b.why)));
            all.dedup();
            all
        };
        let before = once(practice.closed.clone()).len();
        let closed = once(practice.closed.iter().cloned().chain(days.cloned()).collect());
        let person = people::get(&self.tx.db(), self.tx.act().person)?;
        if closed.len() > before && rights::may(person.as_ref(), &practice, Deed::Persons) == May::Do {
            self.tx.put(&Practice { closed, ..practice })?;
        }
        Ok(())
    }

    fn roles_of(&mut self, id: Id, roles: Vec<(Head, NewRole)>) -> Result<(), Stop> {
        let Some(old) = Practitioner::get(&self.tx.db(), id)? else { return Ok(()) };
        let known: BTreeMap<Id, &str> = role_digests(&old.source).collect();
        let outcome = |head: &Head| match known.get(&head.id) {
            None => Outcome::Added,
            Some(digest) if *digest == head.digest => Outcome::Unchanged,
            Some(_) => Outcome::Changed,
        };
        let outcomes: Vec<Outcome> = roles.iter().map(|(head, _)| outcome(head)).collect();
        let mut new = old.clone();
        if roles.iter().zip(&outcomes).any(|((_, role), outcome)| !role.diary && *outcome != Outcome::Unchanged) {
            let hours = in_order(roles.iter().flat_map(|(_, r)| r.hours.iter().copied()).collect());
            let mut absences: Vec<_> = roles.iter().flat_map(|(_, r)| r.absences.iter().cloned()).collect();
            absences.sort_by(|a, b| (a.from, a.to, &a.why).cmp(&(b.from, b.to, &b.why)));
            absences.dedup();
            let changed = outcomes.contains(&Outcome::Changed);
            // A role without times (of another system, for another purpose) does not empty those there are.
            if (!hours.is_empty() || changed) && hours != in_order(old.hours.clone()) {
                new.hours = hours;
            }
            if !absences.is_empty() || changed {
                new.absences = absences;
            }
            if let Some((_, role)) = roles.iter().find(|(_, r)| !r.speciality.is_empty()) {
                new.speciality.clone_from(&role.speciality);
            }
        }
        let works = |(head, r): &(Head, NewRole)| !head.ours && (r.diary || !r.hours.is_empty() || !r.absences.is_empty());
        if roles.iter().any(works) {
            new.elsewhere = false;
            self.here.insert(id);
        }
        self.closed(roles.iter().flat_map(|(_, r)| &r.closed))?;
        let says_new = new != old;
        new.source = with_roles(&new.source, roles.iter().map(|(head, _)| (head.id, head.digest.as_str())));
        if outcomes.iter().any(|o| *o != Outcome::Unchanged) {
            self.tx.put(&new)?;
        }
        for ((head, _), outcome) in roles.iter().zip(outcomes) {
            self.count(head, if says_new { outcome } else { Outcome::Unchanged });
        }
        Ok(())
    }

    /// Somebody has an appointment with this practitioner: the day is kept here.
    pub fn keeps_day(&mut self, id: Id) -> Result<(), Stop> {
        if !self.here.insert(id) {
            return Ok(());
        }
        if let Some(p) = Practitioner::get(&self.tx.db(), id)?.filter(|p| p.elsewhere) {
            self.tx.put(&Practitioner { elsewhere: false, ..p })?;
        }
        Ok(())
    }

    pub fn reason(&mut self, head: Head, record: Reason) -> Result<(), Stop> {
        self.tick()?;
        self.known.insert((Kind::Reason, head.id));
        self.note_reason(&record);
        let outcome = self.take(&head, record)?;
        self.count(&head, outcome);
        Ok(())
    }

    /// The practice's reason of that name. A new one gets the length that most of the visits it comes with have.
    pub fn reason_named(&mut self, name: &str) -> Result<Id, Stop> {
        let folded = fold(name);
        if let Some(id) = self.reasons.get(&folded) {
            return Ok(*id);
        }
        let lengths = self.lengths.get(&folded);
        let usual = lengths.and_then(|l| l.iter().max_by_key(|(minutes, n)| (**n, std::cmp::Reverse(**minutes)))).map(|(m, _)| *m);
        let id = Id::derived(Reason::KIND, &folded);
        let hue = id.as_bytes()[0] % HUES;
        let minutes = usual.filter(|m| *m > 0).unwrap_or(Reason::default().minutes);
        self.tx.put(&Reason { id, name: name.to_string(), minutes, hue, ..Reason::default() })?;
        self.reasons.insert(folded, id);
        Ok(id)
    }

    /// Everybody. Who is known by name alone may be one of those before.
    pub fn patients(&mut self, mut all: Vec<(Head, Box<NewPatient>)>) -> Result<(), Stop> {
        let named = all.iter().position(|(head, _)| head.namesake).unwrap_or(all.len());
        let rest = all.split_off(named);
        self.patients_by_id(all)?;
        self.patients_by_id(rest)
    }

    /// Whom each means is settled in the order of the files; they go in by their ids: then each page of a table is
    /// written once, however many they are.
    fn patients_by_id(&mut self, all: Vec<(Head, Box<NewPatient>)>) -> Result<(), Stop> {
        let known = self.tx.known_if_few(FEW)?;
        let shared = Self::shared_numbers(&all);
        let mut bearers: HashMap<Id, Vec<(Id, Patient)>> = HashMap::new();
        let mut settled = Vec::with_capacity(all.len());
        for (head, new) in all {
            let before = head.number.and_then(|n| bearers.get(&n)).map_or(&[][..], Vec::as_slice);
            match self.whom_it_means(&head, &new, before)? {
                Ok(id) => {
                    let is_new = match &known {
                        Some(known) => !known.contains(&id),
                        None => !self.tx.knows(id)?,
                    };
                    if let Some(number) = head.number.filter(|n| shared.contains(n)) {
                        bearers.entry(number).or_default().push((id, unpacked(&new)?));
                    }
                    settled.push((id, is_new, head, new));
                }
                Err(why) => self.reject(&head, Kind::Patient, why),
            }
        }
        settled.sort_by_key(|(id, ..)| *id);
        let mut before = None;
        let mut settled = settled.into_iter().peekable();
        while let Some((id, is_new, head, new)) = settled.next() {
            self.tick()?;
            // One number twice, of one person: as twice in one file, the last stands.
            let follows = settled.peek().filter(|(next, _, other, _)| *next == id && !head.partial && !other.partial);
            if follows.is_some_and(|(_, _, other, next)| other.digest != head.digest && !next.same(&new)) {
                self.report.files[head.file].reject(&head.kind, head.line, Why::Twice);
                continue;
            }
            let again = before.replace(id) == Some(id);
            self.patient(id, is_new && !again, &head, *new)?;
        }
        Ok(())
    }

    /// The file that stands here for somebody: for one known by name and birth date that of whoever bears them.
    fn whom_it_means(&mut self, head: &Head, new: &NewPatient, before: &[(Id, Patient)]) -> Result<Result<Id, Why>, Stop> {
        let own = new.record.id();
        if let Some(number) = head.number {
            return Ok(Ok(self.counted_patient(head, number, &new.record, before)?));
        }
        if !head.namesake || self.bearers()?.is_empty() || self.tx.db().has(Patient::KIND, own)? {
            return Ok(Ok(own));
        }
        let found = self.bearer(&unpacked(new)?)?;
        if let Ok(id) = found
            && id != own
        {
            self.instead.insert(own, id);
        }
        Ok(found)
    }

    fn patient(&mut self, id: Id, is_new: bool, head: &Head, new: NewPatient) -> Result<(), Stop> {
        let mut record = Patient { id, ..unpacked(&new)? };
        for (link, name) in new.follows {
            let found = match &link {
                Some(link) => self.find(link)?,
                None => Found::Nothing,
            };
            match found {
                Found::At(id) => record.general_practitioner.push(id.to_string()),
                _ if !name.is_empty() => record.general_practitioner.push(name),
                _ => {}
            }
        }
        if !head.ours && !record.aliases.is_empty() {
            // Beside the names that are known from a merging here.
            let known = Patient::get(&self.tx.db(), id)?.map(|old| old.aliases).unwrap_or_default();
            let more: Vec<String> = record.aliases.drain(..).filter(|a| !known.contains(a)).collect();
            record.aliases = known.into_iter().chain(more).collect();
        }
        if let Some(link) = &new.replaced_by
            && let Found::At(id) = self.find(link)?
            && id != record.id
            // An older file of our own may say the contrary of what was done since: in a circle none would be shown.
            && !twins::leads_to(&self.tx.db(), id, record.id)?
        {
            record.merged_into = Some(id);
        }
        let outcome = if is_new { self.take_new(head, record)? } else { self.take(head, record)? };
        self.count(head, outcome);
        Ok(())
    }

    /// Other programs go on naming a file that was merged into another, here or there, and so does an older file of our
    /// own: what came goes to the one that stands for it.
    pub fn settle_merged(&mut self) -> Result<(), Stop> {
        for (id, root) in twins::roots(&self.tx.db())? {
            if root != id {
                crate::actions::twins::follow(self.tx, id, root)?;
            }
        }
        Ok(())
    }

    pub fn slot(&mut self, head: Head, mut slot: Slot, schedule: &Link) -> Result<(), Stop> {
        self.tick()?;
        match self.need(schedule, "schedule")? {
            Ok(practitioner) => slot.practitioner = practitioner,
            Err(why) => {
                self.reject(&head, Kind::Kept, why);
                return Ok(());
            }
        }
        let outcome = self.take(&head, slot)?;
        self.count(&head, outcome);
        Ok(())
    }

    pub fn duty(&mut self, head: Head, mut duty: Duty, practitioner: &Link) -> Result<(), Stop> {
        self.tick()?;
        match self.need(practitioner, "practitioner")? {
            Ok(practitioner) => duty.practitioner = practitioner,
            Err(why) => {
                self.reject(&head, Kind::Role, why);
                return Ok(());
            }
        }
        duty.id = Duty::id_of(duty.practitioner, duty.date);
        if self.tx.is_taken(Duty::KIND, duty.id)? {
            self.count(&head, Outcome::Taken);
            return Ok(());
        }
        let there = slots::duty(&self.tx.db(), duty.practitioner, duty.date)?.is_some();
        let outcome = match (self.tx.put(&duty)?, there) {
            (false, _) => Outcome::Unchanged,
            (true, true) => Outcome::Changed,
            (true, false) => Outcome::Added,
        };
        self.count(&head, outcome);
        Ok(())
    }
}

/// The name by which somebody is known again, folded.
fn bearing(p: &Patient) -> String {
    fold(&format!("{} {}", p.family, p.given.join(" ")))
}

fn unpacked(new: &NewPatient) -> Result<Patient, Stop> {
    Ok(new.record.open().ok_or(store::Error::Record { kind: Patient::KIND })?)
}

fn in_order(mut hours: Vec<Block>) -> Vec<Block> {
    hours.sort_by_key(|b| (b.day.num_days_from_monday(), b.from, b.to));
    hours.dedup();
    hours
}
