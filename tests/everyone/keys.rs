//! Keys of before and keys that come anew: who leaves, new passphrases, the recovery words.

use super::*;

#[test]
fn who_leaves_opens_nothing_even_with_a_copy_of_the_keys_from_before() {
    let (house, mut nadege) = house();
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    let lemaire = add(&mut nadege, "Dr Lemaire", Role::Doctor, KARIM);
    close(nadege);
    let doctor = house.open(roy, ROY).unwrap();
    persons::admit(&doctor.desk, lemaire).unwrap();
    note(&doctor.desk, true).unwrap();
    let patient = Patient { id: Id::new(5), family: "Martin".into(), ..Patient::default() };
    doctor.desk.act("new-patient", move |tx| Ok(tx.put(&patient)?)).unwrap();
    close(doctor);

    let before = std::fs::read(house.folder.path().join("vault.json")).unwrap();
    let mut nadege = house.open(persons_named(&house, "Nadège"), NADEGE).unwrap();
    assert!(persons::leave(&nadege.desk, &mut nadege.vault, &nadege.opened, nadege.desk.person, nadege.desk.today()).is_err());
    persons::leave(&nadege.desk, &mut nadege.vault, &nadege.opened, roy, nadege.desk.today()).unwrap();
    close(nadege);
    assert!(house.open(roy, ROY).is_err());

    // What she did stays hers; what is old the other doctor still reads, and what is new is under another key.
    let other = house.open(lemaire, KARIM).unwrap();
    assert_eq!(doctors_notes(&other.desk).len(), 1);
    let done = other.desk.read::<_, store::Error>(|db| store::acts::about(db, Id::new(5))).unwrap();
    assert!(done.iter().all(|d| d.person == roy));
    note(&other.desk, true).unwrap();
    assert_eq!(doctors_notes(&other.desk).len(), 2);
    close(other);

    std::fs::write(house.folder.path().join("vault.json"), before).unwrap();
    let back = house.open(roy, ROY);
    assert!(back.is_err(), "the old file's seals need a secret that is gone");
}

const CHANGED: &str = "sept mouettes volent un parapluie";

/// What costs the database another key, by a manager who is at work.
fn takes_a_way_in_away(what: &str, nadege: &mut Open, roy: Id) {
    let (desk, vault, opened) = (&nadege.desk, &mut nadege.vault, &nadege.opened);
    match what {
        "leave" => persons::leave(desk, vault, opened, roy, desk.today()).unwrap(),
        "reset" => persons::reset(desk, vault, opened, roy, KARIM).unwrap(),
        "passphrase" => drop(vault.change_passphrase(opened, NADEGE, CHANGED).unwrap()),
        other => panic!("{other}"),
    }
}

#[test]
fn an_old_file_with_keys_opens_nothing_without_a_keystore_either() {
    for what in ["leave", "reset", "passphrase"] {
        let (house, mut nadege) = house_with(Means { keystore: Keystore::None, ..means() });
        let (me, roy) = (nadege.desk.person, add(&mut nadege, "Dr Roy", Role::Doctor, ROY));
        let (file, database) = (house.folder.path().join("vault.json"), house.folder.path().join(entry::DATABASE));
        let (before, key) = (std::fs::read(&file).unwrap(), *nadege.opened.key().as_bytes());
        takes_a_way_in_away(what, &mut nadege, roy);
        assert!(entry::turn_key(&nadege.desk, &mut nadege.vault, &mut nadege.opened).unwrap(), "{what}");
        let patient = Patient { id: Id::new(5), family: "Martin".into(), ..Patient::default() };
        nadege.desk.act("new-patient", move |tx| Ok(tx.put(&patient)?)).unwrap();
        close(nadege);
        assert!(matches!(Store::open_read_only(&database, &key), Err(store::Error::WrongKey)), "{what}");

        let now = std::fs::read(&file).unwrap();
        std::fs::write(&file, before).unwrap();
        for (person, passphrase) in [(roy, ROY), (me, NADEGE)] {
            let refused = house.open(person, passphrase).err().unwrap();
            assert!(matches!(refused, entry::Error::Store(store::Error::WrongKey)), "{what}: {refused:?}");
        }
        std::fs::write(&file, now).unwrap();
        let nadege = house.open(me, if what == "passphrase" { CHANGED } else { NADEGE }).unwrap();
        assert!(nadege.desk.store.check(false).unwrap().is_clean());
        close(nadege);
    }
}

#[test]
fn an_old_file_with_keys_is_refused_until_the_database_could_be_encrypted_anew() {
    for what in ["leave", "reset", "passphrase"] {
        let (house, mut nadege) = house_with(Means { keystore: Keystore::None, ..means() });
        let (me, roy) = (nadege.desk.person, add(&mut nadege, "Dr Roy", Role::Doctor, ROY));
        let (file, database) = (house.folder.path().join("vault.json"), house.folder.path().join(entry::DATABASE));
        let (before, key) = (std::fs::read(&file).unwrap(), *nadege.opened.key().as_bytes());
        let other_program = Store::open_read_only(&database, &key).unwrap();
        takes_a_way_in_away(what, &mut nadege, roy);
        assert!(!entry::turn_key(&nadege.desk, &mut nadege.vault, &mut nadege.opened).unwrap(), "{what}");
        close(nadege);
        let now = std::fs::read(&file).unwrap();
        std::fs::write(&file, before).unwrap();
        for (person, passphrase) in [(roy, ROY), (me, NADEGE)] {
            let refused = house.open(person, passphrase).err().unwrap();
            assert!(matches!(refused, entry::Error::Vault(vault::Error::Outdated)), "{what}: {refused:?}");
        }
        std::fs::write(&file, now).unwrap();
        drop(other_program);
        close(house.open(me, if what == "passphrase" { CHANGED } else { NADEGE }).unwrap());
        assert!(matches!(Store::open_read_only(&database, &key), Err(store::Error::WrongKey)), "the next opening does it: {what}");
    }
}

/// Keys that are in the log and not in the file, because a program was ended between the two: the old passphrase opens no
/// more, and the new one does.
#[test]
fn a_passphrase_that_the_log_knows_to_be_replaced_opens_no_more() {
    let (house, mut nadege) = house();
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    let before = std::fs::read(house.folder.path().join("vault.json")).unwrap();
    let keys = nadege.vault.make_keys(roy, "Dr Roy", KARIM).unwrap();
    let old = nadege.desk.read::<_, store::Error>(|db| people::get(db, roy)).unwrap().unwrap();
    let keys = keys.after(persons::key_of(&old).as_ref());
    nadege.desk.act("person-reset", move |tx| Ok(tx.put(&Person { keys: serde_json::to_value(&keys).unwrap(), ..old })?)).unwrap();
    close(nadege);
    assert_eq!(before, std::fs::read(house.folder.path().join("vault.json")).unwrap());
    let refused = house.open(roy, ROY).err().unwrap();
    assert!(matches!(&refused, entry::Error::Refused(r) if r.key == "passphrase-replaced"), "{refused:?}");
    assert!(matches!(house.open(roy, ROY), Err(entry::Error::Vault(vault::Error::WrongPassphrase))));
    close(house.open(roy, KARIM).unwrap());
}

#[test]
fn a_forgotten_passphrase_is_replaced_by_a_manager_and_what_was_sealed_waits() {
    let (house, mut nadege) = house();
    let karim = add(&mut nadege, "Karim", Role::Secretary, KARIM);
    close(nadege);
    let open = house.open(karim, KARIM).unwrap();
    let me = Audience::Person(karim);
    let moment = Moment { id: Id::new(1), text: SECRET.into(), ..Moment::default() };
    open.desk.act("moment", move |tx| Ok(tx.put_sealed(&moment, me)?)).unwrap();
    close(open);

    let mut nadege = house.open(persons_named(&house, "Nadège"), NADEGE).unwrap();
    persons::reset(&nadege.desk, &mut nadege.vault, &nadege.opened, karim, ROY).unwrap();
    assert!(persons::reset(&nadege.desk, &mut nadege.vault, &nadege.opened, nadege.desk.person, ROY).is_err());
    close(nadege);
    assert!(house.open(karim, KARIM).is_err());

    let open = house.open(karim, ROY).unwrap();
    let read = |desk: &Desk| desk.read::<_, store::Error>(|db| sealed::all::<Moment>(db, me)).unwrap();
    assert!(read(&open.desk).is_empty(), "a manager's new passphrase opens nothing of hers");
    assert!(persons::regain(&open.desk, &open.vault, "not this one at all").is_err());
    persons::regain(&open.desk, &open.vault, KARIM).unwrap();
    assert_eq!(read(&open.desk)[0].text, SECRET);
    let more = Moment { id: Id::new(2), text: SECRET.into(), ..Moment::default() };
    open.desk.act("moment", move |tx| Ok(tx.put_sealed(&more, me)?)).unwrap();
    assert_eq!(read(&open.desk).len(), 2);
    close(open);
}

/// Whoever holds the words gives a doctor a new passphrase: the practice opens and what doctors read, and not the doctor's
/// private log.
#[test]
fn the_recovery_words_open_what_doctors_read_and_not_what_is_one_persons_alone() {
    let (house, mut nadege) = house();
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    close(nadege);
    let open = house.open(roy, ROY).unwrap();
    note(&open.desk, true).unwrap();
    let (me, moment) = (Audience::Person(roy), Moment { id: Id::new(1), text: SECRET.into(), ..Moment::default() });
    open.desk.act("moment", move |tx| Ok(tx.put_sealed(&moment, me)?)).unwrap();
    close(open);

    let by_words = |person: Id, passphrase: &str| {
        let mut vault = Vault::load(house.folder.path(), house.means.clone()).unwrap();
        let mut opened = vault.unlock_with_words(&house.words).unwrap();
        let desk = entry::write(house.folder.path(), &mut vault, &mut opened, Clock::System).unwrap();
        let desk = persons::reset_by_words(&desk, &mut vault, &mut opened, person, passphrase).unwrap();
        Open { desk, vault, opened, lock: None }
    };
    let read = |desk: &Desk| desk.read::<_, store::Error>(|db| sealed::all::<Moment>(db, me)).unwrap();
    let open = by_words(roy, KARIM);
    assert_eq!((doctors_notes(&open.desk).len(), read(&open.desk).len()), (1, 0));
    close(open);
    assert!(house.open(roy, ROY).is_err());
    let open = house.open(roy, KARIM).unwrap();
    assert_eq!((doctors_notes(&open.desk).len(), read(&open.desk).len()), (1, 0), "still so at the next opening");
    assert!(open.desk.read::<_, store::Error>(|db| persons::waits_for_former(db, roy)).unwrap());
    persons::regain(&open.desk, &open.vault, ROY).unwrap();
    assert_eq!(read(&open.desk)[0].text, SECRET, "the passphrase before opens it");
    note(&open.desk, true).unwrap();
    assert!(open.desk.store.check(false).unwrap().is_clean());
    close(open);
    // Somebody else who gets a passphrase by the words reads nothing of what doctors read.
    let nadege = by_words(persons_named(&house, "Nadège"), CHANGED);
    assert!(doctors_notes(&nadege.desk).is_empty() && read(&nadege.desk).is_empty());
    close(nadege);
}

#[test]
fn renewed_words_open_the_practice_and_those_before_nothing_that_is_new() {
    let (house, mut nadege) = house_with(Means { keystore: Keystore::None, ..means() });
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    let elsewhere = tempfile::tempdir().unwrap();
    let backup = elsewhere.path().join("one.backup");
    genki::actions::backup::write(&nadege.desk.store, &nadege.vault, &backup).unwrap();
    let me = nadege.desk.person;
    close(nadege);
    let doctor = house.open(roy, ROY).unwrap();
    note(&doctor.desk, true).unwrap();
    close(doctor);
    let before = std::fs::read(house.folder.path().join("vault.json")).unwrap();

    let mut doctor = house.open(roy, ROY).unwrap();
    let words = RecoveryWords::random(Language::French);
    let refused = persons::renew_words(&doctor.desk, &mut doctor.vault, &mut doctor.opened, &words);
    assert!(matches!(refused, Err(entry::Error::Refused(r)) if r.key == "rights-ask"), "it is a manager's");
    close(doctor);
    let mut nadege = house.open(me, NADEGE).unwrap();
    persons::renew_words(&nadege.desk, &mut nadege.vault, &mut nadege.opened, &words).unwrap();
    nadege.vault.note_words_seen(&nadege.opened).unwrap();
    close(nadege);
    let load = || Vault::load(house.folder.path(), house.means.clone()).unwrap();
    assert!(matches!(load().unlock_with_words(&house.words), Err(vault::Error::WrongWords)));
    let doctor = house.open(roy, ROY).unwrap();
    assert_eq!(doctors_notes(&doctor.desk).len(), 1, "doctors read on");
    note(&doctor.desk, true).unwrap();
    close(doctor);

    // The old words with the old file: the database has another key.
    let now = std::fs::read(house.folder.path().join("vault.json")).unwrap();
    std::fs::write(house.folder.path().join("vault.json"), before).unwrap();
    let mut vault = load();
    let mut opened = vault.unlock_with_words(&house.words).unwrap();
    let refused = entry::write(house.folder.path(), &mut vault, &mut opened, Clock::System).err().unwrap();
    assert!(matches!(refused, entry::Error::Store(store::Error::WrongKey)), "{refused:?}");
    std::fs::write(house.folder.path().join("vault.json"), now).unwrap();

    // The new ones: with all that doctors read, once a doctor was here.
    let mut vault = load();
    let mut opened = vault.unlock_with_words(&words).unwrap();
    let desk = entry::write(house.folder.path(), &mut vault, &mut opened, Clock::System).unwrap();
    let desk = persons::reset_by_words(&desk, &mut vault, &mut opened, roy, KARIM).unwrap();
    assert_eq!(doctors_notes(&desk).len(), 2);
    desk.store.close();

    // A backup opens with the words of its day.
    let backup = genki::actions::backup::Backup::open(&backup).unwrap();
    assert!(backup.seals.open_with_words(&words).is_err());
    backup.seals.open_with_words(&house.words).unwrap();
}

#[test]
fn a_doctor_who_is_given_new_keys_is_let_in_again_or_begins_anew() {
    let (house, mut nadege) = house();
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    close(nadege);
    let doctor = house.open(roy, ROY).unwrap();
    note(&doctor.desk, true).unwrap();
    close(doctor);
    let mut nadege = house.open(persons_named(&house, "Nadège"), NADEGE).unwrap();
    persons::reset(&nadege.desk, &mut nadege.vault, &nadege.opened, roy, KARIM).unwrap();
    close(nadege);

    let doctor = house.open(roy, KARIM).unwrap();
    assert!(doctors_notes(&doctor.desk).is_empty());
    note(&doctor.desk, true).unwrap();
    assert_eq!(doctors_notes(&doctor.desk).len(), 1, "she reads what is written from now on");
    persons::regain(&doctor.desk, &doctor.vault, ROY).unwrap();
    assert_eq!(doctors_notes(&doctor.desk).len(), 2);
    close(doctor);
}

#[test]
fn who_was_given_new_keys_lets_a_doctor_in_without_handing_on_the_old_ones() {
    let (house, mut nadege) = house();
    let roy = add(&mut nadege, "Dr Roy", Role::Doctor, ROY);
    close(house.open(roy, ROY).unwrap());
    persons::reset(&nadege.desk, &mut nadege.vault, &nadege.opened, roy, KARIM).unwrap();
    let lemaire = add(&mut nadege, "Dr Lemaire", Role::Doctor, LEMAIRE);
    close(nadege);

    let roy = house.open(roy, KARIM).unwrap();
    persons::regain(&roy.desk, &roy.vault, ROY).unwrap();
    persons::admit(&roy.desk, lemaire).unwrap();
    let me = roy.desk.read::<_, store::Error>(|db| people::get(db, roy.desk.person)).unwrap().unwrap();
    let own: Vec<&str> = me.former.iter().chain([&me.keys]).filter_map(|keys| keys["public"].as_str()).collect();
    assert_eq!(own.len(), 2, "{me:?}");
    let granted = roy.desk.read::<_, store::Error>(|db| store::grants::of_person(db, lemaire)).unwrap();
    assert!(!granted.is_empty() && granted.iter().all(|grant| !own.contains(&grant.key.as_str())), "{granted:?}");
    close(roy);
}
