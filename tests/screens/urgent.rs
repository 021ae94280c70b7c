//! The emergency place, whom to warn, the alarm, and reception put right by hand.

use super::*;
use genki::store::day::Place;

/// Who waits, in the order of the board.
fn waiting(page: &Page, p: &Practicing) -> Vec<usize> {
    let shown = page.whole();
    let mut all: Vec<(usize, usize)> = Vec::new();
    for (i, name) in ["Blanc", "Martin Léa", "Caron Hugo"].iter().enumerate().skip(1) {
        assert!(page.has(&format!("guest-{}", p.visits[i])), "{name} waits");
        all.push((shown.find(&format!("{name} Here")).unwrap(), i));
    }
    all.sort_unstable();
    all.into_iter().map(|(_, i)| i).collect()
}

/// What this device keeps of its looks is written aside.
fn settle_kept(page: &mut Page) {
    for _ in 0..3 {
        page.settle();
    }
}

fn taken(p: &Practicing) -> Vec<genki::model::Appointment> {
    let all = p.desk.store.read::<_, store::Error>(store::appointments::unsettled).unwrap();
    all.into_iter().filter(|a| a.is_urgent()).collect()
}

#[test]
fn two_keys_place_an_emergency_and_one_undo_takes_it_back() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F3");
    for (i, words) in ["about 10:05 in 25 min", "about 09:55 in 15 min"].iter().enumerate() {
        let card = page.text(&format!("urgent-place-{i}"));
        assert!(card.contains(words), "{card}");
    }
    let best = page.text("urgent-place-0");
    assert!(best.contains("between Martin Léa and Caron Hugo") && best.contains("Delays nobody"), "{best}");
    let next = page.text("urgent-place-1");
    assert!(next.contains("between Blanc Étienne and Martin Léa") && next.contains("Martin Léa (here) +10 min"), "{next}");
    assert!(next.contains("Becomes half an hour late: Martin Léa"), "{next}");
    assert!(page.text("urgent-place-2").contains("Waits longer than 30 min"), "{}", page.text("urgent-place-2"));
    page.press("urgent", "Enter");
    assert_eq!(taken(&p).len(), 1);
    let id = taken(&p)[0].id;
    assert!(page.text(&format!("visit-{id}")).contains("Emergency 09:40"));
    assert!(page.text("urgent-taken").contains("about 10:05"), "{}", page.text("urgent-warn"));
    assert!(page.has("warn-none") && page.has("who"), "it goes on to ask who it is");
    page.press("urgent-warn", "Escape");
    assert!(!page.has("urgent-warn"));
    page.press("date", "ctrl+z");
    assert!(taken(&p).is_empty());
}

#[test]
fn what_lies_under_the_emergency_is_not_lost() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "n");
    page.type_into("who", "dup");
    page.press("who", "F3");
    page.press("urgent", "ArrowRight");
    assert_eq!(page.attr("urgent-15", "aria-pressed").as_deref(), Some("true"));
    page.press("urgent", "n");
    page.press("urgent", "Escape");
    assert!(!page.has("urgent") && page.text("pick-0").contains("Dupont"), "{}", page.text("book"));
}

#[test]
fn a_gap_that_is_eaten_is_said_so() {
    let p = practice();
    let mut page = open(&p);
    page.click("urgent-open");
    page.click("urgent-15");
    let said = page.text("urgent-eaten");
    assert!(said.contains("10:45 looks free until 11:00; it is not: Dr Roy is 25 min behind"), "{said}");
    assert!(said.contains("Caron Hugo, Dupont Camille will be in"), "{said}");
}

#[test]
fn who_becomes_later_is_told_and_ticked() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F3");
    page.press("urgent", "2");
    let martin = p.visits[1];
    let line = page.text(&format!("warn-{martin}"));
    assert!(line.contains("Martin Léa Here “about 10:05 instead of 09:55”"), "{line}");
    page.type_into("who", "fabre");
    page.press("who", "Enter");
    assert!(taken(&p).is_empty(), "it is known who it is");
    page.press("urgent-warn", "Escape");
    assert!(page.text("warn-chip").contains("1 to warn"));
    page.click("warn-chip");
    page.click(&format!("warned-{martin}"));
    assert!(page.text("warn-none").contains("Everybody was told."));
    assert!(!page.has("warn-chip"));
    let told = p.desk.store.read::<_, store::Error>(|db| store::appointments::get(db, martin)).unwrap().unwrap();
    assert!(told.promised_start.is_some() && told.moved_on == Some(at(9, 40).date()));
    page.click("undo");
    assert!(page.has("warn-chip"), "taken back, to be told again");
}

#[test]
fn an_alarm_is_on_every_screen_until_somebody_comes() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F3");
    assert!(page.text("urgent-now-whom").contains("Dr Roy"), "whom it goes to is said before");
    page.press("urgent", "!");
    let alarm = page.text("alarm");
    assert!(alarm.contains("Life-threatening emergency for Dr Roy · since 09:40") && alarm.contains("Call 15"), "{alarm}");
    let day = p.desk.store.read::<_, store::Error>(|db| store::day::days(db, at(9, 40), at(9, 40).date(), Some(ROY))).unwrap().remove(0);
    assert_eq!(day.visits[0].id(), taken(&p)[0].id, "the first of the run");
    page.press("urgent-warn", "Escape");
    page.click("place-settings");
    assert!(page.has("alarm"));
    page.click("alarm-come");
    assert!(page.text("alarm-seen").contains("Nadège comes, 09:40"), "{}", page.text("alarm"));
    assert!(!page.has("alarm-come"), "she has answered; a doctor has not, and is called on");
    page.click("place-reception");
    let id = taken(&p)[0].id;
    let row = page.text(&format!("guest-{id}"));
    assert!(row.contains("Life-threatening") && row.contains("now") && !row.contains("about"), "{row}");
    page.click("privacy");
    assert!(page.text(&format!("guest-{id}")).contains("Emergency"), "{}", page.text(&format!("guest-{id}")));
    page.click("place-diary");
    let slip = format!("visit-{id}");
    assert!(page.attr(&slip, "data-immediate").is_some(), "the same sign on the diary");
    assert!(page.attr(&slip, "aria-label").unwrap().contains("Life-threatening"), "{:?}", page.attr(&slip, "aria-label"));
    assert!(page.text(&slip).contains("Emergency"), "and who it is, as reception says it: {}", page.text(&slip));
    page.click("place-today");
    assert!(page.text(&slip).contains("Life-threatening") && page.text(&slip).contains("Emergency"), "{}", page.text(&slip));
    page.click("place-reception");
    page.click("alarm-calm");
    assert!(!page.has("alarm") && taken(&p).len() == 1, "it was less: quiet again, and its place stays");
    page.click("undo");
    assert!(page.has("alarm"));
}

#[test]
fn the_run_is_put_right_by_keys_and_given_back() {
    let p = practice();
    let mut page = open(&p);
    page.click("place-reception");
    assert_eq!(waiting(&page, &p), [1, 2]);
    let caron = p.visits[2];
    let row = format!("guest-{caron}");
    page.click("sort-turn");
    page.click(&format!("up-{caron}"));
    assert_eq!(waiting(&page, &p), [2, 1]);
    assert!(page.text(&row).contains("by hand"), "{}", page.text(&row));
    page.click(&format!("give-back-{caron}"));
    assert_eq!(waiting(&page, &p), [1, 2]);
    page.press("sort-turn", "Escape");
    // The row's own button selects the visit; the arrows then move it.
    page.click("sort-attention");
    page.press("place-reception", "ArrowDown");
    page.press("place-reception", "ArrowRight");
    assert!(page.has("visit-panel"), "a visit is selected");
    let chosen = page.text("visit-panel");
    let (key, order) = if chosen.contains("Caron") { ("shift+ArrowUp", [2, 1]) } else { ("shift+ArrowDown", [2, 1]) };
    page.press("place-reception", key);
    assert_eq!(waiting(&page, &p), order);
    assert_eq!(page.attr("sort-turn", "aria-pressed").as_deref(), Some("true"), "she sees the run that she changes");
    page.press("place-reception", "ctrl+z");
    assert_eq!(waiting(&page, &p), [1, 2]);
}

#[test]
fn an_emergency_that_is_pushed_back_is_seen_and_said() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F3");
    page.press("urgent", "Enter");
    page.press("urgent-warn", "Escape");
    let (id, caron) = (taken(&p)[0].id, p.visits[2]);
    page.click("place-reception");
    assert!(!page.has(&format!("slipped-{id}")) && !page.has("warn-chip"));
    page.click("sort-turn");
    page.click(&format!("up-{caron}"));
    page.click("sort-attention");
    let row = page.text(&format!("slipped-{id}"));
    assert!(row.contains("placed for 10:05 · pushed back"), "{row}");
    assert!(page.text("warn-chip").contains("1 to warn"), "{}", page.text("warn-chip"));
    page.click("far-enter");
    assert!(page.text(&format!("far-slipped-{id}")).contains("instead of 10:05"), "{}", page.text("far"));
    page.click("far-leave");
    page.click("warn-chip");
    let line = page.text(&format!("warn-{id}"));
    assert!(line.contains("placed for 10:05") && line.contains("instead of 10:05"), "{line}");
    page.click(&format!("slip-up-{id}"));
    assert!(page.has("warn-none") && !page.has(&format!("slipped-{id}")), "back before the other: {}", page.text("urgent-warn"));
    page.click("undo");
    page.click(&format!("warned-{id}"));
    assert!(!page.has("warn-chip") && !page.has(&format!("slipped-{id}")), "or she was told");
}

#[test]
fn an_emergency_that_has_a_name_keeps_its_sign() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F3");
    page.press("urgent", "Enter");
    let id = taken(&p)[0].id;
    let sign = format!("urgent-sign-{id}");
    page.type_into("who", "fabre");
    page.press("who", "Enter");
    page.press("urgent-warn", "Escape");
    assert!(page.text(&sign).contains("Emergency"), "today: {}", page.text(&sign));
    page.click("place-reception");
    assert!(page.text(&sign).contains("Emergency"), "reception: {}", page.text(&format!("guest-{id}")));
    page.click("far-enter");
    assert!(page.text(&sign).contains("Emergency"), "the board: {}", page.text("far"));
    page.click("far-leave");
    page.click("place-diary");
    let label = page.attr(&format!("visit-{id}"), "aria-label").unwrap();
    assert!(label.starts_with("Emergency "), "{label}");
}

#[test]
fn an_emergency_on_its_way_is_placed_for_when_it_comes() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F3");
    assert_eq!(page.attr("urgent-here", "aria-pressed").as_deref(), Some("true"), "here, unless she says otherwise");
    page.press("urgent", "r");
    assert_eq!(page.attr("urgent-coming-10", "aria-pressed").as_deref(), Some("true"));
    page.click("urgent-coming-30");
    assert!(page.text("urgent-eta").contains("On the way, here about 10:10"), "{}", page.text("urgent-eta"));
    page.press("urgent", "Enter");
    assert!(page.text("taken-eta").contains("here about 10:10"), "{}", page.text("urgent-warn"));
    page.press("urgent-warn", "Escape");
    let visit = taken(&p).remove(0);
    assert_eq!((visit.start, visit.phoned_eta), (at(10, 10), Some(at(10, 10))));
    let id = visit.id;
    page.click("place-reception");
    let row = page.text(&format!("guest-{id}"));
    assert!(row.contains("10:10") && page.has(&format!("urgent-sign-{id}")), "{row}");
    page.click(&format!("do-{id}"));
    assert!(page.text(&format!("guest-{id}")).contains("Here"), "{}", page.text(&format!("guest-{id}")));
}

#[test]
fn namesakes_of_a_day_are_told_apart() {
    let p = practice();
    let other = book(&p.desk, 6, "Martin", "Léa", at(10, 45), 10);
    let mut page = open(&p);
    page.click("place-reception");
    let martin = p.visits[1];
    assert_eq!(page.text(&format!("apart-{martin}")), "12.03.1982");
    assert_eq!(page.text(&format!("apart-{other}")), "12.03.1986");
    assert!(!page.has(&format!("apart-{}", p.visits[2])));
    page.click("far-enter");
    assert!(page.text(&format!("far-{martin}")).contains("12.03.1982"), "{}", page.text("far"));
    page.click("far-leave");
    page.click("privacy");
    assert!(!page.whole().contains("12.03.1982"), "not where others may look on");
}

#[test]
fn who_is_to_be_moved_is_marked() {
    let p = practice();
    let fabre = p.visits[4];
    let mut page = open(&p);
    page.click("place-reception");
    assert!(!page.has(&format!("to-move-{fabre}")));
    let away = genki::model::practitioner::Absence { from: at(10, 25), to: at(18, 0), why: "ill".into() };
    p.desk.act("absence", move |tx| genki::actions::absence::enter(tx, ROY, &away)).unwrap();
    page.settle();
    assert!(page.text(&format!("to-move-{fabre}")).contains("To be moved"), "{}", page.text(&format!("guest-{fabre}")));
    assert!(!page.has(&format!("to-move-{}", p.visits[2])));
    page.click("far-enter");
    assert!(page.has(&format!("far-to-move-{fabre}")), "{}", page.text("far"));
}

#[test]
fn a_promise_that_will_not_hold_stands_on_the_row() {
    let p = practice();
    let mut page = open(&p);
    page.click("place-reception");
    let dupont = p.visits[3];
    let said = page.text(&format!("promise-{dupont}"));
    assert!(said.contains("promised by 10:30 · 20 min too late"), "{said}");
    let martin = p.visits[1];
    p.desk.act("promise", move |tx| reception::promise(tx, martin, Some(at(9, 35)))).unwrap();
    page.settle();
    assert!(page.text(&format!("promise-{martin}")).contains("broken 5 min ago"));
}

#[test]
fn who_is_late_stands_apart_with_what_to_do() {
    let p = practice();
    let id = book(&p.desk, 6, "Garnier", "Paul", at(9, 25), 10);
    let mut page = open(&p);
    page.click("place-reception");
    assert!(page.text("late-head").contains("Not here yet, late"));
    assert!(page.text(&format!("late-{id}")).contains("06 12 34 56 76"), "{}", page.text(&format!("late-{id}")));
    page.click(&format!("eta-{id}-10"));
    assert!(page.text(&format!("eta-{id}")).contains("here about 09:50"), "{}", page.whole());
    assert!(!page.has("late-head"), "waited for until then");
    page.click("undo");
    page.click(&format!("no-show-{id}"));
    assert!(!page.has("late-head"));
    page.click(&format!("do-{id}"));
    let came = page.text(&format!("guest-{id}"));
    assert!(came.contains("came 15 min late: the arrival counts"), "{came}");
}

#[test]
fn initials_stay_when_the_window_is_opened_again_and_the_turned_screen_names_nobody() {
    let p = practice();
    let mut page = open(&p);
    page.click("place-reception");
    page.click("privacy");
    settle_kept(&mut page);
    // Beside the first: one that is closed closes the practice with it.
    let mut page = open(&p);
    page.press("date", "F3");
    for name in ["Martin", "Caron", "Dupont"] {
        assert!(!page.whole().contains(name), "{name} in {}", page.whole());
    }
    page.press("urgent", "2");
    assert!(!page.whole().contains("Martin"), "{}", page.whole());
    page.press("urgent-warn", "Escape");
    page.click(&format!("visit-{}", p.visits[1]));
    page.click("turn");
    let line = page.text("turned");
    assert!(line.contains("You are M. L.") && line.contains("about 10:05") && line.contains("one person before you"), "{line}");
    page.click("turned");
    assert!(!page.has("turned"));
}

#[test]
fn the_far_board_stays_and_shows_who_waits() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "F8");
    assert!(page.text("far").contains("Martin Léa"), "{}", page.whole());
    settle_kept(&mut page);
    let mut page = open(&p);
    assert!(page.text(&format!("far-{}", p.visits[1])).contains("about 09:55"), "kept on this device");
    page.press("far", "F8");
    assert!(!page.has("far") && page.has("sort-turn"));
}

#[test]
fn how_long_a_wait_may_be_is_the_practices_to_set() {
    let p = practice();
    let mut page = open(&p);
    page.click("place-reception");
    let row = format!("guest-{}", p.visits[1]);
    assert_eq!(page.attr(&row, "data-long").as_deref(), Some("true"), "twenty minutes");
    p.desk
        .act("change-practice", |tx| {
            let practice = Practice { long_wait: Some(30), ..store::practice::get(&tx.db())? };
            practice::change_practice(tx, &practice)
        })
        .unwrap();
    page.settle();
    assert_eq!(page.attr(&row, "data-long"), None);
    let day = p.desk.store.read::<_, store::Error>(|db| store::day::days(db, at(9, 40), at(9, 40).date(), Some(ROY))).unwrap().remove(0);
    assert_eq!(day.visits[0].place, Place::Run);
}

/// The one call that was noted.
fn noted(p: &Practicing) -> genki::model::Communication {
    let mut all = p.desk.store.read::<_, store::Error>(store::communications::all).unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn who_telephones_about_an_emergency_is_known_and_on_the_way() {
    let p = practice();
    let mut page = open(&p);
    page.hand("F2 f a b Enter 5");
    assert!(page.text("urgent-caller").contains("Fabre Louise, on the telephone"), "{}", page.whole());
    assert_eq!(page.attr("urgent-coming-20", "aria-pressed").as_deref(), Some("true"), "who telephones is not here");
    assert!(!page.has("call-card"), "the call waits");
    page.hand("Enter");
    let visit = taken_by(&p, 5);
    assert_eq!((visit.phoned_eta, visit.start), (Some(at(10, 0)), at(10, 0)));
    assert!(page.text("urgent-taken").contains("Fabre Louise") && !page.has("who"), "nobody asks again: {}", page.text("urgent-warn"));
    page.hand("Escape");
    assert!(page.text("call-card").contains("Fabre Louise"), "the call is in the hand again");
    page.hand("ctrl+Enter");
    let call = noted(&p);
    assert_eq!((call.patient, call.why, call.led_to), (Some(Id::from_u128(5)), genki::model::communication::Why::Urgent, vec![visit.id]));
}

#[test]
fn while_a_call_is_in_the_hand_an_emergency_is_two_keys_with_the_name_that_was_said() {
    let p = practice();
    let mut page = open(&p);
    page.hand("F2 l e n o i r");
    let before = page.presses;
    page.hand("F3 Enter");
    assert_eq!(page.presses - before, 2);
    let visit = taken(&p).remove(0);
    assert_eq!((visit.patient, visit.label.as_str(), visit.phoned_eta), (None, "lenoir", Some(at(10, 0))));
    assert!(page.has("who"), "who it is can still be said");
    page.hand("Escape");
    page.click("call-finish");
    let call = noted(&p);
    assert_eq!((call.caller.as_str(), call.why, call.led_to), ("lenoir", genki::model::communication::Why::Urgent, vec![visit.id]));
}

#[test]
fn a_call_of_which_nothing_is_known_yet_does_not_go_along() {
    let p = practice();
    let mut page = open(&p);
    page.hand("F2 F3");
    assert!(!page.has("urgent-caller"));
    assert_eq!(page.attr("urgent-here", "aria-pressed").as_deref(), Some("true"));
    page.hand("Escape F2 f a b Enter F3 Escape");
    assert!(page.text("call-card").contains("Fabre Louise") && taken(&p).is_empty(), "left without a place, the call goes on");
}

/// The emergency of a patient.
fn taken_by(p: &Practicing, patient: u128) -> genki::model::Appointment {
    let of = p.desk.store.read::<_, store::Error>(|db| store::appointments::of_patient(db, Id::from_u128(patient))).unwrap();
    of.into_iter().find(|a| a.is_urgent()).unwrap()
}
