//! An absence entered by hand, the list of patients to move worked through, and a day printed.

use super::*;
use genki::{model::practitioner::Absence, store::appointments};

fn visit_of(p: &Practicing, id: Id) -> genki::model::Appointment {
    p.desk.store.read::<_, store::Error>(|db| appointments::get(db, id)).unwrap().unwrap()
}

fn absences(p: &Practicing) -> Vec<Absence> {
    p.desk.store.read::<_, store::Error>(|db| store::practitioners::get(db, ROY)).unwrap().unwrap().absences
}

/// Enters with keys that Roy is away from ten o'clock on: Dupont and Fabre lose their session.
fn away_from_ten(page: &mut Page) {
    palette(page, "roy is away");
    assert!(page.text("away-panel").contains("Dr Roy is away"), "{}", page.text("away-panel"));
    page.click("away-times");
    page.type_into("away-time-from", "10");
    page.type_into("away-time-to", "12h30");
    page.type_into("away-why", "congress");
    assert!(page.text("away-cost").contains("2 appointments will have to be moved"), "{}", page.text("away-cost"));
    page.fire_submit("away-why");
    page.settle_until("toast-to-move");
}

#[test]
fn an_absence_is_entered_by_its_name_and_leads_to_the_list() {
    let p = practice();
    let mut page = open(&p);
    away_from_ten(&mut page);
    assert!(page.text("toast").contains("Dr Roy is away: Mon 23 Nov 10:00–12:30"), "{}", page.text("toast"));
    assert!(page.text("toast-to-move").contains("2 visits to move: see"));
    assert_eq!(absences(&p), [Absence { from: at(10, 0), to: at(12, 30), why: "congress".into() }]);
    assert!(page.text("times").contains("congress"), "the doctor's panel lists it");
    page.click("toast-to-move");
    let list = page.text("to-move");
    let (dupont, fabre) = (list.find("Dupont").unwrap(), list.find("Fabre").unwrap());
    assert!(dupont < fabre && list.contains("Dr Roy is away: congress"), "{list}");
    assert!(!list.contains("Martin"), "who is here already is nobody to call");
}

#[test]
fn the_list_is_worked_through_by_keys_and_each_step_is_taken_back() {
    let p = practice();
    let mut page = open(&p);
    away_from_ten(&mut page);
    page.click("toast-to-move");
    let (dupont, fabre) = (p.visits[3], p.visits[4]);
    let row = |id: Id| format!("mover-row-{id}");
    assert_eq!(page.attr("mover-tel", "href").as_deref(), Some("tel:+33612345674"));
    page.press(&row(dupont), "r");
    page.settle_until(&row(fabre));
    assert_eq!(visit_of(&p, dupont).attempts, [at(9, 40)]);
    assert!(page.text(&format!("mover-{dupont}")).contains("No answer, 09:40"), "{}", page.text("to-move"));
    assert_eq!(page.attr(&row(fabre), "aria-expanded").as_deref(), Some("true"), "the next one is open");
    page.press(&row(fabre), "d");
    page.click("mover-why-patient");
    assert_eq!(visit_of(&p, fabre).cancel_reason, "patient");
    assert!(page.text("to-move-progress").contains("1 of 2 done"), "{}", page.text("to-move-progress"));
    let offered = page.text("mover-place-0");
    assert!(offered.contains("Dr Roy"), "{offered}");
    page.press(&row(dupont), "Enter");
    page.settle_until("to-move-none");
    assert_ne!(visit_of(&p, dupont).start, at(10, 0));
    assert!(page.text("to-move-none").contains("everybody has a place again"));
    page.click("undo");
    page.settle_until(&row(dupont));
    assert_eq!(visit_of(&p, dupont).start, at(10, 0));
    assert!(page.text("to-move-progress").contains("1 of 2 done"));
}

#[test]
fn the_same_by_taps_alone() {
    let p = practice();
    let mut page = open(&p);
    away_from_ten(&mut page);
    page.click("place-today");
    page.settle_until("to-move-open");
    assert!(page.text("to-move-open").contains("2 visits to move"));
    assert!(page.text("away-lines").contains("Dr Roy is away Mon 23 Nov 10:00–12:30 · congress"), "{}", page.text("away-lines"));
    page.click("to-move-open");
    page.click(&format!("mover-row-{}", p.visits[4]));
    page.click("mover-stay");
    assert_eq!(visit_of(&p, p.visits[4]).stays, Some(at(10, 30)));
    page.click("mover-place-0");
    page.settle_until("to-move-none");
}

#[test]
fn a_break_and_an_absence_are_taken_away_where_they_are_listed() {
    let p = practice();
    let mut page = open(&p);
    palette(&mut page, "dr roy has a break");
    page.type_into("away-time-from", "15:00");
    page.type_into("away-time-to", "14:00");
    page.fire_submit("away-why");
    assert!(page.text("away-panel").contains("The end must come after the beginning"), "{}", page.text("away-panel"));
    page.type_into("away-time-to", "15:30");
    page.fire_submit("away-why");
    page.settle_until("times");
    assert!(page.text("times").contains("Mon 23 Nov 15:00–15:30"), "{}", page.text("times"));
    page.click("times-remove-0");
    page.settle_until("times-none");
    page.click("undo");
    page.settle_until("times");
}

#[test]
fn who_is_moved_from_the_day_counts_as_well() {
    let p = practice();
    let mut page = open(&p);
    away_from_ten(&mut page);
    page.click("place-today");
    let slip = format!("visit-{}", p.visits[3]);
    page.click(&slip);
    page.press(&slip, "m");
    page.press("place-0", "Enter");
    assert_ne!(visit_of(&p, p.visits[3]).start, at(10, 0), "{}", page.whole());
    page.settle_until("to-move-open");
    page.click("to-move-open");
    assert!(page.text("to-move-progress").contains("1 of 2 done"), "{}", page.whole());
}

#[test]
fn nobody_to_move_is_said_kindly() {
    let p = practice();
    let mut page = open(&p);
    palette(&mut page, "visits to move");
    assert!(page.text("to-move-none").contains("Nobody has to be moved"), "{}", page.whole());
    assert!(!page.has("to-move-progress"));
}

#[test]
fn the_public_holidays_are_taken_at_one_go_and_one_is_opened_again() {
    let p = practice();
    let mut page = open(&p);
    palette(&mut page, "practice");
    page.click("holidays-2027");
    page.settle_until("closed-remove-10");
    assert!(page.text("closed").contains("Mon 29 Mar 2027") && page.text("closed").contains("Easter Monday"), "{}", page.text("closed"));
    assert!(!page.has("holidays-2027"), "all are taken");
    page.click("closed-remove-0");
    page.settle_until("holidays-2027");
    let closed = p.desk.store.read::<_, store::Error>(store::practice::get).unwrap().closed;
    assert_eq!(closed.len(), 10);
}

#[test]
fn a_day_is_printed_for_whom_one_says() {
    let p = practice();
    let mut page = open(&p);
    palette(&mut page, "print a day");
    assert!(page.text("print-count").contains("5 appointments, 1 list"), "{}", page.text("print-count"));
    page.type_into("print-date", "24.11");
    assert!(page.has("print-nothing") && !page.has("print-save"));
}

#[test]
fn what_is_printed_begins_with_the_day_on_the_screen() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "3");
    page.click("open-2026-11-25");
    palette(&mut page, "print a day");
    assert_eq!(page.attr("print-date", "initial_value").as_deref(), Some("25.11.2026"));
}
