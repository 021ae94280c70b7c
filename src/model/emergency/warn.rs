//! Whom an emergency makes later by enough to be told, and what to tell them.

use crate::{
    base::{Id, clock::Minute},
    model::flow::{Day, GRID, Presence, Projected, Projection, Visit},
};

/// Nobody is told of fewer minutes: a promise that breaks is said all the same.
pub const TOLD_FROM: Minute = 5;

/// Somebody who is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concerned {
    pub id: Id,
    /// When it would have been the patient's turn.
    pub before: Minute,
    pub start: Minute,
    pub promise_broken: bool,
}

/// Whom it concerns that a day's run now goes otherwise: those who are here first, then in the run's order. `day`
/// is the day as it was.
pub fn concerned(day: &Day, before: &Projection, after: &Projection) -> Vec<Concerned> {
    let one = |now: &Projected| {
        let was = before.of(now.id)?;
        let visit = day.visits.iter().find(|v| v.id == now.id)?;
        let promise_broken = visit.promised.is_some_and(|at| was.start <= at && now.start > at);
        let told = now.start - was.start >= TOLD_FROM || promise_broken;
        told.then_some((!visit.is_here(), Concerned { id: now.id, before: was.start, start: now.start, promise_broken }))
    };
    let mut all: Vec<_> = after.run.iter().filter_map(one).collect();
    all.sort_by_key(|(absent, _)| *absent);
    all.into_iter().map(|(_, c)| c).collect()
}

/// Whether there is still something to tell, by how the run goes now: the emergency may have left, or been quick.
pub fn still(visit: &Visit, now: &Projected, before: Minute) -> bool {
    now.start - before >= TOLD_FROM || visit.promised.is_some_and(|at| before <= at && now.start > at)
}

/// What is said to one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tell {
    /// Who is here: about then.
    About(Minute),
    /// Who is not: come at that time. Five minutes round, and never before the time that was agreed.
    Come(Minute),
}

pub fn tell(visit: &Visit, now: &Projected) -> Tell {
    match visit.presence {
        Presence::Here { .. } => Tell::About(now.start),
        Presence::Absent { .. } => Tell::Come((now.start.div_euclid(GRID) * GRID).max(visit.booked)),
    }
}
