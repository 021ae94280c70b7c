//! Numbers of everybody in one long text, so that one look finds all who have one.

use memchr::memmem;
use zeroize::Zeroize;

/// What telephone digits are worth to a search, and numbers of the file.
const LAST_FEW: u8 = 20;
const PHONE: u8 = 40;
const NUMBER: u8 = 50;
const WHOLE_NUMBER: u8 = 70;

/// From so many digits on they may stand anywhere in a telephone number: one does not know how it was noted.
const ANYWHERE_FROM: usize = 6;

/// What the digits of a telephone are worth of which these were typed: its last ones, or, of many, any.
pub fn phone_worth(typed: &str, number: &str) -> u8 {
    let worth = |digits: &str| PHONE + digits.len().min(12) as u8;
    let rest = typed.trim_start_matches('0');
    if number.ends_with(typed) {
        if typed.len() < 4 { LAST_FEW } else { worth(typed) }
    } else if rest.len() >= ANYWHERE_FROM && number.contains(rest) {
        worth(rest) - 2
    } else {
        0
    }
}

/// What a number of the file is worth that begins so, or whose digits do.
pub fn number_worth(typed: &str, number: &str) -> u8 {
    let one = |number: &str| match number.strip_prefix(typed) {
        Some("") => WHOLE_NUMBER,
        Some(_) => NUMBER,
        None => 0,
    };
    one(number).max(digits_of(number).map_or(0, one))
}

/// What follows the letters that a number begins with.
fn digits_of(number: &str) -> Option<&str> {
    number.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0).map(|at| &number[at..])
}

/// Each person once, with the most.
fn once(mut found: Vec<(u32, u8)>) -> Vec<(u32, u8)> {
    found.sort_unstable_by_key(|(person, worth)| (*person, std::cmp::Reverse(*worth)));
    found.dedup_by_key(|(person, _)| *person);
    found
}

/// Each number stands between two ends of line.
#[derive(Default)]
pub struct Marks {
    text: Vec<u8>,
    /// Where a person's numbers begin.
    owners: Vec<(u32, u32)>,
}

impl Marks {
    pub fn put(&mut self, person: u32, numbers: &[String]) {
        if numbers.is_empty() {
            return;
        }
        self.owners.push((self.text.len() as u32, person));
        for number in numbers {
            super::index::grow(&mut self.text, number.len() + 2);
            self.text.push(b'\n');
            self.text.extend_from_slice(number.as_bytes());
            self.text.push(b'\n');
        }
    }

    /// Wipes a person's numbers.
    pub fn remove(&mut self, person: u32) {
        for i in (0..self.owners.len()).filter(|i| self.owners[*i].1 == person) {
            let to = self.owners.get(i + 1).map_or(self.text.len(), |next| next.0 as usize);
            self.text[self.owners[i].0 as usize..to].fill(b'\n');
        }
    }

    /// To whom the digits are worth something that were typed of a number, in order.
    pub fn phones(&self, typed: &str) -> Vec<(u32, u8)> {
        let mut found = Vec::new();
        self.look(&format!("{typed}\n"), &mut found, |number| phone_worth(typed, number));
        let rest = typed.trim_start_matches('0');
        if rest.len() >= ANYWHERE_FROM {
            self.look(rest, &mut found, |number| phone_worth(typed, number));
        }
        once(found)
    }

    /// As [`Marks::phones`], of numbers of the file.
    pub fn numbers(&self, typed: &str) -> Vec<(u32, u8)> {
        let mut found = Vec::new();
        self.look(typed, &mut found, |number| number_worth(typed, number));
        once(found)
    }

    fn look(&self, needle: &str, found: &mut Vec<(u32, u8)>, of: impl Fn(&str) -> u8) {
        let hits = memmem::find_iter(&self.text, needle.as_bytes()).map(|at| (self.owner(at), of(self.at(at))));
        found.extend(hits.filter(|(_, worth)| *worth > 0));
    }

    /// The whole number around a place in the text.
    fn at(&self, place: usize) -> &str {
        let from = self.text[..place].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
        let to = self.text[place..].iter().position(|b| *b == b'\n').map_or(self.text.len(), |n| place + n);
        std::str::from_utf8(&self.text[from..to]).unwrap_or_default()
    }

    fn owner(&self, place: usize) -> u32 {
        let next = self.owners.partition_point(|o| o.0 as usize <= place);
        self.owners[next.saturating_sub(1)].1
    }

    pub fn bytes(&self) -> usize {
        self.text.capacity() + self.owners.capacity() * size_of::<(u32, u32)>()
    }
}

impl Drop for Marks {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digits_or_many_of_them() {
        for (typed, fits) in [
            ("5678", true),
            ("0612345678", true),
            ("33612345678", true),
            ("612345", true),
            ("061234", false),
            ("06123456", true),
            ("1234", false),
            ("05678", false),
            ("78", true),
        ] {
            assert_eq!(phone_worth(typed, "33612345678") > 0, fits, "{typed}");
        }
        assert!(phone_worth("45678", "33612345678") > phone_worth("5678", "33612345678"));
    }

    #[test]
    fn a_number_is_known_by_its_beginning() {
        assert_eq!((number_worth("ipp00012", "ipp00012"), number_worth("ipp0", "ipp00012")), (WHOLE_NUMBER, NUMBER));
        assert_eq!((number_worth("00012", "ipp00012"), number_worth("0012", "ipp00012")), (WHOLE_NUMBER, 0));
    }

    #[test]
    fn all_who_have_one_are_found_and_nobody_once_wiped() {
        let mut marks = Marks::default();
        marks.put(3, &["33612345678".into(), "33142345678".into()]);
        marks.put(5, &["33699995678".into()]);
        assert_eq!(marks.phones("5678"), [(3, 44), (5, 44)]);
        assert_eq!(marks.phones("99995678"), [(5, 48)]);
        marks.remove(3);
        assert_eq!(marks.phones("5678"), [(5, 44)]);
    }
}
