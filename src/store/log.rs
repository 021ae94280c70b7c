//! The log: appending a change, and what a record's changes amount to together.
//!
//! A record is a set of fields, each a register that may hold several values. A change writes fields and names,
//! for each, the writes it replaces. What stands is what no known change replaces. Both sets only ever grow, so
//! the order in which changes arrive, repeats and gaps make no difference: equal logs give equal rows.

use super::error::{Error, Result};
use crate::{
    base::Id,
    model::{Audience, Fields},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One write, by the device that made it and its place among that device's changes.
pub type Op = (Id, u64);

/// The last change of a device that was known, and its hash in base64.
pub type Head = (u64, String);

/// What a signed change rests on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Grounds {
    /// How far its writer knew each device's log.
    #[serde(rename = "h")]
    pub heads: BTreeMap<Id, Head>,
    /// The change that gave its signer the right to make it; none among the practice's first.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub rests_on: Option<Op>,
    /// Signed by the holder of the recovery words, in the person's name.
    #[serde(rename = "y", default, skip_serializing_if = "std::ops::Not::not")]
    pub by_words: bool,
}

/// What a change's bytes say. Unknown entries from a newer version stay in the bytes, and travel on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Body {
    #[serde(rename = "k")]
    pub kind: String,
    /// When, in milliseconds since 1970: for people to read, never to decide by.
    #[serde(rename = "t")]
    pub at: i64,
    #[serde(rename = "p")]
    pub person: Id,
    #[serde(rename = "a")]
    pub act: Id,
    #[serde(rename = "w")]
    pub what: String,
    /// What the act is about, where that is another record than this one.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Id>,
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<Id>,
    /// One more than any that the writer had seen of this record: orders values that stand side by side.
    #[serde(rename = "l")]
    pub lamport: u64,
    /// Of a signed change: what it rests on.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    pub grounds: Option<Grounds>,
    #[serde(rename = "f")]
    pub fields: Fields,
    #[serde(rename = "o", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub over: BTreeMap<String, Vec<Op>>,
}

/// All that a change says but its fields, of one that replaces nothing: an import's are alike in that.
#[derive(Debug, Clone)]
pub struct Opening(String);

impl Opening {
    pub fn of(body: &Body) -> Result<Self> {
        const NONE: &str = "{}}";
        let bare = Body { fields: Fields::new(), over: BTreeMap::new(), ..body.clone() };
        let mut text = serde_json::to_string(&bare).map_err(|e| Error::Log(e.to_string()))?;
        if !text.ends_with(NONE) {
            return Err(Error::Log("a change does not end with its fields".into()));
        }
        text.truncate(text.len() - NONE.len());
        Ok(Opening(text))
    }

    /// The bytes of the change with these fields, which are written already.
    pub fn with(&self, fields: &str) -> Vec<u8> {
        [self.0.as_bytes(), fields.as_bytes(), b"}"].concat()
    }
}

/// A value that stands, and who wrote it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Held {
    pub value: Value,
    pub origin: Id,
    pub seq: u64,
    pub person: Id,
    pub at: i64,
    /// How long a history the write has behind it in its record.
    #[serde(skip)]
    pub lamport: u64,
}

/// What a record's known changes amount to. A record is one kind under one id for one audience: whatever else bears its
/// id never touches it.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct State {
    pub kind: String,
    pub lamport: u64,
    /// Whom the record is for.
    pub audience: Audience,
    held: BTreeMap<String, Vec<Held>>,
    replaced: BTreeMap<String, BTreeSet<Op>>,
}

impl State {
    pub fn new(kind: &str, audience: Audience) -> Self {
        State { kind: kind.to_owned(), audience, ..State::default() }
    }

    /// Whether no change of it is known.
    pub fn is_empty(&self) -> bool {
        self.lamport == 0
    }

    pub fn take_in(&mut self, origin: Id, seq: u64, body: &Body) {
        if self.kind.is_empty() {
            self.kind.clone_from(&body.kind);
        }
        // Another kind under the same id is another record.
        if self.kind != body.kind {
            return;
        }
        self.lamport = self.lamport.max(body.lamport);
        for (field, ops) in &body.over {
            self.replaced.entry(field.clone()).or_default().extend(ops);
            if let Some(held) = self.held.get_mut(field) {
                held.retain(|h| !ops.contains(&(h.origin, h.seq)));
            }
        }
        for (field, value) in &body.fields {
            let gone = self.replaced.get(field).is_some_and(|r| r.contains(&(origin, seq)));
            let held = self.held.entry(field.clone()).or_default();
            if gone || held.iter().any(|h| (h.origin, h.seq) == (origin, seq)) {
                continue;
            }
            let (person, at, lamport) = (body.person, body.at, body.lamport);
            held.push(Held { value: value.clone(), origin, seq, person, at, lamport });
            held.sort_by_key(|h| std::cmp::Reverse((h.lamport, h.origin, h.seq)));
        }
    }

    /// The fields as rows show them: of values side by side the one with the longest history behind it, the
    /// same on every device. Fields that hold nothing are left out.
    pub fn fields(&self) -> Fields {
        let first = |(name, held): (&String, &Vec<Held>)| {
            let value = &held.first()?.value;
            (!crate::model::record::is_nothing(value)).then(|| (name.clone(), value.clone()))
        };
        self.held.iter().filter_map(first).collect()
    }

    /// Fields in which different values stand side by side. Equal values written apart are no clash.
    pub fn clashes(&self) -> impl Iterator<Item = (&String, &Vec<Held>)> {
        self.held.iter().filter(|(_, held)| held.iter().any(|h| h.value != held[0].value))
    }

    /// Every value that stands and is not nothing, by its field.
    pub fn values(&self) -> impl Iterator<Item = (&String, &Held)> {
        let all = self.held.iter().flat_map(|(field, held)| held.iter().map(move |h| (field, h)));
        all.filter(|(_, held)| !crate::model::record::is_nothing(&held.value))
    }

    pub fn standing(&self, field: &str) -> &[Held] {
        self.held.get(field).map_or(&[], Vec::as_slice)
    }

    /// The writes of `fields` that say something new, and what they replace. Of what they leave out that alone is emptied
    /// which the writer knows of: fields that a newer version added stay.
    pub fn difference(&self, fields: &Fields, known: Option<&[&str]>) -> (Fields, BTreeMap<String, Vec<Op>>) {
        let now = self.fields();
        let mut changed: Fields =
            fields.iter().filter(|(name, value)| now.get(*name) != Some(value)).map(|(n, v)| (n.clone(), v.clone())).collect();
        let knows = |name: &String| known.is_none_or(|known| known.contains(&name.as_str()));
        let emptied = now.keys().filter(|name| !fields.contains_key(*name) && knows(name));
        changed.extend(emptied.map(|name| (name.clone(), Value::Null)).collect::<Vec<_>>());
        let over = self.over(changed.keys());
        (changed, over)
    }

    pub fn over<'a>(&self, fields: impl Iterator<Item = &'a String>) -> BTreeMap<String, Vec<Op>> {
        fields
            .map(|f| (f.clone(), self.standing(f).iter().map(|h| (h.origin, h.seq)).collect::<Vec<_>>()))
            .filter(|(_, ops)| !ops.is_empty())
            .collect()
    }
}

/// The seal that chains a device's changes: whoever alters, swaps or drops one breaks all that follow.
pub fn hash(previous: &[u8], origin: Id, seq: u64, doc: Id, audience: &[u8], bytes: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("genki change 1");
    hasher.update(previous);
    hasher.update(origin.as_bytes());
    hasher.update(&seq.to_le_bytes());
    hasher.update(doc.as_bytes());
    hasher.update(&(audience.len() as u64).to_le_bytes());
    hasher.update(audience);
    hasher.update(bytes);
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn body(lamport: u64, field: &str, value: u8, over: &[Op]) -> Body {
        let id = Id::from_u128(9);
        Body {
            kind: "patient".into(),
            at: 0,
            person: id,
            act: id,
            what: "edit".into(),
            subject: None,
            undoes: None,
            lamport,
            grounds: None,
            fields: [(field.to_string(), Value::from(value))].into(),
            over: if over.is_empty() { BTreeMap::new() } else { [(field.to_string(), over.to_vec())].into() },
        }
    }

    #[test]
    fn fields_that_are_written_already_make_the_same_bytes() {
        let whole = body(1, "family", 1, &[]);
        let text = serde_json::to_string(&whole.fields).unwrap();
        assert_eq!(Opening::of(&whole).unwrap().with(&text), serde_json::to_vec(&whole).unwrap());
    }

    #[test]
    fn two_values_written_apart_both_stand_until_one_is_chosen() {
        let (a, b) = (Id::from_u128(1), Id::from_u128(2));
        let mut s = State::default();
        s.take_in(a, 1, &body(1, "family", 1, &[]));
        s.take_in(b, 1, &body(1, "family", 2, &[]));
        assert_eq!(s.clashes().count(), 1);
        assert_eq!(s.standing("family").len(), 2);
        let (_, over) = s.difference(&[("family".to_string(), Value::from(1))].into(), None);
        assert_eq!(over["family"].len(), 2);
        s.take_in(a, 2, &body(2, "family", 1, &over["family"]));
        assert_eq!(s.clashes().count(), 0);
    }

    proptest! {
        #![proptest_config(crate::chance::cases(256))]

        /// Three devices write, each seeing whatever part of the others' changes; any order, repeats and gaps
        /// filled later give the same state.
        #[test]
        fn any_order_gives_the_same(writes in prop::collection::vec((0u8..3, 0u8..3, 0u8..4, any::<u16>()), 1..24),
                                    order in prop::collection::vec(any::<u16>(), 1..72)) {
            let mut log: Vec<(Id, u64, Body)> = Vec::new();
            for (device, field, value, seen) in writes {
                let origin = Id::from_u128(device.into());
                let mut state = State::default();
                for (i, (o, s, b)) in log.iter().enumerate() {
                    if *o == origin || seen >> (i % 16) & 1 == 1 { state.take_in(*o, *s, b); }
                }
                let name = format!("f{field}");
                let over = state.over([&name].into_iter()).remove(&name).unwrap_or_default();
                let seq = log.iter().filter(|(o, _, _)| *o == origin).count() as u64 + 1;
                log.push((origin, seq, body(state.lamport + 1, &name, value, &over)));
            }
            let straight = log.iter().fold(State::default(), |mut s, (o, q, b)| { s.take_in(*o, *q, b); s });
            let mut shuffled = State::default();
            for i in &order { let (o, q, b) = &log[*i as usize % log.len()]; shuffled.take_in(*o, *q, b); }
            for (o, q, b) in log.iter().rev() { shuffled.take_in(*o, *q, b); }
            prop_assert_eq!(straight.fields(), shuffled.fields());
            prop_assert_eq!(straight.clashes().collect::<Vec<_>>(), shuffled.clashes().collect::<Vec<_>>());
            prop_assert_eq!(straight, shuffled);
        }
    }
}
