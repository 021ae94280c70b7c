//! The diary: what is booked is seen, moved by hand and by keys, and taken back.

use super::*;
use chrono::Days;
use genki::model::practitioner::Absence;

const VIDAL: Id = Id::from_u128(101);

/// A second practitioner, there on Monday and Tuesday; Dr Roy is on Tuesday, too, and away on Wednesday.
fn two(p: &Practicing) {
    let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
    p.desk
        .act("save-practitioner", move |tx| {
            let block = |day, from, to| Block { day, from, to };
            let hours = vec![block(chrono::Weekday::Mon, time(8, 0), time(12, 0)), block(chrono::Weekday::Tue, time(8, 0), time(12, 0))];
            let vidal = Practitioner { id: VIDAL, family: "Vidal".into(), prefix: "Dr".into(), hours, ..Practitioner::default() };
            practice::save_practitioner(tx, &vidal)?;
            let mut roy = store::practitioners::get(&tx.db(), ROY)?.unwrap();
            roy.hours.push(block(chrono::Weekday::Tue, time(8, 0), time(11, 0)));
            roy.hours.push(block(chrono::Weekday::Wed, time(8, 0), time(11, 0)));
            let wednesday = at(0, 0) + Days::new(2);
            roy.absences = vec![Absence { from: wednesday, to: wednesday + Days::new(1), why: "Congress".into() }];
            practice::save_practitioner(tx, &roy)
        })
        .unwrap();
}

fn appointment(p: &Practicing, id: Id) -> genki::model::Appointment {
    p.desk.store.read::<_, store::Error>(|db| store::appointments::get(db, id)).unwrap().unwrap()
}

fn slip(p: &Practicing, n: usize) -> String {
    format!("visit-{}", p.visits[n])
}

#[test]
fn who_was_chosen_stays_chosen_in_the_other_span() {
    let p = practice();
    two(&p);
    let mut page = open(&p);
    page.press("date", "3");
    page.click(&format!("diary-of-{VIDAL}"));
    for _ in 0..2 {
        page.press("date", "v");
        assert!(!page.has(&slip(&p, 1)) && page.has(&format!("track-2026-11-23-{VIDAL}")), "{}", page.whole());
    }
    page.click("diary-all");
    page.press("date", "v");
    assert!(page.has(&slip(&p, 1)));
}

#[test]
fn a_week_shows_what_is_booked_and_who_is_away() {
    let p = practice();
    two(&p);
    let mut page = open(&p);
    page.press("date", "3");
    assert!(page.text("date").contains("23 – 29 November"), "{}", page.text("date"));
    let monday = page.text(&format!("track-2026-11-23-{ROY}"));
    for name in ["Blanc", "Martin", "Caron", "Dupont", "Fabre"] {
        assert!(monday.contains(name), "{name} in {monday}");
    }
    assert!(page.text("away-2026-11-25-0").contains("Away: Congress"));
    assert!(!page.has("date-2026-11-28"), "nobody works on Saturday");
    page.press("date", "]");
    assert!(page.text("date").contains("30 November – 6 December"), "{}", page.text("date"));
    page.click("place-today");
    page.click("place-diary");
    assert!(page.text("date").contains("30 November"), "what was shown is shown again");
    page.click("diary-now");
    page.click("open-2026-11-24");
    assert_eq!(page.text("date"), "Tuesday 24 November");
    page.press("date", "v");
    page.click(&format!("diary-of-{VIDAL}"));
    assert!(!page.has(&slip(&p, 1)) && page.has(&format!("track-2026-11-23-{VIDAL}")));
    page.click("diary-month");
    page.click("month-2026-11-04");
    assert!(page.text("date").contains("2 – 8 November"), "{}", page.text("date"));
    assert!(!page.has("month"));
}

#[test]
fn keys_move_a_visit_make_it_longer_and_undo_takes_it_back() {
    let p = practice();
    two(&p);
    let mut page = open(&p);
    page.click("place-diary");
    let dupont = slip(&p, 3);
    page.click(&dupont);
    assert!(page.has("visit-panel"));
    page.press(&dupont, "shift+ArrowDown");
    assert_eq!(appointment(&p, p.visits[3]).start, at(10, 5));
    assert!(page.text("toast").contains("10:05"), "{}", page.text("toast"));
    page.click("undo");
    assert_eq!(appointment(&p, p.visits[3]).start, at(10, 0));
    page.press(&dupont, "shift+ArrowDown");
    page.press(&dupont, "shift+ArrowRight");
    let moved = appointment(&p, p.visits[3]);
    assert_eq!((moved.practitioner, moved.start), (VIDAL, at(10, 5)), "the practitioner beside");
    page.press(&dupont, "shift+ArrowRight");
    let moved = appointment(&p, p.visits[3]);
    assert_eq!((moved.practitioner, moved.start), (ROY, at(10, 5) + Days::new(1)), "then the next day");
    page.press(&dupont, "+");
    page.press(&dupont, "+");
    page.press(&dupont, "-");
    assert_eq!(appointment(&p, p.visits[3]).minutes, 20);
    page.click("undo");
    assert_eq!(appointment(&p, p.visits[3]).minutes, 25, "the last step is taken back");
}

#[test]
fn what_overlaps_is_moved_all_the_same_and_named() {
    let p = practice();
    let mut page = open(&p);
    let fabre = slip(&p, 4);
    page.click(&fabre);
    for _ in 0..4 {
        page.press(&fabre, "shift+ArrowUp");
    }
    assert_eq!(appointment(&p, p.visits[4]).start, at(10, 10));
    let said = page.text("toast");
    assert!(said.contains("overlaps Dupont Camille 10:00"), "{said}");
    page.press(&fabre, "shift+ArrowLeft");
    assert!(page.text("toast").contains("no column"), "{}", page.text("toast"));
}

#[test]
fn who_is_in_the_room_stays_where_they_were() {
    let p = practice();
    let mut page = open(&p);
    let blanc = slip(&p, 0);
    page.click(&blanc);
    assert_eq!(page.attr(&blanc, "data-grab"), None);
    page.press(&blanc, "shift+ArrowDown");
    assert_eq!(appointment(&p, p.visits[0]).start, at(9, 0));
}

#[test]
fn the_hand_brings_a_visit_to_another_time_and_day() {
    let p = practice();
    two(&p);
    let mut page = open(&p);
    page.click("place-diary");
    let id = p.visits[3];
    let tell = |page: &mut Page, words: String| page.type_into("hand", &words);
    // The day begins at 8:00, a quarter of an hour down.
    let nine = 15 + 60;
    tell(&mut page, format!("take {id} move"));
    tell(&mut page, format!("over {VIDAL} 2026-11-24 {}", nine + 2));
    assert!(page.text("ghost").contains("09:00 – 09:15"), "{}", page.text("ghost"));
    tell(&mut page, format!("over {ROY} 2026-11-23 {}", nine + 28));
    assert!(page.text("ghost").contains("overlaps Martin Léa 09:30"), "{}", page.text("ghost"));
    tell(&mut page, "leave".into());
    assert!(!page.has("ghost"));
    assert_eq!(appointment(&p, id).start, at(10, 0), "Escape leaves it where it was");
    tell(&mut page, format!("take {id} move"));
    tell(&mut page, format!("over {VIDAL} 2026-11-24 {}", nine + 2));
    tell(&mut page, "drop".into());
    let moved = appointment(&p, id);
    assert_eq!((moved.practitioner, moved.start), (VIDAL, at(9, 0) + Days::new(1)));
    assert!(page.text("toast").contains("with Dr Vidal"), "{}", page.text("toast"));
    // Its lower edge.
    tell(&mut page, format!("take {id} stretch"));
    tell(&mut page, format!("over {VIDAL} 2026-11-24 {}", nine + 41));
    tell(&mut page, "drop".into());
    assert_eq!(appointment(&p, id).minutes, 40);
    page.press("date", "ctrl+z");
    page.press("date", "ctrl+z");
    let back = appointment(&p, id);
    assert_eq!((back.practitioner, back.start, back.minutes), (ROY, at(10, 0), 15), "one act each");
}

#[test]
fn the_hand_works_on_today_as_well() {
    let p = practice();
    let mut page = open(&p);
    page.type_into("hand", &format!("take {} move", p.visits[3]));
    page.type_into("hand", &format!("over {ROY} 2026-11-23 {}", 15 + 130));
    page.type_into("hand", "drop");
    assert_eq!(appointment(&p, p.visits[3]).start, at(10, 10));
}

#[test]
fn a_tap_on_an_empty_place_books_there() {
    let p = practice();
    two(&p);
    let mut page = open(&p);
    page.click("place-diary");
    page.type_into("hand", &format!("tap {VIDAL} 2026-11-24 {}", 15 + 85));
    assert_eq!(page.attr("time", "initial_value").as_deref(), Some("09:15"), "the quarter of an hour that was tapped");
    page.press("date", "Escape");
    let free = format!("free-{VIDAL}-2026-11-24 08:00:00");
    page.click(&free);
    assert_eq!(page.attr("time", "initial_value").as_deref(), Some("08:00"), "Enter on a free place takes its beginning");
}

#[test]
fn a_week_with_a_clock_change_has_nine_beside_nine() {
    let p = practice();
    p.desk
        .act("save-practitioner", |tx| {
            let mut roy = store::practitioners::get(&tx.db(), ROY)?.unwrap();
            let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
            // From midnight to noon on Saturday and Sunday.
            roy.hours = [chrono::Weekday::Sat, chrono::Weekday::Sun].map(|day| Block { day, from: time(0, 0), to: time(12, 0) }).to_vec();
            practice::save_practitioner(tx, &roy)
        })
        .unwrap();
    let on = |day, h, m| NaiveDate::from_ymd_opt(2026, 10, day).unwrap().and_hms_opt(h, m, 0).unwrap();
    let book = |n: u128, start| {
        let visit =
            booking::NewVisit { patient: Some(Id::from_u128(1)), practitioner: ROY, start, minutes: Some(20), ..Default::default() };
        p.desk.act("book", move |tx| booking::book(tx, at(8, 0), Id::from_u128(n), &visit)).unwrap().answer
    };
    let (saturday, sunday, early) = (book(2001, on(24, 9, 0)), book(2002, on(25, 9, 0)), book(2003, on(25, 1, 0)));
    let mut page = open(&p);
    page.click("place-diary");
    for _ in 0..5 {
        page.press("date", "[");
    }
    assert!(page.text("date").contains("19 – 25 October"), "{}", page.text("date"));
    let top = |page: &Page, id: Id| page.attr(&format!("visit-{id}"), "style").unwrap();
    assert_eq!(top(&page, saturday), top(&page, sunday), "nine is beside nine");
    assert!(top(&page, sunday).starts_with("--at:615;"), "an hour further down than on other days: {}", top(&page, sunday));
    assert!(top(&page, early).starts_with("--at:75;"), "{}", top(&page, early));
    // Half past two for the second time has no name: it becomes three.
    page.type_into("hand", &format!("take {early} move"));
    page.type_into("hand", &format!("over {ROY} 2026-10-25 {}", 15 + 210));
    page.type_into("hand", "drop");
    assert_eq!(appointment(&p, early).start, on(25, 3, 0));
    page.click(&format!("visit-{early}"));
    page.press(&format!("visit-{early}"), "shift+ArrowUp");
    assert_eq!(appointment(&p, early).start, on(25, 2, 55), "back over the hour that came twice");
}
