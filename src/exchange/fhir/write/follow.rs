//! Calls, follow-ups, recalls and what is kept in mind.

use super::{Element, Writer, code, reference, sorted, words};
use crate::{
    base::Id,
    exchange::{
        Follow, Noun,
        fhir::{
            read::{ANSWER, CALL, DIRECTION, KEEPSAKE, KIND, OUTCOME, PERSON, PHONE, RECALL, RECALL_KIND, WHY},
            time::zoned,
        },
    },
    model::{Communication, Keepsake, Recall, RecallKind, Record, Task, communication::Direction},
    store::{self, Db, communications, keepsakes, recalls, tasks},
};
use serde_json::{Value, json};

/// All that is followed up. Results stay: what they say is for those whose keys open it, and what was decided of them is
/// nothing without it.
pub struct Follows {
    kinds: Vec<RecallKind>,
    recalls: Vec<Recall>,
    calls: Vec<Communication>,
    tasks: Vec<Task>,
    keepsakes: Vec<Keepsake>,
}

impl Follows {
    pub fn read(db: &Db) -> store::Result<Self> {
        Ok(Follows {
            kinds: sorted(recalls::kinds(db)?),
            recalls: sorted(recalls::all(db)?),
            calls: sorted(communications::all(db)?),
            tasks: sorted(tasks::all(db)?),
            keepsakes: sorted(keepsakes::all(db)?),
        })
    }

    pub fn ids(&self) -> impl Iterator<Item = Id> {
        let kinds = self.kinds.iter().map(Record::id).chain(self.recalls.iter().map(Record::id));
        kinds.chain(self.calls.iter().map(Record::id)).chain(self.tasks.iter().map(Record::id))
    }

    pub fn write(&self, writer: &Writer, all: &mut Vec<Value>) {
        all.extend(self.kinds.iter().map(|k| writer.recall_kind(k)));
        all.extend(self.recalls.iter().map(|r| writer.recall(r)));
        all.extend(self.calls.iter().map(|c| writer.call(c)));
        all.extend(self.tasks.iter().map(|t| writer.task(t)));
        all.extend(self.keepsakes.iter().map(|k| writer.keepsake(k)));
    }
}

/// Takes the record of one kind out of what was read.
macro_rules! followed {
    ($kind:ident) => {
        |noun| match noun {
            Noun::Follow(follow) => match follow.record {
                Follow::$kind(record) => Some(record),
                _ => None,
            },
            _ => None,
        }
    };
}

impl Writer {
    /// A reference to what leaves as well. To what stays at home there is none: its id travels as our own field.
    fn to(&self, id: Option<Id>) -> Option<Value> {
        id.filter(|id| self.leaving.contains(id)).map(reference)
    }

    fn task(&self, t: &Task) -> Value {
        let end = |at: Option<chrono::NaiveDateTime>| at.map(|at| json!({"end": zoned(at, self.zone)}));
        let state = match t.is_answered() {
            true => code(ANSWER, t.answer.code()),
            false if t.snoozed.is_some() => words("put off"),
            false => Value::Null,
        };
        let resource = Element::resource("Task", t.id)
            .with("status", t.status.code())
            .with("intent", "order")
            .with("code", code(KIND, t.kind.code()))
            .with("reasonCode", code(WHY, t.why.code()))
            .with("description", t.words.as_str())
            .with("for", t.patient.map(reference))
            .with("authoredOn", zoned(t.at, self.zone))
            .with("requester", person(Some(t.by)))
            .with("owner", person(t.owner))
            .with("restriction", end(t.due).map(|period| json!({"period": period})))
            .with("executionPeriod", end(t.closed_at))
            .with("businessStatus", state)
            .with("statusReason", words(&t.close_words))
            .with("reasonReference", self.to(t.call))
            .with("focus", self.to(t.about));
        self.complete(resource, t, &["patient"], followed!(Task))
    }

    fn call(&self, c: &Communication) -> Value {
        let status = match (c.entered_in_error, c.outcome.reached()) {
            (true, _) => "entered-in-error",
            (false, true) => "completed",
            (false, false) => "not-done",
        };
        let (desk, patient) = (person(Some(c.by)), c.patient.map(reference));
        let (sender, recipient) = if c.direction == Direction::Out { (desk, patient) } else { (patient, desk) };
        let led_to: Option<Vec<Value>> = c.led_to.iter().map(|id| self.to(Some(*id))).collect();
        let led_to = led_to.into_iter().flatten().map(|to| json!({"url": "urn:genki:led-to", "valueReference": to}));
        let text = if c.words.trim().is_empty() { vec![] } else { vec![json!({"contentString": c.words})] };
        let resource = Element::resource("Communication", c.id)
            .with("status", status)
            .with("statusReason", code(OUTCOME, c.outcome.code()))
            .with("category", vec![code(KIND, CALL), code(DIRECTION, c.direction.code())])
            .with("medium", vec![code(PHONE.0, PHONE.1)])
            .with("subject", c.patient.map(reference))
            .with("reasonCode", vec![code(WHY, c.why.code())])
            .with("sent", zoned(c.at, self.zone))
            .with("received", c.ended.map(|at| zoned(at, self.zone)))
            .with("sender", sender)
            .with("recipient", recipient.into_iter().collect::<Vec<_>>())
            .with("about", self.to(c.about).into_iter().collect::<Vec<_>>())
            .with("payload", text)
            .with("extension", led_to.collect::<Vec<_>>());
        self.complete(resource, c, &["patient"], followed!(Call))
    }

    fn recall_kind(&self, k: &RecallKind) -> Value {
        let reason = self.to(k.reason).map(|to| json!({"url": "urn:genki:reason", "valueReference": to}));
        let resource = Element::resource("ActivityDefinition", k.id)
            .with("status", if k.retired { "retired" } else { "active" })
            .with("title", k.name.as_str())
            .with("topic", vec![code(KIND, RECALL_KIND)])
            .with("purpose", k.basis.as_str())
            .with("extension", reason.into_iter().collect::<Vec<_>>());
        self.complete(resource, k, &[], followed!(RecallKind))
    }

    fn recall(&self, r: &Recall) -> Value {
        let link = |name: &str, id| self.to(id).map(|to| json!({"url": format!("urn:genki:{name}"), "valueReference": to}));
        let links = [link("kind", Some(r.kind)), link("appointment", r.appointment)];
        let resource = Element::resource("Basic", r.id)
            .with("code", code(KIND, RECALL))
            .with("subject", reference(r.patient))
            .with("extension", links.into_iter().flatten().collect::<Vec<_>>());
        self.complete(resource, r, &["patient"], followed!(Recall))
    }

    fn keepsake(&self, k: &Keepsake) -> Value {
        let resource = Element::resource("Basic", k.id)
            .with("code", code(KIND, KEEPSAKE))
            .with("subject", k.patient.map(reference))
            .with("created", k.at.date().to_string())
            .with("author", person(Some(k.by)));
        self.complete(resource, k, &["patient"], followed!(Keepsake))
    }
}

/// Somebody who works here, named by an id alone.
fn person(id: Option<Id>) -> Option<Value> {
    let id = id.filter(|id| *id != Id::default())?;
    Some(json!({"identifier": {"system": PERSON, "value": id.to_string()}}))
}
