//! Persons, through the window: added, given a new passphrase, gone, back, let in.

use super::{
    crew::{As, KARIM, NEW, ROY, Shown, house, refused_as, root},
    dom::Page,
};
use genki::{
    actions::{notes, persons},
    model::{Note, Person},
    store::{self, people},
};

#[test]
fn a_manager_adds_somebody_who_opens_with_what_she_typed() {
    let house = house();
    let mut nadege = house.show(As::ManagerSecretary);
    nadege.section("set-persons");
    nadege.page.click("person-add");
    nadege.page.fire_submit("person-name");
    assert_eq!(nadege.page.attr("person-name", "aria-invalid").as_deref(), Some("true"), "a name is needed");
    nadege.page.type_into("person-name", "Karim");
    assert!(nadege.page.text("person-form").contains("Now let Karim type"));
    nadege.page.type_into("new-passphrase", "short");
    nadege.page.fire_submit("person-name");
    assert_eq!(nadege.page.attr("new-passphrase", "aria-invalid").as_deref(), Some("true"));
    nadege.page.type_into("new-passphrase", NEW);
    nadege.page.type_into("again", "another one altogether here");
    nadege.page.fire_submit("person-name");
    assert_eq!(nadege.page.attr("again", "aria-invalid").as_deref(), Some("true"));
    nadege.page.type_into("again", NEW);
    nadege.page.fire_submit("person-name");
    nadege.wait("the name that is taken", |p| p.attr("person-name", "aria-invalid").as_deref() == Some("true"));
    nadege.page.type_into("person-name", "Inès");
    nadege.page.fire_submit("person-name");
    nadege.wait("the new person", |p| !p.has("person-form"));
    assert!(nadege.page.text("persons").contains("Inès Secretary"), "{}", nadege.page.text("persons"));
    nadege.end();
    house.try_open("Inès", NEW).unwrap().close();
}

#[test]
fn a_new_passphrase_is_explained_before_and_after_and_what_waits_is_taken_up_under_safety() {
    let house = house();
    let karim = house.person(As::Secretary);
    let open = house.open(As::Secretary);
    let now = open.desk().now();
    open.desk().act("moment-add", move |tx| notes::add_moment(tx, now, Default::default(), "hard moment").map(drop)).unwrap();
    open.close();

    let mut nadege = house.show(As::ManagerSecretary);
    nadege.section("set-persons");
    nadege.page.click(&format!("person-{karim}"));
    nadege.page.click("person-reset");
    let before = nadege.page.text("reset-form");
    assert!(before.contains("works again at once") && before.contains("not even a manager or the recovery words"), "{before}");
    nadege.page.type_into("new-passphrase", NEW);
    nadege.page.type_into("again", NEW);
    nadege.page.fire_submit("again");
    nadege.wait("the new passphrase", |p| p.has("reset-done"));
    assert!(nadege.page.text("reset-done").contains("under Safety"));
    nadege.end();

    assert!(house.try_open("Karim", KARIM).is_err());
    let practice = house.try_open("Karim", NEW).unwrap();
    let mut shown = Shown { page: Page::open(root, practice.clone()), practice };
    shown.section("set-safety");
    assert!(shown.page.text("former").contains("Something is still sealed to your former keys."));
    shown.page.type_into("former-passphrase", "not this one at all");
    shown.page.fire_submit("former-passphrase");
    shown.wait("an answer", |p| p.has("former-passphrase") && p.attr("former-passphrase", "aria-invalid").as_deref() == Some("true"));
    shown.page.type_into("former-passphrase", KARIM);
    shown.page.fire_submit("former-passphrase");
    shown.wait("what was sealed", |p| !p.has("former"));
    shown.section("set-own-log");
    assert!(shown.page.whole().contains("hard moment"));
    shown.end();
}

#[test]
fn nothing_is_said_of_former_keys_where_nothing_was_sealed_to_them() {
    let house = house();
    let mut nadege = house.open(As::ManagerSecretary);
    let karim = house.person(As::Secretary);
    let desk = nadege.desk().clone();
    nadege.with_vault(|vault, opened| persons::reset(&desk, vault, opened, karim, NEW)).unwrap().unwrap();
    nadege.close();
    let practice = house.try_open("Karim", NEW).unwrap();
    let mut shown = Shown { page: Page::open(root, practice.clone()), practice };
    shown.section("set-safety");
    assert!(!shown.page.has("former"));
    shown.end();
    nadege = house.open(As::ManagerSecretary);
    nadege.close();
}

#[test]
fn who_leaves_is_folded_away_and_comes_back_with_a_new_passphrase() {
    let house = house();
    let karim = house.person(As::Secretary);
    let mut nadege = house.show(As::ManagerSecretary);
    nadege.section("set-persons");
    assert!(!nadege.page.has("persons-gone"));
    nadege.page.click(&format!("person-{karim}"));
    nadege.page.click("person-leave");
    assert!(nadege.page.text("person-more").contains("opens nothing on this device"));
    nadege.page.click("leave-do");
    nadege.wait("the leaving", |p| p.has("persons-gone"));
    assert!(nadege.page.text(&format!("gone-{karim}")).contains("has left on 23.11.2026"));
    nadege.end();
    assert!(house.try_open("Karim", KARIM).is_err());

    let mut nadege = house.show(As::ManagerSecretary);
    nadege.section("set-persons");
    nadege.page.click(&format!("person-back-{karim}"));
    nadege.page.type_into("new-passphrase", NEW);
    nadege.page.type_into("again", NEW);
    nadege.page.fire_submit("again");
    nadege.wait("the coming back", |p| !p.has("persons-gone"));
    nadege.end();
    house.try_open("Karim", NEW).unwrap().close();
}

#[test]
fn a_doctor_lets_a_colleague_in_with_one_tap_and_who_waits_is_told_whom_to_ask() {
    let house = house();
    let lemaire = house.person(As::ManagerDoctor);
    let waits = house.show(As::ManagerDoctor);
    assert!(waits.page.text("admit-ask").contains("Dr Roy"), "{}", waits.page.text("admit-ask"));
    waits.end();
    let mut roy = house.show(As::Doctor);
    assert!(roy.page.text(&format!("admit-{lemaire}")).contains("Dr Lemaire has joined as a doctor"));
    roy.page.click(&format!("admit-later-{lemaire}"));
    assert!(!roy.page.has(&format!("admit-{lemaire}")), "not now is not now");
    roy.section("set-persons");
    roy.page.click(&format!("admit-yes-{lemaire}"));
    roy.wait("the key", |p| !p.has(&format!("admit-{lemaire}")));
    roy.end();
    for who in [As::Secretary, As::ManagerSecretary] {
        let shown = house.show(who);
        assert!(!shown.page.has("admit-ask") && !shown.page.has(&format!("admit-{lemaire}")));
        shown.end();
    }
    let lemaire = house.open(As::ManagerDoctor);
    let read = lemaire.desk().read::<_, store::Error>(|db| store::sealed::all::<Note>(db, genki::model::Audience::Doctors)).unwrap();
    assert_eq!(read.len(), 1);
    lemaire.close();
}

#[test]
fn a_new_name_is_what_the_door_asks_for_and_the_last_manager_stays_one() {
    let house = house();
    let karim = house.person(As::Secretary);
    let mut nadege = house.show(As::ManagerSecretary);
    nadege.section("set-persons");
    nadege.page.click(&format!("person-{karim}"));
    nadege.page.type_into("person-name", "Karim Benali");
    nadege.page.fire_change("person-name", "Karim Benali");
    nadege.wait("the name", |p| p.text("persons").contains("Karim Benali"));
    nadege.end();
    house.try_open("Karim Benali", KARIM).unwrap().close();

    let open = house.open(As::ManagerSecretary);
    let lemaire = house.person(As::ManagerDoctor);
    let demoted = open.desk().act("person-change", move |tx| {
        let p = people::get(&tx.db(), lemaire)?.unwrap();
        persons::change(tx, &Person { manager: false, ..p })
    });
    assert_eq!(refused_as(demoted.map(drop)), "done");
    open.close();
    let mut nadege = house.show(As::ManagerSecretary);
    nadege.section("set-persons");
    nadege.page.click(&format!("person-{}", house.person(As::ManagerSecretary)));
    nadege.page.click("person-manager");
    nadege.wait("the refusal", |p| p.text("person-more").contains("Somebody has to stay a manager"));
    nadege.end();
}

#[test]
fn proofs_are_not_mixed_up() {
    let house = house();
    let open = house.open(As::Doctor);
    let desk = open.desk().clone();
    let nothing = open.with_vault(|vault, _| persons::regain(&desk, vault, ROY)).unwrap();
    assert!(nothing.is_ok(), "who has no former keys has nothing to take up");
    open.close();
}
