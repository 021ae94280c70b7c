//! Patients and practitioners.

use super::Reader;
use crate::{
    base::Id,
    exchange::{
        Kind, NewPatient, Why,
        fhir::{
            json::{code_in, concept, list, text, texts},
            ours, time,
        },
        persons::split,
    },
    model::{
        Patient, Practitioner,
        patient::{Address, Contact, Identifier, Telecom},
        record::Packed,
    },
};
use serde_json::Value;

impl Reader<'_> {
    pub fn patient(&self, from: usize, r: &Value, id: Id) -> Result<NewPatient, Why> {
        let name = names(r).ok_or(Why::NoName)?;
        let birth_date = text(r, "birthDate");
        if r.get("birthDate").is_some_and(|b| !b.is_null()) && time::date(birth_date).is_none() {
            return Err(Why::BirthDate);
        }
        let record = Patient {
            id,
            family: name.family,
            given: name.given,
            maiden: name.maiden,
            usual: name.usual,
            prefix: name.prefix,
            birth_date: birth_date.into(),
            gender: gender(r)?,
            identifier: identifiers(r),
            telecom: telecoms(r),
            address: addresses(r),
            languages: languages(r),
            contacts: list(r, "contact").iter().map(contact).filter(|c| *c != Contact::default()).collect(),
            deceased: self.deceased(r)?,
            hidden: r.get("active").and_then(Value::as_bool) == Some(false),
            ..Patient::default()
        };
        let follows = list(r, "generalPractitioner")
            .iter()
            .map(|g| (self.index.link(from, g, &[Kind::Practitioner, Kind::Role]), text(g, "display").to_string()));
        let link = |kind: &str| list(r, "link").iter().find(|l| text(l, "type") == kind).and_then(|l| l.get("other"));
        let replaced_by = link("replaced-by").and_then(|other| self.index.link(from, other, &[Kind::Patient]));
        Ok(NewPatient { record: Packed::of(&ours::overlay(r, record)), follows: follows.collect(), replaced_by })
    }

    fn deceased(&self, r: &Value) -> Result<String, Why> {
        if let Some(dead) = r.get("deceasedBoolean").and_then(Value::as_bool) {
            return Ok(if dead { "yes".into() } else { String::new() });
        }
        let at = text(r, "deceasedDateTime");
        if at.is_empty() || (!at.contains('T') && time::date(at).is_some()) {
            return Ok(at.to_string());
        }
        let at = time::moment(at, self.zone).ok_or(Why::Time)?;
        Ok(at.local.format("%Y-%m-%dT%H:%M").to_string())
    }

    pub fn practitioner(&self, r: &Value, id: Id) -> Result<Practitioner, Why> {
        let name = names(r).ok_or(Why::NoName)?;
        let record = Practitioner {
            id,
            family: name.family,
            given: name.given,
            prefix: name.prefix,
            gender: gender(r)?,
            identifier: identifiers(r),
            telecom: telecoms(r),
            address: addresses(r),
            speciality: list(r, "qualification").iter().map(|q| concept(q.get("code"))).find(|s| !s.is_empty()).unwrap_or_default(),
            hidden: r.get("active").and_then(Value::as_bool) == Some(false),
            ..Practitioner::default()
        };
        Ok(ours::overlay(r, record))
    }
}

#[derive(Default)]
struct Names {
    family: String,
    given: Vec<String>,
    prefix: String,
    maiden: String,
    usual: String,
}

/// The names of a person: the official one, or the first that is in use. None where no name is given.
fn names(r: &Value) -> Option<Names> {
    let all = list(r, "name");
    let says = |n: &&Value| !text(n, "family").is_empty() || !texts(n, "given").is_empty() || !text(n, "text").is_empty();
    let of = |usages: &[&str]| all.iter().filter(says).find(|n| usages.contains(&text(n, "use")));
    let main = of(&["official"]).or_else(|| of(&[""])).or_else(|| of(&["usual"])).or_else(|| of(&["nickname", "temp", "anonymous"]))?;
    let mut names = Names {
        family: text(main, "family").into(),
        given: texts(main, "given"),
        prefix: texts(main, "prefix").join(" "),
        maiden: of(&["maiden"]).map(|n| text(n, "family").to_string()).unwrap_or_default(),
        usual: String::new(),
    };
    if names.family.is_empty() && names.given.is_empty() {
        (names.family, names.given) = split(text(main, "text"));
    }
    if let Some(usual) = of(&["usual", "nickname"]).filter(|n| !std::ptr::eq(*n, main)) {
        let given = texts(usual, "given").join(" ");
        names.usual = if given.is_empty() { text(usual, "text").into() } else { given };
    }
    Some(names)
}

fn gender(r: &Value) -> Result<String, Why> {
    match r.get("gender") {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(code)) if ["male", "female", "other", "unknown"].contains(&code.as_str()) => Ok(code.clone()),
        Some(_) => Err(Why::Gender),
    }
}

/// A code of a closed list, or nothing.
fn code(v: &Value, key: &str, codes: &[&str]) -> String {
    codes.iter().find(|c| **c == text(v, key)).map(|c| c.to_string()).unwrap_or_default()
}

fn identifiers(r: &Value) -> Vec<Identifier> {
    let read = |i: &Value| Identifier { system: text(i, "system").into(), value: text(i, "value").into(), kind: concept(i.get("type")) };
    list(r, "identifier").iter().map(read).filter(|i| !i.value.is_empty()).collect()
}

fn telecoms(r: &Value) -> Vec<Telecom> {
    let read = |t: &Value| Telecom {
        system: code(t, "system", &["phone", "fax", "email", "pager", "url", "sms", "other"]),
        value: text(t, "value").into(),
        usage: code(t, "use", &["home", "work", "temp", "old", "mobile"]),
    };
    list(r, "telecom").iter().map(read).filter(|t| !t.value.is_empty()).collect()
}

fn addresses(r: &Value) -> Vec<Address> {
    let read = |a: &Value| {
        let mut line = texts(a, "line");
        if line.is_empty() && text(a, "city").is_empty() && !text(a, "text").is_empty() {
            line = text(a, "text").lines().map(|l| l.trim().to_string()).filter(|l| !l.is_empty()).collect();
        }
        Address {
            line,
            city: text(a, "city").into(),
            state: text(a, "state").into(),
            postal_code: text(a, "postalCode").into(),
            country: text(a, "country").into(),
            usage: code(a, "use", &["home", "work", "temp", "old", "billing"]),
        }
    };
    let empty = |a: &Address| Address { usage: String::new(), ..a.clone() } == Address::default();
    list(r, "address").iter().map(read).filter(|a| !empty(a)).collect()
}

/// The preferred language first.
fn languages(r: &Value) -> Vec<String> {
    let mut all: Vec<&Value> = list(r, "communication").iter().collect();
    all.sort_by_key(|c| c.get("preferred").and_then(Value::as_bool) != Some(true));
    let read = |c: &&Value| {
        let language = c.get("language");
        code_in(language, "urn:ietf:bcp:47").filter(|c| !c.is_empty()).map_or_else(|| concept(language), Into::into)
    };
    all.iter().map(read).filter(|l| !l.is_empty()).collect()
}

fn contact(c: &Value) -> Contact {
    let name = c.get("name").map(|n| {
        let parts = [text(n, "family").to_string(), texts(n, "given").join(" ")];
        if text(n, "text").is_empty() { parts.join(" ").trim().to_string() } else { text(n, "text").into() }
    });
    let phone = list(c, "telecom").iter().find(|t| matches!(text(t, "system"), "phone" | "sms" | ""));
    Contact {
        name: name.unwrap_or_default(),
        relation: concept(c.get("relationship")),
        phone: phone.map(|t| text(t, "value").to_string()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_name_in_one_piece_falls_apart_where_it_should() {
        let name = |text: &str| {
            let n = names(&json!({"name": [{"text": text}]})).unwrap();
            (n.family, n.given.join(" "))
        };
        assert_eq!(name("Léa Martin"), ("Martin".into(), "Léa".into()));
        assert_eq!(name("DE LA TOUR Jean Luc"), ("DE LA TOUR".into(), "Jean Luc".into()));
        assert_eq!(name("Cher"), ("Cher".into(), "".into()));
        assert!(names(&json!({"name": [{"use": "official", "family": " "}]})).is_none());
    }

    #[test]
    fn the_only_name_is_the_name() {
        let n = names(&json!({"name": [{"use": "usual", "family": "Roy", "given": ["Bob"]}]})).unwrap();
        assert_eq!((n.family.as_str(), n.usual.as_str()), ("Roy", ""));
        let both = json!({"name": [{"use": "usual", "given": ["Bob"]}, {"use": "official", "family": "Roy", "given": ["Robert"]}, {"use": "maiden", "family": "Petit"}]});
        let n = names(&both).unwrap();
        assert_eq!((n.given.join(" "), n.usual, n.maiden), ("Robert".into(), "Bob".into(), "Petit".into()));
    }
}
