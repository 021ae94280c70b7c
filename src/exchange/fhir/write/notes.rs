//! Notes of days.

use super::{Element, Writer, reference};
use crate::{
    exchange::{Noun, fhir::read::DAY_NOTE},
    model::DayNote,
};
use serde_json::{Value, json};

impl Writer {
    pub fn day_note(&self, n: &DayNote) -> Value {
        let of = n.practitioner.map(|p| vec![json!({"url": "urn:genki:practitioner", "valueReference": reference(p)})]);
        let resource = Element::resource("Basic", n.id)
            .with("code", json!({"coding": [{"system": DAY_NOTE.0, "code": DAY_NOTE.1}]}))
            .with("created", n.date.to_string())
            .with("extension", of.unwrap_or_default());
        self.complete(resource, n, &["practitioner"], |noun| if let Noun::DayNote(n) = noun { Some(n.record) } else { None })
    }
}
