//! Both languages hold the same keys, every text parses, and every key that the code names is there.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{collections::BTreeSet, fs, path::Path};

fn keys(lang: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(format!("assets/lang/{lang}.ftl")).expect("texts");
    if let Err((_, errors)) = fluent_bundle::FluentResource::try_new(text.clone()) {
        panic!("{lang}: {errors:?}");
    }
    let mut keys = BTreeSet::new();
    for line in text.lines() {
        if let Some((key, _)) =
            line.split_once(" =").filter(|(k, _)| k.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !k.is_empty())
        {
            assert!(keys.insert(key.to_string()), "{lang}: {key} stands twice");
        }
    }
    keys
}

fn sources(dir: &Path, found: &mut String) {
    for entry in fs::read_dir(dir).expect("a folder").flatten() {
        if entry.path().is_dir() {
            sources(&entry.path(), found);
        } else {
            let code = fs::read_to_string(entry.path()).expect("a file");
            code.lines().filter(|l| !l.trim_start().starts_with("//")).for_each(|l| *found += &format!("{l}\n"));
        }
    }
}

/// The literal keys in `t!(…, "key"`, `.t("key"` and `.tr("key"`.
fn named(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for start in [".t(\"", ".tr(\""] {
        found.extend(code.split(start).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
    for (at, _) in code.match_indices("t!(") {
        // `assert!(` ends so too.
        if code[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let call = code[at..].split('\n').next().unwrap_or_default();
        if let Some(key) = call.split_once(", \"").and_then(|(_, rest)| rest.split('"').next()) {
            found.insert(key.to_owned());
        }
    }
    found.retain(|k| !k.is_empty() && k.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
    found
}

#[test]
fn both_languages_hold_the_same_keys() {
    let (en, fr) = (keys("en"), keys("fr"));
    assert_eq!(en.difference(&fr).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in French");
    assert_eq!(fr.difference(&en).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in English");
}

#[test]
fn every_key_that_is_named_has_a_text() {
    let mut code = String::new();
    sources(Path::new("src"), &mut code);
    let en = keys("en");
    let missing: Vec<_> = named(&code).into_iter().filter(|k| !en.contains(k)).collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
}

#[test]
fn every_refusal_of_the_rules_has_a_text() {
    let mut code = String::new();
    sources(Path::new("src"), &mut code);
    let en = keys("en");
    let keys = ["Refusal::new(\"", "Refusal::at(\""].iter().flat_map(|s| code.split(s).skip(1)).filter_map(|r| r.split('"').next());
    let missing: BTreeSet<_> = keys.filter(|k| !en.contains(&format!("refused-{k}"))).collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
}

/// Else a line of who saw and did what shows the program's own name for it.
#[test]
fn whatever_is_noted_as_seen_has_a_text() {
    let mut code = String::new();
    sources(Path::new("src"), &mut code);
    let starts = [".saw(\"", ".saw_then(\"", "noted: (\"", "each(\"", "Seen::new(\"", "note_look(&open.desk, \"", "=> (\"wrong-"];
    let seen: BTreeSet<String> = starts
        .iter()
        .flat_map(|start| {
            let wrong = start.ends_with("wrong-");
            let named = code.split(start).skip(1).filter_map(|rest| rest.split('"').next());
            named.map(move |what| if wrong { format!("wrong-{what}") } else { what.to_owned() })
        })
        .collect();
    assert!(seen.len() >= 13, "{seen:?}");
    let en = keys("en");
    let missing: Vec<_> = seen.iter().filter(|what| !en.contains(&format!("audit-seen-{what}"))).collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
}

#[test]
fn the_checker_finds_what_is_missing() {
    assert_eq!(named("t!(lang, \"why-not\", n = 1); s.t(\"save\"); s.tr(\"x-1\", &[])").len(), 3);
}
