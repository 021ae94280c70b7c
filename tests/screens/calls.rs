//! The call card: over whatever is there, parked and taken up, kept at every key, finished in one act.

use super::*;
use genki::{
    actions::{keepsakes, results},
    model::{
        Communication, Task,
        communication::{Outcome, Why},
        result::Decision,
        task::TaskKind,
        transition::AppointmentStatus as A,
    },
    store::{appointments, communications, tasks},
};

fn calls(p: &Practicing) -> Vec<Communication> {
    p.desk.store.read::<_, store::Error>(communications::all).unwrap()
}

fn owed(p: &Practicing) -> Vec<Task> {
    p.desk.store.read::<_, store::Error>(tasks::open).unwrap()
}

#[test]
fn a_known_patients_call_takes_nine_keys_and_words() {
    let p = practice();
    let mut page = open(&p);
    let before = page.presses;
    page.hand("F2 f a b Enter 3");
    assert_eq!(page.focused_name(), "call-words", "the hand is where the words go");
    page.hand("r x ctrl+Enter");
    assert!(page.presses - before <= 10, "{}", page.presses - before);
    let call = &calls(&p)[0];
    assert_eq!((call.patient, call.why, call.words.as_str()), (Some(Id::from_u128(5)), Why::Renewal, "rx"), "{}", page.whole());
    assert_eq!(call.number, "+33612345675");
    assert!(!page.has("call-card"));
    page.hand("ctrl+z");
    assert!(calls(&p).is_empty() && owed(&p).is_empty(), "call and question are one act");
}

#[test]
fn a_call_disturbs_nothing_and_is_taken_up_with_one_key() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "n");
    page.type_into("who", "dup");
    page.press("who", "F2");
    assert!(page.has("call-card") && page.has("book"));
    page.type_into("call-who", "mart");
    page.press("call-who", "F2");
    page.type_into("call-who", "pharmacy");
    page.press("call-who", "Escape");
    assert!(
        !page.has("call-card") && page.text("calls").contains("pharmacy") && page.text("calls").contains("mart"),
        "{}",
        page.text("calls")
    );
    assert_eq!(page.text("pick-0").split(' ').next(), Some("Dupont"), "what was typed below is still there");
    let before = page.presses;
    page.hand("F9");
    assert_eq!(page.presses - before, 1);
    assert_eq!(page.attr("call-who", "value").or(page.attr("call-who", "initial_value")).as_deref(), Some("pharmacy"));
    page.hand("F9");
    assert!(page.text("call-pick-0").contains("Martin Léa"), "the other comes round");
}

#[test]
fn every_open_card_comes_back_as_it_was() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F2");
    page.type_into("call-who", "fabre");
    page.press("call-who", "Enter");
    page.type_into("call-words", "Wants to know whether");
    page.type_into("call-caret", "call-words 12");
    page.press("call-words", "F2");
    page.type_into("call-who", "lab");
    let page = open(&p);
    assert_eq!(page.attr("call-who", "data-at"), None, "no caret was told of this one");
    assert!(page.text("call-card").contains("lab") || page.attr("call-who", "value").as_deref() == Some("lab"), "{}", page.html());
    assert!(page.text("calls").contains("Fabre Louise"));
    let mut page = page;
    page.hand("F9");
    assert_eq!(page.attr("call-words", "data-at").as_deref(), Some("12"), "the caret too");
    assert!(page.html().contains("Wants to know whether"));
    assert_eq!(page.focused_name(), "call-words");
}

#[test]
fn a_visit_is_moved_made_and_called_off_inside_the_card() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F2");
    page.type_into("call-who", "fabre");
    page.press("call-who", "Enter");
    page.click("call-why-0");
    assert!(page.text("call-visit-0").contains("10:30"), "{}", page.text("call-visits"));
    page.click("call-move-0");
    page.press("place-0", "Enter");
    let visit = |n: usize| p.desk.store.read::<_, store::Error>(|db| appointments::get(db, p.visits[n])).unwrap().unwrap();
    assert_ne!(visit(4).start, at(10, 30), "{}", page.text("toast"));
    page.click("call-book");
    page.press("place-0", "Enter");
    let booked = p.desk.store.read::<_, store::Error>(|db| appointments::of_patient(db, Id::from_u128(5))).unwrap();
    assert_eq!(booked.len(), 2);
    page.click("call-off-0");
    page.click("call-off-why-patient");
    assert_eq!(visit(4).status, A::Cancelled);
    page.click("call-finish");
    assert_eq!(calls(&p)[0].led_to.len(), 2, "the call names what it led to");
}

#[test]
fn what_may_be_said_of_a_result_is_said_and_nothing_before() {
    let p = practice();
    let doctor = Id::from_u128(9);
    let id = p.desk.act("result-in", move |tx| {
        let person =
            genki::model::Person { id: doctor, name: "Claire Roy".into(), role: genki::model::person::Role::Doctor, ..Default::default() };
        practice::save_person(tx, &person)?;
        results::receive(tx, at(9, 0), Id::from_u128(5), "Blood test", "")
    });
    let id = id.unwrap().answer;
    let mut page = open(&p);
    page.press("date", "F2");
    page.type_into("call-who", "fabre");
    page.press("call-who", "Enter");
    page.click("call-why-1");
    assert!(page.text("call-result").contains("has not decided") && !page.has("call-result-told"), "{}", page.text("call-result"));
    let roy = p.desk.of_person(doctor, None).unwrap();
    roy.act("result-decide", move |tx| results::decide(tx, at(9, 40), id, Decision::Say, "All is well")).unwrap();
    page.settle();
    assert!(page.text("call-result-words").contains("All is well"));
    page.click("call-result-told");
    assert!(page.text("call-no-results").contains("No result"), "told, and no longer open: {}", page.text("call-card"));
}

#[test]
fn a_call_back_is_promised_for_an_hour_and_a_life_event_is_asked_once() {
    let p = practice();
    p.desk.act("keep", |tx| keepsakes::keep(tx, at(9, 0), Id::from_u128(5), "Daughter's exam", "2026-11-20")).unwrap();
    let mut page = open(&p);
    page.press("date", "F2");
    page.type_into("call-who", "fabre");
    page.press("call-who", "Enter");
    assert!(page.text("keepsake").contains("Daughter's exam"));
    page.click("keepsake-asked");
    assert!(!page.has("keepsake"), "asked once");
    page.click("call-then-call-back");
    assert!(page.text("call-due-said").contains("10:40"), "{}", page.text("call-due-said"));
    page.type_into("call-clock", "1115");
    assert!(page.text("call-due-said").contains("11:15"));
    page.click("call-finish");
    let task = &owed(&p)[0];
    assert_eq!((task.kind, task.due, task.number.as_str()), (TaskKind::CallBack, Some(at(11, 15)), "+33612345675"));
}

#[test]
fn a_stranger_leaves_a_name_and_what_is_thrown_away_comes_back() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F2");
    page.type_into("call-who", "Pharmacie Lafayette");
    page.press("call-who", "Enter");
    assert!(page.text("call-stranger").contains("Pharmacie Lafayette"));
    page.click("call-throw");
    assert!(!page.has("calls"));
    page.click("toast-card");
    assert!(page.text("call-stranger").contains("Pharmacie Lafayette"));
    page.click("call-finish");
    let call = &calls(&p)[0];
    assert_eq!((call.patient, call.caller.as_str(), call.outcome), (None, "Pharmacie Lafayette", Outcome::Reached));
    page.press("date", "F2");
    page.click("call-finish");
    assert!(page.text("toast").contains("Say who is calling"), "{}", page.text("toast"));
}
