//! Appointments and encounters.

use super::{Element, Writer, reference, words};
use crate::{
    base::Id,
    exchange::{
        Noun,
        fhir::{
            read::{CANCEL_REASONS, WALK_IN},
            time::{over, zoned},
        },
    },
    model::{
        Appointment, Encounter,
        transition::{AppointmentStatus, EncounterStatus},
    },
};
use chrono::NaiveDateTime;
use serde_json::{Value, json};

impl Writer {
    pub fn appointment(&self, a: &Appointment) -> Value {
        let participant = |id| json!({"actor": reference(id), "status": "accepted"});
        let mut participants: Vec<Value> = a.patient.into_iter().map(participant).collect();
        participants.extend(Some(a.practitioner).filter(|p| *p != Id::default()).map(participant));
        let reason = a.reason.and_then(|id| Some((id, self.reasons.get(&id)?)));
        let called_off = matches!(a.status, AppointmentStatus::Cancelled | AppointmentStatus::NoShow);
        let placed = a.has_place();
        let period = Element::new().with("start", a.wish_from.map(|d| d.to_string())).with("end", a.wish_until.map(|d| d.to_string()));
        let requested = if a.wish_from.or(a.wish_until).is_some() { vec![Value::from(period)] } else { vec![] };
        let resource = Element::resource("Appointment", a.id)
            .with("status", a.status.code())
            .with("start", placed.then(|| zoned(a.start, self.zone)))
            .with("end", placed.then(|| over(a.start, a.minutes, self.zone)))
            .with("minutesDuration", if a.minutes > 0 { a.minutes.into() } else { Value::Null })
            .with("participant", participants)
            .with("serviceType", reason.map(|(_, name)| vec![words(name)]).unwrap_or_default())
            .with("reasonCode", if a.reason_text.is_empty() { vec![] } else { vec![words(&a.reason_text)] })
            .with("comment", a.comment.as_str())
            .with("requestedPeriod", requested)
            .with("created", a.created.map(|at| zoned(at, self.zone)))
            .with("priority", a.priority)
            .with("cancelationReason", if called_off { cancel_reason(&a.cancel_reason) } else { Value::Null })
            .with("appointmentType", if a.walk_in { json!({"coding": [{"system": WALK_IN.0, "code": WALK_IN.1}]}) } else { Value::Null })
            .with("extension", self.extensions(a, reason.map(|(id, _)| id)));
        let links = ["patient", "practitioner", "reason"];
        self.complete(resource, a, &links, |noun| if let Noun::Appointment(a) = noun { Some(a.record) } else { None })
    }

    fn extensions(&self, a: &Appointment, reason: Option<Id>) -> Vec<Value> {
        let time = |name: &str, at: Option<NaiveDateTime>| {
            at.map(|at| json!({"url": format!("urn:genki:{name}"), "valueDateTime": zoned(at, self.zone)}))
        };
        let moved = a.moved_on == Some(a.start.date());
        [
            reason.map(|id| json!({"url": "urn:genki:reason", "valueReference": reference(id)})),
            time("phoned-eta", a.phoned_eta),
            time("promised-start", a.promised_start),
            moved.then(|| json!({"url": "urn:genki:moved-today", "valueBoolean": true})),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    pub fn encounter(&self, e: &Encounter) -> Value {
        let time = |at: NaiveDateTime| zoned(at, self.zone);
        let begin = [e.arrived, e.started].into_iter().flatten().min();
        let resource = Element::resource("Encounter", e.id)
            .with("status", e.status.code())
            .with("class", json!({"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}))
            .with("type", if e.kind.is_empty() { vec![] } else { vec![words(&e.kind)] })
            .with("subject", e.patient.map(reference).unwrap_or(Value::Null))
            .with("participant", e.practitioner.map(|p| vec![json!({"individual": reference(p)})]).unwrap_or_default())
            .with("appointment", e.appointment.map(|a| vec![reference(a)]).unwrap_or_default())
            .with("period", Element::new().with("start", begin.map(time)).with("end", e.finished.map(time)))
            .with("statusHistory", self.history(e));
        let links = ["patient", "practitioner", "appointment"];
        self.complete(resource, e, &links, |noun| if let Noun::Encounter(e) = noun { Some(e.record) } else { None })
    }

    /// The states before the present one. Where they cannot say all (minutes out of the room, say), extensions do.
    fn history(&self, e: &Encounter) -> Vec<Value> {
        use EncounterStatus::{Arrived, Finished, InProgress, OnLeave};
        let past = |of: EncounterStatus, from: Option<NaiveDateTime>, to: Option<NaiveDateTime>| {
            let period = Element::new().with("start", from.map(|at| zoned(at, self.zone))).with("end", to.map(|at| zoned(at, self.zone)));
            json!({"status": of.code(), "period": Value::from(period)})
        };
        let mut all = Vec::new();
        if matches!(e.status, InProgress | OnLeave | Finished) && e.arrived.is_some() {
            all.push(past(Arrived, e.arrived, e.started));
            if e.status != InProgress && e.started.is_some() {
                all.push(past(InProgress, e.started, if e.status == OnLeave { e.left } else { e.finished }));
            }
        }
        all
    }
}

fn cancel_reason(reason: &str) -> Value {
    let is_code = !reason.is_empty() && reason.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if is_code { json!({"coding": [{"system": CANCEL_REASONS, "code": reason}]}) } else { words(reason) }
}
