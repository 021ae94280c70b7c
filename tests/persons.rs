//! `genki person`: who works here, from the command line.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use genki::{
    actions::entry,
    base::Clock,
    model::Practice,
    platform::keystore::Keystore,
    vault::{Cost, Language, Means, Strength},
};
use serde_json::{Value, json};
use std::{
    fs,
    process::{Command, Output},
};

const NADEGE: &str = "quatre hérons sous la pluie fine";
const ROY: &str = "cinq loutres comptent les nuages";
const NEW: &str = "sept mouettes volent un parapluie";

struct Home(tempfile::TempDir);

impl Home {
    fn bare() -> Self {
        let home = Home(tempfile::tempdir().unwrap());
        for (name, secret) in [("nadege", NADEGE), ("roy", ROY), ("new", NEW)] {
            fs::write(home.0.path().join(name), format!("{secret}\n")).unwrap();
        }
        home
    }

    /// A practice of Nadège's, who is a secretary: as `init` makes it, but for what looking at its passphrase costs.
    fn new() -> Self {
        let home = Self::bare();
        let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), lang: "en".into(), ..Practice::default() };
        let new = entry::New { practice, person: "Nadège", passphrase: NADEGE, words: Language::English };
        let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
        entry::create(&home.0.path().join("vault"), new, means, "init").unwrap();
        home
    }

    /// The same of hers as a doctor, by the command.
    fn of_a_doctor() -> Self {
        let home = Self::bare();
        home.good("nadege", &["init", "--practice", "Tilleuls", "--zone", "Europe/Paris", "--person", "Nadège", "--role", "doctor"]);
        home
    }

    fn run(&self, secret: &str, args: &[&str]) -> Output {
        let path = |name: &str| self.0.path().join(name).display().to_string();
        let args = args.iter().map(|a| a.strip_prefix("file:").map_or_else(|| (*a).to_owned(), path));
        let mut command = Command::new(env!("CARGO_BIN_EXE_genki"));
        command.env("HOME", self.0.path()).env("GENKI_KEYSTORE", "none").env("LC_ALL", "C.UTF-8").env_remove("XDG_DATA_HOME");
        command.args(args).args(["--vault", &path("vault"), "--passphrase-file", &path(secret)]).output().unwrap()
    }

    fn good(&self, secret: &str, args: &[&str]) -> String {
        let out = self.run(secret, args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }

    fn json(&self, secret: &str, args: &[&str]) -> Value {
        serde_json::from_str(&self.good(secret, &[args, &["--json"]].concat())).unwrap()
    }

    fn refused(&self, secret: &str, args: &[&str]) -> String {
        let out = self.run(secret, args);
        assert_eq!((out.status.code(), out.stdout.len()), (Some(1), 0), "{args:?}");
        String::from_utf8(out.stderr).unwrap()
    }
}

#[test]
fn somebody_is_added_changed_given_a_new_passphrase_and_leaves() {
    let home = Home::new();
    let added = home.json("nadege", &["person", "add", "Dr Roy", "--role", "doctor", "--new-passphrase-file", "file:roy"]);
    assert_eq!((&added["person"]["role"], &added["person"]["manager"]), (&json!("doctor"), &json!(false)));
    let list = home.json("roy", &["--person", "roy", "person", "list"]);
    assert_eq!(list["persons"].as_array().unwrap().len(), 2);

    // Whoever is no manager is told whom to ask, and nothing changes.
    assert!(home.refused("roy", &["--person", "roy", "person", "role", "roy", "doctor", "--manager", "true"]).contains("manager"));
    assert!(home.refused("roy", &["--person", "roy", "person", "add", "X", "--new-passphrase-file", "file:new"]).contains("manager"));
    assert!(home.refused("roy", &["--person", "roy", "check", "--rebuild"]).contains("manager"));
    assert_eq!(home.json("roy", &["--person", "roy", "check"])["clean"], json!(true));
    assert_eq!(home.json("nadege", &["check", "--rebuild"])["rebuilt"], json!(true));

    let changed = home.json("nadege", &["person", "role", "roy", "doctor", "--manager", "true"]);
    assert_eq!(changed["person"]["manager"], json!(true));
    home.good("nadege", &["person", "passphrase", "roy", "--new-passphrase-file", "file:new"]);
    home.refused("roy", &["--person", "roy", "today"]);
    home.good("new", &["--person", "roy", "today"]);

    let left = home.json("nadege", &["person", "leave", "roy"]);
    assert!(left["person"]["left"].is_string());
    home.refused("new", &["--person", "roy", "today"]);
    home.good("nadege", &["person", "passphrase", "roy", "--new-passphrase-file", "file:roy"]);
    home.good("roy", &["--person", "roy", "today"]);
}

#[test]
fn a_weak_passphrase_and_a_name_that_is_taken_add_nobody() {
    let home = Home::new();
    fs::write(home.0.path().join("weak"), "short\n").unwrap();
    home.refused("nadege", &["person", "add", "Karim", "--new-passphrase-file", "file:weak"]);
    assert!(home.refused("nadege", &["person", "add", "nadege", "--new-passphrase-file", "file:new"]).contains("nadege"));
    assert!(home.refused("nadege", &["person", "leave", "nadège"]).len() > 10, "nobody locks herself out");
    assert_eq!(home.json("nadege", &["person", "list"])["persons"].as_array().unwrap().len(), 1);
}

#[test]
fn a_doctor_who_makes_the_practice_holds_the_doctors_key() {
    let home = Home::of_a_doctor();
    let list = home.json("nadege", &["person", "list"]);
    let first = &list["persons"][0];
    assert_eq!((&first["role"], &first["manager"], &first["left"]), (&json!("doctor"), &json!(true), &Value::Null));
    let said = home.good("nadege", &["person", "add", "Dr Roy", "--role", "doctor", "--new-passphrase-file", "file:roy"]);
    assert!(said.contains("once a doctor who reads it agrees"), "{said}");
}

#[test]
fn a_manager_renews_the_recovery_words() {
    let home = Home::new();
    home.good("nadege", &["person", "add", "Dr Roy", "--role", "doctor", "--new-passphrase-file", "file:roy"]);
    assert!(home.refused("roy", &["--person", "roy", "words"]).contains("manager"));
    home.good("nadege", &["backup", "--to", "file:before.genki"]);
    let words =
        |said: Value| said["recovery_words"].as_array().unwrap().iter().filter_map(|w| Some(w.as_str()?.to_owned())).collect::<Vec<_>>();
    let [first, second] = [(), ()].map(|()| words(home.json("nadege", &["words"])));
    assert!(first.len() == 12 && second.len() == 12 && first != second);
    home.good("nadege", &["backup", "--to", "file:after.genki"]);
    // Each set opens what was written while it was the practice's.
    let opens = |backup: &str, words: &[String]| {
        let path = |name: &str| home.0.path().join(name).display().to_string();
        fs::write(path("words"), words.join("\n")).unwrap();
        let _ = fs::remove_dir_all(path("again"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_genki"));
        command.env("HOME", home.0.path()).env("GENKI_KEYSTORE", "none").env("LC_ALL", "C.UTF-8");
        command
            .args(["restore", &path(backup), "--words-file", &path("words"), "--vault", &path("again")])
            .output()
            .unwrap()
            .status
            .success()
    };
    assert!(opens("after.genki", &second));
    assert!(!opens("after.genki", &first) && !opens("before.genki", &second));
    assert_eq!(home.json("nadege", &["check"])["clean"], json!(true));
}
