//! Calls, follow-ups, recalls and what is kept in mind.
//!
//! Ours say by a code that they are. Another program's follow-up or call becomes ours where it is the front desk's beyond
//! doubt: a telephone call with a patient, or a call back that is still to be made and belongs to nobody in particular, and
//! nothing in it that we could not keep. Everything else is kept as it came.

use super::{
    Reader,
    notes::{self, KIND},
};
use crate::{
    base::{Id, text::fold},
    exchange::{
        Follow, Kind, NewFollow, Why,
        fhir::{
            json::{code_in, concept, extension, list, text},
            ours,
        },
    },
    model::{
        Communication, Keepsake, Recall, RecallKind, Task,
        communication::{self, Direction, Outcome},
        task::{Answer, TaskKind, TaskStatus},
    },
};
use serde_json::Value;

pub const CALL: &str = "call";
pub const KEEPSAKE: &str = "keepsake";
pub const RECALL: &str = "recall";
pub const RECALL_KIND: &str = "recall-kind";
pub const DIRECTION: &str = "urn:genki:direction";
pub const OUTCOME: &str = "urn:genki:outcome";
pub const WHY: &str = "urn:genki:why";
pub const ANSWER: &str = "urn:genki:answer";
/// The system of the ids of those who work here: they are no practitioners, and stay at home.
pub const PERSON: &str = "urn:genki:person";
/// How FHIR says that somebody telephoned.
pub const PHONE: (&str, &str) = ("http://terminology.hl7.org/CodeSystem/v3-ParticipationMode", "PHONE");

/// Whether a type that others are left alone of is one of ours here.
pub fn is_followed(r: &Value) -> bool {
    notes::is(r, KEEPSAKE) || notes::is(r, RECALL) || is_recall_kind(r)
}

fn is_recall_kind(r: &Value) -> bool {
    text(r, "resourceType") == "ActivityDefinition" && code_in(r.get("topic"), KIND) == Some(RECALL_KIND)
}

impl Reader<'_> {
    /// None where it can only be kept as it came.
    pub fn follow(&self, from: usize, r: &Value, id: Id) -> Result<Option<NewFollow>, Why> {
        let ours = |record, about: &str| {
            let patient = r.get(about).and_then(|p| self.index.link(from, p, &[Kind::Patient]));
            Ok(Some(NewFollow { record, patient, kept: None, clear: true }))
        };
        match text(r, "resourceType") {
            "Task" => match code_in(r.get("code"), KIND).and_then(TaskKind::of_code) {
                Some(kind) => ours(Follow::Task(self.task(from, r, id, kind)?), "for"),
                None => self.of_others(from, r, id, "for", Self::task_of_others),
            },
            "Communication" => match code_in(r.get("category"), KIND) {
                Some(CALL) => ours(Follow::Call(self.call(from, r, id)?), "subject"),
                _ => self.of_others(from, r, id, "subject", Self::call_of_others),
            },
            "ActivityDefinition" => ours(Follow::RecallKind(self.recall_kind(from, r, id)?), ""),
            "Basic" if r.get("subject").is_none() => Err(Why::NoPatient),
            "Basic" if notes::is(r, RECALL) => ours(Follow::Recall(self.recall(from, r, id)), "subject"),
            "Basic" => ours(Follow::Keepsake(self.keepsake(r, id)?), "subject"),
            _ => Ok(None),
        }
    }

    fn of_others(
        &self,
        from: usize,
        r: &Value,
        id: Id,
        about: &str,
        read: impl Fn(&Self, &Value, Id) -> Option<(Follow, bool)>,
    ) -> Result<Option<NewFollow>, Why> {
        // What we hand on of others stays theirs, wherever it goes.
        let patient = r.get(about).filter(|_| !ours::is_ours(r)).and_then(|p| self.index.link(from, p, &[Kind::Patient]));
        let Some(patient) = patient.filter(|link| !link.to.is_empty()) else { return Ok(None) };
        let Some((record, clear)) = read(self, r, id) else { return Ok(None) };
        let kept = Some(Box::new(self.kept(from, r, id)?));
        Ok(Some(NewFollow { record, patient: Some(patient), kept, clear }))
    }

    fn task(&self, from: usize, r: &Value, id: Id, kind: TaskKind) -> Result<Task, Why> {
        let period = |key: &str| r.get(key).cloned().unwrap_or_default();
        let record = Task {
            id,
            kind,
            status: TaskStatus::of_code(text(r, "status")).ok_or(Why::Status)?,
            why: why(r),
            words: text(r, "description").into(),
            at: self.time(r, "authoredOn")?.unwrap_or_default(),
            by: person(r.get("requester")).unwrap_or_default(),
            owner: person(r.get("owner")),
            due: self.time(&r.get("restriction").and_then(|x| x.get("period")).cloned().unwrap_or_default(), "end")?,
            closed_at: self.time(&period("executionPeriod"), "end")?,
            close_words: concept(r.get("statusReason")),
            call: r.get("reasonReference").and_then(|to| self.index.own(from, to)),
            about: r.get("focus").and_then(|to| self.index.own(from, to)),
            answer: code_in(r.get("businessStatus"), ANSWER).and_then(Answer::of_code).unwrap_or_default(),
            ..Task::default()
        };
        Ok(ours::overlay(r, record))
    }

    fn call(&self, from: usize, r: &Value, id: Id) -> Result<Communication, Why> {
        let direction = code_in(r.get("category"), DIRECTION).and_then(Direction::of_code).unwrap_or_default();
        let desk = if direction == Direction::Out { "sender" } else { "recipient" };
        let led_to = list(r, "extension").iter().filter(|e| text(e, "url") == "urn:genki:led-to").filter_map(|e| e.get("valueReference"));
        let record = Communication {
            id,
            direction,
            why: why(r),
            words: list(r, "payload").first().map(|p| text(p, "contentString")).unwrap_or_default().into(),
            outcome: code_in(r.get("statusReason"), OUTCOME).and_then(Outcome::of_code).unwrap_or_default(),
            at: self.time(r, "sent")?.unwrap_or_default(),
            ended: self.time(r, "received")?,
            by: list(r, desk).iter().find_map(|p| person(Some(p))).unwrap_or_default(),
            about: list(r, "about").first().and_then(|to| self.index.own(from, to)),
            led_to: led_to.filter_map(|to| self.index.own(from, to)).collect(),
            entered_in_error: text(r, "status") == "entered-in-error",
            ..Communication::default()
        };
        Ok(ours::overlay(r, record))
    }

    fn recall_kind(&self, from: usize, r: &Value, id: Id) -> Result<RecallKind, Why> {
        let name = text(r, "title");
        if name.is_empty() {
            return Err(Why::NoName);
        }
        let record = RecallKind {
            id,
            name: name.into(),
            basis: text(r, "purpose").into(),
            retired: text(r, "status") == "retired",
            ..RecallKind::default()
        };
        // A field of this name is a visit's reason elsewhere, and passed over there.
        let reason = extension(r, "urn:genki:reason");
        let reason = reason.and_then(|to| self.index.own(from, to).or_else(|| to.as_str()?.parse().ok()));
        Ok(RecallKind { reason, ..ours::overlay(r, record) })
    }

    fn recall(&self, from: usize, r: &Value, id: Id) -> Recall {
        let to = |url: &str| extension(r, url).filter(|v| v.is_object()).and_then(|to| self.index.own(from, to));
        let (kind, appointment) = (to("urn:genki:kind").unwrap_or_default(), to("urn:genki:appointment"));
        ours::overlay(r, Recall { id, kind, appointment, ..Recall::default() })
    }

    fn keepsake(&self, r: &Value, id: Id) -> Result<Keepsake, Why> {
        let (at, by) = (self.time(r, "created")?.unwrap_or_default(), person(r.get("author")).unwrap_or_default());
        Ok(ours::overlay(r, Keepsake { id, at, by, ..Keepsake::default() }))
    }

    /// Another program's call back to a patient; and whether it is one beyond doubt, and still to be made.
    fn task_of_others(&self, r: &Value, id: Id) -> Option<(Follow, bool)> {
        const KNOWN: &[&str] = &["priority", "code", "description", "for", "authoredOn", "lastModified", "restriction", "executionPeriod"];
        let status = match text(r, "status") {
            "received" => TaskStatus::Requested,
            "ready" => TaskStatus::Accepted,
            "rejected" => TaskStatus::Cancelled,
            other => TaskStatus::of_code(other)?,
        };
        let (code, words) = (concept(r.get("code")), text(r, "description"));
        let until = |key: &str| r.get(key).cloned().unwrap_or_default();
        let restriction = until("restriction");
        let due = match self.time(restriction.get("period").unwrap_or(&Value::Null), "end").ok()? {
            None => self.time(&until("executionPeriod"), "end").ok()?,
            due => due,
        };
        let record = Task {
            id,
            status,
            why: if matches!(text(r, "priority"), "urgent" | "asap" | "stat") {
                communication::Why::Urgent
            } else {
                communication::Why::Other
            },
            words: if words.is_empty() { code.clone() } else { words.into() },
            at: self.time(r, "authoredOn").ok()?.unwrap_or_default(),
            due,
            ..Task::default()
        };
        let alone = restriction.as_object().is_none_or(|map| map.keys().all(|key| key == "period"));
        let clear = says_call(words) || says_call(&code);
        Some((Follow::Task(record), clear && alone && status.is_open() && says_no_more(r, KNOWN)))
    }

    /// Another program's telephone call with a patient.
    fn call_of_others(&self, r: &Value, id: Id) -> Option<(Follow, bool)> {
        const KNOWN: &[&str] =
            &["medium", "subject", "sender", "recipient", "sent", "received", "payload", "category", "reasonCode", "topic"];
        let direction = |key: &str| list(r, key).iter().any(|who| text(who, "reference") == text(&r["subject"], "reference"));
        let (from_patient, to_patient) = (direction("sender"), direction("recipient"));
        let payload = list(r, "payload");
        let texts = [concept(r.get("topic")), concept(r.get("reasonCode"))].into_iter();
        let texts = texts.chain(payload.iter().map(|p| text(p, "contentString").to_string())).filter(|t| !t.is_empty());
        let (sent, received) = (self.time(r, "sent").ok()?, self.time(r, "received").ok()?);
        let record = Communication {
            id,
            direction: if to_patient && !from_patient { Direction::Out } else { Direction::In },
            words: texts.collect::<Vec<_>>().join("\n"),
            outcome: if text(r, "status") == "not-done" { Outcome::NoAnswer } else { Outcome::Reached },
            at: sent.or(received)?,
            ended: sent.and(received),
            entered_in_error: text(r, "status") == "entered-in-error",
            ..Communication::default()
        };
        let by_phone = code_in(r.get("medium"), PHONE.0) == Some(PHONE.1) && list(r, "medium").len() == 1;
        let in_words = payload.iter().all(|p| p.get("contentString").is_some());
        let over = matches!(text(r, "status"), "completed" | "not-done");
        Some((Follow::Call(record), by_phone && in_words && over && from_patient != to_patient && says_no_more(r, KNOWN)))
    }
}

/// Whether there is nothing in it but what is `known`, and what says nothing of its own.
fn says_no_more(r: &Value, known: &[&str]) -> bool {
    const ASIDE: &[&str] = &["resourceType", "id", "meta", "text", "language", "identifier", "status", "intent"];
    r.as_object().is_some_and(|map| map.keys().all(|key| ASIDE.contains(&key.as_str()) || known.contains(&key.as_str())))
}

/// Whether words tell somebody to telephone.
fn says_call(words: &str) -> bool {
    const BEGIN: &[&str] = &["call", "callback", "phone", "telephone", "ring", "rappeler", "appeler", "telephoner"];
    let folded = fold(words);
    folded.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).is_some_and(|first| BEGIN.contains(&first))
        || folded.replace('-', " ").contains("call back")
}

fn why(r: &Value) -> communication::Why {
    code_in(r.get("reasonCode"), WHY).and_then(communication::Why::of_code).unwrap_or_default()
}

/// Who works here, as our own references name them.
fn person(reference: Option<&Value>) -> Option<Id> {
    let identifier = reference?.get("identifier")?;
    (text(identifier, "system") == PERSON).then(|| text(identifier, "value").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::says_call;

    #[test]
    fn only_words_that_tell_to_telephone_do() {
        for words in
            ["Call back", "call: results", "Please call back", "Call-back about results", "Rappeler Mme Martin", "Téléphoner au patient"]
        {
            assert!(says_call(words), "{words}");
        }
        for words in ["", "Rappel de vaccin", "Recall", "Calling card", "Administer insulin", "On call"] {
            assert!(!says_call(words), "{words}");
        }
    }
}
