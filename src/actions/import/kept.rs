//! Records kept as they came, their references turned to ids here.

use super::{
    All, Stop,
    identity::once_each,
    intake::{Found, Head, Intake},
    report::Outcome,
};
use crate::{
    model::{
        Audience, Content, Inside, Kept,
        kept::is_masked,
        plan::{Kind, NewKept, Why},
    },
    store::{self, kept, practice},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What becomes of a literal reference: ours, or a name for what is not here.
enum Turned {
    To(String),
    Away(String),
}

impl Intake<'_, '_> {
    /// Those that others counted, each under the id that follows from whom it is about.
    pub fn counted_kept(&mut self, mut all: All<NewKept>) -> Result<All<NewKept>, Stop> {
        for (head, new) in &mut all {
            // A follow-up that is only kept has its id already.
            if head.number.is_none() || head.id != head.own {
                continue;
            }
            let id = self.counted_about(head, new.patient.as_ref())?;
            new.record.id = id;
            new.record.resource["id"] = id.to_string().into();
        }
        Ok(once_each(all, &mut self.report))
    }

    /// They refer to each other in any order: first it is settled which go in, then they are written.
    pub fn kept(&mut self, all: Vec<(Head, NewKept)>) -> Result<(), Stop> {
        let practice = practice::get(&self.tx.db())?;
        let apart = Content::audience(practice.secretaries_read_results) != Audience::Practice;
        let mut going = Vec::with_capacity(all.len());
        for (head, mut new) in all {
            if let Some(link) = &new.patient {
                match self.need(link, "patient")? {
                    Ok(patient) => new.record.patient = Some(patient),
                    Err(why) => {
                        self.reject(&head, Kind::Kept, why);
                        continue;
                    }
                }
            }
            // A claim is not what became of a vaccination, whatever the file says.
            let known = kept::get(&self.tx.db(), new.record.id)?;
            if known.is_some_and(|known| known.resource_type != new.record.resource_type) {
                self.reject(&head, Kind::Kept, Why::OtherKind);
                continue;
            }
            if apart && practice.doctors_key.is_empty() && Inside::take_out(&mut new.record.clone()).is_some() {
                self.reject(&head, Kind::Kept, Why::NoDoctor);
                continue;
            }
            self.known.extend([head.id, head.own].map(|id| (Kind::Kept, id)));
            going.push((head, new));
        }
        for (head, new) in going {
            self.tick()?;
            let mut turned = BTreeMap::new();
            for (literal, link) in new.links {
                match self.find(&link)? {
                    Found::At(id) => {
                        turned.insert(literal, Turned::To(format!("urn:uuid:{id}")));
                    }
                    // An address on a server of others goes on meaning what it means.
                    _ if literal.starts_with("http") => {}
                    _ => {
                        turned.insert(literal, Turned::Away(String::new()));
                    }
                }
            }
            turned.extend(new.loose.into_iter().map(|(literal, name)| (literal, Turned::Away(name))));
            let mut record = new.record;
            turn(&mut record.resource, &turned);
            self.keep_what_is_masked(&mut record)?;
            let inside = if apart { Inside::take_out(&mut record) } else { None };
            let outcome = self.take(&head, record)?;
            if outcome != Outcome::Taken {
                inside.map_or(Ok(()), |inside| self.seal(&inside))?;
            }
            self.count(&head, outcome);
        }
        Ok(())
    }

    /// Our own export, as somebody may have it, comes back: what could not be seen in it stays as it is here.
    fn keep_what_is_masked(&mut self, record: &mut Kept) -> Result<(), Stop> {
        if !is_masked(&record.resource) {
            return Ok(());
        }
        let Some(mut here) = kept::get(&self.tx.db(), record.id)? else { return Ok(()) };
        record.inside = here.inside;
        if let Some(inside) = Inside::take_out(&mut here) {
            inside.put_back(record);
        }
        Ok(())
    }

    /// What somebody sealed before need not be readable to who takes in the same again: it is there.
    fn seal(&mut self, inside: &Inside) -> Result<(), Stop> {
        match self.tx.put_sealed(inside, Audience::Doctors) {
            Err(store::Error::Sealed | store::Error::OtherKind) if self.tx.knows(inside.id)? => Ok(()),
            done => Ok(done.map(drop)?),
        }
    }
}

fn turn(v: &mut Value, turned: &BTreeMap<String, Turned>) {
    match v {
        Value::Array(all) => all.iter_mut().for_each(|v| turn(v, turned)),
        Value::Object(map) => {
            let literal = map.get("reference").and_then(Value::as_str).map(str::trim).and_then(|l| turned.get_key_value(l));
            match literal {
                Some((_, Turned::To(to))) => {
                    map.insert("reference".into(), to.clone().into());
                }
                Some((literal, Turned::Away(name))) => loosen(map, literal, name),
                None => {}
            }
            if let Some(attachment) = map.get_mut("attachment")
                && let Some(Turned::To(to)) = attachment.get("url").and_then(Value::as_str).and_then(|u| turned.get(u))
            {
                attachment["url"] = to.clone().into();
            }
            map.values_mut().for_each(|v| turn(v, turned));
        }
        _ => {}
    }
}

/// Makes a reference that leads nowhere here a logical one: it still says what it meant, and stays valid.
fn loosen(map: &mut Map<String, Value>, literal: &str, name: &str) {
    map.remove("reference");
    if !name.is_empty() {
        map.entry("display").or_insert_with(|| name.into());
    }
    let system = literal.contains(':').then_some("urn:ietf:rfc:3986");
    map.entry("identifier").or_insert_with(|| match system {
        Some(system) => json!({"system": system, "value": literal}),
        None => json!({"value": literal}),
    });
}
