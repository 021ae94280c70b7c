//! Lines that say nothing, or say it in a form that the library does not know, before it reads them.

use crate::exchange::lines;

/// Lines with times.
const TIMES: [&str; 5] = ["DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"];
/// These say nothing where they are empty.
const MAY_BE_EMPTY: [&str; 3] = ["RRULE", "DURATION", "EXRULE"];

/// The lines of one component, in forms that are read.
pub fn tidy(text: &str) -> String {
    text.lines().filter_map(line).flat_map(|line| [line, "\r\n".into()]).collect()
}

fn line(line: &str) -> Option<String> {
    let name = line.split([';', ':']).next().unwrap_or_default().trim().to_ascii_uppercase();
    if TIMES.contains(&name.as_str()) {
        return times(line, &name);
    }
    if MAY_BE_EMPTY.contains(&name.as_str())
        && line.split_once(':').is_some_and(|(_, value)| value.trim_matches([' ', '\t', ',', ';']).is_empty())
    {
        return None;
    }
    if lines::is_quoted(line.as_bytes()) {
        return Some(lettered(line));
    }
    Some(line.to_string())
}

/// Times hold no colon: the last one parts them from what stands before, whatever colons a zone's name has.
fn times(line: &str, name: &str) -> Option<String> {
    let Some((head, value)) = line.rsplit_once(':') else { return Some(line.to_string()) };
    let values: Vec<&str> = value.split(',').map(str::trim).filter(|v| !v.is_empty()).collect();
    if values.is_empty() {
        return None;
    }
    let mut head = quoted(head);
    if name == "RDATE" && value.contains('/') && !head.to_ascii_uppercase().contains("VALUE=") {
        head.push_str(";VALUE=PERIOD");
    }
    Some(format!("{head}:{}", values.join(",")))
}

/// A head with its zone's name in quotes where it has signs that mean something else.
fn quoted(head: &str) -> String {
    let Some(at) = head.to_ascii_uppercase().find(";TZID=").map(|at| at + 6) else { return head.to_string() };
    let (before, rest) = head.split_at(at);
    if rest.starts_with('"') {
        return head.to_string();
    }
    // The next parameter begins with a name and a sign of equality.
    let is_next = |i: usize| {
        let next = &rest[i + 1..];
        let name = next.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
        name > 0 && next.as_bytes().get(name) == Some(&b'=')
    };
    let end = rest.match_indices(';').map(|(i, _)| i).find(|i| is_next(*i)).unwrap_or(rest.len());
    let (zone, more) = rest.split_at(end);
    match zone.contains([':', ',', ';']) && !zone.contains('"') {
        true => format!("{before}\"{zone}\"{more}"),
        false => head.to_string(),
    }
}

/// Quoted-printable that does not name its letters: UTF-8 where it is.
fn lettered(line: &str) -> String {
    let head = String::from_utf8_lossy(lines::head(line.as_bytes())).into_owned();
    if head.to_ascii_uppercase().contains("CHARSET=") {
        return line.to_string();
    }
    let value = line.get(head.len()..).unwrap_or_default();
    let (mut bytes, mut rest) = (Vec::new(), value.as_bytes());
    while let Some(byte) = rest.first() {
        let hex = rest.get(1..3).and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
        let (byte, step) = if let (b'=', Some(hex)) = (byte, hex) { (hex, 3) } else { (*byte, 1) };
        bytes.push(byte);
        rest = &rest[step..];
    }
    if std::str::from_utf8(&bytes).is_ok() { format!("{head};CHARSET=UTF-8{value}") } else { line.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_goes_and_what_is_said_oddly_is_said_plainly() {
        for (line, tidied) in [
            ("EXDATE:", ""),
            ("EXDATE;TZID=Europe/Berlin:", ""),
            ("RDATE: ,", ""),
            ("RRULE:", ""),
            ("DTEND:", ""),
            ("EXDATE:20270111T130000,", "EXDATE:20270111T130000"),
            ("EXDATE:20270111T130000,,20270112T130000", "EXDATE:20270111T130000,20270112T130000"),
            ("DTSTART;TZID=(UTC+01:00) Desk:20270111T130000", "DTSTART;TZID=\"(UTC+01:00) Desk\":20270111T130000"),
            ("DTSTART;TZID=\"(UTC+01:00) Desk\":20270111T130000", "DTSTART;TZID=\"(UTC+01:00) Desk\":20270111T130000"),
            ("DTEND;TZID=Berlin, Bern;VALUE=DATE-TIME:20270111T130000", "DTEND;TZID=\"Berlin, Bern\";VALUE=DATE-TIME:20270111T130000"),
            ("RDATE:20270111T130000Z/PT1H", "RDATE;VALUE=PERIOD:20270111T130000Z/PT1H"),
            ("SUMMARY:", "SUMMARY:"),
            ("SUMMARY;ENCODING=QUOTED-PRINTABLE:Zo=C3=A9", "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=A9"),
            ("SUMMARY;ENCODING=QUOTED-PRINTABLE:Zo=E9", "SUMMARY;ENCODING=QUOTED-PRINTABLE:Zo=E9"),
        ] {
            assert_eq!(tidy(line).trim_end(), tidied, "{line}");
        }
    }
}
