//! What is typed to find somebody, kind by kind.

use super::Chance;
use genki::{base::text::fold, model::Patient};

/// What somebody types, and whom she means.
pub struct Search {
    pub kind: &'static str,
    pub typed: String,
    /// The place in the list of people.
    pub wanted: usize,
}

/// The kinds that are measured, in the order they are shown.
pub const KINDS: &[&str] = &["exact", "one slip", "slip + start", "truncated", "birth date", "phone", "as it sounds", "one letter more"];

/// `n` searches of each kind.
pub fn searches(seed: u64, people: &[Patient], n: usize) -> Vec<Search> {
    let mut chance = Chance(seed);
    let mut all = Vec::with_capacity(n * KINDS.len());
    for kind in KINDS {
        let mut made = 0;
        while made < n {
            let wanted = chance.below(people.len());
            if let Some(typed) = typed(&mut chance, kind, &people[wanted]) {
                all.push(Search { kind, typed, wanted });
                made += 1;
            }
        }
    }
    all
}

fn typed(chance: &mut Chance, kind: &str, p: &Patient) -> Option<String> {
    let (family, given) = (fold(&p.family), fold(&p.given[0]));
    let start = |name: &str, n: usize| name.chars().take(n).collect::<String>();
    Some(match kind {
        // As it stands, either name first.
        "exact" if chance.percent(50) => format!("{family} {given}"),
        "exact" => format!("{given} {family}"),
        // A letter left out, added, changed or swapped with its neighbour, in the one name or the other.
        "one slip" if chance.percent(60) => format!("{} {given}", slip(chance, &family)?),
        "one slip" => format!("{family} {}", slip(chance, &given)?),
        // The family name with a slip, and three letters of the first name.
        "slip + start" => format!("{} {}", slip(chance, &family)?, start(&given, 3)),
        // Four or five letters of the family name, two or three of the first.
        "truncated" => format!("{} {}", start(&family, 4 + chance.below(2)), start(&given, 2 + chance.below(2))).trim().to_owned(),
        "birth date" => {
            let (y, m, d) = (&p.birth_date[..4], &p.birth_date[5..7], &p.birth_date[8..]);
            match chance.below(3) {
                0 => format!("{d}{m}{y}"),
                1 => format!("{d}/{m}/{} {}", &y[2..], start(&family, 2)),
                _ => format!("{} {y}", start(&family, 4)),
            }
        }
        "phone" => {
            let number = &p.telecom[0].value;
            if chance.percent(50) { number[number.len() - 4..].to_owned() } else { format!("0{}", &number[3..]) }
        }
        "as it sounds" => format!("{} {given}", misheard(&family)?),
        // The whole name, letter by letter: what a type-ahead is asked on the way.
        _ => start(&format!("{family} {given}"), 1 + chance.below(8)).trim().to_owned(),
    })
}

/// One slip somewhere in a name of four letters or more.
pub fn slip(chance: &mut Chance, name: &str) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() < 4 {
        return None;
    }
    let last = letters.len() - 2;
    let (at, letter) = (chance.below(letters.len()), (b'a' + chance.below(26) as u8) as char);
    match chance.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letter),
        2 => letters[at] = letter,
        _ => letters.swap(at.min(last), at.min(last) + 1),
    }
    let typed: String = letters.into_iter().collect();
    (typed != name && !typed.starts_with(' ') && !typed.ends_with(' ')).then_some(typed)
}

/// Written otherwise, heard alike.
fn misheard(name: &str) -> Option<String> {
    const SAME: &[(&str, &str)] = &[
        ("ph", "f"),
        ("th", "t"),
        ("ll", "l"),
        ("ss", "s"),
        ("nn", "n"),
        ("rr", "r"),
        ("qu", "k"),
        ("y", "i"),
        ("eau", "o"),
        ("au", "o"),
        ("z", "s"),
    ];
    let (written, heard) = SAME.iter().find(|(written, _)| name.contains(written))?;
    let ends = [("rd", "rt"), ("nd", "nt"), ("nt", "nd")].iter().find(|(e, _)| name.ends_with(e));
    let ended = ends.map_or(name.to_owned(), |(e, other)| name[..name.len() - e.len()].to_owned() + other);
    Some(ended.replacen(written, heard, 1))
}
