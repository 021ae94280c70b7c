//! Finding a patient by whatever she types: parts of names in any order, a birth date in any form, the last
//! digits of a phone number.

use crate::base::text;

/// A search, prepared once and held against many.
pub struct Search {
    words: Vec<String>,
    /// The typed digits as the dates they may mean (`1984-03-12`, `03-12`…).
    dates: Vec<String>,
    digits: String,
}

impl Search {
    pub fn new(typed: &str) -> Self {
        let folded = text::fold(typed);
        let (numbers, words): (Vec<&str>, Vec<&str>) =
            folded.split(' ').filter(|w| !w.is_empty()).partition(|w| w.bytes().all(|b| b.is_ascii_digit()));
        Search { words: words.into_iter().map(str::to_owned).collect(), dates: dates(&numbers), digits: numbers.concat() }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.digits.is_empty()
    }

    /// How well somebody fits; the higher the better, `None` not at all. `name` is folded, `birth_date` ISO,
    /// `phones` digits with spaces between numbers.
    pub fn rank(&self, name: &str, birth_date: &str, phones: &str) -> Option<u32> {
        let mut rank = 0;
        for (i, word) in self.words.iter().enumerate() {
            rank += self.word(word, name, i)?;
        }
        if !self.digits.is_empty() {
            let by_date = self
                .dates
                .iter()
                .any(|d| !birth_date.is_empty() && (birth_date.starts_with(d.as_str()) || birth_date.ends_with(d.as_str())));
            let tail = self.digits.trim_start_matches('0');
            let by_phone = tail.len() >= 2 && phones.split(' ').any(|p| p.ends_with(tail) || (tail.len() >= 6 && p.contains(tail)));
            rank += if by_date {
                60
            } else if by_phone {
                40
            } else {
                return None;
            };
        }
        Some(rank)
    }

    fn word(&self, word: &str, name: &str, place: usize) -> Option<u32> {
        let first = if place == 0 && name.starts_with(word) { 10 } else { 0 };
        let of = |w: &str| match w {
            w if w == word => Some(40),
            w if w.starts_with(word) => Some(30),
            w if word.len() >= 4 && one_typo(word, w) => Some(15),
            w if word.len() >= 3 && w.contains(word) => Some(8),
            _ => None,
        };
        name.split(' ').filter_map(of).max().map(|r| r + first)
    }
}

/// Whether `typed` is the word, or its beginning, but for one letter left out, added, changed or swapped.
fn one_typo(typed: &str, word: &str) -> bool {
    let (t, w): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let same = t.iter().zip(&w).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return false;
    }
    let (rest_t, rest_w) = (&t[same..], &w[same..]);
    let begins = |w: &[char], t: &[char]| w.len() >= t.len() && w[..t.len()] == *t;
    rest_t.is_empty()
        || begins(rest_w, &rest_t[1..])
        || (!rest_w.is_empty() && (begins(&rest_w[1..], &rest_t[1..]) || begins(&rest_w[1..], rest_t)))
        || (rest_t.len() > 1 && rest_w.len() > 1 && rest_t[0] == rest_w[1] && rest_t[1] == rest_w[0] && begins(&rest_w[2..], &rest_t[2..]))
}

/// Every date the typed numbers may be part of, day first as people here say it, or as written in ISO.
fn dates(numbers: &[&str]) -> Vec<String> {
    let two = |n: &str| format!("{:0>2}", n);
    let years = |y: &str| match y.len() {
        4 => vec![y.to_string()],
        2 => vec![format!("19{y}"), format!("20{y}")],
        _ => vec![],
    };
    match numbers {
        [y] if y.len() == 4 => vec![y.to_string(), format!("{}-{}", &y[2..], &y[..2])],
        [d] if d.len() == 8 => vec![format!("{}-{}-{}", &d[4..], &d[2..4], &d[..2]), format!("{}-{}-{}", &d[..4], &d[4..6], &d[6..])],
        [d] if d.len() == 6 => years(&d[4..]).iter().map(|y| format!("{y}-{}-{}", &d[2..4], &d[..2])).collect(),
        [y, m, d] if y.len() == 4 => vec![format!("{y}-{}-{}", two(m), two(d))],
        [d, m, y] => years(y).iter().map(|y| format!("{y}-{}-{}", two(m), two(d))).collect(),
        [m, y] if y.len() == 4 => vec![format!("{y}-{}", two(m))],
        [d, m] if d.len() <= 2 && m.len() <= 2 => vec![format!("{}-{}", two(m), two(d))],
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, name: &str) -> Option<u32> {
        Search::new(typed).rank(&text::fold(name), "1984-03-12", "33612345678 0142345678")
    }

    #[test]
    fn parts_of_names_in_any_order_with_or_without_accents() {
        for typed in ["martin lea", "léa mar", "LEA", "mart", "martn", "matrin", "marttin", "lea martim"] {
            assert!(finds(typed, "Martin Léa").is_some(), "{typed}");
        }
        assert_eq!(finds("martin paul", "Martin Léa"), None);
        assert!(finds("martin", "Martin Léa") > finds("martin", "Martinez Léa"));
        assert!(finds("martin", "Martin Léa") > finds("martin", "Durand Martin"));
    }

    #[test]
    fn birth_dates_and_last_digits() {
        for typed in ["12.03.1984", "12031984", "120384", "12/3/84", "1984-03-12", "1984", "5678", "0612345678", "martin 1984"] {
            assert!(finds(typed, "Martin Léa").is_some(), "{typed}");
        }
        for typed in ["13031984", "1985", "9999", "7"] {
            assert_eq!(finds(typed, "Martin Léa"), None, "{typed}");
        }
    }
}
