//! The day of everybody, kept up to date commit by commit: one arrival asks for one visit, not for three hundred.

use super::{DayOf, DayWith, Place, VisitOf, VisitToday, current, frame, is_shown, place, waiting};
use crate::{
    base::{Id, Shared, clock::minute},
    model::{
        Appointment, Duty, Encounter, Patient, Practitioner, Reason,
        flow::{self, Pace},
        transition::EncounterStatus,
    },
    store::{Db, Topic, appointments, encounters, error::Result, patients, practice, practitioners, reasons, slots, tempo},
};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// Everybody's day, or one practitioner's, with all that was read to make it.
pub struct Board {
    zone: Tz,
    date: NaiveDate,
    only: Option<Id>,
    reasons: BTreeMap<Id, Shared<Reason>>,
    sheets: Vec<Sheet>,
    days: Vec<DayOf>,
}

/// What is known of one practitioner's day.
struct Sheet {
    practitioner: Practitioner,
    duty: Option<Duty>,
    /// The day without its visits.
    frame: flow::Day,
    paces: BTreeMap<Option<Id>, Pace>,
    /// By id, each with its place in the log.
    visits: BTreeMap<Id, (u64, VisitToday)>,
    /// Something of it is another than when it was projected last.
    touched: bool,
}

/// What commits touched whose records the board need not read all again.
const LOOKED_AT: [Topic; 3] = ["appointment", "encounter", "patient"];
/// What it does not show.
const PASSED_OVER: [Topic; 12] = ["act", "apart", "ask", "daynote", "grant", "kept", "local", "note", "person", "result", "sealed", "seen"];

impl Board {
    pub fn read(db: &Db, now: NaiveDateTime, date: NaiveDate, only: Option<Id>) -> Result<Self> {
        let practice = practice::get(db)?;
        let zone = practice.tz();
        let who = match only {
            Some(id) => practitioners::get(db, id)?.into_iter().collect(),
            None => practitioners::here(db)?,
        };
        let reasons = reasons::all(db)?.into_iter().map(|r| (r.id, Shared::new(r))).collect();
        let mut board = Board { zone, date, only, reasons, sheets: Vec::new(), days: Vec::new() };
        for practitioner in who {
            let duty = slots::duty(db, practitioner.id, date)?;
            let patience = Some(practice.late_after());
            let frame = flow::Day { patience, ..frame(db, zone, now, date, &practitioner, duty.as_ref())? };
            let paces = tempo::paces(db, practitioner.id)?;
            board.sheets.push(Sheet { practitioner, duty, frame, paces, visits: BTreeMap::new(), touched: false });
        }
        let mut here: BTreeMap<Id, Encounter> = BTreeMap::new();
        for encounter in encounters::between(db, date, date)? {
            if let Some(id) = encounter.appointment {
                here.entry(id).or_insert(encounter);
            }
        }
        let people = patients::of_days(db, date, date)?;
        for appointment in appointments::between(db, date, date)? {
            let encounter = here.remove(&appointment.id);
            let patient = appointment.patient.and_then(|p| people.get(&p).cloned());
            board.take(db, appointment, encounter, patient)?;
        }
        board.days = board.sheets.iter().map(|sheet| sheet.day(zone, date, now, &[])).collect();
        Ok(board)
    }

    pub fn days(&self) -> &[DayOf] {
        &self.days
    }

    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// Takes up what a commit touched; none are too many to be looked at one by one.
    pub fn take_up(&mut self, db: &Db, now: NaiveDateTime, touched: Option<&BTreeSet<(Topic, Id)>>) -> Result<()> {
        let few = touched.filter(|all| all.iter().all(|(topic, _)| LOOKED_AT.contains(topic) || PASSED_OVER.contains(topic)));
        let Some(few) = few else {
            *self = Board::read(db, now, self.date, self.only)?;
            return Ok(());
        };
        let mut visits = BTreeSet::new();
        let people: BTreeSet<Id> = few.iter().filter(|(topic, _)| *topic == "patient").map(|(_, id)| *id).collect();
        for (topic, id) in few {
            match *topic {
                "appointment" => visits.extend([*id]),
                "encounter" => visits.extend(encounters::get(db, *id)?.and_then(|e| e.appointment).or_else(|| self.holds(*id))),
                "patient" => visits.extend(self.of_patient(*id)),
                _ => {}
            }
        }
        for id in visits {
            self.look_again(db, id, &people)?;
        }
        self.go_on(now);
        Ok(())
    }

    /// Projects again, from what is known: of those days alone in which something or the hour is another.
    pub fn go_on(&mut self, now: NaiveDateTime) {
        let (zone, date) = (self.zone, self.date);
        let again = |(sheet, old): (&mut Sheet, &DayOf)| {
            if !std::mem::take(&mut sheet.touched) && old.now == now {
                return old.clone();
            }
            let new = sheet.day(zone, date, now, &old.visits);
            if new == *old { old.clone() } else { new }
        };
        self.days = self.sheets.iter_mut().zip(&self.days).map(again).collect();
    }

    /// The visit that holds this encounter.
    fn holds(&self, encounter: Id) -> Option<Id> {
        let visits = self.sheets.iter().flat_map(|s| s.visits.values());
        visits.filter(|(_, v)| v.encounter.as_ref().is_some_and(|e| e.id == encounter)).map(|(_, v)| v.id()).next()
    }

    fn of_patient(&self, patient: Id) -> Vec<Id> {
        let visits = self.sheets.iter().flat_map(|s| s.visits.values());
        visits.filter(|(_, v)| v.appointment.patient == Some(patient)).map(|(_, v)| v.id()).collect()
    }

    /// Reads a visit anew; its patient only where it is another one, or one of `people`.
    fn look_again(&mut self, db: &Db, id: Id, people: &BTreeSet<Id>) -> Result<()> {
        let (mut was_finished, mut known) = (false, None);
        for sheet in &mut self.sheets {
            if let Some((_, was)) = sheet.visits.remove(&id) {
                sheet.touched = true;
                was_finished |= finished(was.encounter.as_deref());
                known = was.patient.clone();
            }
        }
        let Some(appointment) = appointments::get(db, id)? else { return Ok(()) };
        let encounter = encounters::of_appointment(db, id)?;
        // A visit that was or is finished may teach another pace.
        if was_finished || finished(encounter.as_ref()) {
            for sheet in &mut self.sheets {
                sheet.paces = tempo::paces(db, sheet.practitioner.id)?;
                sheet.touched = true;
            }
        }
        if appointment.start.date() == self.date {
            let known = known.filter(|p| appointment.patient == Some(p.id) && !people.contains(&p.id));
            let patient = match known {
                Some(known) => Some(known),
                None => appointment.patient.map(|p| patients::get(db, p)).transpose()?.flatten().map(Shared::new),
            };
            self.take(db, appointment, encounter, patient)?;
        }
        Ok(())
    }

    /// Puts a visit where it belongs.
    fn take(&mut self, db: &Db, appointment: Appointment, encounter: Option<Encounter>, patient: Option<Shared<Patient>>) -> Result<()> {
        let Some(sheet) = self.sheets.iter_mut().find(|s| s.practitioner.id == appointment.practitioner) else { return Ok(()) };
        if !is_shown(appointment.status) {
            return Ok(());
        }
        let visit = VisitOf {
            place: place(&appointment, encounter.as_ref()),
            reason: appointment.reason.and_then(|r| self.reasons.get(&r).cloned()),
            encounter: encounter.map(Shared::new),
            patient,
            projected: None,
            appointment: Shared::new(appointment),
        };
        let order = appointments::log_order(db, visit.appointment.id)?;
        sheet.visits.insert(visit.appointment.id, (order, Shared::new(visit)));
        sheet.touched = true;
        Ok(())
    }
}

fn finished(encounter: Option<&Encounter>) -> bool {
    encounter.is_some_and(|e| e.status == EncounterStatus::Finished)
}

impl Sheet {
    /// The day as it will probably go. Visits of which nothing changed stay the ones that they were.
    fn day(&self, zone: Tz, date: NaiveDate, now: NaiveDateTime, before: &[VisitToday]) -> DayOf {
        let day = self.flow(zone, now);
        let projection = flow::project(&day);
        let place_in_run: BTreeMap<Id, usize> =
            projection.run.iter().map(|p| p.id).chain(projection.late.iter().copied()).enumerate().map(|(i, id)| (id, i)).collect();
        let before: BTreeMap<Id, &VisitToday> = before.iter().map(|v| (v.id(), v)).collect();
        let late: BTreeSet<Id> = projection.late.iter().copied().collect();
        let runs = projection.run.len();
        let mut visits: Vec<VisitToday> = Vec::with_capacity(self.visits.len());
        for (id, (_, visit)) in &self.visits {
            let at = place_in_run.get(id).filter(|at| **at < runs);
            let projected = at.map(|at| &projection.run[*at]);
            let place = if visit.place == Place::Run && late.contains(id) { Place::Late } else { visit.place };
            let same = before.get(id).filter(|old| old.place == place && old.projected.as_ref() == projected && same_parts(old, visit));
            visits.push(match same {
                Some(old) => (*old).clone(),
                None => Shared::new(VisitOf { place, projected: projected.cloned(), ..VisitOf::clone(visit) }),
            });
        }
        let position = |id: Id| place_in_run.get(&id).copied().unwrap_or(usize::MAX);
        visits.sort_by_key(|v| (v.place, position(v.id()), v.appointment.start, v.id()));
        let (practitioner, duty) = (self.practitioner.clone(), self.duty.clone());
        Shared::new(DayWith { practitioner, date, now, zone, duty, day, projection, visits })
    }

    fn flow(&self, zone: Tz, now: NaiveDateTime) -> flow::Day {
        let now = minute(now, zone);
        let pace = |v: &VisitToday| match v.appointment.is_urgent() {
            true => Pace::EXACT,
            false => self.paces.get(&v.appointment.reason).copied().unwrap_or_default(),
        };
        let visits = || self.visits.values();
        let in_room =
            visits().map(|(_, v)| v).filter(|v| v.place == Place::In).max_by_key(|v| v.encounter.as_ref().and_then(|e| e.started));
        flow::Day {
            now,
            current: in_room.map(|v| current(v, zone, now, pace(v))),
            visits: visits().filter(|(_, v)| v.place == Place::Run).map(|(seq, v)| waiting(v, zone, *seq, pace(v))).collect(),
            ..self.frame.clone()
        }
    }
}

fn same_parts(a: &VisitOf, b: &VisitOf) -> bool {
    a.appointment == b.appointment && a.encounter == b.encounter && a.patient == b.patient && a.reason == b.reason
}
