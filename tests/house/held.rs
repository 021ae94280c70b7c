//! What a hook took from a component's arguments when it was mounted, it holds: with other arguments the same component
//! would go on showing the former ones. So whoever mounts it gives it a key, which mounts it anew, or the hook follows its
//! argument by `use_reactive`. And a key counts only where Dioxus reads it: at the first node of `rsx!`, of a loop, of a
//! branch.
//!
//! This reads the source as text and knows no types: it sees names. What it cannot see is said in [`FOLLOWED`].

use super::{blanked, report, sources};
use std::collections::{BTreeMap, BTreeSet};

/// A component, its argument (`*` for each), and why a hook of it may keep hold of that.
const FOLLOWED: &[(&str, &str, &str)] = &[
    ("Entry", "value", "compares it each time, and makes the field anew where something else changed it"),
    ("Passphrase", "value", "what the field shows as it comes is learnt once; what is typed then is its own"),
    ("NewPassphrase", "value", "as above"),
    ("NewPassphrase", "again", "as above"),
    ("Again", "value", "as above"),
    ("WordsField", "value", "as above"),
    ("PinField", "value", "as above"),
    ("Twice", "typing", "signals"),
    ("ActLine", "act", "its key says the act's id, and which of its like it is"),
    ("PatientPicker", "begun", "what was typed before it was there; what is typed now is its own"),
    ("Free", "hand", "whether the focus begins there"),
    ("Folded", "open", "whether it begins open"),
    ("Folded", "wish", "whether it begins open"),
    ("Suits", "wish", "what is typed stands as long as it says the same as what is asked for"),
    ("Where", "noted", "a folder that is being typed"),
    ("Columns", "*", "whether it begins unfolded"),
    ("Month", "from", "the month it opens at; one leafs on from there"),
    ("Fields", "draft", "a signal; the reasons to choose from are asked for by nothing of it"),
];

/// Arguments of these kinds are followed by themselves, or never change.
const ALIVE: [&str; 11] = [
    "Signal<",
    "Memo<",
    "EventHandler",
    "Callback",
    "Element",
    "Session",
    "CopyValue",
    "ReadSignal",
    "Doorway",
    "OpenPractice",
    "&'static",
];
/// Hooks that hold nothing of what they are given once.
const FRESH: [&str; 4] = ["use_callback", "use_context", "use_reactive", "use_drop"];

#[test]
fn a_key_stands_where_it_counts() {
    report(ui().iter().flat_map(|(path, text)| keys_that_count_for_nothing(path, text)).collect());
}

#[test]
fn nothing_is_shown_of_a_former_key() {
    report(held(&ui(), FOLLOWED));
}

fn ui() -> Vec<(String, String)> {
    let of_tests = |text: String| text.split("\n#[cfg(test)]").next().unwrap_or_default().to_owned();
    sources().filter(|(path, _)| path.starts_with("ui/")).map(|(path, text)| (path, of_tests(text))).collect()
}

fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where the group that opens at `from` closes.
fn end_of(text: &str, from: usize) -> usize {
    let mut depth = 0i32;
    for (at, c) in text[from..].char_indices() {
        depth += i32::from("({[".contains(c)) - i32::from(")}]".contains(c));
        if depth == 0 {
            return from + at;
        }
    }
    text.len()
}

/// The brace that `at` stands in.
fn opened_before(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0i32;
    text[..at].char_indices().rev().find_map(|(i, c)| {
        depth += i32::from(")}]".contains(c)) - i32::from("({[".contains(c));
        (depth < 0).then_some(i)
    })
}

/// The name that ends right before the brace at `open`, with its path, and where it begins.
fn name_before(text: &str, open: usize) -> (usize, &str) {
    let before = text[..open].trim_end();
    let name = before.rfind(|c| !is_word(c) && c != ':').map_or(before, |i| &before[i + 1..]);
    (before.len() - name.len(), name)
}

/// Whether the node that begins at `at` is the first of `rsx!`, of a loop's body or of a branch.
fn is_first(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    if !before.ends_with('{') {
        return false;
    }
    let open = before.len() - 1;
    let mut depth = 0i32;
    let begins = text[..open].char_indices().rev().find_map(|(i, c)| {
        let ends = depth == 0 && "{};".contains(c);
        depth += i32::from(")}]".contains(c)) - i32::from("({[".contains(c));
        ends.then_some(i + 1)
    });
    let head = text[begins.unwrap_or(0)..open].trim();
    head.ends_with("rsx!") || head.split(|c| !is_word(c)).any(|w| ["for", "if", "else"].contains(&w))
}

/// A node's own key: its value is a text, which is blank by now.
fn keys(text: &str) -> impl Iterator<Item = usize> {
    let is_key = |at: &usize| {
        let (before, after) = (&text[..*at], text[at + 4..].trim_start());
        !before.ends_with(|c| is_word(c) || c == '.') && after.starts_with([',', '}']) && text[at + 4..].starts_with(' ')
    };
    text.match_indices("key:").map(|(at, _)| at).filter(is_key)
}

fn keys_that_count_for_nothing(path: &str, text: &str) -> Vec<String> {
    let blank = blanked(text);
    let found = keys(&blank).filter_map(|at| {
        let open = opened_before(&blank, at)?;
        let (begins, name) = name_before(&blank, open);
        (!name.is_empty() && !is_first(&blank, begins))
            .then(|| format!("{path}:{}: the key of `{name}` counts for nothing there: begin a loop or a branch with it", line(text, at)))
    });
    found.collect()
}

/// A component as it is written.
struct Part {
    path: String,
    name: String,
    body: (usize, usize),
    /// What follows from an argument by `let`.
    from: BTreeMap<String, BTreeSet<String>>,
    holds: BTreeSet<String>,
    /// What follows from the answer of a hook: it may change while the arguments stay.
    alive: BTreeSet<String>,
}

/// The names in an expression that may be those of variables.
fn names(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if !is_word(c) {
            at += c.len_utf8();
            continue;
        }
        let end = text[at..].find(|c| !is_word(c)).map_or(text.len(), |n| at + n);
        let (before, after) = (text[..at].trim_end(), text[end..].trim_start());
        let field = before.ends_with('.') && !before.ends_with("..");
        let named = after.starts_with(':') && !after.starts_with("::");
        if c.is_lowercase() && !field && !named && !after.starts_with("::") && !after.starts_with('!') && !before.ends_with("::") {
            found.insert(text[at..end].to_owned());
        }
        at = end;
    }
    found.retain(|word| !["true", "false"].contains(&word.as_str()));
    found
}

/// Comma by comma, outside of any group.
fn split(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0i32, 0, vec![]);
    for (at, c) in text.char_indices() {
        depth += i32::from("({[<".contains(c)) - i32::from(")}]>".contains(c) && !text[..at].ends_with(['-', '=']));
        if c == ',' && depth == 0 {
            parts.push(&text[from..at]);
            from = at + 1;
        }
    }
    parts.push(&text[from..]);
    parts
}

fn parts(path: &str, blank: &str) -> Vec<Part> {
    let begin = |(at, _): (usize, &str)| {
        let from = at + blank[at..].find("fn ")? + 3;
        let end = from + blank[from..].find(|c| !is_word(c))?;
        let open = from + blank[from..].find('(')?;
        let close = end_of(blank, open);
        let body = close + blank[close..].find('{')?;
        let argument = |text: &str| {
            let text = text.rsplit(']').next().unwrap_or(text).trim();
            let (name, kind) = text.split_once(':')?;
            let alive = ALIVE.iter().any(|k| kind.trim().trim_start_matches("Option<").starts_with(k));
            (!alive).then(|| name.trim().trim_start_matches("mut ").to_owned())
        };
        let arguments: Vec<String> = split(&blank[open + 1..close]).into_iter().filter_map(argument).collect();
        let behind = arguments.iter().map(|a| (a.clone(), BTreeSet::from([a.clone()]))).collect();
        Some(Part {
            path: path.into(),
            name: blank[from..end].into(),
            body: (body, end_of(blank, body)),
            from: behind,
            holds: BTreeSet::new(),
            alive: BTreeSet::new(),
        })
    };
    let hooks = blank.match_indices("fn use_").filter(|(at, _)| !blank[..*at].ends_with(is_word));
    blank.match_indices("#[component]").chain(hooks).filter_map(begin).collect()
}

impl Part {
    /// The arguments that names come from.
    fn behind(&self, names: &BTreeSet<String>) -> BTreeSet<String> {
        names.iter().filter_map(|n| self.from.get(n)).flatten().cloned().collect()
    }

    /// `fresh` are the hooks of ours that hold nothing.
    fn read(&mut self, blank: &str, fresh: &BTreeSet<String>) {
        let body = &blank[self.body.0..self.body.1];
        for (at, _) in body.match_indices("let ") {
            let Some(until) = ends(&body[at..]) else { continue };
            let Some((to, value)) = body[at + 4..at + until].split_once('=') else { continue };
            let (of, to) = (names(value), names(to.split(':').next().unwrap_or(to)));
            let behind = self.behind(&of);
            if value.contains("use_") || value.contains(".read()") || !of.is_disjoint(&self.alive) {
                self.alive.extend(to);
            } else if !behind.is_empty() {
                to.into_iter().for_each(|name| self.from.entry(name).or_default().extend(behind.clone()));
            }
        }
        let (mut holds, mut follows) = (BTreeSet::new(), BTreeSet::new());
        for (at, _) in body.match_indices("use_") {
            let hook: String = body[at..].chars().take_while(|c| is_word(*c)).collect();
            let after = body[at + hook.len()..].trim_start_matches('!');
            let open = body.len() - after.len();
            let open = if after.starts_with("::<") { open + after.find('(').unwrap_or(0) } else { open };
            if body[..at].ends_with(is_word) || !body[open..].starts_with('(') {
                continue;
            }
            let given = self.behind(&names(&body[open..end_of(body, open)]));
            if hook == "use_reactive" {
                follows.extend(given)
            } else if !FRESH.contains(&hook.as_str()) && !fresh.contains(&hook) {
                holds.extend(given)
            }
        }
        self.holds = &holds - &follows;
    }
}

/// Where the statement that begins here ends.
fn ends(text: &str) -> Option<usize> {
    let mut depth = 0i32;
    text.char_indices().find_map(|(at, c)| {
        depth += i32::from("({[".contains(c)) - i32::from(")}]".contains(c));
        ((c == ';' && depth == 0) || depth < 0).then_some(at)
    })
}

/// A place where a component is mounted.
struct Mount {
    line: usize,
    what: usize,
    within: Option<usize>,
    given: BTreeMap<String, BTreeSet<String>>,
    /// The names in its key.
    by: BTreeSet<String>,
}

/// The names in the keys that count, of the node that begins at `at` and of those around it within this component.
fn keyed_by(text: &str, blank: &str, at: usize, body: usize, keyed: &BTreeMap<usize, usize>) -> BTreeSet<String> {
    let (mut begins, mut by) = (at, BTreeSet::new());
    loop {
        let open = begins + blank[begins..].find('{').unwrap_or(0);
        if let Some(key) = keyed.get(&open).filter(|_| is_first(blank, begins)) {
            let said = text[key + 4..].trim_start().trim_start_matches('"').split('"').next().unwrap_or_default();
            by.extend(said.split('{').skip(1).flat_map(|part| names(part.split(['}', ':']).next().unwrap_or_default())));
        }
        match opened_before(blank, begins) {
            Some(around) if around > body => begins = name_before(blank, around).0.min(around),
            _ => return by,
        }
    }
}

fn mounts(path: &str, text: &str, blank: &str, all: &[Part]) -> Vec<Mount> {
    let keyed: BTreeMap<usize, usize> = keys(blank).filter_map(|at| Some((opened_before(blank, at)?, at))).collect();
    let mut found = vec![];
    for (open, _) in blank.match_indices('{') {
        let (begins, name) = name_before(blank, open);
        let (module, name) = name.rsplit_once("::").map_or(("", name), |(m, n)| (m.rsplit("::").next().unwrap_or(m), n));
        let stem = |p: &Part| p.path.trim_end_matches(".rs").rsplit('/').next().unwrap_or_default().to_owned();
        let named = |p: &&(usize, &Part)| p.1.name == name;
        let here = all.iter().enumerate().collect::<Vec<_>>();
        let candidates: Vec<_> = here.iter().filter(named).collect();
        let what = match module {
            "" => candidates.iter().find(|p| p.1.path == path).or_else(|| {
                candidates
                    .iter()
                    .find(|p| blank.contains(&format!("{}::{name}", stem(p.1))) || blank.contains(&format!("{}::{{", stem(p.1))))
            }),
            module => candidates.iter().find(|p| stem(p.1) == module),
        };
        let Some((what, _)) = what else { continue };
        let within = all.iter().position(|p| p.path == path && (p.body.0..p.body.1).contains(&begins));
        let Some(within_body) = within.map(|w| all[w].body.0) else { continue };
        let by = keyed_by(text, blank, begins, within_body, &keyed);
        let inside = &blank[open + 1..end_of(blank, open)];
        let given = split(inside).into_iter().filter_map(|part| {
            let (to, value) = part.split_once(':').unwrap_or((part, part));
            let to = to.trim().trim_start_matches("r#").to_owned();
            (!to.is_empty() && to.chars().all(is_word)).then(|| (to, names(value)))
        });
        found.push(Mount { line: line(blank, open), what: *what, within, given: given.collect(), by });
    }
    found
}

/// Every component that is mounted without a key though it holds what may change.
fn held(sources: &[(String, String)], followed: &[(&str, &str, &str)]) -> Vec<String> {
    let blanks: Vec<(&str, String)> = sources.iter().map(|(path, text)| (path.as_str(), blanked(text))).collect();
    let read = |fresh: &BTreeSet<String>| {
        let of = |(path, blank): &(&str, String)| {
            let mut here = parts(path, blank);
            here.iter_mut().for_each(|p| p.read(blank, fresh));
            here
        };
        blanks.iter().flat_map(of).collect::<Vec<Part>>()
    };
    let of_ours = |p: &Part| p.name.starts_with("use_") && p.holds.is_empty();
    let mut all = read(&BTreeSet::new());
    for _ in 0..3 {
        all = read(&all.iter().filter(|p| of_ours(p)).map(|p| p.name.clone()).collect());
    }
    let follows = |name: &str, a: &str| followed.iter().any(|(of, argument, _)| *of == name && (*argument == a || *argument == "*"));
    for part in &mut all {
        let name = part.name.clone();
        part.holds.retain(|a| !follows(&name, a));
    }
    let mounts: Vec<(&str, Vec<Mount>)> =
        blanks.iter().zip(sources).map(|((path, blank), (_, text))| (*path, mounts(path, text, blank, &all))).collect();
    // Who hands its own argument on to one that holds it, holds it too: until nothing new is found.
    loop {
        let (mut found, mut grew) = (BTreeSet::new(), false);
        for (path, mount) in mounts.iter().flat_map(|(path, all)| all.iter().map(move |m| (path, m))) {
            for argument in all[mount.what].holds.clone() {
                let Some(names) = mount.given.get(&argument).filter(|n| !n.is_empty()) else { continue };
                // Its key says it, or something of it.
                let behind = |names: &BTreeSet<String>| mount.within.map(|w| all[w].behind(names)).unwrap_or_default();
                if !names.is_disjoint(&mount.by) || !behind(names).is_disjoint(&behind(&mount.by)) {
                    continue;
                }
                let of = mount.within.map(|w| all[w].behind(names)).unwrap_or_default();
                let known = |n: &String| mount.within.is_some_and(|w| all[w].from.contains_key(n) && !all[w].alive.contains(n));
                if names.iter().all(known) {
                    let within = &mut all[mount.within.unwrap_or_default()];
                    let whose = within.name.clone();
                    for name in of.into_iter().filter(|a| !follows(&whose, a)) {
                        grew |= within.holds.insert(name);
                    }
                } else {
                    let name = &all[mount.what].name;
                    found.insert(format!(
                        "{path}:{}: `{name}` holds `{argument}` of when it was mounted: give it a key, or follow it by `use_reactive`",
                        mount.line
                    ));
                }
            }
        }
        if !grew {
            return found.into_iter().collect();
        }
    }
}

#[test]
fn a_key_that_counts_for_nothing_is_found() {
    for source in [
        "rsx! { div { Pages { key: \"{id}\", id } } }",
        "rsx! { div { class: \"x\", p { key: \"{id}\" } } }",
        "rsx! { if a { li { A { key: \"{id}\" } } } }",
        "rsx! { p {} A { key: \"{id}\" } }",
    ] {
        assert_eq!(keys_that_count_for_nothing("ui/x.rs", source).len(), 1, "{source}");
    }
    for source in [
        "rsx! { Pages { key: \"{id}\", id } }",
        "rsx! { ul { for x in xs { li { class: \"x\", key: \"{x}\" } } } }",
        "rsx! { p {} if let Some(x) = x { A { key: \"{x}\", x } } else { B { key: \"{y}\" } } }",
        "match r { R::A(id) => rsx! { x::A { key: \"{id}\", id } } }",
        "rsx! { p {} for (i , x) in xs.map({ let n = 1; move |x| x }) { A { key: \"{i}\" } } }",
        "Trouble { key: refusal.key, field: None }",
    ] {
        assert_eq!(keys_that_count_for_nothing("ui/x.rs", source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn what_is_held_of_a_former_key_is_found() {
    let page = |mount: &str, hook: &str| {
        let text = format!(
            "#[component]\npub fn Page(id: Id) -> Element {{ let key = id; {hook} rsx! {{ p {{}} }} }}\n\
             #[component]\nfn Middle(id: Id) -> Element {{ rsx! {{ div {{ Page {{ id }} }} }} }}\n\
             #[component]\nfn Top() -> Element {{ let now = use_route(); let id = now(); rsx! {{ {mount} }} }}"
        );
        held(&[("ui/x.rs".into(), text)], &[]).len()
    };
    let asks = "let found = use_query(&[], move |db| get(db, key));";
    for mount in ["div { Page { id } }", "Middle { id }", "div { Page { key: \"{id}\", id } }"] {
        assert_eq!(page(mount, asks), 1, "{mount}");
    }
    for mount in
        ["Page { key: \"{id}\", id }", "for id in [id] { Middle { key: \"{id}\", id } }", "if a { li { key: \"{id}\", Page { id } } }"]
    {
        assert_eq!(page(mount, asks), 0, "{mount}");
    }
    for hook in
        ["let found = use_memo(use_reactive(&id, move |id| id));", "let go = use_callback(move |()| go(id));", "let name = name(id);"]
    {
        assert_eq!(page("div { Page { id } }", hook), 0, "{hook}");
    }
}
