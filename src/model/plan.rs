//! What a file of others would put in. Reading makes a plan (`exchange`) and touches nothing; carrying it out is an
//! act like any other (`actions::import`).

mod why;

use super::Refusal;
use super::{
    Appointment, Communication, DayNote, Duty, Encounter, Keepsake, Kept, Patient, Practitioner, Reason, Recall, RecallKind, Slot, Task,
    practitioner::{Absence, Block},
    record::Packed,
};
use crate::base::Id;
use std::collections::{BTreeMap, BTreeSet};
pub use why::Why;

/// What a file would put in, as far as the file alone can tell.
#[derive(Debug, Default)]
pub struct Plan {
    pub format: &'static str,
    pub records: Vec<Incoming>,
    /// How many records of each kind were read, those rejected included.
    pub read: BTreeMap<String, u64>,
    /// How many of them stand in the file a second time, saying the same.
    pub repeated: BTreeMap<String, u64>,
    /// Record types that are not for a front desk, or unknown, and how many of each.
    pub left_alone: BTreeMap<String, u64>,
    pub rejected: Vec<Rejected>,
    /// What went in otherwise than it stands in the file, in words: a series that never ends, say.
    pub remarks: Vec<Remark>,
    /// Columns of a table that were not read.
    pub left_out: Vec<LeftOut>,
    /// Whose reading failed: what refers to them is rejected for that reason.
    pub refused: BTreeSet<(Kind, Id)>,
}

/// A record that does not go in.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejected {
    pub kind: String,
    /// Where it starts in the file, from 1.
    pub line: u64,
    pub why: Why,
}

/// Something to know of a record that does go in.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    pub line: u64,
    pub said: Refusal,
}

/// A column of a table that does not go in.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// Counted from 1.
    pub number: u64,
    /// As the table names it; empty where it does not.
    pub name: String,
    /// In how many rows something stands in it.
    pub cells: u64,
}

/// One record on its way in.
#[derive(Debug)]
pub struct Incoming {
    /// The kind it is counted under in the report.
    pub kind: String,
    pub line: u64,
    pub id: Id,
    /// Digest of the record as it stands in the file.
    pub digest: String,
    /// Written by Genki: it says all there is, our own fields included.
    pub ours: bool,
    /// The id of the number alone by which a source that merely counts knows it: any other source counts from 1 as well, so
    /// that `id` says more than the number.
    pub number: Option<Id>,
    /// It holds a part of what is known of somebody: what it leaves out says nothing.
    pub partial: bool,
    /// Known by name and birth date alone: whoever bears them here already is meant.
    pub namesake: bool,
    pub noun: Noun,
}

/// The system of an identifier that is no number but a folded name, where a file names people and nothing else.
pub const BY_NAME: &str = "urn:genki:name";

/// What a link may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Patient,
    Practitioner,
    /// A role or a diary of a practitioner; it stands for that practitioner.
    Role,
    Reason,
    Appointment,
    Encounter,
    Kept,
}

/// Where a reference may lead: the first of these that is known holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Link {
    pub to: Vec<(Kind, Id)>,
    /// Somebody with this identifier (system, value), where none of the ids is known.
    pub identifier: Option<(String, String)>,
}

/// A record with the references it came with; ids in it are set when they are known to lead somewhere.
#[derive(Debug)]
pub enum Noun {
    Practitioner(Box<Practitioner>),
    Patient(Box<NewPatient>),
    /// What a role says of a practitioner's hours. A diary (FHIR: Schedule) says nothing but that there is one.
    Role(Box<NewRole>),
    Reason(Reason),
    Slot(Box<Slot>, Link),
    Appointment(Box<NewAppointment>),
    DayNote(Box<NewDayNote>),
    Duty(Duty, Link),
    Encounter(Box<NewEncounter>),
    Follow(Box<NewFollow>),
    Kept(Box<NewKept>),
}

#[derive(Debug)]
pub struct NewPatient {
    /// Packed: of patients there may be very many.
    pub record: Packed<Patient>,
    /// Who follows the patient: where the reference leads, and the name it gives.
    pub follows: Vec<(Option<Link>, String)>,
    pub replaced_by: Option<Link>,
}

#[derive(Debug)]
pub struct NewRole {
    pub practitioner: Link,
    pub diary: bool,
    pub hours: Vec<Block>,
    pub absences: Vec<Absence>,
    /// The days on which the whole practice is closed, as our own exports say it.
    pub closed: Vec<Absence>,
    pub speciality: String,
}

#[derive(Debug)]
pub struct NewAppointment {
    pub record: Appointment,
    pub patient: Option<Link>,
    pub practitioner: Link,
    pub reason: Option<Link>,
    /// The reason's name: one of the practice's own, or to be made.
    pub reason_name: String,
    /// Words that may name the practitioner, where no reference does: a calendar's name, its owner, the file's name.
    pub named: Vec<String>,
    /// The fields that the file can know of; a visit that is here already keeps all others. None: it knows all.
    pub speaks_of: &'static [&'static str],
}

#[derive(Debug)]
pub struct NewDayNote {
    pub record: DayNote,
    pub practitioner: Option<Link>,
    /// As [`NewAppointment::named`]; a note that names nobody is for everybody.
    pub named: Vec<String>,
    /// Of a calendar, which may be one practitioner's.
    pub of_calendar: bool,
}

#[derive(Debug)]
pub struct NewEncounter {
    pub record: Encounter,
    /// None where only the appointment says who it is.
    pub patient: Option<Link>,
    pub practitioner: Option<Link>,
    pub appointment: Option<Link>,
}

#[derive(Debug)]
pub struct NewKept {
    pub record: Kept,
    pub patient: Option<Link>,
    /// Every reference in the resource that may lead somewhere here, as it is written there.
    pub links: BTreeMap<String, Link>,
    /// References into the file that lead to what is left alone, and a name to show instead, if it has one.
    pub loose: BTreeMap<String, String>,
}

/// A call, a follow-up, a recall, or what is kept in mind of somebody.
#[derive(Debug)]
pub struct NewFollow {
    pub record: Follow,
    pub patient: Option<Link>,
    /// Another program's, as it is kept where it is not the front desk's. None: Genki wrote it.
    pub kept: Option<Box<NewKept>>,
    /// Of another program's: whether it is the front desk's beyond doubt.
    pub clear: bool,
}

#[derive(Debug)]
pub enum Follow {
    Call(Communication),
    Task(Task),
    Recall(Recall),
    RecallKind(RecallKind),
    Keepsake(Keepsake),
}
