//! Several people on one practice: who opens, who reads, who may what; and what somebody reads who opens the database
//! with her own keys outside Genki.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod audit;
mod keys;

use chrono_tz::Europe::Paris;
use genki::{
    actions::{
        self, Desk,
        entry::{self, New as NewPractice, Open},
        notes,
        persons::{self, New},
        results,
    },
    base::{Clock, Id},
    model::{Audience, Moment, Note, Patient, Person, Practice, person::Role, result::Decision},
    platform::keystore::{Keystore, Memory},
    store::{self, Store, people, sealed},
    vault::{self, Cost, Language, Means, RecoveryWords, Strength, Vault},
};
use std::path::Path;

const NADEGE: &str = "trois hérons lisent sous la pluie";
const KARIM: &str = "quatre renards dansent sur le toit";
const ROY: &str = "cinq loutres comptent les nuages";
const LEMAIRE: &str = "sept mouettes volent un parapluie";
const SECRET: &str = "zygomorphe";

struct House {
    folder: tempfile::TempDir,
    means: Means,
    words: RecoveryWords,
}

fn means() -> Means {
    Means { keystore: Keystore::Memory(Memory::default()), clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) }
}

fn house() -> (House, Open) {
    house_with(means())
}

fn house_with(means: Means) -> (House, Open) {
    let folder = tempfile::tempdir().unwrap();
    let practice = Practice { name: "Tilleuls".into(), zone: Paris.name().into(), lang: "fr".into(), ..Practice::default() };
    let new = NewPractice { practice, person: "Nadège", passphrase: NADEGE, words: Language::French };
    let (open, words) = entry::create(folder.path(), new, means.clone(), "test").unwrap();
    (House { folder, means, words }, open)
}

fn add(open: &mut Open, name: &str, role: Role, passphrase: &str) -> Id {
    let new = New { name, role, manager: false, practitioner: None, passphrase };
    persons::add(&open.desk, &mut open.vault, &open.opened, new).unwrap()
}

impl House {
    /// Opens as a person, as the program does.
    fn open(&self, person: Id, passphrase: &str) -> entry::Result<Open> {
        let mut vault = Vault::load(self.folder.path(), self.means.clone())?;
        let mut opened = vault.unlock(person, passphrase)?;
        let desk = entry::write(self.folder.path(), &mut vault, &mut opened, Clock::System)?;
        Ok(Open { desk, vault, opened, lock: None })
    }

    /// Everything that stands in the database, by its key alone: each table's text and blobs.
    fn dump(&self, key: &[u8; 32]) -> String {
        let store = Store::open_read_only(&self.folder.path().join(entry::DATABASE), key).unwrap();
        String::from_utf8_lossy(&store.dump().unwrap()).into_owned()
    }
}

fn close(open: Open) {
    open.desk.store.close();
    open.opened.close();
}

fn note(desk: &Desk, doctors_only: bool) -> actions::desk::Result<Id> {
    let note = Note { id: Id::new(0), text: format!("{SECRET} {doctors_only}"), by: desk.person, doctors_only, ..Note::default() };
    desk.act("note", move |tx| {
        let audience = note.audience();
        tx.put_sealed(&note, audience)?;
        Ok(note.id)
    })
    .map(|done| done.answer)
}

fn doctors_notes(desk: &Desk) -> Vec<Note> {
    desk.read::<_, store::Error>(|db| sealed::all(db, Audience::Doctors)).unwrap()
}

#[test]
fn what_doctors_write_for_doctors_a_secretary_cannot_read_with_any_of_her_keys() {
    let (house, mut nadege) = house();
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    let nadege_id = nadege.desk.person;
    assert!(doctors_notes(&nadege.desk).is_empty());
    close(nadege);

    let roy = house.open(roy, ROY).unwrap();
    note(&roy.desk, true).unwrap();
    assert_eq!(doctors_notes(&roy.desk).len(), 1);
    let mine = Moment { id: Id::new(1), text: format!("{SECRET} mine"), ..Moment::default() };
    let me = Audience::Person(roy.desk.person);
    roy.desk.act("moment", move |tx| Ok(tx.put_sealed(&mine, me)?)).unwrap();
    assert!(roy.desk.store.check(false).unwrap().is_clean(), "rows follow from the log for who holds no keys, too");
    close(roy);

    // With her keys the database opens; what is sealed is not in it, in whichever table, index or free page.
    let nadege = house.open(nadege_id, NADEGE).unwrap();
    let key = *nadege.opened.key().as_bytes();
    assert!(doctors_notes(&nadege.desk).is_empty());
    assert!(nadege.desk.read::<_, store::Error>(|db| sealed::all::<Moment>(db, me)).unwrap().is_empty());
    let dump = house.dump(&key);
    assert!(dump.contains("Tilleuls"), "the dump holds what is in the tables");
    assert!(!dump.contains(SECRET));
    // Whatever she is told to be: her pair opens none of the sealed bytes.
    for person in [me, Audience::Doctors] {
        let desk = nadege.desk.of_person(roy_id(&nadege.desk), nadege.opened.pair()).unwrap();
        assert!(desk.read::<_, store::Error>(|db| sealed::all::<Note>(db, person)).unwrap().is_empty());
    }
    close(nadege);
}

fn roy_id(desk: &Desk) -> Id {
    desk.read::<_, store::Error>(people::all).unwrap().into_iter().find(|p| p.name == "Dr Roy").unwrap().id
}

#[test]
fn a_colleagues_private_log_opens_for_nobody_else_not_even_a_manager() {
    let (house, mut nadege) = house();
    let karim = add(&mut nadege, "Karim", Role::Secretary, KARIM);
    close(nadege);
    let karim = house.open(karim, KARIM).unwrap();
    let (id, me) = (Id::new(1), Audience::Person(karim.desk.person));
    let moment = Moment { id, text: SECRET.into(), ..Moment::default() };
    karim.desk.act("moment", move |tx| Ok(tx.put_sealed(&moment, me)?)).unwrap();
    let read = |desk: &Desk| desk.read::<_, store::Error>(|db| sealed::all::<Moment>(db, me)).unwrap();
    assert_eq!(read(&karim.desk)[0].text, SECRET);
    // Taken back and done again by whom it belongs to; by nobody else.
    let (undone, _) = karim.desk.undo_last().unwrap().unwrap();
    assert_eq!((undone.what.as_str(), read(&karim.desk).len()), ("sealed", 0));
    let redone = karim.desk.read::<_, store::Error>(|db| store::acts::latest(db, 1)).unwrap()[0].id;
    karim.desk.undo(redone).unwrap();
    assert_eq!(read(&karim.desk).len(), 1);
    let first = karim.desk.person;
    close(karim);

    let nadege = house.open(persons_named(&house, "Nadège"), NADEGE).unwrap();
    assert!(read(&nadege.desk).is_empty());
    let theirs = Moment { id, text: "overwritten".into(), ..Moment::default() };
    assert!(nadege.desk.act("moment", move |tx| Ok(tx.put_sealed(&theirs, Audience::Person(first))?)).is_err());
    close(nadege);
}

fn persons_named(house: &House, name: &str) -> Id {
    let vault = Vault::load(house.folder.path(), house.means.clone()).unwrap();
    vault.persons().find(|p| p.name == name).unwrap().id
}

#[test]
fn a_new_doctor_reads_what_a_doctor_lets_her_read() {
    let (house, mut nadege) = house();
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    close(nadege);
    let doctor = house.open(roy, ROY).unwrap();
    note(&doctor.desk, true).unwrap();
    close(doctor);

    let mut nadege = house.open(persons_named(&house, "Nadège"), NADEGE).unwrap();
    let lemaire = add(&mut nadege, "Dr Lemaire", Role::Doctor, KARIM);
    // A manager who makes herself a doctor is none yet for what is sealed, and cannot let anybody in.
    assert!(persons::admit(&nadege.desk, lemaire).is_err());
    let me = nadege.desk.person;
    nadege
        .desk
        .act("person-change", move |tx| {
            let p = people::get(&tx.db(), me)?.unwrap();
            persons::change(tx, &Person { role: Role::Doctor, ..p })
        })
        .unwrap();
    nadege.desk.refresh_keys().unwrap();
    assert!(doctors_notes(&nadege.desk).is_empty());
    close(nadege);

    let lemaire_open = house.open(lemaire, KARIM).unwrap();
    assert!(doctors_notes(&lemaire_open.desk).is_empty());
    close(lemaire_open);
    let doctor = house.open(roy, ROY).unwrap();
    let waiting = doctor.desk.read::<_, store::Error>(persons::not_admitted).unwrap();
    assert_eq!(waiting.len(), 2);
    persons::admit(&doctor.desk, lemaire).unwrap();
    close(doctor);
    let lemaire = house.open(lemaire, KARIM).unwrap();
    assert_eq!(doctors_notes(&lemaire.desk).len(), 1);
    close(lemaire);
}

/// The affairs of the practice, through actions: whoever is no manager is told whom to ask, and nothing changes.
#[test]
fn affairs_are_a_managers_by_whatever_way() {
    let (house, mut nadege) = house();
    let karim = add(&mut nadege, "Karim", Role::Secretary, KARIM);
    let reason = genki::model::Reason { id: Id::new(9), name: "Vaccin".into(), minutes: 10, ..Default::default() };
    let changed = reason.clone();
    let made = nadege.desk.act("save-reason", move |tx| actions::practice::save_reason(tx, &reason)).unwrap().act;
    close(nadege);
    let open = house.open(karim, KARIM).unwrap();
    let before = open.desk.store.digest().unwrap();
    let refused = |r: actions::desk::Result<_>| matches!(r, Err(actions::Error::Refused(r)) if r.key == "rights-ask");
    assert!(refused(
        open.desk
            .act("save-reason", move |tx| actions::practice::save_reason(tx, &genki::model::Reason { minutes: 20, ..changed }))
            .map(drop)
    ));
    assert!(refused(open.desk.undo(made).map(drop)), "nor by taking back what a manager did");
    assert!(refused(
        open.desk
            .act("save-person", move |tx| {
                let me = people::get(&tx.db(), karim)?.unwrap();
                actions::practice::save_person(tx, &Person { manager: true, ..me })
            })
            .map(drop)
    ));
    let add = persons::add(
        &open.desk,
        &mut Vault::load(house.folder.path(), house.means.clone()).unwrap(),
        &open.opened,
        New { name: "X", role: Role::Doctor, manager: true, practitioner: None, passphrase: ROY },
    );
    assert!(add.is_err());
    assert_eq!(before, open.desk.store.digest().unwrap());
    close(open);
}

#[test]
fn somebody_always_stays_a_manager() {
    let (_house, nadege) = house();
    let me = nadege.desk.person;
    let refused = nadege.desk.act("person-change", move |tx| {
        let p = people::get(&tx.db(), me)?.unwrap();
        persons::change(tx, &Person { manager: false, ..p })
    });
    assert!(matches!(refused, Err(actions::Error::Refused(r)) if r.key == "person-last-manager"));
    close(nadege);
}

#[test]
fn a_sealed_change_travels_through_a_device_that_cannot_read_it() {
    let (house, mut nadege) = house();
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    close(nadege);
    let doctor = house.open(roy, ROY).unwrap();
    note(&doctor.desk, true).unwrap();
    let entries = doctor.desk.read::<_, store::Error>(|db| store::merge::beyond(db, &Default::default())).unwrap();
    let path = Path::new("genki.db");
    let there = tempfile::tempdir().unwrap();
    let other = Store::open(&there.path().join(path), &[3; 32], Id::from_u128(99)).unwrap();
    let mut backwards = entries.clone();
    backwards.reverse();
    other.take_in(backwards).unwrap();
    assert_eq!(other.digest().unwrap(), doctor.desk.store.digest().unwrap());
    assert!(other.check(false).unwrap().is_clean());
    let back = other.read::<_, store::Error>(|db| store::merge::beyond(db, &Default::default())).unwrap();
    assert_eq!(back, entries);
    let ring = doctor.desk.begin("x").ring;
    let read = other.read_with::<_, store::Error>(ring, |db| sealed::all::<Note>(db, Audience::Doctors)).unwrap();
    assert_eq!(read.len(), 1, "and her keys open it there as well");
    close(doctor);
}

fn refusal<T>(done: actions::desk::Result<T>) -> &'static str {
    match done {
        Err(actions::Error::Refused(refusal)) => refusal.key,
        Err(actions::Error::Store(error)) => panic!("{error}"),
        Ok(_) => "done",
    }
}

fn patient(desk: &Desk) -> Id {
    let patient = Patient { id: Id::new(5), family: "Martin".into(), given: vec!["Léa".into()], ..Patient::default() };
    desk.act("new-patient", move |tx| Ok(tx.put(&patient).map(|_| patient.id)?)).unwrap().answer
}

/// Results: read as set, decided by a doctor alone, told when allowed. What is for the doctors is in no table.
#[test]
fn a_result_is_read_decided_and_told_by_whom_it_is_for() {
    let (house, mut nadege) = house();
    let nadege_id = nadege.desk.person;
    let lea = patient(&nadege.desk);
    let now = nadege.desk.now();
    let receive = move |desk: &Desk, text: &'static str| {
        desk.act("result-in", move |tx| results::receive(tx, now, lea, "Blood test", text)).map(|d| d.answer)
    };
    assert_eq!(refusal(receive(&nadege.desk, SECRET)), "no-doctor", "there is nobody yet whom it could be sealed to");
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    let id = receive(&nadege.desk, SECRET).unwrap();
    let content = |desk: &Desk, id| desk.read::<_, store::Error>(|db| store::results::content(db, id)).unwrap().map(|c| c.text);
    assert_eq!(content(&nadege.desk, id), None, "not even by whom it was typed");
    assert!(!house.dump(nadege.opened.key().as_bytes()).contains(SECRET));
    // Neither in an export nor in the history.
    let bundle = nadege.desk.read::<_, store::Error>(|db| genki::exchange::fhir::write(db, Paris, Id::default())).unwrap();
    assert!(!bundle.to_string().contains(SECRET));
    let edits = nadege.desk.read::<_, store::Error>(|db| store::acts::edits(db, store::acts::latest(db, 1)?[0].id, 99)).unwrap();
    assert!(edits.iter().all(|e| !e.to.to_string().contains(SECRET)));

    let decide = |desk: &Desk, words: &'static str| desk.act("result-decide", move |tx| results::decide(tx, now, id, Decision::Say, words));
    let tell = |desk: &Desk| desk.act("result-tell", move |tx| results::tell(tx, now, id, "herself"));
    assert_eq!(refusal(decide(&nadege.desk, "all is well")), "rights-no");
    assert_eq!(refusal(tell(&nadege.desk)), "result-not-allowed");
    // Nor by writing the decision past the rule.
    let past = nadege.desk.act("result-decide", move |tx| {
        let r = store::results::get(&tx.db(), id)?.unwrap();
        Ok(tx.put(&genki::model::TestResult { decision: Decision::Say, ..r })?)
    });
    assert_eq!(refusal(past), "rights-no");
    close(nadege);

    let doctor = house.open(roy, ROY).unwrap();
    assert_eq!(content(&doctor.desk, id).as_deref(), Some(SECRET));
    assert_eq!(refusal(decide(&doctor.desk, " ")), "result-words");
    decide(&doctor.desk, "all is well").unwrap();
    close(doctor);
    let nadege = house.open(nadege_id, NADEGE).unwrap();
    tell(&nadege.desk).unwrap();
    let told = nadege.desk.read::<_, store::Error>(|db| store::results::get(db, id)).unwrap().unwrap();
    assert_eq!((told.told_to.as_str(), told.told_by), ("herself", Some(nadege_id)));

    // The practice lets secretaries read: what comes from now on, not what was sealed before.
    nadege
        .desk
        .act("change-practice", |tx| {
            let practice = store::practice::get(&tx.db())?;
            actions::practice::change_practice(tx, &Practice { secretaries_read_results: true, ..practice })
        })
        .unwrap();
    let open = receive(&nadege.desk, "plain words").unwrap();
    assert_eq!(content(&nadege.desk, open).as_deref(), Some("plain words"));
    assert_eq!(content(&nadege.desk, id), None);
    close(nadege);
}

#[test]
fn notes_for_doctors_are_written_and_read_by_doctors() {
    let (house, mut nadege) = house();
    let lea = patient(&nadege.desk);
    let now = nadege.desk.now();
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    let note = |desk: &Desk, doctors_only| desk.act("note-add", move |tx| notes::add(tx, now, lea, "careful", doctors_only));
    let count = |desk: &Desk| desk.read::<_, store::Error>(|db| store::notes::of_patient(db, lea)).unwrap().len();
    assert_eq!(refusal(note(&nadege.desk, true)), "rights-no");
    note(&nadege.desk, false).unwrap();
    close(nadege);
    let doctor = house.open(roy, ROY).unwrap();
    let sealed = note(&doctor.desk, true).unwrap().answer;
    assert_eq!(count(&doctor.desk), 2);
    doctor.desk.act("note-remove", move |tx| notes::remove(tx, sealed)).unwrap();
    assert_eq!(count(&doctor.desk), 1);
    doctor.desk.undo_last().unwrap();
    assert_eq!(count(&doctor.desk), 2);
    close(doctor);
    let nadege = house.open(persons_named(&house, "Nadège"), NADEGE).unwrap();
    assert_eq!(count(&nadege.desk), 1);
    assert_eq!(refusal(nadege.desk.act("note-change", move |tx| notes::change(tx, sealed, "mine"))), "note-unknown");
    close(nadege);
}

/// The letter a result came as: for the doctors alone with all its bytes and its name, and whole again for them.
#[test]
fn a_file_that_came_with_a_result_is_sealed_as_its_words_are() {
    let (house, mut nadege) = house();
    let nadege_id = nadege.desk.person;
    let lea = patient(&nadege.desk);
    let now = nadege.desk.now();
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    let mut letter = format!("%PDF-1.4 {SECRET} ").repeat(9_000).into_bytes();
    letter.extend([0, 159, 146, 150]);
    let letter = std::sync::Arc::new(letter);
    let receive = |desk: &Desk, files: Vec<(&str, &[u8])>| {
        let files: Vec<_> = files.into_iter().map(|(name, bytes)| (name.to_owned(), std::sync::Arc::new(bytes.to_vec()))).collect();
        desk.act("result-in", move |tx| results::receive_files(tx, now, lea, "Blood test", "", &files))
    };
    for (bytes, key) in [(&b""[..], "file-empty"), (b"PK\x03\x04", "file-kind")] {
        assert_eq!(refusal(receive(&nadege.desk, vec![("a.pdf", &letter), ("b.doc", bytes)])), key);
    }
    assert!(nadege.desk.read::<_, store::Error>(|db| store::results::of_patient(db, lea)).unwrap().is_empty(), "all or nothing");
    let done = receive(&nadege.desk, vec![(SECRET, &letter), ("again.pdf", &letter)]).unwrap();
    let id = done.answer;
    let files = |desk: &Desk| desk.read::<_, store::Error>(|db| Ok(store::results::content(db, id)?.map(|c| c.files))).unwrap();
    let whole =
        move |desk: &Desk, file: genki::model::Attachment| desk.read::<_, store::Error>(|db| store::results::file(db, id, &file)).unwrap();
    assert_eq!(files(&nadege.desk), None);
    let known = genki::model::Attachment::of("x", &letter).unwrap();
    assert_eq!(whole(&nadege.desk, known), None, "not even by who knows what it must be");
    let dump = house.dump(nadege.opened.key().as_bytes());
    let encoded = |skip: usize| base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &letter[skip..skip + 30]);
    assert!(!dump.contains(SECRET) && (0..3).all(|skip| !dump.contains(&encoded(skip)[4..])));
    close(nadege);

    let doctor = house.open(roy, ROY).unwrap();
    let held = files(&doctor.desk).unwrap();
    assert_eq!(held.len(), 1, "the same twice is once");
    assert_eq!(whole(&doctor.desk, held[0].clone()).as_deref(), Some(&letter[..]));
    assert!(doctors_notes(&doctor.desk).is_empty());
    close(doctor);

    // Taken back by who entered it and cannot read it: nobody is shown what is sealed, since nothing leads there any more.
    let nadege = house.open(nadege_id, NADEGE).unwrap();
    let results_of = move |desk: &Desk| desk.read::<_, store::Error>(|db| store::results::of_patient(db, lea)).unwrap().len();
    let undone = nadege.desk.undo(done.act).unwrap();
    assert_eq!(results_of(&nadege.desk), 0);
    nadege.desk.undo(undone.act).unwrap();
    close(nadege);
    let doctor = house.open(roy, ROY).unwrap();
    assert_eq!((results_of(&doctor.desk), whole(&doctor.desk, held[0].clone()).as_deref()), (1, Some(&letter[..])));
    close(doctor);
}
