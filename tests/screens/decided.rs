//! Results: entered with their letters, decided, said.

use super::{
    owed::{DOCTOR, FABRE, line, of, result, row, todo, with_crew},
    *,
};
use genki::{actions::results, model::result::Decision, store::appointments};

/// A PDF of one empty page.
const LETTER: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";

#[test]
fn the_post_is_entered_one_letter_after_the_other_and_the_doctor_leafs_through_it() {
    let p = with_crew();
    let readers = |tx: &mut store::Tx| {
        let practice = store::practice::get(&tx.db())?;
        practice::change_practice(tx, &genki::model::Practice { secretaries_read_results: true, ..practice })
    };
    p.desk.act("change-practice", readers).unwrap();
    let (letter, other) = (p._dir.path().join("lettre.pdf"), p._dir.path().join("lettre.doc"));
    std::fs::write(&letter, LETTER).unwrap();
    std::fs::write(&other, "no picture").unwrap();
    let mut page = todo(&p);
    page.click("owed-result-new");
    page.fire_submit("result-title");
    assert!(page.whole().contains("Whose result is it?"), "whose it is comes first");
    page.type_into("who", "fabre");
    page.click("pick-0");
    for path in [&other, &letter] {
        page.type_into("result-path", &path.display().to_string());
        page.click("result-path-add");
        page.settle();
    }
    assert!(page.whole().contains("lettre.pdf") && page.text("toast").contains("lettre.doc"), "what cannot be shown is named");
    page.type_into("result-title", "Blood test");
    page.fire_submit("result-title");
    page.settle();
    assert!(page.has("who") && !page.whole().contains("lettre.pdf"), "ready for the next envelope");
    assert_eq!(page.focused_name(), "who", "whose it is");
    let id = p.desk.store.read::<_, store::Error>(|db| store::results::of_patient(db, FABRE)).unwrap()[0].id;
    assert!(page.text(&line(id)).contains("Blood test"));

    let mut doctor = of(&p, DOCTOR);
    doctor.press("owed", "ArrowDown");
    assert_eq!(doctor.focused_name(), format!("inbox-{id}"), "the arrows begin with what waits for the doctor");
    doctor.click("paper-0");
    doctor.settle_until("paper-page-0");
    assert!(doctor.html().contains("data:image/png;base64,"), "its page is drawn");
    doctor.click("paper-larger");
    doctor.press("paper", "Escape");
    assert!(!doctor.has("paper") && doctor.has("inbox-say"), "and the decision is where it was");
}

#[test]
fn a_result_is_decided_in_the_inbox_said_word_for_word_and_never_in_limbo() {
    let p = with_crew();
    let mut page = todo(&p);
    page.click("place-patients");
    page.type_into("patient-search", "fabre");
    page.click("patient-0");
    page.click("result-new");
    page.type_into("result-title", "Blood test");
    page.click("result-doctor-0");
    page.fire_submit("result-title");
    let of_fabre = p.desk.store.read::<_, store::Error>(|db| store::results::of_patient(db, FABRE)).unwrap();
    let id = of_fabre[0].id;
    assert_eq!(of_fabre[0].doctor, Some(DOCTOR));
    page.click("place-owed");
    assert!(page.text(&line(id)).contains("Blood test") && page.text(&line(id)).contains("for Claire Roy"), "{}", page.text(&line(id)));
    page.press(&row(id), "f");
    assert!(result(&p, id).told_at.is_none(), "nothing is said before it is decided");
    let mut doctor = of(&p, DOCTOR);
    doctor.click("inbox-say");
    doctor.type_into("inbox-words", "All is well");
    doctor.fire_submit("inbox-words");
    assert_eq!((result(&p, id).decision, result(&p, id).words.as_str()), (Decision::Say, "All is well"));
    page.settle();
    page.click(&format!("owed-next-{id}"));
    assert!(page.text("owed-say").contains("All is well"));
    assert!(result(&p, id).told_at.is_none(), "the words are read first");
    page.click(&format!("owed-next-{id}"));
    assert!(result(&p, id).told_at.is_some());
    page.click("owed-tab-closed");
    assert!(page.text("closed").contains("Blood test") && page.text("closed").contains("told by Nadège"));
}

#[test]
fn an_appointment_that_was_asked_for_is_seen_once_it_is_booked() {
    let p = with_crew();
    let id = p.desk.act("result-in", move |tx| results::receive(tx, at(9, 0), FABRE, "X-ray", "")).unwrap().answer;
    let mut doctor = of(&p, DOCTOR);
    doctor.click("inbox-come");
    doctor.click("inbox-within-week");
    assert_eq!(result(&p, id).words, "within a week");
    let mut page = todo(&p);
    page.click(&format!("owed-next-{id}"));
    page.click("reason-0");
    page.press("place-0", "Enter");
    page.settle();
    let booked = p.desk.store.read::<_, store::Error>(|db| appointments::of_patient(db, FABRE)).unwrap().len();
    assert_eq!(booked, 2, "{}", page.whole());
    assert!(page.text(&line(id)).contains("Booked:"), "{}", page.text(&line(id)));
    page.click(&format!("owed-next-{id}"));
    assert!(result(&p, id).told_at.is_some());
}
