//! What practitioners' times come from: roles, diaries and their slots, and a day's duty.

use super::Reader;
use crate::{
    base::Id,
    exchange::{
        Kind, Link, NewRole, Noun, Why,
        fhir::{
            json::{concept, extension, list, text, texts},
            ours, time,
        },
    },
    model::{
        Reason, Slot,
        practitioner::{Absence, Block},
        reason::HUES,
        slot::{Duty, SlotStatus},
    },
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use serde_json::Value;

/// What stands for words that FHIR demands and ours do not have.
pub const NO_WORDS: &str = "—";
/// Marks a time as one in which the practice itself is closed.
pub const CLOSED: &str = "urn:genki:closed";

impl Reader<'_> {
    pub fn role(&self, from: usize, r: &Value) -> Result<NewRole, Why> {
        let practitioner =
            r.get("practitioner").and_then(|p| self.index.link(from, p, &[Kind::Practitioner])).ok_or(Why::NoPractitioner)?;
        let mut hours = Vec::new();
        for times in list(r, "availableTime") {
            hours.extend(blocks(times)?);
        }
        // A day on which everybody is away says so of each.
        let (closed, away): (Vec<_>, Vec<_>) =
            list(r, "notAvailable").iter().partition(|n| extension(n, CLOSED).and_then(Value::as_bool) == Some(true));
        let absences = |of: Vec<&Value>| of.into_iter().filter_map(|n| self.absence(n).transpose()).collect::<Result<Vec<_>, _>>();
        let (absences, closed) = (absences(away)?, absences(closed)?);
        Ok(NewRole { practitioner, diary: false, hours, absences, closed, speciality: concept(r.get("specialty")) })
    }

    /// Words alone ("on public holidays") say nothing that a day could be planned by.
    fn absence(&self, n: &Value) -> Result<Option<Absence>, Why> {
        let Some(during) = n.get("during") else { return Ok(None) };
        let at = |key: &str, otherwise: Option<NaiveDate>, whole_days: i64| match text(during, key) {
            "" => otherwise.map(|d| d.and_time(NaiveTime::MIN)).ok_or(Why::Time),
            written => {
                let at = time::moment(written, self.zone).ok_or(Why::Time)?;
                Ok(if at.whole_day { at.local + TimeDelta::days(whole_days) } else { at.local })
            }
        };
        // A period's end that is a day includes that day; one that is open is said with a date out of reach.
        let from = at("start", NaiveDate::from_ymd_opt(1900, 1, 1), 0)?;
        let to = at("end", NaiveDate::from_ymd_opt(9999, 1, 1), 1)?;
        if to < from {
            return Err(Why::EndBeforeStart);
        }
        let why = text(n, "description");
        Ok(Some(Absence { from, to, why: if why == NO_WORDS { String::new() } else { why.into() } }))
    }

    pub fn schedule(&self, from: usize, r: &Value, id: Id) -> Result<Noun, Why> {
        let practitioner = list(r, "actor").iter().find_map(|a| self.index.link(from, a, &[Kind::Practitioner, Kind::Role]));
        let practitioner = practitioner.ok_or(Why::NoPractitioner)?;
        let Some(date) = extension(r, "urn:genki:duty").and_then(Value::as_str) else {
            let role = NewRole { practitioner, diary: true, hours: vec![], absences: vec![], closed: vec![], speciality: String::new() };
            return Ok(Noun::Role(Box::new(role)));
        };
        let duty = Duty { id, date: time::date(date).ok_or(Why::Time)?, ..Duty::default() };
        Ok(Noun::Duty(ours::overlay(r, duty), practitioner))
    }

    pub fn slot(&self, from: usize, r: &Value, id: Id) -> Result<(Slot, Link), Why> {
        let status = match text(r, "status") {
            "free" => SlotStatus::Free,
            "busy" | "busy-tentative" => SlotStatus::Busy,
            "busy-unavailable" => SlotStatus::BusyUnavailable,
            "entered-in-error" => return Err(Why::EnteredInError),
            _ => return Err(Why::Status),
        };
        let schedule = r.get("schedule").and_then(|s| self.index.link(from, s, &[Kind::Role])).ok_or(Why::NoPractitioner)?;
        let start = self.time(r, "start")?.ok_or(Why::NoStart)?;
        let end = self.time(r, "end")?.ok_or(Why::NoLength)?;
        if end < start {
            return Err(Why::EndBeforeStart);
        }
        let slot = Slot { id, start, end, status, comment: text(r, "comment").into(), ..Slot::default() };
        Ok((ours::overlay(r, slot), schedule))
    }

    pub fn time(&self, r: &Value, key: &str) -> Result<Option<NaiveDateTime>, Why> {
        Ok(self.moment(r, key)?.map(|at| at.local))
    }
}

/// A visit reason, as Genki writes it.
pub fn reason(r: &Value, id: Id) -> Result<Reason, Why> {
    let name = text(r, "name");
    if name.is_empty() {
        return Err(Why::NoName);
    }
    let number = |url: &str| extension(r, url).and_then(Value::as_u64);
    let reason = Reason {
        id,
        name: name.into(),
        minutes: number("urn:genki:minutes").and_then(|m| m.try_into().ok()).unwrap_or(Reason::default().minutes),
        hue: number("urn:genki:hue").map(|h| (h % u64::from(HUES)) as u8).unwrap_or_default(),
        retired: r.get("active").and_then(Value::as_bool) == Some(false),
        ..Reason::default()
    };
    Ok(ours::overlay(r, reason))
}

/// The blocks of one `availableTime`: the same hours on each of its days, or on all where it names none.
fn blocks(times: &Value) -> Result<Vec<Block>, Why> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let days = texts(times, "daysOfWeek");
    let day = |code: &String| {
        Ok(match code.as_str() {
            "mon" => Mon,
            "tue" => Tue,
            "wed" => Wed,
            "thu" => Thu,
            "fri" => Fri,
            "sat" => Sat,
            "sun" => Sun,
            _ => return Err(Why::Hours),
        })
    };
    let days = if days.is_empty() { vec![Mon, Tue, Wed, Thu, Fri, Sat, Sun] } else { days.iter().map(day).collect::<Result<_, _>>()? };
    let clock = |key: &str| text(times, key).parse::<NaiveTime>().map_err(|_| Why::Hours);
    let midnight = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or(NaiveTime::MIN);
    let (from, to) = match () {
        () if times.get("allDay").and_then(Value::as_bool) == Some(true) => (NaiveTime::MIN, midnight),
        () if text(times, "availableEndTime").starts_with("24:00") => (clock("availableStartTime")?, midnight),
        () => (clock("availableStartTime")?, clock("availableEndTime")?),
    };
    // A day's last minute is as far as a block of ours goes.
    let block = |day: Weekday, from: NaiveTime, to: NaiveTime| Block { day, from, to };
    Ok(match () {
        () if to > from => days.into_iter().map(|day| block(day, from, to)).collect(),
        () if to == NaiveTime::MIN => days.into_iter().map(|day| block(day, from, midnight)).collect(),
        () if to == from => return Err(Why::Hours),
        // A night belongs to two days.
        () => days.into_iter().flat_map(|day| [block(day, from, midnight), block(day.succ(), NaiveTime::MIN, to)]).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn hours_that_end_at_midnight_or_after_it() {
        let read = |from: &str, to: &str| {
            let all = blocks(&json!({"daysOfWeek": ["sun"], "availableStartTime": from, "availableEndTime": to}));
            all.map(|all| {
                all.iter().map(|b| format!("{} {}-{}", b.day, b.from.format("%H:%M"), b.to.format("%H:%M"))).collect::<Vec<_>>().join(", ")
            })
        };
        for (from, to, expected) in [
            ("09:00:00", "12:00:00", "Sun 09:00-12:00"),
            ("20:00:00", "00:00:00", "Sun 20:00-23:59"),
            ("20:00:00", "24:00:00", "Sun 20:00-23:59"),
            ("00:00:00", "00:00:00", "Sun 00:00-23:59"),
            ("22:00:00", "06:00:00", "Sun 22:00-23:59, Mon 00:00-06:00"),
        ] {
            assert_eq!(read(from, to).as_deref(), Ok(expected), "{from} {to}");
        }
        assert_eq!(read("09:00:00", "09:00:00"), Err(Why::Hours));
        assert_eq!(read("nine", "12:00:00"), Err(Why::Hours));
    }
}
