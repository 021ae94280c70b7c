//! From cards to patients, or to contacts of the directory.

use super::{
    OURS,
    source::{self, Card},
};
use crate::{
    base::{Id, hidden, text::fold},
    exchange::{
        Cards, How, Incoming, NewPatient, Noun, Plan, Rejected, Remark, Unreadable, Why,
        dates::{self, Birth, Order},
        persons::{self, Sheet},
    },
    model::{Patient, Practitioner, Record, Refusal, patient::Address, record::Packed},
};
use calcard::{
    Entry, Parser,
    vcard::{VCard, VCardEntry, VCardParameterName, VCardParameterValue, VCardProperty, VCardSex, VCardType, VCardValue},
};
use std::collections::HashMap;

/// Reads a file of cards. Those without a name, and those whose letters are damaged, are named in the plan.
pub fn read(bytes: &[u8], how: &How) -> Result<Plan, Unreadable> {
    let source = source::open(bytes, &how.country)?;
    let kind = if how.cards == Cards::Contacts { Practitioner::KIND } else { Patient::KIND };
    let mut plan = Plan { format: "vcf", ..Plan::default() };
    let mut at: HashMap<Id, usize> = HashMap::new();
    plan.rejected.extend(source.rejected.into_iter().map(|r| Rejected { kind: kind.into(), ..r }));
    *plan.read.entry(kind.into()).or_default() += plan.rejected.len() as u64;
    for card in source.cards {
        let properties = parsed(&card);
        if says(&properties, &VCardProperty::Kind).is_some_and(|k| k.eq_ignore_ascii_case("group")) || is_list(&properties) {
            *plan.left_alone.entry("group".into()).or_default() += 1;
            continue;
        }
        *plan.read.entry(kind.into()).or_default() += 1;
        let mut said = Vec::new();
        let read = incoming(&card, &properties, how, &mut said);
        plan.remarks.extend(said.into_iter().map(|said| Remark { line: card.line, said }));
        match read {
            Ok(new) => match at.get(&new.id) {
                None => {
                    at.insert(new.id, plan.records.len());
                    plan.records.push(new);
                }
                Some(&i) if plan.records[i].digest == new.digest => *plan.repeated.entry(kind.into()).or_default() += 1,
                Some(&i) => {
                    let earlier = std::mem::replace(&mut plan.records[i], new);
                    plan.rejected.push(Rejected { kind: kind.into(), line: earlier.line, why: Why::Twice });
                }
            },
            Err(why) => plan.rejected.push(Rejected { kind: kind.into(), line: card.line, why }),
        }
    }
    Ok(plan)
}

/// The properties of a card; of one that the library makes nothing of, none.
fn parsed(card: &Card) -> VCard {
    match Parser::new(&card.text).entry() {
        Entry::VCard(properties) => properties,
        _ => VCard::default(),
    }
}

fn incoming(card: &Card, properties: &VCard, how: &How, said: &mut Vec<Refusal>) -> Result<Incoming, Why> {
    let patient = patient(properties, how, said)?;
    let uid = says(properties, &VCardProperty::Uid).unwrap_or_default();
    let digest = digest(&patient.fields());
    let contacts = how.cards == Cards::Contacts;
    let kind = if contacts { Practitioner::KIND } else { Patient::KIND };
    let own = own(properties).filter(|_| !contacts);
    let identity = if uid.is_empty() { format!("vcard|content|{digest}") } else { format!("vcard|{uid}") };
    let id = own.unwrap_or_else(|| Id::derived(kind, &identity));
    let noun = if contacts {
        Noun::Practitioner(Box::new(contact(patient, properties, id)))
    } else {
        Noun::Patient(Box::new(NewPatient { record: Packed::of(&Patient { id, ..patient }), follows: vec![], replaced_by: None }))
    };
    Ok(Incoming { kind: kind.into(), line: card.line, id, digest, ours: false, number: None, partial: true, namesake: false, noun })
}

/// The id in a card that we wrote.
fn own(properties: &VCard) -> Option<Id> {
    says(properties, &VCardProperty::Uid)?.strip_prefix(OURS)?.parse().ok()
}

/// A digest of what was read, so that a card written again in other words is the same card.
fn digest(fields: &crate::model::Fields) -> String {
    let text = serde_json::to_string(fields).unwrap_or_default();
    blake3::Hasher::new_derive_key("genki card 1").update(text.as_bytes()).finalize().to_hex()[..32].to_string()
}

fn contact(p: Patient, properties: &VCard, id: Id) -> Practitioner {
    let speciality = [VCardProperty::Role, VCardProperty::Title, VCardProperty::Org].iter().find_map(|of| says(properties, of));
    Practitioner {
        id,
        speciality: speciality.filter(|s| *s != p.family).unwrap_or_default(),
        family: p.family,
        given: p.given,
        prefix: p.prefix,
        gender: p.gender,
        telecom: p.telecom,
        address: p.address,
        elsewhere: true,
        ..Practitioner::default()
    }
}

/// The person of a card, without an id yet.
fn patient(card: &VCard, how: &How, remarks: &mut Vec<Refusal>) -> Result<Patient, Why> {
    // What we wrote ourselves is here already as it was said.
    let ours = own(card).is_some();
    let mut p = Patient { gender: gender(card), ..Patient::default() };
    let unread_date = match birth_date(card, how) {
        Ok(date) => {
            p.birth_date = date;
            None
        }
        Err(written) => Some(written),
    };
    let (mut reached, mut notes) = (persons::Reached::default(), Vec::new());
    for entry in &card.entries {
        match &entry.name {
            VCardProperty::Tel => remarks.extend(number(&mut reached, entry, how, ours)),
            VCardProperty::Email => drop(reached.add("email", place(entry), text(entry))),
            VCardProperty::Adr => p.address.extend(address(entry)),
            VCardProperty::Nickname if p.usual.is_empty() => p.usual = text(entry),
            VCardProperty::Lang | VCardProperty::Language => p.languages.push(text(entry)),
            VCardProperty::Note => notes.push(text(entry)),
            VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-MAIDENNAME") => p.maiden = text(entry),
            _ => {}
        }
    }
    p.languages.retain(|l| !l.is_empty());
    notes.retain(|n| !n.is_empty());
    p.note = notes.join("\n").trim().to_string();
    if let Some(written) = unread_date.filter(|_| !ours) {
        remarks.push(Refusal::new("import-remark-birth-date"));
        persons::note_birth(&mut p.note, &written, how.french);
    }
    p.telecom = reached.done();
    // The preferred of several comes first.
    p.telecom.sort_by_key(|t| t.usage == "old");
    name(&mut p, card, how)?;
    let said = [&p.family, &p.prefix, &p.maiden, &p.usual, &p.note].into_iter().chain(&p.given);
    let places = p.address.iter().flat_map(|a| a.line.iter().chain([&a.city, &a.country]));
    let reached = p.telecom.iter().map(|t| &t.value);
    if said.chain(places).chain(reached).any(|s| source::is_damaged(s)) {
        return Err(Why::Letters);
    }
    Ok(p)
}

/// The name in its parts, or in one piece where the parts are empty. What is only a number or an address is no name.
fn name(p: &mut Patient, card: &VCard, how: &How) -> Result<(), Why> {
    let n = card.entries.iter().find(|e| e.name == VCardProperty::N);
    let line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let part = |i: usize| n.and_then(|n| n.values.get(i)).map(words).unwrap_or_default().into_iter().map(line).collect::<Vec<_>>();
    p.family = part(0).join(" ");
    p.given = part(1).into_iter().chain(part(2)).collect();
    p.prefix = part(3).join(" ");
    let organisation = says(card, &VCardProperty::Org).unwrap_or_default();
    let shown = says(card, &VCardProperty::Fn).map(line).unwrap_or_default();
    let company = [VCardProperty::Kind, VCardProperty::Other("X-ABSHOWAS".into())].iter().any(|of| {
        card.entries.iter().any(|e| {
            let named = matches!((of, &e.name), (VCardProperty::Other(a), VCardProperty::Other(b)) if a.eq_ignore_ascii_case(b));
            (e.name == *of || named) && ["org", "company"].contains(&fold(&text(e)).as_str())
        })
    });
    if p.family.is_empty() && p.given.is_empty() && !p.telecom.iter().any(|t| t.value == shown) {
        let (title, rest) = persons::title(&shown);
        let whole = (company || !organisation.is_empty() && shown == organisation) && how.cards == Cards::Contacts;
        (p.family, p.given) = if whole { (shown.clone(), vec![]) } else { persons::split(rest) };
        if p.prefix.is_empty() {
            p.prefix = title;
        }
    }
    let nobody = |p: &Patient| ![&p.family].into_iter().chain(&p.given).any(|w| w.chars().any(char::is_alphanumeric));
    let only_company = company || (!organisation.is_empty() && (nobody(p) || (shown == organisation && n.is_none())));
    match how.cards {
        Cards::Patients if only_company => return Err(Why::NotPerson),
        Cards::Contacts if nobody(p) => p.family = organisation,
        _ => {}
    }
    if own(card).is_none() {
        persons::rejoin(&mut p.family, &mut p.given);
    }
    // What we wrote as a name is one, however it came to us.
    if nobody(p) && own(card).is_none() { Err(Why::NoName) } else { Ok(()) }
}

fn gender(card: &VCard) -> String {
    let of = |e: &VCardEntry| match (&e.name, e.values.first()) {
        (VCardProperty::Gender, Some(VCardValue::Sex(sex))) => match sex {
            VCardSex::Male => Some("male"),
            VCardSex::Female => Some("female"),
            VCardSex::Other => Some("other"),
            VCardSex::NoneOrNotApplicable | VCardSex::Unknown => Some("unknown"),
        },
        (VCardProperty::Gender, _) => persons::gender(&text(e)),
        // Windows writes 1 for a woman and 2 for a man.
        (VCardProperty::Other(name), _) if name.eq_ignore_ascii_case("X-WAB-GENDER") => match text(e).as_str() {
            "1" => Some("female"),
            "2" => Some("male"),
            _ => None,
        },
        (VCardProperty::Other(name), _) if name.eq_ignore_ascii_case("X-GENDER") => persons::gender(&text(e)),
        _ => None,
    };
    card.entries.iter().find_map(of).unwrap_or_default().to_string()
}

/// A birth date with its year, or what is written instead. A day of the year alone (`--0312`, or Apple's year 1604) is a
/// birthday, not a birth date.
fn birth_date(card: &VCard, how: &How) -> Result<String, String> {
    let Some(entry) = card.entries.iter().find(|e| e.name == VCardProperty::Bday) else { return Ok(String::new()) };
    let written = text(entry);
    let named = |p: &VCardParameterName| matches!(p, VCardParameterName::Other(n) if n.eq_ignore_ascii_case("X-APPLE-OMIT-YEAR"));
    if entry.params.iter().any(|p| named(&p.name)) {
        return Ok(String::new());
    }
    // Midnight where it was written, told in UTC: the day before, late in the evening.
    if let Ok(at) = chrono::DateTime::parse_from_rfc3339(&written) {
        let here = at.with_timezone(&how.zone).naive_local();
        if here.time() == chrono::NaiveTime::MIN && here.date() <= how.today {
            return Ok(here.date().to_string());
        }
    }
    match dates::birth(&written, Order::DayFirst, how.today) {
        Birth::Known(date) => Ok(date),
        Birth::Unsaid => Ok(String::new()),
        Birth::Unreadable => Err(written),
    }
}

/// Adds a number, or says that a spreadsheet damaged it before it came to the card.
fn number(all: &mut persons::Reached, entry: &VCardEntry, how: &How, ours: bool) -> Option<Refusal> {
    let country = &how.country;
    let has = |t: VCardType| types(entry).any(|of| *of == t);
    let system = match () {
        () if has(VCardType::Fax) => "fax",
        () if has(VCardType::Pager) => "pager",
        () => "phone",
    };
    let usage = if has(VCardType::Cell) { "mobile" } else { place(entry) };
    let written = text(entry);
    let (number, said) = match persons::sheet(&written, country) {
        _ if ours => (written.as_str(), None),
        Sheet::Whole => (written.as_str(), None),
        Sheet::Mended(number) => (number, Some(Refusal::new("import-remark-number-mended"))),
        Sheet::Lost => return Some(Refusal::new("import-remark-number-lost")),
    };
    let new = all.add(system, usage, persons::phone(number, country));
    // The number she is to call first stands first.
    let preferred = entry.params.iter().any(|p| {
        let types = matches!(&p.value, VCardParameterValue::Text(t) if t.eq_ignore_ascii_case("pref"));
        let one = !matches!(&p.value, VCardParameterValue::Integer(n) if *n > 1);
        p.name == VCardParameterName::Pref && one || p.name == VCardParameterName::Type && types
    });
    if preferred && new && system == "phone" {
        all.prefer();
    }
    said
}

fn types(entry: &VCardEntry) -> impl Iterator<Item = &VCardType> {
    entry.params.iter().filter_map(|p| if let VCardParameterValue::Type(t) = &p.value { Some(t) } else { None })
}

fn place(entry: &VCardEntry) -> &'static str {
    types(entry)
        .find_map(|t| match t {
            VCardType::Home => Some("home"),
            VCardType::Work => Some("work"),
            _ => None,
        })
        .unwrap_or_default()
}

fn address(entry: &VCardEntry) -> Option<Address> {
    let part = |i: usize| entry.values.get(i).map(words).unwrap_or_default();
    // Street first, then what tells where in the house it is.
    let line = part(2).into_iter().chain(part(1)).chain(part(0));
    let line: Vec<String> =
        line.flat_map(|l| l.lines().map(str::trim).map(str::to_string).collect::<Vec<_>>()).filter(|l| !l.is_empty()).collect();
    let one = |i: usize| part(i).join(" ");
    let address = Address { line, city: one(3), state: one(4), postal_code: one(5), country: one(6), usage: place(entry).into() };
    (Address { usage: String::new(), ..address.clone() } != Address::default()).then_some(address)
}

/// A group of addresses, as Apple writes it: no person.
fn is_list(card: &VCard) -> bool {
    let kind = |name: &str| name.eq_ignore_ascii_case("X-ADDRESSBOOKSERVER-KIND");
    card.entries.iter().any(|e| matches!(&e.name, VCardProperty::Other(n) if kind(n)) && text(e).eq_ignore_ascii_case("group"))
}

fn says(card: &VCard, of: &VCardProperty) -> Option<String> {
    card.entries.iter().filter(|e| e.name == *of).map(text).find(|t| !t.is_empty())
}

/// The whole value as text.
fn text(entry: &VCardEntry) -> String {
    entry.values.iter().flat_map(words).collect::<Vec<_>>().join(" ")
}

/// The words of one part of a value, without the controls that old programs leave in them.
fn words(value: &VCardValue) -> Vec<String> {
    let clean = |s: &str| hidden::without(s).trim().to_string();
    let all: Vec<String> = match value {
        VCardValue::Text(s) => vec![clean(s)],
        VCardValue::Component(parts) => parts.iter().map(|s| clean(s)).collect(),
        VCardValue::Integer(n) => vec![n.to_string()],
        VCardValue::Kind(kind) => vec![format!("{kind:?}")],
        _ => vec![],
    };
    all.into_iter().filter(|s| !s.is_empty()).collect()
}
