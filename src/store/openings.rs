//! Which time an act made free: a visit called off or moved away, an absence cut short.

use super::{
    Db, acts, appointments,
    error::{Error, Result},
    places, practice, practitioners, rows,
};
use crate::{
    base::{
        Id,
        clock::{local, minute},
    },
    model::{
        Appointment, Record,
        practitioner::Absence,
        span::{Span, merged, overlap, without},
        waiting::Opening,
    },
};
use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// An act that wrote more fields than this (an import, say) is not looked at.
const FIELDS: usize = 400;
/// Less than this is no place.
const LEAST: i64 = 5;

/// What is free now, from now on, and was not before the act.
pub fn of_act(db: &Db, now: NaiveDateTime, act: Id) -> Result<Vec<Opening>> {
    let zone = practice::get(db)?.tz();
    let mut freed: BTreeMap<Id, Vec<Span>> = BTreeMap::new();
    let edits = acts::edits(db, act, FIELDS + 1)?;
    if edits.len() > FIELDS {
        return Ok(vec![]);
    }
    let touched: BTreeSet<Id> = edits.iter().filter(|e| e.kind == Appointment::KIND).map(|e| e.doc).collect();
    for id in touched {
        let Some(visit) = appointments::get(db, id)? else { continue };
        let mut fields = visit.fields();
        for edit in edits.iter().filter(|e| e.doc == id) {
            fields.insert(edit.field.clone(), edit.from.clone());
        }
        fields.retain(|_, v| !v.is_null());
        let before = Appointment::from_fields(id, &fields).ok_or(Error::Record { kind: Appointment::KIND });
        let Some(before) = rows::read(before)?.filter(takes) else { continue };
        let still = Some(&visit).filter(|v| takes(v) && v.practitioner == before.practitioner).map(|v| of(v, zone));
        freed.entry(before.practitioner).or_default().extend(without(&[of(&before, zone)], still.as_slice()));
    }
    for edit in
        edits.iter().filter(|e| matches!((e.kind.as_str(), e.field.as_str()), ("practitioner", "absences") | ("practice", "closed")))
    {
        let less = without(&absences(&edit.from, zone), &absences(&edit.to, zone));
        let all = practitioners::here(db)?;
        for p in all.iter().filter(|p| edit.kind == "practice" || p.id == edit.doc) {
            freed.entry(p.id).or_default().extend(&less);
        }
    }
    let mut openings = Vec::new();
    for (practitioner, spans) in freed {
        let to_come = without(&spans, &[(i64::MIN, minute(now, zone))]);
        openings.extend(gaps(db, practitioner, &to_come, now, zone)?);
    }
    Ok(openings)
}

fn takes(visit: &Appointment) -> bool {
    visit.status.takes_a_place() && visit.has_place()
}

fn of(visit: &Appointment, zone: Tz) -> Span {
    let start = minute(visit.start, zone);
    (start, start + i64::from(visit.minutes))
}

fn absences(value: &Value, zone: Tz) -> Vec<Span> {
    let all: Vec<Absence> = serde_json::from_value(value.clone()).unwrap_or_default();
    all.iter().map(|a| (minute(a.from, zone), minute(a.to, zone))).collect()
}

/// The free time around what came free, as far as it is free indeed.
fn gaps(db: &Db, practitioner: Id, freed: &[Span], now: NaiveDateTime, zone: Tz) -> Result<Vec<Opening>> {
    let (Some(first), Some(last)) = (freed.first(), freed.last()) else { return Ok(vec![]) };
    let from = local(first.0, zone).date();
    let days = (local(last.1, zone).date() - from).num_days().clamp(0, 365) as u32 + 1;
    let mut found = Vec::new();
    for line in places::lines(db, from, days, &[practitioner], None)? {
        let room = line.room();
        let free = without(&without(&merged(room.blocks), room.breaks), room.busy);
        for gap in without(&free, &[(i64::MIN, minute(now, zone))]) {
            let of_it = freed.iter().filter(|f| overlap(**f, gap)).map(|f| (f.0.max(gap.0), f.1.min(gap.1)));
            found.extend(of_it.filter(|f| f.1 - f.0 >= LEAST).map(|freed| Opening { practitioner, freed, gap }));
        }
    }
    Ok(found)
}

/// When an opening begins and ends, by the practice's wall clock.
pub fn told(opening: &Opening, zone: Tz) -> (NaiveDateTime, TimeDelta) {
    (local(opening.freed.0, zone), TimeDelta::minutes(opening.freed.1 - opening.freed.0))
}
