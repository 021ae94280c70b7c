//! Whether two addresses are one: a street as it was typed, with its number, in one town.

use crate::{base::text, model::patient::Address};

/// A line of an address with its town, folded.
#[derive(Clone, PartialEq, Eq)]
pub struct Home {
    number: String,
    /// The line's letters.
    street: String,
    postal_code: String,
    city: String,
}

impl Home {
    /// One for each line of the address that says a street or a house.
    pub fn of(a: &Address) -> impl Iterator<Item = Home> {
        let (postal_code, city) = (plain(&a.postal_code), plain(&a.city));
        a.line.iter().filter_map(move |line| {
            let folded = text::fold(line);
            let (digits, letters): (Vec<&str>, Vec<&str>) =
                folded.split(' ').filter(|w| !w.is_empty()).partition(|w| w.bytes().all(|b| b.is_ascii_digit()));
            let street = letters.concat();
            let home = Home { number: digits.join(" "), street, postal_code: postal_code.clone(), city: city.clone() };
            (home.street.chars().count() >= 3).then_some(home)
        })
    }

    /// The same street, but for a letter in five, with the same number as far as both say one.
    pub fn is(&self, other: &Home) -> bool {
        let slips = self.street.chars().count().min(other.street.chars().count()) / 5;
        self.town(other) && self.house(other) && (self.street == other.street || near(&self.street, &other.street, slips))
    }

    fn town(&self, other: &Home) -> bool {
        let nowhere = |h: &Home| h.postal_code.is_empty() && h.city.is_empty();
        (!self.postal_code.is_empty() && self.postal_code == other.postal_code)
            || (!self.city.is_empty() && near(&self.city, &other.city, 1))
            || (nowhere(self) && nowhere(other))
    }

    /// 15 may be 51 or 115 by a slip; 6 and 8 are neighbours.
    fn house(&self, other: &Home) -> bool {
        let (a, b) = (&self.number, &other.number);
        a == b || a.is_empty() || b.is_empty() || a.len().max(b.len()) > 1 && strsim::osa_distance(a, b) == 1
    }
}

fn plain(value: &str) -> String {
    text::fold(value).replace(' ', "")
}

fn near(a: &str, b: &str, slips: usize) -> bool {
    a.chars().count().abs_diff(b.chars().count()) <= slips && strsim::osa_distance(a, b) <= slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(line: &str, postal_code: &str, city: &str) -> Home {
        Home::of(&Address { line: vec![line.into()], postal_code: postal_code.into(), city: city.into(), ..Address::default() })
            .next()
            .expect("a street")
    }

    #[test]
    fn one_address_however_it_was_typed() {
        let tilleuls = home("4 rue des Tilleuls", "69003", "Lyon");
        for other in [
            home("4, RUE DES TILLEULS", "69003", "LYON 3"),
            home("4 rue des Tileuls", "69003", ""),
            home("Rue des Tilleuls", "69003", "Lyon"),
            home("4 rue des Tilleuls", "96003", "Lyon"),
            home("14 rue des Tilleuls", "69003", "Lyon"),
        ] {
            assert!(tilleuls.is(&other) && other.is(&tilleuls), "{} {} {}", other.number, other.street, other.city);
        }
        for other in [
            home("6 rue des Tilleuls", "69003", "Lyon"),
            home("4 rue des Lilas", "69003", "Lyon"),
            home("4 rue des Tilleuls", "75011", "Paris"),
            home("4 rue des Tilleuls", "", ""),
        ] {
            assert!(!tilleuls.is(&other) && !other.is(&tilleuls), "{} {} {}", other.number, other.street, other.city);
        }
        assert!(!home("4 rue B", "69003", "Lyon").is(&home("4 rue C", "69003", "Lyon")), "too short for a slip");
        assert_eq!(Home::of(&Address { line: vec!["12".into()], ..Address::default() }).count(), 0);
    }
}
