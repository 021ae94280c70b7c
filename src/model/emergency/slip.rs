//! An emergency that was placed, and that something pushed back afterwards.

use super::{TOLD_FROM, WITHIN};
use crate::{base::clock::Minute, model::flow::Visit};

/// By how many minutes an emergency begins later than it was placed for, where that is to be said: by as many as anybody
/// is told of, or so that it waits longer than an emergency should. That the patient comes later herself is no slip.
pub fn slipped(visit: &Visit, placed: Minute, start: Minute) -> Option<Minute> {
    let could = visit.ready(visit.booked);
    let (placed, limit) = (placed.max(could), could + WITHIN);
    let by = start - placed;
    (by >= TOLD_FROM || (start > limit && placed <= limit)).then_some(by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        emergency::emergency,
        flow::{Presence, tests::at},
    };

    #[test]
    fn five_minutes_or_beyond_what_an_emergency_may_wait() {
        let here = emergency(at(9, 40), 10, None);
        assert_eq!(slipped(&here, at(10, 5), at(10, 5)), None);
        assert_eq!(slipped(&here, at(10, 5), at(10, 9)), None, "nobody is told of four minutes");
        assert_eq!(slipped(&here, at(10, 5), at(10, 10)), Some(5));
        assert_eq!(slipped(&here, at(10, 9), at(10, 10)), None, "half an hour to the minute");
        assert_eq!(slipped(&here, at(10, 9), at(10, 11)), Some(2), "and over it");
        assert_eq!(slipped(&here, at(10, 30), at(10, 32)), None, "it was placed beyond it, knowingly");
        assert_eq!(slipped(&here, at(10, 30), at(10, 20)), None, "sooner");
    }

    #[test]
    fn who_comes_later_herself_was_not_pushed_back() {
        let mut away = emergency(at(9, 40), 10, Some(at(10, 0)));
        assert_eq!(slipped(&away, at(10, 0), at(10, 5)), Some(5));
        away.presence = Presence::Absent { eta: Some(at(10, 20)) };
        assert_eq!(slipped(&away, at(10, 0), at(10, 20)), None);
        assert_eq!(slipped(&away, at(10, 0), at(10, 26)), Some(6));
        away.presence = Presence::Here { since: at(10, 30) };
        assert_eq!(slipped(&away, at(10, 0), at(10, 32)), None);
    }
}
