//! The house's own rules, read from the source: who imports whom, who may name what, how long a file grows.
//!
//! The compiler cannot see a shelf that reaches upwards, so this reads every file under `src`. Comments and
//! texts are blanked first, so that words about a rule do not break it; the last tests show the reader
//! made-up sources, so that it cannot pass by seeing nothing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "house/held.rs"]
mod held;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

mod chance;

/// Each shelf of `src` and the shelves it sees. `main.rs` and `lib.rs` see all.
const SHELVES: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("model", &["base"]),
    ("platform", &["base"]),
    ("lang", &["base"]),
    ("words", &["base", "lang", "model"]),
    // Keys live in the system's keystore and in private files: both are the platform's.
    ("vault", &["base", "model", "platform"]),
    ("store", &["base", "model", "platform"]),
    // A file is read into a plan by exchange; an action carries the plan out.
    ("actions", &["base", "model", "platform", "vault", "store", "exchange"]),
    ("exchange", &["base", "model", "platform", "vault", "store"]),
    ("sync", &["base", "model", "platform", "vault", "store"]),
    ("ui", ABOVE),
    ("cli", ABOVE),
];
const ABOVE: &[&str] = &["base", "model", "platform", "lang", "words", "vault", "store", "actions", "exchange", "sync"];

/// Words and the only places that may say them.
const KEPT: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("iroh", &["sync"]),
    ("dioxus", &["ui", "platform", "main"]),
    ("getrandom", &["base"]),
    ("SystemTime::now", &["base"]),
    ("Instant::now", &["base"]),
    ("Utc::now", &["base"]),
    ("Local::now", &["base"]),
];

const LONGEST: usize = 600;

#[test]
fn shelves_import_downwards_only() {
    report(sources().flat_map(|(path, text)| imports(&path, &text)).collect());
}

#[test]
fn names_stay_on_their_shelves() {
    report(sources().flat_map(|(path, text)| strays(&path, &text)).collect());
}

#[test]
fn files_stay_short() {
    report(sources().filter_map(|(path, text)| too_long(&path, &text)).collect());
}

/// A field that is written back what was just typed into it loses letters of a quick hand: `parts::entry::Entry` does not.
#[test]
fn no_field_is_written_back_while_somebody_types() {
    report(sources().flat_map(|(path, text)| written_back(&path, &text)).collect());
}

/// A button that says no type sends the form it stands in: Enter in any field of the form presses it.
#[test]
fn every_button_says_what_it_is() {
    report(sources().flat_map(|(path, text)| untyped_buttons(&path, &text)).collect());
}

/// A screen's width in px does not follow the size of its text: the page's, in rem, does.
#[test]
fn styles_ask_how_wide_the_page_is_and_not_the_screen() {
    let styles = walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/styles"));
    let found = styles.iter().flat_map(|path| {
        let text = fs::read_to_string(path).unwrap_or_default();
        let asks = |line: &&str| line.split('{').any(|part| part.contains("@media") && part.contains("-width:"));
        let say = |line: &str| {
            format!(
                "{}: `{}` is asked as `@container page (max-width: 37.4375rem)`",
                path.display(),
                line.split('{').next().unwrap_or(line)
            )
        };
        text.lines().filter(asks).map(say).collect::<Vec<_>>()
    });
    report(found.collect());
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let mut found = vec![];
    for path in walk(Path::new(env!("CARGO_MANIFEST_DIR"))) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        found.extend(machine_paths(&text).into_iter().map(|(line, place)| format!("{}:{line}: {place}", path.display())));
    }
    report(found);
}

/// Else a red test may be an old fault that chance has just found, and not the change at hand.
#[test]
fn every_property_draws_from_the_suites_seed() {
    let mut found = vec![];
    for folder in ["src", "tests"] {
        for path in
            walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs"))
        {
            let text = fs::read_to_string(&path).unwrap();
            found.extend(
                of_its_own_chance(&text)
                    .into_iter()
                    .map(|line| format!("{}:{line}: say `#![proptest_config(chance::cases(…))]`", path.display())),
            );
        }
    }
    report(found);
}

/// Told apart by [`what_is_drawn_is_told`], run in processes of their own.
#[test]
fn what_is_made_up_is_the_same_in_every_process() {
    let drawn = |seed: Option<&str>| {
        let mut other = Command::new(std::env::current_exe().unwrap());
        other.args(["--exact", "what_is_drawn_is_told", "--ignored", "--nocapture"]).env_remove("GENKI_SEED").env_remove("GENKI_TIMES");
        let out = other.envs(seed.map(|seed| ("GENKI_SEED", seed))).output().unwrap();
        let said = String::from_utf8(out.stdout).unwrap();
        let drawn: Vec<String> = said.lines().filter_map(|line| Some(line.split_once("drawn ")?.1.to_owned())).collect();
        assert!(out.status.success() && drawn.len() == 20, "{said}");
        drawn
    };
    let usual = drawn(None);
    assert_eq!(usual, drawn(None));
    assert_ne!(usual, drawn(Some("1")));
    assert_eq!(drawn(Some("1")), drawn(Some("1")));
}

proptest::proptest! {
    #![proptest_config(chance::cases(20))]

    #[test]
    #[ignore = "for another process to read"]
    fn what_is_drawn_is_told(values: Vec<u64>) {
        println!("\ndrawn {values:?}");
    }
}

fn report(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// Every Rust file under `src`, by its path from there.
fn sources() -> impl Iterator<Item = (String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files: Vec<_> = walk(&root).into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs")).collect();
    assert!(files.iter().any(|path| path.ends_with("base/clock.rs")), "the source is not where this looks for it");
    files.into_iter().map(move |path| {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        (name, fs::read_to_string(&path).unwrap())
    })
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = vec![];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_symlink() || [".git", "target", "node_modules"].contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// `store/log.rs` stands on `store`, `lang.rs` on `lang`.
fn shelf(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// How deep in the tree of modules a file is: `main.rs` 0, `store/mod.rs` 1, `store/log.rs` 2.
fn depth(path: &str) -> usize {
    let parts = path.split('/').count();
    match path {
        "main.rs" | "lib.rs" => 0,
        _ if path.ends_with("/mod.rs") => parts - 1,
        _ => parts,
    }
}

fn imports(path: &str, text: &str) -> Vec<String> {
    let from = shelf(path);
    if ["main", "lib"].contains(&from) {
        return vec![];
    }
    let Some((_, seen)) = SHELVES.iter().find(|(name, _)| *name == from) else {
        return vec![format!("{path}: `{from}` is no shelf this test knows: give it its place in SHELVES")];
    };
    let wrong = |to: &&(usize, String)| to.1 != from && !seen.contains(&to.1.as_str()) && SHELVES.iter().any(|(name, _)| *name == to.1);
    reached(depth(path), &tokens(text)).iter().filter(wrong).map(|(line, to)| format!("{path}:{line}: {from} reaches {to}")).collect()
}

fn strays(path: &str, text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let mut found = vec![];
    for (word, places) in KEPT.iter().filter(|(_, places)| !places.contains(&shelf(path))) {
        let (first, second) = word.split_once("::").map_or((*word, None), |(first, second)| (first, Some(second)));
        for (i, (line, token)) in tokens.iter().enumerate() {
            let hit = match second {
                Some(second) => token == first && tokens[i + 1..].iter().map(|t| t.1.as_str()).take(2).eq(["::", second]),
                // A crate's companions count with it: `dioxus_ssr`, `iroh_base`.
                None => token == first || token.strip_prefix(first).is_some_and(|rest| rest.starts_with('_')),
            };
            if hit {
                found.push(format!("{path}:{line}: {word} is named only in {}", places.join(", ")));
            }
        }
    }
    found
}

/// Fields with a `value` of their own. A radio button's says what it stands for.
fn written_back(path: &str, text: &str) -> Vec<String> {
    let fields = ["input {", "textarea {"].iter().flat_map(|tag| text.match_indices(tag));
    let found = fields.filter(|(at, _)| {
        let mut open = 0i32;
        let end = text[*at..].find(|c: char| {
            open += i32::from(c == '{') - i32::from(c == '}');
            c == '}' && open == 0
        });
        let field = &text[*at..end.map_or(text.len(), |end| at + end + 1)];
        let own = field.match_indices("value").any(|(i, _)| {
            let before = field[..i].chars().next_back();
            before.is_some_and(|c| !c.is_alphanumeric() && !"_.({".contains(c)) && field[i + 5..].trim_start().starts_with([':', ',', '}'])
        });
        own && !field.contains("\"radio\"")
    });
    found.map(|(at, tag)| format!("{path}:{}: `{tag}` writes back", text[..at].lines().count())).collect()
}

/// Lines at which properties begin whose seed or number of cases is not the suite's.
fn of_its_own_chance(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let begins = |i: &usize| lines[*i].ends_with("proptest! {") && !lines[*i].starts_with("//");
    let ours = |i: &usize| lines.get(i + 1).is_some_and(|l| l.starts_with("#![proptest_config(") && l.contains("chance::cases("));
    (0..lines.len()).filter(begins).filter(|i| !ours(i)).map(|i| i + 1).collect()
}

/// Buttons whose own attributes name no type first.
fn untyped_buttons(path: &str, text: &str) -> Vec<String> {
    let found = text.match_indices("button {").filter(|(at, tag)| {
        let begins = !text[..*at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let own = text[at + tag.len()..].split(['}', '{', ';']).next().unwrap_or_default();
        begins && !own.contains("r#type: \"")
    });
    found.map(|(at, _)| format!("{path}:{}: a `button` without `r#type`", text[..at].matches('\n').count() + 1)).collect()
}

fn too_long(path: &str, text: &str) -> Option<String> {
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count();
    (lines > LONGEST).then(|| format!("{path}: {lines} lines before its tests, {LONGEST} are the most"))
}

/// Places that exist on one person's machine only.
fn machine_paths(text: &str) -> Vec<(usize, String)> {
    // Put together here, or this file would find itself.
    let roots = ["root", "work", "home", "Users"].map(|name| format!("/{name}/"));
    let mut found = vec![];
    for (number, line) in text.lines().enumerate() {
        for root in &roots {
            // `../home/` or `$x/home/` is somewhere inside; only a path from the very top counts.
            let from_top = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-}*)>".contains(c));
            if line.match_indices(root.as_str()).any(|(at, _)| from_top(at)) {
                found.push((number + 1, root.clone()));
            }
        }
    }
    found
}

/// The first names below the crate's root that a file reaches, by `crate::`, `genki::` or enough `super::`.
fn reached(depth: usize, tokens: &[(usize, String)]) -> Vec<(usize, String)> {
    let at = |i: usize| tokens.get(i).map_or("", |t| t.1.as_str());
    let (mut found, mut braces, mut inner) = (vec![], 0usize, vec![]);
    let mut i = 0;
    while i < tokens.len() {
        match at(i) {
            "{" => braces += 1,
            "}" => {
                if inner.last() == Some(&braces) {
                    inner.pop();
                }
                braces = braces.saturating_sub(1);
            }
            // A module written inside the file is one deeper.
            "mod" if at(i + 2) == "{" => inner.push(braces + 1),
            "crate" | "genki" if at(i + 1) == "::" && at(i.wrapping_sub(1)) != "::" => found.extend(names(tokens, i + 2)),
            "super" if at(i.wrapping_sub(1)) != "::" => {
                let mut ups = 1;
                while at(i + 1) == "::" && at(i + 2) == "super" {
                    ups += 1;
                    i += 2;
                }
                if ups >= depth + inner.len() && at(i + 1) == "::" {
                    found.extend(names(tokens, i + 2));
                }
            }
            _ => {}
        }
        i += 1;
    }
    found
}

/// The name at `start`, or each first name of the group that opens there.
fn names(tokens: &[(usize, String)], start: usize) -> Vec<(usize, String)> {
    let Some(first) = tokens.get(start) else { return vec![] };
    if first.1 != "{" {
        return vec![first.clone()];
    }
    let (mut found, mut open, mut expected) = (vec![], 0, true);
    for token in &tokens[start..] {
        match token.1.as_str() {
            "{" => open += 1,
            "}" if open == 1 => break,
            "}" => open -= 1,
            "," if open == 1 => expected = true,
            _ if open == 1 && expected => {
                found.push(token.clone());
                expected = false;
            }
            _ => {}
        }
    }
    found
}

/// Words, `::` and single marks with their lines; comments and texts left out.
fn tokens(text: &str) -> Vec<(usize, String)> {
    let blank = blanked(text);
    let mut found = vec![];
    for (number, line) in blank.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if rest.starts_with("::") {
                2
            } else if first.is_alphanumeric() || first == '_' {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            found.push((number + 1, rest[..length].to_owned()));
            rest = rest[length..].trim_start();
        }
    }
    found
}

/// The source with every comment, text and character replaced by blanks; lines stay lines, and every byte its place.
fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = hidden(rest, out.chars().next_back());
        if taken == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            out.extend(rest[..taken].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
            rest = &rest[taken..];
        }
    }
    out
}

/// How many bytes of a comment, a text or a character stand at the start of `rest`.
fn hidden(rest: &str, before: Option<char>) -> usize {
    let until = |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return until("*/", 2);
    }
    if let Some(raw) = rest.strip_prefix('r').filter(|_| !before.is_some_and(|c| c.is_alphanumeric() && c != 'b')) {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        if raw[marks..].starts_with('"') {
            return until(&format!("\"{}", "#".repeat(marks)), marks + 2);
        }
    }
    if rest.starts_with('"') {
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => return at + 1,
                _ => {}
            }
        }
        return rest.len();
    }
    // A lifetime has no closing mark two letters on.
    if let Some(character) = rest.strip_prefix('\'') {
        if character.starts_with('\\') {
            return until("'", 3);
        }
        let length = character.chars().next().map_or(0, char::len_utf8);
        if character[length..].starts_with('\'') {
            return length + 2;
        }
    }
    0
}

#[test]
fn an_import_upwards_is_found_however_it_is_written() {
    for source in [
        "use crate::store::Store;",
        "use crate::{\n    base::Clock,\n    store::{Store, Tx},\n};",
        "fn f() { crate::store::open() }",
        "use super::super::store;",
        "mod tests { use super::super::super::store; }",
        "use genki::store;",
        "/* ' */ const Q: char = '\"'; use crate::store::Store;",
    ] {
        assert_eq!(imports("model/patient.rs", source).len(), 1, "{source}");
    }
    assert_eq!(imports("model/mod.rs", "use super::store;").len(), 1);
    assert_eq!(imports("vault/open.rs", "use crate::store::Store;").len(), 1);
    assert_eq!(imports("store/log.rs", "use crate::{actions, vault};").len(), 2);
    assert_eq!(imports("words.rs", "use crate::ui;").len(), 1);
    assert_eq!(imports("helpers/mod.rs", "").len(), 1, "a shelf nobody knows");
}

#[test]
fn an_import_downwards_or_aside_is_let_be() {
    for source in [
        "use crate::{base::Clock, model::Reason, t};",
        "use super::super::base;",
        "use super::store;",
        "use crate::base::store;",
        "// use crate::store;\n/* crate::ui */ const S: &str = \"crate::store\"; const R: &str = r#\"crate::\"ui\"#;",
        "mod tests { use super::super::store; }",
        "fn f<'a>(x: &'a str) { let q = '\"'; }",
    ] {
        assert_eq!(imports("model/patient.rs", source), Vec::<String>::new(), "{source}");
    }
    assert_eq!(imports("vault/open.rs", "use crate::platform::keystore::Keystore;"), Vec::<String>::new());
    assert_eq!(imports("main.rs", "use genki::{ui, cli};"), Vec::<String>::new());
}

#[test]
fn a_stray_name_is_found() {
    for source in [
        "use rusqlite::params;",
        "use iroh_base::Key;",
        "let t = std::time::Instant::now();",
        "Utc::now()",
        "getrandom::fill(b)",
        "use dioxus::prelude::*;",
    ] {
        assert_eq!(strays("actions/desk.rs", source).len(), 1, "{source}");
    }
    for source in ["// rusqlite", "\"dioxus\"", "Clock::now()", "irohs()"] {
        assert_eq!(strays("actions/desk.rs", source), Vec::<String>::new(), "{source}");
    }
    assert_eq!(strays("store/log.rs", "use rusqlite::params;"), Vec::<String>::new());
    assert_eq!(strays("main.rs", "dioxus::launch(app)"), Vec::<String>::new());
}

#[test]
fn a_property_with_a_chance_of_its_own_is_found() {
    let begins = "proptest! {";
    assert_eq!(of_its_own_chance(&format!("\n{begins}\n    #[test]\n")), [2]);
    assert_eq!(of_its_own_chance(&format!("proptest::{begins}\n#![proptest_config(ProptestConfig::with_cases(9))]")), [1]);
    assert!(of_its_own_chance(&format!("    {begins}\n        #![proptest_config(crate::chance::cases(9))]")).is_empty());
}

#[test]
fn a_long_file_is_found_and_its_tests_are_not_counted() {
    assert!(too_long("store/log.rs", &"x\n".repeat(LONGEST + 1)).is_some());
    assert!(too_long("store/log.rs", &format!("{}#[cfg(test)]\n{}", "x\n".repeat(LONGEST), "y\n".repeat(900))).is_none());
}

#[test]
fn a_field_that_is_written_back_is_found() {
    for field in ["input { value: \"{shown}\", oninput: f }", "textarea { class: \"{a}\", value }", "input { value, x: 1 }"] {
        assert_eq!(written_back("ui/x.rs", field).len(), 1, "{field}");
    }
    for field in [
        "input { initial_value: \"{x}\", oninput: move |e| { f(e.value()) } }",
        "input { r#type: \"radio\", value: c }",
        "Entry { value, oninput }",
    ] {
        assert_eq!(written_back("ui/x.rs", field), Vec::<String>::new(), "{field}");
    }
}

#[test]
fn a_button_without_a_type_is_found() {
    let rsx = |own: &str| format!("rsx! {{ form {{ button {{ {own} span {{ r#type: \"x\" }} }} }} }}");
    assert_eq!(untyped_buttons("ui/a.rs", &rsx("class: \"btn\", \"On\"")).len(), 1);
    assert!(untyped_buttons("ui/a.rs", &rsx("r#type: \"submit\", class: \"btn\", \"On\"")).is_empty());
}

#[test]
fn a_place_on_one_machine_is_found() {
    let home = format!("/{}/anna/genki", "home");
    assert_eq!(machine_paths(&format!("x\ncd {home}")), [(2, format!("/{}/", "home"))]);
    assert_eq!(machine_paths(&format!("a{home} ..{home} ${{x}}{home}")), []);
}
