//! The parts of a list on the page, told apart.

use std::{collections::BTreeMap, fmt::Display};

/// Gives every part a key of its own: where several would bear the same, the second and those after it are numbered. Two
/// parts with one key are one part to the page, which then shows a wrong list or dies; and what is imported, or comes from
/// another device, may say anything twice.
pub fn keyed<T, K: Display>(parts: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<(String, T)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let number = |part: T| {
        let key = key(&part).to_string();
        let n = seen.entry(key.clone()).or_default();
        *n += 1;
        // A number never makes a key that another part bears of itself: a key of ours holds no such sign.
        (if *n == 1 { key } else { format!("{key}\u{1f}{n}") }, part)
    };
    parts.into_iter().map(number).collect()
}

/// Lays the parts together by what they belong to, in the order in which each first came: a heading stands once, even
/// where its parts do not follow each other.
pub fn gathered<T, K: PartialEq>(parts: impl IntoIterator<Item = T>, of: impl Fn(&T) -> K) -> Vec<(K, Vec<T>)> {
    let mut groups: Vec<(K, Vec<T>)> = Vec::new();
    for part in parts {
        let key = of(&part);
        // Nearly always the last: parts come in some order.
        match groups.iter_mut().rev().find(|(known, _)| *known == key) {
            Some((_, parts)) => parts.push(part),
            None => groups.push((key, vec![part])),
        }
    }
    groups
}

/// The choices of a list, and what is chosen among them where it is none of them: a list that does not hold it would show
/// another one.
pub fn with<T: Copy + Ord>(choices: &[T], chosen: T) -> impl Iterator<Item = T> {
    let mut all = choices.to_vec();
    if !all.contains(&chosen) {
        all.push(chosen);
        all.sort_unstable();
    }
    all.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_among_the_choices() {
        assert_eq!(with(&[1, 5], 5).collect::<Vec<_>>(), [1, 5]);
        assert_eq!(with(&[1, 5], 3).collect::<Vec<_>>(), [1, 3, 5]);
    }

    #[test]
    fn no_key_comes_twice() {
        let keys = |parts: &[&str]| keyed(parts.iter().copied(), |p| (*p).to_owned()).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(keys(&["a", "b"]), ["a", "b"], "as they are where they differ");
        let mut repeated = keys(&["a", "b", "a", "a", "b", "a2"]);
        assert_eq!(repeated[0], "a", "the first keeps its own: what it shows stays");
        repeated.sort();
        repeated.dedup();
        assert_eq!(repeated.len(), 6);
    }

    #[test]
    fn a_heading_stands_once() {
        let found = gathered(["Mon 1", "Tue 1", "Mon 2", "Wed 1", "Tue 2"], |p| &p[..3]);
        assert_eq!(found, [("Mon", vec!["Mon 1", "Mon 2"]), ("Tue", vec!["Tue 1", "Tue 2"]), ("Wed", vec!["Wed 1"])]);
    }
}
