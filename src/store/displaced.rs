//! Visits to move: booked where nobody works any more, and where they could go instead.

use super::{Db, appointments, day::DayOf, error::Result, patients, places, places::FreePlace, practice, practitioners, reasons, rows};
use crate::{
    base::{Id, clock::minute},
    model::{
        Appointment, Patient, Practice, Practitioner, Reason, Slot,
        displaced::{Because, Calendar, offered},
    },
};
use chrono::{Days, NaiveDate, NaiveDateTime};
use rusqlite::params;
use std::collections::BTreeSet;

/// A visit to move, with what is needed to telephone about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Displaced {
    pub visit: Appointment,
    pub because: Because,
    pub practitioner: Practitioner,
    pub patient: Option<Patient>,
    pub reason: Option<Reason>,
}

/// Every visit to move, in order of time.
pub fn all(db: &Db, now: NaiveDateTime) -> Result<Vec<Displaced>> {
    let mut found = Vec::new();
    for practitioner in practitioners::here(db)? {
        for (visit, because) in of(db, now, &practitioner)? {
            let patient = visit.patient.map(|p| patients::get(db, p)).transpose()?.flatten();
            let reason = visit.reason.map(|r| reasons::get(db, r)).transpose()?.flatten();
            found.push(Displaced { visit, because, practitioner: practitioner.clone(), patient, reason });
        }
    }
    found.sort_by_key(|d| (d.visit.start, d.visit.id));
    Ok(found)
}

/// How many there are.
pub fn count(db: &Db, now: NaiveDateTime) -> Result<usize> {
    practitioners::here(db)?.iter().map(|p| Ok(of(db, now, p)?.len())).sum()
}

/// How many there would be of one practitioner, were the record as it is given here.
pub fn count_of(db: &Db, now: NaiveDateTime, practitioner: &Practitioner) -> Result<usize> {
    Ok(of(db, now, practitioner)?.len())
}

fn of(db: &Db, now: NaiveDateTime, practitioner: &Practitioner) -> Result<Vec<(Appointment, Because)>> {
    let practice = practice::get(db)?;
    let entered = slots_from(db, practitioner.id, now.date())?;
    let calendar = calendar(practitioner, &practice, &entered);
    let mut statement = db.0.prepare_cached(
        "SELECT id, start, json_extract(data, '$.minutes') FROM appointment
         WHERE practitioner = ?1 AND start >= ?2 AND status IN ('booked', 'pending') ORDER BY start, id",
    )?;
    let mut rows = statement.query(params![practitioner.id.as_bytes(), now.format("%Y-%m-%dT%H:%M").to_string()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let Ok(start) = row.get_ref(1)?.as_str().unwrap_or_default().parse::<NaiveDateTime>() else {
            rows::pass_over::<()>("appointment")?;
            continue;
        };
        let minutes = row.get::<_, Option<u32>>(2)?.unwrap_or(0);
        // Nearly all stay where they are: only the others are read whole.
        if calendar.because(start, minutes).is_none() {
            continue;
        }
        let visit = appointments::get(db, Id::from_bytes(row.get(0)?))?;
        if let Some((visit, because)) = visit.and_then(|v| calendar.displaced(&v, now).map(|because| (v, because))) {
            found.push((visit, because));
        }
    }
    Ok(found)
}

/// Which of the day's visits are to be moved.
pub fn of_day(db: &Db, now: NaiveDateTime, day: &DayOf) -> Result<BTreeSet<Id>> {
    let (practice, entered) = (practice::get(db)?, slots_from(db, day.practitioner.id, day.date)?);
    let calendar = calendar(&day.practitioner, &practice, &entered);
    let stands = day.visits.iter().filter(|_| !day.practitioner.hidden && !day.practitioner.elsewhere);
    Ok(stands.filter(|v| calendar.displaced(&v.appointment, now).is_some()).map(|v| v.id()).collect())
}

/// Whether a visit is one of those to move.
pub fn is(db: &Db, now: NaiveDateTime, visit: &Appointment) -> Result<bool> {
    let Some(who) = practitioners::get(db, visit.practitioner)?.filter(|p| !p.hidden && !p.elsewhere) else { return Ok(false) };
    let (practice, entered) = (practice::get(db)?, slots_from(db, who.id, visit.start.date())?);
    Ok(calendar(&who, &practice, &entered).displaced(visit, now).is_some())
}

/// Why a visit could not stay at a place; none where it can.
pub fn because(db: &Db, practitioner: &Practitioner, start: NaiveDateTime, minutes: u32) -> Result<Option<Because>> {
    let practice = practice::get(db)?;
    let entered = slots_from(db, practitioner.id, start.date())?;
    Ok(calendar(practitioner, &practice, &entered).because(start, minutes))
}

/// What was entered by hand for a day and all after it.
fn slots_from(db: &Db, practitioner: Id, date: NaiveDate) -> Result<Vec<Slot>> {
    rows::all(
        db.0,
        "SELECT id, data FROM slot WHERE practitioner = ?1 AND until >= ?2 ORDER BY start, id",
        params![practitioner.as_bytes(), format!("{date}")],
    )
}

fn calendar<'a>(practitioner: &'a Practitioner, practice: &'a Practice, entered: &'a [Slot]) -> Calendar<'a> {
    let zone = practice.tz();
    let span = |s: &Slot| (minute(s.start, zone), minute(s.end, zone));
    let (breaks, extra): (Vec<&Slot>, Vec<&Slot>) = entered.iter().partition(|s| s.status.is_away());
    let breaks = breaks.into_iter().map(|s| (span(s), s.comment.as_str())).collect();
    Calendar::new(practitioner, &practice.closed, extra.into_iter().map(span).collect(), breaks, zone)
}

/// So many weeks on either side of a visit another place is looked for.
const WEEKS: u64 = 12;

/// Where to move a visit first: the nearest places that are long enough, before and after, and a colleague's.
pub fn offers(db: &Db, now: NaiveDateTime, visit: &Appointment) -> Result<Vec<FreePlace>> {
    let (zone, date) = (practice::get(db)?.tz(), visit.start.date());
    let own = |from, days| places::between(db, now, from, days, visit.minutes, Some(visit.practitioner));
    let mut mine = Vec::new();
    // Week by week away from it: most find a place in the first.
    for week in 0..WEEKS {
        let to = date - Days::new(7 * week);
        let from = (to - Days::new(6)).max(now.date());
        if from > to || mine.iter().any(|p: &FreePlace| p.start < visit.start) {
            break;
        }
        let earlier = own(from, (to - from).num_days() as u32 + 1)?;
        mine.splice(0..0, earlier.into_iter().filter(|p| p.start < visit.start));
    }
    for week in 0..WEEKS {
        let later = own(date + Days::new(7 * week), 7)?;
        let found = !later.is_empty();
        mine.extend(later.into_iter().filter(|p| p.start > visit.start));
        if found && week > 0 {
            break;
        }
    }
    let near = (date - Days::new(3)).max(now.date());
    let theirs = practitioners::get(db, visit.practitioner)?;
    let colleague = |p: &Practitioner| p.id != visit.practitioner && theirs.as_ref().is_none_or(|t| t.stands_in_for(p));
    let others = places::between(db, now, near, 7, visit.minutes, None)?.into_iter().filter(|p| colleague(&p.practitioner));
    let timed = |p: FreePlace| (minute(p.start, zone), p);
    let (mine, others): (Vec<_>, Vec<_>) = (mine.into_iter().map(timed).collect(), others.map(timed).collect());
    Ok(offered(minute(visit.start, zone), &mine, &others).into_iter().map(|(_, place)| place).collect())
}

/// The acts by which a visit to move is done with.
const SETTLING: &str = "'displaced-move', 'displaced-cancel', 'displaced-stay'";

/// How many visits were done with since, in milliseconds, and not taken back.
pub fn settled_since(db: &Db, since: i64) -> Result<usize> {
    let sql = format!(
        "SELECT count(DISTINCT a.subject) FROM act a WHERE a.at >= ?1 AND a.what IN ({SETTLING})
         AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = a.id AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes = u.id))"
    );
    Ok(db.0.prepare_cached(&sql)?.query_row([since], |r| r.get::<_, i64>(0))? as usize)
}
