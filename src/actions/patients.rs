//! Adding and changing a patient.

use super::desk::Result;
use crate::{
    base::{Id, text},
    model::{
        Patient, Refusal,
        patient::{Contact, Telecom},
    },
    store::{Tx, patients, practice},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a form asks for; whatever else a patient's record holds is left as it is.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PatientForm {
    pub family: String,
    pub given: String,
    pub maiden: String,
    pub prefix: String,
    /// As typed: `12.03.1984`, `12031984`, `1984-03-12`, `1984`.
    pub birth_date: String,
    pub gender: String,
    pub phone: String,
    pub email: String,
    pub street: String,
    pub postal_code: String,
    pub city: String,
    pub address_as: String,
    pub pronounce: String,
    pub alert: String,
    pub note: String,
    pub do_not_contact: bool,
    /// Those around: whom one may call.
    pub contacts: Vec<Contact>,
    /// The practice's own flags, which recalls go by.
    pub flags: Vec<String>,
}

impl PatientForm {
    pub fn of(p: &Patient) -> Self {
        let address = p.address.first().cloned().unwrap_or_default();
        PatientForm {
            family: p.family.clone(),
            given: p.given.join(" "),
            maiden: p.maiden.clone(),
            prefix: p.prefix.clone(),
            birth_date: p.birth_date.clone(),
            gender: p.gender.clone(),
            phone: p.phone().unwrap_or_default().into(),
            email: p.email().unwrap_or_default().into(),
            street: address.line.join(", "),
            postal_code: address.postal_code,
            city: address.city,
            address_as: p.address_as.clone(),
            pronounce: p.pronounce.clone(),
            alert: p.alert.clone(),
            note: p.note.clone(),
            do_not_contact: p.do_not_contact,
            contacts: p.contacts.clone(),
            flags: p.flags.clone(),
        }
    }

    /// The patient that results, or what stands in the way, at its field. `today` is the last day one can be born on.
    pub fn applied(&self, before: Patient, today: NaiveDate, country: &str) -> std::result::Result<Patient, Refusal> {
        if self.family.trim().is_empty() {
            return Err(Refusal::at("needed", "family"));
        }
        let mut p = before;
        p.family = self.family.trim().into();
        p.given = self.given.split_whitespace().map(str::to_owned).collect();
        p.maiden = self.maiden.trim().into();
        p.prefix = self.prefix.trim().into();
        p.birth_date = birth_date(&self.birth_date, today)?;
        p.gender = self.gender.clone();
        set_telecom(&mut p.telecom, "phone", phone(&self.phone, country)?);
        set_telecom(&mut p.telecom, "email", email(&self.email)?);
        self.set_address(&mut p);
        p.address_as = self.address_as.trim().into();
        p.pronounce = self.pronounce.trim().into();
        p.alert = self.alert.trim().into();
        p.note = self.note.trim().into();
        p.do_not_contact = self.do_not_contact;
        p.contacts = self.contacts(&p.contacts, country);
        p.flags = flags(&self.flags);
        Ok(p)
    }

    /// What is to stand: what was typed, and where a field was left as it was `shown`, what stands by now.
    fn onto(&self, shown: &PatientForm, now: &PatientForm) -> PatientForm {
        let fields = |form: &PatientForm| match serde_json::to_value(form) {
            Ok(serde_json::Value::Object(fields)) => fields,
            _ => serde_json::Map::new(),
        };
        let (typed, shown, mut result) = (fields(self), fields(shown), fields(now));
        for (name, value) in typed {
            if shown.get(&name) != Some(&value) {
                result.insert(name, value);
            }
        }
        serde_json::from_value(result.into()).unwrap_or_else(|_| self.clone())
    }

    /// Those around, without empty lines. A number of nobody's plan stays as it was told.
    fn contacts(&self, before: &[Contact], country: &str) -> Vec<Contact> {
        let kept = |c: &Contact| match before.contains(c) {
            true => c.clone(),
            false => Contact {
                name: c.name.trim().into(),
                relation: c.relation.trim().into(),
                phone: phone(&c.phone, country).unwrap_or_else(|_| c.phone.trim().into()),
            },
        };
        self.contacts.iter().map(kept).filter(|c| !c.name.is_empty() || !c.phone.is_empty()).collect()
    }

    fn set_address(&self, p: &mut Patient) {
        let mut address = p.address.first().cloned().unwrap_or_default();
        if address.line.join(", ") != self.street.trim() {
            address.line = self.street.split(',').map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
        }
        address.postal_code = self.postal_code.trim().into();
        address.city = self.city.trim().into();
        let empty = address == crate::model::patient::Address::default();
        match (p.address.is_empty(), empty) {
            (true, true) => {}
            (true, false) => p.address.push(address),
            (false, true) => {
                p.address.remove(0);
            }
            (false, false) => p.address[0] = address,
        }
    }
}

/// Each once, as it was first written.
fn flags(typed: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for flag in typed.iter().map(|f| f.trim()).filter(|f| !f.is_empty()) {
        if kept.iter().all(|k| text::fold(k) != text::fold(flag)) {
            kept.push(flag.to_owned());
        }
    }
    kept
}

pub fn save_patient(tx: &mut Tx, patient: &Patient) -> Result<Id> {
    if patient.family.trim().is_empty() {
        return Err(Refusal::at("needed", "family").into());
    }
    tx.put(patient)?;
    Ok(patient.id)
}

/// Adds a patient, or changes what was typed of one; says whether anything differed. Whatever was left as it was
/// `shown` keeps what somebody else may have written meanwhile.
pub fn save_form(tx: &mut Tx, id: Id, shown: &PatientForm, typed: &PatientForm, today: NaiveDate) -> Result<bool> {
    let country = practice::get(&tx.db())?.country().to_owned();
    let before = patients::get(&tx.db(), id)?.unwrap_or_else(|| Patient { id, ..Patient::default() });
    let form = typed.onto(shown, &PatientForm::of(&before));
    let patient = form.applied(before, today, &country)?;
    tx.set_subject(id);
    Ok(tx.put(&patient)?)
}

/// Decides which of several values a field is to hold. Any of them may be chosen, and it can be undone.
pub fn settle(tx: &mut Tx, kind: &str, doc: Id, field: &str, value: serde_json::Value) -> Result<()> {
    Ok(tx.settle(kind, doc, field, value)?)
}

/// Reads a birth date as people write them, day first; two digits of a year mean the last hundred years.
pub fn birth_date(typed: &str, today: NaiveDate) -> std::result::Result<String, Refusal> {
    let typed = typed.trim();
    let wrong = || Refusal::at("birth-date-unclear", "birth_date");
    if typed.is_empty() {
        return Ok(String::new());
    }
    let parts: Vec<&str> = typed.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let number = |s: &str| s.parse::<u32>().map_err(|_| wrong());
    let (y, m, d) = match parts.as_slice() {
        [all] if all.len() == 8 => (&all[4..], number(&all[2..4])?, number(&all[..2])?),
        [all] if all.len() == 6 => (&all[4..], number(&all[2..4])?, number(&all[..2])?),
        [y] if y.len() == 4 => return Ok(y.to_string()),
        [y, m] if y.len() == 4 && (1..=12).contains(&number(m)?) => return Ok(format!("{y}-{:02}", number(m)?)),
        [m, y] if y.len() == 4 && (1..=12).contains(&number(m)?) => return Ok(format!("{y}-{:02}", number(m)?)),
        [y, m, d] if y.len() == 4 => (*y, number(m)?, number(d)?),
        [d, m, y] => (*y, number(m)?, number(d)?),
        _ => return Err(wrong()),
    };
    let year = match y.len() {
        4 => number(y)? as i32,
        2 => {
            use chrono::Datelike;
            let century = today.year() / 100 * 100 + number(y)? as i32;
            if century > today.year() { century - 100 } else { century }
        }
        _ => return Err(wrong()),
    };
    let date = NaiveDate::from_ymd_opt(year, m, d).ok_or_else(wrong)?;
    if date > today {
        return Err(Refusal::at("birth-date-future", "birth_date"));
    }
    Ok(date.to_string())
}

/// Reads a phone number as dialled in `country` (ISO code) and keeps it as E.164. One that is no number of that
/// country's plan is kept as typed as long as it has digits: a desk must be able to note what it was told.
pub fn phone(typed: &str, country: &str) -> std::result::Result<String, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    let digits = text::digits(typed);
    if digits.len() < 3 || typed.chars().any(|c| c.is_alphabetic()) {
        return Err(Refusal::at("phone-unclear", "phone"));
    }
    let country = country.parse().ok();
    match phonenumber::parse(country, typed) {
        Ok(n) if phonenumber::is_valid(&n) => Ok(n.format().mode(phonenumber::Mode::E164).to_string()),
        _ => Ok(typed.into()),
    }
}

fn email(typed: &str) -> std::result::Result<String, Refusal> {
    let typed = typed.trim();
    let fine = typed.is_empty() || typed.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.') && !typed.contains(' '));
    if fine { Ok(typed.into()) } else { Err(Refusal::at("email-unclear", "email")) }
}

/// Sets the number or address that screens show first, leaving the others.
fn set_telecom(all: &mut Vec<Telecom>, system: &str, value: String) {
    let shown = |t: &&mut Telecom| t.system == system && t.usage != "old";
    let has_mobile = all.iter().any(|t| t.system == system && t.usage == "mobile");
    match all.iter_mut().filter(shown).find(|t| !has_mobile || t.usage == "mobile") {
        Some(t) if value.is_empty() => {
            let gone = t.clone();
            all.retain(|t| *t != gone);
        }
        Some(t) => t.value = value,
        None if value.is_empty() => {}
        None => all.push(Telecom { system: system.into(), value, usage: String::new() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn birth_dates_are_read_as_people_write_them() {
        for typed in ["12.03.1984", "12/3/84", "12031984", "120384", "1984-03-12", " 12 03 1984 "] {
            assert_eq!(birth_date(typed, today()).as_deref(), Ok("1984-03-12"), "{typed}");
        }
        assert_eq!(birth_date("1984", today()).as_deref(), Ok("1984"));
        assert_eq!(birth_date("3/1984", today()).as_deref(), Ok("1984-03"));
        assert_eq!(birth_date("01/01/27", today()).as_deref(), Ok("1927-01-01"));
    }

    #[test]
    fn impossible_birth_dates_are_refused_at_their_field() {
        for typed in ["30.02.1984", "yesterday", "12.13.1984", "1.1.2030", "123", "24/11/2026"] {
            assert_eq!(birth_date(typed, today()).map_err(|r| r.field), Err(Some("birth_date")), "{typed}");
        }
    }

    #[test]
    fn phones_are_kept_as_the_world_dials_them() {
        assert_eq!(phone("06 12 34 56 78", "FR").as_deref(), Ok("+33612345678"));
        assert_eq!(phone("+44 20 7946 0958", "FR").as_deref(), Ok("+442079460958"));
        assert_eq!(phone("3615", "FR").as_deref(), Ok("3615"));
        assert!(phone("call her son", "FR").is_err());
    }

    #[test]
    fn a_form_keeps_what_somebody_else_changed_meanwhile() {
        let shown = PatientForm { family: "Martin".into(), phone: "1".into(), ..PatientForm::default() };
        let typed = PatientForm { family: "Martinet".into(), ..shown.clone() };
        let now = PatientForm { phone: "2".into(), ..shown.clone() };
        assert!(typed.onto(&shown, &now) == PatientForm { family: "Martinet".into(), phone: "2".into(), ..PatientForm::default() });
    }

    #[test]
    fn relatives_and_flags_are_changed_in_the_form() {
        let contact = |name: &str, phone: &str| Contact { name: name.into(), relation: "fils".into(), phone: phone.into() };
        let before = Patient { family: "Fontaine".into(), contacts: vec![contact("Marc", "0612")], ..Patient::default() };
        let mut form = PatientForm::of(&before);
        form.contacts.extend([contact("Anne", " 06 12 34 56 78"), contact("Bruno", "son bureau"), contact(" ", "")]);
        form.flags = ["diabète", " ", "Diabete", "suivi ailleurs"].map(str::to_owned).to_vec();
        let after = form.applied(before, today(), "FR").unwrap();
        assert_eq!(after.contacts, [contact("Marc", "0612"), contact("Anne", "+33612345678"), contact("Bruno", "son bureau")]);
        assert_eq!(after.flags, ["diabète", "suivi ailleurs"]);
    }

    #[test]
    fn a_form_leaves_alone_what_it_does_not_show() {
        let mut p = Patient { family: "Martin".into(), ..Patient::default() };
        p.telecom = vec![
            Telecom { system: "phone".into(), value: "1".into(), usage: "home".into() },
            Telecom { system: "phone".into(), value: "+33612345678".into(), usage: "mobile".into() },
        ];
        let form = PatientForm::of(&p);
        assert_eq!(form.applied(p.clone(), today(), "FR"), Ok(p.clone()));
        let changed = PatientForm { phone: "06 12 34 56 79".into(), ..form }.applied(p, today(), "FR").unwrap();
        assert_eq!(changed.telecom[0].value, "1");
        assert_eq!(changed.telecom[1].value, "+33612345679");
    }
}
