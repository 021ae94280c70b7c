//! Whom a number means that its source merely counted.
//!
//! `Patient/1` in a file without a server's address, and a table's `1`, are numbers that other sources count as well. The id
//! of such a record follows from the number and from who it is: by the name and the birth date of people, by whose they are
//! of visits and of all else. So two sources never share an id, whichever comes first and on whichever device. Beside it a
//! record notes the number (`number:…` in its source); by that it is found again when a name was mended or a date added.

use super::{
    All, Stop,
    intake::{Found, Head, Intake, Sourced},
    report::Report,
};
use crate::{
    base::Id,
    model::plan::{Kind, Link, NewAppointment, NewDayNote, NewEncounter, NewFollow, NewKept, NewPatient, NewRole, Remark, Why},
    model::{
        Appointment, Communication, Duty, Encounter, Kept, Patient, Practitioner, Reason, Record, Refusal, Slot, Task, identity,
        record::Packed,
    },
    store::{self, Db, appointments, communications, kept, patients, practitioners, slots, tasks},
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, hash_map::Entry};

/// Before the id of a number in a record's source.
const NUMBER: &str = "number";

/// Records by the number that their sources counted them by.
pub type Counted = HashMap<Id, BTreeSet<Id>>;

/// The numbers that a record was counted by.
fn numbers(source: &str) -> impl Iterator<Item = Id> {
    source.split_whitespace().filter_map(|w| w.strip_prefix(NUMBER)?.strip_prefix(':')?.parse().ok())
}

/// The source, with the number it was counted by.
pub fn with_number(source: String, number: Option<Id>) -> String {
    match number {
        Some(number) if !numbers(&source).any(|n| n == number) => format!("{source} {NUMBER}:{number}"),
        _ => source,
    }
}

/// Whether a word of a source is a number's.
pub fn is_number(word: &str) -> bool {
    word.split_once(':').is_some_and(|(name, _)| name == NUMBER)
}

/// What stands several times among the files of one import is judged like several times in one file: the last stands, one
/// before that says something else is named. What a row leaves out says nothing, so rows are laid over one another instead.
pub fn once_each<T: Says>(all: All<T>, report: &mut Report) -> All<T> {
    let mut last: HashMap<Id, usize> = HashMap::new();
    let whole = |(_, (head, _)): &(usize, &(Head, T))| !head.partial;
    let several = all.iter().enumerate().filter(whole).filter_map(|(i, (head, _))| last.insert(head.id, i)).count() > 0;
    if !several {
        return all;
    }
    let out = |i: usize, (head, new): &(Head, T)| {
        let (other, said) = last.get(&head.id).filter(|last| !head.partial && **last != i).map(|i| &all[*i])?;
        (other.digest != head.digest && !said.same(new)).then_some(i)
    };
    let out: HashSet<usize> = all.iter().enumerate().filter_map(|(i, one)| out(i, one)).collect();
    let mut once = Vec::with_capacity(all.len());
    for (i, (head, new)) in all.into_iter().enumerate() {
        if out.contains(&i) {
            report.files[head.file].reject(&head.kind, head.line, Why::Twice);
        } else {
            once.push((head, new));
        }
    }
    once
}

/// Whether a record says the same as another, where their files differ in what is not read.
pub trait Says {
    fn same(&self, _: &Self) -> bool {
        false
    }
}

impl Says for Practitioner {
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Says for Box<NewPatient> {
    fn same(&self, other: &Self) -> bool {
        self.record.text() == other.record.text() && self.follows == other.follows && self.replaced_by == other.replaced_by
    }
}

impl Says for NewRole {}
impl Says for Reason {}
impl Says for (Slot, Link) {}
impl Says for (Duty, Link) {}
impl Says for NewAppointment {}
impl Says for NewDayNote {}
impl Says for NewEncounter {}
impl Says for NewFollow {}
impl Says for NewKept {}

impl Intake<'_, '_> {
    /// Who was here before and bears the number, or has it as an id since before contents made ids.
    fn counted_before(&mut self, kind: Kind, number: Id) -> Result<BTreeSet<Id>, Stop> {
        let db = self.tx.db();
        if let Entry::Vacant(place) = self.counted_before.entry(kind) {
            let mut all = Counted::new();
            let mut note = |id: Id, source: &str| {
                for number in numbers(source) {
                    all.entry(number).or_default().insert(id);
                }
            };
            match kind {
                Kind::Patient => patients::each(&db, |p| note(p.id, &p.source))?,
                Kind::Practitioner => practitioners::all(&db)?.iter().for_each(|p| note(p.id, &p.source)),
                Kind::Appointment => appointments::all(&db)?.iter().for_each(|a| note(a.id, &a.source)),
                _ => {}
            }
            place.insert(all);
        }
        let mut all = self.counted_before.get(&kind).and_then(|all| all.get(&number)).cloned().unwrap_or_default();
        if db.has(super::intake::table(kind), number)? {
            all.insert(number);
        }
        Ok(all)
    }

    /// Notes whom a number means in this import.
    fn note_number(&mut self, kind: Kind, head: &Head, number: Id, id: Id) {
        self.counted.entry((kind, number)).or_default().insert(id);
        if head.own != id {
            self.instead.insert(head.own, id);
        }
    }

    /// Who bears a number to which a reference leads: those of this import first. None where it is no number.
    pub fn by_number(&mut self, kind: Kind, number: Id) -> Result<Option<Found>, Stop> {
        let mut all = self.counted.get(&(kind, number)).cloned().unwrap_or_default();
        if all.is_empty() && matches!(kind, Kind::Patient | Kind::Practitioner | Kind::Appointment) {
            all = self.counted_before(kind, number)?;
        }
        if all.is_empty() && kind == Kind::Role {
            let of = |p: &Id| {
                self.role_of
                    .get(&identity::of_whose("practitionerrole", number, *p))
                    .or(self.role_of.get(&identity::of_whose("schedule", number, *p)))
            };
            all = self.role_of.values().collect::<HashSet<_>>().into_iter().filter_map(|p| of(p).copied()).collect();
        }
        let mut all = all.into_iter();
        Ok(match (all.next(), all.next()) {
            (None, _) => None,
            (Some(only), None) => Some(Found::At(only)),
            _ => Some(Found::Several),
        })
    }

    fn remark(&mut self, head: &Head, key: &'static str) {
        self.report.files[head.file].remarks.push(Remark { line: head.line, said: Refusal::new(key) });
    }

    /// The patient that a number means: the one of that name and birth date, or the only one of that number whom neither
    /// contradicts. `before` are those of this import with the same number.
    pub fn counted_patient(&mut self, head: &Head, number: Id, new: &Packed<Patient>, before: &[(Id, Patient)]) -> Result<Id, Stop> {
        let own = new.id();
        let mut id = own;
        if !before.iter().any(|(id, _)| *id == own) && !self.tx.db().has(Patient::KIND, own)? {
            let who = new.open().ok_or(store::Error::Record { kind: Patient::KIND })?;
            let mut bear: BTreeMap<Id, Vec<Patient>> = BTreeMap::new();
            before.iter().for_each(|(id, p)| bear.entry(*id).or_default().push(p.clone()));
            if self.anybody_here(Kind::Patient)? {
                for id in self.counted_before(Kind::Patient, number)? {
                    bear.entry(id).or_default().extend(patients::get(&self.tx.db(), id)?);
                }
            }
            let fit: Vec<Id> = bear
                .iter()
                .filter(|(_, all)| !all.is_empty() && !all.iter().any(|p| identity::contradict(p, &who)))
                .map(|(id, _)| *id)
                .collect();
            match fit.as_slice() {
                [only] => id = *only,
                _ if bear.is_empty() => {}
                _ => self.remark(head, "import-remark-counted-patient"),
            }
        }
        self.note_number(Kind::Patient, head, number, id);
        Ok(id)
    }

    /// Whether there is anybody of a kind: else nobody has to be asked for.
    fn anybody_here(&self, kind: Kind) -> Result<bool, Stop> {
        Ok(self.tx.db().any(super::intake::table(kind))?)
    }

    /// As [`Intake::counted_patient`], of a practitioner, who is known by a name alone.
    pub fn counted_practitioner(&mut self, head: &mut Head, new: &mut Practitioner) -> Result<(), Stop> {
        let Some(number) = head.number else { return Ok(()) };
        if !self.tx.db().has(Practitioner::KIND, new.id)? {
            let mut bear = self.counted.get(&(Kind::Practitioner, number)).cloned().unwrap_or_default();
            bear.extend(self.counted_before(Kind::Practitioner, number)?);
            let mut fit = vec![];
            for id in &bear {
                let old = practitioners::get(&self.tx.db(), *id)?;
                fit.extend(old.filter(|old| !identity::contradict_in_name(old, new)).map(|old| old.id));
            }
            match fit.as_slice() {
                [only] => new.id = *only,
                _ if bear.is_empty() => {}
                _ => self.remark(head, "import-remark-counted-practitioner"),
            }
        }
        head.id = new.id;
        self.note_number(Kind::Practitioner, head, number, new.id);
        Ok(())
    }

    /// The same of visits: one for another patient, or without one for another practitioner, is another visit.
    pub fn counted_visits(&mut self, all: &mut All<NewAppointment>) -> Result<(), Stop> {
        let mut beside: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
        for (head, new) in all {
            let Some(number) = head.number else { continue };
            let patient = self.at(new.patient.as_ref())?;
            let practitioner = self.at(Some(&new.practitioner))?;
            let own = identity::of_whose(
                Appointment::KIND,
                number,
                patient.or(practitioner).unwrap_or_else(|| Id::derived("content", &head.digest)),
            );
            let mut id = own;
            if !self.tx.db().has(Appointment::KIND, own)? && self.anybody_here(Kind::Appointment)? {
                let bear = self.counted_before(Kind::Appointment, number)?;
                let same = |old: &Appointment| match (old.patient, patient) {
                    (Some(old), Some(new)) => old == new,
                    _ => Some(old.practitioner) == practitioner,
                };
                let mut fit = vec![];
                for id in &bear {
                    fit.extend(appointments::get(&self.tx.db(), *id)?.filter(same).map(|old| old.id));
                }
                match fit.as_slice() {
                    [only] => id = *only,
                    _ if bear.is_empty() => {}
                    _ => beside.entry(head.file).or_insert((head.line, 0)).1 += 1,
                }
            }
            (head.id, new.record.id) = (id, id);
            self.note_number(Kind::Appointment, head, number, id);
        }
        for (file, (line, n)) in beside {
            let said = Refusal::new("import-remark-counted-visits").with("n", n);
            self.report.files[file].remarks.push(Remark { line, said });
        }
        Ok(())
    }

    pub fn counted_encounters(&mut self, all: &mut All<NewEncounter>) -> Result<(), Stop> {
        for (head, new) in all {
            let patient = self.at(new.patient.as_ref())?;
            let whose = if patient.is_some() { patient } else { self.at(new.appointment.as_ref())? };
            let before = |db: &Db, id| Ok(Encounter::get(db, id)?.is_some_and(|old| old.patient == patient));
            new.record.id = self.counted_of(head, Kind::Encounter, Encounter::KIND, whose, before)?;
        }
        Ok(())
    }

    pub fn counted_slots(&mut self, all: &mut All<(Slot, Link)>) -> Result<(), Stop> {
        for (head, (slot, schedule)) in all {
            let whose = self.at(Some(schedule))?;
            let before = |db: &Db, id| Ok(slots::get(db, id)?.is_some_and(|old| Some(old.practitioner) == whose));
            slot.id = self.counted_of(head, Kind::Kept, Slot::KIND, whose, before)?;
        }
        Ok(())
    }

    /// What is about a patient, of whatever type.
    pub fn counted_about(&mut self, head: &mut Head, patient: Option<&Link>) -> Result<Id, Stop> {
        let whose = self.at(patient)?;
        let before = |db: &Db, id| {
            let patients = [
                kept::get(db, id)?.map(|old: Kept| old.patient),
                tasks::get(db, id)?.map(|old: Task| old.patient),
                communications::get(db, id)?.map(|old: Communication| old.patient),
            ];
            Ok(patients.into_iter().flatten().any(|old| old == whose))
        };
        let kind = head.kind.clone();
        self.counted_of(head, Kind::Kept, &kind, whose, before)
    }

    /// The id of what belongs to somebody. One from before contents made ids stays what it is.
    fn counted_of(
        &mut self,
        head: &mut Head,
        kind: Kind,
        name: &str,
        whose: Option<Id>,
        before: impl Fn(&Db, Id) -> store::Result<bool>,
    ) -> Result<Id, Stop> {
        let Some(number) = head.number else { return Ok(head.id) };
        // What is nobody's is told from another by what it says.
        let own = identity::of_whose(name, number, whose.unwrap_or_else(|| Id::derived("content", &head.digest)));
        head.id = if self.tx.knows(number)? && !self.tx.knows(own)? && before(&self.tx.db(), number)? { number } else { own };
        self.note_number(kind, head, number, head.id);
        Ok(head.id)
    }

    fn at(&mut self, link: Option<&Link>) -> Result<Option<Id>, Stop> {
        let Some(link) = link else { return Ok(None) };
        Ok(match self.find(link)? {
            Found::At(id) => Some(id),
            _ => None,
        })
    }

    /// The numbers that stand several times among these.
    pub fn shared_numbers(all: &All<Box<NewPatient>>) -> HashSet<Id> {
        let (mut seen, mut shared) = (HashSet::new(), HashSet::new());
        shared.extend(all.iter().filter_map(|(head, _)| head.number).filter(|n| !seen.insert(*n)));
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_remembers_each_number_once() {
        let (one, two) = (Id::from_u128(1), Id::from_u128(2));
        let source = with_number("abc".into(), Some(one));
        assert_eq!(with_number(source.clone(), Some(one)), source);
        let both = with_number(source, Some(two));
        assert_eq!(numbers(&both).collect::<Vec<_>>(), [one, two]);
        assert!(both.split_whitespace().filter(|w| is_number(w)).count() == 2 && !is_number("abc"));
    }
}
