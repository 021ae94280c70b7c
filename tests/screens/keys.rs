//! How many keys, or taps, what is done all day takes. Letters count. A flow that grows by a key fails here.

use super::*;
use genki::{
    actions::{recalls, results, tasks},
    model::{
        Person, RecallKind, Task,
        person::Role,
        result::Decision,
        task::{Answer, TaskKind, TaskStatus},
    },
    store::communications,
};

const FABRE: Id = Id::from_u128(5);
const DOCTOR: Id = Id::from_u128(9);

fn with_doctor() -> Practicing {
    let p = practice();
    let doctor = Person { id: DOCTOR, name: "Claire Roy".into(), role: Role::Doctor, ..Person::default() };
    p.desk.act("init", move |tx| practice::save_person(tx, &doctor)).unwrap();
    p
}

fn begin(p: &Practicing, task: Task) -> Id {
    p.desk.act("task", move |tx| tasks::begin(tx, at(9, 0), &task)).unwrap().answer
}

fn task(p: &Practicing, id: Id) -> Task {
    p.desk.store.read::<_, store::Error>(|db| store::tasks::get(db, id)).unwrap().unwrap()
}

/// What is done on a page by hand, and how much of it that took.
fn presses(page: &mut Page, what: impl FnOnce(&mut Page)) -> usize {
    let before = page.presses;
    what(page);
    page.presses - before
}

/// Who is booked today, and whether they are here.
fn visits(p: &Practicing) -> Vec<(Id, bool)> {
    let day = p.desk.store.read::<_, store::Error>(|db| store::day::days(db, p.desk.now(), at(9, 40).date(), Some(ROY))).unwrap().remove(0);
    day.visits.iter().map(|v| (v.id(), v.is_here())).collect()
}

fn is_here(p: &Practicing, visit: Id) -> bool {
    visits(p).contains(&(visit, true))
}

#[test]
fn who_comes_soon_arrives_with_four_keys_and_undo_is_one() {
    let p = practice();
    let mut page = open(&p);
    // The first of the run, the second, and the first who is not there yet.
    assert_eq!(presses(&mut page, |page| page.hand("ArrowDown ArrowDown ArrowDown a")), 4);
    assert!(is_here(&p, p.visits[3]));
    assert_eq!(presses(&mut page, |page| page.hand("ctrl+z")), 1);
    assert!(!is_here(&p, p.visits[3]), "taken back");
}

#[test]
fn anybody_arrives_with_five_keys_by_name() {
    let p = practice();
    let mut page = open(&p);
    let mut found = String::new();
    let all = presses(&mut page, |page| {
        page.hand("/");
        assert_eq!(page.focused_name(), "palette-ask");
        page.hand("d u");
        found = page.text("palette");
        page.hand("ArrowDown Enter");
    });
    assert_eq!(all, 5);
    assert!(is_here(&p, p.visits[3]), "{found}");
}

#[test]
fn arriving_is_one_tap_at_the_reception() {
    let p = practice();
    let mut page = open(&p);
    page.click("place-reception");
    assert_eq!(presses(&mut page, |page| page.tap(&format!("do-{}", p.visits[3]))), 1);
    assert!(is_here(&p, p.visits[3]));
    assert_eq!(presses(&mut page, |page| page.tap("undo")), 1);
    assert!(!is_here(&p, p.visits[3]));
}

#[test]
fn a_known_patient_is_booked_with_seven_keys() {
    let p = practice();
    let mut page = open(&p);
    let booked = || p.desk.store.read::<_, store::Error>(|db| store::appointments::of_patient(db, Id::from_u128(5))).unwrap().len();
    let before = booked();
    // Who, why, and the first place that suits.
    assert_eq!(presses(&mut page, |page| page.hand("n f a b Enter Enter Enter")), 7);
    assert_eq!(booked(), before + 1, "{}", page.whole());
}

#[test]
fn a_walk_in_takes_ten_keys() {
    let p = practice();
    let mut page = open(&p);
    let before = visits(&p).len();
    // Who is known by three letters; a new patient by as many as the name has.
    assert_eq!(presses(&mut page, |page| page.hand("w f a b Enter Enter")), 6);
    assert_eq!(visits(&p).len(), before + 1);
    assert_eq!(presses(&mut page, |page| page.hand("w n o i r Enter Enter")), 7);
    assert_eq!(visits(&p).len(), before + 2);
}

#[test]
fn an_emergency_has_its_place_with_two_keys() {
    let p = practice();
    let mut page = open(&p);
    let before = visits(&p).len();
    assert_eq!(presses(&mut page, |page| page.hand("F3 Enter")), 2);
    assert_eq!(visits(&p).len(), before + 1, "{}", page.whole());
}

#[test]
fn the_focus_stays_where_it_is_while_somebody_else_works() {
    let p = practice();
    let mut page = open(&p);
    let slip = format!("visit-{}", p.visits[3]);
    page.tap(&slip);
    let (name, element) = (page.focused_name(), page.focused_element());
    assert_eq!(name, slip);
    let theirs = p.visits[3];
    p.desk.act("arrive", move |tx| reception::arrive(tx, at(9, 41), theirs)).unwrap();
    page.settle();
    assert!(page.text(&slip).contains("Here"), "{}", page.text(&slip));
    assert_eq!((page.focused_name(), page.focused_element()), (slip, element), "the same element, painted anew");

    // In the middle of a word, while the patient's file is changed by another.
    page.hand("Escape w d u p");
    let (name, element) = (page.focused_name(), page.focused_element());
    assert_eq!(name, "who");
    let mut changed = patient(&p, 4);
    changed.alert = "Deaf on the left".into();
    p.desk.act("edit-patient", move |tx| patients::save_patient(tx, &changed)).unwrap();
    let other = p.visits[4];
    p.desk.act("arrive", move |tx| reception::arrive(tx, at(9, 41), other)).unwrap();
    page.settle();
    assert_eq!((page.focused_name(), page.focused_element()), (name, element));

    // In the list of the reception, whose rows change their place.
    page.hand("Escape ctrl+2");
    let row = format!("do-{}", p.visits[1]);
    page.tap(&row);
    page.hand("Escape");
    let waits = p.visits[2];
    p.desk.act("check-in", move |tx| reception::check_in(tx, at(9, 42), waits)).unwrap();
    page.settle();
    assert_eq!(page.focused_name(), row);
}

#[test]
fn what_was_begun_is_taken_up_again_with_one_key() {
    let p = practice();
    let mut page = open(&p);
    leave_half_changed(&mut page);
    assert_eq!(presses(&mut page, |page| page.tap("patient-change")), 1);
    assert_eq!(page.attr("alert", "initial_value").as_deref(), Some("Comes with an ambulance"));
}

#[test]
fn a_known_patients_call_is_noted_with_seven_keys_beside_its_words() {
    let p = practice();
    let mut page = open(&p);
    assert_eq!(presses(&mut page, |page| page.hand("F2 f a b Enter 6 ctrl+Enter")), 7);
    let calls = p.desk.store.read::<_, store::Error>(communications::all).unwrap();
    assert_eq!((calls.len(), calls[0].patient), (1, Some(FABRE)));
}

#[test]
fn a_call_that_waits_is_taken_up_with_one_key_and_an_emergency_from_it_is_two() {
    let p = practice();
    let mut page = open(&p);
    page.hand("F2 f a b Enter Escape");
    assert!(!page.has("call-card"));
    assert_eq!(presses(&mut page, |page| page.hand("F9")), 1);
    assert!(page.text("call-card").contains("Fabre Louise"));
    let before = visits(&p).len();
    assert_eq!(presses(&mut page, |page| page.hand("F3 Enter")), 2);
    assert_eq!(visits(&p).len(), before + 1, "{}", page.whole());
}

#[test]
fn a_booking_that_was_left_is_taken_up_with_one_tap() {
    let p = practice();
    let mut page = open(&p);
    page.hand("n f a b Enter Escape");
    assert!(!page.has("book"));
    assert_eq!(presses(&mut page, |page| page.tap("toast-resume")), 1);
    assert!(page.text("picked").contains("Fabre Louise"), "{}", page.whole());
}

#[test]
fn a_promised_call_is_done_with_three_keys_or_two_taps() {
    let p = practice();
    let promised = || begin(&p, Task { patient: Some(FABRE), due: Some(at(10, 0)), ..Task::default() });
    let id = promised();
    let mut page = open(&p);
    // To do, the first line, done.
    assert_eq!(presses(&mut page, |page| page.hand("4 ArrowDown f")), 3);
    assert_eq!(task(&p, id).status, TaskStatus::Completed);
    assert_eq!(presses(&mut page, |page| page.hand("ctrl+z")), 1);
    assert!(task(&p, id).is_open());
    // Open, done.
    let taps = |page: &mut Page| {
        page.tap(&format!("owed-row-{id}"));
        page.tap("owed-act-done");
    };
    assert_eq!(presses(&mut page, taps), 2);
    assert_eq!(task(&p, id).status, TaskStatus::Completed);
}

#[test]
fn a_result_is_told_with_four_keys_or_two_taps() {
    let p = with_doctor();
    let came = || p.desk.act("result-in", move |tx| results::receive(tx, at(9, 0), FABRE, "X-ray", "")).unwrap().answer;
    let roy = p.desk.of_person(DOCTOR, None).unwrap();
    let decided = |id| roy.act("result-decide", move |tx| results::decide(tx, at(9, 20), id, Decision::Say, "All is well")).unwrap();
    let told = |id| p.desk.store.read::<_, store::Error>(|db| store::results::get(db, id)).unwrap().unwrap().told_at.is_some();
    let (first, second) = (came(), came());
    decided(first);
    let mut page = open(&p);
    page.hand("4");
    page.click("owed-whose-desk");
    page.hand("1");
    // To do, the line, the words to say, told.
    assert_eq!(presses(&mut page, |page| page.hand("4 ArrowDown Enter Enter")), 4);
    assert!(told(first), "{}", page.text("owed"));
    decided(second);
    page.settle();
    let button = format!("owed-next-{second}");
    let taps = |page: &mut Page| {
        page.tap(&button);
        page.tap(&button);
    };
    assert_eq!(presses(&mut page, taps), 2);
    assert!(told(second));
}

#[test]
fn who_is_due_is_booked_with_two_keys_or_three_taps() {
    let p = practice();
    let smear = RecallKind {
        id: Id::from_u128(600),
        name: "Smear".into(),
        every: 3,
        from_age: Some(43),
        reason: Some(Id::from_u128(50)),
        ..RecallKind::default()
    };
    p.desk.act("recall-kind", move |tx| recalls::save_kind(tx, &smear)).unwrap();
    let booked = |n: u128| {
        let of = |db: &store::Db| store::recalls::of(db, Id::from_u128(n), Id::from_u128(600));
        p.desk.store.read::<_, store::Error>(of).unwrap().is_some_and(|r| r.appointment.is_some())
    };
    let due = || (1..=5).filter(|n| booked(*n)).count();
    let mut page = open(&p);
    palette(&mut page, "recalls");
    page.click("recall-kind-0");
    page.settle();
    // On the list the first is selected: who, why and with whom are known.
    assert_eq!(presses(&mut page, |page| page.hand("b Enter")), 2, "{}", page.whole());
    assert_eq!(due(), 1, "{}", page.whole());
    page.hand("4");
    let kind = format!("owed-recall-{}", Id::from_u128(600));
    let taps = |page: &mut Page| {
        page.tap(&kind);
        let book = page.first("owed-recall-book-");
        page.tap(&book);
        // The first place that suits is lit.
        page.tap("book-do");
    };
    assert_eq!(presses(&mut page, taps), 3);
    assert_eq!(due(), 2, "{}", page.whole());
}

#[test]
fn a_doctor_answers_with_one_tap() {
    let p = with_doctor();
    let id = begin(&p, Task { kind: TaskKind::Question, patient: Some(FABRE), words: "Renew?".into(), ..Task::default() });
    let mut page = Page::open(root, p.desk.of_person(DOCTOR, None).unwrap());
    page.click("place-owed");
    assert_eq!(presses(&mut page, |page| page.tap("answer-yes")), 1);
    assert_eq!(task(&p, id).answer, Answer::Yes);
}
