//! Where the practice does not let secretaries read results: no screen of a secretary's shows one before a doctor allowed
//! it. A doctor's do, so that this can fail.

use super::{
    crew::{As, House, PATIENT, house, root},
    dom::Page,
    tour,
};
use genki::{
    actions::{Desk, booking, calls, demo, entry::Open, results},
    base::Id,
    lang::Lang,
    model::{Card, communication::Why, result::Decision},
    platform::viewer,
    store,
};
use std::{fs, sync::Arc};

/// What the results say; what a doctor wrote for a call, and in it.
const SAYS: &str = "Hémochromatosine";
const CALLS: &str = "Oxtorvaldine";
const SPOKEN: &str = "Kvélidormide";
const NEVER: [&str; 3] = [SAYS, CALLS, SPOKEN];
/// What may be said, and how soon the patient is to come.
const SAID: &str = "Wolframéthyle";
const SOON: &str = "Zéphyrinette";
/// One result for each.
const DECISIONS: [(Decision, &str); 4] =
    [(Decision::None, ""), (Decision::Say, SAID), (Decision::ICall, CALLS), (Decision::Appointment, SOON)];

fn receive(desk: &Desk, patient: Id) -> Id {
    let now = desk.now();
    let letter = [(format!("{SAYS}.pdf"), Arc::new(b"%PDF-1.4".to_vec()))];
    let says = format!("It is {SAYS}.");
    desk.act("result-in", move |tx| results::receive_files(tx, now, patient, "Blood test", &says, &letter)).unwrap().answer
}

fn decide(desk: &Desk, id: Id, n: usize) {
    let (now, (decision, words)) = (desk.now(), DECISIONS[n % DECISIONS.len()]);
    if !decision.is_none() {
        desk.act("result-decide", move |tx| results::decide(tx, now, id, decision, words)).unwrap();
    }
}

/// A doctor's call about a result.
fn call(desk: &Desk, patient: Id) {
    let now = desk.now();
    let new = Card::new(Id::new(desk.clock.millis()), now);
    let card = Card { patient: Some(patient), why: Some(Why::Results), words: SPOKEN.into(), ..new };
    desk.act("call", move |tx| calls::finish(tx, now, &card, None, None)).unwrap();
}

/// Results for everybody in the example practice, decided in turn, and a call about one.
fn plant(open: &Open) {
    let people = open.desk.store.read::<_, store::Error>(store::people::all).unwrap();
    let roy = people.iter().find(|p| p.name == "Dr Claire Roy" || p.name == "Dr Roy").unwrap();
    let opened = open.vault.unlock(roy.id, demo::PASSPHRASE).unwrap();
    let doctor = open.desk.of_person(roy.id, opened.pair()).unwrap();
    let patients = open.desk.store.read::<_, store::Error>(|db| store::patients::first(db, 999)).unwrap();
    assert!(patients.len() > 50);
    for (n, patient) in patients.iter().enumerate() {
        decide(&doctor, receive(&open.desk, patient.id), n);
    }
    call(&doctor, patients[0].id);
}

/// The screens of the walk at which a doctor works.
const DOCTORS: [&str; 2] = ["owed-inbox", "paper"];

/// The walk of `tour.rs` is the example's secretary's, and at its end a doctor's.
#[test]
fn no_screen_of_the_tour_shows_a_secretary_what_a_result_says() {
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|both| {
        for lang in [Lang::En, Lang::Fr] {
            let to = folder.path();
            both.spawn(move || tour::walk(lang, to, plant));
        }
    });
    let (mut looked, mut said, mut doctors) = (0, 0, 0);
    for file in fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path()) {
        let (name, html) = (file.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&file).unwrap());
        looked += 1;
        said += usize::from(html.contains(SAID));
        if DOCTORS.iter().any(|screen| name.starts_with(&format!("{screen}."))) {
            doctors += usize::from(html.contains(CALLS) && html.contains(SAYS));
            continue;
        }
        let found = NEVER.iter().filter(|word| html.contains(**word)).collect::<Vec<_>>();
        assert!(found.is_empty(), "{name} shows {found:?}");
    }
    assert!(looked > 200 && said > 4, "{looked} screens, what may be said on {said}");
    assert_eq!(doctors, 2 * DOCTORS.len(), "the doctor's inbox shows what is for the call, and the letters' names");
}

/// The house of four, with a result of every sort, one of them told, a visit and a doctor's call.
fn planted() -> (House, Vec<Id>) {
    let house = house();
    let karim = house.open(As::Secretary);
    let ids: Vec<Id> = (0..5).map(|_| receive(&karim.desk(), PATIENT)).collect();
    let (now, visit) = (
        karim.desk().now(),
        booking::NewVisit {
            patient: Some(PATIENT),
            practitioner: Id::from_u128(90),
            start: super::at(10, 0),
            minutes: Some(10),
            ..Default::default()
        },
    );
    karim.desk().act("book", move |tx| booking::book(tx, now, Id::from_u128(1000), &visit)).unwrap();
    karim.close();
    let roy = house.open(As::Doctor);
    for (n, id) in ids.iter().enumerate() {
        decide(&roy.desk(), *id, n);
    }
    decide(&roy.desk(), ids[4], 1);
    call(&roy.desk(), PATIENT);
    roy.close();
    let karim = house.open(As::Secretary);
    let told = ids[4];
    karim.desk().act("result-tell", move |tx| results::tell(tx, now, told, "herself")).unwrap();
    karim.close();
    (house, ids)
}

fn open_patient(page: &mut Page) {
    page.click("place-patients");
    page.type_into("patient-search", "martin");
    page.click("patient-0");
    page.settle_until("patient-page");
}

/// Whatever can be unfolded is.
fn walk(page: &mut Page, desk: &Desk, ids: &[Id]) -> Vec<(String, String)> {
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut keep = |page: &Page, name: &str| seen.push((name.to_owned(), page.html()));
    page.click("visit-00000000-0000-0000-0000-0000000003e8");
    keep(page, "a visit");
    open_patient(page);
    keep(page, "the patient");
    if page.has("result-read") {
        page.click("result-read");
    }
    keep(page, "the patient's results");
    page.press("#app", "F2");
    page.type_into("call-who", "martin");
    page.press("call-who", "Enter");
    keep(page, "a call");
    page.click("call-why-1");
    keep(page, "a call about results");
    page.click("call-throw");
    page.click("place-owed");
    keep(page, "to do");
    for id in ids {
        if page.has(&format!("owed-row-{id}")) {
            page.press(&format!("owed-row-{id}"), "ArrowRight");
            keep(page, "to do, a result unfolded");
        }
    }
    if page.has("inbox-read") {
        page.click("inbox-read");
        keep(page, "the inbox");
    }
    for tab in ["owed-tab-calls", "owed-tab-closed"] {
        page.click(tab);
        keep(page, tab);
    }
    page.click("place-history");
    for act in desk.read::<_, store::Error>(|db| store::acts::latest(db, 99)).unwrap() {
        let look = format!("look-{}", act.id);
        if page.has(&look) {
            page.click(&look);
        }
    }
    keep(page, "the history");
    for section in ["set-audit", "set-own-log", "set-rights", "set-persons", "set-backup"] {
        page.click("place-settings");
        page.click(section);
        keep(page, section);
    }
    page.click("place-import");
    keep(page, "import and export");
    for word in NEVER {
        // All but its end: what is typed stands in the field.
        let typed: String = word.chars().take(word.chars().count() - 2).collect();
        page.click("place-patients");
        page.type_into("patient-search", &typed);
        keep(page, "the search");
        page.press("#app", "ctrl+k");
        page.type_into("palette-ask", &typed);
        keep(page, "the palette");
        page.press("palette-ask", "Escape");
    }
    page.press("#app", "F7");
    keep(page, "a message");
    seen
}

#[test]
fn whatever_is_unfolded_shows_a_secretary_what_may_be_said_and_no_more() {
    let (house, ids) = planted();
    for (lang, who) in
        [("en", As::Secretary), ("fr", As::ManagerSecretary), ("en", As::ManagerDoctor), ("fr", As::Doctor), ("en", As::Doctor)]
    {
        let practice = house.open(who);
        practice.desk().store.set_local("looks", &serde_json::json!({"lang": lang})).unwrap();
        let mut page = Page::open(root, practice.clone());
        let seen = walk(&mut page, &practice.desk(), &ids);
        drop(page);
        practice.close();
        let on = |word: &str| seen.iter().filter(|(_, html)| html.contains(word)).map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        for word in NEVER {
            let found = on(word);
            // Lemaire is a doctor whom nobody has let in: the keys keep her out.
            assert_eq!(found.is_empty(), who != As::Doctor, "{who:?}, {lang}: {word} on {found:?}");
        }
        for word in [SAID, SOON] {
            assert!(on(word).contains(&"the patient") && on(word).contains(&"to do"), "{who:?}: {word} on {:?}", on(word));
        }
        if !who.doctor() {
            assert!(on(SAID).contains(&"a call about results"), "{:?}", on(SAID));
        }
    }
}

/// Two at one window: what a doctor has typed and not saved waits for the doctor.
#[test]
fn what_a_doctor_was_typing_is_not_there_for_who_comes_next() {
    let house = house();
    let mut shown = house.show(As::Doctor);
    let id = receive(&shown.desk(), PATIENT);
    open_patient(&mut shown.page);
    shown.page.click("result-read");
    shown.page.type_into("note-text", &format!("Not yet said: {CALLS}"));
    shown.page.click("result-decide");
    shown.page.type_into("decide-words", SPOKEN);
    shown.page.click("result-new");
    shown.page.type_into("result-text", SAYS);
    let lent = viewer::lend("genki-letter.pdf", b"%PDF-1.4").unwrap();
    shown.page.click("place-owed");
    shown.page.click("inbox-say");
    shown.page.type_into("inbox-words", SPOKEN);
    open_patient(&mut shown.page);
    shown.page.press("#app", "F2");
    shown.page.type_into("call-who", SPOKEN);
    assert!(shown.page.html().contains(CALLS), "it waits in its field");

    let change = |shown: &mut super::crew::Shown, who: As| {
        let (name, passphrase) = who.name();
        shown.page.click("me");
        let tile = (0..9).map(|i| format!("person-{i}")).find(|t| shown.page.has(t) && shown.page.text(t).contains(name)).unwrap();
        shown.page.click(&tile);
        shown.wait("the passphrase", |p| p.has("passphrase"));
        shown.page.type_into("passphrase", passphrase);
        shown.page.fire_submit("passphrase");
        shown.wait("her screen", |p| p.has("me"));
    };
    change(&mut shown, As::Secretary);
    assert!(!lent.exists(), "nor what was lent to another program");
    let page = &mut shown.page;
    let nothing = |page: &Page, place: &str| {
        let html = page.html();
        let found = NEVER.iter().filter(|word| html.contains(**word)).collect::<Vec<_>>();
        assert!(found.is_empty(), "{place} shows {found:?}");
    };
    nothing(page, "Today");
    open_patient(page);
    nothing(page, "the patient");
    page.click("result-new");
    nothing(page, "a new result");
    page.click("place-owed");
    nothing(page, "to do");
    page.press(&format!("owed-row-{id}"), "ArrowRight");
    nothing(page, "to do, unfolded");
    page.press("#app", "F2");
    nothing(page, "a call");
    page.click("call-throw");
    change(&mut shown, As::Doctor);
    if shown.page.has("call-card") {
        shown.page.click("call-throw");
    }
    open_patient(&mut shown.page);
    assert!(shown.page.html().contains(CALLS), "and is there again for who typed it");
    shown.end();
}
