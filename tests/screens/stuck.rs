//! The door of a practice whose files are damaged: what it says, and the way to the backup.

use super::dom::Page;
use dioxus::prelude::*;
use genki::{
    actions::{
        backup::{self, aside},
        entry, patients,
    },
    base::{Clock, Id},
    model::{Patient, Practice, person::Role},
    platform::keystore::Keystore,
    store::{self, patients as stored},
    ui::{
        app::Start,
        door::{Door, Doorway},
    },
    vault::{Cost, Language, Means, Strength, Vault},
};
use std::{fs, path::PathBuf};

const NADEGE: &str = "trois hérons lisent sous la pluie";

struct House {
    folder: tempfile::TempDir,
}

impl House {
    /// A practice with a patient, closed, and a backup of it.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
        let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        let new = entry::New { practice, person: "Nadège Royer", passphrase: NADEGE, words: Language::English };
        let (open, _) = entry::create(&folder.path().join("vault"), new, means, "test").unwrap();
        let patient = Patient { id: Id::from_u128(1), family: "Fabre".into(), ..Patient::default() };
        open.desk.act("new-patient", move |tx| patients::save_patient(tx, &patient)).unwrap();
        backup::write(&open.desk.store, &open.vault, &folder.path().join("one.backup")).unwrap();
        open.desk.store.close();
        House { folder }
    }

    fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    fn page(&self) -> Page {
        Page::open(root, self.vault())
    }

    fn backup(&self) -> String {
        self.folder.path().join("one.backup").display().to_string()
    }
}

fn root() -> Element {
    let folder = use_hook(consume_context::<PathBuf>);
    let mut door = use_context_provider(|| Doorway::new(Start::Vault(folder)));
    use_hook(move || {
        door.lang.set(genki::lang::Lang::En);
        door.begin();
    });
    let open = door.open.read().as_ref().map(|open| {
        let db = |db: &store::Db| stored::all(db);
        open.desk().store.read::<_, store::Error>(db).unwrap().iter().map(Patient::name).collect::<Vec<_>>().join(", ")
    });
    match open {
        Some(names) => rsx! { p { "data-testid": "inside", "{names}" } },
        None => rsx! { Door {} },
    }
}

fn wait(page: &mut Page, id: &str) {
    for _ in 0..400 {
        if page.has(id) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
        page.settle();
    }
    panic!("{id} did not come: {}", page.whole());
}

/// A practice whose words nobody confirmed: the program was ended before.
#[test]
fn words_that_nobody_confirmed_are_made_anew_at_the_next_opening_and_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
    let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
    let new = entry::New { practice, person: "Nadège Royer", passphrase: NADEGE, words: Language::English };
    let (open, lost) = entry::create_as(&vault, new, Role::Doctor, means.clone(), "test").unwrap();
    open.desk.store.close();
    drop(open);
    for confirms in [false, true] {
        let mut page = Page::open(root, vault.clone());
        wait(&mut page, "passphrase");
        page.type_into("passphrase", NADEGE);
        page.fire_submit("passphrase");
        wait(&mut page, "words-again");
        let words: Vec<String> = page.text("recovery").split_whitespace().map(ToOwned::to_owned).collect();
        assert_eq!(words.len(), 12, "{words:?}");
        page.fire_submit("go-on");
        wait(&mut page, "word-a");
        if !confirms {
            // Ended before they were confirmed: those of the file still count, and are asked for again.
            drop(page);
            Vault::load(&vault, means.clone()).unwrap().rescue(&lost).unwrap();
            continue;
        }
        for (field, n) in ["word-a", "word-b"].into_iter().zip(asked(&page)) {
            page.type_into(field, &words[n - 1]);
        }
        page.fire_submit("word-b");
        wait(&mut page, "inside");
        drop(page);
        let typed = genki::vault::RecoveryWords::parse(&words.join(" ")).unwrap();
        let now = Vault::load(&vault, means.clone()).unwrap();
        assert!(!now.words_are_unseen() && now.rescue(&lost).is_err());
        now.rescue(&typed).unwrap();
    }
    let mut page = Page::open(root, vault);
    wait(&mut page, "passphrase");
    page.type_into("passphrase", NADEGE);
    page.fire_submit("passphrase");
    wait(&mut page, "inside");
}

/// Which of the twelve words are asked back, from 1.
fn asked(page: &Page) -> Vec<usize> {
    let digits = |piece: &str| piece.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect::<String>();
    let asked: Vec<usize> = page.whole().split("Word ").skip(1).filter_map(|piece| digits(piece).parse().ok()).collect();
    assert_eq!(asked.len(), 2, "{}", page.whole());
    asked
}

/// From the offer to the practice that stands there again.
fn restored(house: &House, page: &mut Page) {
    page.click("restore-here");
    wait(page, "aside");
    page.type_into("file", &house.backup());
    page.fire_submit("file");
    wait(page, "passphrase");
    page.type_into("passphrase", "not her passphrase");
    page.fire_submit("passphrase");
    wait(page, "problem");
    assert!(house.vault().join("genki.db").exists(), "a wrong passphrase sets nothing aside");
    page.type_into("passphrase", NADEGE);
    page.fire_submit("passphrase");
    wait(page, "inside");
    assert_eq!(page.text("inside"), "Fabre");
}

fn kept(house: &House) -> PathBuf {
    let beginning = aside::named(&house.vault()).file_name().unwrap().to_string_lossy().into_owned();
    let all = fs::read_dir(house.folder.path()).unwrap().map(|e| e.unwrap());
    let mut kept: Vec<_> = all.filter(|e| e.file_name().to_string_lossy().starts_with(&beginning)).map(|e| e.path()).collect();
    assert_eq!(kept.len(), 1);
    kept.remove(0)
}

#[test]
fn damaged_keys_lead_to_the_backup_and_are_kept() {
    let house = House::new();
    let keys = house.vault().join("vault.json");
    let cut = fs::read(&keys).unwrap()[..200].to_vec();
    fs::write(&keys, &cut).unwrap();
    let mut page = house.page();
    wait(&mut page, "restore-here");
    // Back is where one came from, and nothing was done.
    page.click("restore-here");
    wait(&mut page, "aside");
    page.press("file", "Escape");
    wait(&mut page, "restore-here");
    restored(&house, &mut page);
    assert_eq!(fs::read(kept(&house).join("vault.json")).unwrap(), cut);
}

#[test]
fn a_damaged_database_leads_there_once_the_passphrase_was_right() {
    let house = House::new();
    let database = house.vault().join("genki.db");
    let mut bytes = fs::read(&database).unwrap();
    bytes.iter_mut().skip(4096).for_each(|b| *b ^= 0x55);
    fs::write(&database, &bytes).unwrap();
    let mut page = house.page();
    wait(&mut page, "passphrase");
    assert!(!page.has("restore-here"));
    page.type_into("passphrase", NADEGE);
    page.fire_submit("passphrase");
    wait(&mut page, "restore-here");
    restored(&house, &mut page);
    assert_eq!(fs::read(kept(&house).join("genki.db")).unwrap(), bytes);
}
