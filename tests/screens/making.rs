//! What the desk is told before it books, and what becomes of a booking that is left.

use super::*;
use genki::{actions::booking::NewVisit, store::appointments};

const VIDAL: Id = Id::from_u128(101);
const VACCINE: Id = Id::from_u128(51);

/// Roy is a doctor; Vidal is a nurse who vaccinates, there on Mondays from eight to twelve.
fn vidal(p: &Practicing) {
    let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
    let hours = vec![Block { day: chrono::Weekday::Mon, from: time(8), to: time(12) }];
    let nurse = Practitioner { id: VIDAL, family: "Vidal".into(), speciality: "Nurse".into(), hours, ..Practitioner::default() };
    p.desk
        .act("save-practitioner", move |tx| {
            let roy = store::practitioners::get(&tx.db(), ROY)?.unwrap();
            practice::save_practitioner(tx, &Practitioner { speciality: "Doctor".into(), ..roy })?;
            practice::save_practitioner(tx, &nurse)
        })
        .unwrap();
    let vaccine = Reason { id: VACCINE, name: "Vaccine".into(), minutes: 10, ..Reason::default() };
    p.desk.act("save-reason", move |tx| practice::save_reason(tx, &vaccine)).unwrap();
}

fn visits_of(p: &Practicing, n: u128) -> Vec<genki::model::Appointment> {
    p.desk.store.read::<_, store::Error>(|db| appointments::of_patient(db, Id::from_u128(n))).unwrap()
}

fn alerted(p: &Practicing) {
    let mut fabre = patient(p, 5);
    fabre.alert = "Comes with an ambulance".into();
    p.desk.act("edit-patient", move |tx| patients::save_patient(tx, &fabre)).unwrap();
}

#[test]
fn who_is_booked_already_is_said_before_another_visit_is_made() {
    let p = practice();
    alerted(&p);
    let mut page = open(&p);
    page.hand("n f a b Enter");
    assert!(page.text("coming-0").contains("Is booked already: today at 10:30 with Dr Roy"), "{}", page.text("book"));
    assert_eq!(page.attr("coming-0", "data-tone").as_deref(), Some("warn"), "with her usual practitioner");
    assert_eq!(page.text("book-mind-0"), "Comes with an ambulance");
    assert!(!page.has("coming-1") && !page.has("coming-more"));
    assert_eq!(page.focused_name(), "reason-0", "said, and not in the way");
    page.tap("coming-0");
    assert!(page.text("visit-panel").contains("Fabre"), "{}", page.whole());
    // The booking is still there.
    assert!(page.text("toast").contains("Draft kept"), "{}", page.whole());
    page.tap("toast-resume");
    assert!(page.text("picked").contains("Fabre Louise"));
    page.hand("w");
    assert!(page.has("picked") && !page.has("pick-0"), "a letter that means nothing here leads nowhere");
    page.hand("Escape Escape w f a b Enter");
    assert!(page.has("coming-0"), "who walks in may have come for that visit");
}

#[test]
fn a_booking_that_is_left_half_made_is_kept_and_an_empty_one_just_closes() {
    let p = practice();
    let mut page = open(&p);
    page.hand("n Escape");
    assert!(!page.has("book") && !page.has("toast"));
    page.hand("n f a b Escape");
    assert!(!page.has("book") && page.text("toast").contains("Draft kept"), "{}", page.whole());
    page.hand("n");
    assert!(!page.has("toast"), "said where it is offered");
    assert!(page.text("resume").contains("Go on with fab"), "{}", page.text("book"));
    page.tap("resume");
    assert!(page.text("pick-0").contains("Fabre Louise"), "{}", page.text("book"));
    page.hand("Enter");
    assert!(page.text("picked").contains("Fabre Louise"), "{}", page.text("book"));
    page.hand("Enter Escape");
    page.tap("toast-resume");
    assert!(page.text("picked").contains("Fabre Louise"));
    assert_eq!(page.attr("reason-0", "aria-checked").as_deref(), Some("true"), "as far as it was");
    page.press("book-do", "Enter");
    page.fire_submit("book-do");
    assert_eq!(visits_of(&p, 5).len(), 2, "{}", page.whole());
    page.hand("Escape n");
    assert!(!page.has("resume"), "it is made");
}

#[test]
fn enter_on_a_choice_sends_the_form_and_space_chooses() {
    let p = practice();
    vidal(&p);
    let mut page = open(&p);
    page.hand("n f a b Enter");
    page.press(&format!("with-{VIDAL}"), "Enter");
    assert_eq!(visits_of(&p, 5).len(), 2, "{}", page.whole());
    assert_eq!(visits_of(&p, 5)[0].practitioner, ROY, "nobody else was chosen by it");
}

#[test]
fn a_visit_stays_selected_behind_its_panel_and_hears_the_keys() {
    let p = practice();
    let mut page = open(&p);
    for place in ["place-today", "place-diary"] {
        let (id, slip) = (p.visits[3], format!("visit-{}", p.visits[3]));
        let minutes = || visits_of(&p, 4)[0].minutes;
        page.click(place);
        page.tap(&slip);
        page.hand("Escape");
        assert!(!page.has("visit-panel"), "{place}");
        assert_eq!((page.attr(&slip, "aria-pressed").as_deref(), page.focused_name()), (Some("true"), slip.clone()), "{place}");
        let before = minutes();
        page.hand("+");
        assert_eq!(minutes(), before + 5, "{place}");
        page.hand("-");
        assert_eq!(minutes(), before, "{place}");
        page.hand("shift+ArrowDown");
        assert_eq!(visits_of(&p, 4)[0].start, at(10, 5), "{place}");
        page.hand("shift+ArrowUp Escape +");
        assert_ne!(page.attr(&slip, "aria-pressed").as_deref(), Some("true"), "{place}: let go");
        assert_eq!((minutes(), visits_of(&p, 4)[0].id), (before, id), "{place}: nothing is selected");
    }
    // Behind another day nothing is.
    page.tap(&format!("visit-{}", p.visits[3]));
    page.hand("Escape ] +");
    assert_eq!(visits_of(&p, 4)[0].minutes, 15);
    // From where a visit is to go one comes back to it.
    page.hand("[");
    page.tap(&format!("visit-{}", p.visits[3]));
    page.hand("m Escape");
    assert!(page.has("visit-panel") && !page.has("move-panel"));
}

#[test]
fn a_tap_before_a_visit_begins_where_the_new_one_fits() {
    let p = practice();
    let monday = at(9, 0) + chrono::Days::new(7);
    p.desk
        .act("book", move |tx| {
            let visit =
                NewVisit { patient: Some(Id::from_u128(1)), practitioner: ROY, start: monday, minutes: Some(20), ..Default::default() };
            booking::book(tx, at(9, 40), Id::from_u128(2000), &visit)
        })
        .unwrap();
    let mut page = open(&p);
    page.click("place-diary");
    page.hand("]");
    // A sheet begins a quarter of an hour before the first session, at eight: this is 8:50, and its quarter 8:45.
    page.type_into("hand", &format!("tap {ROY} {} 65", monday.date()));
    assert_eq!(page.attr("time", "initial_value").as_deref(), Some("08:45"), "{}", page.text("book"));
    page.type_into("who", "fabr");
    page.press("who", "Enter");
    page.press("reason-0", "Enter");
    assert!(page.text("book-do").contains("08:40"), "twenty minutes fit before nine: {}", page.text("book"));
    assert!(!page.has("overlap"));
    page.type_into("time", "8:50");
    page.click("reason-0");
    assert!(page.text("book-do").contains("08:50") && page.has("overlap"), "what is typed is taken: {}", page.text("book"));
}

#[test]
fn a_walk_in_goes_to_the_profession_that_its_reason_is_for() {
    let p = practice();
    vidal(&p);
    for n in [1u128, 2, 3] {
        let start = at(11, 0) + chrono::TimeDelta::minutes(10 * n as i64);
        let visit = NewVisit { patient: Some(Id::from_u128(n)), practitioner: VIDAL, start, reason: Some(VACCINE), ..Default::default() };
        p.desk.act("book", move |tx| booking::book(tx, at(9, 40), Id::from_u128(3000 + n), &visit)).unwrap();
    }
    let mut page = open(&p);
    page.hand("w f a b Enter");
    let pressed = |page: &Page, who: Id| page.attr(&format!("with-{who}"), "aria-pressed").as_deref() == Some("true");
    assert!(pressed(&page, ROY) && !pressed(&page, VIDAL), "whom she usually sees: {}", page.text("book"));
    let vaccine = if page.text("reason-0").contains("Vaccine") { "reason-0" } else { "reason-1" };
    page.click(vaccine);
    assert!(pressed(&page, VIDAL) && !pressed(&page, ROY), "{}", page.text("book"));
    page.fire_submit("book-do");
    let walked_in = visits_of(&p, 5).into_iter().find(|a| a.walk_in);
    assert_eq!(walked_in.map(|a| a.practitioner), Some(VIDAL), "{}", page.whole());
}

#[test]
fn the_far_board_tells_apart_who_is_written_alike() {
    let p = practice();
    vidal(&p);
    let namesake = Patient { id: Id::from_u128(9), family: "Martin".into(), given: vec!["Léa".into()], ..Patient::default() };
    p.desk.act("new-patient", move |tx| patients::save_patient(tx, &namesake)).unwrap();
    let visit =
        NewVisit { patient: Some(Id::from_u128(9)), practitioner: VIDAL, start: at(10, 0), minutes: Some(15), ..Default::default() };
    let other = p.desk.act("book", move |tx| booking::book(tx, at(9, 40), Id::from_u128(2009), &visit)).unwrap().answer;
    let mut page = open(&p);
    page.press("date", "F8");
    let row = |page: &Page, id: Id| page.text(&format!("far-{id}"));
    assert!(row(&page, p.visits[1]).contains("Martin Léa · Dr Roy"), "{}", page.text("far"));
    assert!(row(&page, other).contains("Martin Léa · Vidal"), "{}", page.text("far"));
    assert!(!row(&page, p.visits[2]).contains("Dr Roy"), "only where it is needed");
}

#[test]
fn a_series_is_said_as_one_says_it() {
    let p = practice();
    let mut page = open(&p);
    palette(&mut page, "franc");
    page.hand("n f a b Enter");
    page.click("repeat");
    assert_eq!(page.text("repeat-said"), "Chaque semaine");
    page.type_into("repeat-every", "2");
    assert_eq!(page.text("repeat-said"), "Toutes les 2 semaines");
    page.click("repeat-months");
    assert_eq!(page.text("repeat-said"), "Tous les 2 mois");
}

#[test]
fn calling_off_is_not_what_is_proposed_first() {
    let p = practice();
    let tomorrow = at(9, 0) + chrono::Days::new(7);
    let visit = NewVisit { patient: Some(Id::from_u128(5)), practitioner: ROY, start: tomorrow, minutes: Some(20), ..Default::default() };
    let id = p.desk.act("book", move |tx| booking::book(tx, at(9, 40), Id::from_u128(2000), &visit)).unwrap().answer;
    let mut page = open(&p);
    page.click("place-diary");
    page.hand("]");
    page.click(&format!("visit-{id}"));
    let class = |page: &Page, id: &str| page.attr(id, "class").unwrap();
    assert!(!class(&page, "deed-cancel-visit").contains("primary"), "{}", page.text("visit-panel"));
    assert!(class(&page, "move").contains("big"), "moving comes first");
    // Nor is anything foretold of another day, or promised.
    assert!(page.text("told").contains("Mon 30 Nov, 09:00") && !page.text("told").contains("about"), "{}", page.text("told"));
    assert!(!page.has("promise-0"));
    page.click("place-today");
    page.click(&format!("visit-{}", p.visits[3]));
    page.click("promise-1");
    let promised = visits_of(&p, 4)[0].promised_start.unwrap();
    assert_eq!(promised.format("%M").to_string().parse::<u32>().unwrap() % 15, 0, "a round hour: {promised}");
    assert_eq!(page.attr("promise-1", "aria-pressed").as_deref(), Some("true"));
}

#[test]
fn each_time_a_visit_is_moved_the_first_place_is_lit() {
    let p = practice();
    let mut page = open(&p);
    page.click(&format!("visit-{}", p.visits[3]));
    let mut before = at(10, 0);
    for n in 0..3 {
        page.hand("m");
        assert_eq!((page.focused_name().as_str(), page.attr("place-0", "aria-pressed").as_deref()), ("place-0", Some("true")), "{n}");
        page.hand("Enter");
        let moved = visits_of(&p, 4)[0].start;
        assert_ne!(moved, before, "{n}");
        assert!(page.has("visit-panel") && !page.has("move-panel"), "{n}");
        before = moved;
    }
}

#[test]
fn the_same_hour_of_another_day_is_proposed_where_it_is_free() {
    let p = practice();
    let mut page = open(&p);
    page.click(&format!("visit-{}", p.visits[3]));
    page.hand("m");
    page.type_into("date-field", "dans une semaine");
    assert!(page.text("move-do").contains("Mon 30 Nov, 10:00"), "{}", page.text("move-panel"));
    // Her own hour stays, whatever day it is then.
    page.type_into("time", "8:30");
    page.type_into("date-field", "+14");
    assert!(page.text("move-do").contains("Mon 7 Dec, 08:30"), "{}", page.text("move-panel"));
    page.fire_submit("move-do");
    page.hand("m");
    assert!(!page.text("move-do").contains("08:30"), "an hour that was typed is done with: {}", page.text("move-panel"));
}

#[test]
fn a_day_is_asked_for_as_it_is_said() {
    let p = practice();
    let mut page = open(&p);
    page.hand("n f a b Enter Enter");
    page.type_into("date-field", "lundi matin");
    assert!(page.text("book-do").contains("Mon 30 Nov, 08:00"), "{}", page.text("book"));
    assert!(page.text("suits-open").contains("Mon") && page.text("suits-open").contains("Mornings"), "{}", page.text("suits-open"));
    page.type_into("date-field", "in two weeks at 9:15");
    assert!(page.text("book-do").contains("Mon 7 Dec, 09:15"), "{}", page.text("book"));
    assert!(!page.text("suits-open").contains("Mornings"), "the phrase before is forgotten");
    page.type_into("date-field", "dans 3 mois, l'après-midi");
    assert!(page.has("no-place"), "{}", page.text("book"));
    page.type_into("date-field", "dans 3 moi");
    assert!(page.has("date-field-unclear"));
}
