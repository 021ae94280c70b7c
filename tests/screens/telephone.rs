//! Booking while the patient is on the line: by keys, a series, a reason for calling off, the waiting list.

use super::*;
use genki::{
    actions::waiting::{self, Waiting},
    model::{Appointment, transition::AppointmentStatus as A, wish::Wish},
    store::appointments,
};

fn of_patient(p: &Practicing, n: u128) -> Vec<Appointment> {
    p.desk.store.read::<_, store::Error>(|db| appointments::of_patient(db, Id::from_u128(n))).unwrap()
}

fn monday(week: i64, hour: u32, minute: u32) -> NaiveDateTime {
    at(hour, minute) + chrono::TimeDelta::weeks(week)
}

#[test]
fn a_known_patient_is_booked_with_eight_keys() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "n");
    page.type_into("who", "fabr");
    page.press("who", "Enter");
    assert!(page.text("picked").contains("Fabre Louise"));
    page.press("reason-0", "Enter");
    assert!(
        page.text("places").starts_with("Monday 30 November 08:00 08:20 08:40"),
        "nothing of 20 min is left today: {}",
        page.text("places")
    );
    assert_eq!(page.attr("place-0", "aria-pressed").as_deref(), Some("true"), "the first is lit");
    page.press("place-0", "Enter");
    assert!(page.text("toast").contains("Fabre Louise is booked for Mon 30 Nov, 08:00"), "{}", page.text("toast"));
    let booked = &of_patient(&p, 5)[0];
    assert_eq!((booked.start, booked.minutes, booked.reason), (monday(1, 8, 0), 20, Some(Id::from_u128(50))));
}

#[test]
fn the_place_comes_first_and_then_who() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F4");
    assert!(!page.has("who") && page.text("places").starts_with("Today 10:45 Dr Roy Monday 30 November 08:00"), "{}", page.text("places"));
    page.click("suits-3-weeks");
    assert!(page.text("places").starts_with("Monday 14 December 08:00"), "{}", page.text("places"));
    page.type_into("suits-after", "10:30");
    assert!(page.text("places").starts_with("Monday 14 December 10:30 Dr Roy 10:45"), "{}", page.text("places"));
    page.click("day-Tue");
    assert!(page.text("no-place").contains("No free place"));
    page.click("day-Tue");
    page.press("place-0", "ArrowRight");
    page.press("place-1", "Enter");
    page.type_into("who", "martin");
    page.press("who", "Enter");
    page.fire_submit("book-do");
    assert_eq!(of_patient(&p, 2)[0].start, monday(3, 10, 45));
}

#[test]
fn what_overlaps_is_named_and_booked_all_the_same() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "n");
    page.type_into("who", "blanc");
    page.press("who", "Enter");
    page.type_into("time", "1035");
    assert_eq!(page.text("overlap"), "Overlaps with Fabre Louise 10:30. You can book it all the same.");
    page.type_into("time", "1050");
    assert!(page.text("outside").contains("Outside Dr Roy's hours"), "{}", page.text("book"));
    page.type_into("time", "1035");
    page.fire_submit("time");
    assert_eq!(of_patient(&p, 1)[0].start, at(10, 35));
    assert_eq!(page.text("overlap"), "Overlaps with Fabre Louise 10:30.", "said of the visit as it stands");
}

#[test]
fn a_series_proposes_another_place_where_one_is_taken() {
    let p = practice();
    book(&p.desk, 6, "Noir", "Ada", monday(2, 8, 0), 20);
    let mut page = open(&p);
    page.press("date", "n");
    page.type_into("who", "fabre");
    page.press("who", "Enter");
    page.press("reason-0", "Enter");
    page.click("repeat");
    page.type_into("repeat-times", "4");
    assert_eq!(page.text("turn-0"), "Mon 30 Nov 08:00");
    assert!(page.text("turn-1").contains("Mon 7 Dec 08:00 Overlaps with Noir Ada 08:00. 08:20 Keep it"), "{}", page.text("turn-1"));
    page.click("leave-2");
    assert_eq!(page.text("book-do").replace('↵', "").trim(), "Book 3 visits");
    page.fire_submit("book-do");
    assert!(page.text("toast").contains("Fabre Louise: 3 visits booked"));
    let mut starts: Vec<_> = of_patient(&p, 5).iter().filter(|a| a.series.is_some()).map(|a| a.start).collect();
    starts.sort();
    assert_eq!(starts, [monday(1, 8, 0), monday(2, 8, 20), monday(4, 8, 0)]);
    page.click("undo");
    assert_eq!(of_patient(&p, 5).len(), 1);
}

#[test]
fn a_place_that_opens_is_offered_to_who_waits_and_taken_with_one_tap() {
    let p = practice();
    let wish = Wish { with: vec![ROY], ..Wish::default() };
    let waits = Waiting {
        patient: Some(Id::from_u128(2)),
        reason: Some(Id::from_u128(50)),
        wish,
        comment: "after ten".into(),
        ..Waiting::default()
    };
    p.desk.act("wait", move |tx| waiting::wait(tx, at(8, 0), Id::from_u128(70), &waits)).unwrap();
    let mut page = open(&p);
    let slip = format!("visit-{}", p.visits[4]);
    page.click(&slip);
    page.press(&slip, "d");
    assert!(page.text("call-off").contains("The patient called off"));
    page.press("call-off", "Escape");
    assert!(!page.has("call-off") && page.has("deed-cancel-visit"), "Escape asks no more");
    page.click("deed-cancel-visit");
    page.click("why-ill");
    assert!(page.text("toast").contains("One who waits fits: offer"), "{}", page.text("toast"));
    assert_eq!(page.text("why-off"), "patient is ill");
    assert!(page.has("offer-later"), "the bar goes, the offer stays with the visit");
    page.click("offer");
    let offered = page.text("offer-0");
    for said in ["Martin Léa", "10:30", "asked for Dr Roy", "since today", "after ten", "06 12 34 56 72"] {
        assert!(offered.contains(said), "{said} in {offered}");
    }
    page.click("take-0");
    let taken = p.desk.store.read::<_, store::Error>(|db| appointments::get(db, Id::from_u128(70))).unwrap().unwrap();
    assert_eq!((taken.status, taken.start, taken.practitioner), (A::Booked, at(10, 30), ROY));
    page.click("undo");
    assert!(page.text("toast").contains("One who waits fits: offer"), "what was taken back is open again: {}", page.text("toast"));
    page.press("date", "F6");
    assert!(page.text("waiting-list").contains("Martin Léa"), "{}", page.whole());
}

#[test]
fn who_finds_no_place_is_put_on_the_list_and_taken_off_it() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F6");
    assert!(page.text("waiting-list").contains("Nobody waits"));
    page.click("waiting-add");
    page.type_into("who", "caron");
    page.press("who", "Enter");
    page.click("reason-0");
    page.click("suits-open");
    page.click("mornings");
    page.click("day-Mon");
    page.type_into("note", "call me");
    page.click("book-wait");
    assert!(page.text("toast").contains("Caron Hugo is on the waiting list"));
    let waits = of_patient(&p, 3).into_iter().find(|a| a.status == A::Waitlist).unwrap();
    assert_eq!((waits.minutes, waits.comment.as_str(), waits.wish_days.as_slice()), (20, "call me", &[chrono::Weekday::Mon][..]));
    assert!(page.text("wait").contains("Free now") && page.text("place-0") == "08:00", "{}", page.text("wait"));
    page.type_into("wait-until", "24.12.");
    page.click("wait-save");
    page.press("wait", "F6");
    assert!(
        page.text("waits-0").contains("Caron Hugo Consultation · 20 min · Dr Roy · Mon · Mornings · until Thu 24 Dec"),
        "{}",
        page.text("waits-0")
    );
    page.click("waits-0");
    page.click("wait-off");
    assert!(page.text("waiting-list").contains("Nobody waits"), "{}", page.whole());
    page.click("undo");
    assert!(page.has("waits-0"));
}

#[test]
fn what_was_begun_and_left_can_be_taken_up_again() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "n");
    page.type_into("who", "fabre");
    page.press("who", "Enter");
    page.click("reason-0");
    page.press("book", "Escape");
    assert!(!page.has("book"));
    page.press("date", "n");
    assert!(!page.has("picked"), "the next who telephones is another");
    page.click("resume");
    assert!(page.text("picked").contains("Fabre Louise"));
    assert_eq!(page.attr("reason-0", "aria-checked").as_deref(), Some("true"));
}
