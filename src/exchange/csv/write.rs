//! Patients as a table that spreadsheets open.

use super::OURS;
use crate::{
    base::{Id, hidden},
    exchange::{How, Written, persons},
    model::Patient,
    store::{self, Db, patients, practitioners},
};
use std::collections::HashMap;

/// What a spreadsheet takes for the beginning of a formula; set to Chinese or Japanese it reads the wide ones alike.
pub const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// In the order of the columns; each name is one that reading knows.
const HEADINGS: [(&str, &str); 20] = [
    ("Civilité", "Title"),
    ("Nom", "Last name"),
    ("Prénom", "First name"),
    ("Nom de naissance", "Birth name"),
    ("Prénom usuel", "Preferred name"),
    ("Né(e) le", "Date of birth"),
    ("Sexe", "Sex"),
    ("Portable", "Mobile"),
    ("Téléphone", "Phone"),
    ("Tél. professionnel", "Work phone"),
    ("Courriel", "Email"),
    ("Adresse", "Address"),
    ("Complément", "Address 2"),
    ("Code postal", "Postcode"),
    ("Ville", "City"),
    ("Pays", "Country"),
    ("Langue", "Language"),
    ("Médecin traitant", "GP"),
    ("Remarque", "Note"),
    (OURS, OURS),
];

/// Every patient as a row. In UTF-8 with its mark, which Excel needs to see the accents; parted by semicolons for who
/// reads French, whose comma is in numbers, and by commas otherwise.
pub fn write(db: &Db, how: &How) -> store::Result<Written> {
    let doctors: HashMap<Id, String> = practitioners::all(db)?.into_iter().map(|p| (p.id, p.name())).collect();
    let mut all = patients::all(db)?;
    all.retain(|p| !p.hidden && p.merged_into.is_none() && !p.name().is_empty());
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let delimiter = if how.french { b';' } else { b',' };
    let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).terminator(::csv::Terminator::CRLF).from_writer(&mut bytes);
    let headings = HEADINGS.map(|(fr, en)| if how.french { fr } else { en });
    // Writing into memory does not fail.
    let _ = writer.write_record(headings);
    for p in &all {
        let _ = writer.write_record(row(p, &doctors, how));
    }
    drop(writer);
    Ok(Written { bytes, records: all.len() })
}

/// A list for letters and calls: whom to write to, where, and the number, with one more column of words for each.
pub fn letters(all: &[(Patient, String)], heading: &str, how: &How) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let delimiter = if how.french { b';' } else { b',' };
    let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).terminator(::csv::Terminator::CRLF).from_writer(&mut bytes);
    let headings = [0, 1, 2, 5, 11, 12, 13, 14, 15, 8].map(|i| if how.french { HEADINGS[i].0 } else { HEADINGS[i].1 });
    let _ = writer.write_record(headings.into_iter().chain([heading]));
    for (p, words) in all {
        let address = p.address.iter().find(|a| a.usage != "old").cloned().unwrap_or_default();
        let cells = [
            p.prefix.clone(),
            p.family.clone(),
            p.given.join(" "),
            born(p, how),
            address.line.first().cloned().unwrap_or_default(),
            address.line.get(1..).unwrap_or_default().join(", "),
            address.postal_code,
            address.city,
            address.country,
        ];
        let phone = p.phone().map(|n| shown(n, how)).unwrap_or_default();
        let _ = writer.write_record(cells.map(guarded).into_iter().chain([phone, guarded(words.clone())]));
    }
    drop(writer);
    bytes
}

fn row(p: &Patient, doctors: &HashMap<Id, String>, how: &How) -> [String; 20] {
    let phones = || p.telecom.iter().filter(|t| t.system == "phone" && t.usage != "old");
    let number = |value: Option<&str>| value.map(|v| shown(v, how)).unwrap_or_default();
    let of = |usage: &str| phones().find(|t| t.usage == usage).map(|t| t.value.as_str());
    let other = phones().find(|t| !["mobile", "work"].contains(&t.usage.as_str())).map(|t| t.value.as_str());
    let address = p.address.iter().find(|a| a.usage != "old").cloned().unwrap_or_default();
    let doctor = p.general_practitioner.first().map(|gp| gp.parse().ok().and_then(|id| doctors.get(&id)).unwrap_or(gp).clone());
    let cells = [
        p.prefix.clone(),
        p.family.clone(),
        p.given.join(" "),
        p.maiden.clone(),
        p.usual.clone(),
        born(p, how),
        gender(&p.gender, how.french).into(),
        String::new(),
        String::new(),
        String::new(),
        p.email().unwrap_or_default().into(),
        address.line.first().cloned().unwrap_or_default(),
        address.line.get(1..).unwrap_or_default().join(", "),
        address.postal_code,
        address.city,
        address.country,
        p.languages.first().cloned().unwrap_or_default(),
        doctor.unwrap_or_default(),
        p.note.clone(),
        p.id.to_string(),
    ];
    let mut cells = cells.map(guarded);
    (cells[7], cells[8], cells[9]) = (number(of("mobile")), number(other), number(of("work")));
    cells
}

/// Kept from being a formula by the sign that spreadsheets themselves use for text.
fn guarded(cell: String) -> String {
    let cell = hidden::without(&cell).into_owned();
    let risky = cell.trim_start_matches('\'').starts_with(FORMULA) || cell.starts_with(['\t', '\r']);
    if risky { format!("'{cell}") } else { cell }
}

/// Day first for who reads French, else in the form that no spreadsheet takes for another day.
fn born(p: &Patient, how: &How) -> String {
    match p.born() {
        Some(date) if how.french => date.format("%d/%m/%Y").to_string(),
        _ => p.birth_date.clone(),
    }
}

fn gender(code: &str, french: bool) -> &'static str {
    match (code, french) {
        ("male", true) => "Homme",
        ("male", false) => "Male",
        ("female", true) => "Femme",
        ("female", false) => "Female",
        ("other", true) => "Autre",
        ("other", false) => "Other",
        ("unknown", true) => "Inconnu",
        ("unknown", false) => "Unknown",
        _ => "",
    }
}

/// A number as it is read aloud, where that is read back as the same one, or as it is kept. With its spaces a spreadsheet
/// takes it for text and keeps the zero in front; a foreign one begins with a bracket, so that its plus makes no formula.
fn shown(number: &str, how: &How) -> String {
    let home = how.country.parse::<phonenumber::country::Id>().ok();
    let read = phonenumber::parse(home, number).ok().filter(|_| number.starts_with('+'));
    let aloud = read.into_iter().flat_map(|n| {
        let national = match () {
            () if phonenumber::is_valid(&n) && n.country().id() == home => Some(n.format().mode(phonenumber::Mode::National).to_string()),
            () if how.country == "FR" && n.code().value() == 33 => Some(pairs(number)),
            () => None,
        };
        let foreign = n.format().mode(phonenumber::Mode::International).to_string();
        let foreign =
            foreign.strip_prefix('+').and_then(|rest| rest.split_once([' ', '-'])).map(|(code, rest)| format!("(+{code}) {rest}"));
        [national, foreign].into_iter().flatten()
    });
    aloud.into_iter().find(|text| persons::phone(text, &how.country) == number).unwrap_or_else(|| guarded(number.to_string()))
}

/// A French number that is in no plan, as it is written all the same.
fn pairs(number: &str) -> String {
    let national: Vec<char> = format!("0{}", number.trim_start_matches("+33")).chars().collect();
    national.chunks(2).map(|pair| pair.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
