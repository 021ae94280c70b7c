//! From a passphrase to a key: Argon2id, as costly as this machine bears.

use super::{
    error::{Error, Result},
    key::Key,
};
use crate::base::clock::Stopwatch;
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// What one derivation costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes that could be filled at once. Genki fills one: more would help only who guesses.
    pub lanes: u32,
}

/// How costly new passphrases are made to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// What this machine does in about half a second.
    Measured,
    /// This, and no measuring: what tests use.
    Fixed(Cost),
}

impl Strength {
    pub fn cost(self) -> Cost {
        match self {
            Strength::Measured => Cost::calibrate(measure),
            Strength::Fixed(cost) => cost,
        }
    }
}

impl Cost {
    /// The least that is ever accepted (OWASP's recommendation).
    pub const FLOOR: Cost = Cost { memory: 19 * 1024, passes: 2, lanes: 1 };
    /// The most Genki ever chooses, and so the most that is accepted: a file that asks for more was made to exhaust
    /// the machine. The seals travel, and a phone must open what a desktop sealed.
    const CEILING: Cost = Cost { memory: 128 * 1024, passes: 64, lanes: 1 };
    const AIM: Duration = Duration::from_millis(500);
    const RANGE: std::ops::RangeInclusive<Duration> = Duration::from_millis(250)..=Duration::from_millis(750);

    /// Chooses what takes 0.25 to 0.75 s by a measure: first more memory, which is what hurts who guesses
    /// with many small processors, then more passes. A machine too slow even for the floor is given the floor.
    pub fn calibrate(mut measure: impl FnMut(Cost) -> Duration) -> Cost {
        // The first run pays for the memory's first use and is thrown away.
        measure(Cost::FLOOR);
        let mut cost = Cost::FLOOR.within(Cost::AIM, measure(Cost::FLOOR));
        for _ in 0..3 {
            let took = measure(cost);
            if Cost::RANGE.contains(&took) {
                break;
            }
            let next = cost.within(Cost::AIM, took);
            if next == cost {
                break;
            }
            cost = next;
        }
        cost
    }

    /// What should take `aim`, if this cost took `took`.
    fn within(self, aim: Duration, took: Duration) -> Cost {
        let work = f64::from(self.memory) * f64::from(self.passes);
        let affordable = work * aim.as_secs_f64() / took.as_secs_f64().max(1e-6);
        let least = Cost::FLOOR;
        let memory = ((affordable / 3.0) as u32).clamp(least.memory, Cost::CEILING.memory);
        let passes = ((affordable / f64::from(memory)).round() as u32).clamp(least.passes, Cost::CEILING.passes);
        Cost { memory, passes, lanes: 1 }
    }

    /// Refuses what is weaker than the floor, or would exhaust the machine.
    pub fn check(self) -> Result<()> {
        let (floor, ceiling) = (Cost::FLOOR, Cost::CEILING);
        if self.memory < floor.memory || self.passes < floor.passes || self.lanes < floor.lanes {
            return Err(Error::WeakCost);
        }
        if self.memory > ceiling.memory || self.passes > ceiling.passes || self.lanes > ceiling.lanes {
            return Err(Error::ExcessiveCost);
        }
        Ok(())
    }

    /// The key that a passphrase and a salt give. However an accent was typed, the passphrase is the same.
    pub fn derive(self, passphrase: &str, salt: &[u8]) -> Result<Key> {
        self.check()?;
        let params = Params::new(self.memory, self.passes, self.lanes, Some(32)).map_err(|_| Error::WeakCost)?;
        let passphrase = normal(passphrase);
        let mut key = Key::empty();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), salt, key.as_mut())
            .map_err(|_| Error::Damaged("the salt of a passphrase"))?;
        Ok(key)
    }
}

/// One spelling (NFKC) for everything that looks the same.
pub fn normal(passphrase: &str) -> Zeroizing<String> {
    // Room for the longest result (one sign of three bytes becomes thirty-three), so that growing leaves no
    // copies behind.
    let mut out = Zeroizing::new(String::with_capacity(passphrase.len() * 11 + 32));
    out.extend(passphrase.nfkc());
    out
}

fn measure(cost: Cost) -> Duration {
    let watch = Stopwatch::start();
    let _ = cost.derive("a passphrase of usual length", b"sixteen bytes ok");
    watch.elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A machine that does so many KiB·passes per second.
    fn machine(speed: f64) -> impl Fn(Cost) -> Duration {
        move |cost| Duration::from_secs_f64(f64::from(cost.memory) * f64::from(cost.passes) / speed)
    }

    #[test]
    fn any_machine_is_given_half_a_second_or_the_floor() {
        for speed in [1e4, 5e4, 1e5, 2e5, 1e6, 3e6, 1e7] {
            let cost = Cost::calibrate(machine(speed));
            cost.check().unwrap();
            let took = machine(speed)(cost);
            assert!(Cost::RANGE.contains(&took) || cost == Cost::FLOOR, "{speed}: {cost:?} {took:?}");
        }
        assert_eq!(Cost::calibrate(machine(1e4)), Cost::FLOOR);
    }

    #[test]
    fn this_machine_is_given_at_least_the_floor() {
        let cost = Strength::Measured.cost();
        cost.check().unwrap();
        println!("{cost:?} takes {:?}", measure(cost));
    }

    #[test]
    fn weak_and_excessive_costs_are_refused() {
        let floor = Cost::FLOOR;
        for weak in [Cost { memory: floor.memory - 1, ..floor }, Cost { passes: 1, ..floor }, Cost { lanes: 0, ..floor }] {
            assert!(matches!(weak.derive("x", &[0; 16]), Err(Error::WeakCost)));
        }
        let ours = Cost::calibrate(machine(1e12));
        ours.check().unwrap();
        // 64 GB, a thousand million passes, and what is only a little more than the strongest machine is given.
        let vast = [
            Cost { memory: 64 << 20, ..floor },
            Cost { memory: u32::MAX, ..floor },
            Cost { passes: 1_000_000_000, ..floor },
            Cost { lanes: 2, ..floor },
            Cost { memory: ours.memory + 1, ..ours },
            Cost { passes: ours.passes + 1, ..ours },
        ];
        for vast in vast {
            assert!(matches!(vast.derive("x", &[0; 16]), Err(Error::ExcessiveCost)));
        }
    }

    #[test]
    fn accents_count_however_they_are_typed() {
        let derive = |text| *Cost::FLOOR.derive(text, &[7; 16]).unwrap().as_bytes();
        assert_eq!(derive("h\u{e9}ron"), derive("he\u{301}ron"));
        assert_ne!(derive("h\u{e9}ron"), derive("heron"));
    }

    /// What OpenSSL answers for the same (19456 KiB, 2 passes, 1 lane, 32 bytes).
    #[test]
    fn argon2id_is_everybodys() {
        let key = Cost::FLOOR.derive("genki", b"sixteenbytesalt!").unwrap();
        let hex: String = key.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "7ca2cddd9347dfb0281223d46d658f9ab3d725e3959dfdbb2c51af4e2110c7c2");
    }
}
