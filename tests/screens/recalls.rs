//! Recalls: made in the settings with a look at whom they concern, worked through by keys and by taps, booked without retyping.

use super::*;
use genki::{
    actions::recalls,
    model::{Recall, RecallKind},
    store::recalls::list::{self, Listing, Look, Shelf},
};

const SMEAR: Id = Id::from_u128(600);

/// Every three years from twenty-five on; a consultation is booked for it.
fn with_kind(p: &Practicing) {
    let kind = RecallKind {
        id: SMEAR,
        name: "Smear".into(),
        every: 3,
        from_age: Some(25),
        evidence: vec!["smear".into()],
        reason: Some(Id::from_u128(50)),
        ..RecallKind::default()
    };
    p.desk.act("recall-kind", move |tx| recalls::save_kind(tx, &kind)).unwrap();
}

fn work(p: &Practicing) -> Page {
    with_kind(p);
    let mut page = open(p);
    page.press("date", "ctrl+8");
    page.click("set-recalls");
    page.click("set-recall-due-0");
    page
}

fn listing(p: &Practicing, shelf: Shelf) -> Listing {
    p.desk
        .store
        .read::<_, store::Error>(|db| {
            let kind = store::recalls::kind(db, SMEAR)?.unwrap();
            list::list(db, &kind, &Look { shelf, most: 10, ..Look::default() }, at(9, 40).date())
        })
        .unwrap()
}

fn recall(p: &Practicing, patient: u128) -> Option<Recall> {
    p.desk.store.read::<_, store::Error>(|db| store::recalls::of(db, Id::from_u128(patient), SMEAR)).unwrap()
}

#[test]
fn the_shipped_set_is_one_act_and_one_undo() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "ctrl+8");
    page.click("set-recalls");
    assert!(page.has("set-recalls-none"));
    let kinds = || p.desk.store.read::<_, store::Error>(store::recalls::kinds).unwrap().len();
    page.click("recalls-shipped");
    assert!(kinds() >= 10 && page.text("set-recall-list").contains("Grippe"), "{}", page.whole());
    assert!(!page.has("recalls-shipped"), "all of them are here");
    page.hand("ctrl+z");
    assert_eq!(kinds(), 0);
    assert!(page.has("recalls-shipped"));
}

#[test]
fn whom_a_rule_makes_due_is_seen_while_it_is_typed() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "ctrl+8");
    page.click("set-recalls");
    page.click("recall-add");
    page.type_into("recall-name", "Check-up");
    assert!(page.text("recall-whom-n").starts_with('5'), "{}", page.text("recall-whom"));
    page.type_into("recall-from", "43");
    assert!(page.text("recall-whom-n").starts_with('3'), "{}", page.text("recall-whom"));
    assert!(page.text("recall-whom").contains("Blanc") && page.text("recall-whom").contains("Everybody from 43, every year"));
    page.type_into("recall-ages", "old");
    assert!(!page.has("recall-whom-n"));
    page.fire_submit("recall-save");
    assert!(page.text("recall-form").contains("25, 45, 65"), "it is said at its field");
    page.type_into("recall-ages", "");
    page.fire_submit("recall-save");
    assert!(!page.has("recall-form") && page.text("set-recall-list").contains("Check-up"), "{}", page.whole());
    page.click("set-recall-0");
    page.click("recall-retire");
    assert!(page.has("set-recalls-none"));
}

#[test]
fn the_list_is_worked_through_by_keys() {
    let p = practice();
    let mut page = work(&p);
    assert!(page.text("recall-0").contains("Blanc") && page.text("recall-0").contains("never recorded"), "{}", page.text("recall-work"));
    // Who has a visit for it is not in it: here nobody has, the example's visits have no reason.
    assert_eq!(listing(&p, Shelf::Due).ids.len(), 5);
    page.press("recall-row-0", "ArrowDown");
    assert_eq!(page.attr("recall-1", "data-open").as_deref(), Some("true"));
    page.press("recall-row-1", "s");
    page.click("recall-later-month");
    assert_eq!(recall(&p, 2).unwrap().snoozed, Some("2026-12-23".parse().unwrap()));
    assert!(page.text("recall-shelf-later").contains('1'), "{}", page.text("recall-work"));
    assert!(page.text("recall-1").contains("Caron"), "the next has moved up");
    page.press("recall-row-1", "d");
    page.click("recall-why-no");
    assert_eq!(recall(&p, 3).unwrap().declined, "Does not want it");
    page.press("recall-row-1", "f");
    page.type_into("recall-done-on", "06/2026");
    page.fire_submit("recall-done-do");
    assert_eq!(recall(&p, 4).unwrap().done, Some("2026-06-01".parse().unwrap()));
    assert_eq!(listing(&p, Shelf::Due).ids.len(), 2);
    page.hand("ctrl+z ctrl+z ctrl+z");
    assert_eq!(listing(&p, Shelf::Due).ids.len(), 5, "each is one undo");
}

#[test]
fn nobody_answers_and_after_three_tries_it_is_another_shelf() {
    let p = practice();
    let mut page = work(&p);
    page.press("recall-row-0", "r");
    assert!(page.text("toast").contains("did not answer"), "{}", page.text("toast"));
    assert!(
        page.text("recall-4").contains("Blanc") && page.text("recall-4").contains("9:40"),
        "who was tried goes last: {}",
        page.text("recall-work")
    );
    page.press("recall-row-4", "r");
    assert!(page.text("recall-shelf-later").contains('1'), "put off to another day: {}", page.text("recall-work"));
    page.click("recall-shelf-later");
    page.press("recall-row-0", "r");
    assert_eq!(listing(&p, Shelf::Unreached).ids, [Id::from_u128(1)], "{:?}", recall(&p, 1));
}

#[test]
fn a_call_about_it_is_an_attempt_at_it() {
    let p = practice();
    let mut page = work(&p);
    page.press("recall-row-0", "c");
    assert!(page.has("call-card") && page.text("call-picked").contains("Blanc"));
    page.click("call-ended-no-answer");
    page.click("call-finish");
    let about = Recall::id_of(Id::from_u128(1), SMEAR);
    let calls = p.desk.store.read::<_, store::Error>(|db| store::communications::about(db, about)).unwrap();
    assert_eq!(calls.len(), 1);
    assert_eq!(recall(&p, 1).unwrap().snoozed, Some(at(9, 40).date()), "again in an hour");
}

#[test]
fn booking_from_the_list_retypes_nothing_and_ends_the_recall() {
    let p = practice();
    let mut page = work(&p);
    page.press("recall-row-4", "b");
    assert!(page.has("book"), "{}", page.whole());
    assert_eq!(
        page.attr("reason-0", "aria-pressed").or(page.attr("reason-0", "aria-checked")).as_deref(),
        Some("true"),
        "the reason is known"
    );
    page.press("place-0", "Enter");
    let visit = recall(&p, 5).unwrap().appointment.unwrap();
    let booked = p.desk.store.read::<_, store::Error>(|db| store::appointments::get(db, visit)).unwrap().unwrap();
    assert_eq!((booked.patient, booked.reason), (Some(Id::from_u128(5)), Some(Id::from_u128(50))));
    assert_eq!(listing(&p, Shelf::Due).ids.len(), 4);
    page.hand("ctrl+z");
    assert_eq!(listing(&p, Shelf::Due).ids.len(), 5, "visit and note are one act");
}

#[test]
fn several_are_put_off_at_once() {
    let p = practice();
    let mut page = work(&p);
    page.press("recall-row-0", "x");
    page.press("recall-row-0", "ArrowDown");
    page.press("recall-row-1", "x");
    assert!(page.text("recall-bulk").contains("2 ticked"), "{}", page.text("recall-work"));
    page.click("recall-pick-all");
    page.click("recall-bulk-quarter");
    assert_eq!(listing(&p, Shelf::Later).ids.len(), 5);
    assert!(page.has("recall-empty"));
    page.hand("ctrl+z");
    assert_eq!(listing(&p, Shelf::Due).ids.len(), 5);
}

#[test]
fn who_wants_no_contact_is_not_called() {
    let p = practice();
    let quiet = Patient {
        do_not_contact: true,
        ..p.desk.store.read::<_, store::Error>(|db| store::patients::get(db, Id::from_u128(1))).unwrap().unwrap()
    };
    p.desk.act("edit-patient", move |tx| patients::save_patient(tx, &quiet)).unwrap();
    let mut page = work(&p);
    assert!(!page.text("recall-work").contains("Blanc"));
    page.click("recall-shelf-quiet");
    assert!(page.has("recall-quiet") && !page.has("recall-call") && !page.has("recall-tel"), "{}", page.text("recall-work"));
    page.press("recall-row-0", "c");
    assert!(!page.has("call-card") && page.text("toast").contains("not to be contacted"));
}

#[test]
fn the_list_is_searched_within() {
    let p = practice();
    let mut page = work(&p);
    page.type_into("recall-find", "fab");
    assert!(page.text("recall-0").contains("Fabre") && !page.has("recall-1"), "{}", page.text("recall-work"));
    page.type_into("recall-find", "zzz");
    assert!(page.text("recall-empty").contains("Nobody of that name"));
}

/// Louise Fabre's page; she comes at half past ten.
fn fabre(page: &mut Page) {
    page.click("place-patients");
    page.type_into("patient-search", "fabre");
    page.click("patient-0");
}

#[test]
fn what_is_kept_in_mind_is_asked_when_she_is_here() {
    let p = practice();
    let mut page = open(&p);
    fabre(&mut page);
    page.type_into("mind-words", "her daughter’s exams");
    page.type_into("mind-on", "13/2026");
    assert!(page.text("minds").contains("2027"), "what is no date is said: {}", page.text("minds"));
    page.type_into("mind-on", "06/2026");
    page.fire_submit("mind-keep");
    assert!(page.text("mind").contains("06.2026") && page.has("mind-asked"), "{}", page.text("minds"));
    page.click("place-reception");
    let tag = format!("ask-{}", p.visits[4]);
    assert!(!page.has(&tag), "she is not here yet");
    let (id, when) = (p.visits[4], at(9, 40));
    p.desk.act("arrive", move |tx| reception::arrive(tx, when, id)).unwrap();
    let mut page = open(&p);
    page.click("place-reception");
    assert!(page.text(&tag).contains("exams"), "{}", page.whole());
    let mut page = open(&p);
    page.click(&format!("visit-{}", p.visits[4]));
    page.click("keepsake-asked");
    assert!(!page.has("keepsake"), "once");
    page.hand("ctrl+z");
    assert!(page.has("keepsake"));
}

#[test]
fn relatives_and_marks_are_in_the_form_and_on_the_call() {
    let p = practice();
    with_kind(&p);
    let mut page = open(&p);
    fabre(&mut page);
    page.click("patient-change");
    page.click("contact-add");
    page.type_into("contact-name-0", "Marc Fabre");
    page.type_into("contact-relation-0", "son");
    page.type_into("contact-phone-0", "06 12 34 56 99");
    page.type_into("flag-new", "diabetes");
    page.press("flag-new", "Enter");
    assert!(page.text("flag-0").contains("diabetes"), "{}", page.text("patient-form"));
    page.click("patient-save");
    page.settle_until("patient-page");
    for _ in 0..40 {
        if !page.has("contact-name-0") {
            break;
        }
        page.settle();
    }
    let saved = p.desk.store.read::<_, store::Error>(|db| store::patients::get(db, Id::from_u128(5))).unwrap().unwrap();
    assert_eq!((saved.flags, saved.contacts[0].phone.as_str()), (vec!["diabetes".to_owned()], "+33612345699"));
    page.press("patient-page", "F2");
    page.type_into("call-who", "fabre");
    page.press("call-who", "Enter");
    page.click("call-relative-0");
    assert!(page.html().contains("Marc Fabre"));
    page.click("call-finish");
    let calls = p.desk.store.read::<_, store::Error>(store::communications::all).unwrap();
    assert_eq!((calls[0].caller.as_str(), calls[0].number.as_str()), ("Marc Fabre", "+33612345699"));
}

#[test]
fn a_patients_page_says_what_is_due_and_takes_it_up_again() {
    let p = practice();
    with_kind(&p);
    let mut page = open(&p);
    fabre(&mut page);
    assert!(
        page.text("patient-recall-0").contains("Smear") && page.text("patient-recall-0").contains("never recorded"),
        "{}",
        page.whole()
    );
    page.click("patient-recall-open-0");
    page.click("recall-decline");
    page.click("recall-why-elsewhere");
    assert!(page.text("patient-recall-declined").contains("Followed elsewhere"), "{}", page.text("patient-recalls"));
    page.click("recall-again");
    assert!(page.has("patient-recall-0"));
    page.click("patient-recall-open-0");
    page.click("recall-book");
    page.press("place-0", "Enter");
    assert!(recall(&p, 5).unwrap().appointment.is_some());
}

#[test]
fn what_a_visit_needs_is_named_in_the_settings_and_ticked_at_the_visit() {
    let p = practice();
    let visit = p.visits[4];
    p.desk.act("describe", move |tx| booking::describe(tx, visit, Some(Id::from_u128(50)), "")).unwrap();
    let mut page = open(&p);
    page.press("date", "ctrl+8");
    page.click("set-reasons");
    page.click("reason-more");
    page.type_into("reason-needs", "Letter\nReport");
    page.fire_change("reason-needs", "Letter\nReport");
    page.click("place-today");
    assert!(page.has(&format!("missing-{visit}")), "{}", page.whole());
    page.click(&format!("visit-{visit}"));
    page.fire_change("ready-0", "true");
    page.fire_change("ready-1", "true");
    let booked = p.desk.store.read::<_, store::Error>(|db| store::appointments::get(db, visit)).unwrap().unwrap();
    assert_eq!(booked.ready.len(), 2, "{:?}", booked.ready);
    assert!(!page.has(&format!("missing-{visit}")));
}

#[test]
fn on_the_telephone_a_recall_is_said_and_booked_without_retyping() {
    let p = practice();
    with_kind(&p);
    let mut page = open(&p);
    page.hand("F2 f a b Enter");
    let said = page.text("call-recall");
    assert!(said.contains("Smear") && said.contains("never recorded"), "{said}");
    page.click("call-recall-book");
    page.press("place-0", "Enter");
    let visit = recall(&p, 5).and_then(|r| r.appointment).unwrap();
    let booked = p.desk.store.read::<_, store::Error>(|db| store::appointments::get(db, visit)).unwrap().unwrap();
    assert_eq!((booked.patient, booked.reason), (Some(Id::from_u128(5)), Some(Id::from_u128(50))));
    assert!(!page.has("call-recall"), "who has a visit for it is not due");
    page.hand("ctrl+z");
    assert!(page.has("call-recall") && recall(&p, 5).is_none_or(|r| r.appointment.is_none()), "one undo for both");
}

#[test]
fn a_call_for_a_recall_says_so_and_takes_the_answer() {
    let p = practice();
    with_kind(&p);
    let mut page = open(&p);
    fabre(&mut page);
    page.click("patient-recall-open-0");
    page.click("recall-call");
    let said = page.text("call-for");
    assert!(said.contains("Recall: Smear") && said.contains("never recorded"), "{said}");
    assert_eq!(page.text("call-card").matches("Smear").count(), 1, "once: {}", page.text("call-card"));
    page.click("call-park");
    assert!(page.text("parked").contains("Fabre Louise") && page.text("parked").contains("Smear"), "{}", page.text("parked"));
    page.click("parked");
    page.click("call-recall-decline");
    page.click("call-recall-why-elsewhere");
    assert!(page.text("call-declined").contains("elsewhere") && !page.has("call-recall-book"), "{}", page.text("call-for"));
    page.click("undo");
    page.click("call-recall-book");
    page.press("place-0", "Enter");
    assert!(recall(&p, 5).unwrap().appointment.is_some() && page.text("call-for").contains("Smear"), "{}", page.text("call-card"));
}
