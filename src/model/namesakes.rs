//! People who bear the same name and were born on the same day, and what tells them apart.

use super::Patient;
use crate::base::text::fold;

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
}
