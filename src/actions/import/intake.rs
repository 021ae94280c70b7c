//! The state of one import: who is known by now, and what one record does.

use super::{
    Failed, Stop,
    identity::{Counted, is_number, with_number},
    partial,
    report::{Outcome, Report},
};
use crate::{
    base::Id,
    model::plan::{Kind, Link, NewAppointment, NewPatient, Remark, Why},
    model::{
        Appointment, Communication, DayNote, Encounter, Keepsake, Kept, Patient, Practitioner, Reason, Recall, RecallKind, Record, Refusal,
        Slot, Task, record::clean,
    },
    store::{
        self, Db, Tx, appointments, communications, day_notes, encounters, keepsakes, kept, patients, practitioners, reasons, recalls,
        slots, tasks,
    },
};
use chrono::NaiveDateTime;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::ControlFlow,
};

/// Where a record stood, and what is known of it before it is looked at.
pub struct Head {
    pub file: usize,
    pub kind: String,
    pub line: u64,
    /// What it is known by here.
    pub id: Id,
    /// What it is known by in its file.
    pub own: Id,
    pub digest: String,
    pub ours: bool,
    /// The id of the number that its source counted it by.
    pub number: Option<Id>,
    pub partial: bool,
    pub namesake: bool,
}

/// Where a link leads, by now.
pub enum Found {
    At(Id),
    Refused,
    /// To a number that several bear.
    Several,
    Nothing,
}

/// People by folded name and birth date.
pub type Bearers = HashMap<String, BTreeMap<String, Vec<Id>>>;

pub struct Intake<'a, 't> {
    pub tx: &'a mut Tx<'t>,
    pub now: NaiveDateTime,
    pub report: Report,
    /// What went in, or was seen to be there.
    pub known: HashSet<(Kind, Id)>,
    pub refused: HashSet<(Kind, Id)>,
    /// Whom numbers mean in this import, and what was here before under them; read when the first is asked for.
    pub counted: HashMap<(Kind, Id), BTreeSet<Id>>,
    pub counted_before: HashMap<Kind, Counted>,
    /// Roles and diaries, and whose they are.
    pub role_of: HashMap<Id, Id>,
    /// Practitioners by identifier; none where several share one.
    pub numbers: HashMap<(String, String), Option<Id>>,
    /// Records that went into one which was here already: an encounter into that of its appointment, somebody known by
    /// name into who bears it.
    pub instead: HashMap<Id, Id>,
    /// Encounters of here that one of the files went into.
    pub taken: HashSet<Id>,
    /// Everybody by folded name, each with the birth date; read when the first name is asked for.
    pub bearers: Option<Bearers>,
    /// Practitioners whose day is known to be kept here.
    pub here: HashSet<Id>,
    /// Reasons by folded name, and the lengths with which new names come.
    pub reasons: HashMap<String, Id>,
    pub lengths: HashMap<String, BTreeMap<u32, u64>>,
    /// Appointments whose presence a file of others speaks of.
    pub touched: BTreeSet<Id>,
    progress: &'a dyn Fn(u64, u64) -> ControlFlow<()>,
    done: u64,
    total: u64,
}

impl<'a, 't> Intake<'a, 't> {
    pub fn new(
        tx: &'a mut Tx<'t>,
        now: NaiveDateTime,
        total: u64,
        progress: &'a dyn Fn(u64, u64) -> ControlFlow<()>,
    ) -> Result<Self, Stop> {
        let mut intake = Intake {
            tx,
            now,
            report: Report::default(),
            known: HashSet::new(),
            refused: HashSet::new(),
            counted: HashMap::new(),
            counted_before: HashMap::new(),
            role_of: HashMap::new(),
            numbers: HashMap::new(),
            instead: HashMap::new(),
            taken: HashSet::new(),
            bearers: None,
            here: HashSet::new(),
            reasons: HashMap::new(),
            lengths: HashMap::new(),
            touched: BTreeSet::new(),
            progress,
            done: 0,
            total,
        };
        for p in practitioners::all(&intake.tx.db())? {
            intake.note_practitioner(&p);
        }
        for reason in reasons::all(&intake.tx.db())? {
            intake.note_reason(&reason);
        }
        Ok(intake)
    }

    /// Looks ahead at what records to come will be asked for before it is their turn.
    pub fn foresee(&mut self, patients: &[(Head, Box<NewPatient>)], appointments: &[(Head, NewAppointment)]) {
        self.known.extend(patients.iter().map(|(head, _)| (Kind::Patient, head.id)));
        for (_, new) in appointments.iter().filter(|(_, new)| !new.reason_name.is_empty() && new.record.minutes > 0) {
            let lengths = self.lengths.entry(crate::base::text::fold(&new.reason_name)).or_default();
            *lengths.entry(new.record.minutes).or_default() += 1;
        }
    }

    /// One more record is about to be done.
    pub fn tick(&mut self) -> Result<(), Stop> {
        let done = self.done;
        self.done += 1;
        if done.is_multiple_of(64) && (self.progress)(done, self.total).is_break() {
            return Err(Stop::Failed(Failed::Cancelled));
        }
        Ok(())
    }

    pub fn count(&mut self, head: &Head, outcome: Outcome) {
        if outcome == Outcome::Taken {
            for kind in [Kind::Patient, Kind::Practitioner, Kind::Reason, Kind::Appointment, Kind::Encounter, Kind::Kept] {
                self.refuse(head, kind);
            }
            self.report.files[head.file].reject(&head.kind, head.line, Why::OtherKind);
            return;
        }
        self.report.files[head.file].count(&head.kind, outcome);
    }

    pub fn reject(&mut self, head: &Head, kind: Kind, why: Why) {
        self.refuse(head, kind);
        self.report.files[head.file].reject(&head.kind, head.line, why);
    }

    fn refuse(&mut self, head: &Head, kind: Kind) {
        for id in [head.id, head.own] {
            self.known.remove(&(kind, id));
            self.refused.insert((kind, id));
        }
    }

    pub fn find(&mut self, link: &Link) -> Result<Found, Stop> {
        for &(kind, id) in &link.to {
            if kind == Kind::Role {
                if let Some(practitioner) = self.role_of.get(&id) {
                    return Ok(Found::At(*practitioner));
                }
            } else if self.known.contains(&(kind, id)) {
                return Ok(Found::At(self.instead.get(&id).copied().unwrap_or(id)));
            }
            match self.by_number(kind, id)? {
                Some(Found::At(id)) if !self.refused.contains(&(kind, id)) => return Ok(Found::At(id)),
                Some(Found::Several) => return Ok(Found::Several),
                _ => {}
            }
            let here = self.instead.get(&id).copied().unwrap_or(id);
            if kind != Kind::Role && self.has(kind, here)? {
                self.known.insert((kind, id));
                return Ok(Found::At(here));
            }
        }
        if let Some(id) = link.identifier.as_ref().and_then(|key| self.numbers.get(key).copied().flatten()) {
            return Ok(Found::At(id));
        }
        Ok(if link.to.iter().any(|to| self.refused.contains(to)) { Found::Refused } else { Found::Nothing })
    }

    fn has(&self, kind: Kind, id: Id) -> Result<bool, Stop> {
        let db = self.tx.db();
        if db.has(table(kind), id)? {
            return Ok(true);
        }
        let followed = [Communication::KIND, Task::KIND].into_iter().filter(|_| kind == Kind::Kept);
        for kind in followed {
            if db.has(kind, id)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The id that a link has to lead to, or why the record cannot go in.
    pub fn need(&mut self, link: &Link, what: &'static str) -> Result<Result<Id, Why>, Stop> {
        Ok(match self.find(link)? {
            Found::At(id) => Ok(id),
            Found::Refused => Err(Why::Refused(what)),
            Found::Several => Err(Why::Counted(what)),
            Found::Nothing => Err(Why::Unknown(what)),
        })
    }

    /// Puts one record in, unless it is known from this very source, and says what that did.
    pub fn take<R: Sourced>(&mut self, head: &Head, record: R) -> Result<Outcome, Stop> {
        if !self.tx.knows(record.id())? {
            return self.take_new(head, record);
        }
        self.take_again(head, record)
    }

    /// As [`Intake::take`], of a record of which nothing is known here.
    pub fn take_new<R: Sourced>(&mut self, head: &Head, mut record: R) -> Result<Outcome, Stop> {
        record.set_source(with_number(head.digest.clone(), head.number));
        self.tx.put_new(&record)?;
        Ok(Outcome::Added)
    }

    fn take_again<R: Sourced>(&mut self, head: &Head, mut record: R) -> Result<Outcome, Stop> {
        let Some(old) = R::get(&self.tx.db(), record.id())? else {
            if self.tx.is_taken(R::KIND, record.id())? {
                return Ok(Outcome::Taken);
            }
            record.set_source(with_number(head.digest.clone(), head.number));
            self.tx.put(&record)?;
            return Ok(Outcome::Added);
        };
        if digests(old.source()).any(|d| d == head.digest) {
            return Ok(Outcome::Unchanged);
        }
        let (mut before, mut after) = (old.fields(), record.fields());
        before.remove("source");
        let stays = |name: &&&str| R::ELSEWHERE.contains(name) || !head.ours && R::LOCAL.contains(name);
        for name in R::LOCAL.iter().chain(R::ELSEWHERE).filter(stays) {
            if let Some(value) = before.get(*name).filter(|_| !after.contains_key(*name)) {
                after.insert(name.to_string(), value.clone());
            }
        }
        if head.partial {
            partial::complete(&before, &mut after, R::LOCAL);
        }
        clean::fields(&mut after);
        // What was said yes to and is no longer is changed, not emptied.
        let lost = |(name, value): &(&String, &Value)| !after.contains_key(*name) && !value.is_boolean();
        let emptied: Vec<&str> = before.iter().filter(lost).map(|(name, _)| name.as_str()).collect();
        if !emptied.is_empty() {
            let said = Refusal::new("import-remark-emptied").with("fields", emptied.join(", "));
            self.report.files[head.file].remarks.push(Remark { line: head.line, said });
        }
        let same = before == after;
        after.insert("source".into(), with_number(noted(old.source(), &head.digest, same), head.number).into());
        let record = R::from_fields(record.id(), &after).ok_or(store::Error::Record { kind: R::KIND })?;
        self.tx.put(&record)?;
        Ok(if same { Outcome::Unchanged } else { Outcome::Changed })
    }
}

pub fn table(kind: Kind) -> &'static str {
    match kind {
        Kind::Patient => Patient::KIND,
        Kind::Practitioner | Kind::Role => Practitioner::KIND,
        Kind::Reason => Reason::KIND,
        Kind::Appointment => Appointment::KIND,
        Kind::Encounter => Encounter::KIND,
        Kind::Kept => Kept::KIND,
    }
}

/// A record's source is words: digests of resources that said what the record says, and `role:digest` for each
/// role or diary that a practitioner's times came from.
pub fn digests(source: &str) -> impl Iterator<Item = &str> {
    source.split_whitespace().filter(|w| !w.contains(':'))
}

pub fn role_digests(source: &str) -> impl Iterator<Item = (Id, &str)> {
    source.split_whitespace().filter_map(|w| w.split_once(':')).filter_map(|(id, digest)| Some((id.parse().ok()?, digest)))
}

/// The source with one more digest. One that says something new replaces those before it.
fn noted(source: &str, digest: &str, same: bool) -> String {
    let before: Vec<&str> = digests(source).filter(|_| same).collect();
    let recent = before.len().saturating_sub(7);
    let roles = source.split_whitespace().filter(|w| w.contains(':'));
    before[recent..].iter().copied().chain([digest]).chain(roles).collect::<Vec<_>>().join(" ")
}

/// The source with the digests of roles in place of those before.
pub fn with_roles<'r>(source: &str, roles: impl Iterator<Item = (Id, &'r str)>) -> String {
    let mut words: Vec<String> = source.split_whitespace().map(str::to_string).collect();
    words.extend(roles.map(|(role, digest)| format!("{role}:{digest}")));
    // The last of each role counts.
    let mut known = HashSet::new();
    let mut last: Vec<bool> =
        words.iter().rev().map(|w| is_number(w) || w.split_once(':').is_none_or(|(role, _)| known.insert(role.to_string()))).collect();
    last.reverse();
    words.into_iter().zip(last).filter(|(_, last)| *last).map(|(word, _)| word).collect::<Vec<_>>().join(" ")
}

/// A noun that remembers what it was imported from.
pub trait Sourced: Record {
    /// Fields that only Genki knows.
    const LOCAL: &[&str];
    /// Fields that another resource speaks of.
    const ELSEWHERE: &[&str];
    fn get(db: &Db, id: Id) -> store::Result<Option<Self>>;
    fn source(&self) -> &str;
    fn set_source(&mut self, source: String);
}

macro_rules! sourced {
    ($type:ty, $get:path, $local:expr, $elsewhere:expr) => {
        impl Sourced for $type {
            const LOCAL: &[&str] = $local;
            const ELSEWHERE: &[&str] = $elsewhere;
            fn get(db: &Db, id: Id) -> store::Result<Option<Self>> {
                $get(db, id)
            }
            fn source(&self) -> &str {
                &self.source
            }
            fn set_source(&mut self, source: String) {
                self.source = source;
            }
        }
    };
}

sourced!(Patient, patients::get, &["address_as", "pronounce", "alert", "note", "do_not_contact", "flags", "merged_into", "aliases"], &[]);
sourced!(Practitioner, practitioners::get, &["changeover", "into_break", "prefix"], &["hours", "absences", "speciality"]);
sourced!(Reason, reasons::get, &["needs"], &[]);
sourced!(Slot, slots::get, &[], &[]);
sourced!(Appointment, appointments::get, &["phoned_eta", "promised_start", "do_not_move", "moved_on", "walk_in", "ready"], &[]);
sourced!(DayNote, day_notes::get, &["removed"], &[]);
sourced!(Encounter, encounters::get, &["arrived"], &[]);
sourced!(Kept, kept::get, &[], &[]);
sourced!(Communication, communications::get, &[], &[]);
sourced!(Task, tasks::get, &[], &[]);
sourced!(Recall, recalls::get, &[], &[]);
sourced!(RecallKind, recalls::kind, &[], &[]);
sourced!(Keepsake, keepsakes::get, &[], &[]);
