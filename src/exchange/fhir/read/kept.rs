//! Resources that are kept as they come, with what the timeline shows of them.

use super::{Reader, refs::Leads};
use crate::{
    base::Id,
    exchange::{
        Kind, NewKept, Why,
        fhir::{
            json::{concept, list, text},
            time,
        },
    },
    model::Kept,
};
use serde_json::Value;
use std::collections::BTreeMap;

impl Reader<'_> {
    pub fn kept(&self, from: usize, r: &Value, id: Id) -> Result<NewKept, Why> {
        let resource_type = text(r, "resourceType");
        let about = match resource_type {
            "Task" => "for",
            "Coverage" => "beneficiary",
            "Claim" | "ClaimResponse" | "Immunization" | "ImmunizationRecommendation" => "patient",
            _ => "subject",
        };
        let patient = r.get(about).and_then(|p| self.index.link(from, p, &[Kind::Patient]));
        let must = matches!(resource_type, "Claim" | "ClaimResponse" | "Immunization" | "ImmunizationRecommendation" | "Coverage");
        if must && patient.is_none() {
            return Err(Why::NoPatient);
        }
        let record = Kept {
            id,
            resource_type: resource_type.into(),
            date: self.date(r),
            title: title(r),
            status: text(r, "status").into(),
            resource: bare(r, id),
            ..Kept::default()
        };
        let (mut links, mut loose) = (BTreeMap::new(), BTreeMap::new());
        references(&record.resource, &mut |literal, of_type| {
            match self.index.leads(from, literal, of_type, &[]) {
                Leads::To(to) => {
                    links.insert(literal.to_string(), crate::exchange::Link { to, identifier: None });
                }
                Leads::Away(name) => {
                    loose.insert(literal.to_string(), name);
                }
                Leads::Elsewhere => {}
            };
        });
        // A subject that is no patient (a group, a device) is nobody's timeline.
        let patient = patient.filter(|link| !link.to.is_empty() || link.identifier.is_some() || must);
        Ok(NewKept { record, patient, links, loose })
    }

    fn date(&self, r: &Value) -> String {
        let period = |key: &str| r.get(key).map(|p| text(p, "start")).unwrap_or_default();
        let due = r.get("restriction").and_then(|x| x.get("period")).map(|p| text(p, "end")).unwrap_or_default();
        let dates = match text(r, "resourceType") {
            "Task" => vec![due, period("executionPeriod"), text(r, "authoredOn")],
            "Communication" => vec![text(r, "sent"), text(r, "received")],
            "Claim" | "ClaimResponse" => vec![period("billablePeriod"), text(r, "created")],
            "Coverage" => vec![period("period")],
            "ServiceRequest" => vec![text(r, "authoredOn"), text(r, "occurrenceDateTime"), period("occurrencePeriod")],
            _ => vec![text(r, "occurrenceDateTime"), text(r, "date")],
        };
        let moment = dates.into_iter().find_map(|d| time::moment(d, self.zone));
        moment.map(|at| at.local.date().to_string()).unwrap_or_default()
    }
}

fn title(r: &Value) -> String {
    let c = |key: &str| concept(r.get(key));
    let first = |key: &str, inner: &str| list(r, key).iter().map(|x| concept(x.get(inner))).find(|t| !t.is_empty()).unwrap_or_default();
    let words = match text(r, "resourceType") {
        "Task" => vec![text(r, "description").into(), c("code")],
        "Immunization" => vec![c("vaccineCode")],
        "ImmunizationRecommendation" => vec![first("recommendation", "vaccineCode"), first("recommendation", "targetDisease")],
        "Communication" => vec![c("topic"), c("category"), c("reasonCode")],
        "ServiceRequest" => vec![c("code"), c("category")],
        "Claim" => vec![first("item", "productOrService"), c("type")],
        "ClaimResponse" => vec![text(r, "disposition").into(), text(r, "outcome").into()],
        // Never a file's name: it may say what only doctors are to know.
        "DocumentReference" => vec![text(r, "description").into(), c("type")],
        "Coverage" => {
            let payor = list(r, "payor").iter().map(|p| text(p, "display").to_string()).find(|t| !t.is_empty());
            vec![payor.unwrap_or_default(), c("type")]
        }
        _ => vec![text(r, "contentType").into()],
    };
    words.into_iter().find(|w| !w.is_empty()).unwrap_or_default()
}

/// The resource without its narrative and meta, under our id.
fn bare(r: &Value, id: Id) -> Value {
    let mut bare = r.clone();
    if let Some(map) = bare.as_object_mut() {
        map.remove("text");
        map.remove("meta");
        map.insert("id".into(), id.to_string().into());
    }
    bare
}

/// Calls `each` for every literal reference, with the type that stands beside it.
pub fn references(v: &Value, each: &mut impl FnMut(&str, &str)) {
    match v {
        Value::Array(all) => all.iter().for_each(|v| references(v, each)),
        Value::Object(map) => {
            if let Some(literal) = map.get("reference").and_then(Value::as_str).filter(|l| !l.is_empty() && !l.starts_with('#')) {
                each(literal, text(v, "type"));
            }
            // A document's content may be a resource of its own.
            if let Some(url) = map.get("attachment").map(|a| text(a, "url")).filter(|u| u.starts_with("urn:uuid:") || u.contains("Binary/"))
            {
                each(url, "Binary");
            }
            map.values().for_each(|v| references(v, each));
        }
        _ => {}
    }
}
