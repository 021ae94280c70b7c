//! Patients, practitioners with their times, reasons.

use super::{Element, Writer, reference, strings, words};
use crate::{
    base::Id,
    exchange::{
        Noun,
        fhir::{
            read::{CLOSED, NO_WORDS},
            time::{span, zoned},
        },
    },
    model::{
        Patient, Practitioner, Reason, Slot,
        patient::{Address, Contact, Identifier, Telecom},
        slot::{Duty, SlotStatus},
    },
};
use serde_json::{Value, json};

impl Writer {
    pub fn patient(&self, p: &Patient) -> Value {
        let mut names = vec![name("official", &p.family, &p.given, &p.prefix)];
        if !p.usual.is_empty() {
            names.push(json!({"use": "usual", "given": [p.usual]}));
        }
        if !p.maiden.is_empty() {
            names.push(json!({"use": "maiden", "family": p.maiden}));
        }
        names.extend(p.aliases.iter().filter(|a| !a.trim().is_empty()).map(|a| json!({"use": "old", "text": a})));
        let mut resource = Element::resource("Patient", p.id)
            .with("active", !p.hidden)
            .with("name", names)
            .with("birthDate", p.birth_date.as_str())
            .with("gender", p.gender.as_str())
            .with("identifier", identifiers(&p.identifier))
            .with("telecom", telecoms(&p.telecom))
            .with("address", addresses(&p.address))
            .with("communication", p.languages.iter().enumerate().map(|(i, l)| language(l, i == 0)).collect::<Vec<_>>())
            .with("contact", p.contacts.iter().filter(|c| **c != Contact::default()).map(contact).collect::<Vec<_>>())
            .with("generalPractitioner", p.general_practitioner.iter().filter_map(|g| self.follows(g)).collect::<Vec<_>>());
        resource = match p.deceased.as_str() {
            "yes" => resource.with("deceasedBoolean", true),
            at => resource.with("deceasedDateTime", self.date_or_time(at)),
        };
        let link = |other: &Id, how: &str| json!({"other": reference(*other), "type": how});
        let replaced = p.merged_into.iter().map(|into| link(into, "replaced-by"));
        let replaces = self.replaces.get(&p.id).into_iter().flatten().map(|id| link(id, "replaces"));
        resource = resource.with("link", replaced.chain(replaces).collect::<Vec<_>>());
        let links = ["general_practitioner", "merged_into"];
        self.complete(resource, p, &links, |noun| if let Noun::Patient(p) = noun { p.record.open() } else { None })
    }

    /// A practitioner known here, or a name. The id of one who is gone says nothing to anybody.
    fn follows(&self, who: &str) -> Option<Value> {
        match who.parse::<Id>() {
            Ok(id) => self.practitioners.contains(&id).then(|| reference(id)),
            Err(_) => Some(json!({"display": who})),
        }
    }

    /// Local time gets its offset; a date stays one.
    fn date_or_time(&self, at: &str) -> String {
        at.parse()
            .map(|local| zoned(local, self.zone))
            .or_else(|_| at.parse().map(|l: Minutes| zoned(l.0, self.zone)))
            .unwrap_or_else(|_| at.to_string())
    }

    pub fn practitioner(&self, p: &Practitioner) -> Value {
        let resource = Element::resource("Practitioner", p.id)
            .with("active", !p.hidden)
            .with("name", vec![name("official", &p.family, &p.given, &p.prefix)])
            .with("gender", p.gender.as_str())
            .with("identifier", identifiers(&p.identifier))
            .with("telecom", telecoms(&p.telecom))
            .with("address", addresses(&p.address));
        let elsewhere = ["hours", "absences", "speciality"];
        self.complete(resource, p, &elsewhere, |noun| if let Noun::Practitioner(p) = noun { Some(*p) } else { None })
    }

    /// Hours, absences and speciality; none where there is nothing to say.
    pub fn role(&self, p: &Practitioner) -> Option<Value> {
        let closed = if p.elsewhere { &[][..] } else { &self.closed };
        if p.hours.is_empty() && p.absences.is_empty() && p.speciality.is_empty() && closed.is_empty() {
            return None;
        }
        let mut hours = p.hours.clone();
        hours.sort_by_key(|b| (b.day.num_days_from_monday(), b.from, b.to));
        let block = |b: &crate::model::practitioner::Block| {
            let day = b.day.to_string().to_lowercase();
            json!({"daysOfWeek": [day], "availableStartTime": b.from.format("%H:%M:%S").to_string(), "availableEndTime": b.to.format("%H:%M:%S").to_string()})
        };
        let mut absences = p.absences.clone();
        absences.sort_by(|a, b| (a.from, a.to, &a.why).cmp(&(b.from, b.to, &b.why)));
        let absence = |a: &crate::model::practitioner::Absence| {
            let why = if a.why.is_empty() { NO_WORDS } else { &a.why };
            let (from, to) = span(a.from, a.to, self.zone);
            json!({"description": why, "during": {"start": from, "end": to}})
        };
        let closed = closed.iter().map(|a| {
            let mut away = absence(a);
            away["extension"] = json!([{"url": CLOSED, "valueBoolean": true}]);
            away
        });
        let role = Element::resource("PractitionerRole", Id::derived("practitionerrole", &p.id.to_string()))
            .with("active", true)
            .with("practitioner", reference(p.id))
            .with("specialty", if p.speciality.is_empty() { vec![] } else { vec![words(&p.speciality)] })
            .with("availableTime", hours.iter().map(block).collect::<Vec<_>>())
            .with("notAvailable", absences.iter().map(absence).chain(closed).collect::<Vec<_>>());
        Some(role.into())
    }

    /// The diary that a practitioner's slots belong to.
    pub fn schedule(&self, practitioner: Id) -> Value {
        Element::resource("Schedule", diary(practitioner)).with("actor", vec![reference(practitioner)]).into()
    }

    /// How a practitioner stands on one day: a diary of that day alone.
    pub fn duty(&self, d: &Duty) -> Value {
        let date = d.date.to_string();
        let resource = Element::resource("Schedule", d.id)
            .with("actor", vec![reference(d.practitioner)])
            .with("planningHorizon", json!({"start": date, "end": date}))
            .with("extension", json!([{"url": "urn:genki:duty", "valueDate": date}]));
        self.complete(resource, d, &["practitioner"], |noun| if let Noun::Duty(d, _) = noun { Some(d) } else { None })
    }

    pub fn slot(&self, s: &Slot) -> Value {
        let status = match s.status {
            SlotStatus::Free => "free",
            SlotStatus::Busy => "busy",
            // FHIR knows no other; the code itself goes along as what it cannot say.
            SlotStatus::BusyUnavailable | SlotStatus::Newer(_) => "busy-unavailable",
        };
        let (start, end) = span(s.start, s.end, self.zone);
        let resource = Element::resource("Slot", s.id)
            .with("schedule", reference(diary(s.practitioner)))
            .with("status", status)
            .with("start", start)
            .with("end", end)
            .with("comment", s.comment.as_str());
        self.complete(resource, s, &["practitioner"], |noun| if let Noun::Slot(s, _) = noun { Some(*s) } else { None })
    }

    pub fn reason(&self, r: &Reason) -> Value {
        let number = |name: &str, n: u32| json!({"url": format!("urn:genki:{name}"), "valueUnsignedInt": n});
        let resource = Element::resource("HealthcareService", r.id)
            .with("active", !r.retired)
            .with("name", r.name.as_str())
            .with("extension", vec![number("minutes", r.minutes), number("hue", r.hue.into())]);
        self.complete(resource, r, &[], |noun| if let Noun::Reason(r) = noun { Some(r) } else { None })
    }
}

/// A local time as the front desk writes it: without seconds.
struct Minutes(chrono::NaiveDateTime);

impl std::str::FromStr for Minutes {
    type Err = chrono::ParseError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        chrono::NaiveDateTime::parse_from_str(s, "%Y-%m-%dT%H:%M").map(Minutes)
    }
}

fn diary(practitioner: Id) -> Id {
    Id::derived("schedule", &practitioner.to_string())
}

fn name(usage: &str, family: &str, given: &[String], prefix: &str) -> Value {
    let prefix = if prefix.is_empty() { vec![] } else { vec![prefix.to_string()] };
    Element::new().with("use", usage).with("family", family).with("given", strings(given)).with("prefix", prefix).into()
}

fn identifiers(all: &[Identifier]) -> Vec<Value> {
    let write = |i: &Identifier| {
        Element::new().with("system", i.system.as_str()).with("value", i.value.as_str()).with("type", words(&i.kind)).into()
    };
    all.iter().map(write).collect()
}

fn telecoms(all: &[Telecom]) -> Vec<Value> {
    let system = |t: &Telecom| if t.system.is_empty() { "other".to_string() } else { t.system.clone() };
    let write = |t: &Telecom| Element::new().with("system", system(t)).with("value", t.value.as_str()).with("use", t.usage.as_str()).into();
    present_first(all, |t| &t.usage).map(write).collect()
}

/// What is no longer so after what is.
fn present_first<'a, T>(all: &'a [T], usage: impl Fn(&T) -> &str + Copy + 'a) -> impl Iterator<Item = &'a T> {
    let old = move |t: &&T| usage(t) == "old";
    all.iter().filter(move |t| !old(t)).chain(all.iter().filter(old))
}

fn addresses(all: &[Address]) -> Vec<Value> {
    let write = |a: &Address| {
        Element::new()
            .with("use", a.usage.as_str())
            .with("line", strings(&a.line))
            .with("city", a.city.as_str())
            .with("state", a.state.as_str())
            .with("postalCode", a.postal_code.as_str())
            .with("country", a.country.as_str())
            .into()
    };
    present_first(all, |a| &a.usage).map(write).filter(|a: &Value| *a != json!({})).collect()
}

fn language(language: &str, first: bool) -> Value {
    let is_code = language.split('-').next().is_some_and(|l| (2..=3).contains(&l.len()) && l.bytes().all(|b| b.is_ascii_lowercase()));
    let concept = if is_code { json!({"coding": [{"system": "urn:ietf:bcp:47", "code": language}]}) } else { words(language) };
    Element::new().with("language", concept).with("preferred", if first { true.into() } else { Value::Null }).into()
}

fn contact(c: &Contact) -> Value {
    let phone = if c.phone.is_empty() { vec![] } else { vec![json!({"system": "phone", "value": c.phone})] };
    let mut name = words(&c.name);
    if c.name.is_empty() && c.phone.is_empty() {
        // FHIR wants more than a relation.
        name = json!({"extension": [{"url": "urn:genki:nameless", "valueBoolean": true}]});
    }
    let relation = if c.relation.is_empty() { vec![] } else { vec![words(&c.relation)] };
    Element::new().with("name", name).with("relationship", relation).with("telecom", phone).into()
}
