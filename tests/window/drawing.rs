//! A stranger's file in the real window: it is worked on elsewhere, and Escape ends that at once.

use super::desk::{PASSPHRASE, Practice};
use genki::{
    actions::{entry, patients, practice, results},
    base::{Clock, Id},
    model::{self, Patient, Person, person::Role},
    platform::{apart, keystore::Keystore},
    store,
    vault::{Cost, Language, Means, Strength},
};
use std::{fs, sync::Arc, thread::sleep, time::Duration};

const PATIENT: Id = Id::from_u128(1);

/// A page of small tiles, each of which is drawn of smaller ones: it takes longer than a file is given.
fn long_work() -> Vec<u8> {
    let tile = |step: f32, next: &str, content: &str| {
        format!(
            "<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 10 10]/XStep {step}/YStep {step}/Resources<<{next}>>/Length {}>>stream\n{content}\nendstream",
            content.len()
        )
    };
    let content = "/Pattern cs /P scn 0 0 200 200 re f";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Pattern<</P 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        tile(0.1, "/Pattern<</P 6 0 R>>", "/Pattern cs /P scn 0 0 10 10 re f"),
        tile(0.1, "", "0 0 5 5 re f"),
    ];
    let objects: String = objects.iter().enumerate().map(|(n, o)| format!("{} 0 obj\n{o}\nendobj\n", n + 1)).collect();
    format!("%PDF-1.4\n{objects}trailer<</Root 1 0 R>>\n%%EOF").into_bytes()
}

/// A doctor's practice, where one result waits that came with this file.
fn with_letter(bytes: Vec<u8>) -> Practice {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("secret"), PASSPHRASE).unwrap();
    let practice =
        model::Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), secretaries_read_results: true, ..Default::default() };
    let new = entry::New { practice, person: "Claire Roy", passphrase: PASSPHRASE, words: Language::English };
    let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
    let (open, _) = entry::create(&home.path().join("vault"), new, means, "test").unwrap();
    let (now, me) = (open.desk.now(), open.desk.person);
    let letter = [("letter.pdf".to_owned(), Arc::new(bytes))];
    open.desk
        .act("result-in", move |tx| {
            let known = store::people::get(&tx.db(), me)?.unwrap();
            practice::save_person(tx, &Person { role: Role::Doctor, ..known })?;
            patients::save_patient(tx, &Patient { id: PATIENT, family: "Martin".into(), given: vec!["Zoé".into()], ..Patient::default() })?;
            results::receive_files(tx, now, PATIENT, "Scan", "", &letter)
        })
        .unwrap();
    open.desk.store.close();
    drop(open);
    Practice::again(home)
}

/// The process that works for the window, if there is one.
fn at_work(window: u32) -> Option<u32> {
    fs::read_dir("/proc").unwrap().flatten().find_map(|entry| {
        let process: u32 = entry.file_name().to_str()?.parse().ok()?;
        let status = fs::read_to_string(entry.path().join("status")).ok()?;
        let parent: u32 = status.lines().find_map(|l| l.strip_prefix("PPid:"))?.trim().parse().ok()?;
        let words = fs::read(entry.path().join("cmdline")).ok()?;
        (parent == window && words.split(|b| *b == 0).nth(1) == Some(apart::WORD.as_bytes())).then_some(process)
    })
}

#[test]
fn escape_ends_the_work_on_a_strangers_file_and_the_window_goes_on() {
    let practice = with_letter(long_work());
    practice.unlock();
    let window = practice.app.0.id();
    // To do, the result, its letter.
    practice.keys(&["4", "Down", "Tab", "Return"]);
    practice.wait("the other process", || at_work(window).is_some());
    sleep(Duration::from_millis(500));
    assert!(at_work(window).is_some(), "it is long work");
    practice.keys(&["Escape"]);
    // By itself it would go on for five seconds.
    let gone = (0..10).any(|_| {
        sleep(Duration::from_millis(100));
        at_work(window).is_none()
    });
    assert!(gone, "it works on after Escape");
    practice.keys(&["ctrl+l"]);
    practice.wait("the locked screen", || !practice.shows_places());
    sleep(Duration::from_secs(1));
    practice.write(PASSPHRASE);
    practice.keys(&["Return"]);
    practice.wait("the day again", || practice.shows_places());
}
