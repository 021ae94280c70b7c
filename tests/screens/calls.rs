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
    assert_eq!(value(&page, "call-words"), "rx", "the card is back as it was: {}", page.whole());
    assert_eq!(page.attr("call-why-2", "aria-pressed").as_deref(), Some("true"));
    page.hand("ctrl+Enter");
    assert_eq!((calls(&p).len(), owed(&p).len()), (1, 1), "noted once more, not twice");
    page.click("undo");
    assert!(page.has("call-card") && calls(&p).is_empty(), "by the bar as well");
    page.click("undo");
    assert!(!page.has("call-card") && calls(&p).len() == 1, "what is noted after all is no card: {}", page.whole());
}

/// What stands in a field.
fn value(page: &Page, id: &str) -> String {
    page.attr(id, "value").or(page.attr(id, "initial_value")).unwrap_or_default()
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
        !page.has("call-card") && page.text("parked-row").starts_with("mart") && page.text("parked-row").contains("pharmacy"),
        "{}",
        page.text("parked-row")
    );
    assert_eq!(page.text("pick-0").split(' ').next(), Some("Dupont"), "what was typed below is still there");
    let before = page.presses;
    page.hand("F9");
    assert_eq!(page.presses - before, 1);
    assert!(page.text("call-pick-0").contains("Martin Léa"), "the oldest first, which is marked");
    assert_eq!(page.attr("parked", "data-up").as_deref(), Some("true"));
    page.hand("F9");
    assert_eq!(value(&page, "call-who"), "pharmacy", "the other comes round");
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
    assert!(page.text("parked-row").contains("Fabre Louise"));
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
    let told = page.text("call-result-was-told");
    assert!(told.contains("told today 09:40 by") && told.contains("the patient") && !page.has("call-no-results"), "{told}");
    page.click("call-change");
    page.type_into("call-who", "martin");
    page.press("call-who", "Enter");
    assert!(page.text("call-no-results").contains("No result"), "{}", page.text("call-card"));
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

#[test]
fn who_is_late_is_shown_her_visit_and_noted_as_coming() {
    let p = practice();
    let late = book(&p.desk, 6, "Noir", "Ada", at(9, 20), 10);
    let mut page = open(&p);
    page.hand("F2 n o i r Enter 6");
    let said = page.text("call-visit-0");
    assert!(said.contains("Today 09:20") && said.contains("not here yet"), "whatever the reason: {said}");
    page.click("call-book");
    assert!(page.text("call-stands").contains("Today 09:20"), "{}", page.text("call-new"));
    page.click("call-book-not");
    page.click("call-eta-10");
    assert!(page.text("call-visit-0").contains("comes at 09:50"), "{}", page.text("call-visit-0"));
    let visit = || p.desk.store.read::<_, store::Error>(|db| appointments::get(db, late)).unwrap().unwrap();
    assert_eq!(visit().phoned_eta, Some(at(9, 50)));
    page.click("call-coming-0");
    page.type_into("call-eta-at", "10h15");
    page.type_into("call-caret", "call-eta-at 3");
    let mut page = open(&p);
    let typed = (value(&page, "call-eta-at"), page.attr("call-eta-at", "data-at"), page.focused_name());
    assert_eq!(typed, ("10h15".into(), Some("3".into()), "call-eta-at".into()), "as it was when the window went");
    page.press("call-eta-at", "Enter");
    assert_eq!(visit().phoned_eta, Some(at(10, 15)));
    page.click("call-coming-0");
    page.click("call-eta-none");
    assert!(page.text("call-visit-0").contains("not here yet"));
    // One who is here is neither late nor moved.
    page.press("call-words", "F2");
    page.hand("m a r t i n Enter");
    assert!(page.text("call-visit-0").contains("Here") && !page.has("call-move-0"), "{}", page.text("call-visit-0"));
}

#[test]
fn another_day_is_said_in_the_card_to_book_and_to_move() {
    let p = practice();
    let mut page = open(&p);
    page.hand("F2 f a b Enter");
    page.click("call-book");
    assert!(page.text("places").starts_with("Monday 30 November 08:00"), "{}", page.text("places"));
    page.click("places-more");
    assert!(page.has("place-8"), "{}", page.text("places"));
    page.type_into("call-when", "in 2 weeks after 10");
    assert!(page.text("places").starts_with("Monday 7 December 10:30"), "{}", page.text("places"));
    page.type_into("call-when", "in 2 weeks aft");
    assert!(page.text("call-new").contains("Mon"), "what cannot be read is said: {}", page.text("call-new"));
    assert_eq!(page.attr("call-when", "aria-invalid").as_deref(), Some("true"));
    // By taps: what suits, folded under its words.
    page.type_into("call-when", "");
    page.click("suits-open");
    page.click("suits-3-weeks");
    assert!(page.text("places").starts_with("Monday 14 December"), "{}", page.text("places"));
    page.press("place-0", "Enter");
    assert_eq!(page.focused_name(), "call-words", "the hand stays in the card");
    page.click("call-move-1");
    page.type_into("call-when", "in 1 month");
    assert!(page.text("places").starts_with("Monday 28 December"), "{}", page.text("places"));
    page.press("place-0", "Enter");
    let booked = p.desk.store.read::<_, store::Error>(|db| appointments::of_patient(db, Id::from_u128(5))).unwrap();
    assert!(booked.iter().any(|a| a.start.date().to_string() == "2026-12-28"), "{}", page.text("toast"));
}

#[test]
fn the_hand_stays_in_the_card_whatever_goes_under_it() {
    let p = practice();
    let mut page = open(&p);
    page.hand("F2 f a b Enter");
    page.tap("call-why-5");
    assert_eq!(page.focused_name(), "call-words", "a reason that is clicked hands the caret on");
    page.tap("call-book");
    page.tap("place-0");
    assert_eq!(page.focused_name(), "call-words");
    // Parked while the hand was at a reason, and where a place was: it is in the card again.
    page.type_into("call-caret", "call-why-2 0");
    page.type_into("call-caret", "place-0 0");
    page.hand("Escape F9");
    assert_eq!(page.focused_name(), "call-why-2");
    page.hand("ctrl+Enter");
    assert_eq!(calls(&p).len(), 1, "{}", page.whole());
}

#[test]
fn six_that_wait_are_folded_and_the_oldest_is_next() {
    let p = practice();
    let mut page = open(&p);
    for name in ["anna", "bea", "cleo", "dora", "eva", "fanny"] {
        page.press("date", "F2");
        page.type_into("call-who", name);
    }
    page.press("call-who", "Escape");
    assert!(page.text("parked-fold").contains("6 calls") && !page.has("parked-all"), "{}", page.text("parked-row"));
    assert!(page.text("parked").starts_with("anna"), "{}", page.text("parked-row"));
    page.click("parked-fold");
    assert!(page.text("parked-all").starts_with("anna") && page.text("parked-all").contains("fanny"), "{}", page.text("parked-all"));
    page.hand("F9");
    assert_eq!(value(&page, "call-who"), "anna");
}

#[test]
fn who_calls_twice_has_one_card() {
    let p = practice();
    let mut page = open(&p);
    page.hand("F2 f a b Enter 6 o n e Escape");
    page.hand("F2 f a b Enter");
    assert!(page.text("call-twin").contains("open for this patient"), "{}", page.text("call-card"));
    page.type_into("call-words", "two");
    page.click("call-join");
    assert!(!page.has("call-twin") && !page.has("parked-row"), "{}", page.whole());
    assert_eq!(value(&page, "call-words"), "one\ntwo");
}

#[test]
fn a_new_file_is_looked_at_before_it_is_made() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F2");
    page.type_into("call-who", "zidane nora 05.04.1990");
    page.press("call-who", "Enter");
    page.click("call-create");
    let read: Vec<String> = ["family", "given", "born"].iter().map(|f| value(&page, &format!("call-new-{f}"))).collect();
    assert_eq!(read, ["Zidane", "Nora", "05.04.1990"]);
    assert_eq!(page.focused_name(), "call-new-family", "Enter makes it, for who is in a hurry");
    page.type_into("call-new-born", "1990-13-45");
    page.fire_submit("call-new-born");
    assert!(page.html().contains("alert") && page.has("call-file"), "{}", page.text("call-card"));
    page.type_into("call-new-born", "5.4.91");
    page.type_into("call-new-given", "Nora Lou");
    page.fire_submit("call-new-given");
    assert!(page.text("call-picked").contains("Zidane Nora Lou"), "{}", page.text("call-card"));
    page.click("call-finish");
    let of = calls(&p)[0].patient.unwrap();
    let made = p.desk.store.read::<_, store::Error>(|db| store::patients::get(db, of)).unwrap().unwrap();
    assert_eq!((made.birth_date.as_str(), made.given.len()), ("1991-04-05", 2));
}

#[test]
fn a_sheet_has_a_way_to_take_a_call() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "n");
    page.click("ring-sheet");
    assert!(page.has("call-card") && page.has("book"));
}

/// What is asked for by name while a card is open is not opened under it.
#[test]
fn a_panel_that_is_asked_for_lays_the_card_aside() {
    let p = practice();
    let mut page = open(&p);
    for (words, panel) in [("result", "result-in"), ("message", "message"), ("nobody yet", "patient-form")] {
        page.press("date", "F2");
        page.type_into("call-who", "lab");
        palette(&mut page, words);
        assert!(page.has(panel) && !page.has("call-card") && page.text("parked-row").contains("lab"), "{words}: {}", page.whole());
        page.hand("F9");
        assert!(page.has("call-card") && value(&page, "call-who") == "lab", "and comes back as it was");
        page.click("call-throw");
    }
}
