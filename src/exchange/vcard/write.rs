//! Patients as cards for an address book.

use super::OURS;
use crate::{
    base::hidden,
    exchange::{How, Written},
    model::{
        Patient,
        patient::{Address, Telecom},
    },
    store::{self, Db, patients},
};

/// Every patient as a card: names, birth date, numbers, addresses. What she noted about somebody stays here: address
/// books hand on what they hold.
pub fn write(db: &Db, _how: &How) -> store::Result<Written> {
    let mut all = patients::all(db)?;
    all.retain(|p| !p.hidden && p.merged_into.is_none() && !p.name().is_empty());
    all.sort_by_key(|p| p.id);
    let text: String = all.iter().map(card).collect();
    Ok(Written { bytes: text.into_bytes(), records: all.len() })
}

fn card(p: &Patient) -> String {
    let mut card = String::new();
    let mut line = |text: String| fold(&text, &mut card);
    line("BEGIN:VCARD".into());
    line("VERSION:3.0".into());
    line(format!("UID:{OURS}{}", p.id));
    let (first, more) =
        p.given.split_first().map_or((String::new(), vec![]), |(f, m)| (escaped(f), m.iter().map(|g| escaped(g)).collect()));
    line(format!("N:{};{first};{};{};", escaped(&p.family), more.join(","), escaped(&p.prefix)));
    let given = p.given.join(" ");
    let shown = [p.prefix.as_str(), given.as_str(), &p.family].into_iter().map(str::trim).filter(|s| !s.is_empty()).collect::<Vec<_>>();
    line(format!("FN:{}", escaped(&shown.join(" "))));
    let mut optional = |name: &str, value: &str| {
        if !value.is_empty() {
            line(format!("{name}:{}", escaped(value)));
        }
    };
    optional("NICKNAME", &p.usual);
    optional("X-MAIDENNAME", &p.maiden);
    // Address books know whole dates only.
    optional("BDAY", &p.born().map(|d| d.to_string()).unwrap_or_default());
    optional("X-GENDER", gender(&p.gender));
    p.languages.iter().for_each(|l| optional("LANG", l));
    p.telecom.iter().filter_map(number).for_each(&mut line);
    p.address.iter().filter(|a| a.usage != "old").map(address).for_each(&mut line);
    line("END:VCARD".into());
    card
}

fn gender(code: &str) -> &'static str {
    match code {
        "male" => "Male",
        "female" => "Female",
        "other" => "Other",
        "unknown" => "Unknown",
        _ => "",
    }
}

fn number(t: &Telecom) -> Option<String> {
    let place = match t.usage.as_str() {
        "mobile" => ";TYPE=CELL",
        "home" => ";TYPE=HOME",
        "work" => ";TYPE=WORK",
        // Nobody is to call a number that was given up.
        "old" => return None,
        _ => "",
    };
    let value = escaped(&t.value);
    match t.system.as_str() {
        "phone" | "sms" => Some(format!("TEL{place};TYPE=VOICE:{value}")),
        "fax" => Some(format!("TEL{place};TYPE=FAX:{value}")),
        "email" => Some(format!("EMAIL{place};TYPE=INTERNET:{value}")),
        _ => None,
    }
}

fn address(a: &Address) -> String {
    let place = match a.usage.as_str() {
        "home" => ";TYPE=HOME",
        "work" => ";TYPE=WORK",
        _ => "",
    };
    let street = escaped(&a.line.join("\n"));
    let [city, state, code, country] = [&a.city, &a.state, &a.postal_code, &a.country].map(|s| escaped(s));
    format!("ADR{place}:;;{street};{city};{state};{code};{country}")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in hidden::without(text).chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, folded where it grows longer than 75 bytes, never inside a letter.
fn fold(line: &str, out: &mut String) {
    let mut room = 75;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}
