//! Dates and times as people write them in tables and on cards.

use crate::base::text::{fold, month};
use chrono::{Datelike, NaiveDate, NaiveTime};

/// What a date's numbers are, where their size alone does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    #[default]
    DayFirst,
    MonthFirst,
}

impl Order {
    /// How a column writes its dates: month first only where day first can not be.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        Self::told(cells).unwrap_or_default()
    }

    /// As [`Order::of`]; nothing where each date could be either.
    pub fn told<'a>(cells: impl Iterator<Item = &'a str>) -> Option<Self> {
        let (mut day_first, mut month_first) = (false, false);
        for cell in cells {
            if let [a, b, y, ..] = words(cell).as_slice()
                && y.len() >= 2
                && a.len() <= 2
                && let (Ok(a), Ok(b)) = (a.parse::<u32>(), b.parse::<u32>())
            {
                day_first |= a > 12;
                month_first |= b > 12;
            }
        }
        match (day_first, month_first) {
            (false, false) => None,
            (false, true) => Some(Order::MonthFirst),
            (true, _) => Some(Order::DayFirst),
        }
    }
}

/// A date as far as it is known, and the words that follow it (a time, often).
pub struct Written {
    pub year: i32,
    pub month: Option<u32>,
    pub day: Option<u32>,
    rest: Vec<String>,
}

impl Written {
    pub fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month?, self.day?)
    }

    /// The time of day that is written after the date.
    pub fn time(&self) -> Option<NaiveTime> {
        time(&self.rest.join(":"))
    }

    /// `1984-03-12`, `1984-03` or `1984`, as a patient's birth date is kept.
    pub fn kept(&self) -> String {
        match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{:04}-{m:02}-{d:02}", self.year),
            (Some(m), None) => format!("{:04}-{m:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }
}

/// Reads a date in any usual form. Two digits of a year are the last such year up to `latest`.
pub fn date(text: &str, order: Order, latest: i32) -> Option<Written> {
    let mut all = words(text);
    // The name of a weekday says nothing that the date does not.
    if all.len() > 3 && all[0].bytes().all(|b| b.is_ascii_alphabetic()) && named_month(&all[0]).is_none() {
        all.remove(0);
    }
    let (year, month, day, taken) = parts(&all, order, latest)?;
    let read = Written { year, month, day, rest: all.split_off(taken) };
    let fits = read.month.is_none_or(|m| (1..=12).contains(&m)) && (read.day.is_none() || read.date().is_some());
    (fits && (1850..=2200).contains(&read.year)).then_some(read)
}

type Parts = (i32, Option<u32>, Option<u32>, usize);

fn parts(all: &[String], order: Order, latest: i32) -> Option<Parts> {
    let number = |s: &str| s.parse::<u32>().ok();
    let long = |s: &str| (s.len() == 4).then(|| s.parse::<i32>().ok()).flatten();
    let year = |s: &str| match s.len() {
        4 => s.parse::<i32>().ok(),
        2 => {
            let near = latest / 100 * 100 + s.parse::<i32>().ok()?;
            Some(if near > latest { near - 100 } else { near })
        }
        _ => None,
    };
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    match all[..] {
        [ymd, ..] if ymd.len() == 8 && number(ymd).is_some() => {
            let by_year = (long(&ymd[..4])?, number(&ymd[4..6])?, number(&ymd[6..])?);
            let (y, m, d) =
                if (1850..=2200).contains(&by_year.0) { by_year } else { (long(&ymd[4..])?, number(&ymd[2..4])?, number(&ymd[..2])?) };
            Some((y, Some(m), Some(d), 1))
        }
        [dmy] if dmy.len() == 6 && number(dmy).is_some() => Some((year(&dmy[4..])?, number(&dmy[2..4]), number(&dmy[..2]), 1)),
        [y, m, d, ..] if long(y).is_some() && d.len() <= 2 => {
            Some((long(y)?, Some(number(m).or_else(|| named_month(m))?), Some(number(d)?), 3))
        }
        [d, m, y, ..] if named_month(m).is_some() => Some((year(y)?, named_month(m), Some(number(d)?), 3)),
        [m, d, y, ..] if named_month(m).is_some() && d.len() <= 2 => Some((year(y)?, named_month(m), Some(number(d)?), 3)),
        [a, b, y, ..] if a.len() <= 2 && b.len() <= 2 && year(y).is_some() => {
            let (d, m) = if order == Order::MonthFirst { (b, a) } else { (a, b) };
            Some((year(y)?, Some(number(m)?), Some(number(d)?), 3))
        }
        [m, y] if long(y).is_some() && m.len() != 4 => Some((long(y)?, Some(number(m).or_else(|| named_month(m))?), None, 2)),
        [y, m] if long(y).is_some() && m.len() <= 2 => Some((long(y)?, Some(number(m)?), None, 2)),
        [y] => Some((long(y)?, None, None, 1)),
        _ => None,
    }
}

/// A month's name in French or English, and where those of German and Spanish are others.
fn named_month(word: &str) -> Option<u32> {
    const OTHERS: [(&str, u32); 6] = [("ene", 1), ("abr", 4), ("ago", 8), ("okt", 10), ("dez", 12), ("dic", 12)];
    month(word).or_else(|| OTHERS.iter().find(|(start, _)| word.starts_with(start)).map(|(_, month)| *month))
}

/// The numbers and words of a date or time: whatever stands between them only parts them.
fn words(text: &str) -> Vec<String> {
    // Numbers alone, as nearly every date is, have nothing to be folded.
    if text.bytes().all(|b| b.is_ascii_digit() || b"/-. :".contains(&b)) {
        return text.split(|c: char| !c.is_ascii_digit()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    }
    let mut all: Vec<String> = Vec::new();
    let mut before = None;
    for c in fold(text).chars() {
        let kind = (c.is_alphabetic(), c.is_ascii_digit());
        match (kind, all.last_mut()) {
            ((false, false), _) => {}
            (_, Some(word)) if before == Some(kind) => word.push(c),
            _ => all.push(c.to_string()),
        }
        before = Some(kind);
    }
    // "1er mars", "March 3rd", "2026-11-23T09:30".
    all.retain(|w| !["er", "st", "nd", "rd", "th", "t", "le", "a", "de", "of", "年", "月", "日"].contains(&w.as_str()));
    all
}

/// Reads a time of day: `9:30`, `09h30`, `9h`, `14.30`, `0930`, `2:30 PM`.
pub fn time(text: &str) -> Option<NaiveTime> {
    let all = words(text);
    let all: Vec<&str> =
        all.iter().map(String::as_str).filter(|w| !["h", "heures", "heure", "hrs", "min", "mn", "z"].contains(w)).collect();
    let (all, half) = match all.split_last() {
        Some((last @ (&"am" | &"pm"), rest)) => (rest.to_vec(), Some(*last == "pm")),
        _ => match all[..] {
            [ref rest @ .., "a" | "p", "m"] => (rest.to_vec(), Some(all[all.len() - 2] == "p")),
            _ => (all, None),
        },
    };
    let number = |s: &str| (s.len() <= 2).then(|| s.parse::<u32>().ok()).flatten();
    let (hour, minute) = match all[..] {
        [hm] if hm.len() == 4 && hm.is_ascii() => (number(&hm[..2])?, number(&hm[2..])?),
        [h] => (number(h)?, 0),
        [h, m, ..] => (number(h)?, number(m)?),
        [] => return None,
    };
    let hour = match half {
        Some(_) if hour == 0 || hour > 12 => return None,
        Some(late) => hour % 12 + if late { 12 } else { 0 },
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// Reads a length in minutes: `20`, `20 min`, `1h30`, `0:45`.
pub fn minutes(text: &str) -> Option<u32> {
    let all = words(text);
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let number = |s: &str| (s.len() <= 3).then(|| s.parse::<u32>().ok()).flatten();
    let minutes = match all[..] {
        [m] | [m, "min" | "mn" | "m" | "minutes" | "minute"] => number(m)?,
        [h, "h" | "heure" | "heures" | "hour" | "hours"] => number(h)? * 60,
        [h, "h" | "heure" | "hour", m, ..] | [h, m, ..] => number(h)? * 60 + number(m)?,
        _ => return None,
    };
    (minutes <= 24 * 60).then_some(minutes)
}

/// What is written of a birth date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Birth {
    /// Nothing, in whatever form: zeros, a year that stands for none, a day of the year alone.
    Unsaid,
    /// As a patient's birth date is kept.
    Known(String),
    /// Something that is no date, or a day that is still to come.
    Unreadable,
}

/// The year by which Apple says that there is none.
const NO_YEAR: u32 = 1604;
/// Days by which programs say that there is none: the zero of spreadsheets and databases, and Outlook's.
const NO_DAYS: &[&str] = &["1 1 1", "30 12 1899", "31 12 1899", "0 1 1900", "1 1 1753", "1 1 4501", "31 12 9999", "99 99 9999"];

/// Reads a birth date.
pub fn birth(text: &str, order: Order, today: NaiveDate) -> Birth {
    let text = text.trim();
    if text.starts_with("--") || says_none(text) {
        return Birth::Unsaid;
    }
    match date(text, order, latest(today, true)) {
        Some(date) if date.date().is_none_or(|d| d <= today) && date.year <= today.year() => Birth::Known(date.kept()),
        _ => Birth::Unreadable,
    }
}

fn says_none(text: &str) -> bool {
    let all = words(text);
    let unknown = ["inconnu", "inconnue", "unknown", "unbekannt", "desconocida", "desconocido", "nc", "未知", "不详"];
    if all.iter().all(|w| w.bytes().all(|b| b == b'0')) || unknown.contains(&fold(text).as_str()) {
        return true;
    }
    let number = |w: &String| w.parse::<u32>().ok();
    let day = |w: &String| number(w).is_some_and(|n| (1..=31).contains(&n));
    let of_year = |w: &String| number(w).map_or(named_month(w).is_some(), |n| (1..=12).contains(&n));
    match all.as_slice() {
        [one] => ["16040101", "00010101"].contains(&one.as_str()),
        [a, b] => day(a) && of_year(b) || day(b) && of_year(a),
        [y, a, b, ..] if y.len() == 4 => none_of(number(y), number(a), number(b)),
        [a, b, y, ..] if y.len() == 4 => none_of(number(y), number(a), number(b)),
        _ => false,
    }
}

/// Whether a day stands for none, whichever of its numbers is the month.
fn none_of(year: Option<u32>, a: Option<u32>, b: Option<u32>) -> bool {
    let (Some(y), Some(a), Some(b)) = (year, a, b) else { return year == Some(NO_YEAR) };
    y == NO_YEAR || NO_DAYS.contains(&format!("{a} {b} {y}").as_str()) || NO_DAYS.contains(&format!("{b} {a} {y}").as_str())
}

/// The year that two digits of an appointment's year may not be after, and those of a birth date.
pub fn latest(today: NaiveDate, birth: bool) -> i32 {
    if birth { today.year() } else { today.year() / 100 * 100 + 99 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Order) -> Option<String> {
        date(text, order, 2026).map(|d| d.kept())
    }

    #[test]
    fn dates_in_every_usual_form() {
        for text in [
            "12/03/1984",
            "12.3.84",
            "1984-03-12",
            "12 mars 1984",
            "12-mars-84",
            "March 12, 1984",
            "12 Mar 1984",
            "19840312",
            "12031984",
            "120384",
            "lundi 12 mars 1984",
            "1984-03-12T00:00:00Z",
            "12/03/1984 00:00",
            "le 12/03/1984",
            "1984/3/12",
        ] {
            assert_eq!(read(text, Order::DayFirst).as_deref(), Some("1984-03-12"), "{text}");
        }
        assert_eq!(read("1er août 2019", Order::DayFirst).as_deref(), Some("2019-08-01"));
        assert_eq!(read("03/12/1984", Order::MonthFirst).as_deref(), Some("1984-03-12"));
        assert_eq!(read("12/03/27", Order::DayFirst).as_deref(), Some("1927-03-12"));
        assert_eq!((read("1984", Order::DayFirst), read("03/1984", Order::DayFirst)), (Some("1984".into()), Some("1984-03".into())));
        for nonsense in ["", "--0312", "31/02/1984", "12/13/1984", "hier", "12/03", "99999999999999999999", "0312", "12 xyz 1984", "1/2/3"]
        {
            assert_eq!(read(nonsense, Order::DayFirst), None, "{nonsense}");
        }
    }

    #[test]
    fn birth_dates_that_say_none_are_none_and_others_are_kept() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let read = |text: &str| birth(text, Order::DayFirst, today);
        for none in [
            "",
            "0000-00-00",
            "0/0/00",
            "00/00/0000",
            "00.00.00",
            "  /  /    ",
            "-",
            "--0619",
            "---19",
            "1604-06-19",
            "19/06/1604",
            "16040101",
            "12/03",
            "12 mars",
            "March 12",
            "0001-01-01",
            "1/1/4501",
            "30/12/1899",
            "1/0/1900",
            "0000-00-00 00:00:00",
            "12. Dezember",
            "inconnue",
            "99/99/9999",
        ] {
            assert_eq!(read(none), Birth::Unsaid, "{none}");
        }
        for (written, kept) in [
            ("12/03/1984", "1984-03-12"),
            ("1984年3月12日", "1984-03-12"),
            ("12. Dezember 1984", "1984-12-12"),
            ("3 de agosto de 1984", "1984-08-03"),
            ("1/1/01", "2001-01-01"),
            ("1984", "1984"),
            ("03/1984", "1984-03"),
        ] {
            assert_eq!(read(written), Birth::Known(kept.into()), "{written}");
        }
        for odd in ["circa 1940", "spring 1984?", "30753", "31/02/1984", "24/11/2026", "12/2027", "soon", "12/84"] {
            assert_eq!(read(odd), Birth::Unreadable, "{odd}");
        }
    }

    #[test]
    fn month_first_only_where_day_first_can_not_be() {
        assert_eq!(Order::of(["03/04/1984", "12/31/1984"].into_iter()), Order::MonthFirst);
        assert_eq!(Order::of(["03/04/1984", "11/12/1984"].into_iter()), Order::DayFirst);
        assert_eq!(Order::of(["31/12/1984", "12/31/1984"].into_iter()), Order::DayFirst);
    }

    #[test]
    fn times_and_lengths() {
        let at = |text: &str| time(text).map(|t| t.format("%H:%M").to_string());
        for text in ["9:30", "09h30", "9 h 30", "9.30", "0930", "09:30:00", "9:30 AM", "9:30 a.m."] {
            assert_eq!(at(text).as_deref(), Some("09:30"), "{text}");
        }
        assert_eq!((at("2:30 pm"), at("14h"), at("12:05 am")), (Some("14:30".into()), Some("14:00".into()), Some("00:05".into())));
        assert_eq!((at("25:00"), at("midi"), at(""), at("13:00 pm"), at("aμa")), (None, None, None, None, None));
        assert_eq!(date("23/11/2026 14:30", Order::DayFirst, 2099).unwrap().time(), time("14:30"));
        assert_eq!(
            (minutes("20"), minutes("20 min"), minutes("1h30"), minutes("0:45"), minutes("bref")),
            (Some(20), Some(20), Some(90), Some(45), None)
        );
    }
}
