//! Made-up patients in numbers, and what is typed to find them: the same for the same seed, on every machine.
//!
//! A third bear one of the commonest names, as often as in France; the others names put together from syllables,
//! each borne by few. All of it is invented; the lists are of names that everybody knows.

#![allow(dead_code, reason = "each bench uses its part")]

pub mod chance;
mod names;
pub mod typing;

pub use chance::Chance;
use genki::{
    base::Id,
    model::{
        Patient,
        patient::{Address, Identifier, Telecom},
    },
};
use names::{FAMILIES, GIVEN, SYLLABLES, TOWNS};

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
