//! Names as cards and tables write them: in one piece, in capitals, with particles.

use crate::base::text::fold;

/// Words that a family name begins with, as they are written, without capitals.
const PARTICLES: &[&str] = &[
    "le", "la", "les", "du", "de", "des", "d", "d'", "d’", "van", "von", "vom", "zu", "zum", "zur", "der", "den", "ter", "ten", "te", "el",
    "al", "das", "dos", "da", "do", "di", "del", "della", "dello", "degli", "dalla", "af",
];
/// Those that are somebody's first name, too: they say something only where another first name is left.
const ALSO_GIVEN: &[&str] = &["ben", "bin", "ibn", "abou", "abu", "mac", "mc", "saint", "sainte", "st", "ste", "lo", "san"];

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str())
}

fn may_be_particle(word: &str) -> bool {
    is_particle(word) || ALSO_GIVEN.contains(&word.to_lowercase().as_str())
}

/// A name in one piece: words in capitals are the family's, what stands before a comma too; or else the last word, with the
/// particles before it.
pub fn split(name: &str) -> (String, Vec<String>) {
    let all = |text: &str| text.split_whitespace().map(str::to_string).collect::<Vec<_>>();
    if let Some((family, given)) = name.split_once(',').filter(|(f, g)| !f.trim().is_empty() && !g.trim().is_empty()) {
        return (all(family).join(" "), all(given));
    }
    if let Some((family, given)) = one_piece(name) {
        return (family, given);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    if let Some(found) = loud(&words) {
        return found;
    }
    // At least one word is the given name's.
    let mut from = words.len().saturating_sub(1);
    while from > 1 && may_be_particle(words[from - 1]) {
        from -= 1;
    }
    parted(&words, from..words.len())
}

/// The words of a family name that is written in capitals, and of the given name beside it.
fn loud(words: &[&str]) -> Option<(String, Vec<String>)> {
    let loud = |w: &&str| w.chars().count() > 1 && w.chars().any(char::is_alphabetic) && !w.chars().any(char::is_lowercase);
    let first = words.iter().position(loud)?;
    if words.iter().all(loud) {
        return None;
    }
    let before = words[..first].iter().rev().take_while(|w| is_particle(w)).count();
    // Nothing but particles is left: the name is all there is.
    let family = |i: usize| loud(&words[i]) || (first - before..first).contains(&i);
    let of = |wanted: bool| words.iter().enumerate().filter(move |(i, _)| family(*i) == wanted).map(|(_, w)| w.to_string());
    Some((of(true).collect::<Vec<_>>().join(" "), of(false).collect()))
}

fn parted(words: &[&str], family: std::ops::Range<usize>) -> (String, Vec<String>) {
    let given = words[..family.start].iter().chain(&words[family.end..]).map(|w| w.to_string()).collect();
    (words[family].join(" "), given)
}

/// A Chinese name is written without a blank: its first letter is the family's, or its first two where that is a known pair.
fn one_piece(name: &str) -> Option<(String, Vec<String>)> {
    const PAIRS: &[&str] =
        &["欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒"];
    let letters: Vec<char> = name.trim().chars().collect();
    if !letters.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c)) {
        return None;
    }
    let pair = letters.len() > 2 && PAIRS.contains(&letters[..2].iter().collect::<String>().as_str());
    let from = match (letters.len(), pair) {
        (3 | 4, true) => 2,
        (2 | 3, false) => 1,
        _ => return None,
    };
    Some((letters[..from].iter().collect(), vec![letters[from..].iter().collect()]))
}

/// As [`split`], for lists that write the family first.
pub fn split_family_first(name: &str) -> (String, Vec<String>) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let loud = words.iter().filter(|w| !w.chars().any(char::is_lowercase)).count();
    if name.contains(',') || (loud > 0 && loud < words.len()) || words.len() < 2 {
        return split(name);
    }
    let mut to = 1;
    while to < words.len() && (is_particle(words[to - 1]) || to + 1 < words.len() && may_be_particle(words[to - 1])) {
        to += 1;
    }
    parted(&words, 0..to)
}

/// Particles that another program left at the end of the given names go to the family name they belong to.
pub fn rejoin(family: &mut String, given: &mut Vec<String>) {
    let mut words: Vec<&str> = given.iter().flat_map(|g| g.split_whitespace()).collect();
    let mut front = Vec::new();
    while words.len() > 1 && words.last().is_some_and(|w| is_particle(w)) {
        front.extend(words.pop());
    }
    if front.is_empty() || family.is_empty() {
        return;
    }
    let left = words.len();
    let whole: Vec<String> = front.iter().rev().map(|w| w.to_string()).chain([family.clone()]).collect();
    // The pieces stay as they were cut; only their last words go.
    let mut kept = 0;
    for piece in given.iter_mut() {
        let words: Vec<String> = piece.split_whitespace().take(left - kept).map(str::to_string).collect();
        kept += words.len();
        *piece = words.join(" ");
    }
    given.retain(|g| !g.is_empty());
    *family = whole.join(" ");
}

/// The title a name begins with ("Mme", "Dr"), and the name without it.
pub fn title(name: &str) -> (String, &str) {
    const TITLES: &[&str] =
        &["m", "mr", "mme", "mlle", "mrs", "ms", "miss", "dr", "pr", "prof", "docteur", "professeur", "monsieur", "madame"];
    let name = name.trim();
    match name.split_once(char::is_whitespace) {
        Some((first, rest)) if TITLES.contains(&fold(first).as_str()) => (first.to_string(), rest.trim()),
        _ => (String::new(), name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_one_piece_fall_apart_where_they_should() {
        let joined = |(family, given): (String, Vec<String>)| (family, given.join(" "));
        let pair = |a: &str, b: &str| (a.to_string(), b.to_string());
        for name in ["Léa Martin", "MARTIN Léa", "Léa MARTIN", "Martin, Léa"] {
            let family = joined(split(name)).0;
            assert_eq!(fold(&family), "martin", "{name}");
        }
        assert_eq!(joined(split("DE LA TOUR Jean Luc")), pair("DE LA TOUR", "Jean Luc"));
        assert_eq!(joined(split("Cher")), pair("Cher", ""));
        assert_eq!(joined(split_family_first("Martin Léa Marie")), pair("Martin", "Léa Marie"));
        assert_eq!(joined(split_family_first("DE LA TOUR Jean")), pair("DE LA TOUR", "Jean"));
        for (name, family, given) in [
            ("Marie Le Goff", "Le Goff", "Marie"),
            ("Jan van der Berg", "van der Berg", "Jan"),
            ("Ana De Oliveira", "De Oliveira", "Ana"),
            ("Youssef El Amrani", "El Amrani", "Youssef"),
            ("Salma Ben Ali", "Ben Ali", "Salma"),
            ("Ben Ali", "Ali", "Ben"),
            ("Jan van der BERG", "van der BERG", "Jan"),
            ("van der BERG Jan", "van der BERG", "Jan"),
            ("Antoine de Saint Exupéry", "de Saint Exupéry", "Antoine"),
            ("欧阳小明", "欧阳", "小明"),
            ("李明", "李", "明"),
        ] {
            assert_eq!(joined(split(name)), pair(family, given), "{name}");
        }
        for (name, family, given) in [
            ("Le Goff Marie", "Le Goff", "Marie"),
            ("van der Berg Jan", "van der Berg", "Jan"),
            ("De Oliveira Ana", "De Oliveira", "Ana"),
            ("El Amrani Youssef", "El Amrani", "Youssef"),
            ("Ben Ali Salma", "Ben Ali", "Salma"),
            ("Le Goff", "Le Goff", ""),
            ("Lê Thị Mai", "Lê", "Thị Mai"),
            ("d'Hérouville Luc", "d'Hérouville", "Luc"),
            ("van den Brul, Caroline", "van den Brul", "Caroline"),
        ] {
            assert_eq!(joined(split_family_first(name)), pair(family, given), "{name}");
        }
        for (family, given, whole, rest) in [
            ("Berg", "Jan|van der", "van der Berg", "Jan"),
            ("Goff", "Marie Anne Le", "Le Goff", "Marie Anne"),
            ("Smith", "Anna|Ben", "Smith", "Anna|Ben"),
            ("Roy", "Le", "Roy", "Le"),
        ] {
            let (mut family, mut given) = (family.to_string(), given.split('|').map(str::to_string).collect::<Vec<_>>());
            rejoin(&mut family, &mut given);
            assert_eq!((family.as_str(), given.join("|").as_str()), (whole, rest));
        }
        assert_eq!(title("Mme Léa Martin"), ("Mme".to_string(), "Léa Martin"));
        assert_eq!(title("Marc"), (String::new(), "Marc"));
    }
}
