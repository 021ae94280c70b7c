//! How a name sounds, roughly: what people hear and write otherwise (Philippe and Filip, Gautier and Gauthier,
//! Dupond and Dupont) is the same here.

/// The sounds of a folded word; nothing where there are too few to tell words apart.
///
/// ```
/// use genki::model::search::sound::sounds;
/// assert_eq!(sounds("dupont"), sounds("dupond"));
/// ```
pub fn sounds(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    of(&letters).into_iter().collect()
}

/// As [`sounds`], as a number; 0 where there is nothing to tell.
pub fn mark(word: &[char]) -> u64 {
    // FNV-1a, over more bits than there will ever be names.
    let step = |h: u64, c: &char| (h ^ u64::from(*c as u32)).wrapping_mul(0x0000_0100_0000_01b3);
    match of(word).as_slice() {
        [] => 0,
        heard => heard.iter().fold(0xcbf2_9ce4_8422_2325, step).max(1),
    }
}

fn of(word: &[char]) -> Vec<char> {
    let mut heard: Vec<char> = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some((sound, taken)) = next(rest) {
        // "Benoît" is heard "benwa".
        let (first, second) = if sound == Some('w') { (Some('v'), Some('a')) } else { (sound, None) };
        for c in [first, second].into_iter().flatten() {
            if heard.last() != Some(&c) {
                heard.push(c);
            }
        }
        rest = &rest[taken..];
    }
    while heard.len() > 2 && matches!(heard.last(), Some('e' | 's' | 't' | 'd')) {
        heard.pop();
    }
    if heard.len() < 3 { Vec::new() } else { heard }
}

/// The first sound and how many letters make it; `None` inside is a letter that is not heard.
fn next(rest: &[char]) -> Option<(Option<char>, usize)> {
    let soft = |c: Option<&char>| matches!(c, Some('e' | 'i' | 'y'));
    let (first, second, third) = (*rest.first()?, rest.get(1), rest.get(2));
    let (heard, taken) = match (first, second) {
        ('e', Some('a')) if third == Some(&'u') => ('o', 3),
        ('a', Some('u')) => ('o', 2),
        ('a' | 'e', Some('i' | 'y')) => ('e', 2),
        ('o', Some('i' | 'y')) => ('w', 2),
        ('o', Some('u')) if third == Some(&'a') => ('w', 3),
        ('p', Some('h')) => ('f', 2),
        ('s', Some('c')) if third == Some(&'h') => ('x', 3),
        ('c', Some('h')) if matches!(third, Some('r' | 'l' | 'n')) => ('k', 2),
        ('c' | 's', Some('h')) => ('x', 2),
        ('c', next) if soft(next) => ('s', 1),
        ('q', Some('u')) => ('k', 2),
        ('c' | 'q' | 'k', _) => ('k', 1),
        ('g', Some('u')) if soft(third) => ('g', 2),
        ('g', next) if soft(next) => ('j', 1),
        ('m', Some('b' | 'p')) => ('n', 1),
        ('h', _) => return Some((None, 1)),
        ('y', _) => ('i', 1),
        ('w', _) => ('v', 1),
        ('z', _) => ('s', 1),
        (other, _) => (other, 1),
    };
    Some((Some(heard), taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_heard_alike_is_alike() {
        for (a, b) in [
            ("philippe", "filip"),
            ("gautier", "gauthier"),
            ("dupond", "dupont"),
            ("mathieu", "matthieu"),
            ("christophe", "cristof"),
            ("thierry", "tierri"),
            ("renaut", "renaud"),
            ("moreau", "moraud"),
            ("meyer", "meier"),
            ("schmidt", "schmitt"),
            ("jacques", "jaque"),
            ("combes", "conbe"),
            ("wagner", "vagner"),
            ("benoit", "benwa"),
            ("benoit", "benoua"),
            ("antoine", "antwane"),
            ("leroy", "lerwa"),
        ] {
            assert_eq!(sounds(a), sounds(b), "{a} {b}");
            assert_eq!(mark(&a.chars().collect::<Vec<_>>()), mark(&b.chars().collect::<Vec<_>>()));
        }
    }

    #[test]
    fn what_is_heard_otherwise_is_not() {
        for (a, b) in [("martin", "marin"), ("roy", "rey"), ("leroy", "lery"), ("durand", "dupont"), ("chloe", "zoe")] {
            assert_ne!(sounds(a), sounds(b), "{a} {b}");
        }
        assert_eq!(sounds("le"), "");
        assert_eq!(mark(&['l', 'e']), 0);
    }
}
