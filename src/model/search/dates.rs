//! Birth dates as they are typed: 12031984, 12/03/84, 1984-03-12, 12 mars 1984, March 12 1984, or a part of one.

use crate::base::text::fold;

/// A birth date or a part of one that the typed words may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// Which parts were said, and what they are, packed as by [`packed`].
    pub parts: u32,
    pub value: u32,
    pub worth: u8,
}

impl Dated {
    pub fn fits(&self, born: u32) -> bool {
        born & self.parts == self.value
    }
}

const DATE: u8 = 60;
/// With two digits for the year, or month first.
pub(super) const SHORT: u8 = 57;
const MONTH: u8 = 38;
const BIRTHDAY: u8 = 36;
const YEAR: u8 = 34;
const SHORT_YEAR: u8 = 30;

/// `1984-03-12`, `1984-03` or `1984` as a number in which each part has its own bits; 0 where there is no date.
pub fn packed(birth_date: &str) -> u32 {
    let mut parts = birth_date.splitn(3, '-').map(|p| p.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next() & 0xffff) << 16 | (next() & 0xff) << 8 | (next() & 0xff)
}

/// Every month in French and in English, folded.
const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "january"],
    ["fevrier", "february"],
    ["mars", "march"],
    ["avril", "april"],
    ["mai", "may"],
    ["juin", "june"],
    ["juillet", "july"],
    ["aout", "august"],
    ["septembre", "september"],
    ["octobre", "october"],
    ["novembre", "november"],
    ["decembre", "december"],
];

/// A word of three letters or more that begins a month's name; "jui" may be two.
pub fn months(word: &str) -> Vec<u32> {
    if word.chars().count() < 3 {
        return Vec::new();
    }
    (1..).zip(MONTHS).filter(|(_, names)| names.iter().any(|n| fold(n).starts_with(word))).map(|(n, _)| n).collect()
}

/// What these words may mean together, all of them used. `named`: other words were typed beside them, so that two digits
/// alone may be a year.
pub fn read(words: &[&str], named: bool) -> Vec<Dated> {
    let mut found = Vec::new();
    match words {
        [one] => single(one, named, &mut found),
        [a, b] => pair(a, b, &mut found),
        [a, b, c] => triple(a, b, c, &mut found),
        _ => {}
    }
    found.retain(possible);
    found.dedup();
    found
}

fn single(word: &str, named: bool, found: &mut Vec<Dated>) {
    let n = |from: usize, to: usize| word.get(from..to).and_then(number).unwrap_or(0);
    if number(word).is_none() {
        return;
    }
    match word.len() {
        8 => found.extend([whole(n(4, 8), n(2, 4), n(0, 2), DATE), whole(n(0, 4), n(4, 6), n(6, 8), DATE)]),
        6 => found.extend(years(&word[4..]).into_iter().map(|y| whole(y, n(2, 4), n(0, 2), SHORT))),
        4 => found.extend([part(Some(n(0, 4)), None, None, YEAR), part(None, Some(n(2, 4)), Some(n(0, 2)), BIRTHDAY - 3)]),
        2 if named => found.extend(years(word).into_iter().map(|y| part(Some(y), None, None, SHORT_YEAR))),
        _ => {}
    }
}

fn pair(a: &str, b: &str, found: &mut Vec<Dated>) {
    match (number(a), number(b)) {
        (Some(m), Some(y)) if b.len() == 4 && a.len() <= 2 => found.push(part(Some(y), Some(m), None, MONTH)),
        (Some(y), Some(m)) if a.len() == 4 && b.len() <= 2 => found.push(part(Some(y), Some(m), None, MONTH)),
        (Some(d), Some(m)) if a.len() <= 2 && b.len() <= 2 => found.push(part(None, Some(m), Some(d), BIRTHDAY)),
        (Some(n), None) => found.extend(months(b).into_iter().flat_map(|m| with_month(a, n, m, false))),
        (None, Some(n)) => found.extend(months(a).into_iter().flat_map(|m| with_month(b, n, m, true))),
        _ => {}
    }
}

/// A month by its name and a number: a day, or, behind it, a year.
fn with_month(typed: &str, n: u32, month: u32, behind: bool) -> Vec<Dated> {
    let mut found = Vec::new();
    if typed.len() <= 2 {
        found.push(part(None, Some(month), Some(n), BIRTHDAY));
    }
    if behind {
        found.extend(years(typed).into_iter().map(|y| part(Some(y), Some(month), None, MONTH)));
    }
    found
}

fn triple(a: &str, b: &str, c: &str, found: &mut Vec<Dated>) {
    let short = |n: &str| n.len() <= 2;
    let worth = if c.len() == 4 { DATE } else { SHORT };
    match (number(a), number(b), number(c)) {
        (Some(y), Some(m), Some(d)) if a.len() == 4 && short(b) && short(c) => found.push(whole(y, m, d, DATE)),
        (Some(d), Some(m), Some(_)) if short(a) && short(b) => {
            found.extend(years(c).into_iter().map(|y| whole(y, m, d, worth)));
            if m > 12 {
                found.extend(years(c).into_iter().map(|y| whole(y, d, m, SHORT)));
            }
        }
        (Some(d), None, Some(_)) if short(a) => {
            let all = months(b).into_iter().flat_map(|m| years(c).into_iter().map(move |y| whole(y, m, d, worth)));
            found.extend(all);
        }
        (None, Some(d), Some(_)) if short(b) => {
            let all = months(a).into_iter().flat_map(|m| years(c).into_iter().map(move |y| whole(y, m, d, worth)));
            found.extend(all);
        }
        _ => {}
    }
}

fn number(word: &str) -> Option<u32> {
    let digits = !word.is_empty() && word.len() <= 8 && word.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten()
}

fn years(word: &str) -> Vec<u32> {
    match (word.len(), number(word)) {
        (4, Some(y)) => vec![y],
        (2, Some(y)) => vec![1900 + y, 2000 + y],
        _ => vec![],
    }
}

fn whole(y: u32, m: u32, d: u32, worth: u8) -> Dated {
    part(Some(y), Some(m), Some(d), worth)
}

fn part(y: Option<u32>, m: Option<u32>, d: Option<u32>, worth: u8) -> Dated {
    let place = |n: Option<u32>, shift: u32, bits: u32| (n.map_or(0, |_| bits << shift), n.map_or(0, |n| (n & bits) << shift));
    let all = [place(y, 16, 0xffff), place(m, 8, 0xff), place(d, 0, 0xff)];
    Dated { parts: all.iter().map(|p| p.0).sum(), value: all.iter().map(|p| p.1).sum(), worth }
}

/// Whether somebody may have been born then.
fn possible(d: &Dated) -> bool {
    let said = |shift: u32, bits: u32| (d.parts >> shift & bits != 0).then_some(d.value >> shift & bits);
    said(16, 0xffff).is_none_or(|y| (1850..=2100).contains(&y))
        && said(8, 0xff).is_none_or(|m| (1..=12).contains(&m))
        && said(0, 0xff).is_none_or(|d| (1..=31).contains(&d))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(typed: &str, birth_date: &str) -> Option<u8> {
        let folded = fold(typed);
        let words: Vec<&str> = folded.split(' ').collect();
        read(&words, false).iter().filter(|d| d.fits(packed(birth_date))).map(|d| d.worth).max()
    }

    #[test]
    fn a_birth_date_in_any_usual_form() {
        for typed in [
            "12031984",
            "19840312",
            "12/03/1984",
            "12.3.1984",
            "1984-03-12",
            "12 mars 1984",
            "12 mar 1984",
            "March 12, 1984",
            "12 March 1984",
        ] {
            assert_eq!(reads(typed, "1984-03-12"), Some(DATE), "{typed}");
        }
        for typed in ["120384", "12/03/84", "12.3.84", "12 mars 84", "mar 12 84"] {
            assert_eq!(reads(typed, "1984-03-12"), Some(SHORT), "{typed}");
        }
        for (typed, worth) in
            [("1984", YEAR), ("mars 1984", MONTH), ("03/1984", MONTH), ("mars 84", MONTH), ("12 mars", BIRTHDAY), ("12/3", BIRTHDAY)]
        {
            assert_eq!(reads(typed, "1984-03-12"), Some(worth), "{typed}");
        }
        assert_eq!(reads("25 août 2001", "2001-08-25"), Some(DATE));
        assert_eq!(reads("3/25/1984", "1984-03-25"), Some(SHORT), "month first where it cannot be otherwise");
        assert_eq!(reads("5 juil 1990", "1990-07-05"), Some(DATE));
        assert_eq!(reads("1984", "1984"), Some(YEAR), "of somebody of whom no more is known");
    }

    #[test]
    fn another_date_is_not_meant() {
        for typed in ["13031984", "1985", "99999999", "12 martin 1984", "12/13/1984", "84", "1", "12/03/1984/5", "ma 1984"] {
            assert_eq!(reads(typed, "1984-03-12"), None, "{typed}");
        }
        assert_eq!(reads("03121984", "1984-03-12"), None, "the day comes first");
        assert!(read(&["84"], true).iter().any(|d| d.fits(packed("1984-03-12"))), "two digits beside a name");
    }
}
