//! One after the other: whatever shows something by a key shows the other's when the key changes, and nothing of the one
//! before.

use super::{owed::FABRE, *};
use base64::{Engine, engine::general_purpose::STANDARD};
use genki::{
    actions::{notes, results},
    model::{self, Appointment},
};
use std::sync::Arc;

/// A PDF of one page in one colour.
pub fn sheet(colour: [u8; 3]) -> Vec<u8> {
    let [r, g, b] = colour.map(|c| c / 255);
    let inked = format!("{r} {g} {b} rg 0 0 200 100 re f");
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R>>endobj\n\
         4 0 obj<</Length {}>>stream\n{inked}\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        inked.len()
    )
    .into_bytes()
}

const RED: [u8; 3] = [255, 0, 0];
const BLUE: [u8; 3] = [0, 0, 255];

/// The colour in the middle of the page that is shown, once it is drawn.
fn shown(page: &mut Page) -> [u8; 3] {
    page.settle_until("paper-page-0");
    let src = page.attr("paper-page-0", "src").unwrap();
    let png = STANDARD.decode(src.strip_prefix("data:image/png;base64,").unwrap()).unwrap();
    let drawn = image::load_from_memory(&png).unwrap().into_rgb8();
    drawn.get_pixel(drawn.width() / 2, drawn.height() / 2).0
}

#[test]
fn the_letter_shown_is_the_letter_named() {
    let p = practice();
    let dr_roy =
        model::Person { id: Id::from_u128(70), name: "Claire Roy".into(), role: model::person::Role::Doctor, ..Default::default() };
    p.desk.act("init", move |tx| practice::save_person(tx, &dr_roy)).unwrap();
    let letters = [("first-red.pdf", RED), ("second-blue.pdf", BLUE)].map(|(name, c)| (name.to_owned(), Arc::new(sheet(c))));
    let readers = |tx: &mut store::Tx| {
        let practice = store::practice::get(&tx.db())?;
        practice::change_practice(tx, &Practice { secretaries_read_results: true, ..practice })
    };
    p.desk.act("change-practice", readers).unwrap();
    p.desk.act("result-in", move |tx| results::receive_files(tx, at(9, 0), FABRE, "Blood test", "", &letters)).unwrap();
    let mut page = open(&p);
    page.click("place-patients");
    page.type_into("patient-search", "fabre");
    page.click("patient-0");
    if page.has("result-read") {
        page.click("result-read");
    }
    // What may only be seen by who is noted is not shown where that cannot be noted.
    p.desk.store.fail_writes(true);
    page.click("paper-0");
    page.settle();
    assert!(page.has("trouble-not-shown") && !page.has("paper-page-0"), "{}", page.whole());
    p.desk.store.fail_writes(false);
    page.click("trouble-not-shown-close");
    page.click("paper-0");
    assert_eq!(shown(&mut page), RED);
    page.press("paper", "ArrowRight");
    assert!(page.text("paper").contains("second-blue.pdf"));
    assert_eq!(shown(&mut page), BLUE);
    page.press("paper", "ArrowLeft");
    assert!(page.text("paper").contains("first-red.pdf"));
    assert_eq!(shown(&mut page), RED);
    page.press("paper", "Escape");
    page.click("paper-1");
    assert!(page.text("paper").contains("second-blue.pdf"));
    assert_eq!(shown(&mut page), BLUE);
}

/// Something of their own to each of the five, so that what is left of another is seen.
fn full() -> Practicing {
    let p = practice();
    for n in 1..6u128 {
        let (id, words) = (Id::from_u128(n), format!("word-of-{n}"));
        let mut known = p.desk.store.read::<_, store::Error>(|db| store::patients::get(db, id)).unwrap().unwrap();
        (known.alert, known.note) = (format!("alert-of-{n}"), format!("note-of-{n}"));
        p.desk.act("edit-patient", move |tx| patients::save_patient(tx, &known)).unwrap();
        p.desk
            .act("note-add", move |tx| {
                notes::add(tx, at(9, 0), id, &words, false)?;
                results::receive(tx, at(9, 0), id, &format!("result-of-{n}"), "")
            })
            .unwrap();
    }
    p
}

const NAMES: [&str; 3] = ["blanc", "martin", "caron"];

/// As `go` leads there on a page that was just opened, for each; then after each other, in every order of two.
fn one_after_the_other(p: &Practicing, part: &str, go: impl Fn(&mut Page, usize)) {
    // A page that is gone has closed the practice: each stays.
    let mut pages: Vec<Page> = (0..4).map(|_| open(p)).collect();
    let mut page = pages.pop().unwrap();
    for (n, page) in pages.iter_mut().enumerate() {
        go(page, n);
    }
    let fresh: Vec<String> = pages.iter().map(|page| page.text(part)).collect();
    assert!(fresh.iter().enumerate().all(|(n, text)| fresh.iter().position(|t| t == text) == Some(n)), "each is another: {fresh:?}");
    page.hurry();
    // Each after each of the others.
    let order = [0, 1, 2, 0, 2, 1, 0];
    go(&mut page, order[0]);
    for (before, n) in order.into_iter().zip(order.into_iter().skip(1)) {
        go(&mut page, n);
        assert_eq!(page.text(part), fresh[n], "{} after {}", NAMES[n], NAMES[before]);
    }
}

#[test]
fn a_patients_page_holds_nothing_of_the_one_before() {
    let p = full();
    one_after_the_other(&p, "patient-page", |page, n| {
        page.click("place-patients");
        page.type_into("patient-search", NAMES[n]);
        page.click("patient-0");
    });
}

#[test]
fn a_visits_panel_holds_nothing_of_the_one_before() {
    let p = full();
    one_after_the_other(&p, "visit-panel", |page, n| page.click(&format!("visit-{}", p.visits[n])));
}

/// The visit stays, and another comes to it: what is remembered is remembered of who comes.
#[test]
fn a_visits_panel_follows_who_comes_to_it() {
    let p = full();
    let (visit, past) = (p.visits[4], Id::from_u128(3001));
    let done = Appointment {
        id: past,
        patient: Some(Id::from_u128(2)),
        practitioner: ROY,
        start: at(9, 0) - chrono::Days::new(30),
        minutes: 10,
        reason_text: "seen-last-month".into(),
        status: genki::model::transition::AppointmentStatus::Fulfilled,
        ..Appointment::default()
    };
    p.desk.act("book", move |tx| Ok(tx.put(&done)?)).unwrap();
    let mut page = open(&p);
    page.click(&format!("visit-{visit}"));
    assert!(page.text("visit-panel").contains("note-of-5") && !page.text("visit-panel").contains("seen-last-month"));
    let mut other = p.desk.store.read::<_, store::Error>(|db| store::appointments::get(db, visit)).unwrap().unwrap();
    other.patient = Some(Id::from_u128(2));
    p.desk.act("book", move |tx| Ok(tx.put(&other)?)).unwrap();
    page.settle();
    let text = page.text("visit-panel");
    assert!(text.contains("note-of-2") && text.contains("seen-last-month") && !text.contains("of-5"), "{text}");
}

#[test]
fn a_call_card_holds_nothing_of_the_one_before() {
    let p = full();
    let mut page = open(&p);
    for (n, name) in ["martin", "caron"].into_iter().enumerate() {
        page.press("#app", "F2");
        page.type_into("call-who", name);
        page.press("call-who", "Enter");
        page.type_into("call-words", &format!("words-of-{n}"));
    }
    for turn in 0..4 {
        let (mine, others) = if page.text("call-card").contains("Caron") { (1, "Martin") } else { (0, "Caron") };
        let html = page.html();
        let card = &html[html.find("class=\"calls\"").unwrap()..];
        assert!(!page.text("call-card").contains(others), "turn {turn}: {}", page.text("call-card"));
        assert!(card.contains(&format!("words-of-{mine}")), "turn {turn}");
        page.press("call-card", "F9");
    }
}

/// What is typed for somebody is never saved over another, nor made a new patient of.
#[test]
fn a_patients_form_is_of_the_patient_named() {
    let p = full();
    let mut page = open(&p);
    page.click("place-patients");
    page.type_into("patient-search", "martin");
    page.click("patient-0");
    page.click("patient-change");
    assert_eq!(page.attr("family", "initial_value").as_deref(), Some("Martin"));
    page.press("#app", "ctrl+k");
    page.type_into("palette-ask", "new patient");
    page.press("palette-ask", "Enter");
    assert!(page.text("patient-form").contains("New patient"), "{}", page.text("patient-form"));
    assert_eq!(page.attr("family", "initial_value").as_deref(), Some(""));
}

#[test]
fn a_new_check_up_is_begun_with_an_empty_form() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "8");
    page.click("set-recalls");
    page.click("recall-add");
    page.type_into("recall-name", "Begun and left");
    page.click("recall-add");
    assert!(!page.html().contains("Begun and left"), "{}", page.text("recall-form"));
}

#[test]
fn a_name_that_is_hidden_is_not_offered_either() {
    let p = practice();
    let nobody = Appointment {
        id: Id::from_u128(2001),
        practitioner: ROY,
        start: at(10, 45),
        minutes: 10,
        label: "Mme Zirkonova".into(),
        created: Some(at(8, 0)),
        ..Appointment::default()
    };
    p.desk.act("book", move |tx| Ok(tx.put(&nobody)?)).unwrap();
    let mut page = open(&p);
    page.click(&format!("visit-{}", Id::from_u128(2001)));
    page.click("who-is-it");
    assert!(page.text("settle").contains("Zirkonova"));
    page.press("#app", "ctrl+k");
    page.type_into("palette-ask", "initials");
    page.press("palette-ask", "Enter");
    assert!(page.has("settle") && !page.whole().contains("Zirkonova"), "{}", page.text("settle"));
}
