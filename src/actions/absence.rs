//! Who is away and when: absences, breaks and sessions of single days, days on which the practice is closed. And
//! what follows from them: the visits that have to go elsewhere.

use super::{booking, desk::Result, reception};
use crate::{
    base::Id,
    model::{Appointment, Practice, Practitioner, Refusal, Slot, displaced::Because, practitioner::Absence},
    store::{self, Tx, appointments, displaced, practitioners, slots},
};
use chrono::NaiveDateTime;

/// Enters that somebody is away.
pub fn enter(tx: &mut Tx, practitioner: Id, absence: &Absence) -> Result<()> {
    let who = who(tx, practitioner)?;
    let absences = with(&who.absences, absence)?;
    tx.set_subject(practitioner);
    tx.put(&Practitioner { absences, ..who })?;
    Ok(())
}

/// Takes an absence away.
pub fn remove(tx: &mut Tx, practitioner: Id, absence: &Absence) -> Result<()> {
    let who = who(tx, practitioner)?;
    let absences = without(&who.absences, absence)?;
    tx.set_subject(practitioner);
    tx.put(&Practitioner { absences, ..who })?;
    Ok(())
}

/// Closes the practice on days, those that it was closed on already passed over. Says how many are new.
pub fn close(tx: &mut Tx, days: &[Absence]) -> Result<usize> {
    let practice = store::practice::get(&tx.db())?;
    let mut closed = practice.closed.clone();
    for day in days {
        if !closed.iter().any(|c| (c.from, c.to) == (day.from, day.to)) {
            closed = with(&closed, day)?;
        }
    }
    let new = closed.len() - practice.closed.len();
    if new == 0 {
        return Err(Refusal::at("absence-known", "from").into());
    }
    tx.set_subject(practice.id);
    tx.put(&Practice { closed, ..practice })?;
    Ok(new)
}

/// Opens the practice again on days it was closed.
pub fn reopen(tx: &mut Tx, day: &Absence) -> Result<()> {
    let practice = store::practice::get(&tx.db())?;
    let closed = without(&practice.closed, day)?;
    tx.set_subject(practice.id);
    tx.put(&Practice { closed, ..practice })?;
    Ok(())
}

/// Enters a break, or a session beside the weekly hours.
pub fn enter_slot(tx: &mut Tx, slot: &Slot) -> Result<()> {
    who(tx, slot.practitioner)?;
    if slot.end <= slot.start {
        return Err(Refusal::at("absence-backwards", "to").into());
    }
    let same = |s: &Slot| (s.start, s.end, s.status) == (slot.start, slot.end, slot.status);
    if slots::between(&tx.db(), slot.practitioner, slot.start.date(), slot.start.date())?.iter().any(same) {
        return Err(Refusal::at("absence-known", "from").into());
    }
    tx.set_subject(slot.practitioner);
    tx.put(slot)?;
    Ok(())
}

/// Takes a break or a session away that was entered. Undo brings it back.
pub fn remove_slot(tx: &mut Tx, id: Id) -> Result<()> {
    let slot = slots::get(&tx.db(), id)?.ok_or(Refusal::new("absence-unknown"))?;
    tx.set_subject(slot.practitioner);
    tx.put(&Slot { removed: true, ..slot })?;
    Ok(())
}

/// Gives a visit another place, with its own length.
pub fn move_visit(tx: &mut Tx, id: Id, start: NaiveDateTime, practitioner: Id) -> Result<()> {
    let visit = visit(tx, id)?;
    tx.set_subject(id);
    booking::move_to(tx, id, start, practitioner, visit.minutes)
}

/// Calls a visit off that has nowhere to go.
pub fn cancel_visit(tx: &mut Tx, id: Id, why: &str) -> Result<()> {
    tx.set_subject(id);
    reception::cancel(tx, id, why)
}

/// Leaves a visit where it is, although nobody works then: it was agreed so.
pub fn leave(tx: &mut Tx, id: Id) -> Result<()> {
    let visit = visit(tx, id)?;
    tx.set_subject(id);
    tx.put(&Appointment { stays: Some(visit.start), ..visit })?;
    Ok(())
}

/// Notes that the patient was telephoned and nobody answered.
pub fn no_answer(tx: &mut Tx, now: NaiveDateTime, id: Id) -> Result<()> {
    let mut visit = visit(tx, id)?;
    visit.attempts.push(now);
    tx.set_subject(id);
    tx.put(&visit)?;
    Ok(())
}

/// What a visit chosen outside the sessions is marked with: overtime is no mistake. Into an absence is one.
pub(super) fn outside(tx: &Tx, who: &Practitioner, start: NaiveDateTime, minutes: u32) -> Result<Option<NaiveDateTime>> {
    let because = displaced::because(&tx.db(), who, start, minutes)?;
    Ok((because == Some(Because::NoSession)).then_some(start))
}

/// The same of a visit whose length changes: one that had lost its session before still has.
pub(super) fn longer(tx: &Tx, visit: &Appointment, minutes: u32) -> Result<Option<NaiveDateTime>> {
    let Some(who) = practitioners::get(&tx.db(), visit.practitioner)? else { return Ok(visit.outside) };
    let lost = visit.outside.is_none() && displaced::because(&tx.db(), &who, visit.start, visit.minutes)?.is_some();
    if lost { Ok(None) } else { outside(tx, &who, visit.start, minutes) }
}

fn who(tx: &Tx, id: Id) -> Result<Practitioner> {
    Ok(practitioners::get(&tx.db(), id)?.ok_or(Refusal::at("needed", "practitioner"))?)
}

fn visit(tx: &Tx, id: Id) -> Result<Appointment> {
    Ok(appointments::get(&tx.db(), id)?.ok_or(Refusal::new("visit-unknown"))?)
}

fn with(all: &[Absence], new: &Absence) -> std::result::Result<Vec<Absence>, Refusal> {
    if new.to <= new.from {
        return Err(Refusal::at("absence-backwards", "to"));
    }
    // One that lies within another of the same reason says nothing new.
    if all.iter().any(|a| a.from <= new.from && new.to <= a.to && (new.why.trim().is_empty() || a.why == new.why.trim())) {
        return Err(Refusal::at("absence-known", "from"));
    }
    let mut all = all.to_vec();
    all.push(Absence { why: new.why.trim().to_owned(), ..new.clone() });
    all.sort_by(|a, b| (a.from, a.to, &a.why).cmp(&(b.from, b.to, &b.why)));
    Ok(all)
}

fn without(all: &[Absence], gone: &Absence) -> std::result::Result<Vec<Absence>, Refusal> {
    let left: Vec<Absence> = all.iter().filter(|a| *a != gone).cloned().collect();
    if left.len() == all.len() { Err(Refusal::new("absence-unknown")) } else { Ok(left) }
}
