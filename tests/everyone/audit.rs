//! Who saw and did what, and who came in.

use super::*;

#[test]
fn who_saw_and_did_what_is_a_managers_to_read() {
    let (house, mut nadege) = house();
    let karim = add(&mut nadege, "Karim", Role::Secretary, KARIM);
    let lea = patient(&nadege.desk);
    close(nadege);
    let open = house.open(karim, KARIM).unwrap();
    let today = open.desk.today();
    for _ in 0..3 {
        open.desk.saw("file", Some(lea)).unwrap();
    }
    assert!(open.desk.undo_last().unwrap().is_none(), "having looked is not taken back");
    assert_eq!(refusal(open.desk.audit(today, today)), "rights-ask");
    close(open);
    let nadege = house.open(persons_named(&house, "Nadège"), NADEGE).unwrap();
    nadege.desk.saw("audit", None).unwrap();
    let lines = nadege.desk.audit(today, today).unwrap();
    let looked: Vec<_> = lines.iter().filter(|l| l.what == "seen-file").collect();
    assert_eq!((looked.len(), looked[0].person, looked[0].about), (1, karim, Some(lea)), "once an hour");
    for what in ["init", "person-add", "new-patient"] {
        assert!(lines.iter().any(|l| l.what == what), "{what}");
    }
    assert!(lines.iter().any(|l| l.what == "seen-audit"), "that it was read is in it");
    close(nadege);
}

/// Who came in and who tried to, each time, with the device; what was tried while the vault was closed is told when it is
/// opened again, once.
#[test]
fn who_came_in_and_who_tried_is_told_to_managers() {
    let (house, mut nadege) = house();
    let nadege_id = nadege.desk.person;
    let karim = add(&mut nadege, "Karim", Role::Secretary, KARIM);
    close(nadege);
    for wrong in ["not his", ROY] {
        assert!(house.open(karim, wrong).is_err());
    }
    let (others, open) = self::house();
    close(open);
    let mut vault = Vault::load(house.folder.path(), house.means.clone()).unwrap();
    assert!(vault.unlock_with_words(&others.words).is_err());
    assert!(vault.unlock_with_words(&house.words).is_ok(), "right, and no wrong try");
    assert_eq!(vault.wrong_tries().unwrap().len(), 3);
    close(house.open(karim, KARIM).unwrap());

    let told = |desk: &Desk| {
        let today = desk.today();
        let lines = desk.audit(today, today).unwrap().into_iter().filter(|l| l.what.contains("wrong") || l.what.contains("sign-in"));
        let mut lines: Vec<_> = lines.map(|l| (l.what, l.person, l.device)).collect();
        lines.sort();
        lines
    };
    let nadege = house.open(nadege_id, NADEGE).unwrap();
    let device = told(&nadege.desk)[0].2;
    assert!(device.is_some());
    let line = |what: &str, person| (what.to_owned(), person, device);
    let mut expected = vec![
        line("seen-sign-in", karim),
        line("seen-sign-in", nadege_id),
        line("seen-wrong-passphrase", karim),
        line("seen-wrong-passphrase", karim),
        line("seen-wrong-words", Id::default()),
    ];
    expected.sort();
    assert_eq!(told(&nadege.desk), expected);
    assert!(nadege.desk.undo_last().unwrap().is_none(), "having come in is not taken back");
    close(nadege);
    let nadege = house.open(nadege_id, NADEGE).unwrap();
    assert_eq!(told(&nadege.desk).len(), expected.len() + 1, "only that she came in again");
    let vault = Vault::load(house.folder.path(), house.means.clone()).unwrap();
    assert!(vault.wrong_tries().unwrap().is_empty());
    close(nadege);
    for file in std::fs::read_dir(house.folder.path()).unwrap().flatten().filter(|f| f.path().is_file()) {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains("not his"), "what was typed stands in {:?}", file.file_name());
    }
}
