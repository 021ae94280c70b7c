//! Who may what, through the window: for each role, what the screens offer, and what happens when it is done.

use super::crew::{ALL, As, PATIENT, Shown, house, refused_as};
use genki::{
    actions::{self, notes, practice, results, rights},
    base::Id,
    model::{
        Patient, Practice, Reason,
        person::Role,
        result::Decision,
        rights::{Deed, May},
    },
    store,
};

/// What a person who may it gets done, and one who may not is told.
fn expect(may: bool, otherwise: &'static str) -> &'static str {
    if may { "done" } else { otherwise }
}

#[test]
fn the_front_desk_is_everybodys() {
    let house = house();
    for who in ALL {
        let mut shown = house.show(who);
        let page = &mut shown.page;
        page.press("date", "n");
        assert!(page.has("book") || page.whole().contains("New visit"), "{who:?}: {}", page.whole());
        page.press("date", "Escape");
        page.click("place-patients");
        page.type_into("patient-search", "martin");
        page.click("patient-0");
        page.click("patient-change");
        page.type_into("alert", &format!("seen by {who:?}"));
        page.click("patient-save");
        assert!(page.text("patient-page").contains(&format!("seen by {who:?}")), "{who:?}");
        shown.end();
    }
}

#[test]
fn what_is_for_doctors_only_is_on_no_secretarys_screen() {
    let house = house();
    for who in ALL {
        let mut shown = house.show(who);
        shown.page.click("place-patients");
        shown.page.type_into("patient-search", "martin");
        shown.page.click("patient-0");
        let page = &mut shown.page;
        // Lemaire has not been let in: a doctor, and manager, whom the keys keep out all the same.
        assert_eq!(page.whole().contains("zygomorphe"), who == As::Doctor, "{who:?}");
        page.type_into("note-text", "something");
        assert_eq!(page.has("note-sealed"), who.doctor(), "{who:?} is offered the seal");
        let now = shown.practice.desk().now();
        let done = shown.desk().act("note-add", move |tx| notes::add(tx, now, PATIENT, "x", true).map(drop));
        assert_eq!(refused_as(done.map(drop)), expect(who.doctor(), "rights-no"), "{who:?}");
        shown.end();
    }
}

/// Reading, deciding and telling a result; the doctors' key is Roy's alone here.
#[test]
fn results_are_read_decided_and_told_by_whom_they_are_for() {
    let house = house();
    let roy = house.open(As::Doctor);
    let now = roy.desk().now();
    let result = roy.desk().act("result-receive", move |tx| results::receive(tx, now, PATIENT, "Blood test", "zygomorphe")).unwrap().answer;
    roy.close();
    let page_of = |shown: &mut Shown| {
        shown.page.click("place-patients");
        shown.page.type_into("patient-search", "martin");
        shown.page.click("patient-0");
    };
    for who in ALL {
        let mut shown = house.show(who);
        page_of(&mut shown);
        let page = &shown.page;
        assert_eq!(page.has("result-read"), who == As::Doctor, "{who:?} reads what is sealed to the doctors' key");
        assert_eq!(page.has("result-sealed"), who != As::Doctor, "{who:?} is told that it is sealed");
        assert_eq!(page.has("result-decide"), who.doctor(), "{who:?} decides");
        assert_eq!(page.has("result-tell"), who.doctor(), "{who:?} tells before anything is decided");
        let decided = if who.doctor() { "done" } else { "rights-no" };
        let say = shown.desk().act("result-decide", move |tx| results::decide(tx, now, result, Decision::Say, "All is well").map(drop));
        assert_eq!(refused_as(say.map(drop)), decided, "{who:?}");
        if who.doctor() {
            let back = shown.desk().act("result-decide", move |tx| results::decide(tx, now, result, Decision::ICall, ""));
            assert_eq!(refused_as(back.map(drop)), "done");
        }
        shown.end();
    }
    // "I call" is the doctor's: a secretary may not tell it. Words to say are hers to say.
    let told = |who: As| {
        let shown = house.open(who);
        let done = shown.desk().act("result-tell", move |tx| results::tell(tx, now, result, "Mme Martin"));
        shown.close();
        refused_as(done.map(drop))
    };
    assert_eq!(told(As::Secretary), "result-not-allowed");
    let roy = house.open(As::Doctor);
    roy.desk().act("result-decide", move |tx| results::decide(tx, now, result, Decision::Say, "All is well")).unwrap();
    roy.close();
    let mut karim = house.show(As::Secretary);
    page_of(&mut karim);
    assert!(karim.page.has("result-tell") && karim.page.text("result-words").contains("All is well"));
    assert!(!karim.page.whole().contains("zygomorphe"), "what may be said, and no more");
    karim.end();
    assert_eq!(told(As::ManagerSecretary), "done");
}

/// The practice's own cell: secretaries read what comes once it is set.
#[test]
fn secretaries_read_what_comes_where_the_practice_lets_them() {
    let house = house();
    let mut nadege = house.show(As::ManagerSecretary);
    nadege.section("set-rights");
    nadege.page.click("switch-read-results-secretary");
    assert!(nadege.page.text("may-read-results-secretary").contains("does it"));
    let now = nadege.desk().now();
    nadege.desk().act("result-receive", move |tx| results::receive(tx, now, PATIENT, "Blood test", "zygomorphe")).unwrap();
    nadege.end();
    for who in ALL {
        let mut shown = house.show(who);
        shown.page.click("place-patients");
        shown.page.type_into("patient-search", "martin");
        shown.page.click("patient-0");
        assert!(shown.page.has("result-read"), "{who:?}");
        shown.end();
    }
}

#[test]
fn ones_own_log_is_there_for_everybody_and_for_nobody_else() {
    let house = house();
    for who in ALL {
        let mut shown = house.show(who);
        shown.section("set-own-log");
        let text = shown.page.whole();
        for other in ALL.into_iter().filter(|o| *o != who) {
            assert!(!text.contains(&format!("hard moment of {other:?}")), "{who:?} reads {other:?}");
        }
        let now = shown.practice.desk().now();
        let line = format!("hard moment of {who:?}");
        shown.desk().act("moment-add", move |tx| notes::add_moment(tx, now, Default::default(), &line).map(drop)).unwrap();
        shown.page.settle();
        assert!(shown.page.whole().contains(&format!("hard moment of {who:?}")));
        shown.end();
    }
}

/// One row of affairs: where it is, what stands there for who may it, and the same done without the screen.
#[test]
fn affairs_are_offered_to_managers_and_asked_of_them_by_others() {
    let house = house();
    for who in ALL {
        let mut shown = house.show(who);
        let may = who.manages();
        for (place, section, offered, deed) in [
            ("place-settings", "set-practice", "practice-name", "persons"),
            ("place-settings", "set-reasons", "reason-add", "reasons"),
            ("place-settings", "set-persons", "person-add", "persons"),
            ("place-settings", "set-audit", "audit-today", "audit"),
            ("place-import", "", "export", "export"),
        ] {
            shown.page.click(place);
            if !section.is_empty() {
                shown.page.click(section);
            }
            let page = &shown.page;
            assert_eq!(
                (page.has(offered), page.has(&format!("ask-{deed}"))),
                (may, !may),
                "{who:?} at {place} {section}: {}",
                page.whole()
            );
        }
        shown.section("set-rights");
        for deed in ["reasons", "merge", "export"] {
            for role in ["secretary", "doctor"] {
                assert_eq!(shown.page.has(&format!("switch-{deed}-{role}")), may, "{who:?} {deed} {role}");
            }
        }
        for sealed in ["doctors-only", "own-log", "decide-results", "persons", "audit"] {
            assert!(!shown.page.has(&format!("switch-{sealed}-secretary")), "keys or the practice's own hold {sealed}");
        }

        let desk = shown.desk();
        let otherwise = expect(may, "rights-ask");
        let renamed = desk.act("change-practice", move |tx| {
            let p = store::practice::get(&tx.db())?;
            practice::change_practice(tx, &Practice { name: format!("Tilleuls {who:?}"), ..p })
        });
        assert_eq!(refused_as(renamed.map(drop)), otherwise, "{who:?} renames the practice");
        let reason = desk.act("save-reason", move |tx| {
            practice::save_reason(tx, &Reason { id: Id::from_u128(60), name: format!("{who:?}"), minutes: 10, ..Reason::default() })
        });
        assert_eq!(refused_as(reason.map(drop)), otherwise, "{who:?} saves a reason");
        let merged = desk.act("merge", move |tx| {
            let p = Patient { id: Id::from_u128(900 + who as u128), family: "Martin".into(), ..Patient::default() };
            tx.put(&Patient { merged_into: Some(PATIENT), ..p }).map(drop)?;
            Ok(())
        });
        assert_eq!(refused_as(merged.map(drop)), otherwise, "{who:?} merges");
        let granted = desk.act("change-rights", move |tx| rights::grant(tx, Role::Secretary, Deed::Merge, false).map(drop));
        // Nothing that changes is nothing to refuse.
        assert_eq!(refused_as(granted.map(drop)), "done", "{who:?}");
        let read = desk.act("change-rights", move |tx| rights::let_secretaries_read(tx, true));
        assert_eq!(refused_as(read.map(drop)), otherwise, "{who:?} lets secretaries read");
        assert_eq!(desk.may(Deed::ExportAll).unwrap(), if may { May::Do } else { May::Ask });
        assert_eq!(refused_as(desk.audit(desk.today(), desk.today()).map(drop)), otherwise, "{who:?} reads who did what");
        shown.end();
    }
}

#[test]
fn a_switch_gives_an_affair_away_at_once_and_takes_it_back() {
    let house = house();
    let mut nadege = house.show(As::ManagerSecretary);
    nadege.section("set-rights");
    assert!(nadege.page.text("may-reasons-secretary").contains("asks"));
    nadege.page.click("switch-reasons-secretary");
    assert!(nadege.page.text("may-reasons-secretary").contains("does it"));
    assert!(nadege.page.text("may-reasons-doctor").contains("asks"));
    nadege.end();
    let mut karim = house.show(As::Secretary);
    karim.section("set-reasons");
    assert!(karim.page.has("reason-add") && !karim.page.has("ask-reasons"));
    karim.end();
    let mut nadege = house.show(As::ManagerSecretary);
    nadege.section("set-rights");
    nadege.page.click("switch-reasons-secretary");
    assert!(nadege.page.text("may-reasons-secretary").contains("asks"));
    nadege.page.click("undo");
    nadege.page.settle();
    assert!(nadege.page.text("may-reasons-secretary").contains("does it"));
    nadege.end();
}

#[test]
fn somebody_asks_a_manager_answers_and_she_sees_it() {
    let house = house();
    let mut karim = house.show(As::Secretary);
    assert!(!karim.page.has("asked-count") && !karim.page.whole().contains("Asked"));
    karim.section("set-reasons");
    karim.page.click("ask-begin");
    karim.page.type_into("ask-words", "A reason for flu shots, 5 minutes");
    karim.page.fire_submit("ask-words");
    assert!(karim.page.text("ask-reasons").contains("You asked: Today, 09:40"), "{}", karim.page.text("ask-reasons"));
    assert!(!karim.page.has("ask-begin"), "asked once is asked");
    karim.end();

    let mut nadege = house.show(As::ManagerSecretary);
    assert_eq!(nadege.page.text("asked-count"), "1");
    nadege.page.click("place-settings");
    let list = nadege.page.text("asked-of-you");
    assert!(list.contains("Reasons of visits") && list.contains("flu shots") && list.contains("Karim · Today, 09:40"), "{list}");
    let ask = nadege.desk().read::<_, store::Error>(store::asks::all).unwrap()[0].id;
    nadege.page.click(&format!("ask-open-{ask}"));
    assert!(nadege.page.has("reason-add"), "it leads to the reasons");
    nadege.page.click("set-asked");
    nadege.page.type_into(&format!("ask-word-{ask}"), "There since today");
    nadege.page.click(&format!("ask-done-{ask}"));
    assert!(!nadege.page.has("asked-count"));
    nadege.page.click("undo");
    nadege.page.settle();
    assert!(nadege.page.has("asked-count"), "an answer can be taken back");
    nadege.page.click(&format!("ask-refuse-{ask}"));
    nadege.end();

    let mut karim = house.show(As::Secretary);
    assert_eq!(karim.page.text("asked-count"), "1");
    karim.page.click("place-settings");
    assert!(karim.page.text("asked-by-you").contains("Nadège says no."), "{}", karim.page.text("asked-by-you"));
    let done = karim.desk().act("answer", move |tx| actions::asks::answer(tx, ask, genki::model::AskState::Done, ""));
    assert_eq!(refused_as(done.map(drop)), "ask-not-yours");
    karim.page.click(&format!("ask-read-{ask}"));
    assert!(!karim.page.has("asked-count"));
    karim.end();
}
