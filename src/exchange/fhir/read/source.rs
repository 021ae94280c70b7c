//! From bytes to resources, each with the line it starts on.

use crate::{
    base::Id,
    exchange::{Rejected, Unreadable, Why, fhir::json::digest},
};
use serde_json::{Value, json};

/// Longer than this no address is; what a resource contains is known by it too.
const ADDRESS: usize = 2_000;

/// A resource as it stands in the file.
pub struct Entry {
    pub line: u64,
    pub full_url: String,
    pub resource: Value,
    /// One of several versions, the newest first.
    pub version: bool,
    /// It says only that the record is gone: of `resource` there are the type and the id.
    pub deleted: bool,
}

impl Entry {
    /// What tells the records of one server apart, whether an entry has its address or not.
    pub fn one_of_its_server(&self) -> Id {
        let word = |key: &str| self.resource.get(key).and_then(Value::as_str).unwrap_or_default();
        let contained = self.full_url.contains('#');
        let name = if word("id").is_empty() || contained { self.full_url.clone() } else { word("id").to_string() };
        if name.is_empty() { Id::derived("content", &digest(&self.resource)) } else { Id::derived(word("resourceType"), &name) }
    }
}

#[derive(Default)]
pub struct Source {
    pub entries: Vec<Entry>,
    pub rejected: Vec<Rejected>,
    /// Bundles, and entries in them, that hold no resource.
    bundles: u64,
}

pub fn open(bytes: &[u8]) -> Result<Source, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let file = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotUtf8)?;
    if file.trim_matches(|c: char| c.is_whitespace() || c == '\0').is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut source = Source::default();
    match serde_json::from_str::<Value>(file) {
        Ok(whole) => source.take(whole, file, 1),
        Err(error) => {
            let first = file.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
            if serde_json::from_str::<serde::de::IgnoredAny>(first).is_err() {
                let line = error.line() as u64;
                return Err(if error.is_eof() { Unreadable::Cut(line) } else { Unreadable::NotJson(line) });
            }
            lines(file, &mut source)?;
        }
    }
    let reads = source.entries.iter().any(|e| e.resource.get("resourceType").is_some_and(Value::is_string));
    if reads || source.empty_bundle() { Ok(source) } else { Err(Unreadable::NotFhir) }
}

/// One resource a line. A broken last line without its end means that the file was cut; one in between is
/// rejected alone.
fn lines(file: &str, source: &mut Source) -> Result<(), Unreadable> {
    let count = file.lines().count();
    for (i, line) in file.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let number = i as u64 + 1;
        match serde_json::from_str::<Value>(line) {
            Ok(value) => source.take(value, line, number),
            Err(_) if i + 1 == count && !file.ends_with('\n') => return Err(Unreadable::Cut(number)),
            Err(_) => source.rejected.push(Rejected { kind: "unknown".into(), line: number, why: Why::NotJson }),
        }
    }
    Ok(())
}

impl Source {
    fn take(&mut self, value: Value, text: &str, first_line: u64) {
        if !is_bundle(&value) {
            let (full_url, version, deleted) = (String::new(), false, false);
            self.entries.push(Entry { line: first_line, full_url, resource: value, version, deleted });
            return;
        }
        let version = value.get("type").and_then(Value::as_str) == Some("history");
        let Value::Object(mut bundle) = value else { return };
        let Some(Value::Array(entries)) = bundle.remove("entry") else {
            self.bundles += 1;
            return;
        };
        let starts = entry_lines(text);
        let known = starts.len() == entries.len();
        for (i, mut entry) in entries.into_iter().enumerate() {
            let start = if known { starts[i] } else { None };
            let line = start.map_or(i as u64 + 1, |(_, line)| first_line + line);
            let full_url = entry.get("fullUrl").and_then(Value::as_str).unwrap_or_default().trim();
            let full_url = if full_url.len() > ADDRESS { String::new() } else { full_url.to_string() };
            let gone = deleted(&entry);
            match entry.get_mut("resource").map(Value::take) {
                // Answers to several questions, each with what it found.
                Some(inner @ Value::Object(_)) if is_bundle(&inner) => {
                    self.take(inner, start.map_or("", |(at, _)| &text[at..]), line);
                }
                Some(resource @ Value::Object(_)) => {
                    self.entries.push(Entry { line, full_url, resource, version, deleted: gone.is_some() });
                }
                _ => match gone {
                    Some(resource) => self.entries.push(Entry { line, full_url, resource, version, deleted: true }),
                    None => self.bundles += 1,
                },
            }
        }
    }

    /// An empty practice exports a bundle without entries: nothing to take in, and nothing wrong.
    fn empty_bundle(&self) -> bool {
        self.entries.is_empty() && self.bundles > 0
    }
}

fn is_bundle(value: &Value) -> bool {
    value.get("resourceType").and_then(Value::as_str) == Some("Bundle")
}

/// The type and the id of what an entry says was deleted.
fn deleted(entry: &Value) -> Option<Value> {
    let request = entry.get("request")?;
    let word = |key: &str| request.get(key).and_then(Value::as_str).unwrap_or_default();
    if word("method") != "DELETE" {
        return None;
    }
    let url = [word("url"), entry.get("fullUrl").and_then(Value::as_str).unwrap_or_default()].into_iter().find(|u| !u.is_empty())?;
    let mut parts = url.split("/_history/").next()?.split('?').next()?.rsplit('/');
    let (id, of) = (parts.next()?, parts.next().unwrap_or_default());
    Some(json!({"resourceType": of, "id": id}))
}

/// Where each entry's resource starts, and how many lines below the first. The text is known to be JSON.
fn entry_lines(text: &str) -> Vec<Option<(usize, u64)>> {
    let scan = Scan(text.as_bytes());
    let mut starts = Vec::new();
    scan.members(scan.blank(0), |key, at| {
        if key == b"entry" {
            starts.clear();
            scan.items(at, |at| {
                let mut resource = None;
                scan.members(at, |key, at| {
                    if key == b"resource" {
                        resource = Some(at);
                    }
                });
                starts.push(resource);
            });
        }
    });
    let (mut line, mut from) = (0, 0);
    starts
        .into_iter()
        .map(|start| {
            let at = start?;
            line += text.as_bytes()[from..at].iter().filter(|b| **b == b'\n').count() as u64;
            from = at;
            Some((at, line))
        })
        .collect()
}

/// Walks over JSON that is known to be right, without reading values.
struct Scan<'a>(&'a [u8]);

impl Scan<'_> {
    fn at(&self, i: usize) -> u8 {
        self.0.get(i).copied().unwrap_or(b'}')
    }

    fn blank(&self, mut i: usize) -> usize {
        while i < self.0.len() && self.at(i).is_ascii_whitespace() {
            i += 1;
        }
        i
    }

    /// The place after the text that starts at `i`.
    fn text(&self, mut i: usize) -> usize {
        i += 1;
        while i < self.0.len() && self.at(i) != b'"' {
            i += if self.at(i) == b'\\' { 2 } else { 1 };
        }
        i + 1
    }

    /// The place after the value that starts at `i`.
    fn value(&self, mut i: usize) -> usize {
        let mut depth = 0;
        while i < self.0.len() {
            match self.at(i) {
                b'"' => i = self.text(i) - 1,
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return i,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            i += 1;
        }
        i
    }

    fn members(&self, at: usize, mut each: impl FnMut(&[u8], usize)) {
        if self.at(at) != b'{' {
            return;
        }
        let mut i = self.blank(at + 1);
        while self.at(i) == b'"' {
            let end = self.text(i);
            let value = self.blank(self.blank(end) + 1);
            each(&self.0[(i + 1).min(self.0.len())..(end - 1).clamp(i + 1, self.0.len())], value);
            let after = self.value(value);
            if self.at(after) != b',' {
                return;
            }
            i = self.blank(after + 1);
        }
    }

    fn items(&self, at: usize, mut each: impl FnMut(usize)) {
        if self.at(at) != b'[' {
            return;
        }
        let mut i = self.blank(at + 1);
        while i < self.0.len() && self.at(i) != b']' {
            each(i);
            let after = self.value(i);
            if self.at(after) != b',' {
                return;
            }
            i = self.blank(after + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_where_the_resources_start() {
        let file = "{\n \"resourceType\":\"Bundle\", \"x\":[1,{\"entry\":[]}],\n\"entry\":[\n{\"fullUrl\":\"a\\\"}\",\"resource\":{\"resourceType\":\"A\"}},\n{},{\"resource\":\n{\"resourceType\":\"B\"}}]}";
        let source = open(file.as_bytes()).unwrap();
        assert_eq!(source.entries.iter().map(|e| e.line).collect::<Vec<_>>(), [4, 6]);
    }

    #[test]
    fn a_bundle_in_a_bundle_is_opened_where_it_stands() {
        let file = "{\"resourceType\":\"Bundle\",\"type\":\"batch-response\",\"entry\":[\n{\"resource\":{\"resourceType\":\"A\"}},\n{\"resource\":\n{\"resourceType\":\"Bundle\",\"type\":\"history\",\"entry\":[\n{\"resource\":{\"resourceType\":\"B\"}},\n{\"request\":{\"method\":\"DELETE\",\"url\":\"C/1\"}}]}}]}";
        let source = open(file.as_bytes()).unwrap();
        let found: Vec<_> =
            source.entries.iter().map(|e| (e.resource["resourceType"].as_str().unwrap(), e.line, e.version, e.deleted)).collect();
        assert_eq!(found, [("A", 2, false, false), ("B", 5, true, false), ("C", 2, true, true)]);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let why = |bytes: &[u8]| open(bytes).err();
        assert_eq!(why(b""), Some(Unreadable::Empty));
        assert_eq!(why(b"\xef\xbb\xbf \n"), Some(Unreadable::Empty));
        assert_eq!(why(b"{\"resourceType\":\"Bundle\",\n\"entry\":["), Some(Unreadable::Cut(2)));
        assert_eq!(why(b"BEGIN:VCARD\nEND:VCARD"), Some(Unreadable::NotJson(1)));
        assert_eq!(why(b"[1,2]"), Some(Unreadable::NotFhir));
        assert_eq!(why(b"\xff\xfe{\0"), Some(Unreadable::NotUtf8));
        assert_eq!(why(b"{\"resourceType\":\"Patient\"}\n{\"resourceT"), Some(Unreadable::Cut(2)));
        assert_eq!(why(b"{\"resourceType\":\"Bundle\",\"type\":\"collection\"}"), None);
        let mixed = open(b"{\"resourceType\":\"Patient\"}\nnonsense\n{\"resourceType\":\"Patient\"}\n").unwrap();
        assert_eq!((mixed.entries.len(), mixed.rejected.len(), mixed.rejected[0].line), (2, 1, 2));
    }
}
