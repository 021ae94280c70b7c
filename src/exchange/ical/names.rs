//! What names of zones tell, where a file does not describe the zone: the world's own names, those of other programs,
//! what stands before them, and offsets.

use super::zone::Zone;
use calcard::common::timezone::Tz as Known;
use chrono::{NaiveDate, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};
use std::str::FromStr;

/// A name without what may stand around it.
pub fn plain(name: &str) -> &str {
    name.trim().trim_matches('"').trim()
}

/// What else a VTIMEZONE says of which zone it is.
pub struct Also {
    location: Option<String>,
    number: Option<String>,
}

impl Also {
    pub fn of(text: &str) -> Self {
        Also { location: line(text, "X-LIC-LOCATION"), number: line(text, "X-MICROSOFT-CDO-TZID") }
    }

    pub fn zone(&self, name: &str) -> Option<Zone> {
        if let Some(zone) = self.location.as_deref().and_then(|l| known(plain(l))) {
            return Some(zone);
        }
        let number = self.number.as_deref()?.trim();
        // Number two is Lisbon for some programs and Warsaw for others.
        if number == "2" && offset(name).is_some_and(|(east, _)| east == 3600) {
            return Some(Zone::World(Tz::Europe__Warsaw));
        }
        match Known::from_ms_cdo_zone_id(number)? {
            Known::Tz(tz) => Some(Zone::World(tz)),
            _ => None,
        }
    }
}

/// A zone by its name alone.
pub fn known(name: &str) -> Option<Zone> {
    let told = offset(name);
    match (world(name), &told) {
        // The library reads whole hours alone, and of some names nothing else.
        (Some(tz), Some((east, _))) if standard(tz) == *east && !tz.name().starts_with("Etc/") => return Some(Zone::World(tz)),
        (Some(tz), None) => return Some(Zone::World(tz)),
        _ => {}
    }
    if let Some((east, rest)) = told {
        // "(UTC+01:00) Sarajevo, Warsaw": the first place that is so far east.
        let places = rest.split(['/', ',', ';']).map(str::trim).filter(|p| !p.is_empty());
        let found =
            std::iter::once(rest.trim()).chain(places).find_map(|p| world(p).or_else(|| city(p)).filter(|tz| standard(*tz) == east));
        return Some(found.map_or(Zone::Fixed(east), Zone::World));
    }
    // "/example.org/20050126_1/Europe/Berlin"
    let tails = name.match_indices('/').map(|(i, _)| &name[i + 1..]);
    tails.filter(|t| !t.is_empty()).find_map(exact).map(Zone::World)
}

fn world(name: &str) -> Option<Tz> {
    exact(name).or_else(|| match Known::from_str(name).ok()? {
        Known::Tz(tz) => Some(tz),
        _ => None,
    })
}

fn exact(name: &str) -> Option<Tz> {
    Tz::from_str(name).ok().or_else(|| TZ_VARIANTS.iter().find(|tz| tz.name().eq_ignore_ascii_case(name)).copied())
}

fn city(name: &str) -> Option<Tz> {
    let name = name.replace(' ', "_");
    let ends = |tz: &&Tz| tz.name().rsplit_once('/').is_some_and(|(area, last)| area != "Etc" && last.eq_ignore_ascii_case(&name));
    TZ_VARIANTS.iter().find(ends).copied()
}

/// How far east it is in winter.
fn standard(tz: Tz) -> i32 {
    let at = |month| NaiveDate::from_ymd_opt(2026, month, 1).map(|day| tz.offset_from_utc_date(&day).fix().local_minus_utc());
    at(1).into_iter().chain(at(7)).min().unwrap_or_default()
}

/// The offset that a name begins with, "(UTC+01:00) Paris" or "GMT-3", and what follows it.
pub fn offset(name: &str) -> Option<(i32, &str)> {
    let bare = name.trim_start_matches('(');
    let rest = ["UTC", "GMT"].iter().find_map(|p| bare.get(..3).filter(|head| head.eq_ignore_ascii_case(p)).map(|_| &bare[3..]))?;
    let rest = rest.trim_start();
    let (sign, rest) = match rest.chars().next()? {
        '+' => (1, &rest[1..]),
        '-' => (-1, &rest[1..]),
        '\u{2212}' => (-1, &rest['\u{2212}'.len_utf8()..]),
        ')' => return Some((0, rest[1..].trim())),
        _ => return None,
    };
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (hours, rest) = rest.split_at(digits(rest));
    let (hours, minutes, rest) = match (hours.len(), rest.strip_prefix([':', '.'])) {
        (1 | 2, Some(after)) if digits(after) == 2 => (hours, &after[..2], &after[2..]),
        (1 | 2, _) => (hours, "0", rest),
        (4, _) => (&hours[..2], &hours[2..], rest),
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then(|| (sign * (hours * 3600 + minutes * 60), rest.trim_start_matches(')').trim()))
}

/// The value of a line by name. Some write "TZID=" where a colon belongs.
pub fn line(text: &str, name: &str) -> Option<String> {
    let of = |l: &str| {
        let rest = l.get(..name.len()).filter(|head| head.eq_ignore_ascii_case(name)).map(|_| &l[name.len()..])?;
        match rest.chars().next()? {
            ':' | '=' => Some(rest[1..].trim().replace('\\', "")),
            ';' => rest.split_once(':').map(|(_, value)| value.trim().replace('\\', "")),
            _ => None,
        }
    };
    text.lines().find_map(of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{Asia, Europe};

    #[test]
    fn names_of_every_sort_tell_their_zone() {
        for (name, zone) in [
            ("Europe/Berlin", Zone::World(Europe::Berlin)),
            ("europe/berlin", Zone::World(Europe::Berlin)),
            ("/Europe/Paris", Zone::World(Europe::Paris)),
            ("/freeassociation.sourceforge.net/Europe/Berlin", Zone::World(Europe::Berlin)),
            ("/freeassociation.sourceforge.net/Tzfile/Europe/Paris", Zone::World(Europe::Paris)),
            ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", Zone::World(Tz::America__Argentina__Buenos_Aires)),
            ("Romance Standard Time", Zone::World(Europe::Paris)),
            ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", Zone::World(Europe::Berlin)),
            ("(GMT+01.00) Sarajevo/Warsaw/Zagreb", Zone::World(Europe::Sarajevo)),
            ("UTC+1 Paris", Zone::World(Europe::Paris)),
            ("(UTC+01:00) Praxiszeit", Zone::Fixed(3600)),
            ("(UTC+05:30) Bureau", Zone::Fixed(19_800)),
            ("(GMT-03:30) Desk", Zone::Fixed(-12_600)),
            ("(UTC+05:45) Kathmandu", Zone::World(Asia::Kathmandu)),
            ("(UTC) Desk", Zone::Fixed(0)),
            ("UTC+0200", Zone::Fixed(7200)),
            ("Etc/GMT-2", Zone::World(Tz::Etc__GMTMinus2)),
        ] {
            assert_eq!(known(name), Some(zone), "{name}");
        }
        for name in ["Nowhere/City", "tzone://Microsoft/Custom", "Customized Time Zone", "GMT+99", ""] {
            assert_eq!(known(name), None, "{name}");
        }
    }

    #[test]
    fn numbers_of_exchange_tell_theirs() {
        let also = |number: &str| Also::of(&format!("BEGIN:VTIMEZONE\r\nTZID:x\r\nX-MICROSOFT-CDO-TZID:{number}\r\n"));
        assert_eq!(also("4").zone("Praxis"), Some(Zone::World(Europe::Berlin)));
        assert_eq!(also("2").zone("Escritorio"), Some(Zone::World(Europe::Lisbon)));
        assert_eq!(also("2").zone("(GMT+01.00) Desk"), Some(Zone::World(Europe::Warsaw)));
        assert_eq!(also("99").zone("Praxis"), None);
    }
}
