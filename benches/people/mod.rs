//! Made-up patients in numbers, and what is typed to find them: the same for the same seed, on every machine.
//!
//! A third bear one of the commonest names, as often as in France; the others names put together from syllables,
//! each borne by few. All of it is invented; the lists are of names that everybody knows.

mod names;
pub mod typing;

use genki::{
    base::Id,
    model::{
        Patient,
        patient::{Address, Identifier, Telecom},
    },
};
use names::{FAMILIES, GIVEN, SYLLABLES, TOWNS};

/// SplitMix64: enough chance for names.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub fn percent(&mut self, n: u64) -> bool {
        self.next() % 100 < n
    }

    pub fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// The n-th of a list about as often as names are common: the first most, the last rarely.
    fn common<'a>(&mut self, list: &[&'a str], flat: f64) -> &'a str {
        let weight = |rank: usize| 1.0 / (rank as f64 + flat);
        let all: f64 = (0..list.len()).map(weight).sum();
        let mut left = (self.next() as f64 / u64::MAX as f64) * all;
        for (rank, name) in list.iter().enumerate() {
            left -= weight(rank);
            if left <= 0.0 {
                return name;
            }
        }
        list[0]
    }
}

/// So many patients.
pub fn people(seed: u64, n: usize) -> Vec<Patient> {
    let mut chance = Chance(seed);
    let rare: Vec<String> = (0..n / 3).map(|_| rare(&mut chance)).collect();
    (0..n).map(|i| one(&mut chance, i, &rare)).collect()
}

fn one(chance: &mut Chance, i: usize, rare: &[String]) -> Patient {
    let woman = chance.percent(52);
    let year = 1930 + chance.below(95);
    let mobile = if chance.percent(80) { "6" } else { "7" };
    let mut telecom = vec![phone(chance, mobile, "mobile")];
    if chance.percent(30) {
        telecom.push(phone(chance, "1", "home"));
    }
    let (city, postal_code) = *chance.of(TOWNS);
    Patient {
        id: Id::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + i as u128),
        family: family(chance, rare),
        given: given(chance, woman),
        maiden: if woman && year < 2000 && chance.percent(40) { family(chance, rare) } else { String::new() },
        birth_date: format!("{year}-{:02}-{:02}", 1 + chance.below(12), 1 + chance.below(28)),
        gender: if woman { "female" } else { "male" }.into(),
        identifier: vec![Identifier { system: "urn:bench:ipp".into(), value: format!("IPP-{i:06}"), kind: String::new() }],
        telecom,
        address: vec![Address { city: city.into(), postal_code: postal_code.into(), ..Address::default() }],
        ..Patient::default()
    }
}

fn phone(chance: &mut Chance, begins: &str, usage: &str) -> Telecom {
    Telecom { system: "phone".into(), value: format!("+33{begins}{:08}", chance.below(100_000_000)), usage: usage.into() }
}

fn family(chance: &mut Chance, rare: &[String]) -> String {
    let one = |chance: &mut Chance| if chance.percent(35) { chance.common(FAMILIES, 14.0).to_owned() } else { chance.of(rare).clone() };
    let name = one(chance);
    match chance.below(100) {
        0..3 => format!("{name}-{}", one(chance)),
        3..5 => format!("Le {name}"),
        5..7 => format!("De {name}"),
        7 => format!("D'{name}"),
        _ => name,
    }
}

fn given(chance: &mut Chance, woman: bool) -> Vec<String> {
    let list = GIVEN[usize::from(woman)];
    let mut all = vec![chance.common(list, 12.0).to_owned()];
    if chance.percent(6) {
        all[0] = format!("{}-{}", all[0], chance.common(list, 12.0));
    }
    while chance.percent(25) && all.len() < 4 {
        all.push(chance.common(list, 12.0).to_owned());
    }
    all
}

/// A name that few bear.
fn rare(chance: &mut Chance) -> String {
    let mut name = String::new();
    for part in 0..2 + usize::from(chance.percent(45)) {
        name += chance.of::<&str>(SYLLABLES[part.min(1)]);
    }
    name += chance.of::<&str>(SYLLABLES[2]);
    let mut letters = name.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
