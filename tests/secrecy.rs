//! Where the practice does not let secretaries read results: what a secretary finds who looks everywhere, with her keys,
//! the database's, and every command, before and after whatever may be done with a result.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod forms;

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono_tz::Europe::Paris;
use genki::{
    actions::{
        Desk, calls,
        entry::{self, Open},
        persons, results, rights, twins,
    },
    base::{Clock, Id},
    model::{
        Aside, Attachment, Audience, Card, Content, Note, Patient, Person, Practice, TestResult, card::Then, communication::Why,
        person::Role, result::Decision, twins::Choices,
    },
    platform::keystore::Keystore,
    store::{self, Store, acts, asides, people, sealed},
    vault::{Cost, Language, Means, Strength, Vault},
};
use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
    sync::Arc,
};

/// What the results say.
const SAYS: &str = "Hémochromatosine";
/// What may be said of one, and how soon another is to come: a doctor allowed it.
const SAID: &str = "Wolframéthyle";
const SOON: &str = "Zéphyrinette";
/// What a doctor wrote for a call, in it, and where nothing is decided.
const CALLS: &str = "Oxtorvaldine";
const SPOKEN: &str = "Kvélidormide";
const UNDECIDED: &str = "Bromélisquine";
/// What a doctor is typing.
const TYPED: &str = "Pschittagone";
const NEVER: [&str; 5] = [SAYS, CALLS, SPOKEN, UNDECIDED, TYPED];

const NADEGE: &str = "trois hérons lisent sous la pluie";
const KARIM: &str = "quatre renards dansent sur le toit";
const ROY: &str = "cinq loutres comptent les nuages";
const LEMAIRE: &str = "six blaireaux peignent la barque";
const LEA: Id = Id::from_u128(5);
const LEA_TOO: Id = Id::from_u128(6);

fn means() -> Means {
    Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) }
}

struct House {
    home: tempfile::TempDir,
    /// Decided by: not at all, these words, I call, an appointment, and one that is told at once.
    results: Vec<Id>,
}

impl House {
    /// Two secretaries, Nadège a manager, and two doctors, of whom Lemaire was let in; five results that Karim took in.
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        for (name, secret) in [("Nadège", NADEGE), ("Karim", KARIM)] {
            fs::write(home.path().join(name), secret).unwrap();
        }
        let practice = Practice { name: "Tilleuls".into(), zone: Paris.name().into(), lang: "fr".into(), ..Practice::default() };
        let new = entry::New { practice, person: "Nadège", passphrase: NADEGE, words: Language::French };
        let (mut open, _) = entry::create(&home.path().join("vault"), new, means(), "test").unwrap();
        let all = [("Karim", Role::Secretary, KARIM), ("Dr Roy", Role::Doctor, ROY), ("Dr Lemaire", Role::Doctor, LEMAIRE)];
        for (name, role, passphrase) in all {
            let new = persons::New { name, role, manager: false, practitioner: None, passphrase };
            persons::add(&open.desk, &mut open.vault, &open.opened, new).unwrap();
        }
        open.desk
            .act("new-patient", |tx| {
                let lea = Patient { id: LEA, family: "Martin".into(), given: vec!["Léa".into()], ..Patient::default() };
                tx.put(&Patient { id: LEA_TOO, ..lea.clone() })?;
                Ok(tx.put(&lea)?)
            })
            .unwrap();
        close(open);
        let mut house = House { home, results: Vec::new() };
        house.run("Nadège", &["import", "tests/fixtures/day.json"]);
        house.with("Dr Roy", ROY, |roy| {
            let lemaire = id_of(&roy.desk, "Dr Lemaire");
            persons::admit(&roy.desk, lemaire).unwrap();
        });
        house.results = house.with("Karim", KARIM, |karim| (0..5).map(|_| receive(&karim.desk, SAYS)).collect());
        house
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("vault")
    }

    /// Works as somebody, and closes again.
    fn with<T>(&self, name: &str, passphrase: &str, work: impl FnOnce(&mut Open) -> T) -> T {
        let mut vault = Vault::load(&self.folder(), means()).unwrap();
        let person = vault.persons().find(|p| p.name == name).unwrap().id;
        let mut opened = vault.unlock(person, passphrase).unwrap();
        let desk = entry::write(&self.folder(), &mut vault, &mut opened, Clock::System).unwrap();
        let mut open = Open { desk, vault, opened, lock: None };
        let done = work(&mut open);
        close(open);
        done
    }

    fn let_secretaries_read(&self, on: bool) {
        self.with("Nadège", NADEGE, |open| {
            open.desk.act("change-rights", move |tx| rights::let_secretaries_read(tx, on)).unwrap();
        });
    }

    fn command(&self, who: &str, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_genki"));
        command.env("HOME", self.home.path()).env("GENKI_KEYSTORE", "none").env("LC_ALL", "C.UTF-8").env_remove("XDG_DATA_HOME");
        command.args(args).args(["--person", who, "--vault"]).arg(self.folder());
        command.arg("--passphrase-file").arg(self.home.path().join(who)).output().unwrap()
    }

    fn run(&self, who: &str, args: &[&str]) -> Vec<u8> {
        let out = self.command(who, args);
        assert!(out.status.success(), "{who} {args:?}: {}", String::from_utf8_lossy(&out.stderr));
        [out.stdout, out.stderr].concat()
    }

    /// Everything a secretary can lay her hands on, by where she found it.
    fn looked_through(&self, name: &str, passphrase: &str) -> Vec<(String, Vec<u8>)> {
        let mut found = self.with(name, passphrase, |open| {
            let key = *open.opened.key().as_bytes();
            let mut found = with_her_keys(&open.desk, self);
            open.desk.store.close();
            let store = Store::open_read_only(&self.folder().join(entry::DATABASE), &key).unwrap();
            found.push(("the database".into(), store.dump().unwrap()));
            found
        });
        let every: [&[&str]; 8] = [
            &["due", "--json"],
            &["due"],
            &["today", "--json"],
            &["today", "--now", "2026-11-23T09:40"],
            &["find", "martin", "--json"],
            &["find", SAYS, "--json"],
            &["find", CALLS],
            &["person", "list", "--json"],
        ];
        for args in every {
            found.push((args.join(" "), self.run(name, args)));
        }
        let page = self.home.path().join("day.pdf");
        self.run(name, &["print", "--date", "2026-11-23", "--to", page.to_str().unwrap()]);
        found.push(("the day on paper".into(), fs::read(&page).unwrap()));
        if let Ok(text) = Command::new("pdftotext").arg(&page).arg("-").output() {
            found.push(("the words on paper".into(), text.stdout));
        }
        fs::remove_file(&page).unwrap();
        // A manager's, whoever asks: Karim is refused, and finds nothing in what he is told.
        for args in [&["audit", "--json"][..], &["audit", "--from", "2026-01-01", "--to", "2030-01-01"]] {
            let out = self.command(name, args);
            found.push((args.join(" "), [out.stdout, out.stderr].concat()));
        }
        for format in ["fhir", "ics", "vcf", "csv"] {
            let to = self.home.path().join(format!("out.{format}"));
            let out = self.command(name, &["export", "--format", format, "--to", to.to_str().unwrap()]);
            assert_eq!(out.status.success(), name == "Nadège", "{format}: {}", String::from_utf8_lossy(&out.stderr));
            found.push((format!("export {format}"), [out.stdout, out.stderr, fs::read(&to).unwrap_or_default()].concat()));
            let _ = fs::remove_file(&to);
        }
        found
    }

    /// Neither secretary finds what is not hers to read; what was allowed she does find.
    fn nothing_leaks(&self, when: &str, allowed: &[&str]) {
        for (name, passphrase) in [("Nadège", NADEGE), ("Karim", KARIM)] {
            let all = self.looked_through(name, passphrase);
            for (place, bytes) in &all {
                let found = forms::places(bytes, &NEVER);
                assert!(found.is_empty(), "{when}, {name}, {place}: {found:?}");
            }
            let database = &all.iter().find(|(place, _)| place == "the database").unwrap().1;
            for words in ["Prise de sang"].iter().chain(allowed) {
                assert!(!forms::places(database, &[words]).is_empty(), "{when}: {words} is there to be found");
            }
        }
    }
}

fn close(open: Open) {
    open.desk.store.close();
    open.opened.close();
}

fn id_of(desk: &Desk, name: &str) -> Id {
    desk.read::<_, store::Error>(people::all).unwrap().into_iter().find(|p| p.name == name).unwrap().id
}

fn receive(desk: &Desk, says: &'static str) -> Id {
    let now = desk.now();
    let files = [letter(says)];
    desk.act("result-in", move |tx| results::receive_files(tx, now, LEA, "Prise de sang", &format!("Taux : {says} !"), &files))
        .unwrap()
        .answer
}

/// The letter it came as: its name says it, and so do its bytes.
fn letter(says: &str) -> (String, Arc<Vec<u8>>) {
    (format!("{says}.pdf"), Arc::new(format!("%PDF-1.4 {says} ").repeat(9_000).into_bytes()))
}

fn decide(desk: &Desk, id: Id, decision: Decision, words: &'static str) -> Id {
    let now = desk.now();
    desk.act("result-decide", move |tx| results::decide(tx, now, id, decision, words)).unwrap().act
}

/// All that the store tells with a person's keys in hand.
fn with_her_keys(desk: &Desk, house: &House) -> Vec<(String, Vec<u8>)> {
    let me = desk.person;
    desk.read::<_, store::Error>(|db| {
        let mut found = Vec::new();
        let mut say = |place: &str, text: String| found.push((place.to_owned(), text.into_bytes()));
        for (n, id) in house.results.iter().enumerate() {
            let result = store::results::get(db, *id)?.unwrap_or_default();
            for content in [store::results::content(db, *id)?, store::results::content_for(db, me, *id)?] {
                say(&format!("result {n}"), content.map(|c| c.text).unwrap_or_default());
            }
            let (name, bytes) = letter(SAYS);
            let file = store::results::file(db, *id, &Attachment::of(&name, &bytes).unwrap())?.unwrap_or_default();
            say(&format!("result {n}, its letter"), String::from_utf8(file).unwrap());
            say(&format!("result {n}, what may be said"), result.to_say().to_owned());
            say(&format!("result {n}, aside"), asides::of_decision(db, me, &result)?);
            say(&format!("result {n}, its aside's record"), text(sealed::get::<Aside>(db, Aside::id_of_decision(&result))?));
            say(&format!("result {n}, all of it"), serde_json::to_string(&result).unwrap());
        }
        for call in store::communications::all(db)? {
            say("a call", serde_json::to_string(&call).unwrap() + &asides::of_call(db, me, call.id)?);
        }
        for audience in [Audience::Doctors, Audience::Practice].into_iter().chain(people::all(db)?.iter().map(|p| Audience::Person(p.id))) {
            say("what is sealed", sealed::all::<Content>(db, audience)?.into_iter().map(|c| c.text).collect());
            say("what is sealed", sealed::all::<Aside>(db, audience)?.into_iter().map(|a| a.text).collect());
            say("what is sealed", sealed::all::<Note>(db, audience)?.into_iter().map(|n| n.text).collect());
        }
        for task in store::tasks::all(db)? {
            say("a task", serde_json::to_string(&task).unwrap());
        }
        for act in acts::latest(db, 10_000)? {
            say("the history", format!("{act:?} {:?} {:?}", acts::edits(db, act.id, 999)?, acts::changes(db, act.id)?));
        }
        for line in store::owed::pressing(db, desk.now())? {
            say("to do", format!("{} {}", line.owed.words, line.owed.caller));
        }
        for person in people::all(db)? {
            let theirs = Desk { person: person.id, ..desk.clone() };
            let raw = theirs.store.jotted(&format!("calls {}", person.id)).unwrap().unwrap_or_default();
            say("call cards", String::from_utf8(raw).unwrap());
        }
        Ok(found)
    })
    .unwrap()
}

fn text(aside: Option<Aside>) -> String {
    aside.map(|aside| aside.text).unwrap_or_default()
}

fn aside(desk: &Desk, id: Id) -> String {
    let of = |db: &store::Db| asides::of_decision(db, desk.person, &store::results::get(db, id)?.unwrap());
    desk.read::<_, store::Error>(of).unwrap()
}

fn says(desk: &Desk, id: Id) -> String {
    let content = desk.read::<_, store::Error>(|db| store::results::content_for(db, desk.person, id)).unwrap();
    content.map(|c| c.text).unwrap_or_default()
}

/// A doctor's call about a result: what is said in it, and what follows.
fn called(desk: &Desk, words: &str, then: Then) -> Id {
    let now = desk.now();
    let card =
        Card { patient: Some(LEA), why: Some(Why::Results), words: words.into(), then, ..Card::new(Id::new(desk.clock.millis()), now) };
    let id = card.id;
    desk.act("call", move |tx| calls::finish(tx, now, &card, None, None)).unwrap();
    id
}

#[test]
fn no_secretary_reads_a_result_whatever_is_done_with_it() {
    let house = House::new();
    let ids = house.results.clone();
    house.nothing_leaks("before anything was decided", &[]);

    let acts = house.with("Dr Roy", ROY, |roy| {
        let desk = &roy.desk;
        assert!(ids.iter().all(|id| says(desk, *id).contains(SAYS)), "the doctor reads them");
        let whole = |file: &Attachment| desk.read::<_, store::Error>(|db| store::results::file(db, ids[0], file)).unwrap();
        let content = desk.read::<_, store::Error>(|db| store::results::content_for(db, desk.person, ids[0])).unwrap().unwrap();
        assert_eq!((content.files[0].title.as_str(), whole(&content.files[0])), (letter(SAYS).0.as_str(), Some(letter(SAYS).1.to_vec())));
        let acts = vec![
            decide(desk, ids[0], Decision::None, UNDECIDED),
            decide(desk, ids[1], Decision::Say, SAID),
            decide(desk, ids[2], Decision::ICall, CALLS),
            decide(desk, ids[3], Decision::Appointment, SOON),
        ];
        decide(desk, ids[4], Decision::ICall, CALLS);
        assert_eq!((aside(desk, ids[2]).as_str(), aside(desk, ids[1]).as_str()), (CALLS, ""), "the doctor reads what is for the call");
        acts
    });
    house.with("Dr Lemaire", LEMAIRE, |open| assert_eq!(aside(&open.desk, ids[2]), CALLS, "and so does a colleague"));
    house.nothing_leaks("decided", &[SAID, SOON]);

    house.with("Karim", KARIM, |karim| {
        let (desk, now) = (&karim.desk, karim.desk.now());
        let told = |id| desk.act("result-tell", move |tx| results::tell(tx, now, id, "elle-même"));
        assert!(told(ids[0]).is_err() && told(ids[2]).is_err() && told(ids[1]).is_ok());
        assert!(acts.iter().all(|act| desk.undo(*act).is_err()), "a decision is not a secretary's to take back");
        assert!(desk.undo_last().unwrap().is_some());
    });
    house.with("Dr Roy", ROY, |roy| {
        // Decided otherwise, back and forth: what was for the call never becomes plain.
        decide(&roy.desk, ids[4], Decision::Say, SAID);
        decide(&roy.desk, ids[4], Decision::ICall, "");
        assert_eq!(aside(&roy.desk, ids[4]), "", "decided anew without words");
        for act in &acts {
            roy.desk.undo(*act).unwrap();
        }
        let to_say = |id| roy.desk.read::<_, store::Error>(|db| Ok(store::results::get(db, id)?.unwrap().to_say().to_owned())).unwrap();
        assert!(ids.iter().all(|id| to_say(*id).is_empty()), "taken back, nothing may be said");
        assert_eq!(aside(&roy.desk, ids[2]), "");
    });
    house.nothing_leaks("every decision taken back", &[]);

    house.with("Dr Roy", ROY, |roy| {
        for _ in 0..4 {
            roy.desk.redo_last().unwrap().unwrap();
        }
        assert_eq!(aside(&roy.desk, ids[2]), CALLS, "done again");
    });
    // What a secretary took in and takes back leaves as little.
    house.with("Karim", KARIM, |karim| {
        receive(&karim.desk, SAYS);
        karim.desk.undo_last().unwrap().unwrap();
        karim.desk.redo_last().unwrap().unwrap();
        karim.desk.undo_last().unwrap().unwrap();
    });
    house.nothing_leaks("done again", &[SAID, SOON]);
}

#[test]
fn what_a_doctor_says_in_a_call_about_a_result_stays_with_the_doctors() {
    let house = House::new();
    let (roy, call) = house.with("Dr Roy", ROY, |roy| {
        let call = called(&roy.desk, SPOKEN, Then::Nothing);
        // Half typed, as the window keeps it at every key.
        let (said, kept) = std::sync::mpsc::channel();
        let card = Card { words: TYPED.into(), ..Card::new(Id::from_u128(1), roy.desk.now()) };
        let place = format!("calls {}", roy.desk.person);
        roy.desk
            .jot(&place, &genki::model::Calls { cards: vec![card], ..Default::default() }, move |done| said.send(done).unwrap())
            .unwrap();
        kept.recv().unwrap().unwrap();
        (roy.desk.person, call)
    });
    house.nothing_leaks("after the call", &[]);
    house.with("Dr Roy", ROY, |open| {
        let words = |desk: &Desk| desk.read::<_, store::Error>(|db| asides::of_call(db, desk.person, call)).unwrap();
        assert_eq!(words(&open.desk), SPOKEN, "the doctor reads it");
        let genki::actions::drafts::Draft::Kept(cards) = open.desk.jotted::<genki::model::Calls>(&format!("calls {roy}")).unwrap() else {
            panic!("no cards are there");
        };
        assert_eq!(cards.cards[0].words, TYPED, "and finds the card as it was");
        open.desk.undo_last().unwrap().unwrap();
        assert_eq!(words(&open.desk), "");
        open.desk.redo_last().unwrap().unwrap();
        // What is handed on is for whom it is handed to.
        called(&open.desk, SAID, Then::Message);
    });
    house.nothing_leaks("after the call was taken back and noted again", &[SAID]);
    // Where secretaries read results, the words of a call are everybody's.
    house.let_secretaries_read(true);
    house.with("Dr Roy", ROY, |open| called(&open.desk, SOON, Then::Nothing));
    house.nothing_leaks("a call since", &[SOON]);
}

#[test]
fn the_setting_changes_what_comes_and_on_no_screen_what_came_before() {
    let house = House::new();
    let open_words = "Libellulique";
    house.let_secretaries_read(true);
    house.nothing_leaks("secretaries may read: what was sealed stays so", &[]);
    let came_open = house.with("Karim", KARIM, |karim| {
        let id = receive(&karim.desk, open_words);
        assert!(says(&karim.desk, id).contains(open_words), "and what comes now they read");
        id
    });
    house.let_secretaries_read(false);
    house.with("Karim", KARIM, |karim| {
        assert_eq!(says(&karim.desk, came_open), "", "no screen shows it any more, though it stands in the database");
        receive(&karim.desk, SAYS);
    });
    house.with("Dr Roy", ROY, |roy| assert!(says(&roy.desk, came_open).contains(open_words)));
    house.nothing_leaks("secretaries no longer read", &[open_words]);
    house.with("Nadège", NADEGE, |open| open.desk.undo_last().unwrap().unwrap());
    house.nothing_leaks("the setting taken back", &[]);
}

#[test]
fn neither_merging_nor_making_the_rows_again_nor_handing_on_opens_anything() {
    let house = House::new();
    let ids = house.results.clone();
    house.with("Dr Roy", ROY, |roy| decide(&roy.desk, ids[2], Decision::ICall, CALLS));
    house.with("Nadège", NADEGE, |open| {
        open.desk.act("merge", |tx| twins::merge(tx, LEA_TOO, LEA, &Choices::default())).unwrap();
    });
    house.nothing_leaks("merged", &[]);
    house.with("Dr Roy", ROY, |roy| {
        assert!(says(&roy.desk, ids[0]).contains(SAYS), "the doctor still reads it");
        assert_eq!(roy.desk.read::<_, store::Error>(|db| Ok(store::results::of_patient(db, LEA_TOO)?.len())).unwrap(), 5);
        assert!(roy.desk.store.check(true).unwrap().is_clean(), "the rows made again, with a doctor's keys at hand");
    });
    house.with("Nadège", NADEGE, |open| {
        open.desk.act("unmerge", |tx| twins::unmerge(tx, LEA, &[])).unwrap();
        assert!(open.desk.store.check(true).unwrap().is_clean());
        // Another device, which is handed everything.
        let other = Store::open(&house.home.path().join("other.db"), &[3; 32], Id::from_u128(99)).unwrap();
        other.take_in(open.desk.read::<_, store::Error>(|db| store::merge::beyond(db, &Default::default())).unwrap()).unwrap();
        assert_eq!(forms::places(&other.dump().unwrap(), &NEVER), Vec::<String>::new());
    });
    house.nothing_leaks("taken apart, and made again", &[]);
}

#[test]
fn a_role_opens_nothing_and_who_was_a_doctor_reads_nothing_new() {
    let mut house = House::new();
    let ids = house.results.clone();
    house.with("Dr Roy", ROY, |roy| decide(&roy.desk, ids[2], Decision::ICall, CALLS));
    let make = |house: &House, name: &'static str, role: Role| {
        house.with("Nadège", NADEGE, |open| {
            let id = id_of(&open.desk, name);
            open.desk
                .act("person-change", move |tx| {
                    let person = people::get(&tx.db(), id)?.unwrap();
                    persons::change(tx, &Person { role, ..person })
                })
                .unwrap();
        });
    };
    // A manager makes Karim a doctor, and no doctor has let him in.
    make(&house, "Karim", Role::Doctor);
    house.nothing_leaks("called a doctor", &[]);
    make(&house, "Karim", Role::Secretary);
    house.nothing_leaks("a secretary again", &[]);
    // Roy works at the desk from now on: what he knew he knows, and no screen shows it to him; what comes is for others.
    make(&house, "Dr Roy", Role::Secretary);
    let new = house.with("Karim", KARIM, |karim| receive(&karim.desk, SAYS));
    house.with("Dr Lemaire", LEMAIRE, |open| assert!(says(&open.desk, new).contains(SAYS) && says(&open.desk, ids[0]).contains(SAYS)));
    house.with("Dr Roy", ROY, |roy| {
        assert_eq!((says(&roy.desk, ids[0]).as_str(), aside(&roy.desk, ids[2]).as_str()), ("", ""));
        let content = roy.desk.read::<_, store::Error>(|db| store::results::content(db, new)).unwrap();
        assert!(content.is_none(), "his keys do not open what came since");
    });
    house.results.push(new);
    house.with("Nadège", NADEGE, |open| {
        let roy = id_of(&open.desk, "Dr Roy");
        let today = open.desk.today();
        persons::leave(&open.desk, &mut open.vault, &open.opened, roy, today).unwrap();
    });
    house.nothing_leaks("the doctor gone", &[]);
}

/// Laboratories' own records are left where they were; a document that came with a history is sealed as a result is. A doctor who
/// takes the practice's data along takes it along.
#[test]
fn what_another_program_knows_of_a_result_is_for_the_doctors() {
    let house = House::new();
    let file = house.home.path().join("lab.json");
    let says = |says: &str| STANDARD.encode(says);
    let write = |words: &str| {
        let subject = serde_json::json!({"reference": "Patient/p"});
        let of = |kind: &str, id: &str| {
            serde_json::json!({"resourceType": kind, "id": id, "status": "final", "code": {"text": words}, "subject": subject,
            "valueString": words, "conclusion": words})
        };
        let patient = serde_json::json!({"resourceType": "Patient", "id": "p", "name": [{"family": "Girard", "given": ["Paul"]}], "birthDate": "1970-01-02"});
        let binary =
            serde_json::json!({"resourceType": "Binary", "id": "b", "contentType": "text/plain", "data": says(&format!("Taux : {words}"))});
        let document = serde_json::json!({"resourceType": "DocumentReference", "id": "r", "status": "current", "type": {"text": "Courrier du laboratoire"},
            "subject": subject, "content": [{"attachment": {"contentType": "text/plain", "title": format!("{words}.txt"), "data": says(words)}},
            {"attachment": {"contentType": "text/plain", "url": "Binary/b"}}]});
        let request = serde_json::json!({"resourceType": "ServiceRequest", "id": "s", "status": "active", "intent": "order", "subject": subject,
            "code": {"text": "Cardiologie"}, "supportingInfo": [{"reference": "#o"}], "contained": [of("Observation", "o")]});
        let entries = [patient, of("Observation", "o"), of("DiagnosticReport", "d"), binary, document, request]
            .map(|r| serde_json::json!({"resource": r}));
        fs::write(&file, serde_json::json!({"resourceType": "Bundle", "type": "collection", "entry": entries}).to_string()).unwrap();
    };
    let come = |who: &str| {
        let report: serde_json::Value = serde_json::from_slice(&house.run(who, &["import", "--json", file.to_str().unwrap()])).unwrap();
        let kinds = &report["files"][0]["kinds"];
        ["documentreference", "binary", "servicerequest"]
            .map(|kind| ["added", "changed", "unchanged"].map(|n| kinds[kind][n].as_u64().unwrap()))
    };
    // What a doctor takes along, and how often what was said stands in it.
    let exported = || {
        let to = house.home.path().join("all.json");
        house.with("Dr Roy", ROY, |roy| {
            let written = roy.desk.read::<_, store::Error>(|db| genki::exchange::fhir::write(db, Paris, roy.desk.person)).unwrap();
            fs::write(&to, written.to_string()).unwrap();
            forms::places(written.to_string().as_bytes(), &NEVER).len()
        })
    };
    write(SAYS);
    assert_eq!(come("Karim"), [[1, 0, 0]; 3]);
    house.nothing_leaks("taken in from elsewhere", &["Girard", "Courrier du laboratoire", "Cardiologie"]);
    assert!(exported() >= 3, "the document, the file and the measurement");
    // The same again is nothing new; other words are, though the plain share says what it said.
    assert_eq!(come("Karim"), [[0, 0, 1]; 3]);
    write(CALLS);
    assert_eq!(come("Nadège"), [[0, 1, 0]; 3]);
    house.nothing_leaks("taken in again", &["Girard"]);
    let (all, to) = (exported(), house.home.path().join("all.json"));
    let text = fs::read_to_string(&to).unwrap();
    assert!(all >= 3 && text.contains(&says(CALLS)) && !text.contains(&says(SAYS)), "the newer is what there is");
    // What a manager takes along and in again loses nothing.
    fs::remove_file(&to).unwrap();
    house.run("Nadège", &["export", "--format", "fhir", "--to", to.to_str().unwrap()]);
    let masked = fs::read_to_string(&to).unwrap();
    assert!(masked.contains("masked"), "it says that there is something");
    house.run("Nadège", &["import", to.to_str().unwrap()]);
    assert_eq!(exported(), all);
}

/// Without a doctor there is nobody whom a document could be sealed to: it waits outside, and says so.
#[test]
fn a_document_waits_for_the_first_doctor() {
    let home = tempfile::tempdir().unwrap();
    let practice = Practice { name: "Tilleuls".into(), zone: Paris.name().into(), ..Practice::default() };
    let new = entry::New { practice, person: "Nadège", passphrase: NADEGE, words: Language::French };
    let (mut open, _) = entry::create(&home.path().join("vault"), new, means(), "test").unwrap();
    let bundle = r#"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Binary","id":"b","contentType":"text/plain","data":"aGVsbG8="}}]}"#;
    let take = |desk: &Desk| {
        let plan = genki::exchange::fhir::read(bundle.as_bytes(), Paris).unwrap();
        let act = desk.begin("import");
        let report = genki::actions::import::import(&desk.store, act, Paris, vec![("b".into(), plan)], Default::default(), |_, _| {
            std::ops::ControlFlow::Continue(())
        });
        let report = report.unwrap();
        (report.total().added, report.files[0].rejected.iter().map(|r| r.why.key()).collect::<Vec<_>>())
    };
    assert_eq!(take(&open.desk), (0, vec!["import-why-no-doctor"]));
    let new = persons::New { name: "Dr Roy", role: Role::Doctor, manager: false, practitioner: None, passphrase: ROY };
    persons::add(&open.desk, &mut open.vault, &open.opened, new).unwrap();
    assert_eq!(take(&open.desk), (1, vec![]));
    close(open);
}

/// Whatever words stand beside a decision, written by an older version or by two at once.
#[test]
fn words_may_be_said_where_a_doctor_said_so_and_nowhere_else() {
    let words = |decision| TestResult { decision, words: CALLS.into(), ..TestResult::default() }.to_say().to_owned();
    assert_eq!([Decision::None, Decision::ICall].map(words), ["", ""]);
    assert_eq!([Decision::Say, Decision::Appointment].map(words), [CALLS, CALLS]);
}
