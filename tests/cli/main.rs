//! The real program: what it answers on stdout, what it says on stderr, and how it ends.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod backups;
mod owed;
mod unread;

use genki::{
    actions::{self, entry},
    base::Clock,
    model::Practice,
    platform::keystore::Keystore,
    store,
    vault::{Cost, Language, Lock, Means, Strength, Vault},
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const PASSPHRASE: &str = "quatre hérons sous la pluie fine";
const NOW: &str = "2026-11-23T09:40";

/// A home of its own with a passphrase in a file.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("passphrase"), format!("{PASSPHRASE}\nnot this line\n")).unwrap();
        Home(dir)
    }

    /// A home with a practice in its folder `vault`: as `init` makes it, but for what looking at its passphrase costs,
    /// which is half a second for each command.
    fn with_practice() -> Self {
        let home = Self::new();
        let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), lang: "en".into(), ..Practice::default() };
        let new = entry::New { practice, person: "Nadège", passphrase: PASSPHRASE, words: Language::English };
        let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
        entry::create(&home.path("vault"), new, means, "init").unwrap();
        home
    }

    /// A home whose practice has taken in the worked day.
    fn with_the_day() -> Self {
        let home = Self::with_practice();
        home.good(&["import", "tests/fixtures/day.json"]);
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn arg(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_genki"));
        command.env("HOME", self.0.path()).env("GENKI_KEYSTORE", "none").env("LANG", "C");
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("XDG_DATA_HOME");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        let (vault, passphrase) = (self.arg("vault"), self.arg("passphrase"));
        self.command().args(args).args(["--vault", &vault, "--passphrase-file", &passphrase]).output().unwrap()
    }

    fn good(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }

    /// The one document on stdout.
    fn json(&self, args: &[&str]) -> Value {
        let args = [args, &["--json"]].concat();
        let text = self.good(&args);
        assert_eq!(text.lines().count(), 1, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    /// What stderr says where the program refuses, with nothing on stdout.
    fn refused(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert_eq!(out.status.code(), Some(1), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        assert!(out.stdout.is_empty(), "{args:?}");
        String::from_utf8(out.stderr).unwrap()
    }
}

/// The fields that matter, in the order in which they are to be compared.
fn pick(all: &Value, fields: &[&str]) -> Vec<Value> {
    all.as_array().unwrap().iter().map(|v| fields.iter().map(|f| v[f].clone()).collect()).collect()
}

#[test]
fn the_worked_day_to_the_number() {
    let home = Home::with_the_day();
    let today = home.json(&["today", "--now", NOW]);
    assert_eq!((&today["date"], &today["now"]), (&json!("2026-11-23"), &json!("09:40")));
    assert_eq!(today["practitioners"][0]["name"], "Dr Claire Roy");
    let fields = ["patient", "booked", "minutes", "status", "arrived", "start", "from", "to", "delay", "wait", "late"];
    assert_eq!(
        pick(&today["practitioners"][0]["visits"], &fields),
        [
            json!(["Martin Léa", "09:30", 10, "arrived", "09:20", "09:55", "09:50", "10:00", 25, 35, false]),
            json!(["Caron Chloé", "09:45", 20, "arrived", "09:40", "10:30", "09:55", "10:30", 45, 50, false]),
            json!(["Dubois Denis", "10:00", 15, "booked", null, "10:50", "10:30", "10:55", 50, 50, false]),
            json!(["Evrard Émile", "10:30", 15, "booked", null, "11:05", "10:40", "11:15", 35, 35, false]),
            json!(["Arnaud Alice", "09:15", 20, "fulfilled", null, null, null, null, 20, null, false]),
        ]
    );
    let why = today["practitioners"][0]["visits"][1]["why"].as_str().unwrap();
    assert_eq!(why, "Dr Roy is 25 min behind, after the break until 10:30, one before");

    let urgent = home.json(&["--now", NOW, "urgent", "--minutes", "10", "--within", "30"]);
    let fields = ["position", "start", "wait", "newly_late", "promises_broken", "overtime", "ok"];
    assert_eq!(
        pick(&urgent["places"], &fields),
        [
            json!([1, "10:05", 25, [], [], 20, true]),
            json!([0, "09:55", 15, ["Martin Léa"], [], 20, true]),
            json!([4, "11:20", 100, [], [], 30, false]),
            json!([3, "11:05", 85, [], [], 30, false]),
            json!([2, "10:50", 70, [], [], 30, false]),
        ]
    );
    let none = |n: i64| ["Martin Léa", "Caron Chloé", "Dubois Denis", "Evrard Émile"].map(|p| json!({"patient": p, "minutes": n}));
    assert_eq!(urgent["places"][0]["added"], json!(none(0)));
    assert_eq!(urgent["places"][1]["added"][0], json!({"patient": "Martin Léa", "minutes": 10}));
}

#[test]
fn the_late_stand_apart_without_a_start() {
    let home = Home::with_the_day();
    let today = home.json(&["today", "--now", "2026-11-23T10:11"]);
    let late: Vec<_> = today["practitioners"][0]["visits"].as_array().unwrap().iter().filter(|v| v["late"] == true).collect();
    assert_eq!(late.len(), 1);
    assert_eq!((&late[0]["patient"], &late[0]["start"], &late[0]["from"]), (&json!("Dubois Denis"), &Value::Null, &Value::Null));
}

#[test]
fn free_places_and_finding() {
    let home = Home::with_the_day();
    let free = home.json(&["free", "--minutes", "15", "--from", "2026-11-30", "--days", "1", "--now", NOW]);
    let places = free["places"].as_array().unwrap();
    assert_eq!(places[0]["start"], "2026-11-30T08:00");
    assert_eq!((&places[0]["practitioner"], &places[0]["minutes"]), (&json!("Dr Claire Roy"), &json!(15)));
    // 8:00 to 10:15 holds starts up to 10:00, 10:30 to 11:00 up to 10:45.
    assert_eq!(places.len(), 25 + 4);
    let same_day = home.json(&["free", "--minutes", "10", "--from", "2026-11-23", "--days", "1", "--now", NOW]);
    assert_eq!(same_day["places"].as_array().unwrap().iter().map(|p| p["start"].as_str().unwrap()).next(), Some("2026-11-23T10:45"));

    let found = home.json(&["find", "LEA", "martin"]);
    assert_eq!(found["patients"].as_array().unwrap().len(), 1);
    assert_eq!(found["patients"][0]["patient"], "Martin Léa");
    assert_eq!(home.json(&["find", "nobody of that name"]), json!({"patients": []}));
}

#[test]
fn who_did_what_is_told_beside_the_window_too() {
    let home = Home::with_the_day();
    home.good(&["export", "--to", &home.arg("out.json"), "--now", NOW]);
    home.good(&["print", "--date", "2026-11-23", "--to", &home.arg("day.pdf")]);
    let whats = || {
        let told = home.json(&["audit"]);
        told["lines"].as_array().unwrap().iter().map(|l| l["what"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let first = whats();
    for what in ["init", "import", "seen-export", "seen-print"] {
        assert!(first.iter().any(|w| w == what), "{what} in {first:?}");
    }
    assert!(whats().iter().any(|w| w == "seen-audit"), "that it was read is told the next time");
    // Typed wrong at a command that only reads: told as soon as somebody opens who can write.
    fs::write(home.path("passphrase"), "not the passphrase\n").unwrap();
    for _ in 0..2 {
        home.refused(&["today"]);
    }
    fs::write(home.path("passphrase"), PASSPHRASE).unwrap();
    let told = home.json(&["audit"]);
    let at_the_door: Vec<_> = told["lines"].as_array().unwrap().iter().filter(|l| l["what"] == "seen-wrong-passphrase").collect();
    assert_eq!(at_the_door.len(), 2, "{told}");
    for line in at_the_door {
        assert_eq!(line["person"], "Nadège");
        assert!(line["device"].is_string(), "{line}");
    }
    assert!(whats().iter().any(|w| w == "seen-sign-in"));
    assert!(home.good(&["audit"]).contains("Wrong passphrase typed for this name"));
    assert!(!fs::read_to_string(home.path("vault/tries.json")).unwrap().contains("not the"), "nothing of what was typed is kept");
    let _lock = Lock::take(&home.path("vault"), "window").unwrap();
    assert!(whats().len() > first.len());
}

#[test]
fn the_same_file_again_changes_nothing_and_comes_back_out() {
    let home = Home::with_the_day();
    let again = home.json(&["import", "tests/fixtures/day.json"]);
    let kinds = again["files"][0]["kinds"].as_object().unwrap();
    assert!(kinds.len() >= 5 && kinds.values().all(|k| k["read"] == k["unchanged"]), "{again}");
    home.good(&["export", "--format", "fhir", "--to", &home.arg("out.json")]);

    let other = Home::with_practice();
    other.good(&["import", &home.arg("out.json")]);
    other.good(&["export", "--to", &other.arg("out.json")]);
    assert_eq!(fs::read(home.path("out.json")).unwrap(), fs::read(other.path("out.json")).unwrap());
    assert!(home.refused(&["export", "--to", &home.arg("out.json")]).contains("is there already"));
}

#[test]
fn a_file_that_does_not_read_changes_nothing() {
    let home = Home::with_practice();
    let day = fs::read("tests/fixtures/day.json").unwrap();
    for (name, bytes) in [("cut", &day[..day.len() / 2]), ("empty", &b""[..]), ("words", &b"good morning"[..])] {
        fs::write(home.path(name), bytes).unwrap();
        let said = home.refused(&["import", "tests/fixtures/day.json", &home.arg(name), "--json"]);
        assert!(said.contains("Nothing was changed"), "{name}: {said}");
    }
    assert_eq!(home.json(&["find", "martin"]), json!({"patients": []}));
    home.good(&["import", "--dry-run", "tests/fixtures/day.json"]);
    assert_eq!(home.json(&["find", "martin"]), json!({"patients": []}));
}

#[test]
fn rejected_records_are_named_and_strict_rejects_all() {
    let home = Home::with_practice();
    let lines =
        "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":[{\"family\":\"Martin\"}]}\n{\"resourceType\":\"Patient\",\"id\":\"b\"}\n";
    fs::write(home.path("two.ndjson"), lines).unwrap();
    let file = home.arg("two.ndjson");
    let strict = home.refused(&["import", "--strict", &file]);
    assert!(strict.contains("line 2") && strict.contains("nothing was taken in"), "{strict}");
    assert_eq!(home.json(&["find", "martin"]), json!({"patients": []}));
    let report = home.json(&["import", &file]);
    assert_eq!(report["files"][0]["kinds"]["patient"], json!({"read": 2, "added": 1, "changed": 0, "unchanged": 0, "rejected": 1}));
    assert_eq!(report["files"][0]["rejected"][0]["line"], 2);
}

#[test]
fn one_writes_and_others_read_beside() {
    let home = Home::with_the_day();
    let lock = Lock::take(&home.path("vault"), "window").unwrap();
    let said = home.refused(&["import", "tests/fixtures/day.json"]);
    assert!(said.contains("The window") && said.contains("Nothing was changed"), "{said}");
    home.json(&["today", "--now", NOW]);
    home.json(&["find", "martin"]);
    assert_eq!(home.json(&["check"])["tables"], false);
    home.good(&["backup", "--to", &home.arg("beside.genki")]);
    home.good(&["export", "--to", &home.arg("beside.json"), "--now", NOW]);
    drop(lock);
    assert_eq!(home.json(&["check"])["tables"], true);
    assert_eq!(home.json(&["check", "--rebuild"])["rebuilt"], true);
    // What left beside the window is noted by whoever writes next.
    let told = home.json(&["audit"]);
    let exports = told["lines"].as_array().unwrap().iter().filter(|line| line["what"] == "seen-export").count();
    assert_eq!(exports, 1, "{told}");
}

#[test]
fn every_refusal_is_a_sentence_and_ends_with_one() {
    let home = Home::new();
    assert!(home.refused(&["today"]).contains("no practice"));
    assert!(!home.path("vault").exists());
    let init = |zone: &str, home: &Home| home.run(&["init", "--practice", "T", "--zone", zone, "--person", "N"]);
    assert!(String::from_utf8_lossy(&init("Paris", &home).stderr).contains("is no time zone"));
    fs::write(home.path("passphrase"), "secret\n").unwrap();
    assert!(String::from_utf8_lossy(&init("Europe/Paris", &home).stderr).contains("too short"));
    fs::write(home.path("passphrase"), "passwordpassword\n").unwrap();
    assert!(String::from_utf8_lossy(&init("Europe/Paris", &home).stderr).contains("easily guessed"));

    // None of these stood in the way of a good one.
    fs::write(home.path("passphrase"), PASSPHRASE).unwrap();
    let made = home.json(&["init", "--practice", "T", "--zone", "Europe/Paris", "--person", "N"]);
    assert_eq!(made["recovery_words"].as_array().unwrap().len(), 12);
    assert!(home.refused(&["init", "--practice", "T", "--zone", "Europe/Paris", "--person", "N"]).contains("never replace"));

    fs::write(home.path("passphrase"), "another passphrase\n").unwrap();
    assert!(home.refused(&["today", "--json"]).contains("not the passphrase"));
    fs::write(home.path("passphrase"), "\n").unwrap();
    assert!(home.refused(&["today"]).contains("is empty"));
    fs::write(home.path("passphrase"), PASSPHRASE).unwrap();
    assert!(home.refused(&["today", "--person", "Zoé"]).contains("There is: N"));
    assert!(home.refused(&["today", "--practitioner", "Roy"]).contains("diary is kept here yet"));
    assert!(home.refused(&["urgent", "--minutes", "10"]).contains("Import a file"));
}

#[test]
fn wrong_usage_is_two_and_help_is_none() {
    let home = Home::new();
    for args in [&["nonsense"][..], &["urgent"], &["today", "--date", "tomorrow"], &["--now", "noon", "today"], &["free", "--minutes", "0"]]
    {
        assert_eq!(home.run(args).status.code(), Some(2), "{args:?}");
    }
    assert_eq!(home.run(&["init", "--practice", "T", "--zone", "Europe/Paris"]).status.code(), Some(2));
    assert_eq!(home.run(&["import", "x", "--now", NOW]).status.code(), Some(2));
    assert_eq!(home.command().arg("--help").output().unwrap().status.code(), Some(0));
}

#[test]
fn messages_speak_the_terminals_language() {
    let home = Home::new();
    let out = home.command().args(["today", "--vault", &home.arg("vault")]).env("LANG", "fr_FR.UTF-8").output().unwrap();
    assert!(String::from_utf8_lossy(&out.stderr).contains("Il n'y a pas de cabinet"));
}

#[test]
fn the_example_is_filled_and_under_way() {
    let home = Home::new();
    home.good(&["demo", "--init", "--now", "2026-11-22T08:00"]);
    let today = home.json(&["today", "--now", "2026-11-23T10:20"]);
    let practitioners = today["practitioners"].as_array().unwrap();
    assert_eq!(practitioners.len(), 4);
    assert!(practitioners.iter().any(|p| p["name"] == "Dr Claire Roy" && p["behind"] == 20));
    assert!(home.refused(&["urgent", "--minutes", "10", "--now", NOW]).contains("--practitioner"));
    let urgent = home.json(&["urgent", "--minutes", "10", "--practitioner", "lemaire", "--now", "2026-11-23T10:20"]);
    assert_eq!(urgent["practitioner"], "Dr Marc Lemaire");
    assert!(home.refused(&["today", "--practitioner", "dr"]).contains("Dr Claire Roy"));
}

#[test]
fn a_copied_folder_writes_under_a_name_of_its_own() {
    let home = Home::with_the_day();
    let copy = Home::new();
    fs::create_dir(copy.path("vault")).unwrap();
    for name in ["genki.db", "vault.json"] {
        fs::copy(home.path("vault").join(name), copy.path("vault").join(name)).unwrap();
    }
    assert_eq!(home.json(&["check"])["devices"], 1);
    assert_eq!(copy.json(&["check"])["devices"], 2, "that it was opened is noted already");
    fs::write(copy.path("p.ndjson"), "{\"resourceType\":\"Patient\",\"id\":\"z\",\"name\":[{\"family\":\"Zed\"}]}\n").unwrap();
    copy.good(&["import", &copy.arg("p.ndjson")]);
    assert_eq!(copy.json(&["check"])["devices"], 2);
}

/// Cards and tables go the way of every format, and what a column was said to be holds the next time.
#[test]
fn cards_and_tables_go_in_and_out() {
    let home = Home::with_practice();
    let write = |name: &str, text: &str| std::fs::write(home.arg(name), text).unwrap();
    write("list.csv", "Nom;Prénom;Truc\nMartin;Léa;12/03/1984\nRoy;Jean;1/2/1990\n;;\n;Zoé,;31/31/1990\n");
    let report = home.json(&["import", "--map", "Truc=birth-date", &home.arg("list.csv")]);
    let file = &report["files"][0];
    assert_eq!((&file["format"], &file["kinds"]["patient"]["added"]), (&json!("csv"), &json!(2)));
    assert_eq!((&file["rejected"][0]["line"], &file["rejected"][0]["why"]), (&json!(5), &json!("the birth date is not a date")));
    assert_eq!(home.json(&["find", "martin"])["patients"][0]["birth_date"], "1984-03-12");
    write("next.csv", "Nom;Prénom;Truc\nNeuf;Ada;5/6/2007\n");
    home.good(&["import", &home.arg("next.csv")]);
    assert_eq!(home.json(&["find", "neuf"])["patients"][0]["birth_date"], "2007-06-05");
    assert_eq!(home.run(&["import", "--map", "Truc=nonsense", &home.arg("next.csv")]).status.code(), Some(2));
    for format in ["vcf", "csv"] {
        let out = home.arg(&format!("out.{format}"));
        assert_eq!(home.json(&["export", "--format", format, "--to", &out])["records"], 3);
        let again = home.json(&["import", &out]);
        assert_eq!(again["files"][0]["kinds"]["patient"], json!({"read": 3, "added": 0, "changed": 0, "unchanged": 3, "rejected": 0}));
    }
    home.good(&["import", "--as", "contact", &home.arg("out.vcf")]);
}

/// A record as a newer version, or a damaged file, has it.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
struct Odd {
    #[serde(skip)]
    id: genki::base::Id,
    family: u32,
}

impl genki::model::Record for Odd {
    const KIND: &'static str = "patient";
    fn id(&self) -> genki::base::Id {
        self.id
    }
    fn set_id(&mut self, id: genki::base::Id) {
        self.id = id;
    }
}

#[test]
fn the_log_says_as_much_as_is_asked_for() {
    let home = Home::with_the_day();
    let path = home.path("vault").join("genki.db-tip");
    let run = |level: &str, more: &[&str]| {
        // A note that does not read is worth a warning, each time.
        fs::write(&path, b"damaged").unwrap();
        let (vault, passphrase) = (home.arg("vault"), home.arg("passphrase"));
        let args = [&["check", "--vault", &vault, "--passphrase-file", &passphrase][..], more].concat();
        let out = home.command().env("GENKI_LOG", level).args(args).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stderr).unwrap()
    };
    assert!(run("", &[]).contains("WARN"), "warnings are said unasked");
    assert!(!run("off", &[]).contains("WARN") && !run("error", &[]).contains("WARN"));
    assert!(run("", &["--verbose"]).contains("WARN"));
}

/// Whatever the umask says, and whatever was there before: what lies with a practice is its owner's alone.
#[cfg(unix)]
#[test]
fn only_the_owner_reads_what_lies_with_a_practice() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let run = |args: &str| {
        let line = format!("umask 000; exec \"$0\" {args} --vault \"$1\" --passphrase-file \"$2\"");
        let mut shell = Command::new("sh");
        shell.args(["-c", &line, env!("CARGO_BIN_EXE_genki"), &home.arg("vault"), &home.arg("passphrase")]);
        shell.env("HOME", home.0.path()).env("GENKI_KEYSTORE", "none").env("LANG", "C");
        let out = shell.output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    };
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let all = || {
        let vault = home.path("vault");
        assert_eq!(mode(&vault), 0o700);
        left_in(&vault).into_iter().map(|name| (mode(&vault.join(&name)), name)).filter(|(mode, _)| *mode != 0o600).collect::<Vec<_>>()
    };
    run("init --practice T --zone Europe/Paris --person N");
    assert!(all().is_empty(), "{:?}", all());
    // As an older version made it.
    for name in ["genki.db", "genki.db-tip"] {
        fs::set_permissions(home.path("vault").join(name), fs::Permissions::from_mode(0o644)).unwrap();
    }
    run("import tests/fixtures/day.json");
    assert!(all().is_empty(), "{:?}", all());
    run(&format!("export --to {}", home.arg("out.json")));
    run(&format!("backup --to {}", home.arg("out.backup")));
    for name in ["out.json", "out.backup"] {
        assert_eq!(mode(&home.path(name)), 0o600, "{name}");
    }
    // Beside somebody who writes, the write-ahead log lies there too.
    let open = entry_of(&home);
    assert!(home.path("vault/genki.db-wal").exists());
    assert!(all().is_empty(), "{:?}", all());
    drop(open);
}

/// The practice open for writing in this process.
fn entry_of(home: &Home) -> (actions::Desk, Lock) {
    let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
    let lock = Lock::take(&home.path("vault"), "window").unwrap();
    let mut vault = Vault::load(&home.path("vault"), means).unwrap();
    let person = vault.persons().next().unwrap().id;
    let mut opened = vault.unlock(person, PASSPHRASE).unwrap();
    (entry::write(&home.path("vault"), &mut vault, &mut opened, Clock::System).unwrap(), lock)
}

/// Closing a file lets go of every lock that a process has on it: had the writer lost its own so, the next who read beside
/// it would take the write-ahead log away as if nobody wrote.
#[cfg(unix)]
#[test]
fn who_reads_beside_a_writer_leaves_its_log_alone() {
    use std::os::unix::fs::MetadataExt;
    let home = Home::with_the_day();
    let (desk, _lock) = entry_of(&home);
    let log = || fs::metadata(home.path("vault/genki.db-wal")).unwrap();
    let note = |n: u128| {
        desk.act("new-patient", move |tx| {
            let family = format!("Beside{n}");
            Ok(tx.put(&genki::model::Patient { id: genki::base::Id::from_u128(n), family, ..Default::default() })?)
        })
        .unwrap();
    };
    note(1);
    let before = log().ino();
    for n in 2..5 {
        assert_eq!(home.json(&["find", &format!("beside{}", n - 1)])["patients"].as_array().unwrap().len(), 1);
        note(n);
        assert_eq!(log().ino(), before, "the log that is written is the one that lies there");
    }
}

#[test]
fn no_control_reaches_the_terminal() {
    let home = Home::with_practice();
    let esc = "Esc\u{1b}]0;pwned\u{7}\u{1b}[2J\u{202e}";
    let file = home.arg(&format!("{esc}.json"));
    let patient = json!({"resourceType": "Patient", "id": "esc", "name": [{"family": esc, "given": ["T"]}]});
    fs::write(&file, patient.to_string()).unwrap();
    let sane = |out: &Output| {
        for text in [&out.stdout, &out.stderr] {
            let text = String::from_utf8(text.clone()).unwrap();
            assert!(!genki::base::hidden::holds(&text), "{text:?}");
        }
    };
    for args in [vec!["import", file.as_str()], vec!["import", &file, "--json"], vec!["find", "esc"], vec!["find", esc, "--json"]] {
        let out = home.run(&args);
        assert!(out.status.success(), "{args:?}");
        sane(&out);
    }
    sane(&home.run(&["import", &format!("{file}-none")]));
    sane(&home.run(&["today", "--person", esc]));
    sane(&home.run(&["today", "--practitioner", esc]));
    let report = home.json(&["import", &file]);
    assert_eq!(report["files"][0]["file"], json!(file), "an answer for programs says what it says");
}

#[test]
fn an_unencrypted_file_says_what_it_holds() {
    let home = Home::with_the_day();
    let said = |args: &[&str], file: &str| {
        let to = home.arg(file);
        let out = home.run(&[args, &["--to", &to]].concat());
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let said = String::from_utf8(out.stderr).unwrap();
        assert!(said.contains("Not encrypted") && said.contains(&to), "{said}");
        said
    };
    assert!(said(&["export"], "a.json").contains("names, birth dates, numbers, addresses, notes, the diary"));
    assert!(said(&["export", "--format", "ics"], "a.ics").contains("appointments"));
    assert!(!said(&["export", "--format", "vcf"], "a.vcf").contains("notes"));
    assert!(said(&["export", "--format", "csv"], "a.csv").contains("notes"));
    assert!(said(&["print", "--date", "2026-11-23"], "a.pdf").contains("a day"));
}

fn left_in(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
