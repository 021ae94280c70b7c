//! Reasons for a projected start: what she tells the patient.

use super::{Day, Presence, Step, Tempo, Visit};
use crate::base::clock::Minute;

/// One reason. A visit has all that apply, in this order, and never none when it is delayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Seen at the booked time, or before.
    OnTime,
    /// The booked time is past and the patient is not here.
    NotHereYet,
    /// The patient has phoned to be coming then, after the booked time.
    Expected(Minute),
    /// Came so many minutes after the booked time.
    CameLate(Minute),
    /// Nobody is in and the doctor comes, or begins, only then.
    DoctorFrom(Minute),
    /// The doctor is so many minutes behind.
    Behind(Minute),
    /// A break that ends then comes first.
    Break { ends: Minute },
    /// So many of the run are before this one; who is in is not counted.
    Before(usize),
}

/// See [`super::Projection::behind`].
pub(super) fn behind(day: &Day, run: &[&Visit]) -> Minute {
    let could = run.iter().map(|v| v.ready(day.now).max(v.booked)).min();
    could.map_or(0, |at| (day.next_start(Tempo::Usual) - at).max(0))
}

/// Why each of the run starts when it does.
///
/// A delay is handed down from one visit to the next until one is not kept waiting: what was the reason before
/// that is none after.
pub(super) fn reasons(day: &Day, run: &[&Visit], steps: &[Step], behind: Minute) -> Vec<Vec<Why>> {
    let (mut handed_down, mut break_ends) = (true, None);
    let mut all = Vec::with_capacity(run.len());
    for (before, (v, step)) in run.iter().zip(steps).enumerate() {
        if step.earliest <= v.ready(day.now) {
            (handed_down, break_ends) = (false, None);
        }
        break_ends = step.after_break.or(break_ends);

        let mut why = Vec::new();
        if step.start <= v.booked {
            why.push(Why::OnTime);
        } else {
            why.extend(own(v, day.now));
            if handed_down {
                why.extend(the_doctors(day, behind));
            }
            why.extend(break_ends.map(|ends| Why::Break { ends }));
        }
        if before > 0 {
            why.push(Why::Before(before));
        }
        all.push(why);
    }
    all
}

fn own(v: &Visit, now: Minute) -> Option<Why> {
    match v.presence {
        Presence::Here { since } if since > v.booked => Some(Why::CameLate(since - v.booked)),
        Presence::Here { .. } => None,
        Presence::Absent { eta: Some(eta) } if eta > v.booked => Some(Why::Expected(eta)),
        Presence::Absent { .. } => (now > v.booked).then_some(Why::NotHereYet),
    }
}

fn the_doctors(day: &Day, behind: Minute) -> Option<Why> {
    let free = day.free(Tempo::Usual);
    if day.current.is_none() && free > day.now {
        return Some(Why::DoctorFrom(free));
    }
    (behind > 0).then_some(Why::Behind(behind))
}
