//! "A patient in tears, now": where an emergency fits, and what that costs everybody else.

use super::flow::{Day, Key, Pace, Presence, Step, Tempo, Visit, passing, place, range, steps};
mod choice;
mod help;
mod slip;
mod warn;

pub use choice::{at_work, cost, likeliest, works_on};
pub use help::numbers;
pub use slip::slipped;
pub use warn::{Concerned, TOLD_FROM, Tell, concerned, still, tell};

use super::span::{Span, merged, overlap, without};
use crate::base::{Id, clock::Minute};

/// The delay from which on a patient is late.
pub const LATE: Minute = 30;
/// How long an emergency may wait unless she says otherwise.
pub const WITHIN: Minute = 30;

/// A rule that a place breaks. None forbids taking it: she may know better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The wait is longer than was asked for.
    TooLong,
    /// It delays a patient who is not to be moved.
    Locked(Id),
    /// It delays a patient who was already moved today.
    Bumped(Id),
}

/// One position in the run, and what taking it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// How many of the run go first.
    pub position: usize,
    /// What holds the emergency there ([`Visit::by_hand`]); none where nobody else is in the run.
    pub key: Option<Key>,
    pub start: Minute,
    pub from: Minute,
    pub to: Minute,
    pub wait: Minute,
    /// The minutes added to each of the others, those with 0 too, in the run's order.
    pub added: Vec<(Id, Minute)>,
    /// The sum of them, a patient's who is here counting double.
    pub weight: Minute,
    /// Whose delay was under half an hour and no longer is.
    pub newly_late: Vec<Id>,
    /// Who would have been seen by the promised time and no longer is.
    pub promises_broken: Vec<Id>,
    /// How far the whole day then goes past its last session.
    pub overtime: Minute,
    pub breaks: Vec<Rule>,
}

impl Place {
    pub fn ok(&self) -> bool {
        self.breaks.is_empty()
    }

    /// What it is ranked by, the least first.
    fn cost(&self) -> (bool, usize, usize, Minute, Minute, Minute, usize) {
        let (late, broken) = (self.newly_late.len(), self.promises_broken.len());
        (!self.ok(), late, broken, self.weight, self.overtime, self.wait, self.position)
    }

    /// Whether nobody at all is seen later for it.
    pub fn delays_nobody(&self) -> bool {
        self.added.iter().all(|(_, minutes)| *minutes <= 0)
    }
}

/// Every place for an emergency of `minutes` that is here now and should wait `within` at most: those that break
/// no rule first, and either kind by what it costs the others. None is before somebody whose life is threatened.
///
/// The emergency takes the minutes it was given, whatever the practitioner's pace.
pub fn places(day: &Day, minutes: Minute, within: Minute) -> Vec<Place> {
    places_of(day, emergency(day.now, minutes, None), within)
}

/// The same of an emergency that may be on its way: it should wait `within` at most once it is here.
///
/// Keys that lead to the same run, in the same order at the same hours, are one place: nobody waits for who has said
/// to come later, whether the emergency's key is before or behind theirs.
pub fn places_of(day: &Day, emergency: Visit, within: Minute) -> Vec<Place> {
    let is_here = emergency.is_here();
    let search = Search::new(day, emergency, within);
    let mut keys: Vec<Option<Key>> = (0..=search.run.len()).map(|k| place(&search.run, k, day.patience())).collect();
    keys.dedup();
    let mut found: Vec<(Place, Run)> = Vec::with_capacity(keys.len());
    for key in keys {
        let Some((place, run)) = search.place(key) else { continue };
        match found.iter_mut().find(|(_, known)| *known == run) {
            None => found.push((place, run)),
            // Whoever is passed by until then has one and the same turn at several places: the last of them is the one
            // that it keeps if it comes sooner. Who is here is put before all of them.
            Some((known, _)) if !is_here => known.key = place.key,
            Some(_) => {}
        }
    }
    let mut places: Vec<Place> = found.into_iter().map(|(place, _)| place).collect();
    places.sort_by_key(Place::cost);
    places
}

/// Who is seen when, in this order.
type Run = Vec<(Id, Minute)>;

struct Search<'a> {
    day: &'a Day,
    within: Minute,
    emergency: Visit,
    breaks: Vec<Span>,
    run: Vec<&'a Visit>,
    /// How the run goes without the emergency.
    without: Vec<Step>,
}

impl<'a> Search<'a> {
    fn new(day: &'a Day, emergency: Visit, within: Minute) -> Self {
        let breaks = day.all_breaks();
        let (run, _) = day.run();
        Search { without: steps(day, &breaks, &run, Tempo::Usual), emergency, day, within, breaks, run }
    }

    /// What comes of a key: the place, and the run that it leads to.
    fn place(&self, key: Option<Key>) -> Option<(Place, Run)> {
        let emergency = Visit { by_hand: key, ..self.emergency.clone() };
        let patience = self.day.patience();
        let mut run: Vec<&Visit> = self.run.iter().copied().chain([&emergency]).collect();
        run.sort_by_key(|v| (v.key(patience), v.id));
        let run = passing(self.day, &self.breaks, run);
        let at = |id: Id| run.iter().position(|v| v.id == id).unwrap_or_default();
        let position = at(emergency.id);
        if run[position..].iter().any(|v| v.immediate && v.is_here()) {
            return None;
        }
        let steps = |run: &[&Visit], tempo| steps(self.day, &self.breaks, run, tempo);
        let with = steps(&run, Tempo::Usual);
        // Nobody behind it changes its own range.
        let start_at = |tempo| steps(&run[..=position], tempo)[position].start;

        let start = with[position].start;
        let (from, to) = range(start, start_at(Tempo::Quick), start_at(Tempo::Slow));
        let ends = with.last().map_or(start, |s| s.end);
        let mut place = Place {
            position,
            key,
            start,
            from,
            to,
            wait: start - self.day.now,
            added: Vec::with_capacity(self.run.len()),
            weight: 0,
            newly_late: Vec::new(),
            promises_broken: Vec::new(),
            overtime: self.day.overtime(ends),
            breaks: Vec::new(),
        };
        if start - self.emergency.ready(self.day.now).max(self.day.now) > self.within {
            place.breaks.push(Rule::TooLong);
        }
        for (k, v) in self.run.iter().enumerate() {
            place.count(v, self.without[k].start, with[at(v.id)].start);
        }
        let run = run.iter().zip(&with).map(|(v, step)| (v.id, step.start)).collect();
        Some((place, run))
    }
}

impl Place {
    /// Counts what it does to one patient whose start it moves.
    fn count(&mut self, v: &Visit, before: Minute, now: Minute) {
        let added = now - before;
        self.added.push((v.id, added));
        self.weight += if v.is_here() { 2 * added } else { added };
        if before - v.booked < LATE && now - v.booked >= LATE {
            self.newly_late.push(v.id);
        }
        if v.promised.is_some_and(|at| before <= at && now > at) {
            self.promises_broken.push(v.id);
        }
        if added > 0 && v.locked {
            self.breaks.push(Rule::Locked(v.id));
        }
        if added > 0 && v.bumped {
            self.breaks.push(Rule::Bumped(v.id));
        }
    }
}

/// The emergency itself as a visit, before it has a place; `eta` is when it will be here, where it is not yet.
pub fn emergency(now: Minute, minutes: Minute, eta: Option<Minute>) -> Visit {
    let eta = eta.filter(|at| *at > now);
    Visit {
        id: Id::default(),
        booked: eta.unwrap_or(now),
        planned: minutes,
        presence: if eta.is_some() { Presence::Absent { eta } } else { Presence::Here { since: now } },
        created: now,
        seq: u64::MAX,
        pace: Pace::EXACT,
        promised: None,
        locked: false,
        bumped: false,
        urgent: true,
        immediate: false,
        by_hand: None,
    }
}

/// A gap in the diary that looks long enough, and is not: the day's delay has used it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eaten {
    pub from: Minute,
    pub to: Minute,
    /// Who will be in, or just was, when the diary says nobody is.
    pub by: Vec<Id>,
}

/// The gaps of `minutes` and more that the diary shows from now on, inside sessions and outside breaks, in which
/// the projection leaves no such stretch. Who is late keeps the booked place in the diary, but is not projected.
pub fn eaten(day: &Day, minutes: Minute) -> Vec<Eaten> {
    let minutes = minutes.max(1);
    let mut taken: Vec<Span> = day.breaks.clone();
    taken.push((Minute::MIN, day.now));
    taken.extend(day.visits.iter().map(|v| (v.booked, v.booked + v.planned)));
    taken.extend(day.current.iter().map(|c| (c.booked, c.booked + c.planned)));
    let looks_free = without(&day.blocks, &taken);

    let used = used(day);
    let spans: Vec<Span> = merged(&used.iter().map(|u| u.1).collect::<Vec<_>>()).into_owned();
    let long_enough = |gap: &Span| gap.1 - gap.0 >= minutes;
    looks_free
        .into_iter()
        .filter(|gap| long_enough(gap) && !without(&[*gap], &spans).iter().any(long_enough))
        .map(|gap| Eaten { from: gap.0, to: gap.1, by: used.iter().filter(|u| overlap(u.1, gap)).map(|u| u.0).collect() })
        .collect()
}

/// When the doctor will really be taken, and by whom, with the changeover on either side.
fn used(day: &Day) -> Vec<(Id, Span)> {
    let (run, _) = day.run();
    let steps = steps(day, &day.all_breaks(), &run, Tempo::Usual);
    let c = day.changeover.max(0);
    let current = day.current.iter().map(|v| (v.id, (day.now, day.next_start(Tempo::Usual))));
    let next = run.iter().zip(&steps).map(|(v, s)| (v.id, (s.start - c, s.end + c)));
    current.chain(next).collect()
}

#[cfg(test)]
mod tests;
