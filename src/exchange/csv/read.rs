//! From a table to a plan.

use super::{
    Field, Mapping, Table, calendar, look,
    row::{Genders, Reader, Who},
};
use crate::{
    base::Id,
    exchange::{How, Incoming, LeftOut, Noun, Plan, Rejected, Remark, Unreadable, Why, dates::Order},
    model::{Appointment, Patient, Record, identity},
};
use std::collections::HashMap;

/// Reads a table into patients, or into appointments and the patients they are for.
pub fn read(bytes: &[u8], how: &How) -> Result<Plan, Unreadable> {
    let table = look(bytes, &how.country)?;
    let mapping = table.mapping(how);
    if !mapping.says_who() {
        return Err(Unreadable::NoNames);
    }
    let reader = Reader { mapping: &mapping, how, orders: orders(&table, &mapping), genders: genders(&table, &mapping) };
    let mut all = Rows { kind: if mapping.is_diary() { Appointment::KIND } else { Patient::KIND }, ..Rows::default() };
    all.plan.left_out = left_out(&table, &mapping);
    let by_subject = !mapping.names();
    for (line, why) in &table.broken {
        all.reject(*line, *why);
    }
    for row in table.into_body(&mapping) {
        if by_subject {
            match calendar::event(&reader, &row) {
                Ok(new) => all.add(new),
                Err(why) => all.reject(row.line, why),
            }
            continue;
        }
        let done = reader.who(&row).and_then(|mut who| {
            let said = std::mem::take(&mut who.remarks);
            all.plan.remarks.extend(said.into_iter().map(|said| Remark { line: row.line, said }));
            let (id, number) = (who.patient.record.id(), who.number);
            match mapping.is_diary().then(|| reader.appointment(&row, id, number)).transpose()? {
                Some((visit, digest, number)) => {
                    all.person(row.line, who);
                    let (id, noun) = (visit.record.id, Noun::Appointment(Box::new(visit)));
                    all.add(Incoming { number, ..incoming(Appointment::KIND, row.line, id, digest, noun) });
                }
                None => all.add(patient(row.line, who)),
            }
            Ok(())
        });
        if let Err(why) = done {
            all.reject(row.line, why);
        }
    }
    all.plan.format = "csv";
    Ok(all.plan)
}

/// How each column of dates writes them; where a column does not tell, the other dates of the table may.
fn orders(table: &Table, mapping: &Mapping) -> HashMap<Field, Order> {
    let cells = |column: usize| table.body(mapping).iter().map(move |r| r.cell(column));
    let slashed = |cell: &&str| cell.len() < 20 && cell.matches('/').count() == 2;
    let elsewhere = || Order::told((0..table.width).flat_map(cells).filter(slashed));
    let order = |field: Field| {
        let column = mapping.columns.iter().position(|f| *f == field)?;
        Some((field, Order::told(cells(column)).or_else(elsewhere).unwrap_or_default()))
    };
    [Field::BirthDate, Field::Date].into_iter().filter_map(order).collect()
}

/// How the column of genders writes them: by the letters in it, and by whose table it is.
fn genders(table: &Table, mapping: &Mapping) -> Genders {
    let Some(column) = mapping.columns.iter().position(|f| *f == Field::Gender) else { return Genders::Usual };
    let headed = |name: &str| (0..table.width).any(|c| table.heading(c, mapping).is_some_and(|h| h.eq_ignore_ascii_case(name)));
    if headed("PatNum") || headed("WirelessPhone") {
        return Genders::OpenDental;
    }
    let has = |letter: &str| table.body(mapping).iter().any(|row| row.cell(column).eq_ignore_ascii_case(letter));
    if has("H") && has("M") && !has("F") { Genders::HombreMujer } else { Genders::Usual }
}

/// The columns that are not read, and in how many rows something stands there.
fn left_out(table: &Table, mapping: &Mapping) -> Vec<LeftOut> {
    let skipped = mapping.columns.iter().enumerate().filter(|(_, field)| !mapping.reads(**field));
    let cells = |column: usize| table.body(mapping).iter().filter(|row| !row.cell(column).is_empty()).count() as u64;
    let name = |column: usize| table.heading(column, mapping).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    skipped.map(|(column, _)| LeftOut { number: column as u64 + 1, name: name(column), cells: cells(column) }).collect()
}

fn incoming(kind: &str, line: u64, id: Id, digest: String, noun: Noun) -> Incoming {
    Incoming { kind: kind.into(), line, id, digest, ours: false, number: None, partial: true, namesake: false, noun }
}

fn patient(line: u64, who: Who) -> Incoming {
    let (id, noun) = (who.patient.record.id(), Noun::Patient(Box::new(who.patient)));
    Incoming { number: who.number, namesake: who.namesake, ..incoming(Patient::KIND, line, id, who.digest, noun) }
}

/// The plan as it grows row by row.
#[derive(Default)]
struct Rows {
    plan: Plan,
    /// What a row that is rejected would have been.
    kind: &'static str,
    at: HashMap<Id, usize>,
    /// Those that another program's number is known by.
    numbered: HashMap<Id, Vec<usize>>,
}

impl Rows {
    fn reject(&mut self, line: u64, why: Why) {
        *self.plan.read.entry(self.kind.into()).or_default() += 1;
        self.plan.rejected.push(Rejected { kind: self.kind.into(), line, why });
    }

    /// Adds the patient of an appointment, once for all of them.
    fn person(&mut self, line: u64, who: Who) {
        if !self.at.contains_key(&who.patient.record.id()) {
            self.add(patient(line, who));
        }
    }

    /// The row before that is of the same: by its id, or by a number where nothing says that it is somebody else's.
    fn before(&self, new: &Incoming) -> Option<usize> {
        let patient = |i: &Incoming| if let Noun::Patient(p) = &i.noun { p.record.open() } else { None };
        self.at.get(&new.id).copied().or_else(|| {
            let alike = self.numbered.get(&new.number?)?;
            let who = patient(new)?;
            alike.iter().copied().find(|i| patient(&self.plan.records[*i]).is_some_and(|other| !identity::contradict(&other, &who)))
        })
    }

    /// Adds a record; the later of two that differ stands, and the earlier one is named.
    fn add(&mut self, new: Incoming) {
        *self.plan.read.entry(new.kind.clone()).or_default() += 1;
        match self.before(&new) {
            None => {
                let i = self.plan.records.len();
                self.at.insert(new.id, i);
                if let Some(number) = new.number {
                    self.numbered.entry(number).or_default().push(i);
                }
                self.plan.records.push(new);
            }
            Some(i) if self.plan.records[i].digest == new.digest => *self.plan.repeated.entry(new.kind).or_default() += 1,
            Some(i) => {
                self.at.insert(new.id, i);
                let earlier = std::mem::replace(&mut self.plan.records[i], new);
                self.plan.rejected.push(Rejected { kind: earlier.kind, line: earlier.line, why: Why::Twice });
            }
        }
    }
}
