//! PINs: a few digits that open a locked screen again, for who gave her passphrase since Genki was opened.
//!
//! A PIN opens no key. The keys are in memory then, and the PIN only lets the same hands back to them; so it may
//! be short, where five wrong ones end it until the passphrase was given. What it is compared with stands in the
//! encrypted database of this device and never leaves it. How long a PIN is, nothing tells: Enter ends it.

use super::{
    bytes::Bytes,
    error::{Error, Result},
    kdf::{Cost, normal},
    open::Vault,
};
use crate::base::{Id, id};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// So many digits at least.
pub const LEAST: usize = 6;
/// More would be a passphrase that nobody can remember.
pub const MOST: usize = 32;
/// So many wrong ones in a row, and only the passphrase opens.
pub const TRIES: u32 = 5;

/// Why a PIN is not good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinWeakness {
    #[error("a PIN is made of digits")]
    NotDigits,
    #[error("a PIN has at least {LEAST} digits")]
    TooShort,
    #[error("the PIN is among the first that anybody would try")]
    Guessable,
}

impl PinWeakness {
    /// The key of the text in `assets/lang` that says it to a person.
    pub fn key(self) -> &'static str {
        match self {
            PinWeakness::NotDigits => "vault-pin-digits",
            PinWeakness::TooShort => "vault-pin-short",
            PinWeakness::Guessable => "vault-pin-guessable",
        }
    }
}

/// Refuses what is no PIN, or what anybody would try first: one digit repeated, a run up or down, a small group
/// over and over, a date, or a number that everybody here knows (the practice's telephone).
pub fn check(pin: &str, known: &[&str]) -> std::result::Result<(), PinWeakness> {
    let pin = typed(pin);
    if pin.is_empty() || pin.len() > MOST || !pin.bytes().all(|b| b.is_ascii_digit()) {
        return Err(PinWeakness::NotDigits);
    }
    if pin.len() < LEAST {
        return Err(PinWeakness::TooShort);
    }
    let digits: Vec<u8> = pin.bytes().map(|b| b - b'0').collect();
    let known = known.iter().map(|k| Zeroizing::new(k.chars().filter(char::is_ascii_digit).collect::<String>()));
    let obvious = is_run(&digits) || repeats(&digits) || is_mirror(&digits) || is_date(&pin) || within(&pin, known);
    if obvious { Err(PinWeakness::Guessable) } else { Ok(()) }
}

/// What was typed, without the spaces between groups, and whichever digits a keyboard wrote.
fn typed(pin: &str) -> Zeroizing<String> {
    let pin = normal(pin);
    let mut bare = Zeroizing::new(String::with_capacity(pin.len()));
    bare.extend(pin.chars().filter(|c| !c.is_whitespace()));
    bare
}

/// 123456, 987654, 024680: always the same step, over 9 as well.
fn is_run(digits: &[u8]) -> bool {
    let step = |w: &[u8]| (10 + w[1] - w[0]) % 10;
    let mut steps = digits.windows(2).map(step);
    let first = steps.next();
    steps.all(|s| Some(s) == first)
}

/// 121212, 123123, 112233, 111222: one small group again and again, or each digit doubled or tripled along a run.
fn repeats(digits: &[u8]) -> bool {
    let again = (1..=digits.len() / 2).any(|n| digits.iter().zip(digits.iter().skip(n)).all(|(a, b)| a == b));
    let mut single = digits.to_vec();
    single.dedup();
    again || single.len() <= 2 || (single.len() * 2 <= digits.len() && is_run(&single))
}

/// 123321.
fn is_mirror(digits: &[u8]) -> bool {
    let half = digits.len() / 2;
    let (front, back) = (&digits[..half], &digits[digits.len() - half..]);
    front.iter().eq(back.iter().rev()) && is_run(front)
}

/// A day of the last hundred years or so, or a birthday's day and month with a year of two digits.
fn is_date(pin: &str) -> bool {
    let part = |from: usize, len: usize| pin.get(from..from + len).and_then(|p| p.parse::<u32>().ok()).unwrap_or(0);
    let day_month = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    let year = |y: u32| (1900..=2099).contains(&y);
    match pin.len() {
        6 => {
            let short = day_month(part(0, 2), part(2, 2)) || day_month(part(2, 2), part(0, 2)) || day_month(part(4, 2), part(2, 2));
            short || (year(part(0, 4)) && part(4, 2) <= 12) || (year(part(2, 4)) && part(0, 2) <= 12)
        }
        8 => {
            let last = year(part(4, 4)) && (day_month(part(0, 2), part(2, 2)) || day_month(part(2, 2), part(0, 2)));
            last || (year(part(0, 4)) && day_month(part(6, 2), part(4, 2)))
        }
        _ => false,
    }
}

/// Whether it is a piece of a number that everybody knows.
fn within(pin: &str, known: impl Iterator<Item = Zeroizing<String>>) -> bool {
    known.into_iter().any(|known| known.len() >= LEAST && known.contains(pin))
}

/// What a PIN is compared with: its own salt and cost, bound to the person. Nothing of the PIN reads out of it but by
/// trying.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PinMark {
    salt: Bytes,
    cost: Cost,
    mark: Bytes,
}

impl PinMark {
    fn new(person: Id, pin: &str, cost: Cost) -> Result<Self> {
        let mut mark = PinMark { salt: Bytes(id::random::<16>().to_vec()), cost, mark: Bytes::default() };
        mark.mark = Bytes(mark.of(person, pin)?.as_bytes().to_vec());
        Ok(mark)
    }

    fn of(&self, person: Id, pin: &str) -> Result<blake3::Hash> {
        let key = self.cost.derive(&typed(pin), &self.salt.0)?;
        let key = Zeroizing::new(blake3::derive_key("genki 2026 what a PIN is compared with", key.as_bytes()));
        Ok(blake3::keyed_hash(&key, person.as_bytes()))
    }

    /// Compared in constant time.
    fn fits(&self, person: Id, pin: &str) -> Result<bool> {
        let of = self.of(person, pin)?;
        Ok(<[u8; 32]>::try_from(self.mark.0.as_slice()).is_ok_and(|kept| of == blake3::Hash::from_bytes(kept)))
    }
}

impl Vault {
    /// Makes a PIN's mark for a person who gives her passphrase. `known` are numbers that everybody here knows.
    pub fn new_pin(&self, person: Id, passphrase: &str, pin: &str, known: &[&str]) -> Result<PinMark> {
        check(pin, known)?;
        self.verify(person, passphrase)?;
        PinMark::new(person, pin, self.means.strength.cost())
    }

    /// Says whether the PIN is the person's. It counts as a wrong try, durably, before it is looked at; the last wrong one
    /// ends the PIN until her passphrase was given.
    pub fn verify_pin(&self, person: Id, mark: &PinMark, pin: &str) -> Result<()> {
        mark.cost.check()?;
        let left = self.ledger().spend(&tries_of(person), TRIES)?.ok_or(Error::PinSpent)?;
        if mark.fits(person, pin)? {
            return self.ledger().right(&tries_of(person));
        }
        Err(if left == 0 { Error::PinSpent } else { Error::WrongPin { left } })
    }

    /// How many wrong PINs a person has left.
    pub fn pin_tries(&self, person: Id) -> Result<u32> {
        self.ledger().remaining(&tries_of(person), TRIES)
    }
}

/// How the name begins under which a person's wrong PINs are counted.
pub(super) const TRIES_OF: &str = "pin ";

/// Under this name a person's wrong PINs are counted.
pub(super) fn tries_of(person: Id) -> String {
    format!("{TRIES_OF}{person}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_anybody_would_try_first_is_refused() {
        for obvious in [
            "000000", "111111", "123456", "012345", "987654", "654321", "135791", "890123", "121212", "123123", "112233", "111222",
            "332211", "123321", "12341234", "1231231", "120384", "031284", "840312", "198403", "031984", "12031984", "19840312", "777888",
        ] {
            assert_eq!(check(obvious, &[]), Err(PinWeakness::Guessable), "{obvious}");
        }
        for good in ["739214", "582 470", "90417365", "４８２９６７", "406915372"] {
            assert_eq!(check(good, &[]), Ok(()), "{good}");
        }
    }

    #[test]
    fn a_pin_is_six_digits_or_more_and_no_number_of_the_house() {
        assert_eq!(check("73921", &[]), Err(PinWeakness::TooShort));
        assert_eq!(check("", &[]), Err(PinWeakness::NotDigits));
        assert_eq!(check("73921a", &[]), Err(PinWeakness::NotDigits));
        assert_eq!(check(&"739214".repeat(6), &[]), Err(PinWeakness::NotDigits), "too long to be a PIN");
        assert_eq!(check("873614", &["+33 4 78 73 61 42"]), Err(PinWeakness::Guessable));
        assert_eq!(check("873614", &["78"]), Ok(()));
    }

    #[test]
    fn a_mark_fits_one_pin_of_one_person() {
        let (nadege, camille) = (Id::from_u128(1), Id::from_u128(2));
        let mark = PinMark::new(nadege, "739 214", Cost::FLOOR).unwrap();
        assert!(mark.fits(nadege, "739214").unwrap());
        assert!(!mark.fits(nadege, "739215").unwrap());
        assert!(!mark.fits(camille, "739214").unwrap());
        assert_ne!(mark, PinMark::new(nadege, "739214", Cost::FLOOR).unwrap(), "its own salt each time");
        let weak = PinMark { cost: Cost { memory: 8, ..Cost::FLOOR }, ..mark };
        assert!(matches!(weak.fits(nadege, "739214"), Err(Error::WeakCost)));
    }
}
