//! Whose patient an emergency most likely becomes.

use super::{Place, WITHIN};
use crate::{base::clock::Minute, model::flow::Day};

/// Whether the practitioner is at work, or will be within half an hour.
pub fn at_work(day: &Day) -> bool {
    let soon = day.now + WITHIN;
    let away = day.expected_at.is_some_and(|at| at > soon);
    let session = day.blocks.iter().any(|b| b.0 <= soon && day.now < b.1);
    day.current.is_some() || (!away && (session || day.visits.iter().any(|v| v.is_here())))
}

/// Whether the practitioner still works today: a session is on, or to come, or patients are there.
pub fn works_on(day: &Day) -> bool {
    day.current.is_some() || day.blocks.iter().any(|b| b.0 < b.1 && day.now < b.1) || day.visits.iter().any(|v| v.is_here())
}

/// What a place costs beside one of another practitioner, the least first: those at work come first. By how much the
/// day is over its end without the emergency (`overtime`) is not the emergency's.
pub fn cost(day: &Day, place: &Place, overtime: Minute) -> impl Ord + use<> {
    let (late, broken) = (place.newly_late.len(), place.promises_broken.len());
    (!at_work(day), !place.ok(), late, broken, place.weight, (place.overtime - overtime).max(0), place.wait)
}

/// Which of several days costs least by its best place.
pub fn likeliest<'a>(days: impl Iterator<Item = (&'a Day, Option<&'a Place>, Minute)>) -> Option<usize> {
    let costs = days.enumerate().filter_map(|(i, (day, best, overtime))| Some((cost(day, best?, overtime), i)));
    costs.min().map(|(_, i)| i)
}
