//! What went wrong at the door or with the vault, kept until it is put into words.

use crate::{
    actions::{self, entry},
    lang::{FluentValue, Lang},
    model::Refusal,
    store, vault,
};

/// The key of a text, the field it belongs to, and what it names.
#[derive(Debug, Clone, PartialEq)]
pub struct Trouble {
    pub key: String,
    pub field: Option<&'static str>,
    args: Vec<(&'static str, String)>,
}

impl Trouble {
    fn new(key: &str) -> Self {
        Trouble { key: key.into(), field: None, args: Vec::new() }
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    pub fn at(key: &str, field: &'static str) -> Self {
        Self::new(key).put_at(field)
    }

    /// The same, at a field.
    pub fn put_at(self, field: &'static str) -> Self {
        Trouble { field: Some(field), ..self }
    }

    pub fn of(error: &entry::Error) -> Self {
        match error {
            entry::Error::Vault(error) => Self::of_vault(error),
            entry::Error::Store(error) => Self::of_store(error),
            entry::Error::Refused(refusal) => Self { key: format!("refused-{}", refusal.key), ..Self::from(refusal.clone()) },
        }
    }

    pub fn of_vault(error: &vault::Error) -> Self {
        tracing::warn!("the vault said: {error}");
        Self::from(error.refusal())
    }

    /// A passphrase that is too weak, at its field.
    pub fn of_weakness(weakness: vault::Weakness) -> Self {
        Self::of_vault(&vault::Error::Weak(weakness)).put_at("passphrase")
    }

    fn of_store(error: &store::Error) -> Self {
        use store::Error as E;
        tracing::error!("the store said: {error}");
        let trouble = Trouble::new(error.key());
        match error {
            E::NotEncrypted(path) | E::Missing(path) => trouble.with("file", path.display()),
            E::Newer { found, known } => trouble.with("found", found).with("known", known),
            E::Behind { missing } => trouble.with("missing", missing),
            E::Io(why) => trouble.with("why", why),
            _ => trouble,
        }
    }

    pub fn words(&self, lang: Lang) -> String {
        let named = |name: &str, value: &String| match name {
            // Who holds a vault is written down by what it does; "the window" where there is a word for it.
            "what" if lang.knows(&format!("holder-{value}")) => lang.text(&format!("holder-{value}"), &[]),
            _ => value.clone(),
        };
        let args: Vec<(&str, FluentValue)> = self.args.iter().map(|(n, v)| (*n, named(n, v).into())).collect();
        lang.text(&self.key, &args)
    }

    /// Whether the practice is damaged, or part of it is gone: what only a backup brings back.
    pub fn is_damage(&self) -> bool {
        const DAMAGE: [&str; 8] = [
            "vault-damaged",
            "vault-tampered",
            "vault-keys-gone",
            "vault-outdated",
            "store-damaged",
            "store-wrong-key",
            "store-missing",
            "store-behind",
        ];
        DAMAGE.contains(&self.key.as_str())
    }

    /// Its words, if it belongs to this field.
    pub fn words_at(&self, field: &str, lang: Lang) -> Option<String> {
        (self.field == Some(field)).then(|| self.words(lang))
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Trouble { key: refusal.key.into(), field: refusal.field, args: refusal.args }
    }
}

/// An error of an opening or a backup, in words.
pub fn said_in(lang: Lang, error: &entry::Error) -> String {
    Trouble::of(error).words(lang)
}

impl From<&actions::Error> for Trouble {
    fn from(error: &actions::Error) -> Self {
        match error {
            actions::Error::Refused(refusal) => Self { key: format!("refused-{}", refusal.key), ..Self::from(refusal.clone()) },
            actions::Error::Store(error) => Self::of_store(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, time::Duration};

    #[test]
    fn each_state_of_the_keystore_has_its_own_words_in_both_languages() {
        use vault::Error as E;
        for lang in Lang::ALL {
            let states = [E::KeystoreAbsent, E::KeystoreLocked, E::KeystoreEmptied, E::KeystoreChanged, E::Moved];
            let said: BTreeSet<String> = states.iter().map(|e| Trouble::of_vault(e).words(lang)).collect();
            assert_eq!(said.len(), 5, "{said:?}");
            let words = if lang == Lang::Fr { "mots de secours" } else { "recovery words" };
            assert!(said.iter().all(|s| s.contains(words)), "each says what opens all the same: {said:?}");
        }
    }

    #[test]
    fn a_wait_and_the_tries_that_are_left_are_said_in_numbers() {
        let said = |error: &vault::Error| Lang::ALL.map(|lang| Trouble::of_vault(error).words(lang));
        assert!(said(&vault::Error::TooSoon(Duration::from_secs(900))).iter().all(|s| s.contains("15 min")));
        assert!(said(&vault::Error::WrongPin { left: 3 }).iter().all(|s| s.contains(": 3") || s.contains(" : 3")));
        assert!(said(&vault::Error::WeakPin(vault::PinWeakness::TooShort)).iter().all(|s| s.contains('6')));
    }
}
