//! The words in which times are said, French and English.

use super::{AFTERNOON, MORNING, Rest, ahead, day, hour, monday, next_date};
use crate::{base::text::fold, model::search::dates::months};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

pub const WEEK: [Weekday; 7] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
const NAMES: [[&str; 2]; 7] = [
    ["lundis", "mondays"],
    ["mardis", "tuesdays"],
    ["mercredis", "wednesdays"],
    ["jeudis", "thursdays"],
    ["vendredis", "fridays"],
    ["samedis", "saturdays"],
    ["dimanches", "sundays"],
];

/// A word, or a day in figures among them.
#[derive(Debug, Clone)]
pub enum Word {
    Of(String),
    Date(NaiveDate),
}

/// What one or several words mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    /// A day to look from.
    Day(NaiveDate),
    /// A day in the week that is meant.
    Week(NaiveDate),
    Weekday(Weekday),
    /// "Lundi en huit": so many days later.
    Later(u64),
    /// Not before, and over by.
    Hours(Option<NaiveTime>, Option<NaiveTime>),
    Hour(NaiveTime),
    After,
    Before,
    Between,
    Not,
    /// Ends what is not.
    Comma,
    /// "This morning" is today's.
    This,
    /// Says nothing here.
    Filler,
}

#[derive(Debug, Clone, Copy)]
pub enum Unit {
    Days(u32),
    Weeks,
    Months(u32),
}

/// The words that were typed; a day in figures stays whole. None where there is one that is no day.
pub fn split(typed: &str, today: NaiveDate) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    for word in typed.replace(',', " , ").split_whitespace() {
        let figures = word.contains(|c: char| c.is_ascii_digit());
        if figures && (word.contains(['.', '/', '-']) || word.starts_with('+')) && !word.contains('h') {
            words.push(Word::Date(day::read(word, today)?));
        } else if word == "," {
            words.push(Word::Of(word.to_owned()));
        } else {
            // 10:30 is 10h30.
            words.extend(fold(&word.replace(':', "h")).split(' ').filter(|w| !w.is_empty()).map(|w| Word::Of(w.to_owned())));
        }
    }
    Some(words)
}

/// What the first words mean, and how many they are. `hours`: bare numbers are hours.
pub fn next(rest: Rest, today: NaiveDate, hours: bool) -> Option<(Part, usize)> {
    let first = match rest.first()? {
        Word::Date(date) => return Some((Part::Day(*date), 1)),
        Word::Of(word) => word.as_str(),
    };
    let nth = |n: usize| match rest.get(n) {
        Some(Word::Of(word)) => word.as_str(),
        _ => "",
    };
    // "In 3" is not the third.
    if matches!(first, "dans" | "in") && number(nth(1)).is_some() && counted(nth(1), nth(2), today).is_none() {
        return None;
    }
    counted(first, nth(1), today)
        .or_else(|| in_month(&[first, nth(1), nth(2)], today))
        .or_else(|| clock(first, nth(1), nth(2), hours))
        .or_else(|| phrase(rest, today))
        .or_else(|| weekday(first).map(|d| (Part::Weekday(d), 1)))
        .or_else(|| number(first).filter(|_| first.len() <= 2).and_then(|n| Some((Part::Day(day::of_month(today, n)?), 1))))
}

/// "3 semaines", "two months", "huit jours" (which is a week), "a fortnight".
fn counted(first: &str, second: &str, today: NaiveDate) -> Option<(Part, usize)> {
    let n = spelt(first)?;
    let (n, unit) = match second {
        // A week and a fortnight, as they are counted in French.
        "jour" | "jours" if n == 8 || n == 15 => (n - 1, Unit::Days(1)),
        "jour" | "jours" | "day" | "days" => (n, Unit::Days(1)),
        "semaine" | "semaines" | "sem" | "week" | "weeks" => (n, Unit::Weeks),
        "quinzaine" | "fortnight" => (n, Unit::Days(14)),
        "huitaine" => (n, Unit::Days(7)),
        "mois" | "month" | "months" => (n, Unit::Months(1)),
        "an" | "ans" | "annee" | "year" | "years" => (n, Unit::Months(12)),
        _ => return None,
    };
    Some((ahead(today, n, unit)?, 2))
}

fn spelt(word: &str) -> Option<u32> {
    const SPELT: [(&str, u32); 31] = [
        ("un", 1),
        ("une", 1),
        ("a", 1),
        ("an", 1),
        ("one", 1),
        ("deux", 2),
        ("two", 2),
        ("trois", 3),
        ("three", 3),
        ("quatre", 4),
        ("four", 4),
        ("cinq", 5),
        ("five", 5),
        ("six", 6),
        ("sept", 7),
        ("seven", 7),
        ("huit", 8),
        ("eight", 8),
        ("neuf", 9),
        ("nine", 9),
        ("dix", 10),
        ("ten", 10),
        ("onze", 11),
        ("eleven", 11),
        ("douze", 12),
        ("twelve", 12),
        ("quinze", 15),
        ("fifteen", 15),
        ("dizaine", 10),
        ("vingt", 20),
        ("twenty", 20),
    ];
    SPELT.iter().find(|s| s.0 == word).map(|s| s.1).or_else(|| number(word).filter(|n| (1..=400).contains(n)))
}

fn number(word: &str) -> Option<u32> {
    let figures = word.strip_suffix("er").or(word.strip_suffix("st")).or(word.strip_suffix("nd")).or(word.strip_suffix("rd"));
    let word = figures.or(word.strip_suffix("th")).unwrap_or(word);
    (!word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok()).flatten()
}

fn month(word: &str) -> Option<u32> {
    match months(word).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// "24 novembre", "November 24", "janvier", "fin janvier".
fn in_month(words: &[&str; 3], today: NaiveDate) -> Option<(Part, usize)> {
    let [a, b, c] = *words;
    let found = |date: NaiveDate, taken| Some((Part::Day(date), taken));
    let of = |m: u32, d: u32, year: &str, taken: usize| match number(year).filter(|_| year.len() == 4) {
        Some(y) => found(NaiveDate::from_ymd_opt(y.try_into().ok()?, m, d)?, taken + 1),
        None => found(next_date(today, m, d)?, taken),
    };
    if let (Some(d), Some(m)) = (number(a), month(b)) {
        return of(m, d, c, 2);
    }
    // The beginning of "mardi" is a weekday, unless a day stands beside it.
    if let (Some(m), Some(d)) = (month(a), number(b).filter(|d| *d <= 31)) {
        return of(m, d, c, 2);
    }
    let third = match a {
        "debut" | "early" => Some(1),
        "mi" | "mid" => Some(11),
        "fin" | "late" | "end" => Some(21),
        _ => None,
    };
    if let Some(from) = third {
        let (m, taken) = month(b).map(|m| (m, 2)).or_else(|| month(c).filter(|_| matches!(b, "of" | "de")).map(|m| (m, 3)))?;
        return found(next_date(today, m, from)?, taken);
    }
    let m = month(a).filter(|_| weekday(a).is_none())?;
    found(if m == today.month() { today } else { next_date(today, m, 1)? }, 1)
}

/// "14h30", "14 h 30", "2pm", and bare numbers where hours are spoken of.
fn clock(first: &str, second: &str, third: &str, hours: bool) -> Option<(Part, usize)> {
    let at = |h: u32, m: u32, taken: usize| Some((Part::Hour(hour(h, m)?), taken));
    // Nobody is seen at three in the night.
    let by_day = |h: u32| if h < 7 { h + 12 } else { h };
    let half = |h: u32, half: &str| match half {
        "am" => h % 12,
        _ => h % 12 + 12,
    };
    for end in ["am", "pm"] {
        if let Some(h) = first.strip_suffix(end).and_then(number) {
            return at(half(h, end), 0, 1);
        }
    }
    if let Some((h, m)) = first.split_once('h') {
        let h = number(h)?;
        return if m.is_empty() { at(by_day(h), 0, 1) } else { at(by_day(h), number(m)?, 1) };
    }
    let h = number(first)?;
    match second {
        "am" | "pm" => at(half(h, second), 0, 2),
        "h" | "heure" | "heures" => match number(third).filter(|_| third.len() == 2) {
            Some(m) => at(by_day(h), m, 3),
            None => at(by_day(h), 0, 2),
        },
        _ if hours && first.len() <= 2 => at(by_day(h), 0, 1),
        _ => None,
    }
}

/// A weekday, or its beginning in three letters and more.
fn weekday(word: &str) -> Option<Weekday> {
    let says = |names: &[&str; 2]| word.len() >= 3 && names.iter().any(|n| n.starts_with(word));
    WEEK.into_iter().zip(NAMES).find(|(_, names)| says(names)).map(|(day, _)| day)
}

/// Words that mean something together, the longer first.
fn phrase(rest: Rest, today: NaiveDate) -> Option<(Part, usize)> {
    const LONGEST: usize = 4;
    (1..=LONGEST.min(rest.len())).rev().find_map(|n| {
        let words: Option<Vec<&str>> = rest[..n].iter().map(|w| if let Word::Of(w) = w { Some(w.as_str()) } else { None }).collect();
        Some((meaning(&words?.join(" "), today)?, n))
    })
}

fn meaning(words: &str, today: NaiveDate) -> Option<Part> {
    let in_days = |n: u64| today.checked_add_days(Days::new(n)).map(Part::Day);
    let from_to = |from: u32, to: u32| Some(Part::Hours(hour(from, 0), hour(to, 0)));
    match words {
        "aujourd hui"
        | "today"
        | "cette semaine"
        | "this week"
        | "des que possible"
        | "au plus vite"
        | "au plus tot"
        | "asap"
        | "as soon as possible" => in_days(0),
        "demain" | "tomorrow" => in_days(1),
        "apres demain" | "day after tomorrow" => in_days(2),
        "semaine prochaine" | "next week" | "prochaine semaine" => monday(today).checked_add_days(Days::new(7)).map(Part::Week),
        "mois prochain" | "next month" | "prochain mois" => today.with_day(1)?.checked_add_months(Months::new(1)).map(Part::Day),
        "en huit" => Some(Part::Later(7)),
        "en quinze" => Some(Part::Later(14)),
        "debut de matinee" | "tot le matin" | "early morning" | "early" => Some(Part::Hours(None, hour(10, 0))),
        "fin de matinee" | "late morning" => from_to(11, 13),
        "entre midi et deux" | "lunchtime" | "lunch time" => from_to(12, 14),
        "debut d apres midi" | "early afternoon" => from_to(13, 15),
        "fin d apres midi" | "late afternoon" => Some(Part::Hours(hour(16, 0), None)),
        "fin de journee" | "end of day" | "soir" | "soirs" | "soiree" | "evening" | "evenings" => Some(Part::Hours(hour(17, 0), None)),
        "matin" | "matins" | "matinee" | "morning" | "mornings" => Some(Part::Hours(MORNING.0, MORNING.1)),
        "apres midi" | "apres midis" | "aprem" | "aprems" | "afternoon" | "afternoons" => Some(Part::Hours(AFTERNOON.0, AFTERNOON.1)),
        "midi" | "noon" => hour(12, 0).map(Part::Hour),
        "a partir de" | "apres" | "des" | "after" | "from" => Some(Part::After),
        "avant" | "before" | "jusqu a" | "until" => Some(Part::Before),
        "entre" | "between" => Some(Part::Between),
        "ce" | "cet" | "cette" | "this" => Some(Part::This),
        "sauf" | "pas" | "ni" | "except" | "not" | "nor" => Some(Part::Not),
        "," => Some(Part::Comma),
        "a partir du" | "le" | "la" | "les" | "l" | "de" | "du" | "d" | "au" | "on" | "the" | "at" | "a" | "en" | "in" | "of" | "dans"
        | "d ici" | "plutot" | "rather" | "ou" | "or" | "et" | "and" | "prochain" | "prochaine" | "next" | "coming" | "si possible"
        | "tous les" | "every" => Some(Part::Filler),
        _ => None,
    }
}
