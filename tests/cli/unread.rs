//! What cannot be read, or is no file.

use super::*;

/// A read that fails is a failure: the reason on stderr, and no empty list on stdout.
#[test]
fn a_database_that_cannot_be_read_is_no_empty_list() {
    let home = Home::with_the_day();
    let path = home.path("vault").join("genki.db");
    let whole = fs::read(&path).unwrap();
    for kept in [1, 2] {
        let mut bytes = whole.clone();
        bytes[kept * 4096..].fill(0x5a);
        fs::write(&path, &bytes).unwrap();
        for args in [&["today", "--now", NOW][..], &["find", "martin"], &["due"], &["free", "--minutes", "10"], &["audit"]] {
            let said = home.refused(args);
            assert!(said.contains("damaged") || said.contains("could not be read"), "{args:?} after {kept} pages: {said}");
        }
    }
}

#[test]
fn a_record_that_cannot_be_read_leaves_the_rest_and_is_said() {
    let home = Home::with_the_day();
    let means = || Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
    let folder = home.path("vault");
    let mut vault = Vault::load(&folder, means()).unwrap();
    let person = vault.persons().next().unwrap().id;
    let mut opened = vault.unlock(person, PASSPHRASE).unwrap();
    let desk = entry::write(&folder, &mut vault, &mut opened, Clock::System).unwrap();
    let odd = Odd { id: genki::base::Id::from_u128(77), family: 5 };
    desk.act("import", move |tx| Ok(tx.put(&odd).map(drop)?)).unwrap();
    desk.store.close();
    let out = home.run(&["export", "--to", &home.arg("all.json")]);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success() && said.contains("1 entry cannot be shown"), "{said}");
    assert!(fs::read_to_string(home.path("all.json")).unwrap().contains("Caron"), "the rest is there");
    // The log says so too.
    assert!(said.contains("WARN"), "{said}");
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let home = Home::with_practice();
    fs::create_dir(home.path("folder.json")).unwrap();
    assert!(home.refused(&["import", &home.arg("folder.json")]).contains("a folder, a pipe or a device"));
    fs::File::create(home.path("huge.json")).unwrap().set_len(513 << 20).unwrap();
    assert!(home.refused(&["import", &home.arg("huge.json")]).contains("longer than 512 MB"));
    #[cfg(unix)]
    {
        for (name, at) in [("zero.json", "/dev/zero"), ("random.csv", "/dev/urandom")] {
            std::os::unix::fs::symlink(at, home.path(name)).unwrap();
        }
        assert!(Command::new("mkfifo").arg(home.path("pipe.json")).status().unwrap().success());
        for name in ["zero.json", "random.csv", "pipe.json"] {
            assert!(home.refused(&["import", &home.arg(name)]).contains("a folder, a pipe or a device"), "{name}");
        }
        let said = home.refused(&["restore", &home.arg("pipe.json")]);
        assert!(!said.is_empty(), "and nobody waited for it");
    }
}

#[test]
fn an_older_database_put_back_is_told_to_who_reads_too() {
    let home = Home::with_practice();
    let database = home.path("vault/genki.db");
    let before = fs::read(&database).unwrap();
    home.good(&["import", "tests/fixtures/day.json"]);
    home.json(&["today", "--now", NOW]);
    fs::write(&database, before).unwrap();
    for command in [&["today"][..], &["find", "martin"], &["due"], &["backup", "--to", &home.arg("x.backup")]] {
        assert!(home.refused(command).contains("missing"), "{command:?}");
    }
}
