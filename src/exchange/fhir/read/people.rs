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
use chrono::{Datelike, NaiveDate};
use serde_json::Value;

impl Reader<'_> {
    pub fn patient(&self, from: usize, r: &Value, id: Id) -> Result<NewPatient, Why> {
        let name = names(r, self.today).ok_or(Why::NoName)?;
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
            identifier: identifiers(r, self.today),
            telecom: telecoms(r, self.today),
            address: addresses(r, self.today),
            aliases: name.former,
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
        let name = names(r, self.today).ok_or(Why::NoName)?;
        let record = Practitioner {
            id,
            family: name.family,
            given: name.given,
            prefix: name.prefix,
            gender: gender(r)?,
            identifier: identifiers(r, self.today),
            telecom: telecoms(r, self.today),
            address: addresses(r, self.today),
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
    /// Names that were borne before, family first.
    former: Vec<String>,
}

/// What somebody is called: the names by which a number that was merely counted is told from another's.
pub fn called(r: &Value) -> (String, Vec<String>) {
    names(r, NaiveDate::MAX).map(|n| (n.family, n.given)).unwrap_or_default()
}

/// The names of a person: the official one, or the first that is in use; one that was borne before only where there is no
/// other. None where no name is given.
fn names(r: &Value, today: NaiveDate) -> Option<Names> {
    let all: Vec<&Value> = list(r, "name").iter().filter(|n| says(n)).collect();
    // Who took another name still has the one she was born with, however that period ended.
    let (before, now): (Vec<&Value>, Vec<&Value>) = all.iter().copied().partition(|n| text(n, "use") != "maiden" && is_former(n, today));
    let of = |usages: &[&str]| now.iter().find(|n| usages.contains(&text(n, "use"))).copied();
    let in_use = of(&["official"]).or_else(|| of(&[""])).or_else(|| of(&["usual"])).or_else(|| of(&["nickname", "temp", "anonymous"]));
    let main = in_use.or_else(|| before.last().copied()).or_else(|| of(&["maiden"])).or_else(|| all.first().copied())?;
    let (family, given) = parts(main);
    let at_birth = of(&["maiden"]).filter(|n| !std::ptr::eq(*n, main));
    let mut names = Names {
        family,
        given,
        prefix: texts(main, "prefix").join(" "),
        maiden: at_birth.map(family_of).unwrap_or_default(),
        usual: String::new(),
        former: vec![],
    };
    if let Some(usual) = of(&["usual", "nickname"]).filter(|n| !std::ptr::eq(*n, main)) {
        let given = texts(usual, "given").join(" ");
        names.usual = if given.is_empty() { text(usual, "text").into() } else { given };
    }
    for n in before.into_iter().filter(|n| !std::ptr::eq(*n, main)) {
        // As we write it: the whole name in one piece.
        let whole = match text(n, "text") {
            text if !text.is_empty() && family_of(n).is_empty() => text.to_string(),
            _ => {
                let (family, given) = parts(n);
                format!("{family} {}", given.join(" ")).trim().to_string()
            }
        };
        if !names.former.contains(&whole) {
            names.former.push(whole);
        }
    }
    Some(names)
}

fn says(n: &Value) -> bool {
    !family_of(n).is_empty() || !texts(n, "given").is_empty() || !text(n, "text").is_empty()
}

/// The family name; in DSTU2 it was a list.
fn family_of(n: &Value) -> String {
    texts(n, "family").join(" ")
}

fn parts(n: &Value) -> (String, Vec<String>) {
    let (family, given) = (family_of(n), texts(n, "given"));
    if family.is_empty() && given.is_empty() { split(text(n, "text")) } else { (family, given) }
}

/// Whether a name, an address or a number is no longer so: marked as old, or its period is over.
fn is_former(v: &Value, today: NaiveDate) -> bool {
    let end = v.get("period").map(|p| text(p, "end")).unwrap_or_default();
    let today = format!("{:04}-{:02}-{:02}", today.year().clamp(0, 9999), today.month(), today.day());
    // A year or a month lasts until its end.
    let end = end.get(..end.len().min(10)).unwrap_or_default();
    text(v, "use") == "old" || !end.is_empty() && end < &today[..end.len()]
}

/// The present ones first, the former ones after them: by rank, else as they came.
fn present_first<'a>(r: &'a Value, key: &str, today: NaiveDate) -> Vec<(&'a Value, bool)> {
    let mut all: Vec<(&Value, bool)> = list(r, key).iter().map(|v| (v, is_former(v, today))).collect();
    let rank = |v: &Value| v.get("rank").and_then(Value::as_u64).unwrap_or(u64::MAX);
    all.sort_by_key(|(v, former)| (*former, rank(v)));
    all
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

fn identifiers(r: &Value, today: NaiveDate) -> Vec<Identifier> {
    let read = |i: &Value| Identifier { system: text(i, "system").into(), value: text(i, "value").into(), kind: concept(i.get("type")) };
    present_first(r, "identifier", today).into_iter().map(|(i, _)| read(i)).filter(|i| !i.value.is_empty()).collect()
}

fn telecoms(r: &Value, today: NaiveDate) -> Vec<Telecom> {
    let read = |(t, former): (&Value, bool)| Telecom {
        system: code(t, "system", &["phone", "fax", "email", "pager", "url", "sms", "other"]),
        value: text(t, "value").into(),
        usage: if former { "old".into() } else { code(t, "use", &["home", "work", "temp", "mobile"]) },
    };
    present_first(r, "telecom", today).into_iter().map(read).filter(|t| !t.value.is_empty()).collect()
}

fn addresses(r: &Value, today: NaiveDate) -> Vec<Address> {
    let read = |(a, former): (&Value, bool)| {
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
            usage: if former { "old".into() } else { code(a, "use", &["home", "work", "temp", "billing"]) },
        }
    };
    let empty = |a: &Address| Address { usage: String::new(), ..a.clone() } == Address::default();
    present_first(r, "address", today).into_iter().map(read).filter(|a| !empty(a)).collect()
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
            let n = names(&json!({"name": [{"text": text}]}), NaiveDate::MAX).unwrap();
            (n.family, n.given.join(" "))
        };
        assert_eq!(name("Léa Martin"), ("Martin".into(), "Léa".into()));
        assert_eq!(name("DE LA TOUR Jean Luc"), ("DE LA TOUR".into(), "Jean Luc".into()));
        assert_eq!(name("Cher"), ("Cher".into(), "".into()));
        assert!(names(&json!({"name": [{"use": "official", "family": " "}]}), NaiveDate::MAX).is_none());
    }

    #[test]
    fn the_only_name_is_the_name() {
        let n = names(&json!({"name": [{"use": "usual", "family": "Roy", "given": ["Bob"]}]}), NaiveDate::MAX).unwrap();
        assert_eq!((n.family.as_str(), n.usual.as_str()), ("Roy", ""));
        let both = json!({"name": [{"use": "usual", "given": ["Bob"]}, {"use": "official", "family": "Roy", "given": ["Robert"]}, {"use": "maiden", "family": "Petit"}]});
        let n = names(&both, NaiveDate::MAX).unwrap();
        assert_eq!((n.given.join(" "), n.usual, n.maiden), ("Robert".into(), "Bob".into(), "Petit".into()));
    }

    #[test]
    fn what_was_comes_after_what_is() {
        let day = |d: &str| d.parse::<NaiveDate>().unwrap();
        let until = |end: &str| json!({"value": "1", "system": "phone", "period": {"end": end}});
        for (end, former) in [
            ("2019-06-30", true),
            ("2026", false),
            ("2025", true),
            ("2026-11", false),
            ("2026-11-22T10:00:00Z", true),
            ("2026-11-23", false),
        ] {
            assert_eq!(is_former(&until(end), day("2026-11-23")), former, "{end}");
        }
        let r = json!({
            "name": [{"family": "Delattre", "given": ["Mona"], "period": {"end": "2019-06-30"}}, {"use": "maiden", "family": "Petit", "period": {"end": "2010"}}, {"family": "Baudry", "given": ["Mona"]}],
            "telecom": [until("2019"), {"system": "phone", "value": "2"}, {"system": "phone", "value": "3", "rank": 1}],
            "address": [{"use": "old", "city": "Lille"}, {"city": "Lyon"}],
            "identifier": [{"use": "old", "value": "a"}, {"value": "b"}],
        });
        let n = names(&r, day("2026-11-23")).unwrap();
        assert_eq!((n.family.as_str(), n.maiden.as_str(), n.former.as_slice()), ("Baudry", "Petit", &["Delattre Mona".to_string()][..]));
        let numbers: Vec<_> = telecoms(&r, day("2026-11-23")).into_iter().map(|t| (t.value, t.usage)).collect();
        assert_eq!(numbers, [("3".into(), String::new()), ("2".into(), String::new()), ("1".into(), "old".into())]);
        let cities: Vec<_> = addresses(&r, day("2026-11-23")).into_iter().map(|a| a.city).collect();
        assert_eq!(cities, ["Lyon", "Lille"]);
        assert_eq!(identifiers(&r, day("2026-11-23")).into_iter().map(|i| i.value).collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn a_name_of_before_alone_is_a_name_all_the_same() {
        for usage in ["old", "maiden"] {
            let n = names(&json!({"name": [{"use": usage, "family": ["Le", "Goff"], "given": ["Ada"]}]}), NaiveDate::MAX).unwrap();
            assert_eq!(
                (n.family.as_str(), n.given.join(" "), n.maiden.as_str(), n.former.len()),
                ("Le Goff", "Ada".into(), "", 0),
                "{usage}"
            );
        }
    }
}
