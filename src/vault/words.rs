//! The recovery words: 128 random bits that a person can write on paper.

use super::{
    error::{Error, Result},
    key::Key,
};
use crate::base::{id, text::fold};
use bip39::Mnemonic;
use hkdf::Hkdf;
use sha2::Sha256;
use std::{collections::HashMap, fmt, sync::LazyLock};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

const COUNT: usize = 12;

/// The list the words are taken from. Either is understood, whatever the screen speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    French,
}

/// Twelve words (BIP 39) that open the vault when all else is lost.
pub struct RecoveryWords(Mnemonic);

/// Why what was typed is not twelve words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    #[error("there are {found} words, not {COUNT}")]
    Count { found: usize },
    /// Positions from 1.
    #[error("the words at {positions:?} are in neither list")]
    Unknown { positions: Vec<usize> },
    #[error("each word exists, but together they are not recovery words: one is wrong, or two changed places")]
    Mismatch,
}

impl WordsError {
    /// The key of the text in `assets/lang` that says it to a person.
    pub fn key(&self) -> &'static str {
        match self {
            WordsError::Count { .. } => "vault-words-count",
            WordsError::Unknown { .. } => "vault-words-unknown",
            WordsError::Mismatch => "vault-words-mismatch",
        }
    }
}

impl RecoveryWords {
    pub fn random(language: Language) -> Self {
        let entropy = Zeroizing::new(id::random::<16>());
        RecoveryWords(Mnemonic::from_entropy_in(language.list(), &entropy[..]).expect("128 bits are twelve words"))
    }

    /// Reads what a person typed or pasted: capitals, missing accents, numbering, commas and line breaks
    /// are forgiven.
    pub fn parse(typed: &str) -> std::result::Result<Self, WordsError> {
        let folded = Zeroizing::new(fold(typed));
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty() && !is_number(word)).collect();
        if words.len() != COUNT {
            return Err(WordsError::Count { found: words.len() });
        }
        // Some words stand in both lists, so each list is tried as a whole.
        let mut fewest = None;
        for language in [Language::English, Language::French] {
            let spelt: Vec<_> = words.iter().map(|word| language.find(word)).collect();
            let unknown: Vec<usize> = (1..).zip(&spelt).filter(|(_, word)| word.is_none()).map(|(at, _)| at).collect();
            if unknown.is_empty() {
                let line = Zeroizing::new(spelt.into_iter().flatten().collect::<Vec<_>>().join(" "));
                if let Ok(words) = Mnemonic::parse_in_normalized(language.list(), &line) {
                    return Ok(RecoveryWords(words));
                }
            }
            if fewest.as_ref().is_none_or(|fewest: &Vec<usize>| unknown.len() < fewest.len()) {
                fewest = Some(unknown);
            }
        }
        match fewest {
            Some(positions) if !positions.is_empty() => Err(WordsError::Unknown { positions }),
            _ => Err(WordsError::Mismatch),
        }
    }

    /// The words in their order, to be shown once: each accent in one letter, as people and fonts know them.
    pub fn words(&self) -> Vec<&'static str> {
        self.0.words().map(composed).collect()
    }

    /// The key under which the recovery's private half is sealed. 128 random bits need no slow derivation.
    pub(super) fn key(&self, salt: &[u8]) -> Result<Key> {
        let entropy = Zeroizing::new(self.0.to_entropy());
        let mut key = Key::empty();
        Hkdf::<Sha256>::new(Some(salt), &entropy).expand(b"genki 1 recovery words", key.as_mut()).map_err(|_| Error::WrongWords)?;
        Ok(key)
    }
}

impl fmt::Debug for RecoveryWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryWords(…)")
    }
}

impl Language {
    fn list(self) -> bip39::Language {
        match self {
            Language::English => bip39::Language::English,
            Language::French => bip39::Language::French,
        }
    }

    /// The word as the list spells it, found without its accents.
    fn find(self, folded: &str) -> Option<&'static str> {
        type Index = HashMap<String, &'static str>;
        static ENGLISH: LazyLock<Index> = LazyLock::new(|| index(bip39::Language::English));
        static FRENCH: LazyLock<Index> = LazyLock::new(|| index(bip39::Language::French));
        fn index(list: bip39::Language) -> Index {
            list.word_list().iter().map(|word| (fold(word), *word)).collect()
        }
        let index = match self {
            Language::English => &ENGLISH,
            Language::French => &FRENCH,
        };
        index.get(folded).copied()
    }
}

/// The list of the standard has each accent apart from its letter.
fn composed(word: &'static str) -> &'static str {
    static ACCENTED: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
        let words = bip39::Language::French.word_list().iter().filter(|word| !word.is_ascii());
        words.map(|word| (*word, word.nfc().collect())).collect()
    });
    ACCENTED.get(word).map_or(word, String::as_str)
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZERO: &str = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    #[test]
    fn the_standards_words_are_understood() {
        let words = RecoveryWords::parse(ZERO).unwrap();
        assert_eq!(words.0.to_entropy(), [0; 16]);
        assert_eq!(words.words().join(" "), ZERO);
    }

    #[test]
    fn careless_writing_is_forgiven() {
        let french = Mnemonic::from_entropy_in(bip39::Language::French, &[0xa7; 16]).unwrap();
        let tidy: Vec<&str> = french.words().collect();
        assert!(tidy.iter().any(|word| !word.is_ascii()), "no accent to forgive in {tidy:?}");
        let numbered: String = (1..).zip(&tidy).map(|(at, word)| format!("{at}. {},\n", word.to_uppercase())).collect();
        let bare = tidy.iter().map(|word| fold(word)).collect::<Vec<_>>().join("   ");
        for typed in [tidy.join(" "), numbered, bare] {
            assert_eq!(RecoveryWords::parse(&typed).unwrap().0.to_entropy(), [0xa7; 16], "{typed}");
        }
    }

    #[test]
    fn an_accent_is_shown_on_its_letter() {
        let all = bip39::Language::French.word_list().iter().map(|word| composed(word)).collect::<Vec<_>>();
        assert!(all.contains(&"pastèque") && all.contains(&"épilogue"));
        let apart = |word: &&&str| word.chars().any(unicode_normalization::char::is_combining_mark);
        assert_eq!(all.iter().find(apart), None);
    }

    #[test]
    fn folding_keeps_the_words_apart() {
        for list in [bip39::Language::English, bip39::Language::French] {
            let folded: std::collections::BTreeSet<_> = list.word_list().iter().map(|word| fold(word)).collect();
            assert_eq!(folded.len(), 2048);
        }
    }

    #[test]
    fn a_wrong_word_is_named_by_its_place() {
        let typed = ZERO.replacen("abandon", "abandonn", 1);
        assert_eq!(RecoveryWords::parse(&typed).unwrap_err(), WordsError::Unknown { positions: vec![1] });
        let typed = ZERO.replace("about", "abuot");
        assert_eq!(RecoveryWords::parse(&typed).unwrap_err(), WordsError::Unknown { positions: vec![12] });
        let typed = ZERO.replace("about", "zoo");
        assert_eq!(RecoveryWords::parse(&typed).unwrap_err(), WordsError::Mismatch);
        assert_eq!(RecoveryWords::parse("abandon about").unwrap_err(), WordsError::Count { found: 2 });
        assert_eq!(RecoveryWords::parse("").unwrap_err(), WordsError::Count { found: 0 });
    }

    #[test]
    fn both_languages_come_back() {
        for language in [Language::English, Language::French] {
            for _ in 0..50 {
                let words = RecoveryWords::random(language);
                let again = RecoveryWords::parse(&words.words().join(" ")).unwrap();
                assert_eq!(words.0.to_entropy(), again.0.to_entropy());
            }
        }
    }
}
