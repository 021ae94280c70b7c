//! Who may what, through the window: for each role, what the screens offer, and what happens when it is done.

use super::dom::Page;
use chrono::NaiveDate;
use chrono_tz::Europe::Paris;
use dioxus::prelude::*;
use genki::{
    actions::{
        self, Desk, entry, notes, patients,
        persons::{self, New, Proof},
        practice, results, rights,
    },
    base::{Clock, Id},
    model::{
        Note, Patient, Person, Practice, Practitioner, Reason,
        person::Role,
        result::Decision,
        rights::{Deed, May},
    },
    platform::keystore::Keystore,
    store::{self, people},
    ui::{
        app::{Start, Workplace},
        door::Doorway,
        open::OpenPractice,
    },
    vault::{Cost, Language, Means, RecoveryWords, Strength, Vault},
};
use std::path::PathBuf;

const NADEGE: &str = "trois hérons lisent sous la pluie";
const KARIM: &str = "quatre renards dansent sur le toit";
const ROY: &str = "cinq loutres comptent les nuages";
const LEMAIRE: &str = "six blaireaux peignent la barque";
const NEW: &str = "sept mouettes volent un parapluie";
const PATIENT: Id = Id::from_u128(1);

/// The four of the table, by who they are here.
#[derive(Debug, Clone, Copy, PartialEq)]
enum As {
    Secretary,
    Doctor,
    ManagerSecretary,
    ManagerDoctor,
}

const ALL: [As; 4] = [As::Secretary, As::Doctor, As::ManagerSecretary, As::ManagerDoctor];

impl As {
    fn name(self) -> (&'static str, &'static str) {
        match self {
            As::Secretary => ("Karim", KARIM),
            As::Doctor => ("Dr Roy", ROY),
            As::ManagerSecretary => ("Nadège", NADEGE),
            As::ManagerDoctor => ("Dr Lemaire", LEMAIRE),
        }
    }

    fn manages(self) -> bool {
        matches!(self, As::ManagerSecretary | As::ManagerDoctor)
    }

    fn doctor(self) -> bool {
        matches!(self, As::Doctor | As::ManagerDoctor)
    }
}

fn means() -> Means {
    let clock = Clock::fixed(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 40, 0).unwrap(), Paris);
    Means { keystore: Keystore::None, clock, strength: Strength::Fixed(Cost::FLOOR) }
}

struct House {
    folder: tempfile::TempDir,
    words: RecoveryWords,
}

struct Shown {
    page: Page,
    practice: OpenPractice,
}

/// A practice where all four work; a doctor has written for doctors only.
fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
    let new = entry::New { practice, person: "Nadège", passphrase: NADEGE, words: Language::English };
    let (mut open, words) = entry::create(&folder.path().join("vault"), new, means(), "test").unwrap();
    for (name, role, manager, passphrase) in
        [("Karim", Role::Secretary, false, KARIM), ("Dr Roy", Role::Doctor, false, ROY), ("Dr Lemaire", Role::Doctor, true, LEMAIRE)]
    {
        let new = New { name, role, manager, practitioner: None, passphrase };
        persons::add(&open.desk, &mut open.vault, &open.opened, new).unwrap();
    }
    open.desk
        .act("new-patient", |tx| {
            let named = |id, family: &str| Patient { id, family: family.into(), given: vec!["Léa".into()], ..Patient::default() };
            patients::save_patient(tx, &named(PATIENT, "Martin"))?;
            practice::save_practitioner(
                tx,
                &Practitioner { id: Id::from_u128(90), family: "Roy".into(), prefix: "Dr".into(), ..Practitioner::default() },
            )?;
            practice::save_reason(tx, &Reason { id: Id::from_u128(50), name: "Vaccination".into(), minutes: 10, ..Reason::default() })
        })
        .unwrap();
    open.desk.store.set_local("looks", &serde_json::json!({"lang": "en"})).unwrap();
    let house = House { folder, words };
    OpenPractice::own(open).close();
    let roy = house.open(As::Doctor);
    let now = roy.desk().now();
    roy.desk().act("note-add", move |tx| notes::add(tx, now, PATIENT, "zygomorphe", true)).unwrap();
    roy.close();
    house
}

fn root() -> Element {
    let practice = use_hook(consume_context::<OpenPractice>);
    let mut door = use_context_provider(|| Doorway::new(Start::Vault(PathBuf::new())));
    use_hook(|| door.open.set(Some(practice.clone())));
    rsx! { Workplace { practice } }
}

impl House {
    fn folder(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    fn try_open(&self, name: &str, passphrase: &str) -> entry::Result<OpenPractice> {
        let mut vault = Vault::load(&self.folder(), means())?;
        let person = vault.persons().find(|p| p.name == name).map(|p| p.id).unwrap_or_default();
        let mut opened = vault.unlock(person, passphrase)?;
        let desk = entry::write(&self.folder(), &mut vault, &mut opened, means().clock)?;
        Ok(OpenPractice::own(entry::Open { desk, vault, opened, lock: None }))
    }

    fn open(&self, who: As) -> OpenPractice {
        let (name, passphrase) = who.name();
        self.try_open(name, passphrase).unwrap()
    }

    fn show(&self, who: As) -> Shown {
        let practice = self.open(who);
        Shown { page: Page::open(root, practice.clone()), practice }
    }

    fn person(&self, who: As) -> Id {
        let vault = Vault::load(&self.folder(), means()).unwrap();
        vault.persons().find(|p| p.name == who.name().0).unwrap().id
    }
}

impl Shown {
    fn desk(&self) -> Desk {
        self.practice.desk().clone()
    }

    fn section(&mut self, section: &str) {
        self.page.click("place-settings");
        self.page.click(section);
    }

    /// Lets what is done on another thread come to its end: a key derived takes a moment.
    fn wait(&mut self, what: &str, met: impl Fn(&Page) -> bool) {
        for _ in 0..150 {
            if met(&self.page) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
            self.page.settle();
        }
        panic!("{what} did not come: {}", self.page.whole());
    }

    fn end(self) {
        drop(self.page);
        self.practice.close();
    }
}

fn refused_as(done: actions::desk::Result<()>) -> &'static str {
    match done {
        Ok(()) => "done",
        Err(actions::Error::Refused(why)) => why.key,
        Err(error) => panic!("{error}"),
    }
}

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
    assert!(
        before.contains("works again at once") && before.contains("recovery words") && before.contains("not even a manager"),
        "{before}"
    );
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
    shown.page.click("former-other");
    shown.page.type_into("former-words", &house.words.words().join(" "));
    shown.page.fire_submit("former-words");
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
    let nothing = open.with_vault(|vault, _| persons::regain(&desk, vault, Proof::Passphrase(ROY))).unwrap();
    assert!(nothing.is_ok(), "who has no former keys has nothing to take up");
    open.close();
}
