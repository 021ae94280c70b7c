//! Which passphrases are good enough.

use super::kdf::normal;
use zeroize::Zeroizing;
use zxcvbn::{Score, zxcvbn};

/// What stands behind a passphrase, and so how good it must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// A keystore's secret: who copies the folder cannot guess at all.
    WithKeystore,
    /// Nothing: who copies the folder may guess for years.
    Alone,
}

/// Why a passphrase is not good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weakness {
    #[error("a passphrase has at least {least} characters here")]
    TooShort { least: usize },
    #[error("the passphrase is too easily guessed")]
    Guessable,
}

impl Weakness {
    /// The key of the text in `assets/lang` that says it to a person.
    pub fn key(self) -> &'static str {
        match self {
            Weakness::TooShort { .. } => "vault-passphrase-short",
            Weakness::Guessable => "vault-passphrase-guessable",
        }
    }
}

impl Demand {
    pub fn least(self) -> usize {
        match self {
            Demand::WithKeystore => 8,
            Demand::Alone => 12,
        }
    }
}

/// Refuses a passphrase that is too short or, where nothing stands behind it, too easily guessed. `names`
/// are what anybody would guess first: the person's, the practice's.
pub fn check(passphrase: &str, demand: Demand, names: &[&str]) -> Result<(), Weakness> {
    let passphrase = normal(passphrase);
    let least = demand.least();
    if passphrase.trim().chars().count() < least {
        return Err(Weakness::TooShort { least });
    }
    // Everybody who would try knows the names: what counts is the rest.
    let mut rest = Zeroizing::new(passphrase.to_lowercase());
    for part in names.iter().flat_map(|name| name.split_whitespace()).filter(|part| part.chars().count() > 2) {
        rest = Zeroizing::new(rest.replace(&part.to_lowercase(), ""));
    }
    let score = zxcvbn(&rest, &[]).score().min(zxcvbn(&passphrase, &[]).score());
    let wanted = match demand {
        Demand::WithKeystore => Score::One,
        Demand::Alone => Score::Three,
    };
    if score < wanted { Err(Weakness::Guessable) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_a_keystore_eight_characters_do() {
        let check = |text| check(text, Demand::WithKeystore, &[]);
        assert_eq!(check("accueil"), Err(Weakness::TooShort { least: 8 }));
        assert_eq!(check("        1"), Err(Weakness::TooShort { least: 8 }));
        assert_eq!(check("password"), Err(Weakness::Guessable));
        assert_eq!(check("héronbleu"), Ok(()));
    }

    #[test]
    fn alone_it_must_be_strong() {
        let check = |text| check(text, Demand::Alone, &["Camille Moreau"]);
        assert_eq!(check("héronbleu"), Err(Weakness::TooShort { least: 12 }));
        assert_eq!(check("passwordpassword"), Err(Weakness::Guessable));
        assert_eq!(check("camillemoreau1"), Err(Weakness::Guessable));
        assert_eq!(check("aaaaaaaaaaaaaaaaaaaa"), Err(Weakness::Guessable));
        assert_eq!(check("Camille Moreau Camille Moreau"), Err(Weakness::Guessable));
        assert_eq!(check("trois hérons lisent sous la pluie"), Ok(()));
    }
}
