//! The made-up people of the example practice. Their telephone numbers are of the ranges kept for fiction (France: 01 99 00,
//! 06 39 98; Britain: 01632 960, 07700 900): nobody is ever called by mistake.

use super::{
    chance::Chance,
    names::{ENGLISH, FRENCH, Names},
};
use crate::{
    base::Id,
    model::{
        Patient,
        patient::{Address, Contact, Telecom},
    },
};
use chrono::{Datelike, Days, NaiveDate};

/// How many there are besides those of the day's stories: nobody comes twice in a week without a reason.
const OTHERS: usize = 420;
/// Those among them whom the midwife sees.
const MIDWIFES: usize = 60;

/// What the code calls somebody, family and given name in French and in English, gender, year of birth.
type Known = (&'static str, [&'static str; 2], [&'static str; 2], char, i32);

/// Those whose story the day tells. Of year 0 is a baby.
#[rustfmt::skip]
const KNOWN: [Known; 34] = [
    ("pneumonia",   ["Mercier", "Jean-Pierre"], ["Harding", "John"],      'm', 1946),
    ("walks-badly", ["Garnier", "Paul"],        ["Gardner", "Paul"],      'm', 1951),
    ("emergency",   ["Vasseur", "Didier"],      ["Varley", "Derek"],      'm', 1962),
    ("left",        ["Marchand", "Hugo"],       ["Marchant", "Hugo"],     'm', 1999),
    ("deaf",        ["Fontaine", "Odile"],      ["Fountain", "Olive"],    'f', 1948),
    ("anxious",     ["Leroy", "Mathilde"],      ["Leighton", "Matilda"],  'f', 1988),
    ("lea-1984",    ["Martin", "Léa"],          ["Martin", "Leah"],       'f', 1984),
    ("walk-in",     ["Nguyen", "Minh"],         ["Nguyen", "Minh"],       'm', 1979),
    ("promised",    ["Dubois", "Monique"],      ["Wood", "Monica"],       'f', 1943),
    ("phoned",      ["Ferrand", "Élise"],       ["Ferris", "Elise"],      'f', 1996),
    ("interpreter", ["Kowalska", "Agnieszka"],  ["Kowalska", "Agnieszka"],'f', 1972),
    ("booster",     ["Chevalier", "Agnès"],     ["Knight", "Agnes"],      'f', 1967),
    ("first",       ["Roussel", "Geneviève"],   ["Russell", "Jenny"],     'f', 1939),
    ("asthma",      ["Haddad", "Nadia"],        ["Haddad", "Nadia"],      'f', 1981),
    ("no-show",     ["Lemoine", "Bastien"],     ["Lemon", "Sebastian"],   'm', 2001),
    ("diabetes",    ["Da Silva", "João"],       ["Da Silva", "João"],     'm', 1958),
    ("flu-shot",    ["Moreau", "Gilbert"],      ["Moore", "Gilbert"],     'm', 1952),
    ("blood",       ["Perrin", "Camille"],      ["Perry", "Camilla"],     'f', 1986),
    ("late",        ["Costa", "Maria"],         ["Costa", "Maria"],       'f', 1970),
    ("in-lemaire",  ["Picard", "Françoise"],    ["Pickard", "Frances"],   'f', 1950),
    ("lea-child",   ["Martin", "Léa"],          ["Martin", "Leah"],       'f', 2015),
    ("baby",        ["Petit", "Arthur"],        ["Little", "Arthur"],     'm', 0),
    ("double",      ["Bakhti", "Samir"],        ["Bakhti", "Samir"],      'm', 1990),
    ("double-too",  ["Bakhty", "Samir"],        ["Bakhty", "Samir"],      'm', 1990),
    ("mother",      ["Traoré", "Aminata"],      ["Traore", "Aminata"],    'f', 1988),
    ("child-1",     ["Traoré", "Moussa"],       ["Traore", "Moussa"],     'm', 2013),
    ("child-2",     ["Traoré", "Awa"],          ["Traore", "Awa"],        'f', 2016),
    ("child-3",     ["Traoré", "Issa"],         ["Traore", "Issa"],       'm', 2019),
    ("cancelled",   ["Schneider", "Luc"],       ["Sanders", "Luke"],      'm', 2017),
    ("twins",       ["Sissoko", "Fatou"],       ["Sissoko", "Fatou"],     'f', 1995),
    ("newborn",     ["Lefort", "Marion"],       ["Lofthouse", "Marion"],  'f', 1992),
    ("early",       ["Brunet", "Pauline"],      ["Brown", "Pauline"],     'f', 1989),
    ("fasting",     ["Popescu", "Elena"],       ["Popescu", "Elena"],     'f', 1993),
    ("latex",       ["Le Goff", "Solenn"],      ["Gough", "Sally"],       'f', 1991),
];

pub struct People {
    pub known: Vec<Patient>,
    /// Those of no story, in the order in which they come.
    pub others: Vec<Patient>,
    /// And those whom the midwife sees.
    pub midwifes: Vec<Patient>,
}

impl People {
    pub fn all(&self) -> impl Iterator<Item = &Patient> {
        self.known.iter().chain(&self.others).chain(&self.midwifes)
    }
}

/// The patient of a story.
pub fn id_of(code: &str) -> Id {
    Id::derived("example", &format!("patient {code}"))
}

/// Everybody, at the ages they have today.
pub fn all(french: bool, today: NaiveDate) -> People {
    let names = if french { &FRENCH } else { &ENGLISH };
    let mut chance = Chance::new(7);
    let mut known = Vec::new();
    for (n, (code, fr, en, gender, year)) in KNOWN.into_iter().enumerate() {
        let [family, given] = if french { fr } else { en };
        // The second file of one person says the same but for a letter.
        let n = if code == "double-too" { n - 1 } else { n };
        let born = if year == 0 { today - Days::new(66) } else { birthday(year, n * 37) };
        let place = if code.starts_with("child-") { 24 } else { n };
        let mut p = person(code, (family, given, gender), born, (900 + n, place), (names, french));
        super::stories::remember(code, &mut p, french);
        known.push(p);
    }
    let mut made = Made { names, french, chance: &mut chance };
    let others = (0..OTHERS - MIDWIFES).map(|n| made.one(n, None)).collect();
    let mut others: Vec<Patient> = others;
    for p in others.iter_mut().step_by(37).skip(1) {
        p.flags = vec![super::recalls::flag(french).into()];
    }
    let midwifes = (OTHERS - MIDWIFES..OTHERS).map(|n| made.one(n, Some((1985, 20)))).collect();
    People { known, others, midwifes }
}

struct Made<'a> {
    names: &'a Names,
    french: bool,
    chance: &'a mut Chance,
}

impl Made<'_> {
    /// One of those of no story; a woman of these years where they are given.
    fn one(&mut self, n: usize, women_of: Option<(i32, u64)>) -> Patient {
        let year = match women_of {
            Some((from, span)) => from + self.chance.below(span) as i32,
            // The old come more often than the young.
            None => 1934 + (self.chance.below(46) + self.chance.below(46)) as i32,
        };
        let female = women_of.is_some() || self.chance.below(100) < 56;
        let generation = if year < 1965 {
            0
        } else if year < 1995 {
            1
        } else {
            2
        };
        let given = if female { self.names.women[generation] } else { self.names.men[generation] };
        // Each pair of names once: the day has its homonyms already.
        let (family, given) = (self.names.families[n % 48], given[(n / 48 * 5 + n) % 14]);
        let day = self.chance.below(365) as usize;
        person(
            &format!("other {n}"),
            (family, given, if female { 'f' } else { 'm' }),
            birthday(year, day),
            (n, n),
            (self.names, self.french),
        )
    }
}

fn birthday(year: i32, day: usize) -> NaiveDate {
    NaiveDate::from_yo_opt(year, (day * 13 % 365) as u32 + 1).unwrap_or_default()
}

fn person(
    code: &str,
    (family, given, gender): (&str, &str, char),
    born: NaiveDate,
    (number, place): (usize, usize),
    (names, french): (&Names, bool),
) -> Patient {
    let mobile = born.year() > 1950;
    let (town, postal_code) = names.towns[place * place % 7 % 4];
    let house = place * 7 % 46 + 1;
    let street = names.streets[place % names.streets.len()];
    Patient {
        id: id_of(code),
        family: family.into(),
        given: vec![given.into()],
        birth_date: born.to_string(),
        gender: if gender == 'f' { "female" } else { "male" }.into(),
        telecom: vec![Telecom {
            system: "phone".into(),
            value: phone(french, mobile, number),
            usage: if mobile { "mobile" } else { "home" }.into(),
        }],
        address: vec![Address {
            line: vec![if french { format!("{house}, {street}") } else { format!("{house} {street}") }],
            city: town.into(),
            postal_code: postal_code.into(),
            ..Address::default()
        }],
        ..Patient::default()
    }
}

/// The numbers of somebody of a story.
pub fn known_phone(code: &str, french: bool) -> Vec<Telecom> {
    let n = KNOWN.iter().position(|k| k.0 == code).unwrap_or_default();
    vec![Telecom { system: "phone".into(), value: phone(french, true, 900 + n), usage: "mobile".into() }]
}

/// A number nobody has.
pub fn phone(french: bool, mobile: bool, n: usize) -> String {
    match (french, mobile) {
        (true, true) => format!("+3363998{:04}", n * 17 % 10_000),
        (true, false) => format!("+3319900{:04}", n * 17 % 10_000),
        (false, true) => format!("+447700900{:03}", n * 7 % 1000),
        (false, false) => format!("+441632960{:03}", n * 7 % 1000),
    }
}

pub fn contact(name: &str, relation: &str, phone: String) -> Contact {
    Contact { name: name.into(), relation: relation.into(), phone }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn everybody_is_somebody_and_can_be_called_by_nobody() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        for french in [true, false] {
            let people = all(french, today);
            let everybody: Vec<&Patient> = people.all().collect();
            assert_eq!(everybody.len(), KNOWN.len() + OTHERS);
            let ids: BTreeSet<_> = everybody.iter().map(|p| p.id).collect();
            assert_eq!(ids.len(), everybody.len());
            let names: BTreeSet<_> = everybody.iter().map(|p| p.name()).collect();
            assert_eq!(names.len(), everybody.len() - 1, "one name is borne by two, and only one");
            for p in everybody {
                assert!(p.born().is_some_and(|born| born <= today), "{}", p.name());
                for phone in p.telecom.iter().map(|t| &t.value).chain(p.contacts.iter().map(|c| &c.phone)) {
                    let fiction = ["+3363998", "+3319900", "+447700900", "+441632960"].iter().any(|range| phone.starts_with(range));
                    assert!(fiction && phone.len() == if french { 12 } else { 13 }, "{phone}");
                }
            }
        }
    }
}
