//! Chance that is the same every time: what is made up comes from one seed, so that a red test means the change at hand.
//! `tests/long` explores with seeds of its own and more cases, and says which seed found what.

use proptest::test_runner::{Config, RngSeed};

/// What chance is drawn from, unless `GENKI_SEED` names another.
const SEED: u64 = 20_261_130;

pub fn seed() -> u64 {
    given("GENKI_SEED").unwrap_or(SEED)
}

/// So many cases of a property, or as many times more as `GENKI_TIMES` says.
#[allow(dead_code, reason = "not everything that draws from the seed is a property")]
pub fn cases(n: u32) -> Config {
    let times = given("GENKI_TIMES").unwrap_or(1);
    // Of a test that fails this is shown.
    eprintln!("GENKI_SEED={} GENKI_TIMES={times}", seed());
    Config { cases: n.saturating_mul(times), rng_seed: RngSeed::Fixed(seed()), ..Config::default() }
}

fn given<T: std::str::FromStr>(name: &str) -> Option<T> {
    let text = std::env::var(name).ok()?;
    // Taken for the usual one, a seed that was mistyped would seem to find nothing.
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}
