//! The locked screen and the change of person, on a real vault.

use super::dom::Page;
use chrono::NaiveDate;
use chrono_tz::Europe::Paris;
use dioxus::prelude::*;
use genki::{
    actions::{entry, patients, persons},
    base::{Clock, Id},
    model::{Patient, Practice, person::Role},
    platform::keystore::Keystore,
    ui::{
        app::{Start, Workplace},
        door::Doorway,
        open::OpenPractice,
    },
    vault::{Cost, Language, Means, RecoveryWords, Strength},
};
use std::path::PathBuf;

const NADEGE: &str = "trois hérons lisent sous la pluie";
const CAMILLE: &str = "quatre renards dansent sur le toit";
const PIN: &str = "739214";
const PATIENT: Id = Id::from_u128(1);

struct House {
    page: Page,
    practice: OpenPractice,
    _folder: tempfile::TempDir,
}

/// A practice with two persons and a patient; Nadège is at work.
fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::fixed(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 40, 0).unwrap(), Paris);
    let means = Means { keystore: Keystore::None, clock, strength: Strength::Fixed(Cost::FLOOR) };
    let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
    let new = entry::New { practice, person: "Nadège Royer", passphrase: NADEGE, words: Language::English };
    let (mut open, _) = entry::create(&folder.path().join("vault"), new, means, "test").unwrap();
    let camille = persons::New { name: "Camille Moreau", role: Role::Doctor, manager: false, practitioner: None, passphrase: CAMILLE };
    persons::add(&open.desk, &mut open.vault, &open.opened, camille).unwrap();
    let patient = Patient { id: PATIENT, family: "Fabre".into(), given: vec!["Louise".into()], ..Patient::default() };
    open.desk.act("new-patient", move |tx| patients::save_patient(tx, &patient)).unwrap();
    open.desk.store.set_local("looks", &serde_json::json!({"lang": "en"})).unwrap();
    let practice = OpenPractice::own(open);
    House { page: Page::open(root, practice.clone()), practice, _folder: folder }
}

fn root() -> Element {
    let practice = use_hook(consume_context::<OpenPractice>);
    let mut door = use_context_provider(|| Doorway::new(Start::Vault(PathBuf::new())));
    use_hook(|| door.open.set(Some(practice.clone())));
    rsx! { Workplace { practice } }
}

impl House {
    /// Lets what is done on another thread come to its end: a key derived takes a moment.
    fn wait(&mut self, what: &str, met: impl Fn(&Page) -> bool) {
        for _ in 0..100 {
            if met(&self.page) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
            self.page.settle();
        }
        panic!("{what} did not come: {}", self.page.whole());
    }

    fn lock(&mut self) {
        self.page.press("me", "ctrl+l");
        self.wait("the lock", |p| p.has("unlock"));
    }

    /// Types into the field that is there, and Enter.
    fn enter(&mut self, field: &str, secret: &str) {
        self.page.type_into(field, secret);
        self.page.fire_submit(field);
        // The question is under way by then; before, the button looks as it will after a no.
        self.page.settle();
        self.wait("an answer", |p| !p.has("unlock") || p.attr("unlock", "aria-disabled").as_deref() == Some("false"));
    }

    fn set_pin(&mut self, passphrase: &str, pin: &str) {
        self.page.click("me");
        self.page.click("me-pin");
        self.page.click("pin-set");
        self.page.type_into("pin-passphrase", passphrase);
        self.page.type_into("pin", pin);
        self.page.type_into("pin-again", pin);
        self.page.fire_submit("pin");
        self.wait("the PIN", |p| {
            !p.has("pin-save")
                || p.attr("pin-passphrase", "aria-invalid").as_deref() == Some("true")
                || p.attr("pin", "aria-invalid").as_deref() == Some("true")
        });
    }

    /// The tile of a person at the locked screen.
    fn pick(&mut self, name: &str) {
        self.wait(name, |p| p.whole().contains(name));
        let tile = (0..9).map(|i| format!("person-{i}")).find(|t| self.page.has(t) && self.page.text(t).contains(name)).unwrap();
        self.page.click(&tile);
        self.page.settle();
    }
}

#[test]
fn a_pin_opens_again_and_five_wrong_ones_end_it() {
    let mut h = house();
    h.set_pin(NADEGE, "123456");
    assert_eq!(h.page.attr("pin", "aria-invalid").as_deref(), Some("true"), "too easy");
    h.page.type_into("pin-passphrase", CAMILLE);
    h.page.type_into("pin", PIN);
    h.page.type_into("pin-again", PIN);
    h.page.fire_submit("pin");
    h.wait("a no", |p| p.attr("pin-passphrase", "aria-invalid").as_deref() == Some("true"));
    h.page.type_into("pin-passphrase", NADEGE);
    h.page.fire_submit("pin");
    h.wait("the PIN", |p| !p.has("pin-save"));
    assert!(h.page.text("toast").contains("Your PIN opens"));

    h.lock();
    assert!(!h.page.whole().contains("Fabre"), "nothing of a patient");
    h.enter("pin", PIN);
    assert!(!h.page.has("unlock"), "open again: {}", h.page.whole());

    h.lock();
    for left in ["PIN: 4.", "PIN: 3.", "PIN: 2.", "PIN: 1."] {
        h.enter("pin", "111111");
        assert!(h.page.text("problem").contains(left), "{}", h.page.text("problem"));
    }
    h.enter("pin", "111111");
    assert!(!h.page.has("pin") && h.page.text("way").contains("Five wrong PINs"), "{}", h.page.whole());
    h.enter("passphrase", NADEGE);
    assert!(!h.page.has("unlock"));
    h.lock();
    h.enter("pin", PIN);
    assert!(!h.page.has("unlock"), "the passphrase freed the PIN");
}

#[test]
fn persons_change_places_and_each_finds_her_own_again() {
    let mut h = house();
    h.set_pin(NADEGE, PIN);
    // Nadège is in the middle of a form.
    h.page.click("place-patients");
    h.page.type_into("patient-search", "fabre");
    h.page.click("patient-0");
    h.page.click("patient-change");
    h.page.type_into("alert", "Nadège's words");

    h.page.press("patient-form", "ctrl+l");
    h.wait("the lock", |p| p.has("unlock"));
    h.pick("Camille");
    assert!(!h.page.has("pin"), "she has no PIN, and her keys are not here");
    h.enter("passphrase", NADEGE);
    assert!(h.page.text("problem").contains("not the passphrase"), "{}", h.page.whole());
    h.enter("passphrase", CAMILLE);
    assert!(h.page.has("date"), "a new person begins on Today: {}", h.page.whole());
    assert!(h.page.text("me").contains("Camille"));
    assert!(!h.page.has("patient-form"));
    assert!(h.practice.desk().ring.is_some(), "she has her keys");
    h.page.press("me", "ctrl+z");
    assert!(h.page.text("toast").contains("nothing"), "Nadège's deeds are not hers to undo: {}", h.page.text("toast"));
    h.page.click("place-patients");
    h.page.type_into("patient-search", "fabre");
    h.page.click("patient-0");
    h.page.click("patient-change");
    assert_eq!(h.page.attr("alert", "initial_value").as_deref().unwrap_or_default(), "", "nor her drafts");
    h.page.press("family", "Escape");
    h.page.press("me", "Escape");
    h.set_pin(CAMILLE, "582 470");

    // Both are signed in: from here on a PIN is enough, either way.
    h.page.click("me");
    h.pick("Nadège");
    h.enter("pin", PIN);
    assert!(h.page.text("me").contains("Nadège"));
    assert_eq!(h.page.attr("alert", "initial_value").as_deref(), Some("Nadège's words"), "where she was, with what she typed");
    h.lock();
    h.pick("Camille");
    h.enter("pin", PIN);
    assert!(h.page.has("problem"), "the other's PIN is none");
    h.enter("pin", "582470");
    assert!(h.page.text("me").contains("Camille"));
}

#[test]
fn who_unlocked_who_took_over_and_who_typed_wrong_is_in_the_list_of_who_did_what() {
    let mut h = house();
    h.set_pin(NADEGE, PIN);
    let nadege = h.practice.desk();
    h.lock();
    h.enter("pin", "111111");
    h.enter("pin", PIN);
    h.page.click("me");
    h.pick("Camille");
    h.enter("passphrase", "not hers");
    assert!(h.page.has("problem"));
    h.enter("passphrase", CAMILLE);
    let camille = h.practice.desk().person;
    assert_ne!(camille, nadege.person);
    let mut lines: Vec<_> = nadege
        .audit(nadege.today(), nadege.today())
        .unwrap()
        .into_iter()
        .filter(|l| ["wrong", "unlock", "change-person"].iter().any(|w| l.what.contains(w)))
        .map(|l| (l.what.replace("seen-", ""), l.person, l.about, l.device.is_some()))
        .collect();
    lines.sort();
    let line = |what: &str, person, about| (what.to_owned(), person, about, true);
    assert_eq!(
        lines,
        [
            line("change-person", camille, Some(nadege.person)),
            line("unlock", nadege.person, None),
            line("wrong-passphrase", camille, None),
            line("wrong-pin", nadege.person, None),
        ]
    );
    // A manager reads it in the settings.
    h.page.click("me");
    h.pick("Nadège");
    h.enter("pin", PIN);
    h.page.click("place-settings");
    h.page.click("set-audit");
    let shown = h.page.text("audit");
    for words in
        ["Took the place of · Nadège Royer", "Wrong PIN typed for this name", "Wrong passphrase typed for this name", "Unlocked the screen"]
    {
        assert!(shown.contains(words), "{words} in {shown}");
    }
}

#[test]
fn who_came_in_and_what_was_seen_is_noted_or_said_not_to_be() {
    let mut h = house();
    h.set_pin(NADEGE, PIN);
    let store = h.practice.desk().store;
    h.lock();
    store.fail_writes(true);
    h.enter("pin", PIN);
    assert!(h.page.has("trouble-came-in"), "{}", h.page.whole());
    h.page.click("place-patients");
    h.page.type_into("patient-search", "fabre");
    h.page.click("patient-0");
    h.page.settle();
    assert!(h.page.has("patient-page") && h.page.has("trouble-not-noted"), "{}", h.page.whole());
    // The disk is well again: what is looked at is noted, and a line goes when it is closed.
    store.fail_writes(false);
    for line in ["trouble-came-in", "trouble-not-noted"] {
        h.page.click(&format!("{line}-close"));
    }
    h.lock();
    h.enter("pin", PIN);
    assert!(!h.page.has("trouble-came-in"));
    let desk = h.practice.desk();
    assert!(desk.audit(desk.today(), desk.today()).unwrap().iter().any(|line| line.what == "seen-unlock"));
}

#[test]
fn the_recovery_words_are_renewed_by_who_gives_their_passphrase_and_has_them_on_paper() {
    let mut h = house();
    h.page.click("place-settings");
    h.page.click("set-safety");
    h.page.click("renew-words");
    h.page.settle();
    assert!(!h.page.has("recovery"), "an unlocked screen is not enough");
    h.page.type_into("passphrase", CAMILLE);
    h.page.fire_submit("passphrase");
    h.wait("a refusal", |p| p.attr("passphrase", "aria-invalid").as_deref() == Some("true"));
    h.page.type_into("passphrase", NADEGE);
    h.page.fire_submit("passphrase");
    h.wait("the words", |p| p.has("recovery"));
    let words: Vec<String> = h.page.parts("recovery").into_iter().map(|word| word.trim().to_owned()).collect();
    assert_eq!(words.len(), 12, "{words:?}");
    h.page.click("renewal-do");
    h.wait("the question", |p| p.has("word-a"));
    assert!(!h.page.has("recovery"), "from the paper, not from the screen");
    let asked = |p: &Page| {
        let numbers = p.text("renewal").split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok()).collect::<Vec<_>>();
        [numbers[0], numbers[1]]
    };
    let [a, b] = asked(&h.page);
    h.page.type_into("word-a", &words[b - 1]);
    h.page.type_into("word-b", &words[b - 1]);
    h.page.fire_submit("word-a");
    assert_eq!(h.page.attr("word-a", "aria-invalid").as_deref(), Some("true"), "{}", h.page.whole());
    h.page.type_into("word-a", &words[a - 1]);
    h.page.fire_submit("word-a");
    h.wait("the end", |p| !p.has("renewal"));
    let known = RecoveryWords::parse(&words.join(" ")).unwrap();
    assert!(h.practice.with_vault(|vault, _| vault.rescue(&known).is_ok()).unwrap(), "they open it");
    assert!(!h.practice.with_vault(|vault, _| vault.words_are_unseen()).unwrap());
}

#[test]
fn who_signs_out_needs_her_passphrase_and_her_pin_waits_for_it() {
    let mut h = house();
    h.set_pin(NADEGE, PIN);
    h.lock();
    h.pick("Camille");
    h.enter("passphrase", CAMILLE);
    h.lock();
    h.pick("Nadège");
    h.enter("pin", PIN);
    h.page.click("me");
    h.page.click("me-out");
    h.wait("the lock", |p| p.has("unlock"));
    h.pick("Nadège");
    assert!(!h.page.has("pin") && h.page.text("way").contains("First time today"), "{}", h.page.whole());
    h.enter("passphrase", NADEGE);
    assert!(h.page.text("me").contains("Nadège"));
    assert_eq!(h.practice.present().len(), 2);
}

#[test]
fn a_kind_of_device_brings_its_minutes_and_too_many_are_said_to_be_unsafe() {
    let mut h = house();
    h.page.press("me", "8");
    h.page.click("set-device");
    assert!(!h.page.has("unsafe"));
    h.page.click("device-tablet");
    h.wait("the tablet", |p| p.attr("device-tablet", "aria-pressed").as_deref() == Some("true"));
    h.page.click("device-phone");
    let looks = |h: &House| {
        h.practice.desk().store.read::<_, genki::store::Error>(|db| genki::store::local::get::<serde_json::Value>(db, "looks")).unwrap()
    };
    h.page.settle();
    assert_eq!((looks(&h)["device"].as_str(), looks(&h)["lock_after"].as_u64()), (Some("phone"), Some(1)));
    h.page.choose("lock-after", "0");
    assert!(h.page.text("unsafe").contains("read everything"));
}

#[test]
fn who_forgot_her_passphrase_is_told_what_is_left() {
    let mut h = house();
    h.lock();
    assert!(!h.page.has("forgot-said"));
    h.page.click("forgot");
    let said = h.page.text("forgot-said");
    for part in ["twelve recovery words", "Settings › Team", "nothing is ever deleted"] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn a_booking_half_typed_comes_back_after_the_lock_and_to_nobody_else() {
    let mut h = house();
    h.page.press("me", "n");
    h.page.type_into("who", "fab");
    h.lock();
    h.page.settle();
    assert!(!h.page.whole().contains("fab"));
    h.enter("passphrase", NADEGE);
    h.wait("the visit that was begun", |p| p.has("who"));
    assert_eq!(h.page.attr("who", "initial_value").as_deref(), Some("fab"), "what was typed of the name");
    h.page.press("who", "Enter");
    h.page.type_into("note", "brings the letter");
    h.lock();
    h.page.settle();
    h.enter("passphrase", NADEGE);
    h.wait("the patient who was picked", |p| p.has("picked"));
    assert!(h.page.text("picked").contains("Fabre Louise"), "{}", h.page.whole());
    assert_eq!(h.page.attr("note", "initial_value").as_deref(), Some("brings the letter"));
}
