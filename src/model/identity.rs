//! Whether a number that its source merely counted still means the same person.
//!
//! A table's `1`, or `Patient/1` in a file without a server's address, is a number that any other source counts as well.
//! It finds a record again only where neither the name nor the birth date says that it is somebody else.

use super::{Patient, Practitioner};
use crate::base::{
    Id,
    text::{digits, fold},
};

/// Whether two records under one counted number are of two persons. What one of them does not say contradicts nothing.
pub fn contradict(one: &Patient, two: &Patient) -> bool {
    let (born, theirs) = (digits(&one.birth_date), digits(&two.birth_date));
    if !born.starts_with(&theirs) && !theirs.starts_with(&born) {
        return true;
    }
    // A slip in a name was mended since, where the whole birth date vouches for it.
    let sure = born.len() == 8 && born == theirs;
    let (a, b) = (Names::of(one), Names::of(two));
    !a.swapped(&b) && (!fits(&a.family, &a.at_birth, &b.family, &b.at_birth, sure) || !fits(&a.given, &a.usual, &b.given, &b.usual, sure))
}

/// The same of two practitioners, of whom only the name is known.
pub fn contradict_in_name(one: &Practitioner, two: &Practitioner) -> bool {
    let named = |p: &Practitioner| Patient { family: p.family.clone(), given: p.given.clone(), ..Patient::default() };
    contradict(&named(one), &named(two))
}

/// The id of what `number` means of somebody: the number alone is anybody's.
pub fn of_content(kind: &str, number: &str, family: &str, given: &[String], born: &str) -> Id {
    Id::derived(kind, &format!("{number}|{}|{}|{}", fold(family), fold(&given.join(" ")), digits(born)))
}

/// The id of what belongs to somebody, a visit for example, and is known by a number.
pub fn of_whose(kind: &str, number: Id, whose: Id) -> Id {
    Id::derived(kind, &format!("{number}|{whose}"))
}

/// The words of a name, folded.
struct Names {
    family: Vec<String>,
    at_birth: Vec<String>,
    given: Vec<String>,
    usual: Vec<String>,
}

impl Names {
    fn of(p: &Patient) -> Self {
        let words = |name: &str| fold(name).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
        Names { family: words(&p.family), at_birth: words(&p.maiden), given: words(&p.given.join(" ")), usual: words(&p.usual) }
    }

    /// Family and first name each in the other's column.
    fn swapped(&self, other: &Names) -> bool {
        !self.family.is_empty() && self.family == other.given && self.given == other.family
    }
}

/// Whether two names may be one person's: the same, one a part of the other, or the other name that is known of somebody.
fn fits(a: &[String], more_of_a: &[String], b: &[String], more_of_b: &[String], sure: bool) -> bool {
    if a.is_empty() || b.is_empty() || a.concat() == b.concat() {
        return true;
    }
    let within = |few: &[String], many: &[String], more: &[String]| {
        few.iter().all(|w| many.contains(w) || more.contains(w)) && few.iter().any(|w| w.chars().count() > 1)
    };
    let slip =
        || sure && a.concat().chars().count().min(b.concat().chars().count()) >= 4 && strsim::osa_distance(&a.concat(), &b.concat()) == 1;
    within(a, b, more_of_b) || within(b, a, more_of_a) || slip()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(name: &str, born: &str) -> Patient {
        let (family, given) = name.split_once(' ').unwrap_or((name, ""));
        let given = Some(given.to_string()).filter(|g| !g.is_empty()).into_iter().collect();
        Patient { family: family.into(), given, birth_date: born.into(), ..Patient::default() }
    }

    #[test]
    fn another_name_or_another_birth_date_is_another_person() {
        let same = [
            (("Martin Léa", "1984-03-12"), ("MARTIN Lea", "1984-03-12")),
            (("Martin Léa", ""), ("Martin Léa", "1984-03-12")),
            (("Martin Léa", "1984"), ("Martin Léa", "1984-03-12")),
            (("Martin Léa", "1984-03-12"), ("Martin-Roy Léa", "1984-03-12")),
            (("Martin Léa", "1984-03-12"), ("Martin Léa Anne", "1984-03-12")),
            (("Martin", ""), ("Martin Léa", "")),
            (("Martin Léa", ""), ("Léa Martin", "")),
            (("Martin Lucien", "1984-03-12"), ("Martin Lucein", "1984-03-12")),
        ];
        let another = [
            (("Martin Léa", ""), ("Roy Paul", "")),
            (("Martin Léa", ""), ("Martin Paul", "")),
            (("Martin Léa", ""), ("Petit Léa", "")),
            (("Martin Léa", "1984-03-12"), ("Martin Léa", "1950-01-01")),
            (("Martin Léa", "1984"), ("Martin Léa", "1985-03-12")),
            (("Martin Lucien", ""), ("Martin Lucie", "")),
        ];
        for (all, expected) in [(&same[..], false), (&another[..], true)] {
            for ((name, born), (other, on)) in all {
                let (a, b) = (who(name, born), who(other, on));
                assert_eq!((contradict(&a, &b), contradict(&b, &a)), (expected, expected), "{name} {born}, {other} {on}");
            }
        }
    }

    #[test]
    fn a_name_at_birth_is_hers_too() {
        let before = who("Martin Léa", "");
        let married = Patient { maiden: "Martin".into(), ..who("Roy Léa", "") };
        assert!(!contradict(&before, &married) && !contradict(&married, &before));
        assert!(contradict(&before, &who("Roy Léa", "")));
    }

    #[test]
    fn the_id_follows_from_who_it_is_and_from_nothing_else() {
        let id = |family: &str, given: &str, born: &str| of_content("patient", "Patient/1", family, &[given.to_string()], born);
        assert_eq!(id("Martin", "Léa", "1984-03-12"), id("MARTIN", "Lea", "1984-03-12"));
        assert_ne!(id("Martin", "Léa", "1984-03-12"), id("Roy", "Paul", "1950-01-01"));
        assert_ne!(id("Martin", "Léa", ""), of_content("patient", "Patient/2", "Martin", &["Léa".to_string()], ""));
    }
}
