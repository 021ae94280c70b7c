//! The index against a search that looks at everybody and tries everything, slow and plain; and what a secretary types.

use super::{
    dates::packed,
    marks::{number_worth, phone_worth},
    sound::sounds,
    typed::{Segment, What},
    *,
};
use crate::{
    base::Id,
    model::patient::{Identifier, Telecom},
};
use proptest::prelude::*;
use std::{cmp::Reverse, collections::BTreeMap};

/// As [`tier`], without slips.
fn clean_tier(typed: &str, word: &str) -> u32 {
    Some(tier(typed, word)).filter(|worth| *worth >= 30).unwrap_or(0)
}

/// As [`tier`], with a slip more.
fn loose_tier(typed: &str, word: &str) -> u32 {
    let (long, there, slips) = (typed.chars().count(), word.chars().count(), strsim::osa_distance(typed, word));
    match tier(typed, word) {
        0 if !(4..=64).contains(&long) || there < 4 => 0,
        0 if slips == 2 => 8,
        0 if slips == 3 && long >= 7 && there >= 6 => 5,
        worth => worth,
    }
}

/// What a typed word is worth for a word of a name.
fn tier(typed: &str, word: &str) -> u32 {
    let (long, there) = (typed.chars().count(), word.chars().count());
    let slips = strsim::osa_distance(typed, word);
    let beginnings = || word.char_indices().map(|(i, _)| &word[..i]).chain([word]);
    let first = typed.chars().next() == word.chars().next();
    if word == typed {
        40
    } else if word.starts_with(typed) {
        30
    } else if !sounds(typed).is_empty() && sounds(typed) == sounds(word) {
        20
    } else if (3..=64).contains(&long) && there >= 2 && slips == 1 {
        18
    } else if (4..=64).contains(&long) && first && beginnings().any(|b| strsim::osa_distance(typed, b) <= 1) {
        12
    } else if (8..=64).contains(&long) && slips == 2 {
        11
    } else if long >= 3 && word.contains(typed) {
        6
    } else {
        0
    }
}

/// Each way to write a name's words: one by one, or some of one name together.
fn written(entry: &Entry) -> Vec<(Vec<usize>, String, Place)> {
    let mut ways = Vec::new();
    let mut n = 0;
    for (place, name) in &entry.names {
        for from in 0..name.len() {
            for to in from + 1..=name.len() {
                if to - from <= 2 || (from, to) == (0, name.len()) {
                    ways.push(((n + from..n + to).collect(), name[from..to].concat(), *place));
                }
            }
        }
        n += name.len();
    }
    ways
}

/// How a search is looked through: what a word is worth for another, and how many may fit nothing.
#[derive(Clone, Copy)]
struct Way {
    tier: fn(&str, &str) -> u32,
    missed: usize,
}

const WHOLE: Way = Way { tier, missed: 0 };

/// The most that the segments from word `at` on can be worth.
fn best(typed: &Typed, entry: &Entry, way: Way, at: usize, used: &[usize], sum: u32) -> Option<u32> {
    if at == typed.words && sum == 0 {
        return None;
    }
    if at == typed.words {
        let shown: usize = entry.names.iter().filter(|(p, _)| matches!(p, Place::Family | Place::First)).map(|(_, n)| n.len()).sum();
        let beside = (0..shown).filter(|n| !used.contains(n)).count() as u32;
        return Some(sum * 16 + 15 - beside.min(15));
    }
    let go = |s: &Segment, used: &[usize], worth: u32| best(typed, entry, way, s.to, used, sum + worth);
    let named = |s: &Segment, name: &str, whole: bool| {
        let of = |(words, text, place): (Vec<usize>, String, Place)| {
            let worth = match (if whole { tier } else { way.tier })(name, &text) {
                0 => return None,
                t if whole && t < 30 => return None,
                t => t,
            };
            let first = if s.from == 0 && place == Place::Family { 1 } else { 0 };
            let bonus = [3, 2, 2, 1, 0][place as usize];
            let free = words.iter().all(|w| !used.contains(w));
            free.then(|| go(s, &[used, &words].concat(), worth + first + bonus)).flatten()
        };
        written(entry).into_iter().filter_map(of).max()
    };
    let one = |worth: u32, s: &Segment| (worth > 0).then(|| go(s, used, worth)).flatten();
    let of = |s: &Segment| match &s.what {
        What::Name(name) => named(s, name, false),
        What::Joined(name) => named(s, name, true),
        What::Date(dates) => one(dates.iter().filter(|d| d.fits(entry.born)).map(|d| d.worth.into()).max().unwrap_or(0), s),
        What::Phone(digits) => one(entry.phones.iter().map(|n| phone_worth(digits, n).into()).max().unwrap_or(0), s),
        What::Number(number) => one(entry.numbers.iter().map(|n| number_worth(number, n).into()).max().unwrap_or(0), s),
        What::Aside => go(s, used, 0),
    };
    let missed = way.missed.checked_sub(1).and_then(|missed| best(typed, entry, Way { missed, ..way }, at + 1, used, sum));
    typed.segments.iter().filter(|s| s.from == at).filter_map(of).chain(missed).max()
}

/// Whether one word says who is meant: a name, a whole birth date, a number.
fn says_much(typed: &Typed, entry: &Entry, way: Way) -> bool {
    let all = written(entry);
    typed.segments.iter().any(|s| match &s.what {
        What::Name(name) => all.iter().any(|(_, text, _)| (way.tier)(name, text) >= 8),
        What::Joined(name) => all.iter().any(|(_, text, _)| tier(name, text) >= 30),
        What::Date(dates) => dates.iter().any(|d| d.worth >= 57) && dates.iter().any(|d| d.fits(entry.born)),
        What::Phone(digits) => entry.phones.iter().any(|n| phone_worth(digits, n) > 0),
        What::Number(number) => entry.numbers.iter().any(|n| number_worth(number, n) > 0),
        What::Aside => false,
    })
}

fn root(all: &BTreeMap<Id, Patient>, id: Id) -> Id {
    let mut way = vec![id];
    while let Some(into) = all[way.last().unwrap()].merged_into.filter(|into| all.contains_key(into)) {
        if way.contains(&into) {
            return *way.iter().min().unwrap();
        }
        way.push(into);
    }
    let last = *way.last().unwrap();
    if all[&last].merged_into.is_some() { *way.iter().min().unwrap() } else { last }
}

fn ranks(all: &BTreeMap<Id, Patient>, typed: &Typed, way: Way) -> BTreeMap<Id, u32> {
    let mut ranks: BTreeMap<Id, u32> = BTreeMap::new();
    for p in all.values().filter(|p| !p.hidden && !typed.is_empty()) {
        let (stands, entry) = (root(all, p.id), Entry::of(p));
        if all[&stands].hidden || way.missed > 0 && !says_much(typed, &entry, way) {
            continue;
        }
        if let Some(rank) = best(typed, &entry, way, 0, &[], 0) {
            let known = ranks.entry(stands).or_default();
            *known = rank.max(*known);
        }
    }
    ranks
}

fn plainly(all: &BTreeMap<Id, Patient>, typed: &str, limit: usize) -> Found {
    let typed = Typed::new(typed);
    let (mut found, mut len) = listed(all, ranks(all, &typed, WHOLE), limit);
    if typed.words > 1 && typed.segments.iter().any(|s| matches!(s.what, What::Name(_))) {
        let as_typed = |id: &Id| best(&typed, &Entry::of(&all[id]), Way { tier: clean_tier, missed: 0 }, 0, &[], 0).is_some();
        let few = limit.min(10);
        if len == 0 {
            (found, len) = listed(all, ranks(all, &typed, Way { tier: loose_tier, missed: 2.min(typed.words - 1) }), limit);
        } else if len < few && !found.iter().any(as_typed) {
            let near = listed(all, ranks(all, &typed, Way { tier, missed: 1 }), few).0;
            found.extend(near.into_iter().filter(|id| !found.contains(id)).take(few - len).collect::<Vec<_>>());
            len = found.len();
        }
    }
    Found { ids: found, all: len }
}

/// The best of them, and how many there are.
fn listed(all: &BTreeMap<Id, Patient>, ranks: BTreeMap<Id, u32>, limit: usize) -> (Vec<Id>, usize) {
    let mut ids: Vec<Id> = ranks.keys().copied().collect();
    ids.sort_by_cached_key(|id| {
        let entry = Entry::of(&all[id]);
        (Reverse(ranks[id]), entry.names.concat_words(), packed(&all[id].birth_date), *id)
    });
    let found = ids.len();
    ids.truncate(limit);
    (ids, found)
}

trait Words {
    fn concat_words(&self) -> Vec<String>;
}
impl Words for Vec<(Place, Vec<String>)> {
    fn concat_words(&self) -> Vec<String> {
        self.iter().flat_map(|(_, name)| name.clone()).collect()
    }
}

/// Names that are easily taken for one another.
const NAMES: &[&str] = &[
    "Martin",
    "Marin",
    "Martinez",
    "Martine",
    "Le Goff",
    "Legoff",
    "De La Tour",
    "Léa",
    "Lea-Rose",
    "Jean",
    "Jean-Pierre",
    "Jeanpierre",
    "Philippe",
    "Filip",
    "O'Neil",
    "Mars",
    "Mai",
    "Papadopoulos",
    "Ng",
    "Иванов",
    "",
];

fn id(n: usize) -> Id {
    Id::from_u128(n as u128 + 1)
}

prop_compose! {
    fn somebody(most: usize)(
        n in 0..most,
        (family, maiden, usual, alias) in (0..NAMES.len(), 0..NAMES.len() * 3, 0..NAMES.len() * 4, 0..NAMES.len() * 4),
        given in prop::collection::vec(0..NAMES.len(), 0..3),
        (year, month, day, whole) in (1983u32..1985, 1u32..4, 11u32..14, 0..5),
        phone in prop::option::of(0u32..30),
        number in prop::option::of(0u32..30),
        hidden in prop::bool::weighted(0.1),
        into in prop::option::weighted(0.2, 0..most),
    ) -> Patient {
        let name = |i: usize| NAMES.get(i).copied().unwrap_or_default().to_string();
        let aliases = [name(alias)].into_iter().filter(|a| !a.is_empty()).collect();
        let telecom = |n: u32| Telecom { system: "phone".into(), value: format!("+33 6 12 34 {:04}", 1975 + n), usage: String::new() };
        let identifier = |n: u32| Identifier { system: "urn:x".into(), value: format!("IPP-{:04}", 1203 + n), kind: String::new() };
        Patient {
            id: id(n),
            family: name(family),
            maiden: name(maiden),
            usual: name(usual),
            given: given.into_iter().map(name).collect(),
            aliases,
            birth_date: match whole { 0 => format!("{year}"), 1 => format!("{year}-{month:02}"), _ => format!("{year}-{month:02}-{day}") },
            telecom: phone.map(telecom).into_iter().collect(),
            identifier: number.map(identifier).into_iter().collect(),
            hidden,
            merged_into: into.map(id),
            ..Patient::default()
        }
    }
}

/// A name as somebody in a hurry types it.
fn hurried() -> impl Strategy<Value = String> {
    (0..NAMES.len(), 0usize..12, 0..8, prop::char::range('a', 'z')).prop_map(|(name, at, slip, letter)| {
        let mut letters: Vec<char> = NAMES[name].chars().collect();
        match slip {
            0 if at < letters.len() => letters[at] = letter,
            1 if at < letters.len() => drop(letters.remove(at)),
            2 if at <= letters.len() => letters.insert(at, letter),
            3 if at + 1 < letters.len() => letters.swap(at, at + 1),
            4 | 5 => letters.truncate(at),
            _ => {}
        }
        letters.into_iter().collect()
    })
}

fn typing() -> impl Strategy<Value = String> {
    let words =
        ["12", "03", "1984", "84", "12031984", "120384", "mars", "mar", "1983", "IPP", "1210", "0012", "m", "de", "06 12 34", "1980", "34"];
    let part = prop_oneof![3 => hurried(), 1 => prop::sample::select(words.to_vec()).prop_map(str::to_owned)];
    prop::collection::vec(part, 0..4).prop_map(|parts| parts.join(" "))
}

proptest! {
    #![proptest_config(crate::chance::cases(250))]

    #[test]
    fn the_index_finds_whom_a_plain_search_finds(
        people in prop::collection::vec(somebody(30), 0..45),
        gone in prop::collection::vec(0usize..30, 0..5),
        searches in prop::collection::vec((typing(), 0usize..12), 1..12),
    ) {
        let (mut all, mut index) = (BTreeMap::new(), Index::default());
        // Later ones of the same id are edits of the former.
        for p in people {
            index.put(&Entry::of(&p));
            all.insert(p.id, p);
        }
        for n in gone {
            index.remove(id(n));
            all.remove(&id(n));
        }
        prop_assert_eq!(index.len(), all.len());
        for (typed, limit) in searches {
            prop_assert_eq!(index.find(&Typed::new(&typed), limit), plainly(&all, &typed, limit), "{}", typed);
        }
    }
}

fn lea() -> Patient {
    Patient {
        id: id(1),
        family: "Martin".into(),
        given: vec!["Léa".into(), "Rose".into()],
        maiden: "De La Tour".into(),
        birth_date: "1984-03-12".into(),
        telecom: vec![Telecom { system: "phone".into(), value: "+33 6 12 34 56 78".into(), usage: "mobile".into() }],
        identifier: vec![Identifier { system: "urn:x".into(), value: "2 84 03 75 116 001 23".into(), kind: "INS-NIR".into() }],
        ..Patient::default()
    }
}

#[test]
fn however_it_is_typed() {
    for typed in [
        "martin lea",
        "léa mar",
        "LEA",
        "mart",
        "martn",
        "matrin",
        "marttin",
        "lea martim",
        "m. martin",
        "Mme Martin Léa",
        "de la tour",
        "delatour lea",
        "la tour",
        "rose martin",
        "12.03.1984",
        "12031984",
        "120384",
        "12/3/84",
        "1984-03-12",
        "12 mars 1984",
        "12 mar 84",
        "march 12 1984",
        "1984",
        "martin 84",
        "5678",
        "56 78",
        "0612345678",
        "06 12 34 56 78",
        "+33 6 12 34 56 78",
        "martin 1984",
        "28403751",
        "2 84 03 75",
        "martin 12/03/1984 5678",
    ] {
        assert!(fits(&Typed::new(typed), &lea()), "{typed}");
    }
    for typed in ["martin paul", "13031984", "1985", "9999", "7", "84037", "martin martin", "rose rose", "12 avril 1984", "0612345679"] {
        assert!(!fits(&Typed::new(typed), &lea()), "{typed}");
    }
    // As the made-up patients are called that others publish.
    let made_up = Patient { family: "Frami345".into(), given: vec!["Abe604".into()], ..lea() };
    for typed in ["frami345", "Frami345 Abe604", "abe604 frami", "frami345 12/3/84"] {
        assert!(fits(&Typed::new(typed), &made_up), "{typed}");
    }
}

#[test]
fn the_right_one_first() {
    let names = [
        ("Martin", "Léa"),
        ("Martinez", "Léa"),
        ("Durand", "Martin"),
        ("Martin", "Léa-Rose"),
        ("Marin", "Léa"),
        ("Thomas", "Martin"),
        ("Dupond", "Jean"),
    ];
    let make = |(i, (family, given)): (usize, &(&str, &str))| Patient {
        id: id(i),
        family: (*family).into(),
        given: vec![(*given).into()],
        ..Patient::default()
    };
    let index = Index::of(names.iter().enumerate().map(make).map(|p| Entry::of(&p)));
    let found =
        |typed: &str| index.find(&Typed::new(typed), 9).ids.iter().map(|i| (0..9).find(|n| id(*n) == *i).unwrap()).collect::<Vec<_>>();
    assert_eq!(found("martin"), [0, 3, 2, 5, 1, 4], "the family name, the first name, what begins so, a slip");
    assert_eq!(found("martin lea"), [0, 3, 1, 4]);
    assert_eq!(found("lea martin"), [0, 3, 1, 4]);
    assert_eq!(found("martin thomas"), [5]);
    assert_eq!(found("dupont"), [6], "as it sounds");
}

#[test]
fn a_word_that_fits_nobody_costs_rank() {
    let people = [("Martin", "Léa", "1984"), ("Martinez", "Jean", "1990"), ("Luke", "Cochrane", "1950"), ("Durand", "Léa", "1984")];
    let make = |(i, (family, given, born)): (usize, &(&str, &str, &str))| Patient {
        id: id(i),
        family: (*family).into(),
        given: vec![(*given).into()],
        birth_date: (*born).into(),
        ..Patient::default()
    };
    let index = Index::of(people.iter().enumerate().map(make).map(|p| Entry::of(&p)));
    let found =
        |typed: &str| index.find(&Typed::new(typed), 9).ids.iter().map(|i| (0..9).find(|n| id(*n) == *i).unwrap()).collect::<Vec<_>>();
    assert_eq!(found("martin lea"), [0], "who fits every word is all that is told");
    assert_eq!(found("martin zoe"), [0, 1], "the family name is right");
    assert_eq!(found("lea petit"), [3, 0]);
    assert_eq!(found("lkye cochtne"), [2], "two slips in each");
    assert_eq!(found("martim jean"), [1, 0], "behind who fits but for a slip");
    assert_eq!(found("durand 1985"), [3]);
    assert!(found("zoe 1984").is_empty(), "a year alone says nothing of who it is");
    assert!(found("zwolfaxing").is_empty(), "one word fits or does not");
    assert!(index.find_whole(&Typed::new("martin zoe"), 9).ids.is_empty());
}
