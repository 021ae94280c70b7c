use super::*;
use crate::model::{
    Record,
    patient::{Address, Telecom},
};
use proptest::prelude::*;

fn nobody(_: &str) -> bool {
    false
}

fn weigh(a: &Patient, b: &Patient) -> Likeness {
    let there = compare(&Traits::of(a), &Traits::of(b), &nobody);
    let back = compare(&Traits::of(b), &Traits::of(a), &nobody);
    assert_eq!((there.verdict, there.score), (back.verdict, back.score), "whichever is looked at first");
    there
}

fn person(family: &str, given: &str, birth_date: &str) -> Patient {
    Patient { family: family.into(), given: vec![given.into()], birth_date: birth_date.into(), ..Patient::default() }
}

fn reached(p: Patient, phone: &str) -> Patient {
    let line = |system: &str, value: &str| Telecom { system: system.into(), value: value.into(), usage: String::new() };
    let home = Address { line: vec!["4 rue des Tilleuls".into()], city: "Lyon".into(), postal_code: "69003".into(), ..Address::default() };
    Patient { telecom: vec![line("phone", phone), line("email", "tilleuls@example.org")], address: vec![home], ..p }
}

#[test]
fn one_person_is_known_again() {
    let lea = reached(person("Martin", "Léa", "1984-03-12"), "+33612345678");
    let married = Patient { maiden: "Martin".into(), ..person("Duval", "Léa", "1984-03-12") };
    let sure = [person("MARTIN", "Lea", "1984-03-12"), person("Léa", "Martin", "1984-03-12"), married];
    for other in &sure {
        assert_eq!(weigh(&lea, other).verdict, Verdict::Sure, "{:?}", weigh(&lea, other));
    }
    let called = Patient { usual: "Léa".into(), ..person("Martin", "Marguerite", "1984-03-12") };
    let likely = [
        person("Martn", "Léa", "1984-03-12"),
        person("Martin-Roy", "Léa", "1984-03-12"),
        person("Martin", "Léa", "1984-12-03"),
        person("Martin", "Léa", "1984-03-13"),
        person("Martin", "Léa", "1984"),
        person("Martin", "Léa", ""),
        person("Martin", "Léa Marie", "1984-03-12"),
        person("Martin", "L.", "1984-03-12"),
        reached(person("Petit", "Léa", "1984-03-12"), "06 12 34 56 78"),
        called,
    ];
    for other in &likely {
        assert!(weigh(&lea, other).verdict >= Verdict::Likely, "{} {:?}", other.name(), weigh(&lea, other));
    }
}

#[test]
fn reasons_are_said() {
    let a = reached(person("Martin", "Léa", "1984-03-12"), "+33612345678");
    let b = Patient { address: vec![], ..reached(person("Martni", "Léa", "1984-03-12"), "06 12 34 56 78") };
    let found = weigh(&a, &b);
    assert_eq!(found.reasons[..2], [For::BirthDate, For::FamilyTypo]);
    assert!(matches!(&found.reasons[2], For::Phone(_)) && matches!(&found.reasons[3], For::Email(_)));
    assert_eq!(
        weigh(&person("Martin", "Léa", "1984-03-12"), &person("Duval", "Léa", "1984-03-12")).reasons,
        [For::BirthDate, For::GivenAlone]
    );
}

#[test]
fn a_family_is_not_one_person() {
    let at_home = |given: &str, born: &str| reached(person("Martin", given, born), "+33612345678");
    for (a, b) in [
        (at_home("Paul", "2018-05-02"), at_home("Jules", "2018-05-02")),
        (at_home("Louis", "2018-05-02"), at_home("Louise", "2018-05-02")),
        (at_home("Marie-Léa", "2018-05-02"), at_home("Marie-Anne", "2018-05-02")),
        (at_home("Jean", "1950-03-12"), at_home("Jean", "1980-03-12")),
        (at_home("Jean", "1950-03-12"), at_home("Jean", "1974-01-30")),
        (at_home("Anne", "1950-03-12"), at_home("Jean", "1950-08-21")),
        (person("Martin", "Léa", "1984-03-12"), person("Durand", "Léa", "1984-03-12")),
    ] {
        assert_eq!(weigh(&a, &b).verdict, Verdict::No, "{} and {}: {:?}", a.name(), b.name(), weigh(&a, &b));
    }
}

#[test]
fn two_slips_a_missing_name_and_a_new_one() {
    let home = |p: Patient| Patient { telecom: vec![], ..reached(p, "") };
    let born = "1965-07-14";
    for (a, b) in [
        (person("Lenoire", "Isabella", born), person("Lenoirs", "Isablela", born)),
        (person("Kowalczyk", "Léa", born), person("Kowalzcik", "Léa", born)),
        (person("Martin", "Isabelle", born), person("Martin", "Isavelel", born)),
        (home(person("Martin", "", born)), home(person("Martin", "Léa", born))),
        (home(person("Martin", "", born)), home(person("Martin", "", born))),
        (home(person("Martn", "Léa", born)), home(person("Martin", "", born))),
        (home(person("Petit", "Léa", born)), home(person("Moreau", "Léa", born))),
        (home(person("", "Léa", born)), home(person("Moreau", "Léa", born))),
        (person("Isabele", "Martin", born), person("Martin", "Isabelle", born)),
        // Mistaken as a whole: nobody else of that name lives there.
        (home(person("Martin", "Léa", born)), home(person("Martin", "Léa", "1961-11-30"))),
    ] {
        assert_eq!(weigh(&a, &b).verdict, Verdict::Likely, "{} and {}: {:?}", a.name(), b.name(), weigh(&a, &b));
    }
    for (a, b) in [
        // Without the address a name alone says nothing.
        (person("Martin", "", born), person("Martin", "Léa", born)),
        (person("Petit", "Léa", born), person("Moreau", "Léa", born)),
        (home(person("Martin", "", born)), home(person("Martin", "Léa", ""))),
        (person("Martin", "Léa", born), person("Martin", "Léa", "1961-11-30")),
        (home(person("Martin", "Lina", born)), home(person("Martin", "Lnia", "1961-11-30"))),
        (home(person("Martin", "Léa", born)), home(person("Martin", "Léa", "1935-11-30"))),
        (home(person("Martin", "Marie-Paule", born)), home(person("Martin", "Marie-Paola", born))),
        (person("Le", "Léa", born), person("Lo", "Léa", born)),
    ] {
        assert_eq!(weigh(&a, &b).verdict, Verdict::No, "{} and {}: {:?}", a.name(), b.name(), weigh(&a, &b));
    }
}

#[test]
fn of_short_first_names_only_one_that_nobody_bears_is_a_slip() {
    let (luke, lkye) = (person("Martin", "Luke", "2018-05-02"), person("Martin", "Lkye", "2018-05-02"));
    assert_eq!(compare(&Traits::of(&luke), &Traits::of(&lkye), &|name| name == "luke").verdict, Verdict::Likely);
    assert_eq!(compare(&Traits::of(&luke), &Traits::of(&lkye), &nobody).verdict, Verdict::No, "both are rare");
}

#[test]
fn a_number_of_the_file_says_more_than_a_name() {
    let with = |p: Patient, value: &str| Patient {
        identifier: vec![Identifier { system: "urn:x:file".into(), value: value.into(), kind: String::new() }],
        ..p
    };
    let lea = with(person("Martin", "Léa", "1984-03-12"), "77-1");
    let changed = weigh(&lea, &with(person("Petit", "Paule", "1984-03-12"), "771"));
    assert_eq!((changed.verdict, changed.reasons), (Verdict::Likely, vec![For::BirthDate, For::Number("771".into())]));
    let mistaken = weigh(&lea, &with(person("Martin", "Léa", "1948-11-30"), "771"));
    assert_eq!((mistaken.verdict, mistaken.against), (Verdict::Likely, vec![Against::BirthDate]));
    let a_family_s = with(person("Martin", "Jean", "1948-11-30"), "771");
    assert_eq!(weigh(&lea, &a_family_s).verdict, Verdict::No);
}

#[test]
fn a_name_that_others_bear_as_well_was_meant() {
    let (lina, lena) = (person("Martin", "Lina", "2018-05-02"), person("Martin", "Lena", "2018-05-02"));
    let common = |name: &str| ["lina", "lena"].contains(&name);
    assert_eq!(compare(&Traits::of(&lina), &Traits::of(&lena), &common).verdict, Verdict::No);
    let slip = person("Martin", "Lnia", "2018-05-02");
    assert_eq!(compare(&Traits::of(&lina), &Traits::of(&slip), &common).verdict, Verdict::Likely);
}

#[test]
fn numbers_count_unless_they_are_an_insurance_s() {
    let with = |kind: &str, p: Patient, value: &str| Patient {
        identifier: vec![Identifier { system: format!("urn:x:{kind}"), value: value.into(), kind: kind.into() }],
        ..p
    };
    let newborn = person("Martin", "Bébé", "2026-05-02");
    let named = person("Martin", "Jules", "2026-05-02");
    assert_eq!(weigh(&with("file", newborn.clone(), "77-1"), &with("file", named.clone(), "771")).verdict, Verdict::Likely);
    for kind in ["Numéro de sécurité sociale", "NIR", "Social Security Number", "SS", "member"] {
        assert_eq!(weigh(&with(kind, newborn.clone(), "771"), &with(kind, named.clone(), "771")).verdict, Verdict::No, "{kind}");
    }
    let (before, married) = (person("Martin", "Léa", "1984-03-12"), person("Duval", "Léa", "1984-03-12"));
    let insured = weigh(&with("NIR", before, "2840369"), &with("NIR", married, "2 84 03 69"));
    assert_eq!((insured.verdict, insured.reasons.last()), (Verdict::Likely, Some(&For::Number("2840369".into()))), "as an address would");
    let twice = weigh(&with("file", named.clone(), "1"), &with("file", named, "2"));
    assert_eq!((twice.verdict, twice.against.as_slice()), (Verdict::Likely, &[Against::Number][..]));
}

#[test]
fn birth_dates_as_they_are_mistyped() {
    for (a, b, is) in [
        ("1984-03-12", "1984-03-12", Born::Same),
        ("1984-03-12", "1984-12-03", Born::Near),
        ("1984-03-12", "1948-03-12", Born::Differ),
        ("1984-03-12", "1985-03-12", Born::Near),
        ("1984-03-12", "1994-03-12", Born::Differ),
        ("1984-03-12", "1984-03", Born::Fits),
        ("1984", "1984", Born::Fits),
        ("1984", "1985-01-01", Born::Differ),
        ("", "1984", Born::Unknown),
    ] {
        assert_eq!((born(a, b), born(b, a)), (is, is), "{a} {b}");
    }
}

#[test]
fn what_differs_is_chosen_and_nothing_said_twice() {
    let kept = Patient { alert: "Deaf".into(), ..reached(person("Martin", "Léa", "1984"), "+33612345678") };
    let mut other = Patient {
        alert: "Wheelchair".into(),
        note: "Parking".into(),
        ..reached(person("Martin-Roy", "Léa", "1984-03-12"), "06 12 34 56 78")
    };
    other.telecom.push(Telecom { system: "phone".into(), value: "+33478000000".into(), usage: "work".into() });
    assert_eq!(differing(&kept, &other), ["alert", "birth_date", "family", "note", "telecom"]);
    let one = unite(&kept, &other, &Choices::new());
    assert_eq!(
        (one.family.as_str(), one.birth_date.as_str(), one.alert.as_str(), one.note.as_str()),
        ("Martin", "1984-03-12", "Deaf\nWheelchair", "Parking")
    );
    assert_eq!((one.telecom.len(), one.address.len()), (3, 1));
    let renamed = unite(&person("Durand", "Léa", ""), &other, &[("family".to_owned(), Side::Other)].into());
    assert_eq!((renamed.family.as_str(), renamed.aliases.as_slice()), ("Martin-Roy", &["Durand Léa".to_owned()][..]));
    assert!(renamed.haystack().contains("durand"));
    assert!(unite(&renamed, &renamed, &Choices::new()) == renamed, "the same again is nothing new");
}

/// What `a` becomes with `b` in it, and the fields that differ, as the log would have them.
fn merged(a: &Patient, b: &Patient, choices: &Choices) -> (Patient, crate::model::Fields, crate::model::Fields) {
    let one = unite(a, b, choices);
    let (was, is) = (a.fields(), one.fields());
    let changed: BTreeSet<String> = was.keys().chain(is.keys()).filter(|k| was.get(*k) != is.get(*k)).cloned().collect();
    let of = |f: &crate::model::Fields| changed.iter().map(|k| (k.clone(), f.get(k).cloned().unwrap_or_default())).collect();
    (one.clone(), of(&was), of(&is))
}

#[test]
fn what_was_added_since_stays_when_the_other_is_taken_out() {
    let (kept, other) = (
        reached(person("Martin", "Léa", "1984"), "+33612345678"),
        Patient { note: "Parking".into(), ..reached(person("Roy", "Léa", "1984-03-12"), "+33478000000") },
    );
    let (mut one, before, after) = merged(&kept, &other, &Choices::new());
    one.telecom.push(Telecom { system: "phone".into(), value: "+33400000000".into(), usage: String::new() });
    one.note += "\nComes with her son";
    one.birth_date = "1984-03-13".into();
    let apart = without(&one, &Merged { before: &before, after: &after, gone: &other.fields(), rest: &[] }).unwrap();
    let numbers: Vec<&str> = apart.telecom.iter().map(|t| t.value.as_str()).collect();
    assert_eq!(numbers, ["+33612345678", "tilleuls@example.org", "+33400000000"]);
    assert_eq!((apart.note.as_str(), apart.birth_date.as_str()), ("Comes with her son", "1984-03-13"));
}

const FAMILIES: &[&str] = &[
    "Martin",
    "Bernard",
    "Dubois",
    "Lefèvre",
    "Moreau",
    "Garnier",
    "Da Silva",
    "Nguyen",
    "O'Neil",
    "Benali",
    "Schneider",
    "Traoré",
    "Le Goff",
    "Costa",
];
const GIVEN: &[&str] = &[
    "Léa",
    "Jean-Pierre",
    "Paul",
    "Louise",
    "Aminata",
    "Hugo",
    "Chloé",
    "Étienne",
    "Marie",
    "Maria",
    "Lina",
    "Lena",
    "Camille",
    "Louis",
    "Nathan",
    "Zoé",
    "Gabriel",
    "Jeanne",
    "Arthur",
    "Inès",
];

fn common(name: &str) -> bool {
    GIVEN.iter().any(|g| text::fold(g).replace(' ', "") == name)
}

prop_compose! {
    fn anybody()(family in 0..FAMILIES.len(), given in 0..GIVEN.len(), year in 1930i32..2026, month in 1u32..13, day in 1u32..29, n in 10_000_000u32..99_999_999) -> Patient {
        reached(person(FAMILIES[family], GIVEN[given], &format!("{year}-{month:02}-{day:02}")), &format!("+336{n}"))
    }
}

/// The same person as another desk may have typed her. `how` picks the slip, `at` its place.
fn again(p: &Patient, how: u8, at: usize) -> Patient {
    let mut q = p.clone();
    let slip = |name: &str| {
        let mut c: Vec<char> = name.chars().collect();
        let i = 1 + at % c.len().saturating_sub(2).max(1);
        match at % 3 {
            0 if i + 1 < c.len() => c.swap(i, i + 1),
            1 => c.insert(i, c[i]),
            _ => {
                c.remove(i.min(c.len() - 1));
            }
        }
        c.into_iter().collect::<String>()
    };
    match how {
        0 => q.family = p.family.to_uppercase(),
        1 => q.family = slip(&p.family),
        2 => q.given = vec![slip(&p.given[0])],
        3 => (q.family, q.given) = (p.given[0].clone(), vec![p.family.clone()]),
        4 => q.birth_date.clear(),
        5 => q.birth_date = p.birth_date[..4].into(),
        6 => q.telecom.clear(),
        7 => q.address.clear(),
        8 => q.family = format!("{}-Roy", p.family),
        _ => q.given = vec![p.given[0].clone(), "Marie".into()],
    }
    q
}

proptest! {
    #![proptest_config(crate::chance::cases(256))]

    /// Those of one household are never taken for one another, whichever of its numbers they share.
    #[test]
    fn twins_fathers_and_sons_stay_themselves(p in anybody(), given in 0..GIVEN.len(), years in 16i32..45) {
        let twin = Patient { given: vec![GIVEN[given].into()], ..p.clone() };
        if twin.given != p.given {
            let found = compare(&Traits::of(&p), &Traits::of(&twin), &common);
            prop_assert_eq!(found.verdict, Verdict::No, "{} {:?}", twin.name(), found);
        }
        let year: i32 = p.birth_date[..4].parse().unwrap();
        let son = Patient { birth_date: format!("{}{}", year + years, &p.birth_date[4..]), ..p.clone() };
        prop_assert_eq!(weigh(&p, &son).verdict, Verdict::No);
    }

    #[test]
    fn taking_out_at_once_is_as_it_was(a in anybody(), b in anybody(), picks in prop::collection::vec(0u8..3, 8), note in "[a-z]{0,3}") {
        let a = Patient { note, alert: "Deaf".into(), ..a };
        let b = Patient { note: "parking".into(), gender: "female".into(), ..b };
        let side = |n: u8| [Side::Kept, Side::Other, Side::Both][n as usize];
        let choices: Choices = differing(&a, &b).into_iter().zip(picks.into_iter().map(side)).collect();
        let (one, before, after) = merged(&a, &b, &choices);
        let back = without(&one, &Merged { before: &before, after: &after, gone: &b.fields(), rest: &[] });
        prop_assert!(back == Some(a));
    }
}

/// How much is found of what is there. The numbers stand in tests/README.md.
#[test]
fn so_much_is_found_of_made_up_slips() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let (mut found, mut tried, mut wrong, mut strangers) = ([0u32; 10], [0u32; 10], 0, 0);
    for n in 0..2_000usize {
        let p = anybody().new_tree(&mut runner).unwrap().current();
        let how = n % 10;
        tried[how] += 1;
        found[how] += u32::from(compare(&Traits::of(&p), &Traits::of(&again(&p, how as u8, n / 10)), &common).verdict >= Verdict::Likely);
        let stranger = anybody().new_tree(&mut runner).unwrap().current();
        let stranger = Patient { telecom: vec![], address: vec![], ..stranger };
        strangers += 1;
        wrong += u32::from(compare(&Traits::of(&p), &Traits::of(&stranger), &common).verdict >= Verdict::Likely);
    }
    println!("found {found:?} of {tried:?}, {wrong} of {strangers} strangers");
    let all: u32 = found.iter().sum();
    assert!(all >= 1_850 && wrong == 0, "{found:?} of {tried:?}, {wrong} strangers");
}
