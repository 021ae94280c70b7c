//! `genki find` and `genki twins` as scripts use them: what stands on stdout, line by line.
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

const PASSPHRASE: &str = "quatre hérons sous la pluie fine";

/// A home with a practice that has taken in a file of addresses.
struct Home(tempfile::TempDir);

impl Home {
    fn of(cards: &str) -> Self {
        let home = Home(tempfile::tempdir().unwrap());
        home.put("passphrase", PASSPHRASE);
        let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), lang: "en".into(), ..Practice::default() };
        let new = entry::New { practice, person: "Nadège", passphrase: PASSPHRASE, words: Language::English };
        let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
        entry::create(&home.0.path().join("vault"), new, means, "init").unwrap();
        let file = home.put("people.vcf", cards);
        home.good(&["import", &file]);
        home
    }

    fn put(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn run(&self, args: &[&str]) -> Output {
        let path = |name: &str| self.0.path().join(name);
        let mut command = Command::new(env!("CARGO_BIN_EXE_genki"));
        command.env("HOME", self.0.path()).env("GENKI_KEYSTORE", "none").env("LANG", "C").env_remove("LC_ALL").env_remove("LC_MESSAGES");
        command.args(args).arg("--vault").arg(path("vault")).arg("--passphrase-file").arg(path("passphrase")).output().unwrap()
    }

    fn good(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }

    fn lines(&self, args: &[&str]) -> Vec<Value> {
        self.good(args).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// One of an address book: UID, family and first name, birth date, and what else the card says.
fn card(uid: &str, family: &str, given: &str, born: &str, rest: &str) -> String {
    let born = if born.is_empty() { String::new() } else { format!("BDAY:{born}\n") };
    format!("BEGIN:VCARD\nVERSION:3.0\nUID:{uid}\nN:{family};{given};;;\n{born}{rest}END:VCARD\n")
}

#[test]
fn many_searches_are_answered_line_by_line() {
    let home = Home::of(
        &[
            card("a", "Lenoir", "Isabelle", "1965-07-14", "TEL:+33 6 39 98 11 22\n"),
            card("b", "Lenoir", "Marc", "1999-02-01", ""),
            card("c", "Aubertin", "Zoé", "1965-03-03", ""),
        ]
        .concat(),
    );
    let searches = home.put("searches", "lenoir isabelle\nlenoir gaston\nlneori isbaelel\nzwolfaxing\n\n1122");
    let answers = home.lines(&["find", "--from", &searches, "--json"]);
    let said: Vec<(Value, Vec<&str>)> = answers
        .iter()
        .map(|a| (a["query"].clone(), a["patients"].as_array().unwrap().iter().map(|p| p["patient"].as_str().unwrap()).collect()))
        .collect();
    assert_eq!(
        said,
        [
            (json!("lenoir isabelle"), vec!["Lenoir Isabelle"]),
            (json!("lenoir gaston"), vec!["Lenoir Isabelle", "Lenoir Marc"]),
            (json!("lneori isbaelel"), vec!["Lenoir Isabelle", "Lenoir Marc"]),
            (json!("zwolfaxing"), vec![]),
            (json!(""), vec![]),
            (json!("1122"), vec!["Lenoir Isabelle"]),
        ]
    );
    assert_eq!(answers[0]["patients"][0]["birth_date"], "1965-07-14");
    assert_eq!(home.lines(&["find", "lenoir", "isabelle", "--json"])[0]["patients"], answers[0]["patients"], "the same one by one");
    assert_eq!(home.lines(&["find", "--from", &searches, "--limit", "1", "--json"])[1]["patients"].as_array().unwrap().len(), 1);
    let text = home.good(&["find", "--from", &searches]);
    assert!(text.starts_with("lenoir isabelle\n  Lenoir Isabelle  ") && text.contains("zwolfaxing\n  Nobody fits that.\n"), "{text}");
}

#[test]
fn searches_that_cannot_be_read_are_said() {
    let home = Home::of(&card("a", "Lenoir", "Isabelle", "1965-07-14", ""));
    let missing = home.run(&["find", "--from", "/nowhere/searches", "--json"]);
    assert_eq!((missing.status.code(), missing.stdout.is_empty()), (Some(1), true));
    for usage in [&["find"][..], &["find", "lenoir", "--from", "searches"]] {
        assert_eq!(home.run(usage).status.code(), Some(2), "{usage:?}");
    }
}

#[test]
fn pairs_are_told_with_their_reasons() {
    let at = |street: &str| format!("ADR:;;{street};Lyon;;69003;\n");
    let home = Home::of(
        &[
            card("1", "Lenoire", "Isabella", "1965-07-14", ""),
            card("2", "Lenoirs", "Isablela", "1965-07-14", ""),
            card("3", "Vasseur", "", "1933-01-13", &format!("TEL:+33639981123\n{}", at("3 rue Haute"))),
            card("4", "Vasseur", "Eugénie", "1933-01-13", &format!("TEL:+33639981123\n{}", at("3 rue Haute"))),
            card("5", "Petitjean", "Zara", "1934-01-14", &at("4 rue Basse")),
            card("6", "Moreaux", "Zara", "1934-01-14", &at("4 rue Basse")),
            card("7", "Colin", "Amaury", "2018-05-02", &at("5 rue Basse")),
            card("8", "Colin", "Blaise", "2018-05-02", &at("5 rue Basse")),
            card("9", "Blanc", "Hervé", "1950-05-02", &at("6 rue Basse")),
            card("10", "Blanc", "Hervé", "1980-05-02", &at("6 rue Basse")),
        ]
        .concat(),
    );
    let answer = &home.lines(&["twins", "--json"])[0];
    let name = |id: &Value| {
        let all = home.lines(&["find", "--from", &home.put("s", "lenoire\nlenoirs\nvasseur\nzara"), "--json"]);
        let all: Vec<Value> = all.iter().flat_map(|a| a["patients"].as_array().unwrap().clone()).collect();
        all.iter().find(|p| p["id"] == *id).unwrap()["patient"].as_str().unwrap().to_owned()
    };
    let mut said: Vec<(Vec<String>, bool, Value)> = answer["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| {
            let mut names = vec![name(&pair["a"]), name(&pair["b"])];
            names.sort();
            (names, pair["sure"].as_bool().unwrap(), pair["why"].clone())
        })
        .collect();
    said.sort_by(|a, b| a.0.cmp(&b.0));
    let names = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
    assert_eq!(
        said,
        [
            (names("Lenoire Isabella", "Lenoirs Isablela"), false, json!(["birth-date", "family-typo", "given-typo"])),
            (names("Moreaux Zara", "Petitjean Zara"), false, json!(["birth-date", "given-alone", "address"])),
            (names("Vasseur", "Vasseur Eugénie"), false, json!(["birth-date", "family-alone", "phone", "address"])),
        ],
        "twins, a father and his son are not among them"
    );
    let text = home.good(&["twins"]);
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(text.contains("same birth date · same family name, a first name is missing · same phone"), "{text}");
    assert_eq!(Home::of(&card("a", "Lenoir", "Isabelle", "", "")).good(&["twins"]), "Nobody seems to be here twice.\n");
}
