//! Backups and restoring, and what a killed one leaves.

use super::*;

#[test]
fn a_backup_comes_back_as_another_device() {
    let home = Home::with_the_day();
    let words = fs::read_to_string(home.path("vault/vault.json")).unwrap();
    home.good(&["backup", "--to", &home.arg("day.genki")]);
    assert!(home.refused(&["backup", "--to", &home.arg("day.genki")]).contains("is there already"));

    let new = Home::new();
    let restored = new.json(&["restore", &home.arg("day.genki")]);
    assert_eq!(restored["practice"], "Tilleuls");
    let today = |home: &Home| home.json(&["today", "--now", NOW]);
    assert_eq!(today(&home), today(&new));
    assert_eq!(new.json(&["check"])["clean"], true);
    // It writes under its own name in the log, and with its own keys.
    new.good(&["import", "tests/fixtures/day.ndjson"]);
    assert_eq!(new.json(&["check"])["clean"], true);
    let device = |text: &str| serde_json::from_str::<Value>(text).unwrap()["device"].clone();
    assert_ne!(device(&words), device(&fs::read_to_string(new.path("vault/vault.json")).unwrap()));
    assert!(new.refused(&["restore", &home.arg("day.genki")]).contains("never replace"));
    assert_eq!(left_in(home.0.path()), ["day.genki", "passphrase", "vault"]);
}

#[test]
fn the_recovery_words_open_a_backup() {
    let home = Home::new();
    let made = home.json(&["init", "--practice", "T", "--zone", "Europe/Paris", "--person", "N"]);
    let words: Vec<&str> = made["recovery_words"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    home.good(&["import", "tests/fixtures/day.json"]);
    home.good(&["backup", "--to", &home.arg("b.genki")]);
    let new = Home::new();
    fs::write(new.path("words"), words.join("\n")).unwrap();
    new.good(&["restore", &home.arg("b.genki"), "--words-file", &new.arg("words")]);
    assert_eq!(new.json(&["find", "martin"])["patients"].as_array().unwrap().len(), 1);
    // Words of another practice.
    let other = Home::new();
    fs::write(other.path("words"), "abandon ".repeat(11) + "about").unwrap();
    assert!(other.refused(&["restore", &home.arg("b.genki"), "--words-file", &other.arg("words")]).contains("recovery words"));
    assert!(!other.path("vault").exists());
}

#[test]
fn a_folder_keeps_a_number_of_backups() {
    let home = Home::new();
    home.good(&["init", "--practice", "T", "--zone", "Europe/Paris", "--person", "N"]);
    let folder = home.arg("folder");
    assert!(home.refused(&["backup", "--folder", &folder]).contains("not there"));
    fs::create_dir(&folder).unwrap();
    assert_eq!(home.json(&["backup", "--folder", &folder, "--keep", "1"])["removed"], 0);
    // The same week, and the same minute: only the newest stays.
    assert_eq!(home.json(&["backup", "--folder", &folder, "--keep", "1"])["removed"], 1);
    assert_eq!(left_in(folder.as_ref()).len(), 1);
    assert_eq!(home.run(&["backup", "--folder", &folder, "--to", "x"]).status.code(), Some(2));
    assert_eq!(home.run(&["backup"]).status.code(), Some(2));
}

#[test]
fn a_cut_or_altered_backup_is_refused_and_leaves_nothing() {
    let home = Home::with_the_day();
    home.good(&["backup", "--to", &home.arg("b.genki")]);
    let whole = fs::read(home.path("b.genki")).unwrap();
    let altered = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let cuts = [0, 10, 17, 500, whole.len() / 2, whole.len() - 1].map(|n| whole[..n].to_vec());
    let changed = [3, 16, 200, whole.len() / 2, whole.len() - 5].map(altered);
    for bytes in cuts.into_iter().chain(changed).chain([[&whole[..], b"x"].concat()]) {
        fs::write(home.path("bad.genki"), &bytes).unwrap();
        let new = Home::new();
        let said = new.refused(&["restore", &home.arg("bad.genki")]);
        assert!(said.contains("damaged"), "{said}");
        assert!(!new.path("vault").exists());
    }
    let new = Home::new();
    fs::write(new.path("passphrase"), "another passphrase").unwrap();
    assert!(new.refused(&["restore", &home.arg("b.genki")]).contains("not the passphrase"));
    assert!(!new.path("vault").exists());
}

/// Killed at any moment, a backup leaves nothing behind that the next one does not clear away.
#[cfg(unix)]
#[test]
fn what_a_killed_backup_left_goes_with_the_next() {
    let home = Home::with_the_day();
    let folder = home.path("stick");
    fs::create_dir(&folder).unwrap();
    let part = |dir: &Path| left_in(dir).into_iter().any(|name| name.contains(".part"));
    let mut caught = 0;
    for n in 0..8 {
        let to = folder.join(format!("{n}.backup"));
        let mut child = home.command();
        child.args(["backup", "--to"]).arg(&to).args(["--vault", &home.arg("vault"), "--passphrase-file", &home.arg("passphrase")]);
        let mut child = child.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
        // In turn as soon as the copy lies there, and as soon as the backup itself does.
        let watched = if n % 2 == 0 { home.path("vault") } else { folder.clone() };
        while child.try_wait().unwrap().is_none() && !part(&watched) {
            std::thread::sleep(std::time::Duration::from_micros(200));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        caught += u32::from(part(&folder) || part(&home.path("vault")));
    }
    assert!(caught > 0, "some were killed on the way");
    home.good(&["backup", "--to", &home.arg("stick/whole.backup")]);
    let left = |dir: &Path| left_in(dir).into_iter().filter(|n| n.contains(".part")).collect::<Vec<_>>();
    assert!(left(&folder).is_empty() && left(&home.path("vault")).is_empty(), "{:?} {:?}", left(&folder), left(&home.path("vault")));
}
