//! The vault from outside: who opens it, who does not, and what happens when something is amiss.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use genki::{
    base::{Clock, Id},
    lang::Lang,
    platform::keystore::{Keystore, Memory, Trouble},
    vault::{
        Cost, Error, Founding, KeystoreUse, Language, Means, Opened, RecoveryWords, Strength, Vault, Weakness, WordsError, open_with,
        seal_to,
    },
};
use serde_json::Value;
use std::{fs, path::Path};

mod chance;

const PASSPHRASE: &str = "trois hérons lisent sous la pluie";
const OTHER: &str = "quatre renards dansent sur le toit";

struct Practice {
    folder: tempfile::TempDir,
    memory: Memory,
    means: Means,
    person: Id,
    words: RecoveryWords,
    key: [u8; 32],
}

fn means(keystore: Keystore) -> Means {
    Means { keystore, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) }
}

fn founding(passphrase: &str) -> Founding<'_> {
    Founding { practice: Id::from_u128(7), person: "Camille", passphrase, words: Language::French }
}

/// A new practice whose keystore is the test's, or that has none.
fn practice(with_keystore: bool) -> Practice {
    let (folder, memory) = (tempfile::tempdir().unwrap(), Memory::default());
    let means = means(if with_keystore { Keystore::Memory(memory.clone()) } else { Keystore::None });
    let (_, opened, words) = Vault::create(folder.path(), founding(PASSPHRASE), means.clone()).unwrap();
    Practice { person: opened.person().unwrap(), key: *opened.key().as_bytes(), folder, memory, means, words }
}

impl Practice {
    fn load(&self) -> Vault {
        self.load_from(self.folder.path())
    }

    fn load_from(&self, folder: &Path) -> Vault {
        Vault::load(folder, self.means.clone()).unwrap()
    }

    fn unlock(&self, passphrase: &str) -> Result<Opened, Error> {
        self.load().unlock(self.person, passphrase)
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&fs::read(self.folder.path().join("vault.json")).unwrap()).unwrap()
    }

    fn put(&self, json: &Value) {
        fs::write(self.folder.path().join("vault.json"), json.to_string()).unwrap();
    }

    /// The same words, as a person would type them.
    fn typed(&self) -> RecoveryWords {
        RecoveryWords::parse(&self.words.words().join(" ")).unwrap()
    }
}

#[test]
fn opens_with_the_passphrase_and_with_the_words() {
    for with_keystore in [true, false] {
        let practice = practice(with_keystore);
        assert_eq!(practice.unlock(PASSPHRASE).unwrap().key().as_bytes(), &practice.key);
        assert!(matches!(practice.unlock(OTHER), Err(Error::WrongPassphrase)));
        let opened = practice.load().unlock_with_words(&practice.typed()).unwrap();
        assert_eq!(opened.key().as_bytes(), &practice.key);
        assert_eq!(opened.person(), None);
        let strangers = RecoveryWords::random(Language::English);
        assert!(matches!(practice.load().unlock_with_words(&strangers), Err(Error::WrongWords)));
        assert!(matches!(practice.load().unlock(Id::from_u128(1), PASSPHRASE), Err(Error::NoSuchPerson)));
    }
}

#[test]
fn says_on_disk_whether_there_is_a_keystore() {
    assert_eq!(practice(true).json()["keystore"], "present");
    assert_eq!(practice(false).json()["keystore"], "none");
    assert_eq!(practice(false).load().keystore(), KeystoreUse::None);
}

#[test]
fn without_a_keystore_a_strong_passphrase_is_demanded() {
    let folder = tempfile::tempdir().unwrap();
    let create = |passphrase, keystore| Vault::create(folder.path(), founding(passphrase), means(keystore)).map(drop);
    assert!(matches!(create("héronbleu", Keystore::None), Err(Error::Weak(Weakness::TooShort { least: 12 }))));
    assert!(matches!(create("passwordpassword", Keystore::None), Err(Error::Weak(Weakness::Guessable))));
    assert!(matches!(create("court", Keystore::Memory(Memory::default())), Err(Error::Weak(_))));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "a refusal leaves nothing behind");
    create("héronbleu", Keystore::Memory(Memory::default())).unwrap();
}

#[test]
fn never_makes_new_keys_over_old_data() {
    let practice = practice(true);
    let again = Vault::create(practice.folder.path(), founding(PASSPHRASE), practice.means.clone());
    assert!(matches!(again, Err(Error::Occupied)));
    fs::write(practice.folder.path().join("practice.db"), b"old data").unwrap();
    fs::remove_file(practice.folder.path().join("vault.json")).unwrap();
    let again = Vault::create(practice.folder.path(), founding(PASSPHRASE), practice.means.clone());
    assert!(matches!(again, Err(Error::Occupied)));
    assert!(matches!(Vault::load(practice.folder.path(), practice.means.clone()), Err(Error::KeysGone)));
    let empty = tempfile::tempdir().unwrap();
    std::fs::write(empty.path().join("notes.txt"), "somebody's").unwrap();
    assert!(matches!(Vault::load(empty.path(), practice.means.clone()), Err(Error::NoVault)));
}

#[test]
fn a_locked_keystore_is_not_taken_for_none() {
    let (folder, memory) = (tempfile::tempdir().unwrap(), Memory::default());
    memory.fail(Some(Trouble::Locked));
    let made = Vault::create(folder.path(), founding(PASSPHRASE), means(Keystore::Memory(memory)));
    assert!(matches!(made, Err(Error::KeystoreLocked)));
}

#[test]
fn a_changed_passphrase_replaces_the_old_one() {
    let practice = practice(true);
    let mut vault = practice.load();
    let opened = vault.unlock(practice.person, PASSPHRASE).unwrap();
    assert!(matches!(vault.change_passphrase(&opened, OTHER, OTHER), Err(Error::WrongPassphrase)));
    assert!(matches!(vault.change_passphrase(&opened, PASSPHRASE, "court"), Err(Error::Weak(_))));
    vault.change_passphrase(&opened, PASSPHRASE, OTHER).unwrap();
    assert!(matches!(practice.unlock(PASSPHRASE), Err(Error::WrongPassphrase)));
    let again = practice.unlock(OTHER).unwrap();
    assert_eq!(again.key().as_bytes(), &practice.key);
    assert_eq!(again.pair().unwrap().public(), opened.pair().unwrap().public());
    practice.load().unlock_with_words(&practice.typed()).unwrap();
}

#[test]
fn the_words_give_a_new_passphrase_and_do_not_open_what_is_one_persons_alone() {
    let practice = practice(true);
    let hers = {
        let opened = practice.unlock(PASSPHRASE).unwrap();
        seal_to(&opened.pair().unwrap().public(), b"note", b"hers alone").unwrap()
    };
    let mut vault = practice.load();
    let mut opened = vault.unlock_with_words(&practice.typed()).unwrap();
    assert!(opened.pair().is_none());
    vault.set_passphrase(&mut opened, practice.person, OTHER).unwrap();
    assert_eq!(opened.person(), Some(practice.person));
    let again = practice.unlock(OTHER).unwrap();
    assert!(open_with(again.pair().unwrap(), b"note", &hers).is_err(), "the words opened what is hers alone");
    let set = vault.set_passphrase(&mut opened, practice.person, PASSPHRASE);
    assert!(matches!(set, Err(Error::NeedsWords)), "only the words set a passphrase without the old one");
}

/// Older versions sealed each person's private half for the recovery words too: what is left of that is not kept on.
#[test]
fn what_older_versions_sealed_for_the_words_goes_with_the_next_writing() {
    let practice = practice(false);
    let mut vault = practice.load();
    let opened = vault.unlock(practice.person, PASSPHRASE).unwrap();
    let mut older = serde_json::to_value(vault.persons().next().unwrap()).unwrap();
    older["spare"] = "c3BhcmU=".into();
    vault.adopt(&opened, serde_json::from_value(older).unwrap()).unwrap();
    assert!(practice.json()["persons"][0]["person"].get("spare").is_none());
}

#[test]
fn renewed_words_open_and_those_before_do_not() {
    let practice = practice(true);
    let mut vault = practice.load();
    let mut opened = vault.unlock(practice.person, PASSPHRASE).unwrap();
    vault.note_words_seen(&opened).unwrap();
    let words = RecoveryWords::random(Language::English);
    vault.renew_words(&opened, &words).unwrap();
    assert!(practice.load().words_are_unseen(), "until somebody says so");
    assert!(matches!(practice.load().unlock_with_words(&practice.words), Err(Error::WrongWords)));
    assert_eq!(practice.load().unlock_with_words(&words).unwrap().key().as_bytes(), &practice.key);
    vault.note_words_seen(&opened).unwrap();
    assert!(!practice.load().words_are_unseen());
    vault.ready_next(&mut opened).unwrap();
    vault.take_next_key(&mut opened, false).unwrap();
    let key = *opened.key().as_bytes();
    assert_ne!(key, practice.key);
    assert_eq!(practice.load().unlock_with_words(&words).unwrap().key().as_bytes(), &key);
    assert_eq!(practice.unlock(PASSPHRASE).unwrap().key().as_bytes(), &key);
}

/// Between the database's change of its key and the file's, the keystore loses its secret: nothing is lost.
#[test]
fn a_lost_secret_in_the_midst_of_a_change_of_the_databases_key_loses_neither_key() {
    let practice = practice(true);
    let mut vault = practice.load();
    let mut opened = vault.unlock(practice.person, PASSPHRASE).unwrap();
    vault.ready_next(&mut opened).unwrap();
    let next = *opened.next().unwrap().as_bytes();
    practice.memory.empty();
    let by_words = practice.load().unlock_with_words(&practice.typed()).unwrap();
    assert!(by_words.renewed());
    assert_eq!(by_words.next().unwrap().as_bytes(), &next);
    let again = practice.unlock(PASSPHRASE).unwrap();
    assert_eq!((again.key().as_bytes(), again.next().unwrap().as_bytes()), (&practice.key, &next));
}

#[test]
fn more_persons_open_the_same_database() {
    let practice = practice(true);
    let mut vault = practice.load();
    let opened = vault.unlock(practice.person, PASSPHRASE).unwrap();
    let noor = vault.make_keys(Id::from_u128(77), "Noor", OTHER).unwrap();
    assert!(matches!(practice.load().unlock(noor.id, OTHER), Err(Error::NoSuchPerson)), "keys alone open nothing");
    vault.adopt(&opened, noor.clone()).unwrap();
    let hers = practice.load().unlock(noor.id, OTHER).unwrap();
    assert_eq!(hers.key().as_bytes(), &practice.key);
    assert!(practice.load().unlock(noor.id, PASSPHRASE).is_err());
    let note = seal_to(&noor.public, b"", b"x").unwrap();
    assert!(open_with(opened.pair().unwrap(), b"", &note).is_err());
    assert!(vault.remove_person(&opened, practice.person).is_err());
    vault.remove_person(&opened, noor.id).unwrap();
    assert!(matches!(practice.load().unlock(noor.id, OTHER), Err(Error::NoSuchPerson)));
}

#[test]
fn persons_and_their_passphrases_travel_to_another_device() {
    let (first, second) = (practice(true), practice(false));
    let mut here = first.load();
    let opened = here.unlock(first.person, PASSPHRASE).unwrap();
    let noor = here.make_keys(Id::from_u128(77), "Noor", OTHER).unwrap();
    here.adopt(&opened, noor.clone()).unwrap();
    // Through a log that knows nothing of keys, with a field only a newer version knows.
    let mut sent = serde_json::to_value(&noor).unwrap();
    sent["colour"] = "green".into();
    let received = serde_json::from_value(sent).unwrap();

    let mut there = second.load();
    let opened_there = there.unlock(second.person, PASSPHRASE).unwrap();
    there.adopt(&opened_there, received).unwrap();
    assert_eq!(second.load().unlock(noor.id, OTHER).unwrap().key().as_bytes(), &second.key);
    assert_eq!(second.json()["persons"][1]["person"]["colour"], "green");

    let hers = here.unlock(noor.id, OTHER).unwrap();
    let changed = here.change_passphrase(&hers, OTHER, PASSPHRASE).unwrap();
    there.adopt(&opened_there, changed).unwrap();
    assert!(second.load().unlock(noor.id, PASSPHRASE).is_ok());
    assert!(matches!(second.load().unlock(noor.id, OTHER), Err(Error::WrongPassphrase)));
}

#[test]
fn each_trouble_with_the_keystore_is_its_own_error() {
    let practice = practice(true);
    practice.memory.fail(Some(Trouble::Absent));
    assert!(matches!(practice.unlock(PASSPHRASE), Err(Error::KeystoreAbsent)));
    practice.memory.fail(Some(Trouble::Locked));
    assert!(matches!(practice.unlock(PASSPHRASE), Err(Error::KeystoreLocked)));
    assert!(matches!(practice.load().check_keystore(), Err(Error::KeystoreLocked)));
    practice.memory.fail(None);
    practice.unlock(PASSPHRASE).unwrap();
    let store = Keystore::Memory(practice.memory.clone());
    store.set(&practice.load().device().to_string(), &[9; 32]).unwrap();
    assert!(matches!(practice.unlock(PASSPHRASE), Err(Error::KeystoreChanged)));
    practice.memory.empty();
    for _ in 0..8 {
        assert!(matches!(practice.unlock(PASSPHRASE), Err(Error::KeystoreEmptied)), "a right passphrase is no wrong try");
    }
}

#[test]
fn words_mend_an_emptied_keystore() {
    let practice = practice(true);
    practice.memory.empty();
    let opened = practice.load().unlock_with_words(&practice.typed()).unwrap();
    assert!(opened.renewed());
    assert_eq!(opened.key().as_bytes(), &practice.key);
    assert_eq!(practice.unlock(PASSPHRASE).unwrap().key().as_bytes(), &practice.key);
    assert!(!practice.load().unlock_with_words(&practice.typed()).unwrap().renewed());
}

#[test]
fn words_open_where_the_keystore_is_locked_and_leave_it_alone() {
    let practice = practice(true);
    practice.memory.fail(Some(Trouble::Locked));
    let mut vault = practice.load();
    let mut opened = vault.unlock_with_words(&practice.typed()).unwrap();
    assert!(!opened.renewed());
    vault.set_passphrase(&mut opened, practice.person, OTHER).unwrap();
    practice.memory.fail(None);
    assert!(practice.unlock(OTHER).is_ok());
}

#[test]
fn where_the_keystore_is_gone_for_good_a_strong_passphrase_takes_over() {
    let practice = practice(true);
    practice.memory.fail(Some(Trouble::Absent));
    let mut vault = practice.load();
    let mut opened = vault.unlock_with_words(&practice.typed()).unwrap();
    assert!(matches!(vault.set_passphrase(&mut opened, practice.person, "héronbleu"), Err(Error::Weak(_))));
    assert_eq!(vault.keystore(), KeystoreUse::Present, "a refusal changes nothing");
    vault.set_passphrase(&mut opened, practice.person, OTHER).unwrap();
    assert_eq!(practice.json()["keystore"], "none");
    assert!(practice.unlock(OTHER).is_ok());
    practice.memory.fail(None);
    vault.bind_to_keystore(&opened).unwrap();
    assert_eq!(practice.json()["keystore"], "present");
    assert!(practice.unlock(OTHER).is_ok());
    practice.memory.empty();
    assert!(matches!(practice.unlock(OTHER), Err(Error::KeystoreEmptied)));
}

#[test]
fn a_copied_folder_does_not_open_and_says_why() {
    let practice = practice(true);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::copy(practice.folder.path().join("vault.json"), elsewhere.path().join("vault.json")).unwrap();
    let opened = practice.load_from(elsewhere.path()).unlock(practice.person, PASSPHRASE).unwrap();
    assert!(opened.moved(), "a copy on the same machine opens and is known as one");
    practice.memory.empty();
    let copy = practice.load_from(elsewhere.path());
    assert!(matches!(copy.unlock(practice.person, PASSPHRASE), Err(Error::Moved)));
    practice.memory.fail(Some(Trouble::Absent));
    assert!(matches!(copy.unlock(practice.person, PASSPHRASE), Err(Error::Moved)));
    practice.memory.fail(None);
    let mut copy = copy;
    let opened = copy.unlock_with_words(&practice.typed()).unwrap();
    assert_eq!(opened.key().as_bytes(), &practice.key);
    assert!(practice.load_from(elsewhere.path()).unlock(practice.person, PASSPHRASE).is_ok());
}

#[test]
fn a_moved_folder_settles() {
    let practice = practice(false);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::copy(practice.folder.path().join("vault.json"), elsewhere.path().join("vault.json")).unwrap();
    let mut vault = practice.load_from(elsewhere.path());
    let mut opened = vault.unlock(practice.person, PASSPHRASE).unwrap();
    assert!(opened.moved());
    vault.settle(&mut opened).unwrap();
    let again = practice.load_from(elsewhere.path()).unlock(practice.person, PASSPHRASE).unwrap();
    assert!(!opened.moved() && !again.moved());
}

#[test]
fn wrong_tries_slow_down_and_the_right_passphrase_waits_too() {
    let practice = practice(true);
    for _ in 0..4 {
        assert!(matches!(practice.unlock(OTHER), Err(Error::WrongPassphrase)));
    }
    assert!(matches!(practice.unlock(PASSPHRASE), Err(Error::TooSoon(_))));
    assert!(!practice.load().wait(practice.person).unwrap().is_zero());
    std::thread::sleep(practice.load().wait(practice.person).unwrap());
    practice.unlock(PASSPHRASE).unwrap();
    assert!(practice.load().wait(practice.person).unwrap().is_zero());
}

#[test]
fn weak_and_excessive_costs_on_disk_are_refused_before_a_try_is_counted() {
    let practice = practice(true);
    let with = |field: &str, value: u64| {
        let mut json = practice.json();
        json["persons"][0]["person"]["cost"][field] = value.into();
        json
    };
    let weak = with("memory", 8);
    let vast = with("memory", u64::from(u32::MAX));
    let slow = with("passes", 1_000_000);
    for _ in 0..6 {
        practice.put(&weak);
        assert!(matches!(practice.unlock(PASSPHRASE), Err(Error::WeakCost)));
        practice.put(&vast);
        assert!(matches!(practice.unlock(PASSPHRASE), Err(Error::ExcessiveCost)));
        practice.put(&slow);
        assert!(matches!(practice.unlock(PASSPHRASE), Err(Error::ExcessiveCost)));
    }
    assert!(practice.load().wait(practice.person).unwrap().is_zero());
}

#[test]
fn a_newer_file_is_refused() {
    let practice = practice(true);
    let mut json = practice.json();
    json["format"] = 3.into();
    practice.put(&json);
    let loaded = Vault::load(practice.folder.path(), practice.means.clone());
    assert!(matches!(loaded, Err(Error::Newer { found: 3, known: 2 })));
}

/// Every leaf of the file, changed in turn: it never opens as if nothing were, and nothing panics.
#[test]
fn tampering_with_any_field_is_noticed() {
    let practice = practice(true);
    let original = practice.json();
    let mut paths = Vec::new();
    leaves(&original, String::new(), &mut paths);
    assert!(paths.len() > 20, "{paths:?}");
    for path in paths {
        let mut json = original.clone();
        flip(json.pointer_mut(&path).unwrap());
        assert_refused(&practice, &json, &path);
        let mut json = original.clone();
        *json.pointer_mut(&path).unwrap() = Value::Null;
        assert_refused(&practice, &json, &path);
    }
    let mut json = original.clone();
    json["persons"][0]["person"]["new"] = 1.into();
    assert_refused(&practice, &json, "a field put in");
    practice.put(&original);
    practice.unlock(PASSPHRASE).unwrap();
}

fn assert_refused(practice: &Practice, json: &Value, path: &str) {
    practice.put(json);
    let _ = fs::remove_file(practice.folder.path().join("tries.json"));
    let opened = Vault::load(practice.folder.path(), practice.means.clone()).and_then(|vault| vault.unlock(practice.person, PASSPHRASE));
    assert!(opened.is_err(), "{path} was changed and it opened");
    let mended = Vault::load(practice.folder.path(), practice.means.clone()).and_then(|mut vault| vault.unlock_with_words(&practice.words));
    assert!(mended.is_err(), "{path} was changed and the words opened it");
}

fn leaves(value: &Value, path: String, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| leaves(value, format!("{path}/{name}"), out));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| leaves(value, format!("{path}/{at}"), out));
        }
        _ => out.push(path),
    }
}

/// The smallest change that still looks like the same kind of thing.
fn flip(value: &mut Value) {
    *value = match &*value {
        Value::Number(number) => Value::from(number.as_u64().unwrap() + 1),
        Value::Bool(flag) => Value::from(!flag),
        Value::String(text) if text == "present" => Value::from("none"),
        Value::String(text) => {
            let first = if text.starts_with('0') { "1" } else { "0" };
            Value::from(format!("{first}{}", &text[1..]))
        }
        other => panic!("{other} stands in the file"),
    };
}

/// Somebody who writes the file but cannot read the database puts her own public half in a person's place.
#[test]
fn a_foreign_public_half_is_never_sealed_to() {
    let (practice, strangers) = (practice(true), practice(true));
    let mut json = practice.json();
    json["persons"][0]["person"] = strangers.json()["persons"][0]["person"].clone();
    json["persons"][0]["person"]["id"] = practice.json()["persons"][0]["person"]["id"].clone();
    practice.put(&json);
    practice.memory.empty();
    let mended = practice.load().unlock_with_words(&practice.typed());
    assert!(matches!(mended, Err(Error::Tampered)));
    let key = practice.load().rescue(&practice.typed()).unwrap();
    assert_eq!(key.as_bytes(), &practice.key, "the data is not lost");
}

#[test]
fn nothing_secret_is_on_disk_or_shown() {
    let practice = practice(true);
    let opened = practice.unlock(PASSPHRASE).unwrap();
    let shown = format!("{opened:?} {:?} {:?}", practice.words, practice.load());
    let file = fs::read_to_string(practice.folder.path().join("vault.json")).unwrap();
    use base64::{Engine, engine::general_purpose::STANDARD};
    for secret in [STANDARD.encode(practice.key), PASSPHRASE.to_owned(), practice.words.words()[0..2].join(" ")] {
        assert!(!shown.contains(&secret) && !file.contains(&secret));
    }
}

#[test]
fn every_error_has_its_words_in_both_languages() {
    let all = [
        Error::NoVault,
        Error::KeysGone,
        Error::Occupied,
        Error::Held(None),
        Error::Newer { found: 2, known: 1 },
        Error::Damaged("x"),
        Error::Tampered,
        Error::Outdated,
        Error::NoSuchPerson,
        Error::WrongPassphrase,
        Error::WrongWords,
        Error::TooSoon(std::time::Duration::from_secs(1)),
        WordsError::Count { found: 3 }.into(),
        WordsError::Unknown { positions: vec![2, 5] }.into(),
        WordsError::Mismatch.into(),
        Weakness::TooShort { least: 8 }.into(),
        Weakness::Guessable.into(),
        Error::WeakCost,
        Error::ExcessiveCost,
        Error::KeystoreAbsent,
        Error::KeystoreLocked,
        Error::KeystoreEmptied,
        Error::KeystoreChanged,
        Error::Moved,
        Error::NeedsWords,
        Error::NotSealed,
        std::io::Error::other("x").into(),
    ];
    for error in &all {
        let refusal = error.refusal();
        for lang in Lang::ALL {
            let args: Vec<_> = refusal.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
            let said = lang.text(refusal.key, &args);
            assert!(said != refusal.key && !said.contains('$'), "{said}");
        }
    }
}

mod any_passphrase {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(chance::cases(12))]

        /// Any passphrase opens its own vault and no other one does.
        #[test]
        fn opens_only_its_own(own in "\\PC{14,40}", other in "\\PC{0,40}") {
            let folder = tempfile::tempdir().unwrap();
            let means = means(Keystore::Memory(Memory::default()));
            let made = Vault::create(folder.path(), founding(&own), means);
            prop_assume!(made.is_ok());
            let (vault, opened, _) = made.unwrap();
            let person = opened.person().unwrap();
            prop_assert!(vault.unlock(person, &own).is_ok());
            use unicode_normalization::UnicodeNormalization;
            let same = own.nfkc().eq(other.nfkc());
            prop_assert_eq!(vault.unlock(person, &other).is_ok(), same);
        }
    }
}

#[test]
fn five_wrong_pins_in_a_row_and_only_the_passphrase_opens_even_after_a_restart() {
    let p = practice(false);
    let vault = p.load();
    assert!(matches!(vault.new_pin(p.person, OTHER, "739214", &[]), Err(Error::WrongPassphrase)), "not without her passphrase");
    assert!(matches!(vault.new_pin(p.person, PASSPHRASE, "123456", &[]), Err(Error::WeakPin(_))));
    let mark = vault.new_pin(p.person, PASSPHRASE, "739214", &[]).unwrap();
    for left in (1..=4).rev() {
        assert!(matches!(p.load().verify_pin(p.person, &mark, "739215"), Err(Error::WrongPin { left: l }) if l == left));
    }
    vault.verify_pin(p.person, &mark, "739214").unwrap();
    assert_eq!(vault.pin_tries(p.person).unwrap(), 5, "a right one frees the tries");
    for _ in 0..5 {
        assert!(p.load().verify_pin(p.person, &mark, "111111").is_err());
    }
    assert!(matches!(p.load().verify_pin(p.person, &mark, "739214"), Err(Error::PinSpent)), "not even the right one");
    assert!(p.unlock(OTHER).is_err());
    assert!(matches!(p.load().verify_pin(p.person, &mark, "739214"), Err(Error::PinSpent)));
    p.unlock(PASSPHRASE).unwrap();
    p.load().verify_pin(p.person, &mark, "739214").unwrap();
}
