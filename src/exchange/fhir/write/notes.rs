//! Notes of days.

use super::{Element, Writer, code, reference};
use crate::{
    exchange::{
        Noun,
        fhir::read::{DAY_NOTE, KIND},
    },
    model::DayNote,
};
use serde_json::{Value, json};

impl Writer {
    pub fn day_note(&self, n: &DayNote) -> Value {
        let of = n.practitioner.map(|p| vec![json!({"url": "urn:genki:practitioner", "valueReference": reference(p)})]);
        let resource = Element::resource("Basic", n.id)
            .with("code", code(KIND, DAY_NOTE))
            .with("created", n.date.to_string())
            .with("extension", of.unwrap_or_default());
        self.complete(resource, n, &["practitioner"], |noun| if let Noun::DayNote(n) = noun { Some(n.record) } else { None })
    }
}
