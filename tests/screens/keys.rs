//! How many keys, or taps, what is done all day takes. Letters count. A flow that grows by a key fails here.

use super::*;

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
