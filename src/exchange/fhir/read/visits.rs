//! Appointments and encounters.

use super::Reader;
use crate::{
    base::Id,
    exchange::{
        Kind, Link, NewAppointment, NewEncounter, Why,
        fhir::{
            json::{code_in, concept, extension, list, text},
            ours,
            time::{self, Moment},
        },
    },
    model::{
        Appointment, Encounter, Reason,
        transition::{AppointmentStatus, EncounterStatus},
    },
};
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;

/// The system of our own codes for why a visit was called off.
pub const CANCEL_REASONS: &str = "urn:genki:cancel-reason";
pub const WALK_IN: (&str, &str) = ("http://terminology.hl7.org/CodeSystem/v2-0276", "WALKIN");

impl Reader<'_> {
    pub fn moment(&self, r: &Value, key: &str) -> Result<Option<Moment>, Why> {
        match r.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(_) => time::moment(text(r, key), self.zone).map(Some).ok_or(Why::Time),
        }
    }

    pub fn appointment(&self, from: usize, r: &Value, id: Id) -> Result<NewAppointment, Why> {
        use AppointmentStatus::{Cancelled, EnteredInError, Pending, Proposed, Waitlist};
        let status: AppointmentStatus = text(r, "status").parse().map_err(|_| Why::Status)?;
        let first = |kinds: &[Kind], all: &[&Value]| self.first_link(from, all.iter().filter_map(|p| p.get("actor")), kinds);
        let ours = ours::is_ours(r);
        let given = self.moment(r, "start")?;
        // Who asks for a time and has none waits for one.
        let status = if !ours && given.is_none() && matches!(status, Proposed | Pending) { Waitlist } else { status };
        // Who waits has no place yet: what its writer had in mind is no more than a wish.
        let waits = status == Waitlist || (given.is_none() && matches!(status, Cancelled | EnteredInError));
        let called_off = matches!(status, Cancelled | EnteredInError);
        let practitioner = match first(&[Kind::Practitioner, Kind::Role], &who_sees(r, called_off)) {
            None if !waits => return Err(Why::NoPractitioner),
            link => link.unwrap_or_default(),
        };
        let (start, minutes) = match &given {
            // A day alone is no time to come at.
            Some(start) if start.whole_day && !waits => return Err(Why::NoStart),
            Some(start) => (Some(*start).filter(|_| !waits), self.length(r, start, ours, waits)?),
            None if waits && r.get("minutesDuration").is_none() => (None, 0),
            None if waits => (None, minutes(r)?),
            None => return Err(Why::NoStart),
        };
        let (wish_from, wish_until) = self.requested(r)?;
        let service = concept(r.get("serviceType"));
        let code = [concept(r.get("reasonCode")), concept(r.get("reason"))].into_iter().find(|c| !c.is_empty()).unwrap_or_default();
        // A reason is a kind of visit; words of a patient's own are too long for one.
        let (reason_name, reason_text) = match (service.is_empty(), ours || code.chars().count() > 40) {
            (true, true) => (String::new(), code),
            (true, false) => (code, String::new()),
            (false, _) => (service, code),
        };
        let comment = [text(r, "comment"), text(r, "description")].into_iter().find(|c| !c.is_empty()).unwrap_or_default();
        let moved = extension(r, "urn:genki:moved-today").and_then(Value::as_bool) == Some(true);
        let record = Appointment {
            id,
            start: start.map(|s| s.local).unwrap_or_default(),
            minutes,
            status,
            wish_from: wish_from.or(given.filter(|_| waits).map(|s| s.local.date())),
            wish_until,
            reason_text,
            comment: comment.into(),
            created: self.moment(r, "created")?.map(|at| at.local),
            cancel_reason: cancel_reason(r),
            priority: r.get("priority").and_then(Value::as_u64).and_then(|p| p.try_into().ok()),
            phoned_eta: self.extension_time(r, "urn:genki:phoned-eta")?,
            promised_start: self.extension_time(r, "urn:genki:promised-start")?,
            moved_on: start.filter(|_| moved).map(|s| s.local.date()),
            walk_in: code_in(r.get("appointmentType"), WALK_IN.0) == Some(WALK_IN.1),
            ..Appointment::default()
        };
        let reason = list(r, "extension").iter().find(|e| text(e, "url") == "urn:genki:reason").and_then(|e| e.get("valueReference"));
        let reason = reason.and_then(|to| self.index.link(from, to, &[Kind::Reason]));
        let reason_name = if ours { String::new() } else { reason_name };
        Ok(NewAppointment {
            record: ours::overlay(r, record),
            patient: first(&[Kind::Patient], &list(r, "participant").iter().collect::<Vec<_>>()),
            practitioner,
            reason,
            reason_name,
            named: vec![],
            speaks_of: &[],
        })
    }

    /// The reference that leads to one of `kinds`. Where none does for sure, all that may.
    fn first_link<'a>(&self, from: usize, all: impl Iterator<Item = &'a Value>, kinds: &[Kind]) -> Option<Link> {
        let links = all.filter_map(|actor| self.index.link(from, actor, kinds));
        let mut links: Vec<Link> = links.filter(|l| !l.to.is_empty() || l.identifier.is_some()).collect();
        if let Some(sure) = links.iter().position(|l| l.to.len() == 1) {
            return Some(links.swap_remove(sure));
        }
        let identifier = links.iter_mut().find_map(|l| l.identifier.take());
        (!links.is_empty()).then(|| Link { to: links.into_iter().flat_map(|l| l.to).collect(), identifier })
    }

    fn extension_time(&self, r: &Value, url: &str) -> Result<Option<NaiveDateTime>, Why> {
        let Some(value) = extension(r, url) else { return Ok(None) };
        let at = value.as_str().and_then(|at| time::moment(at.trim(), self.zone)).ok_or(Why::Time)?;
        Ok(Some(at.local))
    }

    /// Another's is from instant to instant; ours is by the wall's clock, which changes twice a year, and says its own.
    /// One that ends as it begins, or waits and says nothing of it, takes the usual time: none is said.
    fn length(&self, r: &Value, start: &Moment, ours: bool, waits: bool) -> Result<u32, Why> {
        if waits && r.get("end").is_none() && r.get("minutesDuration").is_none() {
            return Ok(0);
        }
        if let Some(end) = self.moment(r, "end")?.filter(|_| !ours || r.get("minutesDuration").is_none()) {
            return match u32::try_from(time::minutes(start, &end)).map_err(|_| Why::EndBeforeStart)? {
                // What only begins takes the usual length, as in calendars.
                0 if !ours => Ok(minutes(r).unwrap_or(Reason::default().minutes)),
                minutes => Ok(minutes),
            };
        }
        minutes(r)
    }

    /// From when until when a visit is wished for.
    fn requested(&self, r: &Value) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Why> {
        let Some(period) = list(r, "requestedPeriod").first() else { return Ok((None, None)) };
        Ok((self.moment(period, "start")?.map(|m| m.local.date()), self.moment(period, "end")?.map(|m| m.local.date())))
    }

    pub fn encounter(&self, from: usize, r: &Value, id: Id) -> Result<NewEncounter, Why> {
        let status: EncounterStatus = text(r, "status").parse().map_err(|_| Why::Status)?;
        let patient = r.get("subject").and_then(|s| self.index.link(from, s, &[Kind::Patient]));
        let individuals = list(r, "participant").iter().filter_map(|p| p.get("individual"));
        let practitioner = self.first_link(from, individuals, &[Kind::Practitioner, Kind::Role]);
        let appointment = list(r, "appointment").iter().find_map(|a| self.index.link(from, a, &[Kind::Appointment]));
        if patient.is_none() && appointment.is_none() && !ours::is_ours(r) {
            return Err(Why::NoPatient);
        }
        let times = self.course(r, status)?;
        let kind = [concept(r.get("type")), concept(r.get("serviceType"))].into_iter().find(|k| !k.is_empty()).unwrap_or_default();
        let record = Encounter {
            id,
            status,
            arrived: times.arrived,
            started: times.started,
            finished: times.finished,
            left: times.left,
            away: times.away,
            kind,
            ..Encounter::default()
        };
        Ok(NewEncounter { record: ours::overlay(r, record), patient, practitioner, appointment })
    }

    /// When what happened. The history holds past states, each with its time; the present one follows on the last.
    fn course(&self, r: &Value, status: EncounterStatus) -> Result<Course, Why> {
        let none = Value::Null;
        let period = r.get("period").unwrap_or(&none);
        let (begin, end) = (self.moment(period, "start")?, self.moment(period, "end")?);
        if let (Some(begin), Some(end)) = (&begin, &end)
            && end.utc < begin.utc
            && !end.whole_day
        {
            return Err(Why::EndBeforeStart);
        }
        let mut steps = Vec::new();
        for past in list(r, "statusHistory") {
            let of = text(past, "status").parse::<EncounterStatus>().map_err(|_| Why::Status)?;
            let period = past.get("period").unwrap_or(&none);
            steps.push((of, self.moment(period, "start")?, self.moment(period, "end")?));
        }
        // Stable: states without a start stay where they stand.
        steps.sort_by_key(|(_, start, _)| start.map(|s| s.utc));
        if steps.is_empty() {
            return Ok(Course::of_period(status, begin, end));
        }
        if steps.last().is_some_and(|(of, _, _)| *of != status) {
            let since = steps.last().and_then(|(_, _, end)| *end);
            steps.push((status, since, None));
        }
        Ok(Course::of_steps(&steps, status, begin, end))
    }
}

#[derive(Default)]
struct Course {
    arrived: Option<NaiveDateTime>,
    started: Option<NaiveDateTime>,
    finished: Option<NaiveDateTime>,
    left: Option<NaiveDateTime>,
    away: u32,
}

type Step = (EncounterStatus, Option<Moment>, Option<Moment>);

impl Course {
    /// Without a history the period starts with the present state's own beginning: at the door, or when called in.
    fn of_period(status: EncounterStatus, begin: Option<Moment>, end: Option<Moment>) -> Self {
        use EncounterStatus::{Arrived, Finished, InProgress, OnLeave};
        let (begin, end) = (begin.map(|b| b.local), end.map(|e| e.local));
        match status {
            InProgress | OnLeave => Course { started: begin, ..Course::default() },
            Finished => Course { started: begin, finished: end, ..Course::default() },
            Arrived => Course { arrived: begin, ..Course::default() },
            _ => Course { arrived: begin, finished: end, ..Course::default() },
        }
    }

    fn of_steps(steps: &[Step], status: EncounterStatus, begin: Option<Moment>, end: Option<Moment>) -> Self {
        use EncounterStatus::{Arrived, Finished, InProgress, OnLeave};
        let first = |of: EncounterStatus| steps.iter().find(|(s, _, _)| *s == of).and_then(|(_, start, _)| *start);
        let called_in = steps.iter().any(|(s, _, _)| matches!(s, InProgress | OnLeave | Finished));
        let mut started = first(InProgress).or_else(|| first(OnLeave));
        if started.is_none() && called_in {
            // No entry says when: then at the end of the wait, or with the period.
            started = steps.iter().find(|(s, _, _)| *s == Arrived).and_then(|(_, _, end)| *end).or(begin);
        }
        let before = |b: &Moment| started.is_none_or(|s| b.utc < s.utc);
        let arrived = first(Arrived).or_else(|| begin.filter(|b| called_in && before(b)));
        let away =
            steps.iter().filter(|(s, _, _)| *s == OnLeave).filter_map(|(_, from, to)| Some(time::minutes(&(*from)?, &(*to)?))).sum::<i64>();
        let left = if status == OnLeave { steps.last().and_then(|(_, start, _)| *start) } else { None };
        let finished = if status == Finished { end.or_else(|| first(Finished)) } else { None };
        let local = |at: Option<Moment>| at.map(|at| at.local);
        Course {
            arrived: local(arrived),
            started: local(started),
            finished: local(finished),
            left: local(left),
            away: away.try_into().unwrap_or(0),
        }
    }
}

/// The participants by how far they said yes. Who declined is not who is seen, unless nobody will be.
fn who_sees(r: &Value, called_off: bool) -> Vec<&Value> {
    let order = |p: &&Value| match (text(p, "status"), text(p, "required")) {
        ("declined", _) => 3,
        (_, "information-only") => 2,
        ("accepted" | "", _) => 0,
        _ => 1,
    };
    let mut all: Vec<&Value> = list(r, "participant").iter().filter(|p| called_off || order(p) < 3).collect();
    all.sort_by_key(order);
    all
}

fn minutes(r: &Value) -> Result<u32, Why> {
    let minutes = r.get("minutesDuration").and_then(Value::as_u64).and_then(|m| m.try_into().ok());
    minutes.filter(|m| (1..=1_000_000).contains(m)).ok_or(Why::NoLength)
}

/// Why a visit was called off: our own code, the words, or who called it off.
fn cancel_reason(r: &Value) -> String {
    let reason = r.get("cancelationReason");
    if let Some(code) = code_in(reason, CANCEL_REASONS) {
        return code.to_string();
    }
    let words = reason.map(|r| text(r, "text")).unwrap_or_default();
    let code = code_in(reason, "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason").unwrap_or_default();
    match code {
        _ if !words.is_empty() => words.to_string(),
        code if code.starts_with("pat") => "patient".into(),
        code if code.starts_with("prov") => "practice".into(),
        _ => concept(reason),
    }
}
