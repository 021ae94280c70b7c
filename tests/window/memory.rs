//! Looks for a secret in the memory of Genki and of every process it began.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    os::unix::fs::FileExt,
};

/// As long as what is looked for: shorter pieces come by chance, and tell nobody a passphrase.
const PIECE: usize = 8;
const CHUNK: u64 = 4 << 20;
const PAGE: u64 = 4096;

/// Where a piece of a secret lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Copy {
    pub process: String,
    pub mapping: String,
    pub coding: &'static str,
    /// Which of its letters are there.
    pub letters: String,
}

/// A process and all that it began, by number.
pub fn tree(root: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|e| {
            let pid = e.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(e.path().join("stat")).ok()?;
            let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            Some((pid, parent))
        })
        .collect();
    let mut all = vec![root];
    let mut at = 0;
    while at < all.len() {
        let of = all[at];
        all.extend(parents.iter().filter(|(_, parent)| *parent == of).map(|(pid, _)| *pid));
        at += 1;
    }
    all
}

pub fn name(pid: u32) -> String {
    fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default().trim().to_owned()
}

/// Every copy of any secret in any process of the tree. A process whose memory the system keeps from us is named.
pub fn copies(root: u32, secrets: &[&str]) -> (Vec<Copy>, Vec<String>) {
    let (mut found, mut closed) = (Vec::new(), Vec::new());
    for pid in tree(root) {
        match File::open(format!("/proc/{pid}/mem")) {
            Ok(memory) => search(pid, &memory, secrets, &mut found),
            Err(_) => closed.push(name(pid)),
        }
    }
    (found, closed)
}

/// How many there are of each kind, for people.
pub fn told(found: &[Copy]) -> String {
    let mut counted: BTreeMap<&Copy, usize> = BTreeMap::new();
    for copy in found {
        *counted.entry(copy).or_default() += 1;
    }
    counted.iter().map(|(c, n)| format!("{n} × {} {} {}: letters {}\n", c.process, c.mapping, c.coding, c.letters)).collect()
}

type Coding = (&'static str, fn(char, &mut Vec<u8>));

const CODINGS: [Coding; 3] = [
    ("UTF-8", |c, to| to.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes())),
    ("UTF-16", |c, to| to.extend(c.encode_utf16(&mut [0; 2]).iter().flat_map(|u| u.to_le_bytes()))),
    ("UTF-32", |c, to| to.extend(u32::from(c).to_le_bytes())),
];

fn coded(letters: &[char], coding: Coding) -> Vec<u8> {
    let mut bytes = Vec::new();
    letters.iter().for_each(|c| coding.1(*c, &mut bytes));
    bytes
}

fn search(pid: u32, memory: &File, secrets: &[&str], found: &mut Vec<Copy>) {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap_or_default();
    let pages = File::open(format!("/proc/{pid}/pagemap")).ok();
    let pieces = Pieces::of(secrets);
    let mut bytes = vec![0; CHUNK as usize + PAGE as usize];
    for line in maps.lines() {
        let mut parts = line.split_whitespace();
        let (range, rights) = (parts.next().unwrap(), parts.next().unwrap());
        let mapping = parts.nth(3).unwrap_or("anonymous");
        // What is read from a file and never written to holds nothing of ours.
        if !rights.starts_with("rw") {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        for (at, length) in touched(pages.as_ref(), from, to) {
            // A page more, so that nothing lies across the border unseen.
            let size = (length + PAGE).min(to - at) as usize;
            let Ok(n) = memory.read_at(&mut bytes[..size], at) else { continue };
            pieces.find(&bytes[..n], length as usize, &mut |coding, letters| {
                found.push(Copy { process: name(pid), mapping: mapping.to_owned(), coding, letters });
            });
        }
    }
}

/// The parts of a range that were ever touched, a chunk at most each: a web view reserves gigabytes.
fn touched(pages: Option<&File>, from: u64, to: u64) -> Vec<(u64, u64)> {
    let mut parts: Vec<(u64, u64)> = Vec::new();
    let mut at = from;
    while at < to {
        let here = CHUNK.min(to - at);
        let mut marks = vec![0; (here / PAGE * 8) as usize];
        match pages.map(|pages| pages.read_at(&mut marks, from_page(at))) {
            Some(Ok(n)) => {
                for (i, _) in marks[..n].chunks_exact(8).enumerate().filter(|(_, page)| page[7] & 0xc0 != 0) {
                    let page = at + i as u64 * PAGE;
                    match parts.last_mut().filter(|(start, length)| start + length == page && *length < CHUNK) {
                        Some((_, length)) => *length += PAGE,
                        None => parts.push((page, PAGE)),
                    }
                }
            }
            _ => parts.push((at, here)),
        }
        at += here;
    }
    parts
}

fn from_page(at: u64) -> u64 {
    at / PAGE * 8
}

/// What is looked for: every secret in every coding, cut into pieces.
struct Pieces {
    /// Whether some piece begins with these two bytes: nearly all memory is passed over by it.
    begins: Vec<bool>,
    all: Vec<Piece>,
}

struct Piece {
    coding: &'static str,
    /// The whole secret, and where each of its letters begins in it.
    whole: Vec<u8>,
    starts: Vec<usize>,
    /// Its first letter.
    first: usize,
}

impl Pieces {
    fn of(secrets: &[&str]) -> Self {
        let mut pieces = Pieces { begins: vec![false; 1 << 16], all: Vec::new() };
        for secret in secrets {
            let letters: Vec<char> = secret.chars().collect();
            for coding in CODINGS {
                let whole = coded(&letters, coding);
                let starts: Vec<usize> = (0..=letters.len()).map(|n| coded(&letters[..n], coding).len()).collect();
                for first in (0..=letters.len() - PIECE).step_by(PIECE) {
                    let at = starts[first];
                    pieces.begins[usize::from(whole[at]) << 8 | usize::from(whole[at + 1])] = true;
                    pieces.all.push(Piece { coding: coding.0, whole: whole.clone(), starts: starts.clone(), first });
                }
            }
        }
        pieces
    }

    /// Tells of every piece that begins before `end`, as long as it goes on.
    fn find(&self, bytes: &[u8], end: usize, tell: &mut impl FnMut(&'static str, String)) {
        let mut at = 0;
        while at < end && at + 1 < bytes.len() {
            if self.begins[(bytes[at] as usize) << 8 | bytes[at + 1] as usize] {
                for piece in &self.all {
                    if let Some(letters) = piece.at(bytes, at) {
                        tell(piece.coding, letters);
                    }
                }
            }
            at += 1;
        }
    }
}

impl Piece {
    /// Which letters begin here, if this piece does and was not found with the letters before it.
    fn at(&self, bytes: &[u8], at: usize) -> Option<String> {
        let start = self.starts[self.first];
        if !bytes[at..].starts_with(&self.whole[start..self.starts[self.first + PIECE]]) {
            return None;
        }
        let before = self.first.checked_sub(PIECE).map(|n| &self.whole[self.starts[n]..start]);
        if before.is_some_and(|before| bytes[..at].ends_with(before)) {
            return None;
        }
        let length = self.whole[start..].iter().zip(&bytes[at..]).take_while(|(a, b)| a == b).count();
        let last = self.starts.iter().rposition(|s| *s <= start + length)?;
        Some(format!("{}–{last} of {}", self.first + 1, self.starts.len() - 1))
    }
}

/// What is looked for is found: in a process that holds it in every coding, whole and in part.
pub fn finds_what_is_there() {
    let secret = format!("{}{}", "merisier quinconce", " volubile 5831");
    let letters: Vec<char> = secret.chars().collect();
    let held: Vec<Vec<u8>> =
        CODINGS.iter().flat_map(|c| [coded(&letters, *c), coded(&letters[..12], *c), coded(&letters[8..20], *c)]).collect();
    let mut found = Vec::new();
    let me = std::process::id();
    search(me, &File::open("/proc/self/mem").unwrap(), &[&secret], &mut found);
    for coding in CODINGS {
        for part in ["1–32 of 32", "1–12 of 32", "9–20 of 32"] {
            assert!(found.iter().any(|c| c.coding == coding.0 && c.letters == part), "{} {part}:\n{}", coding.0, told(&found));
        }
    }
    drop(held);
}
