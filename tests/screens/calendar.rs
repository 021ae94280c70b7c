//! Visits of which only words tell, series, and notes of the day.

use super::*;
use genki::{model::Appointment, store::appointments};

fn visit(p: &Practicing, n: u128, label: &str, start: NaiveDateTime, series: Option<Id>) -> Id {
    let id = Id::from_u128(n);
    let visit = Appointment {
        id,
        practitioner: ROY,
        start,
        minutes: 10,
        label: label.into(),
        series,
        created: Some(at(8, 0)),
        ..Appointment::default()
    };
    p.desk.act("book", move |tx| Ok(tx.put(&visit)?)).unwrap();
    id
}

fn patient_of(p: &Practicing, id: Id) -> Option<Id> {
    p.desk.store.read::<_, store::Error>(|db| appointments::get(db, id)).unwrap().unwrap().patient
}

#[test]
fn who_it_is_is_asked_and_answered_in_one_act() {
    let p = practice();
    let id = visit(&p, 2001, "Mme Martin Léa (contrôle)", at(10, 45), None);
    let mut page = open(&p);
    let slip = format!("visit-{id}");
    assert!(page.text(&slip).contains("Mme Martin Léa (contrôle)"));
    page.click(&slip);
    page.click("who-is-it");
    assert!(page.text("pick-0").contains("Martin"), "whom the words fit comes first");
    page.click("pick-0");
    assert!(page.text("toast").contains("Martin Léa: noted"), "{}", page.text("toast"));
    assert_eq!(patient_of(&p, id), Some(Id::from_u128(2)));
    assert!(!page.text(&slip).contains("contrôle") && page.has("visit-panel") && !page.has("who-is-it"));
    page.click("undo");
    assert_eq!(patient_of(&p, id), None);
    assert!(page.text(&slip).contains("contrôle"));
}

#[test]
fn somebody_new_is_one_line_further_down() {
    let p = practice();
    let id = visit(&p, 2001, "Zidane Nora", at(10, 45), None);
    let mut page = open(&p);
    page.click(&format!("visit-{id}"));
    page.press("visit-panel", "q");
    page.click("pick-new");
    let patient = patient_of(&p, id).expect("settled");
    let known = p.desk.store.read::<_, store::Error>(|db| store::patients::get(db, patient)).unwrap().unwrap();
    assert_eq!(known.name(), "Zidane Nora");
}

#[test]
fn all_that_wait_for_their_patient_stand_in_a_list_a_series_once() {
    let p = practice();
    let series = Some(Id::from_u128(900));
    visit(&p, 2001, "Fabre Louise", at(10, 45), series);
    visit(&p, 2002, "Fabre Louise", at(10, 50), series);
    visit(&p, 2003, "Somebody", at(10, 55), None);
    let mut page = open(&p);
    palette(&mut page, "without a patient");
    assert!(page.text("unsettled").contains("3 visits still wait"), "{}", page.text("unsettled"));
    assert!(page.has("unsettled-1") && !page.has("unsettled-2"));
    page.click("unsettled-0");
    assert!(page.text("settle").contains("2 visits of this series"));
    page.click("pick-0");
    assert!(page.text("unsettled").contains("One visit still waits"), "back to the list");
}

#[test]
fn a_series_says_where_one_is_and_ends_with_a_key_and_a_reason() {
    let p = practice();
    let series = Some(Id::from_u128(900));
    let day = |n: i64| at(10, 45) + chrono::TimeDelta::days(n * 7);
    let ids: Vec<Id> = (0..4).map(|n| visit(&p, 2001 + n as u128, "Fabre", day(n), series)).collect();
    let mut page = open(&p);
    page.click(&format!("visit-{}", ids[0]));
    assert_eq!(page.text("series"), "1st of 4, every week");
    assert!(page.text("cancel-onwards").contains("Cancel this and 3 later"));
    page.press("visit-panel", "s");
    page.click("why-patient");
    assert!(page.text("toast").contains("4 visits cancelled"));
    let off = || {
        let all = p.desk.store.read::<_, store::Error>(|db| appointments::of_series(db, Id::from_u128(900))).unwrap();
        all.iter().filter(|a| a.status == genki::model::transition::AppointmentStatus::Cancelled).count()
    };
    assert_eq!(off(), 4);
    page.click("undo");
    assert_eq!(off(), 0);
}

#[test]
fn a_note_of_the_day_is_written_read_and_taken_away() {
    let p = practice();
    let mut page = open(&p);
    assert!(!page.has("day-notes"));
    page.press("date", "j");
    page.fire_submit("day-note-text");
    assert!(page.has("day-note"), "an empty note is not taken");
    page.type_into("day-note-text", "Delivery at two");
    page.fire_submit("day-note-text");
    assert!(page.text("day-notes").contains("Delivery at two"));
    page.click("day-notes-0");
    page.click("day-note-remove");
    assert!(!page.has("day-notes"));
    page.click("undo");
    assert!(page.text("day-notes").contains("Delivery at two"));
}
