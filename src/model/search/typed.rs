//! What was typed, taken apart into all that it may mean.

use super::dates::{self, Dated};
use crate::base::text;

/// Words beyond so many are not read: nobody types them to find somebody.
pub const MOST: usize = 8;
/// A number of the file is known by its beginning from so many letters and digits on.
const NUMBER_FROM: usize = 4;

/// Said before a name, and often left out or added. Only the last word of a search is always meant: one may still be typing it.
const ASIDE: &[&str] = &[
    "m",
    "mr",
    "mme",
    "mlle",
    "mrs",
    "ms",
    "miss",
    "monsieur",
    "madame",
    "mademoiselle",
    "dr",
    "de",
    "du",
    "des",
    "d",
    "la",
    "le",
    "les",
    "l",
    "da",
    "dos",
    "van",
    "von",
    "der",
    "den",
    "el",
    "al",
    "ben",
    "bin",
];

/// A search, taken apart once and held against many.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    pub(super) words: usize,
    pub(super) segments: Vec<Segment>,
}

/// Some of the words one after another, and what they may be together. A search fits when all its words are in one
/// segment each that fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    pub from: usize,
    pub to: usize,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A word of a name.
    Name(String),
    /// Words that are written as one: "du pont" for Dupont.
    Joined(String),
    Date(Vec<Dated>),
    /// Digits of a telephone number.
    Phone(String),
    /// The beginning of a number of the file.
    Number(String),
    /// Says nothing of who it is.
    Aside,
}

impl Typed {
    pub fn new(typed: &str) -> Self {
        let all = words(typed);
        let words: Vec<&str> = all.iter().map(|(word, _)| word.as_str()).collect();
        let mut segments = Vec::new();
        let mut add = |from: usize, to: usize, what: What| segments.push(Segment { from, to, what });
        for from in 0..words.len() {
            for to in from + 1..=words.len() {
                let some = &words[from..to];
                let glued = all[from + 1..to].iter().all(|(_, glued)| *glued);
                if let Some(name) = name(some, glued) {
                    add(from, to, name);
                }
                if some.len() == 1 && to < words.len() && ASIDE.contains(&some[0]) {
                    add(from, to, What::Aside);
                }
                let named = words.iter().enumerate().any(|(i, w)| !(from..to).contains(&i) && !digits(w));
                let dates = dates::read(some, named);
                if !dates.is_empty() {
                    add(from, to, What::Date(dates));
                }
                numbers(&words, from, to, &mut add);
            }
        }
        Typed { words: words.len(), segments }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// Whether some of the words may fit nothing: several were typed, and one of a name.
    pub(super) fn may_miss(&self) -> bool {
        self.words > 1 && self.segments.iter().any(|s| matches!(s.what, What::Name(_)))
    }

    /// Whether a word has to be found: it is not merely said before a name.
    pub(super) fn required(&self, word: usize) -> bool {
        !self.segments.iter().any(|s| s.from == word && s.what == What::Aside)
    }
}

fn digits(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// Letters apart from digits.
fn kinds(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let of = rest.chars().next()?.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != of).unwrap_or(rest.len());
        let (word, more) = rest.split_at(end);
        rest = more;
        Some(word)
    })
}

/// Folded, letters apart from digits, without what follows the number of a day ("1er", "12th"). With each word, whether
/// it was typed in one with the word before.
fn words(typed: &str) -> Vec<(String, bool)> {
    let mut words: Vec<(String, bool)> = Vec::new();
    for whole in text::fold(typed).split(' ').filter(|w| !w.is_empty()) {
        for (i, word) in kinds(whole).enumerate() {
            let ordinal = ["er", "st", "nd", "rd", "th"].contains(&word) && words.last().is_some_and(|(w, _)| digits(w) && w.len() <= 2);
            if !ordinal {
                words.push((word.to_owned(), i > 0));
            }
        }
    }
    words.truncate(MOST);
    words
}

/// A word of a name, several in one, or one with a number in it, as nobody is called but those of an example.
fn name(some: &[&str], glued: bool) -> Option<What> {
    if some.iter().any(|w| digits(w)) {
        return match some {
            [word, number] if glued && !digits(word) && digits(number) => Some(What::Joined(some.concat())),
            _ => None,
        };
    }
    match some {
        [one] => Some(What::Name((*one).to_owned())),
        [_, _] | [_, _, _] => Some(What::Joined(some.concat())),
        _ => None,
    }
}

/// Digits in a row are a telephone number or one of the file, all of them or, where they are few, some. Letters may
/// stand before or among those of a file.
fn numbers(words: &[&str], from: usize, to: usize, add: &mut impl FnMut(usize, usize, What)) {
    let some = &words[from..to];
    let whole = |from: usize, to: usize| (from == 0 || !digits(words[from - 1])) && (to == words.len() || !digits(words[to]));
    let joined = some.concat();
    if some.iter().all(|w| digits(w)) {
        let row = (0..=from).rev().take_while(|i| digits(words[*i])).count() + words[from + 1..].iter().take_while(|w| digits(w)).count();
        if row > 3 && !whole(from, to) && !(some.len() == 1 && joined.len() >= 4) {
            return;
        }
        // Fewer than four are a number's last ones where they were typed alone, and else a day, a month, a year.
        if joined.len() >= 4 || row == 1 && joined.len() >= 2 {
            add(from, to, What::Phone(joined.clone()));
        }
    } else {
        let led = !digits(some[0]) && some.len() > 1 && some[1..].iter().all(|w| digits(w)) && whole(from + 1, to);
        let all = some.len() == words.len() && some.iter().any(|w| digits(w));
        if !led && !all {
            return;
        }
    }
    if joined.chars().count() >= NUMBER_FROM {
        add(from, to, What::Number(joined));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(typed: &str) -> Vec<(usize, usize, What)> {
        Typed::new(typed).segments.into_iter().map(|s| (s.from, s.to, s.what)).collect()
    }

    #[test]
    fn a_name_is_words_alone_or_together() {
        let name = |w: &str| What::Name(w.into());
        assert_eq!(
            whats("D'Hérœuf"),
            [(0, 1, name("d")), (0, 1, What::Aside), (0, 2, What::Joined("dheroeuf".into())), (1, 2, name("heroeuf"))]
        );
        assert!(Typed::new(" - ").is_empty());
        assert!(Typed::new("martin le").required(1), "the last word may still be growing");
        assert!(!Typed::new("le martin").required(0));
    }

    #[test]
    fn digits_may_be_many_things() {
        let said = whats("ipp-00012");
        assert!(said.contains(&(0, 2, What::Number("ipp00012".into()))) && said.contains(&(1, 2, What::Number("00012".into()))));
        assert!(whats("martin84").iter().any(|s| matches!(&s.2, What::Date(d) if d.len() == 2)));
        let in_one = (0, 2, What::Joined("frami345".into()));
        assert!(whats("Frami345").contains(&in_one) && !whats("Frami 345").contains(&in_one));
        assert!(!whats("84").iter().any(|s| matches!(s.2, What::Date(_))));
        let spaced = whats("06 12 34 56 78");
        assert!(spaced.contains(&(0, 5, What::Phone("0612345678".into()))));
        assert!(!spaced.iter().any(|s| matches!(&s.2, What::Phone(p) if p.len() == 4)), "not any two of five pairs");
        assert!(whats("1 84 03 2A 116 001 23").contains(&(0, 8, What::Number("184032a11600123".into()))));
        let first = Typed::new("1er mars 1984");
        assert!(first.segments.iter().any(|s| (s.from, s.to) == (0, first.words) && matches!(s.what, What::Date(_))));
    }
}
