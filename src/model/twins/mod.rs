//! Whether two files may be of one person, and what speaks for and against it.
//!
//! A file is read once into [`Traits`]; two of them are weighed by [`compare`]. It never decides anything: it says what
//! a secretary would look at. Twins share a birth date, a family name, a telephone and an address; fathers and sons
//! share a whole name. So a different first name, or birth dates that are far apart, end it, whatever else is the same but
//! a number of the file. A number of an insurance says no more than a telephone: children have their parents'.

mod home;
mod names;
mod reasons;
mod unite;

pub use unite::{Choices, Merged, Side, both_possible, differing, further_up, own, suggested, unite, without};

use crate::{
    base::text,
    model::{Patient, patient::Identifier},
};
use chrono::{Datelike, NaiveDate};
use home::Home;
pub use names::may_be_slips;
use names::{Family, Given};
pub use reasons::{Against, For};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    No,
    Likely,
    Sure,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    pub verdict: Verdict,
    /// The higher the likelier; 60 is likely, 95 as good as sure.
    pub score: i32,
    pub reasons: Vec<For>,
    pub against: Vec<Against>,
}

impl Likeness {
    /// Nothing but a name says so: among many of the same name that is not worth a question.
    pub fn by_name_alone(&self) -> bool {
        !self.reasons.iter().any(|r| {
            matches!(
                r,
                For::BirthDate | For::BirthDateNear | For::BirthDateFits | For::Phone(_) | For::Email(_) | For::Address | For::Number(_)
            )
        })
    }
}

/// What is compared of a file, folded once.
#[derive(Clone, PartialEq, Eq)]
pub struct Traits {
    names: names::Names,
    birth_date: String,
    gender: String,
    phones: BTreeMap<String, String>,
    emails: BTreeSet<String>,
    homes: Vec<Home>,
    numbers: BTreeMap<String, BTreeSet<String>>,
    insured: BTreeSet<String>,
}

impl Traits {
    pub fn of(p: &Patient) -> Self {
        let reach = |systems: &'static [&str]| p.telecom.iter().filter(move |t| systems.contains(&t.system.as_str()));
        let mut numbers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (insured, own): (Vec<_>, Vec<_>) = p.identifier.iter().filter(|i| !i.value.trim().is_empty()).partition(|i| of_insurance(i));
        for i in own {
            let system = if i.system.is_empty() { text::fold(&i.kind) } else { i.system.clone() };
            numbers.entry(system).or_default().insert(plain(&i.value));
        }
        Traits {
            names: names::Names::of(p),
            birth_date: p.birth_date.clone(),
            gender: p.gender.clone(),
            phones: reach(&["phone", "sms"]).filter_map(|t| Some((tail(&t.value)?, t.value.clone()))).collect(),
            emails: reach(&["email"]).map(|t| t.value.trim().to_ascii_lowercase()).filter(|v| !v.is_empty()).collect(),
            homes: p.address.iter().flat_map(Home::of).collect(),
            numbers,
            insured: insured.into_iter().map(|i| plain(&i.value)).collect(),
        }
    }
}

/// The last nine digits: the same however the country is written.
pub fn tail(number: &str) -> Option<String> {
    let digits = text::digits(number);
    (digits.len() >= 6).then(|| digits[digits.len().saturating_sub(9)..].to_owned())
}

/// Letters and digits alone, in lower case.
pub fn plain(value: &str) -> String {
    value.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// Whether an identifier is an insurance's, or a state's that insures: whole families go by one.
fn of_insurance(i: &Identifier) -> bool {
    const SAID: &[&str] =
        &["insur", "assur", "social", "secu", "nir", "ssn", "vitale", "mutuelle", "member", "subscriber", "coverage", "cover"];
    let words = text::fold(&format!("{} {}", i.kind, i.system));
    let whole = ["ss", "sn", "sb", "mb", "nh"];
    SAID.iter().any(|w| words.contains(w)) || words.split(' ').any(|w| whole.contains(&w)) || i.system.ends_with("1.2.250.1.213.1.4.8")
}

/// How two birth dates stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Born {
    Same,
    Near,
    Fits,
    Unknown,
    Differ,
}

/// Compares two birth dates, each as far as it is known.
pub fn born(a: &str, b: &str) -> Born {
    if a.is_empty() || b.is_empty() {
        return Born::Unknown;
    }
    if a == b {
        return if a.len() == 10 { Born::Same } else { Born::Fits };
    }
    if a.starts_with(b) || b.starts_with(a) {
        return Born::Fits;
    }
    let (Ok(x), Ok(y)) = (a.parse::<NaiveDate>(), b.parse::<NaiveDate>()) else {
        return Born::Differ;
    };
    // A father and his son may well be one digit apart.
    if (x.year() - y.year()).abs() >= 10 {
        return Born::Differ;
    }
    let swapped = x.year() == y.year() && (x.month(), x.day()) == (y.day(), y.month());
    if swapped || strsim::osa_distance(&text::digits(a), &text::digits(b)) == 1 { Born::Near } else { Born::Differ }
}

/// Weighs two files. `common` tells a name that several people here bear: it is no typing error for another.
pub fn compare(a: &Traits, b: &Traits, common: &dyn Fn(&str) -> bool) -> Likeness {
    let (family, given) = (a.names.family(&b.names), a.names.given(&b.names, common));
    let born = born(&a.birth_date, &b.birth_date);
    let (swapped, nearly) = match family {
        Family::Other | Family::Missing => (a.names.swapped(&b.names), a.names.nearly_swapped(&b.names)),
        _ => (false, false),
    };
    let (mut score, mut reasons) = (0, Vec::new());
    let mut say = |points: i32, reason: For| {
        score += points;
        reasons.push(reason);
    };
    match born {
        Born::Same => say(40, For::BirthDate),
        Born::Near => say(15, For::BirthDateNear),
        Born::Fits => say(15, For::BirthDateFits),
        Born::Unknown | Born::Differ => {}
    }
    for (points, reason) in of_names(family, given, swapped, nearly) {
        say(points, reason);
    }
    let phone = a.phones.iter().find(|(tail, _)| b.phones.contains_key(*tail)).map(|(_, number)| number.clone());
    let email = a.emails.intersection(&b.emails).next().cloned();
    let number = a.numbers.iter().find_map(|(system, of)| of.intersection(b.numbers.get(system)?).next().cloned());
    let numbered = number.is_some();
    let home = a.homes.iter().any(|mine| b.homes.iter().any(|theirs| mine.is(theirs)));
    let insured = a.insured.intersection(&b.insured).next().filter(|_| !numbered).cloned();
    let reached = phone.is_some() || email.is_some() || numbered || home || insured.is_some();
    phone.into_iter().for_each(|p| say(15, For::Phone(p)));
    email.into_iter().for_each(|e| say(15, For::Email(e)));
    if home {
        say(10, For::Address);
    }
    number.into_iter().for_each(|n| say(40, For::Number(n)));
    insured.into_iter().for_each(|n| say(10, For::Number(n)));
    let against = against(a, b, born, numbered);
    // A date that was mistaken as a whole: nobody else of that very name was born within ten years and lives there, or goes
    // by that number. A father and his son are further apart.
    let same_name = family == Family::Same && given == Given::Same;
    let mistaken = same_name && (numbered || reached && within_ten_years(&a.birth_date, &b.birth_date));
    score += against
        .iter()
        .map(|a| match a {
            Against::Gender => -30,
            Against::BirthDate if mistaken => -10,
            Against::BirthDate => -60,
            Against::Number => -10,
        })
        .sum::<i32>();
    let two_names = !matches!(family, Family::Missing | Family::Other) && !matches!(given, Given::Missing | Given::Other);
    let named = nearly || two_names;
    // One name alone is enough of whom the birth date and the address or the number are the same: she has married, or her
    // first name was not asked for.
    let married = matches!(given, Given::Same | Given::Typo | Given::Slips);
    let nameless = given == Given::Missing && matches!(family, Family::Same | Family::Typo | Family::Slips);
    let half_named = born == Born::Same && reached && (married || nameless);
    let same_number = numbered && born == Born::Same;
    let exact = swapped || matches!((family, given), (Family::Same | Family::Maiden, Given::Same | Given::Usual));
    let verdict = match score {
        _ if !(named || half_named || same_number) || born == Born::Differ && !mistaken => Verdict::No,
        95.. if exact && (born == Born::Same || numbered && born != Born::Differ) => Verdict::Sure,
        60.. => Verdict::Likely,
        _ => Verdict::No,
    };
    Likeness { verdict, score, reasons, against }
}

/// Whether two whole birth dates are less than ten years apart.
fn within_ten_years(a: &str, b: &str) -> bool {
    let year = |date: &str| date.parse::<NaiveDate>().ok().map(|d| d.year());
    year(a).zip(year(b)).is_some_and(|(a, b)| (a - b).abs() < 10)
}

fn of_names(family: Family, given: Given, swapped: bool, nearly: bool) -> Vec<(i32, For)> {
    if swapped || nearly {
        return vec![(if swapped { 55 } else { 40 }, For::Swapped)];
    }
    match (family, given) {
        (Family::Same, Given::Same) => return vec![(60, For::Name)],
        (Family::Other | Family::Missing, Given::Same) => return vec![(30, For::GivenAlone)],
        (Family::Other | Family::Missing, Given::Typo) => return vec![(18, For::GivenTypo)],
        (Family::Other | Family::Missing, Given::Slips) => return vec![(12, For::GivenNear)],
        (Family::Same, Given::Missing) => return vec![(30, For::FamilyAlone)],
        (Family::Typo, Given::Missing) => return vec![(20, For::FamilyTypo)],
        (Family::Slips, Given::Missing) => return vec![(12, For::FamilyNear)],
        (_, Given::Other | Given::Missing) | (Family::Other | Family::Missing, _) => return Vec::new(),
        _ => {}
    }
    let of_family = match family {
        Family::Same | Family::Other | Family::Missing => (30, None),
        Family::Maiden => (28, Some(For::Maiden)),
        Family::Part => (20, Some(For::FamilyPart)),
        Family::Typo => (20, Some(For::FamilyTypo)),
        Family::Slips => (12, Some(For::FamilyNear)),
    };
    let of_given = match given {
        Given::Same | Given::Other | Given::Missing => (30, None),
        Given::Usual => (28, Some(For::Usual)),
        Given::Part => (22, Some(For::GivenPart)),
        Given::Typo => (18, Some(For::GivenTypo)),
        Given::Slips => (12, Some(For::GivenNear)),
        Given::Initial => (10, Some(For::Initial)),
    };
    // Where one half is simply the same, the other half's reason says all.
    let rest = of_family.1.is_none() as i32 * of_family.0 + of_given.1.is_none() as i32 * of_given.0;
    let mut found: Vec<(i32, For)> = [of_family, of_given].into_iter().filter_map(|(points, reason)| Some((points, reason?))).collect();
    if let Some(first) = found.first_mut() {
        first.0 += rest;
    }
    found
}

fn against(a: &Traits, b: &Traits, born: Born, numbered: bool) -> Vec<Against> {
    let told = |g: &str| matches!(g, "female" | "male");
    let apart = |(system, of): (&String, &BTreeSet<String>)| b.numbers.get(system).is_some_and(|theirs| of.is_disjoint(theirs));
    let mut found = Vec::new();
    if told(&a.gender) && told(&b.gender) && a.gender != b.gender {
        found.push(Against::Gender);
    }
    if born == Born::Differ {
        found.push(Against::BirthDate);
    }
    if !numbered && a.numbers.iter().any(apart) {
        found.push(Against::Number);
    }
    found
}

#[cfg(test)]
mod tests;
