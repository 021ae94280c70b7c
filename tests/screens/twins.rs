//! The same person twice, on the screens.

use super::*;

/// A second file of Martin Léa, with a letter missing, a visit of its own and another number.
fn again(p: &Practicing) -> Id {
    let mut twin = patient(p, 2);
    (twin.id, twin.family, twin.note) = (Id::from_u128(20), "Martn".into(), "Parks behind".into());
    twin.telecom[0].value = "+33478000000".into();
    p.desk.act("new-patient", move |tx| patients::save_patient(tx, &twin)).unwrap();
    let visit = booking::NewVisit {
        patient: Some(Id::from_u128(20)),
        practitioner: ROY,
        start: at(10, 45),
        minutes: Some(10),
        ..Default::default()
    };
    p.desk.act("book", move |tx| booking::book(tx, at(8, 0), Id::from_u128(1020), &visit)).unwrap().answer
}

fn owner(p: &Practicing, visit: Id) -> Option<Id> {
    p.desk.store.read::<_, store::Error>(|db| store::appointments::get(db, visit)).unwrap().unwrap().patient
}

#[test]
fn two_files_stand_side_by_side_become_one_and_are_taken_apart() {
    let p = practice();
    let visit = again(&p);
    let mut page = open(&p);
    page.click("place-patients");
    page.settle_until("twins-open");
    assert!(page.text("twins-open").contains('1'), "{}", page.text("twins-open"));
    page.click("twins-open");
    assert!(page.text("pair-0").contains("same birth date · family name differs by one letter"), "{}", page.text("pair-0"));
    page.click("pair-0");
    assert!(page.text("pair").contains("Monday") || page.text("pair").contains("23 November 2026"), "{}", page.text("pair"));
    assert_eq!(page.attr("choose-telecom-0", "aria-checked").as_deref(), Some("true"));
    assert_eq!(page.attr("choose-telecom-1", "aria-checked").as_deref(), Some("true"), "of lists both stand");
    assert_eq!(page.attr("choose-family-1", "aria-checked").as_deref(), Some("false"));
    page.click("choose-family-1");
    assert_eq!(page.attr("choose-family-1", "aria-checked").as_deref(), Some("true"));
    page.click("choose-family-0");
    page.click("pair-merge");
    page.settle_until("within");
    let (kept, gone) = if patient(&p, 20).merged_into.is_some() { (2, 20) } else { (20, 2) };
    assert!(page.text("within").contains("made one on 23 November 2026 by Nadège"), "{}", page.text("within"));
    assert_eq!(owner(&p, visit), Some(Id::from_u128(kept)));
    assert_eq!(patient(&p, kept).telecom.len(), 2);
    assert!(!page.has("twins-open"), "nobody is left to ask about");
    page.click("take-out");
    page.settle();
    assert_eq!(owner(&p, visit), Some(Id::from_u128(20)));
    assert_eq!((patient(&p, gone).merged_into, patient(&p, kept).telecom.len()), (None, 1));
    page.click("undo");
    page.settle();
    assert!(patient(&p, gone).merged_into.is_some(), "and that can be taken back as well");
}

#[test]
fn two_persons_are_asked_about_once() {
    let p = practice();
    again(&p);
    let mut page = open(&p);
    palette(&mut page, "same person");
    page.settle_until("pair-0");
    page.click("pair-0");
    page.press("pair", "d");
    page.settle_until("patient-page");
    page.click("place-patients");
    page.settle();
    assert!(!page.has("twins-open"));
    page.click("undo");
    page.settle_until("twins-open");
}

#[test]
fn who_may_only_ask_asks_and_the_manager_sees_it() {
    let p = practice();
    again(&p);
    let nobody_s_manager = genki::model::Person { id: Id::from_u128(77), name: "Inès".into(), ..Default::default() };
    p.desk.act("person", move |tx| Ok(tx.put(&nobody_s_manager)?)).unwrap();
    let asking =
        Practicing { desk: Desk { person: Id::from_u128(77), ..p.desk.clone() }, visits: p.visits, _dir: tempfile::tempdir().unwrap() };
    let look = |page: &mut Page| {
        page.click("place-patients");
        page.settle_until("twins-open");
        page.click("twins-open");
        page.click("pair-0");
    };
    let mut page = open(&asking);
    look(&mut page);
    assert!(!page.has("pair-merge"));
    page.click("ask-begin");
    page.fire_submit("ask-words");
    page.settle_until("asked");
    let refused = asking.desk.act("merge", |tx| genki::actions::twins::merge(tx, Id::from_u128(2), Id::from_u128(20), &Default::default()));
    assert!(refused.is_err(), "nor by another way");
    let mut page = open(&p);
    look(&mut page);
    assert!(page.text("pair-asked").contains("Inès asks you to decide"));
    page.click("pair-merge");
    page.settle();
    let asks = p.desk.store.read::<_, store::Error>(store::asks::all).unwrap();
    assert_eq!(asks[0].state, genki::model::AskState::Done);
}

#[test]
fn somebody_at_the_desk_who_is_here_already_is_recognised() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "w");
    page.type_into("who", "Dupond Camille 12.03.1984");
    page.click("pick-new");
    assert!(page.text("alike").contains("same birth date · family name differs by one letter"), "{}", page.text("book"));
    page.click("alike-take");
    assert!(page.text("picked").contains("Dupont Camille"), "{}", page.text("picked"));
}

#[test]
fn namesakes_of_one_birth_date_are_told_apart_wherever_one_picks() {
    let p = practice();
    for (n, city) in [(21, "Lyon"), (22, "Bron")] {
        let address = vec![genki::model::patient::Address { city: city.into(), ..Default::default() }];
        let given = vec!["Anne".into()];
        let one = Patient {
            id: Id::from_u128(n),
            family: "Roussel".into(),
            given,
            birth_date: "1990-01-02".into(),
            address,
            ..Patient::default()
        };
        p.desk.act("new-patient", move |tx| patients::save_patient(tx, &one)).unwrap();
    }
    let both = |page: &Page, first: &str, second: &str| {
        let said = [page.text(first), page.text(second)];
        assert!(said[0].contains("Lyon") && said[1].contains("Bron"), "{said:?}");
    };
    let mut page = open(&p);
    page.press("date", "w");
    page.type_into("who", "rousel anne");
    both(&page, "pick-0", "pick-1");
    page.press("who", "Escape");
    page.click("place-patients");
    page.type_into("patient-search", "roussel 02/01/90");
    both(&page, "patient-0", "patient-1");
    page.press("patient-search", "ctrl+k");
    page.type_into("palette-ask", "roussel");
    both(&page, "found-0", "found-1");
    assert!(!page.text("patients-said").is_empty());
}
