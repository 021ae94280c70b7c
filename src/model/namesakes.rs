//! People who bear the same name and were born on the same day, and what tells them apart.

use super::Patient;
use crate::base::text::fold;
use std::collections::BTreeMap;

/// For each of a list what tells them from their namesakes in it: the town, else the street, else a number of the file.
/// Nothing for those whom name and birth date, which every list shows, tell apart already.
pub fn told_apart(list: &[Patient]) -> Vec<Option<String>> {
    let same = |a: &Patient, b: &Patient| a.birth_date == b.birth_date && fold(&a.name()) == fold(&b.name());
    let of = |(i, p): (usize, &Patient)| {
        let others: Vec<&Patient> = list.iter().enumerate().filter(|(j, q)| *j != i && same(p, q)).map(|(_, q)| q).collect();
        let town = |p: &Patient| p.address.first().map(|a| a.city.clone()).unwrap_or_default();
        let street = |p: &Patient| p.address.first().map(|a| a.line.join(" ")).unwrap_or_default();
        let number = |p: &Patient| p.identifier.first().map(|i| i.value.clone()).unwrap_or_default();
        let ways: [&dyn Fn(&Patient) -> String; 3] = [&town, &street, &number];
        let apart = |way: &&&dyn Fn(&Patient) -> String| !way(p).is_empty() && others.iter().all(|q| fold(&way(q)) != fold(&way(p)));
        ways.iter().find(|way| !others.is_empty() && apart(way)).map(|way| way(p))
    };
    list.iter().enumerate().map(of).collect()
}

/// What tells somebody from a namesake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// The birth date as it is kept.
    pub born: String,
    /// What tells them apart that were born on the same day ([`told_apart`]).
    pub other: Option<String>,
}

/// The same where a list shows names alone, as that of a day does: of each who has a namesake in it. The same person
/// twice is no namesake.
pub fn in_a_day(list: &[&Patient]) -> Vec<Option<Apart>> {
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, p) in list.iter().enumerate() {
        named.entry(fold(&p.name())).or_default().push(i);
    }
    let mut all = vec![None; list.len()];
    for group in named.values().filter(|group| group.iter().any(|i| list[*i].id != list[group[0]].id)) {
        let mut people: Vec<Patient> = Vec::new();
        for i in group {
            if people.iter().all(|p| p.id != list[*i].id) {
                people.push(list[*i].clone());
            }
        }
        for (p, other) in people.iter().zip(told_apart(&people)) {
            for i in group.iter().filter(|i| list[**i].id == p.id) {
                all[*i] = Some(Apart { born: p.birth_date.clone(), other: other.clone() });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::patient::{Address, Identifier};

    fn person(given: &str, born: &str, city: &str, street: &str, number: &str) -> Patient {
        Patient {
            family: "Martin".into(),
            given: vec![given.into()],
            birth_date: born.into(),
            address: vec![Address { city: city.into(), line: vec![street.into()], ..Address::default() }],
            identifier: vec![Identifier { value: number.into(), ..Identifier::default() }],
            ..Patient::default()
        }
    }

    #[test]
    fn by_town_by_street_by_number_or_not_at_all() {
        let list = [
            person("Léa", "1984-03-12", "Lyon", "1 rue A", "7"),
            person("LEA", "1984-03-12", "Bron", "1 rue A", "8"),
            person("Léa", "1990-01-01", "Bron", "", ""),
            person("Paul", "1984-03-12", "Lyon", "1 rue A", "1"),
            person("Paul", "1984-03-12", "lyon", "2 rue A", "1"),
            person("Anne", "", "Lyon", "1 rue A", "1"),
            person("Anne", "", "Lyon", "1 rue A", "2"),
            person("Anne", "", "", "", ""),
        ];
        let told: Vec<Option<String>> = told_apart(&list);
        let expected = [Some("Lyon"), Some("Bron"), None, Some("1 rue A"), Some("2 rue A"), Some("1"), Some("2"), None];
        assert_eq!(told.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn of_a_day_only_who_has_a_namesake_in_it() {
        let id = crate::base::Id::from_u128;
        let of = |n: u128, p: Patient| Patient { id: id(n), ..p };
        let lea = of(1, person("Léa", "1984-03-12", "Lyon", "", ""));
        let child = of(2, person("LEA", "2019-05-02", "Lyon", "", ""));
        let (paul, other) = (of(3, person("Paul", "1984-03-12", "Lyon", "", "")), of(4, person("Paul", "1984-03-12", "Bron", "", "")));
        let twice = of(5, person("Anne", "1970-01-01", "Lyon", "", ""));
        let told = in_a_day(&[&lea, &twice, &child, &paul, &other, &twice]);
        let said = |i: usize| told[i].as_ref().map(|a| (a.born.as_str(), a.other.as_deref()));
        assert_eq!([said(0), said(2)], [Some(("1984-03-12", None)), Some(("2019-05-02", None))]);
        assert_eq!([said(3), said(4)], [Some(("1984-03-12", Some("Lyon"))), Some(("1984-03-12", Some("Bron")))]);
        assert_eq!([said(1), said(5)], [None, None], "she comes twice");
    }
}
