//! Chance that is the same for the same seed.
#![allow(dead_code, reason = "each bench uses its part")]

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
    pub fn common<'a>(&mut self, list: &[&'a str], flat: f64) -> &'a str {
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
