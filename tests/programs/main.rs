//! Tables as programs write them: their own headings, in the encodings they write, with rows of ours. Whatever is not read
//! is named, and nothing becomes a name, a birth date or a gender that its heading does not call one.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod contacts;
mod patients;

use chrono::NaiveDate;
use chrono_tz::Europe::Paris;
use genki::{
    exchange::{self, How, Noun, Plan},
    model::{Appointment, DayNote, Patient},
};

pub fn how() -> How {
    How::new(Paris, NaiveDate::from_ymd_opt(2026, 11, 23).unwrap())
}

pub fn read(bytes: &[u8]) -> Plan {
    let plan = exchange::read(exchange::detect("export.csv", bytes).unwrap(), bytes, &how()).unwrap();
    assert_eq!(plan.rejected, [], "{}", String::from_utf8_lossy(bytes));
    plan
}

pub fn bom(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").into_bytes()
}

pub fn utf16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

pub fn ansi(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

/// Headings and cells side by side, so that each row says what it fills.
pub fn table(headings: &[&str], rows: &[&[(&str, &str)]]) -> String {
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |cells: Vec<&str>| cells.into_iter().map(quoted).collect::<Vec<_>>().join(",");
    let mut text = line(headings.to_vec()) + "\r\n";
    for row in rows {
        assert!(row.iter().all(|(h, _)| headings.contains(h)), "{row:?}");
        text += &line(headings.iter().map(|h| row.iter().find(|(of, _)| of == h).map_or("", |(_, cell)| cell)).collect());
        text += "\r\n";
    }
    text
}

pub fn people(plan: &Plan) -> Vec<Patient> {
    plan.records.iter().filter_map(|r| if let Noun::Patient(p) = &r.noun { p.record.open() } else { None }).collect()
}

pub fn visits(plan: &Plan) -> Vec<&Appointment> {
    plan.records.iter().filter_map(|r| if let Noun::Appointment(a) = &r.noun { Some(&a.record) } else { None }).collect()
}

pub fn notes(plan: &Plan) -> Vec<&DayNote> {
    plan.records.iter().filter_map(|r| if let Noun::DayNote(n) = &r.noun { Some(&n.record) } else { None }).collect()
}

/// Family, given names, birth date, gender.
pub fn who(p: &Patient) -> [String; 4] {
    [p.family.clone(), p.given.join("|"), p.birth_date.clone(), p.gender.clone()]
}

/// Every number and address, with its sort.
pub fn reached(p: &Patient) -> Vec<String> {
    p.telecom.iter().map(|t| format!("{} {} {}", t.system, t.usage, t.value)).collect()
}

pub fn home(p: &Patient) -> String {
    let a = &p.address[0];
    [a.line.join("|"), a.postal_code.clone(), a.city.clone(), a.state.clone(), a.country.clone()].join(";")
}

/// The columns that are not read although something stands there.
pub fn left_out(plan: &Plan) -> Vec<&str> {
    plan.left_out.iter().filter(|c| c.cells > 0).map(|c| c.name.as_str()).collect()
}

pub fn remarks(plan: &Plan) -> Vec<(u64, &str)> {
    plan.remarks.iter().map(|r| (r.line, r.said.key)).collect()
}
