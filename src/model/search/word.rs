//! How well a typed word fits a word of a name.
//!
//! The distance is the restricted one of Damerau (a letter left out, added, changed, or two swapped), reckoned for
//! a whole column at once in the bits of a number, as Hyyrö showed in 2003. The last row gives both what is asked: the
//! distance to the word, and to the beginning of it that is nearest.

use super::sound;

/// The word as it stands.
pub const SAME: u8 = 40;
/// Its beginning.
pub const BEGINS: u8 = 30;
/// What sounds like it.
pub const SOUNDS: u8 = 20;
/// The word with one slip.
pub const SLIP: u8 = 18;
/// Its beginning with one slip; the first letter is right.
pub const BEGINS_SLIP: u8 = 12;
/// A long word with two slips.
pub const TWO_SLIPS: u8 = 11;
/// A part of it.
pub const WITHIN: u8 = 6;
/// A word of four letters or more with two slips, and a long one with three: told only where nobody fits otherwise.
pub const FAR: u8 = 8;
pub const FARTHER: u8 = 5;

/// Shorter ones are not held to contain a slip, or two, or to stand within a word.
pub const SLIP_FROM: usize = 3;
pub const BEGINS_SLIP_FROM: usize = 4;
pub const TWO_SLIPS_FROM: usize = 8;
pub const WITHIN_FROM: usize = 3;
pub const FAR_FROM: usize = 4;
pub const FARTHER_FROM: usize = 7;
/// Longer ones are taken as they are.
pub const SLIP_TO: usize = 64;

/// A typed word, prepared once and held against many.
pub struct Pattern {
    letters: Vec<char>,
    letter_set: u64,
    sound: u64,
    /// For each letter the places where it stands.
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
    /// How many slips may be in it.
    slips: u32,
}

/// The letters of a word as a set; several letters may share a bit.
pub fn letter_set(letters: &[char]) -> u64 {
    letters.iter().fold(0, |set, c| set | 1 << (*c as u32 % 64))
}

impl Pattern {
    pub fn new(word: &str) -> Self {
        let letters: Vec<char> = word.chars().collect();
        let slips = match letters.len() {
            SLIP_FROM..TWO_SLIPS_FROM => 1,
            TWO_SLIPS_FROM..=SLIP_TO => 2,
            _ => 0,
        };
        let (mut ascii, mut others) = ([0; 128], Vec::<(char, u64)>::new());
        for (i, c) in letters.iter().take(SLIP_TO).enumerate() {
            match (ascii.get_mut(*c as usize), others.iter().position(|o| o.0 == *c)) {
                (Some(places), _) => *places |= 1 << i,
                (None, Some(n)) => others[n].1 |= 1 << i,
                (None, None) => others.push((*c, 1 << i)),
            }
        }
        Pattern { letter_set: letter_set(&letters), sound: sound::mark(&letters), letters, ascii, others, slips }
    }

    /// 0 where it does not fit. `set` and `sound` are the word's [`letter_set`] and [`sound::mark`].
    #[inline]
    pub fn fit(&self, set: u64, sound: u64, word: &[char]) -> u8 {
        let foreign = self.letter_set & !set;
        // One letter off for each slip: cheaper here than to count them.
        let one_less = foreign & foreign.wrapping_sub(1);
        let too_many = match self.slips {
            0 => foreign,
            1 => one_less,
            _ => one_less & one_less.wrapping_sub(1),
        };
        if too_many != 0 && self.sound != sound {
            return 0;
        }
        self.look(foreign == 0, too_many == 0, sound, word)
    }

    /// As [`Pattern::fit`], with a slip more.
    pub fn fit_loosely(&self, set: u64, sound: u64, word: &[char]) -> u8 {
        let worth = self.fit(set, sound, word);
        let (typed, there) = (self.letters.len(), word.len());
        if worth > 0 || !(FAR_FROM..=SLIP_TO).contains(&typed) || there < FAR_FROM {
            return worth;
        }
        let most = if typed >= FARTHER_FROM && there + 1 >= FARTHER_FROM { 3 } else { 2 };
        if typed.abs_diff(there) > most || (self.letter_set & !set).count_ones() as usize > most {
            return 0;
        }
        match self.distances(word).0 {
            0..=2 => FAR,
            3 if most == 3 => FARTHER,
            _ => 0,
        }
    }

    /// [`SAME`], [`BEGINS`] or nothing: for words typed apart that are one.
    #[inline]
    pub fn fit_plainly(&self, set: u64, word: &[char]) -> u8 {
        if self.letter_set & !set != 0 || !word.starts_with(&self.letters) {
            return 0;
        }
        if word.len() == self.letters.len() { SAME } else { BEGINS }
    }

    /// `all`: each of its letters is in the word; `most`: so many that slips may account for the others.
    fn look(&self, all: bool, most: bool, sound: u64, word: &[char]) -> u8 {
        if all && word.starts_with(&self.letters) {
            return if word.len() == self.letters.len() { SAME } else { BEGINS };
        }
        if self.sound != 0 && self.sound == sound {
            return SOUNDS;
        }
        let slipped = if most { self.slipped(word) } else { 0 };
        if slipped == 0 && all && self.letters.len() >= WITHIN_FROM && self.within(word) { WITHIN } else { slipped }
    }

    fn slipped(&self, word: &[char]) -> u8 {
        let (typed, there) = (self.letters.len(), word.len());
        let begins = typed >= BEGINS_SLIP_FROM && word.first() == self.letters.first();
        let near = there >= 2 && typed.abs_diff(there) <= self.slips as usize;
        if self.slips == 0 || !(near || begins && there > typed) {
            return 0;
        }
        match self.distances(word) {
            (1, _) if there >= 2 => SLIP,
            (_, ..=1) if begins => BEGINS_SLIP,
            (2, _) if self.slips == 2 => TWO_SLIPS,
            _ => 0,
        }
    }

    fn within(&self, word: &[char]) -> bool {
        word.windows(self.letters.len()).any(|w| w == self.letters)
    }

    fn places(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(places) => *places,
            None => self.others.iter().find(|o| o.0 == c).map_or(0, |o| o.1),
        }
    }

    /// To the word, and to its nearest beginning.
    fn distances(&self, word: &[char]) -> (usize, usize) {
        let last = 1u64 << (self.letters.len() - 1);
        let (mut down, mut up, mut zero, mut before) = (!0u64, 0u64, 0u64, 0u64);
        let mut distance = self.letters.len();
        let mut nearest = distance;
        for c in word {
            let here = self.places(*c);
            let swapped = ((!zero & here) << 1) & before;
            zero = ((here & down).wrapping_add(down) ^ down) | here | up | swapped;
            let right = up | !(zero | down);
            let left = zero & down;
            distance += usize::from(right & last != 0);
            distance -= usize::from(left & last != 0);
            nearest = nearest.min(distance);
            let right = right << 1 | 1;
            down = left << 1 | !(zero | right);
            up = right & zero;
            before = here;
        }
        (distance, nearest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fit(typed: &str, word: &str) -> u8 {
        let letters: Vec<char> = word.chars().collect();
        Pattern::new(typed).fit(letter_set(&letters), sound::mark(&letters), &letters)
    }

    #[test]
    fn a_word_its_beginning_and_its_slips() {
        for (typed, word, tier) in [
            ("martin", "martin", SAME),
            ("mart", "martin", BEGINS),
            ("m", "martin", BEGINS),
            ("matrin", "martin", SLIP),
            ("mrtin", "martin", SLIP),
            ("maertin", "martin", SLIP),
            ("lartin", "martin", SLIP),
            ("matri", "martin", BEGINS_SLIP),
            ("matr", "martin", BEGINS_SLIP),
            ("tin", "martin", WITHIN),
            ("papadoupoulus", "papadopoulos", TWO_SLIPS),
            ("filip", "philippe", SOUNDS),
            ("lea", "leroy", 0),
            ("lea", "leo", SLIP),
            ("le", "la", 0),
            ("lee", "le", SLIP),
            ("martin", "mar", 0),
            ("иванв", "иванов", SLIP),
            ("", "martin", BEGINS),
        ] {
            assert_eq!(fit(typed, word), tier, "{typed} {word}");
        }
        assert_eq!(fit(&"a".repeat(70), &"a".repeat(71)), BEGINS);
        assert_eq!(fit(&"a".repeat(64), &format!("{}b", "a".repeat(63))), SLIP);
    }

    #[test]
    fn a_slip_more_counts_where_nobody_fits_otherwise() {
        let loosely = |typed: &str, word: &str| {
            let letters: Vec<char> = word.chars().collect();
            Pattern::new(typed).fit_loosely(letter_set(&letters), sound::mark(&letters), &letters)
        };
        for (typed, word, tier) in [
            ("lkye", "luke", FAR),
            ("cochtne", "cochrane", FAR),
            ("isabllea", "isabella", TWO_SLIPS),
            ("katharrim", "catherine", 0),
            ("kaherynn", "katherine", FARTHER),
            ("lea", "noe", 0),
            ("hugo", "louise", 0),
            ("martin", "martin", SAME),
        ] {
            assert_eq!(loosely(typed, word), tier, "{typed} {word}");
        }
    }

    proptest! {
        #![proptest_config(crate::chance::cases(2000))]

        #[test]
        fn both_distances_are_those_of_a_table(typed in "[abcé]{1,9}", word in "[abcé]{0,9}") {
            let letters: Vec<char> = word.chars().collect();
            let beginnings = (0..=letters.len()).map(|n| letters[..n].iter().collect::<String>());
            let nearest = beginnings.map(|b| strsim::osa_distance(&typed, &b)).min().unwrap();
            prop_assert_eq!(Pattern::new(&typed).distances(&letters), (strsim::osa_distance(&typed, &word), nearest));
        }
    }
}
